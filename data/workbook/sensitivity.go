package workbook

import (
	"fmt"
	"math"
	"strings"

	"github.com/xuri/excelize/v2"

	"remanence/planner"
	study "remanence/planner/compare"
)

// Columns of the drivers.
const (
	tcRank = iota + 1
	tcDriver
	tcUnit
	tcLow
	tcHigh
	tcKeptLow
	tcKeptHigh
	tcAnewLow
	tcAnewHigh
	tcKeptSwing
	tcAnewSwing
	tcShare
	tcBreakEven
	tcRival
)

// buildSensitivities shows what moves the cost, and what less exposure costs.
func buildSensitivities(b *book) *sheet {
	x := &b.o.Findings
	if !x.sensitive() {
		return nil
	}
	s := newSheet(sensitivityName, "What moves the cost of the plan and how far, break-even values, and what less exposure costs",
		"Sensitivities", "Changes of cost against this plan. Kept: every order of the plan stays. Anew: planned again, knowing the value from the start. Swings, ranks and shares are live.")
	s.put(totalRow, 1, note(b.stamp()))
	s.manyBlocks()
	s.repeat = totalRow
	s.freeze = at(headRow, 1)
	s.maxWidth = 44
	s.widths = map[int]float64{tcRank: 10, tcDriver: 46, tcUnit: 14, tcShare: 14}
	r := headRow
	if len(x.Tornado) > 0 {
		r = b.tornadoBlock(s, r, x.Tornado)
	}
	if x.Crossing != nil && len(x.Crossing.Above) == len(x.Crossing.Ys) {
		r = b.crossingBlock(s, r, x.Crossing)
	}
	for _, f := range x.frontiers() {
		r = b.frontierBlock(s, r, &f)
	}
	return s
}

func (b *book) tornadoBlock(s *sheet, r int, bars []study.Bar) int {
	c := b.ccy()
	s.put(r, 1, block("What moves the cost"))
	s.heads(r+1, "Rank by swing", "Driver", "Unit", "Low", "High", "Kept, at low ("+c+")", "Kept, at high ("+c+")", "Anew, at low ("+c+")", "Anew, at high ("+c+")",
		"Swing, kept ("+c+")", "Swing, anew ("+c+")", "Larger swing, share of total cost", "Same cost at", "As the plan")
	first := r + 2
	last := first + len(bars) - 1
	larger := func(x *study.Bar) float64 {
		return max(swing(x.FixedLow, x.FixedHigh), swing(x.ReplannedLow, x.ReplannedHigh))
	}
	for i := range bars {
		x, row := &bars[i], first+i
		n := func(col int) string { return at(row, col) }
		rank := 1
		for k := range bars {
			rank += count(larger(&bars[k])/b.sum.totalValue > larger(x)/b.sum.totalValue)
		}
		s.put(row, tcRank, calc("RANK("+n(tcShare)+","+span(first, last, tcShare)+")", float64(rank), plain))
		s.line(row, tcDriver, text(x.Name), text(x.Unit), stated(x.Low, `#,##0.0###`), stated(x.High, `#,##0.0###`))
		for k, v := range []planner.Opt[float64]{x.FixedLow, x.FixedHigh, x.ReplannedLow, x.ReplannedHigh} {
			s.put(row, tcKeptLow+k, foundOr(planner.Opt[float64]{V: quiet(v.V), OK: v.OK}, "no plan", b.money))
		}
		// A side without a plan counts as nothing, as the app counts it.
		long := func(low, high int) string { return "ABS(SUM(" + n(high) + ")-SUM(" + n(low) + "))" }
		s.put(row, tcKeptSwing, calc(long(tcKeptLow, tcKeptHigh), swing(x.FixedLow, x.FixedHigh), b.money))
		s.put(row, tcAnewSwing, calc(long(tcAnewLow, tcAnewHigh), swing(x.ReplannedLow, x.ReplannedHigh), b.money))
		share := 0.0
		if b.sum.totalValue != 0 {
			share = larger(x) / b.sum.totalValue
		}
		s.put(row, tcShare, calc("IF("+b.sum.total+"=0,0,MAX("+n(tcKeptSwing)+":"+n(tcAnewSwing)+")/"+b.sum.total+")", share, percent))
		s.line(row, tcBreakEven, foundOr(x.BreakEven, "nowhere", `#,##0.0###`), text(x.Rival))
	}
	s.table = &table{name: "tblDrivers", first: r + 1, last: last, firstCol: 1, columnEnd: tcRival}
	longest := 0.0
	for i := range bars {
		longest = max(longest, bars[i].Span())
	}
	seen := 0.0
	for row := first; row <= last; row++ {
		seen = max(seen, s.value(row, tcKeptSwing), s.value(row, tcAnewSwing))
	}
	b.sums = append(b.sums, sum{"Largest swing of a driver = the app's", c, bound{"MAX(" + on(s.name, fixed(first, tcKeptSwing)+":"+fixed(last, tcAnewSwing)) + ")", seen, b.money},
		bound{"", longest, b.money}, "money", "the longest bar of the page Compare"})
	r = b.whyRows(s, last+2, bars)
	if len(bars) > maxBars/2 {
		s.breaks = append(s.breaks, r) // no picture across two pages
	}
	r = b.tornadoChart(s, r, first, last, tcKeptLow, "with every order kept")
	return b.tornadoChart(s, r, first, last, tcAnewLow, "planned anew")
}

// whyRows say where the ends of the drivers come from and what to note.
func (b *book) whyRows(s *sheet, r int, bars []study.Bar) int {
	s.put(r, 1, block("Where low and high come from"))
	for i := range bars {
		words := bars[i].Why
		if bars[i].Caveat != "" {
			words = strings.TrimSpace(strings.TrimSuffix(words, ".") + ". " + bars[i].Caveat)
		}
		if words == "" {
			continue
		}
		r++
		s.line(r, tcDriver, text(bars[i].Name), note(words))
	}
	return r + 2
}

// swing is how far apart the two ends of a driver lie; an end without a plan is
// nothing.
func swing(low, high planner.Opt[float64]) float64 { return math.Abs(quiet(high.V) - quiet(low.V)) }

// foundOr is a stored figure, or words where there is none.
func foundOr(v planner.Opt[float64], none string, f format) cell {
	if !v.OK {
		return wordFor(none)
	}
	return stated(v.V, f)
}

// tornadoChart draws the ends of each driver over one another, longest first.
func (b *book) tornadoChart(s *sheet, r, first, last, col int, how string) int {
	last = min(last, first+maxBars-1)
	head := first - 1
	low, high := s.cacheOf(first, last, tcDriver, col), s.cacheOf(first, last, tcDriver, col+1)
	low.name, high.name = fmt.Sprint(s.cell(head, col).value), fmt.Sprint(s.cell(head, col+1).value)
	height := uint(150 + 26*(last-first+1))
	s.charts = append(s.charts, chart{place: at(r, 1), kind: excelize.Bar, axis: `#,##0`, width: 980, height: height, legend: true, colour: "1E6B2D", over: true,
		title: "What moves the cost, " + how + " (" + b.ccy() + " against this plan)",
		alt:   fmt.Sprintf("Tornado: change of cost at the low and the high of %d drivers, %s, longest first; the figures stand in the table above", last-first+1, how),
		name:  s.at(head, col), words: s.span(first, last, tcDriver), values: s.span(first, last, col), cache: low,
		others: []series{{s.at(head, col+1), s.span(first, last, col+1), "B5651D", high.name, high.values}}})
	rows := int(height)/18 + 2
	s.breaks = append(s.breaks, r+rows)
	return r + rows + 1
}
