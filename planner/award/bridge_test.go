package award

import (
	"testing"

	"github.com/shopspring/decimal"

	"remanence/planner"
)

// bridgeSums checks that steps sum to the difference and lines to their steps.
func bridgeSums(t *testing.T, b Bridge) {
	t.Helper()
	sum := planner.Decimal{}
	for _, s := range b.Steps {
		sum = sum.Add(s.Amount)
		lines := planner.Decimal{}
		for _, l := range s.Lines {
			lines = lines.Add(l.Amount)
		}
		if !lines.Equal(s.Amount) {
			t.Errorf("%s %s: lines sum to %s, the step is %s", s.Kind, s.Cause, lines, s.Amount)
		}
	}
	if !sum.Equal(b.Difference) || !b.To.Sub(b.From).Equal(b.Difference) {
		t.Errorf("steps sum to %s, from %s to %s", sum, b.From, b.To)
	}
}

func stepOf(b Bridge, kind planner.CostKind, cause Cause) string {
	for _, s := range b.Steps {
		if s.Kind == kind && s.Cause == cause {
			return s.Amount.StringFixed(2)
		}
	}
	return "none"
}

// By hand: 100 pieces from CN at 10, then 120 pieces, 90 from CN at 11 and 30
// from JP at 14 with 2 duty. Goods go from 1,000 to 990 + 420 = 1,410:
// quantity 20 × 10 = 200; split 30 × (14 − 10) = 120; price 90 × 1 = 90. Duty is
// new with JP: 60.
func TestBridgeSplitsByHand(t *testing.T) {
	p := twoCountries(1)
	first := solve(t, p, Options{})
	p.Parts[0].Demand[0] = planner.Some(120.0)
	p.Offer("CN").Price = money("11")
	p.Offer("CN").Pool = "P"
	p.Pools = []planner.Pool{{ID: "P", Steps: []planner.CapacityStep{{From: p.Start, KgPerMonth: 90}}}}
	p.Offer("JP").Duty = planner.Some(1.0 / 7)
	second := solve(t, p, Options{})
	b, err := NewBridge(first, second)
	if err != nil {
		t.Fatal(err)
	}
	bridgeSums(t, b)
	for _, want := range []struct {
		kind   planner.CostKind
		cause  Cause
		amount string
	}{
		{planner.CostGoods, CauseQuantity, "200.00"}, {planner.CostGoods, CauseSplit, "120.00"},
		{planner.CostGoods, CausePrice, "90.00"}, {planner.CostDuty, CauseSplit, "60.00"},
	} {
		if got := stepOf(b, want.kind, want.cause); got != want.amount {
			t.Errorf("%s %s: %s, want %s", want.kind, want.cause, got, want.amount)
		}
	}
	if _, err := NewBridge(first, &planner.Plan{Currency: "USD"}); err == nil {
		t.Error("two currencies make no bridge")
	}
}

// Paying two months later at 12 % a year is the only change: all of it timing.
func TestBridgeTellsTiming(t *testing.T) {
	p := twoCountries(1)
	p.DiscountRate = 0.12
	first := solve(t, p, Options{})
	p.Offer("CN").PaymentDays = planner.Some(60)
	second := solve(t, p, Options{})
	b, err := NewBridge(first, second)
	if err != nil {
		t.Fatal(err)
	}
	bridgeSums(t, b)
	if len(b.Steps) != 1 || b.Steps[0].Cause != CauseTiming || b.Steps[0].Amount.StringFixed(2) != "-18.71" {
		t.Errorf("steps %+v", b.Steps) // 1,000 × (1.12^(-1/6) − 1) = −18.71
	}
}

func TestRoundToSumLosesNoCent(t *testing.T) {
	third := 100.0 / 3
	got := roundToSum([]float64{third, third, third}, decimal.NewFromInt(100))
	if got[0].String() != "33.34" || got[1].String() != "33.33" || got[2].String() != "33.33" {
		t.Errorf("%v", got)
	}
	got = roundToSum([]float64{-0.004, -0.004, 5}, decimal.RequireFromString("4.99"))
	if sum := got[0].Add(got[1]).Add(got[2]).String(); sum != "4.99" || got[0].String() != "-0.01" {
		t.Errorf("%v", got)
	}
	if len(roundToSum(nil, planner.Decimal{})) != 0 {
		t.Error("nothing sums to nothing")
	}
}
