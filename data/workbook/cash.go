package workbook

import (
	"github.com/xuri/excelize/v2"
)

// Columns of cash and booking.
const (
	cmMonth = iota + 1
	cmBookedGoods
	cmBookedOther
	cmGoods
	cmDeposit
	cmOther
	cmOut
	cmSoFar
	cmOpen
)

// cash is what is paid and booked by month.
type cash struct {
	sheet       *sheet
	first, last int // the last row is the time after the plan
	sums        map[monthKey][]float64
}

type monthKey struct {
	sheet     string
	col, when int
}

// buildCash sets what is booked on receipt beside what is paid.
func buildCash(b *book) *sheet {
	s := newSheet(cashName, "Cash out and booking by month, deposits, what is received and not yet paid, currencies",
		"Cash and booking", "Goods are booked in the month of arrival and paid by their terms. The credit for stock at the end and the price of late demand are no cash and stand outside.")
	s.manyBlocks()
	s.freeze = at(firstRow, 2)
	c := b.ccy()
	s.heads(headRow, "Month", "Received and booked ("+c+")", "Other costs booked ("+c+")", "Paid for goods received ("+c+")", "Paid with orders ("+c+")",
		"Other costs paid ("+c+")", "Cash out ("+c+")", "Cash out so far ("+c+")", "Booked, not yet paid ("+c+")")
	x := &b.cash
	x.sheet, x.first, x.last = s, firstRow, firstRow+b.plan.Months
	for row := x.first; row <= x.last; row++ {
		b.cashLine(s, row)
	}
	end := x.last + 1
	s.put(end, 1, totalText("Total"))
	for col := cmBookedGoods; col <= cmOut; col++ {
		s.put(end, col, total("SUM("+at(x.first, col)+":"+at(x.last, col)+")", s.sum(x.first, x.last, col), b.money))
	}
	s.charts = append(s.charts, chart{place: at(end+2, 1), kind: excelize.Col, colour: "2E6F9E", axis: `#,##0`, wordFormat: monthly, width: 900, height: 300, turn: -90,
		title: "Cash out by month (" + c + ")", alt: "Column chart: cash out by month; the figures stand in the table above",
		name: s.at(headRow, cmOut), words: s.span(x.first, x.last-1, 1), values: s.span(x.first, x.last-1, cmOut), cache: s.cacheOf(x.first, x.last-1, 1, cmOut)})
	s.charts[0].cache.name = "Cash out (" + c + ")"
	s.breaks = append(s.breaks, end+1)
	b.currencyBlock(s, end+chartRows+3)
	b.cashChecks(s, end)
	return s
}

func (b *book) cashLine(s *sheet, row int) {
	t := row - b.cash.first
	after := t == b.plan.Months
	key := "," + fixedCol(row, cmMonth) + ")"
	switch {
	case after:
		s.put(row, cmMonth, leftOf(text("after the plan")))
		key = `,">"&` + fixedCol(row-1, cmMonth) + ")"
	case t == 0:
		s.put(row, cmMonth, leftOf(calc("EOMONTH("+b.set.start+",0)", serial(b.monthOf(0)), monthly)))
	default:
		s.put(row, cmMonth, leftOf(calc("EOMONTH("+at(row-1, cmMonth)+",1)", serial(b.monthOf(t)), monthly)))
	}
	awards := func(col, when int) float64 {
		return b.byMonth(b.awards.sheet, b.awards.first, b.awards.last, col, when, 0)[t]
	}
	others := func(when int) float64 {
		return b.byMonth(b.other.sheet, b.other.first, b.other.last, ocAmount, when, ocCash)[t]
	}
	sumAwards := func(col, when int) string { return "SUMIFS(" + b.awardSpan(col) + "," + b.awardSpan(when) + key }
	sumOthers := func(when int) string {
		return "SUMIFS(" + b.otherSpan(ocAmount) + "," + b.otherSpan(ocCash) + ",1," + b.otherSpan(when) + key
	}
	n := func(col int) string { return at(row, col) }
	v := func(col int) float64 { return s.value(row, col) }
	s.put(row, cmBookedGoods, calc(sumAwards(acCost, acArrives), awards(acCost, acArrives), b.money))
	s.put(row, cmBookedOther, calc(sumOthers(ocMonth)+"+"+sumAwards(acExpedite, acArrives), others(ocMonth)+awards(acExpedite, acArrives), b.money))
	s.put(row, cmGoods, calc(sumAwards(acCost, acPaidIn)+"-"+sumAwards(acDeposit, acPaidIn), awards(acCost, acPaidIn)-awards(acDeposit, acPaidIn), b.money))
	s.put(row, cmDeposit, calc(sumAwards(acDeposit, acOrdered), awards(acDeposit, acOrdered), b.money))
	s.put(row, cmOther, calc(sumOthers(ocPaidIn)+"+"+sumAwards(acExpedite, acPaidIn), others(ocPaidIn)+awards(acExpedite, acPaidIn), b.money))
	s.put(row, cmOut, calc(n(cmGoods)+"+"+n(cmDeposit)+"+"+n(cmOther), v(cmGoods)+v(cmDeposit)+v(cmOther), b.money))
	so, open := n(cmOut), n(cmBookedGoods)+"+"+n(cmBookedOther)+"-"+n(cmOut)
	soFar, openNow := v(cmOut), v(cmBookedGoods)+v(cmBookedOther)-v(cmOut)
	if t > 0 {
		so, open = at(row-1, cmSoFar)+"+"+so, at(row-1, cmOpen)+"+"+open
		soFar, openNow = soFar+s.value(row-1, cmSoFar), openNow+s.value(row-1, cmOpen)
	}
	s.put(row, cmSoFar, calc(so, soFar, b.money))
	s.put(row, cmOpen, calc(open, openNow, b.money))
}

