package main

import (
	"encoding/json"
	"math"
	"path/filepath"
	"testing"
	"time"
)

// answer is the JSON of a plan as another program would read it.
type answer struct {
	Status     string
	Gap        float64
	Currency   string
	Total      string `json:"total_cost"`
	Objective  float64
	Costs      map[string]string
	Awards     []awardAnswer
	Conflicts  []struct{ Rules []string }
	Shortfalls []struct{ Part string }
	Model      struct{ Columns, Rows, Binaries int }
	KPIs       map[string]any
	Baselines  map[string]struct {
		Status string
		Total  string `json:"total_cost"`
	}
}

type awardAnswer struct {
	Part, Offer, Supplier, Ordered, Arrives string
	Pieces, Kg                              float64
}

func answerOf(t *testing.T, r result) answer {
	t.Helper()
	var a answer
	if err := json.Unmarshal([]byte(r.out), &a); err != nil {
		t.Fatalf("%v in %s", err, r.out)
	}
	return a
}

// kg sums what an offer gets.
func (a answer) kg(offer string) float64 {
	sum := 0.0
	for _, w := range a.Awards {
		if w.Offer == offer {
			sum += w.Kg
		}
	}
	return sum
}

func near(a, b float64) bool { return math.Abs(a-b) < 1e-6 }

func TestOptimumWorkedOutByHand(t *testing.T) {
	r := run(t, "plan", folder(t, nil), "--json").want(t, exitOK)
	a := answerOf(t, r)
	if a.Status != "optimal" || a.Currency != "EUR" || a.Total != "470" || !near(a.Objective, 470) {
		t.Errorf("status %s, total %s %s, objective %v", a.Status, a.Currency, a.Total, a.Objective)
	}
	for kind, want := range map[string]string{"goods": "440", "duty": "24", "freight": "6", "shortage": "0", "end_stock": "0"} {
		if a.Costs[kind] != want {
			t.Errorf("%s costs %s, want %s", kind, a.Costs[kind], want)
		}
	}
	if !near(a.kg("FAR"), 6) || !near(a.kg("NEAR"), 4) {
		t.Errorf("awards %+v", a.Awards)
	}
	for _, w := range a.Awards {
		if w.Part != "P1" || w.Supplier == "" || w.Ordered != "2027-01" || w.Arrives != "2027-01" || !near(w.Pieces, 100*w.Kg) {
			t.Errorf("award %+v", w)
		}
	}
	if a.Model.Columns == 0 || a.Model.Rows == 0 {
		t.Errorf("model %+v", a.Model)
	}
	documented := documentedKeys(t, "## plan")
	for key, types := range keysOf(t, r.out) {
		for _, got := range types {
			if want, ok := documented[key]; !ok || !matchesType(want, got) {
				t.Errorf("%s is %s, documented as %q", key, got, want)
			}
		}
	}
}

func TestRulesCostMoneyAndCanBeSwitchedOff(t *testing.T) {
	dir := folder(t, withRules(atMostHalf))
	for _, c := range []struct {
		args []string
		want string
	}{
		{nil, "475"},
		{[]string{"--without-rules", "HALF"}, "470"},
		{[]string{"--without-rules=all"}, "470"},
		{[]string{"--with-lots", "--gap", "0", "--time-limit", "60"}, "475"},
	} {
		a := answerOf(t, run(t, append([]string{"plan", dir, "--json"}, c.args...)...).want(t, exitOK))
		if a.Total != c.want {
			t.Errorf("%v: total %s, want %s", c.args, a.Total, c.want)
		}
	}
}

func TestTextNamesWhatMatters(t *testing.T) {
	r := run(t, "plan", folder(t, withRules(atMostHalf))).want(t, exitOK)
	contains(t, r.out, "Two offers", "Status      proven", "Total cost  EUR 475.00", "Goods", "450.00", "Duty", "20.00",
		"P1", "Far Magnets", "50.0 %", "2027-01", "HALF", "largest share of a supplier", "whole plan", "50 %", "kept")
	if r.err != "" {
		t.Errorf("stderr: %s", r.err)
	}
}

// No supplier may have more than 40 %, and there are two: nothing can be done.
const atMostTwoFifths = "TWOFIFTHS,supplier_share_max,all,,,,mass,max,40,40,2027-01,2027-01,whole_plan,hard,,,\n"

func TestRulesThatContradictAreExitCode3(t *testing.T) {
	dir := folder(t, withRules(atMostTwoFifths))
	a := answerOf(t, run(t, "plan", dir, "--json").want(t, exitNoPlan))
	if a.Status != "infeasible" || len(a.Conflicts) == 0 || len(a.Conflicts[0].Rules) == 0 || a.Conflicts[0].Rules[0] != "TWOFIFTHS" {
		t.Errorf("status %s, conflicts %+v", a.Status, a.Conflicts)
	}
	contains(t, run(t, "plan", dir).want(t, exitNoPlan).out, "Status      no plan keeps all hard rules", "TWOFIFTHS")
	if a := answerOf(t, run(t, "plan", dir, "--json", "--without-rules", "TWOFIFTHS").want(t, exitOK)); a.Total != "470" {
		t.Errorf("without the rule: total %s", a.Total)
	}
}

func TestBaselines(t *testing.T) {
	dir := folder(t, withRules(atMostHalf))
	a := answerOf(t, run(t, "plan", dir, "--json", "--baselines").want(t, exitOK))
	if got := a.Baselines["cheapest"]; got.Status != "optimal" || got.Total != "470" {
		t.Errorf("cheapest %+v", got)
	}
	if _, ok := a.Baselines["as_today"]; !ok {
		t.Error("as_today is missing")
	}
	if got := a.KPIs["premium_over_cheapest"]; got != 5.0 {
		t.Errorf("premium over the cheapest %v, want 5", got)
	}
	contains(t, run(t, "plan", dir, "--baselines").want(t, exitOK).out, "cheapest, optional rules off", "5.00")
}

func TestImportedFileGivesTheSamePlan(t *testing.T) {
	dir, file := folder(t, withRules(atMostHalf)), filepath.Join(t.TempDir(), "two.remanence")
	run(t, "import", dir, "-o", file).want(t, exitOK)
	a := answerOf(t, run(t, "plan", file, "--json").want(t, exitOK))
	if a.Total != "475" {
		t.Errorf("total %s", a.Total)
	}
}

// A sample takes longer than the limit: what comes back says so, and soon.
func TestTimeLimitIsKept(t *testing.T) {
	start := time.Now()
	r := run(t, "plan", "sample:wind-generator-dk", "--json", "--time-limit", "0.5")
	took, a := time.Since(start), answerOf(t, r)
	want := exitOK
	if a.Status == "cancelled" {
		want = exitNoPlan
	}
	r.want(t, want)
	if a.Currency != "DKK" || a.Status == "failed" || took > time.Minute {
		t.Errorf("status %s after %v: %s", a.Status, took, r.err)
	}
}
