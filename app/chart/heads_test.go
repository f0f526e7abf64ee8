package chart

import (
	"strings"
	"testing"
)

// A long name of a column stands whole on several lines where the picture is high
// enough, and is cut to one where it is low.
func TestHeatWritesLongHeadsWhole(t *testing.T) {
	names := []string{"Chinese gallium stop", "Chinese price spike", "base"}
	pic := Heat{Columns: names, Rows: []string{"plan"}, Cells: [][]HeatCell{{{Text: "1"}, {Text: "2"}, {Text: "3"}}}}
	heads := func(height float64) (out []string) {
		for _, m := range pic.Scene(260, height, false).Marks {
			if m.Kind == Text && m.Anchor == Middle && m.Text != "1" && m.Text != "2" && m.Text != "3" {
				out = append(out, m.Text)
			}
		}
		return out
	}
	if got := strings.Join(heads(300), " "); got != strings.Join(names, " ") {
		t.Errorf("high: %q", got)
	}
	if low := heads(48); len(low) != 3 || !strings.HasSuffix(low[0], "…") {
		t.Errorf("low: %q", low)
	}
}

// Ensure where months have no room for their names, every so many are named whole,
// the years among them.
func TestHeatNamesSomeMonthsWhole(t *testing.T) {
	pic := Heat{Months: true, Rows: []string{"plan"}}
	year := []string{"Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "’28", "Feb"}
	for range 3 {
		pic.Columns = append(pic.Columns, year...)
	}
	pic.Cells = [][]HeatCell{make([]HeatCell, len(pic.Columns))}
	named := func(width float64) (out []string) {
		for _, m := range pic.Scene(width, 200, false).Marks {
			if m.Kind == Text && m.Anchor == Middle && m.Text != "" {
				out = append(out, m.Text)
			}
		}
		return out
	}
	for _, width := range []float64{300, 500, 800, 1200, 2000} {
		names := named(width)
		years := 0
		for _, n := range names {
			if strings.Contains(n, "…") {
				t.Errorf("%v wide: %q", width, names)
			}
			if n == "’28" {
				years++
			}
		}
		if years != 3 {
			t.Errorf("%v wide: %d years in %q", width, years, names)
		}
	}
	if n := len(named(2000)); n != 36 {
		t.Errorf("%d of 36 named where there is room", n)
	}
	if n := len(named(500)); n >= 36 || n < 9 {
		t.Errorf("%d of 36 named where there is little", n)
	}
}
