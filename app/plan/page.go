package plan

import (
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"remanence/app/chart"
	"remanence/app/chartview"
	"remanence/app/entry"
	"remanence/app/follow"
	"remanence/app/grid"
	"remanence/app/parts"
	"remanence/app/pictures"
	"remanence/app/session"
	"remanence/app/standing"
	"remanence/app/tr"
	"remanence/app/ui"
	"remanence/app/ui/palette"
	"remanence/app/whatif"
	"remanence/app/why"
	"remanence/app/words"
	"remanence/planner"
	"remanence/planner/cost"
)

// Page is the plan.
type Page struct {
	session *session.Session
	window  fyne.Window
	object  fyne.CanvasObject
	tabs    *container.AppTabs

	part     string // in the month picture
	matrix   *Matrix
	grid     *grid.Grid
	head     *fyne.Container
	months   *chartview.View
	walk     *chartview.View
	gates    *chartview.View
	costs    *parts.Table
	changes  *parts.Table
	reasons  *parts.Lines
	basis    *parts.Table
	elements *parts.Table // of what is received
	cover    *chartview.View
	byHand   *byHand
	ask      *questions
}

// New makes the page of a session.
func New(s *session.Session, w fyne.Window) *Page {
	p := &Page{session: s, window: w}
	p.build()
	s.Subscribe(func(e session.Event) {
		switch e.Kind {
		case session.Opened:
			p.part = ""
			p.ask.stop()
			p.byHand.forget()
		case session.ProjectChanged, session.PlanChanged:
			p.refresh()
		case session.PlanRecounted:
			in := p.input()
			p.showHead(in)
			p.showReasons(in)
		}
	})
	p.refresh()
	return p
}

// ID implements session.Page.
func (p *Page) ID() string { return "plan" }

// Title implements session.Page.
func (p *Page) Title() string { return tr.T("Plan") }

// Content implements session.Page.
func (p *Page) Content() fyne.CanvasObject { return p.object }

// handShares names a change of shares for undo and redo.
func handShares() string { return tr.T("Shares by hand") }

// CanUndo tells the window that shares tried by hand come back before the last
// change of the project.
func (p *Page) CanUndo() (name string, ok bool) {
	return handShares(), p.byHand.title == "" && len(p.byHand.steps) > p.byHand.kept
}

// CanRedo is CanUndo for what was taken back.
func (p *Page) CanRedo() (name string, ok bool) { return handShares(), len(p.byHand.undone) > 0 }

// Undo takes the last change of shares back.
func (p *Page) Undo() { p.byHand.takeBack() }

// Redo makes it again.
func (p *Page) Redo() { p.byHand.again() }

// The order of the tabs under the matrix.
const (
	tabMonths = iota
	tabCost
	tabChanges
	tabReasons
	tabWhyNot
	tabNear
	tabCover
	tabBasis
)

// Shown implements session.Page. what is a part, or one of cost, assumptions
// and conflicts.
func (p *Page) Shown(what string) {
	switch what {
	case "":
	case "cost":
		p.tabs.SelectIndex(tabCost)
	case "assumptions":
		p.tabs.SelectIndex(tabBasis)
	case "conflicts":
		p.tabs.SelectIndex(tabReasons)
	default:
		if i := indexOf(p.matrix.Parts, strings.TrimPrefix(what, "part/")); i >= 0 {
			p.grid.Select(i, 0)
			p.choose(p.matrix.Parts[i])
			p.tabs.SelectIndex(tabMonths)
		}
	}
}

func indexOf(list []string, x string) int {
	for i, y := range list {
		if x == y {
			return i
		}
	}
	return -1
}

