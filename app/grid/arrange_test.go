package grid

import (
	"fmt"
	"reflect"
	"remanence/app/tr"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// column is what a column shows from top to bottom.
func (f *fixture) column(col int) (texts []string) {
	for r := range f.g.geo.rows {
		texts = append(texts, f.g.cell(r, f.g.arr.shownCol(col)).Text)
	}
	return texts
}

func (f *fixture) shows(col int, want ...string) {
	f.t.Helper()
	if got := f.column(col); !reflect.DeepEqual(got, want) {
		f.t.Errorf("column %d shows %q, want %q", col, got, want)
	}
}

func mixed() *sheet {
	s := numbers(0)
	s.cells = [][]string{{"P10", "3", "30", ""}, {"p9", "", "1", ""}, {"P2", "-1", "7", ""}, {"", "20", "x", ""}}
	return s
}

func TestSortingIsByKindAndEmptyComesLast(t *testing.T) {
	f := show(t, mixed(), small)
	f.g.Sort(0, false)
	f.shows(0, "P2", "p9", "P10", "")
	f.g.Sort(0, true)
	f.shows(0, "P10", "p9", "P2", "")
	f.g.Sort(1, false)
	f.shows(1, "-1", "3", "20", "")
	f.g.Sort(2, false) // what is no number comes behind the numbers
	f.shows(2, "1", "7", "30", "x")
	f.g.Sort(-1, false)
	f.shows(0, "P10", "p9", "P2", "")
}

func TestTotalsAndHeadingsKeepTheirPlace(t *testing.T) {
	s := numbers(6)
	s.style = func(r, c int) Cell {
		switch r {
		case 0, 3:
			return Cell{Style: Header}
		case 5:
			return Cell{Style: Total}
		}
		return Cell{}
	}
	f := show(t, s, small)
	f.g.Sort(1, true)
	f.shows(0, "P0", "P2", "P1", "P3", "P4", "P5")
	f.g.SetFilter(0, Filter{Typed: "p2"})
	f.shows(0, "P0", "P2", "P3", "P5")
}

func TestEditsGoToTheRowThatIsSeen(t *testing.T) {
	f := show(t, numbers(5), small)
	var opened Pos
	f.g.OnSelected = func(r, c int) { opened = Pos{r, c} }
	f.g.Select(1, 1)
	f.g.Sort(1, true) // 4 3 2 1 0
	f.active(1, 1)    // the same cell stays active
	f.press(fyne.KeyUp)
	f.active(2, 1)
	if opened != (Pos{2, 1}) {
		t.Error("the owner is told of", opened)
	}
	f.typed("99")
	f.press(fyne.KeyReturn)
	f.want(2, 1, "99")
	f.active(1, 1) // the edited row did not jump away
	f.g.Sort(1, true)
	f.shows(1, "99", "4", "3", "1", "0")
	f.g.choosePos(Pos{0, 1})
	f.g.Paste("1\n2\n3")
	f.want(2, 1, "1")
	f.want(4, 1, "2")
	f.want(3, 1, "3")
	f.g.choosePos(Pos{0, 1})
	f.g.Paste("bad")
	if len(f.why) != 1 || f.why[0].Row != 2 {
		t.Errorf("the refusal names row %+v of the model", f.why)
	}
}

func TestRowsAddedAndRemovedWhileSorted(t *testing.T) {
	f := show(t, numbers(4), small)
	f.g.Sort(1, true) // 3 2 1 0
	f.g.choosePos(Pos{1, 0})
	f.press(fyne.KeyInsert)
	f.shows(0, "P3", "P2", "", "P1", "P0")
	f.want(3, 0, "") // below P2 in the model as well
	f.g.choosePos(Pos{0, 0})
	f.g.DeleteRows()
	f.shows(0, "P2", "", "P1", "P0")
	if got := fmt.Sprint(f.s.cells); strings.Contains(got, "P3") {
		t.Error(got)
	}
	// A change behind the grid's back brings everything into order again.
	f.s.cells = append(f.s.cells, []string{"P9", "9", "", ""})
	f.g.Refresh()
	f.shows(0, "P9", "P2", "P1", "P0", "")
}

func TestFilterByTextAndByCondition(t *testing.T) {
	f := show(t, numbers(30), small)
	for typed, want := range map[string]int{"> 25": 4, "<=2": 3, "10..12": 3, "= 7": 1, "<> 7": 29, "empty": 0, "not empty": 30, "2": 12, ">": 0} {
		f.g.SetFilter(1, Filter{Typed: typed})
		if got := f.g.geo.rows; got != want {
			t.Errorf("%q shows %d rows, want %d", typed, got, want)
		}
	}
	t.Cleanup(func() { tr.Use("en") })
	for code, words := range map[string][2]string{"de": {"leer", "Nicht leer"}, "ja": {"空", "空でない"}} {
		tr.Use(code)
		for typed, want := range map[string]int{words[0]: 0, words[1]: 30, "empty": 0, "not empty": 30} {
			f.g.SetFilter(1, Filter{Typed: typed})
			if got := f.g.geo.rows; got != want {
				t.Errorf("%s: %q shows %d rows, want %d", code, typed, got, want)
			}
		}
	}
	tr.Use("en")
	f.g.SetFilter(1, Filter{Typed: "> 25"})
	f.g.SetFilter(0, Filter{Texts: map[string]bool{"P26": true, "P3": true}})
	f.shows(0, "P26")
	if f.status != "1 of 30 rows" {
		t.Errorf("status %q", f.status)
	}
	f.g.Select(5, 0) // a cause that is filtered out is shown all the same
	if f.g.geo.rows != 30 {
		t.Error("the filter hides what somebody wants to see")
	}
	f.active(5, 0)
	f.g.SetFilter(1, Filter{Typed: "> 1000"})
	f.w.Canvas().Capture()
	f.press(fyne.KeyDown, fyne.KeyF2, fyne.KeyDelete)
	f.g.Paste("new\t1") // grows the table although nothing shows
	if got := len(f.s.cells); got != 31 {
		t.Errorf("%d rows", got)
	}
	f.want(30, 0, "new")
}

func TestColumnsMoveAndComeBack(t *testing.T) {
	f := show(t, numbers(3), small)
	var told []int
	f.g.OnMoved = func(o []int) { told = o }
	f.g.MoveColumn(0, 3)
	if !reflect.DeepEqual(told, []int{1, 2, 0, 3}) {
		t.Error(told)
	}
	f.active(0, 0) // of the model
	f.typed("x")
	f.press(fyne.KeyReturn)
	f.want(0, 0, "x")
	if got := f.g.Copy(); got != "P1" {
		t.Errorf("copied %q", got)
	}
	f.g.SetColumnWidths(map[int]float32{0: 200})
	if f.g.geo.width(2) != 200 {
		t.Error("a width belongs to its column, wherever that is")
	}
	// The model drops a column: the others keep their order.
	f.s.cols = f.s.cols[:3]
	f.g.Refresh()
	if !reflect.DeepEqual(f.g.ColumnOrder(), []int{1, 2, 0}) {
		t.Error(f.g.ColumnOrder())
	}
	f.g.SetColumnOrder([]int{0, 0, 7})
	if !reflect.DeepEqual(f.g.ColumnOrder(), []int{1, 2, 0}) {
		t.Error("nonsense was taken")
	}
	f.g.SetColumnOrder(nil)
	f.shows(0, "x", "P1", "P2")
}

func TestASelectedHeaderIsDraggedToItsPlace(t *testing.T) {
	f := show(t, numbers(3), fyne.NewSize(600, 240))
	header := func(c int, d float32) fyne.Position { return fyne.NewPos(f.g.geo.left(c)+f.g.geo.width(c)/2+d, 5) }
	down := func(p fyne.Position) {
		f.g.MouseDown(&desktop.MouseEvent{Button: desktop.MouseButtonPrimary, PointEvent: fyne.PointEvent{Position: p}})
	}
	down(header(0, 0))
	f.g.MouseUp(nil)
	down(header(0, 0))
	f.g.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: header(2, 10)}})
	f.w.Canvas().Capture()
	f.g.DragEnd()
	if !reflect.DeepEqual(f.g.ColumnOrder(), []int{1, 2, 0, 3}) {
		t.Error(f.g.ColumnOrder())
	}
	f.g.KeepOrder = true
	down(header(1, 0))
	f.g.MouseUp(nil)
	down(header(1, 0))
	f.g.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: header(3, 0)}})
	f.g.DragEnd()
	if s := f.g.Selection(); s.Left != 1 || s.Right != 3 {
		t.Error("where order means something a drag selects", s)
	}
}

