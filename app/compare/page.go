package compare

import (
	"strings"
	"time"

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
	"remanence/app/measures"
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
	work "remanence/planner/compare"
)

// Page sets plans side by side.
type Page struct {
	session *session.Session
	window  fyne.Window
	object  fyne.CanvasObject
	tabs    *container.AppTabs
	run     *runner
	today   func() string

	variants []Variant
	chosen   string // id of a variant
	base     string
	table    *Table
	grid     *grid.Grid
	head     *fyne.Container
	basePick *ui.Pick
	shock    *ui.Button
	other    *ui.Button
	all, no  *ui.Button
	state    *ui.State
	tools    *fyne.Container
	acts     *fyne.Container
	top      *fyne.Container // the title and the actions: laid out anew when these change
	story    *parts.Lines
	title    *ui.Line
	walk     *chartview.View
	causes   *parts.Lines
	stops    *chartview.View
	trade    *chartview.View
	against  *ui.Pick
	differ   fyne.CanvasObject // what the differences are to
	studies  *studyTabs
}

// New makes the page of a session.
func New(s *session.Session, w fyne.Window) *Page {
	p := &Page{session: s, window: w, base: AsToday, chosen: ThePlan, today: func() string { return time.Now().Format(time.DateOnly) }}
	p.run = newRunner(s, p.showState)
	p.build()
	s.Subscribe(func(e session.Event) {
		switch e.Kind {
		case session.Opened:
			p.run.forget()
			p.studies.asked.forget()
			p.base, p.chosen = AsToday, ThePlan
			p.refresh()
		case session.ProjectChanged, session.PlanChanged:
			p.refresh()
		case session.StatusChanged:
			if s.Status().Kind != session.Planning {
				p.run.next()
			}
			p.showState()
			p.studies.show()
		}
	})
	p.refresh()
	return p
}

// ID implements session.Page.
func (p *Page) ID() string { return "compare" }

// Title implements session.Page.
func (p *Page) Title() string { return tr.T("Compare") }

// Content implements session.Page.
func (p *Page) Content() fyne.CanvasObject { return p.object }

// Shown implements session.Page. what is a scenario, as "scenario/S1", which is
// planned when it has no plan; the id of another column; or "shock", to add one.
func (p *Page) Shown(what string) {
	if what == "shock" {
		p.askShock()
		return
	}
	id := strings.TrimPrefix(what, "scenario/")
	if p.variant(id) != nil {
		p.choose(id)
	}
	if s := find(p.session.Base(), id); s != nil {
		p.choose(id)
		if m, ok := p.run.of(id); !ok || m.Plan == nil {
			p.run.want(id)
		}
	}
}

