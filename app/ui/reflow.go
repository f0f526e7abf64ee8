package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Reflow gives what stands in a scroll its place after parts of it have grown or
// shrunk. Refreshing the scroll would do so too, but makes every text in it anew.
func Reflow(s *container.Scroll) {
	if c, ok := s.Content.(*fyne.Container); ok && c.Layout != nil {
		// Twice: texts that wrap know their height only after they have got a width.
		for range 2 {
			c.Layout.Layout(c.Objects, c.Size())
		}
	}
	s.Base.Refresh()
}
