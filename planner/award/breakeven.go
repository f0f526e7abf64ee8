package award

import (
	"context"
	"fmt"
	"math"

	"github.com/shopspring/decimal"

	"remanence/planner"
)

// BreakEven is the price at which an offer enters the plan, or up to which it
// stays in it, all else as it is.
type BreakEven struct {
	Offer string  `json:"offer"`
	Now   float64 `json:"now"` // its price today, offer currency per price unit; with tiers the first, the others keep their distance
	// Price is the price below which a plan with the offer is cheapest; Low and High
	// allow for the gaps of the plans.
	Price    Estimate `json:"price"`
	Currency string   `json:"currency"`
	Unit     string   `json:"unit"` // kg or piece
	// Reachable is false when the offer is not taken at any price above nothing, or
	// is taken at any price (Always).
	Reachable bool    `json:"reachable"`
	Always    bool    `json:"always,omitempty"`
	Kg        float64 `json:"kg"`     // what it gets just below the price
	Solves    int     `json:"solves"` // plans made to find it
	Text      string  `json:"text"`
}

// dial is one number of a project that can be turned.
type dial struct {
	now  float64
	low  float64 // the lowest value that makes sense
	turn func(z float64) *planner.Project
}

// priceDial turns the price of an offer: all tiers and the fixed part of an
// index-linked price move together.
func priceDial(p *planner.Project, id string) dial {
	o := p.Offer(id)
	now := o.Price.V
	if !o.Price.OK {
		now = o.Formula.V.Fixed
	}
	return dial{now.InexactFloat64(), lowest(o, now.InexactFloat64()), func(z float64) *planner.Project {
		q := p.Clone()
		shift := decimal.NewFromFloat(z).Sub(now)
		x := q.Offer(id)
		if x.Price.OK {
			x.Price.V = x.Price.V.Add(shift)
		} else {
			x.Formula.V.Fixed = x.Formula.V.Fixed.Add(shift)
		}
		for i := range x.Tiers {
			x.Tiers[i].Price = x.Tiers[i].Price.Add(shift)
		}
		return q
	}}
}

// lowest is how far a price can fall before a tier would cost nothing.
func lowest(o *planner.Offer, now float64) float64 {
	low := 0.0
	for _, t := range o.Tiers {
		low = math.Max(low, now-t.Price.InexactFloat64())
	}
	return low
}

// maxLines bounds the plans made to find one break-even. Each line is met once,
// so that a handful is usual.
const maxLines = 24

// BreakEven finds the exact price at which an offer enters the plan, or at which
// it drops out. With a plan kept as it is, cost is a straight line in the price;
// the least cost is the lowest of all such lines (model §4.3). From a plan with
// the offer, the price is raised to where its line meets that of the best plan
// without the offer, and planned again there, until no plan with the offer is
// cheaper.
func (q *Questions) BreakEven(ctx context.Context, offer string) (BreakEven, error) {
	if err := q.needPlan(); err != nil {
		return BreakEven{}, err
	}
	o := q.Project.Offer(offer)
	if o == nil {
		return BreakEven{}, fmt.Errorf("there is no offer %q", offer)
	}
	if kgOf(q.Plan, offer) > dust {
		out := q.Options
		out.twist = &twist{shut: map[string]bool{offer: true}}
		without, err := q.make(ctx, q.Project, out)
		if err != nil {
			return BreakEven{}, err
		}
		return q.breakEven(ctx, offer, q.Plan, without, 1)
	}
	with, err := q.forced(ctx, offer)
	if err != nil {
		return BreakEven{}, err
	}
	return q.breakEven(ctx, offer, with, q.Plan, 1)
}

// breakEven starts from a plan with the offer and one without it.
func (q *Questions) breakEven(ctx context.Context, offer string, with, without *planner.Plan, solves int) (BreakEven, error) {
	o := q.Project.Offer(offer)
	d := priceDial(q.Project, offer)
	b := BreakEven{Offer: offer, Now: d.now, Currency: o.Currency, Unit: string(o.PriceUnit), Solves: solves}
	if b.Currency == "" {
		b.Currency = q.Project.Currency
	}
	switch {
	case !Planned(without):
		b.Always = true
	case !Planned(with):
	default:
		if err := q.raise(ctx, &b, d, with, without); err != nil {
			return b, err
		}
	}
	b.Text = q.breakEvenText(b)
	return b, nil
}

