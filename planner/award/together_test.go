package award

import (
	"context"
	"fmt"
	"math"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"remanence/planner"
)

// Two suppliers over all parts together is one piece of one part from the second, where
// that costs least; two for each part is one piece of each.
func TestSuppliersAreCountedTogetherOrForEachPart(t *testing.T) {
	p := plain(1, map[string][]float64{"M": {100}, "N": {100}}, "M", "N")
	quote(p, "AM", "A", "M", "10")
	quote(p, "AN", "A", "N", "10")
	quote(p, "BM", "B", "M", "12")
	quote(p, "BN", "B", "N", "11")
	r := rule("R", planner.MinSuppliers, 2, 2, planner.WholePlan)
	r.Scope = string(planner.ScopeTogether)
	p.Rules = []planner.Rule{r}
	plan := solve(t, p, Options{})
	wantCost(t, plan, 2000+1)
	if got := plan.Rules[0]; got.Value != 2 || got.Subject != "" {
		t.Errorf("together %+v", got)
	}
	p.Rules[0].Scope = "all"
	wantCost(t, solve(t, p, Options{}), 2000+1+2)
	// At most one over all parts: B for both at 1,200 + 700, where A asks 2,000. One for
	// each part: A for the first and B for the second.
	p.Rules[0] = rule("R", planner.MaxSuppliers, 1, 1, planner.WholePlan)
	p.Rules[0].Scope = string(planner.ScopeTogether)
	p.Offer("BN").Price = money("7")
	wantCost(t, solve(t, p, Options{}), 1200+700)
	p.Rules[0].Scope = "all"
	wantCost(t, solve(t, p, Options{}), 1000+700)
}

// A month's worth of cover is the mean need of the next three months: 90, 80 and 60 at
// the end of the first three, however uneven these are.
func TestCoverLooksAtTheNextThreeMonths(t *testing.T) {
	p := plain(6, map[string][]float64{"M": {60, 30, 90, 150, 0, 30}}, "M")
	p.Parts[0].HoldingCost = money("1")
	quote(p, "A", "S", "M", "10")
	r := rule("R", planner.CoverMin, planner.WeeksPerMonth, planner.WeeksPerMonth, planner.EveryMonth)
	r.ToMonth = planner.Some(p.Start + 2)
	p.Rules = []planner.Rule{r}
	plan := solve(t, p, Options{})
	for month, want := range []float64{90, 80, 60} {
		if got := plan.Flows[0].Stock[month]; !closeTo(got, want) {
			t.Errorf("month %d ends with %g, by hand %g", month+1, got, want)
		}
	}
	wantCost(t, plan, 360*10+90+80+60)
}

// Nobody may have more than 40 % of 100 and two can deliver all of it: at 50 % for both
// the rule can be kept, ten points more. One alone at 60 would need twenty.
func TestALimitGivesWayForAllAtOnce(t *testing.T) {
	p := plain(1, map[string][]float64{"M": {100}}, "M")
	quote(p, "A", "S", "M", "10")
	quote(p, "B", "T", "M", "12")
	p.Rules = []planner.Rule{rule("R", planner.SupplierShareMax, 40, 40, planner.WholePlan)}
	plan, err := Make(context.Background(), engine, p, testFacts(), Options{})
	if err != nil || len(plan.Conflicts) != 1 {
		t.Fatalf("%v %+v", err, plan)
	}
	found := false
	for _, x := range plan.Conflicts[0].Relaxations {
		if x.Rule == "R" {
			found = math.Abs(x.Amount-10) < 0.01 && x.Unit == "points" && strings.Contains(x.Text, "50 % instead of 40 %")
		}
	}
	if !found {
		t.Errorf("%+v", plan.Conflicts[0].Relaxations)
	}
}

