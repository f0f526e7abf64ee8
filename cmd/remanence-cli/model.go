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
as that of orders already placed, is not in it.`,
	prepare: func(f *flag.FlagSet) work {
		var o planOptions
		o.declare(f)
		out := f.String("o", "", "write to this `FILE`: .mps or .lp")
		relaxed := f.Bool("relaxed", false, "let no choice be whole: the linear relaxation")
		return func(_ context.Context, c *call, args []string) error {
			return c.model(args, o, *out, *relaxed)
		}
	},
}

func (c *call) model(args []string, o planOptions, out string, relaxed bool) error {
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
	x, err := award.Export(in.project(), in.facts, options, relaxed)
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
	return nil
}
