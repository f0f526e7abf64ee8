package parts

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"remanence/app/grid"
	"remanence/app/ui"
	"remanence/app/ui/figures"
)

// fill sets rows that lead somewhere and explain themselves, in a page of 200, and
// scrolls the page.
func (u *shownTable) fill(n int, scrolled float32, led, explained *int) {
	var rows []Row
	for i := range n {
		rows = append(rows, Row{Cells: []Cell{{Text: fmt.Sprint("row ", i)}, {Text: fmt.Sprintf("%d.50", i)}}, Do: func() { *led = i }, Why: func() { *explained = i }})
	}
	u.table.Set(rows)
	u.w.Canvas().Capture()
	u.scroll.Refresh()
	u.scroll.ScrollToOffset(fyne.NewPos(0, scrolled))
}

// Ensure a page does not move under the mouse that is pressed on a row at its edge: with
// the first row the head would come into sight, and the click would meet that.
func TestAClickAtTheEdgeOfAPageMeetsItsRow(t *testing.T) {
	u := shown(t, 300, Head{Title: "What"}, Head{Title: "EUR", Right: true})
	led, explained := -1, -1
	u.fill(30, 33, &led, &explained)
	for y, row := range map[float32]int{40: 0, 230: 8} { // both half out of sight
		u.clickAt(fyne.NewPos(20, y), 0)
		if led != row || u.scroll.Offset.Y != 33 {
			t.Errorf("row %d followed, want %d, and the page is at %g", led, row, u.scroll.Offset.Y)
		}
	}
}

// Ensure what is found, with the bar that finds it, and the sum of a block are in sight
// of the page a table stands in, and that a key turns one page of it.
func TestATableWorksWithinItsPage(t *testing.T) {
	u := shown(t, 500, Head{Title: "What"}, Head{Title: "EUR", Right: true})
	led, explained := -1, -1
	u.fill(40, 0, &led, &explained)
	g := u.table.grid
	sees := func(what string, y, height float32) {
		t.Helper()
		if top, page := u.scroll.Offset.Y, u.scroll.Size().Height; y < top || y+height > top+page {
			t.Errorf("%s at %g, %g high, is out of sight: the page shows %g to %g", what, y, height, top, top+page)
		}
	}
	u.w.Canvas().Focus(g)
	g.TypedKey(&fyne.KeyEvent{Name: fyne.KeyPageDown})
	if row := u.table.Row(); row != 6 {
		t.Errorf("a page down from row 0 leads to row %d", row)
	}
	g.TypedKey(&fyne.KeyEvent{Name: fyne.KeyPageUp})
	if row := u.table.Row(); row != 0 {
		t.Errorf("a page up leads back to row %d", row)
	}
	g.KeyModifiers = func() fyne.KeyModifier { return fyne.KeyModifierShift }
	g.Select(0, 1)
	sum := func() {
		t.Helper()
		for _, o := range test.WidgetRenderer(g).Objects() {
			if x, ok := o.(*canvas.Text); ok && x.Visible() && strings.Contains(x.Text, "sum") {
				sees(x.Text, x.Position().Y, x.Size().Height)
				return
			}
		}
		t.Error("no sum")
	}
	for range 12 {
		g.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	}
	sum()
	g.SelectAll()
	sum()
	g.KeyModifiers = func() fyne.KeyModifier { return 0 }
	g.Find()
	entry := u.w.Canvas().Focused().(fyne.CanvasObject)
	for _, r := range "row 28" {
		u.w.Canvas().Focused().TypedRune(r)
	}
	sees("row 28", u.at("row 28").Y-12, grid.RowHeight)
	d := fyne.CurrentApp().Driver()
	sees("the bar", d.AbsolutePositionForObject(entry).Y-d.AbsolutePositionForObject(g).Y, entry.Size().Height)
}

