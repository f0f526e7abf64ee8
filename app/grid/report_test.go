package grid

import (
	"testing"

	"fyne.io/fyne/v2"
)

// Ensure columns that share the width beside the bar of a long report do not make another
// bar necessary by the rounding of their sum.
func TestALongReportNeedsNoBarBelow(t *testing.T) {
	s := numbers(200)
	s.cols = s.cols[:3]
	f := show(t, s, fyne.NewSize(500, 400))
	f.g.Report, f.g.RowNumbers = true, false
	f.g.Refresh()
	for width := float32(400); width < 700; width += 0.37 {
		f.g.Resize(fyne.NewSize(width, mostReport))
		if h, v := f.g.geo.bars(); h || !v {
			t.Fatalf("%g wide, columns of %g: bars %t, %t", width, f.g.geo.contentWidth(), h, v)
		}
	}
}
