package award

import (
	"math"
	"slices"
	"sort"

	"remanence/planner"
	"remanence/planner/cost"
)

// test is a yes/no decision that opens volume: the qualification of an offer (or
// of a group of offers together), or a change of design.
//
// open[i] says how far the test has been started by the end of step i of its
// starts (a quarter, or a month where that matters). It never falls and ends at
// chosen, which is the binary. Between 0 and 1 it is a relaxation that
// only ever costs too little (a start spread over time); reading the plan back
// starts the test once, in the latest month that serves every order, and the
// stated gap contains the difference. Where a rule limits what may start in a
// part of the plan the open columns are binaries themselves.
type test struct {
	id      string
	offers  []*planner.Offer
	change  *planner.Design
	first   int           // first month in which it may start
	last    int           // last month in which starting it can still serve
	cost    float64       // plan currency
	tooling float64       // plan currency, paid with it
	load    float64       // engineering load of each month it runs
	exact   bool          // the month of start is as the model has it
	start0  planner.Month // calendar month of plan month 0
	chosen  int
	open    []int // one for each step of starts
	ends    []int // last month of each step of starts
}

// usable is the plan month from which orders are possible after a start.
func (t *test) usable(start int) int {
	out := start
	for _, o := range t.offers {
		out = max(out, int(o.GatesFrom(t.start0+planner.Month(start)).Approved-t.start0))
	}
	return out
}

// latest is the last month of starting that is usable by a month, -1 when none
// inside the plan is.
func (t *test) latest(month int) int {
	s := month
	for s >= 0 && t.usable(s) > month {
		s--
	}
	return s
}

// addTests makes the decisions of every offer that is not yet qualified and of
// every approved design change that some offer could serve.
func (m *model) addTests() {
	if !m.opt.onlyToday {
		m.addQualifications()
	}
	for i := range m.p.Designs {
		m.addDesignChange(&m.p.Designs[i])
	}
	m.addDesignOrder()
	m.addOnceOnly()
}

func (m *model) addQualifications() {
	byGroup := map[string]*test{}
	var list []*test
	for _, pv := range m.parts {
		for _, fit := range pv.fits {
			o := fit.Offer
			if o.Status != planner.NotStarted || m.byTest[o.ID] != nil {
				continue
			}
			key := TestKey(o)
			t := byGroup[key]
			if t == nil {
				t = &test{id: key, start0: m.p.Start}
				byGroup[key] = t
				list = append(list, t)
			}
			t.offers = append(t.offers, o)
			t.tooling = math.Max(t.tooling, o.ToolingCost.V.InexactFloat64())
			t.load = math.Max(t.load, o.EngineeringLoad.V)
			t.cost = math.Max(t.cost, o.QualificationCost.V.InexactFloat64())
			m.byTest[o.ID] = t
		}
	}
	for _, t := range list {
		last := -1
		for _, o := range t.offers {
			last = max(last, m.lastOrder(o))
		}
		t.last = t.latest(last)
		m.openColumns(t)
	}
	m.engineeringLoad(list)
	var all []term
	for _, t := range list {
		if t.chosen >= 0 {
			all = append(all, term{t.chosen, 1})
		}
	}
	if n := m.p.MaxNewQualifications; n.OK && len(all) > n.V {
		m.b.atMost(float64(n.V), all...)
	}
}

// engineeringLoad limits what the tests under way in a month ask of the
// engineers: a test runs from its start to the month before it is usable.
func (m *model) engineeringLoad(list []*test) {
	limit := m.p.EngineeringLimit
	if !limit.OK {
		return
	}
	for month := 0; month < m.H; month++ {
		var terms []term
		for _, t := range list {
			if t.load == 0 {
				continue
			}
			if col, ok := t.startedBy(month); ok {
				terms = append(terms, term{col, t.load})
			}
			if col, ok := t.startedBy(t.latest(month)); ok {
				terms = append(terms, term{col, -t.load})
			}
		}
		if len(terms) > 0 {
			m.b.atMost(limit.V, terms...)
		}
	}
}

