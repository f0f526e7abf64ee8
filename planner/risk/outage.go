package risk

import (
	"context"
	"fmt"
	"math"

	"remanence/planner/highs"
)

// lateAtAll is from which share of a month's mean need on something counts as late:
// some seconds, above what the optimiser takes for equal.
const lateAtAll = 1e-5

// worker solves outages, one after the other.
type worker struct {
	b      *program
	solver *highs.Solver
	seed   int
	basis  highs.Basis
	base   answer // nothing is removed

	cols []int32 // every order column
	rows []int32 // every balance row, then every capacity row
	late []int32 // every column of late demand
}

// answer is what one outage does at best.
type answer struct {
	late  [][]float64 // by part and month, units late or lost
	spend float64     // landed cost of what is ordered, plan currency
}

// newWorker solves the program with everything in place; every outage starts
// from there, so that no answer depends on the one before.
func newWorker(ctx context.Context, e *highs.Engine, b *program, seed int) (*worker, error) {
	solver, err := e.New()
	if err != nil {
		return nil, err
	}
	w := &worker{b: b, solver: solver, seed: seed}
	if err := solver.Pass(&b.m); err != nil {
		solver.Close()
		return nil, err
	}
	for _, c := range b.orders {
		w.cols = append(w.cols, c.col)
	}
	for i := range b.balance {
		w.rows = append(w.rows, b.balance[i]...)
		w.late = append(w.late, b.back[i]...)
	}
	for _, r := range b.pools {
		w.rows = append(w.rows, r.row)
	}
	res, err := w.run(ctx)
	if err == nil && !res.HasSolution {
		err = fmt.Errorf("the optimiser ended without an answer: %s", res.Reason)
	}
	if err == nil {
		w.base = w.read(res)
		if w.basis, err = solver.Basis(); err == nil {
			err = w.beyond()
		}
	}
	if err != nil {
		solver.Close()
		return nil, err
	}
	return w, nil
}

// beyond lets what is late in the base itself out of the worst share of a month.
func (w *worker) beyond() error {
	var rows []int32
	var lo, up []float64
	for i := range w.b.most {
		for k, r := range w.b.most[i] {
			rows, lo, up = append(rows, r), append(lo, -highs.Inf()), append(up, w.base.late[i][k]/w.b.s.parts[i].mean)
		}
	}
	return w.solver.ChangeRowBounds(rows, lo, up)
}

func (w *worker) close() { w.solver.Close() }

func (w *worker) run(ctx context.Context) (highs.Result, error) {
	res, err := w.solver.Run(ctx, highs.Options{Seed: w.seed, Method: highs.Simplex}, nil)
	if err == nil && res.Status.Stopped() {
		err = ctx.Err()
		if err == nil {
			err = context.Canceled
		}
	}
	return res, err
}

// set puts an outage into the bounds. From then on until it is set again late
// demand may not exceed that of the base before month clear.
func (w *worker) set(out *outage, clear int) error {
	b := w.b
	up := make([]float64, len(b.orders))
	lo := make([]float64, len(b.orders))
	for i := range b.orders {
		up[i] = b.limit(&b.orders[i], out)
	}
	if err := w.solver.ChangeColBounds(w.cols, lo, up); err != nil {
		return err
	}
	var rowLo, rowUp []float64
	for i := range b.balance {
		for k := range b.balance[i] {
			v := b.demandLeft(&b.s.parts[i], k, out)
			rowLo, rowUp = append(rowLo, v), append(rowUp, v)
		}
	}
	for _, r := range b.pools {
		rowLo, rowUp = append(rowLo, -highs.Inf()), append(rowUp, r.left(out))
	}
	if err := w.solver.ChangeRowBounds(w.rows, rowLo, rowUp); err != nil {
		return err
	}
	if err := w.clear(clear); err != nil {
		return err
	}
	// The optimiser remembers more of its last run than the basis.
	if err := w.solver.ClearSolver(); err != nil {
		return err
	}
	return w.solver.SetBasis(w.basis)
}

