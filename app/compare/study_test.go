package compare

import (
	"context"
	"slices"
	"strings"
	"testing"

	"remanence/app/chart"
	"remanence/app/pictures"
	"remanence/app/whatif"
	"remanence/data/workbook"
	"remanence/planner"
	work "remanence/planner/compare"
	"remanence/planner/scenario"
	"remanence/planner/stochastic"
)

// Frontier, Regret and Tornado answer without an optimiser.
func (m *maker) Frontier(_ context.Context, p *planner.Project, axis planner.Rule, found func(work.Point), done func(int, int, string)) (work.Frontier, error) {
	points := []work.Point{{Exposure: 92, Cost: 1e6, Text: "The cheapest plan."}, {Exposure: 60, Cost: 1.2e6, Text: "X gets 12 kg more.", Gap: 0.01}}
	for i, x := range points {
		done(i+1, 2, "limit")
		found(x)
	}
	return work.Frontier{Rule: axis, Points: points, Proven: true}, nil
}

func (m *maker) Regret(_ context.Context, p *planner.Project, plans []*planner.Plan, _ func(int, int, string)) (work.Regret, error) {
	r := work.Regret{Least: 1, Cases: []string{"base", "shock"}}
	for i, x := range plans {
		r.Plans = append(r.Plans, x.Name)
		r.Cells = append(r.Cells, []work.Cell{{Replanned: planner.Some(5e5), Regret: planner.Some(float64(i) * 1000)}, {FixedStop: planner.Some(p.Start), Fixed: planner.Some(7e5)}})
		r.Most = append(r.Most, planner.Some(float64(i)*1000))
	}
	return r, nil
}

func (m *maker) Robust(_ context.Context, p *planner.Project, ask work.RobustAsk, done func(int, int, string)) (work.Robust, error) {
	some := planner.Some[float64]
	r := work.Robust{Aim: work.Aim{Kind: ask.Aim.Kind, Tail: ask.Aim.Tail, Level: ask.Aim.Level}, Known: p.Start + 6, Value: 1.3e6, Gap: 0.004, Chosen: 1, Different: []string{"Begins the test of X in Jan 27."},
		KnowingWorth: some(1e4), RobustWorth: some(2e4)}
	for i, k := range ask.Cases {
		r.Cases = append(r.Cases, work.RobustCase{Name: k.Name, Weight: ask.Weights[i], Known: p.Start + 6, Best: some(1e6)})
	}
	for n, name := range []string{"plan of the base", "robust plan"} {
		j := work.Judged{Name: name, Costs: make([]planner.Opt[float64], len(ask.Cases)), FirstStop: make([]planner.Opt[planner.Month], len(ask.Cases)), Mean: some(1.2e6), Tail: some(1.5e6), Regret: some(5e5)}
		for i := range j.Costs {
			if n == 1 || i == 0 {
				j.Costs[i] = some(1.1e6)
			}
		}
		r.Judged = append(r.Judged, j)
	}
	done(0, 0, "planning all cases together")
	ask.Found(r)
	return r, nil
}

func (m *maker) Tornado(ctx context.Context, _ *planner.Project, _ *planner.Plan, _ []*planner.Plan, found func([]work.Bar), _ func(int, int, string)) ([]work.Bar, error) {
	if m.slow {
		found([]work.Bar{{ID: "dy", Name: "Dy price", FixedHigh: planner.Some(5e4)}})
		<-ctx.Done()
		return nil, ctx.Err()
	}
	return []work.Bar{{ID: "dy", Name: "Dy price", Unit: "× today", Low: 0.7, High: 1.5, Why: "a round figure", FixedLow: planner.Some(-3e4), FixedHigh: planner.Some(5e4),
		ReplannedLow: planner.Some(-4e4), ReplannedHigh: planner.Some(2e4), BreakEven: planner.Some(1.3), Rival: "cheapest"}}, nil
}

