package workbook

import (
	"math"
	"strconv"

	"remanence/planner"
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
	acStandard // only beside standard prices
)

// awards is the award plan and where it stands.
type awards struct {
	sheet       *sheet
	first, last int
	sums        map[[2]int]map[float64]float64
}

// sumBy adds a column of the award plan by the number in another, as SUMIFS does.
// The list is gone through once for each pair of columns.
func (x *awards) sumBy(key, col int) map[float64]float64 {
	if out, ok := x.sums[[2]int{key, col}]; ok {
		return out
	}
	out := map[float64]float64{}
	for r := x.first; r <= x.last; r++ {
		if k, ok := x.sheet.cell(r, key).value.(float64); ok {
			out[k] += x.sheet.value(r, col)
		}
	}
	if x.sums == nil {
		x.sums = map[[2]int]map[float64]float64{}
	}
	x.sums[[2]int{key, col}] = out
	return out
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
	b.awards = awards{sheet: s, first: firstRow, last: b.awardLast()}
	c := b.ccy()
	s.heads(headRow, "Part", "Supplier", "Offer", "Grade or material", "Country of making", "Ordered (month end)", "Arrives (month end)",
		"Award (kg)", "Ordered (units)", "Unit", "Good (units)", "Landed ("+c+"/kg)", "Goods ("+c+")", "Duty ("+c+")", "Freight ("+c+")",
		"Landed cost ("+c+")", "Months to payment", "Discount factor", "Deposit paid early ("+c+")", "Present value ("+c+")",
		"Supplier group", "Part no.", "Group no.", "Country no.", "Build-up no.", "Build-up line",
		"Paid in (month end)", "Paid with the order ("+c+")", "Supplier no.", "Currency no.", "Expedited (1 yes, 0 no)", "Expediting ("+c+")")
	f := b.awardFormulas()
	end := acExpedite
	if b.budgeted {
		end = acStandard
		s.put(headRow, end, headText("Goods at standard rates ("+c+")"))
	}
	s.columns = end
	for i := range b.plan.Awards {
		b.awardLine(s, &f, firstRow+i, i)
	}
	s.put(totalRow, 1, text("Total shown"))
	last := b.awards.last
	s.subtotal(acKg, firstRow, last, masses)
	for _, col := range []int{acGoods, acDuty, acFreight, acCost, acEarly, acPresent, acDeposit, acExpedite} {
		s.subtotal(col, firstRow, last, b.money)
	}
	s.freeze = at(firstRow, acSupplier)
	if len(b.plan.Awards) > 0 {
		s.table = &table{name: "tblAwards", first: headRow, last: last, firstCol: 1, columnEnd: end}
	} else {
		s.put(firstRow, 1, text("nothing is awarded"))
	}
	return s
}

// awardFormulas are the formulas of a row of the award plan.
type awardFormulas struct {
	pieces, good, landed, goods, duty, freight, cost, months, factor, early, expedite, present, line, paidIn, deposit, standard template
}

func (b *book) awardFormulas() awardFormulas {
	p := b.prices.sheet
	of := func(formula func(n func(col int) string, look func(col int) string) string) template {
		return templateOf(func(r int) string {
			// A row of the build-up is found by number and not by address, so that
			// either list may be sorted.
			look := func(col int) string {
				return "INDEX(" + p.span(b.prices.first, b.prices.last, col) + "," + at(r, acLine) + ")"
			}
			return formula(func(col int) string { return at(r, col) }, look)
		})
	}
	type refs = func(col int) string
	since := func(ref string) string { return monthsSince(b.set.start, ref) }
	return awardFormulas{
		pieces:  of(func(n, look refs) string { return "IF(" + look(pcMass) + ">0," + n(acKg) + "/" + look(pcMass) + ",0)" }),
		good:    of(func(n, look refs) string { return n(acPieces) + "*(1-" + look(pcDefects) + ")" }),
		landed:  of(func(_, look refs) string { return look(pcLanded) }),
		goods:   of(func(n, look refs) string { return n(acKg) + "*" + look(pcGoods) }),
		duty:    of(func(n, look refs) string { return n(acKg) + "*(" + look(pcDuty) + "+" + look(pcExtra) + ")" }),
		freight: of(func(n, look refs) string { return n(acKg) + "*" + look(pcFreight) }),
		cost:    of(func(n, _ refs) string { return n(acGoods) + "+" + n(acDuty) + "+" + n(acFreight) }),
		months:  of(func(n, look refs) string { return since(n(acArrives)) + "+" + look(pcDays) + "/" + b.set.days }),
		factor:  of(func(n, _ refs) string { return "(1+" + b.set.rate + ")^(-" + n(acMonths) + "/12)" }),
		early: of(func(n, look refs) string {
			return n(acGoods) + "*" + look(pcDeposit) + "*((1+" + b.set.rate + ")^(-(" + since(n(acOrdered)) + ")/12)-" + n(acFactor) + ")"
		}),
		expedite: of(func(n, look refs) string { return n(acKg) + "*" + n(acRush) + "*" + look(pcExpedite) }),
		present: of(func(n, _ refs) string {
			return "(" + n(acCost) + "+" + n(acExpedite) + ")*" + n(acFactor) + "+" + n(acEarly)
		}),
		line: of(func(n, _ refs) string {
			return "MATCH(" + n(acPrice) + "," + p.span(b.prices.first, b.prices.last, pcNo) + ",0)"
		}),
		paidIn: of(func(n, _ refs) string { return b.paidInFormula(n(acMonths)) }),
		standard: of(func(n, _ refs) string {
			rates := func(col int) string {
				return "INDEX(" + b.set.rates.span(b.set.fxFirst, b.set.fxLast, col) + "," + n(acCurrencyNo) + ")"
			}
			return "IF(" + rates(mfStandard) + ">0," + n(acGoods) + "*" + rates(mfRate) + "/" + rates(mfStandard) + "," + n(acGoods) + ")"
		}),
		deposit: of(func(n, look refs) string { return n(acGoods) + "*" + look(pcDeposit) }),
	}
}

