package pictures

import (
	"math"
	"strings"
	"testing"

	"remanence/app/chart"
	"remanence/planner"
	"remanence/planner/risk"
)

// Every path is in a class or said to lie beyond, and what is marked can be seen.
func TestDistributionAccountsForEveryPath(t *testing.T) {
	s := &risk.Simulation{Currency: "EUR", Paths: 1000, Seed: 7, Policies: []risk.PolicyResult{
		{Name: NamePlan, Cost: risk.Distribution{Edges: []float64{100, 110, 120, 400}, Counts: []int{600, 390, 10}, P50: risk.Figure{Value: 108}, P95: risk.Figure{Value: 119}, CVaR95: risk.Figure{Value: 180}}},
		{Name: NameAsToday, Cost: risk.Distribution{Edges: []float64{90, 100, 120}, Counts: []int{500, 500}, P50: risk.Figure{Value: 100}, P95: risk.Figure{Value: 118}, CVaR95: risk.Figure{Value: 119}}}}}
	pic := Distribution(s)
	first, last := pic.Borders[0], pic.Borders[len(pic.Borders)-1]
	if first != 90 || last != 180 {
		t.Fatalf("from %g to %g", first, last)
	}
	for i, want := range []float64{0.99 + 0.01*60/280, 1} {
		sum := 0.0
		for _, share := range pic.Samples[i].Shares {
			sum += share
		}
		if math.Abs(sum-want) > 1e-9 {
			t.Errorf("%s: %g of the paths are shown, want %g", pic.Samples[i].Name, sum, want)
		}
		for _, v := range pic.Samples[i].Marks {
			if v < first || v > last {
				t.Errorf("%g cannot be seen", v)
			}
		}
	}
	if !strings.Contains(pic.Axis.Title, "up to 0.8") || !strings.Contains(pic.Samples[0].Note, "seed 7") {
		t.Errorf("%q, %q", pic.Axis.Title, pic.Samples[0].Note)
	}
	lines := Cumulative(s)
	if v := lines.Series[1].Values; v[0] != 0 || v[len(v)-1] != 1 {
		t.Errorf("%v", v)
	}
}

// The costliest outages come first, those that cost nothing in either plan not at all.
func TestLossesShowTheCostliestOutages(t *testing.T) {
	x := &risk.Insurance{Currency: "EUR", Covers: []risk.InsuredEvent{{Node: "site:A", Name: "A", Reference: 50, Plan: 10, BreakEven: planner.Some(0.25)}, {Node: "site:B", Name: "B"},
		{Node: "site:C", Name: "C", Reference: 20, Plan: 90}}}
	pic := Losses(x)
	if len(pic.Labels) != 2 || pic.Series[1].IDs[0] != "site:C" || pic.Series[0].Values[0] != 20 || pic.Series[1].Values[1] != 10 {
		t.Errorf("%+v", pic)
	}
	if tip := pic.Series[0].Tips[1]; !strings.Contains(tip, "25.0\u00a0% a year") {
		t.Errorf("%q", tip)
	}
	if tip := pic.Series[0].Tips[0]; !strings.Contains(tip, "does not lessen this loss") {
		t.Errorf("%q", tip)
	}
	for range 20 {
		x.Covers = append(x.Covers, x.Covers[0])
	}
	if n := len(Losses(x).Labels); n != mostLosses {
		t.Errorf("%d rows", n)
	}
}

// The chances by month lie in a band, which the tips name.
func TestChancesOfAStopHaveTheirBand(t *testing.T) {
	s := &risk.Simulation{Currency: "EUR", Start: planner.MonthOf(2027, 1), Months: 2, Paths: 10, Seed: 1, Policies: []risk.PolicyResult{{Name: NamePlan, StopByMonth: []float64{0, 0.2}}, {Name: NameAsToday, StopByMonth: []float64{0.5, 1}}}}
	pic := StopChances(s)
	if len(pic.Bands) != 2 || math.Abs(pic.Bands[0].Low[1]-0.0567) > 1e-4 || math.Abs(pic.Bands[0].High[1]-0.5098) > 1e-4 || pic.Bands[1].High[1] != 1 {
		t.Fatalf("%+v", pic.Bands)
	}
	if all := tips(pic); !strings.Contains(all, "20.00\u00a0% of the paths\n95 % sure to lie within 5.67\u00a0% and 50.98\u00a0%") {
		t.Error(all)
	}
	areas, named := 0, 0
	for _, m := range pic.Scene(900, 400, false).Marks {
		if m.Kind == chart.Area {
			areas++
		}
		if m.Kind == chart.Text && m.Text == pic.Bands[0].Name {
			named++
		}
	}
	if areas != 2 || named != 1 {
		t.Errorf("%d bands drawn, %d times named", areas, named)
	}
}
