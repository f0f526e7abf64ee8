package award

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"remanence/planner"
	"remanence/planner/highs"
	"remanence/planner/policy"
)

// Two rows of a supplier are priced by his total, 110, each in its own steps: A
// reaches 8 at 100, B would at 200.
func TestRowsOfASupplierKeepTheirOwnSteps(t *testing.T) {
	p := plain(1, map[string][]float64{"A": {60}, "B": {50}}, "A", "B")
	for id, from := range map[string]float64{"A": 100, "B": 200} {
		o := quote(p, "O"+id, "S", id, "10")
		o.TierRule, o.Tiers = planner.AllUnits, []planner.Tier{{FromKg: from, Price: money("8").V}}
	}
	wantCost(t, solve(t, p, Options{}), 60*8+50*10)
}

// No cut may cut off a plan: on random projects every cut of the root holds at
// the plan found without any.
func TestCutsKeepEveryPlan(t *testing.T) {
	cuts := 0
	for seed := range uint64(6) {
		p := inOrder(random(seed, false))
		f := testFacts()
		r := &run{ctx: t.Context(), engine: engine, p: p, f: f, gap: 1e-6}
		m := newModel(p, f, Options{WithLots: true}, nil, map[string]bool{})
		best, err := solveOnce(t.Context(), engine, m.b.model(), highs.Options{Gap: 1e-7})
		if err != nil || !best.HasSolution {
			t.Fatal(best.Reason, err)
		}
		s, err := r.newSearch(m)
		if err != nil {
			t.Fatal(err)
		}
		x := startedInFull(m, best.X)
		for range rootRounds {
			res, err := s.rel.solve(0, nil, nil, inf)
			if err != nil {
				t.Fatal(err)
			}
			if res.Objective > best.Objective*(1+1e-6) {
				t.Errorf("seed %d: the relaxation costs %f, the plan %f", seed, res.Objective, best.Objective)
			}
			list := m.separate(res.X)
			for _, c := range list {
				sum := 0.0
				for _, term := range c.terms {
					sum += term.val * x[term.col]
				}
				if sum > c.up+1e-6 {
					t.Errorf("seed %d: a plan breaks a cut by %g", seed, sum-c.up)
				}
			}
			if cuts += len(list); len(list) == 0 {
				break
			}
			if err := s.rel.addCuts(list); err != nil {
				t.Fatal(err)
			}
		}
		s.rel.close()
	}
	if cuts == 0 {
		t.Error("no cut was tried")
	}
}

// startedInFull is a solution with every test started by the month its first
// order needs, as a plan starts it.
func startedInFull(m *model, x []float64) []float64 {
	x = append([]float64(nil), x...)
	for t, start := range m.firstStarts(x) {
		for i, c := range t.open {
			if t.ends[i] >= start {
				x[c] = 1
			}
		}
	}
	return x
}

// A session gives as good a plan of every change as planning afresh.
func TestSessionPlansLikeAfresh(t *testing.T) {
	for seed := range uint64(3) {
		p, f := random(seed, false), testFacts()
		s := NewSession(engine)
		warm := 0
		for step, change := range []func(*planner.Project){
			func(*planner.Project) {},
			func(p *planner.Project) { p.Offers[0].Price.V = p.Offers[0].Price.V.Add(money("0.75").V) },
			func(p *planner.Project) { p.Parts[0].Demand[2].V *= 1.2 },
			func(p *planner.Project) { p.Rules[0].ValueFrom.V, p.Rules[0].ValueTo.V = 55, 55 },
			func(p *planner.Project) { p.Parts[1].Demand[1].V *= 0.9 },
			func(p *planner.Project) { p.Rules[0].Off = true },
			func(p *planner.Project) { p.Rules[0].Off = false },
			func(p *planner.Project) { p.Offers = p.Offers[1:] },
			func(p *planner.Project) { p.Parts[0].Demand[3].V *= 1.3 },
			func(p *planner.Project) { p.Months-- },
		} {
			p = p.Clone()
			change(p)
			o := Options{Gap: 1e-6}
			s.mu.Lock()
			last := s.last
			s.mu.Unlock()
			q := inOrder(p)
			if last.onto(newModel(q, f, o, nil, map[string]bool{})) != nil {
				warm++
			}
			plan, err := s.Make(t.Context(), p, f, o)
			if err != nil {
				t.Fatal(err)
			}
			for _, x := range Check(p, f, plan, o) {
				t.Error(x)
			}
			wantObjective(t, fmt.Sprintf("seed %d step %d", seed, step), plan, solve(t, p, o).Objective, plan)
		}
		if warm < 9 {
			t.Errorf("only %d of the changes started from the plan before", warm)
		}
	}
}

