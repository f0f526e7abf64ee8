package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"slices"
	"strings"

	"remanence/data/reference"
	"remanence/planner"
	"remanence/planner/award"
	"remanence/planner/compare"
	"remanence/planner/scenario"
)

// whatIfOptions are shared by compare, regret, frontier and tornado.
type whatIfOptions struct {
	planOptions
	scenarios names
	shocks    shockList
	json      bool
	made      plans // that the file holds or the sample ships with, while they belong to the inputs
}

// plan is that of the base: the one that is there, else a new one.
func (o *whatIfOptions) plan(ctx context.Context, w *compare.Work) (*planner.Plan, error) {
	if award.Planned(w.Plan) {
		return w.Plan, nil
	}
	return award.Make(ctx, w.Engine, w.Base, w.Facts, w.Options)
}

// baselines are the as-today and the cheapest plan: those that are there, else new
// ones.
func (o *whatIfOptions) baselines(ctx context.Context, w *compare.Work) (today, cheapest *planner.Plan, err error) {
	if o.made.asToday != nil && o.made.cheapest != nil {
		return o.made.asToday, o.made.cheapest, nil
	}
	return award.Baselines(ctx, w.Engine, w.Base, w.Facts, w.Options)
}

func (o *whatIfOptions) declare(f *flag.FlagSet) {
	o.planOptions.declare(f)
	f.BoolVar(&o.json, "json", false, "print one JSON object")
}

func (o *whatIfOptions) declareCases(f *flag.FlagSet) {
	f.Var(&o.scenarios, "scenario", "only these `SCENARIOS` of the project: S1,S3 (default: all); S1+S3 holds both together; may be repeated")
	f.Var(&o.shocks, "shock", "also this `SHOCK` of the library: ID, ID@2027-05, ID@2027-05/6 (months), ID=WHAT@…, ID~SIZE; may be repeated")
}

// shockList are shocks as written: ID[=WHAT][~SIZE][@MONTH[/MONTHS]].
type shockList []shockArg

type shockArg struct {
	id, what string
	size     planner.Opt[float64]
	start    planner.Month
	months   int
}

func (l *shockList) String() string { return "" }

func (l *shockList) Set(text string) error {
	var a shockArg
	rest, when, dated := strings.Cut(text, "@")
	rest, size, sized := strings.Cut(rest, "~")
	a.id, a.what, _ = strings.Cut(rest, "=")
	if sized {
		v, err := planner.ParseNumber(size)
		if err != nil {
			return fmt.Errorf("%q is no size of a shock", size)
		}
		a.size = planner.Some(v)
	}
	if dated {
		month, length, long := strings.Cut(when, "/")
		var err error
		if a.start, err = planner.ParseMonth(month); err != nil {
			return err
		}
		if long {
			if a.months, err = planner.ParseWhole(length); err != nil || a.months < 1 {
				return fmt.Errorf("%q is no number of months", length)
			}
		}
	}
	*l = append(*l, a)
	return nil
}

