package grid

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// A name in a script the bundled fonts lack shows in every row that shows at all,
// cut where the row is, and never over the header.
func TestForeignTextsShowInRowsCutByTheEdge(t *testing.T) {
	s := numbers(40)
	for r := range s.cells {
		s.cells[r][0] = "한국 자석"
	}
	f := show(t, s, fyne.NewSize(400, 203))
	f.g.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -RowHeight*3.5)})
	v := test.TempWidgetRenderer(t, f.g).(*view)
	v.update(true)
	geo := &f.g.geo
	first, last := geo.visibleRows()
	shown, cut := 0, 0
	for _, x := range v.foreign {
		if !x.clip.Visible() {
			continue
		}
		shown++
		at, size := x.clip.Position(), x.clip.Size()
		if at.Y < geo.header-0.01 || at.Y+size.Height > geo.area().Height+0.01 {
			t.Errorf("a text reaches from %v over %v", at, size)
		}
		if size.Height < RowHeight-0.5 {
			cut++
		}
	}
	if shown != last-first || cut == 0 {
		t.Errorf("%d texts in %d rows, %d of them cut", shown, last-first, cut)
	}
}
