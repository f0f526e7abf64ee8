package grid

import (
	"slices"

	"remanence/app/tr"
)

// SortBy orders the rows by a column of the model.
type SortBy struct {
	Col  int
	Down bool
}

// arrangement is the order and choice in which the model's rows and columns are
// shown. Inside the grid rows and columns are counted as shown; the model and
// the owner count their own. Sorting and filtering are done once, on demand: a
// row does not jump away while it is edited, as in a spreadsheet.
type arrangement struct {
	rows    []int // model rows as shown; nil: all, as they are
	cols    []int // model columns as shown; nil: as they are
	of      int   // how many rows the model had
	titles  []string
	sort    []SortBy       // one or none; kept as a list for the stable order of ties
	filters map[int]Filter // by model column
}

// modelRow is the model's row shown at r.
func (a *arrangement) modelRow(r int) int {
	if a.rows == nil || r < 0 || r >= len(a.rows) {
		return r
	}
	return a.rows[r]
}

func (a *arrangement) modelCol(c int) int {
	if a.cols == nil || c < 0 || c >= len(a.cols) {
		return c
	}
	return a.cols[c]
}

// shownRow is where a row of the model is shown; false when it is filtered out.
func (a *arrangement) shownRow(r int) (int, bool) {
	if a.rows == nil {
		return r, true
	}
	i := slices.Index(a.rows, r)
	return i, i >= 0
}

func (a *arrangement) shownCol(c int) int {
	if i := slices.Index(a.cols, c); i >= 0 {
		return i
	}
	return c
}

// cell reads the model's cell shown at a place.
func (g *Grid) cell(row, col int) Cell {
	return g.Model.Cell(g.arr.modelRow(row), g.arr.modelCol(col))
}

// model turns a place as shown into the model's.
func (g *Grid) model(p Pos) Pos { return Pos{g.arr.modelRow(p.Row), g.arr.modelCol(p.Col)} }

// arrange brings the arrangement in line with the model: columns that came or
// went are followed by their titles, and rows that came or went behind the
// grid's back bring all rows into their order again.
func (g *Grid) arrange(columns []Column, rows int) []Column {
	a := &g.arr
	titles := make([]string, len(columns))
	for i, c := range columns {
		titles[i] = c.Title + "\n" + c.Unit
	}
	if !slices.Equal(titles, a.titles) {
		g.followTitles(titles)
	}
	if a.rows != nil && a.of != rows {
		g.reorder(columns, rows)
	}
	if a.cols == nil {
		return columns
	}
	shown := make([]Column, len(columns))
	for i := range shown {
		shown[i] = columns[a.cols[i]]
	}
	return shown
}

// followTitles keeps sorting, filters and order by the titles of their columns.
func (g *Grid) followTitles(titles []string) {
	a := &g.arr
	now := func(col int) (int, bool) {
		if col >= len(a.titles) {
			return 0, false
		}
		i := slices.Index(titles, a.titles[col])
		return i, i >= 0
	}
	var sort []SortBy
	for _, s := range a.sort {
		if i, ok := now(s.Col); ok {
			sort = append(sort, SortBy{i, s.Down})
		}
	}
	filters := map[int]Filter{}
	for col, f := range a.filters {
		if i, ok := now(col); ok {
			filters[i] = f
		}
	}
	var cols []int
	for _, c := range a.cols {
		if i, ok := now(c); ok && !slices.Contains(cols, i) {
			cols = append(cols, i)
		}
	}
	if cols != nil {
		for i := range titles { // new ones keep their place as far as possible
			if !slices.Contains(cols, i) {
				cols = slices.Insert(cols, min(i, len(cols)), i)
			}
		}
	}
	if len(filters) != len(a.filters) || len(sort) != len(a.sort) {
		a.of = -1 // the rows must be chosen again
	}
	a.sort, a.filters, a.cols, a.titles = sort, filters, cols, titles
}

// reorder chooses and sorts the rows anew.
func (g *Grid) reorder(columns []Column, rows int) {
	a := &g.arr
	a.of = rows
	if len(a.sort) == 0 && len(a.filters) == 0 {
		a.rows = nil
		return
	}
	a.rows = make([]int, 0, rows)
	var segment []int
	flush := func() {
		if len(a.sort) > 0 {
			s := a.sort[0]
			slices.SortStableFunc(segment, g.comparing(columns[s.Col], s))
		}
		a.rows, segment = append(a.rows, segment...), nil
	}
	for r := range rows {
		if g.fixed(r, len(columns)) { // headings and totals keep their place
			flush()
			a.rows = append(a.rows, r)
			continue
		}
		if g.passes(r, columns) {
			segment = append(segment, r)
		}
	}
	flush()
}

// fixed tells whether a row of the model is a heading or a total.
func (g *Grid) fixed(r, columns int) bool {
	for c := range min(columns, 2) { // the first column may be a tick box
		if s := g.Model.Cell(r, c).Style; s == Header || s == Total {
			return true
		}
	}
	return false
}

func (g *Grid) passes(r int, columns []Column) bool {
	for col, f := range g.arr.filters {
		if !f.passes(g.Model.Cell(r, col).Text, g.modelRaw(r, col), columns[col]) {
			return false
		}
	}
	return true
}

