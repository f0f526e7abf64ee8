package compare

import (
	"context"
	"math"

	"remanence/planner"
	"remanence/planner/award"
	"remanence/planner/scenario"
)

// Cell is what a plan costs in a case.
type Cell struct {
	// Fixed is the objective (cost and penalties) of the plan followed blindly to its
	// end; Replanned when it is followed until the case shows and planned anew from
	// then on. Missing where the rules cannot be kept that way.
	Fixed      planner.Opt[float64]       `json:"fixed,omitzero"`
	Replanned  planner.Opt[float64]       `json:"replanned,omitzero"`
	Regret     planner.Opt[float64]       `json:"regret,omitzero"` // replanned less the best of the column
	FirstStop  planner.Opt[planner.Month] `json:"first_stop,omitzero"`
	FixedStop  planner.Opt[planner.Month] `json:"first_stop_fixed,omitzero"`
	RulesGiven bool                       `json:"rules_given,omitempty"` // optional rules had to give way
}

// Regret is what each plan costs more in each case than the best that was
// possible there.
type Regret struct {
	Plans []string               `json:"plans"`
	Cases []string               `json:"cases"`
	Best  []planner.Opt[float64] `json:"best"` // of each case, known from the start or found by any plan
	Cells [][]Cell               `json:"cells"`
	Most  []planner.Opt[float64] `json:"largest_regret"` // of each plan; missing where a case has no answer
	Least int                    `json:"least"`          // plan of the smallest largest regret, -1 when none has one
}

// Known is the month from which a case is known and plans may answer: react months
// into the plan, or later, once all that it brings has begun (scenario.Shows).
func (w *Work) Known(c Case, react int) planner.Month {
	known := w.Base.Start + planner.Month(react)
	if shows := scenario.Shows(w.Base, c.Scenarios...); shows.OK {
		known = max(known, shows.V)
	}
	return min(known, w.end())
}

// DefaultReact is the months a buyer follows a plan before a case that holds
// from the start is known.
const DefaultReact = 6

// Regret follows each plan of the base into each case. Orders and tests before
// the case is known stay; what comes later is planned anew. The best of a case
// is the plan that knew it from the start. Where a case leaves no plan that keeps
// all hard rules, the optional ones give way and the cell says so.
func (w *Work) Regret(ctx context.Context, plans []*planner.Plan, cases []Case, react int) (Regret, error) {
	r := Regret{Least: -1, Best: make([]planner.Opt[float64], len(cases)), Cells: make([][]Cell, len(plans)), Most: make([]planner.Opt[float64], len(plans))}
	best := make([]*planner.Plan, len(cases))
	var tasks []task
	for j, c := range cases {
		p, _, _ := w.project(c)
		r.Cases = append(r.Cases, c.Name)
		until := w.Known(c, react)
		end := w.end()
		tasks = append(tasks, task{c.Name, func(ctx context.Context) (err error) {
			best[j], err = w.plan(ctx, p, w.options(c.Name))
			return err
		}})
		for i, plan := range plans {
			if r.Cells[i] == nil {
				r.Cells[i] = make([]Cell, len(cases))
			}
			cell := &r.Cells[i][j]
			tasks = append(tasks, task{plan.Name + " in " + c.Name, func(ctx context.Context) error {
				o := w.options(plan.Name)
				fixed := o
				fixed.WithoutRules = append([]string{"all"}, o.WithoutRules...)
				got, err := w.follow(ctx, nil, p, fixed, plan, end)
				if err != nil {
					return err
				}
				if award.Planned(got) {
					cell.Fixed, cell.FixedStop = planner.Some(got.TotalCost), got.KPIs.FirstShortfall
				}
				got, err = w.follow(ctx, nil, p, o, plan, until)
				if err == nil && !award.Planned(got) && ctx.Err() == nil {
					o.WithoutRules = append([]string{"optional"}, o.WithoutRules...)
					cell.RulesGiven = true
					got, err = w.follow(ctx, nil, p, o, plan, until)
				}
				if err == nil && award.Planned(got) {
					cell.Replanned, cell.FirstStop = planner.Some(got.Objective), got.KPIs.FirstShortfall
				}
				return err
			}})
		}
	}
	for _, plan := range plans {
		r.Plans = append(r.Plans, plan.Name)
	}
	if err := w.side(ctx, tasks); err != nil {
		return r, err
	}
	for j := range cases {
		low := math.Inf(1)
		if award.Planned(best[j]) {
			low = best[j].Objective
		}
		for i := range plans {
			if c := r.Cells[i][j]; c.Replanned.OK && !c.RulesGiven {
				low = math.Min(low, c.Replanned.V)
			}
		}
		if math.IsInf(low, 1) { // no plan keeps the rules: against the best that gives them up
			for i := range plans {
				if c := r.Cells[i][j]; c.Replanned.OK {
					low = math.Min(low, c.Replanned.V)
				}
			}
		}
		if !math.IsInf(low, 1) {
			r.Best[j] = planner.Some(low)
		}
	}
	r.judge()
	return r, nil
}

// judge fills in regrets and finds the plan of the smallest largest one.
func (r *Regret) judge() {
	for i := range r.Cells {
		most, whole := math.Inf(-1), len(r.Cases) > 0
		for j := range r.Cases {
			c := &r.Cells[i][j]
			if !c.Replanned.OK || !r.Best[j].OK {
				whole = false
				continue
			}
			c.Regret = planner.Some(c.Replanned.V - r.Best[j].V)
			most = math.Max(most, c.Regret.V)
		}
		if whole {
			r.Most[i] = planner.Some(most)
			if r.Least < 0 || most < r.Most[r.Least].V {
				r.Least = i
			}
		}
	}
}
