package workbook

import (
	"slices"
	"strconv"
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
	pcQuoted
	pcIndexed
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
	pcLane
	pcInsured
	pcFreight
	pcLanded
	pcLandedUnit
	pcDays
	pcDeposit
	pcDefects
	pcNote
	pcExpedite // what follows finds its terms by number and needs no paper
	pcOfferNo
	pcOfferLine
	pcPriceAt
	pcOwnPrice
	pcCap
	pcFloor
	pcDutyDated
	pcExtraDated
	pcDutyStated // 1 where the offer states it, as the offers now stand
	pcExtraStated
	pcFreightStated
	pcStatedThen // of duty and extra duty, as the workbook was written
	pcShockAdds  // only where a scenario moves prices
	pcShockFactor
)

func buildPrices(b *book) *sheet {
	s := newSheet(buildUpName, "Landed cost of each part and offer, line by line, awarded or not",
		"Price build-up", "Goods = price ÷ currency rate ÷ kg priced; duty on goods; landed = goods + duty + extra duty + freight. Rows without an award stand for comparison.")
	s.maxWidth = 26
	s.wide, s.keep = 2, pcOffer // so many columns on one page would be too small to read
	x := &b.prices
	s.printed = pcNote
	x.sheet, x.first, x.last = s, firstRow, firstRow+max(1, len(x.rows))-1
	c := b.ccy()
	s.heads(headRow, "No.", "Part", "Supplier", "Offer", "Grade or material", "Design", "Price basis", "Awarded (kg)",
		"Quoted (offer currency)", "Indices add (offer currency/kg)", "Price (offer currency)", "Offer currency", "Price per", "Rate (offer currency per "+c+")", "Mass (kg per unit)", "Kg priced",
		"Goods ("+c+"/kg)", "Duty (%)", "Duty ("+c+"/kg)", "Extra duty (%)", "Extra duty ("+c+"/kg)",
		"Freight (offer currency/kg)", "Freight of the lane ("+c+"/kg)", "Insurance (%)", "Freight and insurance ("+c+"/kg)", "Landed ("+c+"/kg)", "Landed ("+c+"/unit)",
		"Payment (days after arrival)", "Paid with the order (%)", "Defects (%)", "Note", "Expediting ("+c+"/kg)", "Offer no.", "Offer line", "Price column", "Own price (offer currency)",
		"Cap (offer currency)", "Floor (offer currency)", "Duty of dated layers (%)", "Extra duty of dated layers (%)",
		"Duty stated (1 yes, 0 no)", "Extra duty stated (1 yes, 0 no)", "Freight stated (1 yes, 0 no)", "Duties stated when written")
	end := pcStatedThen
	if b.shocked {
		end = pcShockFactor
		s.put(headRow, pcShockAdds, headText("Scenario adds (offer currency/kg)"))
		s.put(headRow, pcShockFactor, headText("Scenario factor"))
	}
	s.columns = end
	for _, row := range x.rows {
		b.priceLine(s, row)
	}
	s.put(totalRow, 1, text("Total shown"))
	s.subtotal(pcAwarded, x.first, x.last, masses)
	s.freeze = at(firstRow, pcOffer+1)
	if len(x.rows) > 0 {
		s.table = &table{name: "tblPrices", first: headRow, last: x.last, firstCol: 1, columnEnd: end}
	}
	b.gapRows(s, x.last+2)
	return s
}