// cases are the columns asked for, the base first.
func (o *whatIfOptions) cases(in *input) ([]compare.Case, error) {
	p := in.project()
	out := []compare.Case{{Name: "base"}}
	if len(o.scenarios) == 0 && len(o.shocks) == 0 {
		return compare.Cases(p), nil
	}
	for _, text := range o.scenarios {
		var c compare.Case
		for _, id := range strings.Split(text, "+") {
			i := slices.IndexFunc(p.Scenarios, func(s planner.Scenario) bool { return s.ID == id })
			if i < 0 {
				return nil, usage("There is no scenario %q. Scenarios of this project: %s.", id, listed(p.Scenarios, func(s planner.Scenario) string { return s.ID }))
			}
			c.Scenarios = append(c.Scenarios, p.Scenarios[i])
			c.Name = strings.TrimPrefix(c.Name+" + "+p.Scenarios[i].Name, " + ")
		}
		out = append(out, c)
	}
	for _, a := range o.shocks {
		i := slices.IndexFunc(in.facts.Shocks, func(k planner.KnownShock) bool { return k.ID == a.id })
		if i < 0 {
			return nil, usage("There is no shock %q. Shocks: %s.", a.id, listed(in.facts.Shocks, func(k planner.KnownShock) string { return k.ID }))
		}
		k := in.facts.Shocks[i]
		if k.Ask != "" && a.what == "" {
			return nil, usage("The shock %s asks for a %s: write %s=NAME.", k.ID, strings.TrimSuffix(k.Ask, "s"), k.ID)
		}
		s := scenario.From(k, a.what, a.start, a.months)
		if a.size.OK {
			var err error
			if s, err = scenario.WithStrength(s, a.size.V); err != nil {
				return nil, usage("%s.", sentence(err.Error()))
			}
		}
		out = append(out, compare.Case{Name: s.Name, Scenarios: []planner.Scenario{s}})
	}
	return out, nil
}

func listed[T any](rows []T, name func(T) string) string {
	out := make([]string, len(rows))
	for i, r := range rows {
		out[i] = name(r)
	}
	return strings.Join(out, ", ")
}

// whatIf opens the input and the optimiser and hands both to do.
func (c *call) whatIf(ctx context.Context, args []string, o *whatIfOptions, do func(*input, *compare.Work) error) error {
	arg, err := one(args, "The file or folder")
	if err != nil {
		return err
	}
	in, err := open(arg)
	if err != nil {
		return c.unreadable(arg, err, o.json)
	}
	if in.problems.Refused() {
		return c.refuse(in, o.json)
	}
	printProblems(c.err, in.problems)
	if _, err := o.cases(in); err != nil {
		return err
	}
	if !o.changed() {
		o.made = in.ready()
	}
	return c.working(ctx, in, o.planOptions, o.made.plan, func(w *compare.Work) error { return do(in, w) })
}

// working starts the optimiser and hands over what plans are made with. plan is that
// of the base, nil when it is still to be made.
func (c *call) working(ctx context.Context, in *input, o planOptions, plan *planner.Plan, do func(*compare.Work) error) error {
	options, err := o.award(in.project())
	if err != nil {
		return err
	}
	options.Digest = in.doc.Digest()
	line := c.ticker(in.project().Currency)
	defer line.clear()
	line.say("Starting the optimiser …")
	load := c.Load
	if load == nil {
		load = loadHighs
	}
	opt, end, err := load(ctx, c.CacheDir)
	if err != nil {
		return &exit{exitNoPlan, fmt.Sprintf("The optimiser cannot be started: %v", err)}
	}
	defer end()
	e, ok := opt.(engine)
	if !ok {
		return &exit{exitNoPlan, "This optimiser makes single plans only."}
	}
	w := &compare.Work{Engine: e.Engine, Base: in.project(), Facts: in.facts, FactsOf: reference.Shipped().WithProject, Options: options, Plan: plan}
	w.Done = func(done, of int, what string) {
		if of == 0 {
			line.say(fmt.Sprintf("%.70s", what))
			return
		}
		line.say(fmt.Sprintf("%d of %d: %.50s", done, of, what))
	}
	if err := do(w); err != nil {
		if stopped(ctx, err) {
			return &exit{exitNoPlan, "Stopped before the answer was complete."}
		}
		return err
	}
	return nil
}

var compareCommand = command{
	name: "compare", args: "FILE [options]",
	summary: "plans under several scenarios side by side",
	about: `Plans the base and each scenario (all of the project, or those named, or shocks
of the library), each as if known from the start, and sets cost by kind, cash,
exposure, licences, cover, tests, tonnes by supplier and the first line stop side
by side, with the bridge from the base to each. --base sets the differences and the
bridges against another scenario.`,
	prepare: func(f *flag.FlagSet) work {
		var o whatIfOptions
		o.declare(f)
		o.declareCases(f)
		base := f.String("base", "base", "differences and bridges are against this `CASE`: base, S1, S1+S3 or the name of a shock")
		return func(ctx context.Context, c *call, args []string) error {
			return c.whatIf(ctx, args, &o, func(in *input, w *compare.Work) error { return c.compare(ctx, in, w, &o, *base) })
		}
	},
}

