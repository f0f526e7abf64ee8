package chart

import (
	"bytes"
	"fmt"
	"image"
	"strings"
	"testing"

	"remanence/app/ui/paint"
	"remanence/app/ui/palette"
)

// one is series that all have the same colour, as the eye of somebody who sees none
// might take them.
func one(n int) (out []Series) {
	for i := range n {
		out = append(out, Series{Name: fmt.Sprint("s", i), Tint: palette.Accent, Values: []float64{3, 4, 5}})
	}
	return out
}

// looks are the ways marks differ without colour, by series, and those of the legend
// in its order.
func looks(s *Scene, of func(*Mark) string) (drawn map[string]string, legend []string) {
	drawn = map[string]string{}
	for i := range s.Marks {
		m := &s.Marks[i]
		switch text := of(m); {
		case text == "":
		case m.Series != "":
			drawn[m.Series] = text
		case m.Tip == "" && m.Points[0].Y < 40:
			legend = append(legend, text)
		}
	}
	return drawn, legend
}

func TestSeriesDifferWithoutColour(t *testing.T) {
	fill := func(m *Mark) string {
		if m.Kind != Rect || m.Fill != palette.Of(false).Accent {
			return ""
		}
		return fmt.Sprint(m.Hatch, m.Pattern)
	}
	dots := func(m *Mark) string {
		if m.Kind != Dot {
			return ""
		}
		return fmt.Sprint(m.Shape)
	}
	var bar Bar
	for _, x := range one(7) {
		bar.Segments = append(bar.Segments, Segment{Name: x.Name, Value: 1, Tint: x.Tint})
	}
	labels := []string{"a", "b", "c"}
	for name, c := range map[string]struct {
		p  Picture
		n  int
		of func(*Mark) string
	}{
		"stacked":    {StackedBars{Labels: labels, Series: one(7)}, 7, fill},
		"grouped":    {GroupedBars{Labels: labels, Series: one(7)}, 7, fill},
		"horizontal": {HorizontalBars{Bars: []Bar{bar}}, 7, fill},
		"lines":      {Lines{Labels: labels, Series: one(4)}, 4, dots},
		"overlays":   {StackedBars{Labels: labels, Lines: one(4)}, 4, dots},
	} {
		drawn, legend := looks(c.p.Scene(900, 400, false), c.of)
		seen := map[string]bool{}
		for i := range c.n {
			look := drawn[fmt.Sprint("s", i)]
			if look == "" || seen[look] {
				t.Errorf("%s: series %d looks like another: %v", name, i, drawn)
			}
			seen[look] = true
			if i >= len(legend) || legend[i] != look {
				t.Errorf("%s: the legend shows series %d otherwise: %v, drawn %v", name, i, legend, drawn)
			}
		}
	}
}

// Shapes alone are lost on a line of many months; strokes are not.
func TestLinesDifferInTheirStroke(t *testing.T) {
	s := Lines{Labels: []string{"a", "b", "c"}, Series: append(one(4), Series{Name: "limit", Values: []float64{1, 2, 3}, Dashed: true})}.Scene(900, 400, false)
	seen := map[string]int{}
	for _, m := range s.Marks {
		if m.Kind == Line && len(m.Points) == 3 {
			seen[fmt.Sprint(m.Dash)]++
		}
	}
	if len(seen) != 5 {
		t.Errorf("5 lines, %d strokes: %v", len(seen), seen)
	}
}

func TestAMarkOfManyMonthsShowsSomeShapes(t *testing.T) {
	c := Lines{Labels: months(60), Series: []Series{{Name: "x", Values: wave(60, 5, 1, 0)}}}
	large := 0
	for _, m := range c.Scene(500, 300, false).Targets() {
		if m.Series == "x" && m.Radius > 2 {
			large++
		}
	}
	if large < 10 || large > 30 {
		t.Errorf("%d of 60 points are drawn large", large)
	}
}

// Every pattern marks the pixels in its own way, in a bar and in an area, and stands
// in the drawing that scales.
func TestPatternsArePainted(t *testing.T) {
	seen := map[string]paint.Pattern{}
	for k := range 7 {
		s := newScene(60, 60, false)
		s.rect(0, 0, 60, 60, s.look.Accent).Pattern = paint.PatternOf(k)
		img := Image(s, 1)
		if before, ok := seen[string(img.Pix)]; ok {
			t.Errorf("pattern %d looks like %d", k, before)
		}
		seen[string(img.Pix)] = paint.PatternOf(k)
		s.Marks[1] = Mark{Kind: Area, Points: []Point{{X: 0, Y: 0}, {X: 60, Y: 0}, {X: 60, Y: 60}, {X: 0, Y: 60}}, Fill: s.look.Accent, Pattern: paint.PatternOf(k)}
		if off := apart(img, Image(s, 1)); off > 2 {
			t.Errorf("pattern %d: bar and area differ by %d", k, off)
		}
		var b bytes.Buffer
		if err := SVG(&b, fixed{s}, 60, 60, false); err != nil {
			t.Fatal(err)
		}
		if id := fmt.Sprintf("weave%d", k); k > 0 && (!strings.Contains(b.String(), `<pattern id="`+id) || !strings.Contains(b.String(), "url(#"+id)) {
			t.Errorf("pattern %d is not in the drawing", k)
		}
	}
}

type fixed struct{ s *Scene }

func (f fixed) Scene(float64, float64, bool) *Scene { return f.s }

// apart is the largest difference of two pictures within their edges.
func apart(a, b *image.RGBA) (most int) {
	for y := 2; y < a.Rect.Dy()-2; y++ {
		for x := 2; x < a.Rect.Dx()-2; x++ {
			for c := range 4 {
				i := a.PixOffset(x, y) + c
				most = max(most, int(a.Pix[i])-int(b.Pix[i]), int(b.Pix[i])-int(a.Pix[i]))
			}
		}
	}
	return most
}