func TestSeriesGoOn(t *testing.T) {
	for _, c := range []struct {
		kind Kind
		from string
		want string
	}{
		{Number, "5", "5 5 5"}, {Number, "1 2", "3 4 5"}, {Number, "10 7.5", "5.0 2.5 0.0"}, {Number, "1 2 4", "1 2 4"},
		{Number, "1 x", "1 x 1"}, {Percent, "10% 20%", "30% 40% 50%"}, {Month, "2027-11", "2027-12 2028-01 2028-02"},
		{Month, "2027-01 2027-04", "2027-07 2027-10 2028-01"}, {Text, "a b", "a b a"}, {Check, "true", "true true true"},
	} {
		if got := strings.Join(series(strings.Fields(c.from), c.kind, 3), " "); got != c.want {
			t.Errorf("%s goes on %q, want %q", c.from, got, c.want)
		}
	}
	for p, want := range map[Pos]Range{{5, 1}: {2, 1, 5, 2}, {0, 2}: {0, 1, 3, 2}, {3, 4}: {2, 1, 3, 4}, {2, 0}: {2, 0, 3, 2}, {3, 2}: {2, 1, 3, 2}, {9, 4}: {2, 1, 9, 2}} {
		if got := fillTarget(Range{2, 1, 3, 2}, p); got != want {
			t.Errorf("to %v: %v, want %v", p, got, want)
		}
	}
}