// compared is the JSON form of compare.
type compared struct {
	Status   string          `json:"status"`
	Currency string          `json:"currency"`
	Cases    []comparedCase  `json:"cases"`
	Table    compare.Table   `json:"table"`
	Bridges  []*award.Bridge `json:"bridges"` // from the case at table.base to each; null where there is no plan

	start planner.Month
}

type comparedCase struct {
	Name    string            `json:"name"`
	Status  string            `json:"status"` // of its plan
	Gap     float64           `json:"gap"`
	Changes []scenario.Change `json:"changes"`
	Notes   []string          `json:"notes"` // what could not be applied
}

// based are the cases with the one differences are against among them, and its place.
func (o *whatIfOptions) based(in *input, base string) ([]compare.Case, int, error) {
	cases, err := o.cases(in)
	if err != nil {
		return nil, 0, err
	}
	place := func(list []compare.Case) int {
		return slices.IndexFunc(list, func(c compare.Case) bool { return caseID(c) == base || c.Name == base })
	}
	if i := place(cases); i >= 0 {
		return cases, i, nil
	}
	named := whatIfOptions{scenarios: names{base}}
	more, err := named.cases(in)
	if err != nil {
		return nil, 0, usage("There is no case %q for --base. Cases: %s; scenarios of this project: %s.", base, listed(cases, caseID), listed(in.project().Scenarios, func(s planner.Scenario) string { return s.ID }))
	}
	return append(cases, more[1:]...), len(cases), nil
}

func (c *call) compare(ctx context.Context, in *input, w *compare.Work, o *whatIfOptions, base string) error {
	cases, at, err := o.based(in, base)
	if err != nil {
		return err
	}
	made, err := w.Plans(ctx, cases)
	if err != nil {
		return err
	}
	out := compared{Status: "ok", Currency: in.project().Currency, start: in.project().Start}
	var names []string
	var plans []*planner.Plan
	for _, m := range made {
		x := comparedCase{Name: m.Case.Name, Status: string(m.Plan.Status), Gap: m.Plan.Gap, Changes: m.Changes, Notes: []string{}}
		for _, q := range m.Problems {
			x.Notes = append(x.Notes, q.String())
		}
		if x.Changes == nil {
			x.Changes = []scenario.Change{}
		}
		out.Cases = append(out.Cases, x)
		names, plans = append(names, m.Case.Name), append(plans, m.Plan)
		var bridge *award.Bridge
		if award.Planned(m.Plan) && award.Planned(made[at].Plan) {
			if b, err := award.NewBridge(made[at].Plan, m.Plan); err == nil {
				bridge = &b
			}
		}
		out.Bridges = append(out.Bridges, bridge)
	}
	out.Table = compare.NewTable(names, plans, at)
	if o.json {
		return writeJSON(c.out, out)
	}
	printCompared(c.out, out)
	return nil
}

