package parts

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"remanence/app/grid"
	"remanence/app/tr"
	"remanence/app/ui"
	"remanence/app/ui/figures"
	"remanence/app/ui/palette"
)

// Head is a column of a Table. The first column takes what the others leave.
type Head struct {
	Title string
	Right bool
	Gives bool // its texts go on in more lines before the table gets wider than its place
}

// Cell is a text with an optional status colour.
type Cell struct {
	Text string
	Tint palette.Tint
	Why  func() // in place of the row's
}

// Row is a row of a Table.
type Row struct {
	Cells []Cell
	Bold  bool // a total: it keeps its place, whatever the order
	Tip   string
	Do    func() // a click on the row, or Enter
	Why   func() // right click, and Ctrl+I while the pointer or the keyboard is on the row
	Ask   func() // right click, in place of Why: what if it were so
}

// Table is a grid for reading that shows all its rows: one walks, selects, copies,
// finds, sorts and filters as in every other. It stands in a page that scrolls.
type Table struct {
	widget.BaseWidget
	// KeepFirst keeps the first column as wide as its words, up to a readable width; what
	// does not fit then is scrolled to.
	KeepFirst bool
	Hint      func() string // what to do while there are no rows, nil for nothing

	grid    *grid.Grid
	heads   []Head
	kinds   []grid.Kind // by column, as the rows have it
	units   []string    // and what its figures are in
	rows    []Row
	focused bool
	enter   func() // of the dialog the table stands in
	escape  func()
}

// NewTable is an empty table.
func NewTable(heads ...Head) *Table {
	t := &Table{heads: heads}
	t.sort()
	g := grid.New(&tableModel{t})
	g.Report, g.RowNumbers, g.ReadOnly = true, false, true
	g.ReadOnlyWhy = tr.T("this table is only read")
	g.OnTap = func(row, _ int) {
		if do := t.rows[row].Do; do != nil {
			do()
		}
	}
	g.OnOpen = func(row, _ int) {
		if do := t.rows[row].Do; do != nil {
			do()
		} else if t.enter != nil {
			t.enter()
		} else {
			g.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
		}
	}
	g.OnKey = func(k *fyne.KeyEvent) {
		if k.Name == fyne.KeyEscape && t.escape != nil {
			t.escape()
		}
	}
	g.OnContext = func(row, col int, _ fyne.Position) { t.wonder(row, col) }
	g.OnPointer = func(row, col int) {
		if row < 0 && t.focused { // the keyboard stays where it is
			row, col = t.active()
		}
		t.point(row, col)
	}
	g.OnSelected = t.point
	g.OnFocus = func(focused bool) {
		if t.focused = focused; focused {
			t.point(t.active())
		} else {
			t.point(-1, -1)
		}
	}
	g.Leads = func(row int) bool { return row < len(t.rows) && t.rows[row].Do != nil }
	t.grid = g
	t.ExtendBaseWidget(t)
	return t
}

// Set replaces the rows.
func (t *Table) Set(rows []Row) {
	t.rows = rows
	t.sort()
	t.grid.KeepFirst = t.KeepFirst
	t.grid.Reorder()
	t.Refresh()
	if t.focused {
		t.point(t.active())
	}
}

// Retitle names a column anew, for a unit that the project decides; Set shows it.
func (t *Table) Retitle(column int, title string) { t.heads[column].Title = title }

// Titles are the names of the columns.
func (t *Table) Titles() []string {
	var out []string
	for _, h := range t.heads {
		out = append(out, h.Title)
	}
	return out
}

// Rows are the rows, in the order they were set.
func (t *Table) Rows() []Row { return t.rows }

// Row is the one the keyboard is on, -1 where there is none.
func (t *Table) Row() int {
	row, _ := t.active()
	return row
}

// active is the cell the keyboard is on, -1, -1 where no row is shown.
func (t *Table) active() (row, col int) {
	if shown, _, filtered := t.grid.Filtered(); len(t.rows) == 0 || filtered && shown == 0 {
		return -1, -1
	}
	return t.grid.Active()
}

