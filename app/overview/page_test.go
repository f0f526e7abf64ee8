package overview

import (
	"os"
	"testing"

	"fyne.io/fyne/v2/test"

	"remanence/app/pictures"
	"remanence/app/pictures/picturetest"
	"remanence/app/plantest"
	"remanence/app/session"
	"remanence/app/ui"
	"remanence/data/document"
	"remanence/data/reference"
	"remanence/data/shipped"
)

// The chain is drawn by what is chosen above it: mass or value, the element, the plan.
func TestTheChainFollowsItsChoices(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(ui.NewTheme(ui.Light))
	doc := document.New(plantest.Project(t, os.DirFS("../../assets/samples/ev-traction-de")))
	made, _ := shipped.Read("ev-traction-de")
	made.Plan.Digest = doc.Digest()
	doc.SetPlan(made.Plan)
	doc.SetBaselines(made.AsToday, made.Cheapest)
	queue := make(chan func(), 1000)
	s := session.New(reference.Shipped().Facts(), doc, &plantest.Planner{}, func(f func()) { queue <- f })
	t.Cleanup(s.Close)
	w := test.NewTempWindow(t, nil)
	p := New(s, w)
	w.SetContent(p.Content())
	in := p.input().pictures()
	choose := func(pick *ui.Pick, id string) { pick.SetSelected(id); pick.OnChanged(id) }
	same := func(c pictures.Choice) {
		t.Helper()
		picturetest.Same(t, p.flow.Picture(), "chain", in, c)
	}
	same(pictures.Choice{})
	choose(p.by, pictures.ByValue)
	same(pictures.Choice{In: pictures.ByValue})
	choose(p.element, "Dy")
	same(pictures.Choice{In: pictures.ByValue, Element: "Dy"})
	choose(p.which, asToday())
	same(pictures.Choice{In: pictures.ByValue, Element: "Dy", Plan: "as-today"})
	choose(p.by, pictures.ByMass)
	same(pictures.Choice{Element: "Dy", Plan: "as-today"})
}
