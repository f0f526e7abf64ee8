package scenario

import (
	"fmt"
	"slices"
	"strings"

	"remanence/planner"
)

// Change is one thing a scenario does to the base.
type Change struct {
	Scenario string `json:"scenario"`         // its name
	Path     string `json:"path,omitempty"`   // cell, for a click; "" where a shock strikes
	Before   string `json:"before,omitempty"` // text of the cell in the base
	After    string `json:"after,omitempty"`
	Text     string `json:"text"` // in words
	// Moved says that the base has changed in this cell since the edit was made:
	// the edit still holds, but starts from another value.
	Moved bool `json:"moved,omitempty"`
}

// Apply makes the project that holds under some scenarios, together and in their
// order: the scenarios each of them builds on first, then its edits and rule
// switches, then all shocks on what the edits made. The base is left as it is.
// Offers carry what shocks do to them as Effects, so that prices, waits,
// capacity and duty follow month by month everywhere.
//
// Regimes of several scenarios are joined; of two choices for one regulation the
// later wins, as does the later of two edits of one cell. Problems are what could
// not be applied; an edit that fails leaves its cell as it was. HandShares change
// plans, not projects, and are not read here.
func Apply(base *planner.Project, f *planner.Facts, list ...planner.Scenario) (*planner.Project, []Change, planner.Problems) {
	a := &applier{p: base.Clone(), f: f}
	all := a.resolve(base, list)
	for i := range all {
		a.edits(&all[i])
		a.switches(&all[i])
	}
	for i := range all {
		a.shock(&all[i])
	}
	return a.p, a.changes, a.problems
}

type applier struct {
	p        *planner.Project
	f        *planner.Facts
	changes  []Change
	problems planner.Problems
}

func (a *applier) change(s *planner.Scenario, format string, args ...any) {
	a.changes = append(a.changes, Change{Scenario: nameOf(s), Text: fmt.Sprintf(format, args...)})
}

func (a *applier) problem(s *planner.Scenario, field, what, mend string) {
	path := ""
	if s.ID != "" {
		path = planner.Path("scenario", s.ID, field)
	}
	a.problems = append(a.problems, planner.Problem{Severity: planner.Warns, Where: "Scenario " + nameOf(s), Path: path, What: what, Mend: mend})
}

func nameOf(s *planner.Scenario) string {
	if s.Name != "" {
		return s.Name
	}
	return s.ID
}

// resolve lists the scenarios with those they build on before them, each once.
func (a *applier) resolve(base *planner.Project, list []planner.Scenario) []planner.Scenario {
	var out []planner.Scenario
	done := map[string]bool{}
	var add func(s planner.Scenario, above []string)
	add = func(s planner.Scenario, above []string) {
		if s.ID != "" && done[s.ID] {
			return
		}
		for _, id := range s.With {
			if id == s.ID || slices.Contains(above, id) {
				a.problem(&s, "with", fmt.Sprintf("It builds on %s, which builds on it in turn.", id), "Take one of the two out.")
				continue
			}
			i := slices.IndexFunc(base.Scenarios, func(x planner.Scenario) bool { return x.ID == id })
			if i < 0 {
				a.problem(&s, "with", fmt.Sprintf("It builds on the scenario %q, which is not there.", id), "Choose another or take it out.")
				continue
			}
			add(base.Scenarios[i], append(above, s.ID))
		}
		if s.ID != "" {
			done[s.ID] = true
		}
		out = append(out, s)
	}
	for _, s := range list {
		add(s, nil)
	}
	return out
}

const regimePath = "settings/regime"

func (a *applier) edits(s *planner.Scenario) {
	for _, e := range s.Edits {
		now, err := a.p.Cell(e.What)
		if err == nil && e.What == regimePath {
			e.After, err = joinRegimes(a.p.Regime, e.After)
		}
		if err == nil {
			whole := strings.Count(e.What, "/") == 1 && !strings.HasPrefix(e.What, "settings/")
			if whole && e.Before != "" && e.After != "" && now == "" {
				err = fmt.Errorf("the row is no longer there")
			} else {
				err = a.p.Apply(e)
			}
		}
		if err != nil {
			a.problem(s, "edits", fmt.Sprintf("The change of %s cannot be made: %s.", e.What, strings.TrimSuffix(err.Error(), ".")), "Remove it from the scenario or make it anew.")
			continue
		}
		if now == e.After {
			continue
		}
		a.changes = append(a.changes, Change{Scenario: nameOf(s), Path: e.What, Before: now, After: e.After, Text: editText(e.What, now, e.After),
			Moved: e.Before != "" && e.Before != now && e.What != regimePath})
	}
}

// joinRegimes adds choices to a regime.
func joinRegimes(r planner.Regime, more string) (string, error) {
	add, err := planner.ParseRegime(more)
	for _, c := range add {
		r = r.With(c)
	}
	return r.String(), err
}

func editText(path, before, after string) string {
	table, id, field, err := planner.SplitPath(path)
	if err != nil {
		return path
	}
	name := strings.TrimSpace(table + " " + id)
	switch {
	case field == "" && before == "":
		return name + " is added."
	case field == "" && after == "":
		return name + " is taken out."
	case field == "":
		return name + " is changed."
	}
	if before == "" {
		before = "empty"
	}
	if after == "" {
		after = "empty"
	}
	return fmt.Sprintf("%s, %s: %s, was %s.", name, strings.ReplaceAll(field, "_", " "), after, before)
}

// switches turns rules on and off.
func (a *applier) switches(s *planner.Scenario) {
	turn := func(ids []string, off bool, word string) {
		for _, id := range ids {
			i := slices.IndexFunc(a.p.Rules, func(r planner.Rule) bool { return r.ID == id })
			if i < 0 {
				a.problem(s, "rules", fmt.Sprintf("The rule %q is not in the table of rules.", id), "Choose rules of the table.")
				continue
			}
			if a.p.Rules[i].Off != off {
				a.p.Rules[i].Off = off
				a.changes = append(a.changes, Change{Scenario: nameOf(s), Path: planner.Path("rule", id), Text: fmt.Sprintf("Rule %s is %s.", id, word)})
			}
		}
	}
	turn(s.RulesOff, true, "off")
	turn(s.RulesOn, false, "on")
}
