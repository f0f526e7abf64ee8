package parts

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"remanence/app/grid"
	"remanence/app/ui"
	"remanence/app/ui/palette"
)

// Ensure a table whose rows lead somewhere works by keyboard alone: Tab reaches
// it, arrows choose, the row comes into sight, Enter follows, Ctrl+I explains.
func TestATableByKeyboard(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(ui.NewTheme(ui.Light))
	table := NewTable(Head{Title: "What"})
	w := test.NewTempWindow(t, nil)
	scroll := container.NewVScroll(table)
	w.SetContent(ui.NewLayer(w, container.NewStack(scroll)))
	w.Resize(fyne.NewSize(300, 120))
	press := func(k fyne.KeyName) { w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: k}) }

	w.Canvas().FocusNext()
	if w.Canvas().Focused() != nil {
		t.Fatal("an empty table takes the keyboard")
	}
	followed, explained := -1, -1
	var rows []Row
	for i := range 20 {
		rows = append(rows, Row{Cells: []Cell{{Text: fmt.Sprint(i)}}, Do: func() { followed = i }, Why: func() { explained = i }})
	}
	table.Set(rows)
	w.Canvas().FocusNext()
	if w.Canvas().Focused() != fyne.Focusable(table.grid) {
		t.Fatal("Tab does not reach the table")
	}
	press(fyne.KeyReturn)
	if followed != 0 {
		t.Errorf("Enter follows row %d, want the first", followed)
	}
	for range 12 {
		press(fyne.KeyDown)
	}
	press(fyne.KeyReturn)
	if followed != 12 || !ui.PointedWhy() || explained != 12 {
		t.Errorf("row %d followed, %d explained, want 12", followed, explained)
	}
	if y := float32(13+1) * grid.RowHeight; scroll.Offset.Y+scroll.Size().Height < y || scroll.Offset.Y > y-grid.RowHeight {
		t.Errorf("row 12 is out of sight: scrolled to %g of %g", scroll.Offset.Y, scroll.Size().Height)
	}
	jump := func(k fyne.KeyName) {
		w.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&desktop.CustomShortcut{KeyName: k, Modifier: fyne.KeyModifierControl})
	}
	jump(fyne.KeyEnd)
	press(fyne.KeyDown)
	press(fyne.KeyReturn)
	if followed != 19 {
		t.Errorf("Ctrl+End goes to row %d", followed)
	}
	jump(fyne.KeyHome)
	if scroll.Offset.Y > 0 {
		t.Errorf("Ctrl+Home leaves the head out of sight: %g", scroll.Offset.Y)
	}
	w.Canvas().Unfocus()
	if ui.PointedWhy() {
		t.Error("a row is explained although the table has the keyboard no more")
	}
}

// Ensure Ctrl+C copies the cells put together, and the whole table under its titles, so
// that a spreadsheet reads them, and that a click brings the keyboard.
func TestATableIsCopied(t *testing.T) {
	u := shown(t, 300, Head{Title: "What"}, Head{Title: "EUR", Right: true})
	u.table.Set([]Row{{Cells: []Cell{{Text: "Goods"}, {Text: "1\u00a0234.50"}}}, {Cells: []Cell{{Text: "a\tb"}, {Text: "–"}}}, {Cells: []Cell{{Text: "Total"}}, Bold: true}})
	copied := func() string {
		u.w.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutCopy{})
		return fyne.CurrentApp().Clipboard().Content()
	}
	u.click("Goods", 0)
	if u.w.Canvas().Focused() != fyne.Focusable(u.table.grid) {
		t.Fatal("a click does not bring the keyboard")
	}
	if got := copied(); got != "Goods" {
		t.Errorf("a cell is copied as %q", got)
	}
	u.click("–", fyne.KeyModifierShift)
	if got, want := copied(), "Goods\t1 234.50\n\"a\tb\"\t–"; got != want {
		t.Errorf("two rows are copied as %q, want %q", got, want)
	}
	u.w.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutSelectAll{})
	if got, want := copied(), "What\tEUR\nGoods\t1 234.50\n\"a\tb\"\t–\nTotal\t"; got != want {
		t.Errorf("copied %q, want %q", got, want)
	}
}

