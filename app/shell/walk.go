package shell

import "fyne.io/fyne/v2"

// firstFinder is the first visible object in a tree that can look for text.
func firstFinder(o fyne.CanvasObject) (found finder) {
	inSight(o, func(o fyne.CanvasObject) bool {
		found, _ = o.(finder)
		return found == nil
	})
	return found
}
