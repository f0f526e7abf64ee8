package award

import (
	"remanence/planner"
	"remanence/planner/policy"
)

// reprice books a plan again at the prices of a changed project: the same
// orders, tests, stock and scrap, other money. The project must hold the same
// parts and offers.
func reprice(p *planner.Project, f *planner.Facts, o Options, plan *planner.Plan) *planner.Plan {
	m := &model{p: p, f: f, opt: o, H: p.Months, pct: plan.LicencePercentile, byPart: map[string]*partVars{}}
	m.prepareParts()
	again := *plan
	again.Awards = append([]planner.Award(nil), plan.Awards...)
	again.Flows = append([]planner.PartFlow(nil), plan.Flows...)
	for i := range again.Flows {
		again.Flows[i].Value = m.byPart[again.Flows[i].Part].val.Stock
	}
	again.Penalties = 0
	m.finish(&again)
	return &again
}

// keepsRules reports whether a plan keeps every hard rule it was measured by.
func keepsRules(p *planner.Project, plan *planner.Plan) bool {
	for _, r := range plan.Rules {
		if ru := ruleByID(p, r.Rule); ru != nil && ru.Hard && r.Excess > 1e-3*(1+r.Limit) {
			return false
		}
	}
	return true
}

// Reprice books a plan again under a changed project of the same parts and
// offers: the same orders, tests and stock, other prices, rates and duties. False
// when the change moves deliveries too, by another wait, capacity or demand, so
// that the books would not close; Follow plans what is left to decide then.
func Reprice(p *planner.Project, f *planner.Facts, o Options, plan *planner.Plan) (*planner.Plan, bool) {
	p = policy.Settle(p, f)
	for i := range plan.Awards {
		a := &plan.Awards[i]
		x := p.Offer(a.Offer)
		if x == nil || x.LeftFor(a.Ordered) < 1 || a.Ordered+planner.Month(x.LeadMonthsFor(a.Ordered, plan.LicencePercentile, a.Expedited)) != a.Arrives {
			return nil, false
		}
	}
	c := &checker{p: p, f: f, plan: plan}
	if c.capacity(); len(c.out) > 0 {
		return nil, false
	}
	for _, fl := range plan.Flows {
		part := p.Part(fl.Part)
		if part == nil {
			return nil, false
		}
		for t, v := range fl.Demand {
			if part.Need(t) != v {
				return nil, false
			}
		}
	}
	return reprice(p, f, o, plan), true
}
