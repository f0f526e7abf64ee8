package chain

import "remanence/planner"

// Content is kg of an element per kg of the good in a design: the grade of a
// magnet part or the composition of a material. Elements not contained are 0;
// known is false when the grade or material is not in the facts, in which case
// nothing can be said.
func Content(f *planner.Facts, part *planner.Part, grade, element string) (r planner.Range, known bool) {
	if part.IsMaterial() {
		m, ok := f.Material(grade)
		v := m.Fraction(element)
		return planner.Range{Low: v, Typical: v, High: v}, ok
	}
	g, ok := f.Grade(grade)
	return g.FractionRange(element), ok
}

// Elements lists the elements an account of the part runs over: the rare earths
// of a magnet, or every element of a material that has a share of it worth
// tracing (not oxygen and the like).
func Elements(f *planner.Facts, part *planner.Part, grade string) []string {
	var out []string
	if !part.IsMaterial() {
		for _, e := range planner.RareEarths {
			if r, _ := Content(f, part, grade, e); r.Typical > 0 {
				out = append(out, e)
			}
		}
		return out
	}
	for _, e := range traced {
		if r, _ := Content(f, part, grade, e); r.Typical > 0 {
			out = append(out, e)
		}
	}
	return out
}

// traced are the elements whose origin matters to a buyer of materials. Nd and
// Pr are traced together.
var traced = append(append([]string{}, planner.RareEarths...),
	"Y", "Sc", "La", "Ce", "Eu", "Er", "Lu", "Yb", "Tm", "Ga", "Ge", "Sb", "W", "Te", "Bi", "Mo", "In", "C", "Co", "B")

// IsRareEarth reports whether an element name belongs to the rare-earth account
// of magnets.
func IsRareEarth(element string) bool {
	for _, e := range planner.RareEarths {
		if e == element {
			return true
		}
	}
	return false
}

// RareEarthMagnet reports whether a fit counts in rare-earth shares: a magnet
// of a grade that holds rare earths. Ferrite and AlNiCo stand outside. A grade
// that is not known counts as holding them.
func RareEarthMagnet(f *planner.Facts, part *planner.Part, grade string) bool {
	if part.IsMaterial() {
		return false
	}
	g, ok := f.Grade(grade)
	return !ok || g.RareEarth()
}
