package chart

import (
	"fmt"
	"strings"
	"testing"

	"remanence/app/ui/palette"
)

// crowd are pictures of more rows and longer names than usual.
func crowd() map[string]Picture {
	heat := Heat{Title: "Cover", Columns: months(24), Key: [2]string{"12 weeks or more", "no stock left"}}
	line := Timeline{Title: "Without China", Labels: months(24), Markers: []Marker{{At: 8, Text: "delivers again"}}}
	for i := range 38 {
		name := fmt.Sprintf("SP%02d", i)
		heat.Rows = append(heat.Rows, name)
		heat.Cells = append(heat.Cells, make([]HeatCell, 24))
		line.Lanes = append(line.Lanes, Lane{Label: name, Spans: []Span{{Text: "stands still", From: float64(i % 9), To: 20, Tint: palette.Bad}}})
	}
	walk := Waterfall{Axis: Axis{Title: "USD, discounted"}, Steps: []Step{{Label: "As today", Value: 668.3e6, Total: true}, {Label: "Goods", Value: 27.1e6}, {Label: "Freight", Value: 223.5e3},
		{Label: "Design extra cost", Value: 290.2e3}, {Label: "Qualification", Value: 113e3}, {Label: "Redesign", Value: 91.7e3}, {Label: "Scrap collection", Value: 224.8e3}, {Label: "Stock holding", Value: 698.8e3},
		{Label: "Shortage", Value: -560.4e6}, {Label: "End stock credit", Value: 5.6e6}, {Label: "Plan", Total: true}}}
	return map[string]Picture{"heat": heat, "timeline": line, "waterfall": walk}
}

// Ensure no text of a picture stands on another or leaves it, at the sizes pages give.
func TestTextsStandApart(t *testing.T) {
	all := samples()
	for name, p := range crowd() {
		all["crowd of "+name] = p
	}
	for name, p := range all {
		for _, size := range [][2]float64{{410, 190}, {630, 250}, {700, 320}, {1210, 260}, {1210, 640}} {
			var texts []box
			var said []string
			s := p.Scene(size[0], size[1], false)
			for i := range s.Marks {
				m := &s.Marks[i]
				if m.Kind != Text || m.Text == "" {
					continue
				}
				w := textWidth(m.Text, m.Size, m.Bold)
				x, y := m.Points[0].X-w*float64(m.Anchor)/2, m.Points[0].Y
				b := box{x + 0.5, y - m.Size*0.7, x + w - 0.5, y}
				if b.x0 < -0.5 || b.x1 > size[0]+0.5 || b.y0 < -0.5 || b.y1 > size[1]+0.5 {
					t.Errorf("%s at %v: %q leaves the picture: %+v", name, size, m.Text, b)
				}
				for k, other := range texts {
					if b.meets([]box{other}) {
						t.Errorf("%s at %v: %q stands on %q", name, size, m.Text, said[k])
					}
				}
				texts, said = append(texts, b), append(said, m.Text)
			}
		}
	}
}

// Ensure a picture of many rows names them all at the height it asks for, and every
// step of a walk its name.
func TestTallPicturesNameEveryRow(t *testing.T) {
	for name, p := range crowd() {
		height := 260.0
		if tall, ok := p.(Tall); ok {
			height = tall.Least(640)
		}
		shown := map[string]bool{}
		s := p.Scene(640, height, false)
		for i := range s.Marks {
			shown[s.Marks[i].Text] = true
		}
		var want []string
		switch p := p.(type) {
		case Heat:
			want = p.Rows
		case Timeline:
			for _, l := range p.Lanes {
				want = append(want, l.Label)
			}
		case Waterfall:
			for _, step := range p.Steps {
				want = append(want, step.Label)
			}
		}
		for _, w := range want {
			if !shown[w] && !(name == "waterfall" && brokenInto(shown, w)) {
				t.Errorf("%s does not name %q", name, w)
			}
		}
	}
}

// brokenInto tells whether the lines of a name are shown.
func brokenInto(shown map[string]bool, name string) bool {
	for _, line := range headLines(name, 52) {
		if !shown[line] {
			return false
		}
	}
	return true
}

// Ensure a text breaks between words, and between letters where a script has no spaces,
// and that nothing gets lost.
func TestTextsBreakInEveryScript(t *testing.T) {
	for _, c := range []struct {
		text  string
		width float64
		lines []string
	}{
		{"Metal and alloy", 40, []string{"Metal", "and", "alloy"}},
		{"Metal and alloy", 200, []string{"Metal and alloy"}},
		{"頑健な計画を探す …：複数のシナリオ", 100, []string{"頑健な計画を探す", "…：複数のシナリ", "オ"}},
		{"計画、Dy の分離。", 40, []string{"計画、", "Dy の", "分離。"}},
	} {
		got := broken(c.text, labelSize, c.width, 9)
		if strings.Join(got, "|") != strings.Join(c.lines, "|") {
			t.Errorf("%q in %g: %q", c.text, c.width, got)
		}
	}
}
