package workbook

import (
	"fmt"
	"math"

	"github.com/xuri/excelize/v2"

	"remanence/planner"
	"remanence/planner/risk"
)

// Columns of the outages with and without the safety of the plan.
const (
	icNode = iota + 1
	icKind
	icRecovers
	icStopWithout
	icExtraWithout
	icLossWithout
	icStopWith
	icExtraWith
	icLossWith
	icReduction
	icChance
	icRank
)

// buildResilience prices the safety of the plan as an insurance, outage by
// outage, and shows what the simulation found.
func buildResilience(b *book) *sheet {
	x := &b.o.Findings
	if !x.resilient() {
		return nil
	}
	s := newSheet(resilienceName, "Safety as an insurance: what it costs a year, what outages cost with and without it, when it pays",
		"Resilience value", "Premium, losses, reductions, ranks and break-even chances are live. No probability of an outage is assumed anywhere: the break-even chance is the least at which the premium pays.")
	s.put(totalRow, 1, note(b.stamp()))
	s.manyBlocks()
	s.repeat = totalRow
	s.freeze = at(headRow, 1)
	s.maxWidth = 44
	s.widths = map[int]float64{1: 36, 2: 38, 3: 17}
	r := headRow
	if x.Outages != nil {
		for _, ref := range []struct {
			name string
			plan *planner.Plan
			k    *risk.KnockOut
		}{{"going on as today", b.o.AsToday, x.OutagesAsToday}, {"the cheapest plan without optional rules", b.o.Cheapest, x.OutagesCheapest}} {
			if ref.plan == nil || ref.k == nil {
				continue
			}
			if cover, err := risk.Insure(b.plan, ref.plan, x.Outages, ref.k); err == nil {
				r = b.insuranceBlock(s, r, ref.name, ref.plan, ref.k, cover)
			}
		}
		r = b.outageBlock(s, r)
		r = b.recoveryBlock(s, r)
	}
	if x.Simulation != nil {
		b.simulationBlock(s, r)
	}
	return s
}

// quiet takes the noise off the last digits of a loss, which comes from a linear
// program: ranks must not depend on it. It is far below a cent.
func quiet(v float64) float64 { return math.Round(v*1e4) / 1e4 }

// insuranceBlock weighs the plan against one without its safety.
func (b *book) insuranceBlock(s *sheet, r int, name string, ref *planner.Plan, without *risk.KnockOut, cover *risk.Insurance) int {
	c := b.ccy()
	s.put(r, 1, block("Against "+name))
	s.heads(r+1, "Figure", "What it is", "Value ("+c+")")
	head := r + 2 + 7 // rows of the figures and a blank
	losses := b.lossPairs(cover, without)
	first, last := head+1, head+max(1, len(losses))
	premium := (b.sum.totalValue - ref.TotalCost) * 12 / float64(b.plan.Months)
	b.lossRows(s, head, first, losses, fixed(r+4, 3), premium)

	put := func(k int, label, words string, v cell) { s.line(r+2+k, 1, text(label), text(words), v) }
	put(0, "Total cost of this plan", "present value", calc(b.sum.total, b.sum.totalValue, b.money))
	put(1, "Total cost without the safety", name+", present value, planned in the app", stated(ref.TotalCost, b.money))
	put(2, "Premium a year", "the difference over the years of the plan; below 0 the plan is the cheaper one as well",
		calc("("+at(r+2, 3)+"-"+at(r+3, 3)+")*12/"+b.set.months, premium, b.money))
	most := func(col int) float64 {
		v := 0.0
		for row := first; row <= last; row++ {
			v = max(v, s.value(row, col))
		}
		return v
	}
	span := func(col int) string { return at(first, col) + ":" + at(last, col) }
	put(3, "Worst single outage, without", "largest loss in the list", calc("MAX(0,"+span(icLossWithout)+")", most(icLossWithout), b.money))
	put(4, "Worst single outage, with", "largest loss in the list", calc("MAX(0,"+span(icLossWith)+")", most(icLossWith), b.money))
	put(5, "Tail avoided", "the difference of the two", calc(at(r+5, 3)+"-"+at(r+6, 3), most(icLossWithout)-most(icLossWith), b.money))
	b.sums = append(b.sums,
		sum{"Premium a year over " + name + " = the app's", c, bound{s.at(r+4, 3), premium, b.money}, bound{"", cover.Premium, b.money}, "money", "the premium of the page Risk"},
		sum{"Tail avoided against " + name + " = the app's", c, bound{s.at(r+7, 3), s.value(r+7, 3), b.money}, bound{"", cover.TailAvoided, b.money}, "money", "what the safety takes off the worst case"})
	pays := 0.0
	for _, e := range cover.Covers {
		if e.BreakEven.OK && e.Reduction > centTolerance {
			pays++
		}
	}
	chance := s.span(first, last, icChance)
	b.sums = append(b.sums, sum{"Outages against which the premium over " + name + " can pay = the app's", "outages",
		bound{"COUNT(" + chance + ")", float64(countFigures(s, first, last, icChance)), plain}, bound{"", pays, plain}, "", "each with its break-even chance"})
	if len(losses) == 0 {
		return last + 2
	}
	return b.insuranceChart(s, last+2, first, last, name)
}

