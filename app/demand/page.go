package demand

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"remanence/app/entry"
	"remanence/app/grid"
	"remanence/app/session"
	"remanence/app/tr"
	"remanence/app/ui"
	"remanence/app/whatif"
	"remanence/planner"
)

// Page is the demand page.
type Page struct {
	session *session.Session
	table   *Table
	grid    *grid.Grid
	panel   *panel
	object  fyne.CanvasObject

	bar      fyne.CanvasObject
	find     *ui.Entry
	status   *widget.Label // what is selected, or what was not taken
	notTaken string
	mend     *ui.Button // how many cells stop the plan; leads to the next one
	details  *ui.Button
}

// New makes the page of a session.
func New(s *session.Session) *Page {
	p := &Page{session: s, table: NewTable(s)}
	p.build()
	s.Subscribe(func(e session.Event) {
		switch e.Kind {
		case session.Opened:
			p.reload()
			p.start()
		case session.ProjectChanged:
			p.reload()
		}
	})
	p.reload()
	p.start()
	return p
}

// ID implements session.Page.
func (p *Page) ID() string { return "demand" }

// Title implements session.Page.
func (p *Page) Title() string { return tr.T("Demand") }

// Content implements session.Page.
func (p *Page) Content() fyne.CanvasObject { return p.object }

// Shown implements session.Page. what is a part, or the path of a part or of one
// of its cells.
func (p *Page) Shown(what string) {
	part, field := strings.TrimPrefix(what, "part/"), ""
	if table, id, f, err := planner.SplitPath(what); err == nil && table == "part" {
		part, field = id, f
	}
	if row, col, ok := p.seek(part, field); ok {
		p.grid.Select(row, col)
	}
	entry.Focus(p.grid)
}

// seek shows the details if the field is among them.
func (p *Page) seek(part, field string) (row, col int, ok bool) {
	for _, d := range details {
		if d == field && !p.table.Details {
			p.toggleDetails()
		}
	}
	return p.table.Find(part, field)
}

func (p *Page) build() {
	p.grid = grid.New(p.table)
	p.grid.FrozenColumns, p.grid.RowNumbers = 1, false
	p.grid.OnSelected = func(row, _ int) {
		if part := p.table.Part(row); part == nil || part.ID != p.panel.part { // along a row there is nothing new to show
			p.choose(row)
		}
	}
	p.grid.OnStatus = p.selected
	p.grid.OnRefused = p.refused
	p.grid.OnContext = p.menu
	p.grid.OnKey = p.key
	p.grid.OnPaste = entry.Foreign(p.session)

	p.status = widget.NewLabel("")
	p.status.Truncation = fyne.TextTruncateEllipsis
	p.mend = ui.NewButton("", nil, tr.T("Go to the next cell that stops the plan (F8)"), p.nextProblem)
	p.details = ui.NewButton(tr.T("Details"), theme.VisibilityIcon(), tr.T("Show safety stock, shortage cost, criticality, application and shelf life (F7)"), p.toggleDetails)
	p.find = ui.NewEntry(tr.T("find part"))
	p.find.OnChanged = func(text string) { p.search(text, 0) }
	p.find.OnSubmitted = func(text string) { p.search(text, 1) }
	p.bar = ui.NewToolbar([]fyne.CanvasObject{
		ui.NewButton(tr.T("Add part"), theme.ContentAddIcon(), tr.T("Add a part below the selected one (Insert)"), p.add),
		ui.NewButton(tr.T("Delete"), theme.DeleteIcon(), tr.T("Delete the selected parts with their stock and approved grades (Ctrl+Minus)"), p.remove),
		p.details,
		container.NewGridWrap(fyne.NewSize(150, p.find.MinSize().Height), p.find),
	}, []fyne.CanvasObject{p.mend})

	p.panel = newPanel(p.session)
	p.grid.Beside = ui.NewVeil(p.panel.object)
	left := container.NewBorder(p.bar, p.status, nil, nil, p.grid)
	split := container.NewHSplit(ui.NewPanel(left), ui.NewPanel(p.grid.Beside))
	split.Offset = 0.71
	p.object = container.New(layout.NewCustomPaddedLayout(8, 8, 8, 8), split)
}

// start selects the first part, or the row that waits for one.
func (p *Page) start() {
	row, _, found := p.table.Find(firstPart(p.session.Project()), "part")
	if !found {
		row = p.table.Rows() - 1
	}
	p.grid.Select(row, 0)
	p.grid.ScrollTo(0, 0) // before the first layout selecting scrolls anywhere
	p.choose(row)
}

func firstPart(p *planner.Project) string {
	if len(p.Parts) == 0 {
		return ""
	}
	return p.Parts[0].ID
}

func (p *Page) reload() {
	p.table.Reload()
	p.grid.Refresh()
	row, _ := p.grid.Active()
	p.choose(row)
	if n := p.table.Refused(); n > 0 {
		p.mend.SetText(tr.F("%s to mend", tr.N(n, "%s entry", "%s entries")))
		p.mend.SetIcon(theme.NewErrorThemedResource(theme.ErrorIcon()))
		p.mend.Show()
	} else {
		p.mend.Hide()
	}
	p.bar.Refresh() // its buttons changed their width
}

