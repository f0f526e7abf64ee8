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
	if len(b.Missing) != 1 || b.Missing[0] != "B" {
		t.Errorf("missing %v", b.Missing)
	}
}
