package award

import (
	"math"

	"remanence/planner"
	"remanence/planner/chain"
	"remanence/planner/cost"
)

// gauge weighs a kilogram of a fit under one rule. The row of the model and the
// value reported of a plan read the same gauge, so that they cannot differ.
type gauge struct {
	p        *planner.Project
	f        *planner.Facts
	r        *planner.Rule
	pct      float64 // licence percentile orders allow for
	subject  string  // supplier group or country where the rule has one row for each
	in       *planner.Countries
	worstCO2 float64
	by       weighing
	known    map[gaugeKey]weighed
}

// weighing gives the weight of a kilogram and the part of it that counts.
type weighing func(g *gauge, l load) (weight, hit float64)

// load is a kilogram of a fit as it is ordered. The month is 0 where it is not
// known; a licence need or wait may change with the month of shipment.
type load struct {
	planner.Fit
	ordered   planner.Month
	expedited bool
}

func (l load) licence() planner.LicencePeriod { return l.Offer.Licence.In(l.shipped()) }

func (l load) shipped() planner.Month {
	if l.ordered == 0 {
		return 0
	}
	return l.Offer.ShipMonth(l.ordered)
}

type gaugeKey struct {
	part    *planner.Part
	offer   *planner.Offer
	grade   string
	ordered planner.Month // 0 where the month does not matter
	fast    bool
}

type weighed struct{ weight, hit float64 }

func newGauge(p *planner.Project, f *planner.Facts, r *planner.Rule, pct float64, by weighing, subject string) *gauge {
	g := &gauge{p: p, f: f, r: r, pct: pct, subject: subject, by: by, known: map[gaugeKey]weighed{}, worstCO2: worstCO2(p)}
	g.in = planner.CountriesOf(f, r.Countries)
	if g.in.Each() && subject != "" {
		g.in = planner.CountriesOf(f, []string{subject})
	}
	return g
}

// of is the weight and hit of a kilogram; by value both are multiplied by the
// landed cost.
func (g *gauge) of(l load, landed float64) (weight, hit float64) {
	terms, _ := l.Offer.Licence.Terms()
	if len(terms.Periods) <= 1 && !l.Offer.Licence.GeneralUntil.OK {
		l.ordered = 0
	}
	k := gaugeKey{l.Part, l.Offer, l.Grade, l.ordered, l.expedited}
	w, ok := g.known[k]
	if !ok {
		w.weight, w.hit = g.by(g, l)
		g.known[k] = w
	}
	if g.byValue() {
		return w.weight * landed, w.hit * landed
	}
	return w.weight, w.hit
}

// byValue: payment terms always weigh by money.
func (g *gauge) byValue() bool {
	return g.r.ShareBasis() == planner.ByValue && g.r.Type.InPercent() || g.r.Type == planner.PaymentDaysMin
}

// base is what a rule may expect of a part before anything is planned: its need,
// its first source and its open orders.
type base struct {
	part   *planner.Part
	mass   float64
	first  *planner.Fit
	landed float64
	need   []float64
	open   []openLot
}

func (m *model) bases(r *planner.Rule) []base {
	covers := m.covered(r)
	var out []base
	for _, pv := range m.parts {
		if !covers[pv] {
			continue
		}
		b := base{part: pv.part, mass: pv.mass, need: pv.need, open: pv.openLot}
		b.from(m.p, m.f, pv.fits)
		out = append(out, b)
	}
	return out
}

func (b *base) from(p *planner.Project, f *planner.Facts, fits []planner.Fit) {
	if len(fits) > 0 {
		b.first = &fits[0]
		b.landed = cost.Base(p, f, fits[0].Offer, fits[0].MassKg).Landed
	}
}

func (v *view) bases(r *planner.Rule) []base {
	if v.base == nil {
		v.base = []base{}
		for i := range v.p.Parts {
			part := &v.p.Parts[i]
			if !part.MassKg().OK {
				continue
			}
			b := base{part: part, mass: part.MassKg().V}
			b.from(v.p, v.f, usable(v.p, v.f, part))
			for t := range v.p.Months {
				b.need = append(b.need, part.Need(t)*b.mass)
			}
			for _, s := range v.p.Stock {
				if t := int(s.Month - v.p.Start); s.Part == part.ID && s.Kind == planner.OpenOrder && t >= 0 && t < v.p.Months {
					b.open = append(b.open, openLot{v.p.Offer(s.Offer), t, s.Pieces * b.mass})
				}
			}
			v.base = append(v.base, b)
		}
	}
	var out []base
	for _, b := range v.base {
		if r.Covers(b.part, v.f) {
			out = append(out, b)
		}
	}
	return out
}

// usable are the fits a plan may order from: priced, with a lead time and a rate
// for their currency.
func usable(p *planner.Project, f *planner.Facts, part *planner.Part) []planner.Fit {
	var out []planner.Fit
	for _, fit := range p.Fits(part, f) {
		if fit.Offer.Missing() == "" && !math.IsNaN(cost.Base(p, f, fit.Offer, fit.MassKg).Landed) {
			out = append(out, fit)
		}
	}
	return out
}

// expected guesses the weight a window will receive: its need at the weight of
// each part's first source, or what is on order where that is more. It turns an
// excess into points and must not depend on the plan, so that a penalty per
// point is linear.
func (g *gauge) expected(bs []base, w planner.RuleWindow, own bool) float64 {
	sum, open := 0.0, 0.0
	for _, b := range bs {
		if b.first != nil {
			weight, _ := g.of(load{Fit: *b.first}, b.landed)
			for t := w.First; t <= w.Last; t++ {
				sum += float64(weight * b.need[t])
			}
		}
		for _, l := range b.open {
			if w.Has(l.t) && !own {
				weight, _ := g.of(load{Fit: openFit(b.part, b.mass, l)}, openLanded(g.p, g.f, b.mass, l))
				open += float64(l.kg * weight)
			}
		}
	}
	return math.Max(sum, open)
}

