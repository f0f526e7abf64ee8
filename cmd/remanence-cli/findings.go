package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"remanence/data/reference"
	"remanence/data/workbook"
	"remanence/planner"
	"remanence/planner/award"
	"remanence/planner/compare"
	"remanence/planner/risk"
	"remanence/planner/stochastic"
)

// What export may find out beside the plan, by the commands that answer alone.
var findable = []string{"knockout", "simulate", "tornado", "grid", "frontier", "regret", "compare", "robust"}

// findingNames checks the words of --with; all is every one.
func findingNames(with names) (names, error) {
	if slices.Contains(with, "all") {
		return findable, nil
	}
	for _, w := range with {
		if !slices.Contains(findable, w) {
			return nil, usage("--with knows %s and all, not %q.", strings.Join(findable, ", "), w)
		}
	}
	return with, nil
}

// findings answers what the workbook should also show of a plan.
func (c *call) findings(ctx context.Context, in *input, o planOptions, made plans, with names) (workbook.Findings, error) {
	x := workbook.Findings{On: time.Now().Format(time.DateOnly)}
	options, err := o.award(in.project())
	if err != nil {
		return x, err
	}
	options.Digest = in.doc.Digest()
	line := c.ticker(made.plan.Currency)
	defer line.clear()
	line.say("Starting the optimiser …")
	e, end, err := c.engine(ctx)
	if err != nil {
		return x, &exit{exitNoPlan, fmt.Sprintf("The optimiser cannot be started: %v", err)}
	}
	defer end()
	w := &compare.Work{Engine: e, Base: in.project(), Facts: in.facts, FactsOf: reference.Shipped().WithProject, Options: options, Plan: made.plan}
	for i, what := range with {
		step := fmt.Sprintf("%s (%d of %d)", what, i+1, len(with))
		line.say(step)
		w.Done = func(done, of int, what string) { line.say(fmt.Sprintf("%s: %d of %d, %.40s", step, done, of, what)) }
		told := func(done, of int) { line.say(fmt.Sprintf("%s: %d of %d", step, done, of)) }
		if err := c.find(ctx, what, &x, w, made, told); err != nil {
			if stopped(ctx, err) {
				return x, &exit{exitNoPlan, "Stopped before the answer was complete; nothing was written."}
			}
			return x, &exit{exitNoPlan, fmt.Sprintf("%s: %s. Nothing was written.", what, err)}
		}
	}
	return x, nil
}

// find answers one question.
func (c *call) find(ctx context.Context, what string, x *workbook.Findings, w *compare.Work, made plans, told func(done, all int)) (err error) {
	var others []*planner.Plan
	for _, p := range []*planner.Plan{made.asToday, made.cheapest} {
		if award.Planned(p) {
			others = append(others, p)
		}
	}
	switch what {
	case "knockout":
		o := risk.Options{Progress: told}
		for _, y := range []struct {
			plan *planner.Plan
			into **risk.KnockOut
		}{{made.plan, &x.Outages}, {made.asToday, &x.OutagesAsToday}, {made.cheapest, &x.OutagesCheapest}} {
			if award.Planned(y.plan) && len(y.plan.Flows) > 0 && err == nil {
				*y.into, err = risk.RunKnockOut(ctx, w.Engine, w.Base, w.Facts, y.plan, o)
			}
		}
	case "simulate":
		x.Simulation, err = risk.Simulate(ctx, w.Base, w.Facts, policiesOf(made), risk.SimOptions{Progress: told})
	case "tornado":
		x.Tornado, err = w.Tornado(ctx, made.plan, compare.Drivers(w.Base, w.Facts), others, nil)
	case "grid":
		x.Crossing, err = crossed(ctx, w, made.plan, x.Tornado)
	case "robust":
		cases := compare.Cases(w.Base)
		if len(cases) < 2 {
			return nil // without a scenario the plan is the robust one
		}
		var weights []float64
		if weights, _, err = compare.CaseWeights(cases); err != nil {
			return err
		}
		var r compare.Robust
		aim := stochastic.Aim{Kind: stochastic.CVaR, Tail: compare.DefaultTail, Level: compare.DefaultLevel}
		if r, err = w.Robust(ctx, compare.RobustAsk{Cases: cases, Weights: weights, Aim: aim, React: compare.DefaultReact}); err == nil {
			x.Robust = &r
		}
	case "frontier":
		if !made.plan.KPIs.WorstExposure.OK {
			return errors.New("the plan has no exposure of a country")
		}
		var f compare.Frontier
		if f, err = w.Frontier(ctx, *worstAxis(made.plan), 12, nil); err == nil {
			err = ctx.Err()
		}
		x.Frontiers = append(x.Frontiers, f)
	case "regret":
		var r compare.Regret
		if r, err = w.Regret(ctx, append(others, made.plan), compare.Cases(w.Base), compare.DefaultReact); err == nil {
			x.Regret = &r
		}
	case "compare":
		cases := slices.DeleteFunc(compare.Cases(w.Base), func(c compare.Case) bool { return len(c.Scenarios) == 0 })
		var found []compare.Planned
		if found, err = w.Plans(ctx, cases); err != nil {
			return err
		}
		for _, y := range found {
			if award.Planned(y.Plan) {
				x.Scenarios = append(x.Scenarios, workbook.ScenarioPlan{ID: y.Case.Scenarios[0].ID, Name: y.Case.Name, Plan: y.Plan})
			}
		}
	}
	return err
}

// crossingSteps is how many values each driver of a crossing takes, as in the window.
const crossingSteps = 5

// crossed is the cost over the two drivers that move it most, or over demand and the
// duty on Chinese goods where that was not asked; every order is kept.
func crossed(ctx context.Context, w *compare.Work, plan *planner.Plan, bars []compare.Bar) (*compare.Grid, error) {
	ids := compare.Usual[:]
	if len(bars) > 1 {
		ids = []string{bars[0].ID, bars[1].ID}
	}
	all := compare.Drivers(w.Base, w.Facts)
	var d [2]compare.Driver
	for i, id := range ids {
		d[i] = all[slices.IndexFunc(all, func(x compare.Driver) bool { return x.ID == id })]
	}
	g, err := w.Grid(ctx, plan, d[0], d[1], crossingSteps, true, nil)
	return &g, err
}

// worstAxis is the exposure a frontier moves unless another is named: the largest
// share of any one country at the worst element and stage.
func worstAxis(plan *planner.Plan) *planner.Rule {
	axes := compare.Axes(plan)
	return &axes[len(axes)-3]
}
