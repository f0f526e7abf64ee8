package cost

import (
	"math"
	"testing"

	"remanence/planner"
)

func award(part, offer string, ordered, arrives planner.Month, kg float64) planner.Award {
	return planner.Award{Part: part, Offer: offer, Ordered: ordered, Arrives: arrives, Kg: kg, Pieces: kg}
}

func shop() *planner.Project {
	p := &planner.Project{Currency: "EUR", Start: planner.MonthOf(2027, 1), Months: 6, DiscountRate: 0.12, EndStock: planner.EndStockNone}
	p.Parts = []planner.Part{{ID: "A", Grade: "N42", Unit: planner.Pieces, MassG: planner.Some(1000.0)}}
	for _, id := range []string{"O1", "O2"} {
		p.Offers = append(p.Offers, planner.Offer{ID: id, Supplier: "S" + id, For: planner.ForPart, Item: "A", Price: some("10"), PriceUnit: planner.PerKg,
			Currency: "EUR", LeadWeeks: planner.Some(0.0), Duty: planner.Some(0.1), FreightPerKg: some("1"), Status: planner.Qualified})
	}
	return p
}

func byKind(p *planner.Project, awards ...planner.Award) (amount, present map[planner.CostKind]float64) {
	amount, present = map[planner.CostKind]float64{}, map[planner.CostKind]float64{}
	for _, e := range Book(p, nil, &planner.Plan{Awards: awards}) {
		amount[e.Kind] += e.Amount
		present[e.Kind] += e.Present
	}
	return amount, present
}

// 100 kg at 10: 30 % of 1000 with the order in month 0, 70 % 60 days after the
// arrival in month 2. Duty and freight go with the balance.
func TestDepositIsPaidWithTheOrder(t *testing.T) {
	p := shop()
	p.Offers[0].Deposit, p.Offers[0].PaymentDays = planner.Some(0.3), planner.Some(60)
	amount, present := byKind(p, award("A", "O1", p.Start, p.Start+2, 100))
	late := math.Pow(1.12, -4.0/12)
	near(t, "goods", amount[planner.CostGoods], 1000)
	near(t, "goods today", present[planner.CostGoods], 300+700*late)
	near(t, "duty today", present[planner.CostDuty], 100*late)
	near(t, "freight today", present[planner.CostFreight], 100*late)
}

func TestExpeditingIsItsOwnCost(t *testing.T) {
	p := shop()
	p.Offers[0].ExpeditePerKg, p.Offers[0].ExpediteWeeks = some("2.5"), planner.Some(4.0)
	a := award("A", "O1", p.Start, p.Start, 100)
	a.Expedited = true
	amount, _ := byKind(p, a, award("A", "O1", p.Start, p.Start+1, 50))
	near(t, "expedite", amount[planner.CostExpedite], 250)
	near(t, "goods", amount[planner.CostGoods], 1500)
}

// Tooling of 400 once, with the first order in month 1, however many follow.
func TestToolingOnceWithTheFirstOrder(t *testing.T) {
	p := shop()
	p.Offers[1].ToolingCost = some("400")
	amount, present := byKind(p, award("A", "O2", p.Start+3, p.Start+3, 5), award("A", "O2", p.Start+1, p.Start+1, 5))
	near(t, "tooling", amount[planner.CostTooling], 400)
	near(t, "tooling today", present[planner.CostTooling], 400*math.Pow(1.12, -1.0/12))
	p.Offers[1].Status, p.Offers[1].QualificationMonths = planner.NotStarted, planner.Some(1)
	if amount, _ = byKind(p, award("A", "O2", p.Start+1, p.Start+1, 5)); amount[planner.CostTooling] != 0 {
		t.Error("tooling of a test is booked with the order")
	}
}