// Ensure Tab passes over sentences that lead nowhere, and brings those that do
// into sight.
func TestLinesByKeyboard(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(ui.NewTheme(ui.Light))
	lines := NewLines("")
	w := test.NewTempWindow(t, nil)
	scroll := container.NewVScroll(lines.Object())
	w.SetContent(ui.NewLayer(w, container.NewStack(scroll)))
	w.Resize(fyne.NewSize(300, 120))
	pressed := -1
	var list []Line
	for i := range 16 {
		l := Line{Text: fmt.Sprint("sentence ", i)}
		if i%5 == 4 {
			l.Do = func() { pressed = i }
		}
		list = append(list, l)
	}
	lines.Set(list)
	w.Canvas().Capture() // once laid out, sentences have their heights
	for _, want := range []int{4, 9, 14} {
		w.Canvas().FocusNext()
		w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
		if pressed != want {
			t.Fatalf("Tab and Enter press sentence %d, want %d", pressed, want)
		}
		o := lines.box.Objects[want]
		if y := o.Position().Y; y < scroll.Offset.Y || y+o.Size().Height > scroll.Offset.Y+scroll.Size().Height {
			t.Errorf("sentence %d at %g, %g high, has the keyboard out of sight: scrolled to %g of %g", want, y, o.Size().Height, scroll.Offset.Y, scroll.Size().Height)
		}
	}
}

// Ensure lines that look alike are kept with new words, and the others made anew.
func TestLinesTakeNewWords(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(ui.NewTheme(ui.Light))
	lines := NewLines("none")
	lines.Most = 3
	w := test.NewTempWindow(t, lines.Object())
	w.Resize(fyne.NewSize(200, 300))
	done := ""
	lines.Set([]Line{{Text: "one"}, {Text: "two", Do: func() { done = "two" }}})
	first, second := lines.box.Objects[0], lines.box.Objects[1]
	height := second.Size().Height
	lines.Set([]Line{{Text: "three"}, {Text: "four, which is long enough to need some more than a single line", Do: func() { done = "four" }}})
	lines.Press(1)
	if lines.box.Objects[0] != first || lines.box.Objects[1] != second || done != "four" || second.(*line).label.Text != lines.Texts()[1] {
		t.Errorf("%q %q, a click does %q", lines.Texts(), second.(*line).label.Text, done)
	}
	if second.Size().Height <= height {
		t.Error("a longer sentence gets no more room")
	}
	lines.Set([]Line{{Text: "five", Tint: palette.Warn}, {Text: "six"}, {Text: "seven"}, {Text: "eight"}, {Text: "nine"}})
	if got := lines.Texts(); len(got) != 4 || got[0] != "five" || got[3] != "… and 2 more lines." || lines.box.Objects[0] == first || lines.box.Objects[1] == second {
		t.Errorf("%q; lines of another look are made anew", got)
	}
	lines.Set(nil)
	if got := lines.Texts(); len(got) != 1 || got[0] != "none" {
		t.Errorf("%q", got)
	}
}

// Ensure a cell that explains itself does so in place of its row: under the pointer, by
// a right click, and by keyboard.
func TestACellExplainsItself(t *testing.T) {
	u := shown(t, 400, Head{Title: "What"}, Head{Title: "low", Right: true}, Head{Title: "high", Right: true})
	told := ""
	say := func(text string) func() { return func() { told = text } }
	u.table.Set([]Row{{Cells: []Cell{{Text: "Nd"}, {Text: "1", Why: say("low")}, {Text: "2", Why: say("high")}}, Why: say("row")},
		{Cells: []Cell{{Text: "Dy"}, {Text: "3"}, {Text: "4"}}, Why: say("plain row")}})
	expect := func(how, want string) {
		t.Helper()
		if told != want {
			t.Errorf("%s explains %q, want %q", how, told, want)
		}
		told = ""
	}
	g := u.table.grid
	for cell, want := range map[string]string{"Nd": "row", "1": "low", "2": "high", "3": "plain row"} {
		at := u.at(cell)
		g.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at}})
		ui.PointedWhy()
		expect("the pointer on "+cell, want)
		g.TappedSecondary(&fyne.PointEvent{Position: at})
		expect("a right click on "+cell, want)
	}
	g.MouseOut()
	if ui.PointedWhy() {
		t.Error("a cell is explained that nothing points at")
	}
	u.w.Canvas().Focus(g)
	for _, x := range []struct {
		key  fyne.KeyName
		want string
	}{{fyne.KeyHome, "row"}, {fyne.KeyRight, "low"}, {fyne.KeyRight, "high"}, {fyne.KeyRight, "high"}, {fyne.KeyDown, "plain row"}, {fyne.KeyUp, "high"}, {fyne.KeyLeft, "low"}, {fyne.KeyLeft, "row"}} {
		g.TypedKey(&fyne.KeyEvent{Name: x.key})
		ui.PointedWhy()
		expect(string(x.key), x.want)
		g.TypedKey(&fyne.KeyEvent{Name: desktop.KeyMenu})
		expect(string(x.key)+" and the menu key", x.want)
	}
}

