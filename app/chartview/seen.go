package chartview

import (
	"strings"

	"fyne.io/fyne/v2"

	"remanence/app/chart"
	"remanence/app/ui"
)

// Seen implements ui.Teller: the texts of the picture and the marks that can be
// pointed at, by their id and the words of their tip.
func (v *View) Seen() []ui.Seen {
	if v.scene == nil {
		return nil
	}
	var out []ui.Seen
	for i := range v.scene.Marks {
		m := &v.scene.Marks[i]
		x0, y0, x1, y1 := m.Bounds()
		s := ui.Seen{Kind: "mark", Text: m.ID, Hint: m.Tip, At: fyne.NewPos(float32(x0), float32(y0)), Size: fyne.NewSize(float32(x1-x0), float32(y1-y0)), Active: v.hover == m}
		switch {
		case m.ID == "" && m.Tip == "" && m.Kind != chart.Text:
			continue
		case m.Kind == chart.Text:
			s.Kind, s.Text, s.Size, s.Cut = "text", m.Text, fyne.NewSize(10, 10), strings.HasSuffix(m.Text, "…")
			s.At.Y -= 10
		}
		out = append(out, s)
	}
	return out
}
