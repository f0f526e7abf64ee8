package grid

import (
	"encoding/csv"
	"image"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"remanence/app/ui"
)

// Ensure every key goes where a spreadsheet goes: from a cell, with Shift held or
// Control, to a cell and a selection.
func TestEveryKeyGoesWhereASpreadsheetGoes(t *testing.T) {
	const ctrl, shift = fyne.KeyModifierControl, fyne.KeyModifierShift
	s := numbers(40)
	for c := range s.cells[20] { // an empty row between two blocks
		s.cells[20][c] = ""
	}
	f := show(t, s, small)
	for _, x := range []struct {
		name     string
		row, col int
		key      fyne.KeyName
		mods     fyne.KeyModifier
		to       Range // the selection; a single cell is the active one
	}{
		{"Down", 5, 1, fyne.KeyDown, 0, Range{6, 1, 6, 1}},
		{"Up", 5, 1, fyne.KeyUp, 0, Range{4, 1, 4, 1}},
		{"Up at the top", 0, 1, fyne.KeyUp, 0, Range{0, 1, 0, 1}},
		{"Left", 5, 1, fyne.KeyLeft, 0, Range{5, 0, 5, 0}},
		{"Right", 5, 1, fyne.KeyRight, 0, Range{5, 2, 5, 2}},
		{"Right at the end", 5, 3, fyne.KeyRight, 0, Range{5, 3, 5, 3}},
		{"Tab", 5, 1, fyne.KeyTab, 0, Range{5, 2, 5, 2}},
		{"Shift+Tab", 5, 1, fyne.KeyTab, shift, Range{5, 0, 5, 0}},
		{"Enter", 5, 1, fyne.KeyReturn, 0, Range{6, 1, 6, 1}},
		{"Shift+Enter", 5, 1, fyne.KeyReturn, shift, Range{4, 1, 4, 1}},
		{"Home", 5, 2, fyne.KeyHome, 0, Range{5, 0, 5, 0}},
		{"End", 5, 1, fyne.KeyEnd, 0, Range{5, 3, 5, 3}},
		{"Ctrl+Home", 5, 2, fyne.KeyHome, ctrl, Range{0, 0, 0, 0}},
		{"Ctrl+End", 5, 2, fyne.KeyEnd, ctrl, Range{39, 3, 39, 3}},
		{"Ctrl+Down to the edge of the data", 5, 1, fyne.KeyDown, ctrl, Range{19, 1, 19, 1}},
		{"Ctrl+Down over the gap", 19, 1, fyne.KeyDown, ctrl, Range{21, 1, 21, 1}},
		{"Ctrl+Up", 30, 1, fyne.KeyUp, ctrl, Range{21, 1, 21, 1}},
		{"Ctrl+Right", 5, 0, fyne.KeyRight, ctrl, Range{5, 3, 5, 3}},
		{"Ctrl+Left", 5, 3, fyne.KeyLeft, ctrl, Range{5, 0, 5, 0}},
		{"Shift+Down", 5, 1, fyne.KeyDown, shift, Range{5, 1, 6, 1}},
		{"Shift+Left", 5, 1, fyne.KeyLeft, shift, Range{5, 0, 5, 1}},
		{"Shift+Home", 5, 2, fyne.KeyHome, shift, Range{5, 0, 5, 2}},
		{"Shift+End", 5, 2, fyne.KeyEnd, shift, Range{5, 2, 5, 3}},
		{"Ctrl+Shift+Down", 5, 1, fyne.KeyDown, ctrl | shift, Range{5, 1, 19, 1}},
		{"Ctrl+Shift+End", 5, 1, fyne.KeyEnd, ctrl | shift, Range{5, 1, 39, 3}},
		{"Ctrl+Space", 5, 2, fyne.KeySpace, ctrl, Range{5, 0, 5, 3}},
	} {
		f.g.Select(x.row, x.col)
		f.mods = x.mods
		if x.mods&ctrl != 0 {
			f.g.TypedShortcut(&desktop.CustomShortcut{KeyName: x.key, Modifier: x.mods})
		} else {
			f.press(x.key)
		}
		f.mods = 0
		if got := f.g.Selection(); got != x.to {
			t.Errorf("%s from %d/%d selects %+v, want %+v", x.name, x.row, x.col, got, x.to)
		}
	}
	f.g.Select(5, 1)
	f.press(fyne.KeyPageDown)
	page, _ := f.g.Active()
	f.press(fyne.KeyPageUp)
	if back, _ := f.g.Active(); page <= 6 || back != 5 {
		t.Errorf("a page down is row %d, back again %d", page, back)
	}
}

// Ensure the status line counts as a spreadsheet does: all cells, and of those
// that hold numbers count, sum and mean.
func TestStatusOfABlock(t *testing.T) {
	f := show(t, numbers(5), small)
	f.g.SelectRange(Range{1, 0, 3, 1})
	if want := "6 cells · 3 numbers · sum 6 · mean 2"; f.status != want {
		t.Errorf("%q, want %q", f.status, want)
	}
	f.g.Select(1, 1)
	if f.status != "" {
		t.Errorf("of one cell it says %q", f.status)
	}
	// More than can be added up between two keys is not left without a word.
	f = show(t, numbers(statusLimit+1), small)
	f.g.SelectRange(Range{0, 1, statusLimit, 1})
	if want := "50,001 cells · no sum of more than 50,000 cells"; f.status != want {
		t.Errorf("%q, want %q", f.status, want)
	}
}

