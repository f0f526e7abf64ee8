package workbook

import (
	"remanence/planner"
	"remanence/planner/cost"
)

// buildCommitments lists what is owed whatever demand does: take-or-pay
// quantities by year, orders already placed, tests and design changes begun.
func buildCommitments(b *book) *sheet {
	owed := cost.Commitments(b.p, b.f)
	s := newSheet(commitName, "What is owed whatever demand does: take-or-pay, orders placed, tests and design changes of the plan",
		"Commitments", "Take-or-pay is owed each calendar year from the first with an order. Amounts are plan currency.")
	s.manyBlocks()
	s.maxWidth = 34
	r := headRow
	if len(owed) > 0 {
		r = b.takeOrPayBlock(s, r, owed)
	}
	r = b.openOrderBlock(s, r)
	r = b.decisionBlock(s, r)
	if r == headRow {
		return nil
	}
	return s
}

func (b *book) takeOrPayBlock(s *sheet, r int, owed []cost.Commitment) int {
	c := b.ccy()
	s.put(r, 1, block("Take-or-pay quantities by year of ordering"))
	s.heads(r+1, "Supplier", "Offer", "Year", "First day", "Last day", "Owed (kg)", "Planned (kg)", "In force (1 yes, 0 no)", "Short (kg)", "Per kg not taken ("+c+")", "Owed for nothing ("+c+")", "Supplier no.")
	first := r + 2
	r = first
	for _, x := range owed {
		for i, y := range cost.Years(b.p) {
			from, to := serial(b.monthOf(y.First)), serial(b.monthOf(y.Last))
			no := b.index.supplierNo[x.Supplier]
			kg := 0.0
			for a := b.awards.first; a <= b.awards.last; a++ {
				if m := b.awards.sheet.value(a, acOrdered); b.awards.sheet.value(a, acSupplierNo) == float64(no) && m >= from && m <= to {
					kg += b.awards.sheet.value(a, acKg)
				}
			}
			s.line(r, 1, text(x.Supplier), text(x.Offer), cell{value: float64(y.Year), style: style{format: plain}}, month(b.monthOf(y.First)), month(b.monthOf(y.Last)), input(x.KgPerYear, masses))
			s.put(r, 7, calc("SUMIFS("+b.awardSpan(acKg)+","+b.awardSpan(acSupplierNo)+","+at(r, 12)+","+b.awardSpan(acOrdered)+`,">="&`+at(r, 4)+","+
				b.awardSpan(acOrdered)+`,"<="&`+at(r, 5)+")", kg, masses))
			on, formula := 0.0, "IF("+at(r, 7)+">0,1,0)"
			if kg > 0 {
				on = 1
			}
			if i > 0 {
				formula = "MAX(" + at(r-1, 8) + "," + formula + ")"
				on = max(on, s.value(r-1, 8))
			}
			s.put(r, 8, calc(formula, on, plain))
			short := on * max(0, x.KgPerYear-kg)
			s.put(r, 9, calc(at(r, 8)+"*MAX(0,"+at(r, 6)+"-"+at(r, 7)+")", short, masses))
			s.put(r, 10, stated(x.PerKg, b.perUnit))
			s.put(r, 11, calc(at(r, 9)+"*"+at(r, 10), short*x.PerKg, b.money))
			s.put(r, 12, number(no))
			r++
		}
	}
	s.put(r, 1, totalText("Total"))
	s.put(r, 11, total("SUM("+at(first, 11)+":"+at(r-1, 11)+")", s.sum(first, r-1, 11), b.money))
	paid := 0.0
	for i, e := range b.other.entries {
		if e.Kind == planner.CostTakeOrPay {
			paid += b.other.sheet.value(b.other.first+i, ocAmount)
		}
	}
	row := b.kindRow(planner.CostTakeOrPay)
	b.sums = append(b.sums, sum{"Take-or-pay shortfall by year = its cost", c, bound{s.at(r, 11), s.value(r, 11), b.money},
		bound{b.sum.sheet.at(row, skPaid), paid, b.money}, "money", "as paid"})
	return r + 2
}

// kindRow is the row of a cost kind on the Summary.
func (b *book) kindRow(k planner.CostKind) int {
	for i, x := range planner.CostKinds {
		if x == k {
			return b.sum.kindFirst + i
		}
	}
	return b.sum.kindFirst
}

func (b *book) openOrderBlock(s *sheet, r int) int {
	head := r
	r += 2
	for i := range b.p.Stock {
		x := &b.p.Stock[i]
		if x.Kind != planner.OpenOrder {
			continue
		}
		s.line(r, 1, text(x.Part), text(x.Offer), month(x.Month), input(x.Pieces, whole), text(b.unitOf(x.Part)))
		value, o, part := planner.Opt[float64]{}, b.index.offerOf(x.Offer), b.index.partOf(x.Part)
		if o != nil && part != nil && part.MassKg().OK && o.Priced() {
			if u := cost.Base(b.p, b.f, o, part.MassKg().V); u.Landed == u.Landed {
				value = planner.Some(u.Landed * part.MassKg().V)
			}
		}
		s.put(r, 6, statedOf(value, b.perUnit))
		s.put(r, 7, calc("IF(COUNT("+at(r, 6)+")=1,"+at(r, 4)+"*"+at(r, 6)+",0)", x.Pieces*value.V, b.money))
		s.put(r, 8, text(x.Note))
		r++
	}
	if r == head+2 {
		return head
	}
	c := b.ccy()
	s.put(head, 1, block("Orders already placed (sunk: the same in every plan, outside the total cost)"))
	s.heads(head+1, "Part", "Offer", "Arrives (month end)", "Quantity", "Unit", "Landed at the offer's price ("+c+"/unit)", "Value ("+c+")", "Note")
	s.put(r, 1, totalText("Total"))
	s.put(r, 7, total("SUM("+at(head+2, 7)+":"+at(r-1, 7)+")", s.sum(head+2, r-1, 7), b.money))
	return r + 2
}

func (b *book) decisionBlock(s *sheet, r int) int {
	if len(b.plan.Qualifications)+len(b.plan.DesignChanges) == 0 {
		return r
	}
	c := b.ccy()
	s.put(r, 1, block("Tests and design changes the plan starts"))
	s.heads(r+1, "What", "Of", "Start (month end)", "Usable from (month end)", "Cost ("+c+")", "Tooling ("+c+")")
	first := r + 2
	r = first
	for _, q := range b.plan.Qualifications {
		s.line(r, 1, text("Qualification"), text(joined(q.Offers)), month(q.Start), month(q.Usable), stated(q.Cost, b.money), stated(q.Tooling, b.money))
		r++
	}
	for _, d := range b.plan.DesignChanges {
		s.line(r, 1, text("Design change"), text(d.Part+": "+d.From+" to "+d.To), month(d.Start), text(""), stated(d.Cost, b.money))
		r++
	}
	s.put(r, 1, totalText("Total"))
	for _, col := range []int{5, 6} {
		s.put(r, col, total("SUM("+at(first, col)+":"+at(r-1, col)+")", s.sum(first, r-1, col), b.money))
	}
	return r + 2
}
