package workbook

import (
	"math"
	"strings"
	"testing"

	"remanence/planner"
	study "remanence/planner/compare"
	"remanence/planner/risk"
	"remanence/planner/stochastic"
)

// handFindings stand in for what the app finds out with its optimiser: outages
// of every supplier by what it delivers, one country that nobody misses, a source
// that stops no line, missing ends of a driver and a case without a plan.
func handFindings(p *planner.Project, plan *planner.Plan, o Options) Findings {
	x := Findings{On: "2026-11-24", Outages: handOutages(p, plan, 0.35)}
	if o.AsToday != nil {
		x.OutagesAsToday = handOutages(p, o.AsToday, 1)
	}
	if o.Cheapest != nil {
		x.OutagesCheapest = handOutages(p, o.Cheapest, 1.3)
	}
	x.Simulation = &risk.Simulation{Currency: p.Currency, Start: plan.Start, Months: plan.Months, Seed: 7, Paths: 4000, Reached: true, Notes: []string{"Prices are not moved."},
		Parameters: risk.Parameters{{Name: "desk_stop", Title: "A working desk stops", Unit: "chance a month", Value: 0.0123, Why: "one stop in the years looked at", Source: planner.Source{Name: "Evidence", Date: "2026-01-05"}}}}
	for i, name := range []string{"plan", "as today"} {
		r := risk.PolicyResult{Name: name, Planned: plan.TotalCost, StopRisk: risk.Figure{Value: 0.1 + 0.3*float64(i)}, OnTime: 0.97}
		r.Cost.CVaR95 = risk.Figure{Value: plan.TotalCost * (1.1 + 0.07*float64(i)), Low: plan.TotalCost, High: plan.TotalCost * 1.3}
		for t := range plan.Months {
			r.StopByMonth = append(r.StopByMonth, float64(i+1)*float64(t)/1000)
		}
		x.Simulation.Policies = append(x.Simulation.Policies, r)
	}
	some := planner.Some[float64]
	x.Tornado = []study.Bar{
		{ID: "dy", Name: "Dysprosium outside China", Unit: "× price", Low: 0.7, High: 2, Why: "half a year of quotations", FixedLow: some(-31234.567), FixedHigh: some(104115.22),
			ReplannedLow: some(-40000.001), ReplannedHigh: some(88000), BreakEven: some(1.37), Rival: "cheapest"},
		{ID: "wait", Name: "Licence wait", Unit: "days", Low: 20, High: 120, FixedLow: some(0), FixedHigh: some(250000), ReplannedLow: some(-1), Caveat: "At the high value no plan keeps the rules."},
		{ID: "fx", Name: "US dollar", Unit: "%", Low: -10, High: 10, FixedLow: some(5000), FixedHigh: some(-5000), ReplannedLow: some(4900), ReplannedHigh: some(-5100)},
		{ID: "duty", Name: "Duty", Unit: "points", Low: 0, High: 25, FixedLow: some(0), FixedHigh: some(10000), ReplannedLow: some(0), ReplannedHigh: some(10000)}}
	f := study.Frontier{Rule: planner.Rule{Type: planner.CountryShareMax, Elements: []string{"Dy"}, Stages: []planner.Stage{planner.Separation}, Countries: []string{"CN"}}}
	for i, e := range []float64{91.5, 70.25, 52, 30.1} {
		f.Points = append(f.Points, study.Point{Exposure: e, Cost: plan.TotalCost*0.9 + 1234.56*float64(i*i), Gap: 0.002, Text: "A gets 12 kg more."})
	}
	x.Frontiers = []study.Frontier{f, {Rule: planner.Rule{Type: planner.CO2IntensityMax}}} // the second has no points and is left out
	r := &study.Regret{Plans: []string{"as today", "plan"}, Cases: []string{"base", "no licence"}, Least: 1,
		Best: []planner.Opt[float64]{some(1000000), some(1500000)}, Most: []planner.Opt[float64]{{}, some(20000)},
		Cells: [][]study.Cell{{{Replanned: some(1000000)}, {}}, {{Replanned: some(1020000)}, {Replanned: some(1510000), RulesGiven: true}}}}
	x.Regret = r
	x.Crossing = &study.Grid{X: "demand", Y: "duty CN", Xs: []float64{0.9, 1, 1.1}, Ys: []float64{-25, 25},
		Above: [][]planner.Opt[float64]{{some(-30000), some(-1234.5), some(25000)}, {some(-1000), some(0), {}}}}
	x.Robust = &study.Robust{Aim: study.Aim{Kind: stochastic.CVaR, Tail: 0.5, Level: 0.8}, React: 6, Known: plan.Start + 6, Chosen: 0, Gap: 0.021, KnowingWorth: some(12345.6), Different: []string{"Orders 120 kg more from " + p.Suppliers[0].Name + " before " + (plan.Start + 6).Label() + "."},
		Cases: []study.RobustCase{{Name: "base", Weight: 0.6, Known: plan.Start + 6, Best: some(1000000)}, {Name: "no licence", Weight: 0.3, Known: plan.Start + 6, Best: some(1500000)}, {Name: "dearer", Weight: 0.1, Known: plan.Start + 9}},
		Judged: []study.Judged{{Name: "robust plan", Costs: []planner.Opt[float64]{some(1010000), some(1520000), some(1900000)}, Value: some(0.5*1252000 + 0.5*1710000)},
			{Name: "plan of the base", Costs: []planner.Opt[float64]{some(1000000), {}, some(1700000)}}}}
	for i := range p.Scenarios {
		if i < 2 && o.Cheapest != nil {
			x.Scenarios = append(x.Scenarios, ScenarioPlan{p.Scenarios[i].ID, p.Scenarios[i].Name, o.Cheapest})
		}
	}
	return x
}

