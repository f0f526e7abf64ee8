package overview

import (
	"slices"

	"remanence/app/standing"
	"remanence/app/tr"
	"remanence/app/ui/figures"
	"remanence/app/why"
	"remanence/app/words"
	"remanence/planner"
)

// CardWhy takes one of the three figures apart; false when there is none.
func CardWhy(in Input, card int) (why.Explanation, bool) {
	if in.Plan == nil || in.Plan.Status == planner.StatusInfeasible {
		return why.Explanation{}, false
	}
	switch card {
	case 0:
		return why.CostPerYear(in.Plan), true
	case 1:
		e := in.Plan.KPIs.WorstExposure
		return why.Exposure(in.Project, in.Facts, e.V), e.OK
	}
	if in.Outages != nil && !in.Plan.KPIs.FirstShortfall.OK {
		return OutageWhy(in.Outages), true
	}
	return why.FirstShortage(in.Project, in.Plan), true
}

// CompareWhy explains a figure of the comparison in words, with its value in each
// plan.
func CompareWhy(in Input, r CompareRow) why.Explanation {
	switch {
	case in.Plan == nil:
	case r.ID == "cost_per_year":
		return why.CostPerYear(in.Plan).With(in.old())
	case r.ID == "total":
		return why.Total(in.Plan).With(in.old())
	}
	e := why.Explanation{Title: r.Title, Value: r.Plan, Formula: r.Tip}
	for _, x := range []struct{ name, value string }{{tr.T("Plan"), r.Plan}, {tr.T("As today"), r.AsToday}, {tr.T("Cheapest, optional rules off"), r.Cheapest}} {
		if x.value != figures.Missing {
			e.Inputs = append(e.Inputs, why.Input{Name: x.name, Value: x.value, How: tr.T("measured on its awards and open orders")})
		}
	}
	return e.With(in.old())
}

// problemWhy explains a warning about a cell: by what stands in it.
func problemWhy(p *planner.Project, x planner.Problem) why.Explanation {
	where := words.Where(x.Where)
	e := why.Explanation{Title: tr.T("To look at"), Value: words.Problem(x), Formula: tr.T("found when the entries were checked")}
	if x.Path == "" {
		e.Notes = []string{where}
		return e
	}
	e.Inputs = []why.Input{why.Entered(p, where, x.Path, "", why.PageOf(x.Path))}
	return e
}

// RuleWhy explains how a rule stands.
func RuleWhy(in Input, id string) (why.Explanation, bool) {
	i := slices.IndexFunc(in.Project.Rules, func(r planner.Rule) bool { return r.ID == id })
	if i < 0 {
		return why.Explanation{}, false
	}
	return standing.Why(in.Project, in.Facts, in.Plan, &in.Project.Rules[i]).With(in.old()), true
}
