package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Reveal scrolls the strip of an object from top on, height high, into view,
// where the object lies in something that scrolls.
func Reveal(o fyne.CanvasObject, top, height float32) {
	s := ScrollOf(o)
	if s == nil || s.Content == nil {
		return
	}
	d := fyne.CurrentApp().Driver()
	y := d.AbsolutePositionForObject(o).Y - d.AbsolutePositionForObject(s.Content).Y + top
	at := s.Offset
	switch {
	case y < at.Y:
		at.Y = y
	case y+height > at.Y+s.Size().Height:
		at.Y = y + height - s.Size().Height
	default:
		return
	}
	if s.Content.Size().Height < s.Content.MinSize().Height {
		s.Refresh() // it has grown, and the toolkit holds back what goes beyond the old size
	}
	s.ScrollToOffset(at)
}

// ScrollOf is the innermost scroll an object on screen lies in, nil for none.
func ScrollOf(o fyne.CanvasObject) *container.Scroll {
	c := canvasOf(o)
	if c == nil {
		return nil
	}
	root := c.Content()
	if over := c.Overlays().Top(); over != nil {
		root = over
	}
	return scrollOf(root, o)
}

// scrollOf is the innermost scroll an object lies in, nil for none.
func scrollOf(root, o fyne.CanvasObject) *container.Scroll {
	var found *container.Scroll
	var search func(at fyne.CanvasObject, in *container.Scroll) bool
	search = func(at fyne.CanvasObject, in *container.Scroll) bool {
		if at == o {
			found = in
			return true
		}
		if s, ok := at.(*container.Scroll); ok {
			in = s
		}
		for _, child := range Children(at) {
			if child != nil && search(child, in) {
				return true
			}
		}
		return false
	}
	search(root, nil)
	return found
}
