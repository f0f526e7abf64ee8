package interchange

import (
	"regexp"
	"strings"

	"remanence/planner"
)

func (r *reader) rules() {
	read(r, r.open(RulesFile, false), layout[planner.Rule]{
		table: "rule", fields: planner.RuleFields, key: "rule_id",
		required: []string{"rule_id", "type", "window"},
		// Without a column "hard" a rule is hard: a rule never weakens by omission.
		fresh: func() planner.Rule { return planner.Rule{Hard: true, Scope: "all"} },
		blank: map[string]func(*planner.Rule){"scope": func(*planner.Rule) {}},
		id:    func(x *planner.Rule, _ int) string { return x.ID },
	}, func(x *planner.Rule, at line) {
		if x.Type == planner.CoveredCountryBan {
			r.exemptions(x, at)
		}
		r.p.Rules = append(r.p.Rules, *x)
	})
}

var (
	stockExempt    = regexp.MustCompile(`stock in kind (\S+) is exempt until (\d{4}-\d{2})`)
	recycledExempt = regexp.MustCompile(`recycled magnets milled and sintered in the USA are exempt`)
)

// exemptions reads the exemptions of a ban from its note where the columns
// exempt_stock, exempt_until and exempt_recycled_in are absent. The note stays
// as it is.
func (r *reader) exemptions(x *planner.Rule, at line) {
	found := false
	if m := stockExempt.FindStringSubmatch(x.Note); m != nil {
		if until, err := planner.ParseMonth(m[2]); err == nil {
			found = true
			if x.ExemptStock == "" && !x.ExemptUntil.OK {
				x.ExemptStock, x.ExemptUntil = m[1], planner.Some(until)
			}
		}
	}
	if recycledExempt.MatchString(x.Note) {
		found = true
		if x.ExemptRecycledIn == "" {
			x.ExemptRecycledIn = "US"
		}
	}
	if !found && strings.Contains(strings.ToLower(x.Note), "exempt") && x.ExemptStock == "" && x.ExemptRecycledIn == "" {
		r.warn(at.place("note"), planner.Path("rule", x.ID, "note"), "The note speaks of an exemption that could not be read; the ban counts in full.",
			"Fill in the columns exempt_stock and exempt_until, or exempt_recycled_in.")
	}
}
