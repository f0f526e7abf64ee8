package award

import (
	"context"
	"strings"
	"testing"

	"remanence/planner"
)

// OLD ends after six months (its capacity goes to nothing); NEW needs a test of
// two months and delivers at once. The test must be over when month 7 begins, so
// that May is the last start; the plan starts it no earlier than it must.
func lateTest(policy planner.ShortagePolicy) *planner.Project {
	d := make([]float64, 12)
	for i := range d {
		d[i] = 100
	}
	p := plain(12, map[string][]float64{"A": d}, "A")
	p.Shortage = policy
	p.Parts[0].ShortageCost = money("50")
	p.Parts[0].HoldingCost = money("1")
	p.Pools = []planner.Pool{{ID: "P", Steps: []planner.CapacityStep{{From: p.Start, KgPerMonth: 100}, {From: p.Start + 6, KgPerMonth: 0}}}}
	quote(p, "OLD", "Old", "A", "12").Pool = "P"
	o := quote(p, "NEW", "New", "A", "10")
	o.Status, o.QualificationMonths, o.QualificationCost = planner.NotStarted, planner.Some(2), money("500")
	return p
}

func TestLastStartWithoutShortage(t *testing.T) {
	for _, policy := range []planner.ShortagePolicy{planner.Backlog, planner.Forbidden} {
		p := lateTest(policy)
		q := ask(t, p)
		starts, err := q.LastStarts(context.Background())
		if err != nil || len(starts) != 1 {
			t.Fatalf("%+v %v", starts, err)
		}
		l := starts[0]
		if l.Planned != p.Start || !l.Last.OK || l.Last.V != p.Start+4 || l.Free {
			t.Errorf("%s: %+v", policy, l)
		}
		if policy == planner.Backlog {
			// A month later 100 pieces of month 7 wait one month.
			if !l.Late.OK || !near(l.Late.V, 100) {
				t.Errorf("late %+v", l)
			}
			// Four months more at OLD: 400 × (12 − 10).
			if !near(l.Extra.Value, 800) || !strings.Contains(l.Text, "May 27 at the latest") {
				t.Errorf("%+v", l)
			}
		} else if l.Late.OK || !strings.Contains(l.Text, "no plan keeps the rules") {
			t.Errorf("%+v", l)
		}
	}
}

// With OLD open to the end, the test only saves money.
func TestLastStartMayBeFree(t *testing.T) {
	p := lateTest(planner.Backlog)
	p.Pools[0].Steps = p.Pools[0].Steps[:1]
	starts, err := ask(t, p).LastStarts(context.Background())
	if err != nil || len(starts) != 1 || !starts[0].Free || starts[0].Last.OK {
		t.Errorf("%+v %v", starts, err)
	}
}
