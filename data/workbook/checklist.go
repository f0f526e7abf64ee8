package workbook

import (
	"strings"

	"remanence/planner"
)

// moneyChecks tie the money of the workbook to itself and to the app.
func (b *book) moneyChecks() {
	c, sum := b.ccy(), b.sum.sheet
	total := bound{b.sum.total, b.sum.totalValue, b.money}
	b.check("Total cost = total of the app", c, total, bound{"", b.plan.TotalCost, b.money}, "money",
		"the workbook shows the plan of the app to the cent")
	rows := bound{"SUM(" + b.awardSpan(acPresent) + ")+SUM(" + b.otherSpan(ocPresent) + ")",
		b.awardSum(acPresent) + b.other.sheet.sum(b.other.first, b.other.last, ocPresent), b.money}
	b.check("Present value of every row = total cost", c, rows, total, "money", "awards and other costs, discounted row by row, are the sum of the kinds")
	app := b.appByKind()
	for i, k := range planner.CostKinds {
		row := b.sum.kindFirst + i
		v := sum.value(row, skPresent)
		if v == 0 && app[k] == 0 {
			continue
		}
		b.check(k.Label()+" = "+k.Label()+" of the app", c, bound{sum.at(row, skPresent), v, b.money}, bound{"", app[k], b.money}, "money", "present value of the kind")
	}
	arriving := bound{"SUM(" + sum.span(b.sum.monthFirst, b.sum.monthLast, smLanded) + ")", sum.sum(b.sum.monthFirst, b.sum.monthLast, smLanded), b.money}
	last := b.demand.sheet.at(headRow, b.demand.lastCol)
	inTime := bound{"SUMIFS(" + b.awardSpan(acCost) + "," + b.awardSpan(acArrives) + `,"<="&` + last + ")", b.inTime(acCost), b.money}
	b.check("Landed cost by month = awards that arrive in the plan", c, arriving, inTime, "money", "no award falls between two months")
	b.check("Landed cost by year = by month", c,
		bound{sum.at(b.sum.yearLast+1, 3), sum.value(b.sum.yearLast+1, 3), b.money}, arriving, "money", "")
}

// figureChecks tie the headline figures to those on the app's screen.
func (b *book) figureChecks() {
	k, s := &b.plan.KPIs, b.sum.sheet
	if k.CostPerYear == 0 {
		return // the plan was made without figures
	}
	unit := b.ccy() + " per year"
	b.check("Landed cost a year = the app's", unit, bound{s.at(b.sum.perYearRow, 2), s.value(b.sum.perYearRow, 2), b.money}, bound{"", k.CostPerYear, b.money}, "money", "the figure on the overview page")
	if k.CostPerKg.OK {
		row := b.sum.perKgRow
		b.check("Landed cost per kilogram = the app's", b.ccy()+" per kg", bound{s.at(row, 2), s.value(row, 2), b.perUnit}, bound{"", k.CostPerKg.V, b.perUnit}, "money", "")
	}
}

