package parts

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"remanence/app/ui"
	"remanence/app/why"
)

// Where an input comes from can be read to its end, in a dialog no wider than a small
// window.
func TestALongOriginIsShownWhole(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(ui.NewTheme(ui.Light))
	w := test.NewTempWindow(t, nil)
	layer := ui.NewLayer(w, widget.NewLabel("the page"))
	t.Cleanup(layer.Close)
	w.SetContent(layer)
	w.Resize(fyne.NewSize(911, 512)) // 1366 × 768 at 150 %
	long := strings.TrimSpace(strings.Repeat("a table of a maker of magnets and its notes ", 8))
	e := why.Explanation{Title: "Br of N35", Value: "1.2", Formula: "a fact", Inputs: []why.Input{{Name: "N35", Value: "1.2", How: long}, {Name: "N38", Value: "1.3", How: long}, {Name: "N40", Value: "1.4", How: "short"}}}
	ShowWhy(w, e, "2026-11-27", nil)
	table := tableIn(w.Canvas().Overlays().Top())
	if table == nil {
		t.Fatal("no inputs are listed")
	}
	if drawn := strings.Join(table.grid.Drawn(), " "); strings.Count(drawn, long) != 2 || strings.Contains(drawn, "…") {
		t.Errorf("the origin does not stand whole: %q", drawn)
	}
	if size := w.Canvas().Overlays().Top().MinSize(); size.Width > 911 {
		t.Errorf("%v wide", size.Width)
	}
}

func tableIn(o fyne.CanvasObject) *Table {
	if x, ok := o.(*Table); ok {
		return x
	}
	for _, child := range ui.Children(o) {
		if found := tableIn(child); found != nil {
			return found
		}
	}
	return nil
}
