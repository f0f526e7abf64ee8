package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"remanence/data/cells"
)

// chosen are the first and the last row that Shift and the arrows have put together.
func (t *Table) chosen() (first, last int) {
	return min(t.row, t.anchor), max(t.row, t.anchor)
}

// Copy is what Ctrl+C takes: the rows put together, or all of them where it is only
// one, as tab-separated text under the titles of the columns.
func (t *Table) Copy() string {
	head := make([]string, len(t.heads))
	for i, h := range t.heads {
		head[i] = h.Title
	}
	first, last := t.chosen()
	rows := t.rows
	if first != last && last < len(t.rows) {
		rows = t.rows[first : last+1]
	}
	out := [][]string{head}
	for _, r := range rows {
		line := make([]string, len(t.heads))
		for i, c := range r.Cells {
			if i < len(line) {
				line[i] = c.Text
			}
		}
		out = append(out, line)
	}
	return cells.Text(out)
}

// TypedShortcut implements fyne.Shortcutable. What the table does not know goes on to
// the window, because a focused widget swallows every shortcut otherwise.
func (t *Table) TypedShortcut(s fyne.Shortcut) {
	switch s.(type) {
	case *fyne.ShortcutCopy:
		fyne.CurrentApp().Clipboard().SetContent(t.Copy())
		return
	case *fyne.ShortcutSelectAll:
		if len(t.rows) > 0 {
			t.anchor, t.row = 0, len(t.rows)-1
			t.Refresh()
		}
		return
	}
	if c, ok := fyne.CurrentApp().Driver().CanvasForObject(t).(fyne.Shortcutable); ok {
		c.TypedShortcut(s)
	}
}

// shifted tells whether Shift is held down.
var shifted = func() bool {
	d, ok := fyne.CurrentApp().Driver().(desktop.Driver)
	return ok && d.CurrentKeyModifiers()&fyne.KeyModifierShift != 0
}

var _ fyne.Shortcutable = (*Table)(nil)
