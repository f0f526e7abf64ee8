// Package rules is the page of the rules: each one a sentence whose blanks are
// filled in place, with its state in the plan and its price beside it, and the
// regulations they are modelled on. The files without the toolkit prepare what
// is shown; page.go, row.go and the like show it.
package rules

import (
	"fmt"
	"math"
	"strings"

	"remanence/app/chart"
	"remanence/app/entry"
	"remanence/app/standing"
	"remanence/app/ui/figures"
	"remanence/app/ui/palette"
	"remanence/app/words"
	"remanence/planner"
)

// Input is what the list is made from. The plan may be nil.
type Input struct {
	Project  *planner.Project
	Facts    *planner.Facts
	Plan     *planner.Plan
	Stale    bool
	Problems planner.Problems
	Today    string // regulations are dated against it
}

// Row is a rule as it is shown.
type Row struct {
	ID       string
	Sentence []Fragment
	Details  []Fragment
	Off      bool
	State    string
	StateTip string
	Tint     palette.Tint
	Hint     string // what a step would cost, from the plan's own marginals
}

// Rows lists the rules in the project's order.
func Rows(in Input) []Row {
	marks := entry.MarksOf(in.Problems, "rule", func(string) string { return "" })
	var out []Row
	for i := range in.Project.Rules {
		out = append(out, rowOf(in, &in.Project.Rules[i], marks))
	}
	return out
}

func rowOf(in Input, r *planner.Rule, marks entry.Marks) Row {
	s := standing.Of(in.Project, in.Plan, r)
	row := Row{ID: r.ID, Sentence: Sentence(in.Project, in.Facts, r), Details: Details(in.Project, in.Facts, r),
		Off: r.Off, State: s.State, Tint: s.Tint, Hint: s.Hint, StateTip: stateSentence(in, s)}
	if in.Stale && s.Measured {
		row.State, row.Tint = s.State+" (old)", palette.Neutral
		row.StateTip = "The inputs changed since this plan was made.\n" + row.StateTip
	}
	if x, ok := marks[r.ID][""]; ok && x.Severity == planner.Refuses {
		row.State, row.Tint, row.StateTip = "to mend", palette.Bad, entry.Sentence(x)
	}
	return row
}

func stateSentence(in Input, s standing.Standing) string {
	switch {
	case in.Plan == nil:
		return "There is no plan to measure it in yet."
	case !s.Measured:
		return words.Sentence(s.State)
	}
	text := fmt.Sprintf("%s: %s against a limit of %s", strings.TrimSuffix(words.Sentence(s.Window), "."), s.Value, s.Limit)
	if s.Missed != "" {
		text += ", missed by " + s.Missed
	}
	return text + "."
}

// Course is the limit of a rule and what the plan does, window by window.
func Course(in Input, id string) chart.Lines {
	pic := chart.Lines{}
	r := ruleOf(in.Project, id)
	if r == nil {
		return pic
	}
	pic.Axis = chart.Axis{Title: unitOf(in.Project, r.Type)}
	limit := chart.Series{Name: "Limit", Tint: palette.Bad, Dashed: true}
	plan := chart.Series{Name: "Plan", Tint: palette.Accent}
	for _, w := range r.Windows(in.Project) {
		pic.Labels = append(pic.Labels, words.Window(w.Label))
		limit.Values = append(limit.Values, w.Limit)
		limit.Tips = append(limit.Tips, words.Window(w.Label)+": limit "+words.RuleValue(in.Project, r.Type, w.Limit))
		v, tip := math.NaN(), ""
		if in.Plan != nil && !r.Off {
			v, tip = nearest(in, r, w)
		}
		plan.Values, plan.Tips = append(plan.Values, v), append(plan.Tips, tip)
	}
	if r.Type != planner.CoveredCountryBan {
		pic.Series = append(pic.Series, limit)
	}
	pic.Series = append(pic.Series, plan)
	return pic
}

// nearest is the plan's value in a window; where the rule has a row for each
// group or part, the one nearest to the limit.
func nearest(in Input, r *planner.Rule, w planner.RuleWindow) (float64, string) {
	best, subject, found := 0.0, "", false
	for _, x := range in.Plan.Rules {
		if x.Rule != r.ID || x.First != w.First {
			continue
		}
		if !found || r.Type.IsMin() && x.Value < best || !r.Type.IsMin() && x.Value > best {
			best, subject, found = x.Value, x.Subject, true
		}
	}
	if !found {
		return math.NaN(), ""
	}
	tip := words.Window(w.Label) + ": " + words.RuleValue(in.Project, r.Type, best)
	if subject != "" {
		tip += ", " + subject
	}
	return best, tip
}

func unitOf(p *planner.Project, t planner.RuleType) string {
	switch {
	case t.InPercent():
		return "%"
	case t == planner.MinSuppliers || t == planner.MaxSuppliers:
		return "suppliers"
	case t == planner.CoverMin:
		return "weeks"
	case t == planner.CO2IntensityMax:
		return "kg CO2 per kg"
	case t == planner.CoveredCountryBan:
		return "kg"
	}
	return p.Currency
}

// Price is what a rule costs: the plan with it minus the plan without it,
// discounted, penalties of soft rules included.
type Price struct {
	Amount    float64 // plan currency
	Low, High float64 // what the proofs of both plans leave it
	About     bool    // still looking
	Words     string  // as a sentence
}

// Text is the price in a few words.
func (p Price) Text(currency string) string {
	switch {
	case p.About:
		return "about " + figures.MoneyShort(currency, p.Amount) + " …"
	case p.Amount < 0.5 && p.High < 0.5:
		return "costs nothing"
	case p.Amount < 0.5:
		return "costs nothing measurable"
	}
	return "costs " + figures.MoneyShort(currency, p.Amount)
}

// Tip is the price as a sentence with its uncertainty.
func (p Price) Tip(currency string) string {
	if p.About {
		return "Without this rule the plan would cost at least " + figures.Money(currency, p.Amount) + " less; still looking for a cheaper one."
	}
	return p.Words
}
