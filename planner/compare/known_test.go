package compare

import (
	"context"
	"reflect"
	"testing"

	"remanence/planner"
)

// The same stop as a scenario of its own, as a branch and as part of a combination
// with one that changes nothing is known in the same month, so that its row of
// regrets is the same. Counted as known too early the cheapest plan would begin the
// test in time and regret nothing.
func TestABranchIsKnownWhenItsShockStarts(t *testing.T) {
	p, stop := twoMonths()
	own := stop.Scenarios[0]
	own.ID = "S1"
	p.Scenarios = []planner.Scenario{own, {ID: "S2", Name: "branch", With: []string{"S1"}},
		{ID: "S3", Name: "named", Edits: []planner.Edit{{What: "settings/name", After: "another"}}}, {ID: "S4", Name: "both", With: []string{"S3", "S2"}}}
	w := work(p)
	cases := []Case{{"own", p.Scenarios[:1]}, {"branch", p.Scenarios[1:2]}, {"both", p.Scenarios[3:]}, {"side by side", []planner.Scenario{p.Scenarios[2], own}}}
	made, err := w.Plans(context.Background(), []Case{{Name: "base"}})
	if err != nil {
		t.Fatal(err)
	}
	r, err := w.Regret(context.Background(), []*planner.Plan{made[0].Plan}, cases, 0)
	if err != nil {
		t.Fatal(err)
	}
	for j, c := range cases {
		if got := w.Known(c, 0); got != p.Start+1 {
			t.Errorf("%s is known in %s", c.Name, got)
		}
		if !near(r.Cells[0][j].Regret.V, 250) || !reflect.DeepEqual(r.Cells[0][j], r.Cells[0][0]) {
			t.Errorf("%s: %+v, as a scenario of its own %+v", c.Name, r.Cells[0][j], r.Cells[0][0])
		}
	}
}

// A rule that returns on a day of the eleventh month is known in that month, not
// after the months of reaction; one after the plan never is.
func TestARuleThatReturnsIsKnownInItsMonth(t *testing.T) {
	p, _ := twoMonths()
	p.Months = 24
	w := work(p)
	rule := func(text string) Case {
		return Case{text, []planner.Scenario{{Edits: []planner.Edit{{What: "settings/regime", After: text}}}}}
	}
	for text, want := range map[string]planner.Month{"R=in_force@2027-11-15": 10, "R=in_force@2027-11-01/2027-12-31": 10, "R=in_force@2027-02-01": 6, "R=lapses": 6, "R=in_force@2031-01-01": 24} {
		if got := w.Known(rule(text), 6); got != p.Start+want {
			t.Errorf("%s is known in %s, want %s", text, got, p.Start+want)
		}
	}
}
