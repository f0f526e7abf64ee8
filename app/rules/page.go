package rules

import (
	"reflect"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"remanence/app/chart"
	"remanence/app/chartview"
	"remanence/app/entry"
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
)

// Page is the page of the rules.
type Page struct {
	session *session.Session
	window  fyne.Window
	object  fyne.CanvasObject
	tabs    *container.AppTabs
	today   func() string

	chosen string
	rows   []*row
	list   *fyne.Container
	scroll *container.Scroll
	empty  *widget.Label
	prices *pricing

	title  *ui.Line
	course *chartview.View
	notes  *parts.Lines
	bar    *toolbar
	regs   *regulationTab
}

// New makes the page of a session.
func New(s *session.Session, w fyne.Window) *Page {
	p := &Page{session: s, window: w, today: func() string { return time.Now().Format(time.DateOnly) }}
	p.prices = newPricing(s, p.showPrices)
	p.build()
	s.Subscribe(func(e session.Event) {
		switch e.Kind {
		case session.Opened:
			p.chosen = ""
			p.prices.forget()
			p.refresh()
		case session.ProjectChanged:
			p.prices.stale()
			p.refresh()
		case session.PlanChanged:
			p.refresh()
		case session.StatusChanged:
			p.prices.planned()
			p.bar.show(p.prices, p.chosen != "")
		}
	})
	p.refresh()
	return p
}

// ID implements session.Page.
func (p *Page) ID() string { return "rules" }

// Title implements session.Page.
func (p *Page) Title() string { return tr.T("Rules") }

// Content implements session.Page.
func (p *Page) Content() fyne.CanvasObject { return p.object }

// Shown implements session.Page. what is a rule, the path of one of its cells,
// or a regulation.
func (p *Page) Shown(what string) {
	id, field := what, ""
	if table, row, f, err := planner.SplitPath(what); err == nil && table == "rule" {
		id, field = row, f
	}
	if _, ok := p.session.Facts().Regulation(id); ok && ruleOf(p.session.Project(), id) == nil {
		p.showRegulation(id)
		return
	}
	if ruleOf(p.session.Project(), id) != nil {
		p.tabs.SelectIndex(0)
		p.choose(id)
		p.focusGap(id, field)
	}
}

func (p *Page) build() {
	p.bar = newToolbar(p)
	p.list = container.New(&column{})
	p.scroll = container.NewVScroll(p.list)
	p.empty = widget.NewLabel(tr.T("There are no rules yet. Without rules the plan is simply the cheapest one. Add one with “Add rule”: for example at most 65 % of magnets from one country."))
	p.empty.Wrapping, p.empty.Importance, p.empty.Alignment = fyne.TextWrapWord, widget.LowImportance, fyne.TextAlignCenter

	p.title = ui.NewTitle()
	p.course = chartview.New(chart.Lines{})
	explain := func() { p.explain(p.chosen) }
	p.course.Why = func(string) func() { return explain }
	p.course.OnTapped = func(string) { explain() }
	p.course.SetMinSize(fyne.NewSize(170, 190))
	p.course.Hint = p.session.Hint
	p.notes = parts.NewLines(tr.T("Choose a rule to see how it stands."))
	detail := container.NewBorder(p.title, nil, nil, nil, container.NewVScroll(container.NewVBox(p.course, p.notes.Object())))

	left := container.NewBorder(p.bar.object, nil, nil, nil, container.NewStack(p.scroll, container.NewPadded(container.NewVBox(p.empty))))
	split := container.NewHSplit(ui.NewPanel(left), ui.NewPanel(detail))
	split.Offset = 0.73
	p.regs = newRegulationTab(p)
	p.tabs = container.NewAppTabs(container.NewTabItem(tr.T("Your rules"), split), container.NewTabItem(tr.T("Regulations"), p.regs.object))
	p.object = container.New(layout.NewCustomPaddedLayout(4, 8, 8, 8), p.tabs)
}

func (p *Page) input() Input {
	plan, stale := p.session.Plan()
	return Input{Project: p.session.Project(), Facts: p.session.Facts(), Plan: plan, Stale: stale, Problems: p.session.Problems(), Today: p.today()}
}

// refresh makes the list again and keeps the keyboard where it was.
func (p *Page) refresh() {
	in := p.input()
	if ruleOf(in.Project, p.chosen) == nil {
		p.chosen = ""
		if len(in.Project.Rules) > 0 {
			p.chosen = in.Project.Rules[0].ID
		}
	}
	id, field := p.focused()
	before := map[string]*row{}
	for _, r := range p.rows {
		before[r.data.ID] = r
	}
	p.rows = nil
	var objects []fyne.CanvasObject
	for _, d := range Rows(in) {
		r := before[d.ID]
		if r == nil || !reflect.DeepEqual(r.data, d) { // those that say the same stay, with the keyboard
			r = newRow(d, func(g *gap) { p.fillIn(d.ID, g) }, func() { p.choose(d.ID) }, func(on bool) { p.done(Switch(p.session, d.ID, on)) })
			r.menu = p.menu
			r.chip.Why = func() { p.explain(d.ID) }
		}
		p.rows, objects = append(p.rows, r), append(objects, r)
	}
	p.list.Objects = objects
	p.list.Refresh()
	if len(objects) == 0 {
		p.empty.Show()
	} else {
		p.empty.Hide()
	}
	p.mark()
	p.showPrices()
	p.regs.reload(in)
	if now, at := p.focused(); id != "" && (now != id || at != field) {
		p.focusGap(id, field)
	}
}

