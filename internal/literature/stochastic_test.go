package literature

import (
	"context"
	"math"
	"strings"
	"testing"

	"remanence/planner/highs"
	"remanence/planner/stochastic"
)

var farmNames = []string{"plant.wheat", "plant.corn", "plant.beets", "sell.wheat", "sell.corn", "sell.beets", "sell.beets.low", "buy.wheat", "buy.corn"}

// farm is the farmer's year of Birge and Louveaux (Introduction to Stochastic
// Programming, 2nd edition 2011, section 1.1) at a factor on all yields: 500
// acres, 200 t of wheat and 240 t of corn to feed, a quota of 6,000 t of beets.
// Rows: land, wheat, corn, beets.
func farm(factor float64) *highs.Model {
	inf := highs.Inf()
	type entry struct {
		row int32
		val float64
	}
	cols := [][]entry{
		{{0, 1}, {1, 2.5 * factor}}, {{0, 1}, {2, 3 * factor}}, {{0, 1}, {3, 20 * factor}},
		{{1, -1}}, {{2, -1}}, {{3, -1}}, {{3, -1}}, {{1, 1}}, {{2, 1}},
	}
	m := &highs.Model{
		ColCost: []float64{150, 230, 260, -170, -150, -36, -10, 238, 210}, ColLower: make([]float64, 9),
		ColUpper: []float64{inf, inf, inf, inf, inf, 6000, inf, inf, inf},
		RowLower: []float64{-inf, 200, 240, 0}, RowUpper: []float64{500, inf, inf, inf}, Start: []int32{0},
	}
	for _, c := range cols {
		for _, e := range c {
			m.Index, m.Value = append(m.Index, e.row), append(m.Value, e.val)
		}
		m.Start = append(m.Start, int32(len(m.Index)))
	}
	return m
}

func farmScenarios(factors ...float64) []stochastic.Scenario {
	var out []stochastic.Scenario
	for _, f := range factors {
		out = append(out, stochastic.Scenario{Weight: 1, Model: farm(f), Names: farmNames,
			Ties: stochastic.SameByName(farmNames, func(n string) bool { return strings.HasPrefix(n, "plant.") })})
	}
	return out
}

func extensive(t *testing.T, list []stochastic.Scenario, aim stochastic.Aim) *stochastic.Extensive {
	t.Helper()
	x, err := stochastic.Compose(list, aim, 1)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

func optimum(t *testing.T, m *highs.Model) (float64, []float64) {
	t.Helper()
	s, err := engine.New()
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := s.Pass(m); err != nil {
		t.Fatal(err)
	}
	res, err := s.Run(context.Background(), highs.Options{Gap: -1}, nil)
	if err != nil || res.Status != highs.Optimal {
		t.Fatalf("%v %v", res.Status, err)
	}
	return res.Objective, res.X
}

// The printed figures: profit 108,390 with 170, 80 and 250 acres; 115,406 if the
// yields were known; 107,240 with the decision of the mean year. So EVPI 7,016
// (7,015.6) and VSS 1,150.
func TestFarmer(t *testing.T) {
	list := farmScenarios(1.2, 1, 0.8)
	x := extensive(t, list, stochastic.Aim{})
	here, sol := optimum(t, x.Model)
	if !(math.Abs(here+108390) <= 0.5) {
		t.Errorf("profit %g, printed 108,390", -here)
	}
	for name, acres := range map[string]float64{"plant.wheat": 170, "plant.corn": 80, "plant.beets": 250} {
		if got := x.Decided(sol)[name]; !(math.Abs(got-acres) <= 1e-6) {
			t.Errorf("%s %g acres, printed %g", name, got, acres)
		}
	}
	wait := 0.0
	for _, s := range list {
		v, _ := optimum(t, s.Model)
		wait += v / 3
	}
	if evpi := here - wait; !(math.Abs(evpi-7015.6) <= 0.05) {
		t.Errorf("EVPI %g, printed 7,015.6", evpi)
	}
	_, average := optimum(t, list[1].Model)
	x.Fix(map[string]float64{"plant.wheat": average[0], "plant.corn": average[1], "plant.beets": average[2]})
	fixed, _ := optimum(t, x.Model)
	if vss := fixed - here; !(math.Abs(vss-1150) <= 0.05) {
		t.Errorf("VSS %g, printed 1,150", vss)
	}
}

// CBC and GLPK solve the extensive form as written, with every aim.
func TestOtherOptimisersAgreeOnTheFarmer(t *testing.T) {
	list := farmScenarios(1.2, 1, 0.8)
	for i := range list {
		list[i].Best, _ = optimum(t, list[i].Model)
	}
	for _, aim := range []stochastic.Aim{{}, {Kind: stochastic.CVaR, Tail: 0.5, Level: 0.6}, {Kind: stochastic.Worst}, {Kind: stochastic.Regret}} {
		x := extensive(t, list, aim)
		ours, sol := optimum(t, x.Model)
		if got := aim.Of(x.Costs(sol), []float64{1, 1, 1}, []float64{list[0].Best, list[1].Best, list[2].Best}); !(math.Abs(got-ours) <= 1e-6*math.Abs(ours)) {
			t.Errorf("%+v: the costs make %g, the program says %g", aim, got, ours)
		}
		for _, o := range others {
			for _, format := range []string{"mps", "lp"} {
				if v := o.ask(t, write(t, x.Named("farmer"), format)); !(math.Abs(v-ours) <= 1e-6*math.Abs(ours)) {
					t.Errorf("%+v, %s, %s: %g, ours %g", aim, o.command, format, v, ours)
				}
			}
		}
	}
}
