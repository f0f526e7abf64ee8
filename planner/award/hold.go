package award

import (
	"fmt"

	"remanence/planner"
	"remanence/planner/policy"
)

// ExportHeld is Export of a model in which a plan's orders, tests and changes of
// design are settled: another optimiser can only work out stock, tiers, lots and
// what rules measure. It has a solution where the plan keeps every row, and its
// objective is then want, the plan's cost with each test charged as the model
// charges it. held is the number of orders settled.
//
// An order of the plan that has no column is an error.
func ExportHeld(p *planner.Project, f *planner.Facts, o Options, plan *planner.Plan) (x *Exported, want float64, held int, err error) {
	if ps := p.Validate(f); ps.Refused() {
		return nil, 0, 0, ps
	}
	o.WithLots = true
	p = inOrder(policy.Settle(p, f))
	m := newModel(p, f, o, nil, map[string]bool{})
	m.section("rest")
	if held, err = m.holdOrders(plan); err != nil {
		return nil, 0, 0, err
	}
	m.section("held")
	want = plan.Objective
	for _, e := range plan.Costs {
		switch e.Kind {
		case planner.CostQualification, planner.CostRedesign, planner.CostTooling, planner.CostSwitching:
			want -= e.Present
		}
	}
	want += float64(m.holdTests(plan) * m.unit)
	x = &Exported{Unit: m.unit, Currency: p.Currency}
	x.Name, x.Model = p.Name, m.b.model()
	x.Cols = m.columnNames()
	x.Rows = m.rowNames(x.Cols)
	return x, want, held, nil
}

// holdOrders keeps what every order weighs in all its price tiers at what a plan
// has, nought where it has none. Optimisers keep rows to a millionth.
func (m *model) holdOrders(plan *planner.Plan) (held int, err error) {
	kg := map[orderKey]float64{}
	for _, a := range plan.Awards {
		kg[orderKey{a.Part, a.Offer, a.Design, int(a.Ordered - m.p.Start), a.Expedited}] += a.Kg
	}
	tiers := map[orderKey][]term{}
	var keys []orderKey
	for _, o := range m.orders {
		k := orderKey{o.pv.part.ID, o.fit.Offer.ID, o.fit.Design, o.t, o.expedited}
		if tiers[k] == nil {
			keys = append(keys, k)
		}
		tiers[k] = append(tiers[k], term{o.col, 1})
	}
	for _, k := range keys {
		q, ordered := kg[k]
		delete(kg, k)
		if !ordered {
			for _, t := range tiers[k] {
				m.b.up[t.col] = 0
			}
			continue
		}
		held++
		slack := float64(1e-6 * (1 + q))
		m.b.row(max(0, q-slack), q+slack, tiers[k]...)
	}
	for k := range kg {
		return held, fmt.Errorf("the model has no order of %s for %s in month %d", k.offer, k.part, k.t)
	}
	return held, nil
}

// holdTests settles when each choice that opens orders is taken, and gives what
// the model charges for them.
func (m *model) holdTests(plan *planner.Plan) float64 {
	start := map[*test]int{}
	for _, q := range plan.Qualifications {
		for _, id := range q.Offers {
			if t := m.byTest[id]; t != nil {
				start[t] = int(q.Start - m.p.Start)
			}
		}
	}
	for _, d := range plan.DesignChanges {
		if t := m.design[d.Part+">"+d.To]; t != nil {
			start[t] = int(d.Start - m.p.Start)
		}
	}
	for _, a := range plan.Awards {
		month := int(a.Ordered - m.p.Start)
		for _, t := range []*test{m.tooling[a.Offer], m.switching[switchKey(a.Part, m.p.Offer(a.Offer).Supplier)]} {
			if s, ok := start[t]; t != nil && (!ok || month < s) {
				start[t] = month
			}
		}
	}
	sum := 0.0
	for _, t := range allTests(m) {
		from, taken := start[t]
		for i, c := range t.open {
			open := 0.0
			if taken && i >= t.step(from) {
				open = 1
			}
			m.b.lo[c], m.b.up[c] = open, open
			sum += float64(m.b.cost[c] * open)
		}
	}
	return sum
}
