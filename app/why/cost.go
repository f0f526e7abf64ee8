package why

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"remanence/app/tr"
	"remanence/app/ui/figures"
	"remanence/app/words"
	"remanence/planner"
	"remanence/planner/chain"
	"remanence/planner/cost"
)

// Landed takes the landed cost of a kilogram of an offer for a part apart, as an
// order in the first month of the plan.
func Landed(p *planner.Project, f *planner.Facts, fit planner.Fit) Explanation {
	o := fit.Offer
	u := cost.Base(p, f, o, fit.MassKg)
	e := Explanation{Title: tr.F("Landed cost of %s of %s for %s", o.ID, o.Supplier, fit.Part.ID), Value: tr.F("%s per kg", figures.Money(p.Currency, u.Landed)),
		Formula: tr.T("goods + duty + extra duty + freight and insurance, per kg in plan currency")}
	if why := o.Missing(); why != "" {
		e.Notes = append(e.Notes, words.Sentence(tr.F("the offer has %s, so it cannot win", why)))
	}
	if math.IsNaN(u.Landed) {
		e.Value = figures.Missing
		e.Notes = append(e.Notes, tr.F("There is no exchange rate for %s, so the cost is not known.", o.Currency))
		return e
	}
	if o.Price.OK {
		for _, l := range cost.Lines(p, f, o, o.Price.V, fit.MassKg, cost.AtStart(p, o)) {
			e.Inputs = append(e.Inputs, Input{Name: l.Title, Value: figures.Money(p.Currency, l.PerKg), How: l.Why, Source: l.Source, Page: "sources", What: planner.Path("offer", o.ID, "price")})
		}
	}
	if o.PriceUnit == planner.PerPiece {
		e.Inputs = append(e.Inputs, Entered(p, tr.T("Mass of a piece"), planner.Path("part", fit.Part.ID, "mass_g"), "g", "demand"))
	}
	if o.Currency != p.Currency && o.Currency != "" {
		e.Inputs = append(e.Inputs, rate(p, o.Currency))
	}
	if len(o.Tiers) > 0 {
		e.Notes = append(e.Notes, tr.T("Price steps come off when the quantity ordered reaches them; this is without any."))
	}
	return e
}

func rate(p *planner.Project, currency string) Input {
	in := Input{Name: tr.F("%s for one %s", currency, p.Currency), Value: figures.Missing, How: tr.T("exchange rate of the project"), What: planner.Path("settings", "fx_"+p.Currency+"_"+currency)}
	for _, r := range p.FX {
		if r.Currency == currency {
			in.Value = figures.Decimal(r.PerUnit.String(), -1)
			if r.Source != "" {
				in.Source = planner.Source{Name: r.Source}
			}
		}
	}
	return in
}

// Total takes the discounted cost of a plan apart by kind.
func Total(plan *planner.Plan) Explanation {
	e := Explanation{Title: tr.T("Cost of the plan, discounted"), Value: figures.Money(plan.Currency, plan.TotalCost), Formula: tr.T("sum of the kinds of cost, each entry discounted from the month it is paid")}
	by := plan.ByKind()
	for _, k := range planner.CostKinds {
		if v := by[k]; math.Abs(v) >= 0.005 {
			e.Inputs = append(e.Inputs, Input{Name: tr.Known(k.Label()), Value: figures.Money(plan.Currency, v), How: tr.Known(kindWords[k]), Page: "plan", What: "cost"})
		}
	}
	return e
}

var kindWords = map[planner.CostKind]string{
	planner.CostGoods: tr.Mark("quantity × price at the step reached, of every order"), planner.CostDuty: tr.Mark("duty and extra duty on the goods' price"),
	planner.CostFreight: tr.Mark("kilograms × freight, and insurance"), planner.CostDesignExtra: tr.Mark("pieces of another grade × its extra cost"),
	planner.CostQualification: tr.Mark("each test that is started, once"), planner.CostRedesign: tr.Mark("each change of grade, once"),
	planner.CostOrder: tr.Mark("order cost of each month with an order"), planner.CostCollection: tr.Mark("feed used × collection cost"),
	planner.CostHolding: tr.Mark("stock at month end × holding rate × value"), planner.CostShortage: tr.Mark("pieces late × shortage cost, and what is still owed at the end"),
	planner.CostTakeOrPay: tr.Mark("what is committed and not taken"), planner.CostEndStock: tr.Mark("credit for stock at the end of the plan"),
}

