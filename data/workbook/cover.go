package workbook

import (
	"fmt"

	"remanence/planner"
)

func buildCover(b *book) *sheet {
	s := newSheet(coverName, "This page",
		b.o.heading(b.p), "Sourcing plan off a single country: the finance workbook of Remanence. Every figure can be traced to its inputs.")
	s.manyBlocks()
	s.high = true
	s.widths = map[int]float64{1: 30, 2: 70}
	b.banner(s)
	s.heads(headRow, "Item", "Value")
	r := firstRow
	put := func(label string, c cell) {
		s.line(r, 1, text(label), c)
		r++
	}
	put("All checks hold", leftOf(calc(b.checks.overall, b.checks.allTrue, truth)))
	s.flags = append(s.flags, at(r-1, 2)+":"+at(r-1, 2))
	put("Total cost, present value ("+b.ccy()+")", leftOf(calc(b.sum.total, b.sum.totalValue, b.money)))
	put("Project", text(b.p.Name))
	if b.o.Scenario != "" {
		put("Scenario the project is under", text(b.o.Scenario))
	}
	put("Plan", text(b.plan.Name))
	put("Status of the plan", text(statusWords(b.plan.Status)))
	put("How good it is", text(gapSentence(b.plan)))
	put("Currency", text(b.p.Currency))
	put("As of", asOf(b.o.AsOf))
	put("First month", leftOf(calc(b.set.start, serial(b.plan.Start), monthly)))
	put("Last month", leftOf(calc("EOMONTH("+b.set.start+","+b.set.months+"-1)", serial(b.monthOf(b.plan.Months-1)), monthly)))
	r = b.indexBlock(s, r+1)
	r = b.legendBlock(s, r+1)
	b.originBlock(s, r+1)
	return s
}

// leftOf keeps a figure beside its label on the wide column of the cover.
func leftOf(c cell) cell {
	c.style.left = true
	return c
}

// banner says at the top whether the plan still belongs to its inputs.
func (b *book) banner(s *sheet) {
	const current, stale = "The plan was made from the inputs as they stand.", "OUT OF DATE: the inputs have changed since this plan was made. Plan again in the app before use."
	if b.checks.digest == 0 {
		s.put(totalRow, 1, note("Whether the plan is up to date is not known."))
		return
	}
	c := cell{value: current, style: style{role: roleNote}}
	if b.plan.Digest != b.o.Digest {
		c = cell{value: stale, style: style{role: roleBanner}}
	}
	c.formula = "IF(" + b.checks.sheet.at(b.checks.digest, ccOK) + `,"` + current + `","` + stale + `")`
	s.put(totalRow, 1, c)
}

func asOf(s string) cell {
	if v, ok := dateSerial(s); ok {
		return leftOf(cell{value: v, style: style{format: dated}})
	}
	return text(orText(s, "not stated"))
}

func statusWords(s planner.PlanStatus) string {
	switch s {
	case planner.StatusOptimal:
		return "proven within the gap asked for"
	case planner.StatusFeasible:
		return "a plan that keeps the hard rules; stopped before the proof was complete"
	case planner.StatusInfeasible:
		return "the hard rules contradict each other; see the reasons on the Summary"
	case planner.StatusCancelled:
		return "stopped before any plan was found"
	}
	return string(s)
}

// gapSentence says in words how much better a plan could be.
func gapSentence(p *planner.Plan) string {
	switch {
	case p.Status == planner.StatusInfeasible || p.Status == planner.StatusCancelled:
		return "no statement"
	case p.Gap <= 0:
		return "no better plan exists under these inputs and rules"
	}
	return fmt.Sprintf("at most %.2f %% better exists under these inputs and rules", p.Gap*100)
}

// indexBlock lists the sheets with links.
func (b *book) indexBlock(s *sheet, r int) int {
	s.put(r, 1, block("Sheets"))
	s.heads(r+1, "Sheet", "Purpose")
	r += 2
	for _, name := range tabs {
		for _, x := range append([]*sheet{s}, b.sheets...) {
			if x.name == name {
				s.line(r, 1, linked(name, on(name, "A1")), text(x.purpose))
				r++
			}
		}
	}
	return r
}

// legendBlock explains colours, signs and rounding.
func (b *book) legendBlock(s *sheet, r int) int {
	s.put(r, 1, block("How to read it"))
	r++
	swatch := func(ro role, label, words string) {
		c := textAs(label, ro)
		s.line(r, 1, c, text(words))
		r++
	}
	swatch(roleInput, "blue on cream", "typed by the buyer, quoted by a supplier, or decided by the plan")
	swatch(roleFormula, "black", "formula from the same sheet")
	swatch(roleCross, "green", "formula that reads another sheet")
	swatch(roleStated, "violet, italic", "computed in the app and stored as a value")
	for _, x := range [][2]string{
		{"Signs", "costs and payments are positive; credits stand in brackets; a premium is positive when the plan costs more"},
		{"Rounding", "figures carry full precision and are rounded only for show; a shown sum may differ from its shown parts by a cent"},
		{"Months", "real dates on the last day of the month"},
		{"Discounting", "to the first month of the plan, yearly rate to the power of months ÷ 12"},
		{"Units", "in the header or beside the line; material lines are in kg, parts in pieces; nothing is scaled to thousands"},
		{"Open orders", "orders already placed are sunk cost: they feed stock on Demand and stand outside the total"},
	} {
		t := wrapped(x[1])
		s.line(r, 1, text(x[0]), t)
		r++
	}
	return r
}

// originBlock says what made the figures.
func (b *book) originBlock(s *sheet, r int) {
	s.put(r, 1, block("Where it comes from"))
	r++
	for _, x := range [][2]string{
		{digestPlan, orText(b.plan.Digest, "not stated")},
		{digestNow, orText(b.o.Digest, "not stated")},
		{"Solver", orText(b.plan.Solver, "not stated")},
		{"Seed", fmt.Sprint(b.plan.Seed)},
		{"Written by", "Remanence " + orText(b.o.AppVersion, "(version not stated)")},
	} {
		s.line(r, 1, text(x[0]), text(x[1]))
		r++
	}
}
