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
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

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
	if w.Canvas().Focused() != fyne.Focusable(table) {
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
	if y := float32(13+1) * rowHeight; scroll.Offset.Y+scroll.Size().Height < y || scroll.Offset.Y > y-rowHeight {
		t.Errorf("row 12 is out of sight: scrolled to %g of %g", scroll.Offset.Y, scroll.Size().Height)
	}
	press(fyne.KeyEnd)
	press(fyne.KeyDown)
	press(fyne.KeyReturn)
	if followed != 19 {
		t.Errorf("End goes to row %d", followed)
	}
	press(fyne.KeyHome)
	if scroll.Offset.Y > rowHeight {
		t.Errorf("Home leaves the first row out of sight: %g", scroll.Offset.Y)
	}
	w.Canvas().Unfocus()
	if ui.PointedWhy() {
		t.Error("a row is explained although the table has the keyboard no more")
	}
}

// Ensure Ctrl+C copies the whole table under its titles, or the rows that Shift has put
// together, so that a spreadsheet reads them, and that a click brings the keyboard.
func TestATableIsCopied(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(ui.NewTheme(ui.Light))
	held := false
	before := shifted
	shifted = func() bool { return held }
	t.Cleanup(func() { shifted = before })
	table := NewTable(Head{Title: "What"}, Head{Title: "EUR", Right: true})
	table.Set([]Row{{Cells: []Cell{{Text: "Goods"}, {Text: "1\u00a0234.50"}}}, {Cells: []Cell{{Text: "a\tb"}, {Text: "–"}}}, {Cells: []Cell{{Text: "Total"}}, Bold: true}})
	w := test.NewTempWindow(t, table)
	w.Resize(fyne.NewSize(300, 200))
	copied := func() string {
		w.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutCopy{})
		return fyne.CurrentApp().Clipboard().Content()
	}
	test.TapAt(table, fyne.NewPos(20, 1.5*rowHeight))
	if w.Canvas().Focused() != fyne.Focusable(table) {
		t.Fatal("a click does not bring the keyboard")
	}
	if got, want := copied(), "What\tEUR\nGoods\t1 234.50\n\"a\tb\"\t–\nTotal\t"; got != want {
		t.Errorf("copied %q, want %q", got, want)
	}
	held = true
	table.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	if got, want := copied(), "What\tEUR\nGoods\t1 234.50\n\"a\tb\"\t–"; got != want {
		t.Errorf("two rows are copied as %q, want %q", got, want)
	}
	held = false
	table.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	if got := copied(); got == "" || len(got) < 40 {
		t.Errorf("one row again is the whole table, not %q", got)
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
	test.NewTempApp(t).Settings().SetTheme(ui.NewTheme(ui.Light))
	table := NewTable(Head{Title: "What"}, Head{Title: "low", Right: true}, Head{Title: "high", Right: true})
	w := test.NewTempWindow(t, nil)
	w.SetContent(ui.NewLayer(w, table))
	w.Resize(fyne.NewSize(400, 200))
	told := ""
	say := func(text string) func() { return func() { told = text } }
	table.Set([]Row{{Cells: []Cell{{Text: "Nd"}, {Text: "1", Why: say("low")}, {Text: "2", Why: say("high")}}, Why: say("row")},
		{Cells: []Cell{{Text: "Dy"}, {Text: "3"}, {Text: "4"}}, Why: say("plain row")}})
	expect := func(how, want string) {
		t.Helper()
		if told != want {
			t.Errorf("%s explains %q, want %q", how, told, want)
		}
		told = ""
	}
	places := table.widths
	for i, want := range []string{"row", "low", "high"} {
		x := float32(2)
		for _, width := range places[:i] {
			x += width
		}
		table.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(x, rowHeight*1.5)}})
		ui.PointedWhy()
		expect(fmt.Sprintf("the pointer on column %d", i), want)
		table.TappedSecondary(&fyne.PointEvent{Position: fyne.NewPos(x, rowHeight*1.5)})
		expect(fmt.Sprintf("a right click on column %d", i), want)
	}
	table.MouseOut()
	w.Canvas().Focus(table)
	for _, x := range []struct {
		key  fyne.KeyName
		want string
	}{{fyne.KeyHome, "row"}, {fyne.KeyRight, "low"}, {fyne.KeyRight, "high"}, {fyne.KeyRight, "high"}, {fyne.KeyDown, "plain row"}, {fyne.KeyUp, "high"}, {fyne.KeyLeft, "low"}, {fyne.KeyLeft, "row"}, {fyne.KeyLeft, "row"}} {
		table.TypedKey(&fyne.KeyEvent{Name: x.key})
		ui.PointedWhy()
		expect(string(x.key), x.want)
		table.TypedKey(&fyne.KeyEvent{Name: desktop.KeyMenu})
		expect(string(x.key)+" and the menu key", x.want)
	}
}