// Grid is the grid the table is.
func (t *Table) Grid() *grid.Grid { return t.grid }

// Held implements ui.Holder.
func (t *Table) Held() []fyne.CanvasObject { return []fyne.CanvasObject{t.grid} }

// DialogKeys implements ui.Keyed: Escape leaves the dialog the table stands in, and
// so does Enter on a row that leads nowhere.
func (t *Table) DialogKeys(enter, escape func()) { t.enter, t.escape = enter, escape }

// wonder is what a right click and the menu key do.
func (t *Table) wonder(row, col int) {
	if ask := t.rows[row].Ask; ask != nil {
		ask()
	} else if why := t.why(row, col); why != nil {
		why()
	}
}

// why explains a cell, or its row where the cell has nothing of its own to say.
func (t *Table) why(row, col int) func() {
	if row < 0 || row >= len(t.rows) {
		return nil
	}
	r := &t.rows[row]
	if col >= 0 && col < len(r.Cells) && r.Cells[col].Why != nil {
		return r.Cells[col].Why
	}
	return r.Why
}

// point makes a cell the one Ctrl+I explains.
func (t *Table) point(row, col int) { ui.Point(t, t.why(row, col)) }

// sort tells what kinds of values the columns hold: those whose figures stand right are
// ordered and summed as numbers, unless they are in units that nothing puts together.
func (t *Table) sort() {
	t.kinds, t.units = make([]grid.Kind, len(t.heads)), make([]string, len(t.heads))
	for i, h := range t.heads {
		found, alike := false, h.Right
		for _, r := range t.rows {
			if i >= len(r.Cells) {
				continue
			}
			if _, unit, err := figures.Measured(r.Cells[i].Text); err == nil {
				alike = alike && (!found || unit == t.units[i])
				found, t.units[i] = true, unit
			}
		}
		switch {
		case !found || !alike:
		case strings.HasPrefix(t.units[i], "%"): // "% a year" too
			t.kinds[i] = grid.Percent
		default:
			t.kinds[i] = grid.Number
		}
	}
}

// CreateRenderer implements fyne.Widget.
func (t *Table) CreateRenderer() fyne.WidgetRenderer {
	hint := widget.NewLabel("")
	hint.Importance, hint.Wrapping = widget.LowImportance, fyne.TextWrapWord
	r := &tableRenderer{t: t, hint: hint}
	r.say()
	return r
}

type tableRenderer struct {
	t    *Table
	hint *widget.Label // below the head of a table without rows
}

func (r *tableRenderer) say() {
	text := ""
	if len(r.t.rows) == 0 && r.t.Hint != nil {
		text = r.t.Hint()
	}
	r.hint.SetText(text)
	if r.hint.Hidden = text == ""; !r.hint.Hidden {
		r.hint.Resize(fyne.NewSize(max(r.t.Size().Width, leastHint), 1)) // it knows its height once it has a width
	}
}

const leastHint = 120

func (r *tableRenderer) Layout(size fyne.Size) {
	g := r.t.grid
	if r.hint.Hidden {
		g.Resize(size)
		return
	}
	head := g.MinSize().Height
	g.Resize(fyne.NewSize(size.Width, head))
	r.hint.Move(fyne.NewPos(0, head))
	r.hint.Resize(fyne.NewSize(max(size.Width, leastHint), r.hint.MinSize().Height))
}

func (r *tableRenderer) MinSize() fyne.Size {
	size := r.t.grid.MinSize()
	if !r.hint.Hidden {
		size.Height += r.hint.MinSize().Height
	}
	return size
}

func (r *tableRenderer) Refresh() {
	r.say()
	r.t.grid.Refresh()
	r.Layout(r.t.Size())
}

func (r *tableRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.t.grid, r.hint}
}

func (r *tableRenderer) Destroy() {}
