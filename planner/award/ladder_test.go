package award

import (
	"strings"
	"testing"

	"remanence/planner"
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
