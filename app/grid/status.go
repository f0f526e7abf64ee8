package grid

import (
	"strings"

	"remanence/app/tr"
	"remanence/app/ui/figures"
)

// statusLimit keeps a Ctrl+A on a huge table from reading every cell.
const statusLimit = 50_000

// status tells the owner what is selected.
func (g *Grid) status() {
	if said := g.saying(); said != g.said {
		if g.said = said; g.view != nil {
			g.view.update(false)
		}
	}
	if g.OnStatus != nil {
		g.OnStatus(g.Status())
	}
}

// saying is what the table says itself of its selection, for want of a status line.
func (g *Grid) saying() string {
	switch {
	case g.Report: // it says below its rows what a filter hides
		return g.blockStatus()
	case g.OnStatus == nil || g.SumInside:
		return g.Status()
	}
	return ""
}

// Status describes a selected block: how many cells, and sum and mean of the
// numbers among them; and how many rows a filter shows. It is empty for a single
// cell of a table that is shown whole.
func (g *Grid) Status() string {
	note, block := g.filterNote(), g.blockStatus()
	if note != "" && block != "" {
		note += " · "
	}
	return note + block
}

func (g *Grid) blockStatus() string {
	s := g.sel.span()
	if s.Single() || g.geo.rows == 0 {
		return ""
	}
	cells := s.Rows() * s.Cols()
	text := tr.F("%s cells", figures.Number(float64(cells), 0))
	if cells > statusLimit {
		return tr.F("%s · no sum of more than %s cells", text, figures.Number(statusLimit, 0))
	}
	var x summed
	g.each(s, func(r, c int) { x.add(g.columns[c], g.raw(r, c), g.cell(r, c).Text) })
	numbers := tr.N(x.count, "%s number", "%s numbers")
	switch {
	case x.count == 0:
		return text
	case x.mixed:
		return tr.F("%s · %s in different units", text, numbers)
	}
	return tr.F("%s · %s · sum %s · mean %s", text, numbers, x.show(x.sum), x.show(x.sum/float64(x.count)))
}

// summed are the figures of a block.
type summed struct {
	sum   float64
	count int
	unit  string // of all of them, unless they are mixed
	mixed bool
}

// add counts a cell, if it is a figure.
func (x *summed) add(col Column, raw, shown string) {
	var v float64
	var unit string
	var err error
	switch {
	case col.Read != nil:
		v, unit, err = col.Read(raw)
	case col.Kind == Percent:
		unit = "%"
		v, err = figures.ParsePercent(raw)
	case col.Kind.Numeric():
		v, err = figures.ParseNumber(raw)
	case col.Kind == Text && col.Align == Right: // figures of many kinds, each with its unit
		v, unit, err = figures.Measured(shown)
	default:
		return
	}
	if err != nil {
		return
	}
	x.mixed = x.mixed || x.count > 0 && unit != x.unit
	x.unit, x.sum, x.count = unit, x.sum+v, x.count+1
}

// show writes a sum or mean of them.
func (x *summed) show(v float64) string {
	rest, percent := strings.CutPrefix(x.unit, "%")
	switch {
	case percent:
		return strings.TrimSpace(figures.Percent(v, 1) + " " + rest)
	case x.unit == figures.Kilograms:
		return figures.Mass(v)
	case x.unit != "":
		return figures.Auto(v) + "\u00a0" + x.unit
	}
	return figures.Auto(v)
}
