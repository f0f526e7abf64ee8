package simplex

import (
	"math"
	"slices"
)

// Problem is minimise Cost·x so that Lo ≤ x ≤ Up and RowLo ≤ A·x ≤ RowUp. A is
// stored by column: entries Row[k], Value[k] for Start[j] ≤ k < Start[j+1]. Missing
// bounds are infinite.
type Problem struct {
	Cost, Lo, Up []float64
	RowLo, RowUp []float64
	Start        []int32 // one more than there are columns
	Row          []int32
	Value        []float64
}

// Status says how a solve ended.
type Status int

// The ways a solve ends.
const (
	Optimal Status = iota
	Infeasible
	Unbounded
	Stuck // too many steps or no stable basis; nothing is known
)

func (s Status) String() string {
	return [...]string{"optimal", "infeasible", "unbounded", "stuck"}[s]
}

// Where a variable that is not basic stands; basic ones have their place, 0 or more.
const (
	atLower int32 = -1 - iota
	atUpper
	atZero // free
)

// Solver holds one problem and its basis. Columns come first in every numbering of
// variables, then the rows' activities, which the equations A·x − s = 0 tie to them.
// It may be used by one goroutine at a time.
type Solver struct {
	p    Problem
	n, m int
	lo   []float64 // of all variables
	up   []float64
	cost []float64 // of all variables; 0 for rows

	head  []int32   // basic variable of each place
	where []int32   // place of each variable
	x     []float64 // of all variables
	inv   []float64 // inverse of the basis, row by row

	y, w, rhs   []float64
	phaseCost   []float64
	weight      []float64 // of columns: pricing divides by their length
	sincePivots int       // since the last inversion
	Pivots      int       // of all solves
}

// New makes a solver that starts from the rows as the basis. Matrix slices are kept,
// bounds and costs copied.
func New(p Problem) *Solver {
	n, m := len(p.Cost), len(p.RowLo)
	s := &Solver{p: p, n: n, m: m, lo: append(slices.Clone(p.Lo), p.RowLo...), up: append(slices.Clone(p.Up), p.RowUp...),
		cost: append(slices.Clone(p.Cost), make([]float64, m)...), head: make([]int32, m), where: make([]int32, n+m), x: make([]float64, n+m),
		inv: make([]float64, m*m), y: make([]float64, m), w: make([]float64, m), rhs: make([]float64, m), phaseCost: make([]float64, m), weight: make([]float64, n+m)}
	for j := range n {
		sum := 1.0
		for k := p.Start[j]; k < p.Start[j+1]; k++ {
			sum += float64(p.Value[k] * p.Value[k])
		}
		s.weight[j] = 1 / math.Sqrt(sum)
		s.rest(j)
	}
	for i := range m {
		s.weight[n+i] = 1
	}
	s.fromRows()
	return s
}

// fromRows starts over with the rows as the basis.
func (s *Solver) fromRows() {
	for j := range s.n {
		if s.where[j] >= 0 {
			s.where[j] = atLower
			s.rest(j)
		}
	}
	clear(s.inv)
	for i := range s.m {
		s.head[i], s.where[s.n+i] = int32(s.n+i), int32(i)
		s.inv[i*s.m+i] = -1
	}
	s.sincePivots = 0
}

// rest puts a variable that is not basic on one of its bounds.
func (s *Solver) rest(j int) {
	lo, up := s.lo[j], s.up[j]
	switch {
	case s.where[j] == atUpper && !math.IsInf(up, 1):
		s.x[j] = up
	case !math.IsInf(lo, -1):
		s.where[j], s.x[j] = atLower, lo
	case !math.IsInf(up, 1):
		s.where[j], s.x[j] = atUpper, up
	default:
		s.where[j], s.x[j] = atZero, 0
	}
}

// SetCost changes the cost of a column.
func (s *Solver) SetCost(j int, c float64) { s.cost[j] = c }

// SetBounds changes the bounds of a column.
func (s *Solver) SetBounds(j int, lo, up float64) {
	s.lo[j], s.up[j] = lo, up
	if s.where[j] < 0 {
		s.rest(j)
	}
}

// SetRow changes the bounds of a row.
func (s *Solver) SetRow(i int, lo, up float64) { s.SetBounds(s.n+i, lo, up) }

// Bounds are those of a column.
func (s *Solver) Bounds(j int) (lo, up float64) { return s.lo[j], s.up[j] }

// X is the value of each column after an optimal solve; it changes with the next.
func (s *Solver) X() []float64 { return s.x[:s.n] }

// Objective is Cost·x.
func (s *Solver) Objective() float64 {
	sum := 0.0
	for j, v := range s.x[:s.n] {
		if v != 0 {
			sum += float64(s.cost[j] * v)
		}
	}
	return sum
}
