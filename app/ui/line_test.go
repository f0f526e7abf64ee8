package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// A line is one row where the text fits, two small ones where it does not, in the
// same height, and says when some of it is missing.
func TestLine(t *testing.T) {
	const text = "Every column is a plan. A right click on a column shows what can be done with it."
	l := NewLine(text)
	window(t, Light, l, fyne.NewSize(900, 60))
	whole := muted.width(text, theme.TextSize()) + 2*theme.InnerPadding()
	height := l.MinSize().Height
	for _, x := range []struct {
		width float32
		rows  int
		cut   bool
	}{{whole + 1, 1, false}, {whole - 1, 2, false}, {whole / 2, 2, false}, {whole / 4, 2, true}} {
		l.Resize(fyne.NewSize(x.width, height))
		rows, size, cut := muted.lines(text, x.width-2*theme.InnerPadding())
		if len(rows) != x.rows && !(x.rows == 2 && len(rows) == 1 && size < theme.TextSize()) || cut != x.cut || l.Cut() != x.cut || LineFits(text, x.width) == x.cut {
			t.Errorf("%.0f of %.0f: %q, cut %v", x.width, whole, rows, cut)
		}
		if l.MinSize().Height != height || float32(len(rows))*muted.height(size, len(rows)) > height {
			t.Errorf("%d rows of %.1f are higher than the line, %.1f", len(rows), muted.height(size, len(rows)), height)
		}
		if said := strings.Join(rows, " "); cut != strings.HasSuffix(said, "…") || !cut && said != text {
			t.Errorf("%.0f: says %q", x.width, said)
		}
		for _, row := range rows {
			if muted.width(row, size) > x.width-2*theme.InnerPadding() {
				t.Errorf("%.0f: %q goes beyond", x.width, row)
			}
		}
	}
	for _, none := range []float32{-20, 0, 8} {
		if LineFits(text, none) {
			t.Errorf("a line %g wide says it all", none)
		}
	}
	// A language without spaces breaks anywhere.
	if rows, _, cut := muted.lines(strings.Repeat("調達", 20), muted.width(strings.Repeat("調達", 15), theme.CaptionTextSize())); len(rows) != 2 || cut {
		t.Errorf("%q", rows)
	}
	if rows, _, _ := muted.lines("word", 0); len(rows) == 0 {
		t.Error("no room, no rows")
	}
}

// A title in two rows is no higher than in one either.
func TestTitlesKeepTheirHeight(t *testing.T) {
	window(t, Light, NewTitle(), fyne.NewSize(900, 60))
	for name, l := range map[string]*Line{"title": NewTitle(), "bold": NewBold()} {
		if two := 2 * l.face.height(theme.Size(l.face.two), 2); two > l.MinSize().Height {
			t.Errorf("%s: two rows are %.1f high, one is %.1f", name, two, l.MinSize().Height)
		}
	}
}
