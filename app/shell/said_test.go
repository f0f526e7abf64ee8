package shell

import (
	"fmt"
	"strings"
	"testing"
	"unicode"

	"fyne.io/fyne/v2"

	"remanence/app/ui"
)

// Figures that stand in no table, picture or card, but in a line of the header, beside
// a table or in a sentence, say where they come from as well.
func TestFiguresInSentencesAreExplained(t *testing.T) {
	r := newRig(t)
	r.openFinished(example)
	r.answerAll()
	heard := r.listen()
	asked := map[string]int{}
	look := func(page string, root fyne.CanvasObject) {
		for _, o := range everything(root) {
			x, ok := o.(interface{ Figure() (string, func()) })
			if !ok {
				continue
			}
			text, explain := x.Figure()
			if !strings.ContainsFunc(text, unicode.IsDigit) && explain == nil {
				continue
			}
			heard.told = nil
			if explain != nil {
				explain()
				r.closeAll()
			}
			asked[page]++
			check(t, page, 0, fmt.Sprintf("%T %q", o, text), heard.told)
			if heard.told != nil && len(heard.told.Inputs) == 0 && len(heard.told.Notes) == 0 {
				t.Errorf("%s: %q rests on nothing", page, text)
			}
		}
	}
	look("header", r.s.header.object)
	for _, m := range Pages() {
		r.run("page-" + m.ID)
		look(m.ID, r.s.body)
	}
	for page, least := range map[string]int{"header": 2, "overview": 3, "sources": 1, "recycling": 1, "rules": 8, "plan": 3, "compare": 5, "risk": 6} {
		if asked[page] < least {
			t.Errorf("%s: only %d sentences were asked", page, asked[page])
		}
	}
}

// What the pointer rests on is what Ctrl+I explains: the state of the plan, and after
// it has gone the selected figure again.
func TestCtrlIExplainsTheLineUnderThePointer(t *testing.T) {
	r := newRig(t)
	r.openFinished(example)
	r.run("page-plan")
	chip := r.s.header.chip
	ui.Point(chip, chip.Why)
	r.run("why")
	if d := r.dialog(); !strings.Contains(d, "State of the plan") || !strings.Contains(d, "At most better") {
		t.Errorf("%q", d)
	}
	r.press("Close")
	chip.MouseOut()
	r.run("why")
	if d := r.dialog(); strings.Contains(d, "State of the plan") {
		t.Errorf("after the pointer has gone: %q", d)
	}
}
