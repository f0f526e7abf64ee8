package main

import (
	"cmp"
	"context"
	"flag"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"remanence/data/document"
	"remanence/data/reference"
	"remanence/data/workbook"
	"remanence/planner"
	"remanence/planner/recheck"
	"remanence/planner/scenario"
)

var exportCommand = command{
	name: "export", args: "FILE -o PLAN.xlsx|PLAN.pdf|FOLDER [options]",
	summary: "write the finance workbook, its tables as text, or a decision memo",
	about: `Writes the plan as an Excel workbook with live formulas and checks, every table
of it as a CSV file in a folder, or a one-page decision memo as PDF. The format
follows from the ending of -o unless --format names it. The plan kept in a
.remanence file is used while it belongs to the inputs; otherwise, or with
--replan, or with an option that changes the plan, a new one is made. Without
baselines the sheets that compare with today stay short. --with finds out what
the commands of these names tell and shows it: Resilience value (knockout,
simulate), Sensitivities (tornado, frontier), Scenarios and Bridge (compare,
regret); it takes many plans and makes the baselines too. What is there already
is replaced.`,
	prepare: func(f *flag.FlagSet) work {
		var o planOptions
		var e exporting
		o.declare(f)
		f.BoolVar(&o.baselines, "baselines", false, "also make the as-today plan and the cheapest plan without optional rules, to compare with")
		f.StringVar(&e.out, "o", "", "the `FILE` to write, or the folder of the tables")
		f.StringVar(&e.format, "format", "", "the `FORMAT`: xlsx, csv or memo")
		f.Var(&e.redact, "redact", "leave out `WHAT`: names, prices or both; may be repeated")
		f.BoolVar(&e.letter, "letter", false, "print on Letter paper instead of A4")
		f.BoolVar(&e.prices, "rule-prices", false, "also find the price of every rule, each by a plan of its own")
		f.Var(&e.with, "with", "also find out and show `WHAT`: knockout, simulate, tornado, frontier, regret, compare or all; may be repeated")
		f.Var(&e.under, "scenario", "the plan under this `SCENARIO` of the project, made anew; may be repeated: all hold together")
		f.BoolVar(&e.again, "replan", false, "make a new plan even when the kept one is current")
		return func(ctx context.Context, c *call, args []string) error { return c.export(ctx, args, o, e) }
	},
}

// exporting is what to write and how.
type exporting struct {
	out, format           string
	redact, with, under   names
	letter, prices, again bool
}

// settle finds the format and what is left out.
func (e *exporting) settle() (workbook.Redaction, error) {
	var r workbook.Redaction
	for _, w := range e.redact {
		switch w {
		case "names":
			r.Names = true
		case "prices":
			r.Prices = true
		default:
			return r, usage("--redact leaves out names or prices, not %q.", w)
		}
	}
	ending := strings.ToLower(filepath.Ext(e.out))
	endings := map[string]string{"xlsx": ".xlsx", "memo": ".pdf", "csv": ""}
	if e.format == "" {
		for format, end := range endings {
			if end == ending && end != "" {
				e.format = format
			}
		}
	}
	want, ok := endings[e.format]
	switch {
	case e.format == "" && e.out != "" && ending == "":
		return r, usage("Name the format of %s: --format csv writes a folder of tables; a workbook ends in .xlsx, a memo in .pdf.", e.out)
	case e.format == "":
		return r, usage("Name what to write: -o PLAN.xlsx, -o PLAN.pdf, or -o FOLDER --format csv.")
	case !ok:
		return r, usage("There is no format %q. Formats: xlsx, csv, memo.", e.format)
	case e.out == "" || want != "" && ending != want:
		return r, usage("Name what to write: -o PLAN.xlsx, -o PLAN.pdf, or -o FOLDER --format csv.")
	}
	return r, nil
}

func (c *call) export(ctx context.Context, args []string, o planOptions, e exporting) error {
	arg, err := one(args, "The file or folder to export")
	if err != nil {
		return err
	}
	redact, err := e.settle()
	if err != nil {
		return err
	}
	if e.with, err = findingNames(e.with); err != nil {
		return err
	}
	o.baselines = o.baselines || len(e.with) > 0
	in, err := open(arg)
	if err != nil {
		return err
	}
	if in.problems.Refused() {
		return c.refuse(in, false)
	}
	printProblems(c.err, in.problems)
	under, err := in.under(e.under)
	if err != nil {
		return err
	}
	made, from := in.kept(), "the plan kept in "+arg
	if made.plan == nil {
		made, from = in.shipped(), "the finished plan of "+arg
	}
	if e.again || o.changed() || made.plan == nil || under != "" || o.baselines && made.cheapest == nil {
		from = "a new plan"
		if made, err = c.make(ctx, in, o); err != nil {
			return err
		}
	}
	if !usable(made.plan) {
		printPlan(c.out, in, made)
		return &exit{exitNoPlan, "There is no plan to export; nothing was written."}
	}
	w := workbook.Options{AsOf: time.Now().Format(time.DateOnly), AppVersion: c.Version, AsToday: made.asToday, Cheapest: made.cheapest,
		Digest: in.doc.Digest(), Scenario: under, Redact: redact, Letter: e.letter, Changes: changesOf(in.doc)}
	if w.Recount, err = recount(in, o, made, from == "a new plan"); err != nil {
		return err
	}
	if e.prices {
		if w.RulePrices, err = c.rulePrices(ctx, in, o, made.plan); err != nil {
			return err
		}
	}
	if len(e.with) > 0 {
		if w.Findings, err = c.findings(ctx, in, o, made, e.with); err != nil {
			return err
		}
	}
	written, err := e.write(in, made.plan, w)
	if err != nil {
		return fmt.Errorf("%s cannot be written: %w", e.out, plain(err))
	}
	fmt.Fprintf(c.out, "Total cost %s; %s. Written to %s from %s.\n",
		money(made.plan.Currency, costsOf(made.plan).total), statusText(made.plan.Status, made.plan.Gap), written, from)
	return nil
}

