package shell

import (
	"slices"
	"strings"
	"testing"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"remanence/app/chartview"
	"remanence/app/grid"
	"remanence/app/parts"
	"remanence/app/ui"
)

// Every text with a figure that stands on a page and is no field to type in belongs to
// something that says where the figure comes from.
func TestEveryTextWithAFigureIsExplained(t *testing.T) {
	for _, sample := range []string{example, "hdd-speaker-sg"} {
		t.Run(sample, func(t *testing.T) { everyTextIsExplained(t, sample) })
	}
}

func everyTextIsExplained(t *testing.T, sample string) {
	r := newRig(t)
	r.openFinished(sample)
	r.answerAll()
	seen := 0
	for _, m := range Pages() {
		r.run("page-" + m.ID)
		for _, text := range unexplained(r.s.body, &seen) {
			if strings.ContainsFunc(nameless(r, text), unicode.IsDigit) {
				t.Errorf("%s: %q has a figure that nothing explains", m.ID, text)
			}
		}
	}
	for _, text := range unexplained(r.s.header.object, &seen) {
		t.Errorf("header: %q", text)
	}
	if seen < 40 {
		t.Errorf("only %d texts with figures were seen", seen)
	}
}

// unexplained are the texts with figures below o that nothing around them explains.
func unexplained(o fyne.CanvasObject, seen *int) (out []string) {
	if o == nil {
		return nil
	}
	text := ""
	switch x := o.(type) {
	case *parts.Table, *grid.Grid, *chartview.View: // walked by tests of their own
		return nil
	case *ui.Card:
		if x.Why != nil {
			return nil
		}
	case *widget.Label:
		text = x.Text
	case *canvas.Text:
		text = x.Text
	case *ui.Line:
		text = x.Text
	case *widget.Entry, *ui.Entry, *ui.Pick, *ui.Button, *ui.Tick, *widget.Check, *widget.Select:
		return nil
	}
	if f, ok := o.(interface{ Figure() (string, func()) }); ok {
		if _, why := f.Figure(); why != nil {
			*seen++
			return nil
		}
	}
	if strings.ContainsFunc(text, unicode.IsDigit) {
		*seen++
		return []string{text}
	}
	for _, child := range ui.Children(o) {
		out = append(out, unexplained(child, seen)...)
	}
	return out
}

// advice are texts with a figure that is no finding: an example of what to type, and
// what the numbers of a scale mean.
var advice = []string{"for example at most 65 % of magnets from one country", "TRL is readiness, 9 is in series use"}

// nameless is a text without the names in it of the project and the library, which
// may hold digits.
func nameless(r *rig, text string) string {
	p, f := r.s.session.Project(), r.s.session.Facts()
	names := slices.Clone(advice)
	for _, x := range p.Parts {
		names = append(names, x.Description, x.ID)
	}
	for _, x := range p.Rules {
		names = append(names, x.ID)
	}
	for _, x := range f.Regulations {
		names = append(names, x.Instrument)
	}
	for _, x := range f.Grades {
		names = append(names, x.Name)
	}
	for _, n := range names {
		if n != "" {
			text = strings.ReplaceAll(text, n, "")
		}
	}
	return text
}
