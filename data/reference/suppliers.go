package reference

import (
	"strings"

	"remanence/planner"
)

// Supplier finds one site by its id.
func (t *Tables) Supplier(id string) (SupplierRow, bool) {
	for _, s := range t.Suppliers {
		if planner.NameKey(s.ID) == planner.NameKey(id) && id != "" {
			return s, true
		}
	}
	return SupplierRow{}, false
}

// minSearch is the least number of letters for a search inside names: three
// letters would find a site in most of the table.
const minSearch = 4

// SuppliersNamed finds the sites that go by a name: a company ("MP Materials",
// or "VAC" of "VAC / eVAC Magnetics"), a site, or both together. When nobody
// has exactly that name, sites whose name contains it, or whose company begins
// it, are given; then the same without a remark in brackets after the name.
// Nobody found is an empty list.
func (t *Tables) SuppliersNamed(name string) []SupplierRow {
	found := t.suppliersNamed(planner.NameKey(name))
	if plainName, _, remark := strings.Cut(name, " ("); remark && found == nil {
		return t.suppliersNamed(planner.NameKey(plainName))
	}
	return found
}

func (t *Tables) suppliersNamed(key string) []SupplierRow {
	if key == "" {
		return nil
	}
	var exact, near []SupplierRow
	for _, s := range t.Suppliers {
		company, full := planner.NameKey(s.Company), planner.NameKey(s.Company+s.Site)
		switch {
		case planner.NameKey(s.ID) == key, full == key, planner.NameKey(s.Site) == key, hasPart(s.Company, key):
			exact = append(exact, s)
		case len(key) >= minSearch && strings.Contains(full, key),
			len(company) >= minSearch && strings.HasPrefix(key, company):
			near = append(near, s)
		}
	}
	if exact != nil {
		return exact
	}
	return near
}

// hasPart compares a key with a company's whole name, the names around a
// slash, and the name without what is in brackets.
func hasPart(company, key string) bool {
	if planner.NameKey(company) == key {
		return true
	}
	plainName, _, _ := strings.Cut(company, " (")
	if planner.NameKey(plainName) == key {
		return true
	}
	for part := range strings.SplitSeq(company, " / ") {
		if planner.NameKey(part) == key {
			return true
		}
	}
	return false
}

// SuppliersAt lists the sites of a stage in a country; an empty argument
// stands for all.
func (t *Tables) SuppliersAt(stage, country string) []SupplierRow {
	iso2 := t.iso2(country)
	return filter(t.Suppliers, func(s SupplierRow) bool {
		return (stage == "" || stageKey(s.Stage) == stageKey(stage)) && (country == "" || s.Country == iso2)
	})
}
