package main

import (
	"context"
	"flag"
	"fmt"
	"slices"
	"strings"

	"remanence/planner"
	"remanence/planner/award"
)

var explainCommand = command{
	name: "explain", args: "FILE [QUESTION [NAME…]] [options]",
	summary: "say why the plan is as it is and what would change it",
	about: `Explains the plan kept in a .remanence file while it belongs to the inputs, else
a new one. Each answer comes from planning again with one thing changed, so it
takes a few plans; --time-limit holds for each. QUESTION is one of

  reasons                 the sentences of the plan, without planning again (default)
  rules [RULE…]           what each rule (or those named) costs
  limits                  what holds the plan, and what one unit more would save
  why-not OFFER…          why an offer is not awarded, and the price at which it would be
  break-even OFFER…       the price at which an offer enters the plan or drops out
  sweep INDEX FROM TO     the exact prices of an index at which the plan changes
  tests                   the last month in which each test can start without shortage
  alternatives [SHARE]    plans that cost at most so much more (default 1%) and award differently
  bridge [A [B]]          from plan A to plan B in steps that sum to the cent; each is plan,
                          as-today, cheapest or without:R01,R02 (default: as-today plan)
  budget                  the plan against the standard prices of the parts
  conflicts               the rules that cannot all be kept, with the least change of each
  all                     reasons, rules, limits, tests and alternatives

docs/command.md lists every key of --json.`,
	prepare: func(f *flag.FlagSet) work {
		var o planOptions
		o.declare(f)
		asJSON := f.Bool("json", false, "print one JSON object")
		return func(ctx context.Context, c *call, args []string) error {
			return c.explain(ctx, args, o, *asJSON)
		}
	},
}

// question is what is asked, with its names.
type question struct {
	what  string
	names []string
	share float64 // of alternatives
	from  float64 // of a sweep
	to    float64
}

var questions = []string{"reasons", "rules", "limits", "why-not", "break-even", "sweep", "tests", "alternatives", "bridge", "budget", "conflicts", "all"}

// readQuestion takes the words after the file.
func readQuestion(args []string) (question, error) {
	q := question{what: "reasons", share: 0.01}
	if len(args) == 0 {
		return q, nil
	}
	q.what, q.names = args[0], args[1:]
	switch q.what {
	case "rule":
		q.what = "rules"
	case "test":
		q.what = "tests"
	}
	if !slices.Contains(questions, q.what) {
		return q, usage("There is no question %q. Questions: %s.", args[0], strings.Join(questions, ", "))
	}
	switch q.what {
	case "why-not", "break-even":
		if len(q.names) == 0 {
			return q, usage("Name an offer: %s OFFER.", q.what)
		}
	case "sweep":
		if len(q.names) != 3 {
			return q, usage("A sweep names an index and two prices: sweep INDEX FROM TO.")
		}
		var err error
		if q.from, err = planner.ParseNumber(q.names[1]); err != nil {
			return q, usage("%s.", err)
		}
		if q.to, err = planner.ParseNumber(q.names[2]); err != nil {
			return q, usage("%s.", err)
		}
		if q.names = q.names[:1]; q.from < 0 || q.from >= q.to {
			return q, usage("A sweep leads from a lower price to a higher one.")
		}
	case "alternatives":
		if len(q.names) > 0 {
			var s share
			if err := s.Set(q.names[0]); err != nil {
				return q, usage("%s.", err)
			}
			q.share, q.names = s.V, q.names[1:]
		}
	case "bridge":
		for i, d := range []string{"as-today", "plan"} {
			if len(q.names) <= i {
				q.names = append(q.names, d)
			}
		}
		if len(q.names) > 2 {
			return q, usage("A bridge leads from one plan to one other; %q is too much.", q.names[2])
		}
		for _, name := range q.names {
			if !slices.Contains(bridgeEnds, name) && !strings.HasPrefix(name, withoutPrefix) {
				return q, usage("There is no plan %q. A bridge knows %s and %sR01,R02.", name, strings.Join(bridgeEnds, ", "), withoutPrefix)
			}
		}
		return q, nil
	}
	if len(q.names) > 0 && !slices.Contains([]string{"rules", "why-not", "break-even", "sweep"}, q.what) {
		return q, usage("%s takes no name; %q is too much.", q.what, q.names[0])
	}
	return q, nil
}

