package chartview

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"remanence/app/chart"
	"remanence/app/ui"
)

// hit is the mark at a position, nil for none.
func (v *View) hit(at fyne.Position) *chart.Mark {
	if v.scene == nil {
		return nil
	}
	return v.scene.Hit(float64(at.X), float64(at.Y))
}

// MouseIn implements desktop.Hoverable.
func (v *View) MouseIn(e *desktop.MouseEvent) { v.MouseMoved(e) }

// MouseMoved implements desktop.Hoverable.
func (v *View) MouseMoved(e *desktop.MouseEvent) {
	m := v.hit(e.Position)
	if m != v.hover {
		v.mark(m)
	}
	if m == nil {
		ui.HideTip(v)
		return
	}
	ui.ShowTip(v, e.Position, m.Tip)
}

// MouseOut implements desktop.Hoverable.
func (v *View) MouseOut() {
	v.mark(nil)
	ui.HideTip(v)
}

// Cursor implements desktop.Cursorable.
func (v *View) Cursor() desktop.Cursor {
	if v.OnTapped != nil && v.hover != nil && v.hover.ID != "" {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

// Tapped implements fyne.Tappable.
func (v *View) Tapped(e *fyne.PointEvent) {
	if m := v.hit(e.Position); m != nil {
		v.tap(m)
	}
}

func (v *View) tap(m *chart.Mark) {
	if m.ID != "" && v.OnTapped != nil {
		v.OnTapped(m.ID)
	}
}

// FocusGained implements fyne.Focusable.
func (v *View) FocusGained() {
	v.focused = true
	v.ring()
}

// FocusLost implements fyne.Focusable.
func (v *View) FocusLost() {
	v.focused, v.at = false, -1
	v.ring()
	v.MouseOut()
}

// Disabled implements fyne.Disableable: the keyboard passes over a picture in
// which nothing can be pointed at.
func (v *View) Disabled() bool { return v.scene == nil || len(v.scene.Targets()) == 0 }

// Enable and Disable implement fyne.Disableable; the picture decides.
func (v *View) Enable() {}

// Disable implements fyne.Disableable.
func (v *View) Disable() {}

// ring shows that the picture has the keyboard.
func (v *View) ring() {
	if v.edge == nil {
		return
	}
	v.edge.StrokeColor = ui.Colors().Accent
	if v.focused {
		v.edge.Show()
	} else {
		v.edge.Hide()
	}
	v.edge.Refresh()
}

// TypedRune implements fyne.Focusable.
func (v *View) TypedRune(rune) {}

// TypedKey implements fyne.Focusable.
func (v *View) TypedKey(k *fyne.KeyEvent) {
	if v.scene == nil {
		return
	}
	targets := v.scene.Targets()
	if len(targets) == 0 {
		return
	}
	switch k.Name {
	case fyne.KeyRight, fyne.KeyDown:
		v.at = (v.at + 1) % len(targets)
	case fyne.KeyLeft, fyne.KeyUp:
		v.at = (max(v.at, 0) - 1 + len(targets)) % len(targets)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		if v.at >= 0 && v.at < len(targets) {
			v.tap(targets[v.at])
		}
		return
	case desktop.KeyMenu, fyne.KeyF10:
		x, y := float32(20), float32(20)
		if v.hover != nil {
			_, y0, x1, _ := v.hover.Bounds()
			x, y = float32(x1), float32(y0)
		}
		v.menu(v.hover, fyne.NewPos(x, y))
		return
	default:
		ui.FunctionKey(v, k)
		return
	}
	m := targets[v.at]
	v.reveal(m)
	v.mark(m)
	_, y0, x1, _ := m.Bounds()
	ui.ShowTip(v, fyne.NewPos(float32(x1), float32(y0)), m.Tip)
}
