package shell

import (
	"context"
	"testing"
	"time"

	"remanence/planner"
	"remanence/planner/award"
)

// deepened waits until a deepening is over and says whether it went to its end.
func deepened(t *testing.T, o *Optimiser) bool {
	t.Helper()
	o.load.Lock()
	done := o.deep.done
	o.load.Unlock()
	if done == nil {
		t.Fatal("nothing is deepened")
	}
	select {
	case <-done:
	case <-time.After(2 * time.Minute):
		t.Fatal("deepening does not end")
	}
	o.load.Lock()
	defer o.load.Unlock()
	return o.deep.project == nil
}

// A plan is proven more finely once nobody asks for anything, and the next one starts
// from there.
func TestAPlanIsDeepenedAtRest(t *testing.T) {
	o := testOptimiser(t)
	p, _ := smallestSample(t)
	find := func() *planner.Plan {
		plan, err := o.Find(context.Background(), p, func(string, float64) {}, func(*planner.Plan) {})
		if err != nil || plan == nil {
			t.Fatal(plan, err)
		}
		return plan
	}
	plan := find()
	if !deepened(t, o) {
		t.Fatal("deepening was cut short")
	}
	again := find()
	if finer := award.DefaultGap / 3; plan.Gap < finer || again.Gap > finer*1.001 || again.Objective > plan.Objective+0.01 {
		t.Errorf("a gap of %.5f and %.2f became %.5f and %.2f", plan.Gap, plan.Objective, again.Gap, again.Objective)
	}
}

// Whatever is asked for ends a deepening at once, and so does the end of the program.
func TestAQuestionEndsDeepening(t *testing.T) {
	o := testOptimiser(t)
	p, plan := smallestSample(t)
	o.Resume(context.Background(), p, plan)
	rest := o.use()
	if deepened(t, o) {
		t.Error("it was over within no time")
	}
	select {
	case <-o.deep.done:
	default:
		t.Error("a question begins while the plan is still deepened")
	}
	also := o.use()
	rest()
	if o.deep.busy != 1 {
		t.Errorf("%d questions are under way", o.deep.busy)
	}
	was := o.deep.done
	also()
	if o.deep.done == was {
		t.Error("it does not go on after the last question")
	}
	o.Close()
	select {
	case <-o.deep.done:
	default:
		t.Error("the optimiser is closed under a deepening")
	}
	// A plan that breaks its rules is not gone on with.
	o.goOnWith(p, &planner.Plan{Conflicts: []planner.Conflict{{}}})
	if o.deep.project != nil {
		t.Error("a plan with conflicts is deepened")
	}
}
