package compare

import (
	"context"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"remanence/app/chart"
	"remanence/app/pictures"
	"remanence/app/pictures/picturetest"
	"remanence/app/plantest"
	"remanence/app/session"
	"remanence/app/ui"
	"remanence/app/whatif"
	"remanence/assets"
	"remanence/data/document"
	"remanence/data/reference"
	"remanence/data/shipped"
	"remanence/data/workbook"
	"remanence/planner"
	work "remanence/planner/compare"
	"remanence/planner/policy"
	"remanence/planner/scenario"
	"remanence/planner/stochastic"
)

// maker plans without an optimiser and waits when told to.
type maker struct {
	plantest.Planner
	under []*planner.Project
	gate  plantest.Gate
	slow  bool // studies find a little and then wait to be stopped
}

func (m *maker) Under(ctx context.Context, p *planner.Project, progress func(string, float64)) (*planner.Plan, error) {
	progress("Looking for a cheaper plan", 0.4)
	if err := m.gate.Pass(ctx); err != nil {
		return nil, err
	}
	m.under = append(m.under, p)
	return plantest.Make(p, reference.Shipped().WithProject(p), "plan", 3), nil
}

type user struct {
	t     *testing.T
	s     *session.Session
	p     *Page
	w     fyne.Window
	m     *maker
	queue chan func()
}

func sample(id string) fs.FS {
	for _, x := range assets.Samples() {
		if x.ID == id {
			return x.FS
		}
	}
	return nil
}

func visit(t *testing.T, doc *document.Document) *user {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(ui.NewTheme(ui.Light))
	u := &user{t: t, m: &maker{}, queue: make(chan func(), 10_000)}
	u.s = session.New(reference.Shipped().Facts(), doc, u.m, func(f func()) { u.queue <- f })
	u.w = test.NewTempWindow(t, nil)
	u.p = New(u.s, u.w)
	u.p.today = func() string { return "2026-11-23" }
	layer := ui.NewLayer(u.w, u.p.Content())
	t.Cleanup(func() { layer.Close(); u.s.Close() })
	u.w.SetPadded(false)
	u.w.SetContent(layer)
	u.w.Resize(fyne.NewSize(1180, 660))
	return u
}

// planned is a sample with the plans that ship with it.
func planned(t *testing.T) *document.Document {
	doc := document.New(plantest.Project(t, sample("ev-traction-de")))
	made, ok := shipped.Read("ev-traction-de")
	if !ok {
		t.Fatal("the sample ships without a plan")
	}
	made.Plan.Digest = doc.Digest()
	doc.SetPlan(made.Plan)
	doc.SetBaselines(made.AsToday, made.Cheapest)
	return doc
}

func (u *user) until(what string, holds func() bool) {
	u.t.Helper()
	deadline := time.After(20 * time.Second)
	for !holds() {
		select {
		case f := <-u.queue:
			f()
		case <-deadline:
			u.t.Fatalf("waited in vain for %s", what)
		}
	}
}

// reads a cell of the table by the names of its row and column.
func (u *user) reads(figure, column string) string {
	u.t.Helper()
	for r, line := range u.p.table.Lines {
		if line.Measure.Title != figure {
			continue
		}
		for c := range u.p.table.Columns() {
			if v := u.p.table.Variant(c); v != nil && v.Name == column {
				return u.p.table.Cell(r, c).Text
			}
		}
	}
	u.t.Fatalf("there is no %s of %s", figure, column)
	return ""
}

func (u *user) lastID() string {
	list := u.s.Project().Scenarios
	return list[len(list)-1].ID
}