func (p *Page) build() {
	p.basePick = ui.NewPick(nil, func(id string) { p.setBase(id) })
	p.basePick.Tip = tr.T("Differences are shown against this one")
	p.shock = ui.NewButton(tr.T("What if …"), theme.ContentAddIcon(), tr.T("Choose a shock from the list: what happens, from when, how long"), p.askShock)
	p.other = ui.NewButton(tr.T("Another figure …"), nil, tr.T("Choose any figure of the project and say what it would be"), func() { whatif.AskAny(p.session, p.window) })
	p.all = ui.NewButton(tr.T("Plan all"), theme.ViewRefreshIcon(), tr.T("Make a plan under every scenario that has none of the inputs as they stand"), func() { p.run.want(p.run.missing(p.input())...) })
	p.no = ui.NewButton(tr.T("Stop"), theme.CancelIcon(), tr.T("Stop planning scenarios; what is planned stays"), func() { p.run.stop() })
	p.state = ui.NewState(func() { p.session.Explain(p.stateWhy()) })
	p.tools = container.NewBorder(nil, widget.NewSeparator(), container.NewHBox(p.shock, p.other, p.all, p.no), nil, p.state.Object())
	p.differ = container.NewHBox(widget.NewLabel(tr.T("Differences to")), container.NewGridWrap(fyne.NewSize(200, p.basePick.MinSize().Height), p.basePick))

	p.table = NewTable(p.input(), nil, p.base)
	p.grid = grid.New(p.table)
	p.grid.FrozenColumns, p.grid.RowNumbers, p.grid.KeepOrder = 1, false, true
	p.grid.EmptyText = tr.T("There is no plan to compare yet. It is made as soon as the project has parts and offers.")
	p.grid.OnSelected = func(_, col int) {
		if v := p.table.Variant(col); v != nil && v.ID != p.chosen {
			p.chosen = v.ID
			p.showDetail()
		}
	}
	p.grid.OnRefused = func(list []grid.Refusal) { ui.Toast(p.window, ui.Notice{Text: list[0].Why, Tint: palette.Info}) }
	p.grid.OnContext = p.menu

	p.title = ui.NewBold()
	p.acts = container.NewHBox()
	p.story = parts.NewLines(tr.T("It changes nothing yet."))
	p.top = container.NewBorder(nil, nil, nil, p.acts, p.title)
	story := container.NewBorder(p.top, nil, nil, nil, container.NewVScroll(p.story.Object()))
	p.walk, p.causes = chartview.New(chart.Waterfall{}), parts.NewLines(tr.T("Both plans cost the same."))
	bridge := container.NewHSplit(chartview.Scrolled(p.walk), container.NewVScroll(p.causes.Object()))
	bridge.Offset = 0.6
	p.studies = newStudyTabs(p)
	p.stops, p.trade = chartview.New(chart.Heat{}), chartview.New(chart.Points{})
	p.trade.OnTapped = p.choose
	p.stops.Hint, p.trade.Hint, p.walk.Hint, p.story.Hint = p.session.Hint, p.session.Hint, p.session.Hint, p.session.Hint
	p.follow("stops", p.stops)
	p.follow("trade", p.trade)
	p.follow("bridge", p.walk)
	p.against = ui.NewPick(nil, func(string) { p.showTrade() })
	trade := container.NewBorder(container.NewHBox(widget.NewLabel(tr.T("Cost against")), container.NewGridWrap(fyne.NewSize(330, p.against.MinSize().Height), p.against)), nil, nil, nil, chartview.Scrolled(p.trade))
	p.tabs = container.NewAppTabs(container.NewTabItem(tr.T("What it changes"), story), container.NewTabItem(tr.T("Line stops"), chartview.Scrolled(p.stops)),
		container.NewTabItem(tr.T("Bridge"), bridge), container.NewTabItem(tr.T("Cost against exposure"), trade),
		container.NewTabItem(tr.T("Frontier"), p.studies.objects["frontier"]), container.NewTabItem(tr.T("Regret"), p.studies.objects["regret"]),
		container.NewTabItem(tr.T("Robust plan"), p.studies.objects["robust"]), container.NewTabItem(tr.T("Tornado"), p.studies.objects["tornado"]), container.NewTabItem(tr.T("Two at a time"), p.studies.objects["grid"]))
	p.head = container.NewStack()
	upper := ui.NewPanel(container.NewBorder(container.NewVBox(p.head, p.tools), nil, nil, nil, p.grid))
	split := container.NewVSplit(upper, ui.NewPanel(p.tabs))
	split.Offset = 0.55
	p.object = container.New(layout.NewCustomPaddedLayout(8, 8, 8, 8), split)
}

func (p *Page) input() Input { return inputOf(p.session, p.run) }

func (p *Page) variant(id string) *Variant {
	for i := range p.variants {
		if p.variants[i].ID == id {
			return &p.variants[i]
		}
	}
	return nil
}

// choose brings a variant to the front: its column and what is behind it.
func (p *Page) choose(id string) {
	if p.variant(id) == nil {
		return
	}
	p.chosen = id
	p.refresh()
}

func (p *Page) setBase(id string) {
	if id != "" && id != p.base {
		p.base = id
		p.refresh()
	}
}

