package cost

import (
	"strconv"

	"remanence/planner"
)

// TierScheme names the quantities that are added up before a tier is chosen:
// all rows of a supplier, those of a contract or one row, in a calendar year of
// ordering or over the plan.
func TierScheme(o *planner.Offer, ordered planner.Month) string {
	key := "supplier " + o.Supplier
	switch {
	case o.TierScope == planner.TierRow, o.TierScope == planner.TierContract && o.Contract == "":
		key = "row " + o.ID
	case o.TierScope == planner.TierContract:
		key = "contract " + o.Contract
	}
	if o.TierPeriod == planner.TierHorizon {
		return key
	}
	return key + " " + strconv.Itoa(ordered.Year())
}

// Counts reports whether a kilogram of an offer raises the total of the tiers of
// another (or of its own).
func Counts(o, tiered *planner.Offer) bool {
	switch {
	case tiered.TierScope == planner.TierRow, tiered.TierScope == planner.TierContract && tiered.Contract == "":
		return tiered.ID == o.ID
	case tiered.TierScope == planner.TierContract:
		return tiered.Contract == o.Contract
	}
	return tiered.Supplier == o.Supplier
}

// TierTotals adds up the kilograms awarded in each tier scheme. Every row of
// the supplier (or contract) counts, tiers of its own or not.
func TierTotals(p *planner.Project, awards []planner.Award) map[string]float64 {
	totals := map[string]float64{}
	for _, a := range awards {
		o := p.Offer(a.Offer)
		if o == nil {
			continue
		}
		for _, scheme := range schemesFed(p, o, a.Ordered) {
			totals[scheme] += a.Kg
		}
	}
	return totals
}

// schemesFed lists the schemes whose total a kilogram of the offer raises.
func schemesFed(p *planner.Project, o *planner.Offer, m planner.Month) []string {
	var out []string
	seen := map[string]bool{}
	for i := range p.Offers {
		x := &p.Offers[i]
		if len(Steps(x)) == 1 || !Counts(o, x) {
			continue
		}
		if key := TierScheme(x, m); !seen[key] {
			seen[key] = true
			out = append(out, key)
		}
	}
	return out
}

// AwardUnit is the landed cost of a kilogram of an award, given the totals of
// all tier schemes: the tier reached for all units, or the mean over the bands
// filled for incremental tiers.
func AwardUnit(p *planner.Project, f *planner.Facts, o *planner.Offer, totals map[string]float64, a *planner.Award, massKg float64) Unit {
	steps := Steps(o)
	total := totals[TierScheme(o, a.Ordered)]
	if o.TierRule == planner.Incremental && len(steps) > 1 && total > 0 {
		return meanUnit(p, f, o, steps, total, massKg, Of(a))
	}
	reached := steps[0]
	for _, s := range steps[1:] {
		if total >= s.FromKg-tierSlack(s.FromKg) && s.FromKg > 0 {
			reached = s
		}
	}
	return PerKg(p, f, o, reached.Price, massKg, Of(a))
}

// meanUnit is the cost at incremental tiers: every kilogram of the scheme bears
// the same mean of the bands filled.
func meanUnit(p *planner.Project, f *planner.Facts, o *planner.Offer, steps []Step, total, massKg float64, at When) Unit {
	u := PerKg(p, f, o, steps[0].Price, massKg, at)
	u.Price, u.Goods, u.Indexed = planner.Decimal{}, 0, 0
	for i, s := range steps {
		to := total
		if i+1 < len(steps) {
			to = min(total, steps[i+1].FromKg)
		}
		if to > s.FromKg {
			band := PerKg(p, f, o, s.Price, massKg, at)
			u.Goods += band.Goods * (to - s.FromKg) / total
			u.Indexed += band.Indexed * (to - s.FromKg) / total
		}
	}
	u.Duty, u.ExtraDuty = u.Goods*u.DutyRate, u.Goods*u.ExtraRate
	u.Freight, u.Insurance = freight(p, f, o, u.Goods)
	u.Landed = u.Goods + u.Duty + u.ExtraDuty + u.Freight
	return u
}

// tierSlack forgives the optimiser's feasibility tolerance at a tier's step: a
// millionth of the step.
func tierSlack(from float64) float64 { return 1e-6 * (1 + from) }
