package palette

import (
	"image/color"
	"strconv"
	"strings"
)

// Tint names a colour without deciding light or dark, so that view models can
// carry colours and stay free of the toolkit. Besides the constants it may be
// CountryTint("CN"), SeriesTint(3) or a literal "#2b6cb0". The zero Tint means
// "the widget's own choice".
type Tint string

const (
	Auto    Tint = ""
	Neutral Tint = "neutral"
	Accent  Tint = "accent"
	Ok      Tint = "ok"
	Warn    Tint = "warn"
	Bad     Tint = "bad"
	Info    Tint = "info"
	Unknown Tint = "unknown" // drawn hatched
)

// CountryTint is the stable colour of a country; unknown codes give Unknown.
func CountryTint(code string) Tint {
	if IsUnknown(code) {
		return Unknown
	}
	return Tint("country:" + strings.ToUpper(strings.TrimSpace(code)))
}

// SeriesTint is the i-th colour of the chart sequence.
func SeriesTint(i int) Tint { return Tint("series:" + strconv.Itoa(i)) }

// Color resolves the tint; Auto and malformed tints resolve to fallback.
func (t Tint) Color(dark bool, fallback color.NRGBA) color.NRGBA {
	s := Of(dark)
	switch t {
	case Auto:
		return fallback
	case Neutral:
		return Mix(s.Muted, s.Surface, 0.35)
	case Accent:
		return s.Accent
	case Ok:
		return s.Ok
	case Warn:
		return s.Warn
	case Bad:
		return s.Bad
	case Info:
		return s.Info
	case Unknown:
		return s.Unknown
	}
	text := string(t)
	if code, ok := strings.CutPrefix(text, "country:"); ok {
		return Country(code, dark)
	}
	if n, ok := strings.CutPrefix(text, "series:"); ok {
		if i, err := strconv.Atoi(n); err == nil {
			return Series(i, dark)
		}
	}
	if h, ok := strings.CutPrefix(text, "#"); ok {
		if c, ok := parseHex(h); ok {
			return c
		}
	}
	return fallback
}

// Soft is the background that goes with a status tint (Ok, Warn, Bad, Info,
// Accent); other tints give a faint wash of their own colour.
func (t Tint) Soft(dark bool) color.NRGBA {
	s := Of(dark)
	switch t {
	case Ok:
		return s.OkSoft
	case Warn:
		return s.WarnSoft
	case Bad:
		return s.BadSoft
	case Info:
		return s.InfoSoft
	case Accent:
		return s.AccentSoft
	case Auto, Neutral:
		return s.Header
	}
	return Mix(s.Surface, t.Color(dark, s.Muted), 0.18)
}

// Hatched tells whether the tint must be drawn with hatching.
func (t Tint) Hatched() bool { return t == Unknown }
