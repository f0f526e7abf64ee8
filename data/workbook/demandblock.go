package workbook

import "remanence/planner"

// entered reports whether the demand of a flow is the part's own, as typed; only
// then can it be read back.
func entered(p *planner.Part, demand []float64) bool {
	for t, v := range demand {
		own := 0.0
		if t < len(p.Demand) {
			own = p.Demand[t].V
		}
		if own != v {
			return false
		}
	}
	return true
}

// flowBlock writes the lines of one part.
func (b *book) flowBlock(s *sheet, f *flow) {
	d := &b.demand
	name := f.part
	if p := b.index.partOf(f.part); p != nil && p.Description != "" {
		name += "   " + p.Description
	}
	s.put(f.head, dcLine, block(name))
	row := func(label string) int { return f.head + d.offset[label] }
	amount := whole
	if f.unit == "kg" {
		amount = masses
	}
	for _, l := range d.lines {
		r := row(l.label)
		s.line(r, dcLine, text(l.label), text(f.unit), number(f.no))
		values := l.get(f)
		for t, v := range values {
			c := dcFirstMonth + t
			switch {
			case l.label == lnArrive:
				s.put(r, c, calc("SUMIFS("+b.awardSpan(acGood)+","+b.awardSpan(acPartNo)+","+fixedCol(r, dcPart)+","+
					b.awardSpan(acArrives)+","+fixedRow(headRow, c)+")", v, amount))
			case l.formula != nil:
				s.put(r, c, calc(l.formula(row, c), v, amount))
			default:
				s.put(r, c, input(v, amount))
			}
		}
		if p := b.index.partOf(f.part); l.label == lnDemand && p != nil && entered(p, f.demand) {
			s.put(r, d.lastCol+1, note(planner.Path("part", f.part)))
		}
		switch {
		case l.opening != nil:
			s.put(r, dcTotal, input(l.opening(f), amount))
		case !l.point:
			s.put(r, dcTotal, total("SUM("+at(r, dcFirstMonth)+":"+at(r, d.lastCol)+")", s.rowSum(r, dcFirstMonth, d.lastCol), amount))
		}
	}
	b.balanceLine(s, f, row)
}

// balanceLine proves the block from its totals alone: opening and everything
// that came, less what was asked for, is what is left less what is late.
func (b *book) balanceLine(s *sheet, f *flow, row func(string) int) {
	d := &b.demand
	r := f.head + len(d.lines) + 1
	formula, v := "", 0.0
	term := func(sign, label string, col int) {
		if _, ok := d.offset[label]; !ok {
			return
		}
		if formula != "" || sign == "-" {
			formula += sign
		}
		formula += at(row(label), col)
		x := s.value(row(label), col)
		if sign == "-" {
			x = -x
		}
		v += x
	}
	term("+", lnStock, dcTotal)
	term("-", lnLate, dcTotal)
	for _, l := range []string{lnOpen, lnArrive, lnApart, lnLost} {
		term("+", l, dcTotal)
	}
	for _, l := range []string{lnScrap, lnDemand} {
		term("-", l, dcTotal)
	}
	term("-", lnStock, d.lastCol)
	term("+", lnLate, d.lastCol)
	s.line(r, dcLine, text(lnBalance), text(f.unit), number(f.no), calc(formula, v, tiny))
}

// rowSum adds the numbers of a row, left to right.
func (s *sheet) rowSum(row, first, last int) float64 {
	t := 0.0
	for c := first; c <= last; c++ {
		t += s.value(row, c)
	}
	return t
}

// balanceRow is the row of a part's balance.
func (d *demand) balanceRow(f *flow) int { return f.head + len(d.lines) + 1 }

// Columns behind the months: what a unit of the line costs a month in stock, and
// when late or lost.
func (d *demand) holdCol() int { return d.lastCol + 2 }
func (d *demand) lateCol() int { return d.lastCol + 3 }

// tailCol is the need of three months after the plan, which repeat its last three.
func (d *demand) tailCol() int { return d.lastCol + 4 }

// lastRow is the last row of the last block, at least the first row of the body.
func (d *demand) lastRow() int {
	row, _ := d.sheet.extent()
	return max(row, firstRow)
}

// unitCosts fetches what a unit costs beside the lines of stock and of lateness.
func (b *book) unitCosts(s *sheet, f *flow, i int) {
	d, t := &b.demand, &b.stock.terms[i]
	from := func(col int) string { return on(stockName, fixed(b.stock.first+i, col)) }
	if first := d.lastCol - 2; first >= dcFirstMonth {
		row := f.head + d.offset[lnDemand]
		s.put(row, d.tailCol(), calc("SUM("+at(row, first)+":"+at(row, d.lastCol)+")", s.rowSum(row, first, d.lastCol), whole))
	}
	s.put(f.head+d.offset[lnStock], d.holdCol(), calc(from(kcHold), t.hold, b.perUnit))
	for _, l := range []string{lnLate, lnLost} {
		if at, ok := d.offset[l]; ok {
			s.put(f.head+at, d.lateCol(), calc(from(kcLate), t.late, b.perUnit))
		}
	}
}
