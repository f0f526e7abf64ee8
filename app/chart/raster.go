package chart

import (
	"image"
	"image/color"
	"image/png"
	"io"
	"math"

	"remanence/app/ui/paint"
	"remanence/app/ui/palette"
)

// Image paints a scene at a scale: 2 gives twice the pixels of the same layout.
func Image(s *Scene, scale float64) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, int(math.Ceil(s.Width*scale)), int(math.Ceil(s.Height*scale))))
	Paint(img, s, scale)
	return img
}

// PNG writes a picture for reports. It needs no window.
func PNG(w io.Writer, p Picture, width, height int, scale float64, dark bool) error {
	return png.Encode(w, Image(p.Scene(float64(width), float64(height), dark), scale))
}

// Paint draws a scene into an image whose pixels are scale times finer than the
// scene's.
func Paint(img *image.RGBA, s *Scene, scale float64) { PaintMarks(img, s, s.Marks, scale) }

// PaintMarks draws marks in the look of a scene, such as those of Trace.
func PaintMarks(img *image.RGBA, s *Scene, marks []Mark, scale float64) {
	for i := range marks {
		paintMark(img, &marks[i], s, scale)
	}
}

func paintMark(img *image.RGBA, m *Mark, s *Scene, scale float64) {
	switch m.Kind {
	case Rect:
		// Edges are put on whole pixels: bars and lines stay crisp and
		// neighbours meet without a seam.
		a, b := m.Points[0], m.Points[1]
		snap := func(v float64) float64 { return math.Round(v * scale) }
		x0, y0, x1, y1 := snap(a.X), snap(a.Y), snap(b.X), snap(b.Y)
		if y1 == y0 && b.Y > a.Y { // a small value is still something
			y1++
		}
		if x1 == x0 && b.X > a.X {
			x1++
		}
		box := image.Rect(int(x0), int(y0), int(x1), int(y1))
		paint.Fill(img, box, m.Fill)
		if m.Hatch {
			paint.FillHatch(img, box, hatching(m, s, scale))
		} else {
			paint.FillWeave(img, box, weave(m, scale))
		}
		if w := int(math.Round(m.Width * scale)); w > 0 && m.Stroke.A > 0 && box.Dx() > 3*w && box.Dy() > 3*w {
			paint.Fill(img, image.Rect(box.Min.X, box.Min.Y, box.Max.X, box.Min.Y+w), m.Stroke)
			if box.Dx() > box.Dy() || m.Width >= 1 {
				paint.Fill(img, image.Rect(box.Max.X-w, box.Min.Y, box.Max.X, box.Max.Y), m.Stroke)
			}
		}
	case Line:
		points := scaled(m.Points, scale)
		if len(points) == 2 && len(m.Dash) == 0 && straight(points) {
			hairline(img, points, max(1, math.Round(m.Width*scale)), m.Stroke)
			return
		}
		dash := make([]float64, len(m.Dash))
		for i, d := range m.Dash {
			dash[i] = d * scale
		}
		paint.Stroke(img, points, m.Width*scale, dash, m.Stroke)
	case Area:
		outline := scaled(m.Points, scale)
		paint.FillPolygon(img, outline, image.NewUniform(m.Fill))
		if m.Hatch {
			paint.FillPolygon(img, outline, hatching(m, s, scale))
		} else if m.Pattern != paint.Plain {
			paint.FillPolygon(img, outline, weave(m, scale))
		}
		if m.Width > 0 && m.Stroke.A > 0 {
			paint.Stroke(img, append(outline, outline[0]), m.Width*scale, nil, m.Stroke)
		}
	case Dot:
		outline := dot(m.Shape, m.Points[0], m.Radius)
		if m.Fill.A > 0 {
			paint.FillPolygon(img, scaled(outline, scale), image.NewUniform(m.Fill))
		}
		if m.Hatch {
			paint.FillPolygon(img, scaled(outline, scale), hatching(m, s, scale))
		}
		if m.Width > 0 && m.Stroke.A > 0 {
			paint.Stroke(img, scaled(append(outline, outline[0]), scale), m.Width*scale, nil, m.Stroke)
		}
	case Text:
		face := paint.Get(paint.Font{Bold: m.Bold}, m.Size*scale)
		x := m.Points[0].X * scale
		switch m.Anchor {
		case Middle:
			x -= face.Width(m.Text) / 2
		case End:
			x -= face.Width(m.Text)
		}
		face.Draw(img, img.Rect, x, m.Points[0].Y*scale, m.Text, m.Fill)
	}
}