func (m *maker) Grid(ctx context.Context, p *planner.Project, _ *planner.Plan, x, y string, fixed bool, found func(work.Grid), done func(int, int, string)) (work.Grid, error) {
	done(1, 4, "pair")
	if m.slow {
		found(work.Grid{X: x, Y: y, Fixed: fixed, Cut: true, Xs: []float64{0.9, 1.1}, Ys: []float64{0}, Above: [][]planner.Opt[float64]{{planner.Some(-5e4), {}}}})
		<-ctx.Done()
		return work.Grid{}, ctx.Err()
	}
	return work.Grid{X: x, Y: y, Fixed: fixed, Xs: []float64{0.9, 1.1}, Ys: []float64{0, 25}, Above: [][]planner.Opt[float64]{{planner.Some(-5e4), planner.Some(1e5)}, {planner.Some(2e5), {}}}}, nil
}

func TestTwoDriversAreCrossed(t *testing.T) {
	u := visit(t, planned(t))
	x := u.p.studies
	if x.across.Selected() == "" || x.across.Selected() == x.down.Selected() {
		t.Fatalf("%q and %q are offered", x.across.Selected(), x.down.Selected())
	}
	x.across.SetSelected("demand")
	x.down.SetSelected("duty CN")
	x.asks["grid"].OnTapped()
	u.until("the grid", func() bool { return x.asked.grid != nil && x.asked.now == "" })
	pic := pictures.Crossing(u.s.Base(), u.s.Facts(), x.asked.grid)
	if len(pic.Rows) != 2 || len(pic.Columns) != 2 || pic.Cells[0][0].Level != 0 || pic.Cells[1][0].Level != 1 || pic.Cells[1][1].Text != "–" || !strings.Contains(pic.Cells[0][1].Tip, "Demand of all parts: 1.1") {
		t.Errorf("%+v", pic)
	}
	if text := x.views["grid"].Picture().(chart.Heat).Title; !strings.Contains(text, "Demand of all parts across") || !strings.Contains(text, "every order kept") {
		t.Errorf("%q", text)
	}
}

// A click on a cell of the grid offers its pair as a scenario, which is planned; the
// next one finds it there, and one undo takes it away.
func TestACellOfTheGridBecomesAScenario(t *testing.T) {
	u := visit(t, planned(t))
	x := u.p.studies
	x.across.SetSelected("demand")
	x.down.SetSelected("duty CN")
	x.asks["grid"].OnTapped()
	u.until("the grid", func() bool { return x.asked.grid != nil && x.asked.now == "" })
	before := len(u.s.Base().Scenarios)
	click := func(id string) bool {
		x.views["grid"].OnTapped(id)
		top := u.w.Canvas().Overlays().Top()
		if top != nil {
			u.w.Canvas().Overlays().Remove(top)
		}
		return top != nil
	}
	if !click("1|0") || len(u.s.Base().Scenarios) != before {
		t.Error("nothing is asked, or it is kept unasked")
	}
	g := x.asked.grid
	pair, err := work.PairOf(u.s.Base(), u.s.Facts(), g.X, g.Xs[0], g.Y, g.Ys[1])
	if err != nil {
		t.Fatal(err)
	}
	name := pictures.PairName(u.s.Base(), u.s.Facts(), g, 0, 1)
	list, _ := scenario.Stacked(u.s.Base(), pair, name)
	x.keepPair(name, list)
	if now := u.s.Base().Scenarios; len(now) != before+2 || now[len(now)-1].Name != name || u.p.chosen != now[len(now)-1].ID {
		t.Fatalf("%d scenarios, %q is chosen", len(now), u.p.chosen)
	}
	made := u.p.chosen
	u.p.choose(ThePlan)
	if click("1|0") || u.p.chosen != made {
		t.Errorf("the pair is there and not shown: %q", u.p.chosen)
	}
	if !click("1|1") || len(u.s.Base().Scenarios) != before+2 {
		t.Error("another pair is not asked about")
	}
	u.s.Undo()
	if len(u.s.Base().Scenarios) != before {
		t.Errorf("%d scenarios after undo", len(u.s.Base().Scenarios))
	}
}

