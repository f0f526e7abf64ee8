package grid

import (
	"fyne.io/fyne/v2"

	"remanence/app/tr"
	"remanence/app/ui"
	"remanence/data/cells"
)

// raw is the text of a cell for editing and copying.
func (g *Grid) raw(row, col int) string {
	return g.modelRaw(g.arr.modelRow(row), g.arr.modelCol(col))
}

// copied is the text of a cell for a spreadsheet.
func (g *Grid) copied(row, col int) string {
	if m, ok := g.Model.(CopyText); ok {
		return m.CopyText(g.arr.modelRow(row), g.arr.modelCol(col))
	}
	return g.raw(row, col)
}

// modelRaw is raw by the model's row and column.
func (g *Grid) modelRaw(row, col int) string {
	if m, ok := g.Model.(RawText); ok {
		return m.RawText(row, col)
	}
	return g.Model.Cell(row, col).Text
}

// why returns the reason a cell cannot be edited, empty if it can.
func (g *Grid) why(p Pos) string {
	switch {
	case p.Row >= g.geo.rows || p.Col >= len(g.columns):
		return tr.T("outside the table")
	case g.ReadOnly && g.ReadOnlyWhy != "":
		return g.ReadOnlyWhy
	case g.ReadOnly:
		return tr.T("this table cannot be edited")
	case !g.columns[p.Col].Editable:
		return tr.T("this column is calculated")
	case g.cell(p.Row, p.Col).Locked:
		return tr.T("this cell cannot be edited")
	}
	return ""
}

// apply hands edits to the model, leaving out cells that cannot be edited, and
// reports everything refused together. It tells whether anything was refused.
func (g *Grid) apply(edits []Edit) bool {
	var good []Edit
	var refused []Refusal
	for _, e := range edits {
		if why := g.why(Pos{e.Row, e.Col}); why != "" {
			refused = append(refused, Refusal{e.Row, e.Col, e.Text, why})
			continue
		}
		good = append(good, e)
	}
	if len(good) > 0 {
		refused = append(refused, g.applyToModel(good)...)
	}
	g.Refresh()
	g.refuse(refused)
	return len(refused) > 0
}

// applyToModel hands edits over by the model's rows and columns and brings what
// it refused back to where it is shown.
func (g *Grid) applyToModel(edits []Edit) []Refusal {
	for i, e := range edits {
		p := g.model(Pos{e.Row, e.Col})
		edits[i].Row, edits[i].Col = p.Row, p.Col
	}
	refused := g.Model.Apply(edits)
	for i, r := range refused {
		p := g.shown(r.Row, r.Col)
		refused[i].Row, refused[i].Col = p.Row, p.Col
	}
	return refused
}

// refuse shows the first reason at its cell and tells the owner all of them.
func (g *Grid) refuse(refused []Refusal) {
	if len(refused) == 0 {
		return
	}
	f := refused[0]
	if pos, size, ok := g.geo.rect(Range{f.Row, f.Col, f.Row, f.Col}); ok {
		text := f.Why
		if f.Text != "" {
			text = tr.F("“%s” was not taken", f.Text) + "\n" + f.Why
		}
		ui.ShowTip(g, pos.AddXY(size.Width/2, size.Height-10), text)
	}
	if g.OnRefused != nil {
		for i, r := range refused {
			p := g.model(Pos{r.Row, r.Col})
			refused[i].Row, refused[i].Col = p.Row, p.Col
		}
		g.OnRefused(refused)
	}
}

// Copy returns the selected block as tab-separated text; of a report selected as a
// whole the titles too.
func (g *Grid) Copy() string {
	if g.geo.rows == 0 || g.geo.columns() == 0 {
		return ""
	}
	s := g.sel.span()
	rows := make([][]string, 0, s.Rows()+1)
	if g.Report && !s.Single() && s.Rows() == g.geo.rows && s.Cols() == g.geo.columns() {
		var titles []string
		for _, c := range g.columns {
			titles = append(titles, c.Title)
		}
		rows = append(rows, titles)
	}
	for r := s.Top; r <= s.Bottom; r++ {
		row := make([]string, 0, s.Cols())
		for c := s.Left; c <= s.Right; c++ {
			row = append(row, g.copied(r, c))
		}
		rows = append(rows, row)
	}
	return cells.Text(rows)
}

