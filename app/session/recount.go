package session

import (
	"remanence/planner"
	"remanence/planner/recheck"
)

// Recount is what counting a plan a second time, in decimals and by code that
// shares nothing with the optimiser, found.
type Recount struct {
	Done     bool     // false while it goes on, and for a plan nobody can follow
	Findings []string // what does not hold; none is how it should be
}

// Recount is the second count of the plan that is shown.
func (s *Session) Recount() Recount {
	if plan, stale := s.Plan(); plan == nil || stale || plan != s.recounted {
		return Recount{}
	}
	return s.recount
}

// countAgain counts the plan that is shown a second time, beside, and tells when
// that is done. A session that never plans does not count either.
func (s *Session) countAgain() {
	plan, stale := s.Plan()
	if s.planner == nil || plan == nil || stale || s.closed || plan == s.recounted || plan.Status != planner.StatusOptimal && plan.Status != planner.StatusFeasible {
		return
	}
	s.recounted, s.recount = plan, Recount{}
	p, f := s.Project(), s.Facts()
	s.jobs.Go(func() {
		findings := recheck.Check(p, f, plan)
		s.run(func() {
			if s.recounted == plan && !s.closed {
				s.recount = Recount{Done: true, Findings: findings}
				s.tell(Event{Kind: PlanRecounted})
			}
		})
	})
}
