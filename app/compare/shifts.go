package compare

import (
	"cmp"
	"math"
	"slices"

	"remanence/app/tr"
	"remanence/app/ui/figures"
	"remanence/app/why"
	"remanence/planner"
)

// mostShifts is how many supplier groups the list of shifts names.
const mostShifts = 12

// shifted is what supplier groups get more in a plan than in another, kg, the groups
// with the largest shift first, and that shift.
func shifted(base, plan *planner.Plan) (by map[string]float64, groups []string, largest float64) {
	by = map[string]float64{}
	for _, a := range plan.Awards {
		by[a.Group] += a.Kg
	}
	for _, a := range base.Awards {
		by[a.Group] -= a.Kg
	}
	for g, kg := range by {
		groups = append(groups, g)
		largest = math.Max(largest, math.Abs(kg))
	}
	slices.SortFunc(groups, func(a, b string) int {
		return cmp.Or(cmp.Compare(math.Abs(by[b]), math.Abs(by[a])), cmp.Compare(a, b))
	})
	return by, groups, largest
}

// Shifts say who gets more and who less in a plan than in another, by what is
// ordered of supplier groups, the largest shift first.
func Shifts(base, plan *planner.Plan) []string {
	if base == nil || plan == nil || base == plan {
		return nil
	}
	by, groups, largest := shifted(base, plan)
	var out []string
	for _, g := range groups[:min(len(groups), mostShifts)] {
		switch kg := by[g]; {
		case math.Abs(kg) < 1e-3*largest || math.Abs(kg) < 0.5:
		case kg > 0:
			out = append(out, tr.F("%s gets %s more.", g, figures.Mass(kg)))
		default:
			out = append(out, tr.F("%s gets %s less.", g, figures.Mass(-kg)))
		}
	}
	return out
}

// ShiftsWhy takes what supplier groups get more or less apart.
func ShiftsWhy(base, v *Variant) why.Explanation {
	e := why.Explanation{Title: tr.F("%s against %s", v.Name, base.Name), Formula: tr.T("kilograms ordered of a supplier group over the whole plan in the one − in the other; orders already placed are apart")}
	if base.Plan == nil || v.Plan == nil {
		return e
	}
	kg := func(p *planner.Plan, group string) (sum float64) {
		for _, a := range p.Awards {
			if group == "" || a.Group == group {
				sum += a.Kg
			}
		}
		return sum
	}
	e.Value = tr.F("%s and %s ordered", figures.Mass(kg(v.Plan, "")), figures.Mass(kg(base.Plan, "")))
	by, groups, _ := shifted(base.Plan, v.Plan)
	for _, g := range groups {
		e.Inputs = append(e.Inputs, why.Input{Name: g, Value: figures.Mass(by[g]), How: tr.F("%s − %s", figures.Mass(kg(v.Plan, g)), figures.Mass(kg(base.Plan, g))), Page: "plan"})
	}
	return e
}
