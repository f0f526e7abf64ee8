package reference

import (
	"cmp"
	"slices"

	"remanence/planner"
)

// PriceHistory lists the price points of a material on a basis, oldest first;
// an empty basis gives all of them, which are not one series: bases differ in
// place, tax and delivery. The material goes by id, name or alias.
func (t *Tables) PriceHistory(material, basis string) []PriceRow {
	m, ok := t.Material(material)
	if !ok {
		return nil
	}
	rows := filter(t.Prices, func(p PriceRow) bool { return p.MaterialID == m.ID && is(basis, p.Basis) })
	slices.SortStableFunc(rows, func(a, b PriceRow) int { return cmp.Compare(a.PriceDate, b.PriceDate) })
	return rows
}

// PriceBases lists the bases on which a material has price points, in
// alphabetical order.
func (t *Tables) PriceBases(material string) []string {
	var bases []string
	for _, p := range t.PriceHistory(material, "") {
		bases = append(bases, p.Basis)
	}
	slices.Sort(bases)
	return slices.Compact(bases)
}

// series are the day prices inside China, the only market with a record long
// enough to say how prices move: oldest first within each element.
func (t *Tables) series() []planner.PricePoint {
	var out []planner.PricePoint
	for _, m := range t.Materials {
		element := elementOf(m.Composition)
		if element == "" {
			continue
		}
		for _, r := range t.PriceHistory(m.ID, string(planner.ChinaDomestic)) {
			if r.PeriodType == "month_point" && r.Mid.Sign() > 0 {
				out = append(out, planner.PricePoint{Element: element, Basis: planner.ChinaDomestic, Date: r.PriceDate, Price: r.Mid.InexactFloat64(), Source: r.Source})
			}
		}
	}
	return out
}

// elementOf is the element an oxide is sold for, NdPr for the two together; ""
// where it holds others.
func elementOf(composition map[string]float64) string {
	var names []string
	for e := range composition {
		if e != "O" {
			names = append(names, e)
		}
	}
	slices.Sort(names)
	switch {
	case len(names) == 1:
		return names[0]
	case slices.Equal(names, []string{"Nd", "Pr"}):
		return "NdPr"
	}
	return ""
}