// clear forbids late demand beyond that of the base before a month.
func (w *worker) clear(before int) error {
	var lo, up []float64
	for i := range w.b.back {
		p := &w.b.s.parts[i]
		for k := range w.b.back[i] {
			lo = append(lo, 0)
			if k < before {
				up = append(up, float64(w.base.late[i][k]/p.mean*(1+1e-9))+lateAtAll)
			} else {
				up = append(up, highs.Inf())
			}
		}
	}
	return w.solver.ChangeColBounds(w.late, lo, up)
}

// limit is the most of an order column during an outage: nothing of what is
// lost, of the rest the source's own capacity or, without one, the part's need.
func (b *program) limit(c *orderCol, out *outage) float64 {
	if out == nil || c.k >= out.months {
		return highs.Inf()
	}
	left := 1 - out.node.hit[c.fit]
	switch {
	case left >= 1-1e-9:
		return highs.Inf()
	case left <= 1e-9:
		return 0
	case math.IsInf(c.cap, 1):
		return left
	}
	return left * c.cap / c.kg
}

// left is the capacity of a pool during an outage: what its least hit goods keep.
func (r *poolRow) left(out *outage) float64 {
	if out == nil || r.k >= out.months {
		return 1
	}
	least := 1.0
	for _, f := range r.fits {
		least = math.Min(least, out.node.hit[f])
	}
	return 1 - least
}

// solve is the best that can be done about an outage.
func (w *worker) solve(ctx context.Context, out *outage) (answer, error) {
	if err := w.set(out, 0); err != nil {
		return answer{}, err
	}
	res, err := w.run(ctx)
	if err != nil {
		return answer{}, err
	}
	if !res.HasSolution {
		return answer{}, fmt.Errorf("the optimiser ended without an answer: %s", res.Reason)
	}
	return w.read(res), nil
}

func (w *worker) read(res highs.Result) answer {
	var a answer
	for i, cols := range w.b.back {
		mean := w.b.s.parts[i].mean
		late := make([]float64, len(cols))
		for k, c := range cols {
			if v := res.X[c]; v > 1e-6 {
				late[k] = v * mean
			}
		}
		a.late = append(a.late, late)
	}
	for _, c := range w.b.orders {
		a.spend += float64(res.X[c.col] * c.price)
	}
	return a
}

// survive is how many months every line can run when a node stays out for good:
// the longest stretch without late demand beyond that of the base, with the part
// of the last month that can still be fed. It is the whole stretch looked at when
// nothing ever stops. guess is where the search begins, such as how long the lines
// run when nobody acts; it does not change the answer.
func (w *worker) survive(ctx context.Context, n *Node, guess int) (months float64, stops bool, err error) {
	all := w.b.s.t1 - w.b.s.t0
	out := &outage{n, all}
	can := func(before int) (bool, error) {
		if err := w.set(out, before); err != nil {
			return false, err
		}
		res, err := w.run(ctx)
		if err != nil {
			return false, err
		}
		return res.HasSolution && res.Status == highs.Optimal, nil
	}
	ok, err := can(all)
	if err != nil || ok {
		return float64(all), false, err
	}
	lo, hi, step := 0, all, 1 // can(lo), not can(hi)
	for hi-lo > 1 {
		mid := (lo + hi) / 2
		if lo < guess && guess < hi {
			mid = guess
		}
		ok, err := can(mid)
		if err != nil {
			return 0, false, err
		}
		if ok {
			lo, guess = mid, guess+step
		} else {
			hi, guess = mid, guess-step
		}
		step *= 2 // it rarely lies far from the guess
	}
	share, err := w.share(ctx, out, lo)
	return float64(lo) + 1 - share, true, err
}

// share is the least part of a month's need, of the part it is largest for, that
// must be late in month k when nothing is late before it.
func (w *worker) share(ctx context.Context, out *outage, k int) (float64, error) {
	col := []int32{w.b.worst[k]}
	if err := w.solver.ChangeColCosts(col, []float64{1e4}); err != nil {
		return 0, err
	}
	err := w.set(out, k)
	var res highs.Result
	if err == nil {
		res, err = w.run(ctx)
	}
	if undo := w.solver.ChangeColCosts(col, []float64{0}); err == nil {
		err = undo
	}
	if err != nil {
		return 0, err
	}
	if !res.HasSolution {
		return 0, fmt.Errorf("the optimiser ended without an answer: %s", res.Reason)
	}
	return math.Min(math.Max(res.X[col[0]], 0), 1), nil
}
