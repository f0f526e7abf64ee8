package standing

import (
	"slices"

	"remanence/app/tr"
	"remanence/app/why"
	"remanence/app/words"
	"remanence/planner"
)

// Clash explains rules that cannot all hold: what each of them says, and the least
// loosening of each that lets the others be kept.
func Clash(p *planner.Project, f *planner.Facts, c planner.Conflict) why.Explanation {
	e := why.Explanation{Title: tr.T("Rules clash"), Value: words.ClashNames(c), Formula: tr.T("without any one of them there is a plan; with all of them there is none")}
	for _, id := range c.Rules {
		in := why.Input{Name: id, Page: "rules", What: id}
		if i := slices.IndexFunc(p.Rules, func(r planner.Rule) bool { return r.ID == id }); i >= 0 {
			in.How = words.Rule(p, f, &p.Rules[i])
		}
		e.Inputs = append(e.Inputs, in)
	}
	for _, r := range c.Relaxations {
		e.Notes = append(e.Notes, tr.F("Way out: %s", words.Reason(r.Text)))
	}
	return e
}
