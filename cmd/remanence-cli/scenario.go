package main

import (
	"context"
	"flag"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"remanence/data/document"
	"remanence/planner"
	"remanence/planner/scenario"
)

var scenarioCommand = command{
	name: "scenario", args: "FILE [ACTION…] [options]",
	summary: "list, show, compare and change the scenarios of a project",
	about: `Without an action it lists the scenarios: what each does, whether it is a locked
baseline, whether the base has changed since. Actions:

  show ID                what it changes, cell by cell and shock by shock
  differences ID ID      in which cells and shocks two scenarios differ
  add --shock SHOCK      a shock of the library as a scenario (as in compare)
  set ID PATH=VALUE…     change cells under it: offer/O12/price=80
  change ID FIELD=TEXT…  another start_month, duration_months, price_factor, probability …
  duplicate ID           a copy under another id
  branch ID              one that builds on it and follows it
  combine ID ID…         one in which all of them hold
  rename ID NAME         another name
  lock ID                a baseline with a date (--date), which takes no more changes
  delete ID              take it out

An action that changes saves FILE, or another file with -o.`,
	prepare: func(f *flag.FlagSet) work {
		var o scenarioOptions
		f.StringVar(&o.out, "o", "", "write to this `FILE` instead")
		f.StringVar(&o.date, "date", "", "`DATE` of a lock, year-month-day (today)")
		f.Var(&o.shocks, "shock", "the `SHOCK` to add: ID, ID=WHAT, ID@2027-05/6")
		f.BoolVar(&o.json, "json", false, "print one JSON object")
		return func(_ context.Context, c *call, args []string) error { return c.scenario(args, o) }
	},
}

type scenarioOptions struct {
	out, date string
	shocks    shockList
	json      bool
}

// scenarioRow is a scenario in a list.
type scenarioRow struct {
	ID      string            `json:"id"`
	Name    string            `json:"name"`
	Locked  string            `json:"locked,omitempty"` // date of the baseline
	Stale   bool              `json:"stale"`            // the base has changed since
	With    []string          `json:"builds_on"`
	Changes []scenario.Change `json:"changes"`
	Notes   []string          `json:"notes"` // what cannot be applied
}

type scenarioResult struct {
	Status      string                `json:"status"`
	Scenarios   []scenarioRow         `json:"scenarios"`
	Differences []scenario.Difference `json:"differences,omitempty"`
	Added       string                `json:"added,omitempty"` // id of a new scenario
}

func (c *call) scenario(args []string, o scenarioOptions) error {
	if len(args) == 0 {
		return usage("The file or folder is missing.")
	}
	in, err := open(args[0])
	if err != nil {
		return c.unreadable(args[0], err, o.json)
	}
	p := in.project()
	out := scenarioResult{Status: statusOK}
	action, ids := "list", []string(nil)
	if len(args) > 1 {
		action, ids = args[1], args[2:]
	}
	need := func(n int, what string) error {
		if len(ids) < n {
			return usage("%s needs %s.", action, what)
		}
		for _, id := range ids[:n] {
			if !slices.ContainsFunc(p.Scenarios, func(s planner.Scenario) bool { return s.ID == id }) {
				return usage("There is no scenario %q. Scenarios of this project: %s.", id, listed(p.Scenarios, func(s planner.Scenario) string { return s.ID }))
			}
		}
		return nil
	}
	switch action {
	case "list", "show":
		if action == "show" {
			if err := need(1, "a scenario"); err != nil {
				return err
			}
		}
		for i := range p.Scenarios {
			if action == "list" || p.Scenarios[i].ID == ids[0] {
				out.Scenarios = append(out.Scenarios, rowOf(in, &p.Scenarios[i]))
			}
		}
	case "differences":
		if err := need(2, "two scenarios"); err != nil {
			return err
		}
		pick := func(id string) []planner.Scenario {
			i := slices.IndexFunc(p.Scenarios, func(s planner.Scenario) bool { return s.ID == id })
			return p.Scenarios[i : i+1]
		}
		out.Differences = scenario.Differences(p, in.facts, pick(ids[0]), pick(ids[1]))
	default:
		if err := c.changeScenario(in, action, ids, need, o, &out); err != nil {
			return err
		}
	}
	if out.Scenarios == nil {
		out.Scenarios = []scenarioRow{}
	}
	if o.json {
		return writeJSON(c.out, out)
	}
	c.printScenarios(action, ids, out)
	return nil
}

// changeScenario makes the edit of an action and saves the file.
func (c *call) changeScenario(in *input, action string, ids []string, need func(int, string) error, o scenarioOptions, out *scenarioResult) error {
	to := o.out
	if to == "" {
		to = in.doc.Path()
	}
	if filepath.Ext(to) != document.Ext {
		return usage("%s is no %s file; name one to write to: -o FILE%s.", in.name, document.Ext, document.Ext)
	}
	e, err := scenarioEdit(in, action, ids, need, o)
	if err != nil {
		return err
	}
	if err := in.doc.Apply(document.Change{Name: "Scenario: " + action, Edits: []planner.Edit{e}}); err != nil {
		return err
	}
	if err := in.doc.Save(to); err != nil {
		return err
	}
	_, id, _, _ := planner.SplitPath(e.What)
	for i := range in.project().Scenarios {
		if s := &in.project().Scenarios[i]; s.ID == id {
			out.Scenarios = append(out.Scenarios, rowOf(in, s))
			if e.Before == "" {
				out.Added = id
			}
		}
	}
	return nil
}