// focused is the blank that has the keyboard.
func (p *Page) focused() (id, field string) {
	c := entry.CanvasOf(p.list)
	if c == nil {
		return "", ""
	}
	g, ok := c.Focused().(*gap)
	if !ok {
		return "", ""
	}
	for _, r := range p.rows {
		for _, x := range r.gaps {
			if x == g {
				return r.data.ID, g.piece.Field
			}
		}
	}
	return "", ""
}

// focusGap gives the keyboard to a blank of a rule, to its first one when field
// is not there.
func (p *Page) focusGap(id, field string) {
	r := p.rowOf(id)
	if r == nil || len(r.gaps) == 0 {
		return
	}
	g := r.gapOf(field)
	if g == nil {
		g = r.gaps[0]
	}
	entry.Focus(g)
}

func (p *Page) rowOf(id string) *row {
	for _, r := range p.rows {
		if r.data.ID == id {
			return r
		}
	}
	return nil
}

func (p *Page) choose(id string) {
	if id != p.chosen {
		p.chosen = id
		p.mark()
		p.showDetail(p.input())
	}
}

func (p *Page) mark() {
	for _, r := range p.rows {
		r.setChosen(r.data.ID == p.chosen)
	}
	p.bar.show(p.prices, p.chosen != "")
}

func (p *Page) fill(id, field, text string) {
	p.done(p.tryFill(id, field, text))
	p.focusGap(id, field)
}

// tryFill fills a blank and has the rule priced once the new plan is there.
func (p *Page) tryFill(id, field, text string) error {
	p.prices.want(id)
	return Fill(p.session, id, field, text)
}

// done says why a change could not be made.
func (p *Page) done(err error) {
	if err != nil {
		ui.ShowError(p.window, tr.T("The rule could not be changed."), err)
	}
}

func (p *Page) showDetail(in Input) {
	r := ruleOf(in.Project, p.chosen)
	if r == nil {
		p.title.SetText("")
		p.course.Hide()
		p.notes.Set(nil)
		return
	}
	p.title.SetText(r.ID + " · " + MetricName(r.Type))
	p.course.Show()
	p.course.SetPicture(pictures.Course(pictures.Input{Project: in.Project, Facts: in.Facts, Plan: in.Plan}, r.ID))
	var lines []parts.Line
	if row := p.rowOf(r.ID); row != nil {
		state := func() { p.explain(r.ID) }
		lines = append(lines, parts.Line{Text: row.data.StateTip, Tint: row.data.Tint, Why: state})
		if row.data.Hint != "" {
			lines = append(lines, parts.Line{Text: row.data.Hint, Tint: palette.Info, Why: state})
		}
	}
	if price, ok := p.prices.of(r.ID); ok {
		lines = append(lines, parts.Line{Text: price.Tip(in.Project.Currency), Tint: palette.Info, Why: func() { p.explainPrice(r.ID) }})
	}
	if r.Note != "" {
		lines = append(lines, parts.Line{Text: words.Sentence(r.Note), Why: func() { p.explain(r.ID) }})
	}
	if reg, ok := in.Facts.Regulation(r.Regulation); ok {
		lines = append(lines, parts.Line{Text: tr.F("Modelled on %s.", reg.Instrument), Tint: palette.Info, Why: func() { p.regs.explain(reg.ID) }, Do: func() { p.showRegulation(reg.ID) }})
		for _, b := range Branches(&reg) {
			lines = append(lines, parts.Line{Text: b, Why: func() { p.regs.explain(reg.ID) }})
		}
	}
	p.notes.Set(lines)
}

// Why implements session.Explainer: the state of the chosen rule.
func (p *Page) Why() (why.Explanation, bool) { return p.whyOf(p.chosen) }

// explain shows what the state of a rule rests on.
func (p *Page) explain(id string) {
	if e, ok := p.whyOf(id); ok {
		p.session.Explain(e)
	}
}

// explainPrice shows what the price of a rule is worked out from.
func (p *Page) explainPrice(id string) {
	r := ruleOf(p.session.Project(), id)
	price, ok := p.prices.of(id)
	plan, _ := p.session.Plan()
	if r != nil && ok && plan != nil {
		p.session.Explain(PriceWhy(p.session.Project(), p.session.Facts(), plan, r, price))
	}
}

func (p *Page) whyOf(id string) (why.Explanation, bool) {
	r := ruleOf(p.session.Project(), id)
	if r == nil {
		return why.Explanation{}, false
	}
	plan, _ := p.session.Plan()
	e := standing.Why(p.session.Project(), p.session.Facts(), plan, r)
	if price, ok := p.prices.of(r.ID); ok {
		e.Notes = append(e.Notes, price.Tip(p.session.Project().Currency))
	}
	return e, true
}

// menu is the context menu of the chosen rule.
func (p *Page) menu(at fyne.Position) {
	c := entry.CanvasOf(p.list)
	if e, ok := p.Why(); ok && c != nil {
		widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", whatif.Menu(p.session, p.window, e)...), c, at)
	}
}

func (p *Page) showRegulation(id string) {
	p.tabs.SelectIndex(1)
	p.regs.choose(id)
}

var _ session.Page = (*Page)(nil)
