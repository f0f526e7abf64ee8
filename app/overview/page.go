package overview

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"remanence/app/chart"
	"remanence/app/chartview"
	"remanence/app/follow"
	"remanence/app/parts"
	"remanence/app/pictures"
	"remanence/app/session"
	"remanence/app/tr"
	"remanence/app/ui"
	"remanence/app/ui/figures"
	"remanence/app/ui/palette"
	"remanence/app/why"
	"remanence/app/words"
	"remanence/planner"
)

// Page is the overview.
type Page struct {
	session *session.Session
	window  fyne.Window
	object  fyne.CanvasObject
	tabs    *container.AppTabs

	cards    [3]*ui.Card
	flow     *chartview.View
	heat     *chartview.View
	element  *ui.Pick
	by       *ui.Pick // what the width of the chain is
	which    *ui.Pick
	outages  outages
	compare  *parts.Table
	rules    *parts.Table
	warnings *parts.Lines
	reasons  *parts.Lines
}

// New makes the page of a session.
func New(s *session.Session, w fyne.Window) *Page {
	p := &Page{session: s, window: w}
	p.build()
	s.Subscribe(func(e session.Event) {
		switch e.Kind {
		case session.Opened, session.ProjectChanged, session.PlanChanged:
			if e.Kind == session.Opened {
				p.outages.task.Cancel()
				p.outages = outages{front: s.Front()}
			}
			p.ask()
			p.refresh()
		case session.StatusChanged:
			p.ask()
			if plan, _ := s.Plan(); plan == nil {
				p.showCards(p.input())
			}
		}
	})
	p.ask()
	p.refresh()
	return p
}

// ID implements session.Page.
func (p *Page) ID() string { return "overview" }

// Title implements session.Page.
func (p *Page) Title() string { return tr.T("Overview") }

// Content implements session.Page.
func (p *Page) Content() fyne.CanvasObject { return p.object }

// Shown implements session.Page. what may be an exposure or a rule.
func (p *Page) Shown(what string) {
	switch {
	case strings.HasPrefix(what, "exposure|"):
		p.tabs.SelectIndex(0)
		p.explain(what)
	case strings.HasPrefix(what, "rule|"):
		p.tabs.SelectIndex(2)
	}
}

// The pictures and where the flow's plan is chosen.
func thePlan() string  { return tr.T("Plan") }
func asToday() string  { return tr.T("As today") }
func cheapest() string { return tr.T("Cheapest") }

func (p *Page) build() {
	cardRow := container.NewGridWithColumns(len(p.cards))
	for i := range p.cards {
		p.cards[i] = ui.NewCard(ui.CardData{})
		cardRow.Add(p.cards[i])
	}
	p.flow, p.heat = chartview.New(chart.Flow{}), chartview.New(chart.Heat{})
	p.heat.OnTapped = func(id string) { p.explain(id) }
	p.flow.OnTapped = func(id string) { p.tappedFlow(id) }
	follow.Picture(p.session, p.heat, "exposure", func() (pictures.Input, pictures.Choice) { return p.input().pictures(), pictures.Choice{} })
	follow.Picture(p.session, p.flow, "chain", p.flowShown)
	p.element = ui.NewPick(nil, func(string) { p.showFlow(p.input()) })
	p.by = ui.NewPick([]ui.Option{{ID: pictures.ByMass, Label: tr.T("Mass of")}, {ID: pictures.ByValue, Label: tr.T("Value of"), Detail: tr.T("landed cost spread over the grams of the elements")}}, func(string) { p.showFlow(p.input()) })
	p.by.SetSelected(pictures.ByMass)
	p.which = ui.NewPick(ui.Strings(thePlan(), asToday(), cheapest()), func(string) { p.showFlow(p.input()) })
	p.which.SetSelected(thePlan())
	p.compare = parts.NewTable(parts.Head{Title: ""}, parts.Head{Title: asToday(), Right: true}, parts.Head{Title: cheapest(), Right: true},
		parts.Head{Title: thePlan(), Right: true}, parts.Head{Title: tr.T("Plan against today"), Right: true})
	p.rules = parts.NewTable(parts.Head{Title: tr.T("Rule")}, parts.Head{Title: ""}, parts.Head{Title: tr.T("Nearest to its limit")},
		parts.Head{Title: tr.T("Limit"), Right: true}, parts.Head{Title: tr.T("Plan"), Right: true}, parts.Head{Title: tr.T("State")})
	p.warnings, p.reasons = parts.NewLines(tr.T("Nothing needs a look.")), parts.NewLines(tr.T("There is no plan to explain yet."))
	p.flow.Hint, p.heat.Hint, p.reasons.Hint = p.session.Hint, p.session.Hint, p.session.Hint
	p.rules.Hint = func() string {
		return tr.T("There are no rules yet. The page Rules takes them as sentences, for example at most 65 % of magnets from one country.")
	}

	flowTools := container.NewHBox(p.by, p.element, widget.NewLabel(tr.T("in")), p.which)
	flow := container.NewBorder(flowTools, nil, nil, nil, p.flow)
	scroll := func(o fyne.CanvasObject) fyne.CanvasObject { return container.NewVScroll(o) }
	p.tabs = container.NewAppTabs(
		container.NewTabItem(tr.T("Today against plan"), scroll(p.compare)),
		container.NewTabItem(tr.T("Where it comes from"), flow),
		container.NewTabItem(tr.T("Rules"), scroll(p.rules)),
		container.NewTabItem(tr.T("Why this plan"), scroll(p.reasons.Object())),
	)
	warn := ui.NewPanel(container.NewBorder(ui.NewSection(tr.T("To look at"), ""), nil, nil, nil, scroll(p.warnings.Object())))
	p.heat.SetMinSize(fyne.NewSize(240, 168)) // five rows below names of two lines
	heat := ui.NewPanel(container.NewBorder(ui.NewSection(tr.T("Largest country by element and stage"), tr.T("a click shows what is behind a cell")), nil, nil, nil, chartview.Scrolled(p.heat)))
	upper := container.NewHSplit(heat, warn)
	upper.Offset = 0.62
	lower := ui.NewPanel(p.tabs)
	split := container.NewVSplit(upper, lower)
	split.Offset = 0.42
	p.object = container.New(layout.NewCustomPaddedLayout(8, 8, 8, 8), container.NewBorder(cardRow, nil, nil, nil, split))
}

