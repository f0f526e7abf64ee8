package workbook

import (
	"fmt"

	"github.com/xuri/excelize/v2"

	"remanence/planner"
	"remanence/planner/award"
)

// Columns of a bridge.
const (
	bcStep = iota + 1
	bcFrom
	bcTo
	bcChange
	bcSum
	bcBaseUp // helpers of the picture: what carries the bar, and the bar, above and below zero
	bcBaseDown
	bcMoreUp
	bcMoreDown
	bcLessUp
	bcLessDown
)

// bridge says where the first bridge stands.
type bridge struct {
	sheet *sheet
}

// end is one end of a bridge; without a plan it is this plan, live.
type end struct {
	name string
	plan *planner.Plan
}

// buildBridge leads from each baseline to the plan, and from the plan to each
// scenario's, kind by kind and live, and below by cause as the app splits it.
func buildBridge(b *book) *sheet {
	this := end{name: "this plan"}
	bridges := [][2]end{{{"going on as today", b.o.AsToday}, this}, {{"the cheapest plan without optional rules", b.o.Cheapest}, this}}
	for _, x := range b.o.Findings.Scenarios {
		bridges = append(bridges, [2]end{this, {"the scenario " + orText(x.Name, x.ID), x.Plan}})
	}
	s := newSheet(bridgeName, "From the baselines to this plan and on to its scenarios: what costs more, what less, and why",
		"Bridge", "Present values. Baselines and scenarios are plans of the app (violet); this plan's side is live. A positive change costs more.")
	s.manyBlocks()
	s.maxWidth = 40
	s.widths = map[int]float64{bcStep: 46}
	s.printed = bcSum
	r := headRow
	for _, x := range bridges {
		other := x[0].plan
		if other == nil {
			other = x[1].plan
		}
		if other == nil || other.Currency != b.plan.Currency || other.Costs == nil {
			continue
		}
		if r != headRow {
			s.breaks = append(s.breaks, r) // no picture across two pages
		}
		r = b.bridgeBlock(s, r, x[0], x[1])
	}
	if r == headRow {
		return nil
	}
	b.bridge.sheet = s
	return s
}

// endCell is a kind's cost at an end of a bridge.
func (b *book) endCell(x end, kind int, stored map[planner.CostKind]float64) cell {
	if x.plan == nil {
		row := b.sum.kindFirst + kind
		return calc(b.sum.sheet.at(row, skPresent), b.sum.sheet.value(row, skPresent), b.money)
	}
	return stated(stored[planner.CostKinds[kind]], b.money)
}

// bridgeBlock writes one bridge and gives the next free row.
func (b *book) bridgeBlock(s *sheet, r int, from, to end) int {
	c := b.ccy()
	s.put(r, 1, block("From "+from.name+" to "+to.name))
	label := func(x end) string {
		if x.plan == nil {
			return "This plan (" + c + ")"
		}
		if x == from {
			return "Baseline (" + c + ")"
		}
		return "Scenario (" + c + ")"
	}
	s.heads(r+1, "Step", label(from), label(to), "Change ("+c+")", "Sum of changes ("+c+")",
		"Carries, above 0", "Carries, below 0", "Costs more, above 0", "Costs more, below 0", "Costs less, above 0", "Costs less, below 0")
	was, now := map[planner.CostKind]float64{}, map[planner.CostKind]float64{}
	if from.plan != nil {
		was = from.plan.ByKind()
	}
	if to.plan != nil {
		now = to.plan.ByKind()
	}
	first := r + 2
	row := first
	for i, k := range planner.CostKinds {
		left, right := b.endCell(from, i, was), b.endCell(to, i, now)
		if left.value == 0.0 && right.value == 0.0 {
			continue
		}
		s.line(row, bcStep, text(k.Label()), left, right)
		s.put(row, bcChange, calc(at(row, bcTo)+"-"+at(row, bcFrom), s.value(row, bcTo)-s.value(row, bcFrom), b.money))
		b.waterLine(s, row, row == first)
		row++
	}
	last := row - 1
	if last < first {
		s.put(first, 1, text("nothing costs anything"))
		return first + 2
	}
	s.put(row, bcStep, totalText("Total cost"))
	for _, col := range []int{bcFrom, bcTo, bcChange} {
		s.put(row, col, total("SUM("+at(first, col)+":"+at(last, col)+")", s.sum(first, last, col), b.money))
	}
	cost := func(x end) bound {
		if x.plan == nil {
			return bound{b.sum.total, b.sum.totalValue, b.money}
		}
		return bound{"", x.plan.TotalCost, b.money}
	}
	name := from.name
	if to.plan != nil {
		name = to.name
	}
	b.sums = append(b.sums, sum{"Bridge with " + name + " ends at its cost", c,
		bound{s.at(row, bcFrom) + "+" + s.at(row, bcChange), s.value(row, bcFrom) + s.value(row, bcChange), b.money}, cost(to), "money", "start and changes are the end"},
		sum{"Bridge with " + name + " starts at its cost", c, bound{s.at(row, bcFrom), s.value(row, bcFrom), b.money}, cost(from), "money", ""})
	b.waterChart(s, row+2, first, last, from.name, to.name)
	r = row + chartRows + 3
	if to.plan != nil {
		return b.causeBlock(s, r, from.name, to.name, b.plan, to.plan)
	}
	return b.causeBlock(s, r, from.name, to.name, from.plan, b.plan)
}

