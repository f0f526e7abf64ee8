package chart

import (
	"image/color"
	"math"
	"slices"
	"strings"

	"remanence/app/ui/figures"
	"remanence/app/ui/palette"
	"remanence/app/ui/wrap"
)

func percent(v float64) string { return figures.Percent(v, 0) }

// percentExact is a share as tables show it.
func percentExact(v float64) string { return figures.Percent(v, 1) }

// Scene implements Picture.
func (c Heat) Scene(width, height float64, dark bool) *Scene {
	s := newScene(width, height, dark)
	top := s.heading(c.Title, "", nil)
	if len(c.Rows) == 0 || len(c.Columns) == 0 {
		if c.None != "" {
			return s.note(top, c.None)
		}
		return s.empty(top)
	}
	strong := c.Tint.Color(dark, s.look.Bad)
	if c.Key != ([2]string{}) {
		top = c.key(s, top, strong)
	}
	left, w := c.columns(width)
	heads, sizes, lines := c.heads(w)
	if room := height - margin - top - 20 - c.repeats() - float64(lines-1)*headStep; room < (leastRow-1)*float64(len(c.Rows)) {
		lines = 1 // a low picture keeps the room for its rows
	}
	top += 20 + float64(lines-1)*headStep
	h := min((height-margin-top-c.repeats())/float64(len(c.Rows)), 46)
	head := func(top float64) {
		for j, name := range c.Columns {
			shown := heads[j]
			if shown == nil {
				continue
			}
			size := sizes[j]
			if len(shown) > lines {
				shown = []string{""}
				shown[0], size = fitted(name, false, w-4)
			}
			for n, text := range shown {
				m := s.text(left+w*(float64(j)+0.5), top-7-headStep*float64(len(shown)-1-n), text, size, false, s.look.Muted, Middle)
				if !whole(shown, name) {
					m.Tip = name
				}
			}
		}
	}
	head(top)
	named := every(h)
	for i, name := range c.Rows {
		if c.Months && i > 0 && i%repeatAfter == 0 {
			top += repeatHigh
			head(top + h*float64(i))
		}
		y := top + h*float64(i)
		if i%named == 0 {
			s.rowName(left-8, y+h/2, left-margin-8, h*float64(named), name, false)
		}
		for j, column := range c.Columns {
			if i >= len(c.Cells) || j >= len(c.Cells[i]) {
				continue
			}
			c.cell(s, c.Cells[i][j], name, column, strong, left+w*float64(j), y, w, h)
		}
	}
	return s
}

// columns are where the first column begins and how wide each is.
func (c Heat) columns(width float64) (left, w float64) {
	for _, r := range c.Rows {
		left = max(left, textWidth(r, labelSize, false))
	}
	left = margin + min(left, width*rowShare) + 8
	return left, (width - margin - left) / float64(len(c.Columns))
}

// heads are the lines of the columns' names in a width, their size and how many lines
// there are at most.
func (c Heat) heads(w float64) (heads [][]string, sizes []float64, lines int) {
	heads, sizes, lines = make([][]string, len(c.Columns)), make([]float64, len(c.Columns)), 1
	step, from := c.step(w)
	for j, name := range c.Columns {
		if (j-from)%step != 0 {
			continue
		}
		if c.Months {
			heads[j], sizes[j] = []string{name}, labelSize
			continue
		}
		most := mostHead
		for sizes[j] = labelSize; ; sizes[j] -= 0.5 {
			heads[j] = broken(name, sizes[j], w-4, most)
			if whole(heads[j], name) || sizes[j] <= leastLabel && most == tallHead {
				break
			}
			if sizes[j] <= leastLabel { // more lines before anything is cut
				sizes[j], most = labelSize+0.5, most+1
			}
		}
		lines = max(lines, len(heads[j]))
	}
	return heads, sizes, lines
}

// After so many rows the months are named again, so that they are in sight wherever a
// tall picture is scrolled to.
const (
	repeatAfter = 14
	repeatHigh  = 20
)

// repeats is the height that takes.
func (c Heat) repeats() float64 {
	if !c.Months || len(c.Rows) == 0 {
		return 0
	}
	return repeatHigh * float64((len(c.Rows)-1)/repeatAfter)
}

