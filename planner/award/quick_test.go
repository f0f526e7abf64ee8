package award

import (
	"context"
	"math"
	"reflect"
	"testing"

	"github.com/shopspring/decimal"

	"remanence/planner"
	"remanence/planner/policy"
)

// quickly plans a project by prices alone.
func quickly(p *planner.Project, f *planner.Facts) (*run, bool) {
	p = inOrder(policy.Settle(p, f))
	r := &run{ctx: context.Background(), engine: engine, p: p, f: f, gap: 1e-6, bound: math.Inf(-1)}
	return r, r.quickly(newModel(p, f, Options{}, nil, map[string]bool{}))
}

// Whatever planning by prices finds keeps every rule by the independent check, and
// its bound and plan enclose the optimum that branch and bound proves.
func TestPricesEncloseTheOptimum(t *testing.T) {
	found := 0
	for seed := range uint64(16) {
		p, f := random(seed, seed%2 == 0), testFacts()
		r, ok := quickly(p, f)
		best, err := Make(context.Background(), engine, p, f, Options{Gap: 1e-6})
		if err != nil {
			t.Fatal(err)
		}
		if !ok {
			continue
		}
		found++
		for _, s := range Check(p, f, r.best, Options{}) {
			t.Errorf("seed %d: %s", seed, s)
		}
		tol := 2e-6 * math.Abs(best.Objective)
		if r.bound > best.Objective+tol || r.best.Objective < best.Bound-tol {
			t.Errorf("seed %d: bound %g and plan %g do not enclose %g", seed, r.bound, r.best.Objective, best.Objective)
		}
		if over := r.best.Objective/best.Objective - 1; over > 0.25 {
			t.Errorf("seed %d: the plan costs %.1f %% more than the best", seed, 100*over)
		}
		if d := r.best.Objective - r.best.Bound; math.Abs(r.best.Gap-d/r.best.Objective) > 1e-9 {
			t.Errorf("seed %d: gap %g, bound %g and plan %g say %g", seed, r.best.Gap, r.best.Bound, r.best.Objective, d/r.best.Objective)
		}
	}
	if found < 12 {
		t.Errorf("%d of 16 projects were planned by prices", found)
	}
}

// The same inputs give the same plan and bound to the last bit.
func TestPricesRepeat(t *testing.T) {
	for seed := range uint64(4) {
		p, f := random(seed, false), testFacts()
		a, ok := quickly(p, f)
		for range 3 {
			b, again := quickly(p, f)
			if ok != again || a.bound != b.bound || ok && !reflect.DeepEqual(a.best.Awards, b.best.Awards) {
				t.Errorf("seed %d: another plan or bound (%g, %g)", seed, a.bound, b.bound)
			}
		}
	}
}

// After a change the prices and the plan of before give a plan and a bound again,
// which enclose the new optimum.
func TestPricesGoOnAfterAChange(t *testing.T) {
	found := 0
	for seed := range uint64(10) {
		p, f := random(seed, seed%2 == 0), testFacts()
		before, ok := quickly(p, f)
		if !ok {
			continue
		}
		p = p.Clone()
		for i := range p.Parts[0].Demand {
			p.Parts[0].Demand[i].V = 5 + 1.1*p.Parts[0].Demand[i].V
		}
		p.Offers[0].Price.V = p.Offers[0].Price.V.Mul(decimal.NewFromFloat(1.05)).Round(2)
		settled := inOrder(policy.Settle(p, f))
		r := &run{ctx: context.Background(), engine: engine, p: settled, f: f, gap: 1e-6, bound: math.Inf(-1), pricedFrom: before.priced}
		m := newModel(settled, f, Options{}, nil, map[string]bool{})
		if !r.pricedFrom.fits(m) {
			t.Fatalf("seed %d: the model has another shape", seed)
		}
		if !r.quickly(m) {
			continue
		}
		found++
		best, err := Make(context.Background(), engine, p, f, Options{Gap: 1e-6})
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range Check(p, f, r.best, Options{}) {
			t.Errorf("seed %d: %s", seed, s)
		}
		tol := 2e-6 * math.Abs(best.Objective)
		if r.bound > best.Objective+tol || r.best.Objective < best.Bound-tol || r.best.Objective > 1.25*best.Objective {
			t.Errorf("seed %d: bound %g and plan %g do not enclose %g", seed, r.bound, r.best.Objective, best.Objective)
		}
	}
	if found < 7 {
		t.Errorf("%d of 10 projects were planned again by prices", found)
	}
}

// Hard rules that contradict each other are left to the search, which explains them.
func TestPricesFindNothingWhereNothingIs(t *testing.T) {
	p := twoCountries(12)
	r := rule("R1", planner.CountryShareMax, 0, 0, planner.WholePlan)
	r.Stages, r.Countries = []planner.Stage{planner.Magnet}, []string{"CN", "JP"}
	p.Rules = []planner.Rule{r}
	got, ok := quickly(p, testFacts())
	if ok || got.best != nil || !math.IsInf(got.bound, -1) {
		t.Errorf("a plan %+v and a bound %g were found where no plan is", got.best, got.bound)
	}
}
