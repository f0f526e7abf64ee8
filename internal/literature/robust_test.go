package literature

import (
	"context"
	"math"
	"testing"

	"remanence/planner"
	"remanence/planner/award"
	"remanence/planner/stochastic"
)

// Two months of 100 pieces; a source at 10 with room for 100 a month may stop in
// the second; one at 12 needs a test of a month at 50. Before the stop is known
// only the test is to be decided: with it 2,050 and 2,250, without it 2,000 and
// 2,500 (the last with 100 pieces a month late at 5 each and bought by nobody: the
// stock value of 10). CBC and GLPK solve the joint program as it is written.
func TestOtherOptimisersAgreeOnTheJointProgram(t *testing.T) {
	some := planner.Some[float64]
	money := func(v int64) planner.Opt[planner.Decimal] {
		d, err := planner.ParseMoney(planner.FormatNumber(float64(v)))
		if err != nil {
			t.Fatal(err)
		}
		return planner.Some(d)
	}
	f := &planner.Facts{Grades: []planner.Grade{{Name: "N42", Family: "sintered NdFeB", Content: map[string]planner.Range{"NdPr": {Low: 0.3, Typical: 0.3, High: 0.3}}}}}
	p := &planner.Project{Name: "joint", Currency: "EUR", Start: planner.MonthOf(2027, 1), Months: 2, EndStock: planner.EndStockNone, Shortage: planner.Backlog,
		Parts:     []planner.Part{{ID: "A", Grade: "N42", Unit: planner.Pieces, MassG: some(1000), Currency: "EUR", ShortageCost: money(5), Demand: []planner.Opt[float64]{some(100), some(100)}}},
		Suppliers: []planner.Supplier{{Name: "CN", Group: "CN"}, {Name: "DE", Group: "DE"}},
		Pools:     []planner.Pool{{ID: "P", Steps: []planner.CapacityStep{{From: planner.MonthOf(2027, 1), KgPerMonth: 100}}}}}
	for i, s := range p.Suppliers {
		p.Offers = append(p.Offers, planner.Offer{ID: s.Name, Supplier: s.Name, Country: s.Name, For: planner.ForPart, Item: "A", Price: money(10 + 2*int64(i)), PriceUnit: planner.PerPiece,
			Currency: "EUR", LeadWeeks: some(0), TransitWeeks: some(0), FreightPerKg: money(0), Duty: some(0), Status: planner.Qualified})
	}
	p.Offers[0].Pool = "P"
	p.Offers[1].Status, p.Offers[1].QualificationMonths, p.Offers[1].QualificationCost = planner.NotStarted, planner.Some(1), money(50)
	stop := p.Clone()
	stop.Offers[0].Effects = []planner.Effect{{From: p.Start + 1, To: p.Start + 1, Left: some(0)}}
	var worlds []award.World
	for _, w := range []*planner.Project{p, stop} {
		worlds = append(worlds, award.World{Name: w.Name, Project: w, Facts: f, Known: p.Start + 1})
	}
	together, err := award.NewTogether(context.Background(), engine, worlds)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		aim  stochastic.Aim
		want float64
	}{{stochastic.Aim{}, 2150}, {stochastic.Aim{Kind: stochastic.CVaR, Tail: 0.5, Level: 0.9}, 2200}, {stochastic.Aim{Kind: stochastic.Worst}, 2250}, {stochastic.Aim{Kind: stochastic.Regret}, 50}} {
		x, err := together.Compose(c.aim, []float64{1, 1}, []float64{2000, 2250}, nil)
		if err != nil {
			t.Fatal(err)
		}
		objective, sol := optimum(t, x.Model)
		if ours := x.Money(objective); !(math.Abs(ours-c.want) <= 1e-3) {
			t.Errorf("%+v: %g, want %g", c.aim, ours, c.want)
		}
		if plan := x.Read(sol); len(plan.Qualifications) != 1 || plan.Qualifications[0].Start != p.Start {
			t.Errorf("%+v: the test is not begun: %+v", c.aim, plan.Qualifications)
		}
		for _, o := range others {
			if v := x.Money(o.ask(t, write(t, x.Named("joint"), "mps"))); !(math.Abs(v-c.want) <= 1e-3) {
				t.Errorf("%+v, %s: %g, want %g", c.aim, o.command, v, c.want)
			}
		}
	}
}