// Where deliveries move, nothing may arrive any more in months that a row of the last
// search spans; a session takes that row up all the same, and plans as well as afresh.
func TestSessionFollowsDeliveriesThatMove(t *testing.T) {
	bare := 0
	for seed := range uint64(6) {
		p := anyTerms(seed)
		for i := range p.Offers {
			p.Offers[i].TakeOrPayKg, p.Offers[i].TakeOrPayShare = planner.Some(60.0), planner.Some(0.5)
		}
		f, o := dutiable(p.Start+4), Options{Gap: 1e-3}
		s := NewSession(engine)
		for step, weeks := range []float64{0, 9, -9, 14} {
			p = p.Clone()
			for i := range p.Offers {
				p.Offers[i].LeadWeeks.V += weeks
			}
			if step > 0 {
				m := newModel(inOrder(policy.Settle(p, f)), f, o, nil, map[string]bool{})
				if k := s.last.onto(m); k != nil {
					for _, key := range k.added {
						if key.kind == stretchRow && !m.arrives(key) {
							bare++
						}
					}
				}
			}
			plan, err := s.Make(t.Context(), p, f, o)
			if err != nil {
				t.Fatal(err)
			}
			for _, x := range Check(p, f, plan, o) {
				t.Errorf("seed %d step %d: %s", seed, step, x)
			}
			fresh, err := Make(t.Context(), engine, p, f, o)
			if err != nil {
				t.Fatal(err)
			}
			if plan.Objective*(1-1e-3) > fresh.Objective*(1+1e-9) || fresh.Objective*(1-1e-3) > plan.Objective*(1+1e-9) {
				t.Errorf("seed %d step %d: %g after the change, %g afresh", seed, step, plan.Objective, fresh.Objective)
			}
		}
	}
	if bare == 0 {
		t.Error("no row of a search before spans months in which nothing arrives")
	}
}

// arrives reports whether an order of a stretch's link comes within it.
func (m *model) arrives(k rowKey) bool {
	return slices.ContainsFunc(m.links[k.at].orders, func(i int) bool { return m.orders[i].arrive >= k.a && m.orders[i].arrive <= k.b })
}

// A row is not used in part: who orders the little a part needs of it buys its
// lot all the same. The relaxation alone knows that the dearer row without a lot
// is cheaper here: 6 kg at 2 against a lot of 20 kg at 1.
func TestRelaxationBuysWholeLots(t *testing.T) {
	p := plain(3, map[string][]float64{"A": {2, 2, 2}}, "A")
	quote(p, "O1", "S1", "A", "1").OrderMinKg = planner.Some(20.0)
	quote(p, "O2", "S2", "A", "2")
	p = inOrder(p)
	r := &run{ctx: t.Context(), engine: engine, p: p, f: testFacts(), gap: 1e-6}
	m := newModel(p, r.f, Options{}, nil, map[string]bool{})
	s, err := r.newSearch(m)
	if err != nil {
		t.Fatal(err)
	}
	defer s.rel.close()
	root, res, err := s.root(nil)
	if err != nil || root == nil {
		t.Fatal(res.Reason, err)
	}
	if got := root.bound * m.unit; math.Abs(got-12) > 1e-6 {
		t.Errorf("the relaxation costs %g, want 12", got)
	}
}

