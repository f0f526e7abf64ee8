package session

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"remanence/data/document"
	"remanence/planner"
)

// twoSteps makes the baselines by themselves.
type twoSteps struct {
	slow
	refuse error // of the second step
}

func (f *twoSteps) Plan(ctx context.Context, p *planner.Project, progress func(string, float64)) (plan, asToday, cheapest *planner.Plan, err error) {
	plan, _, _, err = f.slow.Plan(ctx, p, progress)
	return plan, nil, nil, err
}

func (f *twoSteps) Baselines(ctx context.Context, p *planner.Project, progress func(string, float64)) (asToday, cheapest *planner.Plan, err error) {
	_, asToday, cheapest, err = f.slow.Plan(ctx, p, progress)
	return asToday, cheapest, errors.Join(err, f.refuse)
}

func TestThePlanIsShownBeforeItsBaselines(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := &twoSteps{slow: slow{time: time.Second}}
		u := newUI()
		s := New(&planner.Facts{}, document.New(project()), f, u.run)
		defer s.Close()
		s.check = func(*planner.Project, *planner.Facts) planner.Problems { return nil }
		s.Open(document.New(project()))
		time.Sleep(1500 * time.Millisecond)
		u.pump()
		if plan, stale := s.Plan(); plan == nil || stale || s.AsToday() != nil || s.Status().Kind != Planning {
			t.Fatalf("half way: %v %v", plan, s.Status())
		}
		time.Sleep(time.Second)
		u.pump()
		if s.AsToday() == nil || s.Cheapest() == nil || s.Status().Kind != UpToDate {
			t.Errorf("at the end: %v", s.Status())
		}
	})
}

func TestAStoredPlanIsNotMadeAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := &slow{time: time.Second}
		s, u, _ := start(t, f)
		time.Sleep(2 * time.Second)
		u.pump()
		doc := document.New(project())
		plan := &planner.Plan{Status: planner.StatusOptimal, Digest: doc.Digest()}
		doc.SetPlan(plan)
		doc.SetBaselines(plan, plan)
		s.Open(doc)
		time.Sleep(2 * time.Second)
		u.pump()
		if f.started != 1 || s.Status().Kind != UpToDate {
			t.Errorf("%d runs, %v", f.started, s.Status())
		}
		if s.Unsaved() {
			t.Error("a project nobody changed is not unsaved")
		}
	})
}

// resumes takes up plans until it is told to stop.
type resumes struct {
	slow
	taken, stopped []*planner.Plan
}

func (f *resumes) Resume(ctx context.Context, _ *planner.Project, plan *planner.Plan) {
	f.taken = append(f.taken, plan)
	<-ctx.Done()
	f.stopped = append(f.stopped, plan)
}

func TestAStoredPlanIsTakenUpUntilTheNextChange(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := &resumes{slow: slow{time: time.Second}}
		u := newUI()
		s := New(&planner.Facts{}, document.New(project()), f, u.run)
		defer s.Close()
		s.check = func(*planner.Project, *planner.Facts) planner.Problems { return nil }
		doc := document.New(project())
		plan := &planner.Plan{Status: planner.StatusOptimal, Digest: doc.Digest()}
		doc.SetPlan(plan)
		doc.SetBaselines(plan, plan)
		s.Open(doc)
		time.Sleep(time.Second)
		u.pump()
		if len(f.taken) != 1 || f.taken[0] != plan || len(f.stopped) != 0 || f.started != 0 || s.Status().Kind != UpToDate {
			t.Fatalf("taken up %d times, stopped %d, %d runs, %v", len(f.taken), len(f.stopped), f.started, s.Status())
		}
		s.Replan()
		time.Sleep(1500 * time.Millisecond)
		u.pump()
		if len(f.stopped) != 1 || f.started != 1 || len(f.taken) != 1 {
			t.Errorf("taken up %d times, stopped %d, %d runs", len(f.taken), len(f.stopped), f.started)
		}
	})
}

func TestThePlanStandsWithoutItsBaselines(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := &twoSteps{slow: slow{time: time.Second}, refuse: errors.New("out of memory")}
		u := newUI()
		s := New(&planner.Facts{}, document.New(project()), f, u.run)
		defer s.Close()
		s.check = func(*planner.Project, *planner.Facts) planner.Problems { return nil }
		s.Open(document.New(project()))
		time.Sleep(3 * time.Second)
		u.pump()
		if st := s.Status(); st.Kind != UpToDate || !strings.Contains(st.Text, "out of memory") || s.AsToday() != nil {
			t.Errorf("%+v", st)
		}
	})
}
