package risk

import (
	"context"
	"errors"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"remanence/app/chart"
	"remanence/app/chartview"
	"remanence/app/entry"
	"remanence/app/follow"
	"remanence/app/grid"
	"remanence/app/parts"
	"remanence/app/pictures"
	"remanence/app/session"
	"remanence/app/tr"
	"remanence/app/ui"
	"remanence/app/ui/figures"
	"remanence/app/ui/palette"
	"remanence/app/whatif"
	"remanence/app/why"
	"remanence/app/words"
	"remanence/planner"
	"remanence/planner/risk"
)

// Page shows what happens to a plan when something it stands on is gone.
type Page struct {
	session *session.Session
	window  fyne.Window
	object  fyne.CanvasObject
	tabs    *container.AppTabs

	which  string // plan, today or cheapest
	at     planner.Opt[planner.Month]
	front  string            // the scenario they speak of
	found  map[string]answer // by plan
	task   *session.Task
	now    string // the plan whose nodes are being removed
	done   [2]int
	failed string

	chosen  string                         // id of a node
	about   func() (why.Explanation, bool) // a table of assumptions chosen last, nil for the outages
	nodes   *Nodes
	grid    *grid.Grid
	head    *fyne.Container
	pick    *ui.Pick
	month   *ui.Pick
	run     *ui.Button
	stop    *ui.Button
	state   *ui.State
	tools   *fyne.Container
	story   *parts.Lines
	stops   *chartview.View
	lasting *chartview.View
	cover   *chartview.View
	times   *Times
	timing  *grid.Grid
	safety  *safety
}

// answer is what was found out, and from what.
type answer struct {
	key string
	k   *risk.KnockOut
}

// New makes the page of a session.
func New(s *session.Session, w fyne.Window) *Page {
	p := &Page{session: s, window: w, which: ThePlan, found: map[string]answer{}}
	p.build()
	s.Subscribe(func(e session.Event) {
		switch e.Kind {
		case session.Opened:
			p.halt()
			p.which, p.at, p.chosen, p.found = ThePlan, planner.Opt[planner.Month]{}, "", map[string]answer{}
			p.front = s.Front()
			p.safety.forget()
			p.refresh()
		case session.ProjectChanged, session.PlanChanged:
			if p.front != s.Front() { // another scenario is in front: other answers
				p.halt()
				p.front, p.found = s.Front(), map[string]answer{}
			}
			p.refresh()
			p.start(false)
		case session.StatusChanged:
			p.start(false)
			p.showState()
			p.safety.show()
		}
	})
	p.refresh()
	p.start(false)
	return p
}

// ID implements session.Page.
func (p *Page) ID() string { return "risk" }

// Title implements session.Page.
func (p *Page) Title() string { return tr.T("Risk") }

// Content implements session.Page.
func (p *Page) Content() fyne.CanvasObject { return p.object }

// Shown implements session.Page. what is the id of a node, "recovery" for the times
// to recover, or the cell of one of them.
func (p *Page) Shown(what string) {
	switch {
	case what == "":
	case what == "recovery", strings.HasPrefix(what, pictures.RecoveryPath("")):
		p.tabs.SelectIndex(len(p.tabs.Items) - 1)
	default:
		p.choose(what)
	}
}