// search goes to the first part that matches, or with step 1 to the next one.
func (p *Page) search(text string, step int) {
	row, col := p.grid.Active()
	if r, ok := p.table.Search(text, row+step); ok {
		p.grid.Select(r, col)
	}
}

// choose shows what the part of a row holds; the total row shows all parts.
func (p *Page) choose(row int) {
	id := ""
	if part := p.table.Part(row); part != nil {
		id = part.ID
	}
	p.panel.show(id)
}

func (p *Page) say(text string, bad bool) {
	importance := widget.LowImportance
	if bad {
		importance = widget.DangerImportance
	}
	if text != p.status.Text || importance != p.status.Importance { // every step through the table comes here
		p.status.Importance = importance
		p.status.SetText(text)
	}
}

// refused says what was not taken; the cells themselves are marked, too.
func (p *Page) refused(list []grid.Refusal) {
	text := tr.F("%s not taken: ", tr.N(len(list), "%s cell was", "%s cells were"))
	columns := p.table.Columns()
	for i, r := range list {
		if i == 3 {
			text += tr.F(" · and %d more", len(list)-3)
			break
		}
		if i > 0 {
			text += " · "
		}
		where := tr.F("row %d", r.Row)
		if part := p.table.Part(r.Row); part != nil {
			where = part.ID
		}
		if r.Col < len(columns) {
			where += ", " + columns[r.Col].Title
		}
		text += where
		if r.Text != "" {
			text += " “" + r.Text + "”"
		}
	}
	p.grid.Refresh()
	p.notTaken = text
	p.say(text, true)
}

// selected tells what is selected, unless there is something to mend first.
func (p *Page) selected(text string) {
	if len(p.table.refused) > 0 {
		p.say(p.notTaken, true)
		return
	}
	p.say(text, false)
}

func (p *Page) add() {
	p.grid.CommitEdit()
	at, col := p.grid.Active()
	at = min(at, p.table.Rows()-2)
	p.table.AddRows(at, 1)
	p.grid.Refresh()
	p.grid.Select(at+1, min(col, 0))
	entry.Focus(p.grid)
}

func (p *Page) remove() {
	p.grid.CommitEdit()
	p.grid.DeleteRows()
	entry.Focus(p.grid)
}

func (p *Page) toggleDetails() {
	p.grid.CommitEdit()
	row, col := p.grid.Active()
	field := p.table.cols[col].field
	p.table.Details = !p.table.Details
	p.details.SetText(tr.T("Details"))
	p.details.SetIcon(theme.VisibilityIcon())
	if p.table.Details {
		p.details.SetText(tr.T("Fewer columns"))
		p.details.SetIcon(theme.VisibilityOffIcon())
	}
	p.bar.Refresh()
	p.table.Reload()
	p.grid.SetColumnWidths(nil) // they are known by position
	p.grid.Select(row, p.table.column(field))
	entry.Focus(p.grid)
}

// nextProblem goes to the next marked cell, row by row, and round again.
func (p *Page) nextProblem() {
	p.grid.CommitEdit()
	if !p.table.Details && p.table.hiddenProblem() {
		p.toggleDetails()
	}
	row, col := p.grid.Active()
	if r, c, ok := p.table.NextProblem(row, col); ok {
		p.grid.Select(r, c)
		entry.Focus(p.grid)
		p.say(strings.ReplaceAll(p.table.Cell(r, c).Problem, "\n", " "), true)
	}
}

func (p *Page) key(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyF6:
		entry.Focus(p.find)
	case fyne.KeyF7:
		p.toggleDetails()
	case fyne.KeyF8:
		p.nextProblem()
	case fyne.KeyEscape: // the marks of what was not taken
		p.table.refused = nil
		p.grid.Refresh()
	}
}

func (p *Page) menu(row, _ int, at fyne.Position) {
	item := func(text string, do func()) *fyne.MenuItem { return fyne.NewMenuItem(text, do) }
	items := []*fyne.MenuItem{item(tr.T("Why this figure? (Ctrl+I)"), p.explain), item(tr.F("%s (Ctrl+J)", whatif.Title()), p.whatIf), fyne.NewMenuItemSeparator(), item(tr.T("Add part"), p.add), item(tr.T("Delete"), p.remove)}
	if part := p.table.Part(row); part != nil {
		id := part.ID
		items = append(items, fyne.NewMenuItemSeparator(),
			item(tr.T("Show offers"), func() { p.session.Navigate("sources", id) }),
			item(tr.T("Show in the plan"), func() { p.session.Navigate("plan", id) }))
	}
	if c := entry.CanvasOf(p.grid); c != nil {
		widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", items...), c, at)
	}
}

var _ session.Page = (*Page)(nil)
