package risk

import (
	"fmt"
	"strings"

	"remanence/planner"
	"remanence/planner/policy"
)

// Key names everything the outages of a plan depend on: the inputs, by their
// digest, the plan, the times to recover, the month in which they begin and the
// buyer's own evidence, from which times come that nobody stated.
func Key(digest string, p *planner.Project, plan *planner.Plan, at planner.Opt[planner.Month]) string {
	return fmt.Sprintf("%s %s %.6f %s from %s", digest, plan.Name, plan.Objective, p.Recovery, at.Or(DefaultAt(plan))) + EvidenceKey(p)
}

// EvidenceKey names the buyer's own evidence on licences, "" where there is none. The
// digest of a plan leaves it out where no licence of the plan is derived from it.
func EvidenceKey(p *planner.Project) string {
	var s strings.Builder
	for i := range p.OwnEvidence {
		e := &p.OwnEvidence[i]
		fmt.Fprintf(&s, " | %s=%v", e.ID(), e.Value)
	}
	return s.String()
}

// AtLeast is the soonest line stop of any outage when nobody acts: stock, goods
// under way and orders with others as planned. It takes no optimiser and is a
// lower bound of KnockOut.First, since acting helps. False when no outage stops a
// line that way in the months looked at.
func AtLeast(p *planner.Project, f *planner.Facts, plan *planner.Plan, at planner.Opt[planner.Month]) (FirstStop, bool) {
	if plan == nil || len(plan.Flows) == 0 {
		return FirstStop{}, false
	}
	p = policy.Settle(p, f)
	t0 := int(at.Or(DefaultAt(plan)) - plan.Start)
	if t0 < 0 || t0 >= plan.Months {
		return FirstStop{}, false
	}
	s := snapshot(p, f, plan, t0, plan.Months)
	var first FirstStop
	found := false
	for _, n := range nodesOf(p, f, s.fits) {
		l := Loss{Node: n}
		s.idle(&l)
		if l.IdleWeeks.OK && (!found || 7*l.IdleWeeks.V < first.Days-1e-9) {
			found, first = true, FirstStop{Days: 7 * l.IdleWeeks.V, Node: n.ID, Name: n.Name, Parts: []string{l.IdlePart}}
		}
	}
	return first, found
}
