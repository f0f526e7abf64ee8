package highs

import (
	"context"
	"errors"
	"fmt"
	"math"
	"sync/atomic"
	"time"
)

const (
	// killAfter is how long a run may take to stop in order. In a search the request
	// is noticed between nodes only, which can take minutes in a large linear program.
	killAfter = time.Second
	// reportEvery is how often progress is told: fast enough for the eye.
	reportEvery = 100 * time.Millisecond
)

// run is the state of one run that callbacks and timers share.
type run struct {
	stop, kill atomic.Bool // set from other goroutines
	progress   func(Progress)
	started    time.Time
	reported   time.Time

	nodes, iterations int64
	incumbent, bound  float64
	// best is the best solution so far, copied out at once: it outlives a killed instance.
	best          []float64
	bestObjective float64
}

// hostPanic is a panic of the caller's progress function on its way through the optimiser.
type hostPanic struct{ value any }

func (p *hostPanic) Error() string { return fmt.Sprintf("panic: %v", p.value) }

// keep remembers a better solution.
func (r *run) keep(objective float64, x []float64) {
	r.best, r.bestObjective = x, objective
	r.incumbent = objective
}

// report tells the caller how the run stands, at once or if it is time.
func (r *run) report(now bool) {
	if r.progress == nil || !now && time.Since(r.reported) < reportEvery {
		return
	}
	r.reported = time.Now()
	p := Progress{
		Seconds:    time.Since(r.started).Seconds(),
		Nodes:      r.nodes,
		Iterations: r.iterations,
		Bound:      r.bound,
		Gap:        math.Inf(1),
	}
	if r.best != nil || !math.IsInf(r.incumbent, 0) {
		p.HasIncumbent = true
		p.Incumbent = r.incumbent
		p.Gap = relativeGap(r.incumbent, r.bound)
	}
	defer func() {
		if v := recover(); v != nil {
			panic(&hostPanic{v})
		}
	}()
	r.progress(p)
}

// watch stops the run when ctx ends: first by request, then by force. The returned
// function ends the watch.
func (r *run) watch(ctx context.Context) (done func()) {
	finished := make(chan struct{})
	release := context.AfterFunc(ctx, func() {
		r.stop.Store(true)
		select {
		case <-time.After(killAfter):
			r.kill.Store(true)
		case <-finished:
		}
	})
	return func() {
		release()
		close(finished)
	}
}

// Run solves the model from where the solver stands: from the last basis if there is
// one, and a linear program from scratch where that comes to an error. If ctx ends,
// Run returns soon with Status Cancelled or Interrupted and the best solution found
// so far, if any; that is not an error. After Interrupted the solver is spent.
// Errors: ErrOption, ErrNoModel, ErrSpent, ErrClosed, or a *Failure. progress may be
// nil.
func (s *Solver) Run(ctx context.Context, o Options, progress func(Progress)) (Result, error) {
	var res Result
	err := s.with(func(in *instance) error {
		if s.matrix == nil {
			return ErrNoModel
		}
		if err := o.check(s.matrix.cols); err != nil {
			return err
		}
		if ctx.Err() != nil {
			res = Result{Status: Cancelled, Reason: "stopped before it began", Bound: math.Inf(-1), Gap: math.Inf(1)}
			return nil
		}
		if s.matrix.cols == 0 {
			res = solveEmpty(s.matrix, &o)
			return nil
		}
		r := &run{progress: progress, started: time.Now(), incumbent: math.Inf(1), bound: math.Inf(-1)}
		in.console.reset()
		in.current = r
		done := r.watch(ctx)
		err := s.solve(in, &o)
		if f := (*Failure)(nil); errors.As(err, &f) && f.Kind == FailureRefused && !s.matrix.discrete() && ctx.Err() == nil {
			// now and then a basis leads to an error; from scratch there is none
			if err = in.do("Highs_clearSolver"); err == nil {
				err = s.solve(in, &o)
			}
		}
		done()
		in.current = nil
		if err == nil {
			res, err = s.collect(in, r)
		} else if errors.Is(err, errKilled) && r.kill.Load() {
			res = s.salvage(r)
		}
		res.Seconds = time.Since(r.started).Seconds()
		return err
	})
	if errors.Is(err, errKilled) {
		if res.Status == Interrupted {
			return res, nil
		}
		return Result{}, ErrClosed // killed by the engine's Close
	}
	if err != nil {
		return Result{}, err
	}
	return res, nil
}

