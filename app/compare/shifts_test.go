package compare

import (
	"strings"
	"testing"

	"remanence/planner"
)

// Who gets more and who less is told by mass, the largest first; what stays the same
// is left out.
func TestShifts(t *testing.T) {
	plan := func(kg map[string]float64) *planner.Plan {
		p := &planner.Plan{}
		for g, v := range kg {
			p.Awards = append(p.Awards, planner.Award{Group: g, Kg: v / 2}, planner.Award{Group: g, Kg: v / 2})
		}
		return p
	}
	base, other := plan(map[string]float64{"A": 1000, "B": 500, "C": 70}), plan(map[string]float64{"A": 400, "B": 500, "D": 250})
	got := strings.Join(Shifts(base, other), " ")
	if got != "A gets 600\u00a0kg less. D gets 250\u00a0kg more. C gets 70\u00a0kg less." {
		t.Error(got)
	}
	if Shifts(nil, other) != nil || Shifts(base, base) != nil {
		t.Error("there is nothing to compare")
	}
}
