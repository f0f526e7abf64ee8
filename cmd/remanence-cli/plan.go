package main

import (
	"context"
	"errors"
	"flag"
	"fmt"

	"remanence/planner"
	"remanence/planner/award"
	"remanence/planner/highs"
	"remanence/planner/recheck"
)

var planCommand = command{
	name: "plan", args: "FILE [options]",
	summary: "make the plan of least cost under the rules",
	about: `Makes the plan of least discounted cost under the rules of a .remanence file,
a case folder or sample:NAME, and prints it as text or as one JSON object
(docs/command.md lists every key). Nothing is written to FILE. Ctrl+C ends the
search and prints the best plan so far. Exit code 3 when there is no plan: the
rules contradict each other, or none was found within the limit.`,
	prepare: func(f *flag.FlagSet) work {
		var o planOptions
		o.declare(f)
		f.BoolVar(&o.baselines, "baselines", false, "also make the as-today plan and the cheapest plan without optional rules")
		asJSON := f.Bool("json", false, "print one JSON object")
		return func(ctx context.Context, c *call, args []string) error {
			return c.plan(ctx, args, o, *asJSON)
		}
	},
}

func (c *call) plan(ctx context.Context, args []string, o planOptions, asJSON bool) error {
	arg, err := one(args, "The file or folder to plan")
	if err != nil {
		return err
	}
	in, err := open(arg)
	if err != nil {
		return c.unreadable(arg, err, asJSON)
	}
	if in.problems.Refused() {
		return c.refuse(in, asJSON)
	}
	printProblems(c.err, in.problems)
	made, err := c.make(ctx, in, o)
	var e *exit
	if asJSON && errors.As(err, &e) && e.code == exitNoPlan {
		if err := writeJSON(c.out, failed{statusFailed, e.text}); err != nil {
			return err
		}
	}
	if err != nil {
		return err
	}
	if asJSON {
		err = writeJSON(c.out, planResult(made))
	} else {
		printPlan(c.out, in, made)
	}
	if err == nil && !usable(made.plan) {
		return &exit{code: exitNoPlan}
	}
	return err
}

// failed is the JSON form of a run in which the optimiser broke down.
type failed struct {
	Status string `json:"status"`
	Error  string `json:"error"`
}

const statusFailed = "failed"

// usable reports whether there is a plan to follow.
func usable(plan *planner.Plan) bool {
	return plan.Status == planner.StatusOptimal || plan.Status == planner.StatusFeasible
}

// plans is what a planning run gave. Baselines are nil unless asked for.
type plans struct {
	plan, asToday, cheapest *planner.Plan
	findings                []string // of the second check, in decimals
}

// optimiser makes plans.
type optimiser interface {
	Make(ctx context.Context, p *planner.Project, f *planner.Facts, o award.Options) (*planner.Plan, error)
	Baselines(ctx context.Context, p *planner.Project, f *planner.Facts, o award.Options) (asToday, cheapest *planner.Plan, err error)
	// Ask makes the questions about a plan; without a plan it makes one.
	Ask(ctx context.Context, p *planner.Project, f *planner.Facts, o award.Options, plan *planner.Plan) (*award.Questions, error)
}

// loadOptimiser starts an optimiser and says how to end it.
type loadOptimiser func(ctx context.Context, cacheDir string) (o optimiser, end func(), err error)

// engine plans in one session, so that a baseline starts from the plan.
type engine struct {
	*award.Session
	*highs.Engine
}

func newEngine(e *highs.Engine) engine { return engine{award.NewSession(e), e} }

func loadHighs(ctx context.Context, cacheDir string) (optimiser, func(), error) {
	e, err := highs.Load(ctx, cacheDir)
	if err != nil {
		return nil, nil, err
	}
	return newEngine(e), func() { e.Close() }, nil
}

// make runs the optimiser. Being stopped is no failure: the plan then is the
// best so far, or says that it was cancelled.
func (c *call) make(ctx context.Context, in *input, o planOptions) (plans, error) {
	p := in.project()
	options, err := o.award(p)
	if err != nil {
		return plans{}, err
	}
	line := c.ticker(p.Currency)
	defer line.clear()
	options.Progress, options.Digest = line.report, in.doc.Digest()

	line.say("Starting the optimiser …")
	load := c.Load
	if load == nil {
		load = loadHighs
	}
	made := plans{plan: cancelled(p)}
	opt, end, err := load(ctx, c.CacheDir)
	if err == nil {
		defer end()
		made, err = solve(ctx, opt, in, options, o.baselines)
	}
	switch {
	case err == nil, stopped(ctx, err) && made.plan != nil:
		if usable(made.plan) {
			made.findings = recheck.Check(options.WithRules(p), in.facts, made.plan)
		}
		return made, nil
	case stopped(ctx, err):
		return plans{plan: cancelled(p)}, nil
	}
	return plans{}, &exit{exitNoPlan, fmt.Sprintf("The plan could not be made: %v", err)}
}

func solve(ctx context.Context, opt optimiser, in *input, o award.Options, baselines bool) (made plans, err error) {
	if made.plan, err = opt.Make(ctx, in.project(), in.facts, o); err != nil || !baselines {
		return made, err
	}
	made.asToday, made.cheapest, err = opt.Baselines(ctx, in.project(), in.facts, o)
	award.AddPremiums(made.plan, made.asToday, made.cheapest)
	return made, err
}

func stopped(ctx context.Context, err error) bool {
	return ctx.Err() != nil || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded)
}

// cancelled is the answer when the search ended before there was any plan.
func cancelled(p *planner.Project) *planner.Plan {
	return &planner.Plan{Status: planner.StatusCancelled, Currency: p.Currency, Start: p.Start, Months: p.Months}
}
