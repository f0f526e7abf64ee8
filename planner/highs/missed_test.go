package highs

import "testing"

// Only what meets its bounds is optimal; nobody reads a solution that is not there.
func TestAnOptimumOutsideItsBoundsIsNone(t *testing.T) {
	for _, c := range []struct {
		status Status
		has    bool
		want   Status
	}{{Optimal, true, Optimal}, {Optimal, false, Other}, {Infeasible, false, Infeasible}, {TimeLimit, false, TimeLimit}} {
		r := Result{Status: c.status, HasSolution: c.has, Reason: "as it was"}
		if r.missed(); r.Status != c.want || (r.Reason == "as it was") != (c.status == c.want) {
			t.Errorf("%s with a solution %v: %s (%s)", c.status, c.has, r.Status, r.Reason)
		}
	}
}
