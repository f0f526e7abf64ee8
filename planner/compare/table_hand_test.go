package compare

import (
	"context"
	"testing"

	"remanence/planner"
)

// tabled are 50 pieces needed in December 2026 and 150 in January, 50 in stock. CN
// makes at most 100 a month at 10, freight 1, duty 10 %, under licence R: landed 12.
// DE makes them at 12 with freight 0.5 after a test of a month at 50. A piece in stock
// costs 0.1 a month, one that is late 5.
func tabled() (*planner.Project, []Case) {
	p := project(2, map[string][]float64{"A": {50, 150}}, "A")
	p.Start = planner.MonthOf(2026, 12)
	p.Parts[0].HoldingCost = some(dec("0.1"))
	p.Stock = []planner.StockLot{{Part: "A", Kind: planner.OnHand, Pieces: 50}}
	cn := offer(p, "CN", "CN", "A", "10")
	cn.FreightPerKg, cn.Duty, cn.Licence, cn.Pool = some(dec("1")), some(0.1), planner.ParseLicence("R"), "P"
	p.Pools = []planner.Pool{{ID: "P", Steps: []planner.CapacityStep{{From: p.Start, KgPerMonth: 100}}}}
	de := offer(p, "DE", "DE", "A", "12")
	de.FreightPerKg, de.Status, de.QualificationMonths, de.QualificationCost = some(dec("0.5")), planner.NotStarted, some(1), some(dec("50"))
	stop := func(name, hits string) planner.Scenario {
		return planner.Scenario{Name: name, Shock: planner.Shock{Hits: hits, Start: some(p.Start + 1), CapacityLeft: some(0.0)}}
	}
	china, germany := stop("no CN", "supplier:CN"), stop("no DE", "supplier:DE")
	return p, []Case{{Name: "base"}, {"no CN", []planner.Scenario{china}}, {"neither", []planner.Scenario{china, germany}}}
}

// The base buys 50 in December and 100 in January and holds 50 over. Without CN in
// January 100 come in December, the test begins and DE makes 50. With neither 50 are
// late: 5 each, and 12 each yet to be bought. Stock at the end of December is set
// against the mean need of the next three months, (150 + 100 + 100) ÷ 3, at 4.345 weeks
// a month; at the end of January it is none.
func TestEveryGroupOfTheTableByHand(t *testing.T) {
	p, cases := tabled()
	made, err := work(p).Plans(context.Background(), cases)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	var plans []*planner.Plan
	for _, m := range made {
		names, plans = append(names, m.Case.Name), append(plans, m.Plan)
	}
	const none = -1e9
	ahead := (150.0 + 100 + 100) / 3 / planner.WeeksPerMonth
	want := map[string][3]float64{
		"Cost/Total": {1805, 1885, 2060}, "Cost/Goods": {1500, 1600, 1000}, "Cost/Duty": {150, 100, 100}, "Cost/Freight": {150, 125, 100}, "Cost/Qualification": {0, 50, 0},
		"Cost/Stock holding": {5, 10, 10}, "Cost/Shortage": {0, 0, 50*5 + 50*12}, "Cash/Paid in 2026": {605, 1260, 1210}, "Cash/Paid in 2027": {1200, 625, 0},
		"Exposure/NdPr, magnet, CN": {1, 2.0 / 3, 1}, "Exposure/NdPr, magnet, DE": {none, 1.0 / 3, none}, "Licences/Depends on a licence": {1, 1200.0 / 1825, 1},
		"Cover/Mean cover": {50 / ahead / 2, 100 / ahead / 2, 100 / ahead / 2}, "Cover/First line stop": {none, none, 1}, "Cover/Piece-months late": {0, 0, 50},
		"Tests/Tests started": {0, 1, 0}, "Tonnes by supplier/CN": {0.15, 0.1, 0.1}, "Tonnes by supplier/DE": {0, 0.05, 0},
	}
	table := NewTable(names, plans, 1)
	for _, r := range table.Rows {
		w, ok := want[r.Group+"/"+r.Name]
		if !ok {
			if r.Group == "Cost" || r.Group == "Cash" || r.Group == "Tests" || r.Group == "Tonnes by supplier" {
				t.Errorf("%s, %s is no row of this case: %v", r.Group, r.Name, r.Values)
			}
			continue
		}
		delete(want, r.Group+"/"+r.Name)
		for i, v := range r.Values {
			if v.OK != (w[i] != none) || v.OK && !near(v.V, w[i]) {
				t.Errorf("%s, %s, %s: %v, want %g", r.Group, r.Name, names[i], v, w[i])
			}
			if both := v.OK && w[1] != none; r.Above[i].OK != both || both && !near(r.Above[i].V, w[i]-w[1]) {
				t.Errorf("%s, %s, %s: %v above no CN", r.Group, r.Name, names[i], r.Above[i])
			}
		}
	}
	for name := range want {
		t.Errorf("the row %s is missing", name)
	}
}
