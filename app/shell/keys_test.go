package shell

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"remanence/app/tr"
)

var keyName = regexp.MustCompile(`(?:Ctrl|Alt|Shift)\+(?:Shift\+)?\w+|F\d+`)

// The list of keys holds every key of a command, and no key stands in it twice: Ctrl+I
// asks why in lists as everywhere.
func TestNoKeyOfTheListIsShared(t *testing.T) {
	r := newRig(t)
	seen := map[string]string{}
	add := func(what, keys string) {
		for _, k := range keyName.FindAllString(keys, -1) {
			if other, ok := seen[k]; ok && k != "Ctrl+I" {
				t.Errorf("%s and %s share %s", what, other, k)
			}
			seen[k] = what
		}
	}
	for _, c := range r.s.commands {
		add(c.ID, c.Keys)
	}
	for _, k := range tableKeys {
		add(k[0], k[1])
	}
	for _, m := range Pages() { // two pages may use a key for the same
		own := map[string]bool{}
		for _, c := range m.Commands() {
			for _, k := range keyName.FindAllString(c.Keys, -1) {
				if other, ok := seen[k]; own[k] || ok && !strings.HasPrefix(other, "page ") {
					t.Errorf("%s on %s shares %s", c.Title, m.ID, k)
				}
				own[k] = true
			}
		}
		for k := range own {
			seen[k] = "page " + m.ID
		}
	}
	if len(seen) < 43 {
		t.Errorf("only %d keys", len(seen))
	}
	r.run("keys")
	shown := r.dialog()
	for k, what := range seen {
		if !strings.Contains(shown, k) {
			t.Errorf("%s of %s is not in the list", k, what)
		}
	}
}

// What the list calls Ctrl+Shift+V is that shortcut.
func TestKeysAreNamedAsTheyAre(t *testing.T) {
	r := newRig(t)
	for _, c := range r.s.commands {
		custom, ok := c.Shortcut.(*desktop.CustomShortcut)
		if !ok {
			continue
		}
		name := "Ctrl+"
		if custom.Modifier&fyne.KeyModifierShift != 0 {
			name += "Shift+"
		}
		switch custom.KeyName {
		case fyne.KeyPageDown:
			name += "PageDown"
		case fyne.KeyPageUp:
			name += "PageUp"
		default:
			name += string(custom.KeyName)
		}
		if !strings.Contains(", "+c.Keys+",", ", "+name+",") {
			t.Errorf("%s is called %s, but is %s", c.ID, c.Keys, name)
		}
	}
}

// F1 and F5 work wherever the keyboard is: in a table, a field, on a button.
func TestFunctionKeysWorkWhereverTheKeyboardIs(t *testing.T) {
	r := newRig(t)
	r.openExample()
	for _, page := range r.s.makers {
		r.s.Show(page.ID, "")
		c := r.s.win.Canvas()
		kinds := map[string]bool{}
		c.Unfocus()
		for range 40 {
			c.FocusNext()
			o := c.Focused()
			if o == nil {
				break
			}
			kind := strings.TrimPrefix(strings.TrimPrefix(fmt.Sprintf("%T", o), "*"), "widget.")
			if kinds[kind] {
				continue
			}
			kinds[kind] = true
			o.TypedKey(&fyne.KeyEvent{Name: fyne.KeyF1})
			if !strings.Contains(r.dialog(), tr.T("Keys")) {
				t.Errorf("%s: F1 does nothing on a %s", page.ID, kind)
				continue
			}
			r.press(tr.T("Close"))
		}
		if len(kinds) == 0 {
			t.Errorf("%s: the keyboard reaches nothing", page.ID)
		}
	}
}

// Every entry of the menus that can be chosen now is in the palette.
func TestThePaletteHoldsEveryMenuEntry(t *testing.T) {
	r := newRig(t)
	r.openExample()
	offered := map[string]bool{}
	for _, o := range r.s.paletteOptions() {
		offered[o.ID] = true
	}
	n := 0
	for _, x := range r.s.menus.items {
		c := x.command
		if c.ID == "palette" || x.item.Disabled || !c.enabled() {
			continue
		}
		n++
		if c.Run != nil && !offered[c.ID] {
			t.Errorf("%s is not offered", c.ID)
		}
		if x.item.ChildMenu != nil {
			for _, child := range x.item.ChildMenu.Items {
				if !child.IsSeparator && !offered[c.ID+"/"+child.Label] {
					t.Errorf("%s, %s is not offered", c.ID, child.Label)
				}
			}
		}
	}
	if n < 30 {
		t.Errorf("only %d entries", n)
	}
}
