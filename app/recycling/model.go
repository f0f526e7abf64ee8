// Package recycling is the page of scrap, swarf and take-back: what could be
// collected by month, by which route it becomes magnets again, what that costs
// against new material, and what the plan uses of it. model*.go prepare what is
// shown and know no toolkit.
package recycling

import (
	"cmp"
	"math"
	"slices"

	"remanence/app/pictures"
	"remanence/app/tr"
	"remanence/app/ui/figures"
	"remanence/app/ui/palette"
	"remanence/app/why"
	"remanence/planner"
	"remanence/planner/cost"
)

// Input is what the page is made from. The plan may be nil.
type Input struct {
	Project *planner.Project
	Facts   *planner.Facts
	Plan    *planner.Plan
	Stale   bool
}

// drawn is what pictures are made from.
func (in Input) drawn() pictures.Input {
	return pictures.Input{Project: in.Project, Facts: in.Facts, Plan: in.Plan, Old: why.OldPlanIf(in.Stale)}
}

func streamOf(p *planner.Project, id string) *planner.Stream {
	for i := range p.Streams {
		if p.Streams[i].ID == id {
			return &p.Streams[i]
		}
	}
	return nil
}

// Even compares the magnets of a stream with the cheapest new ones for one part.
// All in plan currency per kg of finished magnet.
type Even struct {
	Stream, Offer, Part string
	Toll                float64 // landed price of the recycled magnets: toll, duty, freight
	Collect             float64 // collection of the feed in a kilogram of magnets
	Recycled            float64 // Toll + Collect: the price of new magnets at which both cost the same
	New                 float64 // cheapest new ones; NaN when nothing else is quoted
	NewOffer            string
	// MostFeed is what a kilogram of feed may cost before new magnets are cheaper,
	// credit when below zero; plan currency.
	MostFeed float64
}

// Evens lists every use of every stream, the best first.
func Evens(in Input) []Even {
	p := in.Project
	fed := map[string]bool{}
	for i := range p.Streams {
		for _, o := range p.Streams[i].Offers {
			fed[o] = true
		}
	}
	var out []Even
	for i := range p.Parts {
		fits := slices.DeleteFunc(p.Fits(&p.Parts[i], in.Facts), func(x planner.Fit) bool { return x.Offer.Missing() != "" || x.Design != 0 })
		best, from := math.NaN(), ""
		for _, x := range fits {
			if l := cost.Base(p, in.Facts, x.Offer, x.MassKg).Landed; !fed[x.Offer.ID] && !math.IsNaN(l) && (from == "" || l < best) {
				best, from = l, x.Offer.ID
			}
		}
		for k := range p.Streams {
			s := &p.Streams[k]
			for _, x := range fits {
				if !slices.Contains(s.Offers, x.Offer.ID) || s.MagnetPerFeed <= 0 {
					continue
				}
				e := Even{Stream: s.ID, Offer: x.Offer.ID, Part: p.Parts[i].ID, New: best, NewOffer: from}
				e.Toll = cost.Base(p, in.Facts, x.Offer, x.MassKg).Landed
				e.Collect = cost.ToPlan(p, s.CollectionCost.V, s.Currency) / s.MagnetPerFeed
				e.Recycled = e.Toll + e.Collect
				e.MostFeed = (best - e.Toll) * s.MagnetPerFeed
				out = append(out, e)
			}
		}
	}
	slices.SortStableFunc(out, func(a, b Even) int { return cmp.Compare(a.Recycled-a.New, b.Recycled-b.New) })
	return out
}

// Verdict is the comparison in a few words.
func (e Even) Verdict(currency string) (string, palette.Tint) {
	d := e.New - e.Recycled
	switch {
	case math.IsNaN(e.Recycled):
		return tr.T("an exchange rate is missing"), palette.Bad
	case math.IsNaN(d):
		return tr.T("nothing else is quoted"), palette.Neutral
	case d >= 0:
		return tr.F("pays: %s a kg cheaper", figures.Money(currency, d)), palette.Ok
	}
	return tr.F("%s a kg dearer", figures.Money(currency, -d)), palette.Warn
}

// Balance is the account of one element of a stream over the plan, in kg:
// Feed = Recovered + Lost.
type Balance struct {
	Stream, Element       string
	Feed, Recovered, Lost float64
	Share                 float64 // recovered of fed
	Known                 bool    // the route states a recovery for it
	Assumed               string  // the grade its content is taken from
}

// Balances accounts for the elements in the feed the plan uses; without a plan,
// in all that can be collected. The feed is taken to hold what the magnets hold
// that are made of it, since a stream states only its grade family.
func Balances(in Input) []Balance {
	var out []Balance
	for i := range in.Project.Streams {
		s := &in.Project.Streams[i]
		u := pictures.UseOf(in.drawn(), s)
		kg := u.Taken
		if !u.Measured {
			kg = u.Feed
		}
		grade, ok := feedGrade(in, s)
		if !ok {
			continue
		}
		for _, e := range planner.RareEarths {
			content := grade.Fraction(e)
			if content <= 0 {
				continue
			}
			b := Balance{Stream: s.ID, Element: e, Feed: kg * content, Assumed: grade.Name}
			b.Share, b.Known = s.Route.Recovery[e]
			b.Recovered = b.Feed * b.Share
			b.Lost = b.Feed - b.Recovered
			out = append(out, b)
		}
	}
	return out
}

// feedGrade is the grade of the first offer the stream feeds.
func feedGrade(in Input, s *planner.Stream) (planner.Grade, bool) {
	for _, id := range s.Offers {
		o := in.Project.Offer(id)
		if o == nil {
			continue
		}
		item := o.Item
		if part := in.Project.Part(o.Item); o.For == planner.ForPart && part != nil {
			item = part.Grade
		}
		if g, ok := in.Facts.Grade(item); ok {
			return g, true
		}
	}
	return planner.Grade{}, false
}

// Summary says in a line what the streams bring.
func Summary(in Input) string {
	if len(in.Project.Streams) == 0 {
		return ""
	}
	feed, taken, magnets := 0.0, 0.0, 0.0
	for i := range in.Project.Streams {
		s := &in.Project.Streams[i]
		u := pictures.UseOf(in.drawn(), s)
		feed, taken, magnets = feed+u.Feed, taken+u.Taken, magnets+u.Taken*s.MagnetPerFeed
	}
	text := tr.F("%s, %s of feed over the plan", tr.N(len(in.Project.Streams), "%s stream", "%s streams"), figures.Mass(feed))
	if in.Plan == nil {
		return text
	}
	text += ", " + tr.F("%s used for %s of magnets", figures.Mass(taken), figures.Mass(magnets))
	if k := in.Plan.KPIs.RecycledMass; k.OK {
		text += tr.F(", recycled content %s", figures.Percent(k.V, 1))
	}
	if in.Stale {
		text += tr.T(" (out of date)")
	}
	return text
}
