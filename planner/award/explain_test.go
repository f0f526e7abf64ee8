package award

import (
	"slices"
	"strings"
	"testing"

	"remanence/planner"
)

// A rule that is at its limit in further windows says what they are, and for whom
// else it is.
func TestFurtherWindowsAreNamed(t *testing.T) {
	r := func(window, subject string) planner.RuleResult {
		return planner.RuleResult{Rule: "R01", Window: window, Subject: subject, Binding: true}
	}
	for want, list := range map[string][]planner.RuleResult{
		"":                                     {r("2027", "")},
		" Further years at the limit: 2.":      {r("2027", ""), r("2028", ""), r("2029", "")},
		" Further half-years at the limit: 1.": {r("2027 H1", ""), r("2028 H1", "")},
		" Further quarters at the limit: 1.":   {r("2027 Q1", ""), r("2027 Q2", "")},
		" Further months at the limit: 1.":     {r("2027-05", "P"), r("2027-06", "P")},
		" Also at the limit: B, C.":            {r("plan", "A"), r("plan", "B"), r("plan", "C")},
		// Two parts at the limit in the same two years are two windows, not four.
		" Further years at the limit: 1. Also at the limit: B.": {r("2027", "A"), r("2028", "A"), r("2027", "B"), r("2028", "B")},
		" Also at the limit: B, C, D and 2 more.":               {r("2027", "A"), r("2027", "B"), r("2027", "C"), r("2027", "D"), r("2027", "E"), r("2027", "F")},
	} {
		if got := furtherText(list[0], list); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	for label, want := range map[string]string{"plan": "the whole plan", "2027-05": "May 27", "2027 H1": "2027 H1", "2028": "2028"} {
		if got := windowText(label); got != want {
			t.Errorf("%s reads %q, want %q", label, got, want)
		}
	}
}

// The sentences name a material, not its number in the library, name a part once, and
// count a single month as one; the order of the project's rows does not matter.
func TestReasonsReadAsSentences(t *testing.T) {
	p := plain(2, map[string][]float64{"M": {10, 10}}, "M")
	p.Parts[0].Grade, p.Parts[0].Material, p.Parts[0].Unit = "", "M057", planner.Kilograms
	p.Offers = []planner.Offer{{ID: "O1", Supplier: "Alpha", For: planner.ForMaterial, Item: "M057", Pool: "ALPHA", Price: money("5"), PriceUnit: planner.PerKg, Currency: "EUR",
		QualificationMonths: planner.Some(1), QualificationCost: money("100"), Status: planner.NotStarted}}
	p.Pools = []planner.Pool{{ID: "ALPHA", Steps: []planner.CapacityStep{{From: p.Start, KgPerMonth: 10}}}, {ID: "ABEL", Steps: []planner.CapacityStep{{From: p.Start, KgPerMonth: 10}}}}
	p.Rules = []planner.Rule{{ID: "R1", Type: planner.MinSuppliers, Scope: "part:M", Window: planner.WholePlan, ValueFrom: planner.Some(1.0), Hard: true}}
	f := &planner.Facts{Materials: []planner.Material{{ID: "M057", Name: "Antimony trioxide"}}}
	plan := &planner.Plan{Start: p.Start, Months: 2, Currency: "EUR", Status: planner.StatusOptimal,
		Awards:         []planner.Award{{Part: "M", Offer: "O1", Ordered: p.Start, Arrives: p.Start, Kg: 10, Pieces: 10}},
		Qualifications: []planner.QualificationStart{{Offers: []string{"O1"}, Start: p.Start, Usable: p.Start + 1, Cost: 100}},
		Rules:          []planner.RuleResult{{Rule: "R1", Window: "plan", Subject: "M", Limit: 1, Value: 1, Binding: true}}}
	var got []string
	for _, r := range Explain(p, f, plan, Options{}) {
		got = append(got, r.Text)
	}
	want := []string{
		"R1 (least number of suppliers for M) holds the plan: exactly 1 supplier in the whole plan.",
		"Start testing Antimony trioxide of Alpha (O1) by Jan 27 at EUR 100; it is usable from Feb 27 and delivers 10 kg.",
		"Capacity ALPHA is full in one month, Jan 27.",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	slices.Reverse(p.Pools)
	if again := Explain(p, f, plan, Options{}); len(again) != len(got) || again[len(got)-1].Text != got[len(got)-1] {
		t.Error(again)
	}
}
