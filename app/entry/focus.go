package entry

import "fyne.io/fyne/v2"

// CanvasOf is where an object is shown. Before its first frame the driver does
// not know; the app has one window, so that is where it will be.
func CanvasOf(o fyne.CanvasObject) fyne.Canvas {
	d := fyne.CurrentApp().Driver()
	if c := d.CanvasForObject(o); c != nil {
		return c
	}
	if all := d.AllWindows(); len(all) > 0 {
		return all[0].Canvas()
	}
	return nil
}

// Focus gives an object the keyboard.
func Focus(o fyne.Focusable) {
	if c := CanvasOf(o.(fyne.CanvasObject)); c != nil {
		c.Focus(o)
	}
}

// WindowOf is the window an object is shown in, the app's one window before its
// first frame.
func WindowOf(o fyne.CanvasObject) fyne.Window {
	all := fyne.CurrentApp().Driver().AllWindows()
	c := CanvasOf(o)
	for _, w := range all {
		if w.Canvas() == c {
			return w
		}
	}
	return all[0]
}
