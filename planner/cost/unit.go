package cost

import (
	"math"

	"remanence/planner"
)

// Unit is the landed cost of one kilogram in plan currency, built up line by
// line. Landed = Goods + Duty + ExtraDuty + Freight.
type Unit struct {
	Price     planner.Decimal // offer currency per price unit, as quoted
	PerUnit   float64         // units of the offer currency for one plan currency
	Goods     float64         // plan currency per kg
	Duty      float64
	ExtraDuty float64
	Freight   float64
	Landed    float64
}

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

// Steps lists an offer's prices: the base price from nothing on, then its tiers.
// An index-linked offer stands at its fixed part, since the index stands at its
// base.
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

// PerKg builds the landed cost of a kilogram from a price of the offer. massKg
// is the mass of one piece, used when the price is per piece. A missing duty or
// freight adds nothing: the Incoterm may include it, and the offer's own row
// shows the gap.
func PerKg(p *planner.Project, o *planner.Offer, price planner.Decimal, massKg float64) Unit {
	u := Unit{Price: price}
	fx, ok := Rate(p, o.Currency)
	if !ok {
		u.PerUnit, u.Landed = math.NaN(), math.NaN()
		return u
	}
	u.PerUnit = fx
	u.Goods = price.InexactFloat64() / fx
	if o.PriceUnit == planner.PerPiece {
		u.Goods /= massKg
	}
	u.Duty = u.Goods * o.Duty.V
	u.ExtraDuty = u.Goods * o.ExtraDuty.V
	u.Freight = o.FreightPerKg.V.InexactFloat64() / fx
	u.Landed = u.Goods + u.Duty + u.ExtraDuty + u.Freight
	return u
}

// Base is PerKg at the offer's price without any tier.
func Base(p *planner.Project, o *planner.Offer, massKg float64) Unit {
	return PerKg(p, o, Steps(o)[0].Price, massKg)
}

// Lowest is PerKg at the offer's lowest tier.
func Lowest(p *planner.Project, o *planner.Offer, massKg float64) Unit {
	best := Base(p, o, massKg)
	for _, s := range Steps(o)[1:] {
		if u := PerKg(p, o, s.Price, massKg); u.Landed < best.Landed {
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
	return math.Pow(1+rate, -j/12)
}

// PayMonth is when goods ordered in plan month t are paid, in months from the
// start: at arrival plus the payment term.
func PayMonth(o *planner.Offer, t, lead int) float64 {
	return float64(t+lead) + float64(o.PaymentDays.V)/daysPerMonth
}

// daysPerMonth follows model §3.4: payment days over 30.
const daysPerMonth = 30

// HoldingRate is the monthly out-of-pocket share of stock value: the carrying
// rate without the capital part that discounting charges already (model §3.4).
func HoldingRate(p *planner.Project) float64 {
	return math.Max(0, p.CarryingRate-p.DiscountRate) / 12
}
