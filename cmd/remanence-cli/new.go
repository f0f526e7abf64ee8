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
	"remanence/data/reference"
	"remanence/planner"
)

var newCommand = command{
	name: "new", args: "FILE.remanence [OPTIONS]",
	summary: "begin an empty project, to import sheets into",
	about: `Writes a project without parts and offers. What is left out keeps the value a new
project has in the app: Euro, 24 months from January 2027. Sheets come in with
"import SHEET --into FILE". A file that is there is kept unless --force is given.`,
	prepare: func(f *flag.FlagSet) work {
		p := document.Begin()
		name := f.String("name", "", "call the project `NAME` (default: the name of the file)")
		currency := f.String("currency", p.Currency, "plan in this `CURRENCY`, three letters")
		start := f.String("start", p.Start.String(), "first `MONTH` of the plan")
		months := f.Int("months", p.Months, "`NUMBER` of months of the plan")
		country := f.String("country", "", "the `COUNTRY` goods are bought into, two letters: duty and freight are looked up for it")
		force := f.Bool("force", false, "replace a file that is there")
		return func(_ context.Context, c *call, args []string) error {
			file, err := one(args, "The file to write")
			if err != nil {
				return err
			}
			first, err := planner.ParseMonth(*start)
			if err != nil {
				return usage("--start: %v.", err)
			}
			p.Name, p.Start, p.Months = *name, first, *months
			p.Currency, p.BuyerCountry = strings.ToUpper(*currency), strings.ToUpper(*country)
			if p.Name == "" {
				p.Name = strings.TrimSuffix(filepath.Base(file), filepath.Ext(file))
			}
			return c.begin(p, file, *force)
		}
	},
}

func (c *call) begin(p *planner.Project, file string, force bool) error {
	if filepath.Ext(file) != document.Ext {
		return usage("A project is kept in a file that ends in %s.", document.Ext)
	}
	switch {
	case len(p.Currency) != 3:
		return usage("--currency takes three letters, for example EUR.")
	case p.BuyerCountry != "" && !isCountry(p.BuyerCountry):
		return usage("--country takes the two letters of a country, for example DE; %s is none.", p.BuyerCountry)
	case p.Months < 1 || p.Months > planner.MaxMonths:
		return usage("--months takes 1 to %d.", planner.MaxMonths)
	}
	if _, err := os.Stat(file); !force && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s is there already; give --force to replace it", file)
	}
	if err := document.New(p).Save(file); err != nil {
		return err
	}
	fmt.Fprintf(c.out, "Begun %s: %s, %d months from %s. Bring in sheets with: remanence-cli import SHEET --into %s\n", file, p.Currency, p.Months, p.Start, file)
	return nil
}

func isCountry(country string) bool {
	_, ok := reference.Shipped().Country(country)
	return ok
}
