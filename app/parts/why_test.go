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
	whole := 0
	for _, text := range labels(w.Canvas().Overlays().Top()) {
		if strings.Contains(text, long) {
			whole++
		}
	}
	if whole != 1 {
		t.Errorf("the origin stands whole %d times", whole)
	}
	if size := w.Canvas().Overlays().Top().MinSize(); size.Width > 911 {
		t.Errorf("%v wide", size.Width)
	}
}

func labels(o fyne.CanvasObject) (out []string) {
	if l, ok := o.(*widget.Label); ok {
		return []string{l.Text}
	}
	for _, child := range ui.Children(o) {
		out = append(out, labels(child)...)
	}
	return out
}