// Paste lays tab-separated text over the table from the selection on. Rows that
// are missing are added if the model can grow; what finds no place is refused.
func (g *Grid) Paste(text string) {
	block := cells.Table(text)
	at := g.sel.span()
	if g.geo.rows == 0 {
		at = Range{}
	}
	edits, target := place(block, at)
	if len(edits) == 0 {
		return
	}
	if lack := target.Bottom + 1 - g.geo.rows; lack > 0 && !g.ReadOnly {
		g.addRows(g.geo.rows-1, lack)
	}
	g.apply(edits)
	target.Bottom, target.Right = min(target.Bottom, g.geo.rows-1), min(target.Right, g.geo.columns()-1)
	if target.Bottom >= target.Top && target.Right >= target.Left {
		g.sel.block(target)
		if g.view != nil {
			g.view.update(false)
		}
		g.tell()
	}
}

// Clear empties the selected cells that can be edited. Cells that cannot be are
// left alone silently, unless nothing else is selected.
func (g *Grid) Clear() {
	s := g.sel.span()
	var edits []Edit
	g.each(s, func(r, c int) {
		if g.why(Pos{r, c}) == "" && g.raw(r, c) != "" {
			edits = append(edits, Edit{r, c, ""})
		}
	})
	if len(edits) > 0 {
		g.apply(edits)
	} else if a := g.sel.active; s.Single() && g.geo.rows > 0 {
		if why := g.why(a); why != "" {
			g.refuse([]Refusal{{a.Row, a.Col, "", why}})
		}
	}
}

// FillDown copies the first selected row over the others; with one row selected
// it copies the row above.
func (g *Grid) FillDown() {
	s := g.sel.span()
	from, first := s.Top, s.Top+1
	if s.Rows() == 1 {
		from, first = s.Top-1, s.Top
	}
	if from < 0 || g.geo.rows == 0 {
		return
	}
	var edits []Edit
	g.each(Range{first, s.Left, s.Bottom, s.Right}, func(r, c int) {
		edits = append(edits, Edit{r, c, g.raw(from, c)})
	})
	g.apply(edits)
}

// FillRight copies the first selected column over the others; with one column
// selected it copies the column to the left.
func (g *Grid) FillRight() {
	s := g.sel.span()
	from, first := s.Left, s.Left+1
	if s.Cols() == 1 {
		from, first = s.Left-1, s.Left
	}
	if from < 0 || g.geo.rows == 0 {
		return
	}
	var edits []Edit
	g.each(Range{s.Top, first, s.Bottom, s.Right}, func(r, c int) {
		edits = append(edits, Edit{r, c, g.raw(r, from)})
	})
	g.apply(edits)
}

func (g *Grid) each(s Range, do func(r, c int)) {
	for r := s.Top; r <= min(s.Bottom, g.geo.rows-1); r++ {
		for c := s.Left; c <= min(s.Right, g.geo.columns()-1); c++ {
			do(r, c)
		}
	}
}

// toggle ticks or unticks: all selected check cells follow the active one.
func (g *Grid) toggle() {
	a := g.sel.active
	if g.geo.rows == 0 {
		return
	}
	text := "true"
	if ticked(g.cell(a.Row, a.Col).Text) {
		text = "false"
	}
	var edits []Edit
	g.each(g.sel.span(), func(r, c int) {
		if g.columns[c].Kind == Check {
			edits = append(edits, Edit{r, c, text})
		}
	})
	g.apply(edits)
}

// addRows has the model add rows below the one shown at r; false when it cannot.
func (g *Grid) addRows(r, n int) bool {
	m, ok := g.Model.(RowAdder)
	if !ok || g.ReadOnly {
		return false
	}
	after := r
	if g.geo.rows > 0 && r >= 0 {
		after = g.arr.modelRow(r)
	} else if g.Model.Rows() > 0 {
		after = g.Model.Rows() - 1 // everything is filtered out
	}
	before := g.Model.Rows()
	m.AddRows(after, n)
	g.inserted(after, r, g.Model.Rows()-before)
	g.measureAll()
	return true
}

// InsertRows adds as many rows as are selected below them.
func (g *Grid) InsertRows() {
	s := g.sel.span()
	at := s.Bottom
	if g.geo.rows == 0 {
		at = -1
	}
	if !g.addRows(at, s.Rows()) {
		return
	}
	g.Refresh()
	g.choosePos(Pos{min(at+1, g.geo.rows-1), g.sel.active.Col})
}

// DeleteRows takes the selected rows out of the model.
func (g *Grid) DeleteRows() {
	m, ok := g.Model.(RowRemover)
	if !ok || g.ReadOnly || g.geo.rows == 0 {
		return
	}
	top, rows := g.sel.span().Top, g.SelectedRows()
	m.RemoveRows(rows)
	g.removed(rows)
	g.Refresh()
	g.choosePos(Pos{min(top, g.geo.rows-1), g.sel.active.Col})
}

var _ fyne.Tabbable = (*Grid)(nil)
