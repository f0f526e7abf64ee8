package grid

import (
	"sort"

	"fyne.io/fyne/v2"
)

// Sizes in device-independent pixels.
const (
	RowHeight = 24
	barSize   = 11 // scroll bars
	edgeGrip  = 4  // how near a header edge starts a resize
	minColumn = 28
)

// geometry maps cells to positions. It holds numbers only, so that hit testing
// and painting cannot disagree and tests need no window.
type geometry struct {
	view             fyne.Size
	header, gutter   float32
	x                []float32 // left edges of the columns without scrolling, one more than columns
	frozen           int
	rows             int
	tops             []float32 // where rows begin below the header, and the last one ends; nil: all are of RowHeight
	foot             float32   // room below the rows
	offsetX, offsetY float32
}

// rowTop is where a row begins below the header, without scrolling.
func (g *geometry) rowTop(row int) float32 {
	if g.tops != nil {
		return g.tops[max(0, min(row, len(g.tops)-1))]
	}
	return float32(row) * RowHeight
}

// rowAt is the row so far below the header, the number of rows below all of them.
func (g *geometry) rowAt(y float32) int {
	if g.tops != nil {
		return sort.Search(g.rows, func(i int) bool { return g.tops[i+1] > y })
	}
	return int(y / RowHeight)
}

func (g *geometry) columns() int { return max(0, len(g.x)-1) }

// frozenRight is where the scrolling part begins on screen.
func (g *geometry) frozenRight() float32 {
	if g.columns() == 0 {
		return g.gutter
	}
	return g.gutter + g.x[min(g.frozen, g.columns())]
}

func (g *geometry) contentWidth() float32 {
	if g.columns() == 0 {
		return g.gutter
	}
	return g.gutter + g.x[g.columns()]
}

func (g *geometry) contentHeight() float32 { return g.header + g.rowTop(g.rows) + g.foot }

// bars tells which scroll bars are needed; one can make the other necessary.
func (g *geometry) bars() (horizontal, vertical bool) {
	w, h := g.contentWidth(), g.contentHeight()
	const slack = 0.5 // what fits but for the rounding of sums needs none
	horizontal, vertical = w > g.view.Width+slack, h > g.view.Height+slack
	if vertical && !horizontal {
		horizontal = w > g.view.Width-barSize+slack
	}
	if horizontal && !vertical {
		vertical = h > g.view.Height-barSize+slack
	}
	return
}

// area is the part of the view that shows cells and headers.
func (g *geometry) area() fyne.Size {
	h, v := g.bars()
	s := g.view
	if v {
		s.Width -= barSize
	}
	if h {
		s.Height -= barSize
	}
	return s
}

// clamp keeps the offsets inside the content.
func (g *geometry) clamp() {
	a := g.area()
	g.offsetX = max(0, min(g.offsetX, g.contentWidth()-a.Width))
	g.offsetY = max(0, min(g.offsetY, g.contentHeight()-a.Height))
}

// left is the position of a column's left edge on screen.
func (g *geometry) left(col int) float32 {
	if col < g.frozen {
		return g.gutter + g.x[col]
	}
	return g.gutter + g.x[col] - g.offsetX
}

func (g *geometry) width(col int) float32 { return g.x[col+1] - g.x[col] }

func (g *geometry) top(row int) float32 { return g.header + g.rowTop(row) - g.offsetY }

// visibleRows is the half-open range of rows on screen.
func (g *geometry) visibleRows() (from, to int) {
	from = g.rowAt(g.offsetY)
	to = g.rowAt(g.offsetY+g.area().Height-g.header) + 1
	return max(0, from), max(0, min(to, g.rows))
}

// visibleColumns is the half-open range of scrolling columns on screen.
func (g *geometry) visibleColumns() (from, to int) {
	n := g.columns()
	first := min(g.frozen, n)
	start := g.frozenRight() - g.gutter + g.offsetX
	from = first + sort.Search(n-first, func(i int) bool { return g.x[first+i+1] > start })
	end := g.area().Width - g.gutter + g.offsetX
	to = from + sort.Search(n-from, func(i int) bool { return g.x[from+i] >= end })
	return from, to
}