func TestBaselinesAndPlanStandSideBySide(t *testing.T) {
	u := visit(t, planned(t))
	plan, _ := u.s.Plan()
	for _, name := range []string{"As today", "Cheapest", "Plan"} {
		if x := u.reads("Whole plan, discounted", name); !strings.HasPrefix(x, plan.Currency) {
			t.Errorf("%s: %q", name, x)
		}
	}
	// The base shows values alone, the others their difference too.
	if x := u.reads("Landed cost per year", "As today"); strings.Contains(x, "   ") {
		t.Errorf("base %q", x)
	}
	if x := u.reads("Landed cost per year", "Plan"); !strings.Contains(x, "   ") {
		t.Errorf("plan %q", x)
	}
	u.p.setBase(ThePlan)
	if x := u.reads("Landed cost per year", "Plan"); strings.Contains(x, "   ") {
		t.Errorf("the new base %q", x)
	}
	if x := u.reads("Landed cost per year", "As today"); !strings.Contains(x, "   ") {
		t.Errorf("as today against the plan %q", x)
	}
	// The bridge leads from the base to the chosen plan, to the cent.
	u.p.choose(Cheapest)
	pic, steps, err := pictures.Bridge(u.p.variant(ThePlan).drawn(), u.p.variant(Cheapest).drawn())
	if err != nil || len(steps) == 0 {
		t.Fatal(err)
	}
	sum := 0.0
	for _, s := range pic.Steps[:len(pic.Steps)-1] {
		sum += s.Value
	}
	if d := sum - u.s.Cheapest().TotalCost; d > 0.01 || d < -0.01 {
		t.Errorf("the bridge ends %g beside the cheapest plan", d)
	}
	if pic := pictures.Trade(u.p.input().drawn(), sideBySide(u.p.variants), u.p.shares()[0]); len(pic.Clouds) < 2 {
		t.Error("the plans are not set against an exposure")
	}
	row := slices.IndexFunc(u.p.table.Lines, func(r Row) bool { return r.Measure.ID == "total" })
	u.p.grid.Select(row, 3)
	if e, ok := u.p.Why(); !ok || len(e.Inputs) == 0 || !strings.Contains(e.Title, "Plan") {
		t.Errorf("why: %+v", e)
	}
}

// What the tabs show is what the command draws from the same plans and answers.
func TestTheTabsShowWhatTheCommandDraws(t *testing.T) {
	u := visit(t, planned(t))
	x, in := u.p.studies, u.p.input()
	drawn := in.drawn()
	for i, name := range []string{"frontier", "regret", "tornado", "grid"} {
		x.asks[name].OnTapped()
		u.until(name, func() bool { return x.asked.now == "" && len(x.asked.of) > i })
	}
	x.asked.robust(in, anyRobust)
	u.until("the robust plan", func() bool { return x.asked.now == "" && x.asked.robustly != nil })
	u.p.run.want(u.p.run.missing(in)...)
	u.until("the plans of scenarios", func() bool { return u.p.run.now == "" && len(u.p.run.queue) == 0 })
	u.p.choose(u.p.variants[4].ID)
	drawn.Found = pictures.Found{Variants: sideBySide(u.p.variants), Frontier: &work.Frontier{Rule: x.asked.axis, Points: x.asked.points}, Regret: x.asked.regret,
		Robust: x.asked.robustly, Tornado: x.asked.bars, Still: x.asked.still(in), Crossing: x.asked.grid}
	for kind, shown := range map[string]chart.Picture{"frontier": x.views["frontier"].Picture(), "regret": x.views["regret"].Picture(), "robust": x.views["robust"].Picture(),
		"tornado": x.views["tornado"].Picture(), "crossing": x.views["grid"].Picture(), "stops": u.p.stops.Picture(), "trade": u.p.trade.Picture()} {
		picturetest.Same(t, shown, kind, drawn, pictures.Choice{})
	}
	x.how.SetSelected("anew")
	x.show()
	picturetest.Same(t, x.views["tornado"].Picture(), "tornado", drawn, pictures.Choice{Anew: true})
	picturetest.Same(t, u.p.walk.Picture(), "bridge", drawn, pictures.Choice{To: u.p.chosen})
	u.p.against.SetSelected("largest|Dy|separation")
	u.p.showTrade()
	picturetest.Same(t, u.p.trade.Picture(), "trade", drawn, pictures.Choice{By: "largest:Dy:separation"})
}