// An offer without an origin profile is told, with what it is taken for, unless the
// project leaves unknown origin out, which is told in its place.
func TestOffersWithoutAnOriginProfileAreTold(t *testing.T) {
	p := plain(1, map[string][]float64{"M": {100}}, "M")
	quote(p, "A", "S", "M", "10")
	quote(p, "B", "T", "M", "12").Profile = ""
	quote(p, "C", "U", "M", "13").Profile = "nowhere"
	quote(p, "D", "V", "M", "14").Profile = planner.NoRareEarth
	told := func() string {
		var out []string
		for _, a := range solve(t, p, Options{}).Assumptions {
			if a.Where == "origin" {
				out = append(out, a.Value+": "+a.Why)
			}
		}
		return strings.Join(out, "\n")
	}
	if got := told(); got != "2 offers without an origin profile: Unknown origin counts as the worst case in every limit." {
		t.Errorf("told %q", got)
	}
	p.Offers = append(p.Offers[:1], p.Offers[3])
	if got := told(); got != "" {
		t.Errorf("every origin is known, told %q", got)
	}
	p.Unknown = planner.UnknownLeftOut
	if got := told(); !strings.HasPrefix(got, "unknown origin left out: ") {
		t.Errorf("told %q", got)
	}
}

// patience is a context that ends after it has been asked so many times whether it has:
// a moment of a run that does not depend on the clock.
type patience struct {
	context.Context
	left atomic.Int64
	over chan struct{}
	end  sync.Once
}

func patient(asks int64) *patience {
	c := &patience{Context: context.Background(), over: make(chan struct{})}
	c.left.Store(asks)
	return c
}

func (c *patience) Done() <-chan struct{} { return c.over }

func (c *patience) Err() error {
	if c.left.Add(-1) >= 0 {
		return nil
	}
	c.end.Do(func() { close(c.over) })
	return context.Canceled
}

// Planning that is stopped at any moment gives a plan that keeps everything, with how far
// it is from the best, or none and says so; what was shown on the way is no better than
// what comes back, and the gap holds against the best plan.
func TestStoppedAtAnyMomentThereIsAPlanWithItsGap(t *testing.T) {
	with, short := 0, 0
	for seed := range uint64(4) {
		p := anyTerms(seed)
		f := dutiable(p.Start + 4)
		best, err := Make(context.Background(), engine, p, f, Options{Gap: 1e-4})
		if err != nil || !Planned(best) {
			t.Fatalf("%v %+v", err, best)
		}
		for asks := int64(1); ; asks++ {
			shown := math.Inf(1)
			o := Options{Gap: 1e-4, Progress: func(x Progress) {
				if x.HasPlan {
					shown = math.Min(shown, x.Incumbent)
				}
			}}
			ctx := patient(asks)
			plan, err := Make(ctx, engine, p, f, o)
			if ctx.left.Load() >= 0 { // it ended before
				break
			}
			what := fmt.Sprintf("seed %d, stopped after %d", seed, asks)
			if err != nil {
				t.Fatalf("%s: %v", what, err)
			}
			if !Planned(plan) {
				short++
				if !math.IsInf(shown, 1) || plan.Status == planner.StatusOptimal {
					t.Errorf("%s: %s without a plan, one of %g was shown", what, plan.Status, shown)
				}
				continue
			}
			with++
			for _, s := range Check(p, f, plan, o) {
				t.Errorf("%s: %s", what, s)
			}
			again(t, p, f, plan, o)
			if plan.Objective > shown*(1+1e-9) {
				t.Errorf("%s: %g comes back, %g was shown", what, plan.Objective, shown)
			}
			if plan.Bound > best.Objective*(1+1e-6) || plan.Objective < best.Bound*(1-1e-6) || !(plan.Gap >= 0) || plan.Objective*(1-plan.Gap) > best.Objective*(1+1e-6) {
				t.Errorf("%s: %g above a bound of %g, gap %g; the best is %g above %g", what, plan.Objective, plan.Bound, plan.Gap, best.Objective, best.Bound)
			}
		}
	}
	if with < 10 || short == 0 {
		t.Errorf("%d moments with a plan, %d before the first", with, short)
	}
}
