package grid

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"remanence/app/ui"
	"remanence/app/ui/paint"
)

// Cursor implements desktop.Cursorable.
func (g *Grid) Cursor() desktop.Cursor {
	switch {
	case g.mouse.over == partEdge || g.mouse.dragging == partEdge || g.mouse.dragging == partMove:
		return desktop.HResizeCursor
	case g.mouse.over == partHandle || g.mouse.dragging == partHandle:
		return desktop.CrosshairCursor
	case g.mouse.link:
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

// MouseIn implements desktop.Hoverable.
func (g *Grid) MouseIn(e *desktop.MouseEvent) {
	g.mouse.page = nil // it may stand elsewhere by now
	g.MouseMoved(e)
}

// MouseMoved implements desktop.Hoverable.
func (g *Grid) MouseMoved(e *desktop.MouseEvent) {
	var p Pos
	g.mouse.over, p = g.geo.hit(e.Position)
	g.mouse.link = g.mouse.over == partCell && g.columns[p.Col].Kind == Link && g.overLink(p, e.Position)
	g.mouse.link = g.mouse.link || g.Leads != nil && g.mouse.over == partCell && g.Leads(g.arr.modelRow(p.Row))
	if g.onHandle(e.Position) {
		g.mouse.over = partHandle
	}
	if g.mouse.dragging == partNone {
		ui.RestTip(g, e.Position, g.tip(e.Position))
	}
	if g.OnPointer != nil {
		if m := g.model(p); g.mouse.over == partCell {
			g.OnPointer(m.Row, m.Col)
		} else {
			g.OnPointer(-1, -1)
		}
	}
}

// MouseOut implements desktop.Hoverable.
func (g *Grid) MouseOut() {
	g.mouse.over = partNone
	ui.HideTip(g)
	if g.OnPointer != nil {
		g.OnPointer(-1, -1)
	}
}

// tip is the text for a position: the problem first, then the tooltip, or the
// whole text of a cell that is cut.
func (g *Grid) tip(at fyne.Position) string {
	what, p := g.geo.hit(at)
	switch what {
	case partHeader:
		c := g.columns[p.Col]
		if c.Tooltip != "" {
			return c.Title + "\n" + c.Tooltip
		}
		if g.Report && g.report.heads[p.Col].cut || !g.Report && g.cut(c.Title, p.Col, true) {
			return c.Title
		}
	case partCell:
		if g.Report {
			return g.reportTip(p)
		}
		cell := g.cell(p.Row, p.Col)
		text := cell.Tooltip
		if text == "" && g.cut(cell.Text, p.Col, false) {
			text = cell.Text
		}
		if cell.Problem != "" && text != "" {
			return cell.Problem + "\n" + text
		}
		return cell.Problem + text
	}
	return ""
}

// overLink tells whether a position is on the words of a link.
func (g *Grid) overLink(p Pos, at fyne.Position) bool {
	text := g.cell(p.Row, p.Col).Text
	width := float32(paint.Get(paint.Font{}, ui.TextSize).Width(text)) + 2*cellPad
	return text != "" && at.X < g.geo.left(p.Col)+width
}

func (g *Grid) cut(text string, col int, bold bool) bool {
	return float32(paint.Get(paint.Font{Bold: bold}, ui.TextSize).Width(text)) > g.geo.width(col)-2*cellPad
}

func abs(v float32) float32 {
	if v < 0 {
		return -v
	}
	return v
}
