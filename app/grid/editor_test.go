package grid

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// TestEditorStandsInItsCell: the entry is as high as it needs to be, in the middle of
// the cell, with its text where the cell's is, and the box it is cut to is the cell.
func TestEditorStandsInItsCell(t *testing.T) {
	f := show(t, numbers(5), small)
	f.g.Select(1, 1)
	f.typed("42")
	e := f.g.editor
	if h := e.box.Size().Height; h != RowHeight+1 {
		t.Errorf("the box is %v high in a row of %v", h, RowHeight)
	}
	if got, want := e.entry.Size().Height, e.entry.MinSize().Height; got < want || want <= RowHeight {
		t.Errorf("the entry is %v high and needs %v", got, want)
	}
	if top, below := e.entry.Position().Y, e.box.Size().Height-e.entry.Position().Y-e.entry.Size().Height; top != below {
		t.Errorf("the entry stands out by %v above and %v below", top, below)
	}
	if at := e.entry.Position().X + theme.InnerPadding(); at != cellPad {
		t.Errorf("the text begins %v into the cell, the cell's own at %v", at, cellPad)
	}
	if e.rim.Size() != e.box.Size() {
		t.Errorf("the rim is %v around a box of %v", e.rim.Size(), e.box.Size())
	}
	f.press(fyne.KeyReturn)
	f.want(1, 1, "42")
}
