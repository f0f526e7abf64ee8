package shell

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"remanence/app/chart"
	"remanence/app/chartview"
	"remanence/app/grid"
	"remanence/app/why"
	"remanence/planner"
	"remanence/planner/award"
	"remanence/planner/compare"
	"remanence/planner/risk"
	"remanence/planner/stochastic"
)

// Every mark of every picture of every page has a tip, says where its figure comes
// from with a formula and inputs, and a click on it does something. No picture is
// empty here, so that none escapes.
func TestEveryMarkOfEveryPictureIsExplained(t *testing.T) {
	r := newRig(t)
	r.openFinished(example)
	r.answerAll()
	heard := r.listen()
	pictures, asked, old := 0, 0, map[string]int{}
	for _, page := range Pages() {
		r.run("page-" + page.ID)
		if page.ID == "demand" {
			r.s.Show("demand", "EA110-RO")
		}
		for n, o := range everything(r.s.body) {
			v, ok := o.(*chartview.View)
			if !ok {
				continue
			}
			pictures++
			where := fmt.Sprintf("%s, object %d, %T", page.ID, n, v.Picture())
			marks := figuresOf(v.Picture().Scene(900, 500, false))
			if len(marks) == 0 {
				t.Errorf("%s: nothing is shown", where)
			}
			for _, m := range sample(marks, 24) {
				asked++
				if strings.TrimSpace(m.Tip) == "" {
					t.Errorf("%s: %q has no tip", where, m.ID)
				}
				heard.told = nil
				if explain := v.Why(m.ID); m.ID == "" || explain == nil {
					t.Errorf("%s: %q (%q) is not explained", where, m.ID, m.Tip)
				} else {
					explain()
					r.closeAll()
					check(t, where, 0, m.ID, heard.told)
					if heard.told != nil && slices.Contains(heard.told.Notes, why.OldAnswer()) {
						old[page.ID]++
					}
					if heard.told != nil && len(heard.told.Inputs) == 0 {
						t.Errorf("%s: %q has no inputs", where, m.ID)
					}
				}
			}
			for _, m := range sample(marks, 3) {
				if v.OnTapped == nil {
					t.Errorf("%s: a click does nothing", where)
					break
				}
				// What is chosen already is chosen again without a change: then from elsewhere.
				does := func() bool {
					heard.told, heard.led = nil, false
					before := r.standing()
					v.OnTapped(m.ID)
					return heard.told != nil || heard.led || r.s.win.Canvas().Overlays().Top() != nil || r.standing() != before
				}
				if done := does(); !done {
					if r.chooseLast(); !does() {
						t.Errorf("%s: a click on %q does nothing", where, m.ID)
					}
				}
				r.closeAll()
				r.run("page-" + page.ID)
			}
		}
	}
	// The answers were kept for other inputs.
	if old["compare"] < 20 || old["risk"] < 20 || old["plan"]+old["overview"] > 0 {
		t.Errorf("%v figures are said to be out of date", old)
	}
	if pictures < 25 || asked < 300 {
		t.Errorf("only %d pictures with %d marks were asked", pictures, asked)
	}
}

// figuresOf are the marks of a scene that answer to the mouse; texts do not.
func figuresOf(s *chart.Scene) (out []*chart.Mark) {
	for _, m := range s.Targets() {
		if m.Kind != chart.Text {
			out = append(out, m)
		}
	}
	return out
}

// sample is at most so many marks of each series and shape, evenly spread.
func sample(marks []*chart.Mark, most int) (out []*chart.Mark) {
	of := map[string][]*chart.Mark{}
	var names []string
	for _, m := range marks {
		kind, _, _ := strings.Cut(m.ID, "|")
		name := fmt.Sprint(m.Series, m.Kind, m.Shape, kind)
		if of[name] == nil {
			names = append(names, name)
		}
		of[name] = append(of[name], m)
	}
	if len(names) > most { // each its own
		names, of = []string{""}, map[string][]*chart.Mark{"": marks}
	}
	each := max(1, most/max(1, len(names)))
	for _, name := range names {
		list := of[name]
		for i := 0; i < len(list); i += max(1, len(list)/each) {
			out = append(out, list[i])
		}
	}
	return out
}

// closeAll takes away what lies over the window.
func (r *rig) closeAll() {
	for o := r.s.win.Canvas().Overlays(); o.Top() != nil; {
		o.Remove(o.Top())
	}
}

// chooseLast selects the last cell of every table of the page.
func (r *rig) chooseLast() {
	for _, o := range everything(r.s.body) {
		if g, ok := o.(*grid.Grid); ok && g.Model.Rows() > 0 {
			g.Select(g.Model.Rows()-1, len(g.Model.Columns())-1)
		}
	}
}

// standing is what is on screen with what is selected.
func (r *rig) standing() string {
	text := r.screen()
	for _, o := range everything(r.s.body) {
		if g, ok := o.(*grid.Grid); ok {
			row, col := g.Active()
			text += fmt.Sprint(" ", row, ":", col)
		}
	}
	return text
}