func (p *Page) build() {
	p.matrix = NewMatrix(p.input())
	p.grid = grid.New(p.matrix)
	p.grid.FrozenColumns, p.grid.RowNumbers, p.grid.KeepOrder = 1, false, true // the total stands last
	p.byHand, p.ask = newByHand(p), newQuestions(p)
	p.grid.OnRefused = func(list []grid.Refusal) { ui.Toast(p.window, ui.Notice{Text: list[0].Why, Tint: palette.Warn}) }
	p.grid.OnContext = p.menu
	p.grid.EmptyText = tr.T("The project has no parts yet.")
	p.grid.OnSelected = func(row, _ int) {
		if part := p.matrix.Part(row); part != "" {
			p.choose(part)
		}
	}
	p.grid.OnOpen = func(row, _ int) {
		if part := p.matrix.Part(row); part != "" {
			p.session.Navigate("sources", part)
		}
	}
	p.months, p.walk, p.gates = chartview.New(chart.StackedBars{}), chartview.New(chart.Waterfall{}), chartview.New(chart.Timeline{})
	p.costs = parts.NewTable(parts.Head{Title: tr.T("Discounted")}, parts.Head{Title: tr.T("As today"), Right: true}, parts.Head{Title: tr.T("Plan"), Right: true}, parts.Head{Title: tr.T("Difference"), Right: true})
	p.changes = parts.NewTable(parts.Head{Title: tr.T("What")}, parts.Head{Title: tr.T("When")}, parts.Head{Title: tr.T("Cost"), Right: true})
	p.basis = parts.NewTable(parts.Head{Title: tr.T("Where")}, parts.Head{Title: tr.T("Value"), Gives: true}, parts.Head{Title: tr.T("Why"), Gives: true})
	p.elements = parts.NewTable(ElementHeads()...)
	p.reasons = parts.NewLines(tr.T("There is no plan to explain yet."))
	p.reasons.Hint = p.session.Hint
	for _, t := range []*parts.Table{p.costs, p.changes, p.basis, p.elements} {
		t.Hint = p.session.Hint
	}
	p.changes.Hint = func() string {
		if hint := p.session.Hint(); hint != "" {
			return hint
		}
		return tr.T("This plan tests no new source and changes no grade.")
	}

	costs := container.NewHSplit(chartview.Scrolled(p.walk), container.NewVScroll(p.costs))
	costs.Offset = 0.56
	changes := container.NewHSplit(chartview.Scrolled(p.gates), container.NewScroll(p.changes))
	changes.Offset = 0.5
	p.cover = chartview.New(chart.Heat{})
	p.months.Hint, p.walk.Hint, p.cover.Hint, p.gates.Hint = p.session.Hint, p.session.Hint, p.session.Hint, p.changes.Hint
	for kind, v := range map[string]*chartview.View{"months": p.months, "walk": p.walk, "gates": p.gates, "cover": p.cover} {
		follow.Picture(p.session, v, kind, func() (pictures.Input, pictures.Choice) { return p.input().pictures(), pictures.Choice{Part: p.part} })
	}
	loosen := ui.NewButton(tr.T("What would a step looser bring?"), nil, tr.T("Plan again with each limit that binds a step looser: rules, capacities, tests"), p.ask.loosen)
	reasons := container.NewBorder(p.ask.tools([]fyne.CanvasObject{loosen}), nil, nil, nil, container.NewVScroll(p.reasons.Object()))
	p.tabs = container.NewAppTabs(container.NewTabItem(tr.T("Months"), p.months),
		container.NewTabItem(tr.T("Cost"), costs),
		container.NewTabItem(tr.T("Qualification and redesign"), changes),
		container.NewTabItem(tr.T("What binds and why"), reasons),
		container.NewTabItem(tr.T("Why not?"), p.ask.whyTab),
		container.NewTabItem(tr.T("Other plans"), p.ask.nearTab),
		container.NewTabItem(tr.T("Cover"), chartview.Scrolled(p.cover)),
		container.NewTabItem(tr.T("Elements"), container.NewScroll(p.elements)),
		container.NewTabItem(tr.T("Assumptions"), container.NewScroll(p.basis)),
	)
	p.head = container.NewStack()
	upper := ui.NewPanel(container.NewBorder(p.head, nil, nil, nil, p.grid))
	p.grid.Beside = ui.NewVeil(p.tabs)
	split := container.NewVSplit(upper, ui.NewPanel(p.grid.Beside))
	split.Offset = 0.48
	p.object = container.New(layout.NewCustomPaddedLayout(8, 8, 8, 8), split)
}

// input is what is shown: the plan, or the one changed by hand.
func (p *Page) input() Input {
	plan, stale := p.session.Plan()
	if p.byHand != nil && p.byHand.active() {
		plan = p.byHand.plan
	}
	return Input{Project: p.session.Project(), Facts: p.session.Facts(), Plan: plan, AsToday: p.session.AsToday(), Stale: stale, Dark: ui.IsDark}
}

