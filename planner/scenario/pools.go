package scenario

import (
	"slices"

	"remanence/planner"
)

// largestNonCN names the pool outside China that offers most over the plan.
const largestNonCN = "largest_non_cn"

// pool finds a pool by its id or as the largest outside China.
func (k *strike) pool(name string) *planner.Pool {
	if name != largestNonCN {
		return k.a.p.Pool(name)
	}
	var best *planner.Pool
	most := 0.0
	for i := range k.a.p.Pools {
		p := &k.a.p.Pools[i]
		outside := slices.ContainsFunc(k.a.p.Offers, func(o planner.Offer) bool { return o.Pool == p.ID }) &&
			!slices.ContainsFunc(k.a.p.Offers, func(o planner.Offer) bool { return o.Pool == p.ID && o.Country == "CN" })
		sum := 0.0
		for t := range k.a.p.Months {
			sum += k.a.p.Capacity(p, k.a.p.Start+planner.Month(t))
		}
		if outside && sum > most {
			best, most = p, sum
		}
	}
	return best
}

// ramp leaves a share of a pool's capacity.
func (k *strike) ramp(name string) {
	p := k.pool(name)
	if p == nil {
		return
	}
	k.n++
	left := k.s.Shock.CapacityLeft.Or(1)
	k.rewrite(p, func(m planner.Month, was func(planner.Month) float64) float64 {
		if m >= k.from && m <= k.to {
			return left * was(m)
		}
		return was(m)
	})
	k.a.change(k.s, "%s: pool %s has %s of its capacity.", period(k.from, k.to), p.ID, percentText(left))
}

// rises lets a share of every rise over the first month's capacity count, of all
// pools or of one. A pool with a haircut of its own keeps it, and the project's
// haircut stays where it takes more.
func (k *strike) rises(name string) {
	left := min(k.s.Shock.CapacityLeft.Or(1), 1-k.a.p.RampHaircut.V)
	var ids []string
	for i := range k.a.p.Pools {
		p := &k.a.p.Pools[i]
		if name != "all" && p != k.pool(name) || p.Haircut.OK {
			continue
		}
		announced, today, hit := *p, p.At(k.a.p.Start), false
		k.rewrite(p, func(m planner.Month, was func(planner.Month) float64) float64 {
			full := announced.At(m)
			if m < k.from || m > k.to || m == k.a.p.Start || full <= today {
				return was(m)
			}
			now := today + float64(left*(full-today))
			hit = hit || now < was(m)
			return now
		})
		if !hit {
			*p = announced
			continue
		}
		ids = append(ids, p.ID)
	}
	k.n = len(ids)
	if k.n > 0 {
		k.a.change(k.s, "%s: of every rise of capacity %s counts, at %s.", period(k.from, k.to), percentText(left), offerList(ids))
	}
}

// late moves every rise of a pool's capacity after the start by the length of
// the shock; what is there by then stays. Offers of the pool that are still
// being qualified are qualified later by as much.
func (k *strike) late(name string) {
	p := k.pool(name)
	if p == nil {
		return
	}
	k.n++
	months, today := planner.Month(k.s.Shock.Months.Or(0)), max(k.from-1, k.a.p.Start)
	k.rewrite(p, func(m planner.Month, was func(planner.Month) float64) float64 {
		if m < k.from {
			return was(m)
		}
		return min(was(m), max(was(today), was(m-months)))
	})
	for i := range k.a.p.Offers {
		o := &k.a.p.Offers[i]
		if o.Pool == p.ID && o.Status == planner.InProgress && o.QualifiedFrom.OK && o.QualifiedFrom.V >= k.from {
			o.QualifiedFrom.V += months
		}
	}
	k.a.change(k.s, "Pool %s: every rise from %s on comes %d months later.", p.ID, k.from.Label(), int(months))
}

// rewrite sets what a pool has in every month of the plan, net of the haircut.
func (k *strike) rewrite(p *planner.Pool, at func(m planner.Month, was func(planner.Month) float64) float64) {
	old := *p
	was := func(m planner.Month) float64 { return k.a.p.Capacity(&old, m) }
	var steps []planner.CapacityStep
	for t := range k.a.p.Months {
		m := k.a.p.Start + planner.Month(t)
		kg := at(m, was)
		if n := len(steps); n == 0 || steps[n-1].KgPerMonth != kg {
			steps = append(steps, planner.CapacityStep{From: m, KgPerMonth: kg})
		}
	}
	p.Steps, p.Haircut = steps, planner.Some(0.0)
}