func TestTheHandleFills(t *testing.T) {
	f := show(t, numbers(6), small)
	f.g.SelectRange(Range{0, 1, 1, 1})
	pos, size, ok := f.g.handleRect()
	if !ok {
		t.Fatal("no handle")
	}
	f.g.MouseDown(&desktop.MouseEvent{Button: desktop.MouseButtonPrimary, PointEvent: fyne.PointEvent{Position: pos.AddXY(size.Width/2, size.Height/2)}})
	f.g.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: f.at(3, 1)}})
	f.w.Canvas().Capture()
	f.g.DragEnd()
	f.want(2, 1, "2")
	f.want(3, 1, "3")
	if len(f.s.applied) != 1 || f.g.Selection() != (Range{0, 1, 3, 1}) {
		t.Error("one drag is one step of undo", len(f.s.applied), f.g.Selection())
	}
	f.s.cells[0][1] = "7"
	f.g.SelectRange(Range{0, 1, 0, 1})
	pos, _, _ = f.g.handleRect()
	f.g.DoubleTapped(&fyne.PointEvent{Position: pos.AddXY(3, 3)})
	f.want(5, 1, "7")
	f.g.Select(0, 3)
	if _, _, ok := f.g.handleRect(); ok {
		t.Error("a calculated column has no handle")
	}
}

func TestFindWalksTheHits(t *testing.T) {
	f := show(t, numbers(30), fyne.NewSize(700, 400))
	f.g.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyF, Modifier: fyne.KeyModifierControl})
	f.typed("P2")
	f.active(2, 0)
	if f.g.finder.count.Text != "1 of 11" {
		t.Errorf("%q", f.g.finder.count.Text)
	}
	f.press(fyne.KeyReturn)
	f.active(20, 0)
	f.mods = fyne.KeyModifierShift
	f.press(fyne.KeyReturn, fyne.KeyReturn)
	f.mods = 0
	f.active(29, 0)
	f.picture("grid-find")
	f.typed("x")
	if f.g.finder.count.Text != "nothing found" {
		t.Errorf("%q", f.g.finder.count.Text)
	}
	f.press(fyne.KeyEscape)
	if f.w.Canvas().Focused() != f.g || f.g.finder.box.Visible() {
		t.Error("Escape closes the bar and gives the keyboard back")
	}
	// F3 goes on in the table while the bar is open, back with Shift, and opens it where
	// it is closed.
	f.press(fyne.KeyF3)
	if !f.g.finder.box.Visible() {
		t.Fatal("F3 does not open the bar")
	}
	f.g.Select(0, 0)
	f.g.finder.entry.SetText("P2")
	f.active(2, 0)
	f.w.Canvas().Focus(f.g)
	f.press(fyne.KeyF3)
	f.active(20, 0)
	f.mods = fyne.KeyModifierShift
	f.press(fyne.KeyF3, fyne.KeyF3)
	f.mods = 0
	f.active(29, 0)
}

