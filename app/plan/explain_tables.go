package plan

import (
	"cmp"
	"slices"

	"remanence/app/tr"
	"remanence/app/ui/figures"
	"remanence/app/why"
	"remanence/app/words"
	"remanence/planner"
	"remanence/planner/chain"
)

// ElementWhy takes what the goods of a plan hold of an element apart by part and
// offer, the largest first.
func ElementWhy(in Input, e planner.ElementKg) why.Explanation {
	x := why.Explanation{Title: tr.F("%s received", words.Capital(words.Element(e.Element))), Value: tr.F("%s (%s to %s)", figures.Mass(e.Kg.Typical), figures.Mass(e.Kg.Low), figures.Mass(e.Kg.High)),
		Formula: tr.T("sum of kilograms received × content of the grade, low, typical and high; in the alloy ÷ yield, as oxide × the factor from metal to oxide")}
	type from struct{ part, offer, grade string }
	goods, held := map[from]float64{}, map[from]float64{}
	var order []from
	for _, r := range chain.Receipts(in.Project, in.Plan.Awards, true, nil) {
		content, known := chain.Content(in.Facts, r.Part, r.Grade, e.Element)
		if !known || content.High == 0 {
			continue
		}
		k := from{r.Part.ID, r.Offer.ID, r.Grade}
		if _, ok := goods[k]; !ok {
			order = append(order, k)
		}
		goods[k], held[k] = goods[k]+r.Kg, held[k]+r.Kg*content.Typical
	}
	slices.SortStableFunc(order, func(a, b from) int { return cmp.Compare(held[b], held[a]) })
	for _, k := range order[:min(len(order), mostInputs)] {
		in := why.Input{Name: k.part + "  " + k.offer, Value: figures.Mass(held[k]), How: tr.F("%s of %s, orders already placed included", figures.Mass(goods[k]), k.grade), Source: gradeSource(in.Facts, k.grade), Page: "plan", What: k.part}
		x.Inputs = append(x.Inputs, in)
	}
	if n := len(order) - mostInputs; n > 0 {
		x.Inputs = append(x.Inputs, why.Input{Name: tr.N(n, "%s smaller one", "%s smaller ones")})
	}
	x.Inputs = append(x.Inputs, why.Input{Name: tr.T("In the alloy"), Value: tr.F("%s (%s to %s)", figures.Mass(e.Alloy.Typical), figures.Mass(e.Alloy.Low), figures.Mass(e.Alloy.High)), How: tr.T("finished ÷ yield")})
	if e.Oxide.OK {
		x.Inputs = append(x.Inputs, why.Input{Name: tr.T("As oxide"), Value: figures.Mass(e.Oxide.V), How: tr.T("typical alloy × the factor from metal to oxide")})
	} else {
		x.Notes = append(x.Notes, tr.T("The facts have no factor from metal to oxide for it."))
	}
	return stale(in, x)
}

// mostInputs is how many inputs an explanation lists one by one.
const mostInputs = 25

// gradeSource is where the content of a grade or material comes from, marked where
// it is a default of the app.
func gradeSource(f *planner.Facts, name string) planner.Source {
	if g, ok := f.Grade(name); ok {
		s := g.Source
		s.Default = !s.User
		return s
	}
	m, _ := f.Material(name)
	return m.Source
}

// ChangeWhy explains what a test or a change of grade costs and how long it takes.
func ChangeWhy(in Input, c Change) why.Explanation {
	x := why.Explanation{Title: c.What, Value: c.Cost, Formula: tr.T("the test costs once what its offer says, with the tooling of the offer")}
	x.Inputs = append(x.Inputs, why.Input{Name: tr.T("When"), Value: c.When, How: tr.T("chosen by the plan: volume is zero before the gate"), Page: "plan"})
	if q := c.test; q != nil {
		inputs, notes := why.TestInputs(in.Project, q)
		x.Inputs, x.Notes = append(x.Inputs, inputs...), append(x.Notes, notes...)
	}
	if d := c.design; d != nil {
		x.Formula = tr.T("the change of grade costs once what was entered for it")
		x.Inputs = append(x.Inputs, why.ChangeInputs(in.Project, d)...)
	}
	return stale(in, x)
}

// CostRowWhy explains a line of the table of costs, with its value in both plans.
func CostRowWhy(in Input, c CostRow) (why.Explanation, bool) {
	e, ok := CostWhy(in, c.Kind)
	if ok && c.AsToday != figures.Missing {
		e.Notes = append(e.Notes, tr.F("As today: %s; the difference is %s.", c.AsToday, c.Change))
	}
	return e, ok
}

// OfferWhy explains the line of an offer in the table of those that could be asked
// about: what it costs landed and what the plan orders of it.
func OfferWhy(in Input, fit planner.Fit, kg float64) why.Explanation {
	e := why.Landed(in.Project, in.Facts, fit)
	ordered := figures.Missing
	if kg > 0 {
		ordered = figures.Mass(kg)
	}
	e.Inputs = append(e.Inputs, why.Input{Name: tr.T("Ordered"), Value: ordered, How: tr.T("all orders of the plan; orders already placed are apart"), Page: "plan", What: fit.Part.ID})
	return stale(in, e)
}

// ExtraWhy explains a line of what the least useful award of an offer would cost.
func ExtraWhy(offer, label, value string) why.Explanation {
	return why.Explanation{Title: tr.F("%s, with %s", label, offer), Value: value, Formula: tr.T("the plan made again with the least useful award of the offer − the plan as it is, discounted"),
		Inputs: []why.Input{{Name: offer, Value: value, How: tr.T("difference of this kind of cost between the two plans"), Page: "sources", What: planner.Path("offer", offer)}}}
}

func stale(in Input, e why.Explanation) why.Explanation { return e.With(in.old()) }