// countFigures counts the numbers of a column.
func countFigures(s *sheet, first, last, col int) int {
	n := 0
	for r := first; r <= last; r++ {
		if _, ok := s.cell(r, col).value.(float64); ok {
			n++
		}
	}
	return n
}

// lossPair is one outage in both plans.
type lossPair struct {
	event         risk.InsuredEvent
	without, with [2]float64 // stopped lines, dearer sources
}

func (x lossPair) loss(v [2]float64) float64 { return v[0] + max(0, v[1]) }

// lossPairs are the outages that cost anything in either plan, largest reduction
// first.
func (b *book) lossPairs(cover *risk.Insurance, without *risk.KnockOut) []lossPair {
	parts := func(k *risk.KnockOut) map[string][2]float64 {
		out := map[string][2]float64{}
		for i := range k.Nodes {
			out[k.Nodes[i].ID] = [2]float64{quiet(k.Nodes[i].Stopped), quiet(k.Nodes[i].Extra)}
		}
		return out
	}
	was, now := parts(without), parts(b.o.Findings.Outages)
	var out []lossPair
	for _, e := range cover.Covers {
		x := lossPair{e, was[e.Node], now[e.Node]}
		if x.loss(x.without) > 0 || x.loss(x.with) > 0 {
			out = append(out, x)
		}
	}
	return out
}

// lossRows writes the list; the yearly premium stands in a cell above.
func (b *book) lossRows(s *sheet, head, first int, losses []lossPair, cell string, premium float64) {
	c := b.ccy()
	s.heads(head, "Outage", "Kind", "Recovers in (months)", "Lines stopped, without ("+c+")", "Dearer sources, without ("+c+")", "Loss without ("+c+")",
		"Lines stopped, with ("+c+")", "Dearer sources, with ("+c+")", "Loss with ("+c+")", "Reduction ("+c+")", "Pays from a chance a year of", "Rank by reduction")
	if len(losses) == 0 {
		s.put(first, icNode, text("no single outage costs anything in either plan"))
		return
	}
	last := first + len(losses) - 1
	for i, x := range losses {
		r := first + i
		n := func(col int) string { return at(r, col) }
		less, rank := x.loss(x.without)-x.loss(x.with), 1
		for _, y := range losses {
			rank += count(y.loss(y.without)-y.loss(y.with) > less)
		}
		s.put(r, icRank, calc("RANK("+n(icReduction)+","+span(first, last, icReduction)+")", float64(rank), plain))
		s.line(r, icNode, text(x.event.Name), text(string(x.event.Kind)), stated(x.event.Recovery, `0.0_)`))
		for k, v := range [2][2]float64{x.without, x.with} {
			col := icStopWithout + 3*k
			s.line(r, col, stated(v[0], b.money), stated(v[1], b.money), calc(n(col)+"+MAX(0,"+n(col+1)+")", x.loss(v), b.money))
		}
		s.put(r, icReduction, calc(n(icLossWithout)+"-"+n(icLossWith), less, b.money))
		var chance any = payNever
		switch {
		case less <= centTolerance:
		case premium <= 0:
			chance = 0.0
		case premium <= less:
			chance = premium / less
		default:
			chance = payOften
		}
		k := n(icReduction)
		s.put(r, icChance, calc("IF("+k+"<="+b.set.cents+",\""+payNever+"\",IF("+cell+"<=0,0,IF("+cell+"<="+k+","+cell+"/"+k+",\""+payOften+"\")))", chance, share2))
	}
}

// What stands where no chance a year would make the premium pay.
const (
	payNever = "does not pay"
	payOften = "more than once a year"
)

func (b *book) insuranceChart(s *sheet, r, first, last int, name string) int {
	if last-first >= maxBars {
		s.breaks = append(s.breaks, r) // no picture across two pages
	}
	last = min(last, first+maxBars-1)
	without, with := s.cacheOf(first, last, icNode, icLossWithout), s.cacheOf(first, last, icNode, icLossWith)
	head := first - 1
	without.name, with.name = fmt.Sprint(s.cell(head, icLossWithout).value), fmt.Sprint(s.cell(head, icLossWith).value)
	height := uint(150 + 34*(last-first+1))
	s.charts = append(s.charts, chart{place: at(r, 1), kind: excelize.Bar, axis: `#,##0`, width: 980, height: height, legend: true, colour: "C46A1B",
		title: "What an outage costs without and with the safety (" + b.ccy() + ")",
		alt:   fmt.Sprintf("Bars: loss of %d outages without and with the safety of the plan, against %s; the figures stand in the table above", last-first+1, name),
		name:  s.at(head, icLossWithout), words: s.span(first, last, icNode), values: s.span(first, last, icLossWithout), cache: without,
		others: []series{{s.at(head, icLossWith), s.span(first, last, icLossWith), "2E6F9E", with.name, with.values}}})
	rows := int(height)/18 + 2
	s.breaks = append(s.breaks, r+rows)
	return r + rows + 1
}
