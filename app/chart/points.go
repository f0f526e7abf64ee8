package chart

import (
	"math"

	"remanence/app/ui/figures"
)

// Scene implements Picture.
func (c Points) Scene(width, height float64, dark bool) *Scene {
	s := newScene(width, height, dark)
	var legend []legendItem
	x0, x1, y0, y1 := math.Inf(1), math.Inf(-1), math.Inf(1), math.Inf(-1)
	for i, cloud := range c.Clouds {
		legend = append(legend, legendItem{name: cloud.Name, color: s.color(cloud.Tint, i), dot: true, shape: Shape(i % 4)})
		for _, p := range cloud.Spots {
			x0, x1 = extent(x0, x1, p.X)
			y0, y1 = extent(y0, y1, p.Y)
		}
	}
	top := s.heading(c.Title, "", legend)
	if x0 > x1 || y0 > y1 {
		return s.empty(top)
	}
	if c.X.From < c.X.To {
		x0, x1 = c.X.From, c.X.To
	}
	// Leave air around the outermost points.
	dx, dy := (x1-x0)*0.04, (y1-y0)*0.06
	airy := func(low, air float64) float64 { // what is never negative does not begin below zero
		if low >= 0 {
			return max(0, low-air)
		}
		return low - air
	}
	bottom := 0.0
	if c.X.Title != "" {
		bottom = 16
		s.text(width-margin-4, height-margin+4, fit(c.X.Title, labelSize, false, width-2*margin), labelSize, false, s.look.Muted, End)
	}
	s.Height -= bottom
	p := s.axes(top, c.Y, airy(y0, dy), y1+dy, 0, nil, nil)
	s.Height += bottom
	ticks := c.X.within(niceTicks(airy(x0, dx), x1+dx, int(max(2, (p.right-p.left)/90))))
	x := scale{ticks[0], ticks[len(ticks)-1], p.left, p.right - 12}
	for _, t := range ticks {
		s.line(s.look.Line, 1, Point{X: x.at(t), Y: p.top}, Point{X: x.at(t), Y: p.bottom})
		s.text(x.at(t), p.bottom+16, c.X.format(t), labelSize, false, s.look.Muted, Middle)
	}
	taken := []box{{margin, top, margin + textWidth(c.Y.Title, labelSize, false), top + 17}} // the title of the axis
	for i, cloud := range c.Clouds {
		taken = append(taken, c.joined(s, cloud, i, x, p.y)...)
		for _, spot := range cloud.Spots {
			taken = append(taken, around(x.at(spot.X), p.y.at(spot.Y), 7))
		}
	}
	for i, cloud := range c.Clouds {
		for _, spot := range cloud.Spots {
			taken = c.spot(s, cloud, spot, i, Point{X: x.at(spot.X), Y: p.y.at(spot.Y)}, taken, box{p.left + 2, top, s.Width - 2, p.bottom})
		}
	}
	return s
}

// joined draws the line through a cloud and returns where it runs, so that no label
// is struck through.
func (c Points) joined(s *Scene, cloud Cloud, i int, x, y scale) (taken []box) {
	if !cloud.Joined || len(cloud.Spots) < 2 {
		return nil
	}
	var line []Point
	for _, spot := range cloud.Spots {
		line = append(line, Point{X: x.at(spot.X), Y: y.at(spot.Y)})
	}
	s.line(s.color(cloud.Tint, i), 1.8, line...)
	for k := 1; k < len(line); k++ {
		a, b := line[k-1], line[k]
		steps := math.Ceil(math.Hypot(b.X-a.X, b.Y-a.Y) / 4)
		for n := range int(steps) + 1 {
			f := float64(n) / max(steps, 1)
			taken = append(taken, around(a.X+f*(b.X-a.X), a.Y+f*(b.Y-a.Y), 2))
		}
	}
	return taken
}

// named is an exact figure behind what its axis measures.
func (a Axis) named(v float64) string {
	text := figures.Exact(v)
	if a.Exact != nil {
		text = a.Exact(v)
	}
	return a.Title + ": " + text
}

func (c Points) spot(s *Scene, cloud Cloud, spot Spot, i int, at Point, taken []box, frame box) []box {
	ink, radius := s.color(cloud.Tint, i), 5.0
	if spot.Strong {
		s.add(Mark{Kind: Dot, Points: []Point{at}, Radius: 10, Shape: Disc, Stroke: ink, Width: 2})
		radius = 6
	}
	m := s.add(Mark{Kind: Dot, Points: []Point{at}, Radius: radius, Shape: Shape(i % 4), Fill: ink, Stroke: s.look.Surface, Width: 1,
		Series: cloud.Name, ID: spot.ID, Tip: spot.Tip})
	if m.Tip == "" {
		m.Tip = spot.Label + "\n" + c.X.named(spot.X) + "\n" + c.Y.named(spot.Y)
	}
	return s.beside(spot.Label, at, radius+7, spot.Strong, taken, frame)
}

// beside writes a label on the first side of a point where it meets nothing; none
// means tooltip only. It returns what is taken now.
func (s *Scene) beside(label string, at Point, far float64, bold bool, taken []box, frame box) []box {
	w := textWidth(label, labelSize, bold)
	if label == "" {
		return taken
	}
	for _, place := range []Point{{X: at.X + far, Y: at.Y - 7}, {X: at.X - far - w, Y: at.Y - 7}, {X: at.X - w/2, Y: at.Y - far - 14}, {X: at.X - w/2, Y: at.Y + far},
		{X: at.X + far*0.7, Y: at.Y - far - 9}, {X: at.X + far*0.7, Y: at.Y + far - 5}, {X: at.X - far*0.7 - w, Y: at.Y - far - 9}, {X: at.X - far*0.7 - w, Y: at.Y + far - 5}} {
		b := box{place.X, place.Y, place.X + w, place.Y + 14}
		if b.x0 < frame.x0 || b.x1 > frame.x1 || b.y0 < frame.y0 || b.y1 > frame.y1 || b.meets(taken) {
			continue
		}
		s.text(b.x0, middle(b.y0+7, labelSize), label, labelSize, bold, s.look.Text, Start)
		return append(taken, b)
	}
	return taken
}

type box struct{ x0, y0, x1, y1 float64 }

func around(x, y, r float64) box { return box{x - r, y - r, x + r, y + r} }

func (b box) meets(others []box) bool {
	for _, o := range others {
		if b.x0 < o.x1 && b.x1 > o.x0 && b.y0 < o.y1 && b.y1 > o.y0 {
			return true
		}
	}
	return false
}
