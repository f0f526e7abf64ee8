package grid

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"remanence/app/ui"
)

// editor is the one entry that is moved over the cell being edited.
type editor struct {
	g       *Grid
	entry   *cellEntry
	rim     *canvas.Rectangle
	box     fyne.CanvasObject // of the cell's size
	open    bool
	at      Pos
	before  string
	replace bool // started by typing: arrows leave the cell, as in a spreadsheet
}

// cellEntry is an entry whose leaving keys belong to the grid.
type cellEntry struct {
	widget.Entry
	e *editor
}

func newEditor(g *Grid) *editor {
	e := &editor{g: g}
	e.entry = &cellEntry{e: e}
	e.entry.ExtendBaseWidget(e.entry)
	e.rim = canvas.NewRectangle(color.Transparent)
	e.rim.StrokeWidth = 2
	clip := container.NewClip(container.New(inCell{}, e.entry, e.rim))
	clip.ExtendBaseWidget(clip) // the toolkit does that when it is drawn; the focus is asked for before
	e.box = clip
	e.box.Hide()
	return e
}

// inCell lays an entry over a cell. A plain entry is higher than a row and clips its
// text when forced to less, so it stands out above and below, where the box clips
// it, and to the left, so that its text is where the cell's is. A theme with smaller
// paddings would do as well, but the toolkit reads all fonts anew for each override
// of the theme, each time it is shown, and keeps them.
type inCell struct{}

func (inCell) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	entry, rim := objects[0], objects[1]
	high := max(entry.MinSize().Height, size.Height)
	out := theme.InnerPadding() - cellPad
	entry.Move(fyne.NewPos(-out, (size.Height-high)/2))
	entry.Resize(fyne.NewSize(size.Width+2*out, high))
	rim.Resize(size)
}

func (inCell) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(1, 1) }

// edit opens the editor on the active cell. With replace the text takes the
// place of the cell's; otherwise the cell's own text is edited.
func (g *Grid) edit(text string, replace bool) {
	a := g.sel.active
	if g.geo.rows == 0 || g.geo.columns() == 0 || g.view == nil {
		return
	}
	if why := g.why(a); why != "" {
		g.refuse([]Refusal{{a.Row, a.Col, text, why}})
		return
	}
	g.geo.reveal(a)
	g.view.update(true)
	switch g.kind(a) {
	case Check:
		g.toggle()
		return
	case Choice:
		if g.choose(a, text) {
			return
		}
	}
	e := g.editor
	e.open, e.at, e.replace, e.before = true, a, replace, g.raw(a.Row, a.Col)
	if !replace {
		text = e.before
	}
	e.rim.StrokeColor = ui.Colors().Accent
	e.entry.SetText(text)
	e.entry.CursorColumn = len([]rune(text))
	e.box.Show()
	e.follow()
	ui.HideTip(g)
	if c := g.canvas(); c != nil {
		c.Focus(e.entry)
	}
	g.view.update(false)
}

// choose opens the searchable list of a choice cell; false if it has no choices.
func (g *Grid) choose(a Pos, search string) bool {
	col := g.columns[a.Col]
	c := g.canvas()
	if col.Choices == nil || c == nil {
		return false
	}
	pos, size, ok := g.geo.rect(Range{a.Row, a.Col, a.Row, a.Col})
	if !ok {
		return false
	}
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(g).Add(pos)
	ui.ShowPick(c, at, fyne.NewSize(max(size.Width, 180), size.Height), ui.Strings(col.Choices(g.arr.modelRow(a.Row))...), g.raw(a.Row, a.Col), search,
		func(id string) {
			c.Focus(g)
			var edits []Edit
			span := g.sel.span()
			g.each(span, func(r, cc int) { // one choice for all selected cells of the column
				if cc == a.Col {
					edits = append(edits, Edit{r, cc, id})
				}
			})
			g.apply(edits)
		}, func() { c.Focus(g) })
	return true
}

// follow keeps the entry over its cell while the grid scrolls or resizes.
func (e *editor) follow() {
	if !e.open {
		return
	}
	pos, size, ok := e.g.geo.rect(Range{e.at.Row, e.at.Col, e.at.Row, e.at.Col})
	if !ok {
		e.box.Hide()
		return
	}
	want := fyne.MeasureText(e.entry.Text, ui.TextSize, fyne.TextStyle{}).Width + 16
	size.Width = min(max(size.Width, want), max(size.Width, e.g.geo.area().Width-pos.X))
	e.box.Move(pos.SubtractXY(0, 1))
	e.box.Resize(fyne.NewSize(size.Width, RowHeight+1))
	e.box.Show()
}

// commit takes the text. It may be called again by the loss of focus that its own
// refocusing causes; the second call finds the editor closed.
func (g *Grid) commit() {
	e := g.editor
	if e == nil || !e.open {
		return
	}
	text := e.entry.Text
	e.hide()
	if text != e.before {
		g.apply([]Edit{{e.at.Row, e.at.Col, text}})
	} else {
		g.view.update(false)
	}
}

// CommitEdit takes what is in the editor, if it is open. Owners call it before
// every command, because clicking a button does not take the focus away.
func (g *Grid) CommitEdit() {
	if g.editor != nil && g.editor.open {
		g.commit()
		g.Focus()
	}
}

// Editing tells whether the cell editor is open.
func (g *Grid) Editing() bool { return g.editor != nil && g.editor.open }

func (g *Grid) cancelEdit() {
	if g.editor != nil && g.editor.open {
		g.editor.hide()
		g.view.update(false)
	}
}

func (e *editor) hide() {
	e.open = false
	e.box.Hide()
}

// AcceptsTab implements fyne.Tabbable.
func (e *cellEntry) AcceptsTab() bool { return true }

// FocusLost implements fyne.Focusable: leaving takes the text.
func (e *cellEntry) FocusLost() {
	e.Entry.FocusLost()
	e.e.g.commit()
}

// TypedKey implements fyne.Focusable.
func (e *cellEntry) TypedKey(k *fyne.KeyEvent) {
	g := e.e.g
	shift := g.KeyModifiers()&fyne.KeyModifierShift != 0
	leave := func(move func()) {
		g.commit()
		g.Focus()
		move()
	}
	switch k.Name {
	case fyne.KeyEscape:
		g.cancelEdit()
		g.Focus()
	case fyne.KeyReturn, fyne.KeyEnter:
		leave(func() { g.advance(sign(shift), 0) })
	case fyne.KeyTab:
		leave(func() { g.advance(0, sign(shift)) })
	case fyne.KeyUp:
		leave(func() { g.step(-1, 0, false) })
	case fyne.KeyDown:
		leave(func() { g.step(1, 0, false) })
	case fyne.KeyF2:
		e.e.replace = false
	case fyne.KeyLeft, fyne.KeyRight:
		if e.e.replace && !shift {
			leave(func() { g.step(0, map[bool]int{true: -1, false: 1}[k.Name == fyne.KeyLeft], false) })
			return
		}
		e.Entry.TypedKey(k)
	default:
		e.Entry.TypedKey(k)
		e.e.follow()
	}
}

// TypedRune implements fyne.Focusable.
func (e *cellEntry) TypedRune(r rune) {
	e.Entry.TypedRune(r)
	e.e.follow()
}
