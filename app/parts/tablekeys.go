package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"remanence/app/ui"
)

// Disabled implements fyne.Disableable: the keyboard passes over an empty table.
func (t *Table) Disabled() bool { return len(t.rows) == 0 }

// Enable and Disable implement fyne.Disableable; the rows decide.
func (t *Table) Enable() {}

// Disable implements fyne.Disableable.
func (t *Table) Disable() {}

// FocusGained implements fyne.Focusable.
func (t *Table) FocusGained() {
	t.focused = true
	t.row = max(0, min(t.row, len(t.rows)-1))
	t.anchor = min(t.anchor, max(0, len(t.rows)-1))
	t.point()
	t.Refresh()
}

// FocusLost implements fyne.Focusable.
func (t *Table) FocusLost() {
	t.focused = false
	ui.Point(t, nil)
	ui.HideTip(t)
	t.Refresh()
}

// point makes the chosen row the one Ctrl+I explains, and brings it into view.
func (t *Table) point() {
	if t.row < len(t.rows) {
		ui.Point(t, t.why(t.row, t.col))
		ui.Reveal(t, t.top(t.row), t.top(t.row+1)-t.top(t.row))
	}
}

// cell is the cell the keyboard is on, -1 where it is on the whole row.
func (t *Table) cell() int {
	if t.row < len(t.rows) && t.col >= 0 && t.col < len(t.rows[t.row].Cells) && t.rows[t.row].Cells[t.col].Why != nil {
		return t.col
	}
	return -1
}

// across goes to the next cell that explains itself, right or left of where the
// keyboard is; left of the first one lies the whole row.
func (t *Table) across(step int) {
	cells := t.rows[t.row].Cells
	for at := t.cell() + step; at < len(cells); at += step {
		if at < 0 || cells[at].Why != nil {
			t.col = max(at, -1)
			return
		}
	}
}

// TypedRune implements fyne.Focusable.
func (t *Table) TypedRune(rune) {}

// DialogKeys implements ui.Keyed: Escape leaves the dialog the table stands in, and
// so does Enter on a row that leads nowhere.
func (t *Table) DialogKeys(enter, escape func()) { t.enter, t.escape = enter, escape }

// TypedKey implements fyne.Focusable.
func (t *Table) TypedKey(k *fyne.KeyEvent) {
	if len(t.rows) == 0 {
		return
	}
	at := t.row
	switch k.Name {
	case fyne.KeyDown:
		at++
	case fyne.KeyUp:
		at--
	case fyne.KeyRight:
		t.across(1)
	case fyne.KeyLeft:
		t.across(-1)
	case fyne.KeyHome:
		at = 0
	case fyne.KeyEnd:
		at = len(t.rows) - 1
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		if do := t.rows[t.row].Do; do != nil {
			do()
		} else if t.enter != nil && k.Name != fyne.KeySpace {
			t.enter()
		}
		return
	case desktop.KeyMenu, fyne.KeyF10:
		t.wonder(t.row, t.col)
		return
	case fyne.KeyEscape:
		if t.escape != nil {
			t.escape()
		}
		return
	default:
		ui.FunctionKey(t, k)
		return
	}
	t.row = max(0, min(at, len(t.rows)-1))
	if !shifted() {
		t.anchor = t.row
	}
	t.point()
	t.Refresh()
}

var _ fyne.Disableable = (*Table)(nil)
