package workbook

import (
	"fmt"
	"math"

	"remanence/planner"
	study "remanence/planner/compare"
	"remanence/planner/stochastic"
)

// Columns of the robust plan before those of the plans.
const (
	rcCase = iota + 1
	rcWeight
	rcKnown
	rcBest
	rcPlans
)

// onePage is how many plans a page shows at a size that can be read.
const onePage = 8

// buildRobust shows the plan that does best before it is known which scenario comes
// true, beside the plans made for one of them.
func buildRobust(b *book) *sheet {
	x := b.o.Findings.Robust
	if x == nil || len(x.Cases) == 0 || x.Chosen < 0 || x.Chosen >= len(x.Judged) {
		return nil
	}
	s := newSheet(robustName, "One plan for several scenarios: what it costs in each, beside the plans made for one of them",
		"Robust plan", "Orders, tests and redesigns before a case shows are the same in every case; what comes later is planned anew in each. Means, tails, regrets and differences are live.")
	s.put(totalRow, 1, note(b.stamp()))
	s.manyBlocks()
	s.repeat, s.freeze = totalRow, at(headRow, 2)
	s.keep, s.maxWidth = 1, 44
	if len(x.Judged) > onePage {
		s.wide = 2
	}
	r := b.robustCosts(s, x)
	s.put(r, 1, block("What it decides otherwise"))
	r++
	s.put(r, 1, note("Before "+x.Known.Label()+", beside the plan of the base"))
	for _, d := range x.Different {
		r++
		s.put(r, 1, text(d))
	}
	if len(x.Different) == 0 {
		r++
		s.put(r, 1, text("Nothing: it begins as the plan of the base does."))
	}
	return s
}

// robustCosts are the costs by case and what follows from them, plan by plan.
func (b *book) robustCosts(s *sheet, x *study.Robust) int {
	c, n := b.ccy(), len(x.Cases)
	level, tail := x.Aim.Level, 0.0
	if x.Aim.Kind == stochastic.CVaR {
		tail = x.Aim.Tail
	} else {
		level = study.DefaultLevel
	}
	s.put(headRow, 1, block("What is made least: "+b.aimWords(&x.Aim)))
	s.line(headRow+1, 1, text("The worst cases are this share"), stated(1-level, percent))
	s.line(headRow+2, 1, text("Their mean (CVaR) counts"), stated(tail, percent))
	worst, counts := fixed(headRow+1, rcWeight), fixed(headRow+2, rcWeight)
	first := headRow + 6
	last := first + n - 1
	s.put(first-2, 1, block("Cost in each case ("+c+", present value, penalties included)"))
	b.robustHeads(s, first-1, x, true)
	for i := range x.Cases {
		k := &x.Cases[i]
		s.line(first+i, rcCase, text(k.Name), stated(k.Weight, percent), statedMonth(k.Known), foundOr(k.Best, "not known", b.money))
		for j := range x.Judged {
			s.put(first+i, rcPlans+j, foundOr(costIn(&x.Judged[j], i), "no plan", b.money))
		}
	}

	regrets := last + 3
	s.put(regrets-1, 1, block("Regret: more than the best known from the start ("+c+")"))
	b.robustHeads(s, regrets, x, false)
	weighted := regrets + n + 3
	s.put(weighted-1, 1, block("Weight × cost ("+c+")"))
	b.robustHeads(s, weighted, x, false)
	tails := weighted + n + 3
	s.put(tails-1, 1, block("A case's cost and what dearer cases exceed it by, over the share of the worst; the least of a plan is its CVaR ("+c+")"))
	b.robustHeads(s, tails, x, false)
	weights := span(first, last, rcWeight)
	s.breaks = append(s.breaks, weighted-1)
	for i := range x.Cases {
		s.put(regrets+1+i, rcCase, text(x.Cases[i].Name))
		s.put(weighted+1+i, rcCase, text(x.Cases[i].Name))
		s.put(tails+1+i, rcCase, text(x.Cases[i].Name))
		for j := range x.Judged {
			cost, best := at(first+i, rcPlans+j), fixedCol(first+i, rcBest)
			var more any = "no plan"
			v := costIn(&x.Judged[j], i)
			if v.OK && x.Cases[i].Best.OK {
				more = v.V - x.Cases[i].Best.V
			}
			s.put(regrets+1+i, rcPlans+j, calc("IF(COUNT("+cost+")*COUNT("+best+")=1,"+cost+"-"+best+",\"no plan\")", more, b.money))
			var part any = "no plan"
			if v.OK {
				part = x.Cases[i].Weight * v.V
			}
			s.put(weighted+1+i, rcPlans+j, calc("IF(COUNT("+cost+")=1,"+fixedCol(first+i, rcWeight)+"*"+cost+",\"no plan\")", part, b.money))
			all, parts := rowsOf(first, last, rcPlans+j), rowsOf(weighted+1, weighted+n, rcPlans+j)
			var beyond any = "no plan"
			if complete(&x.Judged[j], n) {
				beyond = tailFrom(x, &x.Judged[j], v.V, level)
			}
			s.put(tails+1+i, rcPlans+j, calc(fmt.Sprintf("IF(COUNT(%s)=ROWS(%s),%s+(SUMIFS(%s,%s,\">\"&%s)-%s*SUMIFS(%s,%s,\">\"&%s))/%s,\"no plan\")",
				all, all, cost, parts, all, cost, cost, weights, all, cost, worst), beyond, b.money))
		}
	}

	figures := tails + n + 3
	s.put(figures-1, 1, block("What follows for each plan ("+c+")"))
	b.robustHeads(s, figures, x, false)
	rows := []string{"Mean", "Largest cost", fmt.Sprintf("Mean of the worst %.4g %% (CVaR)", 100*(1-level)), "Largest regret", "What is made least", "More than the robust plan"}
	for k, words := range rows {
		s.put(figures+1+k, rcCase, text(words))
	}
	for j := range x.Judged {
		b.robustFigures(s, x, j, figures+1, [4]int{first, regrets + 1, tails + 1, weighted + 1}, level, counts)
	}
	chosen := rcPlans + x.Chosen
	value := figures + 5
	s.put(figures+len(rows)+1, 1, note(b.robustWords(x)))
	if x.Judged[x.Chosen].Value.OK {
		b.sums = append(b.sums, sum{"What the robust plan makes least = the app's", c, bound{s.at(value, chosen), s.value(value, chosen), b.money},
			bound{"", x.Judged[x.Chosen].Value.V, b.money}, "money", "the mean, tail or regret of the page Compare"})
	}
	b.sums = append(b.sums, sum{"Weights of the cases", "share", bound{"SUM(" + s.span(first, last, rcWeight) + ")", s.sum(first, last, rcWeight), percent}, bound{"1", 1, percent}, "share", "together they are 100 %"})
	return figures + len(rows) + 3
}

