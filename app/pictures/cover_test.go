package pictures

import (
	"math"
	"testing"

	"remanence/planner"
)

func TestCoverByHand(t *testing.T) {
	f := planner.PartFlow{Part: "A", Demand: []float64{100, 100, 50, 200}, Stock: []float64{150, 25, 0, 100}, Backlog: []float64{0, 0, 5, 0}, Lost: make([]float64, 4)}
	// 150 feeds the 100 of the second and the 50 of the third month: two months;
	// 25 half of the third; 100 at the end lasts 100 ÷ mean(100, 50, 200).
	for t0, want := range map[int]float64{0: 2, 1: 0.5, 3: 100 / (350.0 / 3)} {
		if got, ok := coverWeeks(&f, t0); !ok || math.Abs(got-want*planner.WeeksPerMonth) > 1e-9 {
			t.Errorf("month %d: %v weeks, want %v months", t0, got, want)
		}
	}
	p := &planner.Project{Start: planner.MonthOf(2027, 1), Months: 4}
	pic := Cover(Input{Project: p, Plan: &planner.Plan{Flows: []planner.PartFlow{f}}})
	if pic.Cells[0][2].Text != "late" || pic.Cells[0][0].Text != "9" || pic.Cells[0][0].ID != "A|0" {
		t.Errorf("%+v", pic.Cells[0])
	}
	f.Demand = make([]float64, 4)
	if _, ok := coverWeeks(&f, 0); ok {
		t.Error("without demand there is no cover")
	}
}
