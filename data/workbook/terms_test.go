package workbook

import (
	"math"
	"testing"

	"remanence/planner"
	"remanence/planner/cost"
)

// takeOrPay is what the first supplier of everyTerm asks for a year, in kg: more
// than it is given.
const takeOrPay = 2e6

// everyTerm is a sample whose prices follow indices, whose duties and freight
// come from dated layers and lanes, with deposits, tooling, switching, exit and
// expediting, and a take-or-pay quantity.
func everyTerm(t testing.TB) (*planner.Project, *planner.Facts, *planner.Plan) {
	t.Helper()
	p, f := sample(t, "ev-traction-de")
	money := func(s string) planner.Opt[planner.Decimal] {
		v, err := planner.ParseMoney(s)
		if err != nil {
			t.Fatal(err)
		}
		return planner.Some(v)
	}
	p.BuyerCountry, p.InsuranceRate = "DE", planner.Some(0.004)
	p.Indices = []planner.Index{{ID: "Dy here", Element: "Dy", Basis: planner.ExChina, Form: planner.OxideForm, Currency: "USD"}}
	for k, price := range []string{"400", "450", "520", "610"} {
		p.Indices[0].Points = append(p.Indices[0].Points, planner.IndexPoint{From: p.Start + planner.Month(4*k), Price: money(price).V})
	}
	for i := range p.Offers {
		o := &p.Offers[i]
		o.Deposit, o.ToolingCost, o.ExitCost = planner.Some(0.3), money("4000"), money("2500")
		o.Duty, o.ExtraDuty, o.FreightPerKg = planner.Opt[float64]{}, planner.Opt[float64]{}, planner.Opt[planner.Decimal]{}
		o.HS, o.FreightMode = "85051110", "sea"
		o.ExpediteWeeks, o.ExpeditePerKg = planner.Some(3.0), money("1.75")
		if i%2 == 0 {
			o.Formula = planner.Some(planner.PriceFormula{LagMonths: planner.Some(1), Terms: []planner.FormulaTerm{
				{Element: "Dy", KgPerKg: planner.Some(0.02), Index: "Dy here", Base: money("390").V}}})
		}
	}
	p.Offers[0].TakeOrPayKg, p.Offers[0].TakeOrPayCharge = planner.Some(takeOrPay), money("0.02")
	for i := range p.Parts {
		p.Parts[i].SwitchingCost, p.Parts[i].StandardPrice = money("1500"), money("21.5")
	}
	plan := handPlan(p, f)
	for i := range plan.Awards {
		if i%5 == 0 {
			plan.Awards[i].Expedited = true
		}
	}
	plan.Costs = cost.Book(p, f, plan)
	plan.TotalCost = cost.Total(plan.Costs)
	plan.Objective = plan.TotalCost
	plan.KPIs.CostPerYear = 0
	for _, c := range plan.Costs {
		plan.KPIs.CostPerYear += c.Amount * 12 / float64(p.Months)
	}
	return p, f, plan
}

// Every term of a price ties to the cent, kind by kind.
func TestEveryTermTies(t *testing.T) {
	p, f, plan := everyTerm(t)
	kinds := plan.ByKind()
	for _, k := range []planner.CostKind{planner.CostExpedite, planner.CostTooling, planner.CostFreight, planner.CostDuty, planner.CostTakeOrPay, planner.CostHolding, planner.CostShortage} {
		if kinds[k] == 0 {
			t.Errorf("the plan has no cost of kind %s", k)
		}
	}
	b, err := build(p, f, plan, options())
	if err != nil {
		t.Fatal(err)
	}
	if d := math.Abs(b.sum.totalValue - plan.TotalCost); d > 0.005 || !b.checks.allTrue {
		t.Errorf("the workbook says %.4f, the plan %.4f; checks %v", b.sum.totalValue, plan.TotalCost, b.checks.allTrue)
	}
	for _, k := range planner.CostKinds {
		if _, present := b.kindValue(k); math.Abs(present-kinds[k]) > 0.005 {
			t.Errorf("%s: the workbook says %.4f, the plan %.4f", k, present, kinds[k])
		}
	}
}