// rearranged keeps the active cell while what is shown changes.
func (g *Grid) rearranged(change func()) {
	at := g.model(g.sel.active)
	change()
	g.arr.of = -1
	if g.arr.rows == nil {
		g.arr.rows = []int{}
	}
	g.measureAll()
	row, ok := g.arr.shownRow(at.Row)
	if !ok {
		row = 0
	}
	g.Refresh()
	g.sel.set(Pos{row, g.arr.shownCol(at.Col)}, false)
	g.selectionChanged()
	g.repaint()
}

// Sort orders the rows by a column of the model, or with a negative one as the
// model has them. Headings and totals keep their place.
func (g *Grid) Sort(col int, down bool) {
	g.CommitEdit()
	g.rearranged(func() {
		g.arr.sort = nil
		if col >= 0 {
			g.arr.sort = []SortBy{{col, down}}
		}
	})
}

// Reorder has the rows chosen and ordered anew at the next Refresh: they are others.
func (g *Grid) Reorder() {
	if g.arr.rows != nil {
		g.arr.of = -1
	}
}

// Sorted is the order in force; false when the rows are as the model has them.
func (g *Grid) Sorted() (SortBy, bool) {
	if len(g.arr.sort) == 0 {
		return SortBy{}, false
	}
	return g.arr.sort[0], true
}

// SetFilter shows only rows whose cell in a column of the model passes; an empty
// filter shows all.
func (g *Grid) SetFilter(col int, f Filter) {
	g.CommitEdit()
	g.rearranged(func() {
		if g.arr.filters == nil {
			g.arr.filters = map[int]Filter{}
		}
		g.arr.filters[col] = f
		if f.empty() {
			delete(g.arr.filters, col)
		}
	})
}

// ClearFilters shows every row again.
func (g *Grid) ClearFilters() { g.rearranged(func() { g.arr.filters = nil }) }

// Filtered tells how many of the model's rows are shown when not all are.
func (g *Grid) Filtered() (shown, all int, ok bool) {
	if len(g.arr.filters) == 0 {
		return 0, 0, false
	}
	return len(g.arr.rows), g.Model.Rows(), true
}

// MoveColumn puts the column shown at from before the one shown at to.
func (g *Grid) MoveColumn(from, to int) {
	n := len(g.columns)
	if from < 0 || from >= n || to < 0 || to > n || to == from || to == from+1 {
		return
	}
	g.CommitEdit()
	if g.arr.cols == nil {
		for i := range n {
			g.arr.cols = append(g.arr.cols, i)
		}
	}
	col := g.arr.cols[from]
	g.arr.cols = slices.Delete(g.arr.cols, from, from+1)
	if to > from {
		to--
	}
	g.arr.cols = slices.Insert(g.arr.cols, to, col)
	g.Refresh()
	g.sel.set(Pos{g.sel.active.Row, to}, false)
	g.selectionChanged()
	g.repaint()
	if g.OnMoved != nil {
		g.OnMoved(g.ColumnOrder())
	}
}

// ColumnOrder is the model's columns as shown, nil when they are as they are.
func (g *Grid) ColumnOrder() []int { return slices.Clone(g.arr.cols) }

// SetColumnOrder shows the columns in an order kept from before; one that does
// not fit the model is passed over.
func (g *Grid) SetColumnOrder(order []int) {
	n := len(g.Model.Columns())
	sorted := slices.Clone(order)
	slices.Sort(sorted)
	for i := range sorted {
		if i != sorted[i] {
			return
		}
	}
	if order != nil && len(order) != n {
		return
	}
	g.arr.cols = slices.Clone(order)
	g.Refresh()
}

// SelectedRows are the model's rows of the selection, headings and totals too.
func (g *Grid) SelectedRows() (rows []int) {
	if g.geo.rows == 0 {
		return nil
	}
	s := g.sel.span()
	for r := s.Top; r <= s.Bottom; r++ {
		rows = append(rows, g.arr.modelRow(r))
	}
	slices.Sort(rows)
	return rows
}

// inserted follows n rows the grid itself had the model add below the row shown
// at r (-1: at the top): they are shown there, whatever the order or filter.
func (g *Grid) inserted(after, shown, n int) {
	a := &g.arr
	if a.rows == nil {
		return
	}
	for i, r := range a.rows {
		if r > after {
			a.rows[i] = r + n
		}
	}
	for k := range n {
		a.rows = slices.Insert(a.rows, min(shown+1+k, len(a.rows)), after+1+k)
	}
	a.of = g.Model.Rows()
}

// removed follows rows of the model, ascending, that the grid itself removed.
func (g *Grid) removed(rows []int) {
	a := &g.arr
	if a.rows == nil || g.Model.Rows() != a.of-len(rows) {
		return // the model kept some; all are put in order again
	}
	kept := a.rows[:0]
	for _, r := range a.rows {
		i, gone := slices.BinarySearch(rows, r)
		if !gone {
			kept = append(kept, r-i)
		}
	}
	a.rows, a.of = kept, g.Model.Rows()
}

// filterNote is what the status says about hidden rows.
func (g *Grid) filterNote() string {
	shown, all, ok := g.Filtered()
	if !ok {
		return ""
	}
	return tr.F("%s of %s rows", count(shown), count(all))
}
