package award

import (
	"context"
	"errors"

	"remanence/planner"
	"remanence/planner/highs"
	"remanence/planner/policy"
)

// Audit solves a project once and compares the model's own objective
// with the plan booked from the awards alone, as a share. Tests and design
// changes are taken out of both, since the plan starts them in one month where
// the model may spread the start. The two should differ by less than a millionth.
func Audit(ctx context.Context, e *highs.Engine, p *planner.Project, f *planner.Facts, o Options) (float64, error) {
	p = policy.Settle(p, f)
	r := &run{ctx: ctx, engine: e, p: p, f: f, o: o, gap: gapOf(p, o)}
	m := newModel(p, f, o, nil, map[string]bool{})
	s, err := r.newSearch(m)
	if err != nil {
		return 0, err
	}
	defer s.rel.close()
	root, _, err := s.root(nil)
	if err != nil {
		return 0, err
	}
	if root == nil {
		return 0, errors.New("no relaxation to start from")
	}
	x, err := s.rel.dive(nil, nil, root.x)
	if err != nil {
		return 0, err
	}
	if x == nil {
		return 0, errors.New("no first answer to compare")
	}
	own := m.objective(x) * m.unit
	for _, t := range allTests(m) {
		for _, c := range t.open {
			own -= float64(m.b.cost[c] * x[c] * m.unit)
		}
	}
	plan := m.read(x)
	booked := plan.Objective
	for _, e := range plan.Costs {
		switch e.Kind {
		case planner.CostQualification, planner.CostRedesign, planner.CostTooling, planner.CostSwitching:
			booked -= e.Present
		}
	}
	return (own - booked) / booked, nil
}