// TestKey names the test of an offer: its qualification group, or itself.
func TestKey(o *planner.Offer) string {
	if o.QualificationGroup != "" {
		return "group " + o.QualificationGroup
	}
	return o.ID
}

func (m *model) addDesignChange(d *planner.Design) {
	pv := m.byPart[d.Part]
	if pv == nil {
		return
	}
	t := &test{id: d.Part + ">" + d.ToGrade, change: d, start0: m.p.Start, first: max(0, int(d.Earliest-m.p.Start)), last: -1,
		cost: cost.ToPlan(m.p, d.RedesignCost, d.Currency)}
	for _, fit := range pv.fits {
		if fit.Change == d || fit.Change != nil && slices.Contains(m.p.DesignsBefore(m.f, fit.Change), d) {
			t.last = max(t.last, m.lastOrder(fit.Offer))
		}
	}
	if t.last < 0 {
		return
	}
	m.openColumns(t)
	m.design[t.id] = t
}

// addDesignOrder lets no change of design start before the one it builds on.
func (m *model) addDesignOrder() {
	for i := range m.p.Designs {
		d := &m.p.Designs[i]
		t := m.design[d.Part+">"+d.ToGrade]
		before := m.p.DesignsBefore(m.f, d)
		if t == nil || len(before) == 0 {
			continue
		}
		first := m.design[d.Part+">"+before[0].ToGrade]
		for k, c := range t.open {
			if col, ok := first.startedBy(t.ends[k]); ok {
				m.b.atMost(0, term{c, 1}, term{col, -1})
			} else {
				m.b.up[c] = 0
			}
		}
	}
}

// startStep is how many months of starts the model takes together where the
// month of start need not be exact. It charges a step's start at the money of its
// last month, which can only cost too little: by a month's interest or two on
// the test.
const startStep = 3

// openColumns makes the columns of a test; chosen is -1 when it cannot serve
// any more.
func (m *model) openColumns(t *test) {
	t.chosen = -1
	if t.last < t.first {
		return
	}
	t.exact = m.startsLimited(t) || m.asksForStart(t)
	step := startStep
	if t.exact {
		step = 1
	}
	for s := t.first; s <= t.last; s = t.ends[len(t.ends)-1] + 1 {
		t.ends = append(t.ends, m.beforeSplit(s, min(s+step-1, t.last)))
	}
	prev := -1
	for i, end := range t.ends {
		// open[i] - open[i-1] is what starts in step i.
		c := float64(m.money(t.cost+t.tooling) * m.disc(float64(end)))
		if i+1 < len(t.ends) {
			c -= float64(m.money(t.cost+t.tooling) * m.disc(float64(t.ends[i+1])))
		}
		col := m.b.col(c, 0, 1)
		if t.exact {
			m.b.integer[col], m.b.stage[col] = true, stageTest
		}
		t.open = append(t.open, col)
		if prev >= 0 {
			m.b.atMost(0, term{prev, 1}, term{col, -1})
		}
		prev = col
	}
	t.chosen = prev
	m.b.integer[prev], m.b.stage[prev] = true, stageTest
}

// beforeSplit ends a step of starts before the next month at which worlds part,
// so that what is begun before it is one column.
func (m *model) beforeSplit(first, last int) int {
	if m.opt.twist != nil {
		for _, k := range m.opt.twist.splits {
			if first < k && k <= last {
				last = k - 1
			}
		}
	}
	return last
}

// startsLimited reports whether an active rule limits what may start in only a
// part of the plan, or engineers what may run in a month, so that the month of
// start must be exact.
func (m *model) startsLimited(t *test) bool {
	budget := planner.QualificationBudgetMax
	switch {
	case t.change != nil:
		budget = planner.RedesignBudgetMax
	case len(t.offers) == 0:
		return false
	}
	if m.p.EngineeringLimit.OK && t.load > 0 {
		return true
	}
	for i := range m.p.Rules {
		r := &m.p.Rules[i]
		if r.Type != budget || m.off(r) {
			continue
		}
		if ws := r.Windows(m.p); len(ws) > 1 || len(ws) == 1 && (ws[0].First > 0 || ws[0].Last < t.last) {
			return true
		}
	}
	return false
}

