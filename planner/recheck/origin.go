package recheck

import (
	"slices"

	"github.com/shopspring/decimal"

	"remanence/planner"
)

// passage is where a kilogram of an element has been at a stage, as shares.
type passage struct {
	rows    []planner.Origin
	unknown decimal.Decimal
	passed  bool
}

// stands names what a profile may state in the place of an element, in order.
var stands = map[string][]string{"NdPr": {"NdPr", "Nd", "all"}, "Nd": {"Nd", "NdPr", "all"}, "Pr": {"Pr", "NdPr", "all"},
	"Gd": {"Gd", "all", "Sm", "Dy"}, "Ho": {"Ho", "all", "Dy", "Tb"}}

// passage of an element of an offer at a stage. A magnet has passed every stage;
// a material only those its profile states. nil is an offer nobody knows.
func (b *books) passage(o *planner.Offer, element string, stage planner.Stage) passage {
	one := decimal.NewFromInt(1)
	if o == nil {
		return passage{unknown: one, passed: true}
	}
	if o.Profile == planner.NoRareEarth {
		return passage{}
	}
	names := stands[element]
	if names == nil {
		names = []string{element, "all"}
	}
	pr := b.p.Profile(o.Profile)
	if pr == nil {
		return passage{unknown: one, passed: true}
	}
	for _, name := range names {
		out, found := passage{unknown: one, passed: true}, false
		for _, r := range pr.Rows {
			if r.Element != name || r.Stage != stage {
				continue
			}
			found = true
			if r.Country != planner.UnknownCountry {
				out.rows = append(out.rows, r)
				out.unknown = out.unknown.Sub(dec(r.Share))
			}
		}
		if found {
			return out
		}
	}
	if o.For == planner.ForMaterial && len(pr.Rows) > 0 {
		return passage{}
	}
	return passage{unknown: one, passed: true}
}

// content is kg of an element in a kg of a good; ok is false when the facts do
// not know the grade or material.
func (b *books) content(x *arrival, element string) (kg decimal.Decimal, ok bool) {
	if x.part.IsMaterial() {
		m, ok := b.f.Material(x.grade)
		return dec(m.Fraction(element)), ok
	}
	g, ok := b.f.Grade(x.grade)
	return dec(g.Fraction(element)), ok
}

func (b *books) rareEarth(x *arrival) bool {
	if x.part.IsMaterial() {
		return false
	}
	g, ok := b.f.Grade(x.grade)
	return !ok || slices.ContainsFunc(planner.RareEarths, func(e string) bool { return g.Fraction(e) > 0 })
}

// whereMade is where the finished magnet was made: the magnet stage of the first
// element the profile states, else the country of the offer.
func (b *books) whereMade(o *planner.Offer) passage {
	one := decimal.NewFromInt(1)
	for _, e := range planner.RareEarths {
		if got := b.passage(o, e, planner.Magnet); got.passed && got.unknown.LessThan(one) {
			return got
		}
	}
	if o != nil && o.Country != "" {
		return passage{rows: []planner.Origin{{Country: o.Country, Kind: planner.Primary, Share: 1}}, passed: true}
	}
	return passage{unknown: one, passed: true}
}

