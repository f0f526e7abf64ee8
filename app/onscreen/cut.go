package onscreen

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
)

// slack is how much of a text may be missing before it counts as cut: letters
// lean over their width by a part of a point.
const slack = 1.5

// narrow tells whether less of a text can be seen, from left to right, than it is wide.
func narrow(t *canvas.Text, seen float32) bool {
	return strings.TrimSpace(t.Text) != "" && seen < t.MinSize().Width-slack
}

// ends tells whether a label shows its end as three points.
func ends(label fyne.Widget, text string) bool {
	var look func(fyne.CanvasObject) bool
	look = func(o fyne.CanvasObject) bool {
		switch x := o.(type) {
		case *canvas.Text:
			return strings.HasSuffix(x.Text, "…") && !strings.Contains(text, x.Text)
		case fyne.Widget:
			for _, child := range test.WidgetRenderer(x).Objects() {
				if look(child) {
					return true
				}
			}
		case *fyne.Container:
			for _, child := range x.Objects {
				if look(child) {
					return true
				}
			}
		}
		return false
	}
	return look(label)
}