func scenarioEdit(in *input, action string, ids []string, need func(int, string) error, o scenarioOptions) (planner.Edit, error) {
	p, digest := in.project(), in.doc.Digest()
	one := func(edit func(*planner.Project, string, string) (planner.Edit, error)) (planner.Edit, error) {
		if err := need(1, "a scenario"); err != nil {
			return planner.Edit{}, err
		}
		return edit(p, ids[0], digest)
	}
	switch action {
	case "add":
		if len(o.shocks) != 1 {
			return planner.Edit{}, usage("Name the shock to add: --shock ID.")
		}
		w := whatIfOptions{shocks: o.shocks}
		cases, err := w.cases(in)
		if err != nil {
			return planner.Edit{}, err
		}
		return scenario.Add(p, cases[1].Scenarios[0], digest)
	case "set":
		if err := need(1, "a scenario and PATH=VALUE"); err != nil {
			return planner.Edit{}, err
		}
		return setUnder(in, ids)
	case "change":
		if err := need(1, "a scenario and FIELD=TEXT"); err != nil {
			return planner.Edit{}, err
		}
		texts := map[string]string{}
		for _, x := range ids[1:] {
			name, text, ok := strings.Cut(x, "=")
			if !ok {
				return planner.Edit{}, usage("%q is no FIELD=TEXT, such as duration_months=6.", x)
			}
			texts[name] = text
		}
		if len(texts) == 0 {
			return planner.Edit{}, usage("change needs FIELD=TEXT, such as duration_months=6.")
		}
		i := slices.IndexFunc(p.Scenarios, func(s planner.Scenario) bool { return s.ID == ids[0] })
		now, err := scenario.Fields(p.Scenarios[i], texts)
		if err != nil {
			return planner.Edit{}, err
		}
		return scenario.Revise(p, now)
	case "duplicate":
		return one(scenario.Duplicate)
	case "branch":
		return one(scenario.Branch)
	case "delete":
		return one(func(p *planner.Project, id, _ string) (planner.Edit, error) { return scenario.Remove(p, id) })
	case "lock":
		date := o.date
		if date == "" {
			date = time.Now().Format(time.DateOnly)
		}
		if _, err := time.Parse(time.DateOnly, date); err != nil {
			return planner.Edit{}, usage("%q is no date; write year-month-day, such as 2026-11-26.", date)
		}
		return one(func(p *planner.Project, id, digest string) (planner.Edit, error) {
			return scenario.Lock(p, id, date, digest)
		})
	case "rename":
		if len(ids) < 2 {
			return planner.Edit{}, usage("rename needs a scenario and a name.")
		}
		return one(func(p *planner.Project, id, _ string) (planner.Edit, error) {
			return scenario.Rename(p, id, strings.Join(ids[1:], " "))
		})
	case "combine":
		if err := need(max(2, len(ids)), "two scenarios or more"); err != nil {
			return planner.Edit{}, err
		}
		return scenario.Combine(p, ids, digest)
	}
	return planner.Edit{}, usage("There is no action %q. See: remanence-cli help scenario.", action)
}

// setUnder records changed cells in a scenario.
func setUnder(in *input, ids []string) (planner.Edit, error) {
	p := in.project()
	i := slices.IndexFunc(p.Scenarios, func(s planner.Scenario) bool { return s.ID == ids[0] })
	under, _, _ := scenario.Apply(p, in.facts, p.Scenarios[i])
	var edits []planner.Edit
	for _, text := range ids[1:] {
		path, value, ok := strings.Cut(text, "=")
		if !ok {
			return planner.Edit{}, usage("%q is no PATH=VALUE, such as offer/O12/price=80.", text)
		}
		before, err := under.Cell(path)
		if err != nil {
			return planner.Edit{}, err
		}
		e := planner.Edit{What: path, Before: before, After: value}
		if err := under.Apply(e); err != nil {
			return planner.Edit{}, err
		}
		e.After, _ = under.Cell(path)
		edits = append(edits, e)
	}
	if len(edits) == 0 {
		return planner.Edit{}, usage("set needs PATH=VALUE, such as offer/O12/price=80.")
	}
	return scenario.Record(p, ids[0], edits...)
}

func rowOf(in *input, s *planner.Scenario) scenarioRow {
	_, changes, problems := scenario.Apply(in.project(), in.facts, *s)
	r := scenarioRow{ID: s.ID, Name: s.Name, Locked: s.Locked, Stale: scenario.Stale(*s, in.doc.Digest()), With: slices.Clone(s.With), Changes: changes, Notes: []string{}}
	if r.With == nil {
		r.With = []string{}
	}
	if r.Changes == nil {
		r.Changes = []scenario.Change{}
	}
	for _, q := range problems {
		r.Notes = append(r.Notes, q.String())
	}
	return r
}

func (c *call) printScenarios(action string, ids []string, x scenarioResult) {
	for _, s := range x.Scenarios {
		mark := ""
		if s.Locked != "" {
			mark += ", baseline of " + s.Locked
		}
		if s.Stale {
			mark += ", the base has changed since"
		}
		fmt.Fprintf(c.out, "%s  %s%s\n", s.ID, s.Name, mark)
		for _, ch := range s.Changes {
			fmt.Fprintf(c.out, "     %s\n", ch.Text)
		}
		for _, n := range s.Notes {
			fmt.Fprintf(c.out, "     ! %s\n", n)
		}
	}
	if action == "differences" {
		t := newTable("", ids[0], ids[1])
		for _, d := range x.Differences {
			t.add(d.Path, d.A, d.B)
		}
		t.write(c.out)
		if len(x.Differences) == 0 {
			fmt.Fprintln(c.out, "The two do the same.")
		}
	}
	if action == "list" && len(x.Scenarios) == 0 {
		fmt.Fprintln(c.out, "This project has no scenarios.")
	}
	if action == "delete" {
		fmt.Fprintf(c.out, "%s is taken out.\n", ids[0])
	}
}