func (b *book) awardLine(s *sheet, f *awardFormulas, r, i int) {
	a, row := &b.plan.Awards[i], b.prices.byKey[b.prices.keys[i]]
	p, no := b.prices.sheet, strconv.Itoa(r)
	mass := row.fit.MassKg
	pieces := 0.0
	if mass > 0 {
		pieces = a.Kg / mass
	}
	good := pieces * (1 - p.value(row.row, pcDefects))
	goods, duty, freight := a.Kg*row.goods, a.Kg*row.duty, a.Kg*row.freight
	landed := goods + duty + freight
	months := float64(a.Arrives-b.plan.Start) + p.value(row.row, pcDays)/daysPerMonth
	discount := math.Pow(1+b.p.DiscountRate, -months/12)
	offer, part := b.index.offerOf(a.Offer), b.index.partOf(a.Part)

	s.line(r, 1, text(a.Part), text(a.Supplier), text(a.Offer), text(b.gradeLabel(a.Grade)), text(b.countryOf(*a)), month(a.Ordered), month(a.Arrives))
	s.put(r, acKg, input(a.Kg, masses))
	s.put(r, acPieces, calc(f.pieces.in(no), pieces, whole))
	s.put(r, acUnit, text(unitWord(part)))
	s.put(r, acGood, calc(f.good.in(no), good, whole))
	s.put(r, acLanded, calc(f.landed.in(no), row.landed, b.perUnit))
	s.put(r, acGoods, calc(f.goods.in(no), goods, b.money))
	s.put(r, acDuty, calc(f.duty.in(no), duty, b.money))
	s.put(r, acFreight, calc(f.freight.in(no), freight, b.money))
	s.put(r, acCost, calc(f.cost.in(no), landed, b.money))
	s.put(r, acMonths, calc(f.months.in(no), months, `0.00`))
	s.put(r, acFactor, calc(f.factor.in(no), discount, factor))
	early := goods * p.value(row.row, pcDeposit) * (math.Pow(1+b.p.DiscountRate, -float64(a.Ordered-b.plan.Start)/12) - discount)
	s.put(r, acEarly, calc(f.early.in(no), early, b.money))
	rush := count(a.Expedited)
	faster := a.Kg * float64(rush) * p.value(row.row, pcExpedite)
	s.put(r, acRush, number(rush))
	s.put(r, acExpedite, calc(f.expedite.in(no), faster, b.money))
	s.put(r, acPresent, calc(f.present.in(no), (landed+faster)*discount+early, b.money))
	s.line(r, acGroup, text(a.Group), number(b.index.parts[a.Part]), number(b.index.groupNo[a.Group]), number(b.index.countryNo[b.countryOf(*a)]), number(row.no))
	s.put(r, acLine, calc(f.line.in(no), float64(row.no), plain))
	s.put(r, acPaidIn, calc(f.paidIn.in(no), b.paidInMonth(months), monthly))
	s.put(r, acDeposit, calc(f.deposit.in(no), goods*p.value(row.row, pcDeposit), b.money))
	currency := b.p.Currency
	if offer != nil {
		currency = orText(offer.Currency, currency)
	}
	s.line(r, acSupplierNo, number(b.index.supplierNo[a.Supplier]), number(b.set.fx[currency]-b.set.fxFirst+1))
	if b.budgeted {
		v, fx := goods, b.set.rates
		if std := fx.value(b.set.fx[currency], mfStandard); std > 0 {
			v = goods * fx.value(b.set.fx[currency], mfRate) / std
		}
		s.put(r, acStandard, calc(f.standard.in(no), v, b.money))
	}
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
func (b *book) unitOf(part string) string { return unitWord(b.index.partOf(part)) }

func unitWord(p *planner.Part) string {
	if p != nil {
		return string(p.Unit)
	}
	return "pcs"
}
