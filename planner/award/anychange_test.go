package award

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"remanence/planner"
)

// anyChange changes one thing of a project with many terms, as a buyer might next.
func anyChange(r *rand.Rand, p *planner.Project) string {
	o := &p.Offers[r.IntN(len(p.Offers))]
	part := &p.Parts[r.IntN(len(p.Parts))]
	switch r.IntN(18) {
	case 0:
		o.LeadWeeks = planner.Some(float64(r.IntN(20)))
		return "lead time"
	case 1:
		if len(p.Offers) > 3 {
			id := o.ID
			p.Offers = slices.DeleteFunc(p.Offers, func(x planner.Offer) bool { return x.ID == id })
			p.Stock = slices.DeleteFunc(p.Stock, func(x planner.StockLot) bool { return x.Offer == id })
		}
		return "an offer less"
	case 2:
		more := *o
		more.ID = fmt.Sprintf("N%d", r.IntN(1e9))
		p.Offers = append(p.Offers, more)
		return "an offer more"
	case 3:
		for t := range part.Demand {
			part.Demand[t].V = float64(r.IntN(3) * r.IntN(30))
		}
		return "demand"
	case 4:
		for i := range p.Pools[0].Steps {
			p.Pools[0].Steps[i].KgPerMonth = float64(r.IntN(90))
		}
		return "a plant"
	case 5:
		o.TakeOrPayKg, o.TakeOrPayShare = planner.Some(float64(r.IntN(120))), planner.Some(0.5)
		return "take or pay"
	case 6:
		o.OrderMinKg = planner.Some(float64(r.IntN(60)))
		return "least order"
	case 7:
		o.OrderMultipleKg = planner.Some(float64(1 + r.IntN(20)))
		return "order multiple"
	case 8:
		o.TierRule, o.TierScope, o.Contract = planner.Incremental, planner.TierRow, ""
		o.Tiers = []planner.Tier{{FromKg: 40, Price: o.Price.V.Mul(money("0.9").V)}}
		return "incremental tiers"
	case 9:
		o.Gates.PPAPEarliest = planner.Some(p.Start + planner.Month(r.IntN(p.Months)))
		return "a test later"
	case 10:
		p.Months = 5 + r.IntN(4)
		for i := range p.Parts {
			for len(p.Parts[i].Demand) < p.Months {
				p.Parts[i].Demand = append(p.Parts[i].Demand, planner.Some(10.0))
			}
			p.Parts[i].Demand = p.Parts[i].Demand[:p.Months]
		}
		return "horizon"
	case 11:
		o.OrderCost = money(fmt.Sprint(r.IntN(40)))
		return "order cost"
	case 12:
		part.ShortageCost = money(fmt.Sprint(1 + r.IntN(9)))
		return "cost of being late"
	}
	if kind := r.IntN(5); kind < 4 && len(p.Rules) < 3 {
		types := []planner.RuleType{planner.SupplierShareMax, planner.MinSuppliers, planner.AwardShareMin, planner.SupplierShareMax}
		values := []float64{55, 2, 20, 80}
		x := rule(fmt.Sprintf("R%d", r.IntN(1e9)), types[kind], values[kind], values[kind], planner.WholePlan)
		x.Hard = kind != 3
		p.Rules = append(p.Rules, x)
		return "a rule: " + string(x.Type)
	}
	if n := len(p.Rules); n > 0 {
		p.Rules[n-1].Off = !p.Rules[n-1].Off
		return "a rule off or on"
	}
	o.Price = money(fmt.Sprintf("%.2f", 6+6*r.Float64()))
	return "price"
}

// A multiple that an order is given later is kept, though the last plan has no choice
// for it: 10 and 15 kg stay 25 in boxes of 12.5, and become 30 in boxes of 15.
func TestAMultipleGivenLaterIsKept(t *testing.T) {
	p := plain(2, map[string][]float64{"A": {10, 15}}, "A")
	quote(p, "O", "S", "A", "10")
	s := NewSession(engine)
	for _, x := range []struct{ multiple, goods float64 }{{0, 250}, {12.5, 250}, {15, 300}} {
		p = p.Clone()
		if x.multiple > 0 {
			p.Offers[0].OrderMultipleKg = planner.Some(x.multiple)
		}
		plan, err := s.Make(t.Context(), p, testFacts(), Options{Gap: 1e-6})
		if err != nil {
			t.Fatal(err)
		}
		for _, fault := range Check(p, testFacts(), plan, Options{}) {
			t.Error(fault)
		}
		if got := plan.ByKind()[planner.CostGoods]; !(math.Abs(got-x.goods) <= 1e-6) {
			t.Errorf("in boxes of %g kg the goods cost %g, want %g", x.multiple, got, x.goods)
		}
	}
}

// Whatever is changed, one thing after another, a session plans it as well as afresh,
// and its plan keeps everything.
func TestSessionFollowsAnyChange(t *testing.T) {
	const gap = 2e-3
	for seed := range uint64(3) {
		r := rand.New(rand.NewPCG(seed, 23))
		p := anyTerms(seed)
		f, s := dutiable(p.Start+4), NewSession(engine)
		for step := range 12 {
			what := "as it was"
			if step > 0 {
				q := p.Clone()
				if what = anyChange(r, q); q.Validate(f).Refused() {
					continue // the last offer of a part went
				}
				p = q
			}
			o := Options{Gap: gap}
			plan, err := s.Make(t.Context(), p, f, o)
			if err != nil {
				t.Fatalf("seed %d step %d, %s: %v", seed, step, what, err)
			}
			for _, x := range Check(p, f, plan, o) {
				t.Errorf("seed %d step %d, %s: %s", seed, step, what, x)
			}
			fresh, err := Make(t.Context(), engine, p, f, o)
			if err != nil {
				t.Fatal(err)
			}
			lower := math.Min(plan.Objective, fresh.Objective)
			if Planned(plan) != Planned(fresh) || math.Max(plan.Bound, fresh.Bound) > lower+1e-6*math.Abs(lower) || math.Abs(plan.Objective-fresh.Objective) > 2*gap*math.Abs(lower) {
				t.Errorf("seed %d step %d, %s: %s %g above %g after the change, %s %g above %g afresh", seed, step, what, plan.Status, plan.Objective, plan.Bound, fresh.Status, fresh.Objective, fresh.Bound)
			}
		}
	}
}
