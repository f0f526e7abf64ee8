package stochastic

import (
	"context"
	"math"
	"time"

	"remanence/planner/highs"
)

// interiorFrom is the number of columns from which the interior point method is
// the faster one, above all with the rows of a tail.
const interiorFrom = 20_000

// Thresholds of a first answer: what the relaxation leaves within clear of an end
// is taken for settled; when nothing is, the choice nearest to its end.
const clear = 0.1

// FirstAnswer solves the relaxation, whose optimum is a bound for every solution,
// and settles the whole columns pass by pass, each time solving the rest again
// from where it stood (relax and fix). The result has no solution when that leads
// nowhere or a limit ends it; its status is Infeasible only where the program
// itself is. Bound is in units of the objective, -Inf without one.
func (x *Extensive) FirstAnswer(ctx context.Context, e *highs.Engine, o highs.Options) (res highs.Result, bound float64, err error) {
	bound = math.Inf(-1)
	s, err := e.New()
	if err != nil {
		return res, bound, err
	}
	defer s.Close()
	lp := *x.Model
	lp.Integer = nil
	if err := s.Pass(&lp); err != nil {
		return res, bound, err
	}
	o.Gap, o.NodeLimit, o.StartSolution = 0, 0, nil
	if lp.Cols() > interiorFrom {
		o.Method = highs.InteriorPoint
	}
	limit := o.TimeLimit // for all passes together
	if res, err = s.Run(ctx, o, nil); err != nil || res.Status != highs.Optimal {
		res.HasSolution = false
		return res, bound, err
	}
	bound = res.Objective
	o.Method = highs.Choose
	spent := res.Seconds
	lo, up := append([]float64(nil), lp.ColLower...), append([]float64(nil), lp.ColUpper...)
	for {
		idx, open := x.settled(res.X, lo, up)
		if !open {
			return res, bound, nil
		}
		if limit > 0 {
			if o.TimeLimit = limit - time.Duration(spent*float64(time.Second)); o.TimeLimit <= 0 {
				return highs.Result{Status: highs.TimeLimit}, bound, nil
			}
		}
		was := res
		next, err := x.fix(ctx, s, o, idx, res.X, lo, up, 0.5)
		spent += next.Seconds
		if err == nil && next.Status == highs.Infeasible {
			// Rather too many choices taken than too few.
			next, err = x.fix(ctx, s, o, idx, was.X, lo, up, 1e-6)
		}
		if err != nil || next.Status != highs.Optimal {
			return highs.Result{Status: highs.Other}, bound, err
		}
		res = next
	}
}

// settled lists the whole columns to fix next; open is false when there are none.
func (x *Extensive) settled(v, lo, up []float64) (idx []int32, open bool) {
	nearest, at := math.Inf(1), -1
	for c, whole := range x.Model.Integer {
		if !whole || lo[c] == up[c] {
			continue
		}
		d := math.Abs(v[c] - math.Round(v[c]))
		if d <= clear {
			idx = append(idx, int32(c))
		}
		if d > 1e-6 {
			open = true
			if d < nearest {
				nearest, at = d, c
			}
		}
	}
	if open && nearest > clear { // the clear ones stay where they are by themselves
		idx = append(idx, int32(at))
	}
	return idx, open
}

// fix holds the listed columns at the whole number below or, from a part of up
// on, above.
func (x *Extensive) fix(ctx context.Context, s *highs.Solver, o highs.Options, idx []int32, v, lo, up []float64, from float64) (highs.Result, error) {
	at := make([]float64, len(idx))
	for i, c := range idx {
		at[i] = math.Floor(v[c] + 1e-9)
		if v[c]-at[i] >= from {
			at[i]++
		}
		at[i] = math.Min(math.Max(at[i], x.Model.ColLower[c]), x.Model.ColUpper[c])
		lo[c], up[c] = at[i], at[i]
	}
	if err := s.ChangeColBounds(idx, at, at); err != nil {
		return highs.Result{}, err
	}
	return s.Run(ctx, o, nil)
}
