package highs

import "math"

// semiZero is the value below which a semi-continuous column counts as switched
// off: ten times the optimiser's feasibility tolerance of 1e-7, so that what it
// calls zero is zero here as well.
const semiZero = 1e-6

// FixedLP returns the linear program that is left of m when every integer column is
// fixed at its value in x, rounded, and every semi-continuous column at "off" or "on
// within its bounds" as in x. Its duals are the prices that hold as long as these
// decisions stand. The matrix is shared with m, the bounds are not.
func FixedLP(m *Model, x []float64) *Model {
	f := *m
	f.Integer, f.SemiContinuous = nil, nil
	f.ColLower = append([]float64(nil), m.ColLower...)
	f.ColUpper = append([]float64(nil), m.ColUpper...)
	for j := range f.ColLower {
		switch {
		case m.Integer != nil && m.Integer[j]:
			v := math.Round(x[j])
			f.ColLower[j], f.ColUpper[j] = v, v
		case m.SemiContinuous != nil && m.SemiContinuous[j] && x[j] <= semiZero:
			f.ColLower[j], f.ColUpper[j] = 0, 0
		}
	}
	return &f
}