func printCompared(w io.Writer, x compared) {
	for i, k := range x.Cases {
		fmt.Fprintf(w, "%d  %s (%s)\n", i, k.Name, statusText(planner.PlanStatus(k.Status), k.Gap))
		for _, ch := range k.Changes {
			fmt.Fprintf(w, "     %s\n", ch.Text)
		}
		for _, n := range k.Notes {
			fmt.Fprintf(w, "     ! %s\n", n)
		}
	}
	group := ""
	var t *table
	for _, r := range x.Table.Rows {
		if r.Group != group {
			if t != nil {
				t.write(w)
				printUnknown(w, group, x.Table)
			}
			group = r.Group
			section(w, fmt.Sprintf("%s, difference to %s", group, x.Table.Columns[x.Table.Base]))
			heads := []string{""}
			for i := range x.Table.Columns {
				heads = append(heads, fmt.Sprintf(">%d", i))
				if i != x.Table.Base {
					heads = append(heads, "> ")
				}
			}
			t = newTable(heads...)
		}
		name := exposureText(r.Name)
		if r.Unit == "weeks" || r.Unit == "kg CO2 per kg" {
			name += ", " + r.Unit
		}
		cells := []string{name}
		for i, v := range r.Values {
			value := rowText(r.Unit, v, x.Currency)
			if r.Unit == "month" && v.OK {
				value = (x.start + planner.Month(v.V)).String()
			}
			cells = append(cells, value)
			if i != x.Table.Base {
				d := rowText(r.Unit, r.Above[i], x.Currency)
				if r.Above[i].OK && r.Above[i].V > 0 && strings.Trim(d, "0. %") != "" {
					d = "+" + d
				}
				if r.Unit == "month" && r.Above[i].OK && r.Above[i].V != 0 {
					d += " months"
				}
				cells = append(cells, d)
			}
		}
		t.add(cells...)
	}
	if t != nil {
		t.write(w)
		printUnknown(w, group, x.Table)
	}
}

// printUnknown says below the exposures why the shares of a stage may be more than
// the whole.
func printUnknown(w io.Writer, group string, t compare.Table) {
	if group != "Exposure" || len(t.UnknownCounted) == 0 {
		return
	}
	var stages []string
	for _, u := range t.UnknownCounted {
		most := 0.0
		for _, v := range u.Values {
			most = max(most, v.V)
		}
		stages = append(stages, fmt.Sprintf("%s, %s up to %s", u.Element, u.Stage, percent(most)))
	}
	fmt.Fprintf(w, "  Unknown origin counts in full for each country, as the worst case; the shares of a stage may so add up to more than 100 %%.\n  Unknown: %s.\n", strings.Join(stages, "; "))
}

// exposureText names the exposure of all rare earths together; at the magnet it is
// the mass of magnets.
func exposureText(name string) string {
	if country, ok := strings.CutPrefix(name, "all, "+string(planner.Magnet)+", "); ok {
		return "magnets by mass, " + country
	}
	if rest, ok := strings.CutPrefix(name, "all, "); ok {
		return "all rare earths, " + rest
	}
	return name
}

// regretNotes says which of the marks of a regret table need a word.
func regretNotes(r compare.Regret) (given, below bool) {
	for _, row := range r.Cells {
		for _, x := range row {
			given = given || x.RulesGiven
			below = below || x.RulesGiven && x.Regret.OK && x.Regret.V < 0
		}
	}
	return given, below
}

func rowText(unit string, v planner.Opt[float64], currency string) string {
	switch {
	case !v.OK:
		return "–"
	case unit == "share":
		return percent(v.V)
	case unit == "money":
		return figure(v.V, 0)
	case unit == "tests", unit == "month":
		return figure(v.V, 0)
	}
	return figure(v.V, 1)
}

var regretCommand = command{
	name: "regret", args: "FILE [options]",
	summary: "what each plan costs more in each scenario than the best there",
	about: `Makes plans (the base's, the cheapest without optional rules, as today, and one
for each scenario as if it were known) and follows each into every scenario: kept
to its end, and kept until the scenario is known and planned anew from then on.
The regret is what the latter costs above the best of that scenario.`,
	prepare: func(f *flag.FlagSet) work {
		var o whatIfOptions
		o.declare(f)
		o.declareCases(f)
		react := f.Int("react", compare.DefaultReact, "follow a plan this many `MONTHS` before a scenario that holds from the start is known")
		own := f.Bool("own-plans", false, "also follow the plan made for each scenario")
		return func(ctx context.Context, c *call, args []string) error {
			if err := reactAsked(*react); err != nil {
				return err
			}
			return c.whatIf(ctx, args, &o, func(in *input, w *compare.Work) error { return c.regret(ctx, in, w, &o, *react, *own) })
		}
	},
}

