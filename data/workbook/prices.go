package workbook

import (
	"math"
	"strings"

	"remanence/planner"
	"remanence/planner/cost"
)

// priceRow is one row of the price build-up: a part, an offer, a design and a
// price.
type priceRow struct {
	no      int
	part    string
	fit     planner.Fit
	price   float64
	basis   string
	awarded float64
	note    string
	// dutyRate and extraRate are shares of the goods' price, carriage is freight
	// and insurance in plan currency per kg; all may differ from month to month.
	dutyRate, extraRate, carriage float64
	// goods, duty, freight and landed are plan currency per kg as the formulas
	// of the row give them.
	goods, duty, freight, landed float64
	row                          int

	at      int // step of the price list, -1 where the price is a mean of steps
	when    cost.When
	insured bool
	calm    bool // without what scenarios do for a time
	lane    planner.Opt[planner.Lane]
	adds    float64 // of indices, offer currency per kg
}

type priceKey struct {
	part, offer string
	design      int
	price       float64

	dutyRate, extraRate, carriage float64

	step    int
	points  string     // of each index, which of its values counts
	shock   [2]float64 // what a scenario adds to the price, and multiplies it with
	insured bool
}

// bare is the key of the fit, whatever it costs.
func (k priceKey) bare() priceKey { return priceKey{part: k.part, offer: k.offer, design: k.design} }

func (k priceKey) row(basis string) *priceRow {
	return &priceRow{part: k.part, price: k.price, basis: basis, dutyRate: k.dutyRate, extraRate: k.extraRate, carriage: k.carriage, at: k.step, insured: k.insured}
}

// prices is the price build-up and where it stands.
type prices struct {
	sheet       *sheet
	rows        []*priceRow
	byKey       map[priceKey]*priceRow
	keys        []priceKey // of each award, in their order
	gaps        []planner.Fit
	first, last int
	worths      []unitWorth       // what stock is worth, by part
	owing       []owing           // what a kilogram not taken costs, by supplier
	open        map[int]*priceRow // of the lots on order, by their place in the stock
}

// quoted gives the row of a step of a price list, and makes it when no award or
// other use has it yet. Nil where the offer has no figure.
func (b *book) quoted(x *prices, part string, fit planner.Fit, step int, at cost.When, calm bool) (priceKey, *priceRow) {
	o := fit.Offer
	if !o.Priced() {
		return priceKey{}, nil
	}
	if calm {
		quiet := *o
		quiet.Effects = nil
		o = &quiet
	}
	u := cost.PerKg(b.p, b.f, o, cost.Steps(o)[step].Price, fit.MassKg, at)
	if math.IsNaN(u.Landed) {
		return priceKey{}, nil
	}
	k := priceKey{part: part, offer: o.ID, design: fit.Design, price: u.Price.InexactFloat64(), dutyRate: u.DutyRate, extraRate: u.ExtraRate,
		carriage: u.Freight, step: step, points: pointsOf(b.p, b.f, o, at.Ordered), insured: u.Insurance != 0}
	k.shock[0], k.shock[1] = o.PriceEffect(at.Ordered)
	if x.byKey[k] == nil {
		x.byKey[k] = k.row("")
		x.byKey[k].when, x.byKey[k].calm = at, calm
	}
	return k, x.byKey[k]
}

