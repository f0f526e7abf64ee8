package workbook

import (
	"remanence/planner"
)

// ruleWords is the rule's sentence, the one the app shows; a target without a
// limit of its own, such as safety stock, goes by the name of its metric.
func (b *book) ruleWords(r *planner.Rule) string {
	m, ok := r.Type.Metric()
	if r.Type == planner.CoverMin && !r.ValueFrom.OK && !r.ValueTo.OK {
		return "Safety stock of each part, as entered with it."
	}
	if ok && !r.ValueFrom.OK && !r.ValueTo.OK {
		return m.Title
	}
	return r.Sentence(b.p, b.f)
}

// ruleUnit is the unit of a rule's limit and value.
func ruleUnit(r *planner.Rule, p *planner.Project) string {
	switch u := r.Type.Unit(); u {
	case planner.UnitPercent:
		return "%"
	case planner.UnitSuppliers:
		return "groups"
	case planner.UnitMoney:
		return r.Money(p)
	default:
		return string(u)
	}
}
