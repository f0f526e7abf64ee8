package grid

import (
	"remanence/app/tr"
	"remanence/app/ui/figures"
)

// statusLimit keeps a Ctrl+A on a huge table from reading every cell.
const statusLimit = 50_000

// status tells the owner what is selected.
func (g *Grid) status() {
	if g.OnStatus != nil {
		g.OnStatus(g.Status())
	}
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
	sum, count := 0.0, 0
	percent := true
	var write func(float64) string // as the first column has it, where all do
	plain := false
	g.each(s, func(r, c int) {
		if k := g.columns[c].Kind; !k.Numeric() {
			return
		} else if k != Percent {
			percent = false
		}
		read := figures.ParseNumber
		if g.columns[c].Kind == Percent {
			read = figures.ParsePercent
		}
		if own := g.columns[c]; own.Read != nil {
			read = own.Read
		}
		if v, err := read(g.raw(r, c)); err == nil {
			sum, count = sum+v, count+1
			if own := g.columns[c].Write; own == nil {
				plain = true
			} else if write == nil {
				write = own
			}
		}
	})
	if count == 0 {
		return text
	}
	show := figures.Auto
	switch {
	case write != nil && !plain:
		show = write
	case percent:
		show = func(v float64) string { return figures.Percent(v, 1) }
	}
	return tr.F("%s · %s numbers · sum %s · mean %s", text, figures.Number(float64(count), 0), show(sum), show(sum/float64(count)))
}
