package highs

import (
	"math"
	"slices"

	"github.com/tetratelabs/wazero/api"
)

// The changes below keep the basis, so that the next run starts from it. Where one
// index is listed twice, the later entry counts. Errors: ErrModel (nothing is
// changed), ErrNoModel, ErrSpent, ErrClosed, or a *Failure.

// ChangeColCosts sets the costs of the listed columns.
func (s *Solver) ChangeColCosts(idx []int32, cost []float64) error {
	return s.change(idx, func(x *matrix) int { return x.cols }, func(i int) error {
		if math.IsNaN(cost[i]) || math.IsInf(cost[i], 0) {
			return modelError("cost of column %d is %v", idx[i], cost[i])
		}
		return nil
	}, func(w *scratch, set []int32, from []int) {
		w.do("Highs_changeColsCostBySet", uint64(len(set)), w.ints(set), w.floats(pick(cost, from)))
	}, len(cost))
}

// ChangeColBounds sets the bounds of the listed columns.
func (s *Solver) ChangeColBounds(idx []int32, lo, up []float64) error {
	return s.change(idx, func(x *matrix) int { return x.cols }, func(i int) error {
		if s.matrix.semi[idx[i]] && (lo[i] < 0 || lo[i] > up[i] || up[i] > MaxSemiContinuous) {
			return modelError("semi-continuous column %d gets bounds %v to %v", idx[i], lo[i], up[i])
		}
		return checkBounds("column", int(idx[i]), lo[i], up[i])
	}, func(w *scratch, set []int32, from []int) {
		w.do("Highs_changeColsBoundsBySet", uint64(len(set)), w.ints(set), w.floats(pick(lo, from)), w.floats(pick(up, from)))
	}, len(lo), len(up))
}

// ChangeRowBounds sets the bounds of the listed rows.
func (s *Solver) ChangeRowBounds(idx []int32, lo, up []float64) error {
	return s.change(idx, func(x *matrix) int { return x.rows }, func(i int) error {
		return checkBounds("row", int(idx[i]), lo[i], up[i])
	}, func(w *scratch, set []int32, from []int) {
		w.do("Highs_changeRowsBoundsBySet", uint64(len(set)), w.ints(set), w.floats(pick(lo, from)), w.floats(pick(up, from)))
		if w.err == nil {
			for i, row := range set {
				s.matrix.rowLower[row], s.matrix.rowUpper[row] = lo[from[i]], up[from[i]]
			}
		}
	}, len(lo), len(up))
}

// ChangeIntegrality makes the listed columns integer or continuous.
func (s *Solver) ChangeIntegrality(idx []int32, integer []bool) error {
	return s.change(idx, func(x *matrix) int { return x.cols }, nil, func(w *scratch, set []int32, from []int) {
		kinds := make([]int32, len(set))
		for i, j := range set {
			kinds[i] = columnKind(integer[from[i]], s.matrix.semi[j])
		}
		w.do("Highs_changeColsIntegralityBySet", uint64(len(set)), w.ints(set), w.ints(kinds))
		if w.err == nil {
			for i, j := range set {
				s.matrix.integer[j] = integer[from[i]]
			}
		}
	}, len(integer))
}

// ChangeCoeff sets one entry of the matrix; 0 removes it.
func (s *Solver) ChangeCoeff(row, col int32, v float64) error {
	return s.with(func(in *instance) error {
		x := s.matrix
		switch {
		case x == nil:
			return ErrNoModel
		case row < 0 || int(row) >= x.rows || col < 0 || int(col) >= x.cols:
			return modelError("no entry at row %d, column %d in %d by %d", row, col, x.rows, x.cols)
		case math.IsNaN(v) || math.IsInf(v, 0):
			return modelError("entry at row %d, column %d is %v", row, col, v)
		}
		if err := in.do("Highs_changeCoeff", uint64(row), uint64(col), api.EncodeF64(v)); err != nil {
			return err
		}
		if x.changed == nil {
			x.changed = map[place]float64{}
		}
		x.changed[place{row, col}] = v
		return nil
	})
}

// AddRows appends rows below the others. The entries of new row i are columns
// index[k] with value[k] for start[i] ≤ k < start[i+1]; start has one more item than
// there are new rows.
func (s *Solver) AddRows(lower, upper []float64, start []int32, index []int32, value []float64) error {
	return s.with(func(in *instance) error {
		x := s.matrix
		if x == nil {
			return ErrNoModel
		}
		n := len(lower)
		if len(upper) != n {
			return modelError("%d lower and %d upper bounds of new rows", n, len(upper))
		}
		for i := range n {
			if err := checkBounds("new row", i, lower[i], upper[i]); err != nil {
				return err
			}
		}
		if err := checkMatrix("new row", n, "column", x.cols, start, index, value); err != nil {
			return err
		}
		if n == 0 {
			return nil
		}
		w := &scratch{in: in}
		w.do("Highs_addRows", uint64(n), w.floats(lower), w.floats(upper),
			uint64(len(index)), w.ints(start), w.ints(index), w.floats(value))
		if err := w.free(); err != nil {
			return err
		}
		for i := range n {
			for k := start[i]; k < start[i+1]; k++ {
				x.added = append(x.added, entry{place{int32(x.rows + i), index[k]}, value[k]})
			}
		}
		x.rows += n
		x.rowLower, x.rowUpper = append(x.rowLower, lower...), append(x.rowUpper, upper...)
		return nil
	})
}

// change checks a list of indices and hands it over in the order the optimiser
// wants: growing and without repeats. from[i] is where the value of set[i] stands.
func (s *Solver) change(idx []int32, size func(*matrix) int, check func(i int) error, apply func(w *scratch, set []int32, from []int), lengths ...int) error {
	return s.with(func(in *instance) error {
		if s.matrix == nil {
			return ErrNoModel
		}
		for _, n := range lengths {
			if n != len(idx) {
				return modelError("%d indices, %d values", len(idx), n)
			}
		}
		limit := size(s.matrix)
		for i, j := range idx {
			if j < 0 || int(j) >= limit {
				return modelError("index %d, there are %d", j, limit)
			}
			if check != nil {
				if err := check(i); err != nil {
					return err
				}
			}
		}
		if len(idx) == 0 {
			return nil
		}
		set, from := ordered(idx)
		w := &scratch{in: in}
		apply(w, set, from)
		return w.free()
	})
}

// ordered sorts indices and drops all but the last of equal ones.
func ordered(idx []int32) (set []int32, from []int) {
	order := make([]int, len(idx))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return int(idx[a]) - int(idx[b]) })
	for n, i := range order {
		if n+1 < len(order) && idx[order[n+1]] == idx[i] {
			continue
		}
		set, from = append(set, idx[i]), append(from, i)
	}
	return set, from
}

// pick returns the listed items.
func pick[T any](list []T, from []int) []T {
	out := make([]T, len(from))
	for i, k := range from {
		out[i] = list[k]
	}
	return out
}
