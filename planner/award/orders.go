package award

import (
	"math"
	"sort"

	"remanence/planner"
	"remanence/planner/cost"
)

// addOrders makes the order columns: for every fit, month and tier in which an
// order could be placed and still arrive inside the plan.
func (m *model) addOrders() {
	for _, pv := range m.parts {
		for _, fit := range pv.fits {
			m.addFit(pv, fit)
		}
	}
}

func (m *model) addFit(pv *partVars, fit planner.Fit) {
	o := fit.Offer
	extra := 0.0
	if fit.Change != nil {
		extra = cost.ToPlan(m.p, fit.Change.ExtraCost, fit.Change.Currency) / fit.MassKg
	}
	quarters := map[quarter]int{}
	for t := m.firstOrder(fit); t < m.H; t++ {
		month := m.p.Start + planner.Month(t)
		if o.BarredFrom(month) {
			continue
		}
		if o.ValidFrom.OK && month < o.ValidFrom.V || o.ValidTo.OK && month > o.ValidTo.V {
			continue
		}
		cap := m.orderCap(o, t)
		if cap <= 0 || cap < o.OrderMinKg.V*(1-1e-9) {
			continue // what can be made is less than the least order
		}
		for _, expedited := range []bool{false, true} {
			lead := m.lead(o, t)
			if expedited {
				if lead = m.fastest(o, t); lead == m.lead(o, t) {
					continue
				}
			}
			if t+lead >= m.H {
				continue
			}
			for n, step := range cost.Steps(o) {
				at := cost.When{Ordered: month, Arrives: month + planner.Month(lead)}
				u := cost.PerKg(m.p, m.f, o, step.Price, fit.MassKg, at)
				pay := m.disc(cost.PayMonth(o, t, lead))
				present := float64(u.Landed*pay) + float64(extra*m.disc(float64(t+lead))) + float64(o.Deposit.V*u.Goods*(m.disc(float64(t))-pay))
				if expedited {
					present += float64(cost.Expedite(m.p, o) * pay)
				}
				m.orders = append(m.orders, order{
					col: m.orderColumn(quarters, o, t, n, expedited, present, cap), fit: fit, pv: pv, t: t, arrive: t + lead, tier: n, unit: u,
					good: (1 - o.DefectRate.V) * pv.mass / fit.MassKg, present: present, expedited: expedited,
				})
			}
		}
	}
}

// lead is the whole time of an order placed in month t, in months.
func (m *model) lead(o *planner.Offer, t int) int {
	if m.leads[o] == nil {
		by := make([]int, m.H)
		for t := range by {
			by[t] = o.LeadMonthsFrom(m.p.Start+planner.Month(t), m.pct)
		}
		m.leads[o] = by
	}
	return m.leads[o][t]
}

// fastest is lead, or that of an expedited order where one is offered.
func (m *model) fastest(o *planner.Offer, t int) int {
	if o.Expeditable() {
		return min(m.lead(o, t), o.LeadMonthsFor(m.p.Start+planner.Month(t), m.pct, true))
	}
	return m.lead(o, t)
}

// lastOrder is the last month in which an order still arrives inside the plan,
// -1 when there is none.
func (m *model) lastOrder(o *planner.Offer) int {
	for t := m.H - 1; t >= 0; t-- {
		if t+m.fastest(o, t) < m.H {
			return t
		}
	}
	return -1
}

// firstArrival is the earliest month in which an order of a fit can arrive; a
// licence that is needed for a time makes a later order arrive before an earlier.
func (m *model) firstArrival(fit planner.Fit) int {
	arrive := m.H
	for t := m.firstOrder(fit); t < m.H; t++ {
		arrive = min(arrive, t+m.fastest(fit.Offer, t))
	}
	return arrive
}

// quarter names orders of a fit that are equal in every month of a quarter.
type quarter struct {
	index, tier int
	expedited   bool
}

// orderColumn makes the column of an order. Late in the plan, from the month the
// project sets, the orders of one calendar quarter share a column: each month
// gets the same kilograms. Rows with lots keep their months, since a lot is
// ordered once and not in thirds.
func (m *model) orderColumn(quarters map[quarter]int, o *planner.Offer, t, tier int, expedited bool, present, cap float64) int {
	month := m.p.Start + planner.Month(t)
	from := m.p.QuartersFrom
	if !from.OK || month < from.V || o.OrderMinKg.V > 0 || o.OrderMultipleKg.V > 0 || cost.GroupOrderCost(m.p, cost.OrderGroup(o)) > 0 {
		return m.b.col(m.money(present), 0, cap)
	}
	k := quarter{int(month) / 3, tier, expedited}
	if col, ok := quarters[k]; ok {
		m.b.cost[col] += m.money(present)
		m.b.up[col] = math.Min(m.b.up[col], cap)
		return col
	}
	quarters[k] = m.b.col(m.money(present), 0, cap)
	return quarters[k]
}

