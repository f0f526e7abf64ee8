package planner

import "testing"

// 30 days at the median and 60 at the 90th percentile: 4 weeks of lead and the
// median wait are 8.29 weeks, 2 months; without a licence 4 weeks, 1 month. An
// order of March ships in April, the month the rule returns.
func TestLicenceNeededFromAMonthOn(t *testing.T) {
	o := Offer{LeadWeeks: Some(4.0), TransitWeeks: Some(0.0)}
	april := MonthOf(2027, 4)
	o.Licence = Licence{Rule: "X", WaitP50: Some(30.0), WaitP90: Some(60.0)}.Decide(LicenceTerms{
		Periods: []LicencePeriod{{From: MonthOf(2027, 1)}, {From: april, Needed: true, Rule: "X"}}})
	for m, want := range map[Month]int{MonthOf(2027, 2): 1, MonthOf(2027, 3): 2, MonthOf(2027, 9): 2} {
		if got := o.LeadMonthsFrom(m, 0.5); got != want {
			t.Errorf("ordered in %s it takes %d months, want %d", m, got, want)
		}
	}
	if o.Licence.NeededToday() {
		t.Error("at the start of the plan no licence is needed")
	}
	// What was entered stands behind what was decided.
	if o.Licence.Rule != "X" || o.Licence.WaitP50.V != 30 {
		t.Error("deciding must not change the entry")
	}
}

func TestWaitComesFromTheEntryElseFromWhatWasDecided(t *testing.T) {
	decided := LicenceTerms{P50: Some(50.0), P90: Some(100.0), Periods: []LicencePeriod{{Needed: true}}}
	if got := (Licence{}).Decide(decided).WaitDays(0.5); got < 49.99 || got > 50.01 {
		t.Errorf("decided wait %g, want 50", got)
	}
	entered := Licence{WaitP50: Some(20.0), WaitP90: Some(20.0)}
	if got := entered.Decide(decided).WaitDays(0.9); got != 20 {
		t.Errorf("entered wait %g, want 20", got)
	}
}

func TestRegimeText(t *testing.T) {
	const text = "CN-2025-70=lapses|CN-2025-18=suspended@2027-06-01"
	r, err := ParseRegime(text)
	if err != nil || r.String() != text {
		t.Fatalf("%v %v", r, err)
	}
	if r = r.With(RegimeChoice{Regulation: "CN-2025-70", Branch: BranchHolds}); r.String() != "CN-2025-70=holds|CN-2025-18=suspended@2027-06-01" {
		t.Error(r)
	}
	for _, bad := range []string{"CN-2025-70", "CN-2025-70=gone", "=lapses", "X=lapses@2027-01-01", "X=in_force@2027-01", "X=holds|X=lapses"} {
		if _, err := ParseRegime(bad); err == nil {
			t.Errorf("%q is accepted", bad)
		}
	}
	p := &Project{}
	if err := p.Apply(Edit{What: "settings/regime", After: text}); err != nil || p.Regime.String() != text {
		t.Error(err)
	}
	if q := p.Clone(); &q.Regime[0] == &p.Regime[0] {
		t.Error("a copy shares its regime")
	}
}
