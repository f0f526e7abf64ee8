package workbook

import (
	"math"

	"remanence/planner"
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

func buildOther(b *book) *sheet {
	s := newSheet(otherName, "Tests, design changes, ordering, stock, lateness, take-or-pay and the credit for stock at the end",
		"Other costs", "Amounts are booked by the app from the plan; discounting is live. Costs are positive, credits stand in brackets.")
	for _, e := range b.plan.Costs {
		if !ofGoods[e.Kind] && e.Kind != planner.CostOpenGoods {
			b.other.entries = append(b.other.entries, e)
		}
	}
	n := len(b.other.entries)
	b.other.sheet, b.other.first, b.other.last = s, firstRow, firstRow+max(1, n)-1
	c := b.ccy()
	s.heads(headRow, "Kind", "Part", "Offer or stream", "Booked (month end)", "Amount ("+c+")", "Months to payment", "Discount factor", "Present value ("+c+")", "Paid in (month end)", "Cash (1 yes, 0 no)")
	for i, e := range b.other.entries {
		r := firstRow + i
		f := math.Pow(1+b.p.DiscountRate, -e.Pay/12)
		s.line(r, 1, text(e.Kind.Label()), text(e.Part), text(e.Offer), month(b.monthOf(e.Month)), input(e.Amount, b.money), input(e.Pay, `0.00`))
		s.put(r, ocFactor, calc("(1+"+b.set.rate+")^(-"+at(r, ocMonths)+"/12)", f, factor))
		s.put(r, ocPresent, calc(at(r, ocAmount)+"*"+at(r, ocFactor), e.Amount*f, b.money))
		s.put(r, ocPaidIn, b.paidIn(at(r, ocMonths), e.Pay))
		cash := 1
		if notCash[e.Kind] {
			cash = 0
		}
		s.put(r, ocCash, number(cash))
	}
	s.put(totalRow, 1, text("Total shown"))
	for _, col := range []int{ocAmount, ocPresent} {
		s.subtotal(col, firstRow, b.other.last, b.money)
	}
	if n > 0 {
		s.table = &table{name: "tblOther", first: headRow, last: b.other.last, firstCol: 1, columnEnd: ocCash}
	} else {
		s.put(firstRow, 1, text("none"))
	}
	return s
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
