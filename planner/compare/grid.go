package compare

import (
	"context"
	"fmt"
	"slices"
	"sync"

	"remanence/planner"
	"remanence/planner/award"
	"remanence/planner/scenario"
)

// Grid is cost over two drivers.
type Grid struct {
	X     string                   `json:"x"` // id of the driver across
	Y     string                   `json:"y"` // and of the one down
	Xs    []float64                `json:"x_values"`
	Ys    []float64                `json:"y_values"`
	Fixed bool                     `json:"kept"`  // every order kept, else planned anew
	Above [][]planner.Opt[float64] `json:"above"` // [y][x], objective above the plan's; null where there is no such plan
	Cut   bool                     `json:"-"`     // some pairs were not reached: null says nothing there
}

// Grid plans anew (or keeps the plan as it is) at every pair of values of two
// drivers, n each way. Found is called with the grid as it stands after each, never
// from two goroutines at once; nil for nobody. When the context ends the grid so far
// comes back with its error.
func (w *Work) Grid(ctx context.Context, plan *planner.Plan, x, y Driver, n int, fixed bool, found func(Grid)) (Grid, error) {
	g := Grid{X: x.ID, Y: y.ID, Fixed: fixed}
	if n < 2 {
		return g, fmt.Errorf("a grid needs at least two values each way, not %d", n)
	}
	for i := range n {
		f := float64(i) / float64(n-1)
		g.Xs, g.Ys = append(g.Xs, x.Low+float64(f*(x.High-x.Low))), append(g.Ys, y.Low+float64(f*(y.High-y.Low)))
		g.Above = append(g.Above, make([]planner.Opt[float64], n))
	}
	kept := plan.TotalCost
	if fixed {
		kept = w.kept(ctx, plan)
	}
	var mu sync.Mutex
	var tasks []task
	for j, vy := range g.Ys {
		for i, vx := range g.Xs {
			p, _, _ := scenario.Apply(w.Base, w.Facts, x.At(vx), y.At(vy))
			tasks = append(tasks, task{fmt.Sprintf("%s %.4g, %s %.4g", x.Name, vx, y.Name, vy), func(ctx context.Context) error {
				above, err := w.above(ctx, p, plan, kept, fixed)
				if err != nil {
					return err
				}
				mu.Lock()
				defer mu.Unlock()
				g.Above[j][i] = above
				if found != nil {
					found(g.clone())
				}
				return nil
			}})
		}
	}
	err := w.side(ctx, tasks)
	g.Cut = err != nil
	return g, err
}

// above is what a plan costs more in a changed project than in the base: every order
// kept, against what that costs in the base, or planned anew. Missing where there is
// no such plan.
func (w *Work) above(ctx context.Context, p *planner.Project, plan *planner.Plan, kept float64, fixed bool) (planner.Opt[float64], error) {
	var none planner.Opt[float64]
	o := w.options(plan.Name)
	var got *planner.Plan
	var err error
	if fixed {
		o.WithoutRules = append([]string{"all"}, o.WithoutRules...)
		got, err = w.follow(ctx, nil, p, o, plan, w.end())
	} else {
		got, err = w.plan(ctx, p, o)
	}
	if err == nil {
		err = ctx.Err() // what was cut short is no result
	}
	switch {
	case err != nil || !award.Planned(got):
		return none, err
	case fixed:
		return planner.Some(got.TotalCost - kept), nil
	}
	return planner.Some(got.Objective - plan.Objective), nil
}

// clone is a copy whose cells are its own.
func (g Grid) clone() Grid {
	above := make([][]planner.Opt[float64], len(g.Above))
	for j, row := range g.Above {
		above[j] = slices.Clone(row)
	}
	g.Above, g.Cut = above, true
	return g
}
