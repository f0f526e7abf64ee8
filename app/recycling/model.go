// Package recycling is the page of scrap, swarf and take-back: what could be
// collected by month, by which route it becomes magnets again, what that costs
// against new material, and what the plan uses of it. model*.go prepare what is
// shown and know no toolkit.
package recycling

import (
	"cmp"
	"math"
	"slices"

	"remanence/app/chart"
	"remanence/app/tr"
	"remanence/app/ui/figures"
	"remanence/app/ui/palette"
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

func streamOf(p *planner.Project, id string) *planner.Stream {
	for i := range p.Streams {
		if p.Streams[i].ID == id {
			return &p.Streams[i]
		}
	}
	return nil
}

// Use is what a stream offers and what the plan takes of it, kg of feed.
type Use struct {
	Feed, Taken   float64
	ByMonth, Used []float64
	Measured      bool // there is a plan
}

// UseOf reads a stream against the plan.
func UseOf(in Input, s *planner.Stream) Use {
	u := Use{Measured: in.Plan != nil}
	for t := range in.Project.Months {
		feed, taken := in.Project.FeedOf(s, t), 0.0
		if in.Plan != nil {
			if kg := in.Plan.Collected[s.ID]; t < len(kg) {
				taken = kg[t]
			}
		}
		u.Feed, u.Taken = u.Feed+feed, u.Taken+taken
		u.ByMonth, u.Used = append(u.ByMonth, feed), append(u.Used, taken)
	}
	return u
}

// Months is the picture of a stream: what the plan uses of the feed each month,
// what stays, and the cap. "" is all streams.
func Months(in Input, id string) chart.StackedBars {
	pic := chart.StackedBars{Axis: chart.Axis{Title: tr.T("kg of feed a month")}}
	used := chart.Series{Name: tr.T("used by the plan"), Tint: palette.Ok}
	stored := chart.Series{Name: tr.T("used, collected earlier"), Tint: palette.Info}
	free := chart.Series{Name: tr.T("not used yet"), Tint: palette.Neutral}
	n := in.Project.Months
	used.Values, stored.Values, free.Values = make([]float64, n), make([]float64, n), make([]float64, n)
	for t := range n {
		pic.Labels = append(pic.Labels, figures.MonthLabel(in.Project.Start+planner.Month(t)))
	}
	for i := range in.Project.Streams {
		s := &in.Project.Streams[i]
		if id != "" && s.ID != id {
			continue
		}
		u := UseOf(in, s)
		for t := range n {
			now := min(u.Used[t], u.ByMonth[t])
			used.Values[t] += now
			stored.Values[t] += u.Used[t] - now
			free.Values[t] += u.ByMonth[t] - now
		}
	}
	for t := range n {
		used.Tips = append(used.Tips, tr.F("%s: %s of the month's feed used", pic.Labels[t], figures.Mass(used.Values[t])))
		stored.Tips = append(stored.Tips, tr.F("%s: %s used that was collected in earlier months", pic.Labels[t], figures.Mass(stored.Values[t])))
		free.Tips = append(free.Tips, tr.F("%s: %s could be collected and is not used in the month", pic.Labels[t], figures.Mass(free.Values[t])))
	}
	if in.Plan == nil {
		free.Name = tr.T("can be collected")
		pic.Series = []chart.Series{free}
		return pic
	}
	pic.Series = []chart.Series{used, stored, free}
	return pic
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
		u := UseOf(in, s)
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
		u := UseOf(in, s)
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
