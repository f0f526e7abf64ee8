package main

import (
	"context"
	"flag"
	"fmt"
	"path/filepath"
	"time"

	"remanence/data/workbook"
	"remanence/planner"
)

var exportCommand = command{
	name: "export", args: "FILE -o PLAN.xlsx [options]",
	summary: "write the finance workbook of the plan",
	about: `Writes the plan as an Excel workbook with live formulas and checks. The plan
kept in a .remanence file is used while it belongs to the inputs; otherwise, or
with --replan, or with an option that changes the plan, a new one is made.
Without baselines the sheets that compare with today stay short. An existing
workbook is replaced.`,
	prepare: func(f *flag.FlagSet) work {
		var o planOptions
		o.declare(f)
		f.BoolVar(&o.baselines, "baselines", false, "also make the as-today plan and the cheapest plan without optional rules, to compare with")
		out := f.String("o", "", "the `FILE` to write, ending in .xlsx")
		again := f.Bool("replan", false, "make a new plan even when the kept one is current")
		return func(ctx context.Context, c *call, args []string) error {
			return c.export(ctx, args, o, *out, *again)
		}
	},
}

func (c *call) export(ctx context.Context, args []string, o planOptions, out string, again bool) error {
	arg, err := one(args, "The file or folder to export")
	if err != nil {
		return err
	}
	if filepath.Ext(out) != ".xlsx" {
		return usage("Name the workbook to write: -o PLAN.xlsx.")
	}
	in, err := open(arg)
	if err != nil {
		return err
	}
	if in.problems.Refused() {
		return c.refuse(in, false)
	}
	printProblems(c.err, in.problems)
	made, from := in.kept(), "the plan kept in "+arg
	if again || o.changed() || made.plan == nil || o.baselines && made.cheapest == nil {
		from = "a new plan"
		if made, err = c.make(ctx, in, o); err != nil {
			return err
		}
	}
	if !usable(made.plan) {
		printPlan(c.out, in, made)
		return &exit{exitNoPlan, "There is no plan to export; nothing was written."}
	}
	err = workbook.Save(out, in.project(), in.facts, made.plan, workbook.Options{
		AsOf: time.Now().Format(time.DateOnly), AppVersion: c.Version,
		AsToday: made.asToday, Cheapest: made.cheapest, Digest: in.doc.Digest(),
	})
	if err != nil {
		return fmt.Errorf("%s cannot be written: %w", out, plain(err))
	}
	fmt.Fprintf(c.out, "Total cost %s, %s. Written to %s from %s.\n",
		money(made.plan.Currency, costsOf(made.plan).total), made.plan.Status, out, from)
	return nil
}

// kept is what the file holds: its plan and baselines, nil where there is none
// or the inputs changed since.
func (in *input) kept() plans {
	digest := in.doc.Digest()
	current := func(plan *planner.Plan) *planner.Plan {
		if plan == nil || plan.Digest != digest {
			return nil
		}
		return plan
	}
	asToday, cheapest := in.doc.Baselines()
	return plans{current(in.doc.Plan()), current(asToday), current(cheapest)}
}
