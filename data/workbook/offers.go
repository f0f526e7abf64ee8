package workbook

import (
	"slices"
	"strconv"

	"remanence/planner"
)

// offerFields are the columns of the offers that have text, and those that the
// price build-up reads.
func (b *book) offerFields() []planner.Field[planner.Offer] {
	fs := slices.Clone(planner.OfferFields)
	known := map[string]bool{}
	for _, f := range fs {
		known[f.Name] = true
	}
	add := func(f planner.Field[planner.Offer], ok bool) {
		if ok && !known[f.Name] {
			known[f.Name] = true
			fs = append(fs, f)
		}
	}
	tiers, terms := 0, 0
	for i := range b.p.Offers {
		o := &b.p.Offers[i]
		tiers = max(tiers, len(o.Tiers))
		if o.Formula.OK {
			terms = max(terms, len(o.Formula.V.Terms))
		}
	}
	for n := 2; n < tiers+2; n++ {
		for _, what := range []string{"_from", "_price"} {
			f, ok := planner.TierField("tier" + strconv.Itoa(n) + what)
			add(f, ok)
		}
	}
	for n := 1; n <= terms; n++ {
		for _, what := range []string{"", "_element", "_kg_per_kg", "_yield_pct", "_pass_through_pct", "_base"} {
			f, ok := planner.IndexField("index" + strconv.Itoa(n) + what)
			add(f, ok)
		}
	}
	return slices.DeleteFunc(fs, func(f planner.Field[planner.Offer]) bool { return f.Name == "offer_id" })
}

// buildOffers lists every quotation line as it was entered.
func buildOffers(b *book) *sheet {
	n := len(b.p.Offers)
	if n == 0 {
		return nil
	}
	s := newSheet(offerName, "Every quotation line as it was entered: all terms, gaps as gaps",
		"Offers as received", "Blue cells are the quotations. Changed here, they can be read back into the project: remanence-cli import, or Import in the app. A blank cell is not stated, never zero.")
	s.maxWidth = 30
	s.freeze = at(firstRow, 2)
	s.heads(headRow, "Offer")
	for i := range b.p.Offers {
		s.put(firstRow+i, 1, text(b.p.Offers[i].ID))
	}
	columns := columnsOf(b.p.Offers, b.offerFields(), "price", "duty_pct", "extra_duty_pct", "freight_per_kg", "payment_days")
	where := s.inputList(headRow, 2, n, columns, func(i int) string { return planner.Path("offer", b.p.Offers[i].ID) })
	last := where[rowKeyHead]
	s.wide, s.keep = (last+13)/14, 1
	s.table = &table{name: "tblOffers", first: headRow, last: firstRow + n - 1, firstCol: 1, columnEnd: last}
	return s
}
