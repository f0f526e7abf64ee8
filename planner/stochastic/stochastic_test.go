package stochastic

import (
	"context"
	"fmt"
	"math"
	"math/rand"
	"os"
	"path/filepath"
	"testing"

	"remanence/planner/highs"
)

var engine *highs.Engine

func TestMain(m *testing.M) {
	dir, err := os.UserCacheDir()
	if err != nil {
		dir = os.TempDir()
	}
	engine, err = highs.Load(context.Background(), filepath.Join(dir, "remanence", "test-optimiser"))
	if err != nil {
		panic(err)
	}
	code := m.Run()
	engine.Close()
	os.Exit(code)
}

func near(a, b float64) bool { return math.Abs(a-b) < 1e-6*(1+math.Abs(b)) }

// solve gives the optimum of the extensive form in common money.
func solve(t *testing.T, x *Extensive) (float64, []float64) {
	t.Helper()
	s, err := engine.New()
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := s.Pass(x.Model); err != nil {
		t.Fatal(err)
	}
	res, err := s.Run(context.Background(), highs.Options{Gap: -1}, nil)
	if err != nil || res.Status != highs.Optimal {
		t.Fatalf("%v %v", res.Status, err)
	}
	return x.Money(res.Objective), res.X
}

// Costs 10, 20, 30, 40 and 100 with chances 0.3, 0.3, 0.2, 0.15 and 0.05. The
// worst tenth is all of the 100 and 0.05 of the 40: CVaR at 0.9 is 70, VaR 40. At
// 0.8 costs of 30 are not exceeded with a chance of 0.3 + 0.3 + 0.2, just enough:
// VaR is 30, and the mean of the worst fifth (0.15·40 + 0.05·100)/0.2 = 55.
// At 0 CVaR is the mean, 3 + 6 + 6 + 6 + 5 = 26; at 0.95 it is the worst case.
func TestTailByHand(t *testing.T) {
	costs, weights := []float64{40, 10, 100, 30, 20}, []float64{15, 30, 5, 20, 30}
	for _, c := range []struct{ level, cvar float64 }{{0, 26}, {0.8, 55}, {0.9, 70}, {0.95, 100}, {0.99, 100}} {
		if _, got := Tail(costs, weights, c.level); !near(got, c.cvar) {
			t.Errorf("CVaR at %g is %g, want %g", c.level, got, c.cvar)
		}
	}
	for level, want := range map[float64]float64{0: 10, 0.8: 30, 0.9: 40, 0.96: 100} {
		if v, _ := Tail(costs, weights, level); v != want {
			t.Errorf("VaR at %g is %g, want %g", level, v, want)
		}
	}
	if got := MeanOf(costs, weights); !near(got, 26) {
		t.Errorf("mean %g", got)
	}
	mix := Aim{Kind: CVaR, Tail: 0.25, Level: 0.9}
	if got := mix.Of(costs, weights, nil); !near(got, 0.75*26+0.25*70) {
		t.Errorf("mix %g", got)
	}
	if got := (Aim{Kind: Regret}).Of(costs, weights, []float64{5, 9, 99, 30, 1}); got != 35 {
		t.Errorf("largest regret %g, want 40 − 5", got)
	}
	// A case without weight has no say, even where it has no cost.
	if _, got := Tail(append(costs, math.Inf(1)), append(weights, 0), 0.9); !near(got, 70) {
		t.Errorf("a case that cannot be moves CVaR to %g", got)
	}
}

// newsVendor buys q at 6, sells at 10 what is asked for and returns the rest for
// 1; the columns are q, sold, returned. Cost is less the profit.
func newsVendor(demand float64) *highs.Model {
	inf := highs.Inf()
	return &highs.Model{
		ColCost: []float64{6, -10, -1}, ColLower: []float64{0, 0, 0}, ColUpper: []float64{inf, demand, inf},
		RowLower: []float64{0}, RowUpper: []float64{0},
		Start: []int32{0, 1, 2, 3}, Index: []int32{0, 0, 0}, Value: []float64{1, -1, -1},
	}
}

func newsScenarios(demand, weights []float64) []Scenario {
	var out []Scenario
	for i, d := range demand {
		out = append(out, Scenario{Name: fmt.Sprint(d), Weight: weights[i], Model: newsVendor(d), Ties: SameByName([]string{"q", "sold", "returned"}, func(n string) bool { return n == "q" })})
	}
	return out
}

