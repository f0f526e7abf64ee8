package plan

import (
	"context"
	"os"
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
	"remanence/data/document"
	"remanence/data/reference"
	"remanence/data/shipped"
	"remanence/planner"
	"remanence/planner/award"
)

// oracle answers without an optimiser.
type oracle struct {
	plantest.Planner
	made  *planner.Plan // handed out as the plan, nil to share as plantest does
	asked []string
	gate  plantest.Gate
}

func (o *oracle) Plan(ctx context.Context, p *planner.Project, progress func(string, float64)) (plan, asToday, cheapest *planner.Plan, err error) {
	plan, asToday, cheapest, err = o.Planner.Plan(ctx, p, progress)
	if o.made != nil {
		plan = o.made
	}
	return plan, asToday, cheapest, err
}

func (o *oracle) WhyNot(ctx context.Context, _ *planner.Project, plan *planner.Plan, offer string) (award.WhyNot, error) {
	if err := o.gate.Pass(ctx); err != nil {
		return award.WhyNot{}, err
	}
	o.asked = append(o.asked, offer)
	amount, _ := planner.ParseMoney("1234.50")
	return award.WhyNot{Offer: offer, Extra: award.Estimate{Value: 1234.5}, Parts: []award.WhyPart{{Label: "Price", Amount: amount}}, Blocker: "R01", Forced: plan,
		BreakEven: planner.Some(award.BreakEven{Text: "It enters at 40."}), Text: "It costs more."}, nil
}

func (o *oracle) Alternatives(_ context.Context, _ *planner.Project, plan *planner.Plan, within float64, _ int) ([]award.Alternative, error) {
	other := *plan
	other.Objective += 1000
	return []award.Alternative{{Extra: 1000, Text: "moves a fifth", Moves: []award.Move{{Part: "EPS-R", Offer: "O01", Supplier: "X", Kg: -12}}, Plan: &other}}, nil
}

func (o *oracle) Limits(context.Context, *planner.Project, *planner.Plan) ([]award.Limit, error) {
	return []award.Limit{{Kind: "rule", ID: "R02", Text: "R02 a point looser saves 5"}}, nil
}

type user struct {
	t     *testing.T
	s     *session.Session
	p     *Page
	w     fyne.Window
	o     *oracle
	queue chan func()
}

