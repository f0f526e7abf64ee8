package shell

import (
	"strings"
	"testing"
)

// Every page explains the figure that is selected on it.
func TestCtrlIExplainsAFigureOnEveryPage(t *testing.T) {
	r := newRig(t)
	r.openExample()
	for page, want := range map[string]string{"overview": "Landed cost per year", "demand": "EA110-RO", "sources": "O", "recycling": "T1", "rules": "R01", "plan": "EA110-RO"} {
		r.run("page-" + page)
		r.run("why")
		d := r.dialog()
		if !strings.Contains(d, want) || !strings.Contains(d, "Copy Close") {
			t.Errorf("%s: %q", page, d)
			continue
		}
		r.press("Close")
	}
	r.run("new")
	r.run("page-plan")
	r.run("why")
	if d := r.dialog(); strings.Contains(d, "Copy Close") {
		t.Errorf("an empty project has nothing to explain: %q", d)
	}
}
