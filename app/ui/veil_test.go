package ui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
)

// Ensure what lags is pale, in its place, and takes no click.
func TestWhatLagsTakesNoClick(t *testing.T) {
	pressed := 0
	v := NewVeil(widget.NewButton("Change", func() { pressed++ }))
	w := window(t, Light, v, fyne.NewSize(200, 100))
	click := func() { test.TapCanvas(w.Canvas(), fyne.NewPos(100, 50)) }
	at := func() (r, g, b, a uint32) { return w.Canvas().Capture().At(100, 30).RGBA() }
	click()
	plain, _, _, _ := at()
	v.Lag(true)
	click()
	if pressed != 1 || !v.Lags() {
		t.Errorf("%d clicks went through, want the one before it lagged", pressed)
	}
	if pale, _, _, _ := at(); pale == plain {
		t.Error("what lags looks as before")
	}
	v.Lag(false)
	click()
	if back, _, _, _ := at(); pressed != 2 || back != plain {
		t.Errorf("%d clicks, want one more once it has caught up, and its colours back", pressed)
	}
}
