package library

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"remanence/app/entry"
	"remanence/app/grid"
	"remanence/app/parts"
	"remanence/app/session"
	"remanence/app/tr"
	"remanence/app/ui"
	"remanence/app/ui/figures"
	"remanence/app/ui/palette"
	"remanence/app/why"
)

// Page is the library.
type Page struct {
	session *session.Session
	window  fyne.Window
	object  fyne.CanvasObject
	today   func() string

	topics []Topic
	topic  string
	table  *Table
	pick   *ui.Choices
	search *ui.Entry
	count  *ui.State
	grid   *grid.Grid
	title  *widget.Label
	acts   *fyne.Container
	story  *parts.Lines
	row    string
	// wondering says that the next entry is a what-if.
	wondering bool
}

// New makes the page of a session.
func New(s *session.Session, w fyne.Window) *Page {
	p := &Page{session: s, window: w, topics: Topics(), topic: "grades", today: func() string { return time.Now().Format(time.DateOnly) }}
	p.build()
	s.Subscribe(func(e session.Event) {
		switch e.Kind {
		case session.Opened, session.ProjectChanged:
			p.reload()
		}
	})
	p.reload()
	return p
}

// ID implements session.Page.
func (p *Page) ID() string { return "library" }

// Title implements session.Page.
func (p *Page) Title() string { return tr.T("Library") }

// Content implements session.Page.
func (p *Page) Content() fyne.CanvasObject { return p.object }

// Shown implements session.Page. what is a topic, or a topic and a row:
// "grade/N42SH".
func (p *Page) Shown(what string) {
	topic, row, _ := strings.Cut(what, "/")
	for _, t := range p.topics {
		if t.ID == topic || t.ID == topic+"s" {
			p.search.SetText("")
			p.show(t.ID)
			if i := p.table.Find(row); i >= 0 {
				p.grid.Select(i, 0)
			}
		}
	}
	entry.Focus(p.grid)
}

func (p *Page) build() {
	p.table = NewTable(p.topics[0], p.session.Project(), p.session.Facts(), p.today())
	p.grid = grid.New(p.table)
	p.grid.RowNumbers, p.grid.ReadOnly, p.grid.FrozenColumns = false, true, 1
	p.grid.ReadOnlyWhy, p.grid.EmptyText = readOnly(), tr.T("nothing matches")
	p.grid.OnSelected = func(row, _ int) {
		if r := p.table.Row(row); r == nil || r.ID != p.row { // along a row there is nothing new to show
			p.choose(row)
		}
	}
	p.grid.OnContext = p.menu
	p.grid.OnKey = func(k *fyne.KeyEvent) {
		if k.Name == fyne.KeyF6 {
			entry.Focus(p.search)
		}
	}
	p.search = ui.NewEntry(tr.T("search all columns and notes"))
	p.search.OnChanged = func(string) { p.find() }
	p.search.OnSubmitted = func(string) { entry.Focus(p.grid) }
	p.count = ui.NewState(func() { p.session.Explain(p.countWhy()) }).Whole()
	var topics []ui.Option
	for _, t := range p.topics {
		topics = append(topics, ui.Option{ID: t.ID, Label: t.Title})
	}
	p.pick = ui.NewChoices(topics, p.show)
	p.title = widget.NewLabelWithStyle("", fyne.TextAlignLeading, fyne.TextStyle{Bold: true})
	p.title.SizeName, p.title.Wrapping = theme.SizeNameSubHeadingText, fyne.TextWrapWord
	p.acts = container.NewVBox()
	p.story = parts.NewLines(tr.T("Choose a row."))
	head := container.NewBorder(nil, nil, nil, p.count.Object(), p.search)
	middle := ui.NewPanel(container.NewBorder(head, nil, nil, nil, p.grid))
	p.grid.Beside = ui.NewVeil(container.NewBorder(container.NewVBox(p.title, p.acts), nil, nil, nil, container.NewVScroll(p.story.Object())))
	right := ui.NewPanel(p.grid.Beside)
	split := container.NewHSplit(middle, right)
	split.Offset = 0.71
	left := ui.NewPanel(container.NewVScroll(p.pick))
	p.object = container.New(layout.NewCustomPaddedLayout(8, 8, 8, 8), container.NewBorder(nil, nil, container.New(layout.NewCustomPaddedLayout(0, 0, 0, 6), left), nil, split))
}

