package compare

import (
	"slices"

	"remanence/data/workbook"
	"remanence/planner/award"
	work "remanence/planner/compare"
)

// Inform adds to an export what is known here of the plan as it stands: what
// moves the cost, two drivers crossed, the frontier, regrets, the robust plan, and the
// plans of the scenarios.
func (p *Page) Inform(o *workbook.Options) {
	in, x := p.input(), &o.Findings
	// What is compared stands over the project itself, not over the scenario in front.
	if in.Stale || !award.Planned(in.Plan) || p.session.Front() != "" {
		return
	}
	s := p.studies.asked
	if !s.old("tornado") && !s.cut["tornado"] {
		x.Tornado = s.bars
	}
	if !s.old("regret") {
		x.Regret = s.regret
	}
	if !s.old("grid") && !s.cut["grid"] {
		x.Crossing = s.grid
	}
	if !s.old("robust") && s.now != "robust" {
		x.Robust = s.robustly
	}
	if !s.old("frontier") && len(s.points) > 0 {
		x.Frontiers = []work.Frontier{{Rule: s.axis, Unit: string(s.axis.Type.Unit()), Points: slices.Clone(s.points), Proven: s.ended && s.proven, Complete: s.ended && s.whole}}
	}
	for i := range in.Project.Scenarios {
		s := &in.Project.Scenarios[i]
		if m, ok := in.Made(s.ID); ok && award.Planned(m.Plan) && m.Digest == DigestOf(in, s) {
			x.Scenarios = append(x.Scenarios, workbook.ScenarioPlan{ID: s.ID, Name: nameOf(s), Plan: m.Plan})
		}
	}
}