// byMonth adds a column of a list by the month in another, as SUMIFS does; what
// comes after the plan stands last. With a column of flags only rows of 1 count.
// A list is gone through once for each pair of columns.
func (b *book) byMonth(s *sheet, first, last, col, when, flag int) []float64 {
	k := monthKey{s.name, col, when}
	if out, ok := b.cash.sums[k]; ok {
		return out
	}
	at := map[float64]int{}
	for t := range b.plan.Months {
		at[serial(b.monthOf(t))] = t
	}
	end := serial(b.monthOf(b.plan.Months - 1))
	out := make([]float64, b.plan.Months+1)
	for r := first; r <= last; r++ {
		if flag > 0 && s.value(r, flag) != 1 {
			continue
		}
		m := s.value(r, when)
		if t, ok := at[m]; ok {
			out[t] += s.value(r, col)
		} else if m > end {
			out[b.plan.Months] += s.value(r, col)
		}
	}
	if b.cash.sums == nil {
		b.cash.sums = map[monthKey][]float64{}
	}
	b.cash.sums[k] = out
	return out
}

// cashChecks want every amount paid once and the app's months.
func (b *book) cashChecks(s *sheet, end int) {
	c := b.ccy()
	paid, cost := 0.0, b.awardSum(acCost)+b.awardSum(acExpedite)
	for r := b.other.first; r <= b.other.last; r++ {
		if b.other.sheet.value(r, ocCash) == 1 {
			cost += b.other.sheet.value(r, ocAmount)
		}
	}
	paid = s.value(end, cmOut)
	b.sums = append(b.sums, sum{"Cash of all months = costs as paid", c, bound{s.at(end, cmOut), paid, b.money},
		bound{"SUM(" + b.awardSpan(acCost) + ")+SUM(" + b.awardSpan(acExpedite) + ")+SUMIFS(" + b.otherSpan(ocAmount) + "," + b.otherSpan(ocCash) + ",1)", cost, b.money}, "money", "every amount is paid once"},
		sum{"Booked and not yet paid closes at nothing", c, bound{s.at(b.cash.last, cmOpen), s.value(b.cash.last, cmOpen), b.money}, bound{"", 0, b.money}, "money", "what is received is paid in the end"})
	if app := b.plan.KPIs.CashByMonth; len(app) == b.plan.Months {
		half, live := 0.0, 0.0
		n := b.plan.Months - 1 // the app's last month holds what follows as well
		for t := range n {
			half += app[t]
			live += s.value(b.cash.first+t, cmOut)
		}
		if n > 0 {
			b.sums = append(b.sums, sum{"Cash up to the month before the last = the app's", c, bound{s.at(b.cash.first+n-1, cmSoFar), live, b.money},
				bound{"", half, b.money}, "money", "the figures of the app's cash picture"})
		}
	}
}

// currencyBlock says in which currencies goods are paid: what can be hedged.
func (b *book) currencyBlock(s *sheet, r int) {
	c := b.ccy()
	s.put(r, 1, block("Goods by currency of payment"))
	s.heads(r+1, "Currency", "Goods ("+c+")", "Share of goods", "Rate (units per 1 "+c+")", "Goods (units of the currency)", "Currency no.")
	first := r + 2
	r = first
	whole := b.awardSum(acGoods)
	for row := b.set.fxFirst; row <= b.set.fxLast; row++ {
		no := row - b.set.fxFirst + 1
		v := b.awards.sumBy(acCurrencyNo, acGoods)[float64(no)]
		share := 0.0
		if whole != 0 {
			share = v / whole
		}
		fx := b.set.rates.value(row, 2)
		name, _ := b.set.rates.cell(row, 1).value.(string)
		s.put(r, 1, text(name))
		s.put(r, 2, calc("SUMIFS("+b.awardSpan(acGoods)+","+b.awardSpan(acCurrencyNo)+","+at(r, 6)+")", v, b.money))
		all := "SUM(" + b.awardSpan(acGoods) + ")"
		s.put(r, 3, calc("IF("+all+"=0,0,"+at(r, 2)+"/"+all+")", share, percent))
		s.put(r, 4, calc(b.set.rates.at(row, 2), fx, rate))
		s.put(r, 5, calc(at(r, 2)+"*"+at(r, 4), v*fx, `#,##0.00_);(#,##0.00)`))
		s.put(r, 6, number(no))
		r++
	}
	s.put(r, 1, totalText("Total"))
	for _, col := range []int{2, 3} {
		f := b.money
		if col == 3 {
			f = percent
		}
		s.put(r, col, total("SUM("+at(first, col)+":"+at(r-1, col)+")", s.sum(first, r-1, col), f))
	}
	b.sums = append(b.sums, sum{"Goods by currency = goods", c, bound{s.at(r, 2), s.value(r, 2), b.money},
		bound{"SUM(" + b.awardSpan(acGoods) + ")", whole, b.money}, "money", "every award has its currency"})
}
