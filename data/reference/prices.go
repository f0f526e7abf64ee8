package reference

import (
	"cmp"
	"slices"
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
