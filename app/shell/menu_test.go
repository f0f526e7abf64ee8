package shell

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
)

// barItem stands for what of the toolkit's menu bar has the keyboard.
type barItem struct {
	widget.Entry
	child *widget.Menu
}

func (b *barItem) Child() *widget.Menu { return b.child }

func TestMenuIsBuiltOnlyWhenItChangesAndNeverUnderThePointer(t *testing.T) {
	can, open, built := false, false, 0
	var later []func()
	list := []Command{{ID: "stop", Menu: "Plan", Title: "Stop", Run: func() {}, Enabled: func() bool { return can }}}
	m := newMenus(list, func() bool { return open }, func(f func()) { later = append(later, f) })
	m.build = func() { built++ }

	m.refresh()
	if built != 0 {
		t.Error("nothing changed, yet the bar was built again")
	}
	open, can = true, true
	m.refresh()
	m.refresh()
	if built != 0 || !m.items[0].item.Disabled || len(later) != 1 {
		t.Fatalf("an open menu was changed: built %d times, asked for later %d times", built, len(later))
	}
	later[0]() // still open
	if built != 0 || len(later) != 2 {
		t.Fatalf("an open menu was changed: built %d times, asked for later %d times", built, len(later))
	}
	open = false
	later[1]()
	if built != 1 || m.items[0].item.Disabled {
		t.Error("after the menu closed its item can still not be chosen")
	}
}

func TestOpenMenuIsKnownByTheKeyboard(t *testing.T) {
	test.NewTempApp(t)
	b := &barItem{child: widget.NewMenu(fyne.NewMenu(""))}
	b.ExtendBaseWidget(b)
	plain := widget.NewEntry()
	w := test.NewTempWindow(t, widget.NewLabel(""))
	w.SetContent(b)
	w.Canvas().Focus(b)
	if !menuOpen(w.Canvas()) {
		t.Error("the open menu is not seen")
	}
	b.child.Hide()
	if menuOpen(w.Canvas()) {
		t.Error("a hidden menu counts as open")
	}
	w.SetContent(plain)
	w.Canvas().Focus(plain)
	if menuOpen(w.Canvas()) {
		t.Error("an entry counts as an open menu")
	}
}
