package shell

import (
	"context"
	"errors"
	"slices"

	"remanence/app/tr"
	"remanence/data/document"
	"remanence/planner"
	"remanence/planner/compare"
)

// work is what the questions of the page that compares are answered with.
func (o *Optimiser) work(ctx context.Context, p *planner.Project, done func(int, int, string)) (*compare.Work, error) {
	s, err := o.planning(ctx)
	if err != nil {
		return nil, err
	}
	e, err := o.ready(ctx)
	if err != nil {
		return nil, err
	}
	a := options(p, func(string, float64) {})
	a.TimeLimit, a.Progress, a.Gap = compareTime, nil, max(compareGap, a.Gap)
	a.Digest = document.Digest(p, factsOf(p))
	return &compare.Work{Engine: e, Session: s, Base: p, Facts: factsOf(p), FactsOf: factsOf, Options: a, Done: done}, nil
}

// frontierPoints is the most plans a frontier of the window is made of.
const frontierPoints = 8

// Frontier implements the Studier of the page that compares.
func (o *Optimiser) Frontier(ctx context.Context, p *planner.Project, axis planner.Rule, found func(compare.Point), done func(int, int, string)) (compare.Frontier, error) {
	defer o.use()()
	w, err := o.work(ctx, p, done)
	if err != nil {
		return compare.Frontier{}, err
	}
	return w.Frontier(ctx, axis, frontierPoints, found)
}

// Regret implements the Studier of the page that compares.
func (o *Optimiser) Regret(ctx context.Context, p *planner.Project, plans []*planner.Plan, done func(int, int, string)) (compare.Regret, error) {
	defer o.use()()
	w, err := o.work(ctx, p, done)
	if err != nil {
		return compare.Regret{}, err
	}
	return w.Regret(ctx, plans, compare.Cases(p), compare.DefaultReact)
}

// Robust implements the Studier of the page that compares.
func (o *Optimiser) Robust(ctx context.Context, p *planner.Project, ask compare.RobustAsk, done func(int, int, string)) (compare.Robust, error) {
	defer o.use()()
	w, err := o.work(ctx, p, done)
	if err != nil {
		return compare.Robust{}, err
	}
	return w.Robust(ctx, ask)
}

// Tornado implements the Studier of the page that compares.
func (o *Optimiser) Tornado(ctx context.Context, p *planner.Project, plan *planner.Plan, rivals []*planner.Plan, found func([]compare.Bar), done func(int, int, string)) ([]compare.Bar, error) {
	defer o.use()()
	w, err := o.work(ctx, p, done)
	if err != nil {
		return nil, err
	}
	return w.Tornado(ctx, plan, compare.Drivers(p, w.Facts), rivals, found)
}

// gridSteps is how many values each driver of a grid takes in the window.
const gridSteps = 5

// Grid implements the Studier of the page that compares.
func (o *Optimiser) Grid(ctx context.Context, p *planner.Project, plan *planner.Plan, x, y string, fixed bool, found func(compare.Grid), done func(int, int, string)) (compare.Grid, error) {
	defer o.use()()
	w, err := o.work(ctx, p, done)
	if err != nil {
		return compare.Grid{}, err
	}
	drivers := compare.Drivers(p, w.Facts)
	find := func(id string) int {
		return slices.IndexFunc(drivers, func(d compare.Driver) bool { return d.ID == id })
	}
	i, j := find(x), find(y)
	if i < 0 || j < 0 || i == j {
		return compare.Grid{}, errors.New(tr.T("two different drivers are needed"))
	}
	return w.Grid(ctx, plan, drivers[i], drivers[j], gridSteps, fixed, found)
}
