package shell

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"remanence/app/ui"
)

// lead lays out the left of the header: the name as wide as it is, the picker of
// scenarios, and what is said of the project in the rest. Where it is narrow the
// last gives way first, then the name.
type lead struct{ h *header }

const (
	leastName = 150
	pickWidth = 200
)

// MinSize implements fyne.Layout.
func (l lead) MinSize([]fyne.CanvasObject) fyne.Size {
	w, height := min(l.name(), leastName), l.h.name.MinSize().Height
	if l.picking() {
		w += pickWidth + theme.Padding()
		height = max(height, l.h.scenarioBox.MinSize().Height)
	}
	return fyne.NewSize(w, height)
}

// Layout implements fyne.Layout.
func (l lead) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	rest := size.Width
	if l.picking() {
		rest -= pickWidth + theme.Padding()
	}
	name := min(l.name(), rest)
	place := func(o fyne.CanvasObject, x, w float32) {
		h := o.MinSize().Height
		o.Resize(fyne.NewSize(w, h))
		o.Move(fyne.NewPos(x, (size.Height-h)/2))
	}
	place(l.h.name, 0, name)
	x := name
	if l.picking() {
		l.h.scenario.Resize(fyne.NewSize(pickWidth, l.h.scenario.MinSize().Height))
		place(l.h.scenarioBox, x, pickWidth)
		x += pickWidth + theme.Padding()
	}
	room := max(size.Width-x, 0)
	if text := whole(l.h.said, room); text != l.h.about.Text {
		l.h.about.SetText(text)
	}
	place(l.h.size, x, room)
}

// apart stands between the things that are said of a project.
const apart = "  ·  "

// whole leaves out the last of what is said until the rest is not cut.
func whole(said string, room float32) string {
	for !ui.LineFits(said, room) {
		at := strings.LastIndex(said, apart)
		if at < 0 {
			return ""
		}
		said = said[:at]
	}
	return said
}

func (l lead) picking() bool { return l.h.scenarioBox != nil && l.h.scenarioBox.Visible() }

// name is how wide the name would like to be.
func (l lead) name() float32 { return l.h.name.Wish() + 2 }
