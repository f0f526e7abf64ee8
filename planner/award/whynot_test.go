package award

import (
	"context"
	"strings"
	"testing"

	"remanence/planner"
)

func whyNot(t *testing.T, q *Questions, offer string) WhyNot {
	t.Helper()
	w, err := q.WhyNot(context.Background(), offer)
	if err != nil {
		t.Fatal(err)
	}
	sum := planner.Decimal{}
	for _, p := range w.Parts {
		sum = sum.Add(p.Amount)
	}
	if d := sum.InexactFloat64() - w.Extra.Value; d > 0.011 || d < -0.011 {
		t.Errorf("parts sum to %s, the award costs %g more", sum, w.Extra.Value)
	}
	return w
}

func partOf(w WhyNot, cause string) string {
	for _, p := range w.Parts {
		if p.Cause == cause {
			return p.Amount.StringFixed(2)
		}
	}
	return "none"
}

// A month's need, 100 pieces, from JP at 14 with freight 1 instead of CN at 10
// costs 400 and 100. JP enters where 1 is left for it: at 9.
func TestWhyNotSplitsPriceAndFreight(t *testing.T) {
	p := twoCountries(12)
	p.Offer("JP").FreightPerKg = money("1")
	w := whyNot(t, ask(t, p), "JP")
	if !near(w.ForcedKg, 100) || !near(w.Extra.Value, 500) || partOf(w, "price") != "400.00" || partOf(w, "freight_duty") != "100.00" {
		t.Errorf("%+v", w)
	}
	if !w.BreakEven.OK || !w.BreakEven.V.Reachable || !near(w.BreakEven.V.Price.Value, 9) {
		t.Errorf("break-even %+v", w.BreakEven)
	}
	if !strings.Contains(w.Text, "cost EUR 500 more") || !strings.Contains(w.Text, "below EUR 9 per piece") {
		t.Error(w.Text)
	}
}

// CN gives 9 for everything from 1,200 pieces on. 100 from JP cost 5 more each,
// and the 1,100 left cost 1 more each; over-buying is dearer, since stock costs
// 5 a month.
func TestWhyNotTellsTheDiscountLost(t *testing.T) {
	p := twoCountries(12)
	p.Parts[0].HoldingCost = money("5")
	o := p.Offer("CN")
	o.TierRule, o.Tiers = planner.AllUnits, []planner.Tier{{FromKg: 1200, Price: money("9").V}}
	w := whyNot(t, ask(t, p), "JP")
	if !near(w.Extra.Value, 1600) || partOf(w, "price") != "500.00" || partOf(w, "discount") != "1100.00" {
		t.Errorf("%+v", w)
	}
}

// NEW needs a test of 600. OLD makes 50 a month at 12 and DEAR the rest at 14.
// At 8 all 1,200 would move; that line ends at 12.50, where replacing DEAR's 600
// is better still, up to 14 − 600 ÷ 600 = 13: three lines, an exact answer.
func TestBreakEvenFollowsTheLines(t *testing.T) {
	d := make([]float64, 12)
	for i := range d {
		d[i] = 100
	}
	p := plain(12, map[string][]float64{"A": d}, "A")
	p.Pools = []planner.Pool{{ID: "P", Steps: []planner.CapacityStep{{From: p.Start, KgPerMonth: 50}}}}
	quote(p, "OLD", "Old", "A", "12").Pool = "P"
	quote(p, "DEAR", "Dear", "A", "14")
	o := quote(p, "NEW", "New", "A", "13.50")
	o.Status, o.QualificationMonths, o.QualificationCost = planner.NotStarted, planner.Some(0), money("600")
	q := ask(t, p)
	w := whyNot(t, q, "NEW")
	b := w.BreakEven.V
	if !b.Reachable || !near(b.Price.Value, 13) || !near(b.Kg, 600) || b.Price.High-b.Price.Low > 1e-2 {
		t.Errorf("%+v", b)
	}
	if partOf(w, "tests") != "600.00" {
		t.Errorf("%+v", w.Parts)
	}
	// Just below and just above, planned anew.
	for _, c := range []struct {
		price string
		in    bool
	}{{"12.99", true}, {"13.01", false}} {
		p.Offer("NEW").Price = money(c.price)
		if got := kgOf(solve(t, p, Options{}), "NEW") > dust; got != c.in {
			t.Errorf("at %s in the plan: %v", c.price, got)
		}
	}
}

