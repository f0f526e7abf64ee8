package scenario

import (
	"testing"

	"remanence/planner"
	"remanence/planner/policy"
)

// A rule that returns for three months from May is in force from the first of May
// to the last of July; before and after the table holds. Without a length it stays.
func TestARuleReturnsForSomeMonths(t *testing.T) {
	f := &planner.Facts{Regulations: []planner.Regulation{{ID: "R", Jurisdiction: "CN", Effective: "2025-11-08", SuspendedFrom: "2025-11-07", SuspendedUntil: "2027-12-31", Status: "suspended"}}}
	may := planner.MonthOf(2027, 5)
	for _, branch := range []planner.Branch{planner.BranchLapses, planner.BranchInForce} {
		k := planner.KnownShock{Name: "returns", Edits: []planner.Edit{{What: regimePath, After: "R=" + string(branch)}}}
		for months, after := range map[int]policy.Standing{3: policy.Suspended, 0: policy.InForce} {
			p, _ := base()
			v, _, problems := Apply(p, f, From(k, "", may, months))
			if len(problems) > 0 {
				t.Fatal(problems)
			}
			book := policy.NewBook(f, v.Regime)
			for day, want := range map[string]policy.Standing{"2027-04-30": policy.Suspended, "2027-05-01": policy.InForce, "2027-07-31": policy.InForce, "2027-08-01": after} {
				if got := book.State("R", day).Standing; got != want {
					t.Errorf("%s for %d months: %s on %s, want %s", branch, months, got, day, want)
				}
			}
		}
	}
}

// What has a date shows itself in its month, through branches and combinations; the
// last of them counts, and a rule the base has dated already is no news.
func TestWhenScenariosShow(t *testing.T) {
	p, _ := base()
	march, july := planner.MonthOf(2027, 3), planner.MonthOf(2027, 7)
	regime := func(text string) []planner.Edit { return []planner.Edit{{What: regimePath, After: text}} }
	p.Regime = planner.Regime{{Regulation: "OLD", Branch: planner.BranchInForce, From: "2027-11-01"}}
	p.Scenarios = []planner.Scenario{
		{ID: "stop", Shock: planner.Shock{Hits: "supplier:Sino", Start: some(march)}},
		{ID: "branch", With: []string{"stop"}},
		{ID: "rule", Edits: regime("R=in_force@2027-07-15")},
		{ID: "both", With: []string{"rule", "branch"}},
		{ID: "price", Edits: []planner.Edit{{What: "offer/CN/price", After: "60"}}},
		{ID: "old", Edits: regime("OLD=in_force@2027-11-01")},
		{ID: "idle", Shock: planner.Shock{Start: some(july)}}, // strikes nothing
		{ID: "undone", With: []string{"rule"}, Edits: regime("R=suspended")},
	}
	for i, want := range []planner.Opt[planner.Month]{some(march), some(march), some(july), some(july), {}, {}, {}, {}} {
		if got := Shows(p, p.Scenarios[i]); got != want {
			t.Errorf("%s shows in %v, want %v", p.Scenarios[i].ID, got, want)
		}
	}
	if got := Shows(p, p.Scenarios[0], p.Scenarios[4], p.Scenarios[2]); got != some(july) {
		t.Errorf("three together show in %v", got)
	}
}

// A month and a length of a scenario that strikes nothing are refused, not dropped.
func TestAStartWithoutAStrikeIsRefused(t *testing.T) {
	rule := planner.Scenario{ID: "S", Edits: []planner.Edit{{What: regimePath, After: "R=in_force"}}}
	for _, texts := range []map[string]string{{"start_month": "2027-05"}, {"duration_months": "3"}} {
		if _, err := Fields(rule, texts); err == nil {
			t.Errorf("%v was taken", texts)
		}
	}
	if s, err := Fields(rule, map[string]string{"start_month": "2027-05", "hits": "origin:CN"}); err != nil || s.Shock.Start.V != planner.MonthOf(2027, 5) {
		t.Errorf("%v %+v", err, s.Shock)
	}
}
