package workbook

import (
	"cmp"
	"slices"

	"remanence/planner"
)

// index numbers parts, supplier groups and countries. Formulas look rows up by
// these numbers: as criteria, names of the user could hold wildcards or signs
// of comparison, and upper and lower case would be the same to Excel.
type index struct {
	parts     map[string]int
	groups    []ranked
	countries []ranked
	groupNo   map[string]int
	countryNo map[string]int

	supplierNo map[string]int

	offers map[string]*planner.Offer
	found  map[string]*planner.Part
}

// offerOf finds an offer of the project by id, nil when there is none.
func (x *index) offerOf(id string) *planner.Offer { return x.offers[id] }

// partOf finds a part of the project by id, nil when there is none.
func (x *index) partOf(id string) *planner.Part { return x.found[id] }

// ranked is a name with the kilograms awarded to it.
type ranked struct {
	name string
	kg   float64
}

func makeIndex(b *book) index {
	x := index{parts: map[string]int{}, groupNo: map[string]int{}, countryNo: map[string]int{}, supplierNo: map[string]int{},
		offers: map[string]*planner.Offer{}, found: map[string]*planner.Part{}}
	for i := range b.p.Offers {
		if o := &b.p.Offers[i]; x.offers[o.ID] == nil {
			x.offers[o.ID] = o
		}
	}
	for i := range b.p.Parts {
		if p := &b.p.Parts[i]; x.found[p.ID] == nil {
			x.found[p.ID] = p
		}
	}
	b.index = x // countries of offers are looked up below
	add := func(id string) {
		if _, ok := x.parts[id]; !ok {
			x.parts[id] = len(x.parts) + 1
		}
	}
	for i := range b.p.Parts {
		add(b.p.Parts[i].ID)
	}
	for i := range b.plan.Flows {
		add(b.plan.Flows[i].Part)
	}
	supplier := func(name string) {
		if _, ok := x.supplierNo[name]; !ok {
			x.supplierNo[name] = len(x.supplierNo) + 1
		}
	}
	for i := range b.p.Offers {
		supplier(b.p.Offers[i].Supplier)
	}
	groups, countries := map[string]float64{}, map[string]float64{}
	for _, a := range b.plan.Awards {
		add(a.Part)
		supplier(a.Supplier)
		groups[a.Group] += a.Kg
		countries[b.countryOf(a)] += a.Kg
	}
	x.groups, x.groupNo = rank(groups)
	x.countries, x.countryNo = rank(countries)
	return x
}

// rank orders names by kilograms, most first, and numbers them from 1.
func rank(kg map[string]float64) ([]ranked, map[string]int) {
	out := make([]ranked, 0, len(kg))
	for n, v := range kg {
		out = append(out, ranked{n, v})
	}
	slices.SortFunc(out, func(a, b ranked) int {
		return cmp.Or(cmp.Compare(b.kg, a.kg), cmp.Compare(a.name, b.name))
	})
	no := map[string]int{}
	for i, r := range out {
		no[r.name] = i + 1
	}
	return out, no
}

// countryOf is the country of the last making stage of an award's offer.
func (b *book) countryOf(a planner.Award) string {
	if o := b.index.offerOf(a.Offer); o != nil && o.Country != "" {
		return o.Country
	}
	return planner.UnknownCountry
}

// countryLabel is a country's name with its code.
func (b *book) countryLabel(iso string) string {
	if iso == planner.UnknownCountry {
		return "Unknown"
	}
	if c, ok := b.f.Country(iso); ok {
		return c.Name
	}
	return iso
}
