package highs

import (
	"fmt"
	"math"
)

// Status says how a run ended.
type Status int

// The ways a run ends.
const (
	Other                 Status = iota // none of the below; see Result.Reason
	Optimal                             // proven, within the gap and the tolerances asked for
	Infeasible                          // proven: no solution meets all bounds
	Unbounded                           // proven: the objective has no lower limit
	InfeasibleOrUnbounded               // one of the two, undecided
	TimeLimit                           // Options.TimeLimit was reached
	NodeLimit                           // Options.NodeLimit was reached
	IterationLimit                      // Options.IterationLimit was reached
	Cancelled                           // the context ended; the optimiser stopped in order and can run on
	Cutoff                              // Options.Cutoff was reached: no solution is better
	Interrupted                         // the context ended and the optimiser had to be killed; the solver is spent
)

var statusNames = [...]string{
	"other", "optimal", "infeasible", "unbounded", "infeasible or unbounded",
	"time limit", "node limit", "iteration limit", "cancelled", "cutoff", "interrupted",
}

func (s Status) String() string {
	if s >= 0 && int(s) < len(statusNames) {
		return statusNames[s]
	}
	return fmt.Sprintf("Status(%d)", int(s))
}

// Stopped tells whether the caller's context ended the run.
func (s Status) Stopped() bool { return s == Cancelled || s == Interrupted }

// Result is the outcome of one run. X, RowActivity and Objective may be read only if
// HasSolution, the duals only if HasDuals.
type Result struct {
	Status Status
	Reason string // one sentence for logs and reports; not for comparison
	// HasSolution says that X meets all bounds within the tolerance, whatever Status is.
	HasSolution bool
	Objective   float64 // of X, offset included
	// Bound is the best proven lower limit of the objective: -Inf if there is none.
	Bound float64
	// Gap is (Objective-Bound)/|Objective|; +Inf if one of them is missing.
	Gap            float64
	X, RowActivity []float64
	// ColDual (reduced costs) and RowDual (what the objective grows by when a row's
	// active bound grows by one) exist for optimal linear programs.
	ColDual, RowDual []float64
	HasDuals         bool
	// Multipliers of the rows prove what a linear program proved: at an optimum they
	// are RowDual, at a cutoff the duals it stopped at, and when infeasible a ray along
	// which the dual objective has no limit. nil where the optimiser has none. They are
	// as exact as its tolerances: a bound is to be worked out from them anew.
	Multipliers             []float64
	Nodes                   int64 // of branch and bound
	SimplexIterations       int
	InteriorPointIterations int
	Seconds                 float64 // by the clock on the wall
}

// Progress is the state of a running search, delivered on the goroutine that called
// Run, at most ten times a second and at each better solution. The function that
// receives it must be quick and must not call the solver.
type Progress struct {
	Seconds      float64 // since the start of the run
	Nodes        int64
	Iterations   int64   // of the simplex or interior point method so far
	Incumbent    float64 // objective of the best solution; 0 unless HasIncumbent
	Bound        float64 // best proven lower limit; -Inf if there is none
	Gap          float64 // as in Result
	HasIncumbent bool
}

// relativeGap is the definition used everywhere in this package. It equals the
// optimiser's own, which ends a search by it.
func relativeGap(objective, bound float64) float64 {
	d := math.Abs(objective - bound)
	switch {
	case math.IsInf(bound, 0) || math.IsInf(objective, 0):
		return math.Inf(1)
	case d == 0:
		return 0
	case objective == 0:
		return math.Inf(1)
	}
	return d / math.Abs(objective)
}

// The optimiser's numbers of two model statuses (kHighsModelStatus… in its C interface).
const (
	statusEmpty      = 6
	statusInfeasible = 8
)

// statusOf translates the optimiser's model status.
func statusOf(code int32) (Status, string) {
	switch code {
	case statusEmpty:
		return Optimal, "the model has no columns"
	case 7:
		return Optimal, "proven optimal"
	case statusInfeasible:
		return Infeasible, "no solution meets all bounds and rows"
	case 9:
		return InfeasibleOrUnbounded, "the model is infeasible or unbounded"
	case 10:
		return Unbounded, "the objective has no lower limit"
	case 11:
		return Cutoff, "no solution is better than the cutoff"
	case 13:
		return TimeLimit, "the time limit was reached"
	case 14:
		return IterationLimit, "the iteration limit was reached"
	case 16:
		return NodeLimit, "the node limit was reached"
	case 17:
		return Cancelled, "stopped on request"
	}
	names := map[int32]string{
		0: "not set", 1: "load error", 2: "model error", 3: "presolve error", 4: "solve error",
		5: "postsolve error", 12: "objective target", 15: "unknown",
		18: "memory limit",
	}
	return Other, fmt.Sprintf("the optimiser ended with status %d (%s)", code, names[code])
}
