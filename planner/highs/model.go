package highs

import (
	"fmt"
	"math"
)

// Model is a linear program, possibly with integer and semi-continuous columns:
// minimise ColCost·x + Offset so that ColLower ≤ x ≤ ColUpper and
// RowLower ≤ A·x ≤ RowUpper. A is stored by column: the entries of column j are
// Index[k], Value[k] for Start[j] ≤ k < Start[j+1], rows in any order, no row twice.
// Missing bounds are -Inf() and Inf(); equal bounds make an equality. The optimiser
// drops entries smaller than 1e-9 in size, so scale the units of a model sensibly.
// Names of columns and rows are kept by the caller.
type Model struct {
	ColCost, ColLower, ColUpper []float64
	Integer                     []bool // per column; nil means none
	// SemiContinuous marks columns that are either 0 or between their bounds
	// (0 ≤ lower ≤ upper ≤ MaxSemiContinuous). nil means none.
	SemiContinuous     []bool
	RowLower, RowUpper []float64
	Start              []int32 // one more than there are columns, the first 0
	Index              []int32
	Value              []float64
	Offset             float64 // added to the objective
}

// MaxSemiContinuous is the largest upper bound a semi-continuous column may have.
// Above it the optimiser silently puts a lower bound of its own in place, so larger
// ones are refused: choose a larger unit, or write the column with a binary one.
const MaxSemiContinuous = 1e5

// Inf is the bound that means "none".
func Inf() float64 { return math.Inf(1) }

// Cols is the number of columns.
func (m *Model) Cols() int { return len(m.ColCost) }

// Rows is the number of rows.
func (m *Model) Rows() int { return len(m.RowLower) }

// Discrete tells whether the model has integer or semi-continuous columns. Such a
// model is solved by branch and bound and has no duals.
func (m *Model) Discrete() bool { return anyTrue(m.Integer) || anyTrue(m.SemiContinuous) }

func anyTrue(list []bool) bool {
	for _, b := range list {
		if b {
			return true
		}
	}
	return false
}

// Check reports the first thing that makes the model unusable, as ErrModel with the
// column, row or entry it is about. Contradicting bounds are not an error: such a
// model is well formed and infeasible.
func (m *Model) Check() error {
	cols, rows := m.Cols(), m.Rows()
	switch {
	case len(m.ColLower) != cols || len(m.ColUpper) != cols:
		return modelError("%d costs, %d lower and %d upper bounds of columns", cols, len(m.ColLower), len(m.ColUpper))
	case len(m.RowUpper) != rows:
		return modelError("%d lower and %d upper bounds of rows", rows, len(m.RowUpper))
	case m.Integer != nil && len(m.Integer) != cols:
		return modelError("%d integer marks for %d columns", len(m.Integer), cols)
	case m.SemiContinuous != nil && len(m.SemiContinuous) != cols:
		return modelError("%d semi-continuous marks for %d columns", len(m.SemiContinuous), cols)
	case math.IsNaN(m.Offset) || math.IsInf(m.Offset, 0):
		return modelError("offset %v", m.Offset)
	}
	for j, c := range m.ColCost {
		if math.IsNaN(c) || math.IsInf(c, 0) {
			return modelError("cost of column %d is %v", j, c)
		}
		if err := checkBounds("column", j, m.ColLower[j], m.ColUpper[j]); err != nil {
			return err
		}
		if m.SemiContinuous != nil && m.SemiContinuous[j] {
			if lo, up := m.ColLower[j], m.ColUpper[j]; lo < 0 || lo > up || up > MaxSemiContinuous {
				return modelError("semi-continuous column %d has bounds %v to %v, allowed are 0 ≤ lower ≤ upper ≤ %v", j, lo, up, MaxSemiContinuous)
			}
		}
	}
	for i := range m.RowLower {
		if err := checkBounds("row", i, m.RowLower[i], m.RowUpper[i]); err != nil {
			return err
		}
	}
	return checkMatrix("column", cols, "row", rows, m.Start, m.Index, m.Value)
}

// checkBounds refuses bounds that are no numbers or that no number can meet.
func checkBounds(what string, i int, lower, upper float64) error {
	if math.IsNaN(lower) || math.IsNaN(upper) || math.IsInf(lower, 1) || math.IsInf(upper, -1) {
		return modelError("%s %d has bounds %v to %v", what, i, lower, upper)
	}
	return nil
}

// checkMatrix checks a compressed matrix of n vectors with entries in [0, size).
func checkMatrix(vector string, n int, entry string, size int, start, index []int32, value []float64) error {
	if len(start) != n+1 {
		return modelError("%d starts for %d %ss, expected one more", len(start), n, vector)
	}
	if len(index) != len(value) || start[0] != 0 || int(start[n]) != len(index) {
		return modelError("starts from %d to %d, %d indices, %d values", start[0], start[n], len(index), len(value))
	}
	// seen[i] = v+1 when vector v has an entry in place i: finds repeats in one pass.
	seen := make([]int32, size)
	for v := range n {
		if start[v+1] < start[v] || int(start[v+1]) > len(index) {
			return modelError("%s %d starts at %d and ends at %d", vector, v, start[v], start[v+1])
		}
		for k := start[v]; k < start[v+1]; k++ {
			i := index[k]
			if i < 0 || int(i) >= size {
				return modelError("%s %d has an entry in %s %d of %d", vector, v, entry, i, size)
			}
			if seen[i] == int32(v)+1 {
				return modelError("%s %d has two entries in %s %d", vector, v, entry, i)
			}
			seen[i] = int32(v) + 1
			if math.IsNaN(value[k]) || math.IsInf(value[k], 0) {
				return modelError("%s %d has %v in %s %d", vector, v, value[k], entry, i)
			}
		}
	}
	return nil
}

func modelError(format string, args ...any) error {
	return fmt.Errorf("%w: %s", ErrModel, fmt.Sprintf(format, args...))
}
