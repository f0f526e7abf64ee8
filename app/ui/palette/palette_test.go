package palette

import (
	"image/color"
	"math"
	"testing"
)

func TestTextKeepsItsContrast(t *testing.T) {
	for _, dark := range []bool{false, true} {
		s := Of(dark)
		for name, pair := range map[string][2]color.NRGBA{
			"text": {s.Text, s.Surface}, "text on header": {s.Text, s.Header}, "text on selection": {s.Text, s.AccentSoft},
			"muted": {s.Muted, s.Surface}, "muted on header": {s.Muted, s.Header}, "muted on background": {s.Muted, s.Background},
			"ok": {s.Ok, s.OkSoft}, "warn": {s.Warn, s.WarnSoft}, "bad": {s.Bad, s.BadSoft}, "info": {s.Info, s.InfoSoft},
			"text on bad": {s.Text, s.BadSoft}, "text on warn": {s.Text, s.WarnSoft}, "on accent": {s.OnAccent, s.Accent},
		} {
			if c := Contrast(pair[0], pair[1]); c < 4.5 {
				t.Errorf("dark=%v %s: contrast %.2f, want at least 4.5", dark, name, c)
			}
		}
	}
}

func TestFrequentCountriesStayApart(t *testing.T) {
	codes := []string{"CN", "US", "AU", "JP", "MY", "VN", "EE", "DE", "MM", "FR"}
	for _, dark := range []bool{false, true} {
		for name, see := range visions {
			for i, a := range codes {
				for _, b := range codes[i+1:] {
					d := distance(see(Country(a, dark)), see(Country(b, dark)))
					if d < 9 {
						t.Errorf("dark=%v, %s: %s and %s differ by %.1f only", dark, name, a, b, d)
					}
				}
			}
		}
	}
}

func TestCountriesAreStableAndUnknownIsHatched(t *testing.T) {
	if Country("cn ", false) != Country("CN", false) {
		t.Error("case and spaces change the colour")
	}
	if Country("QQ", false) != Country("qq ", false) || Country("QQ", false) == Of(false).Unknown {
		t.Error("an unlisted country needs a colour of its own")
	}
	if !CountryTint("").Hatched() || !CountryTint("??").Hatched() || CountryTint("CN").Hatched() {
		t.Error("hatching must mark unknown origin and nothing else")
	}
}

func TestTints(t *testing.T) {
	fallback := color.NRGBA{R: 1, A: 255}
	for tint, want := range map[Tint]color.NRGBA{
		Auto: fallback, "nonsense": fallback, "#12x456": fallback, "series:x": fallback,
		Bad: Of(true).Bad, CountryTint("US"): Country("US", true), SeriesTint(12): Series(2, true),
		"#102030": {R: 0x10, G: 0x20, B: 0x30, A: 255},
	} {
		if got := tint.Color(true, fallback); got != want {
			t.Errorf("%q = %v, want %v", tint, got, want)
		}
	}
}

func TestLabelsOnSeriesAreReadable(t *testing.T) {
	for _, dark := range []bool{false, true} {
		for i := range 10 {
			c := Series(i, dark)
			if got := Contrast(c, OnColor(c)); got < 3.3 {
				t.Errorf("series %d dark=%v: label contrast %.2f", i, dark, got)
			}
		}
	}
}

// Neighbours in a stack touch and the first six series are most of what is drawn:
// they keep a larger distance than the rest.
func TestSeriesStayApart(t *testing.T) {
	const n = 10
	if Series(n, false) != Series(0, false) || Series(n-1, false) == Series(n, false) {
		t.Fatalf("the sequence does not repeat after %d", n)
	}
	for _, dark := range []bool{false, true} {
		for name, see := range visions {
			for i := range n {
				for j := i + 1; j < n; j++ {
					least := 9.0
					if j < 6 {
						least = 13
					}
					if j == i+1 || i == 0 && j == n-1 {
						least = 22
					}
					if d := distance(see(Series(i, dark)), see(Series(j, dark))); d < least {
						t.Errorf("dark=%v, %s: series %d and %d differ by %.1f, want %.0f", dark, name, i, j, d, least)
					}
				}
			}
		}
	}
}

// visions simulates protanopia, deuteranopia and tritanopia (Machado et al. 2009,
// full severity) in linear light.
var visions = map[string]func(color.NRGBA) [3]float64{
	"normal":       sim([9]float64{1, 0, 0, 0, 1, 0, 0, 0, 1}),
	"protanopia":   sim([9]float64{0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998}),
	"deuteranopia": sim([9]float64{0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881}),
	"tritanopia":   sim([9]float64{1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900}),
}

func sim(m [9]float64) func(color.NRGBA) [3]float64 {
	return func(c color.NRGBA) [3]float64 {
		r, g, b := linear(c.R), linear(c.G), linear(c.B)
		return lab(m[0]*r+m[1]*g+m[2]*b, m[3]*r+m[4]*g+m[5]*b, m[6]*r+m[7]*g+m[8]*b)
	}
}

func lab(r, g, b float64) [3]float64 {
	f := func(v float64) float64 {
		if v > 0.008856 {
			return math.Cbrt(v)
		}
		return 7.787*v + 16.0/116
	}
	x := f((0.4124*r + 0.3576*g + 0.1805*b) / 0.9505)
	y := f(0.2126*r + 0.7152*g + 0.0722*b)
	z := f((0.0193*r + 0.1192*g + 0.9505*b) / 1.089)
	return [3]float64{116*y - 16, 500 * (x - y), 200 * (y - z)}
}

func distance(a, b [3]float64) float64 {
	return math.Sqrt((a[0]-b[0])*(a[0]-b[0]) + (a[1]-b[1])*(a[1]-b[1]) + (a[2]-b[2])*(a[2]-b[2]))
}
