package workbook

import (
	"math"
	"remanence/planner/award"
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
		if i == 0 {
			p.Parts[i].StandardFreight, p.Parts[i].StandardDuty = money("0.35"), money("0.8")
		} else {
			p.Parts[i].StandardFreight = money("0.3") // the duty in it is not known
		}
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
// Freight and duty stand apart from the price where the standard says what it counts
// on, as the app splits it; else the sheet says so.
func TestTheVarianceIsSplit(t *testing.T) {
	p, f, plan := everyTerm(t)
	app, ok := award.BudgetOf(p, plan)
	b, err := build(p, f, plan, options())
	if err != nil || !ok {
		t.Fatal(err, ok)
	}
	split, silent := 0, 0
	for i, x := range app.Parts {
		s, r := b.budget.sheet, firstRow+i
		for col, want := range map[int]planner.Opt[planner.Decimal]{bgVarFreight: x.Freight, bgVarDuty: x.Duty} {
			if want.OK && math.Abs(s.value(r, col)-want.V.InexactFloat64()) > 0.011 || !want.OK && s.cell(r, col).value != notGiven {
				t.Errorf("%s, column %d: %v, the app %v", x.Part, col, s.cell(r, col).value, want)
			}
		}
		if !x.Price.OK {
			if silent++; s.cell(r, bgVarPrice).value != notGiven {
				t.Errorf("%s: the price variance is %v", x.Part, s.cell(r, bgVarPrice).value)
			}
			continue
		}
		split++
		if sum := s.value(r, bgVarPrice) + s.value(r, bgRates) + s.value(r, bgVarFreight) + s.value(r, bgVarDuty); math.Abs(sum-s.value(r, bgVariance)) > 1e-6 {
			t.Errorf("%s: the pieces sum to %.6f, the variance is %.6f", x.Part, sum, s.value(r, bgVariance))
		}
	}
	if split == 0 || silent == 0 {
		t.Errorf("%d parts are split, %d are not", split, silent)
	}
}

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
