package award

import (
	"math"
	"sort"

	"remanence/planner"
	"remanence/planner/cost"
)

// lotVar says that an order line of an offer is placed in a month.
type lotVar struct {
	offer string
	t     int
	col   int
}

// lotRow is the whole order of an offer with an MOQ in a month.
type lotRow struct {
	offer *planner.Offer
	n     int // its number in the model's lotRows
	t     int
	terms []term // its order columns
	lot   int    // index of its lotVar, -1 where the MOQ is not enforced by one
}

// kg is what a solution orders.
func (l lotRow) kg(x []float64) float64 {
	sum := 0.0
	for _, t := range l.terms {
		sum += float64(t.val * x[t.col])
	}
	return sum
}

// smallLot is the share of a month's need below which an MOQ hardly shapes a
// plan (model §3.5 (5)). Every MOQ is kept: a first proof leaves them out of the
// yes/no choices and an answer is mended to keep them; when that costs more than
// the gap allows, those that are large or broken become choices themselves.
const smallLot = 0.3

// slot is an offer (or order group) in a month.
type slot struct {
	offer string
	t     int
}

// addLots makes the cost of an order, multiples and the least award of a row.
func (m *model) addLots() {
	m.placed = map[slot][]term{}
	for _, o := range m.orders {
		k := slot{o.fit.Offer.ID, o.t}
		m.placed[k] = append(m.placed[k], term{o.col, 1})
	}
	groupCols := map[slot]int{}
	for i := range m.p.Offers {
		o := &m.p.Offers[i]
		multiple := o.OrderMultipleKg.V
		orderCost := cost.GroupOrderCost(m.p, cost.OrderGroup(o))
		var all []term
		for t := 0; t < m.H; t++ {
			ts := m.placed[slot{o.ID, t}]
			if len(ts) == 0 {
				continue
			}
			all = append(all, ts...)
			most := m.capOrNeed(o, t)
			if multiple > 0 {
				n := m.b.col(0, 0, math.Ceil(most/multiple))
				m.b.integer[n], m.b.stage[n] = true, stageMultiple
				m.b.equal(0, append(append([]term{}, ts...), term{n, -multiple})...)
			}
			if orderCost > 0 {
				g := slot{cost.OrderGroup(o), t}
				u, ok := groupCols[g]
				if !ok {
					u = m.b.binary(m.money(orderCost)*m.disc(float64(t)), stageOrder)
					groupCols[g] = u
				}
				m.orderLinks(o, t, u, ts, most)
			}
		}
		least := o.MinAwardKg.V
		if o.OrderMinKg.V > 0 && m.lotMatters(o) {
			least = math.Max(least, o.OrderMinKg.V) // who orders at all orders a lot
		}
		if least > 0 && len(all) > 0 {
			most := math.Max(m.needOf(o), least)
			u := m.b.binary(0, stageAward)
			m.b.atLeast(0, append(append([]term{}, all...), term{u, -least})...)
			m.b.atMost(0, append(append([]term{}, all...), term{u, -most})...)
			if m.used == nil {
				m.used = map[*planner.Offer]int{}
			}
			m.used[o] = u
		}
	}
}

// addMOQs notes the least order of every row, and makes it a yes/no choice where
// that is asked for. Elsewhere the search keeps it by branching on the order
// itself: nothing, or at least the MOQ.
func (m *model) addMOQs() {
	for i := range m.p.Offers {
		o := &m.p.Offers[i]
		if o.OrderMinKg.V <= 0 {
			continue
		}
		enforced := m.opt.WithLots || m.lazyLot[o.ID]
		for t := 0; t < m.H; t++ {
			ts := m.placed[slot{o.ID, t}]
			if len(ts) == 0 {
				continue
			}
			l := lotRow{o, len(m.lotRows), t, ts, -1}
			if enforced {
				most := m.capOrNeed(o, t)
				u := m.b.binary(0, stageLot)
				l.lot = len(m.lots)
				m.lots = append(m.lots, lotVar{o.ID, t, u})
				m.b.atLeast(0, append(append([]term{}, ts...), term{u, -o.OrderMinKg.V})...)
				m.b.atMost(0, append(append([]term{}, ts...), term{u, -math.Max(most, o.OrderMinKg.V)})...)
			}
			m.lotRows = append(m.lotRows, l)
		}
	}
}

// lotMatters reports whether an offer's MOQ is large against a month's need.
func (m *model) lotMatters(o *planner.Offer) bool {
	monthly := 0.0
	for _, pv := range m.parts {
		for _, fit := range pv.fits {
			if fit.Offer == o {
				monthly += mean(pv.need) * fit.MassKg / pv.mass
				break
			}
		}
	}
	return o.OrderMinKg.V > smallLot*monthly
}

