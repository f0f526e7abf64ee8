package recycling

import (
	"math"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"remanence/app/chart"
	"remanence/app/chartview"
	"remanence/app/entry"
	"remanence/app/grid"
	"remanence/app/parts"
	"remanence/app/pictures"
	"remanence/app/session"
	"remanence/app/tr"
	"remanence/app/ui"
	"remanence/app/ui/figures"
	"remanence/app/ui/palette"
	"remanence/app/whatif"
	"remanence/app/words"
	"remanence/data/reference"
	"remanence/planner"
)

// Page is the page of the streams.
type Page struct {
	session *session.Session
	window  fyne.Window
	object  fyne.CanvasObject

	sheet     *entry.Sheet
	grid      *grid.Grid
	status    *widget.Label
	summary   *ui.Line
	told      *ui.Tipped // the line of the summary
	tabs      *container.AppTabs
	months    *chartview.View
	evens     *parts.Table
	balance   *parts.Table
	routes    *parts.Table
	routesTab *container.TabItem
	stream    string // chosen; "" is all
}

// New makes the page of a session.
func New(s *session.Session, w fyne.Window) *Page {
	p := &Page{session: s, window: w}
	p.build()
	s.Subscribe(func(e session.Event) {
		switch e.Kind {
		case session.Opened:
			p.stream = ""
			p.refresh()
			p.grid.Select(0, 0)
		case session.ProjectChanged, session.PlanChanged:
			p.refresh()
		}
	})
	p.refresh()
	if len(s.Project().Streams) > 0 {
		p.choose(0)
	}
	return p
}

// ID implements session.Page.
func (p *Page) ID() string { return "recycling" }

// Title implements session.Page.
func (p *Page) Title() string { return tr.T("Recycling") }

// Content implements session.Page.
func (p *Page) Content() fyne.CanvasObject { return p.object }

// Shown implements session.Page. what is a stream, or the path of one of its
// cells.
func (p *Page) Shown(what string) {
	id, field := what, ""
	if table, row, f, err := planner.SplitPath(what); err == nil && table == "stream" {
		id, field = row, f
	}
	if row, col, ok := p.sheet.Find(id, field); ok {
		p.grid.Select(row, col)
	}
	entry.Focus(p.grid)
}

func (p *Page) input() Input {
	plan, stale := p.session.Plan()
	return Input{Project: p.session.Project(), Facts: p.session.Facts(), Plan: plan, Stale: stale}
}

func (p *Page) build() {
	p.sheet = entry.NewSheet(p.session, spec(p.input))
	p.grid = grid.New(p.sheet)
	p.grid.FrozenColumns, p.grid.RowNumbers = 1, false
	p.grid.OnSelected = func(row, _ int) { p.choose(row) }
	p.grid.OnStatus = p.tell
	p.grid.OnRefused, p.grid.OnContext = p.refused, p.menu
	p.grid.OnKey = func(k *fyne.KeyEvent) {
		if k.Name == fyne.KeyEscape {
			p.sheet.Forget()
			p.grid.Refresh()
		}
	}
	p.status = widget.NewLabel("")
	p.status.Truncation = fyne.TextTruncateEllipsis
	p.summary = ui.NewLine("")
	buttons := container.NewHBox(
		ui.NewButton(tr.T("Add stream"), theme.ContentAddIcon(), tr.T("Add a stream of scrap, swarf or take-back below the selected one (Insert)"), p.add),
		ui.NewButton(tr.T("Delete"), theme.DeleteIcon(), tr.T("Delete the selected streams (Ctrl+Minus)"), p.remove))
	p.told = ui.NewTipped(p.summary, "")
	bar := container.New(layout.NewCustomPaddedLayout(3, 3, 6, 6), container.NewBorder(nil, nil, buttons, nil, p.told))

	p.months = chartview.New(chart.StackedBars{})
	p.months.Why = func(string) func() {
		s := streamOf(p.input().Project, p.stream)
		if s == nil {
			return nil
		}
		return func() { p.session.Explain(WhyUse(p.input(), s)) }
	}
	p.months.Hint = func() string {
		if len(p.input().Project.Streams) == 0 {
			return tr.T("No streams yet: type a name into the first row, or add one, to plan with your own scrap, swarf and take-back.")
		}
		return tr.T("This stream brings no feed in the months of the plan: enter feed at start and end.")
	}
	p.months.OnTapped = func(id string) {
		if explain := p.months.Why(id); explain != nil {
			explain()
		}
	}
	p.evens = parts.NewTable(parts.Head{Title: tr.T("Stream, part")}, parts.Head{Title: tr.T("Recycled offer")}, parts.Head{Title: tr.T("Toll landed"), Right: true}, parts.Head{Title: tr.T("Collection"), Right: true},
		parts.Head{Title: tr.T("Break-even price"), Right: true}, parts.Head{Title: tr.T("Cheapest new"), Right: true}, parts.Head{Title: tr.T("Feed may cost"), Right: true}, parts.Head{Title: "", Gives: true})
	p.balance = parts.NewTable(parts.Head{Title: tr.T("Stream, element")}, parts.Head{Title: tr.T("In the feed"), Right: true}, parts.Head{Title: tr.T("Recovered"), Right: true}, parts.Head{Title: tr.T("Lost"), Right: true}, parts.Head{Title: tr.T("Recovery"), Right: true}, parts.Head{Title: tr.T("Content from")})
	p.evens.Hint = func() string { return tr.T("No stream feeds an offer that a part can use.") }
	p.balance.Hint = func() string {
		return tr.T("Nothing to account for: no stream feeds an offer of a known grade.")
	}
	p.routes = parts.NewTable(parts.Head{Title: tr.T("Route")}, parts.Head{Title: tr.T("Gives"), Gives: true}, parts.Head{Title: "Nd", Right: true}, parts.Head{Title: "Pr", Right: true}, parts.Head{Title: "Dy", Right: true}, parts.Head{Title: "Tb", Right: true},
		parts.Head{Title: "TRL", Right: true}, parts.Head{Title: tr.T("Source")})
	note := widget.NewLabel(tr.T("A click takes a route and its recoveries over to the selected stream, a right click or Ctrl+J asks what if it did. TRL is readiness, 9 is in series use."))
	note.Importance, note.Wrapping = widget.LowImportance, fyne.TextWrapWord
	p.routesTab = container.NewTabItem(tr.T("Routes"), container.NewBorder(note, nil, nil, nil, container.NewScroll(p.routes)))
	p.tabs = container.NewAppTabs(container.NewTabItem(tr.T("Months"), p.months),
		container.NewTabItem(tr.T("Break-even against new"), container.NewScroll(p.evens)),
		container.NewTabItem(tr.T("Mass balance"), container.NewVScroll(p.balance)),
		p.routesTab)
	upper := ui.NewPanel(container.NewBorder(bar, p.status, nil, nil, p.grid))
	p.grid.Beside = ui.NewVeil(p.tabs)
	split := container.NewVSplit(upper, ui.NewPanel(p.grid.Beside))
	split.Offset = 0.42
	p.object = container.New(layout.NewCustomPaddedLayout(8, 8, 8, 8), split)
	p.showRoutes()
}

