package award

import (
	"context"
	"math"
	"strings"
	"testing"

	"remanence/planner"
)

// ask plans a project and makes the questions about it.
func ask(t *testing.T, p *planner.Project) *Questions {
	t.Helper()
	q, err := Ask(context.Background(), engine, p, testFacts(), Options{Gap: 1e-6}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return q
}

func near(got, want float64) bool { return math.Abs(got-want) <= 1e-4*math.Abs(want)+1e-3 }

// capped is twoCountries with at most 60 % from CN: 12 × (60 × 10 + 40 × 14).
func capped() *planner.Project {
	p := twoCountries(12)
	r := rule("R1", planner.CountryShareMax, 60, 60, planner.WholePlan)
	r.Stages, r.Countries = []planner.Stage{planner.Magnet}, []string{"CN"}
	p.Rules = []planner.Rule{r, rule("R2", planner.SupplierShareMax, 90, 90, planner.WholePlan)}
	return p
}

// Without R1 the cap of R2 still holds: 10 % at 14. The price of R1 is 30 % of
// 1,200 pieces at 4 more; R2 costs nothing beside it.
func TestRulePriceIsReSolved(t *testing.T) {
	q := ask(t, capped())
	prices, err := q.RulePrices(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if len(prices) != 2 || !near(prices[0].Price.Value, 360*4) || !near(prices[1].Price.Value, 0) {
		t.Fatalf("prices %+v", prices)
	}
	if p := prices[0].Price; p.Low > p.Value || p.High < p.Value || p.High-p.Low > 0.1 {
		t.Errorf("interval %+v", p)
	}
	if !strings.Contains(prices[0].Text, "EUR 1,440") || !strings.Contains(prices[1].Text, "costs nothing") {
		t.Errorf("%q, %q", prices[0].Text, prices[1].Text)
	}
	one, err := q.RulePrices(context.Background(), "R2")
	if err != nil || len(one) != 1 || one[0].Rule != "R2" {
		t.Errorf("%+v %v", one, err)
	}
}

// A soft rule's price is its penalty where the plan pays it: 1,200 kg × 5 kg CO2
// above the limit are 6 t at 100.
func TestRulePriceOfSoftRuleIsItsPenalty(t *testing.T) {
	p := twoCountries(12)
	p.Offer("CN").CO2, p.Offer("JP").CO2 = planner.Some(30.0), planner.Some(10.0)
	p.Rules = []planner.Rule{rule("R1", planner.CO2IntensityMax, 25, 25, planner.PerYear)}
	p.Rules[0].Hard, p.Rules[0].Penalty = false, "100 EUR per tonne CO2 above"
	prices, err := ask(t, p).RulePrices(context.Background())
	if err != nil || len(prices) != 1 || !near(prices[0].Price.Value, 600) || !near(prices[0].Penalties, 600) || !near(prices[0].Money, 0) {
		t.Errorf("%+v %v", prices, err)
	}
}

// One point more from CN moves 12 pieces from 14 to 10. A full plant of 50 a
// month with a hundredth more moves half a piece a month.
func TestLimitsAreLoosenedByOneStep(t *testing.T) {
	q := ask(t, capped())
	limits, err := q.Limits(context.Background())
	if err != nil || len(limits) != 1 {
		t.Fatalf("%+v %v", limits, err)
	}
	if l := limits[0]; l.ID != "R1" || !near(l.Effect.Value, 48) || !l.Marginal.OK || !near(l.Marginal.V, 48) || !strings.Contains(l.Text, "1 point more would save EUR 48") {
		t.Errorf("%+v", l)
	}

	p := twoCountries(12)
	p.Pools = []planner.Pool{{ID: "P", Steps: []planner.CapacityStep{{From: p.Start, KgPerMonth: 50}}}}
	p.Offer("CN").Pool = "P"
	limits, err = ask(t, p).Limits(context.Background())
	if err != nil || len(limits) != 1 || limits[0].ID != "P" || !near(limits[0].Effect.Value, 12*0.5*4) {
		t.Errorf("%+v %v", limits, err)
	}
}

// Each of two tests saves more than it costs, one is allowed: the second would
// save 400 × 4 − 100.
func TestLimitsCountsOneTestMore(t *testing.T) {
	p := plain(1, map[string][]float64{"A": {400}, "B": {400}}, "A", "B")
	for _, part := range []string{"A", "B"} {
		quote(p, "OLD"+part, "Old "+part, part, "14")
		o := quote(p, "NEW"+part, "New "+part, part, "10")
		o.Status, o.QualificationMonths, o.QualificationCost = planner.NotStarted, planner.Some(0), money("100")
	}
	p.MaxNewQualifications = planner.Some(1)
	limits, err := ask(t, p).Limits(context.Background())
	if err != nil || len(limits) != 1 || limits[0].Kind != "tests" || !near(limits[0].Effect.Value, 1500) {
		t.Errorf("%+v %v", limits, err)
	}
}

func TestQuestionsNeedAPlan(t *testing.T) {
	p := twoCountries(2)
	r := rule("R1", planner.CountryShareMax, 0, 0, planner.WholePlan)
	r.Stages, r.Countries = []planner.Stage{planner.Magnet}, []string{"CN", "JP"}
	p.Rules = []planner.Rule{r}
	if _, err := ask(t, p).RulePrices(context.Background()); err == nil || !strings.Contains(err.Error(), "conflicts") {
		t.Errorf("%v", err)
	}
}

func TestQuestionsStopWhenTheUserDoes(t *testing.T) {
	q := ask(t, capped())
	ctx, stop := context.WithCancel(context.Background())
	stop()
	if _, err := q.RulePrices(ctx); err == nil {
		t.Error("a cancelled question gives no prices")
	}
}
