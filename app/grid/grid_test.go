package grid

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

var small = fyne.NewSize(420, 240)

func TestTypingReplacesAndEnterMovesDown(t *testing.T) {
	f := show(t, numbers(5), small)
	f.g.Select(1, 1)
	f.typed("42")
	if !f.g.Editing() {
		t.Fatal("typing did not open the editor")
	}
	f.press(fyne.KeyReturn)
	f.want(1, 1, "42")
	f.active(2, 1)
	if f.w.Canvas().Focused() != f.g {
		t.Error("the keyboard did not come back to the grid")
	}
	if len(f.s.applied) != 1 || len(f.s.applied[0]) != 1 {
		t.Errorf("one action must be one Apply with one edit: %v", f.s.applied)
	}
}

func TestEscapeDropsAndF2Edits(t *testing.T) {
	f := show(t, numbers(5), small)
	f.typed("x")
	f.press(fyne.KeyEscape)
	f.want(0, 0, "P0")
	f.press(fyne.KeyF2)
	f.typed("a")
	f.press(fyne.KeyTab)
	f.want(0, 0, "P0a")
	f.active(0, 1)
	f.press(fyne.KeyF2, fyne.KeyReturn)
	if len(f.s.applied) != 1 {
		t.Error("leaving an unchanged cell must not be an edit")
	}
}

func TestArrowsLeaveACellBeingTypedButNotOneBeingEdited(t *testing.T) {
	f := show(t, numbers(5), small)
	f.typed("abc")
	f.press(fyne.KeyRight)
	f.want(0, 0, "abc")
	f.active(0, 1)
	f.g.Select(1, 0)
	f.press(fyne.KeyF2, fyne.KeyLeft)
	if !f.g.Editing() {
		t.Error("an arrow left a cell opened with F2")
	}
	f.typed("-")
	f.press(fyne.KeyReturn)
	f.want(1, 0, "P-1")
}

func TestEnterReturnsToTheColumnWhereTabsBegan(t *testing.T) {
	f := show(t, numbers(5), small)
	f.press(fyne.KeyTab)
	f.typed("1")
	f.press(fyne.KeyTab)
	f.typed("2")
	f.press(fyne.KeyReturn)
	f.active(1, 0)
}

func TestClickingElsewhereCommitsOnce(t *testing.T) {
	f := show(t, numbers(5), small)
	f.typed("new")
	f.g.MouseDown(&desktop.MouseEvent{Button: desktop.MouseButtonPrimary, PointEvent: fyne.PointEvent{Position: f.at(3, 1)}})
	f.want(0, 0, "new")
	f.active(3, 1)
	if len(f.s.applied) != 1 {
		t.Errorf("%d edits, want one", len(f.s.applied))
	}
}

// at is the middle of a cell on screen.
func (f *fixture) at(row, col int) fyne.Position {
	p, s, ok := f.g.geo.rect(Range{row, col, row, col})
	if !ok {
		f.t.Fatalf("cell %d/%d is not on screen", row, col)
	}
	return p.AddXY(s.Width/2, s.Height/2)
}

func TestMouseSelects(t *testing.T) {
	f := show(t, numbers(50), small)
	press := func(at fyne.Position, m fyne.KeyModifier) {
		f.g.MouseDown(&desktop.MouseEvent{Button: desktop.MouseButtonPrimary, Modifier: m, PointEvent: fyne.PointEvent{Position: at}})
	}
	press(f.at(1, 1), 0)
	f.g.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: f.at(3, 2)}})
	f.g.DragEnd()
	if got := (Range{1, 1, 3, 2}); f.g.Selection() != got {
		t.Error("drag:", f.g.Selection())
	}
	press(f.at(2, 0), fyne.KeyModifierShift)
	if got := (Range{1, 0, 2, 1}); f.g.Selection() != got {
		t.Error("shift-click:", f.g.Selection())
	}
	press(fyne.NewPos(f.at(0, 2).X, 5), 0)
	if got := (Range{0, 2, 49, 2}); f.g.Selection() != got {
		t.Error("header:", f.g.Selection())
	}
	if f.status != "50 cells · 50 numbers · sum 12,250 · mean 245" {
		t.Error(f.status)
	}
	press(fyne.NewPos(5, f.at(2, 0).Y), 0)
	if got := (Range{2, 0, 2, 3}); f.g.Selection() != got {
		t.Error("gutter:", f.g.Selection())
	}
}

