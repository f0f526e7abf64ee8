package grid

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"remanence/app/ui"
	"remanence/app/ui/paint"
	"remanence/app/ui/wrap"
)

const (
	flatHeader = 26
	tallHeader = 40
	highHeader = 55 // a title of two lines above its unit
)

// Grid is the table widget. Set its fields before it is shown; after a change of
// the model call Refresh. Rows and columns in its methods and callbacks are the
// model's, whatever the user has sorted, filtered or moved; only Selection counts
// as shown.
type Grid struct {
	widget.BaseWidget

	Model         Model
	FrozenColumns int
	RowNumbers    bool   // a gutter with row numbers that selects rows; New sets it
	EmptyText     string // shown when there are no rows
	KeepOrder     bool   // rows mean something by their order: no sorting, filtering or moving of columns
	ReadOnly      bool   // nothing can be changed; the reason is ReadOnlyWhy
	ReadOnlyWhy   string
	Report        bool     // for reading, in a page that scrolls; New sets none
	SumInside     bool     // what is selected is summed up in the table, even with OnStatus
	KeepFirst     bool     // of a report: the first column stays as wide as its words, up to a readable width
	Beside        *ui.Veil // shows the active row beside the table; while a key that moves repeats it lags, and OnSelected waits for the row where the key rests

	OnSelected func(row, col int)                    // the active cell moved
	OnStatus   func(text string)                     // "12 cells · sum 340 · mean 28.3"; empty for one cell. Without it the table says so itself
	OnRefused  func(refused []Refusal)               // after an action; a tip shows the first reason anyway
	OnOpen     func(row, col int)                    // double click or Enter on a cell that cannot be edited
	OnContext  func(row, col int, pos fyne.Position) // right click or menu key; pos is absolute on the canvas
	OnHeader   func(col int)                         // double click on a header: sort, say
	OnKey      func(k *fyne.KeyEvent)                // F-keys and Escape the grid has no use for
	OnShortcut func(s fyne.Shortcut) bool            // shortcuts the grid has no use for; else they go to the canvas
	OnPaste    func(text string) bool                // looks at a paste first; true when it was dealt with elsewhere
	OnResized  func(col int, width float32)          // the user dragged a header edge
	OnMoved    func(order []int)                     // the user moved a column; see ColumnOrder
	OnTap      func(row, col int)                    // a click that selects one cell and nothing else
	OnPointer  func(row, col int)                    // the mouse rests on a cell; -1, -1 on none
	OnFocus    func(focused bool)
	Leads      func(row int) bool // a click on the row leads somewhere

	// Seams: the test driver knows no modifiers and has a clipboard of its own.
	Clipboard    func() fyne.Clipboard
	KeyModifiers func() fyne.KeyModifier

	columns []Column // as shown, as of the last Refresh
	arr     arrangement
	widths  map[int]float32
	geo     geometry
	sel     selection
	focused bool
	mouse   mouseState
	editor  *editor
	finder  *finder
	view    *view
	handled Pos // the cell last reported to OnSelected
	pace    pace
	report  report
	said    string // of the selection, in the table itself
}

// New makes a grid over a model.
func New(m Model) *Grid {
	g := &Grid{
		Model: m, RowNumbers: true, widths: map[int]float32{}, sel: selection{home: -1}, handled: Pos{-1, -1},
		Clipboard: func() fyne.Clipboard { return fyne.CurrentApp().Clipboard() },
		KeyModifiers: func() fyne.KeyModifier {
			if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok {
				return d.CurrentKeyModifiers()
			}
			return 0
		},
	}
	g.ExtendBaseWidget(g)
	return g
}

// Refresh reads size and columns of the model again and paints.
func (g *Grid) Refresh() {
	g.Settle()
	g.measureAll()
	g.sel.clamp(g.geo.rows, g.geo.columns())
	g.BaseWidget.Refresh()
	g.status()
}

// SetModel changes the model and starts at its first cell.
func (g *Grid) SetModel(m Model) {
	g.cancelEdit()
	g.Model, g.widths, g.arr = m, map[int]float32{}, arrangement{}
	g.sel, g.geo.offsetX, g.geo.offsetY = selection{home: -1}, 0, 0
	g.Refresh()
}

// Select makes one cell active and scrolls it into view.
func (g *Grid) Select(row, col int) {
	if row >= 0 && row < g.Model.Rows() {
		if _, shown := g.arr.shownRow(row); !shown {
			g.ClearFilters() // somebody wants to see it
		}
	}
	g.choosePos(g.shown(row, col))
}

// choosePos makes one cell as shown active.
func (g *Grid) choosePos(p Pos) {
	g.sel.set(p, false)
	g.selectionChanged()
}

// shown is where a cell of the model is.
func (g *Grid) shown(row, col int) Pos {
	r, _ := g.arr.shownRow(row)
	return Pos{r, g.arr.shownCol(col)}
}

// SelectRange selects a block as shown.
func (g *Grid) SelectRange(r Range) {
	g.sel.block(r)
	g.selectionChanged()
}

// Selection returns the selected block as shown; SelectedRows gives the model's
// rows of it.
func (g *Grid) Selection() Range { return g.sel.span() }

// Active returns the active cell.
func (g *Grid) Active() (row, col int) {
	p := g.model(g.sel.active)
	return p.Row, p.Col
}

