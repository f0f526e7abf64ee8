package chart

import (
	"math"
	"strings"
)

// Scene implements Picture.
func (c HorizontalBars) Scene(width, height float64, dark bool) *Scene {
	s := newScene(width, height, dark)
	top := s.heading(c.Title, "", c.legend(s))
	if len(c.Bars) == 0 {
		return s.empty(top)
	}
	label, note := 0.0, 0.0
	lo, hi := 0.0, 0.0
	for _, b := range c.Bars {
		label = max(label, textWidth(b.Label, labelSize, false))
		note = max(note, textWidth(b.Note, labelSize, false))
		down, up := b.reach()
		lo, hi = extent(lo, hi, down, up)
	}
	for _, l := range c.Limits {
		lo, hi = extent(lo, hi, l.At)
	}
	if c.Share {
		lo, hi = 0, 1
	}
	label = min(label, width*barShare)
	if note > 0 {
		note += 10
	}
	p := plot{left: margin + label + 10, right: width - margin - 6 - note, top: top + 4, bottom: height - margin - 18}
	if len(c.Limits) > 0 {
		p.top += 16
	}
	if c.Axis.Title != "" {
		p.bottom -= 16
		s.text((p.left+p.right)/2, height-margin+2, fit(c.Axis.Title, labelSize, false, width-2*margin), labelSize, false, s.look.Muted, Middle)
	}
	axis := c.Axis
	if c.Share && axis.Format == nil {
		axis.Format, axis.Exact = percent, percentExact
	}
	if axis.From < axis.To {
		lo, hi = axis.From, axis.To
	}
	ticks := niceTicks(lo, hi, int(max(2, (p.right-p.left)/90)))
	x := scale{ticks[0], ticks[len(ticks)-1], p.left, p.right}
	if c.Share {
		x.hi = 1
	}
	for _, t := range ticks {
		ink := s.look.Line
		if t == 0 {
			ink = s.look.LineStrong
		}
		s.line(ink, 1, Point{X: x.at(t), Y: p.top}, Point{X: x.at(t), Y: p.bottom})
		s.text(x.at(t), p.bottom+15, axis.format(t), labelSize, false, s.look.Muted, Middle)
	}
	step := (p.bottom - p.top) / float64(len(c.Bars))
	half := min(step*0.36, 15)
	named := every(step)
	for i, b := range c.Bars {
		y := p.top + step*(float64(i)+0.5)
		c.bar(s, b, axis, x, y-half, y+half)
		if i%named != 0 {
			continue
		}
		s.rowName(p.left-8, y, label, step*float64(named), b.Label, false)
		if b.Note != "" {
			s.text(p.right+10, middle(y, labelSize), b.Note, labelSize, false, s.look.Muted, Start)
		}
	}
	c.limits(s, x, p)
	return s
}

// bar draws the segments of one row; positive ones grow right, negative left.
func (c HorizontalBars) bar(s *Scene, b Bar, axis Axis, x scale, y0, y1 float64) {
	total := 0.0
	for _, seg := range b.Segments {
		if !math.IsNaN(seg.Value) {
			total += math.Abs(seg.Value)
		}
	}
	up, down := 0.0, 0.0
	for k, seg := range b.Segments {
		v := seg.Value
		if c.Share && total > 0 {
			v = math.Abs(v) / total
		}
		if math.IsNaN(v) || v == 0 {
			continue
		}
		from, to := up, up+v
		if v < 0 {
			from, to = down+v, down
			down += v
		} else {
			up += v
		}
		n := c.order(seg.Name, k)
		fill := s.color(seg.Tint, n)
		m := s.rect(x.at(from), y0, x.at(to), y1, fill)
		m.Series, m.Tip, m.ID = seg.Name, seg.Tip, seg.ID
		m.weave(seg.Tint, n, c.kinds())
		m.Stroke, m.Width = s.look.Surface, 0.75
		if m.ID == "" {
			m.ID = b.ID
		}
		if m.Tip == "" {
			m.Tip = strings.TrimSpace(b.Label+"\n"+seg.Name) + " " + axis.exact(v)
		}
		text := axis.format(v)
		if seg.Name != "" && textWidth(seg.Name+" "+text, labelSize, false) < x.at(to)-x.at(from)-6 {
			text = seg.Name + " " + text
		}
		s.inBox(x.at(from), y0, x.at(to), y1, text, fill, m.woven())
	}
}

func (c HorizontalBars) limits(s *Scene, x scale, p plot) {
	for _, l := range c.Limits {
		ink := l.Tint.Color(s.Dark, s.look.Text)
		m := s.line(ink, 1.5, Point{X: x.at(l.At), Y: p.top - 4}, Point{X: x.at(l.At), Y: p.bottom})
		m.Dash, m.Tip = []float64{5, 4}, l.Text
		w := textWidth(l.Text, labelSize, false) / 2
		s.text(max(p.left+w, min(x.at(l.At), s.Width-margin-w)), p.top-8, l.Text, labelSize, false, ink, Middle)
	}
}

func (b Bar) reach() (down, up float64) {
	for _, seg := range b.Segments {
		if seg.Value > 0 {
			up += seg.Value
		} else if seg.Value < 0 {
			down += seg.Value
		}
	}
	return down, up
}

// order is the position of a segment's name among all names, so that the same
// name has the same automatic colour in every bar.
func (c HorizontalBars) order(name string, k int) int {
	n := 0
	seen := map[string]bool{}
	for _, b := range c.Bars {
		for _, seg := range b.Segments {
			if seg.Name == name && name != "" {
				return n
			}
			if !seen[seg.Name] {
				seen[seg.Name] = true
				n++
			}
		}
	}
	return k
}

// kinds is how many names segments have.
func (c HorizontalBars) kinds() int {
	seen := map[string]bool{}
	for _, b := range c.Bars {
		for _, seg := range b.Segments {
			seen[seg.Name] = true
		}
	}
	return len(seen)
}

func (c HorizontalBars) legend(s *Scene) (items []legendItem) {
	seen := map[string]bool{}
	for _, b := range c.Bars {
		for k, seg := range b.Segments {
			if seg.Name != "" && !seen[seg.Name] {
				seen[seg.Name] = true
				items = append(items, s.filled(seg.Name, seg.Tint, c.order(seg.Name, k), c.kinds()))
			}
		}
	}
	if len(items) < 2 {
		return nil
	}
	return items
}
