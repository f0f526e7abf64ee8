package award

import (
	"math"

	"remanence/planner"
	"remanence/planner/cost"
)

// feedVar is the kilograms of goods made from a stream for an offer ordered in a
// month.
type feedVar struct {
	stream *planner.Stream
	offer  string
	t      int
	col    int
}

// soldVar is the kilograms of a stream's feed sold in a month.
type soldVar struct {
	stream *planner.Stream
	t      int
	col    int
}

// addRecycling makes the streams: offers fed by scrap get no more than the feed
// makes, feed may be sold, and swarf comes back or is credited. Collecting costs
// money for what is used.
func (m *model) addRecycling() {
	fed := map[slot][]term{}
	byStream := map[string][]feedVar{}
	for i := range m.p.Streams {
		s := &m.p.Streams[i]
		if !s.MayToll() {
			// What is made of sold feed is the recycler's: the linked offers get none.
			for _, id := range s.Offers {
				for t := 0; t < m.H; t++ {
					if k := (slot{id, t}); fed[k] == nil {
						fed[k] = []term{}
					}
				}
			}
			continue
		}
		per := cost.ToPlan(m.p, s.CollectionCost.V, s.Currency) + cost.ToPlan(m.p, s.TollFee.V, s.Currency)
		for _, id := range s.Offers {
			for t := 0; t < m.H; t++ {
				if !m.hasOrder(id, t) {
					continue
				}
				c, most := 0.0, inf
				if s.MagnetPerFeed > 0 {
					c = per / s.MagnetPerFeed
				} else {
					most = 0
				}
				v := feedVar{s, id, t, m.b.col(m.money(c)*m.disc(float64(t)), 0, most)}
				m.feeds = append(m.feeds, v)
				byStream[s.ID] = append(byStream[s.ID], v)
				fed[slot{id, t}] = append(fed[slot{id, t}], term{v.col, -1})
			}
		}
	}
	orders := map[slot][]term{}
	for _, o := range m.orders {
		k := slot{o.fit.Offer.ID, o.t}
		if fed[k] != nil {
			orders[k] = append(orders[k], term{o.col, 1})
		}
	}
	for i := range m.p.Offers {
		for t := 0; t < m.H; t++ {
			k := slot{m.p.Offers[i].ID, t}
			if orders[k] != nil {
				m.b.equal(0, append(append([]term{}, orders[k]...), fed[k]...)...)
			}
		}
	}
	for i := range m.p.Streams {
		s := &m.p.Streams[i]
		m.feedRows(s, byStream[s.ID], m.sales(s))
	}
	m.swarfCredits()
}

// sales makes the columns of feed sold by month.
func (m *model) sales(s *planner.Stream) []soldVar {
	if !s.MaySell() {
		return nil
	}
	collect := cost.ToPlan(m.p, s.CollectionCost.V, s.Currency)
	credit := cost.ToPlan(m.p, s.Credit.V, s.Currency)
	var out []soldVar
	for t := 0; t < m.H; t++ {
		c := float64(collect*m.disc(float64(t))) - float64(credit*m.disc(float64(t+s.CreditDelay.V)))
		v := soldVar{s, t, m.b.col(m.money(c), 0, s.SaleMaxKg.Or(inf))}
		out = append(out, v)
	}
	m.sold = append(m.sold, out...)
	return out
}

// feedRows balances a stream: what has left it by each month, for orders a lead
// time later or by sale, is at most what was collected and what suppliers
// returned by then. Rows count in goods made where the stream makes any.
func (m *model) feedRows(s *planner.Stream, used []feedVar, sold []soldVar) {
	scale := s.MagnetPerFeed
	if scale <= 0 {
		scale = 1
	}
	returned := m.returned(s)
	made := 0.0
	var sum []term
	for from := -s.LagMonths; from < m.H; from++ {
		if from >= 0 {
			made += float64(m.p.FeedOf(s, from) * scale)
		}
		added := false
		for _, v := range used {
			if v.t == from+s.LagMonths {
				sum = append(sum, term{v.col, 1})
				added = true
			}
		}
		for _, v := range sold {
			if v.t == from {
				sum = append(sum, term{v.col, scale})
				added = true
			}
		}
		if from >= 0 {
			for _, r := range returned[from] {
				sum = append(sum, term{r.col, -r.val * scale})
				added = true
			}
		}
		if added {
			m.b.atMost(made, sum...)
		}
	}
}

