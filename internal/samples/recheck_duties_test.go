package samples

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"remanence/data/reference"
	"remanence/planner"
	"remanence/planner/cost"
	"remanence/planner/recheck"
)

// Every code of the duty table, from every origin it names, into every importer,
// in the months around its dates: what the stack says is what its rows say when
// they are counted again.
func TestDutiesAreCountedAgain(t *testing.T) {
	f := reference.Shipped().Facts()
	var codes, importers, origins []string
	months := []planner.Month{planner.MonthOf(2023, 6), planner.MonthOf(2027, 6)}
	once := func(list []string, s string) []string {
		if slices.Contains(list, s) {
			return list
		}
		return append(list, s)
	}
	for _, r := range f.DutyRows {
		if code := r.Prefix; len(code) >= 6 {
			codes = once(once(codes, code), code[:6])
		} else if code != "*" {
			codes = once(codes, code+"199999"[:10-len(code)-4])
		}
		if r.Importer != "EU" {
			importers = once(importers, r.Importer)
		}
		if r.Origin != "*" && r.Origin != "EU" {
			origins = once(origins, r.Origin)
		}
		var y, m int
		for _, at := range []string{r.From, r.To} {
			if n, _ := fmt.Sscanf(at, "%d-%d", &y, &m); n == 2 {
				for k := planner.MonthOf(y, m) - 1; k <= planner.MonthOf(y, m)+1; k++ {
					if !slices.Contains(months, k) {
						months = append(months, k)
					}
				}
			}
		}
	}
	importers, origins = append(importers, "DE"), append(origins, "DE", "EE", "AU")
	charged := 0
	for i, to := range importers {
		for j, from := range origins {
			for _, preference := range []bool{false, true} {
				p := &planner.Project{Currency: "EUR", Start: months[0], Months: 1, BuyerCountry: to}
				p.Parts = []planner.Part{{ID: "A", Unit: planner.Kilograms}}
				for i, code := range codes {
					p.Offers = append(p.Offers, planner.Offer{ID: fmt.Sprint(i), Supplier: "S", Country: from, For: planner.ForPart, Item: "A", HS: code, Preference: preference,
						Price: planner.Some(decimal.NewFromInt(1)), PriceUnit: planner.PerKg, Currency: "EUR", LeadWeeks: planner.Some(0.0), Status: planner.Qualified})
				}
				for k, m := range months {
					if (i+5*j+7*k)%16 != 0 {
						continue // a sixteenth of them; all agree and take a minute
					}
					p.Start = m
					plan, want := &planner.Plan{}, 0.0
					for i := range p.Offers {
						kg := float64(1 + i)
						plan.Awards = append(plan.Awards, planner.Award{Part: "A", Offer: p.Offers[i].ID, Ordered: m, Arrives: m, Pieces: kg, Kg: kg})
						base, extra := cost.DutyRates(p, f, &p.Offers[i], m)
						want += (base + extra) * kg
						if base+extra > 0 {
							charged++
						}
					}
					got, err := recheck.Costs(p, f, plan)
					if err != nil {
						t.Fatal(err)
					}
					if d := got[planner.CostDuty].InexactFloat64() - want; d > 1e-9 || d < -1e-9 {
						t.Errorf("from %s to %s in %s, preference %v: %s, the stack says %g", from, to, m, preference, got[planner.CostDuty], want)
						for i := range p.Offers {
							one := &planner.Plan{Awards: plan.Awards[i : i+1]}
							got, _ := recheck.Costs(p, f, one)
							base, extra := cost.DutyRates(p, f, &p.Offers[i], m)
							if d := got[planner.CostDuty].InexactFloat64()/float64(1+i) - base - extra; d > 1e-12 || d < -1e-12 {
								t.Log(strings.Join([]string{p.Offers[i].HS, got[planner.CostDuty].String()}, ": "))
							}
						}
						return
					}
				}
			}
		}
	}
	if charged < 1000 {
		t.Errorf("only %d imports are charged", charged)
	}
	t.Logf("%d codes, %d importers, %d origins, %d months: %d imports charged", len(codes), len(importers), len(origins), len(months), charged)
}
