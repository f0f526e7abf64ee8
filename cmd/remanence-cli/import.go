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
	name: "import", args: "DIR -o FILE.remanence [--force] | SHEET --into FILE.remanence [OPTIONS]",
	summary: "turn a case folder into a .remanence file, or read a sheet into one",
	about: `With --into, reads anybody's sheet (.xlsx, .xlsm, .csv, .tsv) into a project:
finds the table, guesses its columns, prints what it took and what it asks, and
writes the good rows as one change. Rows with questions or faults stay out, are
listed with their cells, and make the exit code 1. docs/import.md has the rules.

Without it, reads a case folder (or sample:NAME) and writes it as a .remanence file, which
the app opens. Problems are listed on stderr. When some are errors the file is
written all the same with every row that could be read, so that it can be
mended in the app, and the exit code is 1. An existing file is kept unless
--force is given.`,
	prepare: func(f *flag.FlagSet) work {
		out := f.String("o", "", "the `FILE` to write, ending in .remanence")
		force := f.Bool("force", false, "replace an existing file")
		var sheet sheetImport
		f.StringVar(&sheet.into, "into", "", "read a sheet into this project `FILE`; -o writes elsewhere")
		f.StringVar(&sheet.kind, "kind", "", "`KIND` of table: "+kindNames()+"; found out when not given")
		f.StringVar(&sheet.memory, "map", "", "`FILE` that remembers how layouts are read")
		f.StringVar(&sheet.sheet, "sheet", "", "`NAME` of the sheet inside the file")
		f.IntVar(&sheet.table, "table", 0, "`NUMBER` of the table, as they stand in the file or the sheet; the best one when not given")
		f.StringVar(&sheet.mode, "mode", "update", "`MODE`: update, append or replace")
		f.StringVar(&sheet.password, "password", "", "`PASSWORD` of the file")
		f.BoolVar(&sheet.preview, "preview", false, "only say what would happen")
		f.BoolVar(&sheet.json, "json", false, "say it as one JSON object")
		f.Var(&sheet.answers, "answer", "answer a question, `KEY=VALUE`; may be repeated")
		f.Var(&sheet.take, "take", "take these `ROWS` in spite of their questions; all takes all")
		return func(ctx context.Context, c *call, args []string) error {
			if sheet.into != "" {
				sheet.out = *out
				return sheet.run(ctx, c, args)
			}
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