// listChecks look for rows that are missing, blank or out of the plan.
func (b *book) listChecks() {
	p := b.prices
	b.check("Awarded kg = kg on the rows of the price build-up", "kg",
		bound{"SUM(" + b.awardSpan(acKg) + ")", b.awardSum(acKg), masses},
		bound{"SUM(" + p.sheet.span(p.first, p.last, pcAwarded) + ")", p.sheet.sum(p.first, p.last, pcAwarded), masses}, "units", "every award has its price")
	kg := 0.0
	for _, a := range b.plan.Awards {
		kg += a.Kg
	}
	b.check("Awarded kg = awarded kg of the app", "kg",
		bound{"SUM(" + b.awardSpan(acKg) + ")", b.awardSum(acKg), masses}, bound{"", kg, masses}, "units", "no award was changed by hand")
	arrived := bound{"SUMIFS(" + b.awardSpan(acGood) + "," + b.awardSpan(acArrives) + `,"<="&` + b.demand.sheet.at(headRow, b.demand.lastCol) + ")", b.inTime(acGood), masses}
	d, line, v := b.demand, on(demandName, span(firstRow, b.demand.lastRow(), dcLine)), 0.0
	for _, f := range d.flows {
		v += d.sheet.value(f.head+d.offset[lnArrive], dcTotal)
	}
	b.check("Units arriving on Demand = good units of the awards", "units",
		bound{"SUMIFS(" + on(demandName, span(firstRow, b.demand.lastRow(), dcTotal)) + "," + line + `,"` + lnArrive + `")`, v, masses}, arrived, "units",
		"every award reaches its part and month")
	n := float64(len(b.plan.Awards))
	if n > 0 {
		rows := bound{"ROWS(" + b.awardSpan(acKg) + ")", n, plain}
		found, priced := 0.0, 0.0
		for _, k := range p.keys {
			row := p.byKey[k]
			if row.note == "" {
				found++
			}
			if row.landed > 0 {
				priced++
			}
		}
		b.check("Awards that find their line of the price build-up", "rows", bound{"COUNT(" + b.awardSpan(acLine) + ")", n, plain}, rows, "", "")
		b.check("Awards with a unit cost above 0", "rows", bound{"COUNTIF(" + b.awardSpan(acLanded) + `,">0")`, priced, plain}, rows, "", "missing is missing: no award rests on a blank price or rate")
		b.check("Awards whose offer stands in the project", "rows", bound{"", found, plain}, rows, "", "counted by the app when the workbook was written")
	}
	fx := b.set.rates
	present := 0.0
	for r := b.set.fxFirst; r <= b.set.fxLast; r++ {
		if fx.value(r, 2) > 0 {
			present++
		}
	}
	rates := fx.span(b.set.fxFirst, b.set.fxLast, 2)
	b.check("Currency rates present and above 0", "rows", bound{"COUNTIF(" + rates + `,">0")`, present, plain},
		bound{"ROWS(" + rates + ")", float64(b.set.fxLast - b.set.fxFirst + 1), plain}, "", "a blank rate means that offers in that currency cannot be compared")
	b.discountCheck()
}

// discountCheck looks for a discount factor that is out of step with its months.
func (b *book) discountCheck() {
	all := func(span string) string { return "COUNTIF(" + span + `,">0")-COUNTIF(` + span + `,">1")` }
	n := func(s *sheet, first, last, col int) float64 {
		k := 0.0
		for r := first; r <= last; r++ {
			if v := s.value(r, col); v > 0 && v <= 1 {
				k++
			}
		}
		return k
	}
	rows := float64(len(b.plan.Awards) + len(b.other.entries))
	b.check("Discount factors above 0 and at most 1", "rows",
		bound{all(b.awardSpan(acFactor)) + "+" + all(b.otherSpan(ocFactor)), n(b.awards.sheet, b.awards.first, b.awards.last, acFactor) +
			n(b.other.sheet, b.other.first, b.other.last, ocFactor), plain},
		bound{"COUNT(" + b.awardSpan(acKg) + ")+COUNT(" + b.otherSpan(ocAmount) + ")", rows, plain}, "", "nothing is paid before the plan starts")
}

// recountCheck says what the app found when it counted the plan a second time.
func (b *book) recountCheck() {
	if b.o.Recount == nil {
		return
	}
	found := b.o.Recount.Findings
	meaning := "dates, lots, capacity, tests, stock, rules and costs, counted by the app before the workbook was written"
	if len(found) > 0 {
		meaning = "A fault of the program, please report it: " + strings.Join(found, "; ")
	}
	b.check("Second count of the plan by other code, in decimals", "findings", bound{"", float64(len(found)), plain}, bound{"", 0, plain}, "", meaning)
}

// shareChecks want shares that add up.
func (b *book) shareChecks() {
	s, one := b.sum.sheet, 0.0
	if b.awardSum(acKg) > 0 {
		one = 1
	}
	for _, x := range []struct {
		what        string
		first, last int
	}{{"Shares of supplier groups add up", b.sum.groupFirst, b.sum.groupLast}, {"Shares of countries add up", b.sum.countryFirst, b.sum.countryLast}} {
		b.check(x.what, "of kg", bound{s.at(x.last+1, shShare), s.value(x.last+1, shShare), share2},
			bound{"IF(SUM(" + b.awardSpan(acKg) + ")>0,1,0)", one, share2}, "share", "100 % of what is awarded")
	}
}

// inTime sums a column of the awards that arrive within the plan.
func (b *book) inTime(col int) float64 {
	v := 0.0
	for i, a := range b.plan.Awards {
		if int(a.Arrives-b.plan.Start) < b.plan.Months {
			v += b.awards.sheet.value(firstRow+i, col)
		}
	}
	return v
}