// What was found of the tornado and of a crossing before they were stopped stays, says
// so, and is not handed to finance as if it were whole.
func TestStoppedStudiesShowWhatTheyFound(t *testing.T) {
	u := visit(t, planned(t))
	x := u.p.studies
	u.m.slow = true
	x.asks["tornado"].OnTapped()
	u.until("a bar", func() bool { return len(x.asked.bars) == 1 })
	x.stops["tornado"].OnTapped()
	x.across.SetSelected("demand")
	x.down.SetSelected("duty CN")
	x.asks["grid"].OnTapped()
	u.until("a cell", func() bool { return x.asked.grid != nil })
	x.stops["grid"].OnTapped()
	for _, name := range []string{"tornado", "grid"} {
		if text := x.says[name].Text(); !strings.Contains(text, "Stopped before the end") {
			t.Errorf("%s: %q", name, text)
		}
	}
	if tip := pictures.Crossing(u.s.Base(), u.s.Facts(), x.asked.grid).Cells[0][1].Tip; !strings.Contains(tip, "Not reached yet") {
		t.Errorf("a pair that was not reached: %q", tip)
	}
	var o workbook.Options
	u.p.Inform(&o)
	if len(o.Findings.Tornado) > 0 || o.Findings.Crossing != nil {
		t.Errorf("exported: %+v", o.Findings)
	}
	u.m.slow = false
	x.asks["tornado"].OnTapped()
	u.until("the tornado", func() bool { return x.asked.now == "" })
	if u.p.Inform(&o); len(o.Findings.Tornado) != 1 || strings.Contains(x.says["tornado"].Text(), "Stopped") {
		t.Errorf("a whole one: %+v, %q", o.Findings.Tornado, x.says["tornado"].Text())
	}
}

// Two scenarios are told apart cell by cell when one is the base of differences.
func TestScenariosAreShownAsDifferences(t *testing.T) {
	u := visit(t, planned(t))
	part := u.s.Base().Parts[0].ID
	path := planner.Path("part", part, "mass_g")
	before, _ := u.s.Base().Cell(path)
	a, err1 := whatif.Keep(u.s, whatif.Cell{Name: "Mass", Path: path, Value: before}, "91")
	b, err2 := whatif.Keep(u.s, whatif.Cell{Name: "Mass", Path: path, Value: before}, "92")
	if err1 != nil || err2 != nil {
		t.Fatal(err1, err2)
	}
	u.p.setBase(a)
	u.p.choose(b)
	text := strings.Join(u.p.story.Texts(), "\n")
	if !strings.Contains(text, "mass g: 92, and 91 in Mass 91") {
		t.Errorf("%s", text)
	}
	if same := Against(u.p.input(), find(u.s.Base(), a), find(u.s.Base(), a)); len(same) != 1 || !strings.Contains(same[0].Text, "the same") {
		t.Errorf("%+v", same)
	}
	// One that others build on cannot be taken out.
	u.p.branch(a)
	u.p.remove(a)
	if find(u.s.Base(), a) == nil {
		t.Error("a scenario that another builds on was taken out")
	}
}