// Ensure a table is ordered by its figures, not their letters, filtered and searched as
// every grid, that totals keep their place, and that rows lead and explain by where they
// stand then.
func TestATableIsSortedAndFiltered(t *testing.T) {
	u := shown(t, 500, Head{Title: "Offer"}, Head{Title: "Landed", Right: true}, Head{Title: "Share", Right: true})
	done := ""
	row := func(name, landed, share string) Row {
		return Row{Cells: []Cell{{Text: name}, {Text: landed}, {Text: share}}, Do: func() { done = name }}
	}
	total := row("Together", "1,320.00", "100 %")
	total.Bold = true
	u.table.Set([]Row{row("O10", "1,200.00", "9 %"), row("O9", "–", "80 %"), row("O2", "120.00", "11 %"), total})
	g := u.table.grid
	order := func(want string) {
		t.Helper()
		var names []string
		for _, x := range g.Seen() {
			if x.Kind == "cell" && (strings.HasPrefix(x.Text, "O") || x.Text == "Together") {
				names = append(names, x.Text)
			}
		}
		if got := strings.Join(names, " "); got != want {
			t.Errorf("rows %q, want %q", got, want)
		}
	}
	head := func(title string) { g.DoubleTapped(&fyne.PointEvent{Position: u.at(title)}) }
	head("Landed")
	order("O2 O10 O9 Together")
	head("Landed")
	order("O10 O2 O9 Together")
	head("Share")
	order("O10 O2 O9 Together")
	head("Offer")
	order("O2 O9 O10 Together")
	u.click("O10", 0)
	if done != "O10" {
		t.Errorf("a click on O10 leads to %q", done)
	}
	u.click("Landed", 0) // the whole column
	if got := g.Status(); !strings.Contains(got, "sum 2,640") {
		t.Errorf("the column sums up to %q", got)
	}
	before := u.table.MinSize().Height
	g.SetFilter(1, grid.Filter{Typed: "> 1000"})
	order("O10 Together")
	if high := u.table.MinSize().Height; high >= before {
		t.Errorf("with two rows less it is %g high, was %g", high, before)
	}
	if !strings.Contains(strings.Join(g.Notes(), " "), "2 of 4 rows") {
		t.Errorf("nothing tells of the filter: %q", g.Notes())
	}
	u.table.Set([]Row{row("O9", "–", "80 %"), row("O1", "150.00", "20 %"), row("O4", "1,900.00", "20 %"), total}) // a new answer
	order("O4 Together")
	u.table.Set([]Row{row("O9", "–", "80 %"), row("O1", "150.00", "20 %")})
	order("")
	g.SetFilter(1, grid.Filter{Typed: "> 100"})
	order("O1")
	g.SetFilter(1, grid.Filter{Typed: "> 900"})
	if said := strings.Join(g.Notes(), " "); !strings.Contains(said, "No row passes the filter") {
		t.Errorf("a filter that nothing passes says %q", said)
	}
	g.ClearFilters()
	g.Sort(-1, false)
	order("O9 O1")
}