// step is of how many columns of a width one is named, and a column from which they
// are counted: the first year, so that years are always named.
func (c Heat) step(width float64) (step, from int) {
	if !c.Months {
		return 1, 0
	}
	widest := 0.0
	for _, name := range c.Columns {
		widest = max(widest, textWidth(name, labelSize, false))
	}
	from = max(0, slices.IndexFunc(c.Columns, func(name string) bool { return strings.ContainsAny(name, "0123456789") }))
	for _, step = range []int{1, 2, 3, 4, 6, 12} {
		if widest+4 <= width*float64(step) {
			break
		}
	}
	return step, from
}

// headStep is from line to line of a column's name, mostHead how many there are.
const (
	headStep = labelSize + 3
	mostHead = 3
	tallHead = 6 // of a heat picture, where three are too few
)

// headLines breaks a column's name between words into lines of a width; what is
// still too long is cut.
func headLines(name string, width float64) []string { return broken(name, labelSize, width, mostHead) }

// whole tells whether lines have all of a text.
func whole(lines []string, text string) bool {
	bare := func(s string) string { return strings.ReplaceAll(s, " ", "") }
	return bare(strings.Join(lines, "")) == bare(text)
}

// broken breaks a text into lines of a width, at most so many; what is still too long
// is cut.
func broken(text string, size, width float64, most int) []string {
	lines := wrap.Lines(text, most, func(line string) bool { return textWidth(line, size, false) <= width })
	for i, line := range lines {
		lines[i] = fit(line, size, false, width)
	}
	return lines
}

func (c Heat) cell(s *Scene, cell HeatCell, row, column string, strong color.NRGBA, x, y, w, h float64) {
	fill, text := c.shade(s, cell, strong), cell.Text
	if math.IsNaN(cell.Level) && text == "" {
		text = figures.Missing
	}
	gap := min(1.5, w*0.04)
	m := s.rect(x+gap, y+gap, x+w-gap, y+h-gap, fill)
	m.ID, m.Tip, m.Hatch = cell.ID, cell.Tip, cell.Tint.Hatched()
	hatched := m.Hatch // the strip below may move the marks
	if m.Tip == "" {
		m.Tip = row + " · " + column + "\n" + text
	}
	if cell.Side != palette.Auto && w > 24 {
		s.rect(x+gap, y+gap, x+gap+5, y+h-gap, s.color(cell.Side, 0)).Hatch = cell.Side.Hatched()
	}
	// A matrix in a low place keeps its words, smaller, so that colour is not alone.
	if size := min(labelSize, h-2*gap); size >= 7 {
		s.inBoxSized(x+gap, y+gap, x+w-gap, y+h-gap, text, size, fill, hatched)
	}
}

// shade runs from nearly the background to the strong colour. It bends a little
// so that the middle is not mistaken for either end.
func (c Heat) shade(s *Scene, cell HeatCell, strong color.NRGBA) color.NRGBA {
	if cell.Tint != palette.Auto {
		return s.color(cell.Tint, 0)
	}
	if math.IsNaN(cell.Level) {
		return s.look.Surface
	}
	return palette.Mix(palette.Mix(s.look.Surface, strong, 0.05), strong, math.Pow(max(0, min(1, cell.Level)), 1.15))
}

// keyHeight is the room of the ramp.
const keyHeight = 20

// key draws a ramp with a word at both ends.
func (c Heat) key(s *Scene, top float64, strong color.NRGBA) float64 {
	x := float64(margin)
	s.text(x, middle(top+6, labelSize), c.Key[0], labelSize, false, s.look.Muted, Start)
	x += textWidth(c.Key[0], labelSize, false) + 8
	for i := range 24 {
		s.rect(x+float64(i)*5, top, x+float64(i+1)*5, top+11, c.shade(s, HeatCell{Level: float64(i) / 23}, strong))
	}
	s.text(x+128, middle(top+6, labelSize), c.Key[1], labelSize, false, s.look.Muted, Start)
	return top + keyHeight
}
