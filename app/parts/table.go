package parts

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"remanence/app/ui"
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
	Why  func() // in place of the row's; right and left choose the cell
}

// Row is a row of a Table.
type Row struct {
	Cells []Cell
	Bold  bool
	Tip   string
	Do    func()
	Why   func() // right click, and Ctrl+I while the pointer rests on the row
	Ask   func() // right click, in place of Why: what if it were so
}

// Table is a small read-only table that shows all its rows. Long tables belong
// in the grid. A table with rows takes the keyboard: up and down choose a row, right and
// left a cell in it that explains itself, Enter follows the row, Ctrl+I or the menu key
// explain, Shift puts rows together and Ctrl+C copies them.
type Table struct {
	widget.BaseWidget
	// KeepFirst keeps the first column as wide as its words, up to a readable width; what
	// does not fit then is scrolled to.
	KeepFirst bool

	heads   []Head
	rows    []Row
	hover   int
	row     int // the one the keyboard is on
	anchor  int // where the rows put together begin; row where it is only one
	col     int // the cell the keyboard is on, -1 for the whole row
	widths  []float32
	tops    []float32 // of the head, of every row, and the end, as last laid out
	focused bool
	whole   [][]string    // by row: the texts that are cut, for the tip
	Hint    func() string // what to do while there are no rows, nil for nothing
	enter   func()        // of the dialog the table stands in
	escape  func()
}

const (
	rowHeight  = 24 // of a row of one line
	lineStep   = 16 // from line to line
	mostLines  = 3  // of a cell
	headLines  = 2
	cellInset  = 8
	tableText  = 13
	headText   = 12
	leastFirst = 120
	mostWord   = 180
	// leastGiving is what a column that gives way keeps.
	leastGiving = 130
	mostFirst   = 300
)

// NewTable is an empty table.
func NewTable(heads ...Head) *Table {
	t := &Table{heads: heads, hover: -1, col: -1}
	t.ExtendBaseWidget(t)
	return t
}

// Set replaces the rows.
func (t *Table) Set(rows []Row) {
	t.rows = rows
	t.row = max(0, min(t.row, len(rows)-1))
	t.anchor = t.row
	if t.focused {
		t.point()
	}
	t.Refresh()
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

// Rows are the rows on screen.
func (t *Table) Rows() []Row { return t.rows }

// Tapped implements fyne.Tappable.
func (t *Table) Tapped(e *fyne.PointEvent) {
	i := t.at(e.Position)
	if i < 0 {
		return
	}
	t.row = i
	if !shifted() {
		t.anchor = i
	}
	if c := fyne.CurrentApp().Driver().CanvasForObject(t); c != nil && c.Focused() != fyne.Focusable(t) {
		c.Focus(t)
	} else {
		t.point()
		t.Refresh()
	}
	if t.rows[i].Do != nil && t.anchor == i {
		t.rows[i].Do()
	}
}

// TappedSecondary implements fyne.SecondaryTappable.
func (t *Table) TappedSecondary(e *fyne.PointEvent) {
	if i := t.at(e.Position); i >= 0 {
		t.wonder(i, t.column(e.Position.X))
	}
}

// wonder is what a right click and the menu key do.
func (t *Table) wonder(i, col int) {
	if ask := t.rows[i].Ask; ask != nil {
		ask()
	} else if why := t.why(i, col); why != nil {
		why()
	}
}

// why explains a cell, or its row where the cell has nothing of its own to say.
func (t *Table) why(row, col int) func() {
	r := &t.rows[row]
	if col >= 0 && col < len(r.Cells) && r.Cells[col].Why != nil {
		return r.Cells[col].Why
	}
	return r.Why
}

// column is where a position lies, -1 beside all columns.
func (t *Table) column(x float32) int {
	for i, w := range t.widths {
		if x -= w; x < 0 {
			return i
		}
	}
	return -1
}

// Row is the one the keyboard is on, -1 where there is none.
func (t *Table) Row() int {
	if t.row >= len(t.rows) {
		return -1
	}
	return t.row
}

func (t *Table) at(p fyne.Position) int {
	if p.Y >= t.top(0) {
		for i := range t.rows {
			if p.Y < t.top(i+1) {
				return i
			}
		}
	}
	return -1
}

// top is where a row begins, and for the one after the last where the table ends.
func (t *Table) top(row int) float32 {
	if row+1 < len(t.tops) {
		return t.tops[row+1]
	}
	return float32(row+1) * rowHeight
}

// MouseIn implements desktop.Hoverable.
func (t *Table) MouseIn(e *desktop.MouseEvent) { t.MouseMoved(e) }

// MouseMoved implements desktop.Hoverable.
func (t *Table) MouseMoved(e *desktop.MouseEvent) {
	i := t.at(e.Position)
	if i != t.hover {
		t.hover = i
		ui.HideTip(t)
	}
	if i >= 0 {
		ui.RestTip(t, e.Position, t.tip(i))
		ui.Point(t, t.why(i, t.column(e.Position.X)))
	} else {
		ui.Point(t, nil)
	}
}

// tip is that of a row, with what of its texts is cut off.
func (t *Table) tip(i int) string {
	var lines []string
	if i < len(t.whole) {
		for _, text := range t.whole[i] {
			if !strings.Contains(t.rows[i].Tip, text) {
				lines = append(lines, text)
			}
		}
	}
	if t.rows[i].Tip != "" {
		lines = append(lines, t.rows[i].Tip)
	}
	return strings.Join(lines, "\n")
}

// MouseOut implements desktop.Hoverable.
func (t *Table) MouseOut() {
	t.hover = -1
	ui.HideTip(t)
	ui.Point(t, nil)
}

// Cursor implements desktop.Cursorable.
func (t *Table) Cursor() desktop.Cursor {
	if t.hover >= 0 && t.hover < len(t.rows) && t.rows[t.hover].Do != nil {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}