// through is, for a kg of an arrival, the kg that count under a country rule and
// those that passed its stages in its countries; what is not known counts against
// a largest share, unless the project leaves it out.
func (b *books) through(r *planner.Rule, x *arrival, in *planner.Countries) (weight, hit decimal.Decimal) {
	count := func(kg decimal.Decimal, at passage) {
		if !at.passed {
			return
		}
		weight = weight.Add(kg)
		for _, row := range at.rows {
			if in.Has(row.Country) {
				hit = hit.Add(kg.Mul(dec(row.Share)))
			}
		}
		if !r.Type.IsMin() && b.p.UnknownIsWorst() {
			hit = hit.Add(kg.Mul(at.unknown))
		}
	}
	elements, stages := r.Elements, r.Stages
	if len(elements) == 0 {
		elements = []string{"all"}
	}
	if len(stages) == 0 {
		stages = []planner.Stage{planner.Magnet}
	}
	for _, s := range stages {
		for _, e := range elements {
			switch {
			case e == "all" && s == planner.Magnet:
				if b.rareEarth(x) {
					count(decimal.NewFromInt(1), b.whereMade(x.offer))
				}
			case e == "all":
				if _, known := b.content(x, planner.RareEarths[0]); !known {
					count(decimal.NewFromInt(1), b.passage(x.offer, planner.RareEarths[0], s))
					continue
				}
				for _, each := range planner.RareEarths {
					if kg, _ := b.content(x, each); kg.IsPositive() {
						count(kg, b.passage(x.offer, each, s))
					}
				}
			default:
				if kg, _ := b.content(x, e); kg.IsPositive() {
					count(kg, b.passage(x.offer, e, s))
				}
			}
		}
	}
	return weight, hit
}

// recycled is the kg of an arrival that count under a rule of recycled content
// and those that are recycled.
func (b *books) recycled(r *planner.Rule, x *arrival) (weight, hit decimal.Decimal) {
	if len(r.Elements) == 0 {
		if !x.part.IsMaterial() && !b.rareEarth(x) {
			return weight, hit
		}
		if x.offer == nil {
			return decimal.NewFromInt(1), hit
		}
		return decimal.NewFromInt(1), dec(x.offer.RecycledShare.V)
	}
	stages := r.Stages
	if len(stages) == 0 {
		stages = []planner.Stage{planner.Mine}
	}
	for _, e := range r.Elements {
		kg, _ := b.content(x, e)
		for _, s := range stages {
			at := b.passage(x.offer, e, s)
			if !at.passed {
				continue
			}
			weight = weight.Add(kg)
			for _, row := range at.rows {
				if row.Kind == planner.Recycled {
					hit = hit.Add(kg.Mul(dec(row.Share)))
				}
			}
		}
	}
	return weight, hit
}

// ofElements is the kg of a rule's elements in a kg; the whole of it where the
// rule names none or the content is not known.
func (b *books) ofElements(r *planner.Rule, x *arrival) decimal.Decimal {
	if len(r.Elements) == 0 {
		return decimal.NewFromInt(1)
	}
	sum := decimal.Zero
	for _, e := range r.Elements {
		kg, known := b.content(x, e)
		if !known {
			return decimal.NewFromInt(1)
		}
		sum = sum.Add(kg)
	}
	return sum
}

// banned reports whether a kilogram holds what passed a banned stage in a
// covered country, or may have.
func (b *books) banned(r *planner.Rule, x *arrival, in *planner.Countries) bool {
	exempt := r.ExemptRecycledIn != "" && x.offer.Country == r.ExemptRecycledIn
	stages := r.Stages
	if len(stages) == 0 {
		stages = planner.Stages
	}
	for _, e := range b.tracedIn(r, x) {
		for _, s := range stages {
			at := b.passage(x.offer, e, s)
			if !at.passed || s == planner.Refining && !x.part.IsMaterial() {
				continue
			}
			if at.unknown.GreaterThan(dec(1e-9)) && b.p.UnknownIsWorst() {
				return true
			}
			for _, row := range at.rows {
				if row.Share > 0 && in.Has(row.Country) && !(exempt && row.Kind == planner.Recycled) {
					return true
				}
			}
		}
	}
	return false
}

// tracedIn lists the elements a ban looks at: those it names, else all that are
// in the good.
func (b *books) tracedIn(r *planner.Rule, x *arrival) []string {
	all := planner.RareEarths
	if x.part.IsMaterial() {
		if m, ok := b.f.Material(x.grade); ok {
			all = nil
			for e := range m.Content {
				all = append(all, e)
			}
			slices.Sort(all)
		}
	}
	if len(r.Elements) > 0 {
		all = r.Elements
	}
	var out []string
	for _, e := range all {
		if kg, known := b.content(x, e); !known || kg.IsPositive() {
			out = append(out, e)
		}
	}
	return out
}
