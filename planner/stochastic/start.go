package stochastic

import (
	"cmp"
	"slices"

	"remanence/planner/highs"
)

// tieRow is the row that ties a scenario to a shared quantity.
type tieRow struct {
	row, col int
	first    bool // of the quantity
}

// tailRow is the row that says how far the cost of a scenario lies beyond the value
// at risk.
type tailRow struct {
	scenario, row int
	beyond        int // column, -1 where the largest counts
	constant      float64
	share         float64 // of the tail, where a scenario has one
}

// start is the basis of all scenarios each at its own optimum: what is shared is
// what the first scenario tied to it does, the value at risk that of the costs
// there. Its reduced costs are those of the scenarios times a weight of 0 or more,
// so that it is dual feasible, and only the ties of the other scenarios are broken:
// the dual simplex method mends them one by one. nil where a scenario has none.
func (x *Extensive) start() *highs.Basis {
	b := &highs.Basis{Col: make([]highs.BasisStatus, x.Model.Cols()), Row: make([]highs.BasisStatus, x.Model.Rows())}
	for i := range b.Row {
		b.Row[i] = highs.Basic
	}
	row := 0
	for i, s := range x.scenarios {
		if s.Start == nil || len(s.Start.Col) != s.Model.Cols() || len(s.Start.Row) != s.Model.Rows() {
			return nil
		}
		copy(b.Col[x.from[i]:], s.Start.Col)
		copy(b.Row[row:], s.Start.Row)
		row += s.Model.Rows()
	}
	for _, t := range x.ties {
		if t.first {
			b.Col[t.col], b.Row[t.row] = highs.Basic, highs.AtLower
		}
	}
	if x.eta < 0 {
		return b
	}
	list := slices.Clone(x.tail)
	cost := func(t tailRow) float64 {
		s := x.scenarios[t.scenario]
		return (s.Least-s.Model.Offset)*s.unit()/x.unit + t.constant
	}
	slices.SortStableFunc(list, func(a, b tailRow) int { return cmp.Compare(cost(b), cost(a)) })
	left := 1.0 // share of the tail not yet given to a scenario
	for _, t := range list {
		b.Row[t.row] = highs.AtUpper
		if left -= t.share; left <= 1e-12 || t.beyond < 0 {
			b.Col[x.eta] = highs.Basic // here lies the value at risk
			return b
		}
		b.Col[t.beyond] = highs.Basic
	}
	return nil
}