func TestHeaderMenuDoesWhatItSays(t *testing.T) {
	f := show(t, mixed(), fyne.NewSize(700, 400))
	do := func(col int, label string) {
		t.Helper()
		for _, i := range f.g.headerItems(col, fyne.Position{}) {
			if i.Label == label {
				i.Action()
				return
			}
		}
		t.Fatalf("no %q", label)
	}
	do(1, "Sort largest first")
	f.shows(1, "20", "3", "-1", "")
	do(0, "Keep in sight up to here")
	if f.g.geo.frozen != 1 {
		t.Error("not frozen")
	}
	do(0, "Do not keep columns in sight")
	do(0, "Filter …")
	if f.w.Canvas().Overlays().Top() == nil {
		t.Fatal("no dialog")
	}
	f.typed("p")
	f.press(fyne.KeyReturn)
	f.shows(0, "P10", "P2", "p9")
	f.picture("grid-sorted-filtered")
	do(0, "Show all rows")
	if f.g.geo.rows != 4 {
		t.Error("rows are still hidden")
	}
	f.g.DoubleTapped(&fyne.PointEvent{Position: fyne.NewPos(f.g.geo.left(0)+10, 5)})
	if s, ok := f.g.Sorted(); !ok || s != (SortBy{0, false}) {
		t.Error("a double click on a header sorts", s, ok)
	}
	f.g.KeepOrder = true
	for _, i := range f.g.headerItems(0, fyne.Position{}) {
		if strings.HasPrefix(i.Label, "Sort") || i.Label == "Filter …" {
			t.Error("a table whose order means something offers", i.Label)
		}
	}
}

func TestLinksOpen(t *testing.T) {
	s := numbers(3)
	s.cols[0] = Column{Title: "Supplier", Kind: Link}
	f := show(t, s, small)
	var opened []Pos
	f.g.OnOpen = func(r, c int) { opened = append(opened, Pos{r, c}) }
	pos, _, _ := f.g.geo.rect(Range{1, 0, 1, 0})
	f.g.MouseDown(&desktop.MouseEvent{Button: desktop.MouseButtonPrimary, PointEvent: fyne.PointEvent{Position: pos.AddXY(10, 10)}})
	f.press(fyne.KeyReturn)
	f.g.MouseDown(&desktop.MouseEvent{Button: desktop.MouseButtonPrimary, PointEvent: fyne.PointEvent{Position: pos.AddXY(120, 10)}})
	if !reflect.DeepEqual(opened, []Pos{{1, 0}, {1, 0}}) {
		t.Error("words and Enter open, the empty part of the cell does not:", opened)
	}
}

// The law of the large table: a page of a table of 5,000 × 40 is painted anew in
// well under a frame, sorted and filtered or not.
func BenchmarkScroll5000x40(b *testing.B) {
	s := &sheet{}
	for c := range 40 {
		s.cols = append(s.cols, Column{Title: fmt.Sprint("Column ", c), Kind: Kind(c % 3), Editable: true, Width: 90})
	}
	for r := range 5000 {
		row := make([]string, 40)
		for c := range row {
			row[c] = fmt.Sprint(r * c)
		}
		s.cells = append(s.cells, row)
	}
	t := &testing.T{}
	f := show(t, s, fyne.NewSize(1366, 768))
	f.g.Sort(3, true)
	for i := 0; b.Loop(); i++ {
		f.g.scroll(0, 60)
		if i%80 == 79 {
			f.g.scroll(120, -1e6)
		}
		f.g.view.painter.paint(1366, 768)
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/1000/float64(b.N), "ms/frame")
}

func BenchmarkPaste5000x12(b *testing.B) {
	var text strings.Builder
	for r := range 5000 {
		for c := range 12 {
			if c > 0 {
				text.WriteByte('\t')
			}
			fmt.Fprint(&text, r*c)
		}
		text.WriteByte('\n')
	}
	for b.Loop() {
		s := &sheet{}
		for c := range 12 {
			s.cols = append(s.cols, Column{Title: fmt.Sprint("Column ", c), Kind: Number, Editable: true})
		}
		f := show(&testing.T{}, s, fyne.NewSize(1366, 768))
		f.g.Paste(text.String())
		if len(s.cells) != 5000 || s.cells[4999][11] != "54989" {
			b.Fatal("not all came in")
		}
	}
	b.ReportMetric(b.Elapsed().Seconds()/float64(b.N), "s/paste")
}
