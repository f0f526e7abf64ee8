package shell

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"remanence/app/ui"
)

// turnTab goes to the next tab of the page, or with -1 to the one before; the
// toolkit's tabs take no keys.
func (s *Shell) turnTab(step int) {
	t := firstTabs(s.body)
	if t == nil || len(t.Items) == 0 {
		return
	}
	n := len(t.Items)
	i := (t.SelectedIndex() + step + n) % n
	for t.Items[i].Disabled() && i != t.SelectedIndex() {
		i = (i + step + n) % n
	}
	t.SelectIndex(i)
	if o, ok := s.win.Canvas().Focused().(fyne.CanvasObject); ok && !within(s.body, o) {
		s.win.Canvas().Unfocus() // what had the keyboard is out of sight
	}
}

// hasTabs tells whether the page in front has tabs.
func (s *Shell) hasTabs() bool { return s.body != nil && firstTabs(s.body) != nil }

// firstTabs are the uppermost tabs in sight, nil for none.
func firstTabs(o fyne.CanvasObject) (found *container.AppTabs) {
	inSight(o, func(o fyne.CanvasObject) bool {
		found, _ = o.(*container.AppTabs)
		return found == nil
	})
	return found
}

// within tells whether an object is in sight somewhere below another.
func within(root, o fyne.CanvasObject) bool {
	return !inSight(root, func(x fyne.CanvasObject) bool { return x != o })
}

// inSight visits what is shown of a tree, of tabs the one in front, until visit
// says stop.
func inSight(o fyne.CanvasObject, visit func(fyne.CanvasObject) bool) bool {
	if o == nil || !o.Visible() {
		return true
	}
	if !visit(o) {
		return false
	}
	children := ui.Children(o)
	if tabs, ok := o.(*container.AppTabs); ok && tabs.Selected() != nil {
		children = []fyne.CanvasObject{tabs.Selected().Content}
	}
	for _, child := range children {
		if !inSight(child, visit) {
			return false
		}
	}
	return true
}
