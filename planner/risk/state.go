package risk

import (
	"math"
	"slices"

	"remanence/planner"
	"remanence/planner/award"
	"remanence/planner/cost"
)

// state is a plan as it stands when the outage begins: what is in stock, what is
// on its way, and who may be ordered from.
type state struct {
	p      *planner.Project
	f      *planner.Facts
	plan   *planner.Plan
	pct    float64
	t0, t1 int // first month of the outage and the month after the last looked at
	parts  []partState
	fits   []fit
	allow  [][]bool // by fit and month from t0: an order may be placed
}

// partState is one part, in its units of demand.
type partState struct {
	part   *planner.Part
	net    float64 // stock less what is late before t0
	need   []float64
	mean   float64 // need a month, the unit of the model
	fixed  []float64
	lots   []lot
	coming []lot // what the plan orders from t0 on, of fits of today
	flow   *planner.PartFlow
	stop   float64 // line-stop cost of a unit a month late, plan currency
	priced bool    // the buyer states that cost
	lost   bool    // late demand is lost at once
}

// lot is goods on order at t0.
type lot struct {
	fit     int // -1 when no fit of today explains it
	t       int // month of arrival
	units   float64
	shipped bool // left the supplier before the outage
}

// snapshot is the plan at the outage. The project has its licences settled.
func snapshot(p *planner.Project, f *planner.Facts, plan *planner.Plan, t0, t1 int) *state {
	s := &state{p: p, f: f, plan: plan, pct: plan.LicencePercentile, t0: t0, t1: t1}
	if s.pct == 0 {
		s.pct = p.Percentile()
	}
	index := map[fitKey]int{}
	for i := range p.Parts {
		part := &p.Parts[i]
		mass := part.MassKg()
		flow := flowOf(plan, part.ID)
		if !mass.OK || mass.V <= 0 || flow == nil {
			continue
		}
		at := len(s.parts)
		s.parts = append(s.parts, s.partState(part, flow))
		for _, x := range p.Fits(part, f) {
			if x.Offer.Missing() != "" || math.IsNaN(cost.Base(p, f, x.Offer, x.MassKg).Landed) {
				continue
			}
			index[fitKey{part.ID, x.Offer.ID, x.Design}] = len(s.fits)
			s.fits = append(s.fits, fit{x, at})
		}
	}
	s.orders(index)
	s.permissions()
	return s
}

type fitKey struct {
	part, offer string
	design      int
}

func flowOf(plan *planner.Plan, part string) *planner.PartFlow {
	for i := range plan.Flows {
		if plan.Flows[i].Part == part {
			return &plan.Flows[i]
		}
	}
	return nil
}

func (s *state) partState(part *planner.Part, flow *planner.PartFlow) partState {
	n := s.t1 - s.t0
	x := partState{part: part, flow: flow, net: flow.Opening, need: make([]float64, n), fixed: make([]float64, n)}
	if s.t0 > 0 {
		x.net = flow.Stock[s.t0-1] - flow.Backlog[s.t0-1]
	}
	for k := range n {
		x.need[k] = part.Need(s.t0 + k)
		x.mean += x.need[k] / float64(n)
		x.fixed[k] = flow.Open[s.t0+k] + flow.Apart[s.t0+k]
	}
	if x.mean <= 0 {
		x.mean = 1
	}
	x.stop = cost.ShortageCost(s.p, part)
	x.priced = part.ShortageCost.OK && x.stop > 0
	if x.stop <= 0 {
		// Something must say which line is kept running first: the worth of its parts.
		x.stop = math.Max(cost.StockValues(s.p, s.f, part).Stock, 1e-6)
	}
	x.lost = s.p.PolicyFor(part) == planner.Lost
	return x
}