func (p *Page) build() {
	p.pick = ui.NewPick([]ui.Option{{ID: ThePlan, Label: PlanName(ThePlan)}, {ID: AsToday, Label: PlanName(AsToday)}, {ID: Cheapest, Label: PlanName(Cheapest)}}, func(id string) {
		p.which = id
		p.refresh()
		p.start(false)
	})
	p.pick.SetSelected(p.which)
	p.month = ui.NewPick(nil, func(id string) {
		if m, err := planner.ParseMonth(id); err == nil {
			p.at = planner.Some(m)
			p.refresh()
			p.start(false)
		}
	})
	p.month.Tip = tr.T("The month in which every outage begins")
	p.run = ui.NewButton(tr.T("Find out"), theme.ViewRefreshIcon(), tr.T("Take away everything the plan stands on, one at a time, and plan again with what is qualified"), func() { p.start(true) })
	p.stop = ui.NewButton(tr.T("Stop"), theme.CancelIcon(), tr.T("Stop finding out"), p.halt)
	p.state = ui.NewState(func() {
		p.session.Explain(why.Progress(tr.T("What if it is gone?"), p.state.Text(), tr.T("Everything the plan stands on is taken away in turn, for as long as it needs to recover. No probability is needed.")))
	})
	sized := func(o fyne.CanvasObject, width float32) fyne.CanvasObject {
		return container.NewGridWrap(fyne.NewSize(width, o.MinSize().Height), o)
	}
	p.tools = container.NewBorder(nil, widget.NewSeparator(), container.NewHBox(widget.NewLabel(tr.T("Outages in")), sized(p.pick, 130), widget.NewLabel(tr.T("from")), sized(p.month, 130), p.run, p.stop), nil, p.state.Object())

	p.nodes = &Nodes{}
	p.grid = grid.New(p.nodes)
	p.grid.FrozenColumns, p.grid.RowNumbers, p.grid.KeepOrder = 1, true, false
	p.grid.OnSelected = func(row, _ int) {
		p.about = nil
		if p.nodes.Result != nil && row >= 0 && row < p.nodes.Rows() && p.nodes.Result.Nodes[row].ID != p.chosen {
			p.chosen = p.nodes.Result.Nodes[row].ID
			p.showDetail()
		}
	}
	p.grid.OnRefused = p.refused
	p.grid.OnContext = p.menu
	p.story = parts.NewLines(tr.T("Choose an outage."))
	p.stops, p.lasting, p.cover = chartview.New(chart.Timeline{}), chartview.New(chart.HorizontalBars{}), chartview.New(chart.Heat{})
	p.lasting.OnTapped = p.choose
	unknown := func() string { return p.hint(p.input()) }
	p.story.Hint, p.stops.Hint, p.lasting.Hint = unknown, unknown, unknown
	p.cover.Hint = p.session.Hint
	for kind, v := range map[string]*chartview.View{"outage": p.stops, "lasting": p.lasting, "cover": p.cover} {
		p.follow(kind, v)
	}
	p.times = &Times{set: p.recover}
	p.timing = grid.New(p.times)
	p.timing.FrozenColumns, p.timing.RowNumbers, p.timing.KeepOrder = 1, false, true
	p.timing.OnRefused = p.refused
	p.assumed(p.timing, p.times.Why)
	p.safety = newSafety(p)
	detail := container.NewHSplit(container.NewVScroll(p.story.Object()), chartview.Scrolled(p.stops))
	detail.Offset = 0.45
	p.tabs = container.NewAppTabs(container.NewTabItem(tr.T("Who stops when"), detail), container.NewTabItem(tr.T("How long lines last"), chartview.Scrolled(p.lasting)),
		container.NewTabItem(tr.T("Cover"), chartview.Scrolled(p.cover)), container.NewTabItem(tr.T("Insurance"), p.safety.insurance), container.NewTabItem(tr.T("Simulation"), p.safety.simulation), container.NewTabItem(tr.T("Times to recover"), p.timing))
	p.head = container.NewStack()
	upper := ui.NewPanel(container.NewBorder(container.NewVBox(p.head, p.tools), nil, nil, nil, p.grid))
	p.grid.Beside = ui.NewVeil(p.tabs)
	split := container.NewVSplit(upper, ui.NewPanel(p.grid.Beside))
	split.Offset = 0.52
	p.object = container.New(layout.NewCustomPaddedLayout(8, 8, 8, 8), split)
}

// follow makes the marks of a picture lead to their causes.
func (p *Page) follow(kind string, v *chartview.View) {
	follow.Picture(p.session, v, kind, func() (pictures.Input, pictures.Choice) {
		in := p.input()
		return pictures.Input{Project: in.Project, Facts: in.Facts, Plan: in.Of(p.which), Old: p.oldWords(kind),
			Found: pictures.Found{Outages: p.nodes.Result, Insurance: p.safety.price, Simulation: p.safety.outcome}}, pictures.Choice{Node: p.chosen}
	})
}

// oldWords is what to say of the figures of a picture when they are out of date.
func (p *Page) oldWords(kind string) string {
	old := p.nodes.Stale
	switch kind {
	case "insurance":
		old = p.safety.old(insurance)
	case "distribution", "cumulative", "chances":
		old = p.safety.old(simulation)
	}
	if old {
		return why.OldAnswer()
	}
	return ""
}

