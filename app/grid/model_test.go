package grid

import (
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"remanence/app/ui"
)

// sheet is the model of the tests: strings, numbers checked in numeric columns.
type sheet struct {
	cols    []Column
	cells   [][]string
	style   func(r, c int) Cell
	applied [][]Edit
}

func (s *sheet) Rows() int         { return len(s.cells) }
func (s *sheet) Columns() []Column { return s.cols }
func (s *sheet) Cell(r, c int) Cell {
	cell := Cell{}
	if s.style != nil {
		cell = s.style(r, c)
	}
	cell.Text = s.cells[r][c]
	return cell
}
func (s *sheet) Apply(edits []Edit) (refused []Refusal) {
	s.applied = append(s.applied, edits)
	for _, e := range edits {
		if s.cols[e.Col].Kind.Numeric() && e.Text != "" {
			if _, err := strconv.ParseFloat(e.Text, 64); err != nil {
				refused = append(refused, Refusal{e.Row, e.Col, e.Text, "this is not a number"})
				continue
			}
		}
		s.cells[e.Row][e.Col] = e.Text
	}
	return refused
}
func (s *sheet) AddRows(after, n int) {
	for range n {
		s.cells = append(s.cells[:after+1], append([][]string{make([]string, len(s.cols))}, s.cells[after+1:]...)...)
	}
}
func (s *sheet) RemoveRows(rows []int) {
	for i := len(rows) - 1; i >= 0; i-- {
		s.cells = append(s.cells[:rows[i]], s.cells[rows[i]+1:]...)
	}
}

// numbers is a table of rows × 4 whose cells say where they are; the last column
// is calculated.
func numbers(rows int) *sheet {
	s := &sheet{cols: []Column{
		{Title: "Part", Editable: true}, {Title: "Mass", Unit: "kg", Kind: Number, Editable: true},
		{Title: "Price", Kind: Money, Editable: true}, {Title: "Sum", Kind: Number},
	}}
	for r := range rows {
		s.cells = append(s.cells, []string{fmt.Sprintf("P%d", r), strconv.Itoa(r), strconv.Itoa(10 * r), strconv.Itoa(11 * r)})
	}
	return s
}

// fixture shows a grid in a test window with the keyboard on it.
type fixture struct {
	t      *testing.T
	g      *Grid
	s      *sheet
	w      fyne.Window
	mods   fyne.KeyModifier
	status string
	why    []Refusal
}

func show(t *testing.T, s *sheet, size fyne.Size) *fixture {
	t.Helper()
	a := test.NewTempApp(t)
	a.Settings().SetTheme(ui.NewTheme(ui.Light))
	f := &fixture{t: t, s: s, g: New(s)}
	f.g.KeyModifiers = func() fyne.KeyModifier { return f.mods }
	f.g.OnStatus = func(s string) { f.status = s }
	f.g.OnRefused = func(r []Refusal) { f.why = r }
	f.w = test.NewTempWindow(t, nil)
	f.w.SetPadded(false)
	f.w.SetContent(ui.NewLayer(f.w, f.g))
	f.w.Resize(size)
	f.g.Focus()
	return f
}

// press sends keys to whatever has the focus, as the window would.
func (f *fixture) press(keys ...fyne.KeyName) {
	for _, k := range keys {
		f.w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: k})
	}
}

func (f *fixture) typed(text string) {
	for _, r := range text {
		f.w.Canvas().Focused().TypedRune(r)
	}
}

func (f *fixture) want(row, col int, text string) {
	f.t.Helper()
	if got := f.s.cells[row][col]; got != text {
		f.t.Errorf("cell %d/%d holds %q, want %q", row, col, got, text)
	}
}

func (f *fixture) active(row, col int) {
	f.t.Helper()
	if r, c := f.g.Active(); r != row || c != col {
		f.t.Errorf("active cell %d/%d, want %d/%d", r, c, row, col)
	}
}

// picture writes the window to a folder given by REMANENCE_SHOTS, for looking at.
func (f *fixture) picture(name string) {
	dir := os.Getenv("REMANENCE_SHOTS")
	if dir == "" {
		return
	}
	file, err := os.Create(filepath.Join(dir, name+".png"))
	if err != nil {
		f.t.Fatal(err)
	}
	defer file.Close()
	if err := png.Encode(file, f.w.Canvas().Capture()); err != nil {
		f.t.Fatal(err)
	}
}

// A long title above its unit has two lines of its own; where all are short the header
// keeps its height, and so it does where a word is too long to be broken.
func TestALongTitleAboveItsUnitHasTwoLines(t *testing.T) {
	for title, want := range map[string]float32{"Mass": tallHeader, "Yantai Zhenghai Magnetic Material": highHeader, "Donaudampfschifffahrtsgesellschaft": tallHeader} {
		s := numbers(3)
		s.cols[1].Title, s.cols[1].Width = title, 153
		f := show(t, s, fyne.NewSize(600, 300))
		if f.g.geo.header != want {
			t.Errorf("%q: the header is %v high, want %v", title, f.g.geo.header, want)
		}
		p := f.g.view.painter
		p.paint(600, 300)
		lines := p.titleLines(1, 140)
		if lines[len(lines)-1] != "kg" || want == highHeader && (len(lines) != 3 || lines[0]+" "+lines[1] != title) {
			t.Errorf("%q: %q", title, lines)
		}
	}
}

// Ensure a long title widens its column until two lines hold it, and that one cut by a
// narrower column is told as cut.
func TestATitleIsWholeUntilItsColumnIsMadeNarrow(t *testing.T) {
	s := numbers(3)
	s.cols[0].Title = "Japanese maker, Philippine finishing plant"
	f := show(t, s, fyne.NewSize(600, 300))
	cut := func() bool {
		for _, x := range f.g.Seen() {
			if x.Kind == "head" && x.Text == s.cols[0].Title {
				return x.Cut
			}
		}
		t.Fatal("no such head")
		return false
	}
	if cut() {
		t.Errorf("the title is cut in %v points", f.g.geo.width(0))
	}
	f.g.SetColumnWidths(map[int]float32{0: 120})
	if !cut() {
		t.Error("nobody is told that the title is cut")
	}
}