func TestAShockIsAddedPlannedAndUndone(t *testing.T) {
	u := visit(t, planned(t))
	had := len(u.s.Project().Scenarios)
	in := u.p.input()
	s, err := Shock(in, "dytb-double", "", "2027-06", "6", "")
	if err != nil {
		t.Fatal(err)
	}
	if stronger, err := Shock(in, "dytb-double", "", "2027-06", "6", "3"); err != nil || stronger.Shock.PriceFactor.V != 3 || stronger.Name == s.Name {
		t.Errorf("%v %+v", err, stronger)
	}
	if _, err := Shock(in, "october-2025", "", "", "", "3"); err == nil {
		t.Error("a rule that returns has no size")
	}
	if err := u.p.add(s); err != nil {
		t.Fatal(err)
	}
	id := u.lastID()
	if u.p.chosen != id || u.p.run.now != id {
		t.Fatalf("chosen %s, planning %q", u.p.chosen, u.p.run.now)
	}
	u.until("the plan under the shock", func() bool { m, ok := u.p.run.of(id); return ok && m.Plan != nil && u.p.run.now == "" })
	if u.s.Status().Kind != session.UpToDate {
		t.Error("a what-if put the plan out of date")
	}
	if x := u.reads("Whole plan, discounted", s.Name); !strings.HasPrefix(x, "EUR") {
		t.Errorf("under the shock: %q", x)
	}
	if len(u.p.story.Texts()) == 0 || strings.Contains(u.p.story.Texts()[0], "nothing") {
		t.Errorf("what it changes: %v", u.p.story.Texts())
	}
	// Another figure of the project puts what was planned out of date.
	part := u.s.Project().Parts[0]
	before, _ := u.s.Project().Cell(planner.Path("part", part.ID, "mass_g"))
	if err := u.s.Apply("mass", planner.Edit{What: planner.Path("part", part.ID, "mass_g"), Before: before, After: "99"}); err != nil {
		t.Fatal(err)
	}
	if v := u.p.variant(id); !v.Old || v.State != "out of date" {
		t.Errorf("after an edit: %+v", v.State)
	}
	u.s.Undo()
	u.s.Undo()
	if n := len(u.s.Project().Scenarios); n != had || u.p.variant(id) != nil || u.p.chosen == id {
		t.Errorf("%d scenarios after undo, had %d", n, had)
	}
}

// A rule that returns takes the month and the length that were entered; with a length
// alone it returns at the start of the plan, with neither it stays as in the library.
func TestARuleReturnsForTheMonthsEntered(t *testing.T) {
	in := visit(t, planned(t)).p.input()
	for _, x := range []struct{ start, months, want string }{
		{"2027-06", "3", "CN-2025-61b=in_force@2027-06-01/2027-08-31"}, {"2027-06", "", "CN-2025-61b=in_force@2027-06-01"},
		{"", "2", "CN-2025-61b=in_force@" + in.Project.Start.String() + "-01/" + policy.LastDay(in.Project.Start+1)}, {"", "", "CN-2025-61b=in_force"},
	} {
		s, err := Shock(in, "technology-test", "", x.start, x.months, "")
		if err != nil || len(s.Edits) != 1 || s.Edits[0].After != x.want {
			t.Errorf("%+v: %v %+v", x, err, s.Edits)
		}
	}
}

func TestWhatDoesNotFitAShockIsSaid(t *testing.T) {
	u := visit(t, planned(t))
	in := u.p.input()
	for _, x := range []struct{ id, chosen, start, months, want string }{
		{"supplier-lost", "", "", "", "choose what is struck"},
		{"dytb-double", "", "2019-01", "", "lies outside the plan"},
		{"dytb-double", "", "next week", "", "next week"},
		{"dytb-double", "", "", "0", "number of months"},
		{"no such", "", "", "", "choose what happens"},
	} {
		if _, err := Shock(in, x.id, x.chosen, x.start, x.months, ""); err == nil || !strings.Contains(err.Error(), x.want) {
			t.Errorf("%+v: %v", x, err)
		}
	}
	for _, k := range in.Facts.Shocks {
		if len(Choices(in, k.Ask)) == 0 && k.Ask != "" && k.Ask != "stream" {
			t.Errorf("%s asks for a %s and offers none", k.ID, k.Ask)
		}
	}
}

