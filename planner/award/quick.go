package award

import (
	"math"
	"sort"

	"remanence/planner"
	"remanence/planner/cost"
	"remanence/planner/highs"
	"remanence/planner/lagrange"
)

// quick plans by pricing what parts share (Lagrange). The prices give a bound; at
// them tests and tiers are chosen; each part is then planned by itself in the room
// the others leave, and choices are turned over where that lowers the cost. No
// large linear program is solved, so that a first plan is there long before one
// could be.
type quick struct {
	r     *run
	m     *model
	a     *parted
	f     *filling
	told  float64         // cost of the plan kept last, model units
	start map[int]float64 // prices of the whole problem, to start from next time
	// Tests that several parts share, with the parts they serve.
	tests []sharedTest
	// Tier schemes, with the parts whose orders they price.
	schemes []sharedScheme
	tier    map[string]int // chosen, by scheme
	orders  [][]int        // of m.orders, by part
	ladders []string       // the scheme that prices each of m.orders, "" for none
}

type sharedTest struct {
	t      *test
	parts  []int
	orders []int
}

type sharedScheme struct {
	key    string
	parts  []int
	orders []int     // priced by it
	tiers  []tierVar // in rising order
}

// Columns from which a model is priced first: whatever it is like, and where no
// order lot and no stream of scrap ties parts together, which prices do best.
const (
	quickFrom       = 12000
	quickFromSimple = 1000
)

// priceFirst reports whether a model is worth planning by prices first.
func (m *model) priceFirst() bool {
	n := len(m.b.cost)
	if n < quickFromSimple || n >= quickFrom {
		return n >= quickFrom
	}
	if len(m.feeds)+len(m.sold) > 0 {
		return false
	}
	part := make(map[int]*partVars, len(m.orders))
	for _, o := range m.orders {
		part[o.col] = o.pv
	}
	for _, l := range m.lotRows {
		for _, t := range l.terms {
			if part[t.col] != part[l.terms[0].col] {
				return false
			}
		}
	}
	return true
}

// Rounds of pricing and by how much prices move at first, in units of cost (of a
// median kilogram, 1 to 10): of the whole problem, and once choices are made.
const (
	quickRounds, quickStep = 60, 0.2
	fixedRounds, fixedStep = 40, 0.05
	priceDecay             = 0.95
)

// improvements is how often all parts and choices are gone over at most.
const improvements = 3

// quickly plans a model by prices and reports whether that gave a plan. Without one
// it leaves nothing behind.
func (r *run) quickly(m *model) bool {
	before := r.bound
	if q := r.newQuick(m); q != nil && q.run() {
		return true
	}
	r.bound = before
	return false
}

// newQuick prepares a model; nil where it cannot be planned so.
func (r *run) newQuick(m *model) *quick {
	for _, t := range allTests(m) {
		if t.exact {
			return nil
		}
	}
	for _, t := range m.tiers {
		if t.cumulative || t.tier == 0 {
			return nil
		}
	}
	a, err := m.takeApart()
	if err != nil {
		return nil
	}
	q := &quick{r: r, m: m, a: a, tier: map[string]int{}}
	q.choices()
	return q
}

// choices lists what several parts decide together.
func (q *quick) choices() {
	m := q.m
	q.orders = make([][]int, len(m.parts))
	serves := map[*test]*sharedTest{}
	priced := map[string]*sharedScheme{}
	q.ladders = make([]string, len(m.orders))
	for i := range m.orders {
		o := &m.orders[i]
		p := q.a.label[o.col]
		q.orders[p] = append(q.orders[p], i)
		for _, t := range m.gatesOf(o.fit) {
			if t.chosen < 0 || q.a.label[t.chosen] >= 0 {
				continue
			}
			s := serves[t]
			if s == nil {
				s = &sharedTest{t: t}
				serves[t] = s
			}
			s.orders = append(s.orders, i)
			if n := len(s.parts); n == 0 || s.parts[n-1] != p {
				s.parts = append(s.parts, p)
			}
		}
		if of := o.fit.Offer; len(of.Tiers) > 0 && len(cost.Steps(of)) > 1 {
			key := ladder(cost.TierScheme(of, m.p.Start+planner.Month(o.t)), of)
			q.ladders[i] = key
			if priced[key] == nil {
				priced[key] = &sharedScheme{key: key}
			}
			s := priced[key]
			s.orders = append(s.orders, i)
			if n := len(s.parts); n == 0 || s.parts[n-1] != p {
				s.parts = append(s.parts, p)
			}
		}
	}
	for _, t := range allTests(m) {
		if s := serves[t]; s != nil {
			q.tests = append(q.tests, *s)
		}
	}
	at := map[string]int{}
	for _, t := range m.tiers {
		k, ok := at[t.scheme]
		if !ok {
			k = len(q.schemes)
			at[t.scheme] = k
			s := *priced[t.scheme]
			q.schemes = append(q.schemes, s)
		}
		q.schemes[k].tiers = append(q.schemes[k].tiers, t)
	}
}

// run finds plans and a bound, and reports whether it found a plan.
func (q *quick) run() bool {
	r := q.r
	r.since = highs.Stopwatch()
	defer func() {
		r.seconds += r.since()
		r.since = nil
	}()
	// What the last plan leaves may not be mended; then it is planned afresh.
	if !(r.pricedFrom.fits(q.m) && q.warm() && q.keep()) && !(q.cold() && q.keep()) {
		return false
	}
	for range improvements {
		if r.stopping() || r.done() || !q.improve() {
			break
		}
	}
	return true
}

