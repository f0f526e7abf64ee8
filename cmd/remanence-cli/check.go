package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"

	"remanence/data/document"
	"remanence/planner"
)

var checkCommand = command{
	name: "check", args: "FILE [--json]",
	summary: "list everything wrong with a case",
	about: `Reads a .remanence file, a case folder or sample:NAME and lists every problem
with its severity, where it is and how to mend it. Exit code 1 when an error
stands in the way of a plan; warnings alone are exit code 0.`,
	prepare: func(f *flag.FlagSet) work {
		asJSON := f.Bool("json", false, "print one JSON object")
		return func(_ context.Context, c *call, args []string) error {
			return c.check(args, *asJSON)
		}
	},
}

func (c *call) check(args []string, asJSON bool) error {
	arg, err := one(args, "The file or folder to check")
	if err != nil {
		return err
	}
	in, err := open(arg)
	if err != nil {
		return c.unreadable(arg, err, asJSON)
	}
	bad, warnings := counts(in.problems)
	if asJSON {
		err = writeJSON(c.out, checkResult(in))
	} else {
		printCase(c.out, in.project())
		printProblems(c.out, in.problems)
		fmt.Fprintf(c.out, "\n%s, %s.%s\n", count(bad, "error"), count(warnings, "warning"), verdict(bad))
	}
	if err == nil && bad > 0 {
		return &exit{code: exitInput}
	}
	return err
}

func verdict(bad int) string {
	if bad > 0 {
		return " No plan can be made until the errors are mended."
	}
	return ""
}

func counts(ps planner.Problems) (bad, warnings int) {
	for _, p := range ps {
		if p.Severity == planner.Refuses {
			bad++
		} else {
			warnings++
		}
	}
	return bad, warnings
}

// printCase says in two lines what a case holds.
func printCase(w io.Writer, p *planner.Project) {
	fmt.Fprintf(w, "%s\n%s, %s, %s, %s from %s, money in %s\n", p.Name,
		count(len(p.Parts), "part"), count(len(p.Offers), "offer"), count(len(p.Rules), "rule"),
		count(p.Months, "month"), p.Start, p.Currency)
}

// printProblems lists all problems, errors first.
func printProblems(w io.Writer, ps planner.Problems) {
	for _, severity := range []planner.Severity{planner.Refuses, planner.Warns} {
		for _, p := range ps {
			if p.Severity == severity {
				fmt.Fprintf(w, "%-7s  %s\n", p.Severity, p)
			}
		}
	}
}

// checked is the JSON form of a check. Status is ok or invalid.
type checked struct {
	Status   string           `json:"status"`
	Errors   int              `json:"errors"`
	Warnings int              `json:"warnings"`
	Problems planner.Problems `json:"problems"`
	Project  projectSize      `json:"project"`
}

// projectSize says what a case holds.
type projectSize struct {
	Name     string        `json:"name"`
	Currency string        `json:"currency"`
	Start    planner.Month `json:"start"`
	Months   int           `json:"months"`
	Parts    int           `json:"parts"`
	Offers   int           `json:"offers"`
	Rules    int           `json:"rules"`
}

func sizeOf(p *planner.Project) projectSize {
	return projectSize{p.Name, p.Currency, p.Start, p.Months, len(p.Parts), len(p.Offers), len(p.Rules)}
}

// Statuses of input, beside those of plans.
const (
	statusOK      = "ok"
	statusInvalid = "invalid"
)

func checkResult(in *input) checked {
	r := checked{Status: statusOK, Problems: in.problems, Project: sizeOf(in.project())}
	r.Errors, r.Warnings = counts(in.problems)
	if r.Errors > 0 {
		r.Status = statusInvalid
	}
	if r.Problems == nil {
		r.Problems = planner.Problems{}
	}
	return r
}

// invalid is the JSON form of input that no plan can be made of.
type invalid struct {
	Status   string           `json:"status"`
	Problems planner.Problems `json:"problems"`
}

// refuse lists the problems of input no plan can be made of and ends the command.
func (c *call) refuse(in *input, asJSON bool) error {
	if asJSON {
		if err := writeJSON(c.out, invalid{statusInvalid, in.problems}); err != nil {
			return err
		}
		return &exit{code: exitInput}
	}
	printProblems(c.err, in.problems)
	bad, _ := counts(in.problems)
	return &exit{exitInput, fmt.Sprintf("%s: %s.%s", in.name, count(bad, "error"), verdict(bad))}
}

// unreadable ends the command for a file that cannot be read at all.
func (c *call) unreadable(arg string, err error, asJSON bool) error {
	var e *exit
	if !asJSON || errors.As(err, &e) {
		return err
	}
	problem := planner.Problem{Severity: planner.Refuses, Where: arg, What: err.Error()}
	var file *document.FileError
	if errors.As(err, &file) {
		problem.What, problem.Mend = file.What, file.Mend
	}
	if err := writeJSON(c.out, invalid{statusInvalid, planner.Problems{problem}}); err != nil {
		return err
	}
	return &exit{code: exitInput}
}

func writeJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}
