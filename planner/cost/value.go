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

// StockValues gives the worths of a part, folded from Valuations. Both are 0
// when nothing is quoted.
func StockValues(p *planner.Project, f *planner.Facts, part *planner.Part) Values {
	var sum, weight float64
	lowest, lowestQualified := math.Inf(1), math.Inf(1)
	for _, x := range Valuations(p, f, part) {
		switch {
		case x.Units > 0:
			sum += float64(x.Units * x.Worth)
			weight += x.Units
		default:
			lowest = math.Min(lowest, x.Worth)
			if x.Today {
				lowestQualified = math.Min(lowestQualified, x.Worth)
			}
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

// Valuation is one landed cost on which the worth of a part's stock may rest: of
// a lot of stock, or of a step of a quotation.
type Valuation struct {
	Fit   planner.Fit
	Step  int // of Steps
	Price planner.Decimal
	At    When
	Calm  bool    // without what scenarios do for a time
	Units float64 // of the lot; 0 for a quotation
	Today bool    // a quotation of a qualified offer for today's design, at its base price
	Worth float64 // plan currency per unit of demand, with the extra cost of the design
}

// Valuations lists what the worths of a part rest on. Today's sources are those
// of its open orders and stock on hand, at their base price; their mean by units
// is what a unit in stock is worth. Without any, the cheapest qualified offer at
// its base price stands in, and without one the lowest quotation at any step. At
// the end of the plan a unit is worth the lowest quotation, at most its worth in
// stock. What a scenario adds for a time raises no worth, what it takes off
// lowers the lowest quotation. Offers without price, rate or index value stay out.
func Valuations(p *planner.Project, f *planner.Facts, part *planner.Part) []Valuation {
	mass := part.MassKg()
	if !mass.OK {
		return nil
	}
	var out []Valuation
	add := func(x Valuation) {
		o := x.Fit.Offer
		if x.Calm {
			o = calm(o)
		}
		x.Worth = PerKg(p, f, o, x.Price, x.Fit.MassKg, x.At).Landed * x.Fit.MassKg
		if x.Fit.Change != nil {
			x.Worth += ToPlan(p, x.Fit.Change.ExtraCost, x.Fit.Change.Currency)
		}
		if !math.IsNaN(x.Worth) {
			out = append(out, x)
		}
	}
	for _, s := range p.Stock {
		if s.Part != part.ID || s.Pieces == 0 {
			continue
		}
		if o := p.Offer(s.Offer); o != nil && o.Missing() == "" {
			add(Valuation{Fit: planner.Fit{Part: part, Offer: o, Grade: part.Grade, MassKg: mass.V}, Price: Steps(o)[0].Price, At: AtStart(p, calm(o)), Calm: true, Units: s.Pieces})
		}
	}
	for _, fit := range p.Fits(part, f) {
		o := fit.Offer
		if o.Missing() != "" {
			continue
		}
		steps := Steps(o)
		for k, s := range steps {
			add(Valuation{Fit: fit, Step: k, Price: s.Price, At: AtStart(p, calm(o)), Calm: true, Today: k == 0 && fit.Design == 0 && o.Status == planner.Qualified})
		}
		if len(o.Effects) == 0 {
			continue
		}
		for t := range p.Months {
			m := p.Start + planner.Month(t)
			at := When{m, m + planner.Month(o.LeadMonthsFrom(m, p.Percentile()))}
			for k, s := range steps {
				add(Valuation{Fit: fit, Step: k, Price: s.Price, At: at})
			}
		}
	}
	return out
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