func (p *Page) input() Input {
	plan, stale := p.session.Plan()
	return Input{Project: p.session.Project(), Facts: p.session.Facts(), Plan: plan, AsToday: p.session.AsToday(), Cheapest: p.session.Cheapest(), Stale: stale}
}

// keyOf names what the outages of a plan depend on; "" without such a plan.
func (p *Page) keyOf(in Input, which string) string {
	plan := in.Of(which)
	if plan == nil {
		return ""
	}
	return risk.Key(p.session.Digest(), in.Project, plan, p.at)
}

// keptName is the name under which the outages of a plan are kept with the
// project.
func keptName(which string) string { return "outages-" + which }

// recall takes what is kept with the project where nothing is known yet.
func (p *Page) recall(which string) {
	if _, ok := p.found[which]; ok {
		return
	}
	var k risk.KnockOut
	if key, ok := p.session.Kept(keptName(which), &k); ok {
		p.found[which] = answer{key, &k}
	}
}

// learn takes an answer and keeps it with the project; another month than the
// usual one is a passing question.
func (p *Page) learn(which string, a answer, at planner.Opt[planner.Month], asked bool) {
	p.found[which] = a
	if plan := p.input().Of(which); plan != nil && at.Or(risk.DefaultAt(plan)) == risk.DefaultAt(plan) {
		p.session.Keep(keptName(which), a.key, a.k, asked)
	}
}

// fresh reports that the answer belongs to what is on screen.
func (p *Page) fresh(in Input, which string) bool {
	a, ok := p.found[which]
	return ok && a.key == p.keyOf(in, which) && !in.Stale
}

// able reports that nodes can be removed now.
func (p *Page) able(in Input, which string) (Knocker, bool) {
	k, ok := p.session.Planner().(Knocker)
	return k, ok && in.Of(which) != nil && !in.Stale && p.session.Status().Kind == session.UpToDate
}

// start finds out what the chosen plan's outages do, unless that is known. What
// runs for other inputs is dropped.
func (p *Page) start(again bool) {
	in, which := p.input(), p.which
	k, ok := p.able(in, which)
	if !ok {
		if p.now != "" {
			p.halt()
		}
		return
	}
	if !again && (p.fresh(in, which) || p.failed != "") {
		return
	}
	a, plan, at := answer{key: p.keyOf(in, which)}, in.Of(which), p.at
	if p.now == which+a.key {
		return
	}
	p.task.Cancel()
	p.now, p.done, p.failed = which+a.key, [2]int{}, ""
	p.task = session.Work(p.session, func(ctx context.Context, tell func([2]int)) (err error) {
		a.k, err = k.KnockOut(ctx, in.Project, plan, at, func(done, all int) { tell([2]int{done, all}) })
		return err
	}, func(d [2]int) {
		p.done = d
		p.showState()
	}, func(err error) {
		p.now = ""
		switch {
		case err == nil:
			p.learn(which, a, at, again)
		case !errors.Is(err, context.Canceled):
			p.failed = words.Sentence(tr.F("This could not be found out: %s", words.Said(err.Error())))
		}
		p.refresh()
	})
	p.showState()
}

// halt ends finding out; what is known stays.
func (p *Page) halt() {
	p.task.Cancel()
	p.now = ""
	p.showState()
}

// recover sets a time to recover in the project.
func (p *Page) recover(name, text string) error {
	e, err := Recover(p.session.Project(), name, text)
	if err != nil || e.Before == e.After {
		return err
	}
	p.failed = ""
	return p.session.Apply(tr.F("Time to recover of %s", name), e)
}

// assume sets a parameter of the simulation in the project.
func (p *Page) assume(name, text string) error {
	e, err := Assume(p.session.Project(), name, text)
	if err != nil || e.Before == e.After {
		return err
	}
	return p.session.Apply(tr.T("Assumption of the simulation"), e)
}

func (p *Page) refused(list []grid.Refusal) {
	ui.Toast(p.window, ui.Notice{Text: list[0].Why, Tint: palette.Warn})
}

