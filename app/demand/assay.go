package demand

import (
	"remanence/app/entry"
	"remanence/app/tr"
	"remanence/app/ui"
	"remanence/app/ui/figures"
	"remanence/app/words"
	"remanence/planner"
	"remanence/planner/chain"
)

// askAssay asks what an analysis found of an element in the grade of the part
// shown.
func (p *panel) askAssay(element string) {
	project := p.session.Project()
	part := project.Part(p.part)
	if part == nil || part.IsMaterial() || part.Grade == "" {
		return
	}
	grade := part.Grade
	r, _ := chain.Content(p.session.Facts(), part, grade, element)
	found := ui.NewNumberEntry(3, tr.T("% of the magnet's mass"))
	found.Required, found.Percent, found.Min, found.Max = true, true, 0, 1
	found.SetValue(r.Typical)
	tolerance := ui.NewNumberEntry(1, tr.T("% either way"))
	tolerance.Percent, tolerance.Min, tolerance.Max = true, 0, 0.99
	tolerance.SetValue(0.02)
	ui.ShowForm(entry.WindowOf(p.object), ui.Form{Title: tr.F("Assay of %s in %s", words.Element(element), grade),
		Intro: tr.F("Now %s to %s, typical %s. What your analysis found replaces it in this project, for every part of the grade.",
			figures.Percent(r.Low, 2), figures.Percent(r.High, 2), figures.Percent(r.Typical, 2)),
		Fields: []ui.Field{{Label: tr.T("Found"), Widget: found}, {Label: tr.T("Tolerance"), Widget: tolerance, Hint: tr.T("how far the true content may lie from it, in percent of it")}}, OK: tr.T("Use it"),
		Done: func() error {
			share, err := found.Value()
			if err != nil {
				return err
			}
			within, err := tolerance.Value()
			if err != nil {
				within = 0
			}
			return p.assay(grade, element, share, within)
		}})
}

// assay enters what was found.
func (p *panel) assay(grade, element string, share, within float64) error {
	e, err := entry.Assay(p.session.Project(), p.session.Facts(), grade, element, share, within, planner.Source{Name: entry.OwnAssay, Date: p.today()})
	if err != nil {
		return err
	}
	return p.session.Apply(tr.F("Assay of %s in %s", element, grade), e)
}
