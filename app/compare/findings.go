package compare

import (
	"slices"

	"remanence/data/workbook"
	"remanence/planner/award"
	work "remanence/planner/compare"
)

// Findings adds to an export what is known here of the plan as it stands: what
// moves the cost, the frontier, regrets, and the plans of the scenarios.
func (p *Page) Findings(x *workbook.Findings) {
	in := p.input()
	if in.Stale || !award.Planned(in.Plan) {
		return
	}
	if s := p.studies.asked; s.plan == in.Plan {
		x.Tornado, x.Regret = s.bars, s.regret
		if len(s.points) > 0 {
			x.Frontiers = []work.Frontier{{Rule: s.axis, Unit: string(s.axis.Type.Unit()), Points: slices.Clone(s.points), Proven: s.ended && s.proven}}
		}
	}
	for i := range in.Project.Scenarios {
		s := &in.Project.Scenarios[i]
		if m, ok := in.Made(s.ID); ok && award.Planned(m.Plan) && m.Digest == DigestOf(in, s) {
			x.Scenarios = append(x.Scenarios, workbook.ScenarioPlan{ID: s.ID, Name: nameOf(s), Plan: m.Plan})
		}
	}
}