func (p *Page) show(topic string) {
	p.topic, p.row = topic, ""
	p.pick.SetSelected(topic)
	p.reload()
	p.grid.Select(0, 0)
	p.grid.ScrollTo(0, 0)
	p.choose(0)
}

func (p *Page) reload() {
	for _, t := range p.topics {
		if t.ID == p.topic {
			p.table = NewTable(t, p.session.Project(), p.session.Facts(), p.today())
		}
	}
	p.grid.Model = p.table
	p.find()
}

// find searches; the row chosen stays chosen while it is there.
func (p *Page) find() {
	p.table.Search(p.search.Text)
	p.grid.Refresh()
	p.count.SetText(tr.F("%d of %d", p.table.Rows(), len(p.table.all)))
	row := max(0, p.table.Find(p.row))
	if p.table.Rows() > 0 {
		p.grid.Select(row, 0)
	}
	if row == 0 {
		p.grid.ScrollTo(0, 0) // before the first layout selecting scrolls anywhere
	}
	p.choose(row)
}

// countWhy says which rows are counted.
func (p *Page) countWhy() why.Explanation {
	title := ""
	for _, t := range p.topics {
		if t.ID == p.topic {
			title = t.Title
		}
	}
	sought := p.search.Text
	if sought == "" {
		sought = figures.Missing
	}
	return why.Explanation{Title: tr.F("%s: rows shown", title), Value: p.count.Text(), Formula: tr.T("rows in which what is searched for stands, of all rows of the topic"),
		Inputs: []why.Input{{Name: tr.T("Searched for"), Value: sought, How: tr.T("typed above the table")}}}
}

func (p *Page) choose(row int) {
	r := p.table.Row(row)
	p.acts.RemoveAll()
	if r == nil {
		p.title.SetText("")
		p.story.Set(nil)
		return
	}
	p.row = r.ID
	p.title.SetText(r.Cells[0])
	if p.topic == "suppliers" || p.topic == "materials" {
		p.title.SetText(r.Cells[1])
	}
	for _, a := range p.actions(r) {
		p.acts.Add(a)
	}
	var lines []parts.Line
	for i, s := range p.table.Lines(r) {
		l := parts.Line{Text: s, Why: func() { p.session.Explain(p.lineWhy(r, s)) }}
		if i == 0 && r.Own {
			l.Tint = palette.Ok
		}
		lines = append(lines, l)
	}
	p.story.Set(lines)
}

// lineWhy says where a line of what is known of a row comes from.
func (p *Page) lineWhy(r *Row, text string) why.Explanation {
	e := why.Explanation{Title: r.Cells[0], Value: text, Formula: tr.T("a fact of the library"), Inputs: []why.Input{{Name: p.table.Topic.Title, Value: text, Source: r.Source}}}
	if r.Own {
		e.Formula = tr.T("your own row, in place of the shipped one")
	}
	return e
}

// Why implements session.Explainer.
func (p *Page) Why() (why.Explanation, bool) {
	row, col := p.grid.Active()
	r := p.table.Row(row)
	if r == nil || col >= len(p.table.cols) {
		return why.Explanation{}, false
	}
	cell := p.table.Cell(row, col)
	e := why.Explanation{Title: tr.F("%s of %s@@title", p.table.cols[col].Title, r.Cells[0]), Value: cell.Text, Formula: tr.T("a fact of the library"),
		Inputs: []why.Input{{Name: p.table.Topic.Title, Value: cell.Text, Source: r.Source}}, Notes: r.Detail}
	switch {
	case r.Added:
		e.Formula = tr.T("your own row; the library has none like it")
	case r.Own:
		e.Formula = tr.T("your own row, in place of the shipped one")
	}
	return e, true
}

var _ session.Page = (*Page)(nil)
