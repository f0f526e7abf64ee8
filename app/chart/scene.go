package chart

import (
	"image/color"
	"math"

	"remanence/app/ui/paint"
	"remanence/app/ui/palette"
)

// Point is a position in device-independent pixels from the upper left corner.
type Point = paint.Point

// Kind is the shape of a mark.
type Kind int

// The shapes. Points means: two opposite corners of a Rect, the vertices of a
// Line, the outline of an Area, the centre of a Dot, the baseline anchor of Text.
const (
	Rect Kind = iota
	Line
	Area
	Dot
	Text
)

// Anchor is the side of a text that its point marks.
type Anchor int

// The anchors of a text.
const (
	Start Anchor = iota
	Middle
	End
)

// Shape is the outline of a Dot; series differ in shape as well as in colour.
type Shape int

// The shapes of dots.
const (
	Disc Shape = iota
	Square
	Triangle
	Diamond
	TriangleDown
	Pentagon
)

// Mark is one thing drawn. Marks with a Tip or an ID answer to the mouse; those
// with neither are decoration.
type Mark struct {
	Kind   Kind
	Points []Point
	Fill   color.NRGBA // of Rect, Area, Dot; the ink of Text
	Stroke color.NRGBA // of Line, and the edge of Rect, Area, Dot when Width > 0
	Width  float64
	Dash   []float64
	Hatch  bool // diagonal lines over Fill: unknown origin
	// Pattern over Fill tells series apart without colour; a hatched mark has none.
	Pattern paint.Pattern
	Radius  float64
	Shape   Shape

	Text   string
	Size   float64
	Bold   bool
	Anchor Anchor

	Series, ID, Tip string

	ref ref // what of the picture it stands for, for Trace
}

// ref numbers the things of a picture that can be traced; zero is none.
type ref int

func nodeRef(i int) ref { return ref(i*2 + 2) }
func bandRef(i int) ref { return ref(i*2 + 1) }

// Scene is a finished picture at one size: marks in painting order.
type Scene struct {
	Width, Height float64
	Dark          bool
	Marks         []Mark
	look          palette.Scheme
	trace         func(*Mark) []Mark
	blank         bool // nothing to show: its last mark says so
}

// Trace returns what is drawn over the picture while a mark is pointed at, such
// as one gram's way through a chain; nil for most pictures.
func (s *Scene) Trace(m *Mark) []Mark {
	if s == nil || s.trace == nil || m == nil {
		return nil
	}
	return s.trace(m)
}

// Text sizes of all pictures.
const (
	titleSize = 14
	labelSize = 11.5
)

func newScene(width, height float64, dark bool) *Scene {
	s := &Scene{Width: width, Height: height, Dark: dark, look: palette.Of(dark)}
	s.rect(0, 0, width, height, s.look.Surface)
	return s
}

func (s *Scene) add(m Mark) *Mark {
	s.Marks = append(s.Marks, m)
	return &s.Marks[len(s.Marks)-1]
}

func (s *Scene) rect(x0, y0, x1, y1 float64, fill color.NRGBA) *Mark {
	return s.add(Mark{Kind: Rect, Points: []Point{{X: min(x0, x1), Y: min(y0, y1)}, {X: max(x0, x1), Y: max(y0, y1)}}, Fill: fill})
}

func (s *Scene) line(c color.NRGBA, width float64, points ...Point) *Mark {
	return s.add(Mark{Kind: Line, Points: points, Stroke: c, Width: width})
}

func (s *Scene) text(x, y float64, text string, size float64, bold bool, ink color.NRGBA, anchor Anchor) *Mark {
	return s.add(Mark{Kind: Text, Points: []Point{{X: x, Y: y}}, Text: text, Size: size, Bold: bold, Fill: ink, Anchor: anchor})
}

// weave gives a mark the pattern of the k-th of several series, so that its colour is
// not alone; unknown origin keeps its hatching.
func (m *Mark) weave(t palette.Tint, k, of int) {
	if m.Hatch = t.Hatched(); !m.Hatch && of > 1 {
		m.Pattern = paint.PatternOf(k)
	}
}

