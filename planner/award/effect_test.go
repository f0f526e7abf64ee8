package award

import (
	"context"
	"math"
	"math/rand/v2"
	"testing"

	"remanence/planner"
	"remanence/planner/cost"
)

// 100 pieces a month over three months. CN at 10 leaves a tenth of its pool of
// 100 in February, and DE costs 12. CN: 100 + 10 + 100 = 210 pieces, unless
// January buys ahead, for which the pool has nothing. DE: 90. 2,100 + 1,080.
// Two offers of one pool that are both struck share the tenth.
func TestEffectLeavesAShareOfThePool(t *testing.T) {
	for _, rows := range []int{1, 2} {
		p := plain(3, map[string][]float64{"A": {100, 100, 100}}, "A")
		p.Pools = []planner.Pool{{ID: "P", Steps: []planner.CapacityStep{{From: p.Start, KgPerMonth: 100}}}}
		for n := range rows {
			o := quote(p, "CN"+string(rune('1'+n)), "Maker", "A", "10")
			o.Pool = "P"
			o.Effects = []planner.Effect{{By: "S", From: p.Start + 1, To: p.Start + 1, Left: planner.Some(0.1)}}
		}
		quote(p, "DE", "Other", "A", "12")
		wantCost(t, solve(t, p, Options{}), 3180)
	}
}

// Two struck to different shares and one not at all in a pool of 100: at most 10
// of the first, 50 of the first two, 100 of all three.
func TestEffectsOfDifferentSizeNest(t *testing.T) {
	p := plain(1, map[string][]float64{"A": {100}}, "A")
	p.Pools = []planner.Pool{{ID: "P", Steps: []planner.CapacityStep{{From: p.Start, KgPerMonth: 100}}}}
	for _, x := range []struct {
		id, price string
		left      float64
	}{{"a", "5", 0.1}, {"b", "6", 0.5}, {"c", "9", 1}} {
		o := quote(p, x.id, "Maker", "A", x.price)
		o.Pool = "P"
		if x.left < 1 {
			o.Effects = []planner.Effect{{From: p.Start, To: p.Start, Left: planner.Some(x.left)}}
		}
	}
	wantCost(t, solve(t, p, Options{}), 10*5+40*6+50*9)
}

// A price 50 % up from March on makes the plan buy March's need in February at
// 10 and a holding cost of 1, not at 15. A wait of 31 days in January (two months
// rounded up) brings what is ordered then in March.
func TestEffectOnPriceAndWait(t *testing.T) {
	p := plain(3, map[string][]float64{"A": {0, 0, 100}}, "A")
	p.Parts[0].HoldingCost = money("1")
	o := quote(p, "CN", "Maker", "A", "10")
	o.Effects = []planner.Effect{{From: p.Start + 2, To: p.Start + 9, Price: planner.Some(1.5)}}
	wantCost(t, solve(t, p, Options{}), 1100)

	o.Effects = append(o.Effects, planner.Effect{From: p.Start, To: p.Start, WaitDays: 31})
	plan := solve(t, p, Options{})
	wantCost(t, plan, 1000)
	if a := plan.Awards[0]; a.Ordered != p.Start || a.Arrives != p.Start+2 {
		t.Errorf("ordered %s, arrives %s", a.Ordered, a.Arrives)
	}
}

// An added duty of 25 % counts for goods that arrive while it holds; a duty taken
// off is at most what there is.
func TestEffectOnDuty(t *testing.T) {
	p := plain(1, map[string][]float64{"A": {100}}, "A")
	o := quote(p, "CN", "Maker", "A", "10")
	o.ExtraDuty = planner.Some(0.1)
	o.Effects = []planner.Effect{{From: p.Start, To: p.Start, DutyAdd: 0.25}}
	wantCost(t, solve(t, p, Options{}), 1350)
	o.Effects[0].DutyAdd = -0.25
	wantCost(t, solve(t, p, Options{}), 1000)
	sum := 0.0
	for _, l := range cost.Lines(p, testFacts(), o, o.Price.V, 1, cost.AtStart(p, o)) {
		sum += l.PerKg
	}
	if sum != 10 {
		t.Errorf("the lines add up to %g, want 10", sum)
	}
}

// Whatever scenarios strike, the plan keeps it by the independent check and its
// books are those of the model.
func TestAnyEffectsCheckAndTie(t *testing.T) {
	for seed := range uint64(3) {
		p := anyTerms(seed)
		r := rand.New(rand.NewPCG(seed, 11))
		for i := range p.Offers {
			o := &p.Offers[i]
			for range r.IntN(3) {
				from := p.Start + planner.Month(r.IntN(6))
				e := planner.Effect{By: "S", From: from, To: from + planner.Month(r.IntN(4)), WaitDays: float64(r.IntN(3) * 20), PriceAdd: r.Float64(), DutyAdd: 0.1 * r.Float64(), Licence: r.IntN(2) == 0}
				if r.IntN(2) == 0 {
					e.Left = planner.Some(float64(r.IntN(3)) * 0.4)
				}
				e.Price = planner.Some(0.8 + r.Float64())
				o.Effects = append(o.Effects, e)
			}
			if o.Pool == "" && i%2 == 0 {
				o.Pool = "P"
			}
		}
		f := testFacts()
		f.Duties = from{p.Start + 4}
		o := Options{Gap: 0.002}
		plan, err := Make(context.Background(), engine, p, f, o)
		if err != nil {
			t.Fatal(err)
		}
		if plan.Status != planner.StatusOptimal {
			t.Errorf("seed %d: %s, gap %g", seed, plan.Status, plan.Gap)
		}
		for _, s := range Check(p, f, plan, o) {
			t.Errorf("seed %d: %s", seed, s)
		}
		if d, err := Audit(context.Background(), engine, p, f, o); err != nil || math.Abs(d) > 1e-6 {
			t.Errorf("seed %d: the model's objective differs from the booked plan by a share of %g (%v)", seed, d, err)
		}
	}
}
