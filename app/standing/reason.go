package standing

import (
	"math"
	"slices"

	"remanence/app/tr"
	"remanence/app/ui/figures"
	"remanence/app/why"
	"remanence/app/words"
	"remanence/planner"
	"remanence/planner/cost"
	"remanence/planner/policy"
)

// Reason takes a sentence that explains the plan apart: the rule it speaks of against
// its limits, or the offers of its part with their cost and what is ordered of them,
// or the cost of the whole plan.
func Reason(p *planner.Project, f *planner.Facts, plan *planner.Plan, r planner.Reason) why.Explanation {
	said := words.Reason(r.Text)
	if i := slices.IndexFunc(p.Rules, func(x planner.Rule) bool { return x.ID == r.Rule }); i >= 0 {
		e := Why(p, f, plan, &p.Rules[i])
		e.Notes = append([]string{said}, e.Notes...)
		return e
	}
	parts := []*planner.Part{p.Part(r.Part)}
	if parts[0] == nil {
		parts = nil
		for i := range p.Parts {
			if r.Offer != "" && slices.ContainsFunc(p.Fits(&p.Parts[i], f), func(x planner.Fit) bool { return x.Offer.ID == r.Offer }) {
				parts = append(parts, &p.Parts[i])
			}
		}
	}
	if len(parts) == 0 {
		e := why.Total(plan)
		e.Notes = append([]string{said}, e.Notes...)
		return e
	}
	e := why.Explanation{Title: tr.T("Why this plan"), Value: said, Formula: tr.T("landed cost of every offer that fits, without price steps, and what the plan orders of it")}
	settled := policy.Settle(p, f)
	for _, part := range parts {
		for _, x := range settled.Fits(settled.Part(part.ID), f) {
			if r.Part == "" && x.Offer.ID != r.Offer {
				continue
			}
			in := why.Input{Name: part.ID + "  " + x.Offer.ID + "  " + x.Offer.Supplier, Value: figures.Missing, Page: "sources", What: planner.Path("offer", x.Offer.ID, "price")}
			if landed := cost.Base(settled, f, x.Offer, x.MassKg).Landed; !math.IsNaN(landed) && x.Offer.Missing() == "" {
				in.Value = tr.F("%s per kg", figures.Money(p.Currency, landed))
			}
			in.How = tr.T("the plan orders nothing of it")
			if kg := ordered(plan, part.ID, x.Offer.ID); kg > 0 {
				in.How = tr.F("the plan orders %s of it", figures.Mass(kg))
			}
			e.Inputs = append(e.Inputs, in)
		}
	}
	return e
}

// ordered is what a plan orders of an offer for a part, kg.
func ordered(plan *planner.Plan, part, offer string) (kg float64) {
	for _, a := range plan.Awards {
		if a.Part == part && a.Offer == offer {
			kg += a.Kg
		}
	}
	return kg
}
