package cost

import (
	"math"

	"remanence/planner"
)

// Values are the worths at which stock of a part is counted, plan currency per
// unit of demand (piece or kg).
type Values struct {
	Stock float64 // landed cost of today's sources, weighted by open orders and stock on hand
	End   float64 // lowest landed cost quoted, so that building stock never earns money
}

// StockValues gives the worths of a part. Today's sources are those of its open
// orders and stock on hand; without any, the cheapest qualified offer stands in,
// and without one the cheapest of all. Both are 0 when nothing is quoted.
func StockValues(p *planner.Project, f *planner.Facts, part *planner.Part) Values {
	mass := part.MassKg()
	if !mass.OK {
		return Values{}
	}
	var sum, weight float64
	for _, s := range p.Stock {
		if s.Part != part.ID {
			continue
		}
		o := p.Offer(s.Offer)
		if o == nil || o.Missing() != "" {
			continue
		}
		u := Base(p, f, calm(o), mass.V)
		if !math.IsNaN(u.Landed) {
			sum += float64(s.Pieces * u.Landed * mass.V)
			weight += s.Pieces
		}
	}
	lowest, lowestQualified := math.Inf(1), math.Inf(1)
	for _, fit := range p.Fits(part, f) {
		if fit.Offer.Missing() != "" {
			continue
		}
		l := lowestEver(p, f, fit.Offer, fit.MassKg) * fit.MassKg
		if fit.Change != nil {
			l += ToPlan(p, fit.Change.ExtraCost, fit.Change.Currency)
		}
		if math.IsNaN(l) {
			continue
		}
		lowest = math.Min(lowest, l)
		if fit.Offer.Status == planner.Qualified && fit.Design == 0 {
			lowestQualified = math.Min(lowestQualified, Base(p, f, calm(fit.Offer), fit.MassKg).Landed*fit.MassKg)
		}
	}
	if math.IsInf(lowest, 1) {
		lowest = 0
	}
	v := Values{Stock: lowest, End: lowest}
	switch {
	case weight > 0:
		v.Stock = sum / weight
	case !math.IsInf(lowestQualified, 1):
		v.Stock = lowestQualified
	}
	v.End = math.Min(v.End, v.Stock)
	return v
}

// NeedAhead is the mean monthly demand of the three months after t, in units.
// Months beyond the plan repeat the mean of its last three.
func NeedAhead(part *planner.Part, months, t int) float64 {
	sum := 0.0
	for k := t + 1; k <= t+3; k++ {
		if k < months {
			sum += part.Need(k)
		} else {
			sum += tailNeed(part, months)
		}
	}
	return sum / 3
}

func tailNeed(part *planner.Part, months int) float64 {
	n := min(3, months)
	sum := 0.0
	for k := months - n; k < months; k++ {
		sum += part.Need(k)
	}
	return sum / float64(n)
}

// EndStockCap is the most units of a part credited at the end: the need of
// three more months.
func EndStockCap(part *planner.Part, months int) float64 {
	return 3 * NeedAhead(part, months, months-1)
}

// HoldingCost is the cost of one unit of a part in stock at the end of a month,
// plan currency: the part's own figure, or the holding rate on its value.
func HoldingCost(p *planner.Project, part *planner.Part, v Values) float64 {
	if part.HoldingCost.OK {
		return part.HoldingCost.V.InexactFloat64()
	}
	return HoldingRate(p) * v.Stock
}

// ShortageCost is the cost of one unit short for one month, plan currency.
func ShortageCost(p *planner.Project, part *planner.Part) float64 {
	c := ToPlan(p, part.ShortageCost.V, part.Currency)
	if math.IsNaN(c) {
		return 0
	}
	return c
}

// calm is an offer without what scenarios do to it for a time.
func calm(o *planner.Offer) *planner.Offer {
	if len(o.Effects) == 0 {
		return o
	}
	quiet := *o
	quiet.Effects = nil
	return &quiet
}

// lowestEver is the lowest landed cost of an offer: what a scenario adds for a
// time raises no value, what it takes off lowers it.
func lowestEver(p *planner.Project, f *planner.Facts, o *planner.Offer, massKg float64) float64 {
	low := Lowest(p, f, calm(o), massKg).Landed
	if len(o.Effects) == 0 {
		return low
	}
	steps := Steps(o)
	for t := range p.Months {
		m := p.Start + planner.Month(t)
		at := When{m, m + planner.Month(o.LeadMonthsFrom(m, p.Percentile()))}
		for _, s := range steps {
			if u := PerKg(p, f, o, s.Price, massKg, at); u.Landed < low {
				low = u.Landed
			}
		}
	}
	return low
}