// openFit is an open order seen as a fit of today's design. An open order whose
// offer is not known has an unknown origin.
func openFit(part *planner.Part, mass float64, l openLot) planner.Fit {
	o := l.offer
	if o == nil {
		o = unknownOffer
	}
	grade := part.Grade
	if part.IsMaterial() {
		grade = part.Material
	}
	return planner.Fit{Part: part, Offer: o, Grade: grade, MassKg: mass}
}

// unknownOffer stands for the source of an open order that names none.
var unknownOffer = &planner.Offer{}

func openLanded(p *planner.Project, f *planner.Facts, mass float64, l openLot) float64 {
	if l.offer == nil {
		return 0
	}
	return cost.Base(p, f, l.offer, mass).Landed
}

// countryWeight is the mass that counts at the rule's stages and the part of it
// in the rule's countries. A largest share counts unknown origin in, the worst
// case, unless the project leaves it out; a least share never counts it.
func countryWeight(g *gauge, fit load) (weight, hit float64) {
	elements := g.r.Elements
	if len(elements) == 0 {
		elements = []string{"all"}
	}
	for _, stage := range ruleStages(g.r) {
		for _, e := range elements {
			w, in, unknown := chain.Weigh(g.p, g.f, fit.Part, fit.Grade, fit.Offer, e, stage, g.in)
			weight += w
			hit += in
			if !g.r.Type.IsMin() && g.p.UnknownIsWorst() {
				hit += unknown
			}
		}
	}
	return weight, hit
}

func ruleStages(r *planner.Rule) []planner.Stage {
	if len(r.Stages) == 0 {
		return []planner.Stage{planner.Magnet}
	}
	return r.Stages
}

// elementMass is the kg of the rule's elements in a kg of a fit; 1 where the
// rule names none.
func elementMass(g *gauge, fit load) float64 {
	if len(g.r.Elements) == 0 {
		return 1
	}
	sum := 0.0
	for _, e := range g.r.Elements {
		c, known := chain.Content(g.f, fit.Part, fit.Grade, e)
		if !known {
			return 1 // what is in it is not known: its whole mass counts
		}
		sum += c.Typical
	}
	return sum
}

// licenceWeight counts what needs an export licence when it is shipped.
// Goods on order from nobody knows where count as needing one.
func licenceWeight(g *gauge, fit load) (weight, hit float64) {
	weight = elementMass(g, fit)
	if fit.licence().Counts() || fit.Offer.ID == "" {
		hit = weight
	}
	return weight, hit
}

// recycledWeight counts recycled content. Without elements it is the offer's
// stated share of the mass of rare-earth magnets and materials (ferrite and
// AlNiCo stand outside); with elements it is the share of their mass whose
// origin at the rule's stages, usually the mine, is recycled.
func recycledWeight(g *gauge, fit load) (weight, hit float64) {
	if len(g.r.Elements) == 0 {
		if !fit.Part.IsMaterial() && !chain.RareEarthMagnet(g.f, fit.Part, fit.Grade) {
			return 0, 0
		}
		return 1, fit.Offer.RecycledShare.V
	}
	stages := g.r.Stages
	if len(stages) == 0 {
		stages = []planner.Stage{planner.Mine}
	}
	for _, e := range g.r.Elements {
		c, _ := chain.Content(g.f, fit.Part, fit.Grade, e)
		for _, s := range stages {
			at := chain.At(g.p, fit.Offer, e, s)
			if !at.Passed {
				continue
			}
			weight += c.Typical
			for _, o := range at.Shares {
				if o.Kind == planner.Recycled {
					hit += float64(c.Typical * o.Share)
				}
			}
		}
	}
	return weight, hit
}

// carbonWeight: an offer that states no CO2 is counted at the highest figure any
// offer states, for unknown is the worst case.
func carbonWeight(g *gauge, fit load) (weight, hit float64) {
	return 1, fit.Offer.CO2.Or(g.worstCO2)
}

// worstCO2 is the highest CO2 figure any offer states, kg per kg.
func worstCO2(p *planner.Project) float64 {
	worst := 0.0
	for i := range p.Offers {
		worst = math.Max(worst, p.Offers[i].CO2.V)
	}
	return worst
}

// leadWeight is the weeks from order to arrival, licence wait included.
func leadWeight(g *gauge, l load) (weight, hit float64) {
	weeks := l.Offer.LeadWeeks.V + l.Offer.TransitWeeks.V
	if l.expedited {
		weeks = math.Max(0, weeks-l.Offer.ExpediteWeeks.V)
	}
	return 1, weeks + l.Offer.Licence.WaitDaysIn(l.shipped(), g.pct)/7
}

// paymentWeight is the days from arrival to payment; not stated is none, and a
// deposit is paid without any.
func paymentWeight(_ *gauge, l load) (weight, hit float64) {
	return 1, float64(l.Offer.PaymentDays.V) * (1 - l.Offer.Deposit.V)
}

// groupWeight counts what the gauge's supplier group delivers.
func groupWeight(g *gauge, fit load) (weight, hit float64) {
	if g.p.GroupOf(fit.Offer) == g.subject {
		return 1, 1
	}
	return 1, 0
}