func TestFrontierRegretAndTornadoAreAsked(t *testing.T) {
	u := visit(t, planned(t))
	x := u.p.studies
	if len(x.axes) < 3 || !strings.Contains(pictures.AxisName(u.s.Facts(), x.axes[0]), "China share") {
		t.Fatalf("axes %+v", x.axes)
	}
	x.asks["frontier"].OnTapped()
	u.until("the frontier", func() bool { return x.asked.ended && x.asked.now == "" })
	pic := pictures.Frontier(u.p.input().drawn(), x.asked.axis, x.asked.points)
	if len(pic.Clouds) != 1 || len(pic.Clouds[0].Spots) != 2 || !strings.Contains(pic.Clouds[0].Spots[1].Tip, "X gets 12 kg more") {
		t.Errorf("frontier %+v", pic)
	}
	x.show()
	if got := x.says["frontier"].Text(); !strings.Contains(got, "plans between two limits may be missed") {
		t.Errorf("of plans between two limits is said %q", got)
	}
	x.asked.whole = true
	x.show()
	if got := x.says["frontier"].Text(); !strings.Contains(got, "No plan between the points is missed") {
		t.Errorf("of a whole frontier is said %q", got)
	}
	x.asked.whole = false
	x.asks["regret"].OnTapped()
	u.until("the regrets", func() bool { return x.asked.regret != nil })
	heat := pictures.Regret(x.asked.regret, "EUR")
	if len(heat.Rows) != 3 || len(heat.Columns) != 3 || heat.Cells[1][0].Text != "1 k" && heat.Cells[1][0].Text != "1,000" && heat.Cells[1][0].Text != "1\u00a0k" || !strings.Contains(heat.Rows[1], "least") {
		t.Errorf("regret %q in %v", heat.Cells[1][0].Text, heat.Rows)
	}
	if c := heat.Cells[0][1]; c.Text != "–" || !strings.Contains(c.Tip, "No plan keeps the rules") || !strings.Contains(c.Tip, "first late") {
		t.Errorf("a case without an answer: %+v", c)
	}
	x.asks["tornado"].OnTapped()
	u.until("the tornado", func() bool { return len(x.asked.bars) > 0 })
	fixed, anew := pictures.Tornado(x.asked.bars, 0, "EUR", false), pictures.Tornado(x.asked.bars, x.asked.still(u.p.input()), "EUR", true)
	if fixed.Swings[0].High != 5e4 || anew.Swings[0].High != 2e4 || !strings.Contains(fixed.Swings[0].Tip, "At ×\u00a01.3") {
		t.Errorf("tornado %+v", fixed.Swings)
	}
	// All drivers but those with a bar move nothing, once the answer is whole.
	if n := len(work.Drivers(u.s.Project(), u.s.Facts())) - len(x.asked.bars); n < 1 || x.asked.still(u.p.input()) != n || !strings.Contains(anew.Axis.Title, pictures.StillWords(n)) || strings.Contains(fixed.Axis.Title, "move") {
		t.Errorf("%d drivers move nothing: %d, %q", n, x.asked.still(u.p.input()), anew.Axis.Title)
	}
	x.asked.cut["tornado"] = true
	if n := x.asked.still(u.p.input()); n != 0 {
		t.Errorf("of a tornado cut short %d drivers are said to move nothing", n)
	}
	delete(x.asked.cut, "tornado")
	// What was found out is there again in another window over the same project.
	again := &studies{session: u.s, told: func() {}}
	again.follow(u.p.input())
	if again.regret == nil || len(again.points) != 2 || len(again.bars) == 0 || again.old("frontier") || again.old("regret") {
		t.Errorf("kept: %+v", again)
	}
	// Another scenario leaves the frontier and puts the regrets out of date.
	if _, err := whatif.Keep(u.s, whatif.Cell{Name: "Rate", Path: "settings/discount_rate_pct", Value: "8"}, "9"); err != nil {
		t.Fatal(err)
	}
	if !x.asked.old("regret") || x.asked.old("frontier") || len(x.asked.points) != 2 || !strings.Contains(x.says["regret"].Text(), "Out of date") {
		t.Errorf("regrets of other scenarios: %q", x.says["regret"].Text())
	}
}

// A robust plan is asked for by scenarios, chances and what is made least; the
// chances are kept with the scenarios and undone like any edit.
func TestARobustPlanIsAsked(t *testing.T) {
	u := visit(t, planned(t))
	x := u.p.studies
	cases := work.Cases(u.s.Project())
	if len(cases) < 3 {
		t.Fatalf("%d cases in the sample", len(cases))
	}
	id := cases[1].Scenarios[0].ID
	if _, _, err := askOf(u.s.Project(), robustChoice{aim: stochastic.Mean, cases: map[string]bool{}}); err == nil {
		t.Error("a robust plan without a scenario")
	}
	ask, _, err := askOf(u.s.Project(), robustChoice{aim: stochastic.CVaR, cases: map[string]bool{id: true}})
	if err != nil || len(ask.Cases) != 2 || ask.Cases[1].Scenarios[0].ID != id || ask.Aim.Level != work.DefaultLevel {
		t.Errorf("%v %+v", err, ask)
	}
	for _, text := range []string{"much", "101", "-1"} {
		if _, err := chanceEdit(u.s.Project(), id, text); err == nil {
			t.Errorf("%q was taken as a chance", text)
		}
	}
	e, err := chanceEdit(u.s.Project(), id, "25")
	if err != nil || e.After != "0.25" {
		t.Errorf("%v %+v", err, e)
	}
	x.asks["robust"].OnTapped()
	d := u.w.Canvas().Overlays().Top()
	if d == nil {
		t.Fatal("nothing is asked")
	}
	u.w.Canvas().Overlays().Remove(d)
	if err := u.s.Apply("Chances of scenarios", e); err != nil {
		t.Fatal(err)
	}
	x.asked.robust(u.p.input(), robustChoice{aim: stochastic.Regret})
	u.until("the robust plan", func() bool { return x.asked.robustly != nil && x.asked.now == "" })
	pic := pictures.Robust(x.asked.robustly, "EUR")
	if len(pic.Rows) != 2 || !strings.Contains(pic.Rows[1], "best") || len(pic.Columns) != len(cases)+3 {
		t.Errorf("%v %v", pic.Rows, pic.Columns)
	}
	if c := pic.Cells[0][1]; c.Text != "–" || !strings.Contains(c.Tip, "No plan keeps the rules") {
		t.Errorf("a case without an answer: %+v", c)
	}
	text := strings.Join(x.lines.Texts(), "\n")
	for _, want := range []string{"Largest regret", "better exists", "Begins the test of X", "better than the plan made for the base alone"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not said: %s", want, text)
		}
	}
	if x.asked.old("robust") {
		t.Error("a fresh answer is called old")
	}
	var kept robustAnswer
	if _, ok := u.s.Doc().Kept("robust", &kept); !ok || kept.Robust.Value != 1.3e6 || kept.choice().aim != stochastic.Regret {
		t.Errorf("kept with the document: %+v", kept)
	}
	if err := u.s.Apply("Chances of scenarios", planner.Edit{What: e.What, Before: e.After, After: "0.3"}); err != nil {
		t.Fatal(err)
	}
	if !x.asked.old("robust") {
		t.Error("an answer with other chances is called fresh")
	}
	if lines := RobustWords(x.asked.robustly, "EUR", true); !strings.Contains(lines[1].Text, "Default") {
		t.Errorf("equal weights are not named a default: %v", lines)
	}
}

