package risk

import (
	"bytes"
	"context"
	"encoding/json"
	"math"
	"testing"

	"remanence/planner"
	"remanence/planner/award"
)

// quiet are parameters without any chance.
func quiet(p *planner.Project, set ...planner.NamedValue) Parameters {
	ps := DefaultParameters(p, facts())
	for i := range ps {
		ps[i].Value = 0
	}
	for _, v := range append(set, planner.NamedValue{Name: Approval, Value: 1}) {
		ps.set(v.Name, v.Value, "test", planner.Source{})
	}
	return ps
}

func simulate(t *testing.T, p *planner.Project, plan *planner.Plan, o SimOptions) *Simulation {
	t.Helper()
	s, err := Simulate(context.Background(), p, facts(), []Policy{{Name: "plan", Plan: plan}}, o)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// level is a plan of a part that needs 100 a month, ordered and delivered in the
// month, with so much left at the end of each.
func level(months int, left float64) (*planner.Project, *planner.Plan) {
	p := shop(months, 100, "M")
	stock(p, "M", left)
	sell(p, "A", "Alpha", "M", "CN", "5", 0, 0)
	var awards []planner.Award
	for t := range months {
		awards = append(awards, order(p, "M", "A", t, t, 100))
	}
	return p, book(p, awards...)
}

// Ordered up to 120 each month, a lognormal need D of mean 100 is late by
// E(D − 120)⁺ = 100 Φ(d1) − 120 Φ(d2), d1 = (ln(100/120) + σ²/2)/σ, d2 = d1 − σ.
func TestBaseStockAgainstTheClosedForm(t *testing.T) {
	const sigma, months = 0.3, 12
	p, plan := level(months, 20)
	s := simulate(t, p, plan, SimOptions{Paths: 20000, Precision: -1, Parameters: quiet(p, planner.NamedValue{Name: DemandOwn, Value: sigma})})
	phi := func(x float64) float64 { return 0.5 * math.Erfc(-x/math.Sqrt2) }
	d1 := (math.Log(100.0/120) + sigma*sigma/2) / sigma
	want := months * 10 * (100*phi(d1) - 120*phi(d1-sigma))
	got := s.Policies[0].Stopped.Mean
	if !(math.Abs(got.Value-want) <= 2*(got.High-got.Value)) || got.High-got.Value > 0.02*want {
		t.Errorf("line-stop cost %g (%g to %g), the closed form says %g", got.Value, got.Low, got.High, want)
	}
}

// A desk that stops with chance s and decides again with chance r stands still
// for a geometric time. Two months of stock outlast stops of two months: the
// chance that some stop lasts three is counted by hand, month by month.
func TestOutageAgainstTheMarkovChain(t *testing.T) {
	const stop, resume, months = 0.1, 0.4, 18
	p, plan := level(months, 200)
	p.Offers[0].Licence = planner.ParseLicence("CN-2025-18")
	p.Offers[0].Licence.Approval, p.Offers[0].Licence.WaitP50 = planner.Some(1.0), planner.Some(0.0)
	s := simulate(t, p, plan, SimOptions{Paths: 20000, Precision: -1, Parameters: quiet(p,
		planner.NamedValue{Name: DeskStop, Value: stop}, planner.NamedValue{Name: DeskResume, Value: resume}, planner.NamedValue{Name: DeskNormal, Value: 1})})
	// at[0] working, [1] slow, [2] and [3] stopped for one and two months; what
	// reaches three never comes back.
	at, failed := [4]float64{1, 0, 0, 0}, 0.0
	for range months {
		failed += at[3] * (1 - resume)
		at = [4]float64{at[0]*(1-stop) + at[1], (at[2] + at[3]) * resume, at[0] * stop, at[2] * (1 - resume)}
	}
	got := s.Policies[0].StopRisk
	if !(math.Abs(got.Value-failed) <= 2*(got.High-got.Low)) {
		t.Errorf("chance of a stop %g (%g to %g), the chain says %g", got.Value, got.Low, got.High, failed)
	}
}

// noisy is a plan the optimiser made, with licences, two sources and a new one.
func noisy(t *testing.T) (*planner.Project, *planner.Plan) {
	p := shop(18, 100, "M", "N")
	p.DiscountRate, p.CarryingRate, p.Seed = 0.08, 0.12, 7
	for _, part := range []string{"M", "N"} {
		stock(p, part, 420)
		a := sell(p, "A"+part, "Alpha", part, "CN", "5", 2, 160)
		a.Licence = planner.ParseLicence("CN-2025-18")
		a.Licence.WaitP50, a.Licence.WaitP90, a.Licence.Approval = planner.Some(20.0), planner.Some(60.0), planner.Some(0.8)
		a.ExpeditePerKg, a.ExpediteWeeks = money("1"), planner.Some(5.0)
		b := sell(p, "B"+part, "Beta", part, "JP", "6", 1, 120)
		b.Status, b.QualificationMonths, b.QualificationCost = planner.NotStarted, planner.Some(4), money("100")
		b.Currency = "JPY"
		b.Price = money("900")
	}
	p.FX = []planner.Rate{{Currency: "JPY", PerUnit: money("160").V}}
	plan, err := award.Make(context.Background(), engine, p, facts(), award.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return p, plan
}

// Without chance the one path is the plan, to the cent.
func TestStillPathIsThePlan(t *testing.T) {
	p, plan := noisy(t)
	s := simulate(t, p, plan, SimOptions{Still: true})
	if got := s.Policies[0].Cost.Mean.Value; !(math.Abs(got-plan.TotalCost) <= 0.005) || s.Paths != 1 {
		t.Errorf("the path costs %f, the plan %f", got, plan.TotalCost)
	}
}

// On every path what was there, came and was used up is what is left, and what
// was ordered has come or is on its way.
func TestEveryPathBalances(t *testing.T) {
	p, plan := noisy(t)
	p.Parts[1].Application = "aftermarket" // late demand of one part is lost at once
	ps := DefaultParameters(p, facts())
	c := newCompiler(p, facts(), ps)
	w := c.compile(plan, true)
	x, b := newWeather(c.finish([]*world{w}, false)), w.buffers()
	for path := range 2000 {
		x.turn(p.Seed, path/2)
		w.path(x, path%2, b)
		left, had, way := 0.0, 0.0, 0.0
		for i := range w.parts {
			left += b.net[i]
			had += w.parts[i].opening + total(w.parts[i].fixed)
			way += b.arrive[i*(w.months+1)+w.months]
		}
		if d := had + b.arrived - b.served - left; !(math.Abs(d) <= 1e-6) {
			t.Fatalf("path %d: %g units have vanished", path, d)
		}
		if d := b.ordered - b.arrived - way; !(math.Abs(d) <= 1e-6) {
			t.Fatalf("path %d: %g units ordered are nowhere", path, d)
		}
	}
}

func TestSameSeedSameBytes(t *testing.T) {
	p, plan := noisy(t)
	run := func(workers int) []byte {
		s, err := Simulate(context.Background(), p, facts(), []Policy{{"plan", plan, false}, {"with expedite", plan, true}}, SimOptions{Paths: 3000, Workers: workers})
		if err != nil {
			t.Fatal(err)
		}
		text, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		return text
	}
	one := run(1)
	if !bytes.Equal(one, run(2)) || !bytes.Equal(one, run(3)) {
		t.Error("the number of workers changes the answer")
	}
	p.Seed++
	if bytes.Equal(one, run(1)) {
		t.Error("another seed gives the same answer")
	}
}

// More haste costs money and leaves fewer lines standing, on the same worlds.
func TestPoliciesMeetTheSameWorlds(t *testing.T) {
	p, plan := noisy(t)
	again := *plan // a plan of its own, so that its paths are lived through again
	s, err := Simulate(context.Background(), p, facts(), []Policy{{"plan", plan, false}, {"again", &again, false}, {"with expedite", plan, true}}, SimOptions{Paths: 4000, Precision: -1})
	if err != nil {
		t.Fatal(err)
	}
	a, b, c := s.Policies[0], s.Policies[1], s.Policies[2]
	if a.Cost.P95 != b.Cost.P95 || a.StopRisk != b.StopRisk {
		t.Error("the same plan meets another world")
	}
	if !(a.StopRisk.Value > 0 && a.StopRisk.Value < 1) || !(c.Stopped.Mean.Value <= a.Stopped.Mean.Value) {
		t.Errorf("stops %v, with haste %v; line-stop cost %v, with haste %v", a.StopRisk, c.StopRisk, a.Stopped.Mean, c.Stopped.Mean)
	}
	if x := a.Cost; !(x.P50.Value <= x.P95.Value && x.P95.Value <= x.CVaR95.Value && x.P95.Low <= x.P95.Value && x.P95.Value <= x.P95.High) {
		t.Errorf("%+v", x)
	}
	count := 0
	for _, n := range a.Cost.Counts {
		count += n
	}
	if count != 4000 {
		t.Errorf("the histogram holds %d paths", count)
	}
}

func TestSimulationCanBeCancelledAndRefuses(t *testing.T) {
	p, plan := level(6, 50)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Simulate(ctx, p, facts(), []Policy{{"plan", plan, false}}, SimOptions{}); err == nil {
		t.Error("a cancelled simulation has no answer")
	}
	if _, err := Simulate(context.Background(), p, facts(), nil, SimOptions{}); err == nil {
		t.Error("nothing to simulate")
	}
	p.Simulation = planner.NamedValues{{Name: DemandOwn, Value: 0.33}}
	if ps := DefaultParameters(p, facts()); ps.Get(DemandOwn) != 0.33 {
		t.Error("the setting of the project is not heard")
	}
	for _, x := range DefaultParameters(p, facts()) {
		if x.Why == "" || x.Source.Name == "" || x.Title == "" || x.Unit == "" {
			t.Errorf("%s has no source", x.Name)
		}
	}
}

// The normal quantile against values printed in tables.
func TestQuantile(t *testing.T) {
	for p, want := range map[float64]float64{0.5: 0, 0.975: 1.959964, 0.01: -2.326348, 0.9: 1.281552} {
		if got := quantile(p); !(math.Abs(got-want) <= 1e-6) {
			t.Errorf("quantile of %g is %g, expected %g", p, got, want)
		}
	}
}

// Insurance: the plan costs 1,200 more over two years and saves 2,400 when the
// supplier fails: it pays from one outage in four years.
func TestInsurance(t *testing.T) {
	plan, ref := &planner.Plan{Name: "plan", TotalCost: 11200, Months: 24}, &planner.Plan{Name: "as today", TotalCost: 10000, Months: 24}
	with := &KnockOut{Nodes: []Loss{{Node: Node{ID: "supplier:A"}, Stopped: 600}, {Node: Node{ID: "supplier:B"}, Stopped: 100, Extra: 50}}}
	without := &KnockOut{Nodes: []Loss{{Node: Node{ID: "supplier:A"}, Stopped: 3000}, {Node: Node{ID: "supplier:B"}, Stopped: 100, Extra: -20}, {Node: Node{ID: "supplier:C"}, Stopped: 300}}}
	x, err := Insure(plan, ref, with, without)
	if err != nil {
		t.Fatal(err)
	}
	if a := x.Covers[0]; x.Premium != 600 || a.Node != "supplier:A" || a.Reduction != 2400 || a.BreakEven.V != 0.25 {
		t.Errorf("%+v", x)
	}
	if c := x.Covers[1]; c.Node != "supplier:C" || c.Reduction != 300 || c.BreakEven.OK {
		t.Errorf("not even an outage every year pays 600: %+v", c)
	}
	if b := x.Covers[2]; b.Reduction != -50 || b.BreakEven.OK {
		t.Errorf("%+v", b)
	}
	if x.TailAvoided != 2400 {
		t.Errorf("tail avoided %g", x.TailAvoided)
	}
	plan.TotalCost = 9000
	if x, _ = Insure(plan, ref, with, without); !x.Covers[0].BreakEven.OK || x.Covers[0].BreakEven.V != 0 {
		t.Error("a plan that costs less pays at any chance")
	}
	with.At++
	if _, err := Insure(plan, ref, with, without); err == nil {
		t.Error("outages of other months are compared")
	}
}