// firstOrder is the first month in which an order of a fit could be placed.
func (m *model) firstOrder(fit planner.Fit) int {
	first := m.p.FrozenMonths.V
	if t := m.testOf(fit.Offer); t != nil {
		first = max(first, t.usable(0))
	} else if fit.Offer.Status == planner.InProgress {
		first = max(first, int(m.usableFrom(fit.Offer)-m.p.Start))
	}
	if fit.Change != nil {
		first = max(first, int(m.p.EarliestOrder(m.f, fit.Change)-m.p.Start))
	}
	return first
}

// usableFrom is the date an offer in progress is qualified; offers of one
// qualification group share the earliest.
func (m *model) usableFrom(o *planner.Offer) planner.Month {
	return UsableFrom(m.p, o)
}

// UsableFrom is the date from which an offer in progress may be ordered. Offers
// of one qualification group are qualified together, on the earliest date any of
// them states.
func UsableFrom(p *planner.Project, o *planner.Offer) planner.Month {
	from := o.QualifiedFrom.V
	for i := range p.Offers {
		x := &p.Offers[i]
		if o.QualificationGroup != "" && x.QualificationGroup == o.QualificationGroup && x.QualifiedFrom.OK && x.QualifiedFrom.V < from {
			from = x.QualifiedFrom.V
		}
	}
	return from
}

// orderCap is the most that can be ordered of an offer in a month: pool and
// largest order. A pool without a name has no limit.
func (m *model) orderCap(o *planner.Offer, t int) float64 {
	cap := inf
	if o.Pool != "" {
		if pool := m.p.Pool(o.Pool); pool != nil {
			cap = m.p.Capacity(pool, m.p.Start+planner.Month(t)) * o.LeftFor(m.p.Start+planner.Month(t))
		} else {
			cap = 0
		}
	}
	if o.OrderMaxKg.OK {
		cap = math.Min(cap, o.OrderMaxKg.V)
	}
	return cap
}

// capOrNeed bounds an order by what the parts it serves can still need, where
// the capacity has no limit.
func (m *model) capOrNeed(o *planner.Offer, t int) float64 {
	return math.Min(m.orderCap(o, t), m.needOf(o))
}

// needOf is the most kg of an offer that the plan could use in all: the whole
// demand of the parts it fits, in the heaviest design, plus what rules make the
// plan hold (cover) and a margin for stock that MOQs and tiers push in.
func (m *model) needOf(o *planner.Offer) float64 {
	if kg, ok := m.needs[o]; ok {
		return kg
	}
	sum := 0.0
	for _, pv := range m.parts {
		most := 0.0
		for _, fit := range pv.fits {
			if fit.Offer == o {
				most = math.Max(most, m.fitNeed(pv, fit))
			}
		}
		sum += most
	}
	m.needs[o] = sum
	return sum
}

// fitNeed is the most kg a part could take of a fit: the demand that stock and
// open orders leave, the stock worth holding at the end, and what a tier, MOQ,
// multiple, least award or take-or-pay may push into stock. Tight, because every
// yes/no choice is linked to it.
func (m *model) fitNeed(pv *partVars, fit planner.Fit) float64 {
	k := fitOf{pv, fit.Offer, fit.Design}
	need, ok := m.fitNeeds[k]
	if !ok {
		need = m.mostOf(pv, fit)
		m.fitNeeds[k] = need
	}
	return need
}

// mostOf is fitNeed, worked out.
func (m *model) mostOf(pv *partVars, fit planner.Fit) float64 {
	need := 0.0
	for _, d := range pv.need {
		need += d
	}
	if !pv.part.ShelfLifeMonths.OK || pv.part.ShelfLifeMonths.V >= m.H {
		need -= pv.opening
		for _, kg := range pv.open {
			need -= kg
		}
	}
	need = math.Max(0, need) + m.endStockWorth(pv)
	need *= fit.MassKg / pv.mass / (1 - fit.Offer.DefectRate.V)
	o := fit.Offer
	years := float64(len(cost.Years(m.p)))
	for _, s := range cost.Steps(o)[1:] {
		need = math.Max(need, s.FromKg*years)
	}
	need = math.Max(need, o.OrderMinKg.V)
	need = math.Max(need, o.MinAwardKg.V)
	need += o.OrderMultipleKg.V
	if o.TakeOrPayKg.OK {
		need = math.Max(need, o.TakeOrPayKg.V*years)
	}
	return need + m.forcedBeyond(pv, fit)
}