func (p *Page) refresh() {
	in := p.input()
	p.sheet.Reload()
	p.grid.Refresh()
	if streamOf(in.Project, p.stream) == nil {
		p.stream = ""
	}
	text := Summary(in)
	if text == "" {
		text = tr.T("No streams yet: type a name into the first row, or add one, to plan with your own scrap, swarf and take-back.")
	}
	p.summary.SetText(text)
	p.told.Tip, p.told.Why = text, nil
	if len(in.Project.Streams) > 0 {
		p.told.Why = func() { p.session.Explain(WhyAll(p.input())) }
	}
	p.showMonths(in)
	p.showTables(in)
}

func (p *Page) choose(row int) {
	if id := p.sheet.ID(row); id != p.stream {
		p.stream = id
		p.showMonths(p.input())
	}
}

func (p *Page) showMonths(in Input) {
	pic := pictures.Collected(in.drawn(), p.stream)
	pic.Title = tr.T("All streams")
	if p.stream != "" {
		pic.Title = p.stream
	}
	p.months.SetPicture(pic)
}

func (p *Page) showTables(in Input) {
	money := func(v float64) string {
		if math.IsNaN(v) {
			return figures.Missing
		}
		return figures.Number(v, 2)
	}
	var rows []parts.Row
	for _, e := range Evens(in) {
		text, tint := e.Verdict(in.Project.Currency)
		rows = append(rows, parts.Row{Tip: tr.F("Per kg of finished magnet in %s: the recycled ones cost their landed toll plus the collection of the feed in them. New magnets above that price make recycling pay. A click opens the offers.", in.Project.Currency),
			Cells: []parts.Cell{{Text: tr.F("%s for %s", e.Stream, e.Part)}, {Text: e.Offer}, {Text: money(e.Toll)}, {Text: money(e.Collect)}, {Text: money(e.Recycled)},
				{Text: strings.TrimSpace(money(e.New) + "  " + e.NewOffer)}, {Text: money(e.MostFeed)}, {Text: text, Tint: tint}},
			Do: func() { p.session.Navigate("sources", e.Part) }, Why: func() { p.session.Explain(WhyEven(in, e)) }})
	}
	p.evens.Retitle(0, tr.F("Stream, part; %s per kg", in.Project.Currency))
	p.evens.Set(rows)
	rows = nil
	for _, b := range Balances(in) {
		recovery := parts.Cell{Text: figures.Percent(b.Share, 1)}
		if !b.Known {
			recovery = parts.Cell{Text: tr.T("not stated"), Tint: palette.Warn}
		}
		rows = append(rows, parts.Row{Why: func() { p.session.Explain(WhyBalance(in, b)) }, Tip: tr.F("Feed = recovered + lost. The feed is taken to hold what %s holds, a typical composition; an element without a stated recovery counts as lost.", b.Assumed),
			Cells: []parts.Cell{{Text: b.Stream + "  " + words.Element(b.Element)}, {Text: figures.Mass(b.Feed)}, {Text: figures.Mass(b.Recovered)}, {Text: figures.Mass(b.Lost)}, recovery, {Text: b.Assumed}}})
	}
	p.balance.Set(rows)
}

