package main

import (
	"strings"
	"testing"

	"remanence/planner"
	"remanence/planner/compare"
	"remanence/planner/risk"
)

func TestSharesAboveTheWholeAreExplained(t *testing.T) {
	var out strings.Builder
	table := compare.Table{UnknownCounted: []compare.Unknown{{Element: "Ga", Stage: planner.Mine, Values: []planner.Opt[float64]{planner.Some(0.114), {}}}, {Element: "Ge", Stage: planner.Refining, Values: []planner.Opt[float64]{planner.Some(0.02), planner.Some(0.05)}}}}
	printUnknown(&out, "Cost", table)
	if out.Len() > 0 {
		t.Error(out.String())
	}
	printUnknown(&out, "Exposure", table)
	want := "  Unknown origin counts in full for each country, as the worst case; the shares of a stage may so add up to more than 100 %.\n  Unknown: Ga, mine up to 11.4 %; Ge, refining up to 5.0 %.\n"
	if out.String() != want {
		t.Errorf("%q", out.String())
	}
	for name, want := range map[string]string{"all, magnet, CN": "magnets by mass, CN", "all, mine, CN": "all rare earths, mine, CN", "Dy, mine, CN": "Dy, mine, CN"} {
		if got := exposureText(name); got != want {
			t.Errorf("%s reads %q", name, got)
		}
	}
}

// A plan that costs less has no premium below 0, and nothing is "avoided" below 0.
func TestInsuranceSaysWhichWayItGoes(t *testing.T) {
	for _, c := range []struct {
		x              risk.Insurance
		premium, worst string
	}{
		{risk.Insurance{Currency: "GBP", Reference: "as today", Premium: 257189.94, LossReference: 500, LossPlan: 200, TailAvoided: 300},
			"The plan costs GBP 257,189.94 a year more than going on as today: the premium.", "The worst single outage costs GBP 500.00 as today and GBP 200.00 with the plan, GBP 300.00 less."},
		{risk.Insurance{Currency: "USD", Reference: "cheapest", Premium: -40, LossReference: 200, LossPlan: 500, TailAvoided: -300},
			"The plan costs USD 40.00 a year less than the cheapest plan: its safety asks no premium.", "The worst single outage costs USD 200.00 with the cheapest plan and USD 500.00 with the plan, USD 300.00 more."},
	} {
		if got := premiumText(&c.x); got != c.premium {
			t.Errorf("%q, want %q", got, c.premium)
		}
		if got := worstText(&c.x); got != c.worst {
			t.Errorf("%q, want %q", got, c.worst)
		}
	}
}

func TestRegretTableExplainsItsMarks(t *testing.T) {
	cell := func(given bool, v float64) compare.Cell {
		return compare.Cell{RulesGiven: given, Regret: planner.Some(v)}
	}
	for _, c := range []struct {
		cells        []compare.Cell
		given, below bool
	}{{[]compare.Cell{cell(false, 3), cell(false, 0)}, false, false}, {[]compare.Cell{cell(false, 3), cell(true, 2)}, true, false}, {[]compare.Cell{cell(true, -3)}, true, true}} {
		if given, below := regretNotes(compare.Regret{Cells: [][]compare.Cell{c.cells}}); given != c.given || below != c.below {
			t.Errorf("%+v: %v %v", c.cells, given, below)
		}
	}
}

// The sentences a buyer reads hold no name of the code.
func TestPlansAndPoliciesSpeakPlainWords(t *testing.T) {
	policy := run(t, "policy", "sample:optics-materials-uk").want(t, exitOK).out
	contains(t, policy, "median days", "control of the form: a licence is required")
	knockout := run(t, "knockout", "sample:optics-materials-uk", "--kind", "lane").want(t, exitOK).out
	contains(t, knockout, "Earliest line stop, even with the best answer: ", "China to United Kingdom", "lines last", "if nobody acts")
	for what, out := range map[string]string{"policy": policy, "knockout": knockout} {
		for _, word := range []string{"licence_required", "or perhaps", "not stated (project", "TOO LATE", "Nodes", " at best", "1 months", "1 weeks", "1 days"} {
			if at := strings.Index(" "+out, " "+strings.TrimSpace(word)+" "); at >= 0 {
				t.Errorf("%s: %q in …%s…", what, word, out[max(0, at-60):min(len(out), at+60)])
			}
		}
	}
}