// ScrollTo shows a cell without selecting it.
func (g *Grid) ScrollTo(row, col int) {
	g.geo.reveal(g.shown(row, col))
	g.repaint()
}

// ColumnWidths returns the widths the user has set, by column, to be kept in the
// preferences.
func (g *Grid) ColumnWidths() map[int]float32 {
	out := map[int]float32{}
	for c, w := range g.widths {
		out[c] = w
	}
	return out
}

// SetColumnWidths restores widths.
func (g *Grid) SetColumnWidths(w map[int]float32) {
	g.widths = map[int]float32{}
	for c, v := range w {
		g.widths[c] = max(minColumn, v)
	}
	g.Refresh()
}

// AutoFit makes a column as wide as its content.
func (g *Grid) AutoFit(col int) {
	if col < 0 || col >= len(g.columns) {
		return
	}
	g.widths[col] = max(minColumn, g.measure(g.arr.shownCol(col)))
	if g.OnResized != nil {
		g.OnResized(col, g.widths[col])
	}
	g.Refresh()
}

// Focus gives the grid the keyboard.
func (g *Grid) Focus() {
	if c := g.canvas(); c != nil {
		c.Focus(g)
	}
}

func (g *Grid) canvas() fyne.Canvas {
	if app := fyne.CurrentApp(); app != nil {
		return app.Driver().CanvasForObject(g)
	}
	return nil
}

// measureAll computes the geometry from the model's columns.
func (g *Grid) measureAll() {
	geo := &g.geo
	geo.rows = g.Model.Rows()
	g.columns = g.arrange(g.Model.Columns(), geo.rows)
	if g.arr.rows != nil {
		geo.rows = len(g.arr.rows)
	}
	geo.frozen = max(0, min(g.FrozenColumns, len(g.columns)))
	geo.header, geo.gutter = flatHeader, 0
	geo.x = make([]float32, len(g.columns)+1)
	if g.Report {
		g.fitReport()
		return
	}
	bold := paint.Get(paint.Font{Bold: true}, ui.TextSize)
	for i, c := range g.columns {
		w := g.widths[g.arr.modelCol(i)]
		if w == 0 {
			if w = c.Width; w > 0 { // what a page gave may be too little for its title in another language
				w = max(w, min(titleWidth(bold, c)+2*cellPad+4, widestTitle))
			}
		}
		if w == 0 {
			w = max(usualWidth[c.Kind], min(float32(bold.Width(c.Title))+2*cellPad+4, widestTitle))
		}
		geo.x[i+1] = geo.x[i] + w
		switch long := float32(bold.Width(c.Title)) > w-2*cellPad; {
		case c.Unit != "" && long && len(strings.Fields(c.Title)) > 1:
			geo.header = highHeader
		case c.Unit != "" || long:
			geo.header = max(geo.header, tallHeader)
		}
	}
	if g.RowNumbers {
		digits := 2
		for n := geo.rows; n >= 100; n /= 10 {
			digits++
		}
		geo.gutter = float32(14 + 7*digits)
	}
	geo.clamp()
}

// widestTitle is how far a title widens its column.
const widestTitle = 200

// titleWidth is what a title needs: a line above its unit, or two lines.
func titleWidth(face *paint.Face, c Column) float32 {
	if c.Unit != "" {
		return float32(face.Width(c.Title))
	}
	_, least := wrap.Halves(c.Title, face.Width)
	return float32(least)
}

var usualWidth = map[Kind]float32{Text: 150, Number: 84, Money: 104, Percent: 72, Month: 76, Choice: 124, Check: 56}

// repaint redraws the image and the marks over it.
func (g *Grid) repaint() {
	if g.view != nil {
		g.view.update(true)
	}
}

// selectionChanged scrolls to the moving corner, moves the marks and tells the
// owner. The image is repainted only if something scrolled.
func (g *Grid) selectionChanged() {
	g.sel.clamp(g.geo.rows, g.geo.columns())
	x, y := g.geo.offsetX, g.geo.offsetY
	g.geo.reveal(g.sel.lead)
	g.showOnPage(g.sel.lead)
	if g.view != nil {
		g.view.update(x != g.geo.offsetX || y != g.geo.offsetY)
	}
	g.tell()
}

// tell tells the owner of the selection.
func (g *Grid) tell() {
	defer g.status()
	at := g.model(g.sel.active)
	if g.passing(at) {
		return
	}
	lagged := g.pace.pending
	g.pace.pending = false
	if at != g.handled {
		g.handled = at
		if g.OnSelected != nil && g.geo.rows > 0 {
			g.OnSelected(at.Row, at.Col)
		}
	}
	if lagged {
		g.Beside.Lag(false)
	}
}

// MinSize lets a grid shrink to a few rows; it scrolls. A report asks for all of them.
func (g *Grid) MinSize() fyne.Size {
	g.ExtendBaseWidget(g)
	if g.Report {
		if g.columns == nil {
			g.measureAll()
		}
		return g.reportSize()
	}
	return fyne.NewSize(120, tallHeader+3*RowHeight)
}

// CreateRenderer implements fyne.Widget.
func (g *Grid) CreateRenderer() fyne.WidgetRenderer {
	g.view = newView(g)
	g.measureAll()
	return g.view
}
