package why

import (
	"remanence/app/tr"
	"remanence/app/ui/figures"
	"remanence/app/words"
	"remanence/planner"
	"remanence/planner/chain"
)

// Need explains what a part needs in a month of the plan, counted from 0: the demand as
// entered, what it weighs, and what that holds of each element, with the source of the
// composition. shown is the figure on screen.
func Need(p *planner.Project, f *planner.Facts, part *planner.Part, t int, title, shown string) Explanation {
	e := Cell(p, title, planner.Path("part", part.ID, (p.Start+planner.Month(t)).String()), shown, "demand")
	if t < 0 || t >= len(part.Demand) || !part.Demand[t].OK {
		return e
	}
	e.Inputs[0].Name = tr.T("Demand")
	if part.Unit == planner.Pieces {
		e.Inputs = append(e.Inputs, Entered(p, tr.T("Mass of a piece"), planner.Path("part", part.ID, "mass_g"), "g", "demand"))
	}
	mass := part.MassKg()
	if !mass.OK {
		return e
	}
	kg := part.Demand[t].V * mass.V
	if part.Unit == planner.Pieces {
		e.Notes = append(e.Notes, tr.F("%s of magnets.", figures.Mass(kg)))
	}
	item := itemOf(part)
	for _, element := range chain.Elements(f, part, item) {
		r, known := chain.Content(f, part, item, element)
		if !known || r.High <= 0 {
			continue
		}
		src, how := sourceOf(f, part, item)
		content := tr.F("%s to %s, typical %s", figures.Percent(r.Low, 2), figures.Percent(r.High, 2), figures.Percent(r.Typical, 2))
		if how != "" {
			content += ", " + how
		}
		e.Inputs = append(e.Inputs, Input{Name: element + "  " + words.Element(element), Value: figures.Mass(kg * r.Typical), How: content, Source: src, Page: "library", What: shelf(part)})
		e.Formula = tr.T("as entered; × mass of a piece × content is what it holds of each element")
		if part.Unit != planner.Pieces {
			e.Formula = tr.T("as entered; × content is what it holds of each element")
		}
	}
	return e
}

// Bound says which end of a range a figure is.
type Bound int

// The figures of a range.
const (
	Low Bound = iota
	Typical
	High
)

// Of is the end of a range.
func (b Bound) Of(r planner.Range) float64 { return [...]float64{r.Low, r.Typical, r.High}[b] }

// Yearly is what a mass of so many kg a year holds at that end, as tables show it.
func (b Bound) Yearly(kg float64, r planner.Range) string {
	return tr.F("%s a year", figures.Auto(kg*b.Of(r))+"\u00a0kg")
}

// Title names a figure that is the end of a range.
func (b Bound) Title(of string) string {
	return [...]string{tr.F("%s, low", of), tr.F("%s, typical", of), tr.F("%s, high", of)}[b]
}

// ContentAt explains the low, the typical or the high figure of how much of an element a
// part holds a year.
func ContentAt(p *planner.Project, f *planner.Facts, part *planner.Part, element string, b Bound) Explanation {
	e := Content(p, f, part, element)
	e.Title = b.Title(e.Title)
	e.Formula = [...]string{tr.T("demand a year × mass of a piece × lowest content"), tr.T("demand a year × mass of a piece × typical content"), tr.T("demand a year × mass of a piece × highest content")}[b]
	r, known := chain.Content(f, part, itemOf(part), element)
	if mass := part.MassKg(); known && mass.OK {
		_, perYear := demandOf(p, part)
		e.Value = b.Yearly(perYear*mass.V, r)
	}
	return e
}

// demandOf is the demand of a part in its unit, over the whole plan and a year of it in
// the mean.
func demandOf(p *planner.Project, part *planner.Part) (units, perYear float64) {
	for t := range p.Months {
		units += part.Need(t)
	}
	return units, units * 12 / float64(max(1, p.Months))
}

// shelf is where the library has what a part is made of.
func shelf(part *planner.Part) string {
	if part.IsMaterial() {
		return "material/" + part.Material
	}
	return "grade/" + part.Grade
}

// itemOf is what a part is made of: its grade, or the material of a line.
func itemOf(part *planner.Part) string {
	if part.IsMaterial() {
		return part.Material
	}
	return part.Grade
}