func (p *Page) refresh() {
	p.byHand.follow()
	in := p.input()
	p.matrix = NewMatrix(in)
	if in.Plan != nil && p.byHand.title == "" {
		p.matrix.give = p.byHand.give
	}
	row, col := p.grid.Active()
	p.grid.SetModel(p.matrix)
	p.byHand.show()
	// Before the first layout the grid cannot know what is in view.
	if !p.grid.Size().IsZero() && row < p.matrix.Rows() && col < len(p.matrix.Columns()) {
		p.grid.Select(max(row, 0), max(col, 0))
	}
	p.showHead(in)
	if indexOf(p.matrix.Parts, p.part) < 0 {
		p.part = ""
		if len(p.matrix.Parts) > 0 { // that of the cursor, or the first
			p.part = p.matrix.Parts[0]
			if part := p.matrix.Part(row); part != "" {
				p.part = part
			}
		}
	}
	p.showMonths(in)
	p.walk.SetPicture(pictures.CostWalk(in.pictures()))
	p.cover.SetPicture(pictures.Cover(in.pictures()))
	p.ask.refresh(in)
	p.gates.SetPicture(pictures.Gates(in.pictures()))
	p.showTables(in)
}

func (p *Page) showHead(in Input) {
	p.head.Objects = []fyne.CanvasObject{p.byHand.head(tr.T("Who gets what"), p.summary(in))}
	p.head.Refresh()
}

func (p *Page) summary(in Input) string {
	switch {
	case in.Plan == nil:
		return p.session.Status().Text
	case in.Stale:
		return why.OldPlan()
	case len(p.session.Recount().Findings) > 0:
		return tr.T("A second count of this plan found a fault of the program; the tab What binds and why says what does not hold.")
	}
	return tr.T("Share of each part's new orders by supplier group. Type another share to see what it would cost.")
}

func (p *Page) choose(part string) {
	if part != p.part {
		p.part = part
		p.showMonths(p.input())
		p.ask.refresh(p.input())
	}
}

func (p *Page) showMonths(in Input) {
	pic := pictures.Months(in.pictures(), p.part)
	pic.Title = p.part
	p.months.SetPicture(pic)
}

func (p *Page) showTables(in Input) {
	var rows []parts.Row
	for _, c := range Costs(in) {
		rows = append(rows, parts.Row{Bold: c.Total, Why: func() {
			if e, ok := CostRowWhy(p.input(), c); ok {
				p.session.Explain(e)
			}
		}, Tip: tr.T("A right click, or Ctrl+I, shows what is behind it"), Cells: []parts.Cell{{Text: c.Kind}, {Text: c.AsToday}, {Text: c.Plan}, {Text: c.Change}}})
	}
	p.costs.Retitle(0, tr.F("%s, discounted", in.Project.Currency))
	p.costs.Set(rows)
	p.elements.Set(p.explained(ElementRows(in), func(i int) why.Explanation { return ElementWhy(in, in.Plan.KPIs.Elements[i]) }))
	rows = nil
	changes := Changes(in)
	for _, c := range changes {
		row := parts.Row{Cells: []parts.Cell{{Text: c.What}, {Text: c.When}, {Text: c.Cost}}}
		switch {
		case c.Offer != "":
			row.Do = func() { p.session.Navigate("sources", planner.Path("offer", c.Offer)) }
		case c.Part != "":
			row.Do = func() { p.session.Navigate("demand", c.Part) }
		}
		rows = append(rows, row)
	}
	p.changes.Set(p.explained(rows, func(i int) why.Explanation { return ChangeWhy(in, changes[i]) }))
	rows = nil
	if in.Plan != nil {
		for _, a := range in.Plan.Assumptions {
			rows = append(rows, parts.Row{Cells: []parts.Cell{{Text: words.Capital(words.Said(a.Where))}, {Text: words.Said(a.Value)}, {Text: words.Reason(a.Why)}}, Tip: words.Reason(a.Why) + "\n" + words.Said(a.Source.Name)})
		}
	}
	p.basis.Set(p.explained(rows, func(i int) why.Explanation { return stale(in, why.Assumption(in.Plan.Assumptions[i])) }))
	p.showReasons(in)
}

func (p *Page) showReasons(in Input) {
	lines := slices.Concat(p.byHand.lines(), p.ask.limitLines(), p.reasonLines(in.Plan))
	count := p.recountLines()
	if len(count) > 1 {
		p.reasons.Set(append(count, lines...))
		return
	}
	p.reasons.Set(append(lines, count...))
}

