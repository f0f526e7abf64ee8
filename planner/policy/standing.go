package policy

import (
	"fmt"
	"regexp"
	"strings"

	"remanence/planner"
)

// Standing is how a rule stands on a date.
type Standing string

const (
	InForce   Standing = "in_force"
	Suspended Standing = "suspended"
	Scheduled Standing = "scheduled" // its date has not come
	Ended     Standing = "ended"
	Unsettled Standing = "not_settled" // proposed, planned, reported, political: nobody can say
)

// State is a rule on a date under a regime.
type State struct {
	Standing Standing
	// Disputed says that the printed date of a suspension has passed and the table
	// does not show whether it was renewed; the standing is an assumption.
	Disputed bool
	Chosen   planner.Branch // by the regime; "" is the table
	Text     string         // the standing in words
}

// Book is the regulations under one regime.
type Book struct {
	f          *planner.Facts
	regime     planner.Regime
	suspension map[string]string // rule id → id of the regulation that suspends it
}

// NewBook makes a book of the facts' regulations. Facts may be nil: then no
// rule is known.
func NewBook(f *planner.Facts, regime planner.Regime) *Book {
	if f == nil {
		f = &planner.Facts{}
	}
	b := &Book{f: f, regime: regime, suspension: map[string]string{}}
	for _, s := range f.Regulations {
		if s.Terms.Kind != "suspension" {
			continue
		}
		for _, stem := range suspends(s) {
			for _, r := range f.Regulations {
				if stemOf(r.ID) == stem {
					b.suspension[r.ID] = s.ID
				}
			}
		}
	}
	return b
}

var (
	numbered = regexp.MustCompile(`Nos?\. ([\d, ]*\d) of (\d{4})`)
	idNumber = regexp.MustCompile(`^(.*-\d+)[a-z]?$`)
)

// suspends are the ids, without item letters, that a suspension names in its
// text: "Suspends Nos. 55, 56 of 2025".
func suspends(r planner.Regulation) []string {
	var out []string
	for _, m := range numbered.FindAllStringSubmatch(r.Covers, -1) {
		for _, n := range strings.Split(m[1], ",") {
			out = append(out, fmt.Sprintf("%s-%s-%s", r.Jurisdiction, m[2], strings.TrimSpace(n)))
		}
	}
	return out
}

// stemOf is an id without the letter of an item: CN-2025-61a is CN-2025-61.
func stemOf(id string) string {
	if m := idNumber.FindStringSubmatch(id); m != nil {
		return m[1]
	}
	return id
}

// has reports whether the table holds a rule. What a rule nobody holds would ask
// for is not a question.
func (b *Book) has(id string) bool {
	_, ok := b.f.Regulation(id)
	return ok
}

// choice is what the regime says of a rule: by its own id, by the announcement
// it is an item of, or by the suspension it falls under.
func (b *Book) choice(id string) (planner.RegimeChoice, bool) {
	for _, name := range []string{id, stemOf(id), b.suspension[id]} {
		if c, ok := b.regime.Choice(name); ok && name != "" {
			return c, true
		}
	}
	return planner.RegimeChoice{}, false
}

// State of a rule on a full date. A rule that is not in the table stands as the
// regime says, else it is not settled.
func (b *Book) State(id, date string) State {
	c, chosen := b.choice(id)
	if chosen && (c.From == "" || date >= c.From) && (c.Until == "" || date <= c.Until) {
		switch c.Branch {
		case planner.BranchInForce:
			return State{InForce, false, c.Branch, "in force by the regime chosen" + during(c)}
		case planner.BranchSuspended:
			return State{Suspended, false, c.Branch, "suspended by the regime chosen" + during(c)}
		}
	}
	r, ok := b.f.Regulation(id)
	if !ok {
		return State{Standing: Unsettled, Text: "not in the table of regulations"}
	}
	branch := planner.Branch("")
	if chosen && c.From == "" {
		branch = c.Branch
	}
	return tabled(r, date, branch)
}

// during is when a choice of a regime holds, in words; "" for always.
func during(c planner.RegimeChoice) string {
	text := ""
	if c.From != "" {
		text = " from " + c.From
	}
	if c.Until != "" {
		text += " to " + c.Until
	}
	return text
}

// tabled is the standing by the dates of the table, with a branch for a
// suspension whose end is open; "" takes it to hold, as it stands today.
func tabled(r planner.Regulation, date string, branch planner.Branch) State {
	s := State{Chosen: branch}
	from, until := firstDay(r.Effective), firstDay(r.SuspendedUntil)
	if end := endOf(r, branch); end != "" && date > end {
		s.Standing, s.Text = Ended, "ended on "+end
		return s
	}
	if !settled(r.Status) {
		s.Standing, s.Text = Unsettled, "not settled: "+strings.ReplaceAll(r.Status, "_", " ")
		return s
	}
	begun := from == "" || date >= from
	switch pause := firstDay(r.SuspendedFrom); {
	case pause == "" || date < pause:
	case branch == planner.BranchLapses && date > until,
		branch == planner.BranchExtended && date > later(r.Extension, until):
		if begun {
			s.Standing, s.Text = InForce, "in force: the suspension has ended by the branch chosen"
			return s
		}
	default:
		s.Standing = Suspended
		s.Text = "suspended until " + r.SuspendedUntil
		if until == "" {
			s.Text = "suspended"
		}
		if date > until && until != "" {
			s.Disputed = branch == ""
			s.Text = fmt.Sprintf("suspended; the printed end of %s has passed", until)
			if r.Extension != "" {
				s.Text += fmt.Sprintf(", an extension to %s was agreed and its notice not seen", r.Extension)
			}
			if s.Disputed {
				s.Text += "; taken to hold"
			}
		}
		return s
	}
	if begun {
		s.Standing, s.Text = InForce, "in force"
		if from != "" {
			s.Text += " since " + r.Effective
		}
		return s
	}
	s.Standing, s.Text = Scheduled, "in force from "+r.Effective
	return s
}

// endOf is the last day of a rule that ends by itself; "" when none is known.
func endOf(r planner.Regulation, branch planner.Branch) string {
	if day, ok := strings.CutPrefix(r.Status, "ended_"); ok {
		return firstDay(day)
	}
	if r.SuspendedFrom != "" {
		return ""
	}
	until := firstDay(r.SuspendedUntil)
	switch {
	case r.Status == "expired", branch == planner.BranchLapses:
		return until
	case branch == planner.BranchExtended:
		return later(r.Extension, until)
	}
	return ""
}

func later(a, b string) string { return max(firstDay(a), b) }

// settled reports whether the status column says that the rule's dates can be
// relied on. Anything it does not know is not settled.
func settled(status string) bool {
	for _, word := range []string{"in_force", "scheduled", "suspended", "paragraph_2_suspended", "ended", "expired",
		"extension_agreed_notice_not_seen"} {
		if strings.HasPrefix(status, word) {
			return true
		}
	}
	return false
}
