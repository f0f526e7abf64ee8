package chart

import (
	"strings"
	"testing"
)

func texts(s *Scene) (out []Mark) {
	for _, m := range s.Marks {
		if m.Kind == Text {
			out = append(out, m)
		}
	}
	return out
}

// The axis of a cost that is never negative does not begin below zero, that of one
// which is does.
func TestPointsDoNotBeginBelowZero(t *testing.T) {
	for lowest, below := range map[float64]bool{1: false, 0: false, -40: true} {
		pic := Points{X: Axis{Title: "x"}, Y: Axis{Title: "y"}, Clouds: []Cloud{{Name: "a", Spots: []Spot{{X: 1, Y: lowest}, {X: 90, Y: 1000}}}}}
		negative := false
		for _, m := range texts(pic.Scene(600, 300, false)) {
			negative = negative || strings.HasPrefix(m.Text, "-") || strings.HasPrefix(m.Text, "−")
		}
		if negative != below {
			t.Errorf("from %v: a figure below zero: %v", lowest, negative)
		}
	}
}

// A line that lies under another is drawn broader, so that both are seen; lines apart
// are not.
func TestALineUnderAnotherIsSeen(t *testing.T) {
	labels := []string{"1", "2", "3", "4", "5"}
	same, other := []float64{1, 2, 3, 4, 5}, []float64{5, 4, 3, 2, 1}
	broad := func(a, b []float64) (n int) {
		pic := Lines{Labels: labels, Series: []Series{{Name: "a", Values: a}, {Name: "b", Values: b}}}
		for _, m := range pic.Scene(500, 300, false).Marks {
			if m.Width > 5 {
				n++
			}
		}
		return n
	}
	if n := broad(same, same); n != 1 {
		t.Errorf("%d broad lines where one lies under the other", n)
	}
	if n := broad(same, other); n != 0 {
		t.Errorf("%d broad lines of lines that only cross", n)
	}
}

// The months of a tall picture are named again, and rows, names and height agree.
func TestMonthsAreNamedAgainInATallPicture(t *testing.T) {
	pic := Heat{Months: true, Columns: []string{"’27", "Feb"}}
	for range 40 {
		pic.Rows, pic.Cells = append(pic.Rows, "part"), append(pic.Cells, []HeatCell{{Level: 1, Text: "1"}, {Level: 0, Text: "2"}})
	}
	s := pic.Scene(500, pic.Least(500), false)
	years, bottom := []float64{}, 0.0
	for _, m := range s.Marks {
		_, y0, _, y1 := m.Bounds()
		bottom = max(bottom, y1)
		if m.Kind == Text && m.Text == "’27" {
			years = append(years, y0)
		}
	}
	if len(years) != 3 || bottom > s.Height {
		t.Fatalf("named %d times, to %v of %v", len(years), bottom, s.Height)
	}
	for _, y := range years[1:] {
		for _, m := range s.Marks {
			if _, y0, _, y1 := m.Bounds(); m.Kind == Rect && m.Fill.A > 0 && y1-y0 < 60 && y0 < y && y1 > y+4 {
				t.Errorf("a cell from %v to %v covers the months at %v", y0, y1, y)
			}
		}
	}
	pic.Months = false
	if n := len(texts(pic.Scene(500, pic.Least(500), false))); n != 40*3+2 {
		t.Errorf("%d texts without months", n)
	}
}

// Figures in bars stand over the lines that cross them, written as tables do.
func TestFiguresInBarsStandOverLines(t *testing.T) {
	pic := StackedBars{Labels: []string{"a", "b"}, Axis: Axis{Value: func(float64) string { return "83.20" }},
		Series: []Series{{Name: "s", Values: []float64{83.2, 83.2}}}, Lines: []Series{{Name: "l", Values: []float64{40, 42}}}}
	figure, line := -1, -1
	for i, m := range pic.Scene(400, 300, false).Marks {
		switch {
		case m.Kind == Text && m.Text == "83.20":
			figure = i
		case m.Kind == Dot && m.Series == "l":
			line = i
		}
	}
	if figure < line || line < 0 {
		t.Errorf("the figure is mark %d, the line %d", figure, line)
	}
}

// Names of bars do not run into each other: a picture that is lower than it needs to be
// names some, one of the height it asks for all.
func TestBarsInALowPictureAreNamedApart(t *testing.T) {
	pic := HorizontalBars{Axis: Axis{Title: "weeks"}}
	for range 14 {
		pic.Bars = append(pic.Bars, Bar{Label: "Dysprosium, separation in China", Note: "8.1 weeks", Segments: []Segment{{Name: "runs", Value: 8}, {Name: "stands", Value: 20}}})
	}
	for height, all := range map[float64]bool{170: false, pic.Least(600): true} {
		var at []float64
		for _, m := range texts(pic.Scene(600, height, false)) {
			if strings.HasPrefix(m.Text, "Dysprosium") {
				_, y0, _, _ := m.Bounds()
				at = append(at, y0)
			}
		}
		if len(at) < 2 || (len(at) == 14) != all {
			t.Errorf("%v high: %d of 14 named", height, len(at))
		}
		for i := 1; i < len(at); i++ {
			if at[i]-at[i-1] < labelSize {
				t.Errorf("%v high: names %v apart", height, at[i]-at[i-1])
			}
		}
	}
}
