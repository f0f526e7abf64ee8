package shell

import (
	"context"
	"testing"
	"time"

	"remanence/planner"
	"remanence/planner/award"
)

// Ensure a machine too slow for the usual time gets its plan later rather than
// never, and that nothing goes on that somebody stopped.
func TestASlowMachineGetsItsPlanLater(t *testing.T) {
	none, found := &planner.Plan{Status: planner.StatusCancelled}, &planner.Plan{Status: planner.StatusFeasible}
	var limits []time.Duration
	need := time.Minute
	try := func(a award.Options) (*planner.Plan, error) {
		limits = append(limits, a.TimeLimit)
		if a.TimeLimit < need {
			return none, context.Canceled
		}
		return found, nil
	}
	ctx, stop := context.WithCancel(context.Background())
	if plan, err := patiently(ctx, award.Options{TimeLimit: planTime}, try); plan != found || err != nil || len(limits) != 2 {
		t.Errorf("%v, %v after %v", plan, err, limits)
	}
	need, limits = time.Second, nil
	if plan, _ := patiently(ctx, award.Options{TimeLimit: planTime}, try); plan != found || len(limits) != 1 {
		t.Errorf("what is found at once is looked for %d times", len(limits))
	}
	need, limits = time.Hour, nil
	stop()
	if plan, _ := patiently(ctx, award.Options{TimeLimit: planTime}, try); plan != none || len(limits) != 1 {
		t.Errorf("what was stopped is tried %d times", len(limits))
	}
}
