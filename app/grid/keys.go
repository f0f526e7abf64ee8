package grid

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"remanence/app/ui"
)

// AcceptsTab implements fyne.Tabbable: Tab moves between cells, and out of a report.
func (g *Grid) AcceptsTab() bool { return !g.Report }

// Disabled implements fyne.Disableable: the keyboard passes over a report without rows.
func (g *Grid) Disabled() bool { return g.Report && g.Model.Rows() == 0 }

// Enable and Disable implement fyne.Disableable; the rows decide.
func (g *Grid) Enable() {}

// Disable implements fyne.Disableable.
func (g *Grid) Disable() {}

// FocusGained implements fyne.Focusable.
func (g *Grid) FocusGained() {
	g.focused = true
	if g.view != nil {
		g.view.update(false)
	}
	if !g.mouse.pressing { // a click is in sight already
		g.showOnPage(g.sel.active)
	}
	if g.OnFocus != nil {
		g.OnFocus(true)
	}
}

// FocusLost implements fyne.Focusable.
func (g *Grid) FocusLost() {
	g.focused, g.pace.down = false, ""
	g.Settle()
	if g.view != nil {
		g.view.update(false)
	}
	if g.OnFocus != nil {
		g.OnFocus(false)
	}
}

// TypedRune implements fyne.Focusable: typing replaces the cell.
func (g *Grid) TypedRune(r rune) {
	g.Settle()
	a := g.sel.active
	if r == ' ' && g.OnTap != nil && g.geo.rows > 0 {
		m := g.model(a)
		g.OnTap(m.Row, m.Col)
		return
	}
	if g.kind(a) == Check {
		if r == ' ' {
			g.toggle()
		}
		return
	}
	g.edit(string(r), true)
}

func (g *Grid) kind(p Pos) Kind {
	if p.Col < len(g.columns) {
		return g.columns[p.Col].Kind
	}
	return Text
}

// TypedKey implements fyne.Focusable.
func (g *Grid) TypedKey(k *fyne.KeyEvent) {
	g.begin(k)
	defer g.end()
	ui.HideTip(g) // the reason of the last refusal has been read
	mods := g.KeyModifiers()
	shift := mods&fyne.KeyModifierShift != 0
	switch k.Name {
	case fyne.KeyUp, fyne.KeyDown:
		if k.Name == fyne.KeyDown && mods&fyne.KeyModifierAlt != 0 && g.kind(g.sel.active) == Choice {
			g.edit("", false)
			return
		}
		g.step(map[fyne.KeyName]int{fyne.KeyUp: -1, fyne.KeyDown: 1}[k.Name], 0, shift)
	case fyne.KeyLeft:
		g.step(0, -1, shift)
	case fyne.KeyRight:
		g.step(0, 1, shift)
	case fyne.KeyPageUp:
		g.step(-g.page(-1, shift), 0, shift)
	case fyne.KeyPageDown:
		g.step(g.page(1, shift), 0, shift)
	case fyne.KeyHome:
		g.geo.offsetX = 0
		g.step(0, -len(g.columns), shift)
		g.repaint()
	case fyne.KeyEnd:
		g.step(0, len(g.columns), shift)
	case fyne.KeyTab:
		g.advance(0, sign(shift))
	case fyne.KeyReturn, fyne.KeyEnter:
		a := g.sel.active
		if g.OnOpen != nil && g.why(a) != "" && !shift {
			g.open(a)
			return
		}
		g.advance(sign(shift), 0)
	case fyne.KeyF2:
		g.edit("", false)
	case fyne.KeyF3:
		if g.finder != nil && g.finder.box.Visible() {
			g.finder.step(sign(shift))
		} else {
			g.Find()
		}
	case fyne.KeyDelete, fyne.KeyBackspace:
		g.Clear()
	case fyne.KeyInsert:
		g.InsertRows()
	case desktop.KeyMenu:
		g.context()
	case fyne.KeyF10:
		if shift {
			g.context()
		} else {
			g.pass(k)
		}
	case fyne.KeyEscape:
		if !g.sel.span().Single() {
			g.choosePos(g.sel.active)
			return
		}
		g.pass(k)
	default:
		g.pass(k)
	}
}

// pass hands a key to the owner. Letters and digits come as runes as well, and
// modifiers alone mean nothing, so neither is passed.
func (g *Grid) pass(k *fyne.KeyEvent) {
	name := string(k.Name)
	function := len(name) > 1 && name[0] == 'F' && name[1] >= '1' && name[1] <= '9'
	if g.OnKey != nil && (function || k.Name == fyne.KeyEscape) {
		g.OnKey(k)
	}
	ui.FunctionKey(g, k)
}

func sign(back bool) int {
	if back {
		return -1
	}
	return 1
}

func (g *Grid) step(dr, dc int, extend bool) {
	g.sel.move(dr, dc, extend, g.geo.rows, g.geo.columns())
	g.selectionChanged()
}

