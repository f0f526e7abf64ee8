package ui

import "fyne.io/fyne/v2"

// FunctionKey hands F1 to F12 on to the window: the toolkit gives a key to the widget
// that has the keyboard alone, and a key without a modifier can be no shortcut.
// Widgets call it with the keys they have no use for.
func FunctionKey(o fyne.CanvasObject, k *fyne.KeyEvent) {
	name := string(k.Name)
	if len(name) < 2 || name[0] != 'F' || name[1] < '1' || name[1] > '9' {
		return
	}
	c := fyne.CurrentApp().Driver().CanvasForObject(o)
	if c == nil {
		return
	}
	if f := c.OnTypedKey(); f != nil {
		f(k)
	}
}