func TestHeaderEdgeResizesAndFits(t *testing.T) {
	f := show(t, numbers(5), small)
	before := f.g.geo.width(0)
	edge := fyne.NewPos(f.g.geo.left(0)+before-1, 5)
	f.g.MouseDown(&desktop.MouseEvent{Button: desktop.MouseButtonPrimary, PointEvent: fyne.PointEvent{Position: edge}})
	f.g.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: edge.AddXY(30, 0)}})
	f.g.DragEnd()
	if got := f.g.geo.width(0); got != before+30 {
		t.Errorf("width %v, want %v", got, before+30)
	}
	f.g.AutoFit(0)
	if got := f.g.geo.width(0); got > 60 || got < minColumn {
		t.Errorf("fitted to %v", got)
	}
}

func TestShortcuts(t *testing.T) {
	f := show(t, numbers(20), small)
	ctrl := func(k fyne.KeyName, m fyne.KeyModifier) {
		f.g.TypedShortcut(&desktop.CustomShortcut{KeyName: k, Modifier: fyne.KeyModifierControl | m})
	}
	ctrl(fyne.KeyEnd, 0)
	f.active(19, 3)
	ctrl(fyne.KeyHome, fyne.KeyModifierShift)
	if f.g.Selection() != (Range{0, 0, 19, 3}) {
		t.Error("Ctrl+Shift+Home:", f.g.Selection())
	}
	f.g.Select(2, 1)
	f.mods = fyne.KeyModifierShift
	f.press(fyne.KeyDown, fyne.KeyRight)
	f.mods = 0
	f.g.TypedShortcut(&fyne.ShortcutCopy{})
	if got := f.g.Clipboard().Content(); got != "2\t20\n3\t30" {
		t.Errorf("copied %q", got)
	}
	ctrl(fyne.KeyD, 0)
	f.want(3, 1, "2")
	f.want(3, 2, "20")
	f.g.SelectRange(Range{5, 1, 6, 2})
	ctrl(fyne.KeyR, 0)
	f.want(5, 2, "5")
	f.want(6, 2, "6")
	f.g.TypedShortcut(&fyne.ShortcutSelectAll{})
	if f.g.Selection() != (Range{0, 0, 19, 3}) {
		t.Error(f.g.Selection())
	}
	f.g.SelectRange(Range{0, 0, 0, 3})
	f.press(fyne.KeyDelete)
	f.want(0, 0, "")
	f.want(0, 3, "0") // calculated
	if len(f.why) != 0 {
		t.Error("clearing a row must pass over calculated cells in silence", f.why)
	}
	f.g.Select(4, 0)
	ctrl(fyne.KeyMinus, 0)
	if len(f.s.cells) != 19 {
		t.Error("row not removed")
	}
	f.press(fyne.KeyInsert)
	if len(f.s.cells) != 20 {
		t.Error("row not added")
	}
}

func TestUnknownShortcutsGoOn(t *testing.T) {
	f := show(t, numbers(3), small)
	var got fyne.Shortcut
	f.g.OnShortcut = func(s fyne.Shortcut) bool { got = s; return true }
	f.g.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyS, Modifier: fyne.KeyModifierControl})
	if got == nil {
		t.Error("Ctrl+S was swallowed")
	}
}