func (p *Page) refresh() {
	p.run.follow()
	in := p.input()
	p.run.byHand(in)
	p.variants = Variants(in)
	if p.variant(p.base) == nil {
		p.base = AsToday
	}
	if p.variant(p.chosen) == nil {
		p.chosen = ThePlan
	}
	var options []ui.Option
	for _, v := range p.variants {
		options = append(options, ui.Option{ID: v.ID, Label: v.Name})
	}
	p.basePick.SetOptions(options)
	p.basePick.SetSelected(p.base)
	row, _ := p.grid.Active()
	p.table = NewTable(in, p.variants, p.base)
	p.grid.SetModel(p.table)
	for i := range p.variants {
		// Before the first layout the grid cannot know what is in view.
		if p.variants[i].ID == p.chosen && !p.grid.Size().IsZero() && p.table.Rows() > 0 {
			p.grid.Select(min(max(row, 0), p.table.Rows()-1), i+1)
		}
	}
	p.stops.SetPicture(pictures.Stops(in.drawn(), sideBySide(p.variants)))
	var shares []ui.Option
	for _, m := range p.shares() {
		shares = append(shares, ui.Option{ID: m.ID, Label: m.Title})
	}
	p.against.SetOptions(shares)
	if p.against.Selected() == "" && len(shares) > 0 {
		p.against.SetSelected(shares[0].ID)
	}
	p.showTrade()
	p.studies.follow(in)
	p.showDetail()
	p.showState()
}

// shares are what the cost can be set against.
func (p *Page) shares() []measures.Measure {
	var plans []*planner.Plan
	for _, v := range p.variants {
		plans = append(plans, v.Plan)
	}
	return measures.Shares(p.session.Base(), p.session.Facts(), plans...)
}

func (p *Page) showTrade() {
	for _, m := range p.shares() {
		if m.ID == p.against.Selected() {
			p.trade.SetPicture(pictures.Trade(p.input().drawn(), sideBySide(p.variants), m))
			return
		}
	}
	p.trade.SetPicture(chart.Points{})
}

// showDetail shows what is behind the chosen variant.
func (p *Page) showDetail() {
	in, v := p.input(), p.variant(p.chosen)
	if v == nil {
		return
	}
	p.title.SetText(v.Name)
	p.acts.RemoveAll()
	var lines []parts.Line
	if s := v.Scenario; s == nil {
		lines = append(lines, parts.Line{Text: words.Sentence(v.Tip)})
		if base := p.variant(p.base); base != nil && base.ID != v.ID {
			for _, text := range Shifts(base.Plan, v.Plan) {
				lines = append(lines, parts.Line{Text: text, Tint: palette.Info, Why: func() { p.session.Explain(ShiftsWhy(base, v)) }, Do: func() { p.session.Navigate("plan", "") }})
			}
		}
	} else {
		for _, a := range p.actions(s) {
			p.acts.Add(ui.NewButton(a.title, nil, a.tip, a.do))
		}
		if m, ok := p.run.of(s.ID); ok && m.Failed != "" {
			lines = append(lines, parts.Line{Text: words.Sentence(m.Failed), Tint: palette.Bad})
		}
		if base := p.variant(p.base); base != nil && base.Scenario != nil && base.ID != v.ID {
			for _, x := range Against(in, s, base.Scenario) {
				l := parts.Line{Text: words.Reason(x.Text), Tint: palette.Accent, Why: p.explainChange(s, x.Path, x.Text)}
				if page := why.PageOf(x.Path); page != "" {
					l.Do = func() { p.session.Navigate(page, x.Path) }
				}
				lines = append(lines, l)
			}
		}
		for _, x := range StoryOf(in, s) {
			l := parts.Line{Text: words.Reason(x.Text), Tint: palette.Info, Why: p.explainChange(s, x.Path, x.Text)}
			if x.Bad {
				l.Tint = palette.Warn
			}
			if page := why.PageOf(x.Path); page != "" {
				l.Do = func() { p.session.Navigate(page, x.Path) }
			}
			if l.Ask = p.wonder(*s, x); l.Ask != nil {
				l.Tip = tr.T("Right click or F10: what if this were another?")
			}
			lines = append(lines, l)
		}
	}
	p.top.Refresh()
	p.story.Set(lines)
	base := p.variant(p.base)
	pic, steps, err := pictures.Bridge(base.drawn(), v.drawn())
	p.walk.SetPicture(pic)
	lines = nil
	switch {
	case err != nil:
		lines = []parts.Line{{Text: words.Failure(err), Tint: palette.Warn}}
	case p.base == p.chosen:
		lines = []parts.Line{{Text: tr.T("This is the base itself. Choose another column.")}}
	case base == nil || base.Plan == nil || v.Plan == nil:
		lines = []parts.Line{{Text: tr.T("A bridge needs both plans; one of them is not made yet.")}}
	}
	for _, s := range steps {
		lines = append(lines, parts.Line{Text: words.Reason(s.Text), Why: p.walk.Why(string(s.Kind))})
	}
	p.causes.Set(lines)
}

