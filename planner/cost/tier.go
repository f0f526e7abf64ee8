package cost

import (
	"strconv"

	"remanence/planner"
)

// TierScheme names the quantities that are added up before a tier is chosen:
// all rows of a supplier, those of a contract or one row, in a calendar year of
// ordering or over the plan.
func TierScheme(o *planner.Offer, ordered planner.Month) string {
	key := schemeRoot(o)
	if o.TierPeriod == planner.TierHorizon {
		return key
	}
	return key + " " + strconv.Itoa(ordered.Year())
}

// schemeRoot is TierScheme without the year.
func schemeRoot(o *planner.Offer) string {
	switch {
	case o.TierScope == planner.TierRow, o.TierScope == planner.TierContract && o.Contract == "":
		return "row " + o.ID
	case o.TierScope == planner.TierContract:
		return "contract " + o.Contract
	}
	return "supplier " + o.Supplier
}

// Schemes knows which tier schemes a project has, so that what an order counts in
// is found without going over all offers.
type Schemes struct {
	yearly, whole map[string]bool // by what TierScheme says before the year
}

// SchemesOf lists the tier schemes of a project.
func SchemesOf(p *planner.Project) Schemes {
	s := Schemes{map[string]bool{}, map[string]bool{}}
	for i := range p.Offers {
		o := &p.Offers[i]
		if len(o.Tiers) == 0 || len(Steps(o)) == 1 {
			continue
		}
		if o.TierPeriod == planner.TierHorizon {
			s.whole[schemeRoot(o)] = true
		} else {
			s.yearly[schemeRoot(o)] = true
		}
	}
	return s
}

// Fed lists the schemes whose total a kilogram of an offer raises, whether it is
// priced by them or not, as TierScheme names them.
func (s Schemes) Fed(o *planner.Offer, ordered planner.Month) []string {
	var out []string
	add := func(root string) {
		if s.yearly[root] {
			out = append(out, root+" "+strconv.Itoa(ordered.Year()))
		}
		if s.whole[root] {
			out = append(out, root)
		}
	}
	if len(s.yearly)+len(s.whole) == 0 {
		return nil
	}
	add("supplier " + o.Supplier)
	if o.Contract != "" {
		add("contract " + o.Contract)
	}
	add("row " + o.ID)
	return out
}

// bandTotal names the total that fills the bands of a row: what is bought in the
// same bands of the same scheme.
func bandTotal(o *planner.Offer, ordered planner.Month) string {
	key := TierScheme(o, ordered) + " in bands"
	for _, s := range Steps(o)[1:] {
		key += " " + strconv.FormatFloat(s.FromKg, 'g', -1, 64)
	}
	return key
}

// TierTotals adds up the kilograms awarded in each tier scheme. Every row of
// the supplier (or contract) counts, tiers of its own or not; bands (incremental
// tiers) are filled only by the rows that have the same.
func TierTotals(p *planner.Project, awards []planner.Award) map[string]float64 {
	totals, schemes := map[string]float64{}, SchemesOf(p)
	offers := map[string]*planner.Offer{} // by id: there may be thousands of both
	for i := range p.Offers {
		if o := &p.Offers[i]; offers[o.ID] == nil {
			offers[o.ID] = o
		}
	}
	for _, a := range awards {
		o := offers[a.Offer]
		if o == nil {
			continue
		}
		if o.TierRule == planner.Incremental {
			totals[bandTotal(o, a.Ordered)] += a.Kg
		}
		for _, scheme := range schemes.Fed(o, a.Ordered) {
			totals[scheme] += a.Kg
		}
	}
	return totals
}

// AwardUnit is the landed cost of a kilogram of an award, given the totals of
// all tier schemes: the tier reached for all units, or the mean over the bands
// filled for incremental tiers.
func AwardUnit(p *planner.Project, f *planner.Facts, o *planner.Offer, totals map[string]float64, a *planner.Award, massKg float64) Unit {
	steps := Steps(o)
	k := Reached(o, totals, a)
	if k < 0 {
		return meanUnit(p, f, o, steps, totals[bandTotal(o, a.Ordered)], massKg, Of(a))
	}
	return PerKg(p, f, o, steps[k].Price, massKg, Of(a))
}

// Reached is the step of Steps at which an award is priced, given the totals of
// all tier schemes; -1 where it bears the mean of several bands.
func Reached(o *planner.Offer, totals map[string]float64, a *planner.Award) int {
	steps := Steps(o)
	if o.TierRule == planner.Incremental && len(steps) > 1 && totals[bandTotal(o, a.Ordered)] > 0 {
		return -1
	}
	total := totals[TierScheme(o, a.Ordered)]
	reached := 0
	for i, s := range steps[1:] {
		if total >= s.FromKg-tierSlack(s.FromKg) && s.FromKg > 0 {
			reached = i + 1
		}
	}
	return reached
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
func tierSlack(from float64) float64 { return float64(1e-6 * (1 + from)) }
