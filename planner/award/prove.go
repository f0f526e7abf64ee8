package award

import (
	"math"

	"remanence/planner/highs"
)

// proof is what is known of a part of a search without solving it: multipliers of
// the rows, of the model's and then of those added.
type proof struct {
	y []float64
	// none says that they prove the part empty.
	none bool
}

// beyond is how far above the cutoff a linear program is followed, so that its
// proof still holds after a change that makes everything a little dearer.
const beyond = 0.005

// reducedDust is below which a reduced cost is rounding, as a share of what it is
// the difference of; the optimiser's own tolerance is no finer.
const reducedDust = 1e-7

// bound is what no solution of a part undercuts, by weak duality: at any
// multipliers, rows weighted by them and the cheapest end of every column. One pass
// over the rows, and true whatever became of the figures they came from.
func (x *relaxation) bound(p proof, changes []change) float64 {
	if p.y == nil {
		return math.Inf(-1)
	}
	b := x.m.b
	n := len(b.rows)
	reduced, size := make([]float64, len(b.cost)), make([]float64, len(b.cost))
	if !p.none {
		for c, v := range b.cost {
			reduced[c], size[c] = v, math.Abs(v)
		}
	}
	cols, rows := x.spans(changes)
	sum, scale := 0.0, 0.0
	weigh := func(i int, y float64, s span, terms []term) {
		if own, ok := rows[i]; ok {
			s = own
		}
		end := s.lo
		if y < 0 {
			end = s.up
		}
		if y == 0 || math.IsInf(end, 0) {
			return // of the wrong sign by rounding: the row counts as absent
		}
		sum += float64(y * end)
		scale += math.Abs(y * end)
		for _, t := range terms {
			reduced[t.col] -= float64(y * t.val)
			size[t.col] += math.Abs(y * t.val)
		}
	}
	for i, y := range p.y {
		switch {
		case i < n:
			weigh(i, y, span{b.rowLo[i], b.rowUp[i]}, b.rows[i])
		case i-n < len(x.extra):
			e := x.extra[i-n]
			weigh(i, y, span{e.lo, e.up}, e.terms)
		}
	}
	for c, d := range reduced {
		s := span{x.lo[c], x.up[c]}
		if own, ok := cols[c]; ok {
			s = own
		}
		end := s.lo
		if d < 0 {
			end = s.up
		}
		switch {
		case d == 0:
		case !math.IsInf(end, 0):
			sum += float64(d * end)
			scale += math.Abs(d * end)
		case math.Abs(d) > reducedDust*(1+size[c]):
			return math.Inf(-1)
		}
	}
	if p.none {
		if sum > 1e-7*(1+scale) {
			return inf
		}
		return math.Inf(-1)
	}
	return sum - float64(1e-9*scale)
}

// proofOf is what a linear program proved.
func proofOf(res highs.Result) proof {
	return proof{res.Multipliers, res.Status == highs.Infeasible}
}