// solve sets the options and runs the optimiser.
func (s *Solver) solve(in *instance, o *Options) error {
	w := &scratch{in: in}
	w.do("Highs_resetOptions")
	for _, option := range o.settings() {
		w.set(option)
	}
	if o.StartSolution != nil && s.matrix.discrete() {
		w.do("Highs_setSolution", w.floats(s.matrix.rounded(o.StartSolution)), 0, 0, 0)
	}
	w.do("Highs_zeroAllClocks") // or a time limit would count earlier runs
	w.do("Highs_run")
	return w.free()
}

// collect reads the outcome of a run that ended in order.
func (s *Solver) collect(in *instance, r *run) (Result, error) {
	w := &scratch{in: in}
	code, err := in.call("Highs_getModelStatus", in.handle)
	if err != nil {
		return Result{}, err
	}
	res := Result{Bound: math.Inf(-1), Gap: math.Inf(1)}
	res.Status, res.Reason = statusOf(int32(code))
	res.SimplexIterations = int(max(0, w.infoInt("simplex_iteration_count")))
	res.InteriorPointIterations = int(max(0, w.infoInt("ipm_iteration_count")))
	const feasible = 2
	res.HasSolution = w.infoInt("primal_solution_status") == feasible &&
		res.Status != Infeasible && res.Status != Unbounded && res.Status != InfeasibleOrUnbounded
	res.missed()
	res.HasDuals = res.Status == Optimal && !s.matrix.discrete() && w.infoInt("dual_solution_status") == feasible

	if s.matrix.discrete() {
		res.Nodes = max(0, w.infoInt64("mip_node_count"))
		res.Bound = w.infoFloat("mip_dual_bound")
	}
	if res.HasSolution {
		cols, rows := s.matrix.cols, s.matrix.rows
		x, xd := w.space(8*cols), w.space(8*cols)
		y, yd := w.space(8*rows), w.space(8*rows)
		w.do("Highs_getSolution", x, xd, y, yd)
		res.Objective = w.infoFloat("objective_function_value")
		if w.err == nil {
			res.X, res.RowActivity = in.readFloats(x, cols), in.readFloats(y, rows)
			if res.HasDuals {
				res.ColDual, res.RowDual = in.readFloats(xd, cols), in.readFloats(yd, rows)
			}
		}
		if res.Status == Optimal && !s.matrix.discrete() {
			res.Bound = res.Objective
		}
		res.Gap = relativeGap(res.Objective, res.Bound)
	}
	if !s.matrix.discrete() {
		res.Multipliers = s.multipliers(in, w, &res)
	}
	return res, w.free()
}

// missed takes the word optimal from a run whose solution, once its scaling is
// undone, lies outside the bounds by more than the tolerance.
func (res *Result) missed() {
	if res.Status == Optimal && !res.HasSolution {
		res.Status, res.Reason = Other, "the optimum found misses its bounds by more than the tolerance"
	}
}

// multipliers reads what proves the outcome of a linear program.
func (s *Solver) multipliers(in *instance, w *scratch, res *Result) []float64 {
	switch res.Status {
	case Optimal:
		return res.RowDual
	case Cutoff:
		y := w.space(8 * s.matrix.rows)
		w.do("Highs_getSolution", 0, 0, 0, y)
		if w.err == nil {
			return in.readFloats(y, s.matrix.rows)
		}
	case Infeasible:
		has, y := w.space(8), w.space(8*s.matrix.rows)
		w.do("Highs_getDualRay", has, y)
		if w.err == nil && in.get32(uint32(has)) != 0 {
			return in.readFloats(y, s.matrix.rows)
		}
	}
	return nil
}

// salvage makes a result of what was copied out of a killed instance.
func (s *Solver) salvage(r *run) Result {
	res := Result{
		Status: Interrupted,
		Reason: "stopped by force; the optimiser did not answer in time",
		Bound:  r.bound,
		Gap:    math.Inf(1),
		Nodes:  r.nodes,
	}
	if r.best != nil {
		res.HasSolution = true
		res.X = r.best
		res.RowActivity = s.matrix.activity(r.best)
		res.Objective = r.bestObjective
		res.Gap = relativeGap(res.Objective, res.Bound)
	}
	return res
}