// collectPrices finds the rows: for each part and offer that fits, the prices
// its awards pay, or the base price where it got none.
func collectPrices(b *book) prices {
	x := prices{byKey: map[priceKey]*priceRow{}}
	used := map[priceKey][]priceKey{} // without price → its prices, in order of award
	totals := cost.TierTotals(b.p, b.plan.Awards)
	for i := range b.plan.Awards {
		a := &b.plan.Awards[i]
		k := b.keyOf(a, totals)
		x.keys = append(x.keys, k)
		if row := x.byKey[k]; row != nil {
			row.awarded += a.Kg
			continue
		}
		x.byKey[k] = k.row("as awarded")
		x.byKey[k].awarded = a.Kg
		x.byKey[k].when = cost.Of(a)
		used[k.bare()] = append(used[k.bare()], k)
	}
	placed := map[priceKey]bool{}
	place := func(k priceKey, fit planner.Fit) {
		if row := x.byKey[k]; !placed[k] {
			row.fit, row.basis = fit, basisOf(fit.Offer, k.step, k.price)
			placed[k] = true
			x.rows = append(x.rows, row)
		}
	}
	flows := map[string]bool{}
	for i := range b.plan.Flows {
		flows[b.plan.Flows[i].Part] = true
	}
	for i := range b.p.Parts {
		part := &b.p.Parts[i]
		var worths []cost.Valuation // of parts that the plan keeps books of
		if flows[part.ID] {
			worths = cost.Valuations(b.p, b.f, part)
		}
		for _, fit := range b.p.Fits(part, b.f) {
			awarded := used[priceKey{part: part.ID, offer: fit.Offer.ID, design: fit.Design}]
			for _, k := range awarded {
				place(k, fit)
			}
			k, row := b.quoted(&x, part.ID, fit, 0, cost.AtStart(b.p, fit.Offer), false)
			switch {
			case row != nil:
				place(k, fit)
			case len(awarded) == 0:
				x.gaps = append(x.gaps, fit)
			}
		}
		for _, v := range worths {
			if k, row := b.quoted(&x, part.ID, v.Fit, v.Step, v.At, v.Calm); row != nil {
				place(k, v.Fit)
				x.worths = append(x.worths, unitWorth{part, row, v})
			}
		}
	}
	b.owingRows(&x, place)
	b.openRows(&x, place)
	// Awards whose offer left the project since the plan was made keep a row,
	// which a check reports.
	for i, k := range x.keys {
		if placed[k] {
			continue
		}
		placed[k] = true
		row := x.byKey[k]
		a := b.plan.Awards[i]
		row.fit = planner.Fit{Offer: &planner.Offer{ID: a.Offer, Supplier: a.Supplier, Currency: b.p.Currency, PriceUnit: planner.PerKg},
			Design: a.Design, Grade: a.Grade, MassKg: massOf(a)}
		row.note = "the offer no longer fits the part in the project"
		row.at = -1
		x.rows = append(x.rows, row)
	}
	for i, row := range x.rows {
		row.no, row.row = i+1, firstRow+i
		if lane, ok := b.p.FreightLane(b.f, row.fit.Offer); ok && !row.fit.Offer.FreightPerKg.OK {
			row.lane = planner.Some(lane)
		}
	}
	return x
}

// massOf is the mass of a unit as the award itself tells it.
func massOf(a planner.Award) float64 {
	if a.Pieces > 0 {
		return a.Kg / a.Pieces
	}
	return 1
}

// keyOf finds again what an award costs: the price with the tier its supplier
// reached and its indices, in offer currency per price unit, and the duty and
// freight of its months. It comes from the offer, as in the booking of the plan,
// so that every figure here can be traced to a quotation.
func (b *book) keyOf(a *planner.Award, totals map[string]float64) priceKey {
	k := priceKey{part: a.Part, offer: a.Offer, design: a.Design, price: a.Price}
	part, o := b.index.partOf(a.Part), b.index.offerOf(a.Offer)
	if part == nil || o == nil || o.Missing() == "no price" {
		return k
	}
	mass := part.MassKg().Or(1)
	if alternatives := b.p.AlternativesOf(part.ID); a.Design > 0 && a.Design <= len(alternatives) {
		mass *= alternatives[a.Design-1].MassFactor
	}
	u := cost.AwardUnit(b.p, b.f, o, totals, a, mass)
	if math.IsNaN(u.Landed) {
		return k
	}
	k.dutyRate, k.extraRate, k.carriage, k.insured = u.DutyRate, u.ExtraRate, u.Freight, u.Insurance != 0
	k.shock[0], k.shock[1] = o.PriceEffect(a.Ordered)
	k.step, k.points = cost.Reached(o, totals, a), pointsOf(b.p, b.f, o, a.Ordered)
	if k.price = u.Price.InexactFloat64(); k.step < 0 {
		// Incremental tiers have a mean price and no price of their own.
		k.price = u.Goods * u.PerUnit
		if o.PriceUnit == planner.PerPiece {
			k.price *= mass
		}
	}
	return k
}

// basisOf names the step of the offer's price list behind a price, and what moved
// it from there.
func basisOf(o *planner.Offer, step int, price float64) string {
	if step < 0 {
		return "mean of price breaks"
	}
	s := cost.Steps(o)[step]
	name := "base"
	if step > 0 {
		name = "from " + thousands(s.FromKg) + " kg"
	}
	if s.Price.InexactFloat64() == price {
		return name
	}
	switch {
	case len(o.Effects) > 0:
		return name + ", under the scenario"
	case o.Formula.OK && len(o.Formula.V.Terms) > 0:
		return name + ", index-linked"
	}
	return name + ", cap or floor"
}

// thousands writes a quantity with separators.
func thousands(v float64) string {
	s := planner.FormatNumber(v)
	whole, rest, _ := strings.Cut(s, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if rest != "" {
		return whole + "." + rest
	}
	return whole
}