// orders are the plan's own orders that are under way at t0, and those that follow. Open orders of the
// project are taken as shipped and stand among what is fixed.
func (s *state) orders(index map[fitKey]int) {
	at := map[string]int{}
	for i := range s.parts {
		at[s.parts[i].part.ID] = i
	}
	for _, a := range s.plan.Awards {
		i, ok := at[a.Part]
		o := s.p.Offer(a.Offer)
		t := int(a.Arrives - s.p.Start)
		if !ok || o == nil || t < s.t0 || t >= s.t1 {
			continue
		}
		l := lot{fit: -1, t: t - s.t0, units: a.Pieces * (1 - o.DefectRate.V)}
		if k, ok := index[fitKey{a.Part, a.Offer, a.Design}]; ok {
			l.fit = k
		}
		if int(a.Ordered-s.p.Start) >= s.t0 {
			if l.fit >= 0 {
				s.parts[i].coming = append(s.parts[i].coming, l)
			}
			continue
		}
		l.shipped = s.shipped(o, &a) <= float64(s.t0)+1e-9
		s.parts[i].lots = append(s.parts[i].lots, l)
	}
}

// shipped is when an order leaves the supplier, in months from the start of the
// plan: after its lead time and the wait for its licence.
func (s *state) shipped(o *planner.Offer, a *planner.Award) float64 {
	saved := 0.0
	if a.Expedited {
		saved = o.ExpediteWeeks.V
	}
	weeks := math.Max(0, o.LeadWeeks.V-saved) + o.Licence.WaitDaysIn(o.ShipMonth(a.Ordered), s.pct)/7
	return float64(a.Ordered-s.p.Start) + weeks/planner.WeeksPerMonth
}

// permissions say in which months a fit may be ordered: qualified or qualified by
// the plan, its design released by the plan, quoted for the month, not refused by
// a rule in force. Bans stay; limits on shares rest in an emergency.
func (s *state) permissions() {
	s.allow = make([][]bool, len(s.fits))
	ordered := map[fitKey]bool{}
	for _, a := range s.plan.Awards {
		ordered[fitKey{a.Part, a.Offer, a.Design}] = true
	}
	for i, x := range s.fits {
		s.allow[i] = make([]bool, s.t1-s.t0)
		from, ok := s.usable(x)
		if !ok {
			continue
		}
		used := ordered[fitKey{x.Part.ID, x.Offer.ID, x.Design}]
		for k := range s.allow[i] {
			month := s.p.Start + planner.Month(s.t0+k)
			o := x.Offer
			s.allow[i][k] = month >= from && !o.BarredFrom(month) &&
				(!o.ValidFrom.OK || month >= o.ValidFrom.V) && (!o.ValidTo.OK || month <= o.ValidTo.V) &&
				(used || !s.banned(x, s.t0+k))
		}
	}
}

// usable is the first month in which a fit may be ordered; false when the plan
// never qualifies it.
func (s *state) usable(x fit) (planner.Month, bool) {
	from := s.p.Start
	switch x.Offer.Status {
	case planner.InProgress:
		from = award.UsableFrom(s.p, x.Offer)
	case planner.NotStarted:
		ok := false
		for _, q := range s.plan.Qualifications {
			if slices.Contains(q.Offers, x.Offer.ID) {
				from, ok = q.Usable, true
			}
		}
		if !ok {
			return 0, false
		}
	}
	if x.Change == nil {
		return from, true
	}
	for _, d := range s.plan.DesignChanges {
		if d.Part == x.Part.ID && d.To == x.Change.ToGrade {
			return max(from, d.Start, x.Change.Earliest), true
		}
	}
	return 0, false
}

func (s *state) banned(x fit, t int) bool {
	for i := range s.p.Rules {
		r := &s.p.Rules[i]
		if r.Off || !r.Law() || !r.Covers(x.Part, s.f) || !award.Banned(s.p, s.f, r, x.Fit) {
			continue
		}
		for _, w := range r.Windows(s.p) {
			if w.Has(t) {
				return true
			}
		}
	}
	return false
}
