package recheck

import (
	"fmt"
	"math"
	"slices"

	"github.com/shopspring/decimal"

	"remanence/planner"
)

// landed is the parts of a landed cost, plan currency per kg; freight with
// insurance.
type landed struct{ goods, duty, freight decimal.Decimal }

func (l landed) total() decimal.Decimal { return l.goods.Add(l.duty).Add(l.freight) }

// at is the landed cost of a kilogram at a price as it is paid, in the unit of
// the quotation, arriving in a month.
func (b *books) at(o *planner.Offer, paid, mass decimal.Decimal, arrives planner.Month) landed {
	goods := b.toPlan(paid, o.Currency)
	if o.PriceUnit == planner.PerPiece {
		goods = goods.DivRound(mass, digits)
	}
	return landed{goods, goods.Mul(b.dutyRate(o, arrives)), b.freight(o, goods)}
}

// first is the price of an offer before any tier: the stated one, else the fixed
// part of its formula.
func first(o *planner.Offer) decimal.Decimal {
	if o.Price.OK {
		return o.Price.V
	}
	return o.Formula.V.Fixed
}

// quoted is the landed cost of an order placed at the start of the plan, before
// any tier.
func (b *books) quoted(o *planner.Offer, mass decimal.Decimal) landed {
	return b.at(o, b.paid(o, first(o), mass, b.p.Start), mass, b.fromStart(o))
}

// lowest is quoted at the cheapest tier, with nothing that a scenario does.
func (b *books) lowest(o *planner.Offer, mass decimal.Decimal) landed {
	best := b.quoted(o, mass)
	if tiered(o) {
		for _, t := range o.Tiers {
			if l := b.at(o, b.paid(o, t.Price, mass, b.p.Start), mass, b.fromStart(o)); l.total().LessThan(best.total()) {
				best = l
			}
		}
	}
	return best
}

// lowestEver is lowest, or what a scenario takes the price down to for a time.
func (b *books) lowestEver(o *planner.Offer, mass decimal.Decimal) decimal.Decimal {
	low := b.lowest(calm(o), mass).total()
	if len(o.Effects) == 0 {
		return low
	}
	for t := range b.p.Months {
		ordered := b.p.Start + planner.Month(t)
		arrives := ordered + planner.Month(b.leadMonths(o, ordered, false))
		prices := []decimal.Decimal{first(o)}
		if tiered(o) {
			for _, x := range o.Tiers {
				prices = append(prices, x.Price)
			}
		}
		for _, price := range prices {
			low = decimal.Min(low, b.at(o, b.paid(o, price, mass, ordered), mass, arrives).total())
		}
	}
	return low
}

// calm is an offer without what scenarios do to it.
func calm(o *planner.Offer) *planner.Offer {
	quiet := *o
	quiet.Effects = nil
	return &quiet
}

// paid is what a unit of an order costs: the quoted price, what its indices have
// moved since their base, held between floor and cap, then what scenarios add
// and multiply.
func (b *books) paid(o *planner.Offer, quoted, mass decimal.Decimal, ordered planner.Month) decimal.Decimal {
	unit := decimal.NewFromInt(1)
	if o.PriceUnit == planner.PerPiece {
		unit = mass
	}
	price := quoted
	if o.Formula.OK {
		for _, t := range o.Formula.V.Terms {
			price = price.Add(b.moved(o, t, ordered-planner.Month(o.Formula.V.LagMonths.V)).Mul(unit))
		}
	}
	if o.PriceCap.OK {
		price = decimal.Min(price, o.PriceCap.V)
	}
	if o.PriceFloor.OK {
		price = decimal.Max(price, o.PriceFloor.V)
	}
	add, factor := decimal.Zero, decimal.NewFromInt(1)
	for _, e := range o.Effects {
		if e.From <= ordered && ordered <= e.To {
			add = add.Add(dec(e.PriceAdd))
			if e.Price.OK {
				factor = factor.Mul(dec(e.Price.V))
			}
		}
	}
	return decimal.Max(decimal.Zero, price.Add(add.Mul(unit)).Mul(factor))
}

// moved is what a term adds to a kilogram, offer currency: kg of what the index
// prices × (its value in the month − its base).
func (b *books) moved(o *planner.Offer, t planner.FormulaTerm, m planner.Month) decimal.Decimal {
	path, ok := b.path(t)
	if !ok {
		b.unknown("%s follows the index %s of %s, which has no value", o.ID, t.Index, t.Element)
		return decimal.Zero
	}
	if t.Element == "" {
		t.Element = path.Element
	}
	kg, ok := b.paidFor(o, t, path.Form)
	if !ok {
		b.unknown("how many kg of %s a kg of %s pays for is not known", t.Element, o.ID)
		return decimal.Zero
	}
	// The index and the offer may be in two currencies.
	add := kg.Mul(value(path, m).Sub(t.Base))
	return b.toPlan(add, path.Currency).Mul(b.units(o.Currency))
}

