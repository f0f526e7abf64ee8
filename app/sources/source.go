// Package sources is the page of the offers: for a chosen part they stand side
// by side as columns, with the landed cost built up line by line, the dates, the
// licence path, the origin by stage and what the plan gives them. The files
// beside page.go prepare what is shown and know no toolkit.
package sources

import (
	"math"

	"remanence/app/pictures"
	"remanence/planner"
	"remanence/planner/cost"
	"remanence/planner/policy"
)

// Document is what the page reads and changes: a *session.Session.
type Document interface {
	Project() *planner.Project
	Facts() *planner.Facts
	Problems() planner.Problems
	Plan() (plan *planner.Plan, stale bool)
	Apply(name string, edits ...planner.Edit) error
}

// source is one column of the comparison: an offer that can make the part in one
// of its designs.
type source struct {
	fit    planner.Fit
	offer  *planner.Offer
	base   cost.Unit // without price steps
	lowest cost.Unit // at the lowest step
	extra  float64   // cost of the design, plan currency a piece
	first  first
	kg     float64 // awarded in the plan
	share  float64 // of the part's new orders
}

// priced reports an offer that has a price in a currency with a rate.
func (s *source) priced() bool {
	return pictures.Quote{Fit: s.fit, Base: s.base}.Priced()
}

// perPiece is what a piece costs at the door in this design, NaN without a price.
func (s *source) perPiece() float64 {
	if !s.priced() {
		return math.NaN()
	}
	return s.base.Landed*s.fit.MassKg + s.extra
}

// sourcesOf lists the offers that fit a part, in the order entered; other designs
// come last.
func sourcesOf(doc Document, part *planner.Part) []source {
	p := policy.Settle(doc.Project(), doc.Facts()) // waits as a plan takes them
	plan, _ := doc.Plan()
	total, given := awarded(plan, part.ID)
	var out []source
	for _, q := range pictures.Quotes(p, doc.Facts(), part) {
		fit := q.Fit
		s := source{fit: fit, offer: fit.Offer, base: q.Base, lowest: cost.Lowest(p, doc.Facts(), fit.Offer, fit.MassKg),
			first: firstOf(p, doc.Facts(), fit), kg: math.NaN(), share: math.NaN()}
		if fit.Change != nil {
			s.extra = cost.ToPlan(p, fit.Change.ExtraCost, fit.Change.Currency)
		}
		if plan != nil {
			s.kg = given[award{fit.Offer.ID, fit.Design}]
			if total > 0 {
				s.share = s.kg / total
			}
		}
		out = append(out, s)
	}
	return out
}

type award struct {
	offer  string
	design int
}

// awarded sums what a plan gives to the offers of a part.
func awarded(plan *planner.Plan, part string) (total float64, given map[award]float64) {
	given = map[award]float64{}
	if plan == nil {
		return 0, given
	}
	for _, a := range plan.Awards {
		if a.Part == part {
			total += a.Kg
			given[award{a.Offer, a.Design}] += a.Kg
		}
	}
	return total, given
}

// cheapest is the lowest cost of a piece over all sources, NaN when none has a
// price.
func cheapest(list []source) float64 {
	low := math.NaN()
	for i := range list {
		if c := list[i].perPiece(); !math.IsNaN(c) && (math.IsNaN(low) || c < low) {
			low = c
		}
	}
	return low
}
