package grid

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"

	"remanence/app/ui"
)

// mouseState is what the mouse is doing.
type mouseState struct {
	dragging part    // what was pressed; partNone when nothing
	grabbed  float32 // offset of the press inside the handle, or the width at its start
	col      int     // column being resized or moved
	drop     int     // where a moved column would go; -1 nowhere
	fill     Range   // what a drag of the fill handle covers
	at       fyne.Position
	start    fyne.Position
	over     part
	link     bool // the mouse is on the words of a link
	ticking  bool // the auto-scroll ticker runs
	tapped   Pos  // the cell last clicked
	tappedAt time.Time
	pressing bool              // a button goes down just now
	page     *container.Scroll // what a report lies in, once the wheel has asked
}

// MouseDown implements desktop.Mouseable. Selection happens here and not in
// Tapped, which comes 300 ms late on a widget that also takes double taps.
func (g *Grid) MouseDown(e *desktop.MouseEvent) {
	ui.HideTip(g)
	g.Settle()
	g.commit()
	g.mouse.pressing = true
	defer func() { g.mouse.pressing = false }()
	g.Focus()
	what, p := g.geo.hit(e.Position)
	if e.Button == desktop.MouseButtonPrimary && g.onHandle(e.Position) {
		what = partHandle
	}
	shift := e.Modifier&fyne.KeyModifierShift != 0
	if e.Button == desktop.MouseButtonSecondary {
		if what == partCell && !g.sel.span().Contains(p) {
			g.choosePos(p)
		}
		return
	}
	if e.Button != desktop.MouseButtonPrimary || g.geo.columns() == 0 {
		return
	}
	g.mouse.dragging, g.mouse.start, g.mouse.at = what, e.Position, e.Position
	switch what {
	case partCell:
		if !shift && g.press(p, e.Position) {
			g.mouse.dragging = partNone
			return
		}
		g.sel.set(p, shift)
		g.selectionChanged()
	case partHandle:
		g.mouse.fill = g.sel.span()
	case partHeader:
		if !shift && !g.KeepOrder && g.wholeColumn(p.Col) { // chosen before: take it along
			g.mouse.dragging, g.mouse.col, g.mouse.drop = partMove, p.Col, -1
			return
		}
		g.columnsTo(p.Col, shift)
	case partGutter:
		g.rowsTo(p.Row, shift)
	case partCorner:
		g.SelectAll()
	case partEdge:
		g.mouse.col, g.mouse.grabbed = p.Col, g.geo.width(p.Col)
	case partBarY:
		at, length := g.thumbY()
		g.mouse.grabbed = grab(e.Position.Y, at, length)
		g.dragBar(e.Position)
	case partBarX:
		at, length := g.thumbX()
		g.mouse.grabbed = grab(e.Position.X, at, length)
		g.dragBar(e.Position)
	}
}

// wholeColumn tells whether exactly this column is selected from top to bottom.
func (g *Grid) wholeColumn(col int) bool {
	s := g.sel.span()
	return s.Left == col && s.Right == col && s.Top == 0 && s.Bottom == g.geo.rows-1 && g.geo.rows > 1
}

// press handles the parts of a cell that act at once: tick boxes, arrows and
// links.
func (g *Grid) press(p Pos, at fyne.Position) bool {
	if g.columns[p.Col].Kind == Link && g.overLink(p, at) {
		g.choosePos(p)
		g.open(p)
		return true
	}
	if g.why(p) != "" {
		return false
	}
	left, width := g.geo.left(p.Col), g.geo.width(p.Col)
	switch g.columns[p.Col].Kind {
	case Check:
		if abs(at.X-left-width/2) <= 10 {
			g.choosePos(p)
			g.toggle()
			return true
		}
	case Choice:
		if at.X > left+width-16 {
			g.choosePos(p)
			g.edit("", false)
			return true
		}
	}
	return false
}

// grab is where in the handle the press was; a press beside it centres it.
func grab(pos, at, length float32) float32 {
	if pos < at || pos > at+length {
		return length / 2
	}
	return pos - at
}

func (g *Grid) columnsTo(col int, extend bool) {
	from := col
	if extend {
		from = g.sel.active.Col
	}
	g.sel.block(Range{0, min(from, col), max(0, g.geo.rows-1), max(from, col)})
	g.sel.active.Col = from
	g.view.update(false)
	g.tell()
}