// choose brings an outage to the front: of the plan on screen, else of the first
// plan whose outages are known and have it.
func (p *Page) choose(id string) {
	if p.nodes.Result == nil {
		p.chosen = id
		return
	}
	if i := nodeIn(p.nodes.Result, id); i >= 0 {
		p.chosen = id
		if !p.grid.Size().IsZero() {
			p.grid.Select(i, 0)
		}
		p.tabs.SelectIndex(0)
		p.showDetail()
		return
	}
	for _, which := range []string{ThePlan, AsToday, Cheapest} {
		p.recall(which)
		if a, ok := p.found[which]; ok && which != p.which && nodeIn(a.k, id) >= 0 {
			p.which = which
			p.refresh()
			p.choose(id)
			return
		}
	}
	ui.Toast(p.window, ui.Notice{Text: tr.F("No plan whose outages are known stands on %s.", words.Node(id, id)), Tint: palette.Info})
}

// nodeIn is the row of an outage, -1 without it.
func nodeIn(k *risk.KnockOut, id string) int {
	return slices.IndexFunc(k.Nodes, func(l risk.Loss) bool { return l.ID == id })
}

func (p *Page) refresh() {
	in := p.input()
	p.recall(p.which)
	p.nodes = &Nodes{set: p.recover}
	if a, ok := p.found[p.which]; ok {
		p.nodes.Result, p.nodes.Stale = a.k, !p.fresh(in, p.which)
	}
	p.grid.EmptyText = p.hint(in)
	p.pick.SetSelected(p.which)
	p.months(in)
	row, col := p.grid.Active()
	p.grid.SetModel(p.nodes)
	if k := p.nodes.Result; k != nil && len(k.Nodes) > 0 {
		at := -1
		for i := range k.Nodes {
			if k.Nodes[i].ID == p.chosen {
				at = i
			}
		}
		if at < 0 {
			at, p.chosen = 0, k.Nodes[0].ID
		}
		// Before the first layout the grid cannot know what is in view.
		if !p.grid.Size().IsZero() && row != at {
			p.grid.Select(at, max(col, 0))
		}
	}
	p.times.Rules = risk.KindTimes(in.Project, in.Facts)
	p.timing.Refresh()
	p.safety.follow(in)
	p.lasting.SetPicture(pictures.Lasting(p.nodes.Result))
	p.cover.SetPicture(pictures.Cover(pictures.Input{Project: in.Project, Facts: in.Facts, Plan: in.Of(p.which)}))
	p.showDetail()
	p.showState()
}

// hint says what to do while there is nothing to show.
func (p *Page) hint(in Input) string {
	switch {
	case len(in.Project.Parts) == 0:
		return tr.T("There is nothing to take away yet. Enter parts and offers, or open the example; the plan is made by itself.")
	case p.failed != "":
		return p.failed
	case in.Of(p.which) == nil:
		return tr.T("There is no plan whose suppliers, sites and countries could be taken away.")
	}
	return tr.T("Taking away suppliers, sites, countries and rules, one at a time.")
}

// months offers the months of the plan for the beginning of outages.
func (p *Page) months(in Input) {
	var options []ui.Option
	for m := range in.Project.Months {
		x := in.Project.Start + planner.Month(m)
		options = append(options, ui.Option{ID: x.String(), Label: figures.MonthLabel(x)})
	}
	p.month.SetOptions(options)
	at := p.at
	if plan := in.Of(p.which); !at.OK && plan != nil {
		at = planner.Some(risk.DefaultAt(plan))
	}
	if at.OK {
		p.month.SetSelected(at.V.String())
	}
}

func (p *Page) loss() *risk.Loss {
	if p.nodes.Result == nil {
		return nil
	}
	for i := range p.nodes.Result.Nodes {
		if p.nodes.Result.Nodes[i].ID == p.chosen {
			return &p.nodes.Result.Nodes[i]
		}
	}
	return nil
}

func (p *Page) showDetail() {
	l := p.loss()
	p.stops.SetPicture(pictures.Outage(p.nodes.Result, l))
	var lines []parts.Line
	if l != nil {
		row := nodeIn(p.nodes.Result, l.ID)
		tell := func() { p.session.Explain(explain(p.nodes, row, colNode)) }
		for _, x := range Story(p.nodes.Result, l) {
			line := parts.Line{Text: x.Text, Tint: x.Tint, Why: tell}
			if x.Part != "" {
				line.Do = func() { p.session.Navigate("plan", x.Part) }
			}
			lines = append(lines, line)
		}
		for _, n := range p.nodes.Result.Notes {
			lines = append(lines, parts.Line{Text: words.Reason(n)})
		}
	}
	p.story.Set(lines)
}