// rect is where a block appears, cut at headers and frozen columns; ok is false
// when nothing of it is on screen.
func (g *geometry) rect(r Range) (pos fyne.Position, size fyne.Size, ok bool) {
	if g.columns() == 0 || g.rows == 0 || r.Right >= g.columns() {
		return
	}
	a := g.area()
	x0, x1 := g.left(r.Left), g.left(r.Right)+g.width(r.Right)
	if r.Left >= g.frozen {
		x0 = max(x0, g.frozenRight())
	}
	if r.Left < g.frozen && r.Right >= g.frozen { // spans both parts
		x1 = max(x1, g.frozenRight())
	}
	y0, y1 := max(g.top(r.Top), g.header), g.top(r.Bottom+1)
	x1, y1 = min(x1, a.Width), min(y1, a.Height)
	if x1 <= x0 || y1 <= y0 {
		return
	}
	return fyne.NewPos(x0, y0), fyne.NewSize(x1-x0, y1-y0), true
}

// reveal scrolls as little as possible to show a cell.
func (g *geometry) reveal(p Pos) {
	if g.columns() == 0 || p.Col >= g.columns() {
		return
	}
	a := g.area()
	if top := g.rowTop(p.Row); top < g.offsetY {
		g.offsetY = top
	} else if low := g.rowTop(p.Row+1) - (a.Height - g.header); low > g.offsetY {
		g.offsetY = low
	}
	if p.Col >= g.frozen {
		space := a.Width - g.frozenRight()
		l, r := g.x[p.Col]-(g.frozenRight()-g.gutter), g.x[p.Col+1]-(g.frozenRight()-g.gutter)
		if r-space > g.offsetX {
			g.offsetX = r - space
		}
		if l < g.offsetX {
			g.offsetX = l
		}
	}
	g.clamp()
}

// part names the parts of the grid.
type part int

const (
	partNone part = iota
	partCell
	partHeader
	partEdge // the right edge of a header
	partGutter
	partCorner
	partBarX
	partBarY
	partHandle // the fill handle
	partMove   // a header that is dragged to another place
)

// hit says what lies under a position. Cells outside the table are partNone with
// the nearest cell, which dragging uses.
func (g *geometry) hit(at fyne.Position) (part, Pos) {
	a := g.area()
	p := Pos{g.rowAt(at.Y - g.header + g.offsetY), g.columnAt(at.X)}
	near := Pos{max(0, min(p.Row, g.rows-1)), max(0, min(p.Col, g.columns()-1))}
	switch {
	case at.X >= a.Width && at.Y < a.Height:
		return partBarY, near
	case at.Y >= a.Height && at.X < a.Width:
		return partBarX, near
	case at.X >= a.Width || at.Y >= a.Height:
		return partNone, near
	case at.Y < g.header:
		if c, ok := g.edgeAt(at.X); ok {
			return partEdge, Pos{0, c}
		}
		if at.X < g.gutter {
			return partCorner, near
		}
		if p.Col < 0 || p.Col >= g.columns() {
			return partNone, near
		}
		return partHeader, near
	case p.Row < 0 || p.Row >= g.rows:
		return partNone, near
	case at.X < g.gutter:
		return partGutter, Pos{p.Row, 0}
	case p.Col < 0 || p.Col >= g.columns():
		return partNone, near
	}
	return partCell, p
}

// columnAt returns -1 left of the cells and the number of columns right of them.
func (g *geometry) columnAt(x float32) int {
	if x < g.gutter {
		return -1
	}
	x -= g.gutter
	if x+g.gutter >= g.frozenRight() {
		x += g.offsetX
	}
	n := g.columns()
	return sort.Search(n, func(i int) bool { return g.x[i+1] > x })
}

func (g *geometry) edgeAt(x float32) (int, bool) {
	for c := range g.columns() {
		edge := g.left(c) + g.width(c)
		if c >= g.frozen && edge < g.frozenRight() {
			continue
		}
		if x >= edge-edgeGrip && x <= edge+edgeGrip-1 {
			return c, true
		}
	}
	return 0, false
}

// thumb is position and length of a scroll bar's handle along its track.
func thumb(track, content, visible, offset float32) (at, length float32) {
	if content <= visible || track <= 0 {
		return 0, track
	}
	length = max(24, track*visible/content)
	return (track - length) * offset / (content - visible), length
}
