package highs

import "math"

// solveEmpty decides a model without columns. The optimiser calls every such model
// empty and looks no further, but a row of nothing is 0, and 0 can be out of bounds.
func solveEmpty(x *matrix, o *Options) Result {
	tolerance := 1e-7 // the optimiser's default
	if o.Tolerance > 0 {
		tolerance = o.Tolerance
	}
	for i := range x.rows {
		if x.rowLower[i] > tolerance || x.rowUpper[i] < -tolerance || x.rowLower[i] > x.rowUpper[i] {
			res := Result{Bound: math.Inf(-1), Gap: math.Inf(1)}
			res.Status, res.Reason = statusOf(statusInfeasible)
			return res
		}
	}
	res := Result{
		HasSolution: true, Objective: x.offset, Bound: x.offset,
		X: []float64{}, RowActivity: make([]float64, x.rows),
		HasDuals: true, ColDual: []float64{}, RowDual: make([]float64, x.rows),
	}
	res.Status, res.Reason = statusOf(statusEmpty)
	return res
}
