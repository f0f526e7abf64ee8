package sources

import (
	"math"
	"slices"

	"github.com/shopspring/decimal"

	"remanence/app/tr"
	"remanence/planner"
	"remanence/planner/chain"
	"remanence/planner/cost"
)

// WhatIf changes what the comparison is priced with, never the project.
type WhatIf struct {
	Element  string  // whose price moves: "Dy"
	Price    float64 // times today's price; 0 and 1 are as it is
	Follow   bool    // fixed prices are raised as if their next quotation followed
	Country  string  // whose goods bear more duty
	Duty     float64 // added to the duty of its goods, a share: 0.25 is 25 points
	WaitDays float64 // added to every licence wait
	Volume   float64 // of the part's yearly need goes to one supplier and reaches its price step; 0 leaves the base price
}

// Active reports that something is changed.
func (w WhatIf) Active() bool {
	return w.Price != 0 && w.Price != 1 || w.Duty != 0 || w.WaitDays != 0 || w.Volume != 0
}

// changed is a project as it would be; everything else is asked of the document.
type changed struct {
	Document
	project *planner.Project
	facts   *planner.Facts
}

func (c *changed) Project() *planner.Project { return c.project }
func (c *changed) Facts() *planner.Facts     { return c.facts }

// Apply refuses: what-if prices are not entered.
func (c *changed) Apply(string, ...planner.Edit) error { return errWhatIf }

// settled is the document with the licence terms a plan takes, so that they are
// not worked out again for every picture. Changes go to the document itself.
type settled struct {
	Document
	of      *planner.Project // as the document has it
	project *planner.Project
}

func (s *settled) Project() *planner.Project { return s.project }

// With is the document as it would be for the offers of a part.
func (w WhatIf) With(doc Document, part string) Document {
	if !w.Active() {
		return doc
	}
	p, f := doc.Project().Clone(), *doc.Facts()
	w.prices(p, &f)
	for i := range p.Offers {
		o := &p.Offers[i]
		if w.Duty != 0 && o.Country == w.Country {
			duty, extra := cost.DutyRates(p, &f, o, p.Start)
			o.Duty, o.ExtraDuty = planner.Some(duty), planner.Some(extra+w.Duty)
		}
		if p50, p90 := o.Licence.Waits(); w.WaitDays != 0 && p50.OK {
			o.Licence.WaitP50 = planner.Some(math.Max(0, p50.V+w.WaitDays))
			o.Licence.WaitP90 = planner.Some(math.Max(0, p90.Or(p50.V)+w.WaitDays))
		}
	}
	if q := p.Part(part); q != nil && w.Price != 0 && w.Price != 1 && w.Follow {
		w.follow(p, doc.Facts(), q)
	}
	if q := p.Part(part); q != nil && w.Volume > 0 {
		w.steps(p, &f, q)
	}
	return &changed{doc, p, &f}
}

// prices moves the element on every index that speaks of it.
func (w WhatIf) prices(p *planner.Project, f *planner.Facts) {
	if w.Price == 0 || w.Price == 1 {
		return
	}
	for i := range p.Indices {
		x := &p.Indices[i]
		if x.Element != w.Element {
			continue
		}
		x.Points = slices.Clone(x.Points)
		for k := range x.Points {
			x.Points[k].Price = x.Points[k].Price.Mul(decimal.NewFromFloat(w.Price))
		}
	}
	f.Elements = slices.Clone(f.Elements)
	for i := range f.Elements {
		if e := &f.Elements[i]; e.Symbol == w.Element {
			e.ExChinaUSD.V, e.ChinaUSD.V = e.ExChinaUSD.V*w.Price, e.ChinaUSD.V*w.Price
		}
	}
}

// follow raises fixed prices by what the element in the goods costs more: content
// ÷ yield × price of the market the offer comes from × (factor − 1).
func (w WhatIf) follow(p *planner.Project, f *planner.Facts, part *planner.Part) {
	e, ok := f.Element(w.Element)
	usd, rated := cost.Rate(p, "USD")
	if !ok || !rated {
		return
	}
	for _, fit := range p.Fits(part, f) {
		o := fit.Offer
		own, rated := cost.Rate(p, o.Currency)
		if !o.Price.OK || o.Formula.OK && len(o.Formula.V.Terms) > 0 || !rated {
			continue
		}
		price := e.ExChinaUSD
		if o.Country == "CN" {
			price = e.ChinaUSD
		}
		content, known := chain.Content(f, part, fit.Grade, w.Element)
		if !price.OK || !known {
			continue
		}
		yield := 1.0
		if g, ok := f.Grade(fit.Grade); ok && !part.IsMaterial() {
			yield = g.Yield.Or(1)
		}
		add := content.Typical / yield * price.V * (w.Price - 1) / usd * own // offer currency per kg
		if o.PriceUnit == planner.PerPiece {
			add *= fit.MassKg
		}
		d := decimal.NewFromFloat(add)
		o.Price = planner.Some(o.Price.V.Add(d))
		for k := range o.Tiers {
			o.Tiers[k].Price = o.Tiers[k].Price.Add(d)
		}
	}
}

// steps puts every offer at the price step that the volume reaches.
func (w WhatIf) steps(p *planner.Project, f *planner.Facts, part *planner.Part) {
	kg := 0.0
	for t := range p.Months {
		kg += part.Need(t) * part.MassKg().V
	}
	kg *= w.Volume * 12 / float64(max(1, p.Months))
	for _, fit := range p.Fits(part, f) {
		o := fit.Offer
		if len(o.Tiers) == 0 {
			continue
		}
		steps := cost.Steps(o)
		paid := steps[0].Price
		switch o.TierRule {
		case planner.AllUnits:
			for _, s := range steps {
				if kg >= s.FromKg {
					paid = s.Price
				}
			}
		case planner.Incremental:
			paid = bands(steps, kg)
		}
		o.Price = planner.Some(paid)
	}
}

// bands is the mean price of a quantity bought through the steps of an
// incremental scheme.
func bands(steps []cost.Step, kg float64) planner.Decimal {
	if kg <= 0 {
		return steps[0].Price
	}
	sum := decimal.Decimal{}
	for i, s := range steps {
		to := kg
		if i+1 < len(steps) {
			to = math.Min(kg, steps[i+1].FromKg)
		}
		if to > s.FromKg {
			sum = sum.Add(s.Price.Mul(decimal.NewFromFloat(to - s.FromKg)))
		}
	}
	return sum.DivRound(decimal.NewFromFloat(kg), 12)
}

type whatIfError struct{}

func (whatIfError) Error() string {
	return tr.T("These are what-if prices. Set the sliders back to enter a figure.")
}

var errWhatIf = whatIfError{}