func (p *Page) showRoutes() {
	var rows []parts.Row
	for _, r := range reference.Shipped().RecyclingRoutes("") {
		trl := figures.Missing
		if r.TRL.OK {
			trl = figures.Number(float64(r.TRL.V), 0)
		}
		rows = append(rows, parts.Row{Tip: strings.Join([]string{r.Process, tr.F("Feed: %s", r.Feed), tr.F("By %s", r.Operators), words.Sentence(r.CostNotes), tr.F("Time: %s", r.LeadTime), tr.F("%s, %s confidence", strings.TrimSuffix(r.Source.Name+", "+r.Source.Date, ", "), tr.Known(r.Source.Confidence))}, "\n"),
			Cells: []parts.Cell{{Text: r.Process}, {Text: r.Output}, {Text: recovered(r.NdPct)}, {Text: recovered(r.PrPct)}, {Text: recovered(r.DyPct)}, {Text: recovered(r.TbPct)}, {Text: trl}, {Text: dated(r.Source)}},
			Do:    func() { p.takeRoute(r) }, Why: func() { p.session.Explain(WhyRoute(r)) }, Ask: func() { p.wonderRoute(r) }})
	}
	p.routes.Set(rows)
}

// dated is how old and how sure a source is; one without a date says so.
func dated(x planner.Source) string {
	date := x.Date
	if date == "" {
		date = tr.T("no date")
	}
	return date + ", " + tr.Known(x.Confidence)
}

func (p *Page) takeRoute(r reference.RecyclingRow) {
	if p.stream == "" {
		ui.Toast(p.window, ui.Notice{Text: tr.T("Select a stream above first."), Tint: palette.Info})
		return
	}
	if err := p.session.Apply(tr.F("Route of %s", p.stream), RouteEdits(p.session.Project(), p.stream, r)...); err != nil {
		ui.ShowError(p.window, tr.T("The route could not be taken over."), err)
	}
}

// WhatIf asks what if the selected stream took the chosen route; false where no
// route is in front.
func (p *Page) WhatIf() bool {
	at := p.routes.Row()
	if p.tabs.Selected() != p.routesTab || at < 0 || p.window.Canvas().Focused() == fyne.Focusable(p.grid) {
		return false
	}
	p.routes.Rows()[at].Ask()
	return true
}

// wonderRoute keeps the what-if in which the selected stream takes a route, and
// compares.
func (p *Page) wonderRoute(r reference.RecyclingRow) {
	if p.stream == "" {
		ui.Toast(p.window, ui.Notice{Text: tr.T("Select a stream above first."), Tint: palette.Info})
		return
	}
	edits := RouteEdits(p.session.Project(), p.stream, r)
	if len(edits) == 0 {
		ui.Toast(p.window, ui.Notice{Text: tr.F("%s takes this route already.", p.stream), Tint: palette.Info})
		return
	}
	id, err := whatif.KeepEdits(p.session, tr.F("%s by %s", p.stream, r.Process), edits...)
	if err != nil {
		ui.ShowError(p.window, tr.T("The route could not be taken over."), err)
		return
	}
	p.session.Navigate("compare", planner.Path("scenario", id))
}

func (p *Page) add() {
	p.grid.CommitEdit()
	at, _ := p.grid.Active()
	at = min(at, p.sheet.Rows()-2)
	p.sheet.Add(at, 1)
	p.grid.Select(at+1, 0)
	entry.Focus(p.grid)
}

func (p *Page) remove() {
	p.grid.CommitEdit()
	span := p.grid.Selection()
	var rows []int
	for r := span.Top; r <= span.Bottom; r++ {
		rows = append(rows, r)
	}
	p.sheet.RemoveRows(rows)
	p.grid.Select(min(span.Top, p.sheet.Rows()-1), 0)
	entry.Focus(p.grid)
}

func (p *Page) tell(text string) {
	if p.sheet.Refused() == 0 && (text != p.status.Text || p.status.Importance != widget.LowImportance) {
		p.status.Importance = widget.LowImportance
		p.status.SetText(text)
	}
}

func (p *Page) refused(list []grid.Refusal) {
	text := tr.F("%s not taken: ", tr.N(len(list), "%s cell was", "%s cells were"))
	for i, r := range list[:min(len(list), 3)] {
		if i > 0 {
			text += " · "
		}
		text += "“" + r.Text + "”: " + strings.TrimSuffix(r.Why, ".")
	}
	p.grid.Refresh()
	p.status.Importance = widget.DangerImportance
	p.status.SetText(text)
}

var _ session.Page = (*Page)(nil)