// robustHeads names the plans over a block; only the costs show what belongs to a case.
func (b *book) robustHeads(s *sheet, row int, x *study.Robust, costs bool) {
	if costs {
		s.heads(row, "Case", "Weight", "Known in", "Best known from the start ("+b.ccy()+")")
	} else {
		s.heads(row, "Case", "", "", "")
	}
	for j := range x.Judged {
		name := x.Judged[j].Name
		switch {
		case j == x.Chosen:
			name = "Robust plan"
		case name == x.Judged[x.Chosen].Name:
			name = "An earlier robust plan"
		}
		s.put(row, rcPlans+j, headText(name))
	}
}

// robustFigures are the figures of one plan. From are the first rows of its costs,
// regrets, tails and weighted costs.
func (b *book) robustFigures(s *sheet, x *study.Robust, j, row int, from [4]int, level float64, counts string) {
	n, col, plan := len(x.Cases), rcPlans+j, &x.Judged[j]
	list := func(k int) string { return rowsOf(from[k], from[k]+n-1, col) }
	whole := "COUNT(" + list(0) + ")=ROWS(" + list(0) + ")"
	put := func(k int, formula string, v float64, ok bool) {
		var shown any = "no plan"
		if ok {
			shown = v
		}
		s.put(row+k, col, calc("IF("+whole+","+formula+",\"no plan\")", shown, b.money))
	}
	ok := complete(plan, n)
	mean, worst, tail, regret, regrets := 0.0, math.Inf(-1), math.Inf(1), math.Inf(-1), true
	for i := range x.Cases {
		v := costIn(plan, i).V
		mean += x.Cases[i].Weight * v
		worst = math.Max(worst, v)
		if ok {
			tail = math.Min(tail, tailFrom(x, plan, v, level))
		}
		regret = math.Max(regret, v-x.Cases[i].Best.V)
		regrets = regrets && x.Cases[i].Best.OK
	}
	put(0, "SUM("+list(3)+")", mean, ok)
	put(1, "MAX("+list(0)+")", worst, ok)
	put(2, "MIN("+list(2)+")", tail, ok)
	var most any = "no plan"
	if ok && regrets {
		most = regret
	}
	s.put(row+3, col, calc("IF(COUNT("+list(1)+")=ROWS("+list(1)+"),MAX("+list(1)+"),\"no plan\")", most, b.money))
	cell := func(k int) string { return at(row+k, col) }
	formula, value := cell(0), mean
	switch x.Aim.Kind {
	case stochastic.Worst:
		formula, value = cell(1), worst
	case stochastic.Regret:
		formula, value = cell(3), regret
	case stochastic.CVaR:
		formula, value = "(1-"+counts+")*"+cell(0)+"+"+counts+"*"+cell(2), (1-x.Aim.Tail)*mean+x.Aim.Tail*tail
	}
	put(4, formula, value, ok)
	robust := fixedCol(row+4, rcPlans+x.Chosen)
	var more any = "no plan"
	if chosen := &x.Judged[x.Chosen]; ok && complete(chosen, n) {
		more = value - aimOf(x, chosen, level)
	}
	s.put(row+5, col, calc("IF(COUNT("+cell(4)+")*COUNT("+robust+")=1,"+cell(4)+"-"+robust+",\"no plan\")", more, b.money))
}