// CostPerYear explains the mean cost of a year.
func CostPerYear(plan *planner.Plan) Explanation {
	e := Explanation{Title: tr.T("Landed cost per year"), Value: figures.Money(plan.Currency, plan.KPIs.CostPerYear), Formula: tr.F("all money of the plan as paid × 12 ÷ %d months", plan.Months),
		Notes: []string{tr.T("As paid, not discounted. Open orders stand outside: their cost is the same in every plan.")}}
	for _, y := range plan.KPIs.CostByYear {
		e.Inputs = append(e.Inputs, Input{Name: fmt.Sprint(y.Year), Value: figures.Money(plan.Currency, y.Amount), How: tr.F("as paid; discounted %s", figures.Money(plan.Currency, y.Present)), Page: "plan", What: "cost"})
	}
	return e
}

// Exposure explains the share of an element that passes a stage in one country.
func Exposure(p *planner.Project, f *planner.Facts, x planner.Exposure) Explanation {
	e := Explanation{Title: words.Capital(tr.F("%s in %s", words.ElementAtStage(x.Element, x.Stage), words.Country(f, x.Country))), Value: figures.Percent(x.Worst, 1),
		Formula: tr.T("known share + share of unknown origin, by mass of what the plan receives"),
		Inputs: []Input{{Name: tr.T("Known to come from there"), Value: figures.Percent(x.Share, 1), How: tr.T("origin profiles of the offers, weighted by kilograms received")},
			{Name: tr.T("Unknown origin"), Value: figures.Percent(x.Unknown, 1), How: tr.T("nobody has stated it; it counts as the worst case")},
			{Name: tr.T("Mass received"), Value: figures.Mass(x.Kg), How: tr.T("awards and open orders × content of the element")}},
		Notes: []string{tr.T("The content of magnets is a default composition unless an assay is entered (Library).")}}
	return e
}

// Content explains how much of an element a part holds a year.
func Content(p *planner.Project, f *planner.Facts, part *planner.Part, element string) Explanation {
	grade := itemOf(part)
	r, known := chain.Content(f, part, grade, element)
	e := Explanation{Title: words.Capital(tr.F("%s in %s", words.Element(element), part.ID)), Value: figures.Missing, Formula: tr.T("demand a year × mass of a piece × content, with low, typical and high content"),
		Inputs: []Input{Entered(p, tr.T("Mass of a piece"), planner.Path("part", part.ID, "mass_g"), "g", "demand")}}
	units, perYear := demandOf(p, part)
	e.Inputs = append(e.Inputs, Input{Name: tr.T("Demand a year"), Value: figures.Number(perYear, 0) + " " + string(part.Unit), How: tr.F("%s over %d months × 12 ÷ %d", figures.Number(units, 0), p.Months, p.Months), Page: "demand", What: part.ID})
	if !known {
		e.Notes = append(e.Notes, tr.F("%q is not in the library, so its content is not known.", grade))
		return e
	}
	src, how := sourceOf(f, part, grade)
	e.Inputs = append(e.Inputs, Input{Name: tr.F("Content of %s", grade), Value: tr.F("%s to %s, typical %s", figures.Percent(r.Low, 2), figures.Percent(r.High, 2), figures.Percent(r.Typical, 2)), How: how, Source: src, Page: "library", What: shelf(part)})
	if mass := part.MassKg(); mass.OK {
		kg := perYear * mass.V
		e.Value = tr.F("%s a year (%s to %s)", figures.Mass(kg*r.Typical), figures.Mass(kg*r.Low), figures.Mass(kg*r.High))
	}
	return e
}

