package shell

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"remanence/app/ui"
)

// firstFinder is the first visible object in a tree that can look for text.
func firstFinder(o fyne.CanvasObject) finder {
	if o == nil || !o.Visible() {
		return nil
	}
	if f, ok := o.(finder); ok {
		return f
	}
	children := ui.Children(o)
	if tabs, ok := o.(*container.AppTabs); ok && tabs.Selected() != nil {
		children = []fyne.CanvasObject{tabs.Selected().Content}
	}
	for _, child := range children {
		if f := firstFinder(child); f != nil {
			return f
		}
	}
	return nil
}
