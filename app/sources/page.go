package sources

import (
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
	"remanence/app/standing"
	"remanence/app/tr"
	"remanence/app/ui"
	"remanence/app/ui/palette"
	"remanence/app/why"
	"remanence/planner"
	"remanence/planner/policy"
)

// Page is the page of the offers.
type Page struct {
	session *session.Session
	object  fyne.CanvasObject

	part    string
	search  *ui.Entry
	picker  *Picker
	parts   *grid.Grid
	compare *Comparison
	grid    *grid.Grid

	title     *ui.Line
	upper     *fyne.Container
	status    *widget.Label // what was not taken
	notTaken  string
	why       *parts.Lines
	whyBox    *container.Scroll
	chart     *chartview.View
	sliders   *sliders
	sites     *chartview.View
	prices    *chartview.View
	indices   *indices
	low       *container.AppTabs
	inIndices bool     // a price path was chosen last, not a cell of the comparison
	base      *settled // the project with its licence terms, made once for each change
}

// New makes the page of a session.
func New(s *session.Session) *Page {
	p := &Page{session: s}
	p.build()
	s.Subscribe(func(e session.Event) {
		switch e.Kind {
		case session.Opened:
			p.part = ""
			p.search.SetText("")
			p.reload()
			p.start()
		case session.ProjectChanged:
			p.reload()
		case session.PlanChanged:
			p.parts.Settle()
			p.show()
		}
	})
	p.reload()
	p.start()
	return p
}

// ID implements session.Page.
func (p *Page) ID() string { return "sources" }

// Title implements session.Page.
func (p *Page) Title() string { return tr.T("Sources") }

// Content implements session.Page.
func (p *Page) Content() fyne.CanvasObject { return p.object }

// Shown implements session.Page. what is a part, an offer, or the path of one of
// their cells.
func (p *Page) Shown(what string) {
	table, id, field, err := planner.SplitPath(what)
	if err == nil && table == "index" {
		p.showIndex(id, field)
		return
	}
	if err != nil || table != "offer" && table != "part" {
		table, id, field = "", what, ""
	}
	project := p.session.Project()
	switch {
	case what == "":
	case table != "offer" && project.Part(id) != nil:
		p.choose(id)
	case project.Offer(id) != nil:
		p.showOffer(id, field)
	}
	entry.Focus(p.grid)
}

// showIndex goes to the value of a price path.
func (p *Page) showIndex(id, field string) {
	for i, tab := range p.low.Items {
		if tab.Content == p.indices.object {
			p.low.SelectIndex(i)
		}
	}
	if row, col, ok := p.indices.sheet.Find(id, field); ok {
		p.indices.grid.Select(row, col)
	}
	entry.Focus(p.indices.grid)
}

// showOffer goes to a cell of an offer, at a part the offer can make.
func (p *Page) showOffer(offer, field string) {
	if _, _, ok := p.compare.Find(offer, field); !ok {
		project := p.session.Project()
	search:
		for i := range project.Parts {
			for _, fit := range project.Fits(&project.Parts[i], p.session.Facts()) {
				if fit.Offer.ID == offer {
					p.choose(project.Parts[i].ID)
					break search
				}
			}
		}
	}
	if row, col, ok := p.compare.Find(offer, field); ok {
		p.grid.Select(row, col)
	}
}

