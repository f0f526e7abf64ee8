package chart

import (
	"image/color"
	"math"
	"strconv"

	"remanence/app/tr"
	"remanence/app/ui/palette"
)

// Site is a place on a Map. Without coordinates (NaN) it stands in the middle of
// its country; several at one spot are spread so that each can be pointed at.
type Site struct {
	ID, Label, Tip string
	Country        string
	Lat, Lon       float64
	Size           float64 // 0 to 1, the area of its dot; 0 is the smallest
	Tint           palette.Tint
	Shape          Shape // what it does, so that colour is not alone
	Strong         bool  // in use: a ring around it
}

// Route is a connection of two sites, drawn from From to To.
type Route struct {
	From, To, ID, Tip string
	Value             float64 // its width in relation to the largest one
	Tint              palette.Tint
	Dashed            bool // planned, or of unknown path
}

// ShapeKey says what a shape of a Map means.
type ShapeKey struct {
	Name  string
	Shape Shape
}

// Map shows sites over the outlines of countries, zoomed to the sites. Countries
// may be tinted, such as those a rule names.
type Map struct {
	Title     string
	Sites     []Site
	Routes    []Route
	Countries map[string]palette.Tint
	Legend    []Item
	Shapes    []ShapeKey
	World     bool // the whole world instead of where the sites are
}

// Scene implements Picture.
func (c Map) Scene(width, height float64, dark bool) *Scene {
	s := newScene(width, height, dark)
	var legend []legendItem
	for _, k := range c.Shapes {
		legend = append(legend, legendItem{name: k.Name, color: s.look.Muted, dot: true, shape: k.Shape})
	}
	for i, item := range c.Legend {
		legend = append(legend, legendItem{name: item.Name, color: s.color(item.Tint, i), hatch: item.Tint.Hatched()})
	}
	top := s.heading(c.Title, "", legend)
	frame := box{margin, top + 2, width - margin, height - margin}
	if len(c.Sites) == 0 && !c.World {
		return s.empty(top)
	}
	if frame.x1-frame.x0 < 40 || frame.y1-frame.y0 < 30 {
		return s
	}
	s.rect(frame.x0, frame.y0, frame.x1, frame.y1, palette.Mix(s.look.Surface, s.look.Info, 0.06))
	places, known := c.places()
	view := c.view(places, known, frame)
	c.lands(s, view, frame)
	spots := make([]Point, len(places))
	for i := range places {
		spots[i] = view.at(places[i])
	}
	spread(spots, known)
	for i, site := range c.Sites { // whole dots, inside the picture
		r := site.reach() + 1
		spots[i] = Point{X: max(frame.x0+r, min(frame.x1-r, spots[i].X)), Y: max(frame.y0+r, min(frame.y1-r, spots[i].Y))}
	}
	byID := make(map[string]Point, len(c.Sites))
	for i, site := range c.Sites {
		if known[i] {
			byID[site.ID] = spots[i]
		}
	}
	c.routes(s, byID, frame)
	var taken []box
	if missing := len(c.Sites) - count(known); missing > 0 {
		text := tr.T("1 site has no known place")
		if missing > 1 {
			text = fit(tr.F("%s sites have no known place", strconv.Itoa(missing)), labelSize, false, frame.x1-frame.x0-12)
		}
		s.text(frame.x1-6, frame.y1-6, text, labelSize, false, s.look.Muted, End)
		taken = append(taken, box{frame.x1 - 6 - textWidth(text, labelSize, false), frame.y1 - 20, frame.x1, frame.y1})
	}
	c.sites(s, spots, known, taken, frame)
	return s
}

// places projects the sites; those at one spot are put on a small circle.
func (c Map) places() (places []Point, known []bool) {
	for _, site := range c.Sites {
		lat, lon, ok := site.Lat, site.Lon, true
		if math.IsNaN(lat) || math.IsNaN(lon) || lat == 0 && lon == 0 {
			lat, lon, ok = CountryPlace(site.Country)
		}
		places, known = append(places, naturalEarth(lon, lat)), append(known, ok)
	}
	return places, known
}

// mapView maps the plane to the picture.
type mapView struct{ x, y, scale, left, top float64 }

func (v mapView) at(p Point) Point {
	return Point{X: v.left + (p.X-v.x)*v.scale, Y: v.top - (p.Y-v.y)*v.scale}
}

// view fits the sites, with air around them, never closer than about 25 degrees.
func (c Map) view(places []Point, known []bool, frame box) mapView {
	x0, x1, y0, y1 := math.Inf(1), math.Inf(-1), math.Inf(1), math.Inf(-1)
	for i, p := range places {
		if known[i] {
			x0, x1, y0, y1 = min(x0, p.X), max(x1, p.X), min(y0, p.Y), max(y1, p.Y)
		}
	}
	if c.World || x0 > x1 {
		x0, x1 = naturalEarth(-165, 0).X, naturalEarth(180, 0).X
		y0, y1 = naturalEarth(0, -50).Y, naturalEarth(0, 75).Y
	}
	const least = 0.42
	if c.World {
		return fitView(x0, x1, y0, y1, frame)
	}
	mx, my := max((least-(x1-x0))/2, (x1-x0)*0.08), max((least-(y1-y0))/2, (y1-y0)*0.12)
	return fitView(x0-mx, x1+mx, y0-my, y1+my, frame)
}

func fitView(x0, x1, y0, y1 float64, frame box) mapView {
	scale := min((frame.x1-frame.x0)/(x1-x0), (frame.y1-frame.y0)/(y1-y0))
	return mapView{x: (x0 + x1) / 2, y: (y0 + y1) / 2, scale: scale, left: (frame.x0 + frame.x1) / 2, top: (frame.y0 + frame.y1) / 2}
}