// Ensure no row is asked or explained that a filter hides, and that the row of the
// keyboard explains itself again once the mouse has left.
func TestOnlyARowInSightExplainsItself(t *testing.T) {
	u := shown(t, 500, Head{Title: "What"}, Head{Title: "EUR", Right: true})
	led, explained := -1, -1
	u.fill(5, 0, &led, &explained)
	g := u.table.grid
	u.w.Canvas().Focus(g)
	g.Select(3, 0)
	g.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: u.at("row 1")}})
	g.MouseOut()
	if !ui.PointedWhy() || explained != 3 {
		t.Errorf("with the keyboard on row 3, row %d is explained", explained)
	}
	u.w.Canvas().Unfocus() // a dialog asks for the filter
	g.SetFilter(0, grid.Filter{Typed: "none"})
	u.w.Canvas().Focus(g)
	if ui.PointedWhy() || u.table.Row() != -1 {
		t.Errorf("with all rows hidden, row %d is explained and the keyboard on row %d", explained, u.table.Row())
	}
}

// Ensure masses are ordered, filtered and summed as masses whatever they are written in,
// figures with how sure they are by their middle, and that those in different units are
// not added up.
func TestFiguresAreReadWithTheirUnits(t *testing.T) {
	defer figures.Use(figures.InUse())
	for _, locale := range []string{"en", "de"} {
		figures.Use(figures.LocaleOf(locale))
		u := shown(t, 700, Head{Title: "Stream"}, Head{Title: "Mass", Right: true}, Head{Title: "Cost", Right: true}, Head{Title: "Value", Right: true})
		var rows []Row
		for i, kg := range []float64{850, 12300, 0.5} {
			rows = append(rows, Row{Cells: []Cell{{Text: fmt.Sprint("S", i)}, {Text: figures.Mass(kg)}, {Text: figures.MoneyShort("EUR", kg*1000) + " ± 9.0 M"}, {Text: []string{"12 %", "3", "EUR 7"}[i]}}})
		}
		u.table.Set(rows)
		g := u.table.grid
		order := func(want string) {
			t.Helper()
			var names []string
			for _, x := range g.Seen() {
				if x.Kind == "cell" && len(x.Text) == 2 && x.Text[0] == 'S' {
					names = append(names, x.Text)
				}
			}
			if got := strings.Join(names, " "); got != want {
				t.Errorf("%s: rows %q, want %q", locale, got, want)
			}
		}
		for _, column := range []int{1, 2} {
			g.Sort(column, true)
			order("S1 S0 S2")
		}
		g.SetFilter(1, grid.Filter{Typed: "< 1 t"})
		order("S0 S2")
		g.ClearFilters()
		u.click("Mass", 0)
		if got, want := g.Status(), "sum "+figures.Mass(13150.5); !strings.Contains(got, want) {
			t.Errorf("%s: %q, want %q", locale, got, want)
		}
		u.table.grid.SelectRange(grid.Range{Top: 0, Left: 1, Bottom: 2, Right: 2})
		if got := g.Status(); strings.Contains(got, "sum") {
			t.Errorf("%s: masses and money are added up: %q", locale, got)
		}
		u.click("Value", 0)
		if got := g.Status(); strings.Contains(got, "sum") {
			t.Errorf("%s: different things are added up: %q", locale, got)
		}
	}
}

// Ensure the edge of a column stays with the mouse that drags it.
func TestADraggedEdgeStaysWithTheMouse(t *testing.T) {
	u := shown(t, 600, Head{Title: "What"}, Head{Title: "EUR", Right: true}, Head{Title: "Share", Right: true}, Head{Title: "Days", Right: true})
	led, explained := -1, -1
	u.fill(5, 0, &led, &explained)
	g := u.table.grid
	edge := func() float32 {
		for _, x := range g.Seen() {
			if x.Text == "Share" {
				return x.At.X
			}
		}
		return -1
	}
	from := edge()
	g.MouseDown(&desktop.MouseEvent{Button: desktop.MouseButtonPrimary, PointEvent: fyne.PointEvent{Position: fyne.NewPos(from, 5)}})
	g.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(from+60, 5)}})
	if got := edge(); got < from+59 || got > from+61 {
		t.Errorf("dragged from %g to %g it is at %g", from, from+60, got)
	}
}

// Ensure the only cell of a table is copied as a cell, without the title.
func TestTheOnlyCellIsCopied(t *testing.T) {
	u := shown(t, 300, Head{Title: "What"})
	u.table.Set([]Row{{Cells: []Cell{{Text: "Goods"}}}})
	u.click("Goods", 0)
	if got := u.table.grid.Copy(); got != "Goods" {
		t.Errorf("copied %q", got)
	}
}
