package chart

import (
	"math"

	"remanence/app/tr"
	"remanence/app/ui/palette"
)

const (
	nodeWidth = 14
	nodeGap   = 14
)

// Scene implements Picture.
func (c Flow) Scene(width, height float64, dark bool) *Scene {
	s := newScene(width, height, dark)
	var legend []legendItem
	for i, item := range c.Legend {
		legend = append(legend, legendItem{name: item.Name, color: s.color(item.Tint, i), hatch: item.Tint.Hatched()})
	}
	top := s.heading(c.Title, c.Axis.Title, legend)
	if c.Title == "" && c.Axis.Title != "" { // beside no title the unit has a line of its own
		s.text(margin, top+8, fit(c.Axis.Title, labelSize, false, width-2*margin), labelSize, false, s.look.Muted, Start)
		top += 18
	}
	lay := c.arrange(margin+2, top+24, width-margin-2-c.lastLabels(width), height-margin)
	if lay == nil {
		return s.empty(top)
	}
	for i, name := range c.Stages {
		x, anchor := lay.x(i)+nodeWidth/2, Middle
		if i == 0 {
			x, anchor = lay.x(i), Start
		} else if i == len(c.Stages)-1 {
			x, anchor = lay.x(i), Start
		}
		s.text(x, top+12, name, 12, true, s.look.Muted, anchor)
	}
	for i, b := range lay.bands {
		c.band(s, lay, b).ref = bandRef(i)
	}
	for i, n := range lay.nodes {
		c.node(s, lay, n).ref = nodeRef(i)
	}
	for stage := range lay.stages {
		c.labels(s, lay, stage, top+22)
	}
	s.trace = func(m *Mark) []Mark { return c.traced(s, lay, top+20, m) }
	return s
}

func (c Flow) band(s *Scene, lay *flowLayout, b *flowBand) *Mark {
	from, to := lay.nodes[b.from], lay.nodes[b.to]
	tint := b.link.Tint
	if tint == palette.Auto {
		tint = from.node.Tint
	}
	solid := s.color(tint, b.from)
	outline := ribbon(lay.x(from.node.Stage)+nodeWidth, b.y0, lay.x(to.node.Stage), b.y1, b.thick)
	m := s.add(Mark{Kind: Area, Points: outline, Fill: palette.Mix(s.look.Surface, solid, 0.42), Hatch: tint.Hatched(),
		Series: from.node.Label, ID: b.link.ID, Tip: b.link.Tip})
	m.Stroke, m.Width = palette.Mix(s.look.Surface, solid, 0.75), 0.6
	if m.Tip == "" {
		m.Tip = from.node.Label + " → " + to.node.Label
	}
	// What leaves one end and enters the other is what its share is of.
	m.Tip += "\n" + c.Axis.exact(b.link.Value) + "\n" + tr.F("%s of what leaves %s (%s), %s of what reaches %s (%s)",
		percentExact(b.link.Value/from.out), from.node.Label, at(c.Stages, from.node.Stage), percentExact(b.link.Value/to.in), to.node.Label, at(c.Stages, to.node.Stage))
	return m
}

func (c Flow) node(s *Scene, lay *flowLayout, n *flowNode) *Mark {
	x := lay.x(n.node.Stage)
	m := s.rect(x, n.y, x+nodeWidth, n.y+max(n.height, 1), s.color(n.node.Tint, n.index))
	m.Hatch, m.ID, m.Tip, m.Series = n.node.Tint.Hatched(), n.node.ID, n.node.Tip, n.node.Label
	if m.Tip == "" {
		m.Tip = n.node.Label
	}
	m.Tip += "\n" + tr.F("%s, %s of %s", c.Axis.exact(n.value), percentExact(n.value/lay.total[n.node.Stage]), at(c.Stages, n.node.Stage))
	if way := c.way(lay, lay.follow(n.index, n.index), n.node.Stage); way != "" {
		m.Tip += "\n" + way
	}
	return m
}

// lastLabels is the room kept at the right for the labels of the last stage.
func (c Flow) lastLabels(width float64) float64 {
	last, w := 0, 30.0
	for _, n := range c.Nodes {
		last = max(last, n.Stage)
	}
	into := map[string]float64{}
	for _, l := range c.Links {
		into[l.To] += l.Value
	}
	for _, n := range c.Nodes {
		if n.Stage == last {
			w = max(w, textWidth(n.Label+" "+percent(0.88), labelSize, true)+lowLeader, textWidth(c.Axis.format(into[n.ID])+" · "+percent(0.88), labelSize, false))
		}
	}
	return min(max(w, 60)+8, width*0.22)
}

// ribbon is the outline of a band of constant vertical thickness along an S curve
// that never runs back in x.
func ribbon(x0, y0, x1, y1, thick float64) []Point {
	const n = 28
	out := make([]Point, 0, 2*n+2)
	curve := func(t float64) float64 { return y0 + (y1-y0)*(t*t*(3-2*t)) }
	for i := 0; i <= n; i++ {
		t := float64(i) / n
		out = append(out, Point{X: x0 + (x1-x0)*t, Y: curve(t)})
	}
	for i := n; i >= 0; i-- {
		t := float64(i) / n
		out = append(out, Point{X: x0 + (x1-x0)*t, Y: curve(t) + thick})
	}
	return out
}

// Imbalance is a node whose inflow and outflow differ.
type Imbalance struct {
	Node    string
	In, Out float64
}

// Imbalances lists inner nodes that lose or gain more than a relative tolerance.
// Process losses are real; a picture whose numbers were mixed up shows here.
func (c Flow) Imbalances(tolerance float64) (out []Imbalance) {
	in, ex := map[string]float64{}, map[string]float64{}
	for _, l := range c.Links {
		if !(l.Value > 0) {
			continue
		}
		ex[l.From] += l.Value
		in[l.To] += l.Value
	}
	for _, n := range c.Nodes {
		a, b := in[n.ID], ex[n.ID]
		if a > 0 && b > 0 && math.Abs(a-b) > tolerance*max(a, b) {
			out = append(out, Imbalance{n.ID, a, b})
		}
	}
	return out
}
