package paint

import (
	"image"
	"image/color"
	"math"
)

// Hatching is an endless image of diagonal lines: unknown origin, proposals and
// stale cells are hatched so that they never depend on colour alone.
type Hatching struct {
	Back, Line color.NRGBA
	Gap, Width float64 // across the lines, in pixels
}

// ColorModel implements image.Image.
func (h Hatching) ColorModel() color.Model { return color.NRGBAModel }

// Bounds implements image.Image.
func (h Hatching) Bounds() image.Rectangle { return image.Rect(-1e9, -1e9, 1e9, 1e9) }

// At implements image.Image with smooth edges.
func (h Hatching) At(x, y int) color.Color {
	across := math.Mod((float64(x)+float64(y)+1)*math.Sqrt2/2, h.Gap)
	if across < 0 {
		across += h.Gap
	}
	cover := math.Min(1, math.Max(0, h.Width/2+0.5-math.Abs(across-h.Gap/2)))
	mix := func(a, b uint8) uint8 { return uint8(float64(a) + (float64(b)-float64(a))*cover) }
	if h.Back.A == 0 {
		return color.NRGBA{h.Line.R, h.Line.G, h.Line.B, uint8(float64(h.Line.A) * cover)}
	}
	return color.NRGBA{mix(h.Back.R, h.Line.R), mix(h.Back.G, h.Line.G), mix(h.Back.B, h.Line.B), mix(h.Back.A, h.Line.A)}
}

// FillHatch fills whole pixels with a hatching. The pattern only depends on x+y,
// so one period is computed and repeated: cheap enough for table cells.
func FillHatch(dst *image.RGBA, r image.Rectangle, h Hatching) {
	r = r.Intersect(dst.Rect)
	if r.Empty() {
		return
	}
	period := max(2, int(math.Round(h.Gap*math.Sqrt2)))
	h.Gap = float64(period) / math.Sqrt2
	colors := make([]color.NRGBA, period)
	for i := range colors {
		colors[i] = h.At(i, 0).(color.NRGBA)
	}
	for y := r.Min.Y; y < r.Max.Y; y++ {
		line := dst.Pix[dst.PixOffset(r.Min.X, y):][:r.Dx()*4]
		for i := 0; i < len(line); i += 4 {
			over(line[i:i+4], colors[(r.Min.X+i/4+y)%period])
		}
	}
}
