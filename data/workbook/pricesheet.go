package workbook

import (
	"strings"

	"remanence/planner"
)

// Columns of the price build-up that formulas read.
const (
	pcNo = iota + 1
	pcPart
	pcSupplier
	pcOffer
	pcGrade
	pcDesign
	pcBasis
	pcAwarded
	pcPrice
	pcCurrency
	pcPer
	pcFX
	pcMass
	pcDivisor
	pcGoods
	pcDutyRate
	pcDuty
	pcExtraRate
	pcExtra
	pcFreightQuoted
	pcFreight
	pcLanded
	pcLandedUnit
	pcDays
	pcDeposit
	pcDefects
	pcNote
)

func buildPrices(b *book) *sheet {
	s := newSheet(buildUpName, "Landed cost of each part and offer, line by line, awarded or not",
		"Price build-up", "Goods = price ÷ currency rate ÷ kg priced; duty on goods; landed = goods + duty + extra duty + freight. Rows without an award stand for comparison.")
	s.maxWidth = 26
	s.wide, s.keep = 2, pcOffer // 27 columns on one page would be too small to read
	b.prices = collectPrices(b)
	x := &b.prices
	x.sheet, x.first, x.last = s, firstRow, firstRow+max(1, len(x.rows))-1
	c := b.ccy()
	s.heads(headRow, "No.", "Part", "Supplier", "Offer", "Grade or material", "Design", "Price basis", "Awarded (kg)",
		"Price (offer currency)", "Offer currency", "Price per", "Rate (offer currency per "+c+")", "Mass (kg per unit)", "Kg priced",
		"Goods ("+c+"/kg)", "Duty (%)", "Duty ("+c+"/kg)", "Extra duty (%)", "Extra duty ("+c+"/kg)",
		"Freight (offer currency/kg)", "Freight ("+c+"/kg)", "Landed ("+c+"/kg)", "Landed ("+c+"/unit)",
		"Payment (days after arrival)", "Paid with the order (%)", "Defects (%)", "Note")
	for i, row := range x.rows {
		row.no, row.row = i+1, firstRow+i
		b.priceLine(s, row)
	}
	s.put(totalRow, 1, text("Total shown"))
	s.subtotal(pcAwarded, x.first, x.last, masses)
	s.freeze = at(firstRow, pcOffer+1)
	if len(x.rows) > 0 {
		s.table = &table{name: "tblPrices", first: headRow, last: x.last, firstCol: 1, columnEnd: pcNote}
	}
	b.gapRows(s, x.last+2)
	return s
}