func (p *Page) build() {
	p.picker = NewPicker(p.session.Project(), p.session.Facts())
	p.parts = grid.New(p.picker)
	p.parts.RowNumbers, p.parts.ReadOnly = false, true
	p.parts.ReadOnlyWhy, p.parts.EmptyText = tr.T("Type into the field above to search."), tr.T("no part matches")
	p.parts.OnSelected = func(row, _ int) { p.choose(p.picker.Part(row)) }
	p.parts.OnOpen = func(int, int) { entry.Focus(p.grid) }
	p.parts.OnKey = func(k *fyne.KeyEvent) { p.key(k, p.grid) }
	p.search = ui.NewEntry(tr.T("search parts"))
	p.search.OnChanged = p.find
	p.search.OnSubmitted = func(string) { entry.Focus(p.parts) }

	p.compare = NewComparison(p.session, "")
	p.grid = grid.New(p.compare)
	p.grid.FrozenColumns, p.grid.RowNumbers, p.grid.KeepOrder = 1, false, true
	p.grid.OnStatus, p.grid.SumInside = func(string) { p.tell() }, true // the line below is for what was not taken
	p.grid.OnRefused, p.grid.OnContext = p.refused, p.menu
	p.grid.OnSelected = func(int, int) { p.inIndices = false }
	p.grid.OnKey = func(k *fyne.KeyEvent) { p.key(k, p.search) }
	p.parts.OnPaste, p.grid.OnPaste = entry.Foreign(p.session), entry.Foreign(p.session)

	p.title = ui.NewTitle()
	p.status = widget.NewLabel("")
	p.status.Truncation, p.status.Importance = fyne.TextTruncateEllipsis, widget.DangerImportance
	p.status.Hide()
	tools := container.NewHBox(
		ui.NewButton(tr.T("Copy offer"), theme.ContentCopyIcon(), tr.T("Add a copy of the selected offer as the start of another quotation"), p.copyOffer),
		ui.NewButton(tr.T("Delete"), theme.DeleteIcon(), tr.T("Delete the selected offer"), p.deleteOffer))
	head := container.NewBorder(nil, nil, nil, tools, p.title)
	p.chart = chartview.New(chart.StackedBars{})
	p.chart.SetMinSize(fyne.NewSize(240, 120))
	p.chart.OnTapped = func(offer string) { p.showOffer(offer, "price") }
	follow.Picture(p.session, p.chart, "landed", func() (pictures.Input, pictures.Choice) { // with what the sliders say
		return pictures.Input{Project: p.compare.doc.Project(), Facts: p.compare.doc.Facts()}, pictures.Choice{Part: p.part}
	})
	p.why = parts.NewLines("")
	p.whyBox = container.NewVScroll(p.why.Object())
	p.sliders = newSliders(p)
	p.sites, p.prices = chartview.New(chart.Map{}), chartview.New(chart.Lines{})
	shown := func() (pictures.Input, pictures.Choice) { return p.drawn(), pictures.Choice{Part: p.part} }
	follow.Picture(p.session, p.sites, "sites", shown)
	follow.Picture(p.session, p.prices, "prices", func() (pictures.Input, pictures.Choice) {
		in := p.drawn()
		in.Old = "" // price paths are entered, whatever the plan
		return in, pictures.Choice{Part: p.part}
	})
	p.chart.Hint = func() string {
		if p.part == "" {
			return tr.T("Enter parts on the page Demand first; their offers then stand side by side here.")
		}
		return tr.T("No offer for this part has a price yet.")
	}
	p.why.Hint = func() string {
		if p.part == "" {
			return p.chart.Hint()
		}
		return p.session.Hint()
	}
	p.sites.Hint = func() string { return tr.T("The sites of the offers for this part stand here, once it has offers.") }
	p.prices.Hint = func() string {
		return tr.T("No price path yet: enter the values of an index by month in the tab Indices. Offers that are linked to it follow.")
	}
	p.indices = newIndices(p.session)
	p.aboutIndices()
	p.low = container.NewAppTabs(container.NewTabItem(tr.T("Why"), p.whyBox), container.NewTabItem(tr.T("What if"), p.sliders.object), container.NewTabItem(tr.T("Map"), p.sites), container.NewTabItem(tr.T("Indices"), p.indices.object), container.NewTabItem(tr.T("Price paths"), p.prices))

	p.upper = container.NewBorder(head, p.status, nil, nil, p.grid)
	low := container.NewHSplit(p.chart, p.low)
	low.Offset = 0.56
	right := container.NewVSplit(ui.NewPanel(p.upper), ui.NewPanel(low))
	right.Offset = 0.7
	left := ui.NewPanel(container.NewBorder(p.search, nil, nil, nil, p.parts))
	p.parts.Beside = ui.NewVeil(right)
	p.object = container.New(layout.NewCustomPaddedLayout(8, 8, 8, 8), container.New(beside(pickerWidth), left, p.parts.Beside))
}

// find searches the parts; the part compared stays as it is.
func (p *Page) find(text string) {
	p.picker.Search(text)
	p.parts.Refresh()
	if row := p.picker.Find(p.part); row >= 0 {
		p.parts.Select(row, 0)
	} else if len(p.picker.shown) > 0 {
		p.parts.Select(0, 0)
		p.choose(p.picker.Part(0))
	}
}

func (p *Page) reload() {
	project := p.session.Project()
	if project.Part(p.part) == nil {
		p.part = ""
		if len(project.Parts) > 0 {
			p.part = project.Parts[0].ID
		}
	}
	p.picker = NewPicker(project, p.session.Facts())
	p.picker.Search(p.search.Text)
	p.parts.Model = p.picker
	p.parts.Refresh()
	p.show()
}

// choose compares the offers for a part.
func (p *Page) choose(part string) {
	if part == "" || part == p.part {
		return
	}
	p.grid.CommitEdit()
	p.part = part
	p.show()
	p.start()
}

