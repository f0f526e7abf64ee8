package session

import (
	"fmt"
	"testing"
	"testing/synctest"

	"remanence/planner"
)

// suppliers are the edits that add many suppliers.
func suppliers(n int) []planner.Edit {
	edits := make([]planner.Edit, n)
	for i := range edits {
		edits[i] = planner.Edit{What: fmt.Sprintf("supplier/S%05d", i), After: fmt.Sprintf(`{"name":"S%05d","group":"G"}`, i), Row: i}
	}
	return edits
}

func TestALargeChangeIsMadeInTheBackground(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, u := quiet()
		defer s.Close()
		was, told, ended := s.Project(), 0, 0
		s.Subscribe(func(e Event) {
			if e.Kind == ProjectChanged {
				told += len(e.Edits)
			}
		})
		done := func(err error) {
			if ended++; err != nil {
				t.Error(err)
			}
		}
		task := s.ApplyBehind("Suppliers", suppliers(manyEdits), done)
		synctest.Wait() // the work is over, the UI goroutine did not come by
		if s.Project() != was || told != 0 || ended != 0 || !task.Running() {
			t.Fatal("changed off the UI goroutine")
		}
		u.pump()
		if len(s.Project().Suppliers) != manyEdits || told != manyEdits || ended != 1 || task.Running() || len(was.Suppliers) != 0 {
			t.Fatalf("%d suppliers, %d told, %d ended", len(s.Project().Suppliers), told, ended)
		}
		if len(s.Problems()) == 0 || len(s.Problems()) != len(s.check(s.Project(), s.Facts())) {
			t.Error("the problems are not those of the project as it is now")
		}
		if s.Undo(); len(s.Project().Suppliers) != 0 {
			t.Error("one undo does not take it back")
		}
	})
}

func TestALargeChangeKeepsWhatWasTypedMeanwhile(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, u := quiet()
		defer s.Close()
		s.ApplyBehind("Suppliers", suppliers(manyEdits), func(err error) {
			if err != nil {
				t.Error(err)
			}
		})
		synctest.Wait()
		if err := s.Apply("Mass", mass("31")); err != nil {
			t.Fatal(err)
		}
		u.pump()
		if p := s.Project(); len(p.Suppliers) != manyEdits || p.Parts[0].MassG.V != 31 {
			t.Errorf("%d suppliers, mass %v", len(p.Suppliers), p.Parts[0].MassG)
		}
	})
}

func TestALargeChangeCanBeCancelledOrFail(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, u := quiet()
		defer s.Close()
		s.ApplyBehind("Suppliers", suppliers(manyEdits), func(error) { t.Error("told of its end") }).Cancel()
		u.pump()
		var failed error
		bad := suppliers(manyEdits)
		bad[manyEdits-1] = planner.Edit{What: "part/A/mass_g", After: "heavy"}
		s.ApplyBehind("Suppliers", bad, func(err error) { failed = err })
		u.pump()
		if failed == nil || len(s.Project().Suppliers) != 0 {
			t.Errorf("%v; %d suppliers", failed, len(s.Project().Suppliers))
		}
	})
}