// recountLines say what the second count of the plan found.
func (p *Page) recountLines() []parts.Line {
	count := p.session.Recount()
	switch {
	case !count.Done || p.byHand.active():
		return nil
	case len(count.Findings) == 0:
		return []parts.Line{{Text: tr.T("Counted a second time, in decimals and by other code: dates, lots, capacity, tests, stock, rules and costs hold.")}}
	}
	out := []parts.Line{{Tint: palette.Bad, Text: tr.T("Counted a second time, in decimals and by other code: this does not hold. It is a fault of the program; please report it.")}}
	for _, x := range count.Findings {
		out = append(out, parts.Line{Text: "•  " + tr.Told(x)})
	}
	return out
}

// explained gives every row of a table its explanation, made when it is asked for.
func (p *Page) explained(rows []parts.Row, explain func(i int) why.Explanation) []parts.Row {
	for i := range rows {
		rows[i].Why = func() { p.session.Explain(explain(i)) }
	}
	return rows
}

func (p *Page) reasonLines(plan *planner.Plan) []parts.Line {
	if plan == nil {
		return nil
	}
	var out []parts.Line
	for _, c := range plan.Conflicts {
		clash := tr.T("Rules %s cannot all hold. Each of these alone would mend it:")
		if len(c.Rules) == 1 {
			clash = tr.T("No plan keeps rule %s. Each of these alone would mend it:")
		}
		out = append(out, parts.Line{Tint: palette.Bad, Text: fmt.Sprintf(clash, words.ClashNames(c))})
		for _, r := range c.Relaxations {
			out = append(out, parts.Line{Text: "•  " + words.Reason(r.Text), Do: func() { p.session.Navigate("rules", r.Rule) }})
		}
	}
	for _, r := range plan.Reasons {
		l := parts.Line{Text: words.Reason(r.Text), Why: func() { p.session.Explain(standing.Reason(p.session.Project(), p.session.Facts(), plan, r)) }}
		switch {
		case r.Offer != "":
			l.Do = func() { p.session.Navigate("sources", planner.Path("offer", r.Offer)) }
		case r.Part != "":
			l.Do = func() { p.session.Navigate("plan", r.Part) }
		case r.Rule != "":
			l.Do = func() { p.session.Navigate("rules", r.Rule) }
		}
		out = append(out, l)
	}
	return out
}

// menu is the context menu of a cell: why its supplier gets nothing, where its
// offers and demand are.
func (p *Page) menu(row, col int, at fyne.Position) {
	c := entry.CanvasOf(p.grid)
	part, group := p.matrix.Part(row), p.matrix.Group(col)
	if c == nil || part == "" {
		return
	}
	p.choose(part)
	var items []*fyne.MenuItem
	if e, ok := p.Why(); ok {
		items = whatif.Menu(p.session, p.window, e)
	}
	if ask := p.wonder(row, col); ask != nil && len(items) > 1 {
		items = []*fyne.MenuItem{items[0], fyne.NewMenuItem(tr.T("What if this share were … (Ctrl+J)"), ask),
			fyne.NewMenuItem(tr.T("What if its offers were others …"), items[1].Action)}
	}
	if offer := p.offerOf(part, group); offer != "" {
		items = append(items, fyne.NewMenuItem(tr.F("Why not %s? (%s)", group, offer), func() { p.ask.whyNot(offer) }), fyne.NewMenuItemSeparator())
	}
	items = append(items, fyne.NewMenuItem(tr.T("Show offers"), func() { p.session.Navigate("sources", part) }),
		fyne.NewMenuItem(tr.T("Show the demand"), func() { p.session.Navigate("demand", part) }))
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", items...), c, at)
}

// offerOf is the offer of a group for a part: the one the plan orders most of,
// else its cheapest.
func (p *Page) offerOf(part, group string) string {
	in := p.input()
	if group == "" {
		return ""
	}
	kg := map[string]float64{}
	if in.Plan != nil {
		for _, a := range in.Plan.Awards {
			if a.Part == part {
				kg[a.Offer] += a.Kg
			}
		}
	}
	best, least := "", 0.0
	for _, x := range in.Project.Fits(in.Project.Part(part), in.Facts) {
		if in.Project.GroupOf(x.Offer) != group || x.Offer.Missing() != "" {
			continue
		}
		l := cost.Base(in.Project, in.Facts, x.Offer, x.MassKg).Landed
		if best == "" || kg[x.Offer.ID] > kg[best] || kg[x.Offer.ID] == kg[best] && l < least {
			best, least = x.Offer.ID, l
		}
	}
	return best
}
