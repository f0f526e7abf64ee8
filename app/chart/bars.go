package chart

import (
	"image/color"
	"math"
	"strings"

	"remanence/app/tr"
	"remanence/app/ui/palette"
)

// tip is the tooltip of a value: its own, or name, label and value.
func (a Axis) tip(s Series, i int, label string, v float64) string {
	if i < len(s.Tips) && s.Tips[i] != "" {
		return s.Tips[i]
	}
	text := a.exact(v)
	if label == "" {
		return s.Name + "\n" + text
	}
	return s.Name + " · " + label + "\n" + text
}

func (s Series) id(i int) string {
	if i < len(s.IDs) {
		return s.IDs[i]
	}
	return s.ID
}

func value(s Series, i int) float64 {
	if i < len(s.Values) && !math.IsInf(s.Values[i], 0) {
		return s.Values[i]
	}
	return math.NaN()
}

func at(list []string, i int) string {
	if i < len(list) {
		return list[i]
	}
	return ""
}

func barLegend(s *Scene, series, lines []Series) (legend []legendItem) {
	for i, x := range series {
		legend = append(legend, s.filled(x.Name, x.Tint, i, len(series)))
	}
	for i, x := range lines {
		legend = append(legend, legendItem{name: x.Name, color: lineColor(s, x, i), line: true, dash: dashOf(x, i), shape: Shape(i % 4)})
	}
	return legend
}

// lineColor makes overlays black or white by default: they must be seen on every
// bar.
func lineColor(s *Scene, x Series, i int) color.NRGBA {
	return x.Tint.Color(s.Dark, palette.Mix(s.look.Text, s.look.Muted, float64(i)*0.6))
}

// filled is the entry of the k-th of several filled series, drawn as its bars are.
func (s *Scene) filled(name string, t palette.Tint, k, of int) legendItem {
	m := Mark{}
	m.weave(t, k, of)
	return legendItem{name: name, color: s.color(t, k), hatch: m.Hatch, weave: m.Pattern}
}

// dashOf is the stroke of the i-th line of a picture. Evenly dashed is kept for what
// is planned or a limit.
func dashOf(s Series, i int) []float64 {
	if s.Dashed {
		return []float64{6, 4}
	}
	return [][]float64{nil, {2, 3}, {12, 3, 2, 3}, {12, 3, 2, 3, 2, 3}}[(i+i/4)%4]
}

// stack returns the lower and upper end of every segment: values above zero grow
// up, those below grow down.
func stack(series []Series, i int) (low, high []float64, down, up float64) {
	for _, s := range series {
		v := value(s, i)
		switch {
		case math.IsNaN(v):
			low, high = append(low, math.NaN()), append(high, math.NaN())
		case v >= 0:
			low, high = append(low, up), append(high, up+v)
			up += v
		default:
			low, high = append(low, down+v), append(high, down)
			down += v
		}
	}
	return low, high, down, up
}

// blank reports that no bar and no line would be seen.
func (c StackedBars) blank() bool {
	for _, list := range [][]Series{c.Series, c.Lines} {
		for _, x := range list {
			for _, v := range x.Values {
				if v != 0 && !math.IsNaN(v) {
					return false
				}
			}
		}
	}
	return true
}

// Scene implements Picture.
func (c StackedBars) Scene(width, height float64, dark bool) *Scene {
	s := newScene(width, height, dark)
	top := s.heading(c.Title, "", barLegend(s, c.Series, c.Lines))
	if len(c.Labels) == 0 || c.blank() {
		return s.empty(top)
	}
	lo, hi := 0.0, 0.0
	for i := range c.Labels {
		_, _, down, up := stack(c.Series, i)
		lo, hi = extent(lo, hi, down, up)
		for _, l := range c.Lines {
			lo, hi = extent(lo, hi, value(l, i))
		}
	}
	air := 0.0
	if c.Totals {
		air = 0.05
	}
	p := s.axes(top, c.Axis, lo, hi, air, c.Labels, c.Markers)
	half := min(p.band*0.38, 34)
	written := c.fits(2 * half)
	var numbers []func() // over the lines, which would run through them
	for i, label := range c.Labels {
		low, high, _, up := stack(c.Series, i)
		x0, x1 := p.center(i)-half, p.center(i)+half
		for k, series := range c.Series {
			if math.IsNaN(low[k]) || low[k] == high[k] {
				continue
			}
			fill := s.color(series.Tint, k)
			m := s.rect(x0, p.y.clamped(low[k]), x1, p.y.clamped(high[k]), fill)
			m.Series, m.ID, m.Tip = series.Name, series.id(i), c.Axis.tip(series, i, label, value(series, i))
			m.weave(series.Tint, k, len(c.Series))
			// A hairline between segments: neighbours of like lightness stay apart.
			m.Stroke, m.Width = s.look.Surface, 0.75
			if written {
				text, quiet := c.Axis.value(value(series, i)), m.woven() || len(c.Lines) > 0
				numbers = append(numbers, func() { s.inBox(x0, p.y.clamped(low[k]), x1, p.y.clamped(high[k]), text, fill, quiet) })
			}
		}
		if text := c.Axis.value(up); c.Totals && up > 0 && textWidth(text, labelSize, true) < p.band-2 {
			s.text(p.center(i), p.y.at(up)-5, text, labelSize, true, s.look.Text, Middle)
		}
	}
	for k, l := range c.Lines {
		s.course(p, l, c.Labels, c.Axis, lineColor(s, l, k), k, 4.5)
	}
	for _, write := range numbers {
		write()
	}
	s.markers(p, c.Markers)
	return s
}

