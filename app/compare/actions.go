package compare

import (
	"errors"
	"fmt"
	"strings"

	"remanence/app/tr"
	"remanence/app/ui"
	"remanence/app/ui/palette"
	"remanence/app/whatif"
	"remanence/app/words"
	"remanence/planner"
	"remanence/planner/scenario"
)

// apply makes one change of the list of scenarios, which undo takes back.
func (p *Page) apply(name string, e planner.Edit, err error) bool {
	if err == nil {
		err = p.session.Apply(name, e)
	}
	if err != nil {
		ui.Toast(p.window, ui.Notice{Text: words.Failure(err), Tint: palette.Warn})
		return false
	}
	return true
}

// add puts a scenario into the project, shows it and plans it.
func (p *Page) add(s planner.Scenario) error {
	e, err := scenario.Add(p.session.Base(), s, p.session.Doc().Digest())
	if err == nil {
		err = p.session.Apply(tr.F("What if: %s", s.Name), e)
	}
	if err != nil {
		return err
	}
	p.added(e)
	return nil
}

func (p *Page) added(e planner.Edit) {
	_, id, _, err := planner.SplitPath(e.What)
	if err != nil {
		return
	}
	p.choose(id)
	p.run.want(id)
}

func (p *Page) duplicate(id string) {
	e, err := scenario.Duplicate(p.session.Base(), id, p.session.Doc().Digest())
	if p.apply(tr.T("Duplicate scenario"), e, err) {
		p.added(e)
	}
}

func (p *Page) branch(id string) {
	e, err := scenario.Branch(p.session.Base(), id, p.session.Doc().Digest())
	if p.apply(tr.T("Branch scenario"), e, err) {
		p.added(e)
	}
}

func (p *Page) lock(id string) {
	e, err := scenario.Lock(p.session.Base(), id, p.today(), p.session.Doc().Digest())
	p.apply(tr.T("Lock scenario as a baseline"), e, err)
}

func (p *Page) remove(id string) {
	e, err := scenario.Remove(p.session.Base(), id)
	name := id
	if s := find(p.session.Base(), id); s != nil {
		name = nameOf(s)
	}
	p.apply(tr.F("Delete scenario %s", name), e, err)
}

// rename asks for another name.
func (p *Page) rename(id string) {
	s := find(p.session.Base(), id)
	if s == nil {
		return
	}
	name := ui.NewEntry(tr.T("name of the scenario"))
	name.SetText(s.Name)
	ui.ShowForm(p.window, ui.Form{Title: tr.T("Rename scenario"), Fields: []ui.Field{{Label: tr.T("Name"), Widget: name}}, OK: tr.T("Rename"),
		Done: func() error { return p.renameTo(id, strings.TrimSpace(name.Text)) }})
}

func (p *Page) renameTo(id, name string) error {
	if s := find(p.session.Base(), id); s == nil || s.Name == name {
		return nil
	}
	if name == "" {
		return errors.New(tr.T("a scenario needs a name"))
	}
	for _, s := range p.session.Base().Scenarios {
		if s.ID != id && strings.EqualFold(s.Name, name) {
			return fmt.Errorf(tr.T("there is another scenario %q already; choose another name"), s.Name)
		}
	}
	e, err := scenario.Rename(p.session.Base(), id, name)
	if err != nil {
		return err
	}
	return p.session.Apply(tr.T("Rename scenario"), e)
}

// combine asks with which other scenario one shall hold together.
func (p *Page) combine(id string) {
	project := p.session.Base()
	var options []ui.Option
	for i := range project.Scenarios {
		if s := &project.Scenarios[i]; s.ID != id && !ByHand(s) {
			options = append(options, ui.Option{ID: s.ID, Label: nameOf(s)})
		}
	}
	if len(options) == 0 {
		ui.Toast(p.window, ui.Notice{Text: tr.T("There is no other what-if to combine it with."), Tint: palette.Info})
		return
	}
	with := ui.NewPick(options, nil)
	with.SetSelected(options[0].ID)
	ui.ShowForm(p.window, ui.Form{Title: tr.T("Both at a time"), Intro: tr.T("A new scenario in which both hold together. It follows them when they change."),
		Fields: []ui.Field{{Label: tr.T("Together with"), Widget: with}}, OK: tr.T("Combine"),
		Done: func() error { return p.combineWith(id, with.Selected()) }})
}

func (p *Page) combineWith(id, other string) error {
	e, err := scenario.Combine(p.session.Base(), []string{id, other}, p.session.Doc().Digest())
	if err == nil {
		err = p.session.Apply(tr.T("Combine scenarios"), e)
	}
	if err == nil {
		p.added(e)
	}
	return err
}

// wonder is the question what if a change of a scenario were another; nil where
// nothing can be asked.
func (p *Page) wonder(s planner.Scenario, x Story) func() {
	switch {
	case x.Cell != nil:
		return func() { whatif.AskUnder(p.session, p.window, s, *x.Cell) }
	case x.Share != nil:
		return func() { whatif.AskShare(p.session, p.window, s, x.Share.Part, x.Share.Group, x.Share.Share) }
	case s.Shock.Hits != "":
		return func() { p.restrike(s.ID, true) }
	}
	return nil
}
