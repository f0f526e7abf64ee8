package chain

import (
	"math"

	"remanence/planner"
)

// ElementBalance is what becomes of one element of a stream over a plan, kg:
//
//	In = Recovered + Loss
//	Recovered + Fresh = Made + Surplus
//
// Known is false where the grade of the feed or the recovery of the element is
// not stated; then nothing counts as recovered, the worst case.
type ElementBalance struct {
	Stream    string
	Element   string
	In        float64 // in the feed the plan uses
	Recovered float64
	Loss      float64
	Made      float64 // in the goods made of the feed
	Fresh     float64 // that new material must add
	Surplus   float64 // recovered and not needed for the goods
	Sold      float64 // in feed sold, which the recycler owns
	Known     bool
}

// Balance is the element account of every stream over a plan, in the order of
// the streams and of RareEarths.
func Balance(p *planner.Project, f *planner.Facts, plan *planner.Plan) []ElementBalance {
	var out []ElementBalance
	for i := range p.Streams {
		s := &p.Streams[i]
		used, sold := total(plan.Collected[s.ID]), total(plan.Sold[s.ID])
		if used <= 0 && sold <= 0 {
			continue
		}
		grade, graded := f.Grade(s.FeedGrade)
		made := madeOf(p, f, plan, s)
		for _, e := range planner.RareEarths {
			recovery, stated := s.Route.Recovery[e]
			b := ElementBalance{Stream: s.ID, Element: e, In: used * grade.Fraction(e), Sold: sold * grade.Fraction(e), Made: made[e], Known: graded && stated}
			if stated {
				b.Recovered = b.In * recovery
			}
			b.Loss = b.In - b.Recovered
			b.Fresh, b.Surplus = math.Max(0, b.Made-b.Recovered), math.Max(0, b.Recovered-b.Made)
			if b.In > 0 || b.Made > 0 || b.Sold > 0 {
				out = append(out, b)
			}
		}
	}
	return out
}

// madeOf is the kg of each element in the goods made of a stream: its share of
// the orders it feeds.
func madeOf(p *planner.Project, f *planner.Facts, plan *planner.Plan, s *planner.Stream) map[string]float64 {
	goods := total(plan.Collected[s.ID]) * s.MagnetPerFeed
	kg, by := 0.0, map[string]float64{}
	for _, a := range plan.Awards {
		part := p.Part(a.Part)
		if part == nil || !fedBy(s, a.Offer) {
			continue
		}
		kg += a.Kg
		for _, e := range planner.RareEarths {
			c, _ := Content(f, part, a.Grade, e)
			by[e] += float64(a.Kg * c.Typical)
		}
	}
	for e := range by {
		if kg > 0 {
			by[e] *= goods / kg
		}
	}
	return by
}

func fedBy(s *planner.Stream, offer string) bool {
	for _, id := range s.Offers {
		if id == offer {
			return s.MayToll()
		}
	}
	return false
}

func total(v []float64) float64 {
	sum := 0.0
	for _, x := range v {
		sum += x
	}
	return sum
}

// SwarfLine is the swarf of one offer over a plan.
type SwarfLine struct {
	Offer    string
	Kg       float64
	Terms    planner.SwarfTerms // kept where nothing is stated
	Stream   string             // it goes to, when returned
	Elements map[string]float64 // kg of each rare earth in it, by the grade of the goods
	Known    bool               // the grade is in the facts
}

// Swarf is the swarf ledger of a plan: every offer that states how much arises,
// in the order of the offers. Swarf is cut from the same alloy, so that it holds
// the elements of the goods.
func Swarf(p *planner.Project, f *planner.Facts, plan *planner.Plan) []SwarfLine {
	var out []SwarfLine
	for i := range p.Offers {
		o := &p.Offers[i]
		if o.SwarfKgPerKg.V <= 0 {
			continue
		}
		l := SwarfLine{Offer: o.ID, Terms: o.SwarfTerms, Elements: map[string]float64{}, Known: true}
		if l.Terms == "" {
			l.Terms = planner.SwarfKept
		}
		if l.Terms == planner.SwarfReturned {
			l.Stream = o.SwarfStream
		}
		for _, a := range plan.Awards {
			part := p.Part(a.Part)
			if a.Offer != o.ID || part == nil {
				continue
			}
			kg := float64(a.Kg * o.SwarfKgPerKg.V)
			l.Kg += kg
			for _, e := range planner.RareEarths {
				c, known := Content(f, part, a.Grade, e)
				l.Known = l.Known && known
				if c.Typical > 0 {
					l.Elements[e] += float64(kg * c.Typical)
				}
			}
		}
		if l.Kg > 0 {
			out = append(out, l)
		}
	}
	return out
}
