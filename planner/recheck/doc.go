// Package recheck goes over a finished plan a second time, in decimals, from the
// quotations and the rules as entered: what does each kind of cost come to, is
// every order possible, does every account close, what does each rule measure.
// It knows neither the model nor packages cost, chain and award, so that a
// mistake in them shows. The command checks every plan it makes with it.
//
// It shares with them how a project is read: matching of offers to parts, words
// of scopes, windows and countries, licence terms by month.
package recheck

import (
	"fmt"
	"math"

	"github.com/shopspring/decimal"

	"remanence/planner"
	"remanence/planner/policy"
)

// Check returns a sentence for each thing about a plan that does not hold: dates,
// weights, lots, capacities, tests, accounts, rules that measure otherwise than
// the plan says or are hard and broken, and kinds of cost that come to another
// amount. Rules the plan was made without must be off in p.
func Check(p *planner.Project, f *planner.Facts, plan *planner.Plan) []string {
	if out := unsound(p, plan); len(out) > 0 {
		return out
	}
	b := newBooks(p, f, plan)
	b.orders()
	b.lots()
	b.pools()
	b.tests()
	b.accounts()
	b.scrap()
	b.rules()
	if len(b.out) == 0 {
		b.ties()
	}
	return b.out
}

// books holds a plan in decimals.
type books struct {
	p    *planner.Project
	f    *planner.Facts
	plan *planner.Plan
	in   []arrival
	sums map[planner.CostKind]decimal.Decimal // discounted
	out  []string

	missing error // why costs cannot be counted again
}

// arrival is an award or an open order that arrives within the plan.
type arrival struct {
	part     *planner.Part
	offer    *planner.Offer // nil: an open order from nobody knows where
	design   *planner.Design
	grade    string
	kg       decimal.Decimal
	pieces   decimal.Decimal
	mass     decimal.Decimal // kg a piece in this design
	unit     landed          // plan currency per kg at what is really paid
	landed   decimal.Decimal // of it in all
	ordered  int             // -1 of an open order
	arrives  int
	shipped  planner.Month // 0 of an open order
	expedite bool
}

func newBooks(p *planner.Project, f *planner.Facts, plan *planner.Plan) *books {
	b := &books{p: policy.Settle(p, f), f: f, plan: plan, sums: map[planner.CostKind]decimal.Decimal{}}
	for _, a := range plan.Awards {
		x := arrival{part: b.p.Part(a.Part), offer: b.p.Offer(a.Offer), grade: a.Grade, kg: dec(a.Kg), pieces: dec(a.Pieces),
			ordered: int(a.Ordered - p.Start), arrives: int(a.Arrives - p.Start), expedite: a.Expedited}
		if x.part == nil || x.offer == nil {
			b.fail("an award names %s and %s, which are not both there", a.Part, a.Offer)
			continue
		}
		x.mass = dec(x.part.MassKg().V)
		if a.Design > 0 {
			x.design = b.p.AlternativesOf(a.Part)[a.Design-1]
			x.mass = x.mass.Mul(dec(x.design.MassFactor))
		}
		x.shipped = x.offer.ShipMonth(a.Ordered)
		x.unit = b.perKg(&x)
		x.landed = x.unit.total()
		b.in = append(b.in, x)
	}
	for _, s := range p.Stock {
		part, t := b.p.Part(s.Part), int(s.Month-p.Start)
		if s.Kind != planner.OpenOrder || part == nil || !part.MassKg().OK || t < 0 || t >= p.Months {
			continue
		}
		x := arrival{part: part, offer: b.p.Offer(s.Offer), grade: part.Grade, mass: dec(part.MassKg().V), pieces: dec(s.Pieces), ordered: -1, arrives: t}
		if part.IsMaterial() {
			x.grade = part.Material
		}
		x.kg = x.pieces.Mul(x.mass)
		if x.offer != nil {
			x.landed = b.quoted(x.offer, x.mass).total()
		}
		b.in = append(b.in, x)
	}
	return b
}

func (b *books) fail(format string, a ...any) { b.out = append(b.out, fmt.Sprintf(format, a...)) }

func dec(v float64) decimal.Decimal { return decimal.NewFromFloat(v) }

// digits is how many decimals a division keeps.
const digits = 30

// tolerance is the share by which a figure may miss: the optimiser keeps its
// rows to a millionth, and many orders add up.
var tolerance = dec(2e-5)

// over reports whether v lies above a limit by more than the tolerance.
func over(v, limit decimal.Decimal) bool {
	return v.Sub(limit).GreaterThan(tolerance.Mul(limit.Abs().Add(decimal.NewFromInt(1))))
}

func month(p *planner.Project, t int) string { return (p.Start + planner.Month(t)).String() }

// units of a currency for one of the plan's; 0 when the project has no rate.
func (b *books) units(currency string) decimal.Decimal {
	if currency == b.p.Currency || currency == "" {
		return decimal.NewFromInt(1)
	}
	for _, x := range b.p.FX {
		if x.Currency == currency {
			return x.PerUnit
		}
	}
	return decimal.Zero
}

// toPlan turns money of a currency into plan money.
func (b *books) toPlan(v decimal.Decimal, currency string) decimal.Decimal {
	per := b.units(currency)
	if !per.IsPositive() {
		if !v.IsZero() {
			b.unknown("there is no exchange rate for %s", currency)
		}
		return decimal.Zero
	}
	return v.DivRound(per, digits)
}

// valued reports an offer that can be counted: nothing is missing, its currency
// has a rate, its indices have values.
func (b *books) valued(o *planner.Offer) bool {
	if o == nil || o.Missing() != "" || !b.units(o.Currency).IsPositive() {
		return false
	}
	before := b.missing
	b.missing = nil
	b.quoted(calm(o), decimal.NewFromInt(1))
	ok := b.missing == nil
	b.missing = before
	return ok
}

// add discounts an amount paid so many months from the start of the plan.
func (b *books) add(kind planner.CostKind, amount decimal.Decimal, months float64) {
	b.sums[kind] = b.sums[kind].Add(amount.Mul(dec(math.Pow(1+b.p.DiscountRate, -months/12))))
}
