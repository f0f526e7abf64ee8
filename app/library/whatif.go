package library

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"remanence/app/entry"
	"remanence/app/tr"
	"remanence/app/whatif"
	"remanence/app/why"
	"remanence/planner"
)

// menu is the context menu of a row: where a figure comes from, and what if it
// were another. The shipped rows stay; a what-if holds a row of its own in their
// place.
func (p *Page) menu(row, _ int, at fyne.Position) {
	c, r := entry.CanvasOf(p.grid), p.table.Row(row)
	e, ok := p.Why()
	if c == nil || r == nil || !ok {
		return
	}
	items := []*fyne.MenuItem{fyne.NewMenuItem(tr.T("Why this figure? (Ctrl+I)"), func() { p.session.Explain(e) })}
	if ask := p.wonder(r); ask != nil {
		items = append(items, fyne.NewMenuItem(whatif.Title(), ask))
	}
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", items...), c, at)
}

// wonder is the question what if a row were another; nil where nothing of the row
// enters a plan by itself.
func (p *Page) wonder(r *Row) func() {
	ask := map[string]func(string){"grades": p.askAssay, "materials": p.askPrice, "duties": p.askDuty, "regulations": p.askReading, "elements": p.askElement, "countries": p.askCountry, "evidence": p.askEvidence}[p.topic]
	id := r.ID
	switch p.topic {
	case "freight":
		ask, id = p.askFreight, r.Of
	case "prices":
		ask, id = p.askPrice, r.Of
	case "fx":
		ask = p.askRate(r.ID)
	}
	if ask == nil {
		return nil
	}
	return func() {
		p.wondering = true
		ask(id)
	}
}

// askRate asks what if a currency had another rate against that of the plan; nil
// where the project does not use it.
func (p *Page) askRate(currency string) func(string) {
	project := p.session.Project()
	path := planner.Path("settings", "fx_"+project.Currency+"_"+currency)
	value, err := project.Cell(path)
	if err != nil || value == "" {
		return nil
	}
	e := why.Explanation{Inputs: []why.Input{{Name: tr.F("%s for one %s", currency, project.Currency), What: path}}}
	return func(string) {
		p.wondering = false // it is asked for in a dialog of its own
		whatif.Ask(p.session, p.window, e)
	}
}

// WhatIf asks what if the chosen row were another; false where that means nothing.
func (p *Page) WhatIf() bool {
	row, _ := p.grid.Active()
	r := p.table.Row(row)
	if r == nil {
		return false
	}
	ask := p.wonder(r)
	if ask != nil {
		ask()
	}
	return ask != nil
}

// put makes an edit of the project, or, where the buyer asked what if, a scenario
// that holds it.
func (p *Page) put(name string, e planner.Edit) error {
	if !p.wondering {
		return p.session.Apply(name, e)
	}
	id, err := whatif.KeepEdits(p.session, name, e)
	if err == nil {
		p.wondering = false
		p.session.Navigate("compare", planner.Path("scenario", id))
	}
	return err
}
