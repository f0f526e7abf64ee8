package stochastic

import (
	"context"
	"testing"

	"remanence/planner/highs"
)

// alone gives every scenario the optimum of its own model.
func alone(t *testing.T, list []Scenario) {
	t.Helper()
	for i := range list {
		s, err := engine.New()
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		if err := s.Pass(list[i].Model); err != nil {
			t.Fatal(err)
		}
		res, err := s.Run(context.Background(), highs.Options{}, nil)
		if err != nil || res.Status != highs.Optimal {
			t.Fatal(res.Status, err)
		}
		b, err := s.Basis()
		if err != nil {
			t.Fatal(err)
		}
		list[i].Start, list[i].Least = &b, res.Objective
	}
}

// Every aim comes to the same optimum from the scenarios' own corners put together
// as from nothing, and the corners are one basis of the whole: as many basic
// columns and rows as there are rows.
func TestScenariosStartTogetherFromTheirOwnCorners(t *testing.T) {
	demand, weights := []float64{10, 40, 25, 70, 55}, []float64{1, 3, 2, 1, 2}
	for _, aim := range []Aim{{}, {Kind: CVaR, Tail: 1, Level: 0.5}, {Kind: CVaR, Tail: 0.4, Level: 0.7}, {Kind: Worst}} {
		list := newsScenarios(demand, weights)
		x, err := Compose(list, aim, 1)
		if err != nil {
			t.Fatal(err)
		}
		if x.start() != nil {
			t.Fatal("scenarios that know no corner gave one")
		}
		want, err := x.FirstAnswer(context.Background(), engine, highs.Options{})
		if err != nil || !want.OK {
			t.Fatal(want, err)
		}
		list = newsScenarios(demand, weights)
		alone(t, list)
		if x, err = Compose(list, aim, 1); err != nil {
			t.Fatal(err)
		}
		b := x.start()
		if b == nil {
			t.Fatalf("%+v: no corner", aim)
		}
		basic := 0
		for _, s := range append(b.Col, b.Row...) {
			if s == highs.Basic {
				basic++
			}
		}
		if basic != x.Model.Rows() {
			t.Errorf("%+v: %d basic, %d rows", aim, basic, x.Model.Rows())
		}
		got, err := x.FirstAnswer(context.Background(), engine, highs.Options{})
		if err != nil || !got.OK || !near(got.Objective, want.Objective) || !near(got.Bound, want.Bound) {
			t.Errorf("%+v: from the corners %+v, from nothing %+v (%v)", aim, got, want, err)
		}
	}
}

// A settler keeps the yes or no it is told, whatever came before, and makes the
// rest the best. Each news-vendor may open a stall for 20 and must, to sell.
func TestSettlerKeepsWhatIsDecided(t *testing.T) {
	inf := highs.Inf()
	stall := func(demand float64) *highs.Model {
		return &highs.Model{ // q, sold, returned, stall
			ColCost: []float64{6, -10, -1, 20}, ColLower: []float64{0, 0, 0, 0}, ColUpper: []float64{inf, demand, inf, 1},
			RowLower: []float64{0, -inf}, RowUpper: []float64{0, 0},
			Start: []int32{0, 1, 3, 4, 5}, Index: []int32{0, 0, 1, 0, 1}, Value: []float64{1, -1, 1, -1, -demand},
			Integer: []bool{false, false, false, true},
		}
	}
	var list []Scenario
	names := []string{"q", "sold", "returned", "stall"}
	for _, d := range []float64{30, 50} {
		list = append(list, Scenario{Weight: 1, Model: stall(d), Ties: SameByName(names, func(n string) bool { return n == "q" })})
	}
	x, err := Compose(list, Aim{}, 1)
	if err != nil {
		t.Fatal(err)
	}
	f, err := x.Settle(context.Background(), engine, highs.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	// Both stalls: 30 bought is worth (6·30 − 300 + 20) = −100 in both, 50 bought
	// (300 − 300 − 20 + 20) = 0 and −180; the mean −100 of 30 beats −90.
	first, err := f.First()
	if err != nil || !first.OK || !near(x.Money(first.Objective), -100) {
		t.Fatalf("first %+v, worth %g (%v)", first, x.Money(first.Objective), err)
	}
	for _, c := range []struct {
		open [2]float64
		want float64
	}{
		{[2]float64{0, 0}, 0},
		{[2]float64{1, 1}, -100},
		// Only the first: 30 bought are worth −100 there and (180 − 30) = 150 in the
		// other, so nothing is bought: the stall stands for 20, the mean is 10.
		{[2]float64{1, 0}, 10},
		{[2]float64{0, 1}, 10}, // 50: (300 − 50) and −180
		{[2]float64{1, 1}, -100},
	} {
		got, err := f.Keep(map[int]float64{x.from[0] + 3: c.open[0], x.from[1] + 3: c.open[1]}, nil)
		if err != nil || !got.OK || !near(x.Money(got.Objective), c.want) {
			t.Errorf("stalls %v: %g, want %g (%v)", c.open, x.Money(got.Objective), c.want, err)
		}
	}
}
