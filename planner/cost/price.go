package cost

import (
	"math"

	"github.com/shopspring/decimal"

	"remanence/planner"
)

// IndexPart is one term of an index-linked price in a month.
type IndexPart struct {
	Term        planner.FormulaTerm
	Index       planner.Index // with its source; Source.Default marks a reference price
	Month       planner.Month // in which the index is read: ordering less the lag
	Value       float64       // index currency per kg of its form
	Coefficient float64       // kg of the form per kg of goods
	PerUnit     float64       // units of the index currency for one of the offer's
}

// Adds is what the term adds to the price of a kilogram, offer currency.
func (t IndexPart) Adds() float64 {
	return t.Coefficient * (t.Value - t.Term.Base.InexactFloat64()) / t.PerUnit
}

// IndexParts takes an index-linked price apart for an order placed in a month.
// False when an index has no value, a coefficient is not known, or a currency
// has no rate; no parts and true for a price that follows no index.
func IndexParts(p *planner.Project, f *planner.Facts, o *planner.Offer, ordered planner.Month) ([]IndexPart, bool) {
	if !o.Formula.OK || len(o.Formula.V.Terms) == 0 {
		return nil, true
	}
	own, ok := Rate(p, o.Currency)
	if !ok {
		return nil, false
	}
	month := ordered - planner.Month(o.Formula.V.LagMonths.V)
	var out []IndexPart
	for _, t := range o.Formula.V.Terms {
		x, ok := p.IndexOf(f, t)
		if !ok {
			return nil, false
		}
		if t.Element == "" {
			t.Element = x.Element
		}
		v, c := x.At(month), p.Coefficient(f, o, t, x.Form)
		rate, ok := Rate(p, x.Currency)
		if !v.OK || !c.OK || !ok {
			return nil, false
		}
		out = append(out, IndexPart{t, x, month, v.V, c.V, rate / own})
	}
	return out, true
}

// pricePaid is the price of an order, offer currency per price unit: the quoted
// price plus what its indices add, never above the cap nor below the floor, then
// what scenarios do to it.
func pricePaid(p *planner.Project, f *planner.Facts, o *planner.Offer, quoted, massKg float64, ordered planner.Month) (float64, bool) {
	parts, ok := IndexParts(p, f, o, ordered)
	if !ok {
		return 0, false
	}
	price := quoted
	for _, t := range parts {
		add := t.Adds()
		if o.PriceUnit == planner.PerPiece {
			add *= massKg
		}
		price += add
	}
	if o.PriceCap.OK {
		price = math.Min(price, o.PriceCap.V.InexactFloat64())
	}
	if o.PriceFloor.OK {
		price = math.Max(price, o.PriceFloor.V.InexactFloat64())
	}
	if len(o.Effects) > 0 {
		add, factor := o.PriceEffect(ordered)
		if o.PriceUnit == planner.PerPiece {
			add *= massKg
		}
		price = (price + add) * factor
	}
	return math.Max(price, 0), true
}

// Slope is d(goods cost of a kilogram)/d(index): plan currency for each unit of
// the index's currency.
type Slope struct {
	Index   planner.Index
	Element string
	PerUnit float64
}

// Slopes says how the goods cost of a kilogram follows each index, for an order
// placed in a month. While the cap or the floor holds the price it follows none.
// The landed cost follows by (1 + duty + extra duty) times as much. Between cap
// and floor the price is linear in each index, so that break-even prices are
// exact.
func Slopes(p *planner.Project, f *planner.Facts, o *planner.Offer, price planner.Decimal, massKg float64, ordered planner.Month) []Slope {
	parts, ok := IndexParts(p, f, o, ordered)
	own, known := Rate(p, o.Currency)
	if !ok || !known || len(parts) == 0 {
		return nil
	}
	calm := *o
	calm.Effects = nil
	paid, _ := pricePaid(p, f, &calm, price.InexactFloat64(), massKg, ordered)
	_, factor := o.PriceEffect(ordered)
	if o.PriceCap.OK && paid >= o.PriceCap.V.InexactFloat64() || o.PriceFloor.OK && paid <= o.PriceFloor.V.InexactFloat64() || paid <= 0 {
		return nil
	}
	var out []Slope
	for _, t := range parts {
		out = append(out, Slope{t.Index, t.Term.Element, t.Coefficient / t.PerUnit / own * factor})
	}
	return out
}

// decimalOf is the exact decimal of the shortest text of a number.
func decimalOf(v float64) planner.Decimal { return decimal.NewFromFloat(v) }