// Ensure a block of cells is summed up in sight, below its corner or above it at the
// end of the table, and only while the table has the keyboard.
func TestABlockIsSummedUpInSight(t *testing.T) {
	u := shown(t, 500, Head{Title: "Offer"}, Head{Title: "Landed", Right: true})
	var rows []Row
	for i := range 6 {
		rows = append(rows, Row{Cells: []Cell{{Text: fmt.Sprint("O", i)}, {Text: fmt.Sprintf("%d.50", 10*(i+1))}}})
	}
	u.table.Set(rows)
	u.w.Resize(fyne.NewSize(500, 140)) // less than the table needs
	u.w.Canvas().Capture()
	sum := func() *canvas.Text {
		for _, o := range test.WidgetRenderer(u.table.grid).Objects() {
			if x, ok := o.(*canvas.Text); ok && x.Visible() && strings.Contains(x.Text, "sum") {
				return x
			}
		}
		return nil
	}
	u.click("O0", 0)
	if sum() != nil {
		t.Error("a single cell is summed up")
	}
	for _, last := range []string{"20.50", "60.50"} {
		u.click(last, fyne.KeyModifierShift)
		block := u.at(last)
		x := sum()
		if x == nil || !strings.Contains(x.Text, "numbers") || x.Position().Y < 0 || x.Position().Y+x.Size().Height > u.table.MinSize().Height || x.Position().X+x.Size().Width > 500 {
			t.Fatalf("down to %s: %v", last, x)
		}
		if below := x.Position().Y > block.Y; below != (last == "20.50") {
			t.Errorf("down to %s it stands at %v", last, x.Position())
		}
	}
	if x := sum(); !strings.Contains(x.Text, "sum 213") || !strings.Contains(x.Text, "mean 35.5") {
		t.Errorf("%q", x.Text)
	}
	u.w.Canvas().Unfocus()
	if sum() != nil {
		t.Error("it stays without the keyboard")
	}
}

// Ensure names in scripts that the bundled font lacks break into lines as others do,
// within their cells.
func TestATableBreaksChineseNames(t *testing.T) {
	u := shown(t, 260, Head{Title: "Supplier"}, Head{Title: "EUR", Right: true})
	name := strings.Repeat("宁波韵升股份有限公司", 3)
	u.table.Set([]Row{{Cells: []Cell{{Text: name}, {Text: "1,000,000.00"}}}, {Cells: []Cell{{Text: "short"}, {Text: "2"}}}})
	u.w.Canvas().Capture()
	if got := strings.ReplaceAll(u.said(), "\n", ""); !strings.Contains(got, name) {
		t.Errorf("it shows %q", u.said())
	}
	var parts []string
	for _, o := range test.WidgetRenderer(u.table.grid).Objects() {
		if c, ok := o.(*container.Clip); ok && c.Visible() {
			text := c.Content.(*fyne.Container).Objects[0].(*canvas.Text)
			parts = append(parts, text.Text)
			if y := text.Position().Y; y < 0 || y+text.Size().Height > c.Size().Height+1 || text.Position().X+text.Size().Width > c.Size().Width+1 {
				t.Errorf("%q at %v, %v, in %v", text.Text, text.Position(), text.Size(), c.Size())
			}
		}
	}
	if len(parts) < 2 || strings.Join(parts, "") != name {
		t.Errorf("drawn as %q", parts)
	}
}

// Ensure a double click does once what a click does, and two clicks on different rows do
// both.
func TestADoubleClickIsOneClick(t *testing.T) {
	u := shown(t, 300, Head{Title: "Route"})
	done := map[string]int{}
	row := func(name string) Row { return Row{Cells: []Cell{{Text: name}}, Do: func() { done[name]++ }} }
	u.table.Set([]Row{row("short loop"), row("leaching")})
	u.click("short loop", 0)
	u.click("short loop", 0)
	u.click("leaching", 0)
	if done["short loop"] != 1 || done["leaching"] != 1 {
		t.Errorf("done %v", done)
	}
}

// Ensure the wheel over a table turns the page it stands in.
func TestTheWheelOverATableTurnsThePage(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(ui.NewTheme(ui.Light))
	table := NewTable(Head{Title: "What"})
	var rows []Row
	for i := range 30 {
		rows = append(rows, Row{Cells: []Cell{{Text: fmt.Sprint(i)}}})
	}
	table.Set(rows)
	w := test.NewTempWindow(t, nil)
	scroll := container.NewVScroll(table)
	w.SetContent(ui.NewLayer(w, container.NewStack(scroll)))
	w.Resize(fyne.NewSize(300, 200))
	w.Canvas().Capture()
	table.grid.MouseIn(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(20, 40)}})
	table.grid.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -50)})
	if scroll.Offset.Y != 50 {
		t.Errorf("the page is scrolled to %g", scroll.Offset.Y)
	}
}

