package main

import (
	"cmp"
	"context"
	"slices"

	"remanence/app/pictures"
	"remanence/planner"
	"remanence/planner/award"
	"remanence/planner/compare"
	"remanence/planner/hand"
	"remanence/planner/risk"
	"remanence/planner/scenario"
)

// findsOut is the command whose answer a picture shows.
var findsOut = map[pictures.Study]string{pictures.SideBySide: "compare", pictures.Frontiers: "frontier", pictures.Regrets: "regret", pictures.Robusts: "robust",
	pictures.Tornados: "tornado", pictures.Crossings: "tornado --grid", pictures.KnockOuts: "knockout", pictures.Insurances: "insurance", pictures.Simulated: "simulate"}

// found answers what a picture shows beside the plan, as the command of that name
// does, with its options, its progress and its end by Ctrl+C.
func (c *call) found(ctx context.Context, in *input, made plans, kind pictures.Kind, o *chartOptions) (pictures.Found, error) {
	switch kind.Needs {
	case pictures.SideBySide, pictures.Frontiers, pictures.Regrets, pictures.Robusts, pictures.Tornados, pictures.Crossings:
		return c.planned(ctx, in, made, kind, o)
	case pictures.KnockOuts, pictures.Insurances, pictures.Simulated:
		return c.risked(ctx, in, made, kind, o)
	}
	return pictures.Found{}, nil
}

// planned answers the questions that take many plans.
func (c *call) planned(ctx context.Context, in *input, made plans, kind pictures.Kind, o *chartOptions) (x pictures.Found, err error) {
	o.made = made
	cases, err := o.cases(in)
	if err != nil {
		return x, err
	}
	axis, err := readAxis(o.choice.By)
	if err != nil {
		return x, err
	}
	aim, err := o.goal()
	if err != nil {
		return x, err
	}
	if kind.Name == "bridge" {
		cases = slices.DeleteFunc(cases[1:], func(k compare.Case) bool { return caseID(k) != o.choice.From && caseID(k) != o.choice.To })
	}
	err = c.working(ctx, in, o.planOptions, made.plan, func(w *compare.Work) (err error) {
		switch kind.Needs {
		case pictures.SideBySide:
			x.Variants, err = o.sideBySide(ctx, w, cases)
		case pictures.Frontiers:
			var f compare.Frontier
			f, err = o.frontier(ctx, w, axis, o.points)
			x.Frontier = &f
		case pictures.Regrets:
			var r compare.Regret
			r, err = o.regrets(ctx, in, w, o.react, o.own)
			x.Regret = &r
		case pictures.Robusts:
			var r compare.Robust
			r, _, err = o.robust(ctx, in, w, aim)
			x.Robust = &r
		case pictures.Tornados:
			known := func(b compare.Bar) bool { return b.FixedLow.OK || b.FixedHigh.OK }
			if _, x.Tornado, x.Still, _, err = o.tornado(ctx, w, o.drivers); err == nil && !slices.ContainsFunc(x.Tornado, known) {
				err = ctx.Err() // stopped before there was anything to draw
			}
		case pictures.Crossings:
			ids := o.grid
			if len(ids) == 0 {
				ids = compare.Usual[:]
			}
			var g compare.Grid
			_, _, g, _, err = o.whatIfOptions.grid(ctx, w, ids, o.steps, !o.choice.Anew)
			known := func(row []planner.Opt[float64]) bool {
				return slices.ContainsFunc(row, func(v planner.Opt[float64]) bool { return v.OK })
			}
			if err == nil && !slices.ContainsFunc(g.Above, known) {
				err = ctx.Err()
			}
			x.Crossing = &g
		}
		return err
	})
	return x, err
}

// sideBySide are the baselines, the plan, a plan for each case that is more than the
// base, and awards changed by hand, in the order of the page.
func (o *chartOptions) sideBySide(ctx context.Context, w *compare.Work, cases []compare.Case) ([]pictures.Variant, error) {
	out := []pictures.Variant{{ID: pictures.AsToday, Name: "As today", Plan: o.made.asToday}, {ID: pictures.Cheapest, Name: "Cheapest", Plan: o.made.cheapest}, {ID: pictures.ThePlan, Name: "Plan", Plan: o.made.plan}}
	var found []compare.Planned
	if cases = slices.DeleteFunc(slices.Clone(cases), func(k compare.Case) bool { return len(k.Scenarios) == 0 }); len(cases) > 0 {
		var err error
		if found, err = w.Plans(ctx, cases); err != nil {
			return nil, err
		}
	}
	at := func(id string) int {
		return slices.IndexFunc(w.Base.Scenarios, func(s planner.Scenario) bool { return s.ID == id })
	}
	var rest []pictures.Variant
	for _, m := range found {
		v := pictures.Variant{ID: caseID(m.Case), Name: m.Case.Name}
		if award.Planned(m.Plan) {
			v.Plan = m.Plan
		}
		rest = append(rest, v)
	}
	for _, s := range w.Base.Scenarios {
		if len(s.HandShares) == 0 || len(o.scenarios)+len(o.shocks) > 0 && !slices.Contains(o.scenarios, s.ID) {
			continue
		}
		p, _, _ := scenario.Apply(w.Base, w.Facts, s)
		plan, _ := hand.Apply(p, w.FactsOf(p), o.made.plan, s.HandShares)
		rest = slices.DeleteFunc(rest, func(v pictures.Variant) bool { return v.ID == s.ID })
		rest = append(rest, pictures.Variant{ID: s.ID, Name: cmp.Or(s.Name, s.ID), Plan: plan})
	}
	if len(o.scenarios)+len(o.shocks) == 0 {
		slices.SortStableFunc(rest, func(a, b pictures.Variant) int { return at(a.ID) - at(b.ID) })
	}
	return append(out, rest...), nil
}

// policyNames are the window's names of the policies of simulate.
var policyNames = map[string]string{"plan": pictures.NamePlan, "plan with expediting": pictures.NameExpedited, "as today": pictures.NameAsToday, "cheapest": pictures.NameCheapest}

// risked answers the questions on risk.
func (c *call) risked(ctx context.Context, in *input, made plans, kind pictures.Kind, o *chartOptions) (x pictures.Found, err error) {
	ko, err := o.risk.knockOut()
	if err != nil {
		return x, err
	}
	r := &risky{in, in.project().Clone(), made}
	switch kind.Needs {
	case pictures.KnockOuts:
		plan := map[string]*planner.Plan{"": made.plan, "plan": made.plan, "as-today": made.asToday, "cheapest": made.cheapest}[o.choice.Plan]
		x.Outages, err = c.outages(ctx, r, plan, ko, o.risk)
	case pictures.Insurances:
		x.Insurance, _, err = c.insured(ctx, r, ko, o.risk)
	case pictures.Simulated:
		var s *risk.Simulation
		if s, err = c.simulated(ctx, r, o.set, o.simulation); err == nil {
			for i := range s.Policies {
				s.Policies[i].Name = policyNames[s.Policies[i].Name]
			}
			x.Simulation = s
		}
	}
	return x, err
}