// waterLine is the running sum and the bars of the picture.
func (b *book) waterLine(s *sheet, row int, first bool) {
	start, from := 0.0, "0"
	if !first {
		start, from = s.value(row-1, bcSum), at(row-1, bcSum)
	}
	change := s.value(row, bcChange)
	end := start + change
	sumFormula := at(row, bcChange)
	if !first {
		sumFormula = from + "+" + sumFormula
	}
	s.put(row, bcSum, calc(sumFormula, end, b.money))
	to := at(row, bcSum)
	if first {
		from = "0"
	}
	baseUp := max(0, min(start, end))
	baseDown := min(0, max(start, end))
	s.put(row, bcBaseUp, calc("MAX(0,MIN("+from+","+to+"))", baseUp, b.money))
	s.put(row, bcBaseDown, calc("MIN(0,MAX("+from+","+to+"))", baseDown, b.money))
	up := max(0, max(start, end)) - baseUp
	down := min(0, min(start, end)) - baseDown
	top := "MAX(0," + from + "," + to + ")-" + at(row, bcBaseUp)
	low := "MIN(0," + from + "," + to + ")-" + at(row, bcBaseDown)
	more, less := 0.0, 1.0
	if change >= 0 {
		more, less = 1, 0
	}
	pick := func(yes bool, formula string) string {
		if yes {
			return "IF(" + at(row, bcChange) + ">=0," + formula + ",0)"
		}
		return "IF(" + at(row, bcChange) + "<0," + formula + ",0)"
	}
	s.put(row, bcMoreUp, calc(pick(true, top), more*up, b.money))
	s.put(row, bcMoreDown, calc(pick(true, low), more*down, b.money))
	s.put(row, bcLessUp, calc(pick(false, top), less*up, b.money))
	s.put(row, bcLessDown, calc(pick(false, low), less*down, b.money))
}

func (b *book) waterChart(s *sheet, r, first, last int, from, to string) {
	ch := chart{place: at(r, 1), kind: excelize.ColStacked, axis: `#,##0`, width: 900, height: 280, turn: -45,
		title: "From " + from + " to " + to + " (" + b.ccy() + ", present value)",
		alt:   fmt.Sprintf("Waterfall: %d steps from %s to %s; orange costs more, green costs less; the figures stand in the table above", last-first+1, from, to),
		words: s.span(first, last, bcStep)}
	for i, x := range []struct {
		col    int
		colour string
	}{{bcBaseUp, ""}, {bcBaseDown, ""}, {bcMoreUp, "B5651D"}, {bcMoreDown, "B5651D"}, {bcLessUp, "1E6B2D"}, {bcLessDown, "1E6B2D"}} {
		cache := s.cacheOf(first, last, bcStep, x.col)
		row := series{s.at(first-1, x.col), s.span(first, last, x.col), x.colour, cache.name, cache.values}
		if i == 0 {
			ch.name, ch.values, ch.colour, ch.cache = row.name, row.values, row.colour, cache
			continue
		}
		ch.others = append(ch.others, row)
	}
	s.charts = append(s.charts, ch)
}

// causeBlock splits the same difference by cause, as the app does.
func (b *book) causeBlock(s *sheet, r int, from, to string, base, plan *planner.Plan) int {
	split, err := award.NewBridge(base, plan)
	if err != nil || len(split.Steps) == 0 {
		return r
	}
	s.put(r, 1, block("Why, from "+from+" to "+to+" (computed in the app, to the cent)"))
	s.heads(r+1, "Step", "Cause", "Change ("+b.ccy()+")", "Most of it")
	first := r + 2
	r = first
	for _, x := range split.Steps {
		s.line(r, 1, text(x.Text), text(causeWords[x.Cause]), stated(x.Amount.InexactFloat64(), b.money))
		if len(x.Lines) > 0 {
			l := x.Lines[0]
			words := l.Part
			if l.Offer != "" {
				words += " " + l.Offer
			}
			s.put(r, 4, text(words+": "+l.Amount.StringFixed(2)))
		}
		r++
	}
	s.put(r, 1, totalText("Difference"))
	s.put(r, 3, total("SUM("+at(first, 3)+":"+at(r-1, 3)+")", s.sum(first, r-1, 3), b.money))
	return r + 2
}

var causeWords = map[award.Cause]string{award.CauseQuantity: "another quantity", award.CauseSplit: "awards move between offers",
	award.CausePrice: "another cost a unit", award.CauseTiming: "paid in other months", award.CauseAmount: "amount"}
