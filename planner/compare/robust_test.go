package compare

import (
	"context"
	"encoding/json"
	"errors"
	"math"
	"math/rand"
	"slices"
	"testing"

	"remanence/planner"
	"remanence/planner/award"
	"remanence/planner/stochastic"
)

func robustOf(t *testing.T, w *Work, ask RobustAsk) Robust {
	t.Helper()
	r, err := w.Robust(context.Background(), ask)
	if err != nil {
		t.Fatal(err)
	}
	if r.Plan == nil || !(r.Bound <= r.Value+1e-6) {
		t.Fatalf("no plan, or a bound above it: %+v", r)
	}
	for i, j := range r.Judged {
		if slices.ContainsFunc(r.Judged[:i], func(x Judged) bool { return x.Name == j.Name }) {
			t.Errorf("two plans are called %q", j.Name)
		}
	}
	return r
}

// In twoMonths all that is decided before "stop" shows is whether the test of DE
// begins. With it the base costs 2,050 and stop 2,250, without it 2,000 and 2,500.
// At even chances the test is worth it: mean 2,150, 100 better than the base's
// plan; knowing would be worth 2,150 − (2,000 + 2,250)/2 = 25. The test pays until
// the base is 5 in 6. Who looks at the worst tenth begins it even at 9 in 10; the
// largest regret with it is 50.
func TestRobustByHand(t *testing.T) {
	p, stop := twoMonths()
	cases := []Case{{Name: "base"}, stop}
	for _, c := range []struct {
		aim     stochastic.Aim
		base    float64 // weight
		value   float64
		test    bool
		knowing float64
		robust  float64
	}{
		{stochastic.Aim{}, 0.5, 2150, true, 25, 100},
		{stochastic.Aim{}, 0.8, 2090, true, 40, 10},
		{stochastic.Aim{}, 0.9, 2050, false, 25, 0},
		{stochastic.Aim{Kind: stochastic.CVaR, Tail: 1, Level: 0.9}, 0.9, 2250, true, 0, 250},
		{stochastic.Aim{Kind: stochastic.CVaR, Tail: 0.5, Level: 0.8}, 0.9, 0.5*2070 + 0.5*2150, true, 0.5*(2070-2025) + 0.5*(2150-2125), 40},
		{stochastic.Aim{Kind: stochastic.Worst}, 0, 2250, true, 0, 250},
		{stochastic.Aim{Kind: stochastic.Regret}, 0, 50, true, 0, 200},
	} {
		r := robustOf(t, work(p), RobustAsk{Cases: cases, Weights: []float64{c.base, 1 - c.base}, Aim: c.aim, React: 1})
		if !near(r.Value, c.value) || !r.Proven {
			t.Errorf("%+v, base %g: %g (proven %v, bound %g), want %g", c.aim, c.base, r.Value, r.Proven, r.Bound, c.value)
		}
		begun := slices.ContainsFunc(r.Plan.Qualifications, func(q planner.QualificationStart) bool { return q.Start == p.Start })
		if begun != c.test {
			t.Errorf("%+v, base %g: the test is begun: %v", c.aim, c.base, begun)
		}
		if c.test != (len(r.Different) > 0) {
			t.Errorf("%+v: differences %q", c.aim, r.Different)
		}
		if c.aim.Kind != stochastic.Regret && !near(r.KnowingWorth.V, c.knowing) || !near(r.RobustWorth.V, c.robust) {
			t.Errorf("%+v, base %g: knowing is worth %v, the robust plan %v, want %g and %g", c.aim, c.base, r.KnowingWorth, r.RobustWorth, c.knowing, c.robust)
		}
	}
	ask := RobustAsk{Cases: cases, Weights: []float64{1, 1}, Aim: stochastic.Aim{Kind: stochastic.CVaR, Tail: 0.5, Level: 0.9}, React: 1}
	a, _ := json.Marshal(robustOf(t, work(p), ask))
	one := work(p)
	one.Beside = 1
	if b, _ := json.Marshal(robustOf(t, one, ask)); string(a) != string(b) {
		t.Errorf("another run gives other bytes:\n%s\n%s", a, b)
	}
}

