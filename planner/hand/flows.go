package hand

import (
	"math"
	"slices"

	"remanence/planner"
	"remanence/planner/award"
	"remanence/planner/cost"
)

// flows replays the book of every part from the new awards. Opening stock, open
// orders, stock kept apart and what passes its shelf life stay as planned.
func (h *maker) flows(out *planner.Plan) {
	good := map[string][]float64{}
	for _, a := range out.Awards {
		t := int(a.Arrives - h.p.Start)
		if t < 0 || t >= h.p.Months {
			continue
		}
		if good[a.Part] == nil {
			good[a.Part] = make([]float64, h.p.Months)
		}
		good[a.Part][t] += float64(a.Pieces * (1 - h.p.Offer(a.Offer).DefectRate.V))
	}
	out.Flows, out.Shortfalls = nil, []planner.Shortfall{}
	for _, was := range h.base.Flows {
		fl := was
		fl.Arrivals = good[was.Part]
		if fl.Arrivals == nil {
			fl.Arrivals = make([]float64, len(was.Stock))
		}
		n := len(was.Stock)
		fl.Lost, fl.Stock, fl.Backlog = make([]float64, n), make([]float64, n), make([]float64, n)
		part := h.p.Part(was.Part)
		lost := part != nil && h.p.PolicyFor(part) == planner.Lost
		net := fl.Opening
		for t := range n {
			net += at(fl.Open, t) + fl.Arrivals[t] + at(fl.Apart, t) - at(fl.Scrapped, t) - at(fl.Demand, t)
			if math.Abs(net) < 1e-6*(1+at(fl.Demand, t)) {
				net = 0
			}
			if lost && net < 0 {
				fl.Lost[t], net = -net, 0
			}
			fl.Stock[t], fl.Backlog[t] = math.Max(net, 0), math.Max(-net, 0)
			if late := fl.Backlog[t] + fl.Lost[t]; late > 0 {
				out.Shortfalls = append(out.Shortfalls, planner.Shortfall{Part: fl.Part, Month: h.p.Start + planner.Month(t), Pieces: late})
			}
		}
		out.Flows = append(out.Flows, fl)
	}
}

func at(list []float64, t int) float64 {
	if t < len(list) {
		return list[t]
	}
	return 0
}

// collect scales what is collected for recycling to the magnets now ordered of
// each stream's offers. A stream not used before is collected its lead time
// ahead of the orders.
func (h *maker) collect(out *planner.Plan) {
	kg := func(awards []planner.Award, s *planner.Stream) float64 {
		sum := 0.0
		for _, a := range awards {
			if slices.Contains(s.Offers, a.Offer) {
				sum += a.Kg
			}
		}
		return sum
	}
	out.Collected = map[string][]float64{}
	for i := range h.p.Streams {
		s := &h.p.Streams[i]
		now, was := kg(out.Awards, s), kg(h.base.Awards, s)
		before := h.base.Collected[s.ID]
		if now == 0 || s.MagnetPerFeed <= 0 {
			continue
		}
		list := make([]float64, h.p.Months)
		if was > 0 && len(before) > 0 {
			for t := range before {
				list[t] = before[t] * now / was
			}
		} else {
			for _, a := range out.Awards {
				if slices.Contains(s.Offers, a.Offer) {
					list[max(0, int(a.Ordered-h.p.Start)-s.LagMonths)] += a.Kg / s.MagnetPerFeed
				}
			}
		}
		feed, needed := 0.0, 0.0 // what is not used at once waits
		for t, v := range list {
			feed, needed = feed+s.Feed(t, h.p.Months), needed+v
			if needed > float64(feed*(1+1e-6))+1e-6 {
				h.note("%s has given %s kg by %s, %s kg are needed by then.", s.ID, award.Quantity(feed), (h.p.Start + planner.Month(t)).Label(), award.Quantity(needed))
				break
			}
		}
		out.Collected[s.ID] = list
	}
}

// book prices the awards at the tiers they reach, books the plan and measures
// its rules, as the optimiser's own plans are.
func (h *maker) book(out *planner.Plan) {
	totals := cost.TierTotals(h.p, out.Awards)
	for i := range out.Awards {
		a := &out.Awards[i]
		o := h.p.Offer(a.Offer)
		mass := a.Kg / a.Pieces
		u := cost.AwardUnit(h.p, h.f, o, totals, a, mass)
		a.Landed, a.Price = u.Landed, u.Goods*u.PerUnit
		if o.PriceUnit == planner.PerPiece {
			a.Price *= mass
		}
	}
	out.Costs = cost.Book(h.p, h.f, out)
	out.TotalCost, out.Penalties = cost.Total(out.Costs), 0
	out.Rules = award.Measure(h.p, h.f, out, nil)
	for _, r := range out.Rules {
		out.Penalties += r.Penalty
	}
	out.Objective = out.TotalCost + out.Penalties
	out.KPIs = award.Figures(h.p, h.f, out)
}
