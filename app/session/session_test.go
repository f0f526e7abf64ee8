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

// ui stands for the UI goroutine: what run queues happens when the test pumps.
type ui chan func()

func newUI() ui { return make(ui, 1000) }

func (u ui) run(f func()) { u <- f }

// pump does what is queued until nothing is left to happen.
func (u ui) pump() {
	for {
		synctest.Wait()
		select {
		case f := <-u:
			f()
		default:
			return
		}
	}
}

// slow is a planner that takes a while and counts its runs.
type slow struct {
	time    time.Duration
	started int
	ended   int
	fail    error
	partial bool // hands in a plan when cancelled
}

func (f *slow) Plan(ctx context.Context, p *planner.Project, progress func(string, float64)) (plan, asToday, cheapest *planner.Plan, err error) {
	f.started++
	defer func() { f.ended++ }()
	plan = &planner.Plan{Name: planner.FormatNumber(p.Parts[0].MassG.V), Status: planner.StatusOptimal}
	for i := range 100 {
		progress("Comparing suppliers", float64(i)/100)
		select {
		case <-ctx.Done():
			if f.partial {
				plan.Status = planner.StatusFeasible
				return plan, nil, nil, nil
			}
			return nil, nil, nil, ctx.Err()
		case <-time.After(f.time / 100):
		}
	}
	return plan, plan, plan, f.fail
}

func project() *planner.Project {
	return &planner.Project{Name: "one", Currency: "EUR", Start: planner.MonthOf(2027, 1), Months: 12,
		Parts: []planner.Part{{ID: "A", Grade: "N42", Unit: planner.Pieces, MassG: planner.Some(10.0), Demand: make([]planner.Opt[float64], 12)}}}
}

// mass changes an input that changes the plan.
func mass(g string) planner.Edit { return planner.Edit{What: "part/A/mass_g", After: g} }

// start makes a session whose projects are never refused.
func start(t *testing.T, f *slow) (*Session, ui, *[]Event) {
	t.Helper()
	u := newUI()
	s := New(&planner.Facts{}, document.New(project()), f, u.run)
	s.check = func(*planner.Project, *planner.Facts) planner.Problems { return nil }
	s.Open(document.New(project()))
	var events []Event
	s.Subscribe(func(e Event) { events = append(events, e) })
	t.Cleanup(s.Close)
	return s, u, &events
}

func TestEditsPlanOnceAfterAPause(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := &slow{time: time.Second}
		s, u, _ := start(t, f)
		time.Sleep(2 * time.Second)
		u.pump()
		if f.started != 1 || s.Status().Kind != UpToDate {
			t.Fatalf("opening plans once: %d runs, %v", f.started, s.Status())
		}
		for range 5 {
			if err := s.Apply("Mass", mass("20")); err != nil {
				t.Fatal(err)
			}
			time.Sleep(Pause / 2)
			u.pump()
		}
		if _, stale := s.Plan(); !stale || s.Status().Kind != OutOfDate || f.started != 1 {
			t.Fatalf("while typing the plan is out of date and nothing runs: %v, %d runs", s.Status(), f.started)
		}
		time.Sleep(Pause)
		u.pump()
		if s.Status().Kind != Planning || f.started != 2 {
			t.Fatalf("after the pause: %v, %d runs", s.Status(), f.started)
		}
		time.Sleep(time.Second)
		u.pump()
		plan, stale := s.Plan()
		if stale || plan.Name != "20" || s.Status().Kind != UpToDate {
			t.Errorf("the new plan is in force: %v %v", plan, s.Status())
		}
	})
}

func TestLateResultsAreDropped(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := &slow{time: time.Second}
		s, u, _ := start(t, f)
		time.Sleep(900 * time.Millisecond)
		_ = s.Apply("Mass", mass("20"))
		time.Sleep(200 * time.Millisecond) // the first run would be done now
		u.pump()
		if plan, _ := s.Plan(); plan != nil {
			t.Fatal("a plan of inputs that are gone arrived")
		}
		time.Sleep(Pause)
		u.pump()
		time.Sleep(2 * time.Second)
		u.pump()
		if plan, stale := s.Plan(); plan == nil || plan.Name != "20" || stale {
			t.Errorf("the second run counts, got %v", plan)
		}
		if f.started != f.ended {
			t.Errorf("%d runs started, %d ended", f.started, f.ended)
		}
	})
}

