package award

import (
	"sort"
	"strconv"

	"remanence/planner"
	"remanence/planner/cost"
)

// tierVar is the choice of one tier of a scheme.
type tierVar struct {
	scheme     string
	tier       int
	col        int
	from       float64
	cumulative bool  // incremental tiers open one after another
	cols       []int // the order columns at this tier's price
}

// addTiers makes the price tiers. All-units tiers with falling prices need a
// choice for each tier above the base: a tier's columns are open only when the
// scheme's total in that tier reaches its step. Rising prices and incremental
// tiers choose the base as well.
func (m *model) addTiers() {
	type scheme struct {
		key    string // the total and the steps
		total  string // what counts, as cost.TierScheme names it
		rule   planner.TierRule
		cols   map[int][]term // tier → columns of every row that has tiers
		rest   []term         // columns of rows priced otherwise, which count in the total
		from   map[int]float64
		rows   map[string]bool
		rising bool
	}
	schemes := map[string]*scheme{}
	var keys []string
	for _, o := range m.orders {
		of := o.fit.Offer
		steps := cost.Steps(of)
		if len(steps) == 1 {
			continue
		}
		total := cost.TierScheme(of, m.p.Start+planner.Month(o.t))
		key := ladder(total, of)
		s := schemes[key]
		if s == nil {
			s = &scheme{key: key, total: total, rule: of.TierRule, cols: map[int][]term{}, from: map[int]float64{}, rows: map[string]bool{}}
			schemes[key] = s
			keys = append(keys, key)
		}
		s.cols[o.tier] = append(s.cols[o.tier], term{o.col, 1})
		if f, ok := s.from[o.tier]; !ok || steps[o.tier].FromKg > f {
			s.from[o.tier] = steps[o.tier].FromKg
		}
		for n := 1; n < len(steps); n++ {
			if steps[n].Price.GreaterThan(steps[n-1].Price) {
				s.rising = true
			}
		}
	}
	// Rows priced otherwise count in the totals they feed.
	byTotal := map[string][]*scheme{}
	for _, key := range keys {
		byTotal[schemes[key].total] = append(byTotal[schemes[key].total], schemes[key])
	}
	all := cost.SchemesOf(m.p)
	for _, o := range m.orders {
		of, month := o.fit.Offer, m.p.Start+planner.Month(o.t)
		own := ""
		if len(of.Tiers) > 0 && len(cost.Steps(of)) > 1 {
			own = ladder(cost.TierScheme(of, month), of)
		}
		for _, total := range all.Fed(of, month) {
			for _, s := range byTotal[total] {
				if s.key != own {
					s.rest = append(s.rest, term{o.col, 1})
				}
			}
		}
	}
	sort.Strings(keys)
	for _, key := range keys {
		s := schemes[key]
		for tier := range len(s.cols) {
			for _, t := range s.cols[tier] {
				m.schemeCols[key] = append(m.schemeCols[key], t.col)
			}
		}
		for _, t := range s.rest {
			m.schemeCols[key] = append(m.schemeCols[key], t.col)
		}
		n := len(s.cols)
		most := m.schemeMost(s.cols, s.rest)
		if s.rule == planner.Incremental {
			m.incrementalTiers(s.key, s.cols, s.from, n, most)
			continue
		}
		var choices []term
		first := 1
		if s.rising {
			first = 0
		}
		for tier := first; tier < n; tier++ {
			v := m.b.binary(0, stageTier)
			m.tiers = append(m.tiers, tierVar{s.key, tier, v, s.from[tier], false, columns(s.cols[tier])})
			choices = append(choices, term{v, 1})
			up := most
			if s.rising && tier+1 < n {
				up = s.from[tier+1]
			}
			cols := s.cols[tier]
			m.b.atMost(0, append(append([]term{}, cols...), term{v, -max(up, s.from[tier])})...)
			// Rows priced otherwise help the total; they bear their own price.
			m.b.atLeast(0, append(append(append([]term{}, cols...), s.rest...), term{v, -s.from[tier]})...)
		}
		switch {
		case s.rising:
			m.b.equal(1, choices...)
		case len(choices) > 1:
			m.b.atMost(1, choices...)
		}
	}
}

// ladder names the rows that are priced by one total in the same steps. Each row
// earns a price at its own step, so rows with other steps choose for themselves.
// Rows with the same bands fill them together, and only they.
func ladder(total string, o *planner.Offer) string {
	key := total + " from"
	if o.TierRule == planner.Incremental {
		key = total + " in bands from"
	}
	for _, s := range cost.Steps(o)[1:] {
		key += " " + strconv.FormatFloat(s.FromKg, 'g', -1, 64)
	}
	return key
}

func columns(ts []term) []int {
	out := make([]int, len(ts))
	for i, t := range ts {
		out[i] = t.col
	}
	return out
}

// incrementalTiers fill in order: a band opens only when the one below is full.
func (m *model) incrementalTiers(key string, cols map[int][]term, from map[int]float64, n int, most float64) {
	prev := -1
	for tier := 0; tier < n; tier++ {
		width := most - from[tier]
		if tier+1 < n {
			width = from[tier+1] - from[tier]
		}
		if tier == 0 {
			m.b.atMost(width, cols[0]...)
			continue
		}
		v := m.b.binary(0, stageTier)
		m.tiers = append(m.tiers, tierVar{key, tier, v, from[tier], true, columns(cols[tier])})
		below := from[tier] - from[tier-1]
		m.b.atLeast(0, append(append([]term{}, cols[tier-1]...), term{v, -below})...)
		m.b.atMost(0, append(append([]term{}, cols[tier]...), term{v, -max(width, 0)})...)
		if prev >= 0 {
			m.b.atMost(0, term{v, 1}, term{prev, -1})
		}
		prev = v
	}
}

// schemeMost bounds the kilograms of a scheme: capacity of its months, or need.
func (m *model) schemeMost(cols map[int][]term, rest []term) float64 {
	member := map[int]bool{}
	for _, ts := range cols {
		for _, t := range ts {
			member[t.col] = true
		}
	}
	for _, t := range rest {
		member[t.col] = true
	}
	type slot struct {
		pool string
		t    int
	}
	capacity, need := 0.0, 0.0
	seenCap, seenNeed := map[slot]bool{}, map[string]float64{}
	for _, o := range m.orders {
		if !member[o.col] {
			continue
		}
		k := slot{o.fit.Offer.Pool, o.t}
		if k.pool == "" {
			k.pool = "offer " + o.fit.Offer.ID
		}
		if !seenCap[k] {
			seenCap[k] = true
			capacity += m.orderCap(o.fit.Offer, o.t)
		}
		if n := m.fitNeed(o.pv, o.fit); n > seenNeed[o.pv.part.ID] {
			need += n - seenNeed[o.pv.part.ID]
			seenNeed[o.pv.part.ID] = n
		}
	}
	return min(capacity, need)
}
