package risk

import (
	"remanence/data/workbook"
	"remanence/planner/risk"
)

// Inform adds to an export what is known here of the plan as it stands. Only
// outages that begin in one month can be compared.
func (p *Page) Inform(o *workbook.Options) {
	in, x := p.input(), &o.Findings
	if in.Stale || in.Plan == nil {
		return
	}
	of := func(which string) *risk.KnockOut {
		p.recall(which)
		if a, ok := p.found[which]; ok && p.fresh(in, which) {
			return a.k
		}
		return nil
	}
	x.Outages = of(ThePlan)
	if p.safety.found[simulation] == p.safety.digest {
		x.Simulation = p.safety.outcome
	}
	for which, into := range map[string]**risk.KnockOut{AsToday: &x.OutagesAsToday, Cheapest: &x.OutagesCheapest} {
		if k := of(which); k != nil && x.Outages != nil && k.At == x.Outages.At {
			*into = k
		}
	}
}