func TestScenariosAreCopiedCombinedNamedLockedAndDeleted(t *testing.T) {
	u := visit(t, planned(t))
	in := u.p.input()
	var ids []string
	for _, k := range []string{"dytb-double", "duty-added"} {
		s, err := Shock(in, k, "", "", "", "")
		if err == nil {
			err = u.p.add(s)
		}
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, u.lastID())
	}
	u.until("both", func() bool { return u.p.run.now == "" && len(u.p.run.queue) == 0 })
	if err := u.p.combineWith(ids[0], ids[1]); err != nil {
		t.Fatal(err)
	}
	both := u.lastID()
	u.until("the combination", func() bool { m, ok := u.p.run.of(both); return ok && m.Plan != nil })
	story := strings.Join(u.p.story.Texts(), "\n")
	for _, id := range ids {
		if !strings.Contains(story, find(u.s.Project(), id).Name) {
			t.Errorf("the combination does not tell of %s: %s", id, story)
		}
	}
	// Giving one of the two another name is no reason to plan again; another
	// length is.
	if err := u.p.renameTo(ids[0], "Dy doubles"); err != nil || u.p.variant(ids[0]).Name != "Dy doubles" {
		t.Errorf("rename: %v", err)
	}
	if err := u.p.renameTo(ids[1], "dy doubles"); err == nil {
		t.Error("two scenarios may not bear one name")
	}
	u.p.duplicate(ids[0])
	if s := find(u.s.Project(), u.lastID()); s.Shock.Hits != find(u.s.Project(), ids[0]).Shock.Hits {
		t.Errorf("the copy strikes %q", s.Shock.Hits)
	}
	if e, err := Restruck(u.p.input(), ids[0], "2028-02", "4", "3.5"); err != nil {
		t.Error(err)
	} else if err := u.s.Apply("x", e); err != nil {
		t.Error(err)
	}
	if s := find(u.s.Project(), ids[0]); s.Shock.Start.V != planner.MonthOf(2028, 2) || s.Shock.Months.V != 4 || s.Shock.PriceFactor.V != 3.5 || s.Name != "Dy doubles: 3.5 × today" {
		t.Errorf("it strikes %+v, %s", s.Shock, s.Name)
	}
	if _, err := Aside(u.p.input(), ids[0], "2028-02", "4", "3.5"); err == nil {
		t.Error("a what-if that differs in nothing is taken")
	}
	made, err := Aside(u.p.input(), ids[0], "2028-05", "", "4")
	if err != nil || made.ID != "" || made.Shock.Start.V != planner.MonthOf(2028, 5) || made.Shock.Months.OK || made.Shock.PriceFactor.V != 4 || made.Name != "Dy doubles: 4 × today, from May 28, to the end of the plan" {
		t.Errorf("aside: %v %+v", err, made)
	}
	if err := u.p.add(made); err != nil {
		t.Error(err)
	}
	if a, b := find(u.s.Project(), ids[0]), find(u.s.Project(), u.lastID()); a.Shock.PriceFactor.V != 3.5 || b.Shock.PriceFactor.V != 4 || b.ID == a.ID {
		t.Errorf("the scenario is %+v, its what-if %+v", a.Shock, b.Shock)
	}
	if u.p.wonder(*find(u.s.Project(), ids[0]), Story{}) == nil {
		t.Error("nothing can be asked of the shock of a scenario")
	}
	if _, err := Restruck(u.p.input(), ids[0], "1999-01", "", ""); err == nil {
		t.Error("a month outside the plan is taken")
	}
	u.p.lock(ids[0])
	if _, err := Restruck(u.p.input(), ids[0], "", "", ""); err == nil {
		t.Error("a locked baseline is changed")
	}
	if v := u.p.variant(ids[0]); v.Scenario.Locked != "2026-11-23" || !strings.Contains(v.State, "baseline") {
		t.Errorf("locked: %+v", v)
	}
	n := len(u.s.Project().Scenarios)
	u.p.remove(both)
	if find(u.s.Project(), both) != nil || u.p.chosen == both {
		t.Error("it was not deleted")
	}
	u.s.Undo()
	if len(u.s.Project().Scenarios) != n {
		t.Error("undo does not bring it back")
	}
}

func TestPlanningScenariosCanBeStopped(t *testing.T) {
	u := visit(t, planned(t))
	u.m.gate.Shut()
	all := u.p.run.missing(u.p.input())
	if len(all) == 0 {
		t.Fatal("the sample brings no scenarios")
	}
	u.p.all.OnTapped()
	u.until("progress", func() bool { return u.p.run.part > 0 })
	if !strings.Contains(u.p.state.Text, "40") || !u.p.no.Visible() || u.p.all.Visible() {
		t.Errorf("while planning: %q", u.p.state.Text)
	}
	u.p.no.OnTapped()
	if u.p.run.now != "" || u.p.no.Visible() || len(u.p.run.made) != 0 {
		t.Error("it was not stopped")
	}
	u.m.gate.Open()
	u.p.all.OnTapped()
	u.until("all of them", func() bool { return len(u.p.run.missing(u.p.input())) == 0 && u.p.run.now == "" })
	if len(u.m.under) != len(all) {
		t.Errorf("%d plans for %d scenarios", len(u.m.under), len(all))
	}
}

