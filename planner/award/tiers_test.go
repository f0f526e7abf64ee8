package award

import (
	"fmt"
	"slices"
	"testing"

	"remanence/planner"
)

// 100 of A from a row with a break and 100 of B from one without, both at 10 and
// of one supplier or one contract; 8 from 60 or 150 kg on. By hand: which total
// the break looks at, and whether the lower price is for all or for what is above.
// Of the bands of a total every kilogram bears the mean.
func TestTiersOfARowASupplierAndAContract(t *testing.T) {
	for _, c := range []struct {
		rule  planner.TierRule
		scope planner.TierScope
		from  float64
		cost  float64
	}{
		{planner.AllUnits, planner.TierRow, 60, 100*8 + 100*10},
		{planner.AllUnits, planner.TierRow, 150, 100*10 + 100*10},
		{planner.AllUnits, planner.TierSupplier, 150, 100*8 + 100*10},
		{planner.AllUnits, planner.TierContract, 150, 100*8 + 100*10},
		{planner.Incremental, planner.TierRow, 60, 60*10 + 40*8 + 100*10},
		{planner.Incremental, planner.TierRow, 150, 100*10 + 100*10},
		// Bands are filled by what is bought in them: B is not.
		{planner.Incremental, planner.TierSupplier, 60, 60*10 + 40*8 + 100*10},
		{planner.Incremental, planner.TierSupplier, 150, 100*10 + 100*10},
		{planner.Incremental, planner.TierContract, 150, 100*10 + 100*10},
		{"both", planner.TierSupplier, 150, 150*10 + 50*8},
		{"both", planner.TierContract, 150, 150*10 + 50*8},
		{"other bands", planner.TierSupplier, 150, 100*10 + 90*10 + 10*8}, // B has a break at 90
	} {
		t.Run(fmt.Sprint(c.rule, " of a ", c.scope, " from ", c.from), func(t *testing.T) {
			p := plain(1, map[string][]float64{"A": {100}, "B": {100}}, "A", "B")
			o := quote(p, "OA", "S", "A", "10")
			o.TierRule, o.TierScope, o.Tiers = c.rule, c.scope, []planner.Tier{{FromKg: c.from, Price: money("8").V}}
			b := quote(p, "OB", "S", "B", "10")
			if c.scope == planner.TierContract {
				p.Suppliers = append(p.Suppliers, planner.Supplier{Name: "T"})
				b.Supplier, b.Contract = "T", "C"
				p.Offer("OA").Contract = "C"
			}
			if c.rule == "both" || c.rule == "other bands" { // of A and B
				o, b = p.Offer("OA"), p.Offer("OB")
				o.TierRule, b.TierRule, b.TierScope, b.Tiers = planner.Incremental, planner.Incremental, c.scope, slices.Clone(o.Tiers)
				if c.rule == "other bands" {
					b.Tiers[0].FromKg = 90
				}
			}
			wantCost(t, solve(t, p, Options{}), c.cost)
			audit(t, p)
		})
	}
}
