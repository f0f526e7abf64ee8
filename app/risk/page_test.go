package risk

import (
	"context"
	"path/filepath"
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
	"remanence/app/ui/figures"
	"remanence/assets"
	"remanence/data/document"
	"remanence/data/reference"
	"remanence/data/shipped"
	"remanence/planner"
	"remanence/planner/risk"
)

// knocker takes two things away without an optimiser: all of China, and a site
// that outlasts its loss.
type knocker struct {
	plantest.Planner
	asked []string
	gate  plantest.Gate
}

func (m *knocker) KnockOut(ctx context.Context, p *planner.Project, plan *planner.Plan, at planner.Opt[planner.Month], progress func(done, all int)) (*risk.KnockOut, error) {
	progress(1, 4)
	if err := m.gate.Pass(ctx); err != nil {
		return nil, err
	}
	m.asked = append(m.asked, plan.Name+" "+at.Or(risk.DefaultAt(plan)).String())
	times := risk.Defaults(p, reference.Shipped().Facts())
	china := risk.Loss{Node: risk.Node{ID: "country:CN", Kind: risk.Country, Name: "China", Country: "CN", Offers: []string{"O01"}, Groups: []string{"A", "B"}, Hidden: true, Unknown: 0.2},
		Rank: 1, Recovery: times[risk.Country], Stopped: 2e6, Extra: 3e5, Index: 1, SurviveWeeks: planner.Some(6.5), IdleWeeks: planner.Some(4.0), IdlePart: "EPS-R", Short: true,
		Parts: []risk.PartStop{{Part: "EPS-R", From: at.Or(risk.DefaultAt(plan)) + 1, Weeks: 6.5, Months: 5, Pieces: 1200, Cost: planner.Some(2e6)}}}
	if v, ok := p.Recovery.Get("country:CN"); ok {
		china.Recovery = risk.Recovery{Months: v, Why: "set in this project", Source: planner.Source{Name: "project", User: true}}
		china.Short = v*planner.WeeksPerMonth > 6.5
	}
	site := risk.Loss{Node: risk.Node{ID: "site:X/Y", Kind: risk.Site, Name: "X, Y", Groups: []string{"X"}}, Rank: 2, Recovery: times[risk.Site], Parts: []risk.PartStop{}}
	return &risk.KnockOut{Plan: plan.Name, Digest: plan.Digest, Currency: plan.Currency, At: at.Or(risk.DefaultAt(plan)), Months: 18, Nodes: []risk.Loss{china, site},
		First: planner.Some(risk.FirstStop{Days: 45.5, Node: "country:CN", Name: "China", Parts: []string{"EPS-R"}})}, nil
}

type user struct {
	t     *testing.T
	s     *session.Session
	p     *Page
	w     fyne.Window
	m     *knocker
	queue chan func()
}

func visit(t *testing.T, doc *document.Document) *user {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(ui.NewTheme(ui.Light))
	u := &user{t: t, m: &knocker{}, queue: make(chan func(), 10_000)}
	u.s = session.New(reference.Shipped().Facts(), doc, u.m, func(f func()) { u.queue <- f })
	u.w = test.NewTempWindow(t, nil)
	u.p = New(u.s, u.w)
	layer := ui.NewLayer(u.w, u.p.Content())
	t.Cleanup(func() { layer.Close(); u.s.Close() })
	u.w.SetPadded(false)
	u.w.SetContent(layer)
	u.w.Resize(fyne.NewSize(1180, 660))
	return u
}

