package grid

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"remanence/app/tr"
	"remanence/app/ui"
)

// finder is the bar that looks for text in the table.
type finder struct {
	g     *Grid
	entry *findEntry
	count *widget.Label
	back  *canvas.Rectangle
	box   *fyne.Container
	hits  []Pos // as shown, row by row
	text  string
}

// findEntry gives Enter, Escape and the arrows to the finder.
type findEntry struct {
	ui.Entry
	f *finder
}

func newFinder(g *Grid) *finder {
	f := &finder{g: g, count: widget.NewLabel(""), back: canvas.NewRectangle(nil)}
	f.count.Importance = widget.LowImportance
	f.entry = &findEntry{f: f}
	f.entry.Wrapping, f.entry.Scroll = fyne.TextWrapOff, fyne.ScrollNone
	f.entry.PlaceHolder = tr.T("Find in this table")
	f.entry.ExtendBaseWidget(f.entry)
	f.entry.OnChanged = func(text string) { f.search(text) }
	button := func(icon fyne.Resource, tip string, do func()) *ui.Button {
		b := ui.NewButton("", icon, tip, do)
		b.Importance = widget.LowImportance
		return b
	}
	field := container.New(layout.NewGridWrapLayout(fyne.NewSize(190, f.entry.MinSize().Height)), f.entry)
	row := container.NewHBox(field, f.count,
		button(theme.MoveUpIcon(), tr.T("Previous\nShift+Enter"), func() { f.step(-1) }),
		button(theme.MoveDownIcon(), tr.T("Next\nEnter, F3"), func() { f.step(1) }),
		button(theme.CancelIcon(), tr.T("Close\nEsc"), f.close))
	f.box = container.NewStack(f.back, container.NewPadded(row))
	f.box.Hide()
	return f
}

// Find opens the bar that looks for text in the table (Ctrl+F).
func (g *Grid) Find() {
	if g.view == nil {
		return
	}
	g.commit()
	f := g.finder
	f.box.Show()
	f.place()
	g.view.update(true)
	if c := g.canvas(); c != nil {
		c.Focus(f.entry)
	}
	f.entry.TypedShortcut(&fyne.ShortcutSelectAll{})
	f.search(f.entry.Text)
}

// place keeps the bar in the upper right corner of the cells in sight.
func (f *finder) place() {
	size, area := f.box.MinSize(), f.g.geo.area()
	size.Width = min(size.Width, area.Width)
	s := ui.Colors()
	f.back.FillColor, f.back.StrokeColor, f.back.StrokeWidth, f.back.CornerRadius = s.Raised, s.LineStrong, 1, 5
	f.box.Resize(size)
	top, _ := f.g.inSight()
	f.box.Move(fyne.NewPos(max(0, area.Width-size.Width-6), max(top, f.g.geo.header)+4))
}

func (f *finder) close() {
	f.box.Hide()
	f.hits, f.text = nil, ""
	f.g.repaint()
	f.g.Focus()
}

// search marks every cell that holds the text and goes to the first one at or
// after the active cell.
func (f *finder) search(text string) {
	f.text = strings.ToLower(strings.TrimSpace(text))
	f.hits = f.g.find(f.text)
	if len(f.hits) > 0 {
		at := f.g.sel.active
		i := 0
		for i < len(f.hits)-1 && (f.hits[i].Row < at.Row || f.hits[i].Row == at.Row && f.hits[i].Col < at.Col) {
			i++
		}
		f.show(i)
	}
	f.tell()
	f.g.repaint()
}

// step goes to the next or previous hit, round and round.
func (f *finder) step(d int) {
	f.hits = f.g.find(f.text) // the table may have changed
	if n := len(f.hits); n > 0 {
		at, i := f.g.sel.active, -1
		for k, p := range f.hits {
			if p.Row < at.Row || p.Row == at.Row && p.Col <= at.Col {
				i = k
			}
		}
		if i >= 0 && f.hits[i] == at || d > 0 {
			i += d
		}
		f.show((i + n) % n)
	}
	f.tell()
}

func (f *finder) show(i int) { f.g.choosePos(f.hits[i]) }

func (f *finder) tell() {
	switch {
	case f.text == "":
		f.count.SetText("")
	case len(f.hits) == 0:
		f.count.SetText(tr.T("nothing found"))
	default:
		at := 0
		for i, p := range f.hits {
			if p == f.g.sel.active {
				at = i + 1
			}
		}
		f.count.SetText(tr.F("%s of %s", count(at), count(len(f.hits))))
	}
	f.place()
}

// find lists the shown cells whose text, as shown or as held, contains some.
func (g *Grid) find(lower string) (hits []Pos) {
	if lower == "" {
		return nil
	}
	for r := range g.geo.rows {
		for c := range g.columns {
			if g.holds(r, c, lower) {
				hits = append(hits, Pos{r, c})
			}
		}
	}
	return hits
}

func (g *Grid) holds(r, c int, lower string) bool {
	return strings.Contains(strings.ToLower(g.cell(r, c).Text), lower) || strings.Contains(strings.ToLower(g.raw(r, c)), lower)
}

// TypedKey implements fyne.Focusable.
func (e *findEntry) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeyF3:
		e.f.step(sign(e.f.g.KeyModifiers()&fyne.KeyModifierShift != 0))
	case fyne.KeyDown:
		e.f.step(1)
	case fyne.KeyUp:
		e.f.step(-1)
	case fyne.KeyEscape:
		e.f.close()
	default:
		e.Entry.TypedKey(k)
	}
}