// explainChange shows what a change of a scenario starts from and comes from.
func (p *Page) explainChange(s *planner.Scenario, path, text string) func() {
	return func() {
		e := why.Explanation{Title: nameOf(s), Value: words.Reason(text), Formula: tr.T("the project as it is, with the changes of the scenario on top"),
			Inputs: []why.Input{{Name: nameOf(s), Value: words.Reason(text), How: tr.T("set by the scenario"), Page: "compare", What: "scenario/" + s.ID}}}
		if page := why.PageOf(path); page != "" {
			e.Inputs = append(e.Inputs, why.Entered(p.session.Base(), tr.T("In the project itself"), path, "", page))
		}
		if s.Note != "" {
			e.Notes = append(e.Notes, words.Sentence(s.Note))
		}
		p.session.Explain(e)
	}
}

// follow makes the marks of a picture lead to their causes.
func (p *Page) follow(kind string, v *chartview.View) {
	follow.Picture(p.session, v, kind, func() (pictures.Input, pictures.Choice) {
		from, x := p.input(), p.studies.asked
		in := from.drawn()
		in.Old = x.oldWords(kind, from.Stale)
		in.Found = pictures.Found{Variants: sideBySide(p.variants), Frontier: &work.Frontier{Rule: x.axis, Points: x.points}, Regret: x.regret, Robust: x.robustly, Tornado: x.bars, Crossing: x.grid}
		return in, pictures.Choice{From: p.base, To: p.chosen, Anew: p.studies.how.Selected() == "anew"}
	})
}

type action struct {
	title, tip string
	do         func()
}

func (p *Page) actions(s *planner.Scenario) []action {
	id := s.ID
	var out []action
	if !ByHand(s) {
		out = append(out, action{tr.T("Plan it"), tr.T("Make the best plan under this scenario"), func() { p.run.want(id) }},
			action{tr.T("Both at a time …"), tr.T("A scenario in which this and another hold together"), func() { p.combine(id) }},
			action{tr.T("Branch"), tr.T("A scenario that builds on this one and follows it"), func() { p.branch(id) }})
	}
	out = append(out, action{tr.T("Duplicate"), tr.T("A copy under another name"), func() { p.duplicate(id) }},
		action{tr.T("Rename …"), tr.T("Give it another name"), func() { p.rename(id) }})
	if s.Shock.Hits != "" {
		out = append(out, action{tr.T("What if otherwise …"), tr.T("The same in another month, for longer or harder, as a scenario of its own"), func() { p.restrike(id, true) }})
	}
	if s.Locked == "" {
		if s.Shock.Hits != "" {
			out = append(out, action{tr.T("Change …"), tr.T("Another month, length or size of what happens"), func() { p.restrike(id, false) }})
		}
		out = append(out, action{tr.T("Lock"), tr.T("Keep it as a baseline with today's date; it takes no more changes"), func() { p.lock(id) }})
	}
	return append(out, action{tr.T("Delete"), tr.T("Take it out; undo brings it back"), func() { p.remove(id) }})
}