// Ensure long texts give way before the table scrolls sideways, that what is cut can be
// read in the tip, and that a table without rows says what to do.
func TestATableGivesWay(t *testing.T) {
	long := strings.Repeat("makers publish none ", 60)
	u := shown(t, 700, Head{Title: "Where"}, Head{Title: "Value"}, Head{Title: "Why", Gives: true})
	u.table.Hint = func() string { return "Make a plan first." }
	u.table.Set(nil)
	if said := u.said(); !strings.Contains(said, "Make a plan first.") {
		t.Errorf("an empty table says %q", said)
	}
	u.table.Set([]Row{{Cells: []Cell{{Text: "Licence wait"}, {Text: "80th percentile"}, {Text: long}}}, {Cells: []Cell{{Text: "Grade"}, {Text: "x"}, {Text: "short"}}, Tip: "more"}})
	if min := u.table.MinSize().Width; min > 700 {
		t.Errorf("it needs a width of %g", min)
	}
	said := u.said()
	if strings.Contains(said, "Make a plan") || !strings.Contains(said, "Licence wait\n80th percentile\nmakers publish") || strings.Contains(said, long) {
		t.Errorf("it shows %q", said)
	}
	if tip := u.table.grid.Tip(u.at("Licence wait")); tip != long {
		t.Errorf("the tip is %q", tip)
	}
	if tip := u.table.grid.Tip(u.at("Grade")); tip != "more" {
		t.Errorf("the tip is %q", tip)
	}
}

// Ensure a table in a narrow place writes long names and titles in more lines before it
// cuts or scrolls anything, that its scroll hears how high it is then, and that clicks
// meet the row they point at.
func TestATableBreaksItsTexts(t *testing.T) {
	const name = "O38 Beijing Zhong Ke San Huan"
	u := shown(t, 700, Head{Title: "Offer"}, Head{Title: "Loss without the safety", Right: true}, Head{Title: ""})
	table, scroll, w := u.table, u.scroll, u.w
	done := -1
	var rows []Row
	for i, offer := range []string{"O01 JL Mag", name, "O07 Yantai", "O14 Vacuumschmelze"} {
		rows = append(rows, Row{Cells: []Cell{{Text: offer}, {Text: "116.42"}, {Text: "Up to which price?"}}, Do: func() { done = i }})
	}
	table.Set(rows)
	w.Resize(fyne.NewSize(700, 100))
	w.Canvas().Capture()
	if said := u.said(); !strings.Contains(said, name) || !strings.Contains(said, "Loss without the safety") {
		t.Errorf("with room for all it shows %q", said)
	}
	whole := table.MinSize().Height
	narrow := table.MinSize().Width + 4
	if natural := fyne.MeasureText("Loss without the safety", 12, fyne.TextStyle{}).Width; narrow > 120+0.75*natural+fyne.MeasureText("Up to which price?", ui.TextSize, fyne.TextStyle{}).Width+60 {
		t.Errorf("it needs %g although its title has two lines", narrow)
	}
	w.Resize(fyne.NewSize(narrow, 100))
	w.Canvas().Capture()
	said := u.said()
	if strings.Contains(said, "…") || strings.Contains(said, name) || !strings.Contains(strings.ReplaceAll(said, "\n", " "), name) {
		t.Errorf("in a narrow place it shows %q", said)
	}
	if !strings.Contains(said, "Loss without\nthe safety") && !strings.Contains(said, "Loss\nwithout the safety") {
		t.Errorf("its title is not in two lines: %q", said)
	}
	if high := table.MinSize().Height; high < whole+32 || table.Size().Height < high {
		t.Errorf("it needs %g, before %g, and has %g", high, whole, table.Size().Height)
	}
	below := u.row(1)
	u.clickAt(fyne.NewPos(20, below.Y+below.Height-3), 0) // the second line of the second row
	if done != 1 {
		t.Errorf("a click on the second row follows row %d", done)
	}
	u.clickAt(fyne.NewPos(20, below.Y+below.Height+3), 0)
	if done != 2 {
		t.Errorf("a click on the third row follows row %d", done)
	}
	done = -1
	u.clickAt(fyne.NewPos(20, 4), 0)
	u.clickAt(fyne.NewPos(20, u.row(3).Y+u.row(3).Height+1), 0)
	if done != -1 {
		t.Errorf("a click on the head or below the rows follows row %d", done)
	}
	w.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyEnd, Modifier: fyne.KeyModifierControl})
	if last := u.row(3); scroll.Offset.Y+scroll.Size().Height < last.Y+last.Height-1 {
		t.Errorf("the last row is out of sight: %g of %g", scroll.Offset.Y, last.Y)
	}
}

