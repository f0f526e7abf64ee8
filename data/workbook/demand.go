package workbook

import (
	"slices"
)

// Columns of the time sheet: line, unit, criterion, opening or total, months.
const (
	dcLine = iota + 1
	dcUnit
	dcPart
	dcTotal
	dcFirstMonth
)

// flowLine is one line of a part's block on the Demand sheet.
type flowLine struct {
	label string
	get   func(*flow) []float64
	// formula of month column c, from the rows of the other lines; nil for
	// figures of the plan
	formula func(row func(string) int, c int) string
	// opening is the figure before the first month; lines without one show
	// their total there
	opening func(*flow) float64
	point   bool // a level at one time, without a total
}

// demand is the time sheet and where it stands.
type demand struct {
	sheet   *sheet
	flows   []*flow
	lines   []flowLine
	offset  map[string]int // label → rows below the part's name
	lastCol int
}

const (
	lnStart     = "Stock at start"
	lnOpen      = "plus open orders arriving"
	lnArrive    = "plus awards arriving, good units"
	lnApart     = "plus taken from stock kept apart"
	lnScrap     = "less scrapped past shelf life"
	lnAvailable = "Available"
	lnLateStart = "Late at start"
	lnDemand    = "plus demand"
	lnLost      = "less lost demand"
	lnOwed      = "Owed"
	lnHeld      = "less kept back for cover"
	lnSent      = "Delivered"
	lnStock     = "Stock at end"
	lnLate      = "Late at end"
	lnBalance   = "Balance (must be 0)"
)

func buildDemand(b *book) *sheet {
	s := newSheet(demandName, "Demand, arrivals, stock and late demand of each part by month",
		"Demand", "What arrives goes out against what is owed; the rest is stock or late. Blue figures are the plan's; column D shows the opening figure of levels and the total of flows.")
	d := demand{sheet: s, flows: flows(b), offset: map[string]int{}, lastCol: dcFirstMonth + b.plan.Months - 1}
	d.lines = linesUsed(d.flows)
	for i, l := range d.lines {
		d.offset[l.label] = i + 1
	}
	b.demand = d
	s.heads(headRow, "Line", "Unit", "Part no.", "Opening or total")
	b.monthHeads(s, headRow)
	for t := range b.plan.Months {
		s.put(headRow-1, dcFirstMonth+t, textAs(b.monthOf(t).String(), roleNote))
	}
	s.put(headRow, d.lastCol+1, textAs(rowKeyHead, roleHead))
	s.put(headRow, d.holdCol(), headText("Holding ("+b.ccy()+"/unit and month)"))
	s.put(headRow, d.lateCol(), headText("Late or lost ("+b.ccy()+"/unit and month)"))
	s.put(headRow, d.tailCol(), headText("Need of three more months (units)"))
	b.stockTerms()
	s.printed = d.lastCol
	s.freeze = at(firstRow, dcFirstMonth)
	s.maxWidth = 34
	// A page holds a year; more months on one would be too small to read.
	s.wide, s.keep = (b.plan.Months+11)/12, dcTotal
	r := firstRow
	for i, f := range d.flows {
		f.head = r
		b.flowBlock(s, f)
		b.unitCosts(s, f, i)
		r += len(d.lines) + 3 // name, lines, balance, blank
	}
	return s
}

// monthHeads writes the months as real dates that follow the first month of the
// Assumptions.
func (b *book) monthHeads(s *sheet, r int) {
	for t := range b.plan.Months {
		formula := "EOMONTH(" + b.set.start + ",0)"
		if t > 0 {
			formula = "EOMONTH(" + at(r, dcFirstMonth+t-1) + ",1)"
		}
		c := calc(formula, serial(b.monthOf(t)), monthly)
		c.style.role = roleHead
		s.put(r, dcFirstMonth+t, c)
	}
}

// linesUsed is the lines of a block; those nobody uses are left out of all.
func linesUsed(fs []*flow) []flowLine {
	used := func(get func(*flow) []float64) bool {
		return slices.ContainsFunc(fs, func(f *flow) bool {
			return slices.ContainsFunc(get(f), func(v float64) bool { return v != 0 })
		})
	}
	apart := func(f *flow) []float64 { return f.apart }
	scrap := func(f *flow) []float64 { return f.scrap }
	lost := func(f *flow) []float64 { return f.lost }
	held := func(f *flow) []float64 { return f.held }
	hasApart, hasScrap, hasLost, hasHeld := used(apart), used(scrap), used(lost), used(held)
	up := func(label, sign string, on bool) func(func(string) int, int) string {
		return func(row func(string) int, c int) string {
			if !on {
				return ""
			}
			return sign + at(row(label), c)
		}
	}
	plusApart, minusScrap := up(lnApart, "+", hasApart), up(lnScrap, "-", hasScrap)
	minusLost, minusHeld := up(lnLost, "-", hasLost), up(lnHeld, "-", hasHeld)

	ls := []flowLine{
		{label: lnStart, point: true, get: func(f *flow) []float64 { return f.start },
			formula: func(row func(string) int, c int) string { return at(row(lnStock), c-1) }},
		{label: lnOpen, get: func(f *flow) []float64 { return f.open }},
		{label: lnArrive, get: func(f *flow) []float64 { return f.arrive }, formula: func(func(string) int, int) string { return "" }},
		{label: lnApart, get: apart},
		{label: lnScrap, get: scrap},
		{label: lnAvailable, point: true, get: func(f *flow) []float64 { return f.available },
			formula: func(row func(string) int, c int) string {
				return at(row(lnStart), c) + "+" + at(row(lnOpen), c) + "+" + at(row(lnArrive), c) + plusApart(row, c) + minusScrap(row, c)
			}},
		{label: lnLateStart, point: true, get: func(f *flow) []float64 { return f.lateStart },
			formula: func(row func(string) int, c int) string { return at(row(lnLate), c-1) }},
		{label: lnDemand, get: func(f *flow) []float64 { return f.demand }},
		{label: lnLost, get: lost},
		{label: lnOwed, point: true, get: func(f *flow) []float64 { return f.owed },
			formula: func(row func(string) int, c int) string {
				return at(row(lnLateStart), c) + "+" + at(row(lnDemand), c) + minusLost(row, c)
			}},
		{label: lnHeld, get: held},
		{label: lnSent, get: func(f *flow) []float64 { return f.sent },
			formula: func(row func(string) int, c int) string {
				return "MIN(" + at(row(lnAvailable), c) + "," + at(row(lnOwed), c) + ")" + minusHeld(row, c)
			}},
		{label: lnStock, point: true, get: func(f *flow) []float64 { return f.stock }, opening: func(f *flow) float64 { return f.opening },
			formula: func(row func(string) int, c int) string { return at(row(lnAvailable), c) + "-" + at(row(lnSent), c) }},
		{label: lnLate, point: true, get: func(f *flow) []float64 { return f.late }, opening: func(*flow) float64 { return 0 },
			formula: func(row func(string) int, c int) string { return at(row(lnOwed), c) + "-" + at(row(lnSent), c) }},
	}
	return slices.DeleteFunc(ls, func(l flowLine) bool {
		return l.label == lnApart && !hasApart || l.label == lnScrap && !hasScrap || l.label == lnLost && !hasLost || l.label == lnHeld && !hasHeld
	})
}
