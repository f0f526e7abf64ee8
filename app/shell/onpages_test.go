package shell

import (
	"strings"
	"testing"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"remanence/app/ui"
)

// Ensure every button and every tab of every page is a command of the palette and the
// menus, and every such command has its button or tab.
func TestEveryCommandOfThePagesIsInThePalette(t *testing.T) {
	r := newRig(t)
	r.openFinished(example)
	offered := map[string]bool{}
	for _, o := range r.s.paletteOptions() {
		offered[o.ID] = true
	}
	inMenu := map[string]bool{}
	for _, x := range r.s.menus.items {
		if x.item.ChildMenu != nil {
			for _, child := range x.item.ChildMenu.Items {
				inMenu[x.command.ID+"/"+child.Label] = true
			}
		}
	}
	n := 0
	for _, m := range Pages() {
		r.run("page-" + m.ID)
		have := map[string]bool{}
		look := func() {
			for _, o := range everything(r.s.body) {
				switch x := o.(type) {
				case *ui.Button:
					if x.Text != "" && !strings.ContainsFunc(x.Text, unicode.IsDigit) { // a number is how much there is to mend
						have[x.Text] = true
					}
				case *container.AppTabs:
					for _, item := range x.Items {
						have[item.Text] = true
					}
				}
			}
		}
		look()
		commands := map[string]bool{}
		for _, c := range m.Commands() {
			commands[c.Title] = true
			if !offered["on-"+m.ID+"/"+c.Title] || !inMenu["on-"+m.ID+"/"+c.Title] {
				t.Errorf("%s, %s is not offered", m.ID, c.Title)
			}
			if m.ID == "library" && c.Tab { // its topics, with what can be done with their rows
				c.Do(r.s.pages[m.ID])
				for row := range 3 {
					for _, o := range everything(r.s.body) {
						if g, ok := o.(interface{ Select(int, int) }); ok {
							g.Select(row, 0)
						}
					}
					look()
				}
			}
		}
		for text := range have {
			n++
			if !commands[text] {
				t.Errorf("%s has %q, which is no command", m.ID, text)
			}
		}
		for _, c := range m.Commands() {
			if c.Do == nil && !have[c.Title] && m.ID != "library" && m.ID != "compare" { // there they come with a choice
				t.Errorf("%s has no button or tab %q", m.ID, c.Title)
			}
		}
	}
	if n < 80 {
		t.Errorf("only %d buttons and tabs", n)
	}
}

// Ensure a command of a page works from any other page: it goes there, brings the tab
// to the front and presses the button; one that cannot be done says so.
func TestACommandOfAPageWorksFromAnywhere(t *testing.T) {
	r := newRig(t)
	r.openFinished(example)
	do := func(id string) {
		t.Helper()
		r.s.doPalette(id)
	}
	do("on-recycling/Mass balance")
	if tabs := firstTabs(r.s.body); r.s.Current() != "recycling" || tabs.Selected().Text != "Mass balance" {
		t.Errorf("at %s, %s", r.s.Current(), tabs.Selected().Text)
	}
	do("on-risk/What is assumed") // a tab within a tab
	if tabs := firstTabs(r.s.body); r.s.Current() != "risk" || tabs.Selected().Text != "Simulation" || firstTabs(tabs.Selected().Content).Selected().Text != "What is assumed" {
		t.Errorf("at %s", r.s.Current())
	}
	n := len(r.s.session.Project().Streams)
	do("on-recycling/Add stream")
	rows := 0
	for _, o := range everything(r.s.body) {
		if g, ok := o.(interface{ Active() (int, int) }); ok {
			rows, _ = g.Active()
		}
	}
	if rows == 0 && len(r.s.session.Project().Streams) == n {
		t.Error("no stream was added")
	}
	do("on-plan/Find other plans") // it lies behind a tab
	if tabs := firstTabs(r.s.body); tabs.Selected().Text != "Other plans" {
		t.Errorf("at %s", tabs.Selected().Text)
	}
	do("on-demand/Details")
	details := 0
	for _, o := range everything(r.s.body) {
		if b, ok := o.(*ui.Button); ok && b.Text == "Fewer columns" {
			details++
		}
	}
	if details != 1 {
		t.Error("the details do not show")
	}
	r.s.win.Canvas().Unfocus()
	r.s.typedKey(&fyne.KeyEvent{Name: fyne.KeyF7})
	for _, o := range everything(r.s.body) {
		if b, ok := o.(*ui.Button); ok && b.Text == "Fewer columns" {
			t.Error("F7 does not bring them back where no table has the keyboard")
		}
	}
	do("on-plan/Stop")
	if text := r.screen(); !strings.Contains(text, "cannot be done now") {
		t.Errorf("nothing runs, and the note is %q", text)
	}
}
