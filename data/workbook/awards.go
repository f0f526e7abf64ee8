package workbook

import (
	"math"
)

// Columns of the award plan that formulas read.
const (
	acPart = iota + 1
	acSupplier
	acOffer
	acGrade
	acCountry
	acOrdered
	acArrives
	acKg
	acPieces
	acUnit
	acGood
	acLanded
	acGoods
	acDuty
	acFreight
	acCost
	acMonths
	acFactor
	acEarly
	acPresent
	acGroup
	acPartNo
	acGroupNo
	acCountryNo
	acPrice
	acLine
	acPaidIn
	acDeposit
	acSupplierNo
	acCurrencyNo
	acRush
	acExpedite
)

// awards is the award plan and where it stands.
type awards struct {
	sheet       *sheet
	first, last int
}

// awardLast is the last row of the award plan; the sheet has a row even when
// nothing is awarded, so that ranges stand.
func (b *book) awardLast() int { return firstRow + max(1, len(b.plan.Awards)) - 1 }

// awardSpan is a column of the award plan, from any other sheet. It may be
// asked for before the sheet is built.
func (b *book) awardSpan(col int) string { return on(awardName, span(firstRow, b.awardLast(), col)) }

func buildAwards(b *book) *sheet {
	s := newSheet(awardName, "Every order: who makes what, ordered and arriving when, what it costs and when it is paid",
		"Award plan", "The kilograms are the plan's decision; all money follows from them and the price build-up. Open orders already placed are not in this list.")
	s.maxWidth = 26
	s.widths = map[int]float64{acGrade: 15}
	s.printed = acPresent
	b.awards = awards{s, firstRow, b.awardLast()}
	c := b.ccy()
	s.heads(headRow, "Part", "Supplier", "Offer", "Grade or material", "Country of making", "Ordered (month end)", "Arrives (month end)",
		"Award (kg)", "Ordered (units)", "Unit", "Good (units)", "Landed ("+c+"/kg)", "Goods ("+c+")", "Duty ("+c+")", "Freight ("+c+")",
		"Landed cost ("+c+")", "Months to payment", "Discount factor", "Deposit paid early ("+c+")", "Present value ("+c+")",
		"Supplier group", "Part no.", "Group no.", "Country no.", "Build-up no.", "Build-up line",
		"Paid in (month end)", "Paid with the order ("+c+")", "Supplier no.", "Currency no.", "Expedited (1 yes, 0 no)", "Expediting ("+c+")")
	for i := range b.plan.Awards {
		b.awardLine(s, firstRow+i, i)
	}
	s.put(totalRow, 1, text("Total shown"))
	last := b.awards.last
	s.subtotal(acKg, firstRow, last, masses)
	for _, col := range []int{acGoods, acDuty, acFreight, acCost, acEarly, acPresent, acDeposit, acExpedite} {
		s.subtotal(col, firstRow, last, b.money)
	}
	s.freeze = at(firstRow, acSupplier)
	if len(b.plan.Awards) > 0 {
		s.table = &table{name: "tblAwards", first: headRow, last: last, firstCol: 1, columnEnd: acExpedite}
	} else {
		s.put(firstRow, 1, text("nothing is awarded"))
	}
	return s
}

