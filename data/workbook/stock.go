package workbook

import (
	"math"

	"remanence/planner"
	"remanence/planner/cost"
)

// Columns of the terms of stock and lateness.
const (
	kcPart = iota + 1
	kcUnit
	kcPartNo
	kcValue
	kcHoldStated
	kcHold
	kcLateStated
	kcCurrency
	kcRate
	kcLate
	kcEndValue
	kcEndStock
	kcEndMost
	kcCredit
	kcOwed
	kcToBuy
	kcRow
	kcFound // what follows finds the values of a unit and needs no paper
	kcUnits
	kcAmount
	kcLowest
	kcLowestToday
)

// Columns of the months below.
const (
	kmMonth = iota + 1
	kmNo
	kmHolding = kcValue
	kmLate    = kcHoldStated
)

// Fields of a part that are inputs of this sheet.
const (
	holdField = "holding_cost_per_piece_month"
	lateField = "shortage_cost_per_piece"
)

// listsAll reports whether the sheet is there and has every part of the project.
func (x *stock) listsAll(p *planner.Project) bool {
	listed := 0
	for _, t := range x.terms {
		listed += count(t.part != nil)
	}
	return x.sheet != nil && listed == len(p.Parts)
}

// stock says where stands what stock and lateness cost.
type stock struct {
	sheet         *sheet
	terms         []stockTerm
	first, last   int // rows of the terms, in the order of the flows
	months        int // first row of the months
	holding, late []float64
}

// stockTerm is what a unit of a part costs in stock and when late, plan currency.
type stockTerm struct {
	part       *planner.Part
	worth      cost.Values
	hold, late float64 // a unit and month
	rate       int     // row of the currency of the shortage cost, 0 where there is none
}

// stockTerms are the terms of every flow's part, before their sheet is built: the
// lines of Demand refer to them.
func (b *book) stockTerms() {
	b.stock.first = firstRow
	b.stock.last = firstRow + max(1, len(b.plan.Flows)) - 1
	b.stock.months = b.stock.last + 6
	for i := range b.plan.Flows {
		t := stockTerm{part: b.index.partOf(b.plan.Flows[i].Part)}
		if t.part != nil {
			t.worth = cost.StockValues(b.p, b.f, t.part)
			t.hold = cost.HoldingCost(b.p, t.part, t.worth)
			t.rate = b.set.fx[orText(t.part.Currency, b.p.Currency)]
			t.late = cost.ShortageCost(b.p, t.part)
		}
		b.stock.terms = append(b.stock.terms, t)
	}
}

func buildStock(b *book) *sheet {
	if len(b.plan.Flows) == 0 {
		return nil
	}
	s := newSheet(stockName, "What a unit of each part costs in stock and when late, the credit for stock at the end, month by month",
		"Stock and lateness", "Holding = units in stock × the holding rate on their value, or the part's own holding cost. What a unit is worth follows from Values of a unit.")
	s.maxWidth = 20
	s.printed = kcToBuy
	x, c := &b.stock, b.ccy()
	x.sheet = s
	s.heads(headRow, "Part", "Unit", "Part no.", "Value in stock ("+c+"/unit)", "Own holding cost ("+c+"/unit and month)", "Holding ("+c+"/unit and month)", "Shortage cost (its currency/unit and month)",
		"Currency", "Rate (units per 1 "+c+")", "Late or lost ("+c+"/unit and month)", "Value at the end ("+c+"/unit)", "Stock at the end (units)", "Counted at most (units)", "Credit at the end ("+c+")",
		"Late at the end (units)", "Still to be bought ("+c+")", rowKeyHead, "First value line", "Units of today's sources", "Their worth ("+c+")",
		"Lowest quotation ("+c+"/unit)", "Lowest qualified ("+c+"/unit)")
	s.put(headRow-1, kcHoldStated, textAs(holdField, roleNote))
	s.put(headRow-1, kcLateStated, textAs(lateField, roleNote))
	for i := range x.terms {
		b.stockLine(s, x.first+i, i)
	}
	s.table = &table{name: "tblStock", first: headRow, last: x.last, firstCol: 1, columnEnd: kcLowestToday}
	end := x.last + 2
	s.put(end, 1, totalText("Total"))
	for _, col := range []int{kcCredit, kcToBuy} {
		s.put(end, col, total("SUM("+at(x.first, col)+":"+at(x.last, col)+")", s.sum(x.first, x.last, col), b.money))
	}
	b.stockMonths(s)
	return s
}

