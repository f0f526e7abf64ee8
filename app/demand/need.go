package demand

import (
	"remanence/app/tr"
	"remanence/app/ui/figures"
	"remanence/app/why"
	"remanence/app/words"
	"remanence/planner"
	"remanence/planner/chain"
)

// stockFacts are what is there and what is on its way.
func stockFacts(p *planner.Project, part *planner.Part) []Fact {
	var hand, open, apart float64
	var last planner.Month
	found := false
	held := map[string][]why.Input{}
	for _, s := range p.Stock {
		if s.Part != part.ID {
			continue
		}
		found = true
		kind, how := s.Kind, tr.T("entered as stock of the project")
		switch s.Kind {
		case planner.OnHand:
			hand += s.Pieces
		case planner.OpenOrder:
			open, last = open+s.Pieces, max(last, s.Month)
			how = tr.F("an order already placed, due %s", figures.MonthLabel(s.Month))
		default:
			apart += s.Pieces
			kind = keptApart
		}
		held[kind] = append(held[kind], why.Input{Name: part.ID, Value: figures.Number(s.Pieces, 0) + "\u00a0" + string(part.Unit), How: how, Page: "demand", What: part.ID})
	}
	unit := "\u00a0" + string(part.Unit)
	explain := func(name, value, formula string, inputs []why.Input) Fact {
		e := why.Explanation{Title: tr.F("%s of %s@@title", name, part.ID), Value: value, Formula: formula, Inputs: inputs}
		if value == figures.Missing {
			e.Formula, e.Notes = tr.T("nothing is entered"), []string{tr.T("Missing is not zero: whatever needs this figure says so.")}
		}
		return Fact{name, value, e}
	}
	onHand, onTheWay := figures.Missing, figures.Missing
	if found {
		onHand = figures.Number(hand, 0) + unit + cover(p, part, hand)
		onTheWay = figures.Number(open, 0) + unit
	}
	if open > 0 {
		onTheWay += tr.F(" until %s", figures.MonthLabel(last))
	}
	out := []Fact{explain(tr.T("On hand"), onHand, tr.T("sum of what is entered as on hand; weeks = until the demand month by month has used it up, without any arrival"), held[planner.OnHand]),
		explain(tr.T("Open orders"), onTheWay, tr.T("sum of the orders already placed"), held[planner.OpenOrder])}
	if apart > 0 {
		out = append(out, explain(tr.T("Kept apart"), figures.Number(apart, 0)+unit, tr.T("sum of what is entered as kept apart"), held[keptApart]))
	}
	safety := figures.Missing
	if part.SafetyStockWeeks.OK {
		safety = tr.F("%s weeks", figures.Auto(part.SafetyStockWeeks.V))
	}
	return append(out, explain(tr.T("Safety stock"), safety, tr.T("as entered"), []why.Input{why.Entered(p, tr.T("Safety stock"), planner.Path("part", part.ID, "safety_stock_weeks"), tr.T("weeks"), "demand")}))
}

// keptApart stands for every kind of stock beside on hand and on order.
const keptApart = "apart"

// needOf takes the yearly demand of a part apart.
func needOf(p *planner.Project, part *planner.Part, value string) why.Explanation {
	sum := units(p, part)
	e := why.Explanation{Title: tr.F("%s of %s@@title", tr.T("Demand"), part.ID), Value: value, Formula: tr.T("demand of all months of the plan × 12 ÷ months, × mass of a piece"),
		Inputs: []why.Input{{Name: tr.T("Demand of the whole plan"), Value: figures.Number(sum, 0) + "\u00a0" + string(part.Unit), How: tr.F("sum of %s", tr.N(p.Months, "%s month", "%s months")), Page: "demand", What: part.ID}}}
	if part.Unit == planner.Pieces {
		e.Inputs = append(e.Inputs, why.Entered(p, tr.T("Mass of a piece"), planner.Path("part", part.ID, "mass_g"), "g", "demand"))
	}
	return e
}