// Switching is due for a supplier that is none of today's, once a part and
// supplier; open orders say who today's are before stock on hand does.
func TestSwitchingFromTheIncumbent(t *testing.T) {
	p := shop()
	p.Parts[0].SwitchingCost = some("70")
	orders := []planner.Award{award("A", "O1", p.Start, p.Start, 1), award("A", "O2", p.Start, p.Start, 1), award("A", "O2", p.Start+1, p.Start+1, 1)}
	amount, _ := byKind(p, orders...)
	near(t, "nobody to switch from", amount[planner.CostSwitching], 0)
	p.Stock = []planner.StockLot{{Part: "A", Kind: planner.OnHand, Month: p.Start, Pieces: 5, Offer: "O1"}}
	amount, _ = byKind(p, orders...)
	near(t, "O1 of today", amount[planner.CostSwitching], 70)
	p.Stock = append(p.Stock, planner.StockLot{Part: "A", Kind: planner.OpenOrder, Month: p.Start, Pieces: 5, Offer: "O2"})
	if o := Incumbents(p, "A"); len(o) != 1 || o[0].ID != "O2" {
		t.Errorf("incumbents %v", o)
	}
	amount, _ = byKind(p, orders[1:]...)
	near(t, "O2 of today", amount[planner.CostSwitching], 0)
}

func TestExitOfASourceOfToday(t *testing.T) {
	p := shop()
	p.Offers[0].ExitCost, p.Offers[1].ExitCost = some("90"), some("33")
	p.Stock = []planner.StockLot{{Part: "A", Kind: planner.OnHand, Month: p.Start, Pieces: 5, Offer: "O1"}}
	amount, _ := byKind(p, award("A", "O2", p.Start, p.Start, 10))
	near(t, "O1 left", amount[planner.CostExit], 90)
	amount, _ = byKind(p, award("A", "O1", p.Start, p.Start, 1))
	near(t, "O1 kept with 1 kg", amount[planner.CostExit], 0)
	p.Offers[0].MinAwardKg = planner.Some(20.0)
	amount, _ = byKind(p, award("A", "O1", p.Start, p.Start, 19))
	near(t, "less than its least award", amount[planner.CostExit], 90)
}

// 100 kg owed, 60 taken: 40 at the charge of 3, at 25 % of the price of 10, or at
// the whole price.
func TestTakeOrPayCharge(t *testing.T) {
	p := shop()
	o := &p.Offers[0]
	o.TakeOrPayKg = planner.Some(100.0)
	take := award("A", "O1", p.Start, p.Start, 60)
	amount, _ := byKind(p, take)
	near(t, "whole price", amount[planner.CostTakeOrPay], 400)
	o.TakeOrPayShare = planner.Some(0.25)
	amount, _ = byKind(p, take)
	near(t, "a quarter", amount[planner.CostTakeOrPay], 100)
	o.TakeOrPayCharge = some("3")
	amount, _ = byKind(p, take)
	near(t, "charge", amount[planner.CostTakeOrPay], 120)
}

// 60 kg of one supplier and 50 of another reach the contract's step of 100; a row
// outside the contract does not count.
func TestTierTotalOfAContract(t *testing.T) {
	p := shop()
	for i := range p.Offers {
		o := &p.Offers[i]
		o.Contract, o.TierScope, o.TierRule, o.Tiers = "C", planner.TierContract, planner.AllUnits, []planner.Tier{{FromKg: 100, Price: dec("8")}}
	}
	orders := []planner.Award{award("A", "O1", p.Start, p.Start, 60), award("A", "O2", p.Start, p.Start, 50)}
	amount, _ := byKind(p, orders...)
	near(t, "together", amount[planner.CostGoods], 110*8)
	p.Offers[1].Contract = ""
	amount, _ = byKind(p, orders...)
	near(t, "apart", amount[planner.CostGoods], 110*10)
}

// Incremental tiers of an index-linked price: every band moves with the index.
// 60 at 10 and 40 at 8, each plus 1: mean 10.2.
func TestIncrementalTiersMoveWithTheIndex(t *testing.T) {
	p := shop()
	o := &p.Offers[0]
	o.TierRule, o.Tiers = planner.Incremental, []planner.Tier{{FromKg: 60, Price: dec("8")}}
	o.Formula = planner.Some(planner.PriceFormula{Terms: []planner.FormulaTerm{{Element: "Dy", KgPerKg: planner.Some(0.1), Index: "X", Base: dec("50")}}})
	p.Indices = []planner.Index{{ID: "X", Element: "Dy", Basis: planner.ByContract, Currency: "EUR", Points: []planner.IndexPoint{{Price: dec("60")}}}}
	amount, _ := byKind(p, award("A", "O1", p.Start, p.Start, 100))
	near(t, "goods", amount[planner.CostGoods], 1020)
	near(t, "duty", amount[planner.CostDuty], 102)
}
