// Package rules is the page of the rules: each one a sentence whose blanks are
// filled in place, with its state in the plan and its price beside it, and the
// regulations they are modelled on. The files without the toolkit prepare what
// is shown; page.go, row.go and the like show it.
package rules

import (
	"remanence/app/entry"
	"remanence/app/standing"
	"remanence/app/tr"
	"remanence/app/ui/figures"
	"remanence/app/ui/palette"
	"remanence/app/why"
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
		row.State, row.Tint = tr.F("%s (old)", s.State), palette.Neutral
		row.StateTip = tr.F("The inputs changed since this plan was made.\n%s", row.StateTip)
	}
	if x, ok := marks[r.ID][""]; ok && x.Severity == planner.Refuses {
		row.State, row.Tint, row.StateTip = tr.T("to mend"), palette.Bad, entry.Sentence(x)
	}
	return row
}

func stateSentence(in Input, s standing.Standing) string {
	switch {
	case in.Plan == nil:
		return tr.T("There is no plan to measure it in yet.")
	case !s.Measured:
		return words.Sentence(s.State)
	}
	text := tr.F("%s: %s against a limit of %s", words.Capital(s.Window), s.Value, s.Limit)
	if s.Missed != "" {
		text += tr.F(", missed by %s", s.Missed)
	}
	return text + tr.T(".")
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
		return tr.F("about %s …", figures.MoneyShort(currency, p.Amount))
	case p.Amount < 0.5 && p.High < 0.5:
		return tr.T("costs nothing")
	case p.Amount < 0.5:
		return tr.T("costs nothing measurable")
	}
	return tr.F("costs %s", figures.MoneyShort(currency, p.Amount))
}

// PriceWhy takes the price of a rule apart: the plan with it against the plan made
// again without it.
func PriceWhy(p *planner.Project, f *planner.Facts, plan *planner.Plan, r *planner.Rule, price Price) why.Explanation {
	money := func(v float64) string { return figures.Money(p.Currency, v) }
	e := why.Explanation{Title: tr.F("Price of %s: %s", r.ID, words.Rule(p, f, r)), Value: money(price.Amount), Formula: tr.T("cost of the plan with the rule − cost of the plan made again without it, discounted, penalties included"),
		Inputs: []why.Input{{Name: tr.T("With the rule"), Value: money(plan.Objective), How: tr.T("cost of the plan as it is, penalties included"), Page: "plan", What: "cost"},
			{Name: tr.T("Without the rule"), Value: money(plan.Objective - price.Amount), How: tr.T("best plan found without it")},
			{Name: tr.T("The rule itself"), Value: words.RuleShort(p, f, r), How: tr.T("entered in the project"), Page: "rules", What: r.ID}},
		Notes: []string{price.Tip(p.Currency)}}
	if !price.About {
		e.Inputs = append(e.Inputs, why.Input{Name: tr.T("Sure to lie between"), Value: tr.F("%s and %s@@range", money(price.Low), money(price.High)), How: tr.T("what the proofs of both plans leave open")})
	}
	return e
}

// Tip is the price as a sentence with its uncertainty.
func (p Price) Tip(currency string) string {
	if p.About {
		return tr.F("Without this rule the plan would cost at least %s less; still looking for a cheaper one.", figures.Money(currency, p.Amount))
	}
	return words.Said(p.Words)
}
