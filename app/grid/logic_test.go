package grid

import (
	"reflect"
	"testing"

	"fyne.io/fyne/v2"

	"remanence/app/ui"
	"remanence/app/ui/paint"
)

func TestJump(t *testing.T) {
	// x marks filled cells of one row.
	for _, c := range []struct {
		row      string
		from, to int
		back     bool
	}{
		{"xxx..x", 0, 2, false}, {"xxx..x", 2, 5, false}, {"xxx..x", 3, 5, false}, {"xxx...", 2, 5, false},
		{"xxx..x", 5, 2, true}, {"xxx..x", 2, 0, true}, {"......", 3, 0, true}, {"xxx", 2, 2, false}, {".x.x", 1, 3, false},
	} {
		s := selection{home: -1}
		s.set(Pos{0, c.from}, false)
		d := 1
		if c.back {
			d = -1
		}
		s.jump(0, d, false, 1, len(c.row), func(p Pos) bool { return c.row[p.Col] == 'x' })
		if s.active.Col != c.to {
			t.Errorf("%q from %d: %d, want %d", c.row, c.from, s.active.Col, c.to)
		}
	}
}

func TestTabWalksABlockRoundAndRound(t *testing.T) {
	s := selection{home: -1}
	s.block(Range{1, 1, 2, 2})
	var path []Pos
	for range 5 {
		s.advance(0, 1, 9, 9)
		path = append(path, s.active)
	}
	if want := []Pos{{1, 2}, {2, 1}, {2, 2}, {1, 1}, {1, 2}}; !reflect.DeepEqual(path, want) {
		t.Error(path)
	}
	s.advance(1, 0, 9, 9)
	if s.active != (Pos{2, 2}) || s.span() != (Range{1, 1, 2, 2}) {
		t.Error("Enter in a block:", s.active, s.span())
	}
	s.advance(1, 0, 9, 9) // the last cell wraps to the first
	if s.active != (Pos{1, 1}) {
		t.Error(s.active)
	}
}

func TestShiftShrinksFromTheActiveCell(t *testing.T) {
	s := selection{home: -1}
	s.set(Pos{3, 3}, false)
	s.move(2, 0, true, 9, 9)
	s.move(-3, 1, true, 9, 9)
	if s.span() != (Range{2, 3, 3, 4}) || s.active != (Pos{3, 3}) {
		t.Error(s.span(), s.active)
	}
}

func TestPlace(t *testing.T) {
	one := [][]string{{"v"}}
	if e, r := place(one, Range{0, 0, 1, 2}); len(e) != 6 || r != (Range{0, 0, 1, 2}) {
		t.Error("one to many:", e, r)
	}
	block := [][]string{{"a", "b"}, {"c", "d"}}
	if e, r := place(block, Range{5, 5, 5, 5}); len(e) != 4 || r != (Range{5, 5, 6, 6}) {
		t.Error("block at a cell:", e, r)
	}
	if e, _ := place(block, Range{0, 0, 3, 3}); len(e) != 16 || e[10] != (Edit{2, 2, "a"}) {
		t.Error("tiling:", e)
	}
	if e, r := place(block, Range{0, 0, 2, 2}); len(e) != 4 || r != (Range{0, 0, 1, 1}) {
		t.Error("no multiple, laid once:", e, r)
	}
	if e, r := place([][]string{{"a"}, {"b", "c"}}, Range{}); len(e) != 3 || r != (Range{0, 0, 1, 1}) {
		t.Error("ragged:", e, r)
	}
}

func testGeometry() geometry {
	return geometry{view: fyne.NewSize(300, 200), header: 26, gutter: 30, x: []float32{0, 100, 150, 250, 400}, frozen: 1, rows: 100}
}

func TestHitFindsWhatIsDrawn(t *testing.T) {
	for _, scroll := range []fyne.Position{{}, {X: 60, Y: 35}, {X: 1e6, Y: 1e6}} {
		g := testGeometry()
		g.offsetX, g.offsetY = scroll.X, scroll.Y
		g.clamp()
		first, last := g.visibleRows()
		from, to := g.visibleColumns()
		if scroll.X == 0 && (from != 1 || to != 4) {
			t.Errorf("columns %d..%d", from, to)
		}
		cols := []int{0}
		for c := from; c < to; c++ {
			cols = append(cols, c)
		}
		for r := first; r < last; r++ {
			for _, c := range cols {
				pos, size, ok := g.rect(Range{r, c, r, c})
				if !ok {
					continue
				}
				what, p := g.hit(pos.AddXY(size.Width/2, size.Height/2))
				if what != partCell || p != (Pos{r, c}) {
					t.Fatalf("scroll %v: the middle of %d/%d hits %v %v", scroll, r, c, what, p)
				}
			}
		}
	}
}

func TestRevealShowsTheWholeCell(t *testing.T) {
	g := testGeometry()
	for _, p := range []Pos{{50, 2}, {99, 3}, {0, 1}, {40, 0}, {39, 3}} {
		g.reveal(p)
		_, size, ok := g.rect(Range{p.Row, p.Col, p.Row, p.Col})
		if !ok || size.Height != RowHeight || size.Width != g.width(p.Col) {
			t.Errorf("%v shows %v of %v", p, size, g.width(p.Col))
		}
	}
}

func TestThumb(t *testing.T) {
	if at, n := thumb(100, 1000, 100, 900); at+n != 100 || n < 24 {
		t.Error(at, n)
	}
	if at, _ := thumb(100, 1000, 100, 0); at != 0 {
		t.Error(at)
	}
}

// A title in a language with long words widens its column, up to a limit, on one line
// above a unit and on two without.
func TestATitleWidensItsColumn(t *testing.T) {
	f := show(t, numbers(3), small)
	bold := paint.Get(paint.Font{Bold: true}, ui.TextSize)
	f.s.cols = []Column{{Title: "Einstandspreis", Unit: "EUR je kg", Width: 60}, {Title: "Handelt niemand rechtzeitig", Width: 60}, {Title: "Kg", Width: 60},
		{Title: "Donaudampfschifffahrtsgesellschaftskapitän", Unit: "kg", Width: 60}}
	f.g.Refresh()
	room := func(i int) float64 { return float64(f.g.geo.width(i) - 2*cellPad) }
	if room(0) < bold.Width("Einstandspreis") || room(1) < bold.Width("Handelt niemand") || room(1) > bold.Width("Handelt niemand rechtzeitig") {
		t.Errorf("widths %g and %g cut the titles off or waste room", f.g.geo.width(0), f.g.geo.width(1))
	}
	if f.g.geo.width(2) != 60 || f.g.geo.width(3) != widestTitle {
		t.Errorf("widths %g and %g, want 60 and %d", f.g.geo.width(2), f.g.geo.width(3), widestTitle)
	}
}
