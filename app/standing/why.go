package standing

import (
	"remanence/app/tr"
	"remanence/app/why"
	"remanence/app/words"
	"remanence/planner"
)

// Why takes the state of a rule apart: each window's value against its limit.
func Why(p *planner.Project, f *planner.Facts, plan *planner.Plan, r *planner.Rule) why.Explanation {
	s := Of(p, plan, r)
	e := why.Explanation{Title: r.ID + ": " + words.Rule(p, f, r), Value: s.State, Formula: tr.T("measured on the awards, open orders and stock of the plan, window by window")}
	if plan == nil {
		e.Notes = append(e.Notes, tr.T("There is no plan to measure it in yet."))
		return e
	}
	for _, x := range plan.Rules {
		if x.Rule != r.ID {
			continue
		}
		name := words.Window(x.Window)
		if x.Subject != "" {
			name += ", " + x.Subject
		}
		how := tr.F("limit %s", words.RuleValue(p, r.Type, x.Limit))
		if x.Excess > 1e-6 {
			how += tr.F(", missed by %s", words.RuleValue(p, r.Type, x.Excess))
		} else if x.Binding {
			how += tr.T(", at its limit")
		}
		e.Inputs = append(e.Inputs, why.Input{Name: name, Value: words.RuleValue(p, r.Type, x.Value), How: how, Page: "rules", What: r.ID})
	}
	if s.Hint != "" {
		e.Notes = append(e.Notes, s.Hint)
	}
	if in, ok := why.Regulation(f, tr.F("Modelled on %s", r.Regulation), r.Regulation); ok {
		e.Inputs = append(e.Inputs, in)
	}
	if r.Note != "" {
		e.Notes = append(e.Notes, words.Sentence(r.Note))
	}
	return e
}
