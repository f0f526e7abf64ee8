package compare

import (
	"cmp"
	"math"
	"slices"

	"remanence/app/tr"
	"remanence/app/ui/figures"
	"remanence/planner"
)

// mostShifts is how many supplier groups the list of shifts names.
const mostShifts = 12

// Shifts say who gets more and who less in a plan than in another, by what is
// ordered of supplier groups, the largest shift first.
func Shifts(base, plan *planner.Plan) []string {
	if base == nil || plan == nil || base == plan {
		return nil
	}
	by := map[string]float64{}
	largest := 0.0
	for _, a := range plan.Awards {
		by[a.Group] += a.Kg
	}
	for _, a := range base.Awards {
		by[a.Group] -= a.Kg
	}
	var groups []string
	for g, kg := range by {
		groups = append(groups, g)
		largest = math.Max(largest, math.Abs(kg))
	}
	slices.SortFunc(groups, func(a, b string) int {
		return cmp.Or(cmp.Compare(math.Abs(by[b]), math.Abs(by[a])), cmp.Compare(a, b))
	})
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