// priceLine writes one row and keeps the figures its formulas give.
func (b *book) priceLine(s *sheet, x *priceRow) {
	o, r := x.fit.Offer, x.row
	fxRow := b.set.fx[orText(o.Currency, b.p.Currency)]
	fx := b.set.sheet.value(fxRow, 2)
	divisor := 1.0
	if o.PriceUnit == planner.PerPiece {
		divisor = x.fit.MassKg
	}
	if fx*divisor > 0 {
		x.goods = x.price / fx / divisor
	}
	// Carriage from a lane, and insurance, stand here in the offer's currency.
	freightQuoted := x.carriage * fx
	if own := o.FreightPerKg.V.InexactFloat64(); o.FreightPerKg.OK && fx > 0 && x.carriage == own/fx {
		freightQuoted = own
	}
	if fx > 0 {
		x.freight = freightQuoted / fx
	}
	duty, extra := x.goods*x.dutyRate, x.goods*x.extraRate
	x.duty = duty + extra
	x.landed = x.goods + duty + extra + x.freight
	n := func(col int) string { return at(r, col) }

	s.line(r, 1, cell{value: float64(x.no), style: style{format: plain}}, text(x.part), text(o.Supplier), text(o.ID), text(b.gradeLabel(x.fit.Grade)),
		text(designWords(x.fit)), text(x.basis))
	s.put(r, pcAwarded, calc("SUMIFS("+b.awardSpan(acKg)+","+b.awardSpan(acPrice)+","+fixedCol(r, pcNo)+")", x.awarded, masses))
	s.put(r, pcPrice, input(x.price, `#,##0.0000_);(#,##0.0000)`))
	s.line(r, pcCurrency, text(o.Currency), inputText(string(o.PriceUnit)))
	s.put(r, pcFX, calc(b.set.sheet.at(fxRow, 2), fx, rate))
	s.put(r, pcMass, input(x.fit.MassKg, `0.000000`))
	s.put(r, pcDivisor, calc("IF("+n(pcPer)+`="piece",`+n(pcMass)+",1)", divisor, `0.000000`))
	s.put(r, pcGoods, calc("IF("+n(pcFX)+"*"+n(pcDivisor)+">0,"+n(pcPrice)+"/"+n(pcFX)+"/"+n(pcDivisor)+",0)", x.goods, b.perUnit))
	s.put(r, pcDutyRate, inputOf(planner.Opt[float64]{V: x.dutyRate, OK: o.Duty.OK || x.dutyRate != 0}, share2))
	s.put(r, pcDuty, calc(n(pcGoods)+"*"+n(pcDutyRate), duty, b.perUnit))
	s.put(r, pcExtraRate, inputOf(planner.Opt[float64]{V: x.extraRate, OK: o.ExtraDuty.OK || x.extraRate != 0}, share2))
	s.put(r, pcExtra, calc(n(pcGoods)+"*"+n(pcExtraRate), extra, b.perUnit))
	s.put(r, pcFreightQuoted, inputOf(planner.Opt[float64]{V: freightQuoted, OK: o.FreightPerKg.OK || x.carriage != 0}, fine))
	s.put(r, pcFreight, calc("IF("+n(pcFX)+">0,"+n(pcFreightQuoted)+"/"+n(pcFX)+",0)", x.freight, b.perUnit))
	s.put(r, pcLanded, calc(n(pcGoods)+"+"+n(pcDuty)+"+"+n(pcExtra)+"+"+n(pcFreight), x.landed, b.perUnit))
	s.put(r, pcLandedUnit, calc(n(pcLanded)+"*"+n(pcMass), x.landed*x.fit.MassKg, b.perUnit))
	s.put(r, pcDays, inputOf(planner.Opt[float64]{V: float64(o.PaymentDays.V), OK: o.PaymentDays.OK}, plain))
	s.put(r, pcDeposit, inputOf(o.Deposit, share2))
	s.put(r, pcDefects, inputOf(o.DefectRate, share2))
	s.put(r, pcNote, text(b.gapWords(x, o)))
}

func designWords(f planner.Fit) string {
	if f.Design == 0 {
		return "today"
	}
	return "change"
}

// gapWords names terms that are missing; missing adds nothing to the cost and
// must not pass for zero unseen.
func (b *book) gapWords(x *priceRow, o *planner.Offer) string {
	var w []string
	if x.note != "" {
		w = append(w, x.note)
	}
	_, dated := b.p.OfferDuties(b.f, o, b.p.Start)
	switch {
	case o.Duty.OK:
	case dated:
		w = append(w, "duty of the dated layers for "+o.HS)
	default:
		w = append(w, "duty not stated")
	}
	lane, found := b.p.FreightLane(b.f, o)
	switch {
	case o.FreightPerKg.OK:
	case found && lane.Source.Default:
		w = append(w, "freight "+lane.From+"–"+lane.To+" by "+lane.Mode+": a default of "+lane.Source.Date)
	case found:
		w = append(w, "freight "+lane.From+"–"+lane.To+" by "+lane.Mode)
	default:
		w = append(w, "freight not stated")
	}
	if !o.PaymentDays.OK {
		w = append(w, "payment term not stated")
	}
	return strings.Join(w, "; ")
}

// gapRows lists offers that have no figure to compare.
func (b *book) gapRows(s *sheet, r int) {
	if len(b.prices.gaps) == 0 {
		return
	}
	s.put(r, 1, block("Offers without a figure"))
	for _, f := range b.prices.gaps {
		r++
		why := f.Offer.Missing()
		if why == "" {
			why = "no rate for " + f.Offer.Currency
		}
		s.line(r, pcPart, text(f.Part.ID), text(f.Offer.Supplier), text(f.Offer.ID), text(b.gradeLabel(f.Grade)), text(designWords(f)), text(why))
	}
}
