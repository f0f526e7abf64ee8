package grid

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"remanence/app/tr"
	"remanence/app/ui"
)

// headerTwice is a double click on a header: ascending, descending, as it was.
func (g *Grid) headerTwice(col int) {
	m := g.arr.modelCol(col)
	if g.OnHeader != nil {
		g.OnHeader(m)
		return
	}
	if g.KeepOrder {
		return
	}
	switch s, ok := g.Sorted(); {
	case !ok || s.Col != m:
		g.Sort(m, false)
	case !s.Down:
		g.Sort(m, true)
	default:
		g.Sort(-1, false)
	}
}

// HeaderMenu opens the menu of the column shown at col: order, filter, freezing,
// width and place. at is absolute on the canvas.
func (g *Grid) HeaderMenu(col int, at fyne.Position) {
	c := g.canvas()
	if c == nil || col < 0 || col >= len(g.columns) {
		return
	}
	ui.HideTip(g)
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", g.headerItems(col, at)...), c, at)
}

// ColumnMenu opens the menu of the active cell's column, for the keyboard.
func (g *Grid) ColumnMenu() {
	col := g.sel.active.Col
	if col >= len(g.columns) {
		return
	}
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(g)
	g.HeaderMenu(col, at.AddXY(max(0, g.geo.left(col)), g.geo.header))
}

func (g *Grid) headerItems(col int, at fyne.Position) []*fyne.MenuItem {
	m := g.arr.modelCol(col)
	var items []*fyne.MenuItem
	add := func(text string, checked bool, do func()) {
		i := fyne.NewMenuItem(text, func() { do(); g.Focus() })
		i.Checked = checked
		items = append(items, i)
	}
	if !g.KeepOrder {
		s, sorted := g.Sorted()
		sorted = sorted && s.Col == m
		up, down := tr.T("Sort A to Z"), tr.T("Sort Z to A")
		if k := g.columns[col].Kind; k != Text && k != Choice && k != Link {
			up, down = tr.T("Sort smallest first"), tr.T("Sort largest first")
		}
		add(up, sorted && !s.Down, func() { g.Sort(m, false) })
		add(down, sorted && s.Down, func() { g.Sort(m, true) })
		add(tr.T("As entered"), len(g.arr.sort) == 0, func() { g.Sort(-1, false) })
		items = append(items, fyne.NewMenuItemSeparator())
		_, has := g.arr.filters[m]
		filter := fyne.NewMenuItem(tr.T("Filter …"), func() { g.askFilter(col) })
		filter.Checked = has
		items = append(items, filter)
		if len(g.arr.filters) > 0 {
			add(tr.T("Show all rows"), false, g.ClearFilters)
		}
		items = append(items, fyne.NewMenuItemSeparator())
		if col > 0 {
			add(tr.T("Move left"), false, func() { g.MoveColumn(col, col-1) })
		}
		if col < len(g.columns)-1 {
			add(tr.T("Move right"), false, func() { g.MoveColumn(col, col+2) })
		}
		if g.arr.cols != nil {
			add(tr.T("Columns in their first order"), false, func() {
				g.SetColumnOrder(nil)
				if g.OnMoved != nil {
					g.OnMoved(nil)
				}
			})
		}
	}
	if g.geo.frozen == col+1 {
		add(tr.T("Do not keep columns in sight"), false, func() { g.freeze(0) })
	} else {
		add(tr.T("Keep in sight up to here"), false, func() { g.freeze(col + 1) })
	}
	add(tr.T("Fit width"), false, func() { g.AutoFit(m) })
	return items
}

// freeze keeps the first n columns in sight while the others scroll.
func (g *Grid) freeze(n int) {
	g.FrozenColumns, g.geo.offsetX = n, 0
	g.Refresh()
	g.repaint()
}

// valuesLimit is how many different texts a filter lists; beyond it typing is the
// quicker way.
const valuesLimit = 500

// askFilter asks which rows to show by a column.
func (g *Grid) askFilter(col int) {
	w := g.window()
	if w == nil {
		return
	}
	m := g.arr.modelCol(col)
	old := g.arr.filters[m]
	values := g.values(m)
	on := map[string]bool{}
	for _, v := range values {
		on[v] = old.Texts == nil || old.Texts[v]
	}
	typed := ui.NewEntry(tr.T("part of the text, or > 100, 10..20, empty"))
	typed.SetText(old.Typed)
	list := widget.NewList(func() int { return len(values) }, func() fyne.CanvasObject { return ui.NewTick("", nil) },
		func(i int, o fyne.CanvasObject) {
			c := o.(*ui.Tick)
			c.OnChanged = nil
			c.Text = values[i]
			if values[i] == "" {
				c.Text = tr.T("(empty)")
			}
			c.SetChecked(on[values[i]])
			c.OnChanged = func(b bool) { on[values[i]] = b }
			c.Refresh()
		})
	all := func(b bool) func() {
		return func() {
			for _, v := range values {
				on[v] = b
			}
			list.Refresh()
		}
	}
	content := []fyne.CanvasObject{typed}
	var body fyne.CanvasObject = container.NewVBox(content...)
	if len(values) <= valuesLimit {
		buttons := container.NewHBox(ui.NewButton(tr.T("All"), nil, "", all(true)), ui.NewButton(tr.T("None"), nil, "", all(false)))
		box := container.NewScroll(list)
		box.SetMinSize(fyne.NewSize(300, min(260, 34*float32(len(values)+1))))
		body = container.NewVBox(typed, buttons, box)
	}
	d := ui.ShowDialog(w, tr.F("Rows by %s", g.columns[col].Title), body, 380,
		ui.Choice{Text: tr.T("Show all"), Do: func() bool { g.SetFilter(m, Filter{}); return true }},
		ui.Choice{Text: tr.T("Cancel"), Cancel: true},
		ui.Choice{Text: tr.T("Filter"), Default: true, Do: func() bool {
			f := Filter{Typed: strings.TrimSpace(typed.Text)}
			if len(values) <= valuesLimit && slices.ContainsFunc(values, func(v string) bool { return !on[v] }) {
				f.Texts = on
			}
			g.SetFilter(m, f)
			return true
		}})
	d.OnClose = g.Focus
}

// values are the different texts of a column of the model, in order.
func (g *Grid) values(col int) (values []string) {
	seen := map[string]bool{}
	n := len(g.columns)
	for r := range g.Model.Rows() {
		if g.fixed(r, n) {
			continue
		}
		if text := g.Model.Cell(r, col).Text; !seen[text] {
			seen[text] = true
			values = append(values, text)
		}
	}
	slices.SortFunc(values, natural)
	return values
}

func (g *Grid) window() fyne.Window {
	c := g.canvas()
	for _, w := range fyne.CurrentApp().Driver().AllWindows() {
		if w.Canvas() == c {
			return w
		}
	}
	return nil
}
