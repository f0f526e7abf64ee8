package parts

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"remanence/app/ui"
	"remanence/app/ui/palette"
)

// Head is a column of a Table. The first column takes what the others leave.
type Head struct {
	Title string
	Right bool
	Gives bool // its texts are cut before the table gets wider than its place
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
	focused bool
	whole   [][]string    // by row: the texts that are cut, for the tip
	Hint    func() string // what to do while there are no rows, nil for nothing
	enter   func()        // of the dialog the table stands in
	escape  func()
}

const (
	rowHeight  = 24
	cellInset  = 8
	tableText  = 13
	headText   = 12
	leastFirst = 120
	// leastGiving is what a column that gives way keeps.
	leastGiving = 160
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
	i := int(p.Y/rowHeight) - 1
	if p.Y < rowHeight || i >= len(t.rows) {
		return -1
	}
	return i
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

// CreateRenderer implements fyne.Widget.
func (t *Table) CreateRenderer() fyne.WidgetRenderer {
	r := &tableRenderer{t: t}
	r.build()
	return r
}

type tableRenderer struct {
	t       *Table
	widths  []float32
	objects []fyne.CanvasObject
	bands   []*canvas.Rectangle // by row, head first
	frame   *canvas.Rectangle   // around the rows chosen by keyboard
	hint    *widget.Label
	texts   [][]*canvas.Text
	full    [][]string
}

func (r *tableRenderer) build() {
	s := ui.Colors()
	r.objects, r.bands, r.texts, r.full = nil, nil, nil, nil
	r.widths = make([]float32, len(r.t.heads))
	head := Row{Bold: true}
	for _, h := range r.t.heads {
		head.Cells = append(head.Cells, Cell{Text: h.Title})
	}
	for i, row := range append([]Row{head}, r.t.rows...) {
		band := canvas.NewRectangle(s.Surface)
		switch {
		case i == 0:
			band.FillColor = s.Header
		case i%2 == 0:
			band.FillColor = s.Zebra
		}
		r.bands, r.objects = append(r.bands, band), append(r.objects, band)
		var texts []*canvas.Text
		var full []string
		for j := range r.t.heads {
			c := Cell{}
			if j < len(row.Cells) {
				c = row.Cells[j]
			}
			x := canvas.NewText(c.Text, c.Tint.Color(s.Dark, s.Text))
			x.TextSize, x.TextStyle.Bold = tableText, row.Bold
			if i == 0 {
				x.TextSize, x.Color, x.TextStyle.Bold = headText, s.Muted, false
			}
			if r.t.heads[j].Right {
				x.Alignment = fyne.TextAlignTrailing
			}
			r.widths[j] = max(r.widths[j], x.MinSize().Width+2*cellInset)
			texts, full, r.objects = append(texts, x), append(full, c.Text), append(r.objects, x)
		}
		r.texts, r.full = append(r.texts, texts), append(r.full, full)
	}
	r.hint = nil
	if len(r.t.rows) == 0 && r.t.Hint != nil {
		if text := r.t.Hint(); text != "" {
			r.hint = widget.NewLabel(text)
			r.hint.Importance, r.hint.Wrapping = widget.LowImportance, fyne.TextWrapWord
			r.hint.Resize(fyne.NewSize(max(r.t.Size().Width-4, leastFirst), rowHeight))
			r.objects = append(r.objects, r.hint)
		}
	}
	r.frame = canvas.NewRectangle(nil)
	r.frame.StrokeColor, r.frame.StrokeWidth, r.frame.CornerRadius = s.Accent, 2, 3
	r.objects = append(r.objects, r.frame)
}

// columns gives every column its place: the first one what it needs, up to a
// readable width, then all share what is left; it shrinks first.
func (r *tableRenderer) columns(width float32) []float32 {
	w := append([]float32(nil), r.widths...)
	if len(w) == 0 {
		return w
	}
	rest := width
	for _, x := range w {
		rest -= x
	}
	for i, h := range r.t.heads { // long texts give way before the first column does
		if give := min(-rest, w[i]-leastGiving); h.Gives && give > 0 {
			w[i] -= give
			rest += give
		}
	}
	if rest < 0 || len(w) == 1 {
		w[0] = max(w[0]+rest, leastFirst)
		return w
	}
	for i := range w {
		w[i] += rest / float32(len(w))
	}
	return w
}

func (r *tableRenderer) Layout(size fyne.Size) {
	w := r.columns(size.Width)
	r.t.widths = w
	r.t.whole = make([][]string, len(r.t.rows))
	for i, texts := range r.texts {
		y := float32(i) * rowHeight
		r.bands[i].Move(fyne.NewPos(0, y))
		r.bands[i].Resize(fyne.NewSize(size.Width, rowHeight))
		x := float32(0)
		for j, text := range texts {
			text.Text = cut(r.full[i][j], w[j]-2*cellInset, text)
			if i > 0 && text.Text != r.full[i][j] {
				r.t.whole[i-1] = append(r.t.whole[i-1], r.full[i][j])
			}
			text.Move(fyne.NewPos(x+cellInset, y))
			text.Resize(fyne.NewSize(w[j]-2*cellInset, rowHeight))
			x += w[j]
		}
	}
	if r.hint != nil {
		r.hint.Move(fyne.NewPos(2, rowHeight))
		r.hint.Resize(fyne.NewSize(max(size.Width-4, leastFirst), r.hint.MinSize().Height))
	}
	r.frame.Hide()
	if first, last := r.t.chosen(); r.t.focused && last < len(r.t.rows) {
		left, width := float32(0), size.Width
		if col := r.t.cell(); col >= 0 && col < len(w) && first == last {
			for _, x := range w[:col] {
				left += x
			}
			width = w[col]
		}
		r.frame.Move(fyne.NewPos(left, float32(first+1)*rowHeight))
		r.frame.Resize(fyne.NewSize(width, float32(last-first+1)*rowHeight))
		r.frame.Show()
	}
}

func cut(s string, width float32, t *canvas.Text) string {
	fits := func(s string) bool { return fyne.MeasureText(s, t.TextSize, t.TextStyle).Width <= width+0.5 }
	if fits(s) {
		return s
	}
	runes := []rune(s)
	for len(runes) > 1 && !fits(string(runes)+"…") {
		runes = runes[:len(runes)-1]
	}
	return string(runes) + "…"
}

func (r *tableRenderer) MinSize() fyne.Size {
	w := float32(leastFirst)
	if r.t.KeepFirst && len(r.widths) > 0 {
		w = max(w, min(r.widths[0], mostFirst))
	}
	for i, x := range r.widths {
		if i > 0 && r.t.heads[i].Gives {
			w += min(x, leastGiving)
		} else if i > 0 {
			w += x
		}
	}
	height := float32(len(r.texts)) * rowHeight
	if r.hint != nil {
		height += r.hint.MinSize().Height
	}
	return fyne.NewSize(w, height)
}

func (r *tableRenderer) Refresh() {
	r.build()
	r.Layout(r.t.Size())
	canvas.Refresh(r.t)
}

func (r *tableRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *tableRenderer) Destroy()                     {}
