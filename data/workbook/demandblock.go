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