// raise climbs from line to line.
func (q *Questions) raise(ctx context.Context, b *BreakEven, d dial, with, without *planner.Plan) error {
	// Without a crossing this award pays at no price; another may.
	z, met := q.crossing(d, with, without)
	if !met {
		z = d.low
	}
	last, from := with, d.low
	for {
		at := d.turn(z)
		plan, err := q.make(ctx, at, q.Options)
		if err != nil {
			return err
		}
		b.Solves++
		out := reprice(at, q.Facts, q.Options, without)
		next, better := z, false
		if Planned(plan) && kgOf(plan, b.Offer) > dust && plan.Objective < out.Objective-lineTol(out.Objective) {
			next, better = q.crossing(d, plan, without)
		}
		if !better || next <= z || b.Solves >= maxLines {
			if met {
				q.settlePrice(b, d, z, last, out, plan)
				if !keepsRules(q.Project, q.at(d, z, last)) {
					// A rule by value moves with the price: the line ends before it meets.
					b.Price.Low = math.Min(b.Price.Low, from)
				}
			}
			return nil
		}
		met, from, z, last = true, z, next, plan
	}
}

// lineTol is the cost difference below which two plans count as equal.
func lineTol(cost float64) float64 { return float64(1e-7 * math.Abs(cost)) }

func (q *Questions) at(d dial, z float64, plan *planner.Plan) *planner.Plan {
	return reprice(d.turn(z), q.Facts, q.Options, plan)
}

// settlePrice states the price found, widened by the gaps of the plans over the
// slope of the last line: money for one unit of price.
func (q *Questions) settlePrice(b *BreakEven, d dial, z float64, with, out, found *planner.Plan) {
	b.Reachable, b.Kg = true, kgOf(with, b.Offer)
	b.Price = Estimate{z, z, z}
	step := math.Max(1e-3*math.Abs(z), 1e-3)
	slope := (q.at(d, z+step, with).Objective - q.at(d, z, with).Objective) / step
	if slope <= 0 {
		return
	}
	b.Price.Low -= math.Max(0, q.Plan.Objective-q.proven().Low) / slope
	if found != nil && Planned(found) {
		b.Price.High += math.Max(0, out.Objective-found.Bound) / slope
	}
	b.Price.Low = math.Max(0, b.Price.Low)
}

// crossing is the price at which a plan with the offer costs what a plan
// without it costs, both kept as they are; false when the plan with it costs more
// at every price. Costs are straight lines but for the value at which stock is
// counted, which secant steps follow.
func (q *Questions) crossing(d dial, with, without *planner.Plan) (float64, bool) {
	diff := func(z float64) float64 { return q.at(d, z, with).Objective - q.at(d, z, without).Objective }
	z0, z1 := d.low, math.Max(d.now, d.low+1)
	f0, f1 := diff(z0), diff(z1)
	if f0 > lineTol(q.Plan.Objective) {
		return 0, false
	}
	for range 40 {
		if f1 == f0 {
			return 0, false
		}
		z := math.Max(d.low, z1-f1*(z1-z0)/(f1-f0))
		if math.Abs(z-z1) <= 1e-12*(1+math.Abs(z)) {
			return z, true
		}
		z0, f0, z1 = z1, f1, z
		if f1 = diff(z1); math.Abs(f1) <= 1e-10*math.Abs(q.Plan.Objective) {
			return z1, true
		}
	}
	return z1, true
}

func kgOf(plan *planner.Plan, offer string) float64 {
	kg := 0.0
	for _, a := range plan.Awards {
		if a.Offer == offer {
			kg += a.Kg
		}
	}
	return kg
}

func (q *Questions) breakEvenText(b BreakEven) string {
	o := q.Project.Offer(b.Offer)
	name := fmt.Sprintf("%s of %s", b.Offer, o.Supplier)
	price := func(v float64) string { return fmt.Sprintf("%s %s per %s", b.Currency, trimmed(v, 4), b.Unit) }
	in := kgOf(q.Plan, b.Offer) > dust
	switch {
	case b.Always:
		return fmt.Sprintf("%s stays in the plan at any price: no plan keeps every rule without it.", name)
	case !b.Reachable:
		return fmt.Sprintf("%s would not be awarded at any price, not even for nothing.", name)
	}
	between := ""
	if b.Price.High-b.Price.Low > 1e-4*(1+math.Abs(b.Price.Value)) {
		between = fmt.Sprintf(" (between %s and %s, as far as the plans are proven)", trimmed(b.Price.Low, 4), trimmed(b.Price.High, 4))
	}
	if in {
		return fmt.Sprintf("%s stays in the plan up to %s%s; it is quoted at %s.", name, price(b.Price.Value), between, price(b.Now))
	}
	if b.Price.Value >= b.Now {
		return fmt.Sprintf("%s could be in the plan at its quoted %s already: another plan costs as much, as far as the plans are proven.", name, price(b.Now))
	}
	return fmt.Sprintf("%s would enter the plan below %s%s, with %s kg; it is quoted at %s.", name, price(b.Price.Value), between, Quantity(b.Kg), price(b.Now))
}