// page is over how many rows a key turns a page: the row it starts from stays in sight.
func (g *Grid) page(dir int, extend bool) int {
	from := g.sel.active.Row
	if extend {
		from = g.sel.lead.Row
	}
	top, bottom := g.inSight()
	n := 1
	for to := from + 2*dir; to >= 0 && to < g.geo.rows; to += dir {
		if g.geo.rowTop(max(from, to)+1)-g.geo.rowTop(min(from, to)) > bottom-top-g.geo.header {
			break
		}
		n++
	}
	return n
}

func (g *Grid) advance(dr, dc int) {
	g.sel.advance(dr, dc, g.geo.rows, g.geo.columns())
	// Inside a block the walking cell, not the lead, must be seen.
	g.geo.reveal(g.sel.active)
	if g.view != nil {
		g.view.update(true)
	}
	g.showOnPage(g.sel.active)
	g.tell()
}

func (g *Grid) jump(dr, dc int, extend bool) {
	g.sel.jump(dr, dc, extend, g.geo.rows, g.geo.columns(), func(p Pos) bool {
		return g.cell(p.Row, p.Col).Text != ""
	})
	g.selectionChanged()
}

// TypedShortcut implements fyne.Shortcutable. What the grid does not know goes on
// to the canvas, because a focused widget swallows every shortcut otherwise.
func (g *Grid) TypedShortcut(s fyne.Shortcut) {
	g.Settle()
	switch s := s.(type) {
	case *fyne.ShortcutCopy:
		g.copyOut()
		return
	case *fyne.ShortcutCut:
		g.copyOut()
		g.Clear()
		return
	case *fyne.ShortcutPaste:
		clip := s.Clipboard
		if clip == nil {
			clip = g.Clipboard()
		}
		if text := clip.Content(); g.OnPaste == nil || !g.OnPaste(text) {
			g.Paste(text)
		}
		return
	case *fyne.ShortcutSelectAll:
		g.SelectAll()
		return
	case *desktop.CustomShortcut:
		if g.custom(s) {
			return
		}
	}
	if g.OnShortcut != nil && g.OnShortcut(s) {
		return
	}
	if c, ok := g.canvas().(fyne.Shortcutable); ok {
		c.TypedShortcut(s)
	}
}

// custom handles Ctrl (Command on a Mac) with arrows, Home, End, D, R, plus,
// minus and Tab; Shift extends or goes back.
func (g *Grid) custom(s *desktop.CustomShortcut) bool {
	if s.Modifier&(fyne.KeyModifierControl|fyne.KeyModifierSuper) == 0 || s.Modifier&fyne.KeyModifierAlt != 0 {
		return false
	}
	shift := s.Modifier&fyne.KeyModifierShift != 0
	switch s.KeyName {
	case fyne.KeyUp:
		g.jump(-1, 0, shift)
	case fyne.KeyDown:
		g.jump(1, 0, shift)
	case fyne.KeyLeft:
		g.jump(0, -1, shift)
	case fyne.KeyRight:
		g.jump(0, 1, shift)
	case fyne.KeyHome:
		g.geo.offsetX = 0 // a frozen first column would not bring the rest back
		g.step(-g.geo.rows, -len(g.columns), shift)
		g.repaint()
	case fyne.KeyEnd:
		g.step(g.geo.rows, len(g.columns), shift)
	case fyne.KeyD:
		g.FillDown()
	case fyne.KeyR:
		if shift {
			return false
		}
		g.FillRight()
	case fyne.KeySpace: // the rows or, with Shift, everything
		r := g.sel.span()
		g.SelectRange(Range{r.Top, 0, r.Bottom, max(0, len(g.columns)-1)})
	case fyne.KeyTab: // Tab alone stays inside the table
		if c := g.canvas(); c != nil && shift {
			c.FocusPrevious()
		} else if c != nil {
			c.FocusNext()
		}
	case fyne.KeyF:
		g.Find()
	case fyne.KeyL:
		if !shift {
			return false
		}
		g.ColumnMenu()
	case fyne.KeyPlus, fyne.KeyEqual:
		g.InsertRows()
	case fyne.KeyMinus:
		g.DeleteRows()
	default:
		return false
	}
	return true
}

// SelectAll selects the whole table.
func (g *Grid) SelectAll() {
	if g.geo.rows == 0 || g.geo.columns() == 0 {
		return
	}
	g.sel.block(Range{0, 0, g.geo.rows - 1, g.geo.columns() - 1})
	if g.view != nil { // no scrolling to the far corner
		g.view.update(false)
	}
	g.tell()
}

func (g *Grid) copyOut() { g.Clipboard().SetContent(g.Copy()) }

func (g *Grid) context() {
	if g.OnContext == nil || g.geo.rows == 0 {
		return
	}
	a := g.sel.active
	pos, size, _ := g.geo.rect(Range{a.Row, a.Col, a.Row, a.Col})
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(g)
	m := g.model(a)
	g.OnContext(m.Row, m.Col, at.Add(pos).AddXY(size.Width/2, size.Height))
}

// open tells the owner that a cell as shown was opened.
func (g *Grid) open(p Pos) {
	if g.OnOpen != nil && p.Row < g.geo.rows {
		m := g.model(p)
		g.OnOpen(m.Row, m.Col)
	}
}
