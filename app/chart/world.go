package chart

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"

	"remanence/assets"
)

// land is one outline of a country in degrees, X to the east and Y to the north.
type land struct {
	country string // "" when nobody's
	outline []Point
	size    float64 // in square degrees, for the order of drawing
}

// world is read once, largest outline first, so that a country inside another is
// drawn over it.
var world = sync.OnceValue(func() []land {
	var all []land
	for line := range strings.Lines(assets.World) {
		f := strings.Fields(line)
		l := land{country: strings.Trim(f[0], "-")}
		x, y := 0, 0
		for i := 1; i+1 < len(f); i += 2 {
			dx, _ := strconv.Atoi(f[i]) // a test reads every figure of the file
			dy, _ := strconv.Atoi(f[i+1])
			if i > 1 && dx > 18000 { // over the date line, not round the world
				dx -= 36000
			} else if i > 1 && dx < -18000 {
				dx += 36000
			}
			x, y = x+dx, y+dy
			l.outline = append(l.outline, Point{X: float64(x) / 100, Y: float64(y) / 100})
		}
		all = append(all, l.cut()...)
	}
	for i := range all {
		_, all[i].size = centroid(all[i].outline)
	}
	slices.SortStableFunc(all, func(a, b land) int { return cmp.Compare(b.size, a.size) })
	return all
})

// cut parts a country that lies on the date line.
func (l land) cut() []land {
	lo, hi := math.Inf(1), math.Inf(-1)
	for _, p := range l.outline {
		lo, hi = min(lo, p.X), max(hi, p.X)
	}
	if lo >= -180 && hi <= 180 {
		return []land{l}
	}
	var parts []land
	for _, turn := range []float64{-360, 0, 360} {
		part := clipped(l.outline, box{-180 + turn, -90, 180 + turn, 90})
		for i := range part {
			part[i].X -= turn
		}
		if part != nil {
			parts = append(parts, land{country: l.country, outline: part})
		}
	}
	return parts
}

// CountryPlace is a point inside a country, the middle of its largest outline, in
// degrees; false for a code the map does not know.
func CountryPlace(code string) (lat, lon float64, ok bool) {
	for _, l := range world() {
		if l.country == code && code != "" {
			p, _ := centroid(l.outline)
			return p.Y, p.X, true
		}
	}
	return 0, 0, false
}

// centroid is the middle of an outline and its area.
func centroid(o []Point) (Point, float64) {
	var c Point
	area := 0.0
	for i, j := 0, len(o)-1; i < len(o); j, i = i, i+1 {
		cross := o[j].X*o[i].Y - o[i].X*o[j].Y
		area += cross / 2
		c.X, c.Y = c.X+(o[j].X+o[i].X)*cross, c.Y+(o[j].Y+o[i].Y)*cross
	}
	if math.Abs(area) < 1e-9 {
		if len(o) == 0 {
			return c, 0
		}
		return o[0], 0
	}
	return Point{X: c.X / (6 * area), Y: c.Y / (6 * area)}, math.Abs(area)
}

// naturalEarth projects degrees to a plane, y upwards, by the polynomial for the
// Natural Earth projection of Šavrič, Jenny, Patterson, Petrovič and Hurni (2011).
// x runs from -2.73 to 2.73, y from -1.42 to 1.42.
func naturalEarth(lon, lat float64) Point {
	l, p := lon*math.Pi/180, lat*math.Pi/180
	p2 := p * p
	p4 := p2 * p2
	return Point{
		X: l * (0.8707 - 0.131979*p2 + p4*(-0.013791+p4*(0.003971*p2-0.001529*p4))),
		Y: p * (1.007226 + p2*(0.015085+p4*(-0.044475+0.028874*p2-0.005916*p4))),
	}
}

// clipped cuts an outline to a box (Sutherland and Hodgman, 1974); nil when
// nothing is left.
func clipped(o []Point, b box) []Point {
	edges := []struct {
		inside func(Point) bool
		cut    func(a, b Point) Point
	}{
		{func(p Point) bool { return p.X >= b.x0 }, func(p, q Point) Point { return atX(p, q, b.x0) }},
		{func(p Point) bool { return p.X <= b.x1 }, func(p, q Point) Point { return atX(p, q, b.x1) }},
		{func(p Point) bool { return p.Y >= b.y0 }, func(p, q Point) Point { return atY(p, q, b.y0) }},
		{func(p Point) bool { return p.Y <= b.y1 }, func(p, q Point) Point { return atY(p, q, b.y1) }},
	}
	for _, e := range edges {
		var out []Point
		for i, j := 0, len(o)-1; i < len(o); j, i = i, i+1 {
			if e.inside(o[i]) != e.inside(o[j]) {
				out = append(out, e.cut(o[j], o[i]))
			}
			if e.inside(o[i]) {
				out = append(out, o[i])
			}
		}
		if o = out; len(o) < 3 {
			return nil
		}
	}
	return o
}

func atX(a, b Point, x float64) Point {
	return Point{X: x, Y: a.Y + (b.Y-a.Y)*(x-a.X)/(b.X-a.X)}
}

func atY(a, b Point, y float64) Point {
	return Point{X: a.X + (b.X-a.X)*(y-a.Y)/(b.Y-a.Y), Y: y}
}
