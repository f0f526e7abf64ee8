package shell

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"remanence/app/chartview"
	"remanence/app/grid"
	"remanence/app/parts"
	"remanence/app/tr"
)

// Every page of an empty project says what to do, and none shows a table without a word.
func TestEmptyPagesSayWhatToDo(t *testing.T) {
	r := newRig(t)
	for page, want := range map[string]string{
		"overview": "part", "demand": "Type one into the first row", "sources": "offer", "recycling": "type a name into the first row", "rules": "Add one with",
		"plan": "There is nothing to plan yet", "compare": "as soon as the project has parts", "risk": "Enter parts and offers",
	} {
		r.run("page-" + page)
		said := r.screen()
		for _, o := range everything(r.s.body) {
			if g, ok := o.(*grid.Grid); ok && !g.Report && g.Model.Rows() == 0 { // small tables have hints, see below
				said += " " + g.EmptyText
				if g.EmptyText == "" {
					t.Errorf("%s has an empty table without a word", page)
				}
			}
		}
		if !strings.Contains(said, want) {
			t.Errorf("%s does not say %q: %s", page, want, said)
		}
	}
}

// Every picture and every table in every tab, one within another included, of an empty
// project says what to do; so do those of a finished one that have to be asked for.
func TestNoPictureIsEmptyWithoutAHint(t *testing.T) {
	r := newRig(t)
	n := 0
	look := func(what string) {
		for _, m := range Pages() {
			r.run("page-" + m.ID)
			r.s.win.Resize(UsualSize)
			eachTab(r.s.body, func() {
				inSight(r.s.body, func(o fyne.CanvasObject) bool {
					switch x := o.(type) {
					case *chartview.View:
						n++
						for _, seen := range x.Seen() {
							if seen.Text == tr.T("nothing to show yet") {
								t.Errorf("%s of %s has a picture without a hint", m.ID, what)
							}
						}
					case *parts.Table:
						n++
						if m.ID != "demand" && len(x.Rows()) == 0 && (x.Hint == nil || x.Hint() == "") {
							t.Errorf("%s of %s has a table without rows and a hint: %v", m.ID, what, x.Titles())
						}
					}
					return true
				})
			})
		}
	}
	look("an empty project")
	r.openFinished(example)
	look("a finished one")
	if n < 80 {
		t.Errorf("only %d pictures and tables", n)
	}
}

// eachTab brings every tab to the front, those within tabs as well, and calls do.
func eachTab(root fyne.CanvasObject, do func()) {
	var tabs *container.AppTabs
	inSight(root, func(o fyne.CanvasObject) bool {
		tabs, _ = o.(*container.AppTabs)
		return tabs == nil
	})
	if tabs == nil {
		do()
		return
	}
	for i, item := range tabs.Items {
		tabs.SelectIndex(i)
		eachTab(item.Content, do)
	}
	tabs.SelectIndex(0)
}

// A default in a table says in its tip that it is one, or where it comes from.
func TestDefaultsSayWhereTheyComeFrom(t *testing.T) {
	r := newRig(t)
	r.openFinished(example)
	n := 0
	for _, m := range Pages() {
		r.run("page-" + m.ID)
		if m.ID == "library" {
			r.s.Show("library", "settings")
		}
		for _, o := range everything(r.s.body) {
			g, ok := o.(*grid.Grid)
			if !ok {
				continue
			}
			for row := range g.Model.Rows() {
				for col, c := range g.Model.Columns() {
					if x := g.Model.Cell(row, col); x.Style == grid.Default {
						if n++; strings.TrimSpace(x.Tooltip) == "" || x.Tooltip == x.Text {
							t.Errorf("%s, row %d, %s: the default %q has the tip %q", m.ID, row, c.Title, x.Text, x.Tooltip)
						}
					}
				}
			}
		}
	}
	if n < 20 {
		t.Errorf("only %d defaults", n)
	}
}

// A click on a cell of the heat picture or on a band of the chain opens what is behind
// it, and a click there leads to the page.
func TestClicksOnTheOverviewsPicturesLeadToTheirPages(t *testing.T) {
	r := newRig(t)
	r.openFinished(example)
	r.run("page-overview")
	r.s.win.Resize(UsualSize)
	var views []*chartview.View
	find := func() {
		views = nil
		inSight(r.s.body, func(o fyne.CanvasObject) bool {
			if v, ok := o.(*chartview.View); ok {
				views = append(views, v)
			}
			return true
		})
	}
	// click presses the middle of the first mark whose id fits.
	click := func(fits func(string) bool) bool {
		find()
		for _, v := range views {
			for _, s := range v.Seen() {
				if s.Kind == "mark" && fits(s.Text) {
					v.Tapped(&fyne.PointEvent{Position: s.At.AddXY(s.Size.Width/2, s.Size.Height/2)})
					return true
				}
			}
		}
		return false
	}
	if !click(func(id string) bool { return strings.HasPrefix(id, "exposure|Dy|") }) {
		t.Fatal("the heat picture has no dysprosium")
	}
	if d := r.dialog(); !strings.Contains(d, "Parts and offers behind this share") || !strings.Contains(d, "Dysprosium") && !strings.Contains(d, "dysprosium") {
		t.Fatalf("a click on the heat picture shows %q", d)
	}
	r.press(tr.T("Close"))
	r.s.doPalette("on-overview/Where it comes from")
	if !click(func(id string) bool { return strings.HasPrefix(id, "separation|CN") }) {
		t.Fatal("the chain has no Chinese separation")
	}
	if d := r.dialog(); !strings.Contains(d, "Parts and offers behind this share") {
		t.Fatalf("a click on the chain shows %q", d)
	}
	r.press(tr.T("Close"))
	find()
	for _, v := range views { // a band may lie over the middle of a part
		for _, s := range v.Seen() {
			if strings.HasPrefix(s.Text, "part|") && r.s.Current() == "overview" {
				v.Tapped(&fyne.PointEvent{Position: s.At.AddXY(s.Size.Width/2, s.Size.Height/2)})
			}
		}
	}
	if r.s.Current() != "plan" {
		t.Errorf("a click on a part of the chain leads to %s", r.s.Current())
	}
}