func sourceOf(f *planner.Facts, part *planner.Part, grade string) (planner.Source, string) {
	if part.IsMaterial() {
		m, _ := f.Material(grade)
		return m.Source, tr.T("composition of the material")
	}
	g, _ := f.Grade(grade)
	if g.Source.User {
		return g.Source, tr.T("your own assay")
	}
	src := g.Source
	src.Default = true
	return src, ""
}

// FirstShortage explains when demand is first not met.
func FirstShortage(p *planner.Project, plan *planner.Plan) Explanation {
	e := Explanation{Title: tr.T("First shortage"), Value: tr.T("none in the plan"), Formula: tr.T("opening stock + open orders + arrivals − demand, part by part and month by month; below zero is late")}
	if m := plan.KPIs.FirstShortfall; m.OK {
		e.Value = figures.MonthLabel(m.V)
	}
	for _, s := range plan.Shortfalls[:min(len(plan.Shortfalls), 20)] {
		e.Inputs = append(e.Inputs, Input{Name: s.Part + ", " + figures.MonthLabel(s.Month), Value: figures.Number(s.Pieces, 0), How: tr.T("late or lost at month end"), Page: "plan", What: s.Part})
	}
	if c := plan.KPIs.CoverWeeksLeast; c.OK {
		e.Inputs = append(e.Inputs, Input{Name: tr.T("Least cover"), Value: tr.F("%s weeks", figures.Number(c.V, 1)), How: plan.KPIs.CoverLeastPart, Page: "plan", What: plan.KPIs.CoverLeastPart})
	}
	return e
}

// Shortage explains by how much a part is short at worst, and in which months.
func Shortage(plan *planner.Plan, part string) Explanation {
	e := Explanation{Title: tr.F("Shortage of %s", part), Formula: tr.T("opening stock + open orders + arrivals − demand, month by month; below zero is late")}
	worst := planner.Shortfall{}
	for _, s := range plan.Shortfalls {
		if s.Part == part {
			if s.Pieces > worst.Pieces {
				worst = s
			}
			e.Inputs = append(e.Inputs, Input{Name: figures.MonthLabel(s.Month), Value: figures.Number(s.Pieces, 0), How: tr.T("late or lost at month end"), Page: "plan", What: part})
		}
	}
	e.Value = tr.F("%s in %s", figures.Number(worst.Pieces, 0), figures.MonthLabel(worst.Month))
	return e
}

// Kind takes one kind of cost of a plan apart by part and offer, the largest
// first.
func Kind(plan *planner.Plan, kind planner.CostKind) Explanation {
	e := Explanation{Title: tr.Known(kind.Label()), Value: figures.Money(plan.Currency, plan.ByKind()[kind]), Formula: tr.F("%s, discounted from the month it is paid", tr.Known(kindWords[kind]))}
	type key struct{ part, offer string }
	paid, worth := map[key]float64{}, map[key]float64{}
	var keys []key
	for _, c := range plan.Costs {
		if c.Kind != kind {
			continue
		}
		k := key{c.Part, c.Offer}
		if _, ok := paid[k]; !ok {
			keys = append(keys, k)
		}
		paid[k], worth[k] = paid[k]+c.Amount, worth[k]+c.Present
	}
	slices.SortStableFunc(keys, func(a, b key) int { return cmp.Compare(math.Abs(worth[b]), math.Abs(worth[a])) })
	const most = 25
	rest := 0.0
	for i, k := range keys {
		if i >= most {
			rest += worth[k]
			continue
		}
		in := Input{Name: strings.TrimSpace(k.part + "  " + k.offer), Value: figures.Money(plan.Currency, worth[k]), How: tr.F("as paid %s", figures.Money(plan.Currency, paid[k])), Page: "plan", What: k.part}
		if k.part == "" {
			in.Page, in.What = "sources", planner.Path("offer", k.offer)
		}
		e.Inputs = append(e.Inputs, in)
	}
	if len(keys) > most {
		e.Inputs = append(e.Inputs, Input{Name: tr.N(len(keys)-most, "%s smaller one", "%s smaller ones"), Value: figures.Money(plan.Currency, rest)})
	}
	return e
}
