package workbook

import (
	"slices"
	"strconv"

	"remanence/planner"
)

// offers says where the terms of the offers stand.
type offers struct {
	sheet *sheet
	last  int
	at    map[string]int // field → column
	no    map[string]int // offer → number, by which rows find it
}

// of is a term of the offer on a line of the price build-up, 0 where it is blank.
func (x *offers) of(code, line, blank string) string {
	col, ok := x.at[code]
	if !ok {
		return blank
	}
	return "IF(" + line + ">0,INDEX(" + x.sheet.span(firstRow, x.last, col) + "," + line + ")," + blank + ")"
}

// states is 1 where the offer on a line of the price build-up states a term.
func (x *offers) states(code, line string) string {
	col, ok := x.at[code]
	if !ok {
		return "0"
	}
	return "IF(" + line + ">0,COUNT(INDEX(" + x.sheet.span(firstRow, x.last, col) + "," + line + ")),0)"
}

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

// offerNo names the column of our own numbers.
const offerNo = "#"

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
	columns := columnsOf(b.p.Offers, b.offerFields(), "price", "price_unit", "duty_pct", "extra_duty_pct", "freight_per_kg", "payment_days", "deposit_pct", "defect_rate_pct")
	where := s.inputList(headRow, 2, n, columns, func(i int) string { return planner.Path("offer", b.p.Offers[i].ID) })
	last := where[rowKeyHead] + 1
	b.offers = offers{s, firstRow + n - 1, where, map[string]int{}}
	s.put(headRow, last, textAs("Offer no.", roleHead))
	for i := range b.p.Offers {
		s.put(firstRow+i, last, number(i+1))
		b.offers.no[b.p.Offers[i].ID] = i + 1
	}
	where[offerNo] = last
	s.wide, s.keep = (last+13)/14, 1
	s.table = &table{name: "tblOffers", first: headRow, last: firstRow + n - 1, firstCol: 1, columnEnd: last}
	return s
}