func (p *Page) input() Input {
	plan, stale := p.session.Plan()
	return Input{Project: p.session.Project(), Facts: p.session.Facts(), Plan: plan, AsToday: p.session.AsToday(), Cheapest: p.session.Cheapest(),
		Stale: stale, Problems: p.session.Problems(), Status: p.session.Status().Text, Outages: p.outages.known, Least: p.outages.least, Asking: p.outages.task.Running()}
}

func (p *Page) refresh() {
	in := p.input()
	p.showCards(in)
	p.showElements(in)
	p.showFlow(in)
	p.heat.SetPicture(pictures.Exposure(in.pictures()))
	p.showTables(in)
	p.warnings.Set(p.lines(Warnings(in)))
	p.reasons.Set(p.lines(Reasons(in)))
}

func (p *Page) showCards(in Input) {
	for i, c := range Cards(in) {
		note := c.Note
		if len(in.Project.Parts) == 0 {
			note = tr.T("no parts yet") // the list beside them says what to do
		}
		if in.Stale {
			note = tr.F("out of date · %s", note)
			c.Tint = palette.Neutral
		}
		p.cards[i].OnTapped = p.follow(c.Link)
		p.cards[i].Why = p.whyOf(CardWhy(in, i))
		p.cards[i].Set(ui.CardData{Title: c.Title, Value: c.Value, Sub: note, Tint: c.Tint, Tip: c.Tip})
	}
}

func (p *Page) showElements(in Input) {
	options := []ui.Option{}
	for _, e := range pictures.Elements(in.Plan) {
		options = append(options, ui.Option{ID: e, Label: words.Element(e)})
	}
	p.element.SetOptions(options)
	if p.element.Selected() == "" && len(options) > 0 {
		p.element.SetSelected(options[0].ID)
	}
}

func (p *Page) chosenElement() string {
	if e := p.element.Selected(); e != "" {
		return e
	}
	return "all"
}

// flowPlan is the plan whose chain is shown.
func (p *Page) flowPlan(in Input) *planner.Plan {
	switch p.which.Selected() {
	case asToday():
		return in.AsToday
	case cheapest():
		return in.Cheapest
	}
	return in.Plan
}

func (p *Page) showFlow(in Input) {
	p.flow.SetPicture(pictures.Chain(in.pictures(), p.flowPlan(in), p.chosenElement(), p.by.Selected()))
}

