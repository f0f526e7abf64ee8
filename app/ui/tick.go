package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Tick is a tick box that hands on the function keys it has no use for.
type Tick struct {
	widget.Check
	escape, enter func()
}

// NewTick makes a tick box; changed may be nil.
func NewTick(label string, changed func(bool)) *Tick {
	t := &Tick{}
	t.Text, t.OnChanged = label, changed
	t.ExtendBaseWidget(t)
	return t
}

// TypedKey implements fyne.Focusable.
func (t *Tick) TypedKey(k *fyne.KeyEvent) {
	switch {
	case k.Name == fyne.KeyEscape && t.escape != nil:
		t.escape()
	case (k.Name == fyne.KeyReturn || k.Name == fyne.KeyEnter) && t.enter != nil:
		t.enter()
	default:
		t.Check.TypedKey(k)
		FunctionKey(t, k)
	}
}

func (t *Tick) dialogKeys(enter, escape func()) { t.enter, t.escape = enter, escape }
