package rules

import (
	"remanence/data/workbook"
	"remanence/planner"
)

// Inform adds to an export the prices of rules that are known here and belong to
// the plan as it stands.
func (p *Page) Inform(o *workbook.Options) {
	if p.prices.old {
		return
	}
	for i := range p.session.Project().Rules {
		id := p.session.Project().Rules[i].ID
		if x, ok := p.prices.of(id); ok && !x.About {
			o.RulePrices = append(o.RulePrices, workbook.RulePrice{Rule: id, Price: planner.Some(x.Amount), Text: x.Words})
		}
	}
}
