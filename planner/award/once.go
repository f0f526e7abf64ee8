package award

import (
	"remanence/planner"
	"remanence/planner/cost"
)

// addOnceOnly makes the money that a first order causes: tooling of rows that
// need no new test, and switching a part from its suppliers of today. Both are
// choices like a test that takes no time.
func (m *model) addOnceOnly() {
	m.tooling, m.switching = map[string]*test{}, map[string]*test{}
	for _, pv := range m.parts {
		for _, fit := range pv.fits {
			o := fit.Offer
			last := m.lastOrder(o)
			if c := cost.ToolingWithOrder(o); c > 0 {
				m.onceOnly(m.tooling, o.ID, "tooling of "+o.ID, c, last)
			}
			if cost.Switches(m.p, pv.part, o) {
				k := switchKey(pv.part.ID, o.Supplier)
				m.onceOnly(m.switching, k, "switching of "+k, pv.part.SwitchingCost.V.InexactFloat64(), last)
			}
		}
	}
	for _, t := range m.once {
		m.openColumns(t)
	}
}

func (m *model) onceOnly(in map[string]*test, key, id string, cost float64, last int) {
	t := in[key]
	if t == nil {
		t = &test{id: id, cost: cost, last: -1, start0: m.p.Start}
		in[key] = t
		m.once = append(m.once, t)
	}
	t.last = max(t.last, last)
}

func switchKey(part, supplier string) string { return part + " to " + supplier }

// addExits makes the cost of leaving a source of today: paid unless the row is
// ordered with at least what keeps it.
func (m *model) addExits() {
	for _, x := range cost.Exits(m.p) {
		var terms []term
		for _, o := range m.orders {
			if o.fit.Offer == x.Offer {
				terms = append(terms, term{o.col, 1})
			}
		}
		paid := m.b.col(m.money(x.Cost), 1, 1)
		if len(terms) == 0 {
			continue // nothing can be ordered any more: the cost is certain
		}
		m.b.lo[paid] = 0
		m.b.integer[paid], m.b.stage[paid] = true, stageAward
		m.b.atLeast(x.KeepKg, append(terms, term{paid, x.KeepKg})...)
	}
}

// frozen reports whether an order of a month belongs to the frozen window.
func frozen(p *planner.Project, ordered planner.Month) bool {
	return ordered < p.Start+planner.Month(p.FrozenMonths.V)
}
