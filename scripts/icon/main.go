// Command icon draws assets/icon.png: a horseshoe magnet whose outer field line is
// broken and whose inner one remains.
//
//	go run ./scripts/icon
package main

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"log"
	"math"
	"os"

	"golang.org/x/image/vector"
)

const (
	size = 512
	file = "assets/icon.png"
)

var (
	night = color.NRGBA{0x16, 0x2b, 0x45, 0xff}
	red   = color.NRGBA{0xd9, 0x48, 0x3b, 0xff}
	steel = color.NRGBA{0xe8, 0xed, 0xf2, 0xff}
	field = color.NRGBA{0x7d, 0xd3, 0xe6, 0xff}
	gone  = color.NRGBA{0x4d, 0x8a, 0xa3, 0xff}
)

// point is a place on the icon, in pixels.
type point struct{ x, y float64 }

func main() {
	var out bytes.Buffer
	if err := png.Encode(&out, picture()); err != nil {
		log.Fatal(err)
	}
	if err := os.WriteFile(file, out.Bytes(), 0o644); err != nil {
		log.Fatal(err)
	}
}

// picture draws the icon from back to front.
func picture() *image.NRGBA {
	img := image.NewNRGBA(image.Rect(0, 0, size, size))
	fill(img, night, tile(16, 16, size-16, size-16, 104))

	// The magnet opens upwards: a half ring below, two arms, steel tips.
	const (
		left, right  = 146.0, 366.0 // the middle of each arm
		width        = 84.0
		tipTop, arms = 214.0, 274.0 // where steel begins, where red begins
		bend         = 316.0        // where the arms meet the half ring
	)
	middle, radius := point{(left + right) / 2, bend}, (right-left)/2
	for _, x := range []float64{left, right} {
		fill(img, steel, tile(x-width/2, tipTop, x+width/2, arms+1, 10))
		fill(img, red, tile(x-width/2, arms, x+width/2, bend+1, 0))
	}
	fill(img, red, band(arc(middle, radius, radius, math.Pi, 0), width))

	// The field from pole to pole: the outer line is broken, the inner one remains.
	poles := point{middle.x, tipTop - 22}
	fill(img, field, band(arc(poles, radius-26, 62, math.Pi, 2*math.Pi), 22))
	for _, dash := range dashes(5) {
		fill(img, gone, band(arc(poles, radius+18, 124, dash[0], dash[1]), 18))
	}
	return img
}

// dashes cuts the upper half circle into n pieces with gaps between them.
func dashes(n int) [][2]float64 {
	const gap = 0.16
	length := (math.Pi - gap*float64(n-1)) / float64(n)
	var cut [][2]float64
	for i := range n {
		from := math.Pi + float64(i)*(length+gap)
		cut = append(cut, [2]float64{from, from + length})
	}
	return cut
}

// arc is a piece of an ellipse as a line of points; angles grow clockwise on the
// screen, 0 is right. An arc from π to 0 runs through the bottom.
func arc(c point, rx, ry, from, to float64) []point {
	const steps = 96
	line := make([]point, steps+1)
	for i := range line {
		a := from + (to-from)*float64(i)/steps
		line[i] = point{c.x + rx*math.Cos(a), c.y + ry*math.Sin(a)}
	}
	return line
}

// band is the outline of a line of the given width.
func band(line []point, width float64) []point {
	outline := make([]point, 2*len(line))
	for i, p := range line {
		a, b := line[max(i-1, 0)], line[min(i+1, len(line)-1)]
		length := math.Hypot(b.x-a.x, b.y-a.y)
		nx, ny := -(b.y-a.y)/length*width/2, (b.x-a.x)/length*width/2
		outline[i] = point{p.x + nx, p.y + ny}
		outline[len(outline)-1-i] = point{p.x - nx, p.y - ny}
	}
	return outline
}

// tile is a rectangle with round corners.
func tile(x0, y0, x1, y1, r float64) []point {
	var outline []point
	corners := []point{{x1 - r, y0 + r}, {x1 - r, y1 - r}, {x0 + r, y1 - r}, {x0 + r, y0 + r}}
	for i, c := range corners {
		from := -math.Pi/2 + float64(i)*math.Pi/2
		outline = append(outline, arc(c, r, r, from, from+math.Pi/2)...)
	}
	return outline
}

// fill paints the inside of an outline, with smooth edges.
func fill(img draw.Image, c color.Color, outline []point) {
	r := vector.NewRasterizer(size, size)
	r.MoveTo(float32(outline[0].x), float32(outline[0].y))
	for _, p := range outline[1:] {
		r.LineTo(float32(p.x), float32(p.y))
	}
	r.ClosePath()
	cover := image.NewAlpha(img.Bounds())
	r.Draw(cover, cover.Bounds(), image.Opaque, image.Point{})
	for i, a := range cover.Pix {
		if a < 3 { // rounding leaves a trace on the rest of the row
			cover.Pix[i] = 0
		}
	}
	draw.DrawMask(img, img.Bounds(), image.NewUniform(c), image.Point{}, cover, image.Point{}, draw.Over)
}