// fits tells whether every value can be written in a bar of a width. Numbers in
// some bars only would look like a choice.
func (c StackedBars) fits(width float64) bool {
	for _, series := range c.Series {
		for i := range c.Labels {
			if v := value(series, i); !math.IsNaN(v) && textWidth(c.Axis.value(v), labelSize, false) > width-6 {
				return false
			}
		}
	}
	return true
}

// aboveNames is the height below the heading of a walk that its bars and the first line of
// names keep.
const aboveNames = leastPlot + 10 + headStep

func (c Waterfall) names() []string {
	names := make([]string, len(c.Steps))
	for i, step := range c.Steps {
		names[i] = step.Label
	}
	return names
}

// Scene implements Picture.
func (c Waterfall) Scene(width, height float64, dark bool) *Scene {
	s := newScene(width, height, dark)
	top := s.heading(c.Title, "", nil)
	if len(c.Steps) == 0 {
		return s.empty(top)
	}
	from, to := c.levels()
	lo, hi := extent(0, 0, append(from, to...)...)
	labels := c.names()
	axis, cut := c.cutAxis(from, to)
	// The names have the lines they need, unless a low picture would lose its bars. The
	// figures of the axis, which take from their width, follow its height.
	var p plot
	var below under
	for kept, lines := len(s.Marks), 0.0; ; lines = below.high() {
		s.Marks = s.Marks[:kept]
		s.Height = height - lines
		p = s.axes(top, axis, lo, hi, 0.05, nil, nil)
		s.Height = height
		below = nameRows(labels, p.band/float64(len(labels)), height-top-aboveNames)
		if below.high() <= lines {
			break
		}
	}
	s.names(&p, labels, &below)
	half := min(p.band*0.36, 44)
	for i, step := range c.Steps {
		change := to[i] - from[i]
		x0, x1 := p.center(i)-half, p.center(i)+half
		m := s.rect(x0, p.y.clamped(from[i]), x1, p.y.clamped(to[i]), c.color(s, step, change))
		m.ID, m.Series = step.ID, step.Label
		text := c.Axis.format(change)
		if change > 0 && !step.Total {
			text = "+" + text
		}
		m.Tip = step.Tip
		if m.Tip == "" {
			m.Tip = step.Label + "\n" + c.Axis.change(change)
			if step.Total {
				m.Tip = step.Label + "\n" + c.Axis.exact(to[i])
			}
		}
		if cut && step.Total {
			s.breakMark(x0, x1, p.bottom-14)
		}
		y := p.y.at(max(from[i], to[i])) - 5
		ink := s.look.Text
		if room := textWidth(text, labelSize, step.Total); room < p.band-2 {
			s.text(p.center(i), y, text, labelSize, step.Total, ink, Middle)
		}
		if i+1 < len(c.Steps) {
			s.line(s.look.LineStrong, 1, Point{X: x1, Y: p.y.at(to[i])}, Point{X: p.center(i+1) - half, Y: p.y.at(to[i])})
		}
	}
	return s
}

// cutAxis leaves out the lower part of the axis, and says so, when the totals
// would otherwise dwarf the steps that the picture is about.
func (c Waterfall) cutAxis(from, to []float64) (Axis, bool) {
	lo, hi := math.Inf(1), math.Inf(-1)
	for i, step := range c.Steps {
		lo, hi = extent(lo, hi, to[i])
		if !step.Total {
			lo, hi = extent(lo, hi, from[i])
		}
	}
	axis := c.Axis
	if axis.From < axis.To || !(lo > 0) || hi-lo > 0.35*hi || hi == lo {
		return axis, false
	}
	ticks := niceTicks(lo-(hi-lo)*0.35, hi+(hi-lo)*0.12, 5)
	if ticks[0] <= 0 {
		return axis, false
	}
	axis.From, axis.To = ticks[0], ticks[len(ticks)-1]
	axis.Title = strings.TrimSpace(tr.F("%s (axis does not start at zero)", axis.Title))
	return axis, true
}

// breakMark draws the two slanted lines that say a bar is cut.
func (s *Scene) breakMark(x0, x1, y float64) {
	for _, dy := range []float64{0, 5} {
		s.line(s.look.Surface, 2.5, Point{X: x0 - 2, Y: y + dy + 3}, Point{X: x1 + 2, Y: y + dy - 3})
	}
}

// levels returns where every step's bar begins and ends.
func (c Waterfall) levels() (from, to []float64) {
	sum := 0.0
	for i, step := range c.Steps {
		if step.Total {
			if i == 0 {
				sum = step.Value
			}
			from, to = append(from, 0), append(to, sum)
			continue
		}
		from, to = append(from, sum), append(to, sum+step.Value)
		sum += step.Value
	}
	return from, to
}

func (c Waterfall) color(s *Scene, step Step, change float64) color.NRGBA {
	switch {
	case step.Tint != palette.Auto:
		return s.color(step.Tint, 0)
	case step.Total:
		return s.color(palette.Neutral, 0)
	case (change > 0) == c.MoreOk:
		return palette.Mix(s.look.Ok, s.look.Surface, 0.15)
	}
	return palette.Mix(s.look.Bad, s.look.Surface, 0.15)
}