// aimOf is what is made least, for a plan that has a cost in every case.
func aimOf(x *study.Robust, plan *study.Judged, level float64) float64 {
	mean, worst, tail, regret := 0.0, math.Inf(-1), math.Inf(1), math.Inf(-1)
	for i := range x.Cases {
		v := plan.Costs[i].V
		mean += x.Cases[i].Weight * v
		worst, tail = math.Max(worst, v), math.Min(tail, tailFrom(x, plan, v, level))
		regret = math.Max(regret, v-x.Cases[i].Best.V)
	}
	switch x.Aim.Kind {
	case stochastic.Worst:
		return worst
	case stochastic.Regret:
		return regret
	case stochastic.CVaR:
		return (1-x.Aim.Tail)*mean + x.Aim.Tail*tail
	}
	return mean
}

// tailFrom is a value and what the costs exceed it by, over the share of the worst:
// least where the value is the quantile, and then the CVaR (Rockafellar and Uryasev,
// Optimization of conditional value-at-risk, 2000).
func tailFrom(x *study.Robust, plan *study.Judged, from, level float64) float64 {
	over := 0.0
	for i := range x.Cases {
		over += x.Cases[i].Weight * math.Max(0, plan.Costs[i].V-from)
	}
	return from + over/(1-level)
}

func costIn(plan *study.Judged, i int) planner.Opt[float64] {
	if i >= len(plan.Costs) {
		return planner.Opt[float64]{}
	}
	return plan.Costs[i]
}

// complete reports a plan with a cost in each of n cases.
func complete(plan *study.Judged, n int) bool {
	for i := range n {
		if !costIn(plan, i).OK {
			return false
		}
	}
	return true
}

// rowsOf are the cells of a column, with the rows held and the column free.
func rowsOf(first, last, col int) string { return fixedRow(first, col) + ":" + fixedRow(last, col) }

// statedMonth is a month the app computed.
func statedMonth(m planner.Month) cell { return stated(serial(m), monthly) }

func (b *book) aimWords(a *study.Aim) string {
	switch a.Kind {
	case stochastic.CVaR:
		return fmt.Sprintf("%.4g %% mean and %.4g %% CVaR", 100*(1-a.Tail), 100*a.Tail)
	case stochastic.Worst:
		return "the largest cost"
	case stochastic.Regret:
		return "the largest regret"
	}
	return "the mean cost"
}

// robustWords say what was proven and what knowing would be worth.
func (b *book) robustWords(x *study.Robust) string {
	text := fmt.Sprintf("At most %.2g %% better exists.", 100*x.Gap)
	if x.KnowingWorth.OK {
		text += fmt.Sprintf(" To know the case from the start would be worth %s %s.", b.ccy(), grouped(x.KnowingWorth.V))
	}
	if given := x.GivenText(); given != "" {
		text += " " + given
	}
	if x.Note != "" {
		text += " " + x.Note
	}
	return text
}
