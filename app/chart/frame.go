package chart

import (
	"image/color"
	"math"
	"slices"

	"remanence/app/tr"
	"remanence/app/ui/paint"
	"remanence/app/ui/palette"
)

// legendItem is an entry of a legend as drawn.
type legendItem struct {
	name  string
	color color.NRGBA
	hatch bool
	weave paint.Pattern
	line  bool // with its shape, where it has dots
	dash  []float64
	dot   bool
	shape Shape
	// letter stands in the dot.
	letter string
}

const (
	margin       = 12
	legendHeight = 22 // of one line
)

// heading draws title, unit and legend and returns where the picture may begin.
func (s *Scene) heading(title, unit string, legend []legendItem) float64 {
	y := float64(margin)
	if title != "" {
		title = fit(title, titleSize, true, s.Width-2*margin)
		s.text(margin, y+titleSize*0.85, title, titleSize, true, s.look.Text, Start)
		if x := margin + textWidth(title, titleSize, true) + 10; x+textWidth(unit, labelSize, false) < s.Width-margin {
			s.text(x, y+titleSize*0.85, unit, labelSize, false, s.look.Muted, Start)
		}
		y += titleSize + 10
	}
	if len(legend) == 0 {
		return y
	}
	x := float64(margin)
	for _, item := range legend {
		name := fit(item.name, labelSize, false, s.Width-2*margin-24)
		w := 18 + textWidth(name, labelSize, false)
		if x > margin && x+w > s.Width-margin {
			x, y = margin, y+18
		}
		s.swatch(x, y+6, item)
		s.text(x+18, middle(y+6, labelSize), name, labelSize, false, s.look.Muted, Start)
		x += w + 16
	}
	return y + legendHeight
}

// dotRadius leaves room for a letter.
func dotRadius(item legendItem) float64 {
	if item.letter != "" {
		return 7
	}
	return 5
}

func (s *Scene) swatch(x, y float64, item legendItem) {
	switch {
	case item.dot:
		s.add(Mark{Kind: Dot, Points: []Point{{X: x + 6, Y: y}}, Radius: dotRadius(item), Shape: item.shape, Fill: item.color})
		s.letter(x+6, y, dotRadius(item), item.shape, item.letter, item.color)
	case item.line:
		s.add(Mark{Kind: Line, Points: []Point{{X: x, Y: y}, {X: x + 13, Y: y}}, Stroke: item.color, Width: 2.5, Dash: item.dash})
		s.add(Mark{Kind: Dot, Points: []Point{{X: x + 6.5, Y: y}}, Radius: 3.8, Shape: item.shape, Fill: item.color, Stroke: s.look.Surface, Width: 0.8})
	default:
		m := s.rect(x, y-5.5, x+12, y+5.5, item.color)
		m.Hatch, m.Pattern = item.hatch, item.weave
	}
}

// scale maps values to positions.
type scale struct{ lo, hi, from, to float64 }

func (s scale) at(v float64) float64 {
	if s.hi == s.lo {
		return s.from
	}
	return s.from + (v-s.lo)/(s.hi-s.lo)*(s.to-s.from)
}

// clamped keeps bars inside a plot whose axis was fixed to a part of the range.
func (s scale) clamped(v float64) float64 { return s.at(max(min(s.lo, s.hi), min(v, max(s.lo, s.hi)))) }

// plot is the area of the data with its value scale.
type plot struct {
	left, top, right, bottom float64
	y                        scale
	band                     float64 // width of one label's share of the x axis
}

func (p plot) center(i int) float64 { return p.left + p.band*(float64(i)+0.5) }

// axes draws a value axis on the left, labels below and quiet lines across, and
// returns the plot area. The axis title stands above the axis, where it can be
// read without turning the head. air is the share of the range to leave free above
// for words on top of bars.
func (s *Scene) axes(top float64, axis Axis, lo, hi, air float64, labels []string, markers []Marker) plot {
	if axis.From < axis.To {
		lo, hi = axis.From, axis.To
	}
	p := plot{top: top + 6, bottom: s.Height - margin - 18, right: s.Width - margin - 4}
	if axis.Title != "" {
		p.top += 17
	}
	if len(markers) > 0 {
		p.top += 16
	}
	p.bottom = max(p.bottom, p.top+20)
	ticks := niceTicks(lo, hi, int(max(2, (p.bottom-p.top)/46)))
	if axis.From < axis.To { // a fixed range is kept to the pixel
		ticks = slices.DeleteFunc(ticks, func(t float64) bool { return t < lo-1e-9*math.Abs(lo) || t > hi+1e-9*math.Abs(hi) })
		if len(ticks) < 2 {
			ticks = []float64{lo, hi}
		}
	} else {
		lo, hi = ticks[0], max(ticks[len(ticks)-1], hi+(hi-lo)*air)
	}
	widest := 0.0
	for _, t := range ticks {
		widest = max(widest, textWidth(axis.format(t), labelSize, false))
	}
	p.left = margin + widest + 8
	p.y = scale{lo, hi, p.bottom, p.top}
	if axis.Title != "" {
		s.text(margin, top+12, fit(axis.Title, labelSize, false, s.Width-2*margin), labelSize, false, s.look.Muted, Start)
	}
	for _, t := range ticks {
		y := p.y.at(t)
		ink := s.look.Line
		if t == 0 || t == ticks[0] && lo > 0 {
			ink = s.look.LineStrong
		}
		s.line(ink, 1, Point{X: p.left, Y: y}, Point{X: p.right, Y: y})
		s.text(p.left-7, middle(y, labelSize), axis.format(t), labelSize, false, s.look.Muted, End)
	}
	s.labels(&p, labels)
	return p
}