func handOutages(p *planner.Project, plan *planner.Plan, scale float64) *risk.KnockOut {
	k := &risk.KnockOut{Plan: plan.Name, Digest: plan.Digest, Currency: plan.Currency, At: risk.DefaultAt(plan), Months: 20,
		Unpriced: []string{"P-without"}, Sources: []risk.Default{{Kind: risk.Supplier, Recovery: risk.Recovery{Months: 9, Why: "median", Source: planner.Source{Default: true}}}}}
	kg := map[string]float64{}
	for _, a := range plan.Awards {
		kg[a.Supplier] += a.Kg
	}
	for i, s := range p.Suppliers {
		l := risk.Loss{Node: risk.Node{ID: "supplier:" + s.Name, Kind: risk.Supplier, Name: s.Name, Hidden: i == 0}, Recovery: risk.Recovery{Months: 9},
			Stopped: kg[s.Name] * 333.7 * scale, Extra: kg[s.Name]*0.01 - 5, SurviveWeeks: planner.Some(10 * float64(i+1))}
		if kg[s.Name] > 0 {
			l.Parts = []risk.PartStop{{Part: p.Parts[0].ID, From: k.At + 3}}
		}
		l.Short = l.SurviveWeeks.V < 9*planner.WeeksPerMonth-1e-9
		k.Nodes = append(k.Nodes, l)
	}
	k.Nodes = append(k.Nodes, risk.Loss{Node: risk.Node{ID: "country:XX", Kind: risk.Country, Name: "Nowhere"}, Recovery: risk.Recovery{Months: 4}})
	return k
}

// The sheets of findings are there when something was found, show it and no
// empty block, and their premium and break-even chances are those of the
// insurance the app prices.
func TestFindingsAreShown(t *testing.T) {
	p, f := sample(t, "ev-traction-de")
	plan, o := planOf(t, "ev-traction-de", p, f)
	if o.AsToday == nil || o.Cheapest == nil || o.Findings.Outages == nil {
		t.Fatal("no finished plan ships with the sample, so that nothing could be compared")
	}
	cells := readCells(t, save(t, p, f, plan, o))
	cover, err := risk.Insure(plan, o.AsToday, o.Findings.Outages, o.Findings.OutagesAsToday)
	if err != nil {
		t.Fatal(err)
	}
	chances := map[string]float64{}
	for _, e := range cover.Covers {
		if e.BreakEven.OK {
			chances[e.Name] = e.BreakEven.V
		}
	}
	sheet, seen, next := cells[resilienceName], 0, false
	for r := 1; r < 200; r++ {
		if strings.HasPrefix(sheet[at(r, 1)].value, "Against ") {
			if next {
				break
			}
			next = true
		}
		want, ok := chances[sheet[at(r, icNode)].value]
		if c := sheet[at(r, icChance)]; ok && strings.HasPrefix(c.formula, "IF(") {
			seen++
			if got := number64(t, c.value); math.Abs(got-want) > 1e-9 {
				t.Errorf("row %d: chance %g, the app %g", r, got, want)
			}
		}
	}
	if seen == 0 || seen != len(chances) {
		t.Errorf("%d chances of %d are shown", seen, len(chances))
	}
	for _, name := range []string{resilienceName, sensitivityName, scenarioName, robustName} {
		for _, words := range []string{"2026-11-24", plan.Digest[:shortDigest]} {
			if !shows(cells[name], words) {
				t.Errorf("%s does not say %s", name, words)
			}
		}
	}
	if shows(cells[resilienceName], "Nowhere") || shows(cells[sensitivityName], "CO2") {
		t.Error("what nobody misses, or was not found, has rows")
	}
	bare := o
	bare.Findings = Findings{}
	plain := readCells(t, save(t, p, f, plan, bare))
	if plain[resilienceName] != nil || plain[sensitivityName] != nil || plain[robustName] != nil {
		t.Error("nothing was asked, and there are sheets of it")
	}
	o.Redact.Names = true
	for sheet, cells := range readCells(t, save(t, p, f, plan, o)) {
		for _, s := range p.Suppliers {
			if len(s.Name) > 4 && shows(cells, s.Name) {
				t.Errorf("%s of a copy without names says %s", sheet, s.Name)
			}
		}
	}
}

// What was found about another plan turns its check FALSE, and so does a figure
// that was changed.
func TestFindingsOfAnotherPlan(t *testing.T) {
	p, f := sample(t, "ev-traction-de")
	plan, o := planOf(t, "ev-traction-de", p, f)
	stale := *o.Findings.Outages
	stale.Digest = "0000"
	o.Findings.Outages = &stale
	b, err := build(p, f, plan, o)
	if err != nil {
		t.Fatal(err)
	}
	if b.checks.allTrue {
		t.Error("outages of another plan pass the checks")
	}
}

func number64(t *testing.T, s string) float64 {
	t.Helper()
	v, err := planner.ParseNumber(s)
	if err != nil {
		t.Fatal(err)
	}
	return v
}