// startedBy is the column that says how far a test has been started by month t;
// ok is false when it cannot have been.
func (t *test) startedBy(month int) (col int, ok bool) {
	if t.chosen < 0 || month < t.first {
		return 0, false
	}
	return t.open[t.step(month)], true
}

// step is the step of starts that a month belongs to.
func (t *test) step(month int) int {
	return sort.SearchInts(t.ends, min(month, t.last))
}

// gatesOf lists the choices an order of a fit waits for or causes: its test,
// its change of design and those before it, its tooling, its switching.
func (m *model) gatesOf(fit planner.Fit) []*test {
	k := fitOf{m.byPart[fit.Part.ID], fit.Offer, fit.Design}
	if out, ok := m.waits[k]; ok {
		return out
	}
	var out []*test
	all := []*test{m.testOf(fit.Offer), m.changeOf(fit), m.tooling[fit.Offer.ID], m.switching[switchKey(fit.Part.ID, fit.Offer.Supplier)]}
	if fit.Change != nil {
		for _, d := range m.p.DesignsBefore(m.f, fit.Change) {
			all = append(all, m.design[d.Part+">"+d.ToGrade])
		}
	}
	for _, t := range all {
		if t != nil {
			out = append(out, t)
		}
	}
	m.waits[k] = out
	return out
}

func (m *model) testOf(o *planner.Offer) *test { return m.byTest[o.ID] }

func (m *model) changeOf(fit planner.Fit) *test {
	if fit.Change == nil {
		return nil
	}
	return m.design[fit.Change.Part+">"+fit.Change.ToGrade]
}

// addLinks ties orders to the tests and design changes they need: nothing before
// the gate, and over the plan no more of a part than it needs times the choice
// (the strong form of model §3.9). The gate of each month only says when a test
// is paid for: where the month need not be exact its rows are kept apart, and
// those the relaxation breaks are added as cuts.
func (m *model) addLinks() {
	type rowKey struct {
		t     *test
		offer string
		month int
	}
	type fitKey struct {
		t      *test
		pv     *partVars
		offer  string
		design int
	}
	gates, totals := map[rowKey][]term{}, map[fitKey][]term{}
	caps, needs := map[rowKey]float64{}, map[*planner.Offer]float64{}
	var gateOrder []rowKey
	var fitOrder []fitKey
	fits := map[fitKey]planner.Fit{}
	for _, o := range m.orders {
		for _, t := range m.gatesOf(o.fit) {
			if _, ok := t.startedBy(t.latest(o.t)); !ok {
				m.b.up[o.col] = 0 // before the test could be through
				continue
			}
			g := rowKey{t, o.fit.Offer.ID, o.t}
			if len(t.offers) == 0 {
				g.offer = o.fit.Offer.ID + " for " + o.pv.part.ID
			}
			if gates[g] == nil {
				gateOrder = append(gateOrder, g)
				if _, ok := needs[o.fit.Offer]; !ok {
					needs[o.fit.Offer] = m.needOf(o.fit.Offer)
				}
				caps[g] = math.Min(m.orderCap(o.fit.Offer, o.t), needs[o.fit.Offer])
			}
			gates[g] = append(gates[g], term{o.col, 1})
			k := fitKey{t, o.pv, o.fit.Offer.ID, o.fit.Design}
			if totals[k] == nil {
				fitOrder = append(fitOrder, k)
				fits[k] = o.fit
			}
			totals[k] = append(totals[k], term{o.col, 1})
		}
	}
	for _, g := range gateOrder {
		if len(g.t.open) == 1 {
			continue // the total link below says it all
		}
		col, _ := g.t.startedBy(g.t.latest(g.month))
		row := append(gates[g], term{col, -caps[g]})
		if g.t.exact {
			m.b.atMost(0, row...)
		} else {
			m.gates = append(m.gates, cut{lo: -inf, terms: row})
		}
	}
	for _, k := range fitOrder {
		fit := fits[k]
		need := math.Min(m.fitNeed(k.pv, fit), m.capOver(fit))
		m.b.atMost(0, append(append([]term{}, totals[k]...), term{k.t.chosen, -need})...)
		m.lateLink(k.t, k.pv, fit, totals[k])
	}
	m.poolLinks()
}