// recount counts a plan a second time, unless that was done when it was made or its
// inputs are no longer those it was made for.
func recount(in *input, o planOptions, made plans, new bool) (*workbook.Recount, error) {
	if new {
		return &workbook.Recount{Findings: made.findings}, nil
	}
	if made.plan.Digest != in.doc.Digest() {
		return nil, nil
	}
	options, err := o.award(in.project())
	if err != nil {
		return nil, err
	}
	return &workbook.Recount{Findings: recheck.Check(options.WithRules(in.project()), in.facts, made.plan)}, nil
}

// under puts the project under some of its scenarios, "" for none, and gives their
// names.
func (in *input) under(ids names) (string, error) {
	if len(ids) == 0 {
		return "", nil
	}
	var list []planner.Scenario
	var called []string
	p := in.project()
	for _, id := range ids {
		i := slices.IndexFunc(p.Scenarios, func(s planner.Scenario) bool { return s.ID == id })
		if i < 0 {
			return "", usage("There is no scenario %q. Scenarios of this project: %s.", id, listed(p.Scenarios, func(s planner.Scenario) string { return s.ID }))
		}
		list, called = append(list, p.Scenarios[i]), append(called, cmp.Or(p.Scenarios[i].Name, id))
	}
	q, _, problems := scenario.Apply(p, in.facts, list...)
	in.facts = reference.Shipped().WithProject(q)
	if problems = append(problems, q.Validate(in.facts)...); problems.Refused() {
		i := slices.IndexFunc(problems, func(p planner.Problem) bool { return p.Severity == planner.Refuses })
		return "", fmt.Errorf("under this scenario no plan can be made. %s: %s %s", problems[i].Where, problems[i].What, problems[i].Mend)
	}
	in.doc = document.New(q)
	return strings.Join(called, " + "), nil
}

// write writes the format asked for and says where.
func (e *exporting) write(in *input, plan *planner.Plan, o workbook.Options) (string, error) {
	switch e.format {
	case "memo":
		return e.out, workbook.SaveMemo(e.out, in.project(), in.facts, plan, o)
	case "csv":
		files, err := workbook.SaveTables(e.out, in.project(), in.facts, plan, o)
		return fmt.Sprintf("%s (%d tables)", e.out, len(files)), err
	}
	return e.out, workbook.Save(e.out, in.project(), in.facts, plan, o)
}

// changesOf is the log of the document as the workbook shows it.
func changesOf(doc *document.Document) []workbook.Change {
	var out []workbook.Change
	for _, x := range doc.Log() {
		out = append(out, workbook.Change{At: x.At.Format(time.DateOnly), Name: x.Name, Kind: x.Kind, Edits: slices.Clone(x.Edits)})
	}
	return out
}

// rulePrices asks what each rule costs; it takes a plan each.
func (c *call) rulePrices(ctx context.Context, in *input, o planOptions, plan *planner.Plan) ([]workbook.RulePrice, error) {
	options, err := o.award(in.project())
	if err != nil {
		return nil, err
	}
	line := c.ticker(plan.Currency)
	defer line.clear()
	line.say("Starting the optimiser …")
	load := c.Load
	if load == nil {
		load = loadHighs
	}
	opt, end, err := load(ctx, c.CacheDir)
	if err != nil {
		return nil, &exit{exitNoPlan, fmt.Sprintf("The optimiser could not be started: %v", err)}
	}
	defer end()
	options.Digest = in.doc.Digest()
	q, err := opt.Ask(ctx, in.project(), in.facts, options, plan)
	if err != nil {
		return nil, c.notAnswered(ctx, err)
	}
	q.Done = func(done, of int) { line.say(fmt.Sprintf("Price of rules … %d of %d", done, of)) }
	prices, err := q.RulePrices(ctx)
	if err != nil {
		return nil, c.notAnswered(ctx, err)
	}
	var out []workbook.RulePrice
	for _, x := range prices {
		out = append(out, workbook.RulePrice{Rule: x.Rule, Price: planner.Opt[float64]{V: x.Price.Value, OK: x.Known}, Text: x.Text})
	}
	return out, nil
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
	return plans{plan: current(in.doc.Plan()), asToday: current(asToday), cheapest: current(cheapest)}
}