func (b *book) stockLine(s *sheet, r, i int) {
	t, f := &b.stock.terms[i], b.demand.flows[i]
	d, n := &b.demand, func(col int) string { return at(r, col) }
	amount := whole
	if f.unit == "kg" {
		amount = masses
	}
	s.line(r, kcPart, text(f.part), text(f.unit), number(f.no))
	b.worthOf(s, r, t)
	own, short := planner.Opt[float64]{}, planner.Opt[float64]{}
	if t.part != nil {
		own = planner.Opt[float64]{V: t.part.HoldingCost.V.InexactFloat64(), OK: t.part.HoldingCost.OK}
		short = planner.Opt[float64]{V: t.part.ShortageCost.V.InexactFloat64(), OK: t.part.ShortageCost.OK}
		s.put(r, kcRow, note(planner.Path("part", f.part)))
	}
	s.put(r, kcHoldStated, inputOf(own, fine))
	s.put(r, kcHold, calc("IF(COUNT("+n(kcHoldStated)+")=1,"+n(kcHoldStated)+","+b.set.holding+"*"+n(kcValue)+")", t.hold, b.perUnit))
	s.put(r, kcLateStated, inputOf(short, fine))
	if t.rate > 0 {
		s.line(r, kcCurrency, text(orText(t.part.Currency, b.p.Currency)), calc(b.set.rates.at(t.rate, 2), b.set.rates.value(t.rate, 2), rate))
	} else {
		s.line(r, kcCurrency, text("no rate"), cell{style: style{role: roleInput, format: rate}})
	}
	s.put(r, kcLate, calc("IF("+n(kcRate)+">0,"+n(kcLateStated)+"/"+n(kcRate)+",0)", t.late, b.perUnit))
	row := func(label string) int { return f.head + d.offset[label] }
	left, late := d.sheet.value(row(lnStock), d.lastCol), d.sheet.value(row(lnLate), d.lastCol)
	s.put(r, kcEndStock, calc(d.sheet.at(row(lnStock), d.lastCol), left, amount))
	most := b.countedAtMost(s, r, row(lnDemand), t.part, amount)
	credit := 0.0
	if left > noiseTolerance*most { // less is noise of the months added up
		credit = 0 - t.worth.End*min(left, most)
	}
	s.put(r, kcCredit, calc("IF("+n(kcEndStock)+">"+b.set.noise+"*"+n(kcEndMost)+",0-"+n(kcEndValue)+"*MIN("+n(kcEndStock)+","+n(kcEndMost)+"),0)", credit, b.money))
	s.put(r, kcOwed, calc(d.sheet.at(row(lnLate), d.lastCol), late, amount))
	s.put(r, kcToBuy, calc(n(kcValue)+"*"+n(kcOwed), t.worth.Stock*late, b.money))
}

