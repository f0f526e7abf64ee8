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

	"remanence/data/files"
	"remanence/data/sheets/template"
)

var templateCommand = command{
	name: "template", args: "demand|quotes FILE -o X.xlsx [--supplier NAME] [--language de]",
	summary: "write a workbook to be filled in and imported again",
	about: `Writes a template with the parts of a project: demand by month, or a request
for quotes to one supplier in English (en), German (de), Japanese (ja) or
Chinese (zh). What comes back is read by import SHEET --into FILE, also after
columns were moved and rows added. An existing file is kept unless --force is
given.`,
	prepare: func(f *flag.FlagSet) work {
		out := f.String("o", "", "the `FILE` to write, ending in .xlsx")
		supplier := f.String("supplier", "", "`NAME` of the supplier who is to quote")
		language := f.String("language", "en", "`CODE` of the language of the quote request: "+strings.Join(template.Languages, ", "))
		var parts names
		f.Var(&parts, "part", "ask only for these `PARTS`; all magnets when not given")
		force := f.Bool("force", false, "replace an existing file")
		return func(_ context.Context, c *call, args []string) error {
			if len(args) != 2 {
				return usage("Say which template, and for which project: template demand FILE -o X.xlsx.")
			}
			if filepath.Ext(*out) != ".xlsx" {
				return usage("Name the file to write: -o X.xlsx.")
			}
			if _, err := os.Stat(*out); !*force && !errors.Is(err, fs.ErrNotExist) {
				return fmt.Errorf("%s is there already; give --force to replace it", *out)
			}
			in, err := open(args[1])
			if err != nil {
				return err
			}
			var data []byte
			switch args[0] {
			case "demand":
				data, err = template.Demand(in.project(), in.facts)
			case "quotes":
				if *supplier == "" {
					return usage("Name the supplier who is to quote: --supplier NAME.")
				}
				data, err = template.Quotes(in.project(), *supplier, *language, parts)
			default:
				return usage("There is no template %q. Templates: demand, quotes.", args[0])
			}
			if err != nil {
				return err
			}
			if err := files.Write(*out, data); err != nil {
				return fmt.Errorf("%s cannot be written: %w", *out, plain(err))
			}
			fmt.Fprintf(c.out, "Written to %s.\n", *out)
			return nil
		}
	},
}
