package chart

import (
	"math"
	"strings"
	"testing"
)

// A change too small for its scale is still seen, with its exact figure; none is drawn
// for no change.
func TestATinySwingIsSeen(t *testing.T) {
	pic := Tornado{Swings: []Swing{{ID: "large", Label: "Large", Low: -1e6, High: 2e6}, {ID: "tiny", Label: "Tiny", Low: -3, High: 7}, {ID: "still", Label: "Still", Low: 0, High: 5e5}}, Axis: Axis{Title: "EUR"}}
	for _, width := range []float64{420, 900, 1800} {
		length := map[string][]float64{}
		tips := ""
		for _, m := range pic.Scene(width, 400, false).Targets() {
			if m.Kind != Rect {
				continue
			}
			length[m.ID] = append(length[m.ID], m.Points[1].X-m.Points[0].X)
			if m.ID == "tiny" {
				tips += m.Tip
			}
		}
		for _, l := range length["tiny"] {
			if l < 2.5 || l > 4 {
				t.Errorf("at %g a tiny bar is %g long", width, l)
			}
		}
		if len(length["tiny"]) != 2 || !strings.Contains(tips, "-3 EUR") && !strings.Contains(tips, "−3 EUR") || !strings.Contains(tips, "7 EUR") {
			t.Errorf("%v, %q", length["tiny"], tips)
		}
		if length["still"][0] != 0 {
			t.Errorf("no change is drawn %g long", length["still"][0])
		}
		if l := length["large"]; math.Abs(l[1]/l[0]-2) > 1e-9 {
			t.Errorf("large bars %v are not to scale", l)
		}
	}
}

// Nodes too low for a line bear their names beside a leader, and no two names touch.
func TestLowNodesBearTheirNames(t *testing.T) {
	low := []string{"AT", "BE", "CZ", "DK", "EE", "FI"}
	for n := 1; n <= len(low); n++ {
		pic := Flow{Stages: []string{"mine", "magnet"}, Nodes: []Node{{ID: "cn", Label: "CN"}, {ID: "jp", Label: "JP", Stage: 1}}, Links: []Link{{From: "cn", To: "jp", Value: 1000}}}
		for _, name := range low[:n] {
			pic.Nodes = append(pic.Nodes, Node{ID: name, Label: name})
			pic.Links = append(pic.Links, Link{From: name, To: "jp", Value: 3})
		}
		for _, size := range [][2]float64{{1100, 620}, {700, 320}, {480, 260}} {
			s := pic.Scene(size[0], size[1], false)
			var boxes []box
			shown := ""
			for _, m := range s.Marks {
				if m.Kind != Text || m.Size != labelSize || m.Text == "" {
					continue
				}
				w := textWidth(m.Text, m.Size, m.Bold)
				b := box{m.Points[0].X, m.Points[0].Y - 9, m.Points[0].X + w, m.Points[0].Y + 2}
				if b.meets(boxes) || b.x1 > s.Width || b.y1 > s.Height {
					t.Errorf("%d low nodes, %v: %q runs into something", n, size, m.Text)
				}
				boxes = append(boxes, b)
				shown += m.Text + "; "
			}
			for _, name := range low[:n] {
				if size[1] > 300 && !strings.Contains(shown, name) {
					t.Errorf("%d low nodes, %v: %s has no name: %s", n, size, name, shown)
				}
			}
			if strings.Contains(shown, " 0\u00a0%") {
				t.Errorf("a share that is not zero reads as zero: %s", shown)
			}
		}
	}
}
