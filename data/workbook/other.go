package workbook

import (
	"math"

	"remanence/planner"
	"remanence/planner/cost"
)

// Columns of the other costs that formulas read.
const (
	ocKind = iota + 1
	ocPart
	ocOffer
	ocMonth
	ocAmount
	ocMonths
	ocFactor
	ocPresent
	ocPaidIn
	ocCash
	ocAgreed // in the currency it is agreed in
	ocCurrency
	ocRate
	ocFetched // where a sheet of the workbook says it
	ocPartNo
)

// notCash are kinds that are booked and never paid to anybody.
var notCash = map[planner.CostKind]bool{planner.CostEndStock: true, planner.CostShortage: true}

// other is the list of costs that are not bought goods, and where it stands.
type other struct {
	sheet       *sheet
	first, last int
	entries     []planner.CostEntry
}

// ofGoods are the kinds that follow from the award plan.
var ofGoods = map[planner.CostKind]bool{planner.CostGoods: true, planner.CostDuty: true, planner.CostFreight: true, planner.CostExpedite: true}

// live are the kinds whose amounts follow from stock, lateness and commitments.
var live = map[planner.CostKind]bool{planner.CostHolding: true, planner.CostShortage: true, planner.CostEndStock: true, planner.CostTakeOrPay: true}

// otherCost is a row of the other costs; its amount is fetched where a reference
// says so, else booked by the app.
type otherCost struct {
	entry planner.CostEntry
	from  string
}

// otherCosts lists the rows by kind: what the app booked, and what the workbook
// books itself, for all parts together.
func (b *book) otherCosts() []otherCost {
	var out []otherCost
	for _, k := range planner.CostKinds {
		switch {
		case ofGoods[k] || k == planner.CostOpenGoods:
		case live[k] && b.plan.Costs != nil:
			out = append(out, b.liveCosts(k)...)
		default:
			for _, e := range b.plan.Costs {
				if e.Kind == k {
					out = append(out, otherCost{entry: e})
				}
			}
		}
	}
	return out
}

// allParts stands in the place of a part where a cost is that of all.
const allParts = "all parts"

// liveCosts are the rows of a kind that the workbook books.
func (b *book) liveCosts(k planner.CostKind) []otherCost {
	var out []otherCost
	x, s := &b.stock, b.stock.sheet
	add := func(part, offer string, t int, pay float64, amount float64, from string) {
		out = append(out, otherCost{planner.CostEntry{Kind: k, Part: part, Offer: offer, Month: t, Pay: pay, Amount: amount}, from})
	}
	last := b.plan.Months - 1
	switch {
	case k == planner.CostTakeOrPay:
		b.owed = b.owedYears(cost.Commitments(b.p, b.f))
		for i, y := range b.owed {
			add("", y.Offer, y.Last, float64(y.Last+1), y.short*y.PerKg, on(commitName, fixed(owedRow(i), tpAmount)))
		}
	case s == nil:
	case k == planner.CostEndStock:
		if b.p.EndStock != planner.EndStockNone {
			row := x.last + 2
			add(allParts, "", last, float64(last+1), s.value(row, kcCredit), s.at(row, kcCredit))
		}
	default:
		values, col := x.holding, kmHolding
		if k == planner.CostShortage {
			values, col = x.late, kmLate
		}
		for t, v := range values {
			add(allParts, "", t, float64(t), v, s.at(x.months+t, col))
		}
		if row := x.last + 2; k == planner.CostShortage {
			add(allParts, "still to be bought", last, float64(last+1), s.value(row, kcToBuy), s.at(row, kcToBuy))
		}
	}
	return out
}

