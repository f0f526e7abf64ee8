package why

import (
	"remanence/app/tr"
	"remanence/app/ui/figures"
	"remanence/app/words"
	"remanence/planner"
)

// Plan is the state of a plan: what it costs, and how much better could exist. plan
// may be nil.
func Plan(plan *planner.Plan, state, said string) Explanation {
	e := Explanation{Title: tr.T("State of the plan"), Value: state, Formula: tr.T("up to date while the inputs are those the plan was made from, by their digest"), Notes: []string{words.Sentence(said)}}
	if plan == nil {
		e.Inputs = []Input{{Name: tr.T("Plan"), Value: figures.Missing, How: tr.T("There is no plan yet.")}}
		return e
	}
	money := func(v float64) string { return figures.Money(plan.Currency, v) }
	e.Inputs = []Input{{Name: tr.T("Cost of the plan, discounted"), Value: money(plan.TotalCost), How: tr.T("sum of the kinds of cost, each entry discounted from the month it is paid"), Page: "plan", What: "cost"},
		{Name: tr.T("Penalties of soft rules"), Value: money(plan.Penalties), How: tr.T("what soft rules are missed by × their penalty"), Page: "rules"},
		{Name: tr.T("At most better"), Value: figures.Percent(plan.Gap, 2), How: tr.F("no plan costs less than %s, penalties included", money(plan.Bound))}}
	return e
}

// Progress explains the line on a question that is worked on or was: what is counted.
// asks is what the question takes.
func Progress(title, said, asks string) Explanation {
	return Explanation{Title: title, Value: said, Formula: tr.T("counted while it is worked on: what is done of what the question takes"), Notes: []string{asks}}
}

// Assumption explains a value a plan used that nobody entered.
func Assumption(a planner.Assumption) Explanation {
	where := words.Capital(words.Said(a.Where))
	source := a.Source
	source.Name = words.Said(source.Name)
	return Explanation{Title: where, Value: words.Said(a.Value), Formula: tr.T("a value the plan used that you did not give"),
		Inputs: []Input{{Name: where, Value: words.Said(a.Value), How: words.Reason(a.Why), Source: source, Page: "plan", What: "assumptions"}}}
}

// Assumptions explains how many values a plan used that nobody entered: by naming them.
func Assumptions(plan *planner.Plan) Explanation {
	e := Explanation{Title: tr.T("Assumptions"), Value: figures.Number(float64(len(plan.Assumptions)), 0), Formula: tr.T("counted: every value the plan used that you did not give")}
	for _, a := range plan.Assumptions {
		e.Inputs = append(e.Inputs, Assumption(a).Inputs...)
	}
	return e
}

// Extent is how large a project is.
func Extent(p *planner.Project, said string) Explanation {
	count := func(n int) string { return figures.Number(float64(n), 0) }
	cell := func(name, field string) Input {
		return Entered(p, name, planner.Path("settings", field), "", "library")
	}
	return Explanation{Title: p.Name, Value: said, Formula: tr.T("counted in the project"),
		Inputs: []Input{{Name: tr.T("Parts"), Value: count(len(p.Parts)), How: tr.T("rows of the table of demand"), Page: "demand"}, {Name: tr.T("Offers"), Value: count(len(p.Offers)), How: tr.T("rows of all comparisons of offers"), Page: "sources"},
			cell(tr.T("First month of the plan"), "plan_start"), cell(tr.T("Months of the plan"), "plan_months"), cell(tr.T("Currency of the plan"), "currency")}}
}
