package award

import (
	"testing"

	"remanence/planner"
)

// 120 pieces at a standard of 11 are 1,320; the plan buys 100 for 10 and 2 duty,
// since 20 are in stock: 1,200 against 1,100, 100 above.
func TestBudgetCountsStandardPrices(t *testing.T) {
	p := plain(1, map[string][]float64{"A": {120}, "B": {1}}, "A", "B")
	quote(p, "OA", "S", "A", "10").Duty = planner.Some(0.2)
	quote(p, "OB", "S", "B", "1")
	p.Stock = []planner.StockLot{{Part: "A", Kind: planner.OnHand, Month: p.Start, Pieces: 20, Offer: "OA"}}
	plan := solve(t, p, Options{})
	if _, ok := BudgetOf(p, plan); ok {
		t.Error("no standard price, no budget")
	}
	p.Parts[0].StandardPrice = money("11")
	b, ok := BudgetOf(p, plan)
	if !ok || b.Demand.String() != "1320" || b.Plan.String() != "1100" || b.Actual.String() != "1200" || b.Variance.String() != "100" {
		t.Errorf("%+v", b)
	}
	if x := b.Parts[0]; x.Freight.OK || x.Duty.OK || x.Price.OK {
		t.Errorf("the standard does not say what in it is freight or duty: %+v", x)
	}
	p.Parts[0].StandardFreight, p.Parts[0].StandardDuty = money("0.5"), money("1")
	split, _ := BudgetOf(p, plan)
	// 100 pieces at 10 and a duty of 20 %, against 11 with 1 of duty and 0.50 of freight in it
	if x := split.Parts[0]; x.Duty.V.String() != "100" || x.Freight.V.String() != "-50" || x.Price.V.String() != "50" {
		t.Errorf("freight %v, duty %v, price %v", x.Freight.V, x.Duty.V, x.Price.V)
	}
	if len(b.Missing) != 1 || b.Missing[0] != "B" {
		t.Errorf("missing %v", b.Missing)
	}
}
