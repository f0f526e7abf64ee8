package chart

import (
	"fmt"
	"testing"

	"remanence/app/ui/figures"
)

// german is a walk with every kind of cost, between plans with long names.
func german(first, last string) Waterfall {
	c := Waterfall{Axis: Axis{Title: "EUR, abgezinst", Format: figures.Short}, Steps: []Step{{Label: first, Value: 76e6, Total: true}}}
	for i, name := range []string{"Ware", "Zoll", "Fracht", "Mehrkosten der Ausführung", "Qualifizierung", "Werkzeuge", "Konstruktionsänderung", "Schrottsammlung", "Gutschrift für Abfall und Schlamm", "Bestandshaltung", "Fehlmengen", "Gutschrift für Endbestand"} {
		c.Steps = append(c.Steps, Step{Label: name, Value: 4e5 * float64(i%4-1)})
	}
	c.Steps = append(c.Steps, Step{Label: last, Total: true})
	return c
}

// belowTexts are the lines of the names under a walk, name by name.
func belowTexts(s *Scene) (out []Mark) {
	for _, m := range texts(s) {
		if m.Anchor == Middle && m.Fill == s.look.Muted && m.Text != "" {
			out = append(out, m)
		}
	}
	return out
}

// Ensure the longest step of a walk is named whole in a narrow picture, in two lines where
// its place is too narrow for one.
func TestALongStepGoesOnInASecondLine(t *testing.T) {
	c := german("Wie heute", "Plan")
	for _, width := range []float64{380, 430, 600, 900} {
		most := 0
		for i, lines := range gathered(belowTexts(c.Scene(width, c.Least(width), false)), c.names()) {
			if lines == nil {
				t.Errorf("%g wide: %q is not whole", width, c.Steps[i].Label)
			}
			most = max(most, len(lines))
		}
		if width == 430 && most != 2 {
			t.Errorf("at most %d lines", most)
		}
	}
}

// Ensure names below a walk neither run into each other nor leave the picture, whatever
// the names at its ends, and none is cut in a picture that is not very narrow.
func TestNamesBelowAWalkStandApartAtEveryWidth(t *testing.T) {
	const spike, robust = "Chinesischer Galliumstopp und Preisspitze 2027", "Robuster Plan mit zwei Lieferanten je Magnet"
	for _, ends := range [][2]string{{"Wie heute", "Plan"}, {spike, "Plan"}, {robust, spike}, {"現在のまま", "中国産重希土類の供給停止後の計画"}} {
		c := german(ends[0], ends[1])
		for width := 300.0; width <= 900; width += 5 {
			for _, height := range []float64{c.Least(width), 180, 400} {
				at := fmt.Sprintf("%s, %g by %g", ends[0], width, height)
				lines := belowTexts(c.Scene(width, height, false))
				for i, m := range lines {
					half := textWidth(m.Text, m.Size, false) / 2
					if m.Points[0].X-half < 0 || m.Points[0].X+half > width || m.Points[0].Y > height-2 {
						t.Errorf("%s: %q leaves the picture", at, m.Text)
					}
					for _, other := range lines[:i] {
						if d := m.Points[0].X - half - other.Points[0].X - textWidth(other.Text, m.Size, false)/2; other.Points[0].Y == m.Points[0].Y && d < 2 {
							t.Errorf("%s: %q runs into %q", at, m.Text, other.Text)
						}
					}
				}
				for i, name := range gathered(lines, c.names()) {
					if name == nil && height >= c.Least(width) && width >= 400 {
						t.Errorf("%s: %q is cut", at, c.Steps[i].Label)
					}
				}
			}
		}
	}
}

// Ensure an axis that shows a part of the range has no line or figure beyond its bars,
// where names stand.
func TestACutAxisEndsWithItsBars(t *testing.T) {
	c := Waterfall{Axis: Axis{Title: "EUR", Format: figures.Short}, Steps: []Step{{Label: "As today", Value: 76e6, Total: true}, {Label: "Goods", Value: 6e6}, {Label: "Freight", Value: 1.7e6}, {Label: "Plan", Total: true}}}
	for height := 180.0; height < 500; height += 10 {
		s := c.Scene(430, height, false)
		bottom, ticks := 0.0, 0
		for _, m := range s.Marks {
			if m.Kind == Rect && m.Series != "" {
				bottom = max(bottom, m.Points[1].Y)
			}
		}
		for _, m := range s.Marks {
			if m.Kind == Line && len(m.Points) == 2 && m.Points[0].Y == m.Points[1].Y && m.Points[0].Y > bottom+0.5 {
				t.Errorf("%g high: a line at %g, bars to %g", height, m.Points[0].Y, bottom)
			}
			if m.Kind == Text && m.Anchor == End {
				ticks++
			}
		}
		if ticks < 2 {
			t.Errorf("%g high: %d figures at the axis", height, ticks)
		}
	}
}
