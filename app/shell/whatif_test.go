package shell

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"remanence/app/grid"
	"remanence/app/session"
	"remanence/app/whatif"
)

// tabled is a table of a page with what opens the tabs that hold it, from the outside in.
type tabled struct {
	grid *grid.Grid
	tabs []func()
}

func gridsIn(o fyne.CanvasObject, tabs []func(), out *[]tabled) {
	switch x := o.(type) {
	case *grid.Grid:
		*out = append(*out, tabled{x, tabs})
	case *fyne.Container:
		for _, c := range x.Objects {
			gridsIn(c, tabs, out)
		}
	case *container.AppTabs:
		for _, item := range x.Items {
			gridsIn(item.Content, append(tabs[:len(tabs):len(tabs)], func() { x.Select(item) }), out)
		}
	case *container.Scroll:
		gridsIn(x.Content, tabs, out)
	case *container.Split:
		gridsIn(x.Leading, tabs, out)
		gridsIn(x.Trailing, tabs, out)
	case fyne.Widget:
		for _, c := range test.WidgetRenderer(x).Objects() {
			gridsIn(c, tabs, out)
		}
	}
}

// Whatever can be typed into a table can be asked about from its own cell: its
// context menu is there, and behind the explanation of the cell stands the cell.
func TestEveryCellThatIsTypedIntoCanBeAskedAbout(t *testing.T) {
	r := newRig(t)
	r.openExample()
	seen := map[string]int{}
	for _, page := range []string{"demand", "sources", "recycling", "risk", "library"} {
		r.run("page-" + page)
		p := r.s.pages[page]
		var all []tabled
		gridsIn(p.Content(), nil, &all)
		for _, g := range all {
			for _, open := range g.tabs {
				open()
			}
			for col, c := range g.grid.Model.Columns() {
				for row := range g.grid.Model.Rows() {
					if cell := g.grid.Model.Cell(row, col); !c.Editable || g.grid.ReadOnly || cell.Locked || cell.Text == "" || strings.HasPrefix(cell.Text, "new ") {
						continue
					}
					if g.grid.OnContext == nil {
						t.Fatalf("%s: the table with %q has no context menu", page, c.Title)
					}
					g.grid.Select(row, col)
					e, ok := p.(session.Explainer).Why()
					if cells := whatif.Cells(r.s.session.Project(), e); !ok || len(cells) == 0 {
						t.Errorf("%s: nothing can be asked about %q, row %d: %s", page, c.Title, row, g.grid.Model.Cell(row, col).Text)
						continue
					}
					seen[page]++
				}
			}
		}
	}
	// Parts by months, offers by fields, streams by fields, assumptions and times to
	// recover by kind.
	for page, least := range map[string]int{"demand": 400, "sources": 100, "recycling": 20, "risk": 25} {
		if seen[page] < least {
			t.Errorf("%s: only %d cells were tried", page, seen[page])
		}
	}
}

// With nothing selected Ctrl+J asks about any figure of the project.
func TestCtrlJAsksAboutAnything(t *testing.T) {
	r := newRig(t)
	r.openExample()
	r.run("page-compare")
	r.run("what-if")
	if d := r.dialog(); d == "" {
		t.Error("nothing is asked")
	}
}