func planned(t *testing.T) *document.Document {
	var doc *document.Document
	for _, x := range assets.Samples() {
		if x.ID == "ev-traction-de" {
			doc = document.New(plantest.Project(t, x.FS))
		}
	}
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

func (u *user) known() bool { return u.p.nodes.Result != nil && u.p.now == "" && !u.p.nodes.Stale }

func (u *user) cell(row, col int) string { return u.p.nodes.Cell(row, col).Text }

func TestOutagesAreFoundOutByThemselves(t *testing.T) {
	u := visit(t, planned(t))
	u.until("the outages", u.known)
	if u.p.nodes.Rows() != 2 || !strings.HasPrefix(u.cell(0, colNode), "China") || u.cell(0, colLast) != "6.5" || u.cell(1, colLast) != figures.Missing {
		t.Errorf("rows: %q lasts %q, %q lasts %q", u.cell(0, colNode), u.cell(0, colLast), u.cell(1, colNode), u.cell(1, colLast))
	}
	if c := u.p.nodes.Cell(0, colLast); !strings.Contains(c.Tooltip, "Shorter than") {
		t.Errorf("a line that stops too early: %+v", c)
	}
	story := strings.Join(u.p.story.Texts(), "\n")
	for _, want := range []string{"last 6.5 weeks", "If nobody acts, EPS-R stops after 4.0 weeks", "EPS-R stops after", "Hidden common node", "Up to 20"} {
		if !strings.Contains(story, want) {
			t.Errorf("the story lacks %q: %s", want, story)
		}
	}
	if s := Summary(u.p.nodes.Result); !strings.Contains(s, "1 stops a line") || !strings.Contains(s, "45 days") {
		t.Errorf("summary %q", s)
	}
	pic := pictures.Lasting(u.p.nodes.Result)
	long := u.p.nodes.Result.Nodes[0].Recovery.Months * planner.WeeksPerMonth
	if sum := pic.Bars[0].Segments[0].Value + pic.Bars[0].Segments[1].Value; sum < long-1e-9 || sum > long+1e-9 || len(pic.Bars[1].Segments) != 1 {
		t.Errorf("a bar of %g weeks for %g", sum, long)
	}
	u.p.grid.Select(0, colLast)
	if e, ok := u.p.Why(); !ok || e.Value != "6.5" || len(e.Inputs) == 0 || e.Inputs[0].How == "" {
		t.Errorf("why: %+v", e)
	}
	u.p.grid.Select(1, 0)
	if u.p.chosen != "site:X/Y" || len(pictures.Outage(u.p.nodes.Result, u.p.loss()).Lanes) != 1 {
		t.Errorf("chosen %s", u.p.chosen)
	}
}

// types enters a text into the cell that is selected.
func (u *user) types(text string) {
	u.p.grid.Focus()
	for _, r := range text {
		u.w.Canvas().Focused().TypedRune(r)
	}
	u.w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
}

func TestATimeToRecoverIsTypedAndTakenBack(t *testing.T) {
	u := visit(t, planned(t))
	u.until("the outages", u.known)
	was := u.cell(0, colRecover)
	u.p.grid.Select(0, colRecover)
	u.types("1")
	if v, ok := u.s.Project().Recovery.Get("country:CN"); !ok || v != 1 {
		t.Fatalf("the project holds %v", u.s.Project().Recovery)
	}
	if u.s.Status().Kind != session.UpToDate {
		t.Error("a time to recover put the plan out of date")
	}
	u.until("the outages again", func() bool { return u.known() && u.cell(0, colRecover) == "1" })
	if u.p.nodes.Result.Nodes[0].Short {
		t.Error("it recovers in time now")
	}
	for _, bad := range []string{"soon", "0", "-3", "500"} {
		if err := u.p.recover("country:CN", bad); err == nil {
			t.Errorf("%q was taken", bad)
		}
	}
	u.s.Undo()
	u.until("the default again", func() bool { return u.known() && u.cell(0, colRecover) == was })
	// By kind, on its own page.
	row := -1
	for i, d := range u.p.times.Rules {
		if d.Why == "" || d.Months <= 0 || d.Source.Name == "" {
			t.Errorf("%s has no source", d.Kind)
		}
		if d.Kind == risk.Lane {
			row = i
		}
	}
	if err := u.p.recover(string(risk.Lane), "3"); err != nil || u.p.times.Cell(row, 1).Text != "3" {
		t.Errorf("lanes recover in %q, %v", u.p.times.Cell(row, 1).Text, err)
	}
	if err := u.p.recover(string(risk.Lane), ""); err != nil || len(u.s.Project().Recovery) != 0 {
		t.Errorf("the default did not come back: %v, %v", u.s.Project().Recovery, err)
	}
}

func TestAnotherPlanAndMonthAreAsked(t *testing.T) {
	u := visit(t, planned(t))
	u.until("the outages", u.known)
	u.p.pick.SetSelected(AsToday)
	u.p.pick.OnChanged(AsToday)
	u.until("those of today", u.known)
	m := u.s.Project().Start + 2
	u.p.month.OnChanged(m.String())
	u.until("those of another month", func() bool { return u.known() && u.p.nodes.Result.At == m })
	if n := len(u.m.asked); n != 3 || !strings.HasSuffix(u.m.asked[2], m.String()) || u.m.asked[0] == u.m.asked[1] {
		t.Errorf("asked %v", u.m.asked)
	}
}

func TestFindingOutCanBeStopped(t *testing.T) {
	doc := planned(t)
	u := &user{t: t, m: &knocker{}, queue: make(chan func(), 10_000)}
	u.m.gate.Shut()
	test.NewTempApp(t).Settings().SetTheme(ui.NewTheme(ui.Light))
	u.s = session.New(reference.Shipped().Facts(), doc, u.m, func(f func()) { u.queue <- f })
	u.w = test.NewTempWindow(t, nil)
	u.p = New(u.s, u.w)
	t.Cleanup(u.s.Close)
	u.until("progress", func() bool { return u.p.done[1] == 4 })
	if !strings.Contains(u.p.state.Text(), "25") || !u.p.stop.Visible() {
		t.Errorf("while it works: %q", u.p.state.Text())
	}
	u.p.stop.OnTapped()
	if u.p.now != "" || u.p.stop.Visible() || u.p.nodes.Result != nil {
		t.Error("it was not stopped")
	}
	u.m.gate.Open()
	u.p.run.OnTapped()
	u.until("the outages", u.known)
}

func TestAnEmptyProjectSaysWhatToDo(t *testing.T) {
	u := visit(t, document.New(&planner.Project{Currency: "EUR", Start: planner.MonthOf(2027, 1), Months: 12}))
	if u.p.nodes.Rows() != 0 || !strings.Contains(u.p.grid.EmptyText, "Enter parts") || !u.p.run.Disabled() {
		t.Errorf("empty: %q", u.p.grid.EmptyText)
	}
	for i := range u.p.tabs.Items {
		u.p.tabs.SelectIndex(i)
	}
}

func TestSafetyIsPricedAsInsurance(t *testing.T) {
	u := visit(t, planned(t))
	u.until("the outages", u.known)
	x := u.p.safety
	x.insure.OnTapped()
	u.until("the price of safety", func() bool { return x.now == "" })
	if rows := x.covers.Rows(); len(rows) != 2 || !strings.HasPrefix(rows[0].Cells[0].Text, "China") && !strings.HasPrefix(rows[1].Cells[0].Text, "China") || !strings.Contains(x.says["insurance"].Text(), "a year") {
		t.Errorf("%q, %d rows", x.says["insurance"].Text(), len(rows))
	}
	i := &risk.Insurance{Currency: "EUR", Reference: "cheapest", Premium: 1e5, LossReference: 2e6, LossPlan: 1e6, TailAvoided: 1e6,
		Covers: []risk.InsuredEvent{{Name: "China", Recovery: 8, Reference: 2e6, Plan: 1e6, Reduction: 1e6, BreakEven: planner.Some(0.1)}, {Name: "X", Reference: 5, Plan: 5}}}
	if rows := Covers(i, u.s.Explain); !strings.HasPrefix(rows[0].Cells[5].Text, "10.0") || rows[1].Cells[5].Text != figures.Missing {
		t.Errorf("break-even %+v", rows)
	}
	if s := Premium(i); !strings.HasSuffix(strings.SplitN(s, ". ", 2)[0], "a year more than cheapest") {
		t.Errorf("premium %q", s)
	}
}

func TestPoliciesAreSimulatedAndAssumptionsTypedOver(t *testing.T) {
	u := visit(t, planned(t))
	u.until("the outages", u.known)
	x := u.p.safety
	x.sim.OnTapped()
	x.stop()
	if x.now != "" || len(x.results.Rows()) != 0 {
		t.Error("it was not stopped")
	}
	for _, p := range x.params.list {
		if p.Title == "" || p.Why == "" || p.Source.Name == "" {
			t.Errorf("%s has no source", p.Name)
		}
	}
	if err := u.p.assume(risk.Approval, "0.9"); err != nil {
		t.Fatal(err)
	}
	if v := x.params.list.Get(risk.Approval); v != 0.9 || u.s.Status().Kind != session.UpToDate {
		t.Errorf("assumed %g, %v", v, u.s.Status())
	}
	if err := u.p.assume(risk.Approval, "-1"); err == nil {
		t.Error("a chance below zero was taken")
	}
	u.s.Undo()
	if len(u.s.Project().Simulation) != 0 {
		t.Error("undo does not bring the default back")
	}
	s := &risk.Simulation{Currency: "EUR", Start: planner.MonthOf(2027, 1), Months: 2, Policies: []risk.PolicyResult{{Name: "Plan", Planned: 1e6, StopByMonth: []float64{0, 0.2},
		Cost: risk.Distribution{P50: risk.Figure{Value: 1.1e6, Low: 1e6, High: 1.2e6}}, StopRisk: risk.Figure{Value: 0.2, Low: 0.1, High: 0.3}}}}
	if rows := Outcomes(s, u.s.Explain); !strings.Contains(rows[0].Tip, "95 % sure between") && !strings.Contains(rows[0].Tip, "sure between") || pictures.StopChances(s).Series[0].Values[1] != 0.2 {
		t.Errorf("outcomes %+v", rows)
	}
}

// What the tabs show is what the command draws from the same answers.
func TestTheTabsShowWhatTheCommandDraws(t *testing.T) {
	u := visit(t, planned(t))
	u.until("the outages", u.known)
	x := u.p.safety
	x.insure.OnTapped()
	u.until("the price of safety", func() bool { return x.now == "" && len(x.covers.Rows()) > 0 })
	var insured risk.Insurance
	if _, ok := u.s.Kept(insurance, &insured); !ok {
		t.Fatal("the price of safety is not kept")
	}
	s := simulated()
	x.simulated(s, "")
	in := u.p.input()
	drawn := pictures.Input{Project: in.Project, Facts: in.Facts, Plan: in.Plan, AsToday: in.AsToday, Cheapest: in.Cheapest,
		Found: pictures.Found{Outages: u.p.nodes.Result, Insurance: &insured, Simulation: s}}
	for kind, shown := range map[string]chart.Picture{"outage": u.p.stops.Picture(), "lasting": u.p.lasting.Picture(), "cover": u.p.cover.Picture(), "insurance": x.losses.Picture(),
		"distribution": x.spread.Picture(), "cumulative": x.costs.Picture(), "chances": x.chances.Picture()} {
		picturetest.Same(t, shown, kind, drawn, pictures.Choice{})
	}
	x.losses.OnTapped("site:X/Y")
	if u.p.chosen != "site:X/Y" {
		t.Errorf("a loss leads to %q", u.p.chosen)
	}
	x.forget()
	if n := len(x.spread.Picture().(chart.Distribution).Samples); n != 0 {
		t.Errorf("%d policies of another project", n)
	}
}

// simulated is a simulation of two policies made up by hand.
func simulated() *risk.Simulation {
	cost := func(at float64, counts ...int) risk.Distribution {
		d := risk.Distribution{P50: risk.Figure{Value: at + 10}, P95: risk.Figure{Value: at + 25}, CVaR95: risk.Figure{Value: at + 28}, Counts: counts}
		for k := range len(counts) + 1 {
			d.Edges = append(d.Edges, at+10*float64(k))
		}
		return d
	}
	return &risk.Simulation{Currency: "EUR", Start: planner.MonthOf(2027, 1), Months: 2, Paths: 100, Seed: 7, Policies: []risk.PolicyResult{
		{Name: pictures.NamePlan, Cost: cost(100, 30, 50, 20), StopByMonth: []float64{0, 0.2}}, {Name: pictures.NameAsToday, Cost: cost(90, 60, 20, 20), StopByMonth: []float64{0.1, 0.4}}}}
}

// What was found out survives closing: it is there at once when the project is
// opened again, and says that it is out of date once an input changes.
func TestAnswersSurviveClosing(t *testing.T) {
	doc := planned(t)
	u := visit(t, doc)
	u.until("the outages", u.known)
	u.p.safety.insure.OnTapped()
	u.until("the price of safety", func() bool { return u.p.safety.now == "" })
	path := filepath.Join(t.TempDir(), "kept"+document.Ext)
	if err := doc.Save(path); err != nil {
		t.Fatal(err)
	}
	again, err := document.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	v := visit(t, again)
	if !v.known() || v.p.nodes.Rows() != 2 || len(v.p.safety.covers.Rows()) != 2 || len(v.m.asked) != 0 {
		t.Fatalf("%d outages, %d covers, asked %v", v.p.nodes.Rows(), len(v.p.safety.covers.Rows()), v.m.asked)
	}
	if text := v.p.safety.says[insurance].Text(); strings.Contains(text, "Out of date") || !strings.Contains(text, "a year") {
		t.Errorf("%q", text)
	}
	part := v.s.Project().Parts[0].ID
	if err := v.s.Apply("mass", planner.Edit{What: planner.Path("part", part, "mass_g"), After: "99"}); err != nil {
		t.Fatal(err)
	}
	if text := v.p.safety.says[insurance].Text(); !strings.Contains(text, "Out of date") || !v.p.nodes.Stale {
		t.Errorf("%q, stale %v", text, v.p.nodes.Stale)
	}
}
