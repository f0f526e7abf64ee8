package shell

import (
	"context"

	"remanence/app/tr"
	"remanence/planner"
	"remanence/planner/award"
)

// Under plans a project as it stands under a scenario, beside the plan of the
// window. It implements the maker of the page that compares. What-ifs have their
// own session: the first starts from the plan of the window, each other from the
// one before, and the plan itself does not depend on them.
func (o *Optimiser) Under(ctx context.Context, p *planner.Project, progress func(string, float64)) (*planner.Plan, error) {
	defer o.use()()
	progress(tr.T("Getting ready"), -1)
	window, err := o.planning(ctx)
	if err != nil {
		return nil, err
	}
	o.load.Lock()
	if o.beside == nil {
		o.beside = window.Copy()
	}
	s := o.beside
	o.load.Unlock()
	a := options(p, progress)
	a.TimeLimit = compareTime
	return patiently(ctx, a, func(a award.Options) (*planner.Plan, error) { return s.Make(ctx, p, factsOf(p), a) })
}