func (b *book) awardLine(s *sheet, r, i int) {
	a, row := &b.plan.Awards[i], b.prices.byKey[b.prices.keys[i]]
	p := b.prices.sheet
	// A row of the build-up is found by number and not by address, so that
	// either list may be sorted.
	look := func(col int) string {
		return "INDEX(" + p.span(b.prices.first, b.prices.last, col) + "," + at(r, acLine) + ")"
	}
	n := func(col int) string { return at(r, col) }
	mass := row.fit.MassKg
	pieces := 0.0
	if mass > 0 {
		pieces = a.Kg / mass
	}
	good := pieces * (1 - p.value(row.row, pcDefects))
	goods, duty, freight := a.Kg*row.goods, a.Kg*row.duty, a.Kg*row.freight
	landed := goods + duty + freight
	months := float64(a.Arrives-b.plan.Start) + p.value(row.row, pcDays)/daysPerMonth
	f := math.Pow(1+b.p.DiscountRate, -months/12)

	s.line(r, 1, text(a.Part), text(a.Supplier), text(a.Offer), text(b.gradeLabel(a.Grade)), text(b.countryOf(*a)), month(a.Ordered), month(a.Arrives))
	s.put(r, acKg, input(a.Kg, masses))
	s.put(r, acPieces, calc("IF("+look(pcMass)+">0,"+n(acKg)+"/"+look(pcMass)+",0)", pieces, whole))
	s.put(r, acUnit, text(b.unitOf(a.Part)))
	s.put(r, acGood, calc(n(acPieces)+"*(1-"+look(pcDefects)+")", good, whole))
	s.put(r, acLanded, calc(look(pcLanded), row.landed, b.perUnit))
	s.put(r, acGoods, calc(n(acKg)+"*"+look(pcGoods), goods, b.money))
	s.put(r, acDuty, calc(n(acKg)+"*("+look(pcDuty)+"+"+look(pcExtra)+")", duty, b.money))
	s.put(r, acFreight, calc(n(acKg)+"*"+look(pcFreight), freight, b.money))
	s.put(r, acCost, calc(n(acGoods)+"+"+n(acDuty)+"+"+n(acFreight), landed, b.money))
	s.put(r, acMonths, calc(monthsSince(b.set.start, n(acArrives))+"+"+look(pcDays)+"/"+b.set.days, months, `0.00`))
	s.put(r, acFactor, calc("(1+"+b.set.rate+")^(-"+n(acMonths)+"/12)", f, factor))
	early := goods * p.value(row.row, pcDeposit) * (math.Pow(1+b.p.DiscountRate, -float64(a.Ordered-b.plan.Start)/12) - f)
	s.put(r, acEarly, calc(n(acGoods)+"*"+look(pcDeposit)+"*((1+"+b.set.rate+")^(-("+monthsSince(b.set.start, n(acOrdered))+")/12)-"+n(acFactor)+")", early, b.money))
	rush := 0
	if a.Expedited {
		rush = 1
	}
	faster := a.Kg * float64(rush) * p.value(row.row, pcExpedite)
	s.put(r, acRush, number(rush))
	s.put(r, acExpedite, calc(n(acKg)+"*"+n(acRush)+"*"+look(pcExpedite), faster, b.money))
	s.put(r, acPresent, calc("("+n(acCost)+"+"+n(acExpedite)+")*"+n(acFactor)+"+"+n(acEarly), (landed+faster)*f+early, b.money))
	s.line(r, acGroup, text(a.Group), number(b.index.parts[a.Part]), number(b.index.groupNo[a.Group]), number(b.index.countryNo[b.countryOf(*a)]), number(row.no))
	s.put(r, acLine, calc("MATCH("+n(acPrice)+","+p.span(b.prices.first, b.prices.last, pcNo)+",0)", float64(row.no), plain))
	s.put(r, acPaidIn, b.paidIn(n(acMonths), months))
	s.put(r, acDeposit, calc(n(acGoods)+"*"+look(pcDeposit), goods*p.value(row.row, pcDeposit), b.money))
	currency := b.p.Currency
	if o := b.p.Offer(a.Offer); o != nil {
		currency = orText(o.Currency, currency)
	}
	s.line(r, acSupplierNo, number(b.index.supplierNo[a.Supplier]), number(b.set.fx[currency]-b.set.fxFirst+1))
}

// monthsSince counts whole months between two dates.
func monthsSince(from, to string) string {
	return "(YEAR(" + to + ")-YEAR(" + from + "))*12+MONTH(" + to + ")-MONTH(" + from + ")"
}

// gradeLabel is a grade, or the name of a material instead of its id.
func (b *book) gradeLabel(id string) string {
	if _, ok := b.f.Grade(id); ok {
		return id
	}
	if m, ok := b.f.Material(id); ok && m.Name != "" {
		return m.Name
	}
	return id
}

// number is a number of our own by which rows find each other.
func number(n int) cell { return cell{value: float64(n), style: style{format: plain}} }

// unitOf is the unit a part is counted in.
func (b *book) unitOf(part string) string {
	if p := b.p.Part(part); p != nil {
		return string(p.Unit)
	}
	return "pcs"
}
