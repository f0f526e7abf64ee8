package chart

import (
	"image/color"
	"math"

	"remanence/app/tr"
	"remanence/app/ui/palette"
)

// gateShapes and gateNames are how the kinds of gates look and what the legend
// says.
var (
	gateShapes  = [...]Shape{Qualified: Diamond, Licensed: Triangle, Signed: Square, Expired: Disc, Needed: TriangleDown, Passed: Pentagon}
	gateNames   = [...]string{Qualified: tr.Mark("qualified"), Licensed: tr.Mark("licence granted"), Signed: tr.Mark("contract in force"), Expired: tr.Mark("ends"), Needed: tr.Mark("licence needed"), Passed: tr.Mark("step of a test passed")}
	gateLetters = [...]string{Qualified: tr.Mark("Q@@letter of a gate"), Licensed: tr.Mark("L@@letter of a gate"), Signed: tr.Mark("C@@letter of a gate"), Expired: tr.Mark("E@@letter of a gate"), Needed: tr.Mark("N@@letter of a gate"), Passed: tr.Mark("S@@letter of a gate")}
)

// leastWord is how small words in a span get before they stand beside it.
const leastWord = 7.0

// Scene implements Picture.
func (c Timeline) Scene(width, height float64, dark bool) *Scene {
	s := newScene(width, height, dark)
	top := s.heading(c.Title, "", c.legend(s))
	if len(c.Lanes) == 0 || len(c.Labels) == 0 {
		return s.empty(top)
	}
	label := 0.0
	for _, l := range c.Lanes {
		label = max(label, textWidth(l.Label, labelSize, false))
	}
	label = min(label, width*laneShare)
	p := plot{left: margin + label + 10, right: width - margin, top: top + 6, bottom: height - margin - 18}
	if len(c.Markers) > 0 {
		p.top += 16
	}
	step := min((p.bottom-p.top)/float64(len(c.Lanes)), 38)
	p.bottom = p.top + step*float64(len(c.Lanes))
	s.labels(&p, c.Labels)
	for i := 0; i <= len(c.Labels); i++ {
		if i%3 == 0 || p.band > 30 {
			x := p.left + p.band*float64(i)
			s.line(s.look.Line, 1, Point{X: x, Y: p.top}, Point{X: x, Y: p.bottom})
		}
	}
	named := every(step)
	for i, lane := range c.Lanes {
		y := p.top + step*(float64(i)+0.5)
		if i%named == 0 {
			s.rowName(p.left-8, y, label, step*float64(named), lane.Label, false)
		}
		s.line(s.look.Line, 1, Point{X: p.left, Y: y + step/2}, Point{X: p.right, Y: y + step/2})
		c.lane(s, lane, p, y, min(step*0.34, 11))
	}
	s.markers(p, c.Markers)
	return s
}

// legend names the kinds of gates that occur.
func (c Timeline) legend(s *Scene) (items []legendItem) {
	var used [len(gateShapes)]bool
	for _, lane := range c.Lanes {
		for _, g := range lane.Gates {
			used[g.Kind] = true
		}
	}
	for kind, is := range used {
		if is {
			items = append(items, legendItem{name: tr.Known(gateNames[kind]), color: s.look.Muted, dot: true, shape: gateShapes[kind], letter: tr.Known(gateLetters[kind])})
		}
	}
	return items
}

// letter writes a sign into a dot large enough to read it.
func (s *Scene) letter(x, y, radius float64, shape Shape, text string, back color.NRGBA) {
	size := radius * 1.25
	if size < 6.5 || text == "" {
		return
	}
	switch shape { // whose middle lies elsewhere
	case Triangle:
		y += radius * 0.12
		size *= 0.85
	case TriangleDown:
		y -= radius * 0.15
		size *= 0.85
	}
	s.text(x, middle(y, size), text, size, true, palette.OnColor(back), Middle)
}

func (c Timeline) lane(s *Scene, lane Lane, p plot, y, half float64) {
	// A mark is as high as its lane allows, so that lanes stay apart.
	radius := max(3.5, min(8, half*1.15))
	end := p.left // of what is drawn, for the words of gates
	beside := ""  // the words of the last span, where it is too short for them
	for k, span := range lane.Spans {
		x0 := p.left + p.band*max(0, span.From)
		x1 := p.left + p.band*min(float64(len(c.Labels)), span.To)
		if x1 <= x0 {
			continue
		}
		end = max(end, x1)
		fill := s.color(span.Tint, k)
		m := s.rect(x0, y-half, x1, y+half, fill)
		m.Hatch, m.Tip, m.ID, m.Series = span.Tint.Hatched(), span.Tip, span.ID, lane.Label
		m.Stroke, m.Width = s.look.Surface, 1
		if m.Tip == "" {
			m.Tip = lane.Label + "\n" + span.Text
		}
		if m.ID == "" {
			m.ID = lane.ID
		}
		for _, g := range lane.Gates { // marks at its ends lie over it
			switch at := p.left + p.band*g.At; {
			case math.Abs(at-x0) < radius:
				x0 = at + radius
			case math.Abs(at-x1) < radius:
				x1 = at - radius
			}
		}
		// Low lanes keep their words, smaller, so that colour is not alone.
		size, room := min(labelSize, 2*half-1), x1-x0-6
		for size > leastWord && textWidth(span.Text, size, false) > room {
			size -= 0.5
		}
		if size >= leastWord && textWidth(span.Text, size, false) <= room {
			s.inBoxSized(x0, y-half, x1, y+half, span.Text, size, fill, span.Tint.Hatched())
		} else if k == len(lane.Spans)-1 {
			beside = span.Text
		}
	}
	last := end - 6 // mark at the end of the spans or behind it
	for _, g := range lane.Gates {
		x := p.left + p.band*g.At
		if g.At < 0 || g.At > float64(len(c.Labels)) {
			continue // before or after what is shown
		}
		tip := g.Tip
		if tip == "" {
			tip = lane.Label + "\n" + tr.Known(gateNames[g.Kind])
		}
		id := g.ID
		if id == "" {
			id = lane.ID
		}
		s.add(Mark{Kind: Dot, Points: []Point{{X: x, Y: y}}, Radius: radius, Shape: gateShapes[g.Kind],
			Fill: g.Tint.Color(s.Dark, s.look.Text), Stroke: s.look.Surface, Width: 1.5, ID: id, Tip: tip, Series: lane.Label})
		s.letter(x, y, radius, gateShapes[g.Kind], tr.Known(gateLetters[g.Kind]), g.Tint.Color(s.Dark, s.look.Text))
		if g.Text != "" && x >= end-8 && x+12+textWidth(g.Text, labelSize, false) < p.right {
			s.text(x+12, middle(y, labelSize), g.Text, labelSize, false, s.look.Muted, Start)
			beside = ""
		}
		if x >= end-8 {
			last = max(last, x)
		}
	}
	if size := min(labelSize, 2*half+2); beside != "" && size >= leastWord && last+12+textWidth(beside, size, false) < p.right {
		s.text(last+12, middle(y, size), beside, size, false, s.look.Muted, Start)
	}
}
