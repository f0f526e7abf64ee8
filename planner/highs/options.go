package highs

import (
	"fmt"
	"math"
	"time"
)

// Method is the algorithm for linear programs and for the first one of a search.
type Method int

// The methods. Simplex starts from the last basis; InteriorPoint starts afresh and
// is the faster one from about 20,000 columns on.
const (
	Choose Method = iota
	Simplex
	InteriorPoint
)

// Presolve says whether the model is simplified before it is solved.
type Presolve int

// The settings of Presolve. By default it is on unless there is a basis to start from.
const (
	PresolveDefault Presolve = iota
	PresolveOn
	PresolveOff
)

// Options control one run. The zero value means the optimiser's own defaults and no
// limits. A run with the same model, state and options gives the same bits, unless
// TimeLimit or a cancelled context cuts it short: only those depend on the machine.
type Options struct {
	// Gap is the relative distance between the best solution and the proven bound at
	// which a search ends: 0 means the default 1e-4, a negative value means none left.
	Gap float64
	// AbsGap is the same in units of the objective: 0 means the default 1e-6.
	AbsGap float64
	// TimeLimit ends the run with what there is; 0 means none.
	TimeLimit time.Duration
	// NodeLimit ends a search after so many nodes; 0 means none.
	NodeLimit int
	// Cutoff ends a linear program with the status Cutoff when its objective is proven
	// to be above this; 0 means none.
	Cutoff float64
	// IterationLimit ends a linear program after so many iterations; 0 means none.
	IterationLimit int
	// Seed shuffles decisions that do not matter; each seed is repeatable.
	Seed int
	// Method is the algorithm for linear programs.
	Method Method
	// Presolve says whether the model is simplified first.
	Presolve Presolve
	// Devex lets the dual simplex weigh its rows by a reference framework that begins
	// anew in each run, in place of the exact lengths of the edges: cheaper by a solve
	// per row where a run starts from a basis, and about as good for the few iterations
	// it then takes.
	Devex bool
	// StartSolution holds a value for each column of a model with integer or
	// semi-continuous columns; integer columns are rounded. If it can be completed to
	// a feasible solution the search starts with it. Ignored for linear programs.
	StartSolution []float64
	// HeuristicEffort is the share of a search spent on looking for better solutions
	// rather than better bounds: 0 means the default 0.05, negative means none, at most 1.
	HeuristicEffort float64
	// Tolerance is by how much rows and bounds may be missed: 0 means the default
	// 1e-7; from 1e-10 to 1e-2.
	Tolerance float64
}

// check reports the first option outside its range.
func (o *Options) check(cols int) error {
	const most = 1<<31 - 1
	switch {
	case !(o.Gap <= 1):
		return optionError("Gap %v is above 1", o.Gap)
	case !(o.AbsGap >= 0):
		return optionError("AbsGap %v is negative", o.AbsGap)
	case o.TimeLimit < 0:
		return optionError("TimeLimit %v is negative", o.TimeLimit)
	case o.NodeLimit < 0 || o.NodeLimit > most:
		return optionError("NodeLimit %d", o.NodeLimit)
	case o.IterationLimit < 0 || o.IterationLimit > most:
		return optionError("IterationLimit %d", o.IterationLimit)
	case math.IsNaN(o.Cutoff):
		return optionError("Cutoff is not a number")
	case o.Seed < 0 || o.Seed > most:
		return optionError("Seed %d", o.Seed)
	case o.Method < Choose || o.Method > InteriorPoint:
		return optionError("Method %d", int(o.Method))
	case o.Presolve < PresolveDefault || o.Presolve > PresolveOff:
		return optionError("Presolve %d", int(o.Presolve))
	case o.StartSolution != nil && len(o.StartSolution) != cols:
		return optionError("StartSolution has %d values for %d columns", len(o.StartSolution), cols)
	case !(o.HeuristicEffort <= 1):
		return optionError("HeuristicEffort %v is above 1", o.HeuristicEffort)
	case o.Tolerance != 0 && !(o.Tolerance >= 1e-10 && o.Tolerance <= 1e-2):
		return optionError("Tolerance %v is outside 1e-10 to 1e-2", o.Tolerance)
	}
	for j, v := range o.StartSolution {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return optionError("StartSolution has %v for column %d", v, j)
		}
	}
	return nil
}

func optionError(format string, args ...any) error {
	return fmt.Errorf("%w: %s", ErrOption, fmt.Sprintf(format, args...))
}

// setting is one named option of the optimiser; the value is a bool, int, float64 or string.
type setting struct {
	name  string
	value any
}

// settings translates the options. Everything is set in every run, after a reset,
// so that nothing of an earlier run is left.
func (o *Options) settings() []setting {
	list := []setting{
		{"output_flag", false},
		{"threads", 1},
		{"parallel", "off"},
		{"random_seed", o.Seed},
		{"solver", [...]string{"choose", "simplex", "ipm"}[o.Method]},
		{"presolve", [...]string{"choose", "on", "off"}[o.Presolve]},
	}
	add := func(name string, value any) { list = append(list, setting{name, value}) }
	if o.Gap != 0 {
		add("mip_rel_gap", max(o.Gap, 0))
	}
	if o.Gap < 0 && o.AbsGap == 0 {
		add("mip_abs_gap", 0.0) // or the default of 1e-6 would end the search first
	}
	if o.AbsGap > 0 {
		add("mip_abs_gap", o.AbsGap)
	}
	if o.TimeLimit > 0 {
		add("time_limit", o.TimeLimit.Seconds())
	}
	if o.NodeLimit > 0 {
		add("mip_max_nodes", o.NodeLimit)
	}
	if o.Cutoff != 0 {
		add("objective_bound", o.Cutoff)
	}
	if o.IterationLimit > 0 {
		add("simplex_iteration_limit", o.IterationLimit)
		add("ipm_iteration_limit", o.IterationLimit)
	}
	if o.Devex {
		add("simplex_dual_edge_weight_strategy", 1)
	}
	if o.HeuristicEffort != 0 {
		add("mip_heuristic_effort", max(o.HeuristicEffort, 0))
	}
	if o.Tolerance != 0 {
		add("primal_feasibility_tolerance", o.Tolerance)
		add("dual_feasibility_tolerance", o.Tolerance)
		add("mip_feasibility_tolerance", o.Tolerance)
	}
	return list
}