func TestAnyFigureCanBeAnother(t *testing.T) {
	u := visit(t, planned(t))
	part := u.s.Project().Parts[0]
	path := planner.Path("part", part.ID, "mass_g")
	before, _ := u.s.Project().Cell(path)
	cell := whatif.Cell{Name: "Mass of " + part.ID, Path: path, Value: before}
	if _, err := whatif.Keep(u.s, cell, "heavy"); err == nil {
		t.Error("text was taken as a mass")
	}
	if _, err := whatif.Keep(u.s, cell, before); err == nil {
		t.Error("the value it has is no what-if")
	}
	id, err := whatif.Keep(u.s, cell, "99")
	if err != nil {
		t.Fatal(err)
	}
	u.p.Shown(planner.Path("scenario", id))
	u.until("its plan", func() bool { m, ok := u.p.run.of(id); return ok && m.Plan != nil })
	if under := u.m.under[len(u.m.under)-1].Parts[0].MassG; under.V != 99 {
		t.Errorf("planned with a mass of %g", under.V)
	}
	if now, _ := u.s.Project().Cell(path); now != before {
		t.Error("the project was changed")
	}
	if !strings.Contains(strings.Join(u.p.story.Texts(), " "), "99") {
		t.Errorf("what it changes: %v", u.p.story.Texts())
	}
}

func TestAwardsByHandAreCostedAtOnce(t *testing.T) {
	u := visit(t, planned(t))
	plan, _ := u.s.Plan()
	s := planner.Scenario{Name: "split", HandShares: []planner.HandShare{{Part: plan.Awards[0].Part, Group: plan.Awards[0].Group, Share: 0}}}
	if err := u.p.add(s); err != nil {
		t.Fatal(err)
	}
	v := u.p.variant(u.lastID())
	if v.Plan == nil || v.State != "by hand" || len(u.m.under) != 0 {
		t.Errorf("by hand: %+v", v)
	}
}

func TestAnEmptyProjectSaysWhatToDo(t *testing.T) {
	u := visit(t, document.New(&planner.Project{Currency: "EUR", Start: planner.MonthOf(2027, 1), Months: 12}))
	if u.p.table.Rows() != 0 || u.p.grid.EmptyText == "" {
		t.Error("nothing is said of what is missing")
	}
	if !u.p.shock.Disabled() {
		t.Error("there is nothing a shock could strike")
	}
	for _, i := range []int{0, 1, 2, 3} {
		u.p.tabs.SelectIndex(i)
	}
}

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
	if text := x.says["grid"].Text; !strings.Contains(text, "Demand of all parts across") || !strings.Contains(text, "every order kept") {
		t.Errorf("%q", text)
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
		if text := x.says[name].Text; !strings.Contains(text, "Stopped before the end") {
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
	if u.p.Inform(&o); len(o.Findings.Tornado) != 1 || strings.Contains(x.says["tornado"].Text, "Stopped") {
		t.Errorf("a whole one: %+v, %q", o.Findings.Tornado, x.says["tornado"].Text)
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
	if got := x.says["frontier"].Text; !strings.Contains(got, "plans between two limits may be missed") {
		t.Errorf("of plans between two limits is said %q", got)
	}
	x.asked.whole = true
	x.show()
	if got := x.says["frontier"].Text; !strings.Contains(got, "No plan between the points is missed") {
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
	if fixed.Swings[0].High != 5e4 || anew.Swings[0].High != 2e4 || !strings.Contains(fixed.Swings[0].Tip, "At 1.3") {
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
	if !x.asked.old("regret") || x.asked.old("frontier") || len(x.asked.points) != 2 || !strings.Contains(x.says["regret"].Text, "Out of date") {
		t.Errorf("regrets of other scenarios: %q", x.says["regret"].Text)
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
