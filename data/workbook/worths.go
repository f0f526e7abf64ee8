package workbook

import (
	"remanence/planner"
	"remanence/planner/cost"
)

// unitWorth is a landed cost on which the worth of a part's stock may rest, and
// its row of the build-up.
type unitWorth struct {
	part *planner.Part
	row  *priceRow
	cost.Valuation
}

// Columns of the values of a unit.
const (
	vcPart = iota + 1
	vcUse
	vcSupplier
	vcOffer
	vcBasis
	vcLanded
	vcExtra
	vcCurrency
	vcRate
	vcWorth
	vcUnits
	vcAmount
	vcQuote // what follows is read by formulas
	vcToday
	vcLowest
	vcLowestToday
	vcPartNo
	vcNo
	vcLine
)

// qualifiedUse marks the base price of an offer that is qualified today.
const qualifiedUse = "quotation, qualified"

// worths says where the values of a unit stand.
type worths struct {
	sheet       *sheet
	first, last int
	byPart      map[*planner.Part]worthFigures
}

// worthFigures are what the rows of a part come to.
type worthFigures struct {
	first               int // row in the list, from 1
	units, amount       float64
	lowest, lowestToday planner.Opt[float64]
}

// buildWorths lists, part by part, every landed cost that values its stock, so that
// values follow prices, rates and duties.
func buildWorths(b *book) *sheet {
	rows := b.prices.worths
	if len(rows) == 0 {
		return nil
	}
	s := newSheet(worthName, "What the worth of a unit in stock rests on: today's sources and every quotation, landed",
		"Values of a unit", "Worth in stock: mean of today's sources (on hand, on order), else the cheapest qualified offer; at the end: the lowest quotation, at most that. Keep the order of the rows.")
	s.maxWidth, s.printed = 44, vcAmount
	c := b.ccy()
	x := &b.worths
	x.sheet, x.first, x.last, x.byPart = s, firstRow, firstRow+len(rows)-1, map[*planner.Part]worthFigures{}
	s.heads(headRow, "Part", "Stands for", "Supplier", "Offer", "Price basis", "Landed ("+c+"/unit)", "Design extra (its currency/unit)", "Currency", "Rate (units per 1 "+c+")",
		"Worth ("+c+"/unit)", "In stock and on order (units)", "Units × worth ("+c+")", "Quotation ("+c+"/unit)", "Qualified today ("+c+"/unit)",
		"Lowest from here down ("+c+"/unit)", "Lowest qualified from here down ("+c+"/unit)", "Part no.", "Build-up no.", "Build-up line")
	s.columns = vcLine
	for i := len(rows) - 1; i >= 0; i-- { // the lowest is found from below
		b.worthLine(s, firstRow+i, i)
	}
	s.freeze = at(firstRow, vcSupplier)
	return s
}

func (b *book) worthLine(s *sheet, r, i int) {
	v, x := &b.prices.worths[i], &b.worths
	n := func(col int) string { return at(r, col) }
	fig := x.byPart[v.part]
	use := "quotation"
	switch {
	case v.Units > 0:
		use = "stock and orders"
	case v.Today:
		use = qualifiedUse
	}
	landed := v.row.landed * v.row.fit.MassKg
	s.line(r, vcPart, text(v.part.ID), text(use), text(v.Fit.Offer.Supplier), text(v.Fit.Offer.ID), text(v.row.basis))
	p := &b.prices
	s.put(r, vcLanded, calc("INDEX("+p.sheet.span(p.first, p.last, pcLandedUnit)+","+n(vcLine)+")", landed, b.perUnit))
	extra, currency := 0.0, b.p.Currency
	if v.Fit.Change != nil {
		extra, currency = v.Fit.Change.ExtraCost.InexactFloat64(), orText(v.Fit.Change.Currency, currency)
	}
	fx := b.set.rates.value(b.set.fx[currency], 2)
	s.line(r, vcExtra, stated(extra, fine), text(currency), b.rateOf(currency))
	worth := landed
	if fx > 0 {
		worth += extra / fx
	}
	s.put(r, vcWorth, calc(n(vcLanded)+"+IF("+n(vcRate)+">0,"+n(vcExtra)+"/"+n(vcRate)+",0)", worth, b.perUnit))
	if v.Units > 0 {
		fig.units, fig.amount = fig.units+v.Units, fig.amount+v.Units*worth
		s.put(r, vcUnits, stated(v.Units, whole))
	}
	s.put(r, vcAmount, calc(n(vcUnits)+"*"+n(vcWorth), v.Units*worth, b.money))
	run := func(col int, counts bool, formula string, low *planner.Opt[float64]) {
		own, lowest, below := any(""), any(""), at(r+1, col+2)
		if counts {
			own = worth
			if !low.OK || worth < low.V {
				*low = planner.Some(worth)
			}
		}
		if low.OK {
			lowest = low.V
		}
		s.put(r, col, calc(formula, own, b.perUnit))
		s.put(r, col+2, calc("IF("+n(vcPartNo)+"="+at(r+1, vcPartNo)+",IF(COUNT("+n(col)+","+below+")=0,\"\",MIN("+n(col)+","+below+")),"+n(col)+")", lowest, b.perUnit))
	}
	run(vcQuote, v.Units == 0, "IF("+n(vcUnits)+">0,\"\","+n(vcWorth)+")", &fig.lowest)
	run(vcToday, use == qualifiedUse, "IF("+n(vcUse)+"=\""+qualifiedUse+"\","+n(vcWorth)+",\"\")", &fig.lowestToday)
	s.line(r, vcPartNo, number(b.index.parts[v.part.ID]), number(v.row.no))
	s.put(r, vcLine, calc("MATCH("+n(vcNo)+","+p.sheet.span(p.first, p.last, pcNo)+",0)", float64(v.row.no), plain))
	fig.first = i + 1
	x.byPart[v.part] = fig
}

// rateOf fetches the rate of a currency, of the plan's where there is none.
func (b *book) rateOf(currency string) cell {
	row, ok := b.set.fx[currency]
	if !ok {
		row = b.set.fx[b.p.Currency]
	}
	return calc(b.set.rates.at(row, 2), b.set.rates.value(row, 2), rate)
}

// span is a column of the values of a unit, from any other sheet.
func (x *worths) span(col int) string { return x.sheet.span(x.first, x.last, col) }

// openRows places the price of every lot on order.
func (b *book) openRows(x *prices, place func(priceKey, planner.Fit)) {
	x.open = map[int]*priceRow{}
	for i := range b.p.Stock {
		lot := &b.p.Stock[i]
		o, part := b.index.offerOf(lot.Offer), b.index.partOf(lot.Part)
		if lot.Kind != planner.OpenOrder || o == nil || part == nil || !part.MassKg().OK {
			continue
		}
		fit := planner.Fit{Part: part, Offer: o, Grade: part.Grade, MassKg: part.MassKg().V}
		if k, row := b.quoted(x, part.ID, fit, 0, cost.AtStart(b.p, o), false); row != nil {
			place(k, fit)
			x.open[i] = row
		}
	}
}
