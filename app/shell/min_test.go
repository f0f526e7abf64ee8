package shell

import (
	"testing"

	"fyne.io/fyne/v2"
)

// 1366×768 at 150 % is 910×512; the menu takes 27 of that in the real window.
func TestASmallScreenWithLargeTextShowsEverything(t *testing.T) {
	r := newRig(t)
	r.openExample()
	small := fyne.NewSize(910, 485)
	for _, m := range r.s.makers {
		r.s.Show(m.ID, "")
		r.s.win.Resize(small)
		if min := r.s.win.Content().MinSize(); min.Width > small.Width || min.Height > small.Height {
			t.Errorf("%s makes the window %v", m.ID, min)
		}
	}
	if !r.s.rail.narrow || r.s.rail.MinSize().Width > 70 {
		t.Error("the rail keeps its width", r.s.rail.MinSize())
	}
	r.s.win.Resize(UsualSize)
	if r.s.rail.narrow {
		t.Error("the names of the pages did not come back")
	}
}
