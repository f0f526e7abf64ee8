package shell

import (
	"fyne.io/fyne/v2"
)

// narrowWindow is the width below which the rail shows its icons only, so that
// the pages have room on a small screen with large text.
const narrowWindow = 1000

// frame lays out header, rail and page.
type frame struct {
	header, body fyne.CanvasObject
	rail         *rail
}

// Layout implements fyne.Layout.
func (f *frame) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	f.rail.setNarrow(size.Width < narrowWindow)
	top, side := f.header.MinSize().Height, f.rail.MinSize().Width
	f.header.Move(fyne.NewPos(0, 0))
	f.header.Resize(fyne.NewSize(size.Width, top))
	f.rail.Move(fyne.NewPos(0, top))
	f.rail.Resize(fyne.NewSize(side, max(0, size.Height-top)))
	f.body.Move(fyne.NewPos(side, top))
	f.body.Resize(fyne.NewSize(max(0, size.Width-side), max(0, size.Height-top)))
}

// MinSize implements fyne.Layout. Pages scroll when they have less room than
// they need.
func (f *frame) MinSize([]fyne.CanvasObject) fyne.Size {
	head, side := f.header.MinSize(), f.rail.MinSize()
	return fyne.NewSize(max(head.Width, 600), head.Height+max(side.Height, 240))
}
