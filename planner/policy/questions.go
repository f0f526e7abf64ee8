package policy

import (
	"fmt"
	"strings"

	"remanence/planner"
)

// Question is a suspension whose future the table leaves open, with the ways it
// may go. Each branch can be planned.
type Question struct {
	ID       string         `json:"id"`    // what a regime names: the suspension, or the rule itself
	Rules    []string       `json:"rules"` // that stand and fall with it
	Text     string         `json:"text"`
	Branches []Way          `json:"branches"` // the first is what a plan takes unless told
	Source   planner.Source `json:"source"`
}

// Way is one branch of a question.
type Way struct {
	Branch  planner.Branch `json:"branch"`
	Returns string         `json:"returns,omitempty"` // first day on which the rules apply again; "" never
	Text    string         `json:"text"`
}

// Questions lists what the table leaves open, in its order: each suspension with
// the rules that fall under it, and each rule suspended by itself.
func (b *Book) Questions() []Question {
	var out []Question
	at := map[string]int{}
	for _, r := range b.f.Regulations {
		if r.SuspendedFrom == "" || firstDay(r.SuspendedUntil) == "" {
			continue
		}
		id, source := r.ID, r.Source
		if s := b.suspension[r.ID]; s != "" {
			id = s
			if reg, ok := b.f.Regulation(s); ok {
				source = reg.Source
			}
		}
		if i, ok := at[id]; ok {
			out[i].Rules = append(out[i].Rules, r.ID)
			continue
		}
		at[id] = len(out)
		out = append(out, Question{ID: id, Rules: []string{r.ID}, Branches: ways(r), Source: source})
	}
	for i := range out {
		q := &out[i]
		r, _ := b.f.Regulation(q.Rules[0])
		q.Text = fmt.Sprintf("The suspension of %s is printed to %s.", strings.Join(q.Rules, ", "), r.SuspendedUntil)
		if r.Extension != "" {
			q.Text += fmt.Sprintf(" An extension to %s was agreed; its notice was not seen.", r.Extension)
		} else {
			q.Text += " Nothing is known of a renewal."
		}
	}
	return out
}

func ways(r planner.Regulation) []Way {
	out := []Way{{planner.BranchHolds, "", "the suspension is renewed for the whole plan"}}
	if ext := firstDay(r.Extension); ext != "" {
		out = append(out, Way{planner.BranchExtended, dayAfter(ext), "the suspension runs to " + ext + " and the rules apply again after it"})
	}
	until := firstDay(r.SuspendedUntil)
	return append(out, Way{planner.BranchLapses, dayAfter(until), "the suspension ended on " + until + " and the rules apply again after it"})
}

// Regimes are the combinations of the branches of questions over a base regime,
// in a fixed order; the first takes the first branch of each.
func Regimes(base planner.Regime, questions []Question) []planner.Regime {
	out := []planner.Regime{base}
	for _, q := range questions {
		var next []planner.Regime
		for _, r := range out {
			for _, w := range q.Branches {
				next = append(next, r.With(planner.RegimeChoice{Regulation: q.ID, Branch: w.Branch}))
			}
		}
		out = next
	}
	return out
}
