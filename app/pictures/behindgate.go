package pictures

import (
	"fmt"
	"slices"
	"strings"

	"remanence/app/tr"
	"remanence/app/ui/figures"
	"remanence/app/why"
	"remanence/planner"
	"remanence/planner/cost"
	"remanence/planner/policy"
)

// What a mark of the timeline of gates speaks of.
const (
	gateTest     = "test"
	gateLicence  = "licence" // of what is shipped from a month on
	gateGranted  = "granted" // the licence of the first order
	gateGeneral  = "general" // the end of a general licence
	gateContract = "contract"
	gateFrom     = "from"
	gateUntil    = "until"
	gateOwed     = "owed"
	gateDesign   = "design"
)

// gateID is the id of a mark of the timeline: what it speaks of, whose, from when.
func gateID(kind, who string, m planner.Month) string {
	return fmt.Sprintf("%s|%s|%s", kind, who, m)
}

func behindGate(in Input, _ Choice, id string) Behind {
	w := strings.Split(id, "|")
	if in.Plan == nil || len(w) != 3 {
		return Behind{}
	}
	m, err := planner.ParseMonth(w[2])
	if err != nil {
		return Behind{}
	}
	kind, who := w[0], w[1]
	if kind == gateDesign {
		return leads("demand", who).because(func() why.Explanation { return designWhy(in, who, m) })
	}
	if in.Project.Offer(who) == nil {
		return Behind{}
	}
	field := map[string]string{gateTest: "qualification_months", gateLicence: "licence_rule", gateGranted: "licence_rule", gateGeneral: "general_licence_until",
		gateContract: "contract", gateFrom: "valid_from", gateUntil: "valid_to", gateOwed: "take_or_pay_kg_per_year"}[kind]
	return leads("sources", planner.Path("offer", who, field)).because(func() why.Explanation {
		switch kind {
		case gateTest:
			return testWhy(in, who, m)
		case gateContract, gateFrom, gateUntil:
			return contractWhy(in, who)
		}
		g := gates{in: in, settled: policy.Settle(in.Project, in.Facts)}
		switch kind {
		case gateOwed:
			return g.owedWhy(who, m)
		case gateGranted:
			return g.grantedWhy(g.settled.Offer(who))
		}
		return g.licenceWhy(g.settled.Offer(who), m)
	})
}

// testWhy is when the offers of a test can be used, and what the test costs.
func testWhy(in Input, offer string, m planner.Month) why.Explanation {
	i := slices.IndexFunc(in.Plan.Qualifications, func(q planner.QualificationStart) bool { return q.Start == m && slices.Contains(q.Offers, offer) })
	if i < 0 {
		return why.Explanation{}
	}
	q := &in.Plan.Qualifications[i]
	e := why.Explanation{Title: tr.F("Qualify %s", OfferNames(in.Project, q.Offers)), Value: tr.F("Usable from %s", figures.MonthLabel(q.Usable)),
		Formula: tr.T("month in which the test begins + months it takes, samples and PPAP among them; nothing is delivered before"),
		Inputs:  []why.Input{{Name: tr.T("Begins"), Value: figures.MonthLabel(q.Start), How: tr.T("chosen by the plan: volume is zero before the gate"), Page: "plan"}}}
	for _, step := range []struct {
		name string
		done planner.Month
	}{{tr.T("Samples approved"), q.Sample}, {tr.T("PPAP done"), q.PPAP}} {
		if step.done > q.Start && step.done <= q.Usable {
			e.Inputs = append(e.Inputs, why.Input{Name: step.name, Value: tr.F("before %s", figures.MonthLabel(step.done)), How: tr.T("step of the test, by the months its offer states")})
		}
	}
	inputs, notes := why.TestInputs(in.Project, q)
	e.Inputs = append(e.Inputs, inputs...)
	e.Inputs = append(e.Inputs, why.Input{Name: tr.T("Cost of the test"), Value: figures.Money(in.Project.Currency, q.Cost), How: tr.T("the test costs once what its offer says, with the tooling of the offer"), Page: "plan", What: "cost"})
	e.Notes = notes
	return e
}

// designWhy is from when on a part is bought in another grade.
func designWhy(in Input, part string, m planner.Month) why.Explanation {
	i := slices.IndexFunc(in.Plan.DesignChanges, func(d planner.DesignChange) bool { return d.Part == part && d.Start == m })
	if i < 0 {
		return why.Explanation{}
	}
	d := &in.Plan.DesignChanges[i]
	return why.Explanation{Title: tr.F("%s: change %s to %s", d.Part, d.From, d.To), Value: tr.F("From %s in grade %s", figures.MonthLabel(d.Start), d.To),
		Formula: tr.T("the month the plan chooses, not before the first one entered; the change of grade costs once what was entered for it"),
		Inputs:  append(why.ChangeInputs(in.Project, d), why.Input{Name: tr.T("Cost of the change, as paid"), Value: figures.Money(in.Project.Currency, d.Cost), How: tr.T("in the currency of the plan"), Page: "plan", What: "cost"})}
}