// worthOf fetches what a unit is worth in stock and at the end of the plan.
func (b *book) worthOf(s *sheet, r int, t *stockTerm) {
	x, n := &b.worths, func(col int) string { return at(r, col) }
	if x.sheet == nil {
		s.put(r, kcValue, stated(t.worth.Stock, b.perUnit))
		s.put(r, kcEndValue, stated(t.worth.End, b.perUnit))
		return
	}
	fig := x.byPart[t.part]
	sum := func(col int) string {
		return "SUMIFS(" + x.span(col) + "," + x.span(vcPartNo) + "," + n(kcPartNo) + ")"
	}
	first := func(col int, none string) string {
		cell := "INDEX(" + x.span(col) + "," + n(kcFound) + ")"
		return "IF(" + n(kcFound) + ">0,IF(COUNT(" + cell + ")=1," + cell + "," + none + ")," + none + ")"
	}
	own := any("")
	if fig.lowestToday.OK {
		own = fig.lowestToday.V
	}
	s.put(r, kcFound, calc("IFERROR(MATCH("+n(kcPartNo)+","+x.span(vcPartNo)+",0),0)", float64(fig.first), plain))
	s.put(r, kcUnits, calc(sum(vcUnits), fig.units, whole))
	s.put(r, kcAmount, calc(sum(vcAmount), fig.amount, b.money))
	s.put(r, kcLowest, calc(first(vcLowest, "0"), fig.lowest.V, b.perUnit))
	s.put(r, kcLowestToday, calc(first(vcLowestToday, `""`), own, b.perUnit))
	s.put(r, kcValue, calc("IF("+n(kcUnits)+">0,"+n(kcAmount)+"/"+n(kcUnits)+",IF(COUNT("+n(kcLowestToday)+")=1,"+n(kcLowestToday)+","+n(kcLowest)+"))", t.worth.Stock, b.perUnit))
	s.put(r, kcEndValue, calc("MIN("+n(kcLowest)+","+n(kcValue)+")", t.worth.End, b.perUnit))
}

// countedAtMost is the most stock that is credited at the end: the need of three
// more months, which repeat the last three of the plan.
func (b *book) countedAtMost(s *sheet, r, demand int, part *planner.Part, f format) float64 {
	d, most := &b.demand, 0.0
	if b.p.EndStock != planner.EndStockNone && part != nil {
		most = cost.EndStockCap(part, b.p.Months)
		if live := d.sheet.value(demand, d.tailCol()); b.p.Months == b.plan.Months && math.Abs(live-most) < unitTolerance {
			s.put(r, kcEndMost, calc(d.sheet.at(demand, d.tailCol()), live, f))
			return live
		}
	}
	s.put(r, kcEndMost, stated(most, f))
	return most
}

// stockMonths adds up holding and lateness of all parts by month.
func (b *book) stockMonths(s *sheet) {
	x, d, c := &b.stock, &b.demand, b.ccy()
	s.put(x.months-2, 1, block("All parts by month"))
	s.breaks, s.repeat = append(s.breaks, x.months-2), sentenceRow // the months have headers of their own
	s.heads(x.months-1, "Month", "Month no.", "")
	s.put(x.months-1, kmHolding, headText("Stock holding ("+c+")"))
	s.put(x.months-1, kmLate, headText("Late and lost demand ("+c+")"))
	last := d.lastRow()
	body := on(d.sheet.name, fixed(firstRow, dcFirstMonth)+":"+fixed(last, d.lastCol))
	for t := range b.plan.Months {
		r := x.months + t
		day := "EOMONTH(" + b.set.start + ",0)"
		if t > 0 {
			day = "EOMONTH(" + at(r-1, kmMonth) + ",1)"
		}
		s.put(r, kmMonth, leftOf(calc(day, serial(b.monthOf(t)), monthly)))
		s.put(r, kmNo, calc(monthsSince(b.set.start, at(r, kmMonth))+"+1", float64(t+1), plain))
		held, late := 0.0, 0.0
		for i, f := range d.flows {
			held += x.terms[i].hold * f.stock[t]
			late += x.terms[i].late * (f.late[t] + f.lost[t])
		}
		of := func(col int) string {
			return "SUMPRODUCT(" + d.sheet.span(firstRow, last, col) + ",INDEX(" + body + ",0," + fixedCol(r, kmNo) + "))"
		}
		s.put(r, kmHolding, calc(of(d.holdCol()), held, b.money))
		s.put(r, kmLate, calc(of(d.lateCol()), late, b.money))
		x.holding, x.late = append(x.holding, held), append(x.late, late)
	}
}