func (p *Page) showTables(in Input) {
	var rows []parts.Row
	for _, r := range Compare(in) {
		rows = append(rows, parts.Row{Tip: r.Tip, Why: p.whyOf(CompareWhy(in, r), true), Cells: []parts.Cell{{Text: r.Title}, {Text: r.AsToday}, {Text: r.Cheapest}, {Text: r.Plan}, {Text: r.Change, Tint: r.Tint}}})
	}
	p.compare.Set(rows)
	rows = nil
	for _, r := range Rules(in) {
		rows = append(rows, parts.Row{Tip: r.Tip, Do: func() { p.session.Navigate("rules", r.ID) }, Why: p.whyOf(RuleWhy(in, r.ID)), Cells: []parts.Cell{{Text: r.ID + "  " + r.Text}, {Text: r.Kind}, {Text: r.Window}, {Text: r.Limit}, {Text: r.Value}, {Text: r.State, Tint: r.Tint}}})
	}
	p.rules.Set(rows)
}

func (p *Page) lines(ws []Warning) []parts.Line {
	out := make([]parts.Line, len(ws))
	for i, w := range ws {
		out[i] = parts.Line{Text: w.Text, Tint: w.Tint, Tip: w.Tip, Do: p.follow(w.Link)}
		if w.Why != nil {
			out[i].Why = func() { p.session.Explain(w.Why()) }
		}
	}
	return out
}

// follow is the click on a link; nil when it leads nowhere.
func (p *Page) follow(l Link) func() {
	if l.Page == "" {
		return nil
	}
	return func() { p.session.Navigate(l.Page, l.What) }
}

// flowShown is what the chain on screen is drawn from.
func (p *Page) flowShown() (pictures.Input, pictures.Choice) {
	in := p.input().pictures()
	in.Plan = p.flowPlan(p.input())
	return in, pictures.Choice{Element: p.chosenElement(), In: p.by.Selected()}
}

// tappedFlow opens what is behind a place, or the part at the end of the chain.
func (p *Page) tappedFlow(id string) {
	if _, to, ok := pictures.LinkEnds(id); ok { // a band leads where it ends
		id = to
	}
	stage, who, ok := strings.Cut(id, "|")
	switch {
	case !ok:
	case stage == "part":
		if p.session.Project().Part(who) == nil {
			who = "" // the rest of the parts
		}
		p.session.Navigate("plan", who)
	default:
		p.explain("exposure|" + p.chosenElement() + "|" + id)
	}
}

// explain shows the parts and offers behind a share.
func (p *Page) explain(id string) {
	title, causes := Behind(p.input(), id)
	if title == "" {
		return
	}
	table := parts.NewTable(parts.Head{Title: tr.T("Supplier")}, parts.Head{Title: tr.T("Part")}, parts.Head{Title: tr.T("Offer")}, parts.Head{Title: tr.T("Mass"), Right: true}, parts.Head{Title: tr.T("Share"), Right: true})
	var dialog *ui.Dialog
	var rows []parts.Row
	for _, c := range causes {
		rows = append(rows, parts.Row{Tip: tr.F("Open the offers for %s", c.Part),
			Cells: []parts.Cell{{Text: c.Supplier}, {Text: c.Part}, {Text: c.Offer}, {Text: c.Mass}, {Text: c.Share}},
			Do: func() {
				dialog.Close()
				p.session.Navigate("sources", c.Part)
			}})
	}
	table.Set(rows)
	body := container.NewVScroll(table)
	body.SetMinSize(fyne.NewSize(600, min(420, table.MinSize().Height)))
	note := widget.NewLabel(tr.T("Parts and offers behind this share over the whole plan, open orders included. Unknown origin counts in full. A click opens the offers of a part."))
	note.Wrapping = fyne.TextWrapWord
	if len(rows) == 0 {
		note.SetText(tr.F("Nothing in the plan comes from there %s the share is unknown origin only.", figures.Missing))
	}
	dialog = ui.ShowDialog(p.window, title, container.NewBorder(note, nil, nil, nil, body), 640, ui.Choice{Text: tr.T("Close"), Default: true, Cancel: true})
}

// whyOf shows an explanation, nil when there is none.
func (p *Page) whyOf(e why.Explanation, ok bool) func() {
	if !ok {
		return nil
	}
	return func() { p.session.Explain(e) }
}

// Why implements session.Explainer: the first figure, unless the pointer rests on
// another.
func (p *Page) Why() (why.Explanation, bool) { return CardWhy(p.input(), 0) }