// returned is the swarf that comes back to a stream by month of arrival of the
// goods it was cut from, kg per kg ordered.
func (m *model) returned(s *planner.Stream) map[int][]term {
	out := map[int][]term{}
	for i := range m.orders {
		o := &m.orders[i]
		if of := o.fit.Offer; of.SwarfTerms == planner.SwarfReturned && of.SwarfStream == s.ID && of.SwarfKgPerKg.V > 0 {
			out[o.arrive] = append(out[o.arrive], term{o.col, of.SwarfKgPerKg.V})
		}
	}
	return out
}

// swarfCredits takes what suppliers pay for swarf off their orders, at arrival.
func (m *model) swarfCredits() {
	for i := range m.orders {
		o := &m.orders[i]
		if per := cost.SwarfCredit(m.p, o.fit.Offer); per > 0 {
			m.b.cost[o.col] -= float64(m.money(per) * m.disc(float64(o.arrive)))
		}
	}
}

// readRecycling reads what the plan uses and sells of each stream.
func (m *model) readRecycling(x []float64, plan *planner.Plan) {
	plan.Collected = map[string][]float64{}
	add := func(to map[string][]float64, id string, t int, kg float64) {
		if to[id] == nil {
			to[id] = make([]float64, m.H)
		}
		to[id][t] += kg
	}
	for _, v := range m.feeds {
		if kg := x[v.col]; kg > dust && v.stream.MagnetPerFeed > 0 {
			add(plan.Collected, v.stream.ID, v.t, kg/v.stream.MagnetPerFeed)
		}
	}
	for _, v := range m.sold {
		if kg := x[v.col]; kg > dust {
			if plan.Sold == nil {
				plan.Sold = map[string][]float64{}
			}
			add(plan.Sold, v.stream.ID, v.t, kg)
		}
	}
}

// recycling checks every stream in feed: what has left it by each month was there.
func (c *checker) recycling() {
	ordered, made := 0.0, 0.0
	fed := map[string]bool{}
	for i := range c.p.Streams {
		s := &c.p.Streams[i]
		in, out := 0.0, 0.0
		for from := -s.LagMonths; from < c.p.Months; from++ {
			if from >= 0 {
				in += c.p.FeedOf(s, from)
				for _, a := range c.plan.Awards {
					if o := c.p.Offer(a.Offer); o.SwarfTerms == planner.SwarfReturned && o.SwarfStream == s.ID && int(a.Arrives-c.p.Start) == from {
						in += float64(a.Kg * o.SwarfKgPerKg.V)
					}
				}
				if kg := c.plan.Sold[s.ID]; kg != nil {
					out += kg[from]
				}
			}
			if kg := c.plan.Collected[s.ID]; kg != nil && from+s.LagMonths < len(kg) {
				out += kg[from+s.LagMonths]
				made += float64(kg[from+s.LagMonths] * s.MagnetPerFeed)
			}
			if over(out, in) {
				c.fail("%g kg have left stream %s by %s, more than was collected", out, s.ID, (c.p.Start + planner.Month(max(from, 0))).String())
			}
		}
		for _, kg := range c.plan.Sold[s.ID] {
			if kg > 0 && (!s.MaySell() || s.SaleMaxKg.OK && over(kg, s.SaleMaxKg.V)) {
				c.fail("stream %s sells %g kg in a month, more than it may", s.ID, kg)
			}
		}
		for _, id := range s.Offers {
			fed[id] = true
		}
	}
	for _, a := range c.plan.Awards {
		if fed[a.Offer] {
			ordered += a.Kg
		}
	}
	if math.Abs(ordered-made) > checkTol*(1+ordered) {
		c.fail("recycled goods ordered, %g kg, are not those the collected scrap makes, %g kg", ordered, made)
	}
}