// What a scenario changes can be asked about from its own line: the what-if builds on
// the scenario; shares given by hand as well.
func TestWhatAScenarioChangesCanBeAskedAbout(t *testing.T) {
	u := visit(t, planned(t))
	part := u.s.Base().Parts[0].ID
	path := planner.Path("part", part, "mass_g")
	before, _ := u.s.Base().Cell(path)
	a, err := whatif.Keep(u.s, whatif.Cell{Name: "Mass", Path: path, Value: before}, "91")
	if err != nil {
		t.Fatal(err)
	}
	u.p.choose(a)
	at := slices.IndexFunc(u.p.story.Texts(), func(s string) bool { return strings.Contains(s, "91") })
	if at < 0 || !u.p.story.Ask(at) {
		t.Fatalf("no question: %v", u.p.story.Texts())
	}
	story := StoryOf(u.p.input(), find(u.s.Base(), a))
	b, err := whatif.KeepUnder(u.s, *find(u.s.Base(), a), *story[0].Cell, "95")
	if err != nil {
		t.Fatal(err)
	}
	under, _, problems := scenario.Apply(u.s.Base(), u.s.Facts(), *find(u.s.Base(), b))
	if got, _ := under.Cell(path); got != "95" || len(problems) > 0 || !slices.Equal(find(u.s.Base(), b).With, []string{a}) {
		t.Errorf("under the what-if it is %s, %v", got, problems)
	}
	if _, err := whatif.KeepUnder(u.s, *find(u.s.Base(), a), *story[0].Cell, "91"); err == nil {
		t.Error("what the scenario holds already is no what-if")
	}
	plan, _ := u.s.Plan()
	group := plan.Awards[0].Group
	h, err := whatif.KeepShare(u.s, planner.Scenario{}, planner.HandShare{Part: part, Group: group, Share: 0.5})
	if err != nil {
		t.Fatal(err)
	}
	i, err := whatif.KeepShare(u.s, *find(u.s.Base(), h), planner.HandShare{Part: part, Group: group, Share: 0.6})
	if err != nil {
		t.Fatal(err)
	}
	if was, now := find(u.s.Base(), h).HandShares, find(u.s.Base(), i).HandShares; len(now) != 1 || now[0].Share != 0.6 || was[0].Share != 0.5 {
		t.Errorf("%+v %+v", was, now)
	}
	if _, err := whatif.KeepShare(u.s, planner.Scenario{}, planner.HandShare{Part: part, Group: group, Share: 1.2}); err == nil {
		t.Error("120 % is no share")
	}
	u.p.choose(i)
	if at := slices.IndexFunc(u.p.story.Texts(), func(s string) bool { return strings.Contains(s, "60") }); at < 0 || !u.p.story.Ask(at) {
		t.Errorf("no question about a share: %v", u.p.story.Texts())
	}
}