// prices: 100 pieces are needed in the second month and can be bought in the
// first at 10. In "up" the second month asks 15, in "down" 7.
func prices() (*planner.Project, []Case) {
	p := project(2, map[string][]float64{"A": {0, 100}}, "A")
	offer(p, "CN", "CN", "A", "10")
	at := func(name string, factor float64) Case {
		return Case{name, []planner.Scenario{{Name: name, Shock: planner.Shock{Hits: "price:CN", Start: some(p.Start + 1), PriceFactor: some(factor)}}}}
	}
	return p, []Case{{Name: "base"}, at("up", 1.5), at("down", 0.7)}
}

// Buying q in the first month leaves regrets of 5(100 − q) in up and 3q in down:
// least at q = 62.5 with 187.5, which is the plan of no single case. By mean the
// second month costs 10·1/3 + 15·1/3 + 7·1/3 = 10.67, so that all is bought at
// once.
func TestRobustHedges(t *testing.T) {
	p, cases := prices()
	r := robustOf(t, work(p), RobustAsk{Cases: cases, Weights: []float64{1, 1, 1}, Aim: stochastic.Aim{Kind: stochastic.Regret}, React: 1})
	if !near(r.Value, 187.5) || !r.Proven || r.Judged[r.Chosen].Name != "robust plan" {
		t.Errorf("largest regret %g (proven %v, bound %g) of %s, want 187.5 of the robust plan", r.Value, r.Proven, r.Bound, r.Judged[r.Chosen].Name)
	}
	kg := 0.0
	for _, a := range r.Plan.Awards {
		if a.Ordered == p.Start {
			kg += a.Kg
		}
	}
	if !near(kg, 62.5) {
		t.Errorf("%g kg in the first month, want 62.5", kg)
	}
	r = robustOf(t, work(p), RobustAsk{Cases: cases, Weights: []float64{1, 1, 1}, React: 1})
	if !near(r.Value, 1000) {
		t.Errorf("mean %g, want 1,000", r.Value)
	}
}

// A scenario that changes nothing makes the robust plan the ordinary one, and
// nothing is worth anything.
func TestRobustOfOneWorldIsThePlan(t *testing.T) {
	p, _ := twoMonths()
	plan, err := award.Make(context.Background(), engine, p, facts(), award.Options{Gap: 1e-7})
	if err != nil {
		t.Fatal(err)
	}
	r := robustOf(t, work(p), RobustAsk{Cases: []Case{{Name: "base"}, {"same", []planner.Scenario{{Name: "same"}}}}, Weights: []float64{1, 2}, React: 1})
	if !near(r.Value, plan.Objective) || !near(r.KnowingWorth.V, 0) || !near(r.RobustWorth.V, 0) || len(r.Different) > 0 {
		t.Errorf("%+v", r)
	}
}

