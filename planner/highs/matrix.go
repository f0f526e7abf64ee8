package highs

import "math"

// matrix is what the solver must know about its model when the optimiser's own copy
// cannot be asked: its size, which columns are discrete, the bounds of rows for a model
// without columns, and the coefficients, from which the rows of a solution saved from
// a killed instance are computed.
type matrix struct {
	cols, rows    int
	integer, semi []bool
	offset        float64
	rowLower      []float64
	rowUpper      []float64
	start         []int32
	index         []int32
	value         []float64
	added         []entry // of rows added later
	changed       map[place]float64
}

type place struct{ row, col int32 }

type entry struct {
	place
	value float64
}

// matrixOf copies what is needed of a model.
func matrixOf(m *Model) *matrix {
	x := &matrix{
		cols: m.Cols(), rows: m.Rows(),
		integer: make([]bool, m.Cols()), semi: make([]bool, m.Cols()),
		offset:   m.Offset,
		rowLower: append([]float64(nil), m.RowLower...), rowUpper: append([]float64(nil), m.RowUpper...),
		start: append([]int32(nil), m.Start...),
		index: append([]int32(nil), m.Index...),
		value: append([]float64(nil), m.Value...),
	}
	copy(x.integer, m.Integer)
	copy(x.semi, m.SemiContinuous)
	return x
}

func (x *matrix) discrete() bool { return anyTrue(x.integer) || anyTrue(x.semi) }

// kinds gives the optimiser's number for the kind of every column.
func (x *matrix) kinds() []int32 {
	list := make([]int32, x.cols)
	for j := range list {
		list[j] = columnKind(x.integer[j], x.semi[j])
	}
	return list
}

// columnKind is the optimiser's number for a kind of column (kHighsVarType… in its
// C interface).
func columnKind(integer, semi bool) int32 {
	switch {
	case integer && semi:
		return 3
	case semi:
		return 2
	case integer:
		return 1
	}
	return 0
}

// rounded returns a copy of x with integer columns rounded. A binary of 0.9999999
// would otherwise make the optimiser refuse a start solution.
func (x *matrix) rounded(values []float64) []float64 {
	list := append([]float64(nil), values...)
	for j, integer := range x.integer {
		if integer {
			list[j] = math.Round(list[j])
		}
	}
	return list
}

// activity computes the rows for given columns.
func (x *matrix) activity(values []float64) []float64 {
	sums := make([]float64, x.rows)
	add := func(at place, v float64) {
		if _, replaced := x.changed[at]; !replaced {
			sums[at.row] += float64(v * values[at.col])
		}
	}
	for j := range int32(len(x.start) - 1) {
		for k := x.start[j]; k < x.start[j+1]; k++ {
			add(place{x.index[k], j}, x.value[k])
		}
	}
	for _, e := range x.added {
		add(e.place, e.value)
	}
	for at, v := range x.changed {
		sums[at.row] += float64(v * values[at.col])
	}
	return sums
}
