package samples

import (
	"context"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"remanence/assets"
	"remanence/data/interchange"
	"remanence/data/reference"
	"remanence/data/shipped"
	"remanence/planner"
	"remanence/planner/highs"
	"remanence/planner/risk"
)

// Every node of a sample's shipped plan is removed: the country that makes the
// heavy rare earths is the worst, and acting never stops a line sooner than
// waiting.
func TestKnockOutOfASample(t *testing.T) {
	dir, err := os.UserCacheDir()
	if err != nil {
		dir = os.TempDir()
	}
	e, err := highs.Load(context.Background(), filepath.Join(dir, "remanence"))
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	const id = "wind-generator-dk"
	for _, x := range assets.Samples() {
		if x.ID != id {
			continue
		}
		p, ps := interchange.ReadFolder(x.FS, x.ID)
		if ps.Refused() {
			t.Fatal(ps)
		}
		made, ok := shipped.Read(id)
		if !ok {
			t.Fatal("no shipped plan")
		}
		k, err := risk.RunKnockOut(context.Background(), e, p, reference.Shipped().Facts(), made.Plan, risk.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if worst := k.Nodes[0]; worst.Country != "CN" || worst.Stopped <= 0 || !worst.Short || !worst.Hidden || len(worst.Parts) == 0 {
			t.Errorf("the worst node is %+v", worst)
		}
		for i, l := range k.Nodes {
			if l.IdleWeeks.OK && l.SurviveWeeks.OK && l.SurviveWeeks.V < l.IdleWeeks.V-0.01 {
				t.Errorf("%s: %g weeks with action, %g without", l.ID, l.SurviveWeeks.V, l.IdleWeeks.V)
			}
			if l.Stopped < -1 || l.Rank != i+1 || l.Recovery.Months <= 0 || l.Recovery.Why == "" {
				t.Errorf("%+v", l)
			}
			if k.First.OK && l.SurviveWeeks.OK && 7*l.SurviveWeeks.V < k.First.V.Days-1e-6 {
				t.Errorf("%s stops a line before %s", l.ID, k.First.V.Node)
			}
		}
		least, ok := risk.AtLeast(p, reference.Shipped().Facts(), made.Plan, planner.Opt[planner.Month]{})
		idle := math.Inf(1)
		for _, l := range k.Nodes {
			idle = math.Min(idle, 7*l.IdleWeeks.Or(math.Inf(1)))
		}
		if !ok || math.Abs(least.Days-idle) > 1e-9 || least.Days > k.First.V.Days+1e-9 {
			t.Errorf("at least %g days, %g when nobody acts, %g at best", least.Days, idle, k.First.V.Days)
		}
		return
	}
	t.Fatal("no such sample")
}

// Without chance the one path of every shipped plan is that plan: the simulation
// orders, receives, stores and pays as the plan's own book does.
func TestStillSimulationIsThePlan(t *testing.T) {
	f := reference.Shipped().Facts()
	for _, x := range assets.Samples() {
		p, _ := interchange.ReadFolder(x.FS, x.ID)
		made, _ := shipped.Read(x.ID)
		var policies []risk.Policy
		for _, plan := range []*planner.Plan{made.Plan, made.AsToday, made.Cheapest} {
			policies = append(policies, risk.Policy{Name: plan.Name, Plan: plan})
		}
		s, err := risk.Simulate(context.Background(), p, f, policies, risk.SimOptions{Still: true})
		if err != nil {
			t.Fatal(err)
		}
		for i, r := range s.Policies {
			if want := policies[i].Plan.TotalCost; math.Abs(r.Cost.Mean.Value-want) > 1e-6*want {
				t.Errorf("%s, %s: the path costs %.2f, the plan %.2f", x.ID, r.Name, r.Cost.Mean.Value, want)
			}
		}
	}
}

// How prices move comes from the shipped record, with its source and date; what
// no record tells says that it is assumed.
func TestParametersComeFromTheRecord(t *testing.T) {
	f := reference.Shipped().Facts()
	p, _ := interchange.ReadFolder(assets.Samples()[0].FS, "x")
	p.Offers[0].Formula = planner.Some(planner.PriceFormula{Terms: []planner.FormulaTerm{
		{Element: "Dy", Index: "china_domestic", KgPerKg: planner.Some(0.02)}, {Element: "Nd", Index: "ex_china", KgPerKg: planner.Some(0.2)}}})
	seen := map[string]risk.Parameter{}
	for _, x := range risk.DefaultParameters(p, f) {
		seen[x.Name] = x
		if assumed := x.Source.Name == "assumed"; assumed != strings.HasPrefix(x.Why, "assumed") {
			t.Errorf("%s: %s, source %s", x.Name, x.Why, x.Source.Name)
		}
	}
	for name, within := range map[string][2]float64{
		"desk_stop": {0.02, 0.1}, "price_spread": {0.06, 0.12}, "price_return": {0.01, 0.1}, "price_together": {0.2, 1},
		"price_spread:Dy:china_domestic": {0.05, 0.1}, "price_spread:Nd:ex_china": {0.07, 0.13}} {
		x, ok := seen[name]
		if !ok || x.Value < within[0] || x.Value > within[1] || !x.Source.Default || x.Source.Date == "" {
			t.Errorf("%s: %+v", name, x)
		}
	}
}
