package award

import (
	"context"
	"math"
	"time"

	"remanence/planner"
	"remanence/planner/highs"
)

// settleSeconds bounds the search for the columns of a known plan, which is
// nearly all fixed.
const settleSeconds = 20

// settle finds the columns of a model at a plan: orders as the plan places them
// and every other column at its best for them. It returns nil when the model
// cannot hold the plan, for example because a question shuts an offer out.
func settle(ctx context.Context, e *highs.Engine, m *model, plan *planner.Plan) ([]float64, error) {
	type key struct {
		part, offer string
		design      int
		t, arrive   int
	}
	want := map[key]float64{}
	for _, a := range plan.Awards {
		want[key{a.Part, a.Offer, a.Design, int(a.Ordered - m.p.Start), int(a.Arrives - m.p.Start)}] += a.Kg
	}
	lp := m.b.model()
	groups := map[key][]int{}
	var keys []key
	for _, o := range m.orders {
		k := key{o.pv.part.ID, o.fit.Offer.ID, o.fit.Design, o.t, o.arrive}
		if groups[k] == nil {
			keys = append(keys, k)
		}
		groups[k] = append(groups[k], o.col)
	}
	for k := range want {
		if groups[k] == nil {
			return nil, nil
		}
	}
	lp.ColUpper = append([]float64(nil), lp.ColUpper...)
	rows := lp.Rows()
	extra := map[int]int{} // column → its row that fixes the order
	for _, k := range keys {
		kg := want[k]
		if kg == 0 {
			for _, c := range groups[k] {
				lp.ColUpper[c] = 0
			}
			continue
		}
		tol := float64(1e-6 * (1 + kg))
		lp.RowLower = append(lp.RowLower[:rows:rows], kg-tol)
		lp.RowUpper = append(lp.RowUpper[:rows:rows], kg+tol)
		for _, c := range groups[k] {
			extra[c] = rows
		}
		rows++
	}
	addEntries(lp, extra)
	res, err := solveOnce(ctx, e, lp, highs.Options{Gap: 1e-6, Seed: int(m.p.Seed), TimeLimit: settleSeconds * time.Second})
	if err != nil || !res.HasSolution {
		return nil, err
	}
	return res.X, nil
}

// addEntries gives columns one more entry, of 1, in new rows.
func addEntries(m *highs.Model, row map[int]int) {
	start := make([]int32, 1, len(m.Start))
	var index []int32
	var value []float64
	for c := range m.Cols() {
		index = append(index, m.Index[m.Start[c]:m.Start[c+1]]...)
		value = append(value, m.Value[m.Start[c]:m.Start[c+1]]...)
		if r, ok := row[c]; ok {
			index, value = append(index, int32(r)), append(value, 1)
		}
		start = append(start, int32(len(index)))
	}
	m.Start, m.Index, m.Value = start, index, value
}

// solveOnce solves a model with a solver of its own.
func solveOnce(ctx context.Context, e *highs.Engine, m *highs.Model, o highs.Options) (highs.Result, error) {
	s, err := e.New()
	if err != nil {
		return highs.Result{}, err
	}
	defer s.Close()
	if err := s.Pass(m); err != nil {
		return highs.Result{}, err
	}
	return s.Run(ctx, o, nil)
}

// marginals are the shadow prices of the rows of a model with every yes/no
// choice kept as a plan makes it, plan currency for one more of a row's own
// unit. They hold for small changes only. nil when the model cannot hold the
// plan.
func marginals(ctx context.Context, e *highs.Engine, m *model, plan *planner.Plan) ([]float64, error) {
	x, err := settle(ctx, e, m, plan)
	if err != nil || x == nil {
		return nil, err
	}
	lp := m.b.model()
	lp.ColLower, lp.ColUpper = append([]float64(nil), lp.ColLower...), append([]float64(nil), lp.ColUpper...)
	for c, whole := range lp.Integer {
		if whole {
			v := math.Round(x[c])
			lp.ColLower[c], lp.ColUpper[c] = v, v
		}
	}
	lp.Integer = nil
	res, err := solveOnce(ctx, e, lp, highs.Options{Seed: int(m.p.Seed)})
	if err != nil || !res.HasDuals {
		return nil, err
	}
	out := make([]float64, len(res.RowDual))
	for i, d := range res.RowDual {
		out[i] = d * m.unit
	}
	return out, nil
}
