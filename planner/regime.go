package planner

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// Branch is a way in which a rule may stand.
type Branch string

const (
	BranchInForce   Branch = "in_force"  // the rule applies from the date on
	BranchSuspended Branch = "suspended" // the rule does not apply from the date on
	// The three ways in which a suspension may go on: renewed for the whole plan;
	// to the date that was announced and not published, and no longer; or ended on
	// its printed date.
	BranchHolds    Branch = "holds"
	BranchExtended Branch = "extended"
	BranchLapses   Branch = "lapses"
)

// Branches lists every branch in the order pages show them.
var Branches = []Branch{BranchHolds, BranchExtended, BranchLapses, BranchInForce, BranchSuspended}

// RegimeChoice says how one regulation is assumed to stand.
type RegimeChoice struct {
	Regulation string `json:"regulation"` // id; the id of a suspension speaks of every rule it suspends
	Branch     Branch `json:"branch"`
	From       string `json:"from,omitempty"`  // full date, for in_force and suspended; "" is always
	Until      string `json:"until,omitempty"` // last full date, only with From; after it the table holds; "" is for good
}

// String is the choice as written in the settings: CN-2025-61a=lapses,
// CN-2025-18=suspended@2027-06-01, CN-2025-61b=in_force@2027-05-01/2027-10-31.
func (c RegimeChoice) String() string {
	s := c.Regulation + "=" + string(c.Branch)
	if c.From != "" {
		s += "@" + c.From
	}
	if c.Until != "" {
		s += "/" + c.Until
	}
	return s
}

// ParseRegimeChoice reads a choice as written in the settings.
func ParseRegimeChoice(s string) (RegimeChoice, error) {
	id, rest, ok := strings.Cut(strings.TrimSpace(s), "=")
	branch, when, dated := strings.Cut(rest, "@")
	from, until, ends := strings.Cut(when, "/")
	c := RegimeChoice{strings.TrimSpace(id), Branch(strings.TrimSpace(branch)), strings.TrimSpace(from), strings.TrimSpace(until)}
	if !ok || c.Regulation == "" || !slices.Contains(Branches, c.Branch) {
		return RegimeChoice{}, fmt.Errorf("%s does not say how a rule stands; write the id of a regulation and %s, for example CN-2025-61a=lapses", quoted(s), quoteList(Branches))
	}
	if !dated {
		return c, nil
	}
	days := []string{c.From}
	if ends {
		days = append(days, c.Until)
	}
	for _, day := range days {
		if _, err := time.Parse(time.DateOnly, day); err != nil {
			return RegimeChoice{}, fmt.Errorf("%s is not a date; write year-month-day, for example %s=%s@2027-03-01", quoted(day), c.Regulation, BranchInForce)
		}
	}
	if ends && c.Until < c.From {
		return RegimeChoice{}, fmt.Errorf("%s ends before it begins on %s; write the first day and then the last: %s=%s@2027-03-01/2027-08-31", c.Until, c.From, c.Regulation, c.Branch)
	}
	if c.Branch != BranchInForce && c.Branch != BranchSuspended {
		return RegimeChoice{}, fmt.Errorf("%s has the dates of the regulation; only in_force and suspended take one of their own", c.Branch)
	}
	return c, nil
}

// Regime is the rules assumed to apply, as choices that depart from what the
// table of regulations states today. The empty regime is the table.
type Regime []RegimeChoice

// String is the regime as written in the settings.
func (r Regime) String() string {
	parts := make([]string, len(r))
	for i, c := range r {
		parts[i] = c.String()
	}
	return strings.Join(parts, "|")
}

// ParseRegime reads choices separated by bars. Two choices for one regulation
// are refused: one of them would silently not count.
func ParseRegime(s string) (Regime, error) {
	var out Regime
	for _, part := range splitList(s, "|") {
		c, err := ParseRegimeChoice(part)
		if err != nil {
			return nil, err
		}
		if _, twice := out.Choice(c.Regulation); twice {
			return nil, fmt.Errorf("%s is chosen twice; write it once", c.Regulation)
		}
		out = append(out, c)
	}
	return out, nil
}

// Choice is what the regime says of a regulation by its own id.
func (r Regime) Choice(id string) (RegimeChoice, bool) {
	for _, c := range r {
		if c.Regulation == id {
			return c, true
		}
	}
	return RegimeChoice{}, false
}

// With is the regime with another choice, in place of the one it has for the
// same regulation.
func (r Regime) With(c RegimeChoice) Regime {
	out := slices.Clone(r)
	for i := range out {
		if out[i].Regulation == c.Regulation {
			out[i] = c
			return out
		}
	}
	return append(out, c)
}

// regimeField is the setting regime.
func regimeField() Field[Project] {
	return Field[Project]{Name: "regime", Title: "Regime: rules that stand otherwise than the table states",
		Get: func(p *Project) string { return p.Regime.String() },
		Set: func(p *Project, s string) error {
			v, err := ParseRegime(s)
			if err == nil {
				p.Regime = v
			}
			return err
		}}
}
