package sources

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"remanence/app/entry"
	"remanence/app/grid"
	"remanence/app/tr"
	"remanence/app/ui"
	"remanence/app/ui/figures"
	"remanence/app/whatif"
	"remanence/app/why"
	"remanence/planner"
)

// indices is the table of the price paths that index-linked offers follow.
type indices struct {
	object fyne.CanvasObject
	doc    entry.Document
	sheet  *entry.Sheet
	grid   *grid.Grid
	note   *widget.Label // what an index is, while there is none
}

func newIndices(doc entry.Document) *indices {
	x := &indices{doc: doc, sheet: entry.NewSheet(doc, indexSpec(doc))}
	x.grid = grid.New(x.sheet)
	x.grid.FrozenColumns, x.grid.RowNumbers = 1, false
	x.grid.OnKey = func(k *fyne.KeyEvent) {
		if k.Name == fyne.KeyEscape {
			x.sheet.Forget()
			x.grid.Refresh()
		}
	}
	note := widget.NewLabel(tr.T("Price paths by month; a value holds until the next one. Without any, an index-linked offer follows the reference price."))
	note.Importance, note.Wrapping = widget.LowImportance, fyne.TextWrapWord
	add := ui.NewButton(tr.T("Add index"), theme.ContentAddIcon(), tr.T("Add an index below the selected one (Insert)"), func() {
		row, _ := x.grid.Active()
		x.sheet.Add(row, 1)
	})
	remove := ui.NewButton(tr.T("Delete"), theme.DeleteIcon(), tr.T("Delete the selected index (Ctrl+Minus)"), func() {
		row, _ := x.grid.Active()
		x.sheet.RemoveRows([]int{row})
	})
	x.note = note
	x.object = container.NewBorder(container.NewHBox(add, remove), note, nil, nil, x.grid)
	return x
}

// why explains the chosen cell.
func (x *indices) why() (why.Explanation, bool) {
	row, col := x.grid.Active()
	id, field := x.sheet.ID(row), x.sheet.Field(col)
	if id == "" || field == "" {
		return why.Explanation{}, false
	}
	return why.Cell(x.doc.Project(), tr.F("%s of %s@@title", x.sheet.Columns()[col].Title, id), planner.Path("index", id, field), x.sheet.Cell(row, col).Text, ""), true
}

// aboutIndices makes what was chosen last the thing that is explained and asked about.
func (p *Page) aboutIndices() {
	p.indices.grid.OnContext = p.indexMenu
	p.indices.grid.OnSelected = func(int, int) { p.inIndices = true }
}

// indexMenu is the context menu of an index: where a figure comes from, and what if
// it were another.
func (p *Page) indexMenu(_, _ int, at fyne.Position) {
	c := entry.CanvasOf(p.indices.grid)
	if e, ok := p.indices.why(); ok && c != nil {
		widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", whatif.Menu(p.session, entry.WindowOf(p.object), e)...), c, at)
	}
}

func (x *indices) refresh() {
	x.sheet.Reload()
	x.grid.Refresh()
	if len(x.doc.Project().Indices) == 0 {
		x.note.Show()
	} else {
		x.note.Hide()
	}
}

func indexSpec(doc entry.Document) entry.SheetSpec {
	return entry.SheetSpec{Table: "index", Letter: "I", IDField: "index_id", Hint: tr.T("new index …"),
		NoName: tr.T("An index needs a name; delete the row with Ctrl+Minus if it is no longer needed."),
		Added:  func(n int) string { return tr.N(n, "%s new index", "%s new indices") },
		Cells:  func(n int) string { return tr.N(n, "%s cell of indices", "%s cells of indices") },
		Gone:   func(n int) string { return tr.N(n, "Delete %s index", "Delete %s indices") },
		IDs: func(p *planner.Project) []string {
			out := make([]string, len(p.Indices))
			for i := range p.Indices {
				out[i] = p.Indices[i].ID
			}
			return out
		},
		New: func(p *planner.Project, id string) any {
			return planner.Index{ID: id, Basis: planner.ExChina, Currency: p.Currency}
		},
		Columns: func() []entry.SheetColumn { return indexColumns(doc.Project()) }}
}

// indexColumns are the fields of an index, its flat value and one for each month.
func indexColumns(p *planner.Project) []entry.SheetColumn {
	var out []entry.SheetColumn
	for _, f := range planner.IndexTableFields {
		c := entry.SheetColumn{Column: grid.Column{Title: tr.Known(f.Title), Width: 96, Editable: true}, Field: f.Name}
		switch f.Name {
		case "basis":
			c.Kind, c.Width = grid.Choice, 128
			c.Tooltip = tr.T("The market it speaks of; prices inside and outside China are never mixed")
			c.Choices = func(int) []string { return wordsOf(planner.MarketBases) }
		case "form":
			c.Kind = grid.Choice
			c.Tooltip = tr.T("A kilogram of what it prices: oxide, or metal where nothing is said")
			c.Choices = func(int) []string { return []string{string(planner.OxideForm), string(planner.MetalForm)} }
		case "source":
			c.Width = 180
		}
		out = append(out, c)
	}
	out = append(out, entry.SheetColumn{Column: grid.Column{Title: tr.T("From the beginning"), Unit: tr.T("per kg"), Width: 120, Kind: grid.Money, Editable: true,
		Tooltip: tr.T("Holds until the first month with a value; alone it is a flat price")}, Field: "flat"})
	for t := range p.Months {
		m := p.Start + planner.Month(t)
		out = append(out, entry.SheetColumn{Column: grid.Column{Title: figures.MonthLabel(m), Width: 80, Kind: grid.Money, Editable: true}, Field: m.String()})
	}
	return out
}

func wordsOf[T ~string](list []T) []string {
	out := make([]string, len(list))
	for i, w := range list {
		out[i] = string(w)
	}
	return out
}
