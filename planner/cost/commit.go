package cost

import (
	"math"

	"remanence/planner"
)

func (b *book) takeOrPay() {
	for _, c := range Commitments(b.p, b.f) {
		taken := map[int]float64{}
		for _, a := range b.plan.Awards {
			if o := b.p.Offer(a.Offer); o != nil && o.Supplier == c.Supplier {
				taken[a.Ordered.Year()] += a.Kg
			}
		}
		started := false
		for _, y := range Years(b.p) {
			started = started || taken[y.Year] > 0
			if short := c.KgPerYear - taken[y.Year]; started && short > 0 {
				b.add(planner.CostEntry{Kind: planner.CostTakeOrPay, Month: y.Last, Pay: float64(y.Last + 1), Offer: c.Offer, Amount: short * c.PerKg})
			}
		}
	}
}

// Commitment is a supplier's take-or-pay quantity: owed each calendar year from
// the first with an order, over all rows of the supplier.
type Commitment struct {
	Supplier  string
	Offer     string  // the row that states it
	KgPerYear float64 // the largest its rows state
	PerKg     float64 // plan currency for a kilogram not taken
}

// Commitments lists the take-or-pay quantities of a project by supplier, in the
// order of the offers. A kilogram owed and not taken costs the lowest that any
// row stating the quantity asks for it: its charge, its share of the goods
// price, or the whole goods price at the lowest tier, ordered at the start.
func Commitments(p *planner.Project, f *planner.Facts) []Commitment {
	var out []Commitment
	at := map[string]int{}
	for i := range p.Offers {
		o := &p.Offers[i]
		if !o.TakeOrPayKg.OK || o.TakeOrPayKg.V <= 0 || o.Missing() != "" {
			continue
		}
		per := owed(p, f, o)
		if math.IsNaN(per) {
			continue // no rate or no index value: the offer stays out of the plan
		}
		k, ok := at[o.Supplier]
		if !ok {
			k = len(out)
			at[o.Supplier] = k
			out = append(out, Commitment{Supplier: o.Supplier, Offer: o.ID, PerKg: -1})
		}
		c := &out[k]
		c.KgPerYear = max(c.KgPerYear, o.TakeOrPayKg.V)
		if c.PerKg < 0 || per < c.PerKg {
			c.PerKg = per
		}
	}
	return out
}

// owed is what an offer asks for a kilogram not taken, plan currency.
func owed(p *planner.Project, f *planner.Facts, o *planner.Offer) float64 {
	if o.TakeOrPayCharge.OK {
		return ToPlan(p, o.TakeOrPayCharge.V, o.Currency)
	}
	return Lowest(p, f, o, ItemMass(p, o)).Goods * o.TakeOrPayShare.Or(1)
}

// ItemMass is the mass a piece price is spread over; 1 where the price is per
// kilogram and the mass does not matter.
func ItemMass(p *planner.Project, o *planner.Offer) float64 {
	if o.PriceUnit == planner.PerPiece {
		if part := p.Part(o.Item); part != nil && part.MassKg().OK {
			return part.MassKg().V
		}
	}
	return 1
}
