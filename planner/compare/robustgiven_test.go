package compare

import (
	"context"
	"math/rand"
	"strings"
	"testing"

	"remanence/planner"
	"remanence/planner/stochastic"
)

// over is a hard rule over the whole plan.
func over(id string, kind planner.RuleType, value float64) planner.Rule {
	return planner.Rule{ID: id, Type: kind, Scope: "all", Window: planner.WholePlan, Hard: true, ValueFrom: some(value), ValueTo: some(value)}
}

// givenWay: as twoMonths, and in "stop" DE must get 50 kg. Followed from the
// cheapest plan, which begins no test, it can get none.
func givenWay() (*planner.Project, Case) {
	p, stop := twoMonths()
	least := over("R1", planner.VolumeMin, 50)
	least.Supplier, least.Off = "DE", true
	p.Rules = []planner.Rule{least}
	stop.Scenarios[0].RulesOn = []string{"R1"}
	return p, stop
}

// At even chances the first answer is the cheapest plan with the rule given way in
// stop: (2,000 + 2,500) ÷ 2. The test keeps the rule: (2,050 + 2,250) ÷ 2.
func TestRobustSaysWhereRulesGiveWayUntilTheyAreKept(t *testing.T) {
	p, stop := givenWay()
	ask := RobustAsk{Cases: []Case{{Name: "base"}, stop}, Weights: []float64{1, 1}, React: 1}
	var told []Robust
	ask.Found = func(r Robust) { told = append(told, r) }
	r := robustOf(t, work(p), ask)
	if len(told) < 2 || !told[0].RulesGiven || !told[0].RulesOpen || !told[0].Cases[1].RulesGiven || told[0].Cases[0].RulesGiven || !near(told[0].Value, 2250) {
		t.Fatalf("first told: %+v", told)
	}
	if text := told[0].GivenText(); !strings.Contains(text, "stop") || !strings.Contains(text, "may exist") {
		t.Errorf("said of the first: %q", text)
	}
	if r.RulesGiven || r.RulesOpen || r.GivenText() != "" || !near(r.Value, 2150) || !r.Proven {
		t.Errorf("in the end: %+v", r)
	}

	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	ask.Found = func(Robust) { cancel() }
	r, err := work(p).Robust(ctx, ask)
	if err != nil || !r.RulesOpen || !near(r.Value, 2250) || !strings.HasPrefix(r.Note, "Stopped before the end") {
		t.Errorf("stopped at the first: %v %+v", err, r)
	}
}

// No test may be paid for outside stop: what is begun before stop is known is
// begun in the base too, so that the rule cannot be kept.
func TestRobustProvesThatRulesMustGiveWay(t *testing.T) {
	p, stop := givenWay()
	p.Rules = append(p.Rules, over("R2", planner.QualificationBudgetMax, 0))
	stop.Scenarios[0].RulesOff = []string{"R2"}
	r := robustOf(t, work(p), RobustAsk{Cases: []Case{{Name: "base"}, stop}, Weights: []float64{1, 1}, React: 1})
	if !r.RulesGiven || r.RulesOpen || !r.Cases[1].RulesGiven || r.Cases[0].RulesGiven || !near(r.Value, 2250) {
		t.Errorf("%+v", r)
	}
	if text := r.GivenText(); !strings.Contains(text, "no decision keeps them") {
		t.Errorf("said: %q", text)
	}
}

// Cases that join one by one come to what all cases at once come to, and their
// bounds hold.
func TestRobustGrownCaseByCase(t *testing.T) {
	r := rand.New(rand.NewSource(5))
	grown := 0
	for n := range 4 {
		p := project(3, map[string][]float64{"A": {float64(20 + r.Intn(60)), float64(20 + r.Intn(60)), float64(20 + r.Intn(60))}}, "A")
		offer(p, "CN", "CN", "A", "10").Pool = "P"
		p.Pools = []planner.Pool{{ID: "P", Steps: []planner.CapacityStep{{From: p.Start, KgPerMonth: 150}}}}
		de := offer(p, "DE", "DE", "A", "13")
		de.Status, de.QualificationMonths, de.QualificationCost = planner.NotStarted, some(1), some(dec("60"))
		cases := []Case{{Name: "base"}}
		weights := []float64{1}
		for i, name := range []string{"late", "dear", "less", "gone"} {
			k := planner.Shock{Hits: "supplier:CN", Start: some(p.Start + planner.Month(1+i%2)), CapacityLeft: some(0.3 * float64(r.Intn(3)))}
			if i == 1 {
				k.Hits, k.CapacityLeft, k.PriceFactor = "price:CN", planner.Opt[float64]{}, some(1.2+r.Float64())
			}
			cases, weights = append(cases, Case{name, []planner.Scenario{{Name: name, Shock: k}}}), append(weights, r.Float64())
		}
		for _, aim := range []stochastic.Aim{{}, {Kind: stochastic.CVaR, Tail: 0.5, Level: 0.8}, {Kind: stochastic.Regret}} {
			ask := RobustAsk{Cases: cases, Weights: weights, Aim: aim, React: 1}
			once := robustOf(t, work(p), ask)
			ask.atOnce = 1
			w := work(p)
			w.Done = func(_, _ int, what string) {
				if strings.HasSuffix(what, "of the cases together") {
					grown++
				}
			}
			few := robustOf(t, w, ask)
			if !(few.Bound <= once.Value+1e-6*once.Value) || !(once.Bound <= few.Value+1e-6*few.Value) {
				t.Errorf("%d %+v: bounds %g and %g of values %g and %g", n, aim, few.Bound, once.Bound, few.Value, once.Value)
			}
			if !(few.Value <= once.Value*1.01) && aim.Kind != stochastic.Regret {
				t.Errorf("%d %+v: %g case by case, %g at once", n, aim, few.Value, once.Value)
			}
		}
	}
	if grown == 0 {
		t.Error("no program of some of the cases was planned")
	}
}
