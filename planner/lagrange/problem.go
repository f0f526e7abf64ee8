package lagrange

import (
	"fmt"
	"math"

	"remanence/planner/simplex"
)

// Term is a coefficient of a column in a row.
type Term struct {
	Col int
	Val float64
}

// Problem is minimise Cost·x so that Lo ≤ x ≤ Up and RowLo ≤ Rows·x ≤ RowUp, with
// the block that each column belongs to. A row whose columns all lie in one block
// stays in it; the others are priced.
type Problem struct {
	Cost, Lo, Up []float64
	RowLo, RowUp []float64
	Rows         [][]Term
	Block        []int // 0 and up
	// Defined names, for columns without bounds that matter, the equation that
	// defines them from others. They belong to no block (−1).
	Defined map[int]int
}

// block is one of the small programs.
type block struct {
	cols  []int32
	loose bool // no rows: each column stands for itself
	lp    *simplex.Solver
	obj   float64
}

// priced is a row that ties blocks together.
type priced struct {
	row        int
	scale      float64 // prices move in units of 1/scale
	least, top float64 // what its price may be
	derived    int     // the column it defines, −1 for none
}

// Split is a problem taken apart.
type Split struct {
	p      Problem
	blocks []*block
	of     []int   // block of each column
	place  []int32 // its place in it
	rows   []priced
	at     map[int]int // row → its number among the priced
	// The priced rows by column.
	start []int32
	index []int32
	value []float64

	X     []float64 // solution of the blocks at the last prices
	Mean  []float64 // weighted mean of solutions, which nearly keeps every row
	Bound float64   // the best proven
	best  []float64 // its prices, by priced row
}

// New takes a problem apart. An error says why it cannot be.
func New(p Problem) (*Split, error) {
	n := len(p.Cost)
	s := &Split{p: p, of: p.Block, at: map[int]int{}, Bound: math.Inf(-1)}
	s.X, s.Mean = make([]float64, n), make([]float64, n)
	count := 0
	for _, b := range p.Block {
		count = max(count, b+1)
	}
	inner := make([][]int, count)
	definedBy := map[int]int{}
	for c, r := range p.Defined {
		definedBy[r] = c
	}
	for i, row := range p.Rows {
		if len(row) == 0 {
			continue
		}
		one := p.Block[row[0].Col]
		for _, t := range row {
			if p.Block[t.Col] != one {
				one = -1
			}
		}
		if one >= 0 {
			inner[one] = append(inner[one], i)
			continue
		}
		r := priced{row: i, least: math.Inf(-1), top: math.Inf(1), derived: -1}
		if c, ok := definedBy[i]; ok {
			r.derived = c
		} else {
			if math.IsInf(p.RowUp[i], 1) {
				r.top = 0
			}
			if math.IsInf(p.RowLo[i], -1) {
				r.least = 0
			}
		}
		s.at[i] = len(s.rows)
		s.rows = append(s.rows, r)
	}
	s.byColumn()
	if err := s.limitPrices(inner); err != nil {
		return nil, err
	}
	s.makeBlocks(inner)
	s.best = make([]float64, len(s.rows))
	return s, nil
}

func (s *Split) byColumn() {
	n := len(s.p.Cost)
	s.start = make([]int32, n+1)
	for _, r := range s.rows {
		for _, t := range s.p.Rows[r.row] {
			s.start[t.Col+1]++
		}
	}
	for c := range n {
		s.start[c+1] += s.start[c]
	}
	s.index, s.value = make([]int32, s.start[n]), make([]float64, s.start[n])
	next := append([]int32(nil), s.start[:n]...)
	for k, r := range s.rows {
		for _, t := range s.p.Rows[r.row] {
			s.index[next[t.Col]], s.value[next[t.Col]] = int32(k), t.Val
			next[t.Col]++
		}
	}
}

// limitPrices keeps prices where columns without an upper bound, which stand in no
// row of their block, would have no best value.
func (s *Split) limitPrices(inner [][]int) error {
	inside := make([]bool, len(s.p.Cost))
	for _, rows := range inner {
		for _, i := range rows {
			for _, t := range s.p.Rows[i] {
				inside[t.Col] = true
			}
		}
	}
	for c := range s.p.Cost {
		if _, defined := s.p.Defined[c]; defined || inside[c] || !math.IsInf(s.p.Up[c], 1) {
			continue
		}
		a, b := s.start[c], s.start[c+1]
		if b-a == 0 && s.p.Cost[c] >= 0 {
			continue
		}
		if b-a != 1 || s.p.Cost[c] < 0 {
			return fmt.Errorf("column %d has no upper bound and stands in %d rows that are priced", c, b-a)
		}
		// cost + price·value must not fall below 0.
		r, v := &s.rows[s.index[a]], s.value[a]
		if v < 0 {
			r.top = math.Min(r.top, s.p.Cost[c]/-v)
		} else {
			r.least = math.Max(r.least, -s.p.Cost[c]/v)
		}
	}
	return nil
}

func (s *Split) makeBlocks(inner [][]int) {
	cols := make([][]int32, len(inner))
	place := make([]int32, len(s.p.Cost))
	s.place = place
	for c, b := range s.p.Block {
		if b >= 0 {
			place[c] = int32(len(cols[b]))
			cols[b] = append(cols[b], int32(c))
		}
	}
	for b, rows := range inner {
		q := simplex.Problem{Start: make([]int32, len(cols[b])+1)}
		for _, c := range cols[b] {
			q.Cost, q.Lo, q.Up = append(q.Cost, s.p.Cost[c]), append(q.Lo, s.p.Lo[c]), append(q.Up, s.p.Up[c])
		}
		for _, i := range rows {
			q.RowLo, q.RowUp = append(q.RowLo, s.p.RowLo[i]), append(q.RowUp, s.p.RowUp[i])
			for _, t := range s.p.Rows[i] {
				q.Start[place[t.Col]+1]++
			}
		}
		for k := range cols[b] {
			q.Start[k+1] += q.Start[k]
		}
		nz := q.Start[len(cols[b])]
		q.Row, q.Value = make([]int32, nz), make([]float64, nz)
		next := append([]int32(nil), q.Start...)
		for r, i := range rows {
			for _, t := range s.p.Rows[i] {
				k := next[place[t.Col]]
				q.Row[k], q.Value[k] = int32(r), t.Val
				next[place[t.Col]]++
			}
		}
		s.blocks = append(s.blocks, &block{cols: cols[b], loose: len(rows) == 0, lp: simplex.New(q)})
	}
}

// SetBounds changes the bounds of a column, for bounds on what is left of a problem
// once some choices are made. It loses the bound proven so far.
func (s *Split) SetBounds(c int, lo, up float64) {
	if s.p.Lo[c] == lo && s.p.Up[c] == up {
		return
	}
	s.p.Lo[c], s.p.Up[c] = lo, up
	if b := s.of[c]; b >= 0 {
		s.blocks[b].lp.SetBounds(int(s.place[c]), lo, up)
	}
	s.Bound = math.Inf(-1)
}

// Prices are those of the best bound, by row; rows that are not priced have none.
func (s *Split) Prices() map[int]float64 {
	out := map[int]float64{}
	for k, r := range s.rows {
		if s.best[k] != 0 {
			out[r.row] = s.best[k]
		}
	}
	return out
}

// SetPrices starts from prices known beforehand.
func (s *Split) SetPrices(prices map[int]float64) {
	for k, r := range s.rows {
		s.best[k] = math.Min(math.Max(prices[r.row], r.least), r.top)
	}
}
