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
	"remanence/planner"
	work "remanence/planner/compare"
	"remanence/planner/policy"
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
	if !strings.Contains(u.p.state.Text(), "40") || !u.p.no.Visible() || u.p.all.Visible() {
		t.Errorf("while planning: %q", u.p.state.Text())
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
