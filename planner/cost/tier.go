package cost

import (
	"strconv"

	"remanence/planner"
)

// TierScheme names the quantities that are added up before a tier is chosen:
// all rows of a supplier or one row, in a calendar year of ordering or over the
// plan.
func TierScheme(o *planner.Offer, ordered planner.Month) string {
	key := "supplier " + o.Supplier
	if o.TierScope == planner.TierRow {
		key = "row " + o.ID
	}
	if o.TierPeriod == planner.TierHorizon {
		return key
	}
	return key + " " + strconv.Itoa(ordered.Year())
}

// TierTotals adds up the kilograms awarded in each tier scheme. Every row of
// the supplier counts, tiers of its own or not.
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
		if len(Steps(x)) == 1 || x.Supplier != o.Supplier || (x.TierScope == planner.TierRow && x.ID != o.ID) {
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
func AwardUnit(p *planner.Project, o *planner.Offer, totals map[string]float64, a *planner.Award, massKg float64) Unit {
	steps := Steps(o)
	total := totals[TierScheme(o, a.Ordered)]
	if o.TierRule == planner.Incremental && len(steps) > 1 && total > 0 {
		// Every kilogram of the scheme bears the same mean price of the bands.
		sum := planner.Decimal{}
		price := sum.InexactFloat64()
		for i, s := range steps {
			to := total
			if i+1 < len(steps) {
				to = min(total, steps[i+1].FromKg)
			}
			if to > s.FromKg {
				price += s.Price.InexactFloat64() * (to - s.FromKg) / total
			}
		}
		u := PerKg(p, o, planner.Decimal{}, massKg)
		u.Goods = price / u.PerUnit
		if o.PriceUnit == planner.PerPiece {
			u.Goods /= massKg
		}
		u.Duty, u.ExtraDuty = u.Goods*o.Duty.V, u.Goods*o.ExtraDuty.V
		u.Landed = u.Goods + u.Duty + u.ExtraDuty + u.Freight
		return u
	}
	reached := steps[0]
	for _, s := range steps[1:] {
		if total >= s.FromKg-tierSlack(s.FromKg) && s.FromKg > 0 {
			reached = s
		}
	}
	return PerKg(p, o, reached.Price, massKg)
}

// tierSlack forgives the optimiser's feasibility tolerance at a tier's step: a
// millionth of the step.
func tierSlack(from float64) float64 { return 1e-6 * (1 + from) }
