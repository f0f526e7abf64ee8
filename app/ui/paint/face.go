// Package paint draws text and shapes into an image with the bundled fonts, the
// same as the toolkit's, so that the grid, the charts on screen and the pictures
// in reports look alike and need neither window nor GPU. Sizes and positions are
// pixels of the image; callers multiply by the screen's scale.
package paint

import (
	"image"
	"math"
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"

	"remanence/assets"
)

// Font picks one of the bundled cuts.
type Font struct{ Bold, Italic, Mono bool }

// subPositions is how finely glyphs are placed between pixels: at four positions
// small text keeps its rhythm, and the cache stays small.
const subPositions = 4

// Face is a font at a pixel size with its cached glyphs. It is safe for use by
// several goroutines, since exports may run beside the window.
type Face struct {
	mu     sync.Mutex
	chain  []link // the text font, then three chances for runes it lacks
	buf    sfnt.Buffer
	glyphs map[glyphKey]glyph
	widths map[rune]fixed.Int26_6
	ascii  [128]fixed.Int26_6
	height float64
	ascent float64
}

type glyphKey struct {
	r   rune
	sub uint8
}

type glyph struct {
	mask *image.Alpha // nil for blanks
	dx   int          // from the integer part of the pen
	dy   int          // from the baseline
}

// link is one font of the fallback chain.
type link struct {
	font *sfnt.Font
	face font.Face
}

type faceKey struct {
	font Font
	size int // 64th of a pixel
}

var (
	facesMu sync.Mutex
	faces   = map[faceKey]*Face{}
	parsed  = map[string]*sfnt.Font{}
)

// Get returns the face of a font at a size in pixels. Faces are kept; a screen
// needs a handful, a change of scale another handful.
func Get(f Font, px float64) *Face {
	key := faceKey{f, int(math.Round(px * 64))}
	facesMu.Lock()
	defer facesMu.Unlock()
	if face, ok := faces[key]; ok {
		return face
	}
	if len(faces) > 60 { // somebody is zooming
		clear(faces)
	}
	face := newFace(f, float64(key.size)/64)
	faces[key] = face
	return face
}

func newFace(f Font, px float64) *Face {
	face := &Face{glyphs: map[glyphKey]glyph{}, widths: map[rune]fixed.Int26_6{}}
	options := &opentype.FaceOptions{Size: px, DPI: 72, Hinting: font.HintingNone}
	// The monospaced font holds the signs the text font lacks (≤ ≥ ▲ ✓ ●).
	for _, name := range []string{fileOf(f), monoFile, signsFile, japanese(f)} {
		parsed := load(name)
		sized, err := opentype.NewFace(parsed, options)
		if err != nil {
			panic("paint: bundled font " + name + ": " + err.Error())
		}
		face.chain = append(face.chain, link{parsed, sized})
	}
	m := face.chain[0].face.Metrics()
	face.height, face.ascent = float64(m.Height)/64, float64(m.Ascent)/64
	for r := range face.ascii {
		face.ascii[r] = face.measure(rune(r))
	}
	return face
}

// Fonts beside the text font.
const (
	monoFile  = "DejaVuSansMono-Powerline"
	signsFile = "InterSymbols-Regular"
)

// japanese is the cut with kana and kanji; there is no slanted one.
func japanese(f Font) string {
	if f.Bold {
		return "NotoSansJP-Bold"
	}
	return "NotoSansJP-Regular"
}

func fileOf(f Font) string {
	switch {
	case f.Mono:
		return monoFile
	case f.Bold && f.Italic:
		return "NotoSans-BoldItalic"
	case f.Bold:
		return "NotoSans-Bold"
	case f.Italic:
		return "NotoSans-Italic"
	}
	return "NotoSans-Regular"
}

// load parses a bundled font once; facesMu is held.
func load(name string) *sfnt.Font {
	if f, ok := parsed[name]; ok {
		return f
	}
	f, err := opentype.Parse(assets.Font(name))
	if err != nil {
		panic("paint: bundled font " + name + ": " + err.Error())
	}
	parsed[name] = f
	return f
}

// Height is the line height; Ascent the part of it above the baseline.
func (f *Face) Height() float64 { return f.height }

// Ascent is the distance from the top of a line to its baseline.
func (f *Face) Ascent() float64 { return f.ascent }

// Middle returns the baseline that centres capitals and digits on y.
func (f *Face) Middle(y float64) float64 { return y + f.ascent*0.335 }

// Covers tells whether the bundled fonts hold every rune of s. Text that is not
// covered (Korean, Arabic …) needs the toolkit's own text with system fonts.
func (f *Face) Covers(s string) bool {
	for _, r := range s {
		if r < 0x250 {
			continue
		}
		f.mu.Lock()
		ok := f.source(r) != nil
		f.mu.Unlock()
		if !ok {
			return false
		}
	}
	return true
}

// source returns the face that holds r, nil if none does. f.mu is held.
func (f *Face) source(r rune) font.Face {
	for _, l := range f.chain {
		if i, err := l.font.GlyphIndex(&f.buf, r); err == nil && i != 0 {
			return l.face
		}
	}
	return nil
}

func blank(r rune) bool { return r == ' ' || r == '\u00a0' || r == '\u202f' || r == '\u2009' }

// advance returns the width of r. f.mu is held, except for plain ASCII.
func (f *Face) advance(r rune) fixed.Int26_6 {
	if r < 128 {
		return f.ascii[r]
	}
	if w, ok := f.widths[r]; ok {
		return w
	}
	w := f.measure(r)
	f.widths[r] = w
	return w
}

func (f *Face) measure(r rune) fixed.Int26_6 {
	if r < ' ' {
		return 0
	}
	if blank(r) {
		w, _ := f.chain[0].face.GlyphAdvance(' ')
		if r == '\u202f' || r == '\u2009' {
			w = w * 2 / 3
		}
		return w
	}
	src := f.source(r)
	if src == nil {
		src = f.chain[0].face
	}
	w, _ := src.GlyphAdvance(r)
	return w
}

// Width measures s in pixels.
func (f *Face) Width(s string) float64 {
	f.mu.Lock()
	defer f.mu.Unlock()
	var w fixed.Int26_6
	for _, r := range s {
		w += f.advance(r)
	}
	return float64(w) / 64
}

// Fit returns s, cut with an ellipsis if it is wider than width.
func (f *Face) Fit(s string, width float64) string {
	limit := fixed.Int26_6(width * 64)
	f.mu.Lock()
	defer f.mu.Unlock()
	var w fixed.Int26_6
	dots := f.advance('…')
	cut := 0
	for i, r := range s {
		if w+dots <= limit {
			cut = i
		}
		w += f.advance(r)
		if w > limit {
			if cut == 0 {
				return ""
			}
			return s[:cut] + "…"
		}
	}
	return s
}