// explainFirst shows what the first stop of any outage rests on; nil without one.
func (p *Page) explainFirst(k *risk.KnockOut) func() {
	if k == nil || len(k.Nodes) == 0 {
		return nil
	}
	return func() {
		row := 0
		if k.First.OK {
			row = max(0, nodeIn(k, k.First.V.Node))
		}
		p.session.Explain(explain(p.nodes, row, colNode))
	}
}

func (p *Page) showState() {
	in := p.input()
	_, able := p.able(in, p.which)
	if p.now != "" {
		p.run.Hide()
		p.stop.Show()
	} else {
		p.stop.Hide()
		p.run.Show()
		if able {
			p.run.Enable()
		} else {
			p.run.Disable()
		}
	}
	text, sub := "", tr.T("Everything the plan stands on is taken away in turn, for as long as it needs to recover. No probability is needed.")
	k := p.nodes.Result
	switch {
	case p.now != "" && p.done[1] > 0:
		text = tr.F("%d of %d outages · %s", p.done[0], p.done[1], figures.Percent(float64(p.done[0])/float64(p.done[1]), 0))
	case p.now != "":
		text = tr.T("Laying out the outages")
	case p.failed != "":
		text = p.failed
	case p.nodes.Stale:
		text = tr.T("Out of date: the inputs changed since.")
	}
	if k != nil {
		sub = Summary(k)
	}
	p.state.SetText(text)
	p.tools.Refresh() // buttons came or went
	p.head.Objects = []fyne.CanvasObject{ui.NewExplained(tr.T("What if it is gone?"), sub, p.explainFirst(k))}
	p.head.Refresh()
}

// menu is the context menu of an outage.
func (p *Page) menu(row, col int, at fyne.Position) {
	c := entry.CanvasOf(p.grid)
	if c == nil || p.nodes.Result == nil || row < 0 || row >= p.nodes.Rows() {
		return
	}
	l := &p.nodes.Result.Nodes[row]
	p.choose(l.ID)
	items := whatif.Menu(p.session, p.window, explain(p.nodes, row, col))
	for _, offer := range l.Offers[:min(len(l.Offers), 8)] {
		items = append(items, fyne.NewMenuItem(tr.F("Show offer %s", offer), func() { p.session.Navigate("sources", planner.Path("offer", offer)) }))
	}
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", items...), c, at)
}

// assumed makes a table of assumptions explain itself: what was chosen last is what
// is asked about, and its context menu says where a figure comes from and what if it
// were another.
func (p *Page) assumed(g *grid.Grid, explain func(row int) (why.Explanation, bool)) {
	about := func() (why.Explanation, bool) {
		row, _ := g.Active()
		return explain(row)
	}
	g.OnSelected = func(int, int) { p.about = about }
	g.OnContext = func(_, _ int, at fyne.Position) {
		c := entry.CanvasOf(g)
		if e, ok := about(); ok && c != nil {
			widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", whatif.Menu(p.session, p.window, e)...), c, at)
		}
	}
}

// Why implements session.Explainer: the figure of the table chosen last.
func (p *Page) Why() (why.Explanation, bool) {
	if p.about != nil {
		return p.about()
	}
	row, col := p.grid.Active()
	if p.nodes.Result == nil || row < 0 || row >= p.nodes.Rows() || col < 0 {
		return why.Explanation{}, false
	}
	return explain(p.nodes, row, col), true
}

func explain(n *Nodes, row, col int) why.Explanation {
	l := &n.Result.Nodes[row]
	c := n.Columns()[col]
	e := pictures.OutageWhy(n.Result, l, tr.F("%s, without %s", c.Title, words.Node(l.ID, l.Name)), n.Cell(row, col).Text, c.Tooltip)
	if col == colNode { // the cell names what is gone, perhaps with a mark
		e.Title, e.Value = tr.F("Without %s", words.Node(l.ID, l.Name)), words.Node(l.ID, l.Name)
	}
	for _, x := range Story(n.Result, l) {
		e.Notes = append(e.Notes, x.Text)
	}
	if n.Stale {
		e = e.With(why.OldAnswer())
	}
	return e
}
