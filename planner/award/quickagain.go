package award

import (
	"slices"
)

// quickMemory is what planning by prices leaves for the next run.
type quickMemory struct {
	cols, rows int
	integer    []bool
	prices     map[int]float64 // by row
	x          []float64
	tests      []bool // started, in the order of quick.tests
	tier       map[string]int
}

func (q *quick) remember(x []float64) *quickMemory {
	k := &quickMemory{cols: len(x), rows: len(q.m.b.rows), integer: q.m.b.integer, prices: q.start, x: x, tier: map[string]int{}}
	for _, s := range q.tests {
		k.tests = append(k.tests, x[s.t.chosen] > 0.5)
	}
	for key, n := range q.tier {
		k.tier[key] = n
	}
	return k
}

// fits reports whether a model has the shape of the one remembered, with whatever
// figures.
func (k *quickMemory) fits(m *model) bool {
	return k != nil && k.cols == len(m.b.cost) && k.rows == len(m.b.rows) && slices.Equal(k.integer, m.b.integer)
}

// Rounds of pricing when prices are known from before.
const againRounds, againStep = 20, 0.03

// warm starts from the last plan: its prices give a bound soon, its choices are kept
// and every part is planned again in the room that the last plan leaves.
func (q *quick) warm() bool {
	k := q.r.pricedFrom
	if len(k.tests) != len(q.tests) {
		return false
	}
	q.a.split.SetPrices(k.prices)
	if !q.ascend(againRounds, againStep) {
		return false
	}
	q.start = q.a.split.Prices()
	q.f = q.a.newFilling(k.x)
	for i, s := range q.tests {
		q.setTest(s, k.tests[i])
	}
	for _, s := range q.schemes {
		q.setTier(s, k.tier[s.key])
	}
	q.f.recount()
	if !q.sweep(true) || !q.mendTiers(true) {
		return false
	}
	q.mendTests()
	return q.mendRows() && q.mendLots() && q.mendRows()
}