// cold prices the problem, settles the shared choices and plans every part.
func (q *quick) cold() bool {
	split := q.a.split
	q.f = nil
	if !q.ascend(quickRounds, quickStep) {
		return false
	}
	q.f = q.a.newFilling(split.Mean)
	q.choose()
	prices := split.Prices()
	q.fix()
	if !q.ascend(fixedRounds, fixedStep) {
		return false
	}
	for c, l := range q.a.label {
		if l >= 0 {
			q.f.x[c] = split.Mean[c]
		}
	}
	q.f.recount()
	q.f.price = q.added(split.Prices())
	for _, whole := range []bool{false, false, true} {
		if !q.sweep(whole) || !q.mendTiers(whole) {
			return false
		}
	}
	q.mendTests()
	q.f.price = nil
	q.start = prices
	return q.mendRows() && q.mendLots() && q.mendRows()
}

// ascend improves the prices, and where no choice is fixed yet the bound.
func (q *quick) ascend(rounds int, step float64) bool {
	ok := q.a.split.Ascend(lagrange.Options{Rounds: rounds, Step: step, Decay: priceDecay, Workers: 2, Stop: q.r.stopping})
	if ok && q.f == nil {
		// A billionth covers the rounding of sums.
		q.r.raise(float64(q.a.split.Bound*q.m.unit) - float64(1e-9*math.Abs(q.a.split.Bound*q.m.unit)))
		q.r.showProgress()
	}
	return ok && q.r.ctx.Err() == nil
}

// added is what priced rows add to the cost of each column.
func (q *quick) added(prices map[int]float64) []float64 {
	out := make([]float64, len(q.m.b.cost))
	for i, row := range q.m.b.rows { // in order, so that sums round the same way every time
		v := prices[i]
		if v == 0 {
			continue
		}
		for _, t := range row {
			out[t.col] += float64(v * t.val)
		}
	}
	return out
}

// choose settles the shared choices at the mean of the priced solutions.
func (q *quick) choose() {
	f, m := q.f, q.m
	for c, whole := range m.b.integer {
		if whole && q.a.label[c] < 0 {
			f.x[c] = math.Round(f.x[c])
		}
	}
	mean := q.a.split.Mean
	list := append([]sharedTest(nil), q.tests...)
	sort.SliceStable(list, func(i, j int) bool { return mean[list[i].t.chosen] > mean[list[j].t.chosen] })
	for _, s := range list {
		q.setTest(s, false)
	}
	f.recount()
	for _, s := range list {
		if mean[s.t.chosen] >= testFrom && q.allowed(s.t) {
			q.setTest(s, true)
		}
	}
	for _, s := range q.schemes {
		total := 0.0
		for _, c := range m.schemeCols[s.key] {
			total += mean[c]
		}
		n := 0
		for _, t := range s.tiers {
			if total >= tierReach*t.from {
				n = t.tier
			}
		}
		q.setTier(s, n)
	}
	f.recount()
}

// testFrom is the mean of priced solutions from which a test is worth a look: most
// relaxed tests are little used, since they cost little more for it.
const testFrom = 0.05

// allowed reports whether rows that limit tests have room for one more.
func (q *quick) allowed(t *test) bool {
	for _, r := range q.f.refs[t.chosen] {
		if v := r.terms[0].val; v > 0 && q.f.act[r.at]+v > q.m.b.rowUp[q.a.shared[r.at].row]*(1+1e-9) {
			return false
		}
	}
	return true
}

// setTest starts or drops a test.
func (q *quick) setTest(s sharedTest, yes bool) {
	v := 0.0
	if yes {
		v = 1
	}
	for _, c := range s.t.open {
		q.f.set(c, v)
	}
	for _, i := range s.orders {
		q.reopen(i)
	}
}

// setTier takes one tier of a scheme.
func (q *quick) setTier(s sharedScheme, n int) {
	q.tier[s.key] = n
	for _, t := range s.tiers {
		if t.tier == n {
			q.f.set(t.col, 1)
		} else {
			q.f.set(t.col, 0)
		}
	}
	for _, i := range s.orders {
		q.reopen(i)
	}
}

// reopen says whether an order may be placed by the choices made.
func (q *quick) reopen(i int) {
	o := &q.m.orders[i]
	open := true
	for _, t := range q.m.gatesOf(o.fit) {
		if t.chosen >= 0 && q.a.label[t.chosen] < 0 && q.f.x[t.chosen] < 0.5 {
			open = false
		}
	}
	if n, ok := q.tier[q.ladders[i]]; ok && n != o.tier {
		open = false
	}
	q.f.open[o.col] = open
}

// fix puts the choices made into the priced problem.
func (q *quick) fix() {
	m, f := q.m, q.f
	for c, l := range q.a.label {
		switch {
		case l < 0 && m.b.integer[c]:
			q.a.split.SetBounds(c, f.x[c], f.x[c])
		case !f.open[c]:
			q.a.split.SetBounds(c, m.b.lo[c], m.b.lo[c])
		}
	}
	for _, s := range q.tests {
		for _, c := range s.t.open {
			q.a.split.SetBounds(c, f.x[c], f.x[c])
		}
	}
}
