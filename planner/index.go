package planner

import "slices"

// MarketBasis is the market an index speaks of. Bases are never mixed: the same
// oxide costs several times more outside China than inside.
type MarketBasis string

const (
	ChinaDomestic MarketBasis = "china_domestic"
	ExChina       MarketBasis = "ex_china"
	ByContract    MarketBasis = "contract"
)

// MarketBases lists them all.
var MarketBases = []MarketBasis{ChinaDomestic, ExChina, ByContract}

// IndexForm says a kilogram of what an index prices.
type IndexForm string

const (
	OxideForm IndexForm = "oxide"
	MetalForm IndexForm = "metal" // contained element
)

// Index is a price path that index-linked offers follow.
type Index struct {
	ID       string       `json:"id"`
	Element  string       `json:"element"`
	Basis    MarketBasis  `json:"basis"`
	Form     IndexForm    `json:"form,omitempty"` // "" is metal
	Currency string       `json:"currency"`
	Points   []IndexPoint `json:"points"`
	Source   Source       `json:"source,omitzero"`
}

// IndexPoint is the value from a month until the next point. A point without a
// month holds from the beginning: one such point alone is a flat value.
type IndexPoint struct {
	From  Month   `json:"from,omitzero"`
	Price Decimal `json:"price"` // index currency per kg of the form
}

// At is the value in a month: the latest point not after it, before the first
// point the first. Missing when there is no point.
func (x *Index) At(m Month) Opt[float64] {
	at := -1
	for i, p := range x.Points {
		if at < 0 || p.From <= m && p.From >= x.Points[at].From || x.Points[at].From > m && p.From < x.Points[at].From {
			at = i
		}
	}
	if at < 0 {
		return Opt[float64]{}
	}
	return Some(x.Points[at].Price.InexactFloat64())
}

// Index finds an index path of the project by name.
func (p *Project) Index(id string) *Index {
	i := slices.IndexFunc(p.Indices, func(x Index) bool { return x.ID == id })
	if i < 0 {
		return nil
	}
	return &p.Indices[i]
}

// IndexOf is the path a term follows: the project's own of that name, or, where
// the term names a market basis, the project's path of that element and basis
// and without one the reference price, marked as a default. False when there is
// neither: an ex-China term never falls back to a Chinese price.
func (p *Project) IndexOf(f *Facts, t FormulaTerm) (Index, bool) {
	if x := p.Index(t.Index); x != nil {
		return *x, len(x.Points) > 0
	}
	for _, x := range p.Indices {
		if x.Basis == MarketBasis(t.Index) && x.Element == t.Element && len(x.Points) > 0 {
			return x, true
		}
	}
	return f.Index(t.Element, MarketBasis(t.Index))
}

// Index is the reference price of an element on a market basis as a flat index
// in USD per kg of contained metal, marked as a default with its source. There
// is none for contracts.
func (f *Facts) Index(element string, basis MarketBasis) (Index, bool) {
	if f == nil {
		return Index{}, false
	}
	e, ok := f.Element(element)
	if !ok {
		return Index{}, false
	}
	var price Opt[float64]
	switch basis {
	case ExChina:
		price = e.ExChinaUSD
	case ChinaDomestic:
		price = e.ChinaUSD
	}
	if !price.OK {
		return Index{}, false
	}
	s := e.Source
	s.Default = true
	return Index{ID: string(basis), Element: element, Basis: basis, Form: MetalForm, Currency: "USD",
		Points: []IndexPoint{{Price: decimalOf(price.V)}}, Source: s}, true
}

// Coefficient is d(price per kg of goods)/d(index) of a term: kilograms of the
// index's form paid for with each kilogram of goods. Element mass ÷ yield ×
// pass-through, and for an oxide index ÷ kg of metal in a kg of oxide.
//
// The element mass is the term's own, else the content of the grade or material
// quoted, whose yield (finished ÷ alloy) then counts too. Missing when neither
// is known, or an oxide factor is.
func (p *Project) Coefficient(f *Facts, o *Offer, t FormulaTerm, form IndexForm) Opt[float64] {
	kg, yield := t.KgPerKg, t.Yield.Or(1)
	if !kg.OK {
		var made Opt[float64]
		kg, made = p.contentOf(f, o, t.Element)
		if !t.Yield.OK {
			yield = made.Or(1)
		}
	}
	if !kg.OK || !(yield > 0) {
		return Opt[float64]{}
	}
	c := kg.V / yield * t.PassThrough.Or(1)
	if form == OxideForm {
		if f == nil {
			return Opt[float64]{}
		}
		e, ok := f.Element(t.Element)
		if !ok || !e.OxideToMetal.OK || e.OxideToMetal.V <= 0 {
			return Opt[float64]{}
		}
		c /= e.OxideToMetal.V
	}
	return Some(c)
}

// ContentOf is the kilograms of an element in a kilogram of what an offer sells:
// the content of the grade or material quoted. Missing when it is not known.
func ContentOf(p *Project, f *Facts, o *Offer, element string) Opt[float64] {
	kg, _ := p.contentOf(f, o, element)
	return kg
}

// contentOf is ContentOf with the yield of a grade, finished ÷ alloy.
func (p *Project) contentOf(f *Facts, o *Offer, element string) (kg, yield Opt[float64]) {
	if f == nil {
		return
	}
	name, material := o.Item, o.For == ForMaterial
	if part := p.Part(o.Item); o.For == ForPart && part != nil {
		name, material = part.Grade, part.IsMaterial()
		if material {
			name = part.Material
		}
	}
	if material {
		if m, ok := f.Material(name); ok {
			kg = Some(m.Fraction(element))
		}
	} else if g, ok := f.Grade(name); ok {
		kg, yield = Some(g.Fraction(element)), g.Yield
	}
	return kg, yield
}
