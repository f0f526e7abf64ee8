package cost

import (
	"math"

	"remanence/planner"
	"remanence/planner/exact"
)

// Unit is the landed cost of one kilogram in plan currency, built up line by
// line. Landed = Goods + Duty + ExtraDuty + Freight.
type Unit struct {
	Price     planner.Decimal // offer currency per price unit; with indices as they stand
	PerUnit   float64         // units of the offer currency for one plan currency
	Goods     float64         // plan currency per kg
	Indexed   float64         // of Goods, what indices add to (or take from) the quoted price
	Duty      float64
	ExtraDuty float64
	Freight   float64 // with Insurance
	Insurance float64 // of Freight
	Landed    float64

	DutyRate, ExtraRate float64 // share of the goods' price
}

// When is the month in which an order is placed, which fixes its index price,
// and the month it arrives, which fixes its duty.
type When struct{ Ordered, Arrives planner.Month }

// AtStart is an order placed in the first month of the plan.
func AtStart(p *planner.Project, o *planner.Offer) When {
	return When{p.Start, p.Start + planner.Month(o.LeadMonthsFrom(p.Start, p.Percentile()))}
}

// Of is when an award is ordered and arrives.
func Of(a *planner.Award) When { return When{a.Ordered, a.Arrives} }

// Rate is units of a currency for one unit of the plan currency; false when the
// project has no rate.
func Rate(p *planner.Project, currency string) (float64, bool) {
	if currency == p.Currency || currency == "" {
		return 1, true
	}
	for _, r := range p.FX {
		if r.Currency == currency {
			v := r.PerUnit.InexactFloat64()
			return v, v > 0
		}
	}
	return 0, false
}

// Step is a price and the quantity in kg from which it holds.
type Step struct {
	FromKg float64
	Price  planner.Decimal
}

// Steps lists an offer's quoted prices: the base price from nothing on, then its
// tiers. An index-linked offer stands here as if its indices stood at their
// base; PerKg adds what they have moved.
func Steps(o *planner.Offer) []Step {
	base := o.Price.V
	if !o.Price.OK {
		base = o.Formula.V.Fixed
	}
	steps := []Step{{0, base}}
	if o.TierRule == planner.AllUnits || o.TierRule == planner.Incremental {
		for _, t := range o.Tiers {
			steps = append(steps, Step{t.FromKg, t.Price})
		}
	}
	return steps
}

// PerKg builds the landed cost of a kilogram ordered and arriving in given
// months from a quoted price. massKg is the mass of one piece, used when the
// price is per piece. A duty or freight that is neither stated nor known from
// lanes and dated duties adds nothing, and the offer's row shows the gap. NaN
// when an exchange rate or an index has no value.
func PerKg(p *planner.Project, f *planner.Facts, o *planner.Offer, price planner.Decimal, massKg float64, at When) Unit {
	u := Unit{Price: price}
	fx, ok := Rate(p, o.Currency)
	if !ok {
		u.PerUnit, u.Landed = math.NaN(), math.NaN()
		return u
	}
	u.PerUnit = fx
	quoted := price.InexactFloat64()
	paid, ok := pricePaid(p, f, o, quoted, massKg, at.Ordered)
	if !ok {
		u.Goods, u.Landed = math.NaN(), math.NaN()
		return u
	}
	per := fx
	if o.PriceUnit == planner.PerPiece {
		per *= massKg
	}
	u.Goods = quoted / fx
	if o.PriceUnit == planner.PerPiece {
		u.Goods /= massKg
	}
	if paid != quoted {
		u.Price = decimalOf(paid)
		u.Indexed = paid/per - u.Goods
		u.Goods = paid / per
	}
	u.DutyRate, u.ExtraRate = DutyRates(p, f, o, at.Arrives)
	u.Duty = u.Goods * u.DutyRate
	u.ExtraDuty = u.Goods * u.ExtraRate
	u.Freight, u.Insurance = freight(p, f, o, u.Goods)
	u.Landed = u.Goods + u.Duty + u.ExtraDuty + u.Freight
	return u
}

// Base is PerKg at the offer's price without any tier, ordered at the start of
// the plan.
func Base(p *planner.Project, f *planner.Facts, o *planner.Offer, massKg float64) Unit {
	return PerKg(p, f, o, Steps(o)[0].Price, massKg, AtStart(p, o))
}

// Lowest is Base at the offer's lowest tier.
func Lowest(p *planner.Project, f *planner.Facts, o *planner.Offer, massKg float64) Unit {
	best := Base(p, f, o, massKg)
	for _, s := range Steps(o)[1:] {
		if u := PerKg(p, f, o, s.Price, massKg, AtStart(p, o)); u.Landed < best.Landed {
			best = u
		}
	}
	return best
}

// ToPlan turns an amount of a currency into plan currency; NaN without a rate.
func ToPlan(p *planner.Project, amount planner.Decimal, currency string) float64 {
	fx, ok := Rate(p, currency)
	if !ok {
		return math.NaN()
	}
	return amount.InexactFloat64() / fx
}

// Discount is the worth today of one unit of money paid j months from the
// start of the plan at a yearly rate: (1+rate)^(-j/12).
func Discount(rate, j float64) float64 {
	if rate == 0 {
		return 1
	}
	return exact.Pow(1+rate, -j/12)
}

// PayMonth is when goods ordered in plan month t are paid, in months from the
// start: at arrival plus the payment term. A deposit is paid in month t.
func PayMonth(o *planner.Offer, t, lead int) float64 {
	return float64(t+lead) + float64(o.PaymentDays.V)/daysPerMonth
}

// daysPerMonth follows model §3.4: payment days over 30.
const daysPerMonth = 30

// Expedite is the premium of a kilogram ordered to arrive earlier, plan
// currency.
func Expedite(p *planner.Project, o *planner.Offer) float64 {
	return ToPlan(p, o.ExpeditePerKg.V, o.Currency)
}

// HoldingRate is the monthly out-of-pocket share of stock value: the carrying
// rate without the capital part that discounting charges already (model §3.4).
func HoldingRate(p *planner.Project) float64 {
	return math.Max(0, p.CarryingRate-p.DiscountRate) / 12
}