func (g *Grid) rowsTo(row int, extend bool) {
	from := row
	if extend {
		from = g.sel.active.Row
	}
	g.sel.block(Range{min(from, row), 0, max(from, row), g.geo.columns() - 1})
	g.sel.active.Row = from
	g.view.update(false)
	g.tell()
}

// MouseUp implements desktop.Mouseable.
func (g *Grid) MouseUp(e *desktop.MouseEvent) {
	tap := g.OnTap != nil && g.mouse.dragging == partCell
	g.endDrag()
	if !tap || e.Modifier != 0 {
		return
	}
	if what, p := g.geo.hit(e.Position); what == partCell && g.sel.span() == (Range{p.Row, p.Col, p.Row, p.Col}) {
		again := p == g.mouse.tapped && now().Sub(g.mouse.tappedAt) < fyne.CurrentApp().Driver().DoubleTapDelay()
		g.mouse.tapped, g.mouse.tappedAt = p, now()
		if again { // a double click is one
			return
		}
		m := g.model(p)
		g.OnTap(m.Row, m.Col)
	}
}

// TappedSecondary implements fyne.SecondaryTappable.
func (g *Grid) TappedSecondary(e *fyne.PointEvent) {
	switch what, p := g.geo.hit(e.Position); what {
	case partCell:
		if m := g.model(p); g.OnContext != nil {
			g.OnContext(m.Row, m.Col, e.AbsolutePosition)
		}
	case partHeader, partEdge:
		g.HeaderMenu(p.Col, e.AbsolutePosition)
	}
}

// DoubleTapped implements fyne.DoubleTappable.
func (g *Grid) DoubleTapped(e *fyne.PointEvent) {
	switch what, p := g.geo.hit(e.Position); what {
	case partCell:
		if g.OnTap != nil { // the first click has led there
			return
		}
		if !g.onHandle(e.Position) && g.why(p) != "" && g.OnOpen != nil {
			g.open(p)
			return
		}
		if g.onHandle(e.Position) {
			g.fillDownToEnd()
		} else if g.kind(p) != Check {
			g.edit("", false)
		}
	case partEdge:
		g.AutoFit(g.arr.modelCol(p.Col))
	case partHeader:
		g.headerTwice(p.Col)
	}
}

// Dragged implements fyne.Draggable.
func (g *Grid) Dragged(e *fyne.DragEvent) {
	g.mouse.at = e.Position
	switch g.mouse.dragging {
	case partCell, partHeader, partGutter:
		g.dragSelect()
		g.autoScroll()
	case partHandle:
		_, p := g.geo.hit(g.inside(e.Position))
		g.mouse.fill = fillTarget(g.sel.span(), p)
		g.view.update(false)
		g.autoScroll()
	case partMove:
		g.mouse.drop = g.dropAt(e.Position.X)
		g.view.update(false)
	case partEdge:
		if g.Report { // the others share what is left, but the edge has to stay with the mouse
			g.holdBefore(g.mouse.col)
		}
		g.widths[g.arr.modelCol(g.mouse.col)] = max(minColumn, g.mouse.grabbed+e.Position.X-g.mouse.start.X)
		g.measureAll()
		g.repaint()
	case partBarX, partBarY:
		g.dragBar(e.Position)
	}
}

// DragEnd implements fyne.Draggable.
func (g *Grid) DragEnd() { g.endDrag() }

func (g *Grid) endDrag() {
	was := g.mouse.dragging
	g.mouse.dragging = partNone
	if was == partEdge && g.OnResized != nil {
		g.OnResized(g.arr.modelCol(g.mouse.col), g.geo.width(g.mouse.col))
	}
	switch was {
	case partBarX, partBarY:
		g.repaint()
	case partHandle:
		if g.mouse.fill != g.sel.span() {
			g.FillTo(g.mouse.fill)
		} else {
			g.view.update(false)
		}
	case partMove:
		if g.mouse.drop < 0 { // a click, not a drag
			g.columnsTo(g.mouse.col, false)
		} else {
			g.MoveColumn(g.mouse.col, g.mouse.drop)
		}
		g.view.update(false)
	}
}

// inside is the nearest position over the cells.
func (g *Grid) inside(at fyne.Position) fyne.Position {
	a := g.geo.area()
	return fyne.NewPos(max(g.geo.gutter+1, min(at.X, a.Width-1)), max(g.geo.header+1, min(at.Y, a.Height-1)))
}

