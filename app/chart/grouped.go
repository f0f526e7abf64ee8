package chart

import (
	"math"

	"remanence/app/tr"
	"remanence/app/ui/figures"
)

// leastGroup is the least height of a row of GroupedBars; what does not fit is left
// out, so that names do not run into each other.
const leastGroup = 15

// Scene implements Picture.
func (c GroupedBars) Scene(width, height float64, dark bool) *Scene {
	s := newScene(width, height, dark)
	var legend []legendItem
	if len(c.Series) > 1 {
		legend = barLegend(s, c.Series, nil)
	}
	top := s.heading(c.Title, "", legend)
	if len(c.Labels) == 0 || len(c.Series) == 0 {
		return s.empty(top)
	}
	labels := c.Labels[:min(len(c.Labels), max(1, int((height-top-margin-38)/leastGroup)))]
	name, note, lo, hi := 0.0, 0.0, 0.0, 0.0
	for i, label := range labels {
		name = max(name, textWidth(label, labelSize, false))
		for _, series := range c.Series {
			v := value(series, i)
			lo, hi = extent(lo, hi, v)
			note = max(note, textWidth(c.write(v), labelSize, false))
		}
	}
	name = min(name, width*groupShare)
	p := plot{left: margin + name + 10, right: width - margin - note - 12, top: top + 4, bottom: height - margin - 34}
	ticks := niceTicks(lo, hi, int(max(2, (p.right-p.left)/90)))
	x := scale{min(lo, ticks[0]), hi, p.left, p.right}
	for _, t := range ticks {
		if t > hi+1e-9*math.Abs(hi) && len(ticks) > 2 { // the bars end in their values
			continue
		}
		ink := s.look.Line
		if t == 0 {
			ink = s.look.LineStrong
		}
		s.line(ink, 1, Point{X: x.at(t), Y: p.top}, Point{X: x.at(t), Y: p.bottom})
		s.text(x.at(t), p.bottom+15, c.Axis.format(t), labelSize, false, s.look.Muted, Middle)
	}
	s.text((p.left+p.right)/2, height-margin+2, fit(c.Axis.Title, labelSize, false, width-2*margin), labelSize, false, s.look.Muted, Middle)
	step := (p.bottom - p.top) / float64(len(labels))
	for i, label := range labels {
		y := p.top + step*(float64(i)+0.5)
		s.rowName(p.left-8, y, name, step, label, false).Tip = label
		c.group(s, i, x, y, min(step*0.8, 22*float64(len(c.Series))))
	}
	return s
}

// write is a value, a dash where there is none: a gap is shown as a gap, not as zero.
func (c GroupedBars) write(v float64) string {
	if math.IsNaN(v) {
		return figures.Missing
	}
	return c.Axis.format(v)
}

// group draws the bars of one label around y, each with its value where all have room.
func (c GroupedBars) group(s *Scene, i int, x scale, y, height float64) {
	h := height / float64(len(c.Series))
	for k, series := range c.Series {
		v := value(series, i)
		y0 := y - height/2 + h*float64(k)
		end := x.at(0)
		if !math.IsNaN(v) {
			end = x.at(v)
			gap := min(1, h*0.08)
			m := s.rect(x.at(0), y0+gap, end, y0+h-gap, s.color(series.Tint, k))
			m.Series, m.ID, m.Tip = series.Name, series.id(i), c.Axis.tip(series, i, c.Labels[i], v)
			m.weave(series.Tint, k, len(c.Series))
		}
		if h < 10 {
			continue
		}
		at, anchor := end+6, Start
		if v < 0 {
			at, anchor = end-6, End
		}
		m := s.text(at, middle(y0+h/2, labelSize), c.write(v), labelSize, false, s.look.Muted, anchor)
		if math.IsNaN(v) {
			m.Tip = tr.F("%s · %s\nno value", series.Name, c.Labels[i])
		}
	}
}
