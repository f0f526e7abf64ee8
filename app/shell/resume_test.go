package shell

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"remanence/data/interchange"
	"remanence/data/shipped"
	"remanence/planner"
)

func testOptimiser(t *testing.T) *Optimiser {
	t.Helper()
	cache, err := os.UserCacheDir()
	if err != nil {
		t.Skip("no folder for the compiled optimiser: ", err)
	}
	o := NewOptimiser(filepath.Join(cache, "remanence", "test-optimiser"))
	t.Cleanup(o.Close)
	return o
}

func smallestSample(t *testing.T) (*planner.Project, *planner.Plan) {
	t.Helper()
	for _, s := range Samples() {
		if s.ID != "optics-materials-uk" {
			continue
		}
		p, problems := interchange.ReadFolder(s.Files, s.Title)
		if problems.Refused() {
			t.Fatal(problems)
		}
		made, ok := shipped.Read(s.ID)
		if !ok {
			t.Fatal("no plan ships with it")
		}
		return p, made.Plan
	}
	t.Fatal("the sample is gone")
	return nil, nil
}

func TestAPlanIsTakenUpAndANewOneDoesNotWaitForIt(t *testing.T) {
	o := testOptimiser(t)
	p, plan := smallestSample(t)
	quiet := func(string, float64) {}

	ctx := context.Background()
	o.Resume(ctx, p, plan)
	if o.taking == nil {
		t.Fatal("nothing was taken up")
	}
	o.taken(ctx) // is over

	// A taking up that never ends by itself.
	stopped := make(chan struct{})
	endless, stop := context.WithCancel(ctx)
	under := &taking{stop, make(chan struct{})}
	go func() {
		<-endless.Done()
		close(stopped)
		close(under.done)
	}()
	o.taking = under
	asking, giveUp := context.WithTimeout(ctx, 20*time.Millisecond)
	defer giveUp()
	if o.taken(asking); endless.Err() != nil {
		t.Error("a question ended the taking up instead of waiting")
	}
	again, err := o.Find(ctx, p, quiet, func(*planner.Plan) {})
	if err != nil || again == nil {
		t.Fatal(again, err)
	}
	<-stopped
	if d := again.Objective - plan.Objective; d > 2*plan.Objective*again.Gap+1 {
		t.Errorf("the plan costs %.0f, the one taken up %.0f", again.Objective, plan.Objective)
	}
}