// woven reports lines or dots through the fill: words on it need a quiet ground.
func (m *Mark) woven() bool { return m.Hatch || m.Pattern != paint.Plain }

func (s *Scene) color(t palette.Tint, series int) color.NRGBA {
	return t.Color(s.Dark, palette.Series(series, s.Dark))
}

// textWidth measures as the painters draw.
func textWidth(text string, size float64, bold bool) float64 {
	return paint.Get(paint.Font{Bold: bold}, size).Width(text)
}

// fit cuts text to a width with an ellipsis.
func fit(text string, size float64, bold bool, width float64) string {
	return paint.Get(paint.Font{Bold: bold}, size).Fit(text, width)
}

// leastLabel is how small a name gets before it is cut.
const leastLabel = labelSize - 2.5

// fitted is a name and the size it fits a width in, cut where it fits in none.
func fitted(name string, bold bool, width float64) (shown string, size float64) {
	for size = labelSize; size > leastLabel && textWidth(name, size, bold) > width; {
		size -= 0.5
	}
	return fit(name, size, bold, width), size
}

// middle is the baseline that centres text on y.
func middle(y, size float64) float64 { return y + size*0.36 }

// Hit returns the topmost mark with a tip or an id at a position, or nil. Thin
// things are given a few pixels of grace, but only where nothing is hit exactly.
func (s *Scene) Hit(x, y float64) *Mark {
	p := Point{X: x, Y: y}
	for _, grace := range []float64{0, 5} {
		for i := len(s.Marks) - 1; i >= 0; i-- {
			if m := &s.Marks[i]; (m.Tip != "" || m.ID != "") && m.contains(p, grace) {
				return m
			}
		}
	}
	return nil
}

// Targets returns the marks that answer to the mouse, in drawing order; the
// keyboard walks through them.
func (s *Scene) Targets() []*Mark {
	var out []*Mark
	for i := range s.Marks {
		if m := &s.Marks[i]; m.Tip != "" || m.ID != "" {
			out = append(out, m)
		}
	}
	return out
}

func (m *Mark) contains(p Point, grace float64) bool {
	switch m.Kind {
	case Rect:
		a, b := m.Points[0], m.Points[1]
		return p.X >= a.X-grace && p.X <= b.X+grace && p.Y >= a.Y-grace && p.Y <= b.Y+grace
	case Dot:
		return math.Hypot(p.X-m.Points[0].X, p.Y-m.Points[0].Y) <= m.Radius+2+grace
	case Area:
		return inside(m.Points, p)
	case Line:
		for i := 1; i < len(m.Points); i++ {
			if distance(p, m.Points[i-1], m.Points[i]) <= m.Width/2+grace {
				return true
			}
		}
	}
	return false
}

// inside is the even-odd test.
func inside(poly []Point, p Point) bool {
	in := false
	for i, j := 0, len(poly)-1; i < len(poly); j, i = i, i+1 {
		a, b := poly[i], poly[j]
		if (a.Y > p.Y) != (b.Y > p.Y) && p.X < (b.X-a.X)*(p.Y-a.Y)/(b.Y-a.Y)+a.X {
			in = !in
		}
	}
	return in
}

// distance of a point from a segment.
func distance(p, a, b Point) float64 {
	dx, dy := b.X-a.X, b.Y-a.Y
	t := 0.0
	if l := dx*dx + dy*dy; l > 0 {
		t = max(0, min(1, ((p.X-a.X)*dx+(p.Y-a.Y)*dy)/l))
	}
	return math.Hypot(p.X-a.X-t*dx, p.Y-a.Y-t*dy)
}

// Bounds is the box around a mark, for highlighting and for placing tips.
func (m *Mark) Bounds() (x0, y0, x1, y1 float64) {
	x0, y0, x1, y1 = math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for _, p := range m.Points {
		x0, x1, y0, y1 = min(x0, p.X), max(x1, p.X), min(y0, p.Y), max(y1, p.Y)
	}
	if m.Kind == Dot {
		x0, y0, x1, y1 = x0-m.Radius, y0-m.Radius, x1+m.Radius, y1+m.Radius
	}
	return
}
