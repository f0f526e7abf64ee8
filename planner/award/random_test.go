package award

import (
	"fmt"
	"math/rand/v2"

	"github.com/shopspring/decimal"

	"remanence/planner"
)

// random is a small project drawn from a seed: two or three parts over four or
// five months, four suppliers with quotes, tiers, tests, plants, lead times and,
// unless plainOnly, order lots and costs, under two rules that can always be
// kept. Money has two decimals; nothing is discounted, so that a proof is exact.
func random(seed uint64, plainOnly bool) *planner.Project {
	r := rand.New(rand.NewPCG(seed, 7))
	months := 4 + r.IntN(2)
	demand := map[string][]float64{}
	var ids []string
	for i := range 2 + r.IntN(2) {
		id := fmt.Sprintf("P%d", i+1)
		ids = append(ids, id)
		for range months {
			demand[id] = append(demand[id], float64(20+r.IntN(60)))
		}
	}
	p := plain(months, demand, ids...)
	p.Shortage = planner.Backlog
	for i := range p.Parts {
		p.Parts[i].ShortageCost = money(fmt.Sprint(30 + r.IntN(30)))
		p.Parts[i].HoldingCost = money(fmt.Sprintf("0.%d", 1+r.IntN(8)))
	}
	cents := func(least, more int) string { return fmt.Sprintf("%d.%02d", least+r.IntN(more), r.IntN(100)) }
	for s := range 4 {
		supplier := fmt.Sprintf("S%d", s+1)
		test, tiers, pool := r.IntN(3) == 0, r.IntN(3) == 0, ""
		testCost := money(fmt.Sprint(100 + r.IntN(300)))
		if s > 0 && r.IntN(2) == 0 {
			pool = supplier
			p.Pools = append(p.Pools, planner.Pool{ID: pool, Steps: []planner.CapacityStep{{From: p.Start, KgPerMonth: float64(40 + r.IntN(60))}}})
		}
		lead := float64(r.IntN(2)) * planner.WeeksPerMonth
		for _, part := range ids {
			if s > 0 && r.IntN(4) == 0 {
				continue
			}
			o := quote(p, supplier+part, supplier, part, cents(8, 10))
			o.Pool, o.LeadWeeks = pool, planner.Some(lead)
			o.Duty, o.FreightPerKg = planner.Some(float64(r.IntN(3))/20), money(cents(0, 2))
			if test {
				o.Status, o.QualificationMonths, o.QualificationCost = planner.NotStarted, planner.Some(1), testCost
				o.QualificationGroup = supplier
			}
			if tiers {
				o.TierRule = planner.AllUnits
				o.Tiers = []planner.Tier{{FromKg: float64(100 + r.IntN(100)), Price: o.Price.V.Mul(decimal.New(9, -1))}}
			}
			if !plainOnly && r.IntN(3) == 0 {
				o.OrderMinKg = planner.Some(float64(20 + r.IntN(40)))
			}
			if !plainOnly && r.IntN(3) == 0 {
				o.OrderCost = money(fmt.Sprint(10 + r.IntN(40)))
			}
		}
	}
	share := float64(60 + r.IntN(30))
	p.Rules = []planner.Rule{rule("R1", planner.SupplierShareMax, share, share, planner.WholePlan), rule("R2", planner.CO2IntensityMax, 22, 22, planner.WholePlan)}
	p.Rules[1].Hard, p.Rules[1].Penalty = false, "80 EUR per tonne CO2 above"
	for i := range p.Offers {
		p.Offers[i].CO2 = planner.Some(float64(10 + 5*r.IntN(4)))
	}
	return p
}