// orderLinks ties the orders of a row in a month to the order's cost: in all,
// and part by part with what the part can still use, which is far tighter. For
// parts that this row alone serves, each stretch of months adds the inequality
// of the lot-sizing literature: what arrives beyond the stretch's need must be
// in stock at its end (Pochet and Wolsey 2006).
func (m *model) orderLinks(o *planner.Offer, t, u int, ts []term, most float64) {
	m.b.atMost(0, append(append([]term{}, ts...), term{u, -most})...)
	member := map[int]bool{}
	for _, x := range ts {
		member[x.col] = true
	}
	byPart := map[*partVars][]order{}
	var parts []*partVars
	for _, ord := range m.orders {
		if member[ord.col] {
			if byPart[ord.pv] == nil {
				parts = append(parts, ord.pv)
			}
			byPart[ord.pv] = append(byPart[ord.pv], ord)
		}
	}
	for _, pv := range parts {
		sum := 0.0
		arrive := m.H
		for _, ord := range byPart[pv] {
			arrive = min(arrive, ord.arrive)
		}
		for k := arrive; k < m.H; k++ {
			sum += pv.need[k]
			// good kg ordered ≤ need(arrive..k)·u + stock(k) + backlog carried in
			terms := []term{{u, -sum}, {pv.stock[k], -1}}
			for _, ord := range byPart[pv] {
				if ord.arrive <= k {
					terms = append(terms, term{ord.col, ord.good})
				}
			}
			if arrive > 0 && pv.back[arrive-1] >= 0 && pv.policy == planner.Backlog {
				terms = append(terms, term{pv.back[arrive-1], -1})
			}
			if pv.scrap[k] >= 0 {
				for j := arrive; j <= k; j++ {
					terms = append(terms, term{pv.scrap[j], -1})
				}
			}
			m.b.atMost(0, terms...)
		}
	}
}

// brokenLots lists the offers whose MOQ a solution breaks, in order of id.
func (m *model) brokenLots(x []float64) []string {
	sums := map[slot]float64{}
	for _, o := range m.orders {
		if o.fit.Offer.OrderMinKg.V > 0 {
			sums[slot{o.fit.Offer.ID, o.t}] += x[o.col]
		}
	}
	broken := map[string]bool{}
	for k, kg := range sums {
		moq := m.p.Offer(k.offer).OrderMinKg.V
		if kg > lotDust(moq) && kg < moq*(1-1e-6) {
			broken[k.offer] = true
		}
	}
	var out []string
	for id := range broken {
		out = append(out, id)
	}
	sort.Strings(out)
	return out
}

// lotDust is the quantity below which an order is numerical dust.
func lotDust(moq float64) float64 { return 1e-6 * (1 + moq) }

// addCommitments makes take-or-pay: from the first calendar year with an order,
// what is not taken is paid.
func (m *model) addCommitments() {
	years := cost.Years(m.p)
	for _, c := range cost.Commitments(m.p, m.f) {
		prev := -1
		begun := make([]int, m.H) // the column that says so, by month
		for t := range begun {
			begun[t] = -1
		}
		for _, y := range years {
			var taken []term
			need := map[*partVars]float64{}
			for _, o := range m.orders {
				if o.fit.Offer.Supplier == c.Supplier && y.Has(o.t) {
					taken = append(taken, term{o.col, 1})
					need[o.pv] = math.Max(need[o.pv], m.fitNeed(o.pv, o.fit))
				}
			}
			if len(taken) == 0 && prev < 0 {
				continue
			}
			started := m.b.binary(0, stageAward)
			if prev >= 0 {
				m.b.atMost(0, term{prev, 1}, term{started, -1})
			}
			prev = started
			for t := y.First; t <= y.Last && t < m.H; t++ {
				begun[t] = started
			}
			// One row a part: a sum over all parts would be a weak link.
			for _, pv := range m.parts {
				if need[pv] == 0 {
					continue
				}
				var mine []term
				for _, o := range m.orders {
					if o.pv == pv && o.fit.Offer.Supplier == c.Supplier && y.Has(o.t) {
						mine = append(mine, term{o.col, 1})
					}
				}
				m.b.atMost(0, append(mine, term{started, -need[pv]})...)
			}
			// What the supplier's plants can take orders for in the year is often far less
			// than the need, which makes the choice much tighter.
			if most := m.capacityIn(taken); most < inf/2 {
				m.b.atMost(0, append(append([]term{}, taken...), term{started, -most})...)
			}
			short := m.b.col(m.money(c.PerKg)*m.disc(float64(y.Last+1)), 0, c.KgPerYear)
			m.b.atLeast(0, append(append([]term{}, taken...), term{short, 1}, term{started, -c.KgPerYear})...)
		}
		m.linkOrders(func(o *order) bool { return o.fit.Offer.Supplier == c.Supplier && begun[o.t] >= 0 },
			func(month int) []int { return []int{begun[month]} })
	}
}

// capacityIn is the capacity behind a set of order columns.
func (m *model) capacityIn(cols []term) float64 {
	type slot struct {
		pool string
		t    int
	}
	member := map[int]bool{}
	for _, c := range cols {
		member[c.col] = true
	}
	sum, seen := 0.0, map[slot]bool{}
	for _, o := range m.orders {
		if !member[o.col] {
			continue
		}
		k := slot{o.fit.Offer.Pool, o.t}
		if k.pool == "" {
			k.pool = "offer " + o.fit.Offer.ID
		}
		if !seen[k] {
			seen[k] = true
			sum += m.orderCap(o.fit.Offer, o.t)
		}
	}
	return sum
}

func (m *model) hasOrder(offer string, t int) bool {
	for _, o := range m.orders {
		if o.t == t && o.fit.Offer.ID == offer {
			return true
		}
	}
	return false
}