// forcedBeyond is what rules may make a plan order of a fit, kg, beyond what its
// part needs: a reserved volume, and the least award of a supplier that must
// count or that gets anything at all. Rules on shares add nothing: goods behind a
// choice are not bought just to thin a share out.
func (m *model) forcedBeyond(pv *partVars, fit planner.Fit) float64 {
	perKg := fit.MassKg / pv.mass / (1 - fit.Offer.DefectRate.V)
	beyond := 0.0
	for i := range m.p.Rules {
		r := &m.p.Rules[i]
		switch r.Type {
		case planner.VolumeMin, planner.MinSuppliers, planner.AwardShareMin:
		default:
			continue
		}
		if m.off(r) || !r.Covers(pv.part, m.f) {
			continue
		}
		for _, w := range r.Windows(m.p) {
			need, left := 0.0, -pv.opening
			for t := w.First; t <= w.Last; t++ {
				need += pv.need[t]
				left += pv.need[t] - pv.open[t]
			}
			left = math.Max(0, left)
			active := activeFrom(m.p, need, pv.mass)
			if r.Scope == string(planner.ScopeTogether) {
				need, active = m.needIn(w), m.leastMass()
			}
			switch r.Type {
			case planner.VolumeMin:
				if m.p.GroupOf(fit.Offer) == groupNamed(m.p, r.Supplier) {
					beyond += math.Max(0, w.Limit-float64(left*perKg))
				}
			case planner.MinSuppliers:
				beyond += float64(math.Max(0, active-left) * perKg)
			case planner.AwardShareMin:
				beyond += float64(math.Max(0, float64(w.Limit/100*need)-left) * perKg)
			}
		}
	}
	return beyond
}

// needIn is what all parts need in a window, kg.
func (m *model) needIn(w planner.RuleWindow) float64 {
	kg := 0.0
	for _, pv := range m.parts {
		kg += sum(pv.need[w.First : w.Last+1])
	}
	return kg
}

// endStockWorth is the most stock, kg, worth having at the end of the plan: what
// is credited, or what a cover rule or safety stock asks for.
func (m *model) endStockWorth(pv *partVars) float64 {
	months := 0.0
	if m.p.EndStock != planner.EndStockNone {
		months = 3
	}
	weeks := pv.part.SafetyStockWeeks.V
	for i := range m.p.Rules {
		if r := &m.p.Rules[i]; r.Type == planner.CoverMin && !m.off(r) && r.Covers(pv.part, m.f) {
			weeks = math.Max(weeks, math.Max(r.ValueFrom.V, r.ValueTo.V))
		}
	}
	return math.Max(months, weeks/planner.WeeksPerMonth) * pv.ahead[m.H-1]
}

// addBalance makes stock, backlog and end-stock columns and the monthly balance
// of every part.
func (m *model) addBalance() {
	arrivals := map[*partVars][][]term{}
	for _, pv := range m.parts {
		arrivals[pv] = make([][]term, m.H)
	}
	for _, o := range m.orders {
		arrivals[o.pv][o.arrive] = append(arrivals[o.pv][o.arrive], term{o.col, o.good})
	}
	for _, pv := range m.parts {
		m.stockColumns(pv)
		for t := 0; t < m.H; t++ {
			terms := append([]term{{pv.stock[t], -1}}, arrivals[pv][t]...)
			rhs := pv.need[t] - pv.open[t]
			if t == 0 {
				rhs -= pv.opening
			} else {
				terms = append(terms, term{pv.stock[t-1], 1})
			}
			if pv.back[t] >= 0 {
				terms = append(terms, term{pv.back[t], 1})
				if t > 0 && pv.policy == planner.Backlog {
					terms = append(terms, term{pv.back[t-1], -1})
				}
			}
			if pv.scrap[t] >= 0 {
				terms = append(terms, term{pv.scrap[t], -1})
			}
			for _, a := range pv.apart {
				if a.use[t] >= 0 {
					terms = append(terms, term{a.use[t], 1})
				}
			}
			m.b.equal(rhs, terms...)
		}
		m.shelfLife(pv, arrivals[pv])
		m.apartLimit(pv)
	}
}