// Ensure what is copied reads the same in another program's reader of tab-separated
// text, and what such a writer wrote reads the same here.
func TestClipboardAgreesWithAnotherReader(t *testing.T) {
	texts := [][]string{{"plain", "two words", "1,5"}, {"a\ttab", "two\nlines", `say "so"`}, {"", `"`, "ends\n"}, {" spaces ", "'", "=1+1"}}
	s := &sheet{cols: []Column{{Editable: true}, {Editable: true}, {Editable: true}}}
	for _, row := range texts {
		s.cells = append(s.cells, slices.Clone(row))
	}
	f := show(t, s, small)
	f.g.SelectAll()
	f.g.TypedShortcut(&fyne.ShortcutCopy{})
	r := csv.NewReader(strings.NewReader(f.g.Clipboard().Content()))
	r.Comma, r.LazyQuotes = '\t', true // Excel leaves a quote inside a cell bare
	read, err := r.ReadAll()
	if err != nil || len(read) != len(texts) {
		t.Fatalf("%v %q", err, read)
	}
	for i := range texts {
		if !slices.Equal(read[i], texts[i]) {
			t.Errorf("row %d was copied as %q, want %q", i, read[i], texts[i])
		}
	}
	var b strings.Builder
	w := csv.NewWriter(&b)
	w.Comma, w.UseCRLF = '\t', true
	if err := w.WriteAll(texts); err != nil {
		t.Fatal(err)
	}
	for r := range s.cells {
		clear(s.cells[r])
	}
	f.g.Select(0, 0)
	f.g.Clipboard().SetContent(b.String())
	f.g.TypedShortcut(&fyne.ShortcutPaste{})
	for i := range texts {
		for c := range texts[i] {
			if got := strings.ReplaceAll(s.cells[i][c], "\r\n", "\n"); got != texts[i][c] {
				t.Errorf("cell %d/%d was pasted as %q, want %q", i, c, got, texts[i][c])
			}
		}
	}
}

// Ensure cutting takes the cells along and leaves them empty, in one change.
func TestCutAndPaste(t *testing.T) {
	f := show(t, numbers(5), small)
	f.g.SelectRange(Range{1, 1, 2, 2})
	f.g.TypedShortcut(&fyne.ShortcutCut{})
	f.want(1, 1, "")
	f.want(2, 2, "")
	if len(f.s.applied) != 1 {
		t.Errorf("cutting is %d changes, want 1", len(f.s.applied))
	}
	f.g.Select(3, 1)
	f.g.TypedShortcut(&fyne.ShortcutPaste{})
	f.want(3, 1, "1")
	f.want(4, 2, "20")
}

// Ensure defaults, problems and what is out of date look different from a cell as
// entered, a problem in its upper right corner.
func TestCellsShowWhatTheyAre(t *testing.T) {
	look := Cell{}
	s := numbers(3)
	s.style = func(r, c int) Cell {
		if r == 1 && c == 1 {
			return look
		}
		return Cell{}
	}
	f := show(t, s, small)
	f.g.Select(0, 0)
	pixels := func(c Cell) *image.NRGBA {
		look = c
		f.g.Refresh()
		pos, size, ok := f.g.geo.rect(Range{1, 1, 1, 1})
		if !ok {
			t.Fatal("the cell is not in sight")
		}
		whole := f.w.Canvas().Capture()
		out := image.NewNRGBA(image.Rect(0, 0, int(size.Width), int(size.Height)))
		for y := range out.Rect.Dy() {
			for x := range out.Rect.Dx() {
				out.Set(x, y, whole.At(int(pos.X)+x, int(pos.Y)+y))
			}
		}
		return out
	}
	plain := pixels(Cell{})
	seen := [][]uint8{plain.Pix}
	for name, c := range map[string]Cell{"a default": {Style: Default}, "out of date": {Style: Stale}, "a problem": {Problem: "this is not a number"}, "good": {Style: Good}, "a warning": {Style: Warn}} {
		p := pixels(c)
		for _, other := range seen {
			if slices.Equal(p.Pix, other) {
				t.Errorf("%s looks like another cell", name)
			}
		}
		seen = append(seen, p.Pix)
		if c.Problem != "" {
			bad := ui.Colors().Bad
			if got := p.NRGBAAt(p.Rect.Dx()-3, 1); got.R != bad.R || got.G != bad.G || got.B != bad.B {
				t.Errorf("the corner of a problem is %v, want %v", got, bad)
			}
			if tip := f.g.tip(fyne.NewPos(f.g.geo.left(1)+5, f.g.geo.top(1)+5)); tip != c.Problem {
				t.Errorf("the tip says %q", tip)
			}
		}
	}
}
