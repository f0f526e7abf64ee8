package award

import (
	"encoding/json"
	"math"
	"testing"

	"remanence/planner"
)

// A run that is stopped before anything is proven says that it knows nothing of how
// good its plan is, in figures that can be written to a file.
func TestNothingProvenIsAGapOfOne(t *testing.T) {
	r := &run{bound: math.Inf(-1), gap: DefaultGap}
	plan := &planner.Plan{Objective: 1000}
	r.state(plan)
	if plan.Gap != 1 || plan.Status != planner.StatusFeasible {
		t.Errorf("a gap of %v, %s", plan.Gap, plan.Status)
	}
	if _, err := json.Marshal(plan); err != nil {
		t.Error(err)
	}
	r.raise(999)
	if r.state(plan); plan.Status != planner.StatusOptimal || plan.Bound != 999 {
		t.Errorf("a bound of %v, %s", plan.Bound, plan.Status)
	}
}
