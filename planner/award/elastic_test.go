package award

import (
	"math"
	"testing"

	"remanence/planner"
	"remanence/planner/highs"
)

// The search breaks rules as little as the optimiser's own search does.
func TestElasticPlanBreaksLeast(t *testing.T) {
	broken := 0
	for seed := range uint64(30) {
		p, f := random(seed, true), testFacts()
		p.Rules[0].Hard = true
		p.Rules[0].ValueFrom, p.Rules[0].ValueTo = planner.Some(float64(seed%20)), planner.Some(float64(seed%10))
		p = inOrder(p)
		o := Options{Gap: 1e-5}
		r := &run{ctx: t.Context(), engine: engine, p: p, f: f, o: o, gap: 1e-5, fine: 1e-5}
		m := r.elasticModel(r.hardRules(), map[string]bool{})
		var told []float64
		x, res, err := r.weighed(m, func(x []float64) { told = append(told, m.objective(x)) })
		if err != nil || x == nil {
			t.Fatalf("seed %d: %v %v", seed, err, res.Reason)
		}
		other, err := solveOnce(t.Context(), engine, m.b.model(), highs.Options{Gap: 1e-6})
		if err != nil || other.Status != highs.Optimal {
			t.Fatalf("seed %d: %v %v", seed, err, other.Reason)
		}
		if got := m.objective(x); math.Abs(got-other.Objective) > 2e-5*other.Objective {
			t.Errorf("seed %d: %f, the optimiser's own search %f", seed, got, other.Objective)
		}
		for i, v := range told {
			if i > 0 && v >= told[i-1] {
				t.Errorf("seed %d: told %v, each was to be better than the one before", seed, told)
			}
		}
		if len(told) == 0 || told[len(told)-1] != m.objective(x) {
			t.Errorf("seed %d: told %v, the answer is %f", seed, told, m.objective(x))
		}
		for _, rr := range m.rules {
			if rr.rule.Hard && rr.slack >= 0 && x[rr.slack] > 1e-6 {
				broken++
			}
		}
	}
	if broken < 5 {
		t.Errorf("only %d windows had to be broken: too few to tell", broken)
	}
}

// A clash is told piece by piece: plans that break the rules, and each conflict with
// them; what is told last is the answer.
func TestClashIsToldAsItIsFound(t *testing.T) {
	for seed := range uint64(6) {
		p := random(seed, false)
		p.Rules[0].Hard = true
		p.Rules[0].ValueFrom, p.Rules[0].ValueTo = planner.Some(0.0), planner.Some(0.0)
		p.Shortage = planner.Forbidden
		var told []*planner.Plan
		o := Options{Gap: 1e-4, Found: func(p *planner.Plan) { told = append(told, p) }}
		plan, err := Make(t.Context(), engine, p, testFacts(), o)
		if err != nil {
			t.Fatal(err)
		}
		if plan.Status != planner.StatusInfeasible || len(plan.Conflicts) == 0 {
			continue
		}
		last := told[len(told)-1]
		if last.Objective != plan.Objective || len(last.Conflicts) != len(plan.Conflicts) {
			t.Errorf("seed %d: told %f with %d conflicts last, the answer is %f with %d", seed, last.Objective, len(last.Conflicts), plan.Objective, len(plan.Conflicts))
		}
		for i, k := range told {
			if k.Status != planner.StatusInfeasible {
				t.Errorf("seed %d: told a plan that is %s", seed, k.Status)
			}
			if i > 0 && len(k.Conflicts) < len(told[i-1].Conflicts) {
				t.Errorf("seed %d: a conflict told was taken back", seed)
			}
		}
		again, err := Make(t.Context(), engine, p, testFacts(), Options{Gap: 1e-4})
		if err != nil || again.Objective != plan.Objective || len(again.Conflicts) != len(plan.Conflicts) {
			t.Errorf("seed %d: the same clash has another answer the second time", seed)
		}
		return
	}
	t.Error("no project clashed")
}