// showState says what goes on and enables what can be done.
func (p *Page) showState() {
	in := p.input()
	if p.table != nil && len(p.variants) > 0 {
		p.columns(in)
	}
	missing := len(p.run.missing(in))
	able := func(b *ui.Button, on bool) {
		if on {
			b.Enable()
		} else {
			b.Disable()
		}
	}
	able(p.shock, len(in.Facts.Shocks) > 0 && len(in.Project.Parts) > 0)
	able(p.other, len(in.Project.Parts) > 0)
	able(p.all, missing > 0 && p.session.Planner() != nil)
	busy := p.run.now != "" || len(p.run.queue) > 0
	if busy {
		p.all.Hide()
		p.no.Show()
	} else {
		p.no.Hide()
		p.all.Show()
	}
	text := p.run.says(in.Project)
	if p.run.now != "" && p.run.part >= 0 {
		text += " · " + figures.Percent(p.run.part, 0)
	}
	if text == "" && missing > 0 {
		text = tr.F("%s no plan of these inputs yet.", tr.N(missing, "%s scenario has", "%s scenarios have"))
	}
	p.state.SetText(text)
	p.tools.Refresh() // buttons came or went
	sub := tr.T("Every column is a plan. A right click on a column shows what can be done with it.")
	if len(in.Project.Scenarios) == 0 {
		sub = tr.T("Add a what-if here, or from the right click on any figure of the project.")
	}
	p.head.Objects = []fyne.CanvasObject{ui.NewSection(tr.T("Side by side"), sub, p.differ)}
	p.head.Refresh()
}

// columns follows plans that came in since the table was made.
func (p *Page) columns(in Input) {
	for _, v := range Variants(in) {
		if old := p.variant(v.ID); old == nil || old.Plan != v.Plan || old.State != v.State {
			p.refresh()
			return
		}
	}
}

// menu is the context menu of a column.
func (p *Page) menu(_, col int, at fyne.Position) {
	c := entry.CanvasOf(p.grid)
	v := p.table.Variant(col)
	if c == nil || v == nil {
		return
	}
	p.choose(v.ID)
	items := []*fyne.MenuItem{fyne.NewMenuItem(tr.T("Why this figure? (Ctrl+I)"), p.explain), fyne.NewMenuItem(tr.T("Show differences to this one"), func() { p.setBase(v.ID) }),
		fyne.NewMenuItem(tr.T("Show the bridge"), func() { p.tabs.SelectIndex(2) })}
	if v.Scenario != nil {
		items = append(items, fyne.NewMenuItemSeparator())
		for _, a := range p.actions(v.Scenario) {
			items = append(items, fyne.NewMenuItem(a.title, a.do))
		}
	}
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", items...), c, at)
}

// Why implements session.Explainer.
func (p *Page) Why() (why.Explanation, bool) {
	row, col := p.grid.Active()
	v := p.table.Variant(col)
	if v == nil || row < 0 || row >= len(p.table.Lines) || p.table.Lines[row].Heading != "" {
		return why.Explanation{}, false
	}
	return explainFigure(p.table.Lines[row].Measure, v, p.variant(p.base)), true
}

// stateWhy says what is planned under which scenario.
func (p *Page) stateWhy() why.Explanation {
	e := why.Explanation{Title: tr.T("Side by side"), Value: p.state.Text(), Formula: tr.T("counted: the scenarios without a plan of the inputs as they stand, and those that wait")}
	for _, v := range p.variants {
		state := v.State
		if state == "" {
			state = tr.T("plan of the inputs as they stand")
		}
		e.Inputs = append(e.Inputs, why.Input{Name: v.Name, Value: state})
	}
	return e
}

func explainFigure(m measures.Measure, v, base *Variant) why.Explanation {
	_, text := m.Read(v.Plan)
	e := why.Explanation{Title: m.Title + ", " + v.Name, Value: text, Formula: m.Tip}
	if v.Plan != nil {
		switch m.ID {
		case "cost_per_year":
			e = why.CostPerYear(v.Plan)
		case "total":
			e = why.Total(v.Plan)
		}
		e.Title = m.Title + ", " + v.Name
	}
	if base != nil && base.ID != v.ID {
		_, was := m.Read(base.Plan)
		d, _ := m.Against(base.Plan, v.Plan)
		e.Notes = append(e.Notes, tr.F("%s: %s; the difference is %s.", base.Name, was, d))
	}
	if v.State != "" {
		e.Notes = append(e.Notes, words.Sentence(v.State))
	}
	return e
}

func (p *Page) explain() {
	if e, ok := p.Why(); ok {
		p.session.Explain(e)
	}
}
