package ui

import (
	"sync"

	"github.com/go-text/typesetting/fontscan"

	"remanence/app/ui/paint"
)

// Undrawn are the texts with a character that neither a bundled font nor one of the
// system holds, such as a Korean name on a computer without a Korean font. The
// system's fonts are looked through once, and only for what the bundled ones lack;
// that takes a while, so call it beside the window.
func Undrawn(texts []string, system func(r rune) bool) []string {
	face := paint.Get(paint.Font{}, 14)
	var out []string
	for _, text := range texts {
		if face.Covers(text) {
			continue
		}
		for _, r := range text {
			if !face.Covers(string(r)) && !system(r) {
				out = append(out, text)
				break
			}
		}
	}
	return out
}

type quiet struct{}

func (quiet) Printf(string, ...any) {}

var (
	systemLock  sync.Mutex
	systemFonts = sync.OnceValue(func() *fontscan.FontMap {
		m := fontscan.NewFontMap(quiet{})
		if m.UseSystemFonts("") != nil {
			return nil
		}
		m.SetQuery(fontscan.Query{Families: []string{fontscan.SansSerif}})
		return m
	})
)

// SystemDraws reports whether a font of the system holds a character, as the toolkit
// looks for one.
func SystemDraws(r rune) bool {
	systemLock.Lock()
	defer systemLock.Unlock()
	m := systemFonts()
	if m == nil {
		return false
	}
	face := m.ResolveFace(r)
	if face == nil {
		return false
	}
	_, ok := face.NominalGlyph(r)
	return ok
}
