package award

import (
	"slices"
	"strings"
	"testing"

	"remanence/planner"
	"remanence/planner/recheck"
)

// A ladder of two approved grades: ferrite at 4.50 from the start for 60, a
// diffusion grade at 3, a tenth lighter, from month 3 for 50. Today's grade costs
// 5 a kg. Both rungs in turn: 60 + 2 × 100 × 4.50 + 50 + 2 × 100 × 0.9 × 3 = 1,550;
// ferrite alone 1,860, the diffusion grade alone 1,590.
func TestLadderOfApprovedGradesIsClimbedRungByRung(t *testing.T) {
	p := plain(4, map[string][]float64{"A": {100, 100, 100, 100}}, "A")
	p.Parts[0].HoldingCost = money("9") // nothing is bought ahead
	quote(p, "O1", "S", "A", "5")
	p.Grades = []planner.Grade{{Name: "GBD", Family: "sintered NdFeB", Content: map[string]planner.Range{"NdPr": {Typical: 0.3}}}}
	for grade, price := range map[string]string{"Ferrite": "4.5", "GBD": "3"} {
		o := quote(p, "O"+grade, "T "+grade, "", price)
		o.For, o.Item, o.PriceUnit = planner.ForGrade, grade, planner.PerKg
	}
	p.Designs = []planner.Design{
		{Part: "A", FromGrade: "N42", ToGrade: "Ferrite", MassFactor: 1, RedesignCost: money("60").V, Currency: "EUR", Earliest: p.Start},
		{Part: "A", FromGrade: "N42", ToGrade: "GBD", MassFactor: 0.9, RedesignCost: money("50").V, Currency: "EUR", Earliest: p.Start + 2},
	}
	plan := solve(t, p, Options{})
	wantCost(t, plan, 1550)
	if len(plan.DesignChanges) != 2 {
		t.Errorf("changes %+v", plan.DesignChanges)
	}
	for _, r := range plan.Reasons {
		if low := strings.ToLower(r.Text); strings.Contains(low, "safe") && !strings.Contains(low, "safety stock") {
			t.Errorf("a hint must never call a change safe: %q", r.Text)
		}
	}
}

// Ferrite at 2 may only follow a diffusion grade that nobody would buy at 6. From
// month 3 it saves 2 × 100 × 3 for 60 + 50: 200 × 5 + 110 + 200 × 2 = 1,510. Where
// the diffusion grade is allowed from month 4 only, so is ferrite: 300 × 5 + 110 +
// 100 × 2 = 1,810. Without the first step 1,450; dearer than it saves, neither.
func TestAChangeThatBuildsOnAnother(t *testing.T) {
	ladder := func() *planner.Project {
		p := plain(4, map[string][]float64{"A": {100, 100, 100, 100}}, "A")
		p.Parts[0].HoldingCost = money("9")
		quote(p, "O1", "S", "A", "5")
		p.Grades = []planner.Grade{{Name: "GBD", Family: "sintered NdFeB", Content: map[string]planner.Range{"NdPr": {Typical: 0.3}}}}
		for grade, price := range map[string]string{"Ferrite": "2", "GBD": "6"} {
			o := quote(p, "O"+grade, "T "+grade, "", price)
			o.For, o.Item, o.PriceUnit = planner.ForGrade, grade, planner.PerKg
		}
		p.Designs = []planner.Design{
			{Part: "A", FromGrade: "GBD", ToGrade: "Ferrite", MassFactor: 1, RedesignCost: money("50").V, Currency: "EUR", Earliest: p.Start + 2},
			{Part: "A", FromGrade: "N42", ToGrade: "GBD", MassFactor: 1, RedesignCost: money("60").V, Currency: "EUR", Earliest: p.Start},
		}
		return p
	}
	for name, c := range map[string]struct {
		change  func(p *planner.Project)
		cost    float64
		changes int
	}{
		"both steps":              {func(*planner.Project) {}, 1510, 2},
		"the first step is later": {func(p *planner.Project) { p.Designs[1].Earliest = p.Start + 3 }, 1810, 2},
		"no offer for the first": {func(p *planner.Project) {
			p.Offers = slices.DeleteFunc(p.Offers, func(o planner.Offer) bool { return o.ID == "OGBD" })
		}, 1510, 2},
		"one step": {func(p *planner.Project) { p.Designs[0].FromGrade = "N42" }, 1450, 1},
		"too dear": {func(p *planner.Project) { p.Designs[1].RedesignCost = money("700").V }, 2000, 0},
		"months are exact": {func(p *planner.Project) {
			p.Rules = []planner.Rule{{ID: "R", Type: planner.RedesignBudgetMax, Scope: "all", Window: planner.WholePlan, Hard: true, ValueFrom: planner.Some(1000.0), ValueTo: planner.Some(1000.0), Basis: "EUR",
				FromMonth: planner.Some(p.Start), ToMonth: planner.Some(p.Start + 1)}}
		}, 1510, 2},
		"the budget holds one step": {func(p *planner.Project) {
			p.Rules = []planner.Rule{{ID: "R", Type: planner.RedesignBudgetMax, Scope: "all", Window: planner.WholePlan, Hard: true, ValueFrom: planner.Some(100.0), ValueTo: planner.Some(100.0), Basis: "EUR"}}
		}, 2000, 0},
	} {
		t.Run(name, func(t *testing.T) {
			p := ladder()
			c.change(p)
			plan := solve(t, p, Options{})
			wantCost(t, plan, c.cost)
			if len(plan.DesignChanges) != c.changes {
				t.Fatalf("changes %+v", plan.DesignChanges)
			}
			if c.changes == 2 {
				plan.DesignChanges = plan.DesignChanges[:1] // the step to ferrite stays
				if all := strings.Join(recheck.Check(p, testFacts(), plan), "\n"); !strings.Contains(all, "before it is changed to GBD") {
					t.Errorf("the missing step is not found: %s", all)
				}
			}
		})
	}
	p := ladder()
	p.Designs[1].FromGrade = "Ferrite" // each builds on the other
	if ps := p.Validate(testFacts()); !ps.Refused() {
		t.Error("two changes that build on each other can be made")
	}
}
