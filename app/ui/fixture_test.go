package ui

import (
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// window shows content under a layer in a test window.
func window(t *testing.T, mode Mode, content fyne.CanvasObject, size fyne.Size) fyne.Window {
	t.Helper()
	a := test.NewTempApp(t)
	a.Settings().SetTheme(NewTheme(mode))
	delay := TipDelay
	TipDelay = 0
	w := test.NewTempWindow(t, nil)
	w.SetPadded(false)
	l := NewLayer(w, content)
	w.SetContent(l)
	w.Resize(size)
	t.Cleanup(func() { l.Close(); TipDelay = delay })
	return w
}

// press sends a key to the focused widget, or to the canvas as the window does.
func press(w fyne.Window, k fyne.KeyName) {
	e := &fyne.KeyEvent{Name: k}
	if f := w.Canvas().Focused(); f != nil {
		f.TypedKey(e)
	} else if on := w.Canvas().OnTypedKey(); on != nil {
		on(e)
	}
}

func typed(w fyne.Window, text string) {
	for _, r := range text {
		w.Canvas().Focused().TypedRune(r)
	}
}

// picture writes the window to the folder REMANENCE_SHOTS, for looking at.
func picture(t *testing.T, w fyne.Window, name string) {
	dir := os.Getenv("REMANENCE_SHOTS")
	if dir == "" {
		return
	}
	f, err := os.Create(filepath.Join(dir, "ui-"+name+".png"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := png.Encode(f, w.Canvas().Capture()); err != nil {
		t.Fatal(err)
	}
}
