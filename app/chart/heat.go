package chart

import (
	"image/color"
	"math"

	"remanence/app/ui/figures"
	"remanence/app/ui/palette"
)

func percent(v float64) string { return figures.Percent(v, 0) }

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
	left := 0.0
	for _, r := range c.Rows {
		left = max(left, textWidth(r, labelSize, false))
	}
	left = margin + min(left, width*0.3) + 8
	top += 20
	w := (width - margin - left) / float64(len(c.Columns))
	h := min((height-margin-top)/float64(len(c.Rows)), 46)
	for j, name := range c.Columns {
		text := fit(name, labelSize, false, w-4)
		m := s.text(left+w*(float64(j)+0.5), top-7, text, labelSize, false, s.look.Muted, Middle)
		if text != name {
			m.Tip = name
		}
	}
	for i, name := range c.Rows {
		y := top + h*float64(i)
		s.text(left-8, middle(y+h/2, labelSize), fit(name, labelSize, false, left-margin-8), labelSize, false, s.look.Text, End)
		for j, column := range c.Columns {
			if i >= len(c.Cells) || j >= len(c.Cells[i]) {
				continue
			}
			c.cell(s, c.Cells[i][j], name, column, strong, left+w*float64(j), y, w, h)
		}
	}
	return s
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

// key draws a ramp with a word at both ends.
func (c Heat) key(s *Scene, top float64, strong color.NRGBA) float64 {
	x := float64(margin)
	s.text(x, middle(top+6, labelSize), c.Key[0], labelSize, false, s.look.Muted, Start)
	x += textWidth(c.Key[0], labelSize, false) + 8
	for i := range 24 {
		s.rect(x+float64(i)*5, top, x+float64(i+1)*5, top+11, c.shade(s, HeatCell{Level: float64(i) / 23}, strong))
	}
	s.text(x+128, middle(top+6, labelSize), c.Key[1], labelSize, false, s.look.Muted, Start)
	return top + 20
}