// The news-vendor's best order is the (p − c)/(p − s) quantile of demand, here
// 4/9 (Arrow, Harris and Marschak 1951): of demands 10, 20 … 100, each as likely,
// the fifth. Under CVaR at α the tail of a smaller order begins earlier; the best
// order is found by trying each demand, where the cost bends.
func TestNewsVendor(t *testing.T) {
	var demand, weights []float64
	for d := 10.0; d <= 100; d += 10 {
		demand, weights = append(demand, d), append(weights, 1)
	}
	profit := func(q float64) []float64 {
		var costs []float64
		for _, d := range demand {
			sold := math.Min(q, d)
			costs = append(costs, 6*q-10*sold-(q-sold))
		}
		return costs
	}
	x, err := Compose(newsScenarios(demand, weights), Aim{}, 1)
	if err != nil {
		t.Fatal(err)
	}
	value, sol := solve(t, x)
	if q := sol[x.Shared["q"]]; !near(q, 50) {
		t.Errorf("order %g, want the 4/9 quantile, 50", q)
	}
	if want := MeanOf(profit(50), weights); !near(value, want) {
		t.Errorf("mean cost %g, want %g", value, want)
	}
	for _, aim := range []Aim{{Kind: CVaR, Tail: 1, Level: 0.5}, {Kind: CVaR, Tail: 0.4, Level: 0.7}, {Kind: CVaR, Tail: 0, Level: 0.7}, {Kind: Worst}, {Kind: Regret}} {
		best := make([]float64, len(demand))
		list := newsScenarios(demand, weights)
		for i, d := range demand {
			best[i] = -4 * d // knowing demand, exactly that is bought
			list[i].Best = best[i]
		}
		x, err := Compose(list, aim, 10)
		if err != nil {
			t.Fatal(err)
		}
		value, sol := solve(t, x)
		least := math.Inf(1)
		for q := 0.0; q <= 100; q += 0.5 {
			least = math.Min(least, aim.Of(profit(q), weights, best))
		}
		if aim.Kind == Regret {
			// The regret 5(q − d) of an order too large meets the 4(d − q) of one too
			// small at q = (5·10 + 4·100)/9 = 50: 200.
			if !near(value, 200) {
				t.Errorf("least largest regret %g, want 200", value)
			}
		}
		if value > least+1e-6 || value < least-1e-3*math.Abs(least) {
			t.Errorf("%+v: %g, trying every order gives %g", aim, value, least)
		}
		costs := x.Costs(sol)
		if got := aim.Of(profit(sol[x.Shared["q"]]), weights, best); !near(got, value) {
			t.Errorf("%+v: the order costs %g by hand, %g by the program (%v)", aim, got, value, costs)
		}
	}
}

// The mean and the CVaR of the news-vendor pull apart: within each limit of CVaR
// the least mean is that of trying every order.
func TestMeanWithinALimitOfTheTail(t *testing.T) {
	demand, weights := []float64{10, 40, 80, 100}, []float64{1, 2, 3, 1}
	costs := func(q float64) (out []float64) {
		for _, d := range demand {
			sold := math.Min(q, d)
			out = append(out, 6*q-10*sold-(q-sold))
		}
		return out
	}
	for _, limit := range []float64{-39, 0, 60, 1e6} {
		least := math.Inf(1)
		for q := 0.0; q <= 100; q += 0.01 {
			if _, tail := Tail(costs(q), weights, 0.8); tail <= limit+1e-9 {
				least = math.Min(least, MeanOf(costs(q), weights))
			}
		}
		x, err := Compose(newsScenarios(demand, weights), Aim{Kind: Limited, Tail: 1e-7, Level: 0.8, Limit: limit}, 10)
		if err != nil {
			t.Fatal(err)
		}
		_, sol := solve(t, x)
		c := x.Costs(sol)
		_, tail := Tail(c, weights, 0.8)
		if got := MeanOf(c, weights); got > least+1e-4*(1+math.Abs(least)) || got < least-0.1 || tail > limit+1e-6*(1+math.Abs(limit)) {
			t.Errorf("limit %g: mean %g with a CVaR of %g, trying every order gives %g", limit, got, tail, least)
		}
	}
}

// On random programs: the extensive form costs at least what knowing the scenario
// would, at most what the mean world's decision costs, and rises with the share of
// the tail.
func TestBoundsOfTheStochasticProgram(t *testing.T) {
	r := rand.New(rand.NewSource(3))
	for range 20 {
		n := 2 + r.Intn(4)
		var demand, weights []float64
		for range n {
			demand, weights = append(demand, math.Round(10+90*r.Float64())), append(weights, 0.1+r.Float64())
		}
		list := newsScenarios(demand, weights)
		x, err := Compose(list, Aim{}, 1)
		if err != nil {
			t.Fatal(err)
		}
		here, _ := solve(t, x)
		var known []float64
		for _, d := range demand {
			known = append(known, -4*d)
		}
		if wait := MeanOf(known, weights); here < wait-1e-6 {
			t.Errorf("better than knowing: %g < %g", here, wait)
		}
		x.Fix(map[string]float64{"q": MeanOf(demand, weights)})
		if expected, _ := solve(t, x); here > expected+1e-6 {
			t.Errorf("the decision for the mean demand is better: %g > %g", here, expected)
		}
		last := math.Inf(-1)
		for _, tail := range []float64{0, 0.3, 0.7, 1} {
			y, err := Compose(list, Aim{Kind: CVaR, Tail: tail, Level: 0.8}, 1)
			if err != nil {
				t.Fatal(err)
			}
			v, _ := solve(t, y)
			if v < last-1e-6 {
				t.Errorf("more tail costs less: %g after %g", v, last)
			}
			last = v
		}
	}
}

func TestRefusals(t *testing.T) {
	list := newsScenarios([]float64{1, 2}, []float64{0, 0})
	if _, err := Compose(list, Aim{}, 1); err == nil {
		t.Error("a mean without weights")
	}
	if _, err := Compose(list, Aim{Kind: Worst}, 1); err != nil {
		t.Error(err)
	}
	for _, a := range []Aim{{Kind: "luck"}, {Kind: CVaR, Tail: 2}, {Kind: CVaR, Level: 1}, {Kind: CVaR, Level: math.NaN()}} {
		if a.Check() == nil {
			t.Errorf("%+v is no aim", a)
		}
	}
	list[0].Weight = math.NaN()
	if _, err := Compose(list, Aim{Kind: Worst}, 1); err == nil {
		t.Error("a weight that is no number")
	}
}
