package award

import (
	"remanence/planner"
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
