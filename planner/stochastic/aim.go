// Package stochastic puts the linear programs of several scenarios into one, in
// which some quantities must be the same in every scenario because they are
// decided before it is known which of them comes true: the extensive form of a
// two-stage program with recourse (Birge and Louveaux 2011). What is made least
// is the mean cost, a mix of mean and CVaR, the largest cost or the largest
// regret; the tail is linear by the rows of Rockafellar and Uryasev (2000, 2002).
//
// It knows neither parts nor suppliers. Costs are in whatever money the caller
// states; less is better.
package stochastic

import (
	"fmt"
	"math"
	"slices"
)

// Kind is what of the costs of the scenarios is made least.
type Kind string

// The kinds. Worst and Regret ask for no weights.
const (
	Mean   Kind = "mean"   // weighted mean
	CVaR   Kind = "cvar"   // (1 − Tail) · mean + Tail · CVaR at Level
	Worst  Kind = "worst"  // the largest cost of any scenario
	Regret Kind = "regret" // the largest cost above the best of its scenario
	// Limited is the mix of CVaR under a limit: CVaR at Level is at most Limit. With a
	// small Tail it is the least mean within the limit and, of equal means, the least
	// CVaR (the augmented ε-constraint method).
	Limited Kind = "limited"
)

// Aim is what is made least. The zero value is the mean.
type Aim struct {
	Kind  Kind
	Tail  float64 // λ, 0 to 1: the share of the tail in a CVaR aim
	Level float64 // α, 0 up to below 1: CVaR is the mean of the worst 1 − α
	Limit float64 // of CVaR in a Limited aim, common money
}

// Check reports an aim that says nothing.
func (a Aim) Check() error {
	switch a.Kind {
	case Mean, Worst, Regret, "":
		return nil
	case CVaR, Limited:
		if !(a.Tail >= 0 && a.Tail <= 1) {
			return fmt.Errorf("the share of the tail is %v; it must lie between 0 and 1", a.Tail)
		}
		return checkLevel(a.Level)
	}
	return fmt.Errorf("%q is no aim; there are mean, cvar, worst and regret", a.Kind)
}

func checkLevel(level float64) error {
	if !(level >= 0 && level < 1) {
		return fmt.Errorf("the level of the tail is %v; it must be 0 or more and below 1", level)
	}
	return nil
}

// NeedsWeights reports whether the aim depends on how likely a scenario is.
func (a Aim) NeedsWeights() bool { return a.Kind != Worst && a.Kind != Regret }

// Of is the value of the aim for the costs of the scenarios; a limit is not looked
// at. Weights need not sum
// to 1; best holds the least cost of each scenario and is read for a regret only.
func (a Aim) Of(costs, weights, best []float64) float64 {
	switch a.Kind {
	case CVaR, Limited:
		_, tail := Tail(costs, weights, a.Level)
		return float64((1-a.Tail)*MeanOf(costs, weights)) + float64(a.Tail*tail)
	case Worst:
		return slices.Max(costs)
	case Regret:
		most := math.Inf(-1)
		for i, c := range costs {
			most = math.Max(most, c-best[i])
		}
		return most
	}
	return MeanOf(costs, weights)
}

// MeanOf is the weighted mean.
func MeanOf(values, weights []float64) float64 {
	sum, all := 0.0, 0.0
	for i, v := range values {
		if weights[i] > 0 { // a case that cannot be may have no value
			sum += float64(weights[i] * v)
			all += weights[i]
		}
	}
	return sum / all
}

// Tail is the value at risk and the conditional value at risk of costs that come
// with the given weights: VaR is the least cost that is not exceeded with a chance
// of level or more, CVaR the mean of the worst 1 − level, where the case on the
// edge counts with the part of its weight that lies beyond (Rockafellar and
// Uryasev 2002). At level 0 CVaR is the mean.
func Tail(costs, weights []float64, level float64) (atRisk, conditional float64) {
	order := make([]int, 0, len(costs))
	all := 0.0
	for i, w := range weights {
		if w > 0 {
			order = append(order, i)
			all += w
		}
	}
	slices.SortStableFunc(order, func(a, b int) int {
		switch {
		case costs[a] < costs[b]:
			return -1
		case costs[a] > costs[b]:
			return 1
		}
		return 0
	})
	below, sum, tail := 0.0, 0.0, 0.0
	found := false
	for _, i := range order {
		p := weights[i] / all
		// The part of the case beyond the level; a hair of rounding is none.
		beyond := math.Min(p, below+p-level)
		if below += p; !found && below >= level-1e-12 {
			atRisk, found = costs[i], true
		}
		if beyond > 1e-12 {
			sum += float64(beyond * costs[i])
			tail += beyond
		}
	}
	return atRisk, sum / tail
}
