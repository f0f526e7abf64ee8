package workbook

import (
	"math"

	"remanence/planner"
)

// Columns of the Checks sheet.
const (
	ccNo = iota + 1
	ccCheck
	ccUnit
	ccThis
	ccShould
	ccDifference
	ccTolerance
	ccOK
	ccMeaning
)

// checks says where the answers of the checks stand.
type checks struct {
	sheet   *sheet
	first   int
	next    int
	overall string // TRUE when all hold
	allTrue bool
	digest  int // row of the check that the plan is up to date; 0 when not known
}

// bound is one side of a check: a formula, or a figure of the app.
type bound struct {
	formula string
	value   float64
	f       format
}

func (x bound) cell() cell {
	if x.formula == "" {
		return stated(x.value, x.f)
	}
	return calc(x.formula, x.value, x.f)
}

// sum is a check that a sheet built earlier asks for.
type sum struct {
	what, unit   string
	this, should bound
	tolerance    string
	meaning      string
}

func buildChecks(b *book) *sheet {
	s := newSheet(checkName, "Sums that must tie, live; one FALSE here shows on the cover",
		"Checks", "Each line compares two figures that must be the same. A change of an input by hand turns the lines that compare with the app FALSE: the workbook then no longer shows the app's plan.")
	s.manyBlocks()
	s.maxWidth = 60
	s.widths = map[int]float64{ccThis: 24, ccShould: 24, ccMeaning: 60}
	b.checks = checks{sheet: s, first: firstRow, next: firstRow, allTrue: true}
	s.heads(headRow, "No.", "Check", "Unit", "This", "Should equal", "Difference", "Tolerance", "OK", "Meaning")
	parts := b.partRows()
	b.moneyChecks()
	b.figureChecks()
	b.listChecks()
	b.shareChecks()
	for _, x := range b.sums {
		b.check(x.what, x.unit, x.this, x.should, x.tolerance, x.meaning)
	}
	b.recountCheck()
	b.digestCheck()
	// The parts' own rows stand below; how many hold is one line above.
	at0 := b.checks.next + 1 + 3
	if parts > 0 {
		ok := span(at0, at0+parts-1, ccOK)
		good := b.partChecks(s, at0)
		b.check("Parts whose book closes and shows the app's stock", "rows", bound{"COUNTIF(" + ok + ",TRUE)", float64(good), plain},
			bound{"ROWS(" + ok + ")", float64(parts), plain}, "", "rows below")
	}
	last := b.checks.next - 1
	s.line(totalRow, ccCheck, totalText("All checks"))
	all := cell{value: b.checks.allTrue, formula: "AND(" + at(b.checks.first, ccOK) + ":" + at(last, ccOK) + ")", style: style{role: roleTotal, format: truth}}
	s.put(totalRow, ccOK, all)
	b.checks.overall = s.at(totalRow, ccOK)
	b.named("A_AllChecks", s, totalRow, ccOK)
	s.flags = append(s.flags, at(totalRow, ccOK)+":"+at(totalRow, ccOK), at(b.checks.first, ccOK)+":"+at(max(last, at0+parts-1), ccOK))
	return s
}

// check adds a line; a tolerance of "" is none.
func (b *book) check(what, unit string, this, should bound, tolerance, meaning string) {
	s := b.checks.sheet
	r := b.checks.next
	b.checks.next++
	b.checks.allTrue = b.checkLine(s, r, r-b.checks.first+1, what, unit, this, should, tolerance) && b.checks.allTrue
	m := text(meaning)
	m.style.wrap = true
	s.put(r, ccMeaning, m)
}

// checkLine writes one comparison and reports whether it holds.
func (b *book) checkLine(s *sheet, r, no int, what, unit string, this, should bound, tolerance string) bool {
	t := bound{"", 0, general}
	switch tolerance {
	case "money":
		size := math.Abs(b.sum.totalValue)
		t = bound{"MAX(" + b.set.cents + "," + b.set.noise + "*ABS(" + b.sum.total + "))", max(centTolerance, noiseTolerance*size), `0.000000`}
	case "units":
		t = bound{b.set.units, unitTolerance, `0.000`}
	case "parts":
		n := b.budget.rows
		t = bound{b.set.units + "*ROWS(" + b.budget.sheet.span(firstRow, firstRow+n-1, 1) + ")", unitTolerance * float64(n), `0.000`}
	case "share":
		t = bound{b.set.noise, noiseTolerance, tiny}
	}
	d := this.value - should.value
	ok := math.Abs(d) <= t.value
	s.line(r, ccNo, number(no), text(what), text(unit), this.cell(), should.cell())
	s.put(r, ccDifference, calc(at(r, ccThis)+"-"+at(r, ccShould), d, tiny))
	if tolerance == "" {
		s.put(r, ccTolerance, input(0, plain))
	} else {
		s.put(r, ccTolerance, t.cell())
	}
	s.put(r, ccOK, calc("IFERROR(ABS("+at(r, ccDifference)+")<="+at(r, ccTolerance)+",FALSE)", ok, truth))
	return ok
}

