package planner

import "math"

// Effect is what a scenario does to an offer for some months. Capacity, wait and
// licence count by the month in which goods leave the supplier, prices by the
// month of ordering. Effects of several scenarios add up: shares and factors are
// multiplied, days and amounts are summed.
type Effect struct {
	By       string       `json:"by"`                     // name of the scenario
	From     Month        `json:"from"`                   // first month
	To       Month        `json:"to"`                     // last month
	Left     Opt[float64] `json:"left,omitzero"`          // share of what could be ordered otherwise; 0 stops the offer
	WaitDays float64      `json:"wait_days,omitempty"`    // added to lead, transit and licence wait
	WaitTo   float64      `json:"wait_to_days,omitempty"` // least days of a licence wait, where one is asked for
	Price    Opt[float64] `json:"price,omitzero"`         // factor on the price paid
	PriceAdd float64      `json:"price_add,omitempty"`    // offer currency a kilogram, before the factor
	DutyAdd  float64      `json:"duty_add,omitempty"`     // share of the goods' price, on top of the duty stack
	Licence  bool         `json:"licence,omitempty"`      // a licence is needed as the offer names it, dormant or not
}

// In reports whether the effect holds in a month.
func (e *Effect) In(m Month) bool { return m >= e.From && m <= e.To }

// LeftIn is the share of its capacity an offer keeps for goods that leave in a
// month.
func (o *Offer) LeftIn(shipped Month) float64 {
	left := 1.0
	for i := range o.Effects {
		if e := &o.Effects[i]; e.Left.OK && e.In(shipped) {
			left *= e.Left.V
		}
	}
	return left
}

// LeftFor is LeftIn of an order placed in a month.
func (o *Offer) LeftFor(ordered Month) float64 {
	if len(o.Effects) == 0 {
		return 1
	}
	return o.LeftIn(o.ShipMonth(ordered))
}

// extraWait is what effects add to the wait of goods that leave in a month, days.
func (o *Offer) extraWait(shipped Month) float64 {
	days := 0.0
	for i := range o.Effects {
		if e := &o.Effects[i]; e.In(shipped) {
			days += e.WaitDays
		}
	}
	return days
}

// licenceWait is the licence wait of goods that leave in a month at a percentile,
// days, raised to what effects say a licence takes at least.
func (o *Offer) licenceWait(shipped Month, percentile float64) float64 {
	days := o.Licence.WaitDaysIn(shipped, percentile)
	if !o.Licence.Asked(shipped) {
		return days
	}
	for i := range o.Effects {
		if e := &o.Effects[i]; e.In(shipped) {
			days = math.Max(days, e.WaitTo)
		}
	}
	return days
}

// PriceEffect is what effects do to the price of an order placed in a month: an
// amount in offer currency a kilogram, then a factor.
func (o *Offer) PriceEffect(ordered Month) (add, factor float64) {
	factor = 1
	for i := range o.Effects {
		if e := &o.Effects[i]; e.In(ordered) {
			add += e.PriceAdd
			factor *= e.Price.Or(1)
		}
	}
	return add, factor
}

// DutyEffect is the duty that effects add to goods arriving in a month, share of
// their price.
func (o *Offer) DutyEffect(arrives Month) float64 {
	sum := 0.0
	for i := range o.Effects {
		if e := &o.Effects[i]; e.In(arrives) {
			sum += e.DutyAdd
		}
	}
	return sum
}

// LicenceWoken reports whether an effect makes a licence needed for goods that
// leave in a month.
func (o *Offer) LicenceWoken(shipped Month) bool {
	for i := range o.Effects {
		if e := &o.Effects[i]; e.Licence && e.In(shipped) {
			return true
		}
	}
	return false
}

// Lefts lists the different shares below 1 that effects leave of some offers of
// a pool in a month of ordering, in falling order. Each share binds the offers
// that keep no more than it: they get at most that share of the pool.
func (p *Project) Lefts(pool string, ordered Month) []float64 {
	var out []float64
	for i := range p.Offers {
		o := &p.Offers[i]
		if o.Pool != pool || len(o.Effects) == 0 {
			continue
		}
		left := o.LeftFor(ordered)
		if left >= 1 {
			continue
		}
		at := len(out)
		for k, v := range out {
			if math.Abs(v-left) < 1e-12 {
				at = -1
				break
			}
			if left > v {
				at = k
				break
			}
		}
		if at >= 0 {
			out = append(out[:at], append([]float64{left}, out[at:]...)...)
		}
	}
	return out
}
