package workbook

import (
	"math"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"remanence/planner"
)

// A plan that was stopped before anything was found still gives a sound
// workbook, and so does one whose rules contradict each other.
func TestPlansWithoutAwards(t *testing.T) {
	p, f := sample(t, "optics-materials-uk")
	for _, status := range []planner.PlanStatus{planner.StatusCancelled, planner.StatusInfeasible} {
		plan := &planner.Plan{Name: "plan", Status: status, Currency: p.Currency, Start: p.Start, Months: p.Months,
			Conflicts: []planner.Conflict{{Rules: []string{"R01"}, Relaxations: []planner.Relaxation{{Rule: "R01", Text: "Allow 41 % instead of 30 %."}}}}}
		b, err := build(p, f, plan, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if !b.checks.allTrue || b.sum.totalValue != 0 {
			t.Errorf("%s: total %v, checks %v", status, b.sum.totalValue, b.checks.allTrue)
		}
		path := save(t, p, f, plan, Options{})
		if !shows(readCells(t, path)[summaryName], "Allow 41 %") {
			t.Error("the way out of the conflict is not shown")
		}
	}
}

// The cover and a check say that a plan is out of date, not only that it is
// current; what is not known is said to be not known.
func TestOutOfDateIsSaid(t *testing.T) {
	p, f := sample(t, "wind-generator-dk")
	plan := handPlan(p, f)
	for digest, want := range map[string]string{"9f2c": "made from the inputs as they stand", "beef": "OUT OF DATE", "": "not known"} {
		o := options()
		o.Digest = digest
		b, err := build(p, f, plan, o)
		if err != nil {
			t.Fatal(err)
		}
		cover := b.sheets[slices.Index(tabs, coverName)]
		if got, _ := cover.cell(totalRow, 1).value.(string); !strings.Contains(got, want) {
			t.Errorf("digest %q: the cover says %q", digest, got)
		}
		if b.checks.allTrue != (digest != "beef") {
			t.Errorf("digest %q: checks %v", digest, b.checks.allTrue)
		}
	}
}

// Without a rate nothing is invented: the offers stand apart, the rate stays
// blank, and the check says so.
func TestMissingRateIsMissing(t *testing.T) {
	p, f := sample(t, "wind-generator-dk")
	p.FX = slices.DeleteFunc(p.FX, func(r planner.Rate) bool { return r.Currency == "GBP" })
	b, err := build(p, f, handPlan(p, f), options())
	if err != nil {
		t.Fatal(err)
	}
	if b.checks.allTrue || len(b.prices.gaps) == 0 {
		t.Errorf("checks %v, %d offers without a figure", b.checks.allTrue, len(b.prices.gaps))
	}
	if c := b.set.rates.cell(b.set.fx["GBP"], 2); c.value != nil {
		t.Errorf("the missing rate is %v", c.value)
	}
}

// An offer that left the project since the plan was made keeps its row and is
// reported; nothing panics on a plan that no longer fits.
func TestOfferThatLeftTheProject(t *testing.T) {
	p, f := sample(t, "ev-traction-de")
	plan := handPlan(p, f)
	gone := plan.Awards[0].Offer
	p.Offers = slices.DeleteFunc(p.Offers, func(o planner.Offer) bool { return o.ID == gone })
	b, err := build(p, f, plan, options())
	if err != nil {
		t.Fatal(err)
	}
	if b.checks.allTrue {
		t.Error("an award of an offer that is gone passes the checks")
	}
}

// Money shows the decimals of its currency.
func TestYenHaveNoCents(t *testing.T) {
	if f := string(moneyFormat("JPY")); strings.Contains(f, ".") {
		t.Errorf("yen are shown as %s", f)
	}
	if f := string(moneyFormat("EUR")); !strings.Contains(f, ".00") {
		t.Errorf("euros are shown as %s", f)
	}
}

// The total of the workbook is the total of the plan to the cent, for every
// sample.
func TestTotalIsThePlans(t *testing.T) {
	for _, name := range samples(t) {
		p, f := sample(t, name)
		plan, o := planOf(t, name, p, f)
		b, err := build(p, f, plan, o)
		if err != nil {
			t.Fatal(err)
		}
		if d := math.Abs(b.sum.totalValue - plan.TotalCost); d > 0.005 || !b.checks.allTrue {
			t.Errorf("%s: the workbook says %.4f, the plan %.4f; checks %v", filepath.Base(name), b.sum.totalValue, plan.TotalCost, b.checks.allTrue)
		}
	}
}

func shows(cells map[string]storedCell, words string) bool {
	for _, c := range cells {
		if strings.Contains(c.value, words) {
			return true
		}
	}
	return false
}
