package award

import (
	"math"
	"testing"

	"remanence/planner"
)

// 100 are needed, 300 reserved: all 300 are bought, however the row is linked to a
// choice (order cost, least order, test).
func TestReservedVolumeAboveTheNeed(t *testing.T) {
	for name, change := range map[string]func(p *planner.Project, o *planner.Offer){
		"plain":      func(*planner.Project, *planner.Offer) {},
		"order cost": func(_ *planner.Project, o *planner.Offer) { o.OrderCost = money("50") },
		"MOQ":        func(_ *planner.Project, o *planner.Offer) { o.OrderMinKg = planner.Some(150.0) },
		"test": func(_ *planner.Project, o *planner.Offer) {
			o.Status, o.QualificationMonths, o.QualificationCost = planner.NotStarted, planner.Some(0), money("50")
		},
		"two suppliers": func(p *planner.Project, _ *planner.Offer) {
			quote(p, "O2", "T", "A", "10")
			p.Rules = append(p.Rules, rule("N", planner.MinSuppliers, 2, 2, planner.WholePlan))
		},
	} {
		t.Run(name, func(t *testing.T) {
			p := plain(2, map[string][]float64{"A": {0, 100}}, "A")
			o := quote(p, "O1", "S", "A", "10")
			r := rule("R", planner.VolumeMin, 300, 300, planner.WholePlan)
			r.Supplier = "S"
			p.Rules = []planner.Rule{r}
			change(p, o)
			plan := solve(t, p, Options{})
			if plan.Status != planner.StatusOptimal {
				t.Fatalf("the plan is %s", plan.Status)
			}
			kg := 0.0
			for _, a := range plan.Awards {
				if a.Offer == "O1" {
					kg += a.Kg
				}
			}
			if math.Abs(kg-300) > 1e-6 {
				t.Errorf("S delivers %v of the 300 reserved", kg)
			}
		})
	}
}

// 95 of 100 are on order from one supplier; a second of at least 15 % is asked for.
func TestASecondSupplierBesideWhatIsOnOrder(t *testing.T) {
	p := plain(2, map[string][]float64{"A": {0, 100}}, "A")
	p.MinAwardShare = 0.15
	quote(p, "O1", "S", "A", "10")
	quote(p, "O2", "T", "A", "12").OrderCost = money("50")
	p.Stock = []planner.StockLot{{Part: "A", Kind: planner.OpenOrder, Month: p.Start + 1, Pieces: 95, Offer: "O1"}}
	p.Rules = []planner.Rule{rule("R", planner.MinSuppliers, 2, 2, planner.WholePlan)}
	wantCost(t, solve(t, p, Options{}), 15*12+50)
}

// The five that are missing can come from T alone, which gets 30 % or nothing.
func TestALeastAwardBeyondWhatIsMissing(t *testing.T) {
	p := plain(2, map[string][]float64{"A": {0, 100}}, "A")
	quote(p, "O1", "S", "A", "10").ValidTo = planner.Some(p.Start - 1)
	quote(p, "O2", "T", "A", "12").OrderCost = money("50")
	p.Stock = []planner.StockLot{{Part: "A", Kind: planner.OpenOrder, Month: p.Start + 1, Pieces: 95, Offer: "O1"}}
	p.Rules = []planner.Rule{rule("R", planner.AwardShareMin, 30, 30, planner.WholePlan)}
	wantCost(t, solve(t, p, Options{}), 30*12+50)
}
