package chain

import (
	"cmp"
	"slices"

	"remanence/planner"
)

// Account adds up what goods received hold of each element. Goods whose grade
// the facts do not know add nothing.
func Account(f *planner.Facts, rs []Receipt) []planner.ElementKg {
	var out []planner.ElementKg
	for _, r := range rs {
		split, _ := Split(f, r.Part, r.Grade, r.Kg)
		for _, x := range split {
			i := slices.IndexFunc(out, func(e planner.ElementKg) bool { return e.Element == x.Element })
			if i < 0 {
				i = len(out)
				out = append(out, planner.ElementKg{Element: x.Element, Oxide: planner.Some(0.0)})
			}
			e := &out[i]
			e.Kg, e.Alloy = plus(e.Kg, x.Kg), plus(e.Alloy, x.AlloyKg)
			e.Oxide.V += x.OxideKg.V
			if e.Oxide.OK = e.Oxide.OK && x.OxideKg.OK; !e.Oxide.OK {
				e.Oxide.V = 0
			}
		}
	}
	slices.SortFunc(out, func(a, b planner.ElementKg) int {
		return cmp.Or(cmp.Compare(elementRank(a.Element), elementRank(b.Element)), cmp.Compare(a.Element, b.Element))
	})
	return out
}

func plus(a, b planner.Range) planner.Range {
	return planner.Range{Low: a.Low + b.Low, Typical: a.Typical + b.Typical, High: a.High + b.High}
}