// dropAt is the column before which a header let go at x would be put.
func (g *Grid) dropAt(x float32) int {
	c := max(0, min(g.geo.columnAt(x), len(g.columns)))
	if c < len(g.columns) && x > g.geo.left(c)+g.geo.width(c)/2 {
		c++
	}
	return c
}

// dragSelect extends the selection to the cell under the mouse, or the nearest.
func (g *Grid) dragSelect() {
	_, p := g.geo.hit(g.inside(g.mouse.at))
	switch g.mouse.dragging {
	case partHeader:
		g.columnsTo(p.Col, true)
	case partGutter:
		g.rowsTo(p.Row, true)
	default:
		if p != g.sel.lead {
			g.sel.set(p, true)
			g.view.update(false)
			g.status()
		}
	}
}

// autoScroll keeps scrolling while a drag rests outside the cells; the toolkit
// reports drags only while the mouse moves.
func (g *Grid) autoScroll() {
	if g.mouse.ticking || g.overshoot() == (fyne.Delta{}) {
		return
	}
	g.mouse.ticking = true
	time.AfterFunc(40*time.Millisecond, func() {
		fyne.Do(func() {
			g.mouse.ticking = false
			d := g.overshoot()
			if g.mouse.dragging == partNone || d == (fyne.Delta{}) {
				return
			}
			g.scroll(d.DX, d.DY)
			if g.mouse.dragging == partHandle {
				_, p := g.geo.hit(g.inside(g.mouse.at))
				g.mouse.fill = fillTarget(g.sel.span(), p)
				g.view.update(false)
			} else {
				g.dragSelect()
			}
			g.autoScroll()
		})
	})
}

// overshoot is how far to scroll for the mouse's distance from the cells.
func (g *Grid) overshoot() (d fyne.Delta) {
	a, m := g.geo.area(), g.mouse.at
	switch {
	case g.mouse.dragging == partHeader:
	case m.Y > a.Height:
		d.DY = min(m.Y-a.Height, 60) / 2
	case m.Y < g.geo.header:
		d.DY = max(m.Y-g.geo.header, -60) / 2
	}
	switch {
	case g.mouse.dragging == partGutter:
	case m.X > a.Width:
		d.DX = min(m.X-a.Width, 60) / 2
	case m.X < g.geo.frozenRight() && g.geo.offsetX > 0 && m.X < g.geo.gutter:
		d.DX = max(m.X-g.geo.gutter, -60) / 2
	}
	return d
}

// Scrolled implements fyne.Scrollable for both axes. A report leaves to its page what
// does not move itself.
func (g *Grid) Scrolled(e *fyne.ScrollEvent) {
	ui.HideTip(g)
	x, y := g.geo.offsetX, g.geo.offsetY
	g.scroll(-e.Scrolled.DX, -e.Scrolled.DY)
	if !g.Report || x != g.geo.offsetX || y != g.geo.offsetY {
		return
	}
	if g.mouse.page == nil {
		g.mouse.page = ui.ScrollOf(g)
	}
	if g.mouse.page != nil {
		g.mouse.page.Scrolled(e)
	}
}

func (g *Grid) scroll(dx, dy float32) {
	x, y := g.geo.offsetX, g.geo.offsetY
	g.geo.offsetX, g.geo.offsetY = x+dx, y+dy
	g.geo.clamp()
	if g.geo.offsetX != x || g.geo.offsetY != y {
		g.repaint()
	}
}

func (g *Grid) thumbY() (at, length float32) {
	a := g.geo.area()
	return thumb(a.Height, g.geo.contentHeight(), a.Height, g.geo.offsetY)
}

func (g *Grid) thumbX() (at, length float32) {
	a := g.geo.area()
	return thumb(a.Width, g.geo.contentWidth(), a.Width, g.geo.offsetX)
}

func (g *Grid) dragBar(at fyne.Position) {
	a := g.geo.area()
	if g.mouse.dragging == partBarY {
		if _, length := g.thumbY(); a.Height > length {
			g.geo.offsetY = (at.Y - g.mouse.grabbed) / (a.Height - length) * (g.geo.contentHeight() - a.Height)
		}
	} else if _, length := g.thumbX(); a.Width > length {
		g.geo.offsetX = (at.X - g.mouse.grabbed) / (a.Width - length) * (g.geo.contentWidth() - a.Width)
	}
	g.geo.clamp()
	g.repaint()
}
