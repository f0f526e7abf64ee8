package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"remanence/data/document"
)

var importCommand = command{
	name: "import", args: "DIR -o FILE.remanence [--force]",
	summary: "turn a case folder into a .remanence file",
	about: `Reads a case folder (or sample:NAME) and writes it as a .remanence file, which
the app opens. Problems are listed on stderr. When some are errors the file is
written all the same with every row that could be read, so that it can be
mended in the app, and the exit code is 1. An existing file is kept unless
--force is given.`,
	prepare: func(f *flag.FlagSet) work {
		out := f.String("o", "", "the `FILE` to write, ending in .remanence")
		force := f.Bool("force", false, "replace an existing file")
		return func(_ context.Context, c *call, args []string) error {
			return c.importCase(args, *out, *force)
		}
	},
}

func (c *call) importCase(args []string, out string, force bool) error {
	arg, err := one(args, "The case folder to import")
	if err != nil {
		return err
	}
	if !strings.HasSuffix(arg, string(filepath.Separator)) && filepath.Ext(arg) == document.Ext {
		return usage("%s is a %s file already; import reads a case folder.", arg, document.Ext)
	}
	if filepath.Ext(out) != document.Ext {
		return usage("Name the file to write: -o FILE%s.", document.Ext)
	}
	if _, err := os.Stat(out); !force && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s is there already; give --force to replace it", out)
	}
	in, err := open(arg)
	if err != nil {
		return err
	}
	p := in.project()
	printProblems(c.err, in.problems)
	bad, _ := counts(in.problems)
	if len(p.Parts)+len(p.Offers) == 0 {
		return fmt.Errorf("%s holds no part and no offer that could be read; nothing was written", arg)
	}
	if err := in.doc.Save(out); err != nil {
		return err
	}
	printCase(c.out, p)
	fmt.Fprintf(c.out, "Written to %s.\n", out)
	if bad > 0 {
		return fmt.Errorf("%s to mend before a plan can be made; every row that could be read is in %s", count(bad, "error"), out)
	}
	return nil
}