// Ensure a long table is painted no higher than a picture may be, and scrolls by itself.
func TestALongTableScrollsByItself(t *testing.T) {
	u := shown(t, 300, Head{Title: "What"}, Head{Title: "EUR", Right: true})
	var rows []Row
	for i := range 2000 {
		rows = append(rows, Row{Cells: []Cell{{Text: fmt.Sprint("row ", i)}, {Text: fmt.Sprint(i)}}})
	}
	u.table.Set(rows)
	u.w.Canvas().Capture()
	if size := u.table.MinSize(); size.Height > 1700 || size.Width > 300 {
		t.Errorf("it asks for %v", size)
	}
	g := u.table.grid
	u.w.Canvas().Focus(g)
	g.Select(1999, 0)
	if at := u.at("row 1999"); at.Y > u.table.Size().Height {
		t.Errorf("the last row is at %v of %v", at, u.table.Size())
	}
	// Above its end the wheel turns the table, at its end the page.
	u.scroll.ScrollToTop()
	g.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, 100)})
	if u.scroll.Offset.Y != 0 {
		t.Error("the page moves while the table can")
	}
	g.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -500)})
	g.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -30)})
	if u.scroll.Offset.Y != 30 {
		t.Errorf("at the end of the table the page is at %g", u.scroll.Offset.Y)
	}
}

// shownTable is a table in a page.
type shownTable struct {
	t      *testing.T
	table  *Table
	scroll *container.Scroll
	w      fyne.Window
}

func shown(t *testing.T, width float32, heads ...Head) *shownTable {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(ui.NewTheme(ui.Light))
	u := &shownTable{t: t, table: NewTable(heads...)}
	u.scroll = container.NewVScroll(u.table)
	u.w = test.NewTempWindow(t, nil)
	u.w.SetPadded(false)
	u.w.SetContent(ui.NewLayer(u.w, container.NewStack(u.scroll)))
	u.w.Resize(fyne.NewSize(width, 200))
	return u
}

// at is the middle of the cell or head of a text.
func (u *shownTable) at(text string) fyne.Position {
	u.t.Helper()
	for _, x := range u.table.grid.Seen() {
		if x.Text == text {
			return x.At.AddXY(x.Size.Width/2, 12)
		}
	}
	u.t.Fatalf("no %q in %q", text, u.said())
	return fyne.Position{}
}

// row is the place of a row as shown.
func (u *shownTable) row(i int) struct{ Y, Height float32 } {
	n := 0
	for _, x := range u.table.grid.Seen() {
		if x.Kind == "cell" {
			if n == i {
				return struct{ Y, Height float32 }{x.At.Y, x.Size.Height}
			}
			n++
		} else if n > 0 {
			break // the first column is enough
		}
	}
	u.t.Fatalf("no row %d", i)
	return struct{ Y, Height float32 }{}
}

func (u *shownTable) click(text string, mods fyne.KeyModifier) { u.clickAt(u.at(text), mods) }

func (u *shownTable) clickAt(at fyne.Position, mods fyne.KeyModifier) {
	e := &desktop.MouseEvent{Button: desktop.MouseButtonPrimary, Modifier: mods, PointEvent: fyne.PointEvent{Position: at}}
	u.table.grid.MouseDown(e)
	u.table.grid.MouseUp(e)
}

// said are the texts of a table as drawn.
func (u *shownTable) said() string {
	out := u.table.grid.Drawn()
	for _, o := range test.WidgetRenderer(u.table).Objects() {
		if l, ok := o.(*widget.Label); ok && l.Visible() {
			out = append(out, l.Text)
		}
	}
	return strings.Join(out, "\n")
}