// Ensure long texts give way before the table scrolls sideways, that what is cut can be
// read in the tip, and that a table without rows says what to do.
func TestATableGivesWay(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(ui.NewTheme(ui.Light))
	long := strings.Repeat("makers publish none ", 20)
	table := NewTable(Head{Title: "Where"}, Head{Title: "Value"}, Head{Title: "Why", Gives: true})
	table.Hint = func() string { return "Make a plan first." }
	w := test.NewTempWindow(t, nil)
	w.SetContent(ui.NewLayer(w, table))
	w.Resize(fyne.NewSize(700, 200))
	if !strings.Contains(shownIn(table), "Make a plan first.") {
		t.Errorf("an empty table says %q", shownIn(table))
	}
	table.Set([]Row{{Cells: []Cell{{Text: "Licence wait"}, {Text: "80th percentile"}, {Text: long}}}, {Cells: []Cell{{Text: "Grade"}, {Text: "x"}, {Text: "short"}}, Tip: "more"}})
	table.Resize(fyne.NewSize(700, 200))
	if min := table.MinSize().Width; min > 700 {
		t.Errorf("it needs a width of %g", min)
	}
	said := shownIn(table)
	if strings.Contains(said, "Make a plan") || !strings.Contains(said, "Licence wait\n80th percentile\nmakers publish") || strings.Contains(said, long) {
		t.Errorf("it shows %q", said)
	}
	if table.tip(0) != long || table.tip(1) != "more" {
		t.Errorf("tips %q and %q", table.tip(0), table.tip(1))
	}
}

// Ensure a table in a narrow place writes long names and titles in more lines before it
// cuts or scrolls anything, that its scroll hears how high it is then, and that clicks
// meet the row they point at.
func TestATableBreaksItsTexts(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(ui.NewTheme(ui.Light))
	const name = "O38 Beijing Zhong Ke San Huan"
	table := NewTable(Head{Title: "Offer"}, Head{Title: "Loss without the safety", Right: true}, Head{Title: ""})
	done := -1
	var rows []Row
	for i, offer := range []string{"O01 JL Mag", name, "O07 Yantai", "O14 Vacuumschmelze"} {
		rows = append(rows, Row{Cells: []Cell{{Text: offer}, {Text: "116.42"}, {Text: "Up to which price?"}}, Do: func() { done = i }})
	}
	table.Set(rows)
	scroll := container.NewVScroll(table)
	w := test.NewTempWindow(t, nil)
	w.SetContent(ui.NewLayer(w, scroll))
	wide := float32(700)
	w.Resize(fyne.NewSize(wide, 100))
	w.Canvas().Capture()
	if said := shownIn(table); !strings.Contains(said, name) || !strings.Contains(said, "Loss without the safety") {
		t.Errorf("with room for all it shows %q", said)
	}
	whole := table.MinSize().Height
	narrow := table.MinSize().Width + 4
	if natural := fyne.MeasureText("Loss without the safety", headText, fyne.TextStyle{}).Width; table.widths[1] < natural || narrow > leastFirst+0.7*natural+fyne.MeasureText("Up to which price?", tableText, fyne.TextStyle{}).Width+60 {
		t.Errorf("columns %v; it needs %g although its title has two lines", table.widths, narrow)
	}
	w.Resize(fyne.NewSize(narrow+2*theme.Padding(), 100))
	w.Canvas().Capture()
	said := shownIn(table)
	if strings.Contains(said, "…") || strings.Contains(said, name) || !strings.Contains(strings.ReplaceAll(said, "\n", " "), name) {
		t.Errorf("in a narrow place it shows %q", said)
	}
	if !strings.Contains(said, "Loss without\nthe safety") && !strings.Contains(said, "Loss\nwithout the safety") {
		t.Errorf("its title is not in two lines: %q", said)
	}
	if high := table.MinSize().Height; high < whole+2*lineStep || table.Size().Height < high {
		t.Errorf("it needs %g, before %g, and has %g", high, whole, table.Size().Height)
	}
	test.TapAt(table, fyne.NewPos(20, table.top(2)-3)) // the second line of the second row
	if done != 1 {
		t.Errorf("a click on the second row follows row %d", done)
	}
	test.TapAt(table, fyne.NewPos(20, table.top(2)+3))
	if done != 2 || table.at(fyne.NewPos(20, 4)) != -1 || table.at(fyne.NewPos(20, table.top(4)+1)) != -1 {
		t.Errorf("a click on the third row follows row %d", done)
	}
	w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
	if scroll.Offset.Y+scroll.Size().Height < table.top(4)-1 {
		t.Errorf("the last row is out of sight: %g of %g", scroll.Offset.Y, table.top(4))
	}
}

// shownIn are the texts of a table as drawn.
func shownIn(table *Table) string {
	var out []string
	for _, o := range test.WidgetRenderer(table).Objects() {
		switch x := o.(type) {
		case *canvas.Text:
			out = append(out, x.Text)
		case *widget.Label:
			out = append(out, x.Text)
		}
	}
	return strings.Join(out, "\n")
}
