package award

import (
	"sort"

	"remanence/planner/highs"
)

// term is a coefficient of a column in a row.
type term struct {
	col int
	val float64
}

// builder collects columns and rows and turns them into the solver's form.
type builder struct {
	cost, lo, up []float64
	integer      []bool
	stage        []stage // of integer columns: the order in which a first answer settles them
	rowLo, rowUp []float64
	rows         [][]term
}

// col adds a column and returns its number.
func (b *builder) col(cost, lo, up float64) int {
	b.cost = append(b.cost, cost)
	b.lo = append(b.lo, lo)
	b.up = append(b.up, up)
	b.integer = append(b.integer, false)
	b.stage = append(b.stage, free)
	return len(b.cost) - 1
}

// stage orders the yes/no choices from the most to the least far-reaching.
type stage int

const (
	free stage = iota // a continuous column
	stageTest
	stageAward // take-or-pay started, row used at all
	stageCount // group counts as active
	stageTier
	stageLot   // an order that meets an MOQ
	stageOrder // an order that costs money
	stageMultiple
	stages
)

// binary adds a yes/no column.
func (b *builder) binary(cost float64, s stage) int {
	c := b.col(cost, 0, 1)
	b.integer[c] = true
	b.stage[c] = s
	return c
}

// row adds a row lo ≤ Σ terms ≤ up. Terms of the same column are added up.
func (b *builder) row(lo, up float64, terms ...term) int {
	b.rowLo = append(b.rowLo, lo)
	b.rowUp = append(b.rowUp, up)
	b.rows = append(b.rows, merge(terms))
	return len(b.rows) - 1
}

func merge(terms []term) []term {
	ts := append([]term(nil), terms...)
	sort.SliceStable(ts, func(i, j int) bool { return ts[i].col < ts[j].col })
	out := ts[:0]
	for _, t := range ts {
		if n := len(out); n > 0 && out[n-1].col == t.col {
			out[n-1].val += t.val
			continue
		}
		out = append(out, t)
	}
	kept := out[:0]
	for _, t := range out {
		if t.val != 0 {
			kept = append(kept, t)
		}
	}
	return kept
}

var inf = highs.Inf()

func (b *builder) atMost(up float64, terms ...term) int  { return b.row(-inf, up, terms...) }
func (b *builder) atLeast(lo float64, terms ...term) int { return b.row(lo, inf, terms...) }
func (b *builder) equal(v float64, terms ...term) int    { return b.row(v, v, terms...) }

// model gives the solver's column-wise form.
func (b *builder) model() *highs.Model {
	n := len(b.cost)
	m := &highs.Model{
		ColCost: b.cost, ColLower: b.lo, ColUpper: b.up, Integer: b.integer,
		RowLower: b.rowLo, RowUpper: b.rowUp, Start: make([]int32, n+1),
	}
	for _, r := range b.rows {
		for _, t := range r {
			m.Start[t.col+1]++
		}
	}
	for i := 0; i < n; i++ {
		m.Start[i+1] += m.Start[i]
	}
	m.Index = make([]int32, m.Start[n])
	m.Value = make([]float64, m.Start[n])
	next := append([]int32(nil), m.Start[:n]...)
	for i, r := range b.rows {
		for _, t := range r {
			m.Index[next[t.col]] = int32(i)
			m.Value[next[t.col]] = t.val
			next[t.col]++
		}
	}
	return m
}

func (b *builder) size() (columns, rows, binaries, nonzeros int) {
	for _, i := range b.integer {
		if i {
			binaries++
		}
	}
	for _, r := range b.rows {
		nonzeros += len(r)
	}
	return len(b.cost), len(b.rows), binaries, nonzeros
}

// objective is the value of the objective at a solution.
func (m *model) objective(x []float64) float64 {
	sum := 0.0
	for c, v := range x {
		sum += float64(m.b.cost[c] * v)
	}
	return sum
}