// path is the index a term follows: the project's own by name, then its own of
// the element on that market, then the reference price of that market.
func (b *books) path(t planner.FormulaTerm) (planner.Index, bool) {
	for _, x := range b.p.Indices {
		if x.ID == t.Index {
			return x, len(x.Points) > 0
		}
	}
	for _, x := range b.p.Indices {
		if string(x.Basis) == t.Index && x.Element == t.Element && len(x.Points) > 0 {
			return x, true
		}
	}
	if e, ok := b.f.Element(t.Element); ok {
		price := map[string]planner.Opt[float64]{"ex_china": e.ExChinaUSD, "china_domestic": e.ChinaUSD}[t.Index]
		if price.OK {
			return planner.Index{Element: t.Element, Currency: "USD", Form: planner.MetalForm, Points: []planner.IndexPoint{{Price: dec(price.V)}}}, true
		}
	}
	return planner.Index{}, false
}

// value of an index in a month: the last point up to then, or the first of all.
func value(x planner.Index, m planner.Month) decimal.Decimal {
	points := slices.Clone(x.Points)
	slices.SortStableFunc(points, func(a, b planner.IndexPoint) int { return int(a.From - b.From) })
	now := points[0]
	for _, p := range points {
		if p.From <= m {
			now = p
		}
	}
	return now.Price
}

// paidFor is kg of what an index prices in a kg of goods: content ÷ yield ×
// pass-through, and for an oxide ÷ kg of metal in a kg of oxide.
func (b *books) paidFor(o *planner.Offer, t planner.FormulaTerm, form planner.IndexForm) (decimal.Decimal, bool) {
	kg, yield := t.KgPerKg, t.Yield
	if !kg.OK {
		item, material := o.Item, o.For == planner.ForMaterial
		if part := b.p.Part(o.Item); o.For == planner.ForPart && part != nil {
			if item, material = part.Grade, part.IsMaterial(); material {
				item = part.Material
			}
		}
		if m, ok := b.f.Material(item); ok && material {
			kg = planner.Some(m.Fraction(t.Element))
		}
		if g, ok := b.f.Grade(item); ok && !material {
			kg = planner.Some(g.Fraction(t.Element))
			if !yield.OK {
				yield = g.Yield
			}
		}
	}
	if !kg.OK || yield.OK && yield.V <= 0 {
		return decimal.Zero, false
	}
	out := dec(kg.V)
	if t.PassThrough.OK {
		out = out.Mul(dec(t.PassThrough.V))
	}
	if yield.OK {
		out = out.DivRound(dec(yield.V), digits)
	}
	if form == planner.OxideForm {
		e, _ := b.f.Element(t.Element)
		if !(e.OxideToMetal.V > 0) {
			return decimal.Zero, false
		}
		out = out.DivRound(dec(e.OxideToMetal.V), digits)
	}
	return out, true
}

// perKg is the landed cost of an award: at the tier that the total of its
// supplier, contract or row reaches in the calendar year or the plan; of bands
// every kilogram bears the mean.
func (b *books) perKg(x *arrival) landed {
	o, ordered := x.offer, b.p.Start+planner.Month(x.ordered)
	arrives := b.p.Start + planner.Month(x.arrives)
	at := func(price decimal.Decimal) decimal.Decimal { return b.paid(o, price, x.mass, ordered) }
	if !tiered(o) {
		return b.at(o, at(first(o)), x.mass, arrives)
	}
	total := decimal.Zero
	for _, a := range b.plan.Awards {
		from := b.p.Offer(a.Offer)
		if o.TierRule == planner.Incremental && !sameBands(from, o) {
			continue
		}
		if sameTotal(from, o) && (o.TierPeriod == planner.TierHorizon || a.Ordered.Year() == ordered.Year()) {
			total = total.Add(dec(a.Kg))
		}
	}
	price := first(o)
	if o.TierRule == planner.AllUnits || !total.IsPositive() {
		for _, t := range o.Tiers {
			// A step counts as reached a millionth below it, the optimiser's tolerance.
			if total.GreaterThanOrEqual(dec(t.FromKg - float64(1e-6*(1+t.FromKg)))) {
				price = t.Price
			}
		}
		return b.at(o, at(price), x.mass, arrives)
	}
	from, sum := decimal.Zero, decimal.Zero
	for _, t := range append(slices.Clone(o.Tiers), planner.Tier{FromKg: math.MaxFloat64}) {
		to := decimal.Min(total, dec(t.FromKg))
		if to.GreaterThan(from) {
			sum = sum.Add(at(price).Mul(to.Sub(from)))
			from = to
		}
		price = t.Price
	}
	return b.at(o, sum.DivRound(total, digits), x.mass, arrives)
}

// tiered reports an offer with price breaks.
func tiered(o *planner.Offer) bool {
	return len(o.Tiers) > 0 && (o.TierRule == planner.AllUnits || o.TierRule == planner.Incremental)
}

// sameBands reports whether two offers fill the same bands.
func sameBands(x, o *planner.Offer) bool {
	return x.TierRule == o.TierRule && x.TierScope == o.TierScope && x.TierPeriod == o.TierPeriod &&
		slices.EqualFunc(x.Tiers, o.Tiers, func(a, b planner.Tier) bool { return a.FromKg == b.FromKg })
}

// sameTotal reports whether two offers reach their tiers together.
func sameTotal(x, o *planner.Offer) bool {
	switch o.TierScope {
	case planner.TierRow:
		return x.ID == o.ID
	case planner.TierContract:
		return x.Contract == o.Contract && o.Contract != "" || x.ID == o.ID
	}
	return x.Supplier == o.Supplier
}

// unknown remembers, once, why costs cannot be counted again.
func (b *books) unknown(format string, a ...any) {
	if b.missing == nil {
		b.missing = fmt.Errorf(format, a...)
	}
}
