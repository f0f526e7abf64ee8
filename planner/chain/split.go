package chain

import (
	"fmt"
	"math"

	"remanence/planner"
)

// ElementMass is what a mass of finished goods holds of one element, and what
// had to be there at earlier stages to make it.
type ElementMass struct {
	Element string
	Kg      planner.Range // kg in the finished goods: low, typical, high
	AlloyKg planner.Range // kg in the alloy melted for them: finished ÷ yield of the grade; cutting leaves the rest as swarf
	OxideKg planner.Opt[float64]
	// Assayed is true where the buyer's own assay stands in place of the table's
	// typical composition; Source says where the figure comes from.
	Assayed bool
	Source  planner.Source
}

// Split is the element account of kg of finished goods of a part in a design.
// Without a stated yield the alloy is the finished mass. OxideKg is the typical
// kg of oxide behind the alloy, by the element's metal per kg of oxide; missing
// where the facts have no factor. known is false when the grade or material is
// not in the facts, in which case nothing can be said.
func Split(f *planner.Facts, part *planner.Part, grade string, kg float64) (split []ElementMass, known bool) {
	yield, source := 1.0, planner.Source{}
	if part.IsMaterial() {
		m, ok := f.Material(grade)
		known, source = ok, m.Source
	} else {
		g, ok := f.Grade(grade)
		known, source = ok, g.Source
		if g.Yield.OK && g.Yield.V > 0 {
			yield = g.Yield.V
		}
	}
	for _, e := range Elements(f, part, grade) {
		c, _ := Content(f, part, grade, e)
		x := ElementMass{Element: e, Kg: scaled(c, kg), AlloyKg: scaled(c, kg/yield), Assayed: source.User, Source: source}
		if el, ok := f.Element(e); ok && el.OxideToMetal.OK && el.OxideToMetal.V > 0 {
			x.OxideKg = planner.Some(x.AlloyKg.Typical / el.OxideToMetal.V)
		}
		split = append(split, x)
	}
	return split, known
}

func scaled(r planner.Range, k float64) planner.Range {
	return planner.Range{Low: float64(r.Low * k), Typical: float64(r.Typical * k), High: float64(r.High * k)}
}

// DemandSplit is the element account of a part's whole demand in the plan, in
// today's design.
func DemandSplit(p *planner.Project, f *planner.Facts, part *planner.Part) (split []ElementMass, known bool) {
	mass := part.MassKg()
	if !mass.OK {
		return nil, false
	}
	kg := 0.0
	for t := range p.Months {
		kg += float64(part.Need(t) * mass.V)
	}
	grade := part.Grade
	if part.IsMaterial() {
		grade = part.Material
	}
	return Split(f, part, grade, kg)
}

// MetalOfOxide is kg of contained metal in kg of an element's oxide; false
// where the facts have no factor.
func MetalOfOxide(f *planner.Facts, element string, oxideKg float64) (float64, bool) {
	e, ok := f.Element(element)
	if !ok || !e.OxideToMetal.OK {
		return 0, false
	}
	return oxideKg * e.OxideToMetal.V, true
}

// Assay is a grade with the buyer's own analysis of one element in place of the
// table's figure: value is kg per kg of finished magnet, tolerance its relative
// half width (0.02 is 2 % either way). The other elements keep their ranges; the
// grade becomes the buyer's own. An assay of Nd or Pr replaces the sum NdPr too.
// A value that is no mass fraction is refused.
func Assay(g planner.Grade, element string, value, tolerance float64, source planner.Source) (planner.Grade, error) {
	if math.IsNaN(value) || value < 0 || value > 1 {
		return g, fmt.Errorf("%s %% of %s is not possible; enter the share of the finished magnet's mass, 0 to 100 %%", planner.FormatPercent(value), element)
	}
	if math.IsNaN(tolerance) || tolerance < 0 || tolerance >= 1 {
		return g, fmt.Errorf("a tolerance of %s %% is not possible; enter 0 to less than 100 %%", planner.FormatPercent(tolerance))
	}
	own := g
	own.Content = map[string]planner.Range{}
	total := value
	for e, r := range g.Content {
		own.Content[e] = r
		if e != element && e != "Fe" && e != "NdPr" && !(element == "NdPr" && (e == "Nd" || e == "Pr")) {
			total += r.Low
		}
	}
	if total > 1+1e-9 {
		return g, fmt.Errorf("%s %% of %s leaves no room for the least of the other elements; check the figure", planner.FormatPercent(value), element)
	}
	if element == "NdPr" {
		delete(own.Content, "Nd")
		delete(own.Content, "Pr")
	} else if element == "Nd" || element == "Pr" {
		delete(own.Content, "NdPr")
	}
	own.Content[element] = planner.Range{Low: value * (1 - tolerance), Typical: value, High: math.Min(1, value*(1+tolerance))}
	source.User, source.Default = true, false
	own.Source = source
	return own, nil
}