func (c Map) lands(s *Scene, view mapView, frame box) {
	for _, l := range world() {
		if len(l.outline) < 3 {
			continue
		}
		flat := make([]Point, len(l.outline))
		for i, p := range l.outline {
			flat[i] = view.at(naturalEarth(p.X, p.Y))
		}
		if flat = clipped(flat, frame); flat == nil {
			continue
		}
		fill := palette.Mix(s.look.Surface, s.look.Muted, 0.22)
		m := s.add(Mark{Kind: Area, Points: flat, Stroke: s.look.Surface, Width: 0.7, Fill: fill})
		if t, ok := c.Countries[l.country]; ok && l.country != "" {
			m.Fill, m.Hatch = palette.Mix(s.look.Surface, s.color(t, 0), 0.38), t.Hatched()
		}
	}
}

// routes are arcs bent to the left of their direction, so that two ways between
// the same sites stay apart; a head shows the direction.
func (c Map) routes(s *Scene, spots map[string]Point, frame box) {
	most := 0.0
	for _, r := range c.Routes {
		most = max(most, r.Value)
	}
	for i, r := range c.Routes {
		a, ok1 := spots[r.From]
		b, ok2 := spots[r.To]
		if !ok1 || !ok2 || a == b {
			continue
		}
		ink, width := s.color(r.Tint, i), 1.2
		if most > 0 && r.Value > 0 {
			width += 3.3 * r.Value / most
		}
		dx, dy := b.X-a.X, b.Y-a.Y
		mid := Point{X: (a.X+b.X)/2 + dy*0.16, Y: (a.Y+b.Y)/2 - dx*0.16}
		mid.Y = max(frame.y0+2, min(frame.y1-2, mid.Y))
		mid.X = max(frame.x0+2, min(frame.x1-2, mid.X))
		var line []Point
		for k := 0; k <= 24; k++ {
			t := float64(k) / 24
			line = append(line, Point{X: (1-t)*(1-t)*a.X + 2*t*(1-t)*mid.X + t*t*b.X, Y: (1-t)*(1-t)*a.Y + 2*t*(1-t)*mid.Y + t*t*b.Y})
		}
		m := s.line(ink, width, line...)
		m.Tip, m.ID = r.Tip, r.ID
		if r.Dashed {
			m.Dash = []float64{5, 4}
		}
		s.head(line[16], line[18], ink, 3.5+width)
	}
}

// head draws an arrow head at b, coming from a.
func (s *Scene) head(a, b Point, ink color.NRGBA, size float64) {
	d := math.Hypot(b.X-a.X, b.Y-a.Y)
	if d == 0 {
		return
	}
	ux, uy := (b.X-a.X)/d*size, (b.Y-a.Y)/d*size
	s.add(Mark{Kind: Area, Fill: ink, Points: []Point{{X: b.X + ux, Y: b.Y + uy}, {X: b.X - ux*0.6 - uy*0.7, Y: b.Y - uy*0.6 + ux*0.7}, {X: b.X - ux*0.6 + uy*0.7, Y: b.Y - uy*0.6 - ux*0.7}}})
}

func (c Map) sites(s *Scene, spots []Point, known []bool, taken []box, frame box) {
	for i := range c.Sites {
		if known[i] {
			taken = append(taken, around(spots[i].X, spots[i].Y, c.Sites[i].reach()))
		}
	}
	for i, site := range c.Sites {
		if !known[i] {
			continue
		}
		p := spots[i]
		ink, radius := s.color(site.Tint, i), site.radius()
		if site.Strong {
			s.add(Mark{Kind: Dot, Points: []Point{p}, Radius: radius + 4, Shape: Disc, Stroke: s.look.Text, Width: 1.6})
		}
		m := s.add(Mark{Kind: Dot, Points: []Point{p}, Radius: radius, Shape: site.Shape, Fill: ink, Hatch: site.Tint.Hatched(),
			Stroke: s.look.Surface, Width: 1, ID: site.ID, Tip: site.Tip, Series: site.Label})
		if m.Tip == "" {
			m.Tip = site.Label + "\n" + site.Country
		}
		taken = s.beside(site.Label, p, site.reach()+4, site.Strong, taken, frame)
	}
}

// radius is that of the dot of a site.
func (x Site) radius() float64 { return 4.5 + 5.5*math.Sqrt(max(0, min(1, x.Size))) }

// reach is how far what is drawn of a site goes from its middle.
func (x Site) reach() float64 {
	if x.Strong {
		return x.radius() + 5 // the ring
	}
	return x.radius() + 1
}

// spread moves sites that would cover each other onto small circles.
func spread(spots []Point, known []bool) {
	const near = 9.0
	group := make([]int, len(spots))
	for i := range spots {
		group[i] = i
		for j := range i {
			if known[i] && known[j] && math.Hypot(spots[i].X-spots[j].X, spots[i].Y-spots[j].Y) < near {
				group[i] = group[j]
				break
			}
		}
	}
	moved := append([]Point(nil), spots...)
	for g := range spots {
		var members []int
		for i := range spots {
			if group[i] == g {
				members = append(members, i)
			}
		}
		if len(members) < 2 {
			continue
		}
		r := max(near*0.75, near*float64(len(members))/(2*math.Pi)*1.4)
		for k, i := range members {
			sin, cos := math.Sincos(2*math.Pi*float64(k)/float64(len(members)) - math.Pi/2)
			moved[i] = Point{X: spots[g].X + r*cos, Y: spots[g].Y + r*sin}
		}
	}
	copy(spots, moved)
}

func count(flags []bool) (n int) {
	for _, f := range flags {
		if f {
			n++
		}
	}
	return n
}
