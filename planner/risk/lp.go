package risk

import (
	"math"
	"slices"
	"sort"

	"remanence/planner"
	"remanence/planner/cost"
	"remanence/planner/highs"
)

// Weights of what is wanted after the line-stop cost, as shares of it: to run as
// long as possible, then to pay little. Small enough not to change the least
// line-stop cost by more than its last digits.
const (
	weightEarly = 1e-4
	weightMoney = 1e-6
)

// program is the linear program of an outage: what can still be ordered from
// whom, month by month, so that the lines stand still for as little money as
// possible. Quantities of a part count in its mean monthly need. Only bounds
// differ between nodes, so that each solve starts from the same basis.
type program struct {
	s    *state
	m    highs.Model
	rows [][]entry

	orders  []orderCol
	back    [][]int32 // by part and month: late, or lost in the month
	worst   []int32   // by month: the largest share of a month's need that is late beyond the base, of any part
	most    [][]int32 // by part and month, the row that holds worst above what is late
	balance [][]int32 // by part and month
	pools   []poolRow
	scale   float64 // plan currency of one unit of the objective
}

type entry struct {
	col int32
	val float64
}

// orderCol is a column of goods ordered of a fit in a month.
type orderCol struct {
	col   int32
	fit   int
	k     int // month from t0
	kg    float64
	cap   float64 // kg a month the source can make, +Inf where nothing limits it
	price float64 // plan currency of one unit of the column
}

// poolRow holds the orders of a pool in a month to its capacity. The row counts
// in that capacity.
type poolRow struct {
	row  int32
	k    int
	fits []int
}

func newProgram(s *state) *program {
	b := &program{s: s, scale: s.moneyScale()}
	b.stock()
	b.buy()
	b.capacity()
	b.recycle()
	b.compress()
	return b
}

// moneyScale is the largest line-stop cost of a month's need of one part.
func (s *state) moneyScale() float64 {
	most := 0.0
	for _, p := range s.parts {
		most = math.Max(most, p.stop*p.mean)
	}
	if most <= 0 {
		return 1
	}
	return most
}

func (b *program) col(c, lo, up float64) int32 {
	b.m.ColCost = append(b.m.ColCost, c)
	b.m.ColLower = append(b.m.ColLower, lo)
	b.m.ColUpper = append(b.m.ColUpper, up)
	return int32(len(b.m.ColCost) - 1)
}

func (b *program) row(lo, up float64, es ...entry) int32 {
	b.m.RowLower = append(b.m.RowLower, lo)
	b.m.RowUpper = append(b.m.RowUpper, up)
	b.rows = append(b.rows, slices.Clone(es))
	return int32(len(b.rows) - 1)
}

// stock makes the balance of every part: stock and late demand at the end of
// each month.
func (b *program) stock() {
	n := b.s.t1 - b.s.t0
	for range n {
		b.worst = append(b.worst, b.col(0, 0, highs.Inf()))
	}
	for i := range b.s.parts {
		p := &b.s.parts[i]
		var back, balance, most []int32
		var before []entry
		for k := range n {
			weight := p.stop * p.mean / b.scale * (1 + weightEarly*float64(n-k)/float64(n))
			in := b.col(0, 0, highs.Inf())
			late := b.col(weight, 0, highs.Inf())
			es := append([]entry{{in, -1}, {late, 1}}, before...)
			v := b.demandLeft(p, k, nil)
			balance = append(balance, b.row(v, v, es...))
			back = append(back, late)
			before = []entry{{in, 1}}
			if !p.lost {
				before = append(before, entry{late, -1})
			}
			need := p.need[k] / p.mean
			if need <= 0 {
				need = 1
			}
			most = append(most, b.row(-highs.Inf(), 0, entry{late, 1}, entry{b.worst[k], -need}))
		}
		b.back, b.balance, b.most = append(b.back, back), append(b.balance, balance), append(b.most, most)
	}
}

// demandLeft is what a month of a part needs beyond what is in stock at t0 and
// arrives anyway, in mean needs. A node holds back its share of what had not
// left the supplier until it recovers.
func (b *program) demandLeft(p *partState, k int, out *outage) float64 {
	v := p.need[k] - p.fixed[k]
	if k == 0 {
		v -= p.net
	}
	for _, l := range p.lots {
		held := out.held(l)
		if l.t == k {
			v -= float64(l.units * (1 - held))
		}
		if held > 0 && l.t+out.months == k {
			v -= float64(l.units * held)
		}
	}
	return v / p.mean
}

// outage is a node out for some months.
type outage struct {
	node   *Node
	months int
}

// held is the share of a lot that stays with the supplier.
func (o *outage) held(l lot) float64 {
	if o == nil || l.shipped || l.fit < 0 {
		return 0
	}
	return o.node.hit[l.fit]
}

// buy makes the order columns: normal and expedited.
func (b *program) buy() {
	s := b.s
	for i, x := range s.fits {
		p := &s.parts[x.part]
		kg := p.mean * x.MassKg / (1 - x.Offer.DefectRate.V)
		steps := cost.Steps(x.Offer)
		if len(steps) == 0 || math.IsInf(kg, 0) || math.IsNaN(kg) {
			continue
		}
		for k := range s.t1 - s.t0 {
			if !s.allow[i][k] {
				continue
			}
			cap := s.capacity(x.Offer, k)
			if cap <= 0 {
				continue
			}
			month := s.p.Start + planner.Month(s.t0+k)
			normal := x.Offer.LeadMonthsFor(month, s.pct, false)
			for _, fast := range []bool{false, true} {
				lead := normal
				if fast {
					if !x.Offer.Expeditable() {
						continue
					}
					if lead = x.Offer.LeadMonthsFor(month, s.pct, true); lead >= normal {
						continue
					}
				}
				if k+lead >= s.t1-s.t0 {
					continue
				}
				u := cost.PerKg(s.p, s.f, x.Offer, steps[0].Price, x.MassKg, cost.When{Ordered: month, Arrives: month + planner.Month(lead)})
				price := u.Landed
				if fast {
					price += cost.Expedite(s.p, x.Offer)
				}
				if math.IsNaN(price) {
					continue
				}
				c := orderCol{fit: i, k: k, kg: kg, cap: cap, price: price * kg}
				c.col = b.col(weightMoney*c.price/b.scale, 0, highs.Inf())
				row := b.balance[x.part][k+lead]
				b.rows[row] = append(b.rows[row], entry{c.col, 1})
				b.orders = append(b.orders, c)
			}
		}
	}
}

