package grid

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
)

// plate is what the grid says of its selection in itself.
func (f *fixture) plate() string {
	if !f.g.view.sum.Visible() || !f.g.view.plate.Visible() {
		return ""
	}
	return f.g.view.sum.Text
}

// Ensure a table on a page without a status line says itself what is selected and what a
// filter hides, in its lower right corner; one with a line leaves it to that.
func TestATableWithoutAStatusLineSumsUpItself(t *testing.T) {
	f := show(t, numbers(30), small)
	f.g.SelectRange(Range{1, 1, 3, 1})
	if f.plate() != "" || f.status == "" {
		t.Errorf("it says %q, the line %q", f.plate(), f.status)
	}
	for _, line := range []func(string){nil, func(string) {}} {
		f.g.OnStatus, f.g.SumInside = line, line != nil
		f.g.SelectRange(Range{1, 1, 3, 1})
		f.g.Refresh()
		if want := "3 cells · 3 numbers · sum 6 · mean 2"; f.plate() != want {
			t.Errorf("it says %q, want %q", f.plate(), want)
		}
		area, p := f.g.geo.area(), f.g.view.plate
		if right, low := p.Position().X+p.Size().Width, p.Position().Y+p.Size().Height; right > area.Width || right < area.Width-10 || low > area.Height || low < area.Height-10 {
			t.Errorf("it stands at %v, %v, of %v", p.Position(), p.Size(), area)
		}
		f.press(fyne.KeyDown)
		if f.plate() != "" {
			t.Errorf("of one cell it says %q", f.plate())
		}
	}
	f.g.SetFilter(1, Filter{Typed: "> 27"})
	if f.plate() != "2 of 30 rows" {
		t.Errorf("of a filter it says %q", f.plate())
	}
}

// Ensure figures written with their units are summed up where these are alike, and only
// counted where they are not.
func TestFiguresWithUnitsAreSummedUpWhereTheyAreAlike(t *testing.T) {
	s := &sheet{cols: []Column{{Title: "Line"}, {Title: "VAC", Align: Right}, {Title: "JL Mag", Align: Right}}}
	s.cells = [][]string{{"Landed", "70.50 EUR/kg", "60.50 EUR/kg"}, {"Duty", "2.2 %", "0 %"}, {"Mass", "500 kg", "1.5 t"}, {"As quoted", "70 EUR/kg", "60 USD/kg"}, {"Made in", "Germany", "China"}}
	f := show(t, s, fyne.NewSize(600, 300))
	for row, want := range []string{"sum 131\u00a0EUR/kg · mean 65.5\u00a0EUR/kg", "sum 2.2\u00a0% · mean 1.1\u00a0%", "sum 2\u00a0t · mean 1\u00a0t", "2 numbers in different units", "2 cells"} {
		f.g.SelectRange(Range{row, 1, row, 2})
		if got := f.g.Status(); !strings.HasSuffix(got, want) {
			t.Errorf("%s: %q, want %q", s.cells[row][0], got, want)
		}
	}
	f.g.SelectRange(Range{0, 1, 1, 1})
	if got := f.g.Status(); !strings.HasSuffix(got, "in different units") {
		t.Errorf("down the lines: %q", got)
	}
}
