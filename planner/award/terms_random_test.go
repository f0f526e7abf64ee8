package award

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"remanence/planner"
	"remanence/planner/cost"
)

// anyTerms is a random project in which every term of price, way and time turns
// up somewhere, but for incremental tiers: their mean is not linear where prices
// differ between months.
func anyTerms(seed uint64) *planner.Project {
	r := rand.New(rand.NewPCG(seed, 7))
	chance := func(p float64) bool { return r.Float64() < p }
	amount := func(from, to float64) planner.Opt[planner.Decimal] {
		return money(fmt.Sprintf("%.2f", from+r.Float64()*(to-from)))
	}
	h := 8
	demand := map[string][]float64{}
	parts := []string{"A", "B"}
	for _, id := range parts {
		for range h {
			demand[id] = append(demand[id], float64(r.IntN(40)))
		}
	}
	p := plain(h, demand, parts...)
	p.Shortage, p.EndStock, p.DiscountRate, p.CarryingRate, p.BuyerCountry = planner.Backlog, planner.EndStockNext3, 0.09, 0.15, "US"
	p.InsuranceRate, p.RampHaircut, p.EngineeringLimit = planner.Some(0.01), planner.Some(0.3), planner.Some(1.5)
	if chance(0.4) {
		p.FrozenMonths = months(1)
	}
	if chance(0.5) {
		p.QuartersFrom = planner.Some(p.Start + 5)
	}
	p.Indices = []planner.Index{{ID: "X", Element: "Dy", Basis: planner.ExChina, Currency: "EUR"}}
	for t := 0; t < h; t += 3 {
		p.Indices[0].Points = append(p.Indices[0].Points, planner.IndexPoint{From: p.Start + planner.Month(t), Price: amount(20, 60).V})
	}
	p.Pools = []planner.Pool{{ID: "P", Steps: []planner.CapacityStep{{From: p.Start, KgPerMonth: 25}, {From: p.Start + 3, KgPerMonth: 70, RampMonths: months(3)}}}}
	for _, id := range parts {
		part := p.Part(id)
		part.ShortageCost, part.SwitchingCost = amount(2, 9), amount(10, 80)
		for n := range 3 {
			o := quote(p, fmt.Sprintf("%s%d", id, n), fmt.Sprintf("S%d", n), id, fmt.Sprintf("%.2f", 8+4*r.Float64()))
			o.LeadWeeks, o.TransitWeeks = planner.Some(float64(r.IntN(8))), planner.Some(float64(r.IntN(4)))
			o.Duty, o.HS = planner.Opt[float64]{}, "850511"
			o.PaymentDays = planner.Some(r.IntN(90))
			if chance(0.5) {
				o.Deposit = planner.Some(0.3)
			}
			if chance(0.5) {
				o.Formula = planner.Some(planner.PriceFormula{LagMonths: months(r.IntN(3)), Terms: []planner.FormulaTerm{{Element: "Dy", KgPerKg: planner.Some(0.05), Index: "X", Base: money("35").V}}})
				o.PriceCap = amount(11, 13)
			}
			if chance(0.4) {
				o.ExpediteWeeks, o.ExpeditePerKg = planner.Some(5.0), amount(0.2, 2)
			}
			if chance(0.4) {
				o.ToolingCost = amount(10, 60)
			}
			if chance(0.4) {
				o.DefectRate = planner.Some(0.03)
			}
			if chance(0.4) {
				o.TierRule, o.TierScope, o.Contract, o.Tiers = planner.AllUnits, planner.TierContract, "C", []planner.Tier{{FromKg: 150, Price: amount(7, 8).V}}
			}
			switch {
			case n == 0:
				o.ExitCost = amount(5, 100)
				p.Stock = append(p.Stock, planner.StockLot{Part: id, Kind: planner.OnHand, Month: p.Start, Pieces: 15, Offer: o.ID})
			case n == 1:
				o.Pool = "P"
				if chance(0.5) {
					o.OrderCost = amount(5, 30)
				}
				o.Licence = planner.ParseLicence("R general licence")
				o.Licence.WaitP50, o.Licence.GeneralUntil = planner.Some(35.0), planner.Some(p.Start+planner.Month(r.IntN(6)))
			case n == 2:
				o.Status, o.QualificationCost, o.EngineeringLoad = planner.NotStarted, amount(5, 40), planner.Some(1.0)
				o.Gates = planner.Gates{SampleMonths: months(1), PPAPMonths: months(r.IntN(3)), PPAPEarliest: planner.Some(p.Start + planner.Month(r.IntN(4)))}
				o.TakeOrPayKg, o.TakeOrPayShare = planner.Some(float64(r.IntN(80))), planner.Some(0.4)
			}
		}
	}
	return p
}

// Whatever the terms, the plan keeps them all by the independent check, its
// books are those of the model, and no plan costs less than the bound.
func TestAnyTermsCheckAndTie(t *testing.T) {
	kinds := map[planner.CostKind]bool{}
	fast := false
	for seed := range uint64(4) {
		p := anyTerms(seed)
		f := dutiable(p.Start + 4)
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
		again(t, p, f, plan, o)
		if d, err := Audit(context.Background(), engine, p, f, o); err != nil || math.Abs(d) > 1e-6 {
			t.Errorf("seed %d: the model's objective differs from the booked plan by a share of %g (%v)", seed, d, err)
		}
		if again := cost.Total(cost.Book(p, f, plan)); math.Abs(again-plan.TotalCost) > 1e-9*math.Abs(again) {
			t.Errorf("seed %d: booked again %g, plan says %g", seed, again, plan.TotalCost)
		}
		for k, v := range plan.ByKind() {
			kinds[k] = kinds[k] || v != 0
		}
		for _, a := range plan.Awards {
			fast = fast || a.Expedited
		}
	}
	for _, k := range []planner.CostKind{planner.CostGoods, planner.CostDuty, planner.CostFreight, planner.CostQualification, planner.CostTooling, planner.CostSwitching, planner.CostHolding, planner.CostShortage} {
		if !kinds[k] {
			t.Errorf("no plan has a cost of kind %s", k)
		}
	}
	if !fast {
		t.Error("no plan expedites")
	}
}