// needOfAll takes the yearly demand of all parts apart.
func needOfAll(p *planner.Project, value string) why.Explanation {
	e := why.Explanation{Title: tr.T("Demand of all parts"), Value: value, Formula: tr.T("sum of yearly pieces × mass of a piece, and of kilograms of materials")}
	weighed(p, &e, func(part *planner.Part, mass float64) {
		yearly := units(p, part) / years(p)
		e.Inputs = append(e.Inputs, why.Input{Name: part.ID, Value: figures.Mass(yearly * mass), How: tr.F("%s a year", quantity(yearly, string(part.Unit))), Page: "demand", What: part.ID})
	})
	return e
}

// weighed does something for every part that has a mass, kg a piece, and notes those
// that have none.
func weighed(p *planner.Project, e *why.Explanation, do func(part *planner.Part, mass float64)) {
	for i := range p.Parts {
		part := &p.Parts[i]
		if mass := part.MassKg(); mass.OK {
			do(part, mass.V)
		} else {
			e.Notes = append(e.Notes, tr.F("%s has no mass and is left out.", part.ID))
		}
	}
}

// leftOut names the parts whose elements cannot be counted.
func leftOut(p *planner.Project, f *planner.Facts, value string) why.Explanation {
	e := why.Explanation{Title: tr.T("Left out"), Value: value, Formula: tr.T("parts without a mass, or of a grade or material that is not in the library")}
	for i := range p.Parts {
		part := &p.Parts[i]
		how := ""
		if !part.MassKg().OK {
			how = tr.T("no mass")
		} else if known(f, part) {
			continue
		} else {
			how = tr.F("%q is not in the library, so its content is not known.", itemOf(part))
		}
		e.Inputs = append(e.Inputs, why.Input{Name: part.ID, Value: figures.Missing, How: how, Page: "demand", What: part.ID})
	}
	return e
}

func known(f *planner.Facts, part *planner.Part) bool {
	for _, x := range elementsOf(f, part) {
		if _, ok := chain.Content(f, part, itemOf(part), x); !ok {
			return false
		}
	}
	return true
}

// contentOfAll takes what all parts hold of an element a year apart.
func contentOfAll(p *planner.Project, f *planner.Facts, x Element) why.Explanation {
	e := inAll(p, f, x, why.Typical)
	e.Value = tr.F("%s a year (%s to %s)", figures.Mass(x.Typical), figures.Mass(x.Low), figures.Mass(x.High))
	e.Formula = tr.T("sum over the parts of demand a year × mass of a piece × content, with low, typical and high content")
	return e
}

// contentOfAllAt takes the low, the typical or the high figure of that apart.
func contentOfAllAt(p *planner.Project, f *planner.Facts, x Element, b why.Bound) why.Explanation {
	e := inAll(p, f, x, b)
	e.Title = b.Title(e.Title)
	e.Value = b.Yearly(1, planner.Range{Low: x.Low, Typical: x.Typical, High: x.High})
	e.Formula = [...]string{tr.T("sum over the parts of demand a year × mass of a piece × lowest content"), tr.T("sum over the parts of demand a year × mass of a piece × typical content"), tr.T("sum over the parts of demand a year × mass of a piece × highest content")}[b]
	return e
}

// inAll lists what the parts hold of an element a year, at one end of the range.
func inAll(p *planner.Project, f *planner.Facts, x Element, b why.Bound) why.Explanation {
	e := why.Explanation{Title: tr.F("%s in all parts", words.Capital(words.Element(x.Symbol)))}
	for i := range p.Parts {
		part := &p.Parts[i]
		mass := part.MassKg()
		content, ok := chain.Content(f, part, itemOf(part), x.Symbol)
		if !ok || !mass.OK {
			e.Notes = append(e.Notes, tr.F("%s has no known mass or content and is left out.", part.ID))
			continue
		}
		if content.High > 0 {
			kg := units(p, part) / years(p) * mass.V
			e.Inputs = append(e.Inputs, why.Input{Name: part.ID, Value: figures.Mass(kg * b.Of(content)), How: tr.F("%s a year × %s of %s", figures.Mass(kg), figures.Percent(b.Of(content), 2), itemOf(part)), Page: "demand", What: part.ID})
		}
	}
	return e
}
