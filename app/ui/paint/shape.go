package paint

import (
	"image"
	"image/color"
	"image/draw"
	"math"

	"golang.org/x/image/vector"
)

// Point is a position in pixels.
type Point struct{ X, Y float64 }

// Fill paints whole pixels; c may be translucent.
func Fill(dst *image.RGBA, r image.Rectangle, c color.NRGBA) {
	r = r.Intersect(dst.Rect)
	if r.Empty() || c.A == 0 {
		return
	}
	if c.A != 255 {
		draw.Draw(dst, r, image.NewUniform(c), image.Point{}, draw.Over)
		return
	}
	// Writing one row and copying it is several times faster than draw.Draw,
	// and backgrounds are most of what a table paints.
	first := dst.Pix[dst.PixOffset(r.Min.X, r.Min.Y):][:r.Dx()*4]
	for i := 0; i < len(first); i += 4 {
		first[i], first[i+1], first[i+2], first[i+3] = c.R, c.G, c.B, 255
	}
	for y := r.Min.Y + 1; y < r.Max.Y; y++ {
		copy(dst.Pix[dst.PixOffset(r.Min.X, y):], first)
	}
}

// FillRect paints a rectangle with anti-aliased edges.
func FillRect(dst *image.RGBA, x0, y0, x1, y1 float64, c color.NRGBA) {
	r := image.Rect(int(math.Round(x0)), int(math.Round(y0)), int(math.Round(x1)), int(math.Round(y1)))
	if close(x0, r.Min.X) && close(y0, r.Min.Y) && close(x1, r.Max.X) && close(y1, r.Max.Y) {
		Fill(dst, r, c)
		return
	}
	FillPolygon(dst, []Point{{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}}, image.NewUniform(c))
}

func close(a float64, b int) bool { return math.Abs(a-float64(b)) < 1.0/128 }

// FillPolygon fills a closed outline with a colour or a Hatching.
func FillPolygon(dst *image.RGBA, outline []Point, src image.Image) {
	fillPaths(dst, [][]Point{outline}, src)
}

// Stroke draws a polyline with round joints and ends. dash holds lengths of
// strokes and gaps; nil is a solid line.
func Stroke(dst *image.RGBA, line []Point, width float64, dash []float64, c color.NRGBA) {
	var paths [][]Point
	for _, part := range Dashes(line, dash) {
		for i := 1; i < len(part); i++ {
			if q := quad(part[i-1], part[i], width/2); q != nil {
				paths = append(paths, q)
			}
			if i > 1 && width > 1.2 {
				paths = append(paths, Circle(part[i-1], width/2))
			}
		}
	}
	fillPaths(dst, paths, image.NewUniform(c))
}

// Circle returns the outline of a disc.
func Circle(center Point, radius float64) []Point {
	n := max(8, int(radius*4))
	out := make([]Point, n)
	for i := range out {
		s, c := math.Sincos(2 * math.Pi * float64(i) / float64(n))
		out[i] = Point{center.X + radius*c, center.Y + radius*s}
	}
	return out
}

// quad is the outline of one thick segment, turning the same way as Circle so
// that overlapping parts add up instead of cancelling.
func quad(a, b Point, half float64) []Point {
	dx, dy := b.X-a.X, b.Y-a.Y
	length := math.Hypot(dx, dy)
	if length < 1e-9 {
		return nil
	}
	nx, ny := -dy/length*half, dx/length*half
	return []Point{{a.X - nx, a.Y - ny}, {b.X - nx, b.Y - ny}, {b.X + nx, b.Y + ny}, {a.X + nx, a.Y + ny}}
}

// Dashes cuts a polyline into its drawn pieces.
func Dashes(line []Point, dash []float64) [][]Point {
	if len(dash) == 0 || len(line) < 2 {
		return [][]Point{line}
	}
	var out [][]Point
	current := []Point{line[0]}
	index, left, on := 0, dash[0], true
	for i := 1; i < len(line); i++ {
		a, b := line[i-1], line[i]
		length := math.Hypot(b.X-a.X, b.Y-a.Y)
		at := 0.0
		for length-at > left {
			at += left
			t := at / length
			p := Point{a.X + (b.X-a.X)*t, a.Y + (b.Y-a.Y)*t}
			if on {
				out = append(out, append(current, p))
			}
			current = []Point{p}
			on, index = !on, (index+1)%len(dash)
			left = max(dash[index], 0.1)
		}
		left -= length - at
		current = append(current, b)
	}
	if on && len(current) > 1 {
		out = append(out, current)
	}
	return out
}

// fillPaths rasterises within the bounding box only: sweeping the whole image
// for every band is what makes the rasteriser slow.
func fillPaths(dst *image.RGBA, paths [][]Point, src image.Image) {
	minX, minY, maxX, maxY := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for _, path := range paths {
		for _, p := range path {
			minX, maxX = min(minX, p.X), max(maxX, p.X)
			minY, maxY = min(minY, p.Y), max(maxY, p.Y)
		}
	}
	if !(minX <= maxX && minY <= maxY) || math.IsInf(maxX-minX, 0) || math.IsInf(maxY-minY, 0) {
		return
	}
	b := dst.Rect
	box := image.Rect(int(max(minX, float64(b.Min.X)-1)), int(max(minY, float64(b.Min.Y)-1)),
		int(min(maxX, float64(b.Max.X)))+1, int(min(maxY, float64(b.Max.Y)))+1).Intersect(b)
	if box.Empty() {
		return
	}
	z := vector.NewRasterizer(box.Dx(), box.Dy())
	for _, path := range paths {
		for i, p := range path {
			x, y := float32(p.X-float64(box.Min.X)), float32(p.Y-float64(box.Min.Y))
			if i == 0 {
				z.MoveTo(x, y)
			} else {
				z.LineTo(x, y)
			}
		}
		z.ClosePath()
	}
	if uniform, ok := src.(*image.Uniform); ok {
		z.Draw(dst, box, uniform, image.Point{})
		return
	}
	mask := image.NewAlpha(image.Rect(0, 0, box.Dx(), box.Dy()))
	z.Draw(mask, mask.Rect, image.Opaque, image.Point{})
	draw.DrawMask(dst, box, src, box.Min, mask, image.Point{}, draw.Over)
}