func buildOther(b *book) *sheet {
	s := newSheet(otherName, "Tests, design changes, ordering, stock, lateness, take-or-pay and the credit for stock at the end",
		"Other costs", "Blue amounts are booked by the app from the plan, in the currency they are agreed in; stock, lateness and take-or-pay are fetched from their sheets. Costs are positive, credits stand in brackets.")
	s.columns = ocPartNo
	rows := b.otherCosts()
	n := len(rows)
	b.other.sheet, b.other.first, b.other.last = s, firstRow, firstRow+max(1, n)-1
	c := b.ccy()
	s.heads(headRow, "Kind", "Part", "Offer or stream", "Booked (month end)", "Amount ("+c+")", "Months to payment", "Discount factor", "Present value ("+c+")", "Paid in (month end)", "Cash (1 yes, 0 no)",
		"Agreed (its currency)", "Currency", "Rate (units per 1 "+c+")", "Fetched ("+c+")", "Part no.")
	for i, x := range rows {
		b.other.entries = append(b.other.entries, x.entry)
		e, r := &x.entry, firstRow+i
		f := math.Pow(1+b.p.DiscountRate, -e.Pay/12)
		currency := b.p.Currency
		if x.from == "" {
			currency = b.agreedIn(e)
		}
		s.line(r, ocCurrency, text(currency), b.rateOf(currency))
		if x.from == "" {
			s.put(r, ocAgreed, input(e.Amount*s.value(r, ocRate), b.money))
		} else {
			s.put(r, ocFetched, calc(x.from, e.Amount, b.money))
		}
		s.put(r, ocPartNo, number(b.index.parts[e.Part]))
		amount := calc("IF(COUNT("+at(r, ocAgreed)+")=1,IF("+at(r, ocRate)+">0,"+at(r, ocAgreed)+"/"+at(r, ocRate)+",0),"+at(r, ocFetched)+")", e.Amount, b.money)
		s.line(r, 1, text(e.Kind.Label()), text(e.Part), text(e.Offer), month(b.monthOf(e.Month)), amount, input(e.Pay, `0.00`))
		s.put(r, ocFactor, calc("(1+"+b.set.rate+")^(-"+at(r, ocMonths)+"/12)", f, factor))
		s.put(r, ocPresent, calc(at(r, ocAmount)+"*"+at(r, ocFactor), e.Amount*f, b.money))
		s.put(r, ocPaidIn, b.paidIn(at(r, ocMonths), e.Pay))
		s.put(r, ocCash, number(count(!notCash[e.Kind])))
	}
	s.put(totalRow, 1, text("Total shown"))
	for _, col := range []int{ocAmount, ocPresent} {
		s.subtotal(col, firstRow, b.other.last, b.money)
	}
	if n > 0 {
		s.table = &table{name: "tblOther", first: headRow, last: b.other.last, firstCol: 1, columnEnd: ocPartNo}
	} else {
		s.put(firstRow, 1, text("none"))
	}
	return s
}

// agreedIn is the currency in which an amount the app booked is agreed. What no
// term of the project names is in plan currency.
func (b *book) agreedIn(e *planner.CostEntry) string {
	currency := ""
	switch e.Kind {
	case planner.CostDesignExtra:
		if part := b.index.partOf(e.Part); part != nil {
			for _, fit := range b.p.Fits(part, b.f) {
				if fit.Offer.ID == e.Offer && fit.Change != nil {
					currency = fit.Change.Currency
				}
			}
		}
	case planner.CostRedesign:
		for _, c := range b.plan.DesignChanges {
			for _, d := range b.p.AlternativesOf(e.Part) {
				if c.Part == e.Part && c.To == d.ToGrade && int(c.Start-b.plan.Start) == e.Month {
					currency = d.Currency
				}
			}
		}
	case planner.CostCollection, planner.CostToll, planner.CostScrapCredit:
		for i := range b.p.Streams {
			if x := &b.p.Streams[i]; e.Part == "" && x.ID == e.Offer {
				currency = x.Currency
			}
		}
		if o := b.index.offerOf(e.Offer); o != nil && e.Part != "" {
			currency = o.Currency
		}
	}
	if row, ok := b.set.fx[currency]; ok && b.set.rates.value(row, 2) > 0 {
		return currency
	}
	return b.p.Currency
}

// paidIn is the month in which money leaves, its months counted from the start.
func (b *book) paidIn(months string, v float64) cell {
	return calc(b.paidInFormula(months), b.paidInMonth(v), monthly)
}

// paidInFormula relies on EOMONTH, which cuts part months off.
func (b *book) paidInFormula(months string) string {
	return "EOMONTH(" + b.set.start + "," + months + ")"
}

func (b *book) paidInMonth(months float64) float64 {
	return serial(b.plan.Start + planner.Month(math.Floor(months)))
}

// otherSpan is a column of the other costs, from any other sheet.
func (b *book) otherSpan(col int) string { return b.other.sheet.span(b.other.first, b.other.last, col) }