// digestCheck compares the inputs of the plan with the document as it stands, and
// what was found out later with the plan. Not known is not TRUE: the line says so
// and stays out of the answer.
func (b *book) digestCheck() {
	b.checks.digest = b.sameDigest("The plan was made from the inputs as they stand", b.plan.Digest, b.o.Digest, "A difference means out of date: plan again in the app")
	if k := b.o.Findings.Outages; k != nil {
		b.sameDigest("The outages speak of this plan", k.Digest, b.plan.Digest, "A difference means that another plan was asked: find out again in the app")
	}
}

// sameDigest compares two digests and gives the row of the line, 0 when one is not
// known.
func (b *book) sameDigest(what, this, should, meaning string) int {
	s, r := b.checks.sheet, b.checks.next
	b.checks.next++
	same := this == should
	s.line(r, ccNo, number(r-b.checks.first+1), text(what), text("digest"), textAs(this, roleStated))
	m := text(meaning)
	m.style.wrap = true
	s.put(r, ccMeaning, m)
	if this == "" || should == "" {
		s.put(r, ccShould, textAs("not known", roleStated))
		s.put(r, ccOK, text("not checked"))
		return 0
	}
	s.put(r, ccShould, textAs(should, roleStated))
	d := 1.0
	if same {
		d = 0
	}
	s.put(r, ccDifference, calc("IF("+at(r, ccThis)+"="+at(r, ccShould)+",0,1)", d, plain))
	s.put(r, ccTolerance, input(0, plain))
	s.put(r, ccOK, calc("IFERROR(ABS("+at(r, ccDifference)+")<="+at(r, ccTolerance)+",FALSE)", same, truth))
	b.checks.allTrue = b.checks.allTrue && same
	return r
}

// partRows is how many lines the parts' own checks take.
func (b *book) partRows() int { return 2 * len(b.demand.flows) }

// partChecks closes the book of every part and compares its stock with the
// app's; it returns how many lines hold.
func (b *book) partChecks(s *sheet, r int) int {
	d := b.demand
	s.put(r-2, 1, block("By part"))
	s.heads(r-1, "No.", "Check", "Unit", "This", "Should equal", "Difference", "Tolerance", "OK", "Meaning")
	good := 0
	for i, f := range d.flows {
		balance := d.balanceRow(f)
		this := bound{d.sheet.at(balance, dcTotal), d.sheet.value(balance, dcTotal), tiny}
		if b.checkLine(s, r, 2*i+1, f.part+": opening + arrivals − demand = what is left", f.unit, this, bound{"", 0, `#,##0.00`}, "units") {
			good++
		}
		r++
		rows := func(label string) string {
			row := f.head + d.offset[label]
			return on(demandName, fixed(row, dcFirstMonth)+":"+fixed(row, d.lastCol))
		}
		live, app := 0.0, 0.0
		for t := range b.plan.Months {
			live += f.stock[t] - f.late[t]
			app += f.planned.Stock[t] - f.planned.Backlog[t]
		}
		this = bound{"SUM(" + rows(lnStock) + ")-SUM(" + rows(lnLate) + ")", live, `#,##0.00_);(#,##0.00)`}
		if b.checkLine(s, r, 2*i+2, f.part+": stock less late, over all months", f.unit, this, bound{"", app, `#,##0.00_);(#,##0.00)`}, "units") {
			good++
		}
		r++
	}
	return good
}

// appByKind is the present value of each kind as the app booked it.
func (b *book) appByKind() map[planner.CostKind]float64 { return b.plan.ByKind() }

// count is 1 for yes, as a sum of TRUE and FALSE sees it.
func count(b bool) int {
	if b {
		return 1
	}
	return 0
}