// capOver is all that can be ordered of a fit over the plan, from its first
// possible order to the last that still arrives.
func (m *model) capOver(fit planner.Fit) float64 {
	sum := 0.0
	for t := m.firstOrder(fit); t < m.H; t++ {
		if t+m.fastest(fit.Offer, t) < m.H {
			sum += m.orderCap(fit.Offer, t)
		}
	}
	return sum
}

// lateLink tightens the link of a choice that can only serve late in the plan:
// beyond the need from its first arrival on, it can only serve what is late by
// then.
func (m *model) lateLink(t *test, pv *partVars, fit planner.Fit, total []term) {
	arrive := m.firstArrival(fit)
	if arrive == 0 || arrive >= m.H || len(cost.Steps(fit.Offer)) > 1 || fit.Offer.OrderMinKg.V > 0 && m.lotMatters(fit.Offer) ||
		fit.Offer.TakeOrPayKg.OK || fit.Offer.MinAwardKg.OK || fit.Offer.OrderMultipleKg.OK {
		return
	}
	need := m.endStockWorth(pv)
	for k := arrive; k < m.H; k++ {
		need += pv.need[k]
	}
	need *= fit.MassKg / pv.mass / (1 - fit.Offer.DefectRate.V)
	terms := append(append([]term{}, total...), term{t.chosen, -need})
	if pv.policy == planner.Backlog {
		terms = append(terms, term{pv.back[arrive-1], -fit.MassKg / pv.mass / (1 - fit.Offer.DefectRate.V)})
	}
	if pv.scrap[arrive-1] >= 0 {
		return
	}
	m.b.atMost(0, terms...)
}

// poolLinks bounds all orders of a test together by the capacity it opens,
// where that is scarcer than the need.
func (m *model) poolLinks() {
	by := map[*test][]term{}
	var list []*test
	for _, o := range m.orders {
		t := m.testOf(o.fit.Offer)
		if t == nil || t.chosen < 0 {
			continue
		}
		if by[t] == nil {
			list = append(list, t)
		}
		by[t] = append(by[t], term{o.col, 1})
	}
	// The most of each plant a test opens, found in one pass over the orders.
	type plant struct {
		t    *test
		name string
	}
	seen, most := map[plant]float64{}, map[*test]float64{}
	caps := map[fitOf]float64{}
	for i := range m.orders {
		ord := &m.orders[i]
		t := m.testOf(ord.fit.Offer)
		if t == nil || t.chosen < 0 {
			continue
		}
		key := plant{t, ord.fit.Offer.Pool}
		if key.name == "" {
			key.name = "offer " + ord.fit.Offer.ID
		}
		k := fitOf{ord.pv, ord.fit.Offer, ord.fit.Design}
		c, ok := caps[k]
		if !ok {
			c = m.capOver(ord.fit)
			caps[k] = c
		}
		if c > seen[key] {
			most[t] += c - seen[key]
			seen[key] = c
		}
	}
	for _, t := range list {
		if most[t] < inf/2 && !math.IsInf(most[t], 1) {
			m.b.atMost(0, append(by[t], term{t.chosen, -most[t]})...)
		}
	}
}

// fitOf names a fit of a part.
type fitOf struct {
	pv     *partVars
	offer  *planner.Offer
	design int
}

// allTests lists every decision once, qualifications in the order of the offers
// and then design changes in the order entered.
func allTests(m *model) []*test {
	var out []*test
	seen := map[*test]bool{}
	add := func(t *test) {
		if t != nil && !seen[t] {
			seen[t] = true
			out = append(out, t)
		}
	}
	for i := range m.p.Offers {
		add(m.testOf(&m.p.Offers[i]))
	}
	for i := range m.p.Designs {
		add(m.design[m.p.Designs[i].Part+">"+m.p.Designs[i].ToGrade])
	}
	return append(out, m.once...)
}
