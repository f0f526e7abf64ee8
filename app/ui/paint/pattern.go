package paint

import (
	"image"
	"image/color"
	"math"
)

// Pattern is what a fill bears besides its colour, so that series are told apart
// without it. Diagonal lines are none of them: a Hatching means unknown origin.
type Pattern int

// The patterns, in the order series take them.
const (
	Plain Pattern = iota
	Level
	Dotted
	Upright
	Grid
	Checked
	Crossed
	patterns
)

// PatternOf is the pattern of the i-th series; it repeats after seven, which is out
// of step with the ten colours.
func PatternOf(i int) Pattern { return Pattern(((i % int(patterns)) + int(patterns)) % int(patterns)) }

// Weave is an endless image of a pattern on a clear ground. Gap is its period and
// Width that of its lines, in pixels.
type Weave struct {
	Pattern    Pattern
	Ink        color.NRGBA
	Gap, Width float64
}

// ColorModel implements image.Image.
func (w Weave) ColorModel() color.Model { return color.NRGBAModel }

// Bounds implements image.Image.
func (w Weave) Bounds() image.Rectangle { return image.Rect(-1e9, -1e9, 1e9, 1e9) }

// period is even and whole, so that tiles meet and checks are equal.
func (w Weave) period() int { return max(4, 2*int(math.Round(w.Gap/2))) }

// At implements image.Image with smooth edges.
func (w Weave) At(x, y int) color.Color {
	n := w.period()
	at := func(v int) float64 { return math.Abs(float64((v%n+n)%n) + 0.5 - float64(n)/2) }
	return color.NRGBA{w.Ink.R, w.Ink.G, w.Ink.B, uint8(float64(w.Ink.A) * w.cover(at(x), at(y), float64(n)))}
}

// cover is how much ink a pixel bears whose middle lies u and v from the middle of
// its tile.
func (w Weave) cover(u, v, n float64) float64 {
	edge := func(d float64) float64 { return math.Min(1, math.Max(0, d+0.5)) }
	level, upright := edge(w.Width/2-v), edge(w.Width/2-u)
	switch w.Pattern {
	case Level:
		return level
	case Upright:
		return upright
	case Grid:
		return math.Max(level, upright)
	case Dotted:
		return edge(w.Width*1.15 - math.Hypot(u, v))
	case Checked:
		return edge(n/4-u)*edge(n/4-v) + edge(u-n/4)*edge(v-n/4)
	case Crossed:
		return math.Max(math.Min(level, edge(n*0.34-u)), math.Min(upright, edge(n*0.34-v)))
	}
	return 0
}

// FillWeave fills whole pixels with a pattern; one tile is computed and repeated.
func FillWeave(dst *image.RGBA, r image.Rectangle, w Weave) {
	r = r.Intersect(dst.Rect)
	if r.Empty() || w.Pattern == Plain {
		return
	}
	n := w.period()
	tile := make([]color.NRGBA, n*n)
	for i := range tile {
		tile[i] = w.At(i%n, i/n).(color.NRGBA)
	}
	for y := r.Min.Y; y < r.Max.Y; y++ {
		row := tile[((y%n+n)%n)*n:][:n]
		line := dst.Pix[dst.PixOffset(r.Min.X, y):][:r.Dx()*4]
		for i := 0; i < len(line); i += 4 {
			if c := row[((r.Min.X+i/4)%n+n)%n]; c.A > 0 {
				over(line[i:i+4], c)
			}
		}
	}
}

// over blends a colour onto an opaque or clear pixel.
func over(pixel []uint8, c color.NRGBA) {
	a, rest := uint32(c.A), 255-uint32(c.A)
	pixel[0] = uint8((uint32(c.R)*a + uint32(pixel[0])*rest) / 255)
	pixel[1] = uint8((uint32(c.G)*a + uint32(pixel[1])*rest) / 255)
	pixel[2] = uint8((uint32(c.B)*a + uint32(pixel[2])*rest) / 255)
	pixel[3] = uint8(a + uint32(pixel[3])*rest/255)
}
