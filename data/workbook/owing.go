package workbook

import (
	"slices"

	"remanence/planner"
	"remanence/planner/cost"
)

// owing is a row that states a take-or-pay quantity: its own charge for a kilogram
// not taken, or a step of its price list of which a share is owed.
type owing struct {
	offer *planner.Offer
	row   *priceRow // nil where the charge is stated
}

// Fields of an offer that take-or-pay reads.
const (
	owedField   = "take_or_pay_kg_per_year"
	chargeField = "take_or_pay_charge_per_kg"
	shareField  = "take_or_pay_charge_pct"
)

// owingRows finds what a kilogram not taken may cost, supplier by supplier, and
// places the prices it rests on.
func (b *book) owingRows(x *prices, place func(priceKey, planner.Fit)) {
	for _, c := range cost.Commitments(b.p, b.f) {
		for i := range b.p.Offers {
			o := &b.p.Offers[i]
			if o.Supplier != c.Supplier || o.TakeOrPayKg.V <= 0 || o.Missing() != "" {
				continue
			}
			if o.TakeOrPayCharge.OK {
				x.owing = append(x.owing, owing{offer: o})
				continue
			}
			part, fit := b.fitOfItem(o)
			for step := range cost.Steps(o) {
				if k, row := b.quoted(x, part, fit, step, cost.AtStart(b.p, o), false); row != nil {
					place(k, fit)
					x.owing = append(x.owing, owing{o, row})
				}
			}
		}
	}
}

// fitOfItem is what an offer is quoted for: the part itself, or, since a price per
// kilogram is that of all parts, the first it fits.
func (b *book) fitOfItem(o *planner.Offer) (part string, fit planner.Fit) {
	if b.index.partOf(o.Item) == nil && o.PriceUnit != planner.PerPiece {
		for i := range b.p.Parts {
			fits := b.p.Fits(&b.p.Parts[i], b.f)
			k := slices.IndexFunc(fits, func(x planner.Fit) bool { return x.Offer == o && x.Design == 0 })
			if k >= 0 {
				return b.p.Parts[i].ID, fits[k]
			}
		}
	}
	return o.Item, planner.Fit{Part: b.index.partOf(o.Item), Offer: o, Grade: o.Item, MassKg: cost.ItemMass(b.p, o)}
}

// Columns of the terms of take-or-pay.
const (
	toSupplier = iota + 1
	toOffer
	toBasis
	toOwed
	toCharge
	toRate
	toShare
	toGoods
	toPerKg
	toLowest
	toMost
	toSupplierNo
	toOfferNo
	toOfferLine
	toBuildUpNo
	toBuildUpLine
)

// owingFirst is the first row of the terms of take-or-pay, below the years.
func (b *book) owingFirst() int { return owedRow(len(b.owed)) + 4 }

// owingBlock takes apart what a kilogram not taken costs, so that it follows
// prices and rates.
func (b *book) owingBlock(s *sheet) int {
	c, first := b.ccy(), b.owingFirst()
	s.put(first-2, 1, block("What a kilogram not taken costs: the lowest that a row of the supplier asks"))
	s.heads(first-1, "Supplier", "Offer", "Price basis", "Owed a year (kg)", "Charge (offer currency/kg)", "Rate (offer currency per "+c+")", "Share of the price owed", "Goods ("+c+"/kg)", "Per kg not taken ("+c+")",
		"Lowest from here down ("+c+"/kg)", "Most from here down (kg)", "Supplier no.", "Offer no.", "Offer line", "Build-up no.", "Build-up line")
	rows := b.prices.owing
	for i := len(rows) - 1; i >= 0; i-- { // the lowest is found from below
		b.owingLine(s, first+i, i)
	}
	return first + len(rows) + 1
}

func (b *book) owingLine(s *sheet, r, i int) {
	x, p := &b.prices.owing[i], &b.prices
	o, n := x.offer, func(col int) string { return at(r, col) }
	basis, goods, no := "charge stated", 0.0, 0
	if x.row != nil {
		basis, goods, no = x.row.basis, x.row.goods, x.row.no
	}
	s.line(r, toSupplier, text(o.Supplier), text(o.ID), text(basis))
	term := func(col int, code, blank string, v any, f format) {
		formula := "IF(" + n(toOfferLine) + ">0," + blank + "," + blank + ")"
		if where, ok := b.offers.at[code]; ok {
			cell := "INDEX(" + b.offers.sheet.span(firstRow, b.offers.last, where) + "," + n(toOfferLine) + ")"
			formula = "IF(COUNT(" + cell + ")=1," + cell + "," + blank + ")"
		}
		s.put(r, col, calc(formula, v, f))
	}
	charge := any("")
	if o.TakeOrPayCharge.OK {
		charge = o.TakeOrPayCharge.V.InexactFloat64()
	}
	share := o.TakeOrPayShare.Or(1)
	term(toOwed, owedField, "0", o.TakeOrPayKg.V, masses)
	term(toCharge, chargeField, `""`, charge, fine)
	s.put(r, toRate, b.rateOf(orText(o.Currency, b.p.Currency)))
	term(toShare, shareField, "1", share, percent)
	s.put(r, toGoods, calc("IF("+n(toBuildUpLine)+">0,INDEX("+p.sheet.span(p.first, p.last, pcGoods)+","+n(toBuildUpLine)+"),0)", goods, b.perUnit))
	per := goods * share
	if v, ok := charge.(float64); ok {
		per = 0
		if fx := s.value(r, toRate); fx > 0 {
			per = v / fx
		}
	}
	s.put(r, toPerKg, calc("IF(COUNT("+n(toCharge)+")=1,IF("+n(toRate)+">0,"+n(toCharge)+"/"+n(toRate)+",0),"+n(toShare)+"*"+n(toGoods)+")", per, b.perUnit))
	lowest, most := per, o.TakeOrPayKg.V
	if i+1 < len(p.owing) && p.owing[i+1].offer.Supplier == o.Supplier {
		lowest, most = min(lowest, s.value(r+1, toLowest)), max(most, s.value(r+1, toMost))
	}
	same := "IF(" + n(toSupplierNo) + "=" + at(r+1, toSupplierNo) + ","
	s.put(r, toLowest, calc(same+"MIN("+n(toPerKg)+","+at(r+1, toLowest)+"),"+n(toPerKg)+")", lowest, b.perUnit))
	s.put(r, toMost, calc(same+"MAX("+n(toOwed)+","+at(r+1, toMost)+"),"+n(toOwed)+")", most, masses))
	s.line(r, toSupplierNo, number(b.index.supplierNo[o.Supplier]), number(b.offers.no[o.ID]))
	s.put(r, toOfferLine, calc("IFERROR(MATCH("+n(toOfferNo)+","+b.offers.sheet.span(firstRow, b.offers.last, b.offers.at[offerNo])+",0),0)", float64(b.offers.no[o.ID]), plain))
	s.put(r, toBuildUpNo, number(no))
	s.put(r, toBuildUpLine, calc("IFERROR(MATCH("+n(toBuildUpNo)+","+p.sheet.span(p.first, p.last, pcNo)+",0),0)", float64(no), plain))
}

// owingOf finds a term of a supplier's take-or-pay by its number.
func (b *book) owingOf(col int, no string) string {
	first := b.owingFirst()
	last := first + max(1, len(b.prices.owing)) - 1
	return "IFERROR(INDEX(" + span(first, last, col) + ",MATCH(" + no + "," + span(first, last, toSupplierNo) + ",0)),0)"
}