// The cheapest plan without optional rules costs no more than the plan with
// them, however loosely both are proven: a session looks for it from there.
func TestCheapestIsNoDearerThanThePlan(t *testing.T) {
	for seed := range uint64(3) {
		p, f := random(seed, false), testFacts()
		s := NewSession(engine)
		o := Options{Gap: 0.05}
		plan, err := s.Make(t.Context(), p, f, o)
		if err != nil {
			t.Fatal(err)
		}
		before := s.last
		_, cheapest, err := s.Baselines(t.Context(), p, f, o)
		if err != nil {
			t.Fatal(err)
		}
		if cheapest.Objective > plan.Objective*(1+1e-7) {
			t.Errorf("seed %d: the cheapest plan costs %f, the plan %f", seed, cheapest.Objective, plan.Objective)
		}
		if s.last != before {
			t.Errorf("seed %d: baselines taught the session something", seed)
		}
	}
}

// A plan made elsewhere is taken up: the next plan starts from what was learnt of
// it and is as good as one made from nothing.
func TestAPlanMadeElsewhereIsTakenUp(t *testing.T) {
	known := 0
	for seed := uint64(1); seed <= 12; seed++ {
		p, f := random(seed, false), testFacts()
		o := Options{Gap: 1e-6}
		plan, err := Make(t.Context(), engine, p, f, o)
		if err != nil || !Planned(plan) {
			continue
		}
		s := NewSession(engine)
		if err := s.Resume(t.Context(), p, f, o, plan); err != nil {
			t.Fatal(err)
		}
		if last, _ := s.known(); last != nil {
			known++
		}
		changed := p.Clone()
		for i := range changed.Offers {
			if i%2 == 0 {
				changed.Offers[i].Price.V = changed.Offers[i].Price.V.Mul(money("1.07").V)
			}
		}
		after, err := s.Make(t.Context(), changed, f, o)
		if err != nil {
			t.Fatal(err)
		}
		fresh, err := Make(t.Context(), engine, changed, f, o)
		if err != nil {
			t.Fatal(err)
		}
		if after.Status != fresh.Status || math.Abs(after.Objective-fresh.Objective) > 2e-6*math.Abs(fresh.Objective)+0.01 {
			t.Errorf("seed %d: %s %.2f from the plan taken up, %s %.2f from nothing", seed, after.Status, after.Objective, fresh.Status, fresh.Objective)
		}
	}
	if known < 6 {
		t.Errorf("only %d projects left something to start from", known)
	}
}

// A first plan stands before the root is tightened: on random projects the sketch
// keeps everything a plan must keep, and leaves the search where it stood.
func TestTheSketchIsAPlan(t *testing.T) {
	found := 0
	for seed := range uint64(12) {
		p := inOrder(anyTerms(seed))
		f := dutiable(p.Start + 4)
		r := &run{ctx: t.Context(), engine: engine, p: p, f: f, gap: 1e-4, bound: math.Inf(-1)}
		s, err := r.newSearch(newModel(p, f, Options{}, nil, map[string]bool{}))
		if err != nil {
			t.Fatal(err)
		}
		relaxed, err := s.rel.solve(0, nil, nil, inf)
		if err != nil || relaxed.Status != highs.Optimal {
			t.Fatal(relaxed.Reason, err)
		}
		basis, err := s.rel.sides[0].s.Basis()
		if err != nil {
			t.Fatal(err)
		}
		if err := s.sketchRoot(relaxed.X, basis); err != nil {
			t.Fatal(err)
		}
		if r.best != nil {
			found++
			for _, fault := range Check(p, f, r.best, Options{}) {
				t.Errorf("seed %d: %s", seed, fault)
			}
			if r.best.Objective < relaxed.Objective*s.m.unit*(1-1e-9) {
				t.Errorf("seed %d: the sketch costs %g, the relaxation %g", seed, r.best.Objective, relaxed.Objective*s.m.unit)
			}
		}
		again, err := s.rel.solve(0, nil, nil, inf)
		if err != nil {
			t.Fatal(err)
		}
		if !(math.Abs(again.Objective-relaxed.Objective) <= 1e-9*math.Abs(relaxed.Objective)) || again.SimplexIterations > 0 {
			t.Errorf("seed %d: %d iterations from the root's own basis, to %g instead of %g", seed, again.SimplexIterations, again.Objective, relaxed.Objective)
		}
		s.rel.close()
	}
	if found < 6 {
		t.Errorf("the sketch found a plan of %d projects in 12", found)
	}
}
