package workbook

import (
	"fmt"

	"remanence/planner"
	study "remanence/planner/compare"
)

// sideBySide sets this plan beside its baselines and its scenarios, figure by
// figure; this plan's costs are live, the others are plans of the app.
func (b *book) sideBySide(s *sheet, r int) int {
	names, plans := []string{"This plan"}, []*planner.Plan{b.plan}
	add := func(name string, plan *planner.Plan) {
		if plan != nil && plan.Currency == b.plan.Currency {
			names, plans = append(names, name), append(plans, plan)
		}
	}
	add("As today", b.o.AsToday)
	add("Cheapest", b.o.Cheapest)
	for _, x := range b.o.Findings.Scenarios {
		add(orText(x.Name, x.ID), x.Plan)
	}
	if len(plans) < 2 {
		return r
	}
	t := study.NewTable(names, plans, 0)
	s.put(r, 1, block("Plans side by side (violet: planned in the app)"))
	const first = 4 // column of this plan
	n := len(names)
	s.heads(r+1, "Figure", "Group", "Unit")
	for i, name := range names {
		s.put(r+1, first+i, headText(name))
		if i > 0 {
			s.put(r+1, first+n+i-1, headText(name+" less this plan"))
		}
	}
	live := map[string]int{"Total": b.sum.kindLast + 1}
	for i, k := range planner.CostKinds {
		live[k.Label()] = b.sum.kindFirst + i
	}
	row := r + 2
	for _, x := range t.Rows {
		f, unit := b.rowFormat(x.Unit)
		s.line(row, 1, text(x.Name), text(x.Group), text(unit))
		for i, v := range x.Values {
			c := foundOr(v, "none", f)
			if at0, ok := live[x.Name]; ok && i == 0 && x.Group == "Cost" {
				c = calc(b.sum.sheet.at(at0, skPresent), b.sum.sheet.value(at0, skPresent), f)
			}
			s.put(row, first+i, c)
		}
		for i := 1; i < n; i++ {
			this, other := at(row, first), at(row, first+i)
			var d any = "not known"
			if x.Values[i].OK && x.Values[0].OK {
				d = s.value(row, first+i) - s.value(row, first)
			}
			s.put(row, first+n+i-1, calc("IF(COUNT("+this+")*COUNT("+other+")=1,"+other+"-"+this+",\"not known\")", d, f))
		}
		row++
	}
	b.sums = append(b.sums, sum{"Total cost on Scenarios = total cost", b.ccy(), bound{s.at(r+2, first), s.value(r+2, first), b.money},
		bound{b.sum.total, b.sum.totalValue, b.money}, "money", "the column of this plan is live"})
	return row + 1
}

func headText(s string) cell {
	h := textAs(s, roleHead)
	h.style.wrap = true
	return h
}

// rowFormat is how a figure of the comparison is shown, and its unit in words.
func (b *book) rowFormat(unit string) (format, string) {
	switch unit {
	case "money":
		return b.money, b.ccy()
	case "share":
		return percent, "share"
	case "month":
		return plain, "months into the plan"
	case "tests":
		return plain, unit
	}
	return `#,##0.00_);(#,##0.00)`, unit
}

// regretBlock shows what each plan costs more in each case than the best that
// was possible there.
func (b *book) regretBlock(s *sheet, r int) int {
	x := b.o.Findings.Regret
	if x == nil || len(x.Plans) == 0 || len(x.Cases) == 0 {
		return r
	}
	c, n := b.ccy(), len(x.Cases)
	s.put(r, 1, block("Regret: what each plan costs more in each case than the best that was possible there ("+c+")"))
	s.put(r+1, 1, note("Orders placed before a case shows stay; what comes later is planned anew in the app. The best is the plan that knew the case from the start."))
	head := func(row int, what string, last string) {
		s.put(row, 1, headText(what))
		for j, name := range x.Cases {
			s.put(row, 2+j, headText(name))
		}
		if last != "" {
			s.put(row, 2+n, headText(last))
			s.put(row, 3+n, headText("Smallest of these"))
		}
	}
	head(r+2, "Cost once planned anew ("+c+")", "")
	costs := r + 3
	for i, name := range x.Plans {
		s.put(costs+i, 1, text(name))
		for j := range x.Cases {
			v := x.Cells[i][j].Replanned
			s.put(costs+i, 2+j, foundOr(planner.Opt[float64]{V: quiet(v.V), OK: v.OK}, "no plan", b.money))
		}
	}
	best := costs + len(x.Plans)
	s.put(best, 1, totalText("Best that was possible"))
	for j := range x.Cases {
		v := x.Best[j]
		s.put(best, 2+j, foundOr(planner.Opt[float64]{V: quiet(v.V), OK: v.OK}, "no plan", b.money))
	}
	head(best+2, "Regret ("+c+")", "Largest")
	first := best + 3
	last := first + len(x.Plans) - 1
	b.regretRows(s, x, costs, best, first)
	if x.Least >= 0 {
		b.sums = append(b.sums, sum{"Smallest of the largest regrets = the app's", c, bound{"MIN(" + s.span(first, last, 2+n) + ")", smallest(s, first, last, 2+n), b.money},
			bound{"", x.Most[x.Least].V, b.money}, "money", "the plan to choose by least regret"})
	}
	r = last + 1
	for i, name := range x.Plans {
		for j, cell := range x.Cells[i] {
			if cell.RulesGiven {
				s.put(r, 1, note(fmt.Sprintf("%s in %s: optional rules had to give way.", name, x.Cases[j])))
				r++
			}
		}
	}
	return r + 1
}

// regretRows are the differences to the best of each case, live.
func (b *book) regretRows(s *sheet, x *study.Regret, costs, best, first int) {
	n := len(x.Cases)
	last := first + len(x.Plans) - 1
	for i, name := range x.Plans {
		row := first + i
		s.put(row, 1, text(name))
		known, most := 0, 0.0
		for j := range x.Cases {
			cost, low := at(costs+i, 2+j), fixedRow(best, 2+j)
			var d any = "no plan"
			if x.Cells[i][j].Replanned.OK && x.Best[j].OK {
				v := s.value(costs+i, 2+j) - s.value(best, 2+j)
				if known++; known == 1 || v > most {
					most = v
				}
				d = v
			}
			s.put(row, 2+j, calc("IF(COUNT("+cost+")*COUNT("+low+")=1,"+cost+"-"+low+",\"no plan\")", d, b.money))
		}
		all := at(row, 2) + ":" + at(row, 1+n)
		var largest any = "not known"
		if known == n {
			largest = most
		}
		s.put(row, 2+n, calc("IF(COUNT("+all+")=COLUMNS("+all+"),MAX("+all+"),\"not known\")", largest, b.money))
	}
	for row := first; row <= last; row++ {
		cell := at(row, 2+n)
		v, ok := s.cell(row, 2+n).value.(float64)
		s.put(row, 3+n, calc("IF(COUNT("+cell+")=1,"+cell+"<=MIN("+span(first, last, 2+n)+"),FALSE)", ok && v <= smallest(s, first, last, 2+n), truth))
	}
}

// smallest is the least number of a column, 0 where there is none, as MIN gives
// it.
func smallest(s *sheet, first, last, col int) float64 {
	low, some := 0.0, false
	for r := first; r <= last; r++ {
		if v, ok := s.cell(r, col).value.(float64); ok && (!some || v < low) {
			low, some = v, true
		}
	}
	return low
}
