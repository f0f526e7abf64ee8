package grid

import (
	"slices"

	"fyne.io/fyne/v2"

	"remanence/app/ui"
	"remanence/app/ui/paint"
	"remanence/app/ui/wrap"
)

// Seen implements ui.Teller: the heads and cells in sight.
func (g *Grid) Seen() []ui.Seen {
	if g.view == nil {
		return nil
	}
	var out []ui.Seen
	geo := &g.geo
	first, last := geo.visibleRows()
	from, to := geo.visibleColumns()
	column := func(c int) {
		if c >= len(g.columns) {
			return
		}
		x, w := geo.left(c), geo.width(c)
		if c >= geo.frozen { // cut at the frozen ones
			x0 := max(x, geo.frozenRight())
			x, w = x0, w-(x0-x)
		}
		head := g.columns[c]
		out = append(out, ui.Seen{Kind: "head", Text: head.Title, Hint: head.Unit, At: fyne.NewPos(x, 0), Size: fyne.NewSize(w, geo.header), Cut: g.headCut(c)})
		for r := first; r < last; r++ {
			cell := g.cell(r, c)
			if pos, size, ok := geo.rect(Range{r, c, r, c}); ok {
				out = append(out, ui.Seen{Kind: "cell", Text: cell.Text, Hint: cell.Problem, At: pos, Size: size, Active: g.sel.active == Pos{r, c}, Cut: g.Report && g.report.cells[r][c].cut})
			}
		}
	}
	for c := range min(geo.frozen, geo.columns()) {
		column(c)
	}
	for c := from; c < to; c++ {
		column(c)
	}
	if geo.rows == 0 && g.EmptyText != "" {
		out = append(out, ui.Seen{Kind: "cell", Text: g.EmptyText, At: fyne.NewPos(geo.gutter, geo.header), Size: fyne.NewSize(geo.area().Width, 80)})
	}
	return out
}

// Drawn are the lines of a report as they are drawn, heads first.
func (g *Grid) Drawn() (out []string) {
	for _, head := range g.report.heads {
		out = append(out, head.lines...)
	}
	for _, row := range g.report.cells {
		for _, cell := range row {
			out = append(out, cell.lines...)
		}
	}
	return out
}

// Notes is what a report says below its rows.
func (g *Grid) Notes() []string { return g.report.note }

// Tip is what the mouse is told where it rests.
func (g *Grid) Tip(at fyne.Position) string { return g.tip(at) }

// headCut tells whether the title of a column, in the lines it may have, is not whole.
func (g *Grid) headCut(c int) bool {
	if g.Report {
		return g.report.heads[c].cut
	}
	col, bold := g.columns[c], paint.Get(paint.Font{Bold: true}, ui.TextSize)
	room := float64(g.geo.width(c) - 2*cellPad - g.marksWidth(c))
	lines, high := []string{col.Title}, float32(tallHeader)
	if col.Unit != "" {
		high = highHeader
	}
	if g.geo.header >= high {
		lines = wrap.Lines(col.Title, 2, func(line string) bool { return bold.Width(line) <= room })
	}
	return slices.ContainsFunc(lines, func(line string) bool { return bold.Width(line) > room+1 })
}
