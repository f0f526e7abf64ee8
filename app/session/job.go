package session

import (
	"context"
	"errors"
	"strconv"
	"sync/atomic"
	"time"

	"remanence/app/tr"
	"remanence/app/ui/figures"
	"remanence/planner"
)

// Replan makes the plan now. A run under way is dropped.
func (s *Session) Replan() {
	s.stop()
	if s.closed || s.planner == nil {
		return
	}
	if s.problems.Refused() {
		s.setStatus(s.resting())
		return
	}
	if s.byHand() {
		return
	}
	ctx, cancel := context.WithCancel(context.Background())
	s.cancel = cancel
	j := job{mine: s.generation, digest: s.Digest(), project: s.Project()}
	s.setStatus(Status{Kind: Planning, Text: tr.T("Planning …"), Fraction: -1})
	s.jobs.Go(func() {
		defer cancel()
		defer tidy(time.Now())
		report := s.progress(j.mine)
		var plan, asToday, cheapest *planner.Plan
		var err error
		if f, ok := s.planner.(Finder); ok {
			plan, err = f.Find(ctx, j.project, report, func(better *planner.Plan) {
				s.back(j, func() { s.better(j, better) })
			})
		} else {
			plan, asToday, cheapest, err = s.planner.Plan(ctx, j.project, report)
		}
		second, more := s.planner.(Baseliner)
		more = more && err == nil && plan != nil && ctx.Err() == nil
		cancelled := ctx.Err() != nil
		base := baselines{asToday, cheapest}
		first, stopped := base, cancelled
		s.back(j, func() { s.finish(j, plan, first, err, stopped, more) })
		if more {
			var failed error
			base.asToday, base.cheapest, failed = second.Baselines(ctx, j.project, report)
			cancelled = ctx.Err() != nil
			s.back(j, func() { s.compared(base, failed, cancelled) })
		}
		s.back(j, s.end)
	})
}

// resume lets the planner take up the plan there is; the next run ends it.
func (s *Session) resume() {
	r, ok := s.planner.(Resumer)
	plan, _ := s.Plan()
	if !ok || s.closed || plan == nil {
		return
	}
	ctx, cancel := context.WithCancel(context.Background())
	s.cancel = cancel
	p := s.Project()
	s.jobs.Go(func() {
		defer cancel()
		defer tidy(time.Now())
		r.Resume(ctx, p, plan)
	})
}

// job is one planning run: the inputs it was given.
type job struct {
	mine    int
	digest  string
	project *planner.Project // never changed again by the document
}

// baselines are what the plan is compared with; nil when they were not made.
type baselines struct{ asToday, cheapest *planner.Plan }

// better shows a plan while a better one is looked for.
func (s *Session) better(j job, plan *planner.Plan) {
	plan.Digest = j.digest
	if s.front.id != "" {
		s.front.made.Plan = plan // kept when it is done
	} else {
		s.doc.SetPlan(plan)
	}
	s.tell(Event{Kind: PlanChanged})
}

// back brings a result to the UI goroutine, unless nobody waits for it any more.
func (s *Session) back(j job, f func()) {
	s.run(func() {
		if j.mine == s.generation && !s.closed {
			f()
		}
	})
}

// progressPause lies between two reports to the window.
const progressPause = 100 * time.Millisecond

// progress hands on at most ten reports a second, since every queued function
// runs before the next frame.
func (s *Session) progress(mine int) func(string, float64) {
	var last atomic.Int64
	start := time.Now()
	return func(text string, fraction float64) {
		now, was := int64(time.Since(start)), last.Load()
		if was != 0 && now-was < int64(progressPause) || !last.CompareAndSwap(was, max(now, 1)) {
			return
		}
		s.run(func() {
			if mine == s.generation && !s.closed && s.status.Kind == Planning {
				s.setStatus(Status{Kind: Planning, Text: text, Fraction: fraction})
			}
		})
	}
}

