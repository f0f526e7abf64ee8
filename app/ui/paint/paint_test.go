package paint

import (
	"encoding/json"
	"image"
	"image/color"
	"math"
	"strings"
	"testing"

	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"remanence/assets"
)

var black = color.NRGBA{A: 255}

func white(w, h int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	Fill(img, img.Rect, color.NRGBA{255, 255, 255, 255})
	return img
}

// ink sums darkness, so areas can be compared with geometry.
func ink(img *image.RGBA, r image.Rectangle) float64 {
	sum := 0.0
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			sum += 1 - float64(img.RGBAAt(x, y).R)/255
		}
	}
	return sum
}

func TestShapesCoverTheirArea(t *testing.T) {
	for name, c := range map[string]struct {
		draw func(*image.RGBA)
		want float64
	}{
		"whole rectangle": {func(m *image.RGBA) { FillRect(m, 10, 10, 30, 20, black) }, 200},
		"half pixels":     {func(m *image.RGBA) { FillRect(m, 10.5, 10.5, 30, 20.5, black) }, 195},
		"circle": {func(m *image.RGBA) {
			FillPolygon(m, Circle(Point{50, 50}, 20), image.NewUniform(black))
		}, math.Pi * 400},
		"line":            {func(m *image.RGBA) { Stroke(m, []Point{{10, 10}, {60, 60}}, 2, nil, black) }, 2 * 50 * math.Sqrt2},
		"bent line":       {func(m *image.RGBA) { Stroke(m, []Point{{10, 10}, {50, 10}, {50, 50}}, 1, nil, black) }, 80},
		"dashes":          {func(m *image.RGBA) { Stroke(m, []Point{{0, 50}, {80, 50}}, 2, []float64{4, 4}, black) }, 80},
		"clipped outside": {func(m *image.RGBA) { FillRect(m, -50, -50, 10.5, 10, black) }, 105},
		"far outside":     {func(m *image.RGBA) { FillRect(m, 500.5, 500, 600, 600, black) }, 0},
	} {
		img := white(100, 100)
		c.draw(img)
		if got := ink(img, img.Rect); math.Abs(got-c.want) > 0.03*c.want+0.5 {
			t.Errorf("%s: %.1f pixels of ink, want %.1f", name, got, c.want)
		}
	}
}

func TestHatchingLeavesGaps(t *testing.T) {
	img := white(60, 60)
	FillPolygon(img, []Point{{0, 0}, {60, 0}, {60, 60}, {0, 60}},
		Hatching{Back: color.NRGBA{255, 255, 255, 255}, Line: black, Gap: 6, Width: 1.5})
	if got := ink(img, img.Rect) / 3600; got < 0.2 || got > 0.3 {
		t.Errorf("a quarter should be lines, got %.2f", got)
	}
}

func TestTextIsMeasuredAsDrawn(t *testing.T) {
	for _, f := range []Font{{}, {Bold: true}, {Italic: true}, {Mono: true}} {
		face := Get(f, 26)
		img := white(400, 60)
		end := face.Draw(img, img.Rect, 10.3, 40, "Dysprosium 1,234", black)
		if math.Abs(end-10.3-face.Width("Dysprosium 1,234")) > 0.1 {
			t.Errorf("%+v: pen %.2f, width %.2f", f, end, face.Width("Dysprosium 1,234"))
		}
		if ink(img, image.Rect(10, 0, int(end)+1, 60)) < 200 || ink(img, image.Rect(int(end)+3, 0, 400, 60)) > 0 {
			t.Errorf("%+v: the ink is not where the text is", f)
		}
	}
}

func TestTextObeysItsClip(t *testing.T) {
	img := white(200, 40)
	Get(Font{}, 20).Draw(img, image.Rect(0, 0, 50, 40), 5, 25, "MMMMMMMMMMMMMM", black)
	if ink(img, image.Rect(50, 0, 200, 40)) != 0 {
		t.Error("ink outside the clip")
	}
}

func TestFit(t *testing.T) {
	f := Get(Font{}, 13)
	if got := f.Fit("short", 500); got != "short" {
		t.Error(got)
	}
	got := f.Fit("a very long supplier name", 60)
	if f.Width(got) > 60 || len(got) < 4 || got[len(got)-len("…"):] != "…" {
		t.Errorf("%q is %.1f wide", got, f.Width(got))
	}
	if got := f.Fit("wide", 3); got != "" {
		t.Errorf("no room, got %q", got)
	}
}

func TestCoverage(t *testing.T) {
	f := Get(Font{}, 13)
	if s := "Größe Ωμ − – … € → ≥ ≤ × ·"; !f.Covers(s) {
		t.Errorf("%q should be covered", s)
	}
	if f.Covers("磁铁") {
		t.Error("Chinese is not in the bundled font; the overlay would never come")
	}
}

func BenchmarkPageOfText(b *testing.B) {
	img := image.NewRGBA(image.Rect(0, 0, 1400, 900))
	f := Get(Font{}, 13)
	for b.Loop() {
		for i := range 480 {
			f.Draw(img, img.Rect, float64(i%12)*110, float64(i/12)*22+16, "1,234,567.89", black)
		}
	}
}

// Every sign of the translations and of country names has a glyph, so that no
// text shows as boxes on a machine without fonts of its own.
func TestEveryTranslatedTextHasGlyphs(t *testing.T) {
	for _, code := range []string{"de", "ja"} {
		texts := map[string]string{}
		if err := json.Unmarshal(assets.Translation(code), &texts); err != nil {
			t.Fatal(err)
		}
		for _, f := range []Font{{}, {Bold: true}, {Italic: true}} {
			face := Get(f, 13)
			for _, text := range texts {
				if plain := strings.ReplaceAll(text, "\n", ""); !face.Covers(plain) {
					t.Errorf("%s %+v: not every sign of %q has a glyph", code, f, text)
				}
			}
		}
	}
	face := Get(Font{}, 13)
	for r := rune('A'); r <= 'Z'; r++ {
		for q := rune('A'); q <= 'Z'; q++ {
			if region, err := language.ParseRegion(string([]rune{r, q})); err == nil {
				if name := display.Regions(language.Japanese).Name(region); !face.Covers(name) {
					t.Errorf("not every sign of %s has a glyph", name)
				}
			}
		}
	}
	if face.Covers("한국") {
		t.Error("Korean is left to the system's fonts; the test would not see a gap")
	}
}

// The Latin letters of the Japanese font are those of the text font: a change of
// the language moves no column.
func TestJapaneseFontMeasuresLatinAsBefore(t *testing.T) {
	for _, pair := range [][2]string{{"NotoSans-Regular", "NotoSansJP-Regular"}, {"NotoSans-Bold", "NotoSansJP-Bold"}} {
		var faces [2]font.Face
		for i, name := range pair {
			f, err := opentype.Parse(assets.Font(name))
			if err != nil {
				t.Fatal(name, err)
			}
			if faces[i], err = opentype.NewFace(f, &opentype.FaceOptions{Size: 13, DPI: 72}); err != nil {
				t.Fatal(name, err)
			}
		}
		if faces[0].Metrics() != faces[1].Metrics() {
			t.Errorf("%s: %+v, %s: %+v", pair[0], faces[0].Metrics(), pair[1], faces[1].Metrics())
		}
		for r := rune(' '); r < 0x250; r++ {
			b0, a0, ok0 := faces[0].GlyphBounds(r)
			b1, a1, ok1 := faces[1].GlyphBounds(r)
			if b0 != b1 || a0 != a1 || ok0 != ok1 {
				t.Errorf("%s: %q is drawn otherwise", pair[1], r)
			}
		}
	}
}
