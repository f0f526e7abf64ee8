package chart

import (
	"cmp"
	"image/color"
	"math"
	"slices"

	"remanence/app/tr"
	"remanence/app/ui/paint"
	"remanence/app/ui/palette"
)

// Swing is one input of a Tornado: the results at its low and its high value.
type Swing struct {
	ID, Label, Tip    string
	Low, High         float64 // results, in the unit of the axis; NaN is not known
	LowText, HighText string  // the input values: "-50 %" and "+50 %"
}

// Tornado ranks inputs by how far they move a result from its base. The low input
// is plain, the high one lined, and both bear their value.
type Tornado struct {
	Title    string
	Axis     Axis
	Base     float64
	BaseText string // "Plan"
	BaseID   string
	Swings   []Swing
	Most     int // how many to show; 0 is all that fit
}

func (w Swing) reach(base float64) float64 {
	reach := 0.0
	for _, v := range []float64{w.Low, w.High} {
		if !math.IsNaN(v) {
			reach = max(reach, math.Abs(v-base))
		}
	}
	return reach
}

// ranked is the swings by width, the largest first; equal ones keep their order.
func (c Tornado) ranked() []Swing {
	width := func(w Swing) float64 {
		if math.IsNaN(w.Low) || math.IsNaN(w.High) {
			return w.reach(c.Base)
		}
		return max(w.reach(c.Base), math.Abs(w.High-w.Low))
	}
	out := slices.Clone(c.Swings)
	slices.SortStableFunc(out, func(a, b Swing) int { return cmp.Compare(width(b), width(a)) })
	if c.Most > 0 && len(out) > c.Most {
		out = out[:c.Most]
	}
	return out
}

// Scene implements Picture.
func (c Tornado) Scene(width, height float64, dark bool) *Scene {
	s := newScene(width, height, dark)
	low, high := s.color(palette.SeriesTint(0), 0), s.color(palette.SeriesTint(1), 0)
	top := s.heading(c.Title, "", []legendItem{{name: tr.T("at the low value"), color: low}, {name: tr.T("at the high value"), color: high, weave: paint.Level}})
	swings := c.ranked()
	if room := int((height - top - margin - 54) / leastSwingRow); room >= 1 && len(swings) > room {
		swings = swings[:room]
	}
	if len(swings) == 0 {
		return s.empty(top)
	}
	label, note, lo, hi := 0.0, 0.0, c.Base, c.Base
	for _, w := range swings {
		label = max(label, textWidth(w.Label, labelSize, false))
		note = max(note, textWidth(w.LowText, labelSize, false), textWidth(w.HighText, labelSize, false))
		lo, hi = extent(lo, hi, w.Low, w.High)
	}
	label, note = min(label, width*swingShare), min(note+6, width*0.12)
	p := plot{left: margin + label + 10 + note, right: width - margin - 6 - note, top: top + 20, bottom: height - margin - 34}
	ticks := niceTicks(lo, hi, int(max(2, (p.right-p.left)/90)))
	x := scale{ticks[0], ticks[len(ticks)-1], p.left, p.right}
	for _, t := range ticks {
		s.line(s.look.Line, 1, Point{X: x.at(t), Y: p.top}, Point{X: x.at(t), Y: p.bottom})
		text := c.Axis.format(t)
		half := textWidth(text, labelSize, false) / 2
		s.text(max(half+2, min(x.at(t), width-half-2)), p.bottom+15, text, labelSize, false, s.look.Muted, Middle)
	}
	s.text((p.left+p.right)/2, height-margin+2, fit(c.Axis.Title, labelSize, false, width-2*margin), labelSize, false, s.look.Muted, Middle)
	step := (p.bottom - p.top) / float64(len(swings))
	half := min(step*0.36, 13)
	for i, w := range swings {
		y := p.top + step*(float64(i)+0.5)
		s.rowName(p.left-note-8, y, label, step, w.Label, false)
		c.swing(s, w, x, y, half, low, high)
	}
	base := s.line(s.look.Text, 1.5, Point{X: x.at(c.Base), Y: p.top - 4}, Point{X: x.at(c.Base), Y: p.bottom})
	base.ID, base.Tip = c.BaseID, c.BaseText+"\n"+c.Axis.exact(c.Base)
	text := c.BaseText + " " + c.Axis.format(c.Base)
	w := textWidth(text, labelSize, true) / 2
	s.text(max(w+2, min(x.at(c.Base), width-w-2)), p.top-8, text, labelSize, true, s.look.Text, Middle)
	return s
}

// leastSwing is how long the bar of the smallest change is: two pixels are seen beside
// the line of the base, which covers the first of them.
const leastSwing = 3

// swing draws both bars of an input. When both results lie on the same side of
// the base they share the height, so that neither hides the other.
func (c Tornado) swing(s *Scene, w Swing, x scale, y, half float64, low, high color.NRGBA) {
	same := (w.Low-c.Base)*(w.High-c.Base) > 0
	for k, end := range []struct {
		v    float64
		text string
		ink  color.NRGBA
	}{{w.Low, w.LowText, low}, {w.High, w.HighText, high}} {
		if math.IsNaN(end.v) {
			continue
		}
		y0, y1 := y-half, y+half
		if same && k == 0 {
			y1 = y
		} else if same {
			y0 = y
		}
		from, to := x.at(c.Base), x.at(end.v)
		if d := to - from; end.v != c.Base && math.Abs(d) < leastSwing { // small is not nothing
			to = from + math.Copysign(leastSwing, end.v-c.Base)
		}
		m := s.rect(from, y0, to, y1, end.ink)
		m.ID, m.Series, m.Tip = w.ID, w.Label, w.Tip
		if k == 1 {
			m.Pattern = paint.Level
		}
		if m.Tip == "" {
			m.Tip = w.Label
		}
		m.Tip += "\n" + end.text + ": " + c.Axis.exact(end.v)
		if c.Base != 0 { // else the result is the change
			m.Tip += " (" + c.Axis.change(end.v-c.Base) + ")"
		}
		ty, anchor, tx := middle((y0+y1)/2, labelSize), Start, to+5
		if to < from || to == from && k == 0 {
			anchor, tx = End, to-5
		}
		if same && half < 10 { // two words would run into each other
			continue
		}
		s.text(tx, ty, end.text, labelSize, false, s.look.Muted, anchor)
	}
}