// DEAR is in the plan and drops out at its rival's price; with a rival that
// cannot do without it, it stays at any price.
func TestBreakEvenOfAnOfferInThePlan(t *testing.T) {
	p := twoCountries(12)
	b, err := ask(t, p).BreakEven(context.Background(), "CN")
	if err != nil || !b.Reachable || !near(b.Price.Value, 14) || !strings.Contains(b.Text, "stays in the plan up to EUR 14") {
		t.Errorf("%+v %v", b, err)
	}
	p.Pools = []planner.Pool{{ID: "P", Steps: []planner.CapacityStep{{From: p.Start, KgPerMonth: 50}}}}
	p.Offer("JP").Pool = "P"
	if b, err = ask(t, p).BreakEven(context.Background(), "CN"); err != nil || !b.Always || !strings.Contains(b.Text, "any price") {
		t.Errorf("%+v %v", b, err)
	}
}

// A test of 100,000 pays at no price of NEW: 1,200 pieces at 10 are all there is
// to save.
func TestBreakEvenOutOfReach(t *testing.T) {
	p := twoCountries(12)
	o := quote(p, "NEW", "New", "A", "12")
	o.Status, o.QualificationMonths, o.QualificationCost = planner.NotStarted, planner.Some(0), money("100000")
	b, err := ask(t, p).BreakEven(context.Background(), "NEW")
	if err != nil || b.Reachable || !strings.Contains(b.Text, "not even for nothing") {
		t.Errorf("%+v %v", b, err)
	}
	o.QualificationCost = money("11999")
	if b, err = ask(t, p).BreakEven(context.Background(), "NEW"); err != nil || !b.Reachable || !near(b.Price.Value, 1.0/1200) {
		t.Errorf("%+v %v", b, err)
	}
}

// Half the value may need a licence. CN1 at 10 fills that half, so that CN2 at
// 10.50 stands outside, though without the rule it would get what CN1 cannot
// make.
func TestWhyNotNamesTheRuleThatBlocks(t *testing.T) {
	p := twoCountries(12)
	p.Pools = []planner.Pool{{ID: "P", Steps: []planner.CapacityStep{{From: p.Start, KgPerMonth: 50}}}}
	p.Offer("CN").Pool = "P"
	p.Offer("CN").Licence = planner.ParseLicence("CN-2025-18")
	quote(p, "CN2", "China Two", "A", "10.50").Licence = planner.ParseLicence("CN-2025-18")
	p.Rules = []planner.Rule{rule("R1", planner.LicenceShareMax, 50, 50, planner.WholePlan)}
	w := whyNot(t, ask(t, p), "CN2")
	if w.Blocker != "R1" || !near(w.Extra.Value, 50) {
		t.Errorf("%+v", w)
	}
}

// Nothing may come from CN: 100 pieces of 1,200 would need 8.33 points.
func TestWhyNotByConflict(t *testing.T) {
	p := twoCountries(12)
	r := rule("R1", planner.CountryShareMax, 0, 0, planner.WholePlan)
	r.Stages, r.Countries = []planner.Stage{planner.Magnet}, []string{"CN"}
	p.Rules = []planner.Rule{r}
	w := whyNot(t, ask(t, p), "CN")
	if w.Blocker != "R1" || !w.Conflict.OK || len(w.Conflict.V.Relaxations) == 0 || !near(w.Conflict.V.Relaxations[0].Amount, 100.0/12) {
		t.Errorf("%+v", w)
	}
	if !strings.Contains(w.Text, "cannot get 100 kg under the rules") {
		t.Error(w.Text)
	}
}

func TestWhyNotNamesObstacles(t *testing.T) {
	p := twoCountries(3)
	quote(p, "SLOW", "Slow", "A", "1").LeadWeeks = planner.Some(20.0)
	quote(p, "OVER", "Over", "A", "1").ValidTo = planner.Some(p.Start - 1)
	quote(p, "NONE", "None", "A", "1").Price = planner.Opt[planner.Decimal]{}
	o := quote(p, "FULL", "Full", "A", "1")
	o.Pool = "P"
	p.Pools = []planner.Pool{{ID: "P", Steps: []planner.CapacityStep{{From: p.Start, KgPerMonth: 0}}}}
	q := ask(t, p)
	for id, want := range map[string]string{"SLOW": "after the plan ends", "OVER": "it is valid until", "NONE": "price", "FULL": "no capacity"} {
		if w := whyNot(t, q, id); !strings.Contains(w.Obstacle, want) {
			t.Errorf("%s: %q", id, w.Obstacle)
		}
	}
	if _, err := q.WhyNot(context.Background(), "NOBODY"); err == nil {
		t.Error("an unknown offer is an error")
	}
}