// labels writes the names below the plot, thinned so that none touch.
func (s *Scene) labels(p *plot, labels []string) {
	if len(labels) == 0 {
		p.band = p.right - p.left
		return
	}
	p.band = (p.right - p.left) / float64(len(labels))
	widest := 0.0
	for _, l := range labels {
		widest = max(widest, textWidth(l, labelSize, false))
	}
	// Few long names are cut rather than dropped; months are thinned.
	step := thin(len(labels), widest, p.band)
	if p.band > 60 {
		step = 1
	}
	for i := 0; i < len(labels); i += step {
		text := fit(labels[i], labelSize, false, p.band*float64(step)-4)
		x := p.center(i)
		half := textWidth(text, labelSize, false) / 2
		x = max(half+2, min(x, s.Width-half-2))
		m := s.text(x, p.bottom+16, text, labelSize, false, s.look.Muted, Middle)
		if text != labels[i] {
			m.Tip = labels[i]
		}
	}
}

// markers draws vertical lines with their words above the plot. Words that would
// run into the one before are left to the tooltip.
func (s *Scene) markers(p plot, markers []Marker) {
	free := p.left
	for _, m := range markers {
		x := p.left + p.band*m.At
		c := m.Tint.Color(s.Dark, s.look.Text)
		line := s.line(c, 1.5, Point{X: x, Y: p.top - 6}, Point{X: x, Y: p.bottom})
		line.Dash, line.Tip, line.ID = []float64{5, 4}, m.Text, m.ID
		if m.Tip != "" {
			line.Tip = m.Text + "\n" + m.Tip
		}
		w := textWidth(m.Text, labelSize, false)
		start := max(p.left, min(x-w/2, s.Width-margin-w))
		if start < free {
			start = x + 3
		}
		if start >= free && start+w <= s.Width-4 {
			s.text(start, p.top-10, m.Text, labelSize, false, c, Start)
			free = start + w + 8
		}
	}
}

// value writes text into a box if it fits there, in black or white.
func (s *Scene) inBox(x0, y0, x1, y1 float64, text string, back color.NRGBA, hatched bool) {
	if math.Abs(y1-y0) >= 14 {
		s.inBoxSized(x0, y0, x1, y1, text, labelSize, back, hatched)
	}
}

func (s *Scene) inBoxSized(x0, y0, x1, y1 float64, text string, size float64, back color.NRGBA, hatched bool) {
	if text == "" || textWidth(text, size, false) > math.Abs(x1-x0)-6 {
		return
	}
	ink := palette.OnColor(back)
	if hatched { // lines run through: give the word a quiet ground
		w := textWidth(text, size, false)/2 + 3
		x, y := (x0+x1)/2, (y0+y1)/2
		s.rect(x-w, y-min(7.5, (y1-y0)/2), x+w, y+min(7.5, (y1-y0)/2), back)
	}
	s.text((x0+x1)/2, middle((y0+y1)/2, size), text, size, false, ink, Middle)
}

// empty says that there is nothing to show, without the legend of what is not there.
func (s *Scene) empty(top float64) *Scene {
	kept := s.Marks[:0]
	for _, m := range s.Marks {
		if m.Size == titleSize {
			kept = append(kept, m)
		}
	}
	s.Marks, s.blank = kept, true
	return s.note(top, tr.T("nothing to show yet"))
}

// note says something in the place of a picture.
func (s *Scene) note(top float64, text string) *Scene {
	s.text(s.Width/2, (top+s.Height)/2, fit(text, noteSize, false, s.Width-2*margin), noteSize, false, s.look.Muted, Middle)
	return s
}

const noteSize = 13

// Say tells, in a picture with nothing to show, what to do about it.
func (s *Scene) Say(hint string) {
	if !s.blank || hint == "" {
		return
	}
	note := s.Marks[len(s.Marks)-1]
	s.Marks = s.Marks[:len(s.Marks)-1]
	lines := broken(hint, noteSize, min(s.Width-2*margin, 560), 12)
	const step = noteSize + 6
	y := note.Points[0].Y - step*float64(len(lines)-1)/2
	for i, line := range lines {
		s.text(s.Width/2, y+step*float64(i), line, noteSize, false, s.look.Muted, Middle)
	}
}
