package chart

import (
	"image/color"
	"math"
	"slices"

	"remanence/app/ui/palette"
)

// Scene implements Picture.
func (c Lines) Scene(width, height float64, dark bool) *Scene {
	s := newScene(width, height, dark)
	var legend []legendItem
	for i, x := range c.Series {
		legend = append(legend, legendItem{name: x.Name, color: s.color(x.Tint, i), line: true, dash: dashOf(x, i), shape: Shape(i % 4)})
	}
	for i, b := range c.Bands {
		if slices.ContainsFunc(c.Bands[:i], func(x Band) bool { return x.Name == b.Name }) {
			continue // bands that say the same of several lines
		}
		item := legendItem{name: b.Name, color: palette.Mix(s.look.Surface, s.look.Muted, 0.3)} // of whichever line
		if !c.around(b) {
			item = s.filled(b.Name, b.Tint, i, len(c.Bands))
			item.color = s.bandColor(b, i)
		}
		legend = append(legend, item)
	}
	top := s.heading(c.Title, "", legend)
	if len(c.Labels) == 0 {
		return s.empty(top)
	}
	lo, hi := math.Inf(1), math.Inf(-1)
	if !c.Floats {
		lo, hi = 0, 0
	}
	for _, x := range c.Series {
		lo, hi = extent(lo, hi, x.Values...)
	}
	for _, b := range c.Bands {
		lo, hi = extent(lo, hi, b.Low...)
		lo, hi = extent(lo, hi, b.High...)
	}
	p := s.axes(top, c.Axis, lo, hi, 0, c.Labels, c.Markers)
	for i, b := range c.Bands {
		s.band(p, b, c, i)
	}
	for i, x := range c.Series {
		if c.covered(p, i) { // it is seen at both sides of the line upon it
			s.trail(p, x, c.Labels, palette.Mix(s.look.Surface, s.color(x.Tint, i), 0.45), 7)
		}
		s.course(p, x, c.Labels, c.Axis, s.color(x.Tint, i), i, 0)
	}
	s.markers(p, c.Markers)
	return s
}

// around reports a band that is told by the line in its middle, whose tint it has.
func (c Lines) around(b Band) bool {
	return b.Tint != palette.Auto && slices.ContainsFunc(c.Series, func(x Series) bool { return x.Tint == b.Tint })
}

// bandColor is opaque on purpose: it must look the same in a legend.
func (s *Scene) bandColor(b Band, i int) color.NRGBA {
	return palette.Mix(s.look.Surface, s.color(b.Tint, i), 0.22)
}

func (s *Scene) band(p plot, b Band, c Lines, k int) {
	var upper, lower []Point
	flush := func() {
		if len(upper) > 1 {
			outline := upper
			for i := len(lower) - 1; i >= 0; i-- {
				outline = append(outline, lower[i])
			}
			m := s.add(Mark{Kind: Area, Points: outline, Fill: s.bandColor(b, k), Series: b.Name, ID: b.ID, Tip: b.Name})
			if !c.around(b) {
				m.weave(b.Tint, k, len(c.Bands))
			}
		}
		upper, lower = nil, nil
	}
	for i := range c.Labels {
		lo, hi := value(Series{Values: b.Low}, i), value(Series{Values: b.High}, i)
		if math.IsNaN(lo) || math.IsNaN(hi) {
			flush()
			continue
		}
		upper = append(upper, Point{X: p.center(i), Y: p.y.at(hi)})
		lower = append(lower, Point{X: p.center(i), Y: p.y.at(lo)})
	}
	flush()
}

// near is how far apart, in pixels, lines are told apart.
const near = 2.5

// covered tells whether most of a line lies under a later one.
func (c Lines) covered(p plot, i int) bool {
	for j := i + 1; j < len(c.Series); j++ {
		points, same := 0, 0
		for t := range c.Labels {
			a, b := value(c.Series[i], t), value(c.Series[j], t)
			if math.IsNaN(a) || math.IsNaN(b) {
				continue
			}
			if points++; math.Abs(p.y.at(a)-p.y.at(b)) < near {
				same++
			}
		}
		if points > 1 && 10*same >= 7*points {
			return true
		}
	}
	return false
}

// trail draws a broad line without points; gaps stay gaps.
func (s *Scene) trail(p plot, x Series, labels []string, ink color.NRGBA, width float64) {
	for _, r := range runs(p, x, labels) {
		if len(r) > 1 {
			s.line(ink, width, r...)
		}
	}
}

// runs are the pieces of a line between its gaps.
func runs(p plot, x Series, labels []string) (runs [][]Point) {
	var run []Point
	for i := range labels {
		v := value(x, i)
		if math.IsNaN(v) {
			runs, run = append(runs, run), nil
			continue
		}
		run = append(run, Point{X: p.center(i), Y: p.y.at(v)})
	}
	return append(runs, run)
}

// course draws a line with its points; gaps stay gaps. Over bars the line gets an
// edge in the background's colour, so wide, that it is seen on any bar. The k-th line
// of a picture has its own stroke and shape besides its colour.
func (s *Scene) course(p plot, x Series, labels []string, axis Axis, ink color.NRGBA, k int, edge float64) {
	for _, r := range runs(p, x, labels) {
		if len(r) < 2 {
			continue
		}
		if edge > 0 {
			s.line(s.look.Surface, edge, r...)
		}
		s.line(ink, 2, r...).Dash = dashOf(x, k)
	}
	// Where points are too close to show all, some are: the rest still answer to the
	// mouse. Lines show theirs at different labels.
	every := max(1, int(math.Ceil(28/p.band)))
	if p.band >= 14 {
		every = 1
	}
	for i, label := range labels {
		v := value(x, i)
		if math.IsNaN(v) {
			continue
		}
		radius := 3.2
		if (i+k*every/3)%every != 0 {
			radius = 1
		}
		m := s.add(Mark{Kind: Dot, Points: []Point{{X: p.center(i), Y: p.y.at(v)}}, Radius: radius, Shape: Shape(k % 4), Fill: ink,
			Series: x.Name, ID: x.id(i), Tip: axis.tip(x, i, label, v)})
		if edge > 0 {
			m.Stroke, m.Width = s.look.Surface, 1
		}
	}
}
