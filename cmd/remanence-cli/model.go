package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"remanence/planner/award"
	"remanence/planner/modelfile"
)

var modelCommand = command{
	name: "model", args: "FILE -o MODEL.mps",
	summary: "write the optimisation model for other optimisers",
	about: `Writes the optimisation model of a .remanence file, a case folder or sample:NAME
as free MPS (.mps) or in the LP format (.lp), with readable names, for a check by
another optimiser. Every order lot is a choice in it. The objective is discounted
cost and penalties in the unit that is printed; money that no choice changes, such
as that of orders already placed, is not in it. --held settles the orders and tests of
the plan, the one kept in the file or else a new one, so that another optimiser can say
whether it keeps every row and what it costs.`,
	prepare: func(f *flag.FlagSet) work {
		var o planOptions
		o.declare(f)
		out := f.String("o", "", "write to this `FILE`: .mps or .lp")
		relaxed := f.Bool("relaxed", false, "let no choice be whole: the linear relaxation")
		held := f.Bool("held", false, "settle the orders and tests of the plan")
		return func(ctx context.Context, c *call, args []string) error {
			if *held && *relaxed {
				return usage("Write --held or --relaxed, not both.")
			}
			return c.model(ctx, args, o, *out, *relaxed, *held)
		}
	},
}

func (c *call) model(ctx context.Context, args []string, o planOptions, out string, relaxed, held bool) error {
	arg, err := one(args, "The file or folder to write the model of")
	if err != nil {
		return err
	}
	write := map[string]func(io.Writer, *modelfile.Named) error{".mps": modelfile.WriteMPS, ".lp": modelfile.WriteLP}[filepath.Ext(out)]
	if write == nil {
		return usage("Name the file to write: -o MODEL.mps or -o MODEL.lp.")
	}
	in, err := open(arg)
	if err != nil {
		return err
	}
	if in.problems.Refused() {
		return c.refuse(in, false)
	}
	options, err := o.award(in.project())
	if err != nil {
		return err
	}
	x, want, err := c.exported(ctx, in, options, relaxed, held)
	if err != nil {
		return err
	}
	f, err := os.Create(out)
	if err != nil {
		return fmt.Errorf("%s cannot be written: %w", out, plain(err))
	}
	err = write(f, &x.Named)
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return fmt.Errorf("%s cannot be written: %w", out, plain(err))
	}
	fmt.Fprintf(c.out, "%s and %s written to %s. One unit of the objective is %s %s.\n",
		count(len(x.Cols), "column"), count(len(x.Rows), "row"), out, x.Currency, figure(x.Unit, 6))
	if held {
		fmt.Fprintf(c.out, "The plan comes to an objective of %s.\n", figure(want/x.Unit, 9))
	}
	return nil
}

// exported is the model, with the plan settled in it where that is asked for, and
// what that plan then comes to. The plan is the one the file keeps while it
// belongs to the inputs, else a new one.
func (c *call) exported(ctx context.Context, in *input, o award.Options, relaxed, held bool) (*award.Exported, float64, error) {
	if !held {
		x, err := award.Export(in.project(), in.facts, o, relaxed)
		return x, 0, err
	}
	load := c.Load
	if load == nil {
		load = loadHighs
	}
	opt, end, err := load(ctx, c.CacheDir)
	if err != nil {
		return nil, 0, &exit{exitNoPlan, fmt.Sprintf("The optimiser could not be started: %v", err)}
	}
	defer end()
	q, err := opt.Ask(ctx, in.project(), in.facts, o, in.kept().plan)
	if err != nil {
		return nil, 0, c.notAnswered(ctx, err)
	}
	if !usable(q.Plan) {
		return nil, 0, &exit{exitNoPlan, "There is no plan that keeps every hard rule; remanence-cli explain FILE conflicts says why."}
	}
	x, want, _, err := award.ExportHeld(in.project(), in.facts, o, q.Plan)
	return x, want, err
}
