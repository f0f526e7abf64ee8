package shell

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"remanence/app/tr"
	"remanence/app/ui"
	"remanence/data/shipped"
)

// Ensure every page fits the screens it must fit with the longest texts there are, those
// of finished plans, of every sample, and with an empty project: 1366×768, 1920×1080 at
// 150 % and at 100 %, in every language.
func TestEveryPageFitsWithAFinishedPlan(t *testing.T) {
	screens := []fyne.Size{fyne.NewSize(1366, 741), fyne.NewSize(1280, 693), fyne.NewSize(1920, 1053)} // without the menu's 27
	sizes := len(screens)
	r := newRig(t)
	look := func(what string) {
		t.Helper()
		for _, m := range Pages() {
			r.run("page-" + m.ID)
			for _, screen := range screens[:sizes] {
				r.s.win.Resize(screen)
				if min := r.s.win.Content().MinSize(); min.Width > screen.Width || min.Height > screen.Height {
					t.Errorf("%s with %s makes a window of %v %v", m.ID, what, screen, min)
				}
				if min, room := r.s.pages[m.ID].Content().MinSize(), r.s.body.Size(); min.Width > room.Width || min.Height > room.Height {
					t.Errorf("%s with %s needs %v and has %v in %v", m.ID, what, min, room, screen)
				}
				for _, text := range squeezed(r.s.body) {
					t.Errorf("%s with %s cuts %q off in %v", m.ID, what, text, screen)
				}
			}
		}
	}
	look("an empty project")
	n := 0
	for _, x := range Samples() {
		if _, ok := shipped.Read(x.ID); ok {
			r.openFinished(x.ID)
			if look(x.ID); x.ID == example {
				sizes = 2 // what fits those fits the largest one
			}
			n++
		}
	}
	if n < 6 {
		t.Errorf("only %d samples have plans", n)
	}
	t.Cleanup(func() { tr.Use("en") })
	for _, code := range []string{"de", "ja"} {
		tr.Use(code)
		r = newRig(t)
		look("nothing, in " + code)
		r.openFinished(example)
		look(example + ", in " + code)
	}
}

// squeezed are the buttons and choices in sight that have less room than their text
// needs; what scrolls sideways has room.
func squeezed(root fyne.CanvasObject) (texts []string) {
	inSight(root, func(o fyne.CanvasObject) bool {
		switch x := o.(type) {
		case *ui.Button:
			if x.Text != "" && x.Size().Width < x.MinSize().Width-0.5 {
				texts = append(texts, x.Text)
			}
		case *container.AppTabs:
			if x.Size().Height < x.MinSize().Height-0.5 {
				texts = append(texts, x.Selected().Text)
			}
		}
		return true
	})
	return texts
}