// priceLine writes one row and keeps the figures its formulas give. What the
// offer states is fetched from the offers by number, so that either list may be
// sorted; what it leaves open comes from the sheet of indices, rates and duties.
func (b *book) priceLine(s *sheet, x *priceRow) {
	o, r, m := x.fit.Offer, x.row, &b.market
	fxRow := b.set.fx[orText(o.Currency, b.p.Currency)]
	fx := b.set.rates.value(fxRow, 2)
	divisor := 1.0
	if o.PriceUnit == planner.PerPiece {
		divisor = x.fit.MassKg
	}
	own, stands := b.index.offerOf(o.ID), 1.0
	if own == nil {
		own, stands = &planner.Offer{}, 0
	}
	price, where, mean := x.price, 0, 0.0
	if x.at >= 0 && stands > 0 {
		where = b.offers.at[stepCode(own, x.at)]
	}
	quoted := 0.0
	if where > 0 {
		quoted = b.offers.sheet.value(firstRow+b.offers.no[o.ID]-1, where)
	} else {
		mean = unshocked(price, own, x.when.Ordered, divisor) - x.adds*divisor
		quoted = mean
	}
	price = quoted + x.adds*divisor
	if own.PriceCap.V.InexactFloat64() > 0 {
		price = min(price, own.PriceCap.V.InexactFloat64())
	}
	price = max(0, price, own.PriceFloor.V.InexactFloat64())
	shockAdds, shockFactor := 0.0, 1.0
	if !x.calm {
		shockAdds, shockFactor = own.PriceEffect(x.when.Ordered)
	}
	price = max(0, (price+shockAdds*divisor)*shockFactor)
	if fx*divisor > 0 {
		x.goods = price / fx / divisor
	}
	freightQuoted, lane, insured := own.FreightPerKg.V.InexactFloat64(), m.laneOf(x), m.insurance(x.insured)
	freight := 0.0
	if fx > 0 {
		freight = freightQuoted / fx
	}
	x.freight = freight + lane.value + insured.value*x.goods
	dated := m.dutyOf(x)
	dutyRate, extraRate := own.Duty.V+dated.duty, own.ExtraDuty.V+dated.extra
	duty, extra := x.goods*dutyRate, x.goods*extraRate
	x.duty = duty + extra
	x.landed = x.goods + duty + extra + x.freight
	n := func(col int) string { return at(r, col) }
	of := func(code string) string { return b.offers.of(code, fixedCol(r, pcOfferLine), "0") }

	s.line(r, 1, cell{value: float64(x.no), style: style{format: plain}}, text(x.part), text(o.Supplier), text(o.ID), text(b.gradeLabel(x.fit.Grade)),
		text(designWords(x.fit)), text(x.basis))
	s.put(r, pcAwarded, calc("SUMIFS("+b.awardSpan(acKg)+","+b.awardSpan(acPrice)+","+fixedCol(r, pcNo)+")", x.awarded, masses))
	table := on(offerName, fixed(firstRow, 1)+":"+fixed(max(firstRow, b.offers.last), max(1, b.offers.at[offerNo])))
	s.put(r, pcQuoted, calc("IF("+n(pcPriceAt)+">0,INDEX("+table+","+n(pcOfferLine)+","+n(pcPriceAt)+"),"+n(pcOwnPrice)+")", quoted, fine))
	s.put(r, pcIndexed, calc(m.adds(fixedCol(r, pcNo)), x.adds, fine))
	sum := n(pcQuoted) + "+" + n(pcIndexed) + "*" + n(pcDivisor)
	paid := "MAX(0," + n(pcFloor) + ",IF(" + n(pcCap) + ">0,MIN(" + n(pcCap) + "," + sum + ")," + sum + "))"
	if b.shocked {
		paid = "MAX(0,(" + paid + "+" + n(pcShockAdds) + "*" + n(pcDivisor) + ")*" + n(pcShockFactor) + ")"
		s.line(r, pcShockAdds, input(shockAdds, fine), input(shockFactor, fine))
	}
	s.put(r, pcPrice, calc(paid, price, fine))
	per := string(planner.PerKg)
	if stands > 0 {
		per = string(own.PriceUnit)
	}
	s.line(r, pcCurrency, text(o.Currency), calc(b.offers.of("price_unit", fixedCol(r, pcOfferLine), `"kg"`), per, general))
	s.put(r, pcFX, calc(b.set.rates.at(fxRow, 2), fx, rate))
	s.put(r, pcMass, input(x.fit.MassKg, `0.000000`))
	s.put(r, pcDivisor, calc("IF("+n(pcPer)+`="piece",`+n(pcMass)+",1)", divisor, `0.000000`))
	s.put(r, pcGoods, calc("IF("+n(pcFX)+"*"+n(pcDivisor)+">0,"+n(pcPrice)+"/"+n(pcFX)+"/"+n(pcDivisor)+",0)", x.goods, b.perUnit))
	s.put(r, pcDutyRate, calc(of("duty_pct")+"+IF("+n(pcDutyStated)+">0,0,"+n(pcDutyDated)+")", dutyRate, share2))
	s.put(r, pcDuty, calc(n(pcGoods)+"*"+n(pcDutyRate), duty, b.perUnit))
	s.put(r, pcExtraRate, calc(of("extra_duty_pct")+"+IF("+n(pcDutyStated)+"+"+n(pcExtraStated)+">"+n(pcStatedThen)+",0,"+n(pcExtraDated)+")", extraRate, share2))
	s.put(r, pcExtra, calc(n(pcGoods)+"*"+n(pcExtraRate), extra, b.perUnit))
	s.put(r, pcFreightQuoted, calc(of("freight_per_kg"), freightQuoted, fine))
	s.put(r, pcLane, calc(lane.ref, lane.value, b.perUnit))
	s.put(r, pcInsured, calc(insured.ref, insured.value, share2))
	s.put(r, pcFreight, calc("IF("+n(pcFX)+">0,"+n(pcFreightQuoted)+"/"+n(pcFX)+",0)+IF("+n(pcFreightStated)+">0,0,"+n(pcLane)+")+"+n(pcInsured)+"*"+n(pcGoods), x.freight, b.perUnit))
	s.put(r, pcLanded, calc(n(pcGoods)+"+"+n(pcDuty)+"+"+n(pcExtra)+"+"+n(pcFreight), x.landed, b.perUnit))
	s.put(r, pcLandedUnit, calc(n(pcLanded)+"*"+n(pcMass), x.landed*x.fit.MassKg, b.perUnit))
	s.put(r, pcDays, calc(of("payment_days"), float64(own.PaymentDays.V), plain))
	s.put(r, pcDeposit, calc(of("deposit_pct"), own.Deposit.V, share2))
	s.put(r, pcDefects, calc(of("defect_rate_pct"), own.DefectRate.V, share2))
	s.put(r, pcNote, text(b.gapWords(x, o)))

	expedite := 0.0
	if fx > 0 {
		expedite = own.ExpeditePerKg.V.InexactFloat64() / fx
	}
	s.put(r, pcExpedite, calc("IF("+n(pcFX)+">0,"+of("expedite_per_kg")+"/"+n(pcFX)+",0)", expedite, b.perUnit))
	s.put(r, pcOfferNo, number(b.offers.no[o.ID]))
	line, found := "0", float64(b.offers.no[o.ID])
	if b.offers.sheet != nil {
		line = "IFERROR(MATCH(" + n(pcOfferNo) + "," + b.offers.sheet.span(firstRow, b.offers.last, b.offers.at[offerNo]) + ",0),0)"
	}
	s.put(r, pcOfferLine, calc(line, found, plain))
	s.line(r, pcPriceAt, number(where), stated(mean, fine))
	s.put(r, pcCap, calc(of("price_cap"), own.PriceCap.V.InexactFloat64(), fine))
	s.put(r, pcFloor, calc(of("price_floor"), own.PriceFloor.V.InexactFloat64(), fine))
	s.put(r, pcDutyDated, calc(m.sheet.at(dated.row, mdDuty), dated.duty, share2))
	s.put(r, pcExtraDated, calc(m.sheet.at(dated.row, mdExtra), dated.extra, share2))
	// What an offer states takes the place of dated duties and of the lane.
	for _, x := range []struct {
		col  int
		code string
		ok   bool
	}{{pcDutyStated, "duty_pct", own.Duty.OK}, {pcExtraStated, "extra_duty_pct", own.ExtraDuty.OK}, {pcFreightStated, "freight_per_kg", own.FreightPerKg.OK}} {
		s.put(r, x.col, calc(b.offers.states(x.code, fixedCol(r, pcOfferLine)), float64(count(x.ok)), plain))
	}
	s.put(r, pcStatedThen, number(count(own.Duty.OK)+count(own.ExtraDuty.OK)))
}

// shocks reports whether a scenario a project is under moves any price.
func shocks(p *planner.Project) bool {
	return slices.ContainsFunc(p.Offers, func(o planner.Offer) bool {
		return slices.ContainsFunc(o.Effects, func(e planner.Effect) bool { return e.PriceAdd != 0 || e.Price.OK })
	})
}

// unshocked is a price without what scenarios do to it.
func unshocked(price float64, o *planner.Offer, ordered planner.Month, divisor float64) float64 {
	add, factor := o.PriceEffect(ordered)
	if factor == 0 {
		return price
	}
	return price/factor - add*divisor
}

// stepCode is the field of an offer that holds a step of its price list.
func stepCode(o *planner.Offer, step int) string {
	switch {
	case step > 0:
		return "tier" + strconv.Itoa(step+1) + "_price"
	case o.Price.OK:
		return "price"
	}
	return "price_fixed"
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