func hatching(m *Mark, s *Scene, scale float64) paint.Hatching {
	return paint.Hatching{Line: color.NRGBA{R: s.look.Hatch.R, G: s.look.Hatch.G, B: s.look.Hatch.B, A: 170}, Gap: 5 * scale, Width: 1.3 * scale}
}

// weaveGap and weaveLine are the period and the width of the lines of a pattern.
const (
	weaveGap  = 7
	weaveLine = 1.2
)

// ink of a pattern is what reads on the fill, thin enough to leave its colour.
func (m *Mark) ink() color.NRGBA {
	ink := palette.OnColor(m.Fill)
	if ink.R > 128 {
		return palette.Alpha(ink, 120)
	}
	return palette.Alpha(ink, 90)
}

func weave(m *Mark, scale float64) paint.Weave {
	return paint.Weave{Pattern: m.Pattern, Ink: m.ink(), Gap: weaveGap * scale, Width: weaveLine * scale}
}

func scaled(points []Point, scale float64) []Point {
	out := make([]Point, len(points))
	for i, p := range points {
		out[i] = Point{X: p.X * scale, Y: p.Y * scale}
	}
	return out
}

func straight(p []Point) bool { return p[0].X == p[1].X || p[0].Y == p[1].Y }

// hairline draws a level or upright line on whole pixels.
func hairline(img *image.RGBA, p []Point, width float64, c color.NRGBA) {
	x0, x1 := math.Round(min(p[0].X, p[1].X)), math.Round(max(p[0].X, p[1].X))
	y0, y1 := math.Round(min(p[0].Y, p[1].Y)), math.Round(max(p[0].Y, p[1].Y))
	shift := math.Floor(width / 2)
	if x0 == x1 {
		x0, x1 = x0-shift, x0-shift+width
	} else {
		y0, y1 = y0-shift, y0-shift+width
	}
	paint.Fill(img, image.Rect(int(x0), int(y0), int(x1), int(y1)), c)
}

// dot is the outline of a marker; the shapes have about the same area.
func dot(shape Shape, c Point, r float64) []Point {
	switch shape {
	case Square:
		r *= 0.88
		return []Point{{X: c.X - r, Y: c.Y - r}, {X: c.X + r, Y: c.Y - r}, {X: c.X + r, Y: c.Y + r}, {X: c.X - r, Y: c.Y + r}}
	case Triangle:
		r *= 1.25
		return []Point{{X: c.X, Y: c.Y - r}, {X: c.X + 0.9*r, Y: c.Y + 0.6*r}, {X: c.X - 0.9*r, Y: c.Y + 0.6*r}}
	case TriangleDown:
		r *= 1.25
		return []Point{{X: c.X, Y: c.Y + r}, {X: c.X + 0.9*r, Y: c.Y - 0.6*r}, {X: c.X - 0.9*r, Y: c.Y - 0.6*r}}
	case Pentagon:
		out := make([]Point, 5)
		for i := range out {
			sin, cos := math.Sincos(2*math.Pi*float64(i)/5 - math.Pi/2)
			out[i] = Point{X: c.X + 1.1*r*cos, Y: c.Y + 1.1*r*sin}
		}
		return out
	case Diamond:
		r *= 1.2
		return []Point{{X: c.X, Y: c.Y - r}, {X: c.X + r, Y: c.Y}, {X: c.X, Y: c.Y + r}, {X: c.X - r, Y: c.Y}}
	}
	n := 28
	out := make([]Point, n)
	for i := range out {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / float64(n))
		out[i] = Point{X: c.X + r*cos, Y: c.Y + r*sin}
	}
	return out
}
