// Package palette holds every colour of the app, without a toolkit: the roles
// of the light and the dark scheme, the series colours of charts and one stable
// colour per country. The theme, the grid, the charts and the exported pictures
// all read them here, so that a red on screen is the red in a report.
package palette

import (
	"image/color"
	"math"
)

// Scheme names what colours are for. Soft variants are backgrounds on which
// Text keeps its contrast.
type Scheme struct {
	Dark bool

	Background color.NRGBA // behind pages
	Surface    color.NRGBA // cards, tables, charts
	Raised     color.NRGBA // pop-ups, tooltips, menus
	Header     color.NRGBA // table and section headers
	Zebra      color.NRGBA // every second table row
	Line       color.NRGBA // grid lines
	LineStrong color.NRGBA // axes, borders of entries
	Text       color.NRGBA
	Muted      color.NRGBA // secondary text, still readable
	Faint      color.NRGBA // place holders, disabled
	Accent     color.NRGBA // focus, primary buttons, the active cell
	OnAccent   color.NRGBA // text on Accent
	AccentSoft color.NRGBA // selected rows
	Ok, OkSoft,
	Warn, WarnSoft,
	Bad, BadSoft,
	Info, InfoSoft color.NRGBA
	Unknown color.NRGBA // unknown origin; always hatched with Hatch as well
	Hatch   color.NRGBA
	Shadow  color.NRGBA
}

// Of returns the dark or the light scheme.
func Of(dark bool) Scheme {
	if dark {
		return darkScheme
	}
	return lightScheme
}

var lightScheme = Scheme{
	Background: hex("f4f6f8"), Surface: hex("ffffff"), Raised: hex("ffffff"),
	Header: hex("e9edf2"), Zebra: hex("f8fafc"), Line: hex("e1e6ec"), LineStrong: hex("a9b3bf"),
	Text: hex("1a232e"), Muted: hex("55616f"), Faint: hex("7d8896"),
	Accent: hex("0f5fa8"), OnAccent: hex("ffffff"), AccentSoft: hex("d9e8f7"),
	Ok: hex("17724a"), OkSoft: hex("dcf1e5"),
	Warn: hex("8a5200"), WarnSoft: hex("fcecca"),
	Bad: hex("b3261e"), BadSoft: hex("fbe2df"),
	Info: hex("2b5fa8"), InfoSoft: hex("e1ebf8"),
	Unknown: hex("b9c0c9"), Hatch: hex("5d6773"), Shadow: color.NRGBA{A: 28},
}

var darkScheme = Scheme{
	Dark:       true,
	Background: hex("12161b"), Surface: hex("1a2027"), Raised: hex("252d36"),
	Header: hex("252d37"), Zebra: hex("1d242c"), Line: hex("2c3540"), LineStrong: hex("566373"),
	Text: hex("e6ebf1"), Muted: hex("a6b1be"), Faint: hex("7f8b99"),
	Accent: hex("62aef0"), OnAccent: hex("06131f"), AccentSoft: hex("203c56"),
	Ok: hex("5fcb93"), OkSoft: hex("173728"),
	Warn: hex("ecb650"), WarnSoft: hex("3d3013"),
	Bad: hex("f58d83"), BadSoft: hex("4a2320"),
	Info: hex("8ab8f0"), InfoSoft: hex("20344d"),
	Unknown: hex("5b6673"), Hatch: hex("b4bec9"), Shadow: color.NRGBA{A: 110},
}

// series colours keep apart under protanopia, deuteranopia and tritanopia, neighbours
// and the first six most (tested). They were found by search near a hand-made set.
var series = [2][]color.NRGBA{
	{hex("386aa0"), hex("d88009"), hex("2d9e8d"), hex("932c7b"), hex("91b53d"), hex("605bb8"), hex("5baed8"), hex("96482a"), hex("e6c03e"), hex("4a5762")},
	{hex("5285c4"), hex("eea045"), hex("47bfa7"), hex("ab5699"), hex("add473"), hex("928ef3"), hex("8ecff2"), hex("bf7757"), hex("f0d56a"), hex("91aabd")},
}

// Series returns the colour of the i-th series of a chart; it repeats after ten.
func Series(i int, dark bool) color.NRGBA {
	list := series[pick(dark)]
	return list[((i%len(list))+len(list))%len(list)]
}

// OnColor returns black or white text, whichever reads better on c.
func OnColor(c color.NRGBA) color.NRGBA {
	white, black := hex("ffffff"), hex("10161d")
	// White is given the edge where both can be read: it looks calmer on
	// saturated colours.
	if Contrast(c, white) >= 4.5 || Contrast(c, white) > Contrast(c, black) {
		return white
	}
	return black
}

// Contrast is the WCAG contrast ratio of two opaque colours, 1 to 21.
func Contrast(a, b color.NRGBA) float64 {
	x, y := luminance(a), luminance(b)
	if x < y {
		x, y = y, x
	}
	return (x + 0.05) / (y + 0.05)
}

// Mix blends t of b into a.
func Mix(a, b color.NRGBA, t float64) color.NRGBA {
	f := func(x, y uint8) uint8 { return uint8(math.Round(float64(x) + (float64(y)-float64(x))*t)) }
	return color.NRGBA{R: f(a.R, b.R), G: f(a.G, b.G), B: f(a.B, b.B), A: f(a.A, b.A)}
}

// Alpha returns c with the given opacity, 0 to 255.
func Alpha(c color.NRGBA, a uint8) color.NRGBA {
	c.A = a
	return c
}

func luminance(c color.NRGBA) float64 {
	return 0.2126*linear(c.R) + 0.7152*linear(c.G) + 0.0722*linear(c.B)
}

func linear(v uint8) float64 {
	x := float64(v) / 255
	if x <= 0.04045 {
		return x / 12.92
	}
	return math.Pow((x+0.055)/1.055, 2.4)
}

func pick(dark bool) int {
	if dark {
		return 1
	}
	return 0
}

// hex reads "rrggbb"; the tables above are the only callers besides Tint.
func hex(s string) color.NRGBA {
	c, ok := parseHex(s)
	if !ok {
		panic("palette: bad colour " + s)
	}
	return c
}

func parseHex(s string) (color.NRGBA, bool) {
	if len(s) != 6 {
		return color.NRGBA{}, false
	}
	var v uint32
	for _, r := range s {
		switch {
		case r >= '0' && r <= '9':
			v = v<<4 | uint32(r-'0')
		case r >= 'a' && r <= 'f':
			v = v<<4 | uint32(r-'a'+10)
		case r >= 'A' && r <= 'F':
			v = v<<4 | uint32(r-'A'+10)
		default:
			return color.NRGBA{}, false
		}
	}
	return color.NRGBA{R: uint8(v >> 16), G: uint8(v >> 8), B: uint8(v), A: 255}, true
}