// capacity of an offer's source in a month, kg; +Inf without a limit.
func (s *state) capacity(o *planner.Offer, k int) float64 {
	cap := math.Inf(1)
	if o.Pool != "" {
		cap = 0
		if pool := s.p.Pool(o.Pool); pool != nil {
			cap = s.p.Capacity(pool, s.p.Start+planner.Month(s.t0+k))
		}
	}
	if o.OrderMaxKg.OK {
		cap = math.Min(cap, o.OrderMaxKg.V)
	}
	return cap
}

// capacity rows: pools, and the largest order of an offer.
func (b *program) capacity() {
	type key struct {
		pool bool
		id   string
		k    int
	}
	rows := map[key]int32{}
	at := map[int32]int{}
	add := func(id key, c *orderCol, limit float64) {
		r, ok := rows[id]
		if !ok {
			r = b.row(-highs.Inf(), 1)
			rows[id] = r
			at[r] = len(b.pools)
			b.pools = append(b.pools, poolRow{row: r, k: c.k})
		}
		b.rows[r] = append(b.rows[r], entry{c.col, c.kg / limit})
		b.pools[at[r]].fits = append(b.pools[at[r]].fits, c.fit)
	}
	for i := range b.orders {
		c := &b.orders[i]
		o := b.s.fits[c.fit].Offer
		if pool := b.s.p.Pool(o.Pool); o.Pool != "" && pool != nil {
			add(key{true, o.Pool, c.k}, c, b.s.p.Capacity(pool, b.s.p.Start+planner.Month(b.s.t0+c.k)))
		}
		if o.OrderMaxKg.OK && o.OrderMaxKg.V > 0 {
			add(key{false, o.ID, c.k}, c, o.OrderMaxKg.V)
		}
	}
}

// recycle holds offers that are made from the buyer's own scrap to what has been
// collected, less what the plan used before t0. Rows count in kilograms of the
// mean order.
func (b *program) recycle() {
	s := b.s
	fed := map[string][]int{} // offer → streams
	for i := range s.p.Streams {
		for _, id := range s.p.Streams[i].Offers {
			fed[id] = append(fed[id], i)
		}
	}
	type use struct {
		k   int
		col int32
	}
	uses := make([][]use, len(s.p.Streams))
	for _, c := range b.orders {
		streams, ok := fed[s.fits[c.fit].Offer.ID]
		if !ok {
			continue
		}
		es := []entry{{c.col, c.kg / 1000}}
		for _, i := range streams {
			if !s.p.Streams[i].MayToll() || s.p.Streams[i].MagnetPerFeed <= 0 {
				continue
			}
			from := b.col(0, 0, highs.Inf()) // tonnes of goods made from the stream
			es = append(es, entry{from, -1})
			uses[i] = append(uses[i], use{c.k, from})
		}
		b.row(-highs.Inf(), 0, es...)
	}
	for i := range s.p.Streams {
		r := &s.p.Streams[i]
		left := 0.0
		for t := range s.t0 {
			if kg := s.plan.Collected[r.ID]; t < len(kg) {
				left -= kg[t]
			}
			if kg := s.plan.Sold[r.ID]; t < len(kg) {
				left -= kg[t]
			}
		}
		for t := 0; t < s.t0-r.LagMonths; t++ {
			left += s.p.FeedOf(r, t)
		}
		var sum []entry
		for k := range s.t1 - s.t0 {
			if t := s.t0 + k - r.LagMonths; t >= 0 {
				left += s.p.FeedOf(r, t)
			}
			added := false
			for _, u := range uses[i] {
				if u.k == k {
					sum, added = append(sum, entry{u.col, 1}), true
				}
			}
			if added {
				b.row(-highs.Inf(), math.Max(left, 0)*r.MagnetPerFeed/1000, sum...)
			}
		}
	}
}

// compress turns the rows into the solver's form.
func (b *program) compress() {
	n := len(b.m.ColCost)
	b.m.Start = make([]int32, n+1)
	for i, r := range b.rows {
		b.rows[i] = merged(r)
		for _, e := range b.rows[i] {
			b.m.Start[e.col+1]++
		}
	}
	for i := range n {
		b.m.Start[i+1] += b.m.Start[i]
	}
	b.m.Index, b.m.Value = make([]int32, b.m.Start[n]), make([]float64, b.m.Start[n])
	next := append([]int32(nil), b.m.Start[:n]...)
	for i, r := range b.rows {
		for _, e := range r {
			b.m.Index[next[e.col]], b.m.Value[next[e.col]] = int32(i), e.val
			next[e.col]++
		}
	}
	b.rows = nil
}

// merged adds up entries of one column.
func merged(es []entry) []entry {
	sort.SliceStable(es, func(i, j int) bool { return es[i].col < es[j].col })
	out := es[:0]
	for _, e := range es {
		if n := len(out); n > 0 && out[n-1].col == e.col {
			out[n-1].val += e.val
			continue
		}
		out = append(out, e)
	}
	return out
}
