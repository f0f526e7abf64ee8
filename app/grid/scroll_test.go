package grid

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

func TestScrollingFollowsTheSelection(t *testing.T) {
	f := show(t, numbers(1000), fyne.NewSize(250, 200))
	f.g.FrozenColumns = 1
	f.g.Refresh()
	f.g.Select(500, 3)
	if _, _, ok := f.g.geo.rect(Range{500, 3, 500, 3}); !ok {
		t.Error("the selected cell is not on screen")
	}
	if _, _, ok := f.g.geo.rect(Range{500, 0, 500, 0}); !ok {
		t.Error("the frozen column scrolled away")
	}
	f.g.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, 1e6)})
	if f.g.geo.offsetY != 0 {
		t.Error("the wheel does not reach the top")
	}
	f.g.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -1e9)})
	if first, last := f.g.geo.visibleRows(); last != 1000 || first < 900 {
		t.Error("the wheel does not reach the end", first, last)
	}
}

func TestHomeComesBackFromTheRight(t *testing.T) {
	f := show(t, numbers(50), fyne.NewSize(250, 200))
	f.g.FrozenColumns = 1
	f.g.Refresh()
	f.g.Select(40, 3)
	if f.g.geo.offsetX == 0 {
		t.Fatal("the table is too narrow for this test")
	}
	f.g.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyHome, Modifier: fyne.KeyModifierControl})
	if f.g.geo.offsetX != 0 || f.g.geo.offsetY != 0 {
		t.Error("Ctrl+Home leaves the table scrolled", f.g.geo.offsetX, f.g.geo.offsetY)
	}
}
