package recheck

import (
	"fmt"
	"maps"
	"math"
	"slices"

	"remanence/planner"
)

// unsound says what keeps a plan from being counted at all: it names what the
// project does not have, or its months are not the project's. Such a plan is no
// mistake of planning: it belongs to other inputs, or its file was damaged.
func unsound(p *planner.Project, plan *planner.Plan) []string {
	s := sound{p: p}
	for _, a := range plan.Awards {
		s.offer(a.Offer)
		s.part(a.Part)
		s.month("an award of "+a.Part, a.Ordered)
		if a.Arrives < a.Ordered {
			s.fail("an award of %s arrives in %s, before it is ordered", a.Part, a.Arrives)
		}
		if a.Design < 0 || a.Design > len(p.AlternativesOf(a.Part)) {
			s.fail("an award of %s is in a design that is not there", a.Part)
		}
		s.figures("an award of "+a.Part, a.Kg, a.Pieces, a.Price)
	}
	for _, q := range plan.Qualifications {
		if len(q.Offers) == 0 {
			s.fail("a test names no offer")
		}
		for _, id := range q.Offers {
			s.offer(id)
		}
	}
	for _, d := range plan.DesignChanges {
		s.part(d.Part)
	}
	for _, fl := range plan.Flows {
		s.part(fl.Part)
		s.figures("the account of "+fl.Part, fl.Opening, fl.Value)
		for _, months := range [][]float64{fl.Stock, fl.Backlog, fl.Lost, fl.Scrapped, fl.Apart} {
			if len(months) != p.Months {
				s.fail("the account of %s has %d months, the project %d", fl.Part, len(months), p.Months)
			}
			s.figures("the account of "+fl.Part, months...)
		}
	}
	for _, streams := range []map[string][]float64{plan.Collected, plan.Sold} {
		for _, id := range slices.Sorted(maps.Keys(streams)) {
			s.figures("the stream "+id, streams[id]...)
		}
	}
	for _, e := range plan.Costs {
		s.figures("a cost", e.Present)
	}
	for _, r := range plan.Rules {
		s.figures("the rule "+r.Rule, r.Value, r.Limit)
		if r.First < 0 || r.Last >= p.Months {
			s.fail("a window of the rule %s lies outside the plan", r.Rule)
		}
	}
	s.figures("the total", plan.TotalCost, plan.LicencePercentile)
	return s.out
}

type sound struct {
	p   *planner.Project
	out []string
}

func (s *sound) fail(format string, a ...any) {
	text := fmt.Sprintf(format, a...)
	if len(s.out) == 0 || s.out[len(s.out)-1] != text {
		s.out = append(s.out, text)
	}
}

func (s *sound) offer(id string) {
	if s.p.Offer(id) == nil {
		s.fail("the plan names the offer %q, which is not there", id)
	}
}

func (s *sound) part(id string) {
	if s.p.Part(id) == nil {
		s.fail("the plan names the part %q, which is not there", id)
	}
}

func (s *sound) month(what string, m planner.Month) {
	if t := int(m - s.p.Start); t < 0 || t >= s.p.Months {
		s.fail("%s is ordered in %s, outside the plan", what, m)
	}
}

func (s *sound) figures(what string, list ...float64) {
	for _, v := range list {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			s.fail("%s has a figure that is no number", what)
		}
	}
}