// On random projects with tests, lots, capacities and shocks that show at
// different times the robust plan is at least as good as every plan followed, by
// the aim and for every aim; the bound lies below it; and its own figures are
// those of its costs.
func TestRobustOnRandomProjects(t *testing.T) {
	r := rand.New(rand.NewSource(11))
	for n := range 6 {
		months := 4
		demand := map[string][]float64{}
		for _, id := range []string{"A", "B"} {
			for range months {
				demand[id] = append(demand[id], float64(20+r.Intn(80)))
			}
		}
		p := project(months, demand, "A", "B")
		for i, id := range []string{"A", "B"} {
			cn := offer(p, "CN"+id, "CN", id, "10")
			cn.Pool, cn.LeadWeeks = "P", some(4.0)
			de := offer(p, "DE"+id, "DE", id, []string{"12", "13"}[i])
			de.Status, de.QualificationMonths, de.QualificationCost = planner.NotStarted, some(1), some(dec("90"))
			if n%2 == 1 {
				de.OrderMinKg = some(float64(30 + r.Intn(60)))
			}
		}
		p.Pools = []planner.Pool{{ID: "P", Steps: []planner.CapacityStep{{From: p.Start, KgPerMonth: 220}}}}
		cases := []Case{{Name: "base"}}
		for i, hits := range []string{"supplier:CN", "price:CN"} {
			k := planner.Shock{Hits: hits, Start: some(p.Start + planner.Month(1+i)), CapacityLeft: some(0.2 * float64(r.Intn(3)))}
			if i == 1 {
				k.CapacityLeft, k.PriceFactor = planner.Opt[float64]{}, some(1.3+r.Float64())
			}
			cases = append(cases, Case{hits, []planner.Scenario{{Name: hits, Shock: k}}})
		}
		weights := []float64{0.2 + r.Float64(), r.Float64(), r.Float64()}
		for _, aim := range []stochastic.Aim{{}, {Kind: stochastic.CVaR, Tail: 0.5, Level: 0.7}, {Kind: stochastic.Regret}} {
			found := 0.0
			x := robustOf(t, work(p), RobustAsk{Cases: cases, Weights: weights, Aim: aim, React: 1, Found: func(r Robust) { found = r.Value }})
			if !(found >= x.Value-1e-6) {
				t.Errorf("%d %+v: the last answer told, %g, is better than the answer %g", n, aim, found, x.Value)
			}
			for _, j := range x.Judged {
				if j.Value.OK && !(x.Value <= j.Value.V+1e-6) {
					t.Errorf("%d %+v: %s has %g, the robust plan %g", n, aim, j.Name, j.Value.V, x.Value)
				}
			}
			if !(x.Gap <= 0.02) {
				t.Errorf("%d %+v: gap %g (value %g, bound %g)", n, aim, x.Gap, x.Value, x.Bound)
			}
			var w, best, costs []float64
			for i, c := range x.Cases {
				w, best, costs = append(w, c.Weight), append(best, c.Best.V), append(costs, x.Judged[x.Chosen].Costs[i].V)
			}
			if got := aim.Of(costs, w, best); !near(got, x.Value) {
				t.Errorf("%d %+v: costs make %g, told is %g", n, aim, got, x.Value)
			}
		}
	}
}

