package award

import (
	"fmt"

	"github.com/shopspring/decimal"

	"remanence/planner"
)

// Budget is the baseline of finance: standard price × quantity. Amounts are as
// paid, in plan currency, to the cent.
type Budget struct {
	Demand   planner.Decimal `json:"demand"`   // the demand of the plan at standard prices
	Plan     planner.Decimal `json:"plan"`     // what the plan's orders deliver, at standard prices
	Actual   planner.Decimal `json:"actual"`   // the same at what the plan pays: goods, duty and freight
	Variance planner.Decimal `json:"variance"` // PPV: actual less plan, the exact sum of its parts
	Parts    []BudgetPart    `json:"parts"`
	// Missing are parts without a standard price, which stand in no figure.
	Missing []string `json:"missing"`
	Text    string   `json:"text"`
}

// BudgetPart is the budget of one part.
type BudgetPart struct {
	Part     string          `json:"part"`
	Standard planner.Decimal `json:"standard_price"`
	Needed   float64         `json:"needed"`    // pieces or kg
	Received float64         `json:"delivered"` // by the plan's orders
	Actual   planner.Decimal `json:"actual"`
	Variance planner.Decimal `json:"variance"`
	// Freight and Duty are what of the variance is theirs, where the standard says
	// what it counts on; Price is the rest, missing where either is.
	Price   planner.Opt[planner.Decimal] `json:"price_variance,omitzero"`
	Freight planner.Opt[planner.Decimal] `json:"freight_variance,omitzero"`
	Duty    planner.Opt[planner.Decimal] `json:"duty_variance,omitzero"`
}

// budgetKinds are the costs that a standard price stands for.
var budgetKinds = map[planner.CostKind]bool{
	planner.CostGoods: true, planner.CostDuty: true, planner.CostFreight: true, planner.CostDesignExtra: true,
}

// BudgetOf compares a plan with the standard prices entered. ok is false when no
// part has one: a budget is never guessed.
func BudgetOf(p *planner.Project, plan *planner.Plan) (b Budget, ok bool) {
	paid, pieces := map[string]planner.Decimal{}, map[string]float64{}
	onTheWay := map[planner.CostKind]map[string]planner.Decimal{planner.CostFreight: {}, planner.CostDuty: {}}
	for _, e := range plan.Costs {
		if budgetKinds[e.Kind] {
			amount := decimal.NewFromFloat(e.Amount)
			paid[e.Part] = paid[e.Part].Add(amount)
			if of := onTheWay[e.Kind]; of != nil {
				of[e.Part] = of[e.Part].Add(amount)
			}
		}
	}
	for _, a := range plan.Awards {
		pieces[a.Part] += a.Pieces
	}
	b.Parts, b.Missing = []BudgetPart{}, []string{}
	for i := range p.Parts {
		part := &p.Parts[i]
		if !part.StandardPrice.OK {
			b.Missing = append(b.Missing, part.ID)
			continue
		}
		x := BudgetPart{Part: part.ID, Standard: part.StandardPrice.V, Received: pieces[part.ID], Actual: paid[part.ID].Round(2)}
		for t := range p.Months {
			x.Needed += part.Need(t)
		}
		standard := decimal.NewFromFloat(x.Received).Mul(x.Standard).Round(2)
		x.Variance = x.Actual.Sub(standard)
		x.Freight = aboveStandard(onTheWay[planner.CostFreight][part.ID], part.StandardFreight, x.Received)
		x.Duty = aboveStandard(onTheWay[planner.CostDuty][part.ID], part.StandardDuty, x.Received)
		if x.Freight.OK && x.Duty.OK {
			x.Price = planner.Some(x.Variance.Sub(x.Freight.V).Sub(x.Duty.V))
		}
		b.Demand = b.Demand.Add(decimal.NewFromFloat(x.Needed).Mul(x.Standard).Round(2))
		b.Plan, b.Actual, b.Variance = b.Plan.Add(standard), b.Actual.Add(x.Actual), b.Variance.Add(x.Variance)
		b.Parts = append(b.Parts, x)
	}
	if len(b.Parts) == 0 {
		return b, false
	}
	way := "above"
	if b.Variance.IsNegative() {
		way = "below"
	}
	b.Text = fmt.Sprintf("The orders of the plan cost %s, %s %s budget", moneyText(p, b.Actual.InexactFloat64()), moneyText(p, b.Variance.Abs().InexactFloat64()), way)
	if n := len(b.Missing); n > 0 {
		b.Text += fmt.Sprintf("; %d of %d parts have no standard price and are left out", n, len(p.Parts))
	}
	b.Text += "."
	return b, true
}

// aboveStandard is what was paid above a standard for so many units, to the cent; missing
// where there is no standard.
func aboveStandard(paid planner.Decimal, standard planner.Opt[planner.Decimal], units float64) planner.Opt[planner.Decimal] {
	if !standard.OK {
		return planner.Opt[planner.Decimal]{}
	}
	return planner.Some(paid.Round(2).Sub(decimal.NewFromFloat(units).Mul(standard.V).Round(2)))
}