// answerAll keeps an answer to every question of every page with the project, and
// enters what the pictures show that the example has not.
func (r *rig) answerAll() {
	s := r.s.session
	some := planner.Some[float64]
	price, _ := planner.ParseMoney("612.5")
	if err := s.Apply("Index", planner.Edit{What: planner.Path("index", "DY"), After: `{"id":"DY","element":"Dy","market_basis":"ex_china","currency":"USD"}`},
		planner.Edit{What: planner.Path("index", "DY", "flat"), After: price.String()}); err != nil {
		r.t.Fatal(err)
	}
	p := s.Base()
	plan, _ := s.Plan()
	plan.Shortfalls = append(plan.Shortfalls, planner.Shortfall{Part: "EA110-RO", Month: p.Start + 3, Pieces: 40})
	cases := compare.Cases(p)
	var names []string
	var costs, best []planner.Opt[float64]
	var cells []compare.Cell
	stops := make([]planner.Opt[planner.Month], len(cases))
	robust := compare.Robust{Aim: compare.Aim{Kind: stochastic.CVaR, Level: 0.9}, Known: p.Start + 6, Value: 1.3e6}
	for _, c := range cases {
		names = append(names, c.Name)
		costs, best = append(costs, some(1.1e6)), append(best, some(1e6))
		cells = append(cells, compare.Cell{Fixed: some(1.3e6), Replanned: some(1.1e6), Regret: some(1e5)})
		robust.Cases = append(robust.Cases, compare.RobustCase{Name: c.Name, Weight: 1 / float64(len(cases)), Known: p.Start + 6, Best: some(1e6)})
	}
	robust.Judged = []compare.Judged{{Name: "robust plan", Costs: costs, FirstStop: stops, Mean: some(1.1e6), Tail: some(1.2e6), Regret: some(1e5)}}
	var bars []compare.Bar
	for _, d := range compare.Drivers(p, s.Facts()) {
		bars = append(bars, compare.Bar{ID: d.ID, Name: d.Name, Unit: d.Unit, Low: d.Low, High: d.High, Why: d.Why, FixedLow: some(-1e5), FixedHigh: some(2e5)})
	}
	award := award.Move{Part: "EA110-RO", Offer: p.Offers[0].ID, Supplier: p.Offers[0].Supplier, Kg: 12}
	for name, answer := range map[string]any{
		"frontier": map[string]any{"axis": compare.Axes(plan)[0], "points": []compare.Point{{Exposure: 92, Cost: 1e6, Text: "The cheapest plan."}, {Exposure: 60, Cost: 1.2e6, Gap: 0.01, Moves: append(compare.Point{}.Moves, award)}}, "ended": true},
		"regret":   compare.Regret{Plans: []string{"Plan"}, Cases: names, Best: best, Cells: [][]compare.Cell{cells}, Most: []planner.Opt[float64]{some(1e5)}},
		"robust":   map[string]any{"robust": robust, "equal": true}, "tornado": bars,
		"grid": compare.Grid{X: "demand", Y: "duty CN", Xs: []float64{0.9, 1.1}, Ys: []float64{0, 25}, Fixed: true, Above: [][]planner.Opt[float64]{{some(-5e4), some(1e5)}, {some(2e5), {}}}}} {
		if err := s.Doc().Keep(name, "then", answer, true); err != nil {
			r.t.Fatal(name, err)
		}
	}
	figure := func(v float64) risk.Figure { return risk.Figure{Value: v, Low: v * 0.9, High: v * 1.1} }
	spread := risk.Distribution{P50: figure(2e6), P95: figure(2.5e6), CVaR95: figure(2.7e6), Edges: []float64{1.5e6, 2e6, 2.5e6, 3e6}, Counts: []int{50, 40, 10}}
	var policies []risk.PolicyResult
	for _, name := range []string{"Plan", "Plan, expedited when short", "As today", "Cheapest"} {
		policies = append(policies, risk.PolicyResult{Name: name, Planned: 1e6, Cost: spread, StopRisk: figure(0.2), Days: spread, StopByMonth: []float64{0, 0.2}, Parts: []risk.PartRisk{{Part: "EA110-RO", Chance: 0.2, Stopped: 1e5}}})
	}
	s.Keep("simulation", "then", &risk.Simulation{Currency: "EUR", Start: p.Start, Months: 2, Paths: 100, Seed: 1, Policies: policies, Parameters: risk.DefaultParameters(p, s.Facts())}, true)
	recovery := risk.Recovery{Months: 8, Why: "assumed: the time to qualify another source", Source: planner.Source{Name: "assumed", Default: true}}
	gone := risk.Loss{Node: risk.Node{ID: "country:CN", Name: "China", Kind: risk.Country}, Rank: 1, Recovery: recovery, Stopped: 1e6, Index: 1, SurviveWeeks: some(6), IdleWeeks: some(4), IdlePart: "EA110-RO", Short: true,
		Parts: []risk.PartStop{{Part: "EA110-RO", From: p.Start + 14, Weeks: 6, Months: 5, Pieces: 1200, Cost: some(9e5)}}}
	kept := gone
	kept.Node, kept.Rank, kept.Parts, kept.SurviveWeeks, kept.IdleWeeks, kept.IdlePart, kept.Short = risk.Node{ID: "country:JP", Name: "Japan", Kind: risk.Country}, 2, nil, planner.Opt[float64]{}, planner.Opt[float64]{}, "", false
	s.Keep("outages-plan", "then", &risk.KnockOut{Plan: "plan", Currency: "EUR", At: p.Start + 12, Months: 14, Nodes: []risk.Loss{gone, kept}}, true)
	s.Keep("insurance", "then", &risk.Insurance{Currency: "EUR", Plan: "plan", Reference: "cheapest", Premium: 1e5, LossReference: 2e6, LossPlan: 1e6,
		Covers: []risk.InsuredEvent{{Node: "country:CN", Name: "China", Kind: risk.Country, Recovery: 8, Reference: 2e6, Plan: 1e6, Reduction: 1e6, BreakEven: some(0.1)}}}, true)
}
