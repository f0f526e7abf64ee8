package workbook

import (
	"remanence/planner"
	"remanence/planner/cost"
)

// buildCommitments lists what is owed whatever demand does: take-or-pay
// quantities by year, orders already placed, tests and design changes begun.
func buildCommitments(b *book) *sheet {
	s := newSheet(commitName, "What is owed whatever demand does: take-or-pay, orders placed, tests and design changes of the plan",
		"Commitments", "Take-or-pay is owed each calendar year from the first with an order. Amounts are plan currency.")
	s.manyBlocks()
	s.maxWidth = 34
	r := headRow
	if len(b.owed) > 0 {
		r = b.takeOrPayBlock(s, r)
	}
	r = b.openOrderBlock(s, r)
	r = b.decisionBlock(s, r)
	if r == headRow {
		return nil
	}
	return s
}

// owedYear is a take-or-pay quantity in a year.
type owedYear struct {
	cost.Commitment
	cost.YearSpan
	kg, on, short float64 // planned; 1 from the first year with an order; not taken
}

// owedYears measures the awards against every take-or-pay quantity, year by year.
func (b *book) owedYears(owed []cost.Commitment) []owedYear {
	type key struct {
		supplier string
		year     int
	}
	taken := map[key]float64{}
	for i := range b.plan.Awards {
		a := &b.plan.Awards[i]
		taken[key{a.Supplier, a.Ordered.Year()}] += b.awards.sheet.value(firstRow+i, acKg)
	}
	var out []owedYear
	for _, x := range owed {
		on := 0.0
		for _, y := range cost.Years(b.p) {
			kg := taken[key{x.Supplier, y.Year}]
			if kg > 0 {
				on = 1
			}
			out = append(out, owedYear{x, y, kg, on, on * max(0, x.KgPerYear-kg)})
		}
	}
	return out
}

// owedRow is the row of a year's take-or-pay quantity; the list comes first on its
// sheet, so that other sheets may refer to it before it is built.
func owedRow(i int) int { return headRow + 2 + i }

// Columns of the take-or-pay quantities that other sheets read.
const (
	tpPlanned = 7
	tpAmount  = 11
)

func (b *book) takeOrPayBlock(s *sheet, r int) int {
	c := b.ccy()
	s.put(r, 1, block("Take-or-pay quantities by year of ordering"))
	s.heads(r+1, "Supplier", "Offer", "Year", "First day", "Last day", "Owed (kg)", "Planned (kg)", "In force (1 yes, 0 no)", "Short (kg)", "Per kg not taken ("+c+")", "Owed for nothing ("+c+")", "Supplier no.")
	first := owedRow(0)
	for i, x := range b.owed {
		r := owedRow(i)
		s.line(r, 1, text(x.Supplier), text(x.Offer), cell{value: float64(x.Year), style: style{format: plain}}, month(b.monthOf(x.First)), month(b.monthOf(x.Last)), calc(b.owingOf(toMost, at(r, 12)), x.KgPerYear, masses))
		s.put(r, tpPlanned, calc("SUMIFS("+b.awardSpan(acKg)+","+b.awardSpan(acSupplierNo)+","+at(r, 12)+","+b.awardSpan(acOrdered)+`,">="&`+at(r, 4)+","+
			b.awardSpan(acOrdered)+`,"<="&`+at(r, 5)+")", x.kg, masses))
		formula := "IF(" + at(r, tpPlanned) + ">0,1,0)"
		if x.First > 0 {
			formula = "MAX(" + at(r-1, 8) + "," + formula + ")"
		}
		s.put(r, 8, calc(formula, x.on, plain))
		s.put(r, 9, calc(at(r, 8)+"*MAX(0,"+at(r, 6)+"-"+at(r, tpPlanned)+")", x.short, masses))
		s.put(r, 10, calc(b.owingOf(toLowest, at(r, 12)), x.PerKg, b.perUnit))
		s.put(r, tpAmount, calc(at(r, 9)+"*"+at(r, 10), x.short*x.PerKg, b.money))
		s.put(r, 12, number(b.index.supplierNo[x.Supplier]))
	}
	r = owedRow(len(b.owed))
	s.put(r, 1, totalText("Total"))
	s.put(r, tpAmount, total("SUM("+at(first, tpAmount)+":"+at(r-1, tpAmount)+")", s.sum(first, r-1, tpAmount), b.money))
	row := b.kindRow(planner.CostTakeOrPay)
	b.sums = append(b.sums, sum{"Take-or-pay shortfall by year = its cost", c, bound{s.at(r, tpAmount), s.value(r, tpAmount), b.money},
		bound{b.sum.sheet.at(row, skPaid), b.sum.sheet.value(row, skPaid), b.money}, "money", "as paid"})
	return b.owingBlock(s)
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
		value := 0.0
		s.put(r, 6, textAs("not stated", roleStated))
		if row := b.prices.open[i]; row != nil {
			p := &b.prices
			value = row.landed * row.fit.MassKg
			s.put(r, 9, number(row.no))
			s.put(r, 6, calc("INDEX("+p.sheet.span(p.first, p.last, pcLandedUnit)+",MATCH("+at(r, 9)+","+p.sheet.span(p.first, p.last, pcNo)+",0))", value, b.perUnit))
		}
		s.put(r, 7, calc("IF(COUNT("+at(r, 6)+")=1,"+at(r, 4)+"*"+at(r, 6)+",0)", x.Pieces*value, b.money))
		s.put(r, 8, text(x.Note))
		r++
	}
	if r == head+2 {
		return head
	}
	c := b.ccy()
	s.put(head, 1, block("Orders already placed (sunk: the same in every plan, outside the total cost)"))
	s.heads(head+1, "Part", "Offer", "Arrives (month end)", "Quantity", "Unit", "Landed at the offer's price ("+c+"/unit)", "Value ("+c+")", "Note", "Build-up no.")
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