func (c *call) explain(ctx context.Context, args []string, o planOptions, asJSON bool) error {
	if len(args) == 0 {
		return usage("The file or folder to explain is missing.")
	}
	ask, err := readQuestion(args[1:])
	if err != nil {
		return err
	}
	in, err := open(args[0])
	if err != nil {
		return c.unreadable(args[0], err, asJSON)
	}
	if in.problems.Refused() {
		return c.refuse(in, asJSON)
	}
	if err := known(in.project(), ask); err != nil {
		return err
	}
	if ask.what == "budget" && !slices.ContainsFunc(in.project().Parts, func(p planner.Part) bool { return p.StandardPrice.OK }) {
		return errNoBudget // said before time is spent on a plan
	}
	options, err := o.award(in.project())
	if err != nil {
		return err
	}
	options.Digest = in.doc.Digest()
	out, err := c.answer(ctx, in, ask, o, options)
	if err != nil {
		return err
	}
	if asJSON {
		err = writeJSON(c.out, out)
	} else {
		printExplanation(c.out, in, out)
	}
	if err == nil && !usable(out.plan) && ask.what != "conflicts" {
		return &exit{code: exitNoPlan}
	}
	return err
}

// known refuses rules and offers that are not there before anything is planned.
func known(p *planner.Project, ask question) error {
	var ids []string
	switch ask.what {
	case "rules":
		for _, r := range p.Rules {
			ids = append(ids, r.ID)
		}
	case "why-not", "break-even":
		for _, r := range p.Offers {
			ids = append(ids, r.ID)
		}
	case "sweep":
		for _, r := range p.Indices {
			ids = append(ids, r.ID)
		}
		if len(ids) == 0 {
			return usage("This project has no index of its own; enter %s with its values first.", ask.names[0])
		}
	case "bridge":
		for _, r := range p.Rules {
			ids = append(ids, r.ID)
		}
		ask.names = rulesNamed(ask.names)
	default:
		return nil
	}
	for _, name := range ask.names {
		if !slices.Contains(ids, name) {
			return usage("There is no %q in this project. It has: %s.", name, strings.Join(ids, ", "))
		}
	}
	return nil
}

// errNoBudget is what a budget cannot be compared without.
var errNoBudget = &exit{exitInput, "No part has a standard price, the price a piece that finance counts on, so there is no budget to compare with. Enter it in the window on the page Demand, column Standard price, in the column standard_price of demand.csv, or import a sheet that has it."}

// rulesNamed are the rules that the ends of a bridge leave out.
func rulesNamed(ends []string) []string {
	var ids []string
	for _, name := range ends {
		if rules, ok := strings.CutPrefix(name, withoutPrefix); ok {
			ids = append(ids, strings.Split(rules, ",")...)
		}
	}
	return ids
}

// answer plans what the question needs.
func (c *call) answer(ctx context.Context, in *input, ask question, o planOptions, options award.Options) (explanation, error) {
	line := c.ticker(in.project().Currency)
	defer line.clear()
	made := in.ready()
	if o.changed() {
		made = plans{}
	}
	line.say("Starting the optimiser …")
	load := c.Load
	if load == nil {
		load = loadHighs
	}
	opt, end, err := load(ctx, c.CacheDir)
	if err != nil {
		return explanation{}, &exit{exitNoPlan, fmt.Sprintf("The optimiser could not be started: %v", err)}
	}
	defer end()
	line.say("Planning …")
	q, err := opt.Ask(ctx, in.project(), in.facts, options, made.plan)
	if err != nil {
		return explanation{}, c.notAnswered(ctx, err)
	}
	q.Done = func(done, of int) { line.say(fmt.Sprintf("Answering … %d of %d", done, of)) }
	out := explain(q)
	if !usable(q.Plan) && ask.what != "reasons" {
		ask.what = "conflicts"
	}
	if err := out.ask(ctx, q, ask); err != nil {
		return out, c.notAnswered(ctx, err)
	}
	return out, nil
}

func (c *call) notAnswered(ctx context.Context, err error) error {
	if stopped(ctx, err) {
		return &exit{exitNoPlan, "Stopped before the question was answered."}
	}
	return &exit{exitNoPlan, fmt.Sprintf("The question could not be answered: %v", err)}
}

// The plans a bridge may lead from and to.
var bridgeEnds = []string{"plan", "as-today", "cheapest"}

const withoutPrefix = "without:"

// planNamed makes one end of a bridge.
func planNamed(ctx context.Context, q *award.Questions, name string) (*planner.Plan, error) {
	switch name {
	case "plan":
		return q.Plan, nil
	case "as-today":
		return award.AsToday(ctx, q.Engine, q.Project, q.Facts, q.Options)
	case "cheapest":
		return award.Cheapest(ctx, q.Engine, q.Project, q.Facts, q.Options)
	}
	o := q.Options
	o.WithoutRules = append(slices.Clone(o.WithoutRules), strings.Split(strings.TrimPrefix(name, withoutPrefix), ",")...)
	return award.Make(ctx, q.Engine, q.Project, q.Facts, o)
}