func reactAsked(months int) error {
	if months < 0 {
		return usage("--react must be 0 or more months.")
	}
	return nil
}

// regretted is the JSON form of regret.
type regretted struct {
	Status   string         `json:"status"`
	Currency string         `json:"currency"`
	React    int            `json:"react_months"`
	Regret   compare.Regret `json:"regret"`
}

func (c *call) regret(ctx context.Context, in *input, w *compare.Work, o *whatIfOptions, react int, own bool) error {
	r, err := o.regrets(ctx, in, w, react, own)
	if err != nil {
		return err
	}
	if o.json {
		return writeJSON(c.out, regretted{"ok", in.project().Currency, react, r})
	}
	heads := []string{""}
	for _, k := range r.Cases {
		heads = append(heads, ">"+k)
	}
	kinds := []struct {
		title string
		value func(compare.Cell) planner.Opt[float64]
	}{{"Regret", func(x compare.Cell) planner.Opt[float64] { return x.Regret }}, {"Cost, planned anew once known", func(x compare.Cell) planner.Opt[float64] { return x.Replanned }},
		{"Cost, plan kept to its end", func(x compare.Cell) planner.Opt[float64] { return x.Fixed }}}
	for n, k := range kinds {
		section(c.out, fmt.Sprintf("%s, %s", k.title, in.project().Currency))
		t := newTable(heads...)
		if n == 0 {
			t = newTable(append(slices.Clone(heads), ">largest")...)
		}
		for i, name := range r.Plans {
			cells := []string{name}
			for _, x := range r.Cells[i] {
				text := rowText("money", k.value(x), "")
				if x.RulesGiven && n < 2 {
					text += " *"
				}
				cells = append(cells, text)
			}
			if n == 0 {
				cells = append(cells, rowText("money", r.Most[i], ""))
			}
			t.add(cells...)
		}
		t.write(c.out)
	}
	if r.Least >= 0 {
		fmt.Fprintf(c.out, "\nThe plan whose worst regret is least: %s, %s.\n", r.Plans[r.Least], money(in.project().Currency, amount(r.Most[r.Least].V)))
	}
	if given, below := regretNotes(r); given || below {
		fmt.Fprintln(c.out)
		if given {
			fmt.Fprintln(c.out, "* optional rules had to give way.")
		}
		if below {
			fmt.Fprintln(c.out, "A regret below 0: without these rules the plan costs less than the best one that keeps them.")
		}
	}
	return nil
}

// regrets follows the plan of the base, the baselines and, when own, the plan of each
// scenario into every scenario.
func (o *whatIfOptions) regrets(ctx context.Context, in *input, w *compare.Work, react int, own bool) (compare.Regret, error) {
	cases, _ := o.cases(in)
	toPlan := cases[:1]
	if own {
		toPlan = cases
	}
	made, err := w.Plans(ctx, toPlan)
	if err != nil {
		return compare.Regret{}, err
	}
	today, cheapest, err := o.baselines(ctx, w)
	if err != nil {
		return compare.Regret{}, err
	}
	var plans []*planner.Plan
	for i, m := range made {
		named := *m.Plan // the plan of the file keeps its own name
		named.Name = "plan"
		if i > 0 {
			named.Name = "for " + m.Case.Name
		}
		plans = append(plans, &named)
	}
	plans = slices.DeleteFunc(append(plans, cheapest, today), func(p *planner.Plan) bool { return !award.Planned(p) })
	if len(plans) == 0 {
		return compare.Regret{}, &exit{exitNoPlan, "There is no plan to follow: the rules contradict each other, or none was found in time."}
	}
	return w.Regret(ctx, plans, cases, react)
}
