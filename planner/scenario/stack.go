package scenario

import (
	"encoding/json"
	"slices"

	"remanence/planner"
)

// Stacked puts scenarios on top of each other, so that all hold in the last: what one
// scenario can hold together is one, each further shock builds on those before. Those
// that the project has already are used and not listed; known is the id of the whole
// where the project has it. Ids are free ones of the project.
func Stacked(p *planner.Project, list []planner.Scenario, name string) (added []planner.Scenario, known string) {
	var merged []planner.Scenario
	for _, s := range list {
		if n := len(merged); n > 0 && (merged[n-1].Shock == planner.Shock{} || s.Shock == planner.Shock{}) {
			m := &merged[n-1]
			m.Edits = append(slices.Clone(m.Edits), s.Edits...)
			m.Name += " + " + s.Name
			if m.Shock == (planner.Shock{}) {
				m.Shock = s.Shock
			}
			continue
		}
		merged = append(merged, s)
	}
	below := ""
	taken := *p
	taken.Scenarios = slices.Clone(p.Scenarios)
	for i, s := range merged {
		if below != "" {
			s.With = []string{below}
		}
		if i == len(merged)-1 {
			s.Name = name
		}
		if at := slices.IndexFunc(taken.Scenarios, func(x planner.Scenario) bool { return doesTheSame(x, s) }); at >= 0 {
			below, known = taken.Scenarios[at].ID, taken.Scenarios[at].ID
			continue
		}
		s.ID = NewID(&taken)
		below, known = s.ID, ""
		taken.Scenarios = append(taken.Scenarios, s)
		added = append(added, s)
	}
	return added, known
}

// doesTheSame tells whether two scenarios change the same in the same way.
func doesTheSame(a, b planner.Scenario) bool {
	of := func(s planner.Scenario) string {
		text, _ := json.Marshal(planner.Scenario{Edits: s.Edits, RulesOff: s.RulesOff, RulesOn: s.RulesOn, Shock: s.Shock, With: s.With, HandShares: s.HandShares})
		return string(text)
	}
	return of(a) == of(b)
}

// AddAll are the edits that put several scenarios at the end of the list, in order.
func AddAll(p *planner.Project, list []planner.Scenario, digest string) ([]planner.Edit, error) {
	var out []planner.Edit
	grown := *p
	grown.Scenarios = slices.Clone(p.Scenarios)
	for _, s := range list {
		e, err := Add(&grown, s, digest)
		if err != nil {
			return nil, err
		}
		var made planner.Scenario
		if err := json.Unmarshal([]byte(e.After), &made); err != nil {
			return nil, err
		}
		grown.Scenarios = append(grown.Scenarios, made)
		out = append(out, e)
	}
	return out, nil
}
