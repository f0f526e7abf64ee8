package award

import (
	"context"
	"math"
	"testing"

	"remanence/planner"
)

// A plan followed to its end in the world it was made for is that plan; one
// followed to no month is the best plan, and to any month between costs no less
// than the best and no more than the plan.
func TestFollowingAPlanInItsOwnWorld(t *testing.T) {
	ctx := context.Background()
	for seed := range uint64(3) {
		p := anyTerms(seed)
		f := testFacts()
		f.Duties = from{p.Start + 4}
		o := Options{Gap: 1e-4}
		plan, err := Make(ctx, engine, p, f, o)
		if err != nil {
			t.Fatal(err)
		}
		for _, months := range []int{8, 4, 0} {
			got, err := Follow(ctx, engine, p, p, f, o, plan, p.Start+planner.Month(months))
			if err != nil || !Planned(got) {
				t.Fatalf("seed %d, followed %d months: %v", seed, months, err)
			}
			for _, s := range Check(p, f, got, o) {
				t.Errorf("seed %d, followed %d months: %s", seed, months, s)
			}
			tol := 3e-4 * (1 + math.Abs(plan.Objective))
			if got.Objective > plan.Objective+tol || got.Objective < plan.Bound-tol || months == 8 && math.Abs(got.Objective-plan.Objective) > 1e-4*math.Abs(plan.Objective) {
				t.Errorf("seed %d, followed %d months: %g, the plan costs %g", seed, months, got.Objective, plan.Objective)
			}
		}
	}
}

// 100 pieces in March at 10. Half price in January and February alone: bought
// then, 500, and the stock left at the end is worth 5, so that nothing is bought
// to be credited. Half up in January alone: bought in March, 1,000; at the end a
// piece is still worth 10 and not 15.
func TestEndStockIsWorthNoPassingPrice(t *testing.T) {
	for _, c := range []struct {
		factor float64
		months planner.Month
		want   float64
	}{{0.5, 2, 500}, {1.5, 1, 1000}} {
		p := plain(3, map[string][]float64{"A": {0, 0, 100}}, "A")
		p.EndStock = planner.EndStockNext3
		o := quote(p, "O", "Maker", "A", "10")
		o.Effects = []planner.Effect{{From: p.Start, To: p.Start + c.months - 1, Price: planner.Some(c.factor)}}
		wantCost(t, solve(t, p, Options{}), c.want)
	}
}

// What a plan made knowing that half of an order gets through receives is ordered
// twice as much when it is decided unknowing, before the month the world shows;
// followed into that world it receives the same again.
func TestAPlanOfAKnownWorldAsItIsDecided(t *testing.T) {
	base := plain(4, map[string][]float64{"A": {40, 40, 40, 40}}, "A")
	quote(base, "O1", "S1", "A", "10").Pool = "P"
	base.Pools = []planner.Pool{{ID: "P", Steps: []planner.CapacityStep{{From: base.Start, KgPerMonth: 100}}}}
	world := base.Clone()
	world.Pools[0].Steps[0].KgPerMonth = 50
	plan := solve(t, world, Options{})
	until := base.Start + 2
	decided := AsDecided(base, world, plan, until)
	for i, a := range decided.Awards {
		want := plan.Awards[i].Kg
		if a.Ordered < until {
			want *= 2
		}
		if math.Abs(float64(a.Kg-want)) > 1e-9 {
			t.Errorf("ordered %s: %g decided, want %g", a.Ordered, a.Kg, want)
		}
	}
	got, err := Follow(t.Context(), engine, base, world, testFacts(), Options{}, decided, until)
	if err != nil {
		t.Fatal(err)
	}
	wantCost(t, got, plan.Objective)
}
