package grid

import (
	"math"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"remanence/app/ui/figures"
)

// fillHandle is the size of the square at the lower right corner of a selection
// that is dragged to fill.
const fillHandle = 7

// onHandle tells whether a position is on the fill handle.
func (g *Grid) onHandle(at fyne.Position) bool {
	pos, size, ok := g.handleRect()
	return ok && at.X >= pos.X-2 && at.X <= pos.X+size.Width+2 && at.Y >= pos.Y-2 && at.Y <= pos.Y+size.Height+2
}

// handleRect is where the fill handle is; false when the corner is not on screen
// or nothing there can be edited.
func (g *Grid) handleRect() (fyne.Position, fyne.Size, bool) {
	s := g.sel.span()
	if g.ReadOnly || g.geo.rows == 0 || s.Right >= len(g.columns) || g.Editing() {
		return fyne.Position{}, fyne.Size{}, false
	}
	editable := false
	for c := s.Left; c <= s.Right; c++ {
		editable = editable || g.columns[c].Editable
	}
	corner := Range{s.Bottom, s.Right, s.Bottom, s.Right}
	pos, size, ok := g.geo.rect(corner)
	if !editable || !ok || size.Height < RowHeight-0.5 || size.Width < g.geo.width(s.Right)-0.5 {
		return fyne.Position{}, fyne.Size{}, false
	}
	return pos.AddXY(size.Width-fillHandle/2-1, size.Height-fillHandle/2-1), fyne.NewSquareSize(fillHandle), true
}

// fillTarget is the block a drag of the handle to p covers: the selection grown
// down, up, right or left, whichever the mouse has gone further.
func fillTarget(s Range, p Pos) Range {
	down, right := max(p.Row-s.Bottom, s.Top-p.Row), max(p.Col-s.Right, s.Left-p.Col)
	t := s
	switch {
	case down <= 0 && right <= 0:
	case down >= right && p.Row > s.Bottom:
		t.Bottom = p.Row
	case down >= right:
		t.Top = p.Row
	case p.Col > s.Right:
		t.Right = p.Col
	default:
		t.Left = p.Col
	}
	return t
}

// FillTo continues the selection over a larger block as shown: numbers with an
// even step and months go on, everything else is repeated. One number is
// repeated; one month goes on.
func (g *Grid) FillTo(t Range) {
	s := g.sel.span()
	var edits []Edit
	line := func(from []Pos, to []Pos, kind func(Pos) Kind) {
		texts := make([]string, len(from))
		for i, p := range from {
			texts[i] = g.raw(p.Row, p.Col)
		}
		for i, text := range series(texts, kind(from[0]), len(to)) {
			edits = append(edits, Edit{to[i].Row, to[i].Col, text})
		}
	}
	kind := func(p Pos) Kind { return g.columns[p.Col].Kind }
	if t.Top < s.Top || t.Bottom > s.Bottom {
		for c := s.Left; c <= s.Right; c++ {
			var from, to []Pos
			if t.Bottom > s.Bottom {
				for r := s.Top; r <= s.Bottom; r++ {
					from = append(from, Pos{r, c})
				}
				for r := s.Bottom + 1; r <= t.Bottom; r++ {
					to = append(to, Pos{r, c})
				}
			} else {
				for r := s.Bottom; r >= s.Top; r-- {
					from = append(from, Pos{r, c})
				}
				for r := s.Top - 1; r >= t.Top; r-- {
					to = append(to, Pos{r, c})
				}
			}
			line(from, to, kind)
		}
	} else if t.Left < s.Left || t.Right > s.Right {
		for r := s.Top; r <= s.Bottom; r++ {
			var from, to []Pos
			if t.Right > s.Right {
				for c := s.Left; c <= s.Right; c++ {
					from = append(from, Pos{r, c})
				}
				for c := s.Right + 1; c <= t.Right; c++ {
					to = append(to, Pos{r, c})
				}
			} else {
				for c := s.Right; c >= s.Left; c-- {
					from = append(from, Pos{r, c})
				}
				for c := s.Left - 1; c >= t.Left; c-- {
					to = append(to, Pos{r, c})
				}
			}
			line(from, to, kind)
		}
	}
	if len(edits) == 0 {
		return
	}
	g.apply(edits)
	g.sel.block(t)
	g.selectionChanged()
}

// series continues texts by n more.
func series(from []string, kind Kind, n int) []string {
	out := make([]string, n)
	step, next, ok := progression(from, kind)
	for i := range out {
		out[i] = from[i%len(from)]
		if ok {
			out[i] = next(float64(i+1) * step)
		}
	}
	return out
}

// progression finds the even step of numbers or months and how to write what
// comes after the last one.
func progression(from []string, kind Kind) (step float64, next func(float64) string, ok bool) {
	values := make([]float64, len(from))
	for i, text := range from {
		var has bool
		if values[i], has = valueOf(kind, text); !has || kind == Check || strings.TrimSpace(text) == "" {
			return 0, nil, false
		}
	}
	last := values[len(values)-1]
	if kind == Month && len(values) == 1 {
		step = 1
	} else if len(values) < 2 {
		return 0, nil, false
	} else {
		step = values[1] - values[0]
	}
	for i := 2; i < len(values); i++ {
		if math.Abs(values[i]-values[i-1]-step) > 1e-9*max(1, math.Abs(step)) {
			return 0, nil, false
		}
	}
	if kind == Month {
		return step, func(d float64) string { return figures.Month(int(last + d)).String() }, true
	}
	decimals := 0
	for _, text := range from {
		if _, frac, has := strings.Cut(text, "."); has {
			decimals = max(decimals, len(strings.TrimRight(frac, " %")))
		}
	}
	factor, unit := 1.0, ""
	if kind == Percent {
		factor, unit = 100, "%"
	}
	return step, func(d float64) string {
		return strconv.FormatFloat((last+d)*factor, 'f', min(decimals, 9), 64) + unit
	}, true
}

// fillDownToEnd is a double click on the handle: down as far as the column beside
// the selection is filled.
func (g *Grid) fillDownToEnd() {
	s := g.sel.span()
	beside := s.Left - 1
	if beside < 0 {
		beside = s.Right + 1
	}
	if beside >= len(g.columns) {
		return
	}
	t := s
	for t.Bottom+1 < g.geo.rows && g.cell(t.Bottom+1, beside).Text != "" && g.cell(t.Bottom+1, beside).Style != Total {
		t.Bottom++
	}
	g.FillTo(t)
}
