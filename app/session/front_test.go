package session

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"remanence/data/document"
	"remanence/data/reference"
	"remanence/planner"
	"remanence/planner/scenario"
)

// withScenario is a session over a part of 71 g with the scenario S1 in which it
// weighs 90 g.
func withScenario(t *testing.T, pl Planner, u ui) *Session {
	t.Helper()
	p := &planner.Project{Name: "motors", Currency: "EUR", Start: planner.MonthOf(2027, 1), Months: 2}
	p.Parts = []planner.Part{{ID: "M", MassG: planner.Some(71.0)}}
	cell := planner.Path("part", "M", "mass_g")
	e, err := scenario.Add(p, planner.Scenario{Name: "heavy", Edits: []planner.Edit{{What: cell, Before: "71", After: "90"}}}, "")
	if err == nil {
		err = p.Apply(e)
	}
	if err != nil {
		t.Fatal(err)
	}
	s := New(reference.Shipped().Facts(), document.New(p), pl, u.run)
	s.check = func(*planner.Project, *planner.Facts) planner.Problems { return nil }
	s.take(s.doc)
	return s
}

// With a scenario in front everything is planned, kept and changed under it; the
// project and its plan stay.
func TestAScenarioInFront(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		u := newUI()
		pl := &slow{time: time.Second}
		s := withScenario(t, pl, u)
		defer s.Close()
		s.Start()
		u.pump()
		time.Sleep(2 * time.Second)
		u.pump()
		if plan, stale := s.Plan(); plan == nil || stale || plan.Name != "71" {
			t.Fatalf("%+v %v", plan, stale)
		}
		if s.SetFront("none") || !s.SetFront("S1") || s.Front() != "S1" {
			t.Fatal("the scenario does not come to the front")
		}
		if plan, _ := s.Plan(); plan != nil || s.Project().Name != "motors · heavy" {
			t.Errorf("%+v of %s", plan, s.Project().Name)
		}
		time.Sleep(2 * time.Second)
		u.pump()
		plan, stale := s.Plan()
		if plan == nil || stale || plan.Name != "90" || s.AsToday() == nil || s.Status().Kind != UpToDate {
			t.Fatalf("%+v %v %v", plan, stale, s.Status())
		}
		if base, _, _, stale := s.BasePlans(); base.Name != "71" || stale {
			t.Errorf("the plan of the project is %s now", base.Name)
		}
		// A change belongs to the scenario.
		cell := planner.Path("part", "M", "mass_g")
		if err := s.Apply("mass", planner.Edit{What: cell, After: "95"}); err != nil {
			t.Fatal(err)
		}
		if got := s.Base().Scenarios[0].Edits; len(got) != 1 || got[0].After != "95" || got[0].Before != "71" || s.Base().Parts[0].MassG.V != 71 || s.Project().Parts[0].MassG.V != 95 {
			t.Errorf("%+v, project %g g", got, s.Base().Parts[0].MassG.V)
		}
		if _, stale := s.Plan(); !stale {
			t.Error("the plan under the scenario is out of date")
		}
		if err := s.Apply("mass", planner.Edit{What: cell, After: "heavy"}); err == nil {
			t.Error("a mass that is none is taken")
		}
		s.Undo()
		if _, stale := s.Plan(); stale || s.Project().Parts[0].MassG.V != 90 {
			t.Error("undo brings the scenario and its plan back")
		}
		// Back, and once more: what was planned under it is kept.
		u.pump()
		runs := pl.started
		s.SetFront("")
		if plan, stale := s.Plan(); plan.Name != "71" || stale {
			t.Errorf("%+v %v", plan, stale)
		}
		s.SetFront("S1")
		if plan, stale := s.Plan(); plan == nil || stale || plan.Name != "90" || pl.started != runs {
			t.Errorf("%+v %v, %d runs more", plan, stale, pl.started-runs)
		}
		// A locked baseline takes no change; a scenario that goes is left.
		e, err := scenario.Lock(s.Base(), "S1", "2026-11-26", "")
		if err != nil || s.Apply("lock", e) != nil {
			t.Fatal(err)
		}
		if err := s.Apply("mass", planner.Edit{What: cell, After: "99"}); err == nil || !strings.Contains(err.Error(), "locked") {
			t.Errorf("%v", err)
		}
		before, _ := s.Base().Cell(planner.Path("scenario", "S1"))
		if err := s.Apply("delete", planner.Edit{What: planner.Path("scenario", "S1"), Before: before}); err != nil || s.Front() != "" || s.Project().Parts[0].MassG.V != 71 {
			t.Errorf("%v, front %q", err, s.Front())
		}
	})
}
