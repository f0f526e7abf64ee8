package award

import (
	"context"
	"math"
	"slices"

	"remanence/planner"
	"remanence/planner/highs"
	"remanence/planner/policy"
)

// following is a plan that stands up to a month: its orders before it are placed
// and its tests begun before it are under way.
type following struct {
	until int
	kg    map[orderKey]float64
	from  map[string]int // test → plan month from which what it opens may be ordered beyond kg
}

type orderKey struct {
	part, offer string
	design, t   int
	expedited   bool
}

// Follow plans what is left to decide when a plan of the base was followed up to
// a month and the world is the project p, of the same parts, offers and months:
// the plan's orders before the month stay, its tests and changes of design begun
// before it are paid for, and everything later is planned anew. Of an order that
// p does not let through in full, for example because a licence is refused, the
// rest is neither delivered nor paid; it can be ordered again. With the month
// after the end of the plan nothing is left to decide: the plan is booked as it
// stands. Where what was begun breaks a hard rule of p the plan is infeasible.
func Follow(ctx context.Context, e *highs.Engine, base, p *planner.Project, f *planner.Facts, o Options, plan *planner.Plan, until planner.Month) (*planner.Plan, error) {
	return NewSession(e).Follow(ctx, base, p, f, o, plan, until)
}

// Follow is like the function of the same name.
func (s *Session) Follow(ctx context.Context, base, p *planner.Project, f *planner.Facts, o Options, plan *planner.Plan, until planner.Month) (*planner.Plan, error) {
	q := p.Clone()
	w := &following{until: int(until - p.Start), kg: map[orderKey]float64{}, from: map[string]int{}}
	w.tests(q, plan, until)
	for _, a := range plan.Awards {
		if a.Ordered >= until {
			continue
		}
		was, now := base.Offer(a.Offer), q.Offer(a.Offer)
		if was == nil || now == nil {
			continue
		}
		through := throughOf(base, q, was, now, a.Ordered)
		if through < 1 {
			loosenLots(now)
		}
		w.kg[orderKey{a.Part, a.Offer, a.Design, int(a.Ordered - p.Start), a.Expedited}] += float64(a.Kg * through)
	}
	monthlyUntil(q, until)
	o.twist = &twist{follow: w}
	out, err := s.Make(ctx, q, f, o)
	if err != nil || !Planned(out) {
		return out, err
	}
	w.sunk(out, plan, until)
	p = policy.Settle(p, f)
	again := reprice(p, f, o, out)
	again.Bound += again.Objective - out.Objective
	again.KPIs = Figures(p, f, again)
	if !keepsRules(p, again) { // what was begun is more than a budget of this world allows
		again.Status = planner.StatusInfeasible
	}
	return again, nil
}

// AsDecided is a plan that was made knowing the world p as it would have to be
// decided without knowing it: of an order before a month so much that what the
// plan orders gets through. Only its kilograms are brought up to date.
func AsDecided(base, p *planner.Project, plan *planner.Plan, until planner.Month) *planner.Plan {
	out := *plan
	out.Awards = slices.Clone(plan.Awards)
	for i := range out.Awards {
		a := &out.Awards[i]
		was, now := base.Offer(a.Offer), p.Offer(a.Offer)
		if was == nil || now == nil || a.Ordered >= until {
			continue
		}
		if through := throughOf(base, p, was, now, a.Ordered); through > 0 {
			a.Kg /= through
		}
	}
	return &out
}

// monthlyUntil keeps the orders before a month apart by months: a column of a
// whole quarter could not keep a part of it.
func monthlyUntil(p *planner.Project, until planner.Month) {
	if p.QuartersFrom.OK {
		p.QuartersFrom.V = max(p.QuartersFrom.V, (until+2)/3*3)
	}
}

// throughOf is the share of an order placed in a month as planned in base that p
// lets through.
func throughOf(base, p *planner.Project, was, now *planner.Offer, ordered planner.Month) float64 {
	through := now.LeftFor(ordered)
	if x, y := base.Pool(was.Pool), p.Pool(now.Pool); x != nil && y != nil {
		if before := base.Capacity(x, ordered); before > 0 {
			through *= math.Min(1, p.Capacity(y, ordered)/before)
		}
	}
	return through
}

// loosenLots lets an offer deliver the part of an order that gets through.
func loosenLots(o *planner.Offer) {
	o.OrderMinKg, o.OrderMultipleKg, o.MinAwardKg = planner.Opt[float64]{}, planner.Opt[float64]{}, planner.Opt[float64]{}
}

// tests makes free what is begun already and says from when anything else can be
// ordered.
func (w *following) tests(p *planner.Project, plan *planner.Plan, until planner.Month) {
	begun := map[string]planner.Month{}
	for _, q := range plan.Qualifications {
		if o := p.Offer(q.Offers[0]); o != nil && q.Start < until {
			begun[TestKey(o)] = q.Start
		}
	}
	for i := range p.Offers {
		o := &p.Offers[i]
		if o.Status != planner.NotStarted {
			continue
		}
		start, ok := begun[TestKey(o)]
		if ok {
			o.QualificationCost, o.ToolingCost = planner.Some(planner.Decimal{}), planner.Some(planner.Decimal{})
		} else {
			start = until
		}
		w.from[TestKey(o)] = max(w.from[TestKey(o)], int(o.GatesFrom(start).Approved-p.Start))
	}
	for i := range p.Designs {
		d := &p.Designs[i]
		if slices.ContainsFunc(plan.DesignChanges, func(c planner.DesignChange) bool { return changed(c, d) && c.Start < until }) {
			d.RedesignCost = planner.Decimal{}
		}
	}
}

func changed(c planner.DesignChange, d *planner.Design) bool {
	return c.Part == d.Part && c.From == d.FromGrade && c.To == d.ToGrade
}

// sunk puts back what was begun, at the plan's own dates and cost.
func (w *following) sunk(out, plan *planner.Plan, until planner.Month) {
	for _, q := range plan.Qualifications {
		if q.Start >= until {
			continue
		}
		out.Qualifications = slices.DeleteFunc(out.Qualifications, func(x planner.QualificationStart) bool { return x.Offers[0] == q.Offers[0] })
		out.Qualifications = append(out.Qualifications, q)
	}
	for _, c := range plan.DesignChanges {
		if c.Start >= until {
			continue
		}
		out.DesignChanges = slices.DeleteFunc(out.DesignChanges, func(x planner.DesignChange) bool { return x.Part == c.Part && x.To == c.To })
		out.DesignChanges = append(out.DesignChanges, c)
	}
}

// addFollowing holds the orders of the plan that is followed.
func (m *model) addFollowing(w *following) {
	kept := map[orderKey][]term{}
	var keys []orderKey
	for _, o := range m.orders {
		if t := m.testOf(o.fit.Offer); o.t >= w.until {
			if t != nil && o.t < w.from[t.id] {
				m.b.up[o.col] = 0
			}
			continue
		}
		k := orderKey{o.pv.part.ID, o.fit.Offer.ID, o.fit.Design, o.t, o.expedited}
		if w.kg[k] <= dust {
			m.b.up[o.col] = 0
			continue
		}
		if kept[k] == nil {
			keys = append(keys, k)
		}
		kept[k] = append(kept[k], term{o.col, 1})
	}
	for _, k := range keys {
		tol := float64(1e-6 * (1 + w.kg[k]))
		m.b.row(w.kg[k]-tol, w.kg[k]+tol, kept[k]...)
	}
}