func TestEmptyTableBearsEverything(t *testing.T) {
	s := numbers(0)
	f := show(t, s, small)
	f.g.EmptyText = "no rows"
	f.press(fyne.KeyDown, fyne.KeyF2, fyne.KeyDelete, fyne.KeyTab, fyne.KeyReturn, fyne.KeyHome, fyne.KeyPageDown)
	f.typed("x")
	f.g.SelectAll()
	f.g.FillDown()
	f.g.FillRight()
	if f.g.Copy() != "" {
		t.Error("copied something")
	}
	for _, at := range []fyne.Position{{X: 3, Y: 3}, {X: 100, Y: 10}, {X: 100, Y: 100}, {X: 3, Y: 100}} {
		f.g.MouseDown(&desktop.MouseEvent{Button: desktop.MouseButtonPrimary, PointEvent: fyne.PointEvent{Position: at}})
		f.g.DoubleTapped(&fyne.PointEvent{Position: at})
		f.g.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at}})
	}
	f.w.Canvas().Capture()
	f.g.Paste("A\t1")
	f.want(0, 0, "A")
}

func TestShrinkingModelKeepsTheSelectionInside(t *testing.T) {
	f := show(t, numbers(100), small)
	f.g.Select(99, 3)
	f.s.cells = f.s.cells[:5]
	f.g.Refresh()
	f.active(4, 3)
	f.w.Canvas().Capture()
}

func TestChoiceAndCheckCells(t *testing.T) {
	s := numbers(3)
	s.cols[0].Kind, s.cols[0].Choices = Choice, func(int) []string { return []string{"N42SH", "N48H", "N52"} }
	s.cols[3] = Column{Title: "On", Kind: Check, Editable: true}
	f := show(t, s, fyne.NewSize(500, 400))
	f.typed("48")
	f.press(fyne.KeyReturn)
	f.want(0, 0, "N48H")
	if f.w.Canvas().Focused() != f.g {
		t.Error("the keyboard did not come back")
	}
	f.g.Select(1, 3)
	f.typed(" ")
	f.want(1, 3, "true")
	f.typed(" ")
	f.want(1, 3, "false")
	f.g.MouseDown(&desktop.MouseEvent{Button: desktop.MouseButtonPrimary, PointEvent: fyne.PointEvent{Position: f.at(2, 3)}})
	f.want(2, 3, "true")
}

func TestOnlyFunctionKeysAndEscapeArePassedOn(t *testing.T) {
	f := show(t, numbers(3), small)
	var got []fyne.KeyName
	f.g.OnKey = func(k *fyne.KeyEvent) { got = append(got, k.Name) }
	f.press(fyne.KeyF5, fyne.Key1, desktop.KeyShiftLeft, fyne.KeyA, fyne.KeyF, fyne.KeyEscape)
	if len(got) != 2 || got[0] != fyne.KeyF5 || got[1] != fyne.KeyEscape {
		t.Error(got)
	}
}

func TestTips(t *testing.T) {
	s := numbers(3)
	s.cells[0][0] = "a supplier's name that is far too long for its column"
	s.style = func(r, c int) Cell {
		if r == 1 && c == 1 {
			return Cell{Problem: "There is no price for 2027.", Tooltip: "Offer 12"}
		}
		return Cell{}
	}
	f := show(t, s, small)
	if got := f.g.tip(f.at(0, 0)); got != s.cells[0][0] {
		t.Errorf("a cut text shows %q", got)
	}
	if got := f.g.tip(f.at(1, 1)); got != "There is no price for 2027.\nOffer 12" {
		t.Errorf("%q", got)
	}
	if got := f.g.tip(f.at(2, 1)); got != "" {
		t.Errorf("%q", got)
	}
}

// Ensure the keyboard gets out of a table, where Tab walks through the cells.
func TestCtrlTabLeavesTheTable(t *testing.T) {
	f := show(t, numbers(5), small)
	before, after := widget.NewEntry(), widget.NewEntry()
	f.w.SetContent(container.NewBorder(before, after, nil, nil, f.g))
	leave := func(m fyne.KeyModifier) fyne.Focusable {
		f.w.Canvas().Focus(f.g)
		f.g.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyTab, Modifier: m})
		return f.w.Canvas().Focused()
	}
	forth, back := leave(fyne.KeyModifierControl), leave(fyne.KeyModifierControl|fyne.KeyModifierShift)
	if forth == fyne.Focusable(f.g) || back == fyne.Focusable(f.g) || forth == back {
		t.Errorf("forth to %T, back to %T", forth, back)
	}
}