// contractWhy is in which months an offer can be ordered.
func contractWhy(in Input, offer string) why.Explanation {
	o := in.Project.Offer(offer)
	from, to := tr.T("the first month of the plan"), tr.T("the last month of the plan")
	if o.ValidFrom.OK {
		from = figures.MonthLabel(o.ValidFrom.V)
	}
	if o.ValidTo.OK {
		to = figures.MonthLabel(o.ValidTo.V)
	}
	cell := func(name, field string) why.Input {
		return why.Entered(in.Project, name, planner.Path("offer", offer, field), "", "sources")
	}
	return why.Explanation{Title: tr.F("When %s of %s can be ordered", o.ID, o.Supplier), Value: tr.F("%s to %s", from, to),
		Formula: tr.T("orders are placed from the first to the last month the offer states; one it does not state is that of the plan"),
		Inputs:  []why.Input{cell(tr.T("Valid from"), "valid_from"), cell(tr.T("Valid to"), "valid_to"), cell(tr.T("Contract"), "contract")}}
}

// owedWhy is what a take-or-pay costs in the year of a month.
func (g gates) owedWhy(offer string, m planner.Month) why.Explanation {
	list := cost.Commitments(g.settled, g.in.Facts)
	i := slices.IndexFunc(list, func(c cost.Commitment) bool { return c.Offer == offer })
	if i < 0 {
		return why.Explanation{}
	}
	c, o := list[i], g.in.Project.Offer(offer)
	taken, _ := g.taken(c.Supplier)
	short := max(0, c.KgPerYear-taken[m.Year()])
	e := why.Explanation{Title: tr.F("Take-or-pay of %s, %d", c.Supplier, m.Year()), Value: figures.Money(g.in.Project.Currency, short*c.PerKg),
		Formula: tr.T("(kilograms owed a year − kilograms ordered in the year) × cost of a kilogram not taken; nothing is owed before the first order"),
		Inputs: []why.Input{why.Entered(g.in.Project, tr.T("Owed a year"), planner.Path("offer", offer, "take_or_pay_kg_per_year"), "kg", "sources"),
			{Name: tr.T("Ordered in the year"), Value: mass(taken[m.Year()]), How: tr.T("orders of the plan, over all rows of the supplier"), Page: "plan", What: o.Item},
			{Name: tr.T("A kilogram not taken"), Value: figures.Money(g.in.Project.Currency, c.PerKg), How: tr.T("the lowest that a row stating the quantity asks: its charge, its share of the price, or the price"), Page: "sources", What: planner.Path("offer", offer, "take_or_pay_charge_per_kg")},
			{Name: tr.T("Not taken"), Value: mass(short), How: tr.T("owed − ordered")}}}
	return e
}

// licenceWhy is how the licence of an offer stands for what is shipped in a month.
func (g gates) licenceWhy(o *planner.Offer, m planner.Month) why.Explanation {
	p := o.Licence.In(m)
	p.From = m
	state := tr.T("no licence needed")
	if s, ok := g.period(o, p, m+1); ok {
		state = s.Text
	}
	e := why.Explanation{Title: tr.F("Licence of %s of %s, shipped in %s", o.ID, o.Supplier, figures.MonthLabel(m)), Value: state,
		Formula: tr.T("the regulation in force in the month of shipping, under the regime chosen; the wait is the stated percentile of a lognormal through its median and its 90th percentile")}
	if days := o.Licence.WaitDaysIn(m, g.settled.Percentile()); days > 0 {
		e.Value = tr.F("%s, a wait of %s days", state, figures.Number(days, 0))
	}
	e.Inputs, e.Notes = why.LicenceInputs(g.in.Project, g.in.Facts, o, m)
	if o.Licence.General {
		until := why.Entered(g.in.Project, tr.T("General licence until"), planner.Path("offer", o.ID, "general_licence_until"), "", "sources")
		e.Inputs = append(e.Inputs, until)
	}
	return e
}

// grantedWhy is when the licence of the first order from an offer is there.
func (g gates) grantedWhy(o *planner.Offer) why.Explanation {
	first, from := g.firstLicensed([]*planner.Offer{o})
	if from == nil {
		return why.Explanation{}
	}
	ship := o.ShipMonth(first.Ordered)
	days := o.Licence.WaitDaysIn(ship, g.settled.Percentile())
	weeks := o.LeadWeeks.V + days/7
	e := why.Explanation{Title: tr.F("Licence of the first order, %s, placed in %s", o.ID, figures.MonthLabel(first.Ordered)), Value: tr.F("%s weeks after the order", figures.Number(weeks, 1)),
		Formula: tr.T("weeks of making + days of waiting ÷ 7, after the month of the order"),
		Inputs: []why.Input{{Name: tr.T("Ordered"), Value: figures.MonthLabel(first.Ordered), How: tr.T("first order of the plan that needs a licence"), Page: "plan", What: first.Part},
			why.Entered(g.in.Project, tr.T("Lead time"), planner.Path("offer", o.ID, "lead_time_weeks"), tr.T("weeks"), "sources"),
			{Name: tr.T("Wait for the licence"), Value: tr.F("%s days", figures.Number(days, 0)), How: tr.T("at the percentile of the wait")}}}
	inputs, notes := why.LicenceInputs(g.in.Project, g.in.Facts, o, ship)
	e.Inputs, e.Notes = append(e.Inputs, inputs...), notes
	return e
}