func TestUndoBringsTheOldPlanBackIntoForce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := &slow{time: time.Second}
		s, u, _ := start(t, f)
		time.Sleep(2 * time.Second)
		u.pump()
		_ = s.Apply("Mass of A", mass("20"))
		if name, ok := s.CanUndo(); !ok || name != "Mass of A" {
			t.Errorf("undo is called %q", name)
		}
		s.Undo()
		time.Sleep(time.Second)
		u.pump()
		if s.Project().Parts[0].MassG.V != 10 || s.Status().Kind != UpToDate || f.started != 1 {
			t.Errorf("after undo the first plan is right again: %v, %d runs", s.Status(), f.started)
		}
		s.Redo()
		if s.Project().Parts[0].MassG.V != 20 || s.Status().Kind != OutOfDate {
			t.Errorf("redo: %v", s.Status())
		}
	})
}

func TestCancelKeepsTheOldPlanOrTheBestSoFar(t *testing.T) {
	for _, partial := range []bool{false, true} {
		synctest.Test(t, func(t *testing.T) {
			f := &slow{time: time.Second, partial: partial}
			s, u, _ := start(t, f)
			time.Sleep(500 * time.Millisecond)
			u.pump()
			s.Cancel()
			u.pump()
			want := NoPlan
			if partial {
				want = UpToDate
			}
			if s.Status().Kind != want || s.Status().Text == "" {
				t.Errorf("partial %v: %v", partial, s.Status())
			}
		})
	}
}

func TestProgressComesTenTimesASecondAtMost(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := &slow{time: time.Second}
		s, u, events := start(t, f)
		time.Sleep(2 * time.Second)
		u.pump()
		n := 0
		for _, e := range *events {
			if e.Kind == StatusChanged {
				n++
			}
		}
		if n < 5 || n > 12 {
			t.Errorf("%d status events in a second", n)
		}
		_ = s
	})
}

func TestFailureIsASentence(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := &slow{fail: errors.New("the optimiser could not be started")}
		s, u, _ := start(t, f)
		time.Sleep(time.Second)
		u.pump()
		if st := s.Status(); st.Kind != Failed || st.Text != "the optimiser could not be started" {
			t.Errorf("%+v", st)
		}
	})
}

func TestRefusedInputsAreNotPlanned(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := &slow{}
		s, u, _ := start(t, f)
		s.check = func(*planner.Project, *planner.Facts) planner.Problems {
			return planner.Problems{{Severity: planner.Refuses, Where: "Part A", What: "It has no mass."}}
		}
		u.pump()
		runs := f.started
		_ = s.Apply("Mass", mass("20"))
		time.Sleep(time.Second)
		u.pump()
		if s.Status().Kind != Failed || f.started != runs {
			t.Errorf("%v, %d runs", s.Status(), f.started-runs)
		}
	})
}

func TestARefusedEditChangesNothing(t *testing.T) {
	s := ForProject(&planner.Facts{}, project())
	changed := 0
	s.Subscribe(func(Event) { changed++ })
	err := s.Apply("Two cells", mass("20"), planner.Edit{What: "part/A/mass_g", After: "heavy"})
	if err == nil || s.Project().Parts[0].MassG.V != 10 || changed != 0 {
		t.Errorf("all or nothing: %v, mass %g, %d events", err, s.Project().Parts[0].MassG.V, changed)
	}
}

func TestCloseWaitsForTheRun(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := &slow{time: time.Hour}
		s, _, _ := start(t, f)
		synctest.Wait()
		s.Close()
		if f.started != 1 || f.ended != 1 {
			t.Errorf("%d started, %d ended", f.started, f.ended)
		}
	})
}

func TestSubscribersCanLeave(t *testing.T) {
	s := ForProject(&planner.Facts{}, project())
	n := 0
	leave := s.Subscribe(func(e Event) {
		if e.Kind == Navigate && e.Page == "sources" && e.What == "A" {
			n++
		}
	})
	s.Navigate("sources", "A")
	leave()
	s.Navigate("sources", "A")
	if n != 1 {
		t.Errorf("told %d times", n)
	}
}

// Ensure an empty project says what to do rather than that something is wrong.
func TestAnEmptyProjectSaysWhatToDo(t *testing.T) {
	p := &planner.Project{Name: "empty", Currency: "EUR", Start: planner.MonthOf(2027, 1), Months: 12}
	s := New(&planner.Facts{}, document.New(p), &slow{}, func(f func()) { f() })
	defer s.Close()
	if st := s.Status(); st.Kind != Failed || !strings.Contains(st.Text, "Enter parts") || strings.Contains(st.Text, "mended") {
		t.Errorf("%+v", st)
	}
}