// In twoMonths with chances of 0.9 and 0.1 the test of DE is the only decision:
// without it the mean is 2,050 and the worst tenth 2,500, with it 2,070 and 2,250.
// Buying a part ahead in prices trades the mean for the tail in between: q pieces
// in the first month cost 10q + (100 − q)·10 in the base, 15 in up, 7 in down.
func TestFrontierOfMeanAndTail(t *testing.T) {
	p, stop := twoMonths()
	stop.Scenarios[0].ID, stop.Scenarios[0].Probability = "S1", some(0.1)
	p.Scenarios = stop.Scenarios
	w := work(p)
	w.React = 1
	fr, err := w.Frontier(context.Background(), planner.Rule{Type: TailAxis}, 4, nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(fr.Points) != 2 || !fr.Proven || !near(fr.Points[0].Cost, 2050) || !near(fr.Points[0].Exposure, 2500) || !near(fr.Points[1].Cost, 2070) || !near(fr.Points[1].Exposure, 2250) {
		t.Errorf("%+v", fr)
	}
	p, cases := prices()
	for i, c := range cases[1:] {
		c.Scenarios[0].ID, c.Scenarios[0].Probability = c.Name, some([]float64{0.1, 0.6}[i])
		p.Scenarios = append(p.Scenarios, c.Scenarios[0])
	}
	w = work(p)
	w.React = 1
	fr, err = w.Frontier(context.Background(), planner.Rule{Type: TailAxis}, 6, nil)
	if err != nil {
		t.Fatal(err)
	}
	// Mean of q: 10q + (100 − q)(0.3·10 + 0.1·15 + 0.6·7) = 870 + 1.3q; the worst
	// tenth is up, 10q + 15(100 − q) = 1,500 − 5q, down to 1,000.
	if len(fr.Points) < 5 || !fr.Proven {
		t.Fatalf("%d points, proven %v: %+v", len(fr.Points), fr.Proven, fr.Points)
	}
	for i, pt := range fr.Points {
		q := (1500 - pt.Exposure) / 5
		if !near(pt.Cost, 870+1.3*q) || i > 0 && (pt.Exposure >= fr.Points[i-1].Exposure || pt.Text == "") {
			t.Errorf("point %d: mean %g with a worst tenth of %g (%s)", i, pt.Cost, pt.Exposure, pt.Text)
		}
	}
	if first, last := fr.Points[0], fr.Points[len(fr.Points)-1]; !near(first.Exposure, 1500) || !near(last.Exposure, 1000) {
		t.Errorf("from %g to %g, want 1,500 to 1,000", first.Exposure, last.Exposure)
	}
}

func TestRobustStopsWithWhatItHas(t *testing.T) {
	p, stop := twoMonths()
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	w := work(p)
	r, err := w.Robust(ctx, RobustAsk{Cases: []Case{{Name: "base"}, stop}, Weights: []float64{1, 1}, React: 1, Found: func(Robust) { cancel() }})
	if err != nil || r.Note == "" || r.Plan == nil || !near(r.Value, 2250) {
		t.Errorf("%v %+v", err, r)
	}
	if _, err := w.Robust(ctx, RobustAsk{Cases: []Case{{Name: "base"}, stop}, Weights: []float64{1, 1}, React: 1}); !errors.Is(err, context.Canceled) {
		t.Errorf("stopped before it began: %v", err)
	}
}

func TestCaseWeights(t *testing.T) {
	one := func(name string, chance ...float64) Case {
		s := planner.Scenario{Name: name}
		if len(chance) > 0 {
			s.Probability = some(chance[0])
		}
		return Case{name, []planner.Scenario{s}}
	}
	base := Case{Name: "base"}
	w, equal, err := CaseWeights([]Case{base, one("a"), one("b"), one("c")})
	if err != nil || !equal || !near(w[0], 0.25) || !near(w[3], 0.25) {
		t.Error(w, equal, err)
	}
	w, equal, err = CaseWeights([]Case{base, one("a", 0.1), one("b", 0.3)})
	if err != nil || equal || !near(w[0], 0.6) || !near(w[2], 0.3) {
		t.Error(w, equal, err)
	}
	for _, bad := range [][]Case{{base, one("a", 0.1), one("b")}, {base, one("a", 0.7), one("b", 0.7)}} {
		if _, _, err := CaseWeights(bad); err == nil {
			t.Error("no error for", bad)
		}
	}
}

// Two proposals of the joint program are told apart, the base's plan keeps its name
// when it is judged more finely.
func TestProposalsAreNamedApart(t *testing.T) {
	s := &robust{out: Robust{Judged: []Judged{{Name: baseName}, {Name: robustName}}}}
	second := s.freeName(robustName)
	s.out.Judged = append(s.out.Judged, Judged{Name: second})
	if third := s.freeName(robustName); second != "robust plan (2)" || third != "robust plan (3)" {
		t.Errorf("%q and %q", second, third)
	}
	p, stop := twoMonths()
	w := work(p)
	plan, err := w.Plans(context.Background(), []Case{{Name: "base"}})
	if err != nil {
		t.Fatal(err)
	}
	one := RobustCase{Name: "base", p: p, bound: math.Inf(-1)}
	two := RobustCase{Name: "stop", bound: math.Inf(-1), Known: p.Start + 1, same: 1}
	two.p, _, _ = w.project(stop)
	one.Known = p.Start + 1
	s = &robust{w: w, every: true, ask: RobustAsk{Weights: []float64{1, 1}}, out: Robust{Chosen: -1, Cases: []RobustCase{one, two}}}
	for range 2 {
		if _, err := s.judge(context.Background(), robustName, plan[0].Plan, -1); err != nil {
			t.Fatal(err)
		}
	}
	if j := s.out.Judged; len(j) != 2 || j[0].Name != "robust plan" || j[1].Name != "robust plan (2)" {
		t.Errorf("judged twice: %+v", j)
	}
}
