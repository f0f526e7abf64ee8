package award

import (
	"context"
	"fmt"
	"math"
	"sync"

	"remanence/planner"
	"remanence/planner/highs"
	"remanence/planner/policy"
)

// Questions explains a plan by planning again with one thing changed (model
// §4.2). Every figure is the difference of two plans, never a shadow price
// unless its name says so. A Questions may be used from one goroutine at a time.
type Questions struct {
	Engine  *highs.Engine
	Project *planner.Project
	Facts   *planner.Facts
	Options Options       // those the plan was made with; the time limit holds for each solve
	Plan    *planner.Plan // the plan that is explained
	// Session is what the questions start from, once the plan's own project has been
	// planned in it; nil means one of their own. Questions teach it nothing else.
	Session *Session
	// Beside is how many plans are made side by side; 0 means 2. The answers do
	// not depend on it.
	Beside int
	// Done is called after each question answered, from any of the goroutines
	// that plan but never from two at once. It may be nil.
	Done func(done, of int)

	learning sync.Mutex
	start    *Session      // that knows the project as it is
	again    *planner.Plan // of it, better proven than the plan explained
}

// Ask makes a Questions about a plan of a project. Without a plan it makes one
// first.
func Ask(ctx context.Context, e *highs.Engine, p *planner.Project, f *planner.Facts, o Options, plan *planner.Plan) (*Questions, error) {
	return NewSession(e).Ask(ctx, p, f, o, plan)
}

// Ask is like the function of the same name; the questions start from what the
// session knows.
func (s *Session) Ask(ctx context.Context, p *planner.Project, f *planner.Facts, o Options, plan *planner.Plan) (*Questions, error) {
	o.Found, o.Progress = nil, nil
	p = policy.Settle(p, f)
	q := &Questions{Engine: s.engine, Session: s.Still(), Project: p, Facts: f, Options: o, Plan: plan}
	if plan != nil {
		return q, nil
	}
	s = s.Copy()
	var err error
	if q.Plan, err = s.Make(ctx, p, f, o); err == nil {
		q.Session = s.Still()
	}
	return q, err
}

// make is the one place where a question plans: from where planning the project
// as it is ended, so that what was not touched is not thought through again.
func (q *Questions) make(ctx context.Context, p *planner.Project, o Options) (*planner.Plan, error) {
	s, err := q.known(ctx)
	if err != nil {
		return nil, err
	}
	o.spare = spareSolves
	return s.Make(ctx, p, q.Facts, o)
}

// spareSolves is how many linear programs a question may solve to prove a plan
// finer than the gap.
const spareSolves = 12

// known plans the project as it is, once.
func (q *Questions) known(ctx context.Context) (*Session, error) {
	q.learning.Lock()
	defer q.learning.Unlock()
	if q.start != nil {
		return q.start, nil
	}
	s := NewSession(q.Engine)
	if q.Session != nil {
		s = q.Session.Copy()
	}
	o := q.Options
	o.hint, o.spare = q.Plan, 2*spareSolves
	plan, err := s.learn(ctx, q.Project, q.Facts, o)
	if err != nil {
		return nil, err
	}
	if ctx.Err() == nil {
		q.start = s.Still()
		if Planned(plan) {
			q.again = plan
		}
	}
	return s, nil
}

// proven is what the cheapest plan of the project costs at most and at least:
// what the plan explained says, and what was proven since.
func (q *Questions) proven() Estimate {
	q.learning.Lock()
	defer q.learning.Unlock()
	e := Estimate{q.Plan.Objective, q.Plan.Bound, q.Plan.Objective}
	if q.again != nil {
		e.High = math.Min(e.High, q.again.Objective)
		e.Low = math.Min(math.Max(e.Low, q.again.Bound), e.High)
	}
	return e
}

// cheapest is the plan explained, or a cheaper one of the same project that came
// up since.
func (q *Questions) cheapest() *planner.Plan {
	q.learning.Lock()
	defer q.learning.Unlock()
	if q.again != nil && q.again.Objective < q.Plan.Objective {
		return q.again
	}
	return q.Plan
}

// Planned reports whether there is a plan to explain.
func Planned(plan *planner.Plan) bool {
	return plan != nil && (plan.Status == planner.StatusOptimal || plan.Status == planner.StatusFeasible)
}

// needPlan is the error of a question that needs a plan to follow.
func (q *Questions) needPlan() error {
	if Planned(q.Plan) {
		return nil
	}
	return fmt.Errorf("there is no plan that keeps every rule, so there is nothing to compare with: ask for the conflicts first")
}

// side runs n independent tasks, some at once, and gives the first error in the
// order of the tasks.
func (q *Questions) side(ctx context.Context, n int, task func(ctx context.Context, i int) error) error {
	beside := q.Beside
	if beside <= 0 {
		beside = 2
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	errs := make([]error, n)
	next := make(chan int)
	var wg sync.WaitGroup
	var mu sync.Mutex
	done := 0
	for range min(beside, n) {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for i := range next {
				if errs[i] = ctx.Err(); errs[i] == nil {
					errs[i] = task(ctx, i)
				}
				if errs[i] != nil {
					stop()
				}
				mu.Lock()
				done++
				if q.Done != nil {
					q.Done(done, n)
				}
				mu.Unlock()
			}
		}()
	}
	for i := range n {
		next <- i
	}
	close(next)
	wg.Wait()
	return firstError(errs)
}

// firstError prefers a cause to the cancellation it brought about.
func firstError(errs []error) error {
	var cancelled error
	for _, err := range errs {
		switch {
		case err == nil:
		case err == context.Canceled:
			cancelled = err
		default:
			return err
		}
	}
	return cancelled
}

// Estimate is a figure from plans that are each proven only within a gap: the
// value found, and between what the proofs leave it.
type Estimate struct {
	Value float64 `json:"value"`
	Low   float64 `json:"low"`
	High  float64 `json:"high"`
}

// beyond is what the cheapest plan of a question costs beyond the cheapest plan of
// the project, both counted with the penalties of soft rules. The value compares
// the two plans found.
func (q *Questions) beyond(to *planner.Plan) Estimate {
	best := q.proven()
	return Estimate{to.Objective - q.Plan.Objective, to.Bound - best.High, to.Objective - best.Low}.inside()
}

// saved is what the cheapest plan of the project costs beyond the cheapest of a
// question that only allows more; the value compares the cheapest found of both.
func (q *Questions) saved(objective, bound float64) Estimate {
	best := q.proven()
	return Estimate{best.High - objective, best.Low - objective, best.High - math.Min(bound, objective)}.inside().atLeast(0)
}

// inside widens an estimate to what the two plans found say.
func (e Estimate) inside() Estimate {
	return Estimate{e.Value, math.Min(e.Low, e.Value), math.Max(e.High, e.Value)}
}

// atLeast raises an estimate that theory bounds from below.
func (e Estimate) atLeast(v float64) Estimate {
	return Estimate{math.Max(e.Value, v), math.Max(e.Low, v), math.Max(e.High, v)}
}

// within words the width of an estimate, or nothing when it is sharp.
func (q *Questions) within(e Estimate) string {
	if e.High-e.Low <= float64(1e-6*math.Abs(q.Plan.Objective))+0.005 {
		return ""
	}
	return fmt.Sprintf(" (between %s and %s, as far as the plans are proven)", moneyText(q.Project, e.Low), moneyText(q.Project, e.High))
}

// options are those of a re-planning without a rule more.
func (q *Questions) without(ids ...string) Options {
	o := q.Options
	o.WithoutRules = append(append([]string(nil), o.WithoutRules...), ids...)
	return o
}
