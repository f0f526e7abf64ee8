// Package whatif turns any figure of the project into a what-if: "what if this
// were …". It makes a scenario with one changed cell and shows it on the page
// that compares; the project itself stays as it is.
package whatif

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"remanence/app/entry"
	"remanence/app/session"
	"remanence/app/tr"
	"remanence/app/ui"
	"remanence/app/ui/figures"
	"remanence/app/ui/palette"
	"remanence/app/why"
	"remanence/planner"
	"remanence/planner/scenario"
)

// Title of the menu entry.
func Title() string { return tr.T("What if this were …") }

// Cell is a figure of the project that can be another. Default is what holds where
// nothing is entered, "" when nothing does.
type Cell struct{ Name, Path, Value, Default string }

// now is what holds, as shown.
func (c Cell) now() string {
	if c.Value == "" && c.Default != "" {
		return tr.F("%s, by default", shown(c.Default))
	}
	return shown(c.Value)
}

// Cells are what the figure of an explanation stands on and the buyer may change.
func Cells(p *planner.Project, e why.Explanation) []Cell {
	var out []Cell
	add := func(c Cell) {
		if !slices.ContainsFunc(out, func(x Cell) bool { return x.Path == c.Path }) {
			out = append(out, c)
		}
	}
	for _, in := range e.Inputs {
		for _, c := range cellsOf(p, in) {
			add(c)
		}
		table, id, field, err := planner.SplitPath(in.What)
		if err != nil || field == "" || id == "" && table != "settings" {
			continue
		}
		if value, err := p.Cell(in.What); err == nil {
			c := Cell{Name: in.Name, Path: in.What, Value: value}
			if value == "" && in.Source.Default {
				c.Default = in.Value
			}
			add(c)
		}
	}
	return out
}

// Keep adds the scenario in which a cell holds another value, and returns its id.
// A value the cell cannot hold is refused with the reason, one it holds already
// too.
func Keep(s *session.Session, c Cell, value string) (string, error) {
	return keepIn(s, s.Project(), s.Front(), c, value)
}

// keepIn is Keep for a cell of the project as it stands under a scenario.
func keepIn(s *session.Session, p *planner.Project, over string, c Cell, value string) (string, error) {
	trial := p.Clone()
	if err := trial.Apply(planner.Edit{What: c.Path, Before: c.Value, After: value}); err != nil {
		return "", err
	}
	now, err := trial.Cell(c.Path)
	if err != nil {
		return "", err
	}
	if now == c.Value {
		return "", fmt.Errorf(tr.T("%s is %s already; enter another value"), c.Name, c.now())
	}
	return keepOver(s, over, c.Name+" "+shown(now), planner.Edit{What: c.Path, Before: c.Value, After: now})
}

// KeepEdits adds the scenario in which edits hold over what the pages show, and
// returns its id.
func KeepEdits(s *session.Session, name string, edits ...planner.Edit) (string, error) {
	return keepOver(s, s.Front(), name, edits...)
}

// keepOver adds the scenario in which edits hold over another one, "" for the
// project itself.
func keepOver(s *session.Session, over, name string, edits ...planner.Edit) (string, error) {
	x := planner.Scenario{Name: name, Edits: edits}
	if over != "" {
		x.With = []string{over}
	}
	return add(s, x)
}

func add(s *session.Session, x planner.Scenario) (string, error) {
	name := x.Name
	e, err := scenario.Add(s.Base(), x, s.Doc().Digest())
	if err != nil {
		return "", err
	}
	if err := s.Apply(tr.F("What if: %s", name), e); err != nil {
		return "", err
	}
	_, id, _, err := planner.SplitPath(e.What)
	return id, err
}

// held is what a cell holds for what was typed: a number or a month as the screen
// writes them, anything else as it stands.
func held(c Cell, typed string) (string, error) {
	typed = strings.TrimSpace(typed)
	if _, err := planner.ParseMonth(c.Value); err == nil {
		m, err := figures.ParseMonth(typed)
		if errors.Is(err, figures.ErrMissing) {
			return "", nil
		}
		return m.String(), err
	}
	if _, err := planner.ParseNumber(c.Value); err == nil {
		a, _, err := entry.Number(typed, "21.5")
		return a.Digits, err
	}
	if a, err := figures.Parse(typed); c.Value == "" && err == nil && a.Unit == "" {
		return a.Digits, nil
	}
	return typed, nil
}

func shown(value string) string {
	if value == "" {
		return tr.T("empty")
	}
	if text := figures.EntryOf(value); text != value {
		return text
	}
	if v := figures.Decimal(value, -1); v != "" && strings.Trim(value, "0123456789.-") == "" {
		return v
	}
	return value
}

// Menu is the context menu of a figure: where it comes from, and what if it were
// another.
func Menu(s *session.Session, w fyne.Window, e why.Explanation) []*fyne.MenuItem {
	return []*fyne.MenuItem{fyne.NewMenuItem(tr.T("Why this figure? (Ctrl+I)"), func() { s.Explain(e) }),
		fyne.NewMenuItem(tr.F("%s (Ctrl+J)", Title()), func() { Ask(s, w, e) })}
}

// ask keeps the what-if with what was typed and shows it.
func ask(s *session.Session, c Cell, typed string) error {
	wanted, err := held(c, typed)
	if err != nil {
		return err
	}
	id, err := Keep(s, c, wanted)
	return follow(s, id, err)
}

// Ask opens the question for the figure of an explanation. It says so when
// nothing behind the figure can be entered.
func Ask(s *session.Session, w fyne.Window, e why.Explanation) {
	cells := Cells(s.Project(), e)
	if len(cells) == 0 {
		ui.Toast(w, ui.Notice{Text: tr.T("Nothing that is entered stands behind this figure. Choose one that is."), Tint: palette.Info})
		AskAny(s, w)
		return
	}
	value := ui.NewEntry(tr.T("another value"))
	var options []ui.Option
	for _, c := range cells {
		options = append(options, ui.Option{ID: c.Path, Label: c.Name, Detail: tr.F("now %s", c.now())})
	}
	which := ui.NewPick(options, nil)
	which.SetSelected(cells[0].Path)
	fields := []ui.Field{{Label: tr.T("Would be"), Widget: value, Hint: tr.T("The project stays as it is; the what-if is kept beside it and planned at once.")}}
	title := tr.F("What if %s were …", cells[0].Name)
	if len(cells) > 1 {
		title = tr.T("What if this were …")
		fields = append([]ui.Field{{Label: tr.T("Figure"), Widget: which}}, fields...)
	} else {
		fields[0].Hint = tr.F("Now %s. %s", cells[0].now(), fields[0].Hint)
	}
	ui.ShowForm(w, ui.Form{Title: title, Fields: fields, OK: tr.T("Compare@@do"), Done: func() error {
		for _, c := range cells {
			if c.Path == which.Selected() {
				return ask(s, c, value.Text)
			}
		}
		return errors.New(tr.T("choose a figure"))
	}})
}