func visit(t *testing.T) *user {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(ui.NewTheme(ui.Light))
	doc := document.New(plantest.Project(t, os.DirFS("../../assets/samples/ev-traction-de")))
	made, _ := shipped.Read("ev-traction-de")
	made.Plan.Digest = doc.Digest()
	doc.SetPlan(made.Plan)
	doc.SetBaselines(made.AsToday, made.Cheapest)
	u := &user{t: t, o: &oracle{}, queue: make(chan func(), 10_000)}
	u.s = session.New(reference.Shipped().Facts(), doc, u.o, func(f func()) { u.queue <- f })
	u.w = test.NewTempWindow(t, nil)
	u.p = New(u.s, u.w)
	u.w.SetPadded(false)
	layer := ui.NewLayer(u.w, u.p.Content())
	t.Cleanup(func() { layer.Close(); u.s.Close() })
	u.w.SetContent(layer)
	u.w.Resize(fyne.NewSize(1180, 660))
	return u
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

// types goes to the share of a group and enters another.
func (u *user) types(part, group, text string) {
	u.t.Helper()
	row, col := indexOf(u.p.matrix.Parts, part), -1
	for c := range u.p.matrix.Columns() {
		if u.p.matrix.Group(c) == group {
			col = c
		}
	}
	if row < 0 || col < 0 {
		u.t.Fatalf("there is no %s of %s in %v", part, group, u.p.matrix.Groups)
	}
	u.p.grid.Select(row, col)
	u.p.grid.Focus()
	for _, r := range text {
		u.w.Canvas().Focused().TypedRune(r)
	}
	u.w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
}

// split is a part that two groups share, the larger first, and one that quotes
// it and gets nothing.
func (u *user) split() (part, large, small, none string) {
	m := u.p.matrix
	for i, id := range m.Parts {
		large, small, none = "", "", ""
		for _, c := range m.cells[i] {
			switch {
			case c.group == "":
			case c.share == 0 && c.text != "" && none == "":
				none = c.group
			case c.share > 0.05 && large == "":
				large = c.group
			case c.share > 0.05 && small == "":
				small = c.group
			}
		}
		if large != "" && small != "" && none != "" {
			return id, large, small, none
		}
	}
	u.t.Fatal("no part is shared")
	return
}

func (u *user) share(part, group string) float64 {
	for i, id := range u.p.matrix.Parts {
		for _, c := range u.p.matrix.cells[i] {
			if id == part && c.group == group {
				return c.share
			}
		}
	}
	return -1
}

func TestATypedShareIsCostedAndTakenBack(t *testing.T) {
	u := visit(t)
	if u.p.byHand.active() || !u.p.byHand.bar.Hidden {
		t.Fatal("nothing was changed yet")
	}
	part, large, small, none := u.split()
	was := u.share(part, small)
	u.types(part, large, "90")
	if d := u.share(part, large) - 0.9; d > 1e-9 || d < -1e-9 {
		t.Fatalf("the share is %v", u.share(part, large))
	}
	if u.share(part, small) >= was {
		t.Error("the others divide what is left")
	}
	base, stale := u.s.Plan()
	if stale || u.p.input().Plan == base || u.s.Unsaved() {
		t.Error("the plan itself must stay")
	}
	if text := u.p.byHand.text.Text; u.p.byHand.bar.Hidden || !strings.HasPrefix(text, "By hand: ") {
		t.Errorf("the bar says %q", text)
	}
	u.types(part, none, "10 %")
	if len(u.p.byHand.shares()) != 2 || u.share(part, none) <= 0 {
		t.Errorf("%+v", u.p.byHand.shares())
	}
	if text := strings.Join(u.p.reasons.Texts(), "\n"); !strings.Contains(text, "By hand: "+none+" gets 10.0\u00a0% of "+part) {
		t.Error(text)
	}
	u.p.byHand.back.OnTapped()
	u.p.Undo()
	if _, can := u.p.CanUndo(); can || u.p.byHand.active() || u.p.input().Plan != base {
		t.Error("back at the plan")
	}
	u.p.Redo()
	u.p.Redo()
	if _, can := u.p.CanRedo(); can || len(u.p.byHand.shares()) != 2 {
		t.Errorf("both come again: %+v", u.p.byHand.shares())
	}
	u.p.byHand.forget()
	if _, can := u.p.CanUndo(); can {
		t.Error("what is forgotten is not undone")
	}
	u.types(part, large, "lots")
	u.types(part, large, "120")
	if u.p.byHand.active() {
		t.Error("nonsense is not taken")
	}
}

func TestSharesAreKeptAsAScenarioAndOpenedAgain(t *testing.T) {
	u := visit(t)
	part, large, _, _ := u.split()
	u.types(part, large, "95")
	cost := u.p.input().Plan.TotalCost
	if err := u.p.byHand.keepAs(""); err == nil {
		t.Error("a name is needed")
	}
	if err := u.p.byHand.keepAs("More of one"); err != nil {
		t.Fatal(err)
	}
	if _, stale := u.s.Plan(); stale || !u.s.Unsaved() {
		t.Error("a scenario does not make the plan old, but it must be saved")
	}
	scenarios := u.s.Project().Scenarios
	s := scenarios[len(scenarios)-1]
	if s.Name != "More of one" || len(s.HandShares) != 1 || s.HandShares[0].Share != 0.95 || u.p.byHand.scenes.Selected() != s.ID {
		t.Fatalf("%+v", s)
	}
	if _, can := u.p.CanUndo(); can {
		t.Error("what is kept is the project's to take back")
	}
	u.p.byHand.drop.OnTapped()
	u.p.byHand.open(s.ID)
	if got := u.p.input().Plan.TotalCost; got != cost {
		t.Errorf("opened again it costs %v, before %v", got, cost)
	}
	u.types(part, large, "80")
	if err := u.p.byHand.keepAs("more of ONE"); err != nil || len(u.s.Project().Scenarios) != len(scenarios) {
		t.Errorf("the same name is the same scenario: %v", err)
	}
	u.s.Undo()
	u.s.Undo()
	if len(u.s.Project().Scenarios) != len(scenarios)-1 {
		t.Error("undo takes the scenario away")
	}
}

func TestWhyNotIsAskedInTheBackground(t *testing.T) {
	u := visit(t)
	part, _, _, none := u.split()
	u.p.Shown(part)
	offer := u.p.offerOf(part, none)
	u.o.gate.Shut()
	u.p.ask.whyNot(offer)
	if u.p.tabs.SelectedIndex() != tabWhyNot || u.p.ask.stops[0].Hidden || !strings.Contains(u.p.ask.busy[0].Text, offer) {
		t.Error("the question is on its way and can be stopped")
	}
	u.p.ask.stops[0].OnTapped()
	u.o.gate.Open()
	if u.p.ask.now != "" {
		t.Error("stopped")
	}
	u.o.asked = nil
	for _, r := range u.p.ask.offers.Rows() {
		if strings.HasPrefix(r.Cells[0].Text, offer+" ") {
			r.Do()
		}
	}
	u.until("the answer", func() bool { return u.p.ask.whyOf != nil })
	text := strings.Join(u.p.ask.answer.Texts(), "\n")
	if len(u.o.asked) != 1 || !strings.Contains(text, "It costs more.") || !strings.Contains(text, "It enters at 40.") || !strings.Contains(text, "R01") {
		t.Errorf("%v: %s", u.o.asked, text)
	}
	rows := u.p.ask.split.Rows()
	if u.p.ask.split.Hidden || len(rows) != 2 || rows[1].Cells[1].Text != "+1,234.50" {
		t.Errorf("%+v", rows)
	}
	_ = u.s.Apply("x", planner.Edit{What: planner.Path("part", part, "mass_g"), After: "3"})
	u.p.ask.whyNot(offer)
	if text := strings.Join(u.p.ask.answer.Texts(), "\n"); !strings.Contains(text, "up to date") {
		t.Errorf("an old plan answers nothing: %s", text)
	}
}

func TestOtherPlansAndLooserLimits(t *testing.T) {
	u := visit(t)
	u.p.ask.findNear()
	u.until("other plans", func() bool { return u.p.ask.nearOf != nil })
	if text := u.p.ask.near.Texts(); len(text) != 2 || !strings.Contains(text[1], "12\u00a0kg less of EPS-R from X (O01)") {
		t.Errorf("%q", text)
	}
	u.p.ask.near.Press(0)
	if text := u.p.byHand.text.Text; !u.p.byHand.active() || text != "Other plan 1: EUR\u00a01,000 more than the plan" || !u.p.byHand.keep.Hidden {
		t.Errorf("%q", text)
	}
	u.p.byHand.drop.OnTapped()
	u.p.ask.loosen()
	u.until("limits", func() bool { return u.p.ask.limits != nil })
	if text := u.p.reasons.Texts(); text[0] != "R02 a point looser saves 5." {
		t.Errorf("%q", text[0])
	}
}

// A share can be asked about from its own cell: what was given by hand before stays
// given; a total is no share.
func TestWhatIfAShareWereAnother(t *testing.T) {
	u := visit(t)
	part, large, small, _ := u.split()
	u.types(part, small, "20")
	row := indexOf(u.p.matrix.Parts, part)
	for c := range u.p.matrix.Columns() {
		u.p.grid.Select(row, c)
		asked := u.p.WhatIf()
		if want := u.p.matrix.cells[row][c].group != "" && u.p.matrix.cells[row][c].text != ""; asked != want {
			t.Errorf("column %d: asked %v, want %v", c, asked, want)
		}
		if !asked {
			continue
		}
		layers := u.w.Canvas().Overlays().List()
		if len(layers) == 0 {
			t.Fatal("no question is on screen")
		}
		for _, x := range layers {
			u.w.Canvas().Overlays().Remove(x)
		}
	}
	id, err := whatif.KeepShare(u.s, planner.Scenario{HandShares: u.p.byHand.shares()}, planner.HandShare{Part: part, Group: large, Share: 0.7})
	if err != nil {
		t.Fatal(err)
	}
	u.p.byHand.open(id)
	if got := u.p.byHand.shares(); len(got) != 2 || got[0].Share != 0.2 || got[1].Share != 0.7 || !u.p.byHand.active() {
		t.Errorf("%+v", got)
	}
}

func TestThePageShowsWhatTheCommandDraws(t *testing.T) {
	u := visit(t)
	u.p.choose("EPS-R")
	in := u.p.input().pictures()
	for kind, shown := range map[string]chart.Picture{"walk": u.p.walk.Picture(), "gates": u.p.gates.Picture(), "cover": u.p.cover.Picture()} {
		picturetest.Same(t, shown, kind, in, pictures.Choice{})
	}
	picturetest.Same(t, u.p.months.Picture(), "months", in, pictures.Choice{Part: "EPS-R"})
}

// The shipped plan holds when it is counted again; one with an order too few does
// not, and the page says so above everything else.
func TestThePlanIsCountedASecondTime(t *testing.T) {
	u := visit(t)
	u.until("the count", func() bool { return u.s.Recount().Done })
	text := u.p.reasons.Texts()
	if got := text[len(text)-1]; !strings.Contains(got, "a second time") || !strings.Contains(got, "hold.") {
		t.Errorf("the last reason is %q", got)
	}
	right, _ := u.s.Plan()
	wrong := *right
	wrong.Awards = wrong.Awards[1:]
	u.o.made = &wrong
	u.s.Replan()
	u.until("the second count", func() bool { p, _ := u.s.Plan(); return p == &wrong && u.s.Recount().Done })
	if text := u.p.reasons.Texts(); !strings.Contains(text[0], "does not hold") || len(u.s.Recount().Findings) == 0 {
		t.Errorf("the first reason is %q, findings %q", text[0], u.s.Recount().Findings)
	}
	if got := u.p.summary(u.p.input()); !strings.Contains(got, "fault of the program") {
		t.Errorf("the head says %q", got)
	}
}

// The months shown are those of the part the cursor stands on, from the first, even
// where another part runs short.
func TestTheMonthsAreThoseOfThePartUnderTheCursor(t *testing.T) {
	u := visit(t)
	plan, _ := u.s.Plan()
	plan.Shortfalls = append(plan.Shortfalls, planner.Shortfall{Part: u.p.matrix.Parts[5], Month: plan.Start, Pieces: 40})
	u.p.part = ""
	u.p.refresh()
	under := func() string {
		row, _ := u.p.grid.Active()
		return u.p.matrix.Part(max(row, 0))
	}
	if u.p.part == "" || u.p.part != under() {
		t.Errorf("the months of %q, the cursor on %q", u.p.part, under())
	}
	u.p.grid.Select(3, 1)
	if u.p.part != under() || u.p.part != u.p.matrix.Parts[3] {
		t.Errorf("the months of %q, the cursor on %q", u.p.part, under())
	}
}
