package workbook

import (
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
	// goods, duty, freight and landed are plan currency per kg as the formulas
	// of the row give them.
	goods, duty, freight, landed float64
	row                          int
}

type priceKey struct {
	part, offer string
	design      int
	price       float64
}

// prices is the price build-up and where it stands.
type prices struct {
	sheet       *sheet
	rows        []*priceRow
	byKey       map[priceKey]*priceRow
	keys        []priceKey // of each award, in their order
	gaps        []planner.Fit
	first, last int
}

// collectPrices finds the rows: for each part and offer that fits, the prices
// its awards pay, or the base price where it got none.
func collectPrices(b *book) prices {
	x := prices{byKey: map[priceKey]*priceRow{}}
	used := map[priceKey][]priceKey{} // without price → its prices, in order of award
	totals := cost.TierTotals(b.p, b.plan.Awards)
	for i := range b.plan.Awards {
		a := &b.plan.Awards[i]
		k := priceKey{a.Part, a.Offer, a.Design, b.pricePaid(a, totals)}
		x.keys = append(x.keys, k)
		if row := x.byKey[k]; row != nil {
			row.awarded += a.Kg
			continue
		}
		x.byKey[k] = &priceRow{part: a.Part, price: k.price, awarded: a.Kg, basis: "as awarded"}
		bare := priceKey{a.Part, a.Offer, a.Design, 0}
		used[bare] = append(used[bare], k)
	}
	placed := map[priceKey]bool{}
	for i := range b.p.Parts {
		part := &b.p.Parts[i]
		for _, fit := range b.p.Fits(part, b.f) {
			for _, k := range used[priceKey{part.ID, fit.Offer.ID, fit.Design, 0}] {
				row := x.byKey[k]
				row.fit, row.basis = fit, basisOf(fit.Offer, k.price)
				placed[k] = true
				x.rows = append(x.rows, row)
			}
			if len(used[priceKey{part.ID, fit.Offer.ID, fit.Design, 0}]) > 0 {
				continue
			}
			if _, known := cost.Rate(b.p, fit.Offer.Currency); !known || (!fit.Offer.Price.OK && !fit.Offer.Formula.OK) {
				x.gaps = append(x.gaps, fit)
				continue
			}
			x.rows = append(x.rows, &priceRow{part: part.ID, fit: fit, price: cost.Steps(fit.Offer)[0].Price.InexactFloat64(), basis: "base"})
		}
	}
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
		x.rows = append(x.rows, row)
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

// pricePaid is the price of an award with the tier its supplier reached, offer
// currency per price unit. It is found again from the offer, as the booking of
// the plan does, so that every figure here can be traced to a quotation.
func (b *book) pricePaid(a *planner.Award, totals map[string]float64) float64 {
	part, o := b.p.Part(a.Part), b.p.Offer(a.Offer)
	if part == nil || o == nil || o.Missing() == "no price" {
		return a.Price
	}
	mass := part.MassKg().Or(1)
	if alternatives := b.p.AlternativesOf(part.ID); a.Design > 0 && a.Design <= len(alternatives) {
		mass *= alternatives[a.Design-1].MassFactor
	}
	u := cost.AwardUnit(b.p, b.f, o, totals, a, mass)
	if !u.Price.IsZero() {
		return u.Price.InexactFloat64()
	}
	// Incremental tiers have a mean price and no price of their own.
	price := u.Goods * u.PerUnit
	if o.PriceUnit == planner.PerPiece {
		price *= mass
	}
	return price
}

// basisOf names the step of the offer's price list a price is.
func basisOf(o *planner.Offer, price float64) string {
	steps := cost.Steps(o)
	if steps[0].Price.InexactFloat64() == price {
		return "base"
	}
	for _, s := range steps[1:] {
		if s.Price.InexactFloat64() == price {
			return "from " + thousands(s.FromKg) + " kg"
		}
	}
	return "mean of price breaks"
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