func (s *Session) finish(j job, plan *planner.Plan, base baselines, err error, cancelled, more bool) {
	found := plan != nil && plan.Status != planner.StatusCancelled
	switch {
	case found && (err == nil || cancelled):
		plan.Digest = j.digest
		s.setPlan(plan)
		s.compare(base)
		s.tell(Event{Kind: PlanChanged})
		if more {
			s.setStatus(Status{Kind: Planning, Text: tr.T("Comparing with buying as today"), Fraction: -1})
			return
		}
		s.setStatus(s.resting())
	case cancelled:
		st := s.resting()
		st.Text = tr.F("Planning was stopped. %s", st.Text)
		s.setStatus(st)
	case err != nil && !errors.Is(err, context.Canceled):
		s.setStatus(Status{Kind: Failed, Text: tr.Told(err.Error())})
	default:
		s.setStatus(Status{Kind: Failed, Text: tr.T("No plan was found in time. Plan again when the computer is less busy.")})
	}
}

func (s *Session) compare(b baselines) {
	if b.asToday != nil {
		s.setBaselines(b.asToday, b.cheapest)
	}
}

// compared takes the baselines that came after the plan. Without them the plan
// stands all the same.
func (s *Session) compared(b baselines, failed error, cancelled bool) {
	if failed == nil {
		s.compare(b)
		s.tell(Event{Kind: PlanChanged})
	}
	st := s.resting()
	if failed != nil && !cancelled {
		st.Text += tr.F(" The comparison with buying as today could not be made: %s", failed.Error())
	}
	s.setStatus(st)
}

// end closes a run; the status stays as finish left it unless it still says
// planning.
func (s *Session) end() {
	s.generation++
	s.cancel = nil
	if s.status.Kind == Planning {
		s.setStatus(s.resting())
	}
}

// Cancel stops planning. The plan before stays, out of date.
func (s *Session) Cancel() {
	if s.cancel == nil {
		return
	}
	// The run may still hand in the best plan so far; finish says what became of it.
	s.cancel()
}

// stop drops the run under way and the one that waits.
func (s *Session) stop() {
	s.generation++
	if s.pause != nil {
		s.pause.Stop()
		s.pause = nil
	}
	if s.cancel != nil {
		s.cancel()
		s.cancel = nil
	}
}

func (s *Session) replanSoon() {
	if s.planner == nil || s.closed {
		return
	}
	mine := s.generation
	s.pause = time.AfterFunc(Pause, func() {
		s.run(func() {
			if mine == s.generation && !s.closed {
				s.Replan()
			}
		})
	})
}

// resting is the status while nothing runs.
func (s *Session) resting() Status {
	plan, stale := s.Plan()
	switch {
	case s.problems.Refused():
		return Status{Kind: Failed, Text: refusal(s.Project(), s.problems)}
	case plan == nil:
		return Status{Kind: NoPlan, Text: tr.T("No plan has been made yet.")}
	case stale:
		return Status{Kind: OutOfDate, Text: tr.T("The inputs changed since this plan was made.")}
	}
	return Status{Kind: UpToDate, Text: upToDate(plan)}
}

func refusal(p *planner.Project, ps planner.Problems) string {
	if len(p.Parts) == 0 && len(p.Offers) == 0 {
		return tr.T("There is nothing to plan yet. Enter parts on the page Demand, paste them from Excel, or import a sheet.")
	}
	n := 0
	for _, p := range ps {
		if p.Severity == planner.Refuses {
			n++
		}
	}
	if n == 1 {
		return tr.T("No plan can be made: one entry must be mended first.")
	}
	return tr.F("No plan can be made: %d entries must be mended first.", n)
}

// percent writes a gap with two figures: 0.013 %, 4.2 %.
func percent(gap float64) string {
	two, _ := strconv.ParseFloat(strconv.FormatFloat(100*gap, 'g', 2, 64), 64)
	return figures.Auto(two) + "\u00a0%"
}

func upToDate(plan *planner.Plan) string {
	switch plan.Status {
	case planner.StatusOptimal:
		return tr.F("The plan belongs to these inputs. At most %s better exists.", percent(plan.Gap))
	case planner.StatusInfeasible:
		return tr.T("The rules contradict each other; the plan page says which.")
	}
	return tr.F("The plan belongs to these inputs. Up to %s better may exist.", percent(plan.Gap))
}

func (s *Session) setStatus(st Status) {
	if st != s.status {
		s.status = st
		s.tell(Event{Kind: StatusChanged})
	}
}
