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
