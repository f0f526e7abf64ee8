package interchange

import (
	"fmt"

	"remanence/planner"
)

// OfferColumns are the columns offers.csv cannot do without.
var offerColumns = []string{"offer_id", "supplier", "item_type", "item", "price", "price_unit", "currency", "lead_time_weeks", "status"}

func (r *reader) offers() {
	read(r, r.open(OffersFile, true), layout[planner.Offer]{
		table: "offer", fields: planner.OfferFields, dynamic: planner.OfferField, key: "offer_id",
		required: offerColumns, extra: []string{"supplier_group"},
		id: func(o *planner.Offer, _ int) string { return o.ID },
	}, func(o *planner.Offer, at line) {
		r.p.Offers = append(r.p.Offers, *o)
		r.supplier(o, at)
	})
}

// supplier adds the supplier of an offer. One supplier belongs to one group:
// shares run over groups, so two answers would give two plans.
func (r *reader) supplier(o *planner.Offer, at line) {
	if o.Supplier == "" {
		return // validation speaks of it
	}
	group := at.get("supplier_group")
	for i := range r.p.Suppliers {
		s := &r.p.Suppliers[i]
		if s.Name != o.Supplier {
			continue
		}
		if group != "" && group != s.Group {
			if !r.grouped[s.Name] {
				s.Group, r.grouped[s.Name] = group, true
				return
			}
			r.refuse(at.place("supplier_group"), planner.Path("supplier", s.Name, "supplier_group"),
				fmt.Sprintf("%s is in group %s here and in group %s above; the first counts.", s.Name, group, s.Group),
				"Write the same group in every row of the supplier.")
		}
		return
	}
	if r.grouped == nil {
		r.grouped = map[string]bool{}
	}
	r.grouped[o.Supplier] = group != ""
	if group == "" {
		group = o.Supplier
	}
	r.p.Suppliers = append(r.p.Suppliers, planner.Supplier{Name: o.Supplier, Group: group, Ref: o.SupplierRef})
}

// suppliers reads what offers have no column for: owners, and suppliers that
// have not quoted.
func (r *reader) suppliers() {
	read(r, r.open(SuppliersFile, false), layout[planner.Supplier]{
		table: "supplier", fields: planner.SupplierFields, required: []string{"supplier"}, key: "supplier",
		id: func(s *planner.Supplier, _ int) string { return s.Name },
	}, func(s *planner.Supplier, at line) {
		for i := range r.p.Suppliers {
			old := &r.p.Suppliers[i]
			if old.Name != s.Name {
				continue
			}
			if s.Group != "" && s.Group != old.Group && r.grouped[s.Name] {
				r.refuse(at.place("supplier_group"), planner.Path("supplier", s.Name, "supplier_group"),
					fmt.Sprintf("%s is in group %s here and in group %s in offers.csv; offers.csv counts.", s.Name, s.Group, old.Group),
					"Write the same group in both files.")
				s.Group = old.Group
			}
			if s.Group == "" {
				s.Group = old.Group
			}
			if s.Ref == "" {
				s.Ref = old.Ref
			}
			*old = *s
			return
		}
		if s.Group == "" {
			s.Group = s.Name
		}
		r.p.Suppliers = append(r.p.Suppliers, *s)
	})
}
