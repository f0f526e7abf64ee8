package paint

import (
	"image"
	"image/color"
	"math"

	"golang.org/x/image/math/fixed"
)

// Draw writes s with its baseline at y, clipped, and returns the pen position
// behind it.
func (f *Face) Draw(dst *image.RGBA, clip image.Rectangle, x, y float64, s string, c color.NRGBA) float64 {
	clip = clip.Intersect(dst.Rect)
	pen := fixed.Int26_6(math.Round(x * 64))
	base := int(math.Round(y))
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, r := range s {
		if pen.Floor() >= clip.Max.X {
			break
		}
		g := f.glyph(r, pen)
		if g.mask != nil {
			blend(dst, clip, g.mask, pen.Floor()+g.dx, base+g.dy, c)
		}
		pen += f.advance(r)
	}
	return float64(pen) / 64
}

func (f *Face) glyph(r rune, pen fixed.Int26_6) glyph {
	key := glyphKey{r, uint8(int(pen&63) * subPositions / 64)}
	if g, ok := f.glyphs[key]; ok {
		return g
	}
	g := glyph{}
	if !blank(r) && r >= ' ' {
		src := f.source(r)
		if src == nil {
			src = f.chain[0].face // draws the font's "missing" box: visibly wrong beats invisible
		}
		dot := fixed.Point26_6{X: fixed.Int26_6(int(key.sub) * 64 / subPositions)}
		if rect, mask, at, _, ok := src.Glyph(dot, r); ok && !rect.Empty() {
			copied := image.NewAlpha(image.Rect(0, 0, rect.Dx(), rect.Dy()))
			for y := range rect.Dy() {
				for x := range rect.Dx() {
					_, _, _, a := mask.At(at.X+x, at.Y+y).RGBA()
					copied.Pix[y*copied.Stride+x] = uint8(a >> 8)
				}
			}
			g = glyph{copied, rect.Min.X, rect.Min.Y}
		}
	}
	f.glyphs[key] = g
	return g
}

// blend puts c through mask onto dst, which holds premultiplied pixels.
func blend(dst *image.RGBA, clip image.Rectangle, mask *image.Alpha, x0, y0 int, c color.NRGBA) {
	r := mask.Rect.Add(image.Pt(x0, y0)).Intersect(clip)
	if r.Empty() {
		return
	}
	ca := uint32(c.A)
	for y := r.Min.Y; y < r.Max.Y; y++ {
		m := mask.Pix[(y-y0)*mask.Stride+(r.Min.X-x0):]
		d := dst.Pix[dst.PixOffset(r.Min.X, y):]
		for x := range r.Dx() {
			a := uint32(m[x])
			if a == 0 {
				continue
			}
			if ca != 255 {
				a = a * ca / 255
			}
			p := d[x*4 : x*4+4 : x*4+4]
			rest := 255 - a
			p[0] = uint8((uint32(c.R)*a + uint32(p[0])*rest + 127) / 255)
			p[1] = uint8((uint32(c.G)*a + uint32(p[1])*rest + 127) / 255)
			p[2] = uint8((uint32(c.B)*a + uint32(p[2])*rest + 127) / 255)
			p[3] = uint8((255*a + uint32(p[3])*rest + 127) / 255)
		}
	}
}