// start selects the price of the first offer, where the entering begins; the
// lines above it stay in sight.
func (p *Page) start() {
	if row, _, _ := p.compare.Find("", "price"); p.compare.Rows() > 0 {
		p.grid.Select(row, 1)
	}
	p.grid.ScrollTo(0, 1)
}

// show reads the part's offers again; the selection stays where it is.
func (p *Page) show() {
	p.price()
	p.sliders.choices(p.compare, p.session.Facts())
	p.sites.SetPicture(pictures.Sites(p.drawn(), p.part))
	p.indices.refresh()
	p.prices.SetPicture(pictures.Prices(p.session.Project()))
	p.grid.EmptyText, p.parts.EmptyText = tr.T("No offer can make this part yet."), tr.T("no part matches")
	if len(p.session.Project().Parts) == 0 {
		p.grid.EmptyText, p.parts.EmptyText = tr.T("Enter parts on the page Demand first; their offers then stand side by side here."), tr.T("no parts yet")
	}
	p.grid.Refresh()
	if row := p.picker.Find(p.part); row >= 0 {
		if at, _ := p.parts.Active(); at != row {
			p.parts.Select(row, 0)
		}
	}
	title := p.part
	if part := p.session.Project().Part(p.part); part != nil && part.Description != "" {
		title += " · " + part.Description
	}
	p.title.SetText(title)
	var lines []parts.Line
	for _, s := range p.compare.Why() {
		l := parts.Line{Text: s, Tint: palette.Info, Why: func() {
			if plan, _ := p.session.Plan(); plan != nil {
				p.session.Explain(standing.Reason(p.session.Project(), p.session.Facts(), plan, planner.Reason{Part: p.part, Text: s}))
			}
		}}
		if s == why.OldPlan() {
			l.Tint = palette.Warn
		}
		lines = append(lines, l)
	}
	p.why.Set(lines)
	p.whyBox.Refresh()
	p.draw()
}

func (p *Page) key(k *fyne.KeyEvent, next fyne.Focusable) {
	switch k.Name {
	case fyne.KeyF6:
		entry.Focus(next)
	case fyne.KeyEscape: // the marks of what was not taken
		p.compare.refused = nil
		p.grid.Refresh()
	}
}

// tell shows what was not taken, until it is entered anew or Escape is pressed.
func (p *Page) tell() {
	text := p.notTaken
	if len(p.compare.refused) == 0 {
		text = ""
	}
	if text == p.status.Text {
		return
	}
	p.status.SetText(text)
	if text == "" {
		p.status.Hide()
	} else {
		p.status.Show()
	}
	p.upper.Refresh() // the line under the table came or went
}

// refused says what was not taken; the cells themselves are marked, too.
func (p *Page) refused(list []grid.Refusal) {
	text := tr.F("%s not taken: ", tr.N(len(list), "%s cell was", "%s cells were"))
	for i, r := range list {
		if i == 3 {
			text += " …"
			break
		}
		if i > 0 {
			text += " · "
		}
		text += p.compare.Offer(r.Col)
		if r.Row < len(p.compare.rows) {
			text += " " + p.compare.rows[r.Row].title
		}
		if r.Text != "" {
			text += " “" + r.Text + "”"
		}
		text += ": " + strings.TrimSuffix(r.Why, ".")
	}
	p.notTaken = text
	p.compare.refused = entry.RefusedOf(list) // the good cells of the same action made a new comparison
	p.grid.Refresh()
	p.tell()
}

// price makes the comparison with what the sliders say.
func (p *Page) price() {
	what := p.sliders.what()
	if now := p.session.Project(); p.base == nil || p.base.of != now {
		p.base = &settled{p.session, now, policy.Settle(now, p.session.Facts())}
	}
	p.compare = NewComparison(what.With(p.base, p.part), p.part)
	p.grid.Model = p.compare
	p.grid.ReadOnly, p.grid.ReadOnlyWhy = what.Active(), errWhatIf.Error()
}

// reprice shows the comparison with what the sliders say; the project stays.
func (p *Page) reprice() {
	p.price()
	p.grid.Refresh()
	p.draw()
}

func (p *Page) draw() {
	pic := p.compare.Picture()
	if p.sliders.what().Active() {
		pic.Title = tr.F("What if: %s", pic.Title)
	}
	p.chart.SetPicture(pic)
}

func (p *Page) drawn() pictures.Input {
	plan, stale := p.session.Plan()
	return pictures.Input{Project: p.session.Project(), Facts: p.session.Facts(), Plan: plan, AsToday: p.session.AsToday(), Cheapest: p.session.Cheapest(), Old: why.OldPlanIf(stale)}
}