func (m *model) stockColumns(pv *partVars) {
	hold := cost.HoldingCost(m.p, pv.part, pv.val) / pv.mass
	short := cost.ShortageCost(m.p, pv.part) / pv.mass
	shelf := pv.part.ShelfLifeMonths.OK && pv.part.ShelfLifeMonths.V < m.H
	last := m.H - 1
	for t := 0; t < m.H; t++ {
		d := m.disc(float64(t))
		pv.stock = append(pv.stock, m.b.col(m.money(hold*d), 0, inf))
		back, scrap := -1, -1
		switch pv.policy {
		case planner.Backlog:
			c := float64(short * d)
			if t == last {
				c += float64(pv.val.Stock / pv.mass * m.disc(float64(m.H)))
			}
			back = m.b.col(m.money(c), 0, inf)
		case planner.Lost:
			back = m.b.col(m.money(short*d), 0, pv.need[t])
		case planner.Forbidden:
			if m.elasticRule(shortageRule) {
				back = m.b.col(0, 0, pv.need[t])
				m.penalty = append(m.penalty, back)
			}
		}
		if shelf {
			scrap = m.b.col(0, 0, inf)
		}
		pv.back, pv.scrap = append(pv.back, back), append(pv.scrap, scrap)
	}
	pv.endCred = -1
	if m.p.EndStock != planner.EndStockNone {
		most := cost.EndStockCap(pv.part, m.H) * pv.mass
		pv.endCred = m.b.col(-m.money(pv.val.End/pv.mass*m.disc(float64(m.H))), 0, most)
		m.b.atMost(0, term{pv.endCred, 1}, term{pv.stock[last], -1})
	}
	for i := range pv.apart {
		a := &pv.apart[i]
		for t := 0; t < m.H; t++ {
			c := -1
			if t >= a.from && t <= a.to {
				// At most the month's own demand: what goes into ordinary stock would
				// outlive the exemption.
				c = m.b.col(0, 0, math.Min(a.kg, pv.need[t]))
			}
			a.use = append(a.use, c)
		}
	}
}

// shelfLife says that stock cannot be older than the shelf life: it is at most
// what arrived within it (valid first in, first out).
func (m *model) shelfLife(pv *partVars, arrivals [][]term) {
	if !pv.part.ShelfLifeMonths.OK {
		return
	}
	life := pv.part.ShelfLifeMonths.V
	for t := life; t < m.H; t++ {
		terms, open := []term{{pv.stock[t], 1}}, 0.0
		for k := max(0, t-life+1); k <= t; k++ {
			for _, a := range arrivals[k] {
				terms = append(terms, term{a.col, -a.val})
			}
			open += pv.open[k]
		}
		m.b.atMost(open, terms...)
	}
}

func (m *model) apartLimit(pv *partVars) {
	for _, a := range pv.apart {
		var terms []term
		for _, c := range a.use {
			if c >= 0 {
				terms = append(terms, term{c, 1})
			}
		}
		if len(terms) > 0 {
			m.b.atMost(a.kg, terms...)
		}
	}
}

// addCapacity bounds each pool, and each row by its largest order, in each
// month.
func (m *model) addCapacity() {
	type key struct {
		name string
		t    int
	}
	pools, rows := map[key][]term{}, map[key][]term{}
	for _, o := range m.orders {
		if o.fit.Offer.Pool != "" {
			k := key{o.fit.Offer.Pool, o.t}
			pools[k] = append(pools[k], term{o.col, 1})
		}
		if o.fit.Offer.OrderMaxKg.OK {
			k := key{o.fit.Offer.ID, o.t}
			rows[k] = append(rows[k], term{o.col, 1})
		}
	}
	for i := range m.p.Pools {
		for t := 0; t < m.H; t++ {
			if ts := pools[key{m.p.Pools[i].ID, t}]; len(ts) > 1 {
				m.b.atMost(m.p.Capacity(&m.p.Pools[i], m.p.Start+planner.Month(t)), ts...)
			}
			m.addLefts(&m.p.Pools[i], t)
		}
	}
	for i := range m.p.Offers {
		o := &m.p.Offers[i]
		for t := 0; t < m.H; t++ {
			if ts := rows[key{o.ID, t}]; len(ts) > 1 {
				m.b.atMost(o.OrderMaxKg.V, ts...)
			}
		}
	}
}

// addLefts holds the offers of a pool that a scenario strikes, together, to the
// share it leaves of the pool.
func (m *model) addLefts(pool *planner.Pool, t int) {
	month := m.p.Start + planner.Month(t)
	for _, left := range m.p.Lefts(pool.ID, month) {
		var ts []term
		for _, o := range m.orders {
			if o.t == t && o.fit.Offer.Pool == pool.ID && o.fit.Offer.LeftFor(month) <= left+1e-12 {
				ts = append(ts, term{o.col, 1})
			}
		}
		if len(ts) > 1 {
			m.b.atMost(left*m.p.Capacity(pool, month), ts...)
		}
	}
}

func mean(v []float64) float64 {
	if len(v) == 0 {
		return 0
	}
	sum := 0.0
	for _, x := range v {
		sum += x
	}
	return sum / float64(len(v))
}

func median(v []float64) float64 {
	s := append([]float64(nil), v...)
	sort.Float64s(s)
	return s[len(s)/2]
}
