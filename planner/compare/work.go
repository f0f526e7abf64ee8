package compare

import (
	"context"
	"sync"

	"remanence/planner"
	"remanence/planner/award"
	"remanence/planner/highs"
	"remanence/planner/scenario"
)

// Case is a column: scenarios that hold together over the base. No scenarios is
// the base itself.
type Case struct {
	Name      string
	Scenarios []planner.Scenario
}

// Cases are the base and each scenario of a project that changes anything.
func Cases(p *planner.Project) []Case {
	out := []Case{{Name: "base"}}
	for _, s := range p.Scenarios {
		if s.Shock.Hits == "" && len(s.Edits) == 0 && len(s.RulesOff) == 0 && len(s.RulesOn) == 0 && len(s.With) == 0 {
			continue
		}
		name := s.Name
		if name == "" {
			name = s.ID
		}
		out = append(out, Case{name, []planner.Scenario{s}})
	}
	return out
}

// Work is what plans are made with.
type Work struct {
	Engine *highs.Engine
	Base   *planner.Project
	Facts  *planner.Facts // of the base
	// FactsOf gives the facts of a case, which may replace rows of the library; nil means
	// that none does.
	FactsOf func(*planner.Project) *planner.Facts
	Options award.Options // of every plan; the time limit holds for each
	// Session is what the plans start from, once the base has been planned in it;
	// nil means one of their own. They teach it nothing else.
	Session *award.Session
	// Plan is that of the base where it was made already: it stands for the base and
	// every other plan starts from it. Nil means that the base is planned.
	Plan   *planner.Plan
	Beside int // plans made side by side; 0 is 2. The answers do not depend on it
	// React is the months before a case that holds from the start is known, for the
	// frontier over cases; 0 is DefaultReact.
	React int
	// Done is called after each plan made, never from two goroutines at once.
	Done func(done, of int, what string)

	learning sync.Mutex
	start    *award.Session // that knows the base
}

// known plans the base, once, so that every plan starts from there, whatever
// their order.
func (w *Work) known(ctx context.Context) (*award.Session, error) {
	w.learning.Lock()
	defer w.learning.Unlock()
	if w.start != nil {
		return w.start, nil
	}
	s := award.NewSession(w.Engine)
	if w.Session != nil {
		s = w.Session.Copy()
	}
	learn := s.Learn
	if award.Planned(w.Plan) {
		learn = func(ctx context.Context, p *planner.Project, f *planner.Facts, o award.Options) error {
			return s.Resume(ctx, p, f, o, w.Plan)
		}
	}
	if err := learn(ctx, w.Base, w.Facts, w.options("base")); err != nil {
		return nil, err
	}
	if ctx.Err() == nil {
		w.start = s.Still()
	}
	return s, nil
}

// plan plans a project that is nearly the base.
func (w *Work) plan(ctx context.Context, p *planner.Project, o award.Options) (*planner.Plan, error) {
	s, err := w.known(ctx)
	if err != nil {
		return nil, err
	}
	return s.Make(ctx, p, w.facts(p), o)
}

// facts are those that hold in a project, the base or a case of it.
func (w *Work) facts(p *planner.Project) *planner.Facts {
	if w.FactsOf == nil || planner.SameLibrary(p, w.Base) {
		return w.Facts
	}
	return w.FactsOf(p)
}

// follow plans what is left to decide when a plan of the base was followed up to
// a month, starting from what a session knows or, without one, from the base.
// Kept to its end nothing is left to search.
func (w *Work) follow(ctx context.Context, from *award.Session, p *planner.Project, o award.Options, plan *planner.Plan, until planner.Month) (*planner.Plan, error) {
	if until >= w.end() {
		return award.Follow(ctx, w.Engine, w.Base, p, w.facts(p), o, plan, until)
	}
	if from == nil {
		var err error
		if from, err = w.known(ctx); err != nil {
			return nil, err
		}
	}
	return from.Follow(ctx, w.Base, p, w.facts(p), o, plan, until)
}

// end is the month after the plan.
func (w *Work) end() planner.Month { return w.Base.Start + planner.Month(w.Base.Months) }

// project is the base under a case.
func (w *Work) project(c Case) (*planner.Project, []scenario.Change, planner.Problems) {
	return scenario.Apply(w.Base, w.Facts, c.Scenarios...)
}

func (w *Work) options(name string) award.Options {
	o := w.Options
	o.Name, o.Progress, o.Found = name, nil, nil
	o.Clash = award.ClashNamed // that there is no plan is all that is asked here
	return o
}

// task is one plan to make.
type task struct {
	what string
	do   func(ctx context.Context) error
}

// side runs tasks, some at once, and gives the first error in their order.
func (w *Work) side(ctx context.Context, tasks []task) error {
	return w.sideOf(ctx, tasks, 0, len(tasks))
}

// sideOf is like side where some tasks were done before, of so many in all.
func (w *Work) sideOf(ctx context.Context, tasks []task, before, of int) error {
	beside := w.Beside
	if beside <= 0 {
		beside = 2
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	errs := make([]error, len(tasks))
	next := make(chan int)
	var wg sync.WaitGroup
	var mu sync.Mutex
	done := 0
	for range min(beside, len(tasks)) {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for i := range next {
				if errs[i] = ctx.Err(); errs[i] == nil {
					errs[i] = tasks[i].do(ctx)
				}
				if errs[i] != nil {
					stop()
				}
				mu.Lock()
				done++
				if w.Done != nil {
					w.Done(before+done, of, tasks[i].what)
				}
				mu.Unlock()
			}
		}()
	}
	for i := range tasks {
		next <- i
	}
	close(next)
	wg.Wait()
	var cancelled error
	for _, err := range errs {
		switch {
		case err == context.Canceled:
			cancelled = err
		case err != nil:
			return err
		}
	}
	return cancelled
}

// Planned is a case with its plan.
type Planned struct {
	Case     Case
	Project  *planner.Project
	Changes  []scenario.Change
	Problems planner.Problems
	Plan     *planner.Plan
}

// Plans plans each case as if everything were known from the start.
func (w *Work) Plans(ctx context.Context, cases []Case) ([]Planned, error) {
	out := make([]Planned, len(cases))
	tasks := make([]task, len(cases))
	for i, c := range cases {
		out[i].Case = c
		out[i].Project, out[i].Changes, out[i].Problems = w.project(c)
		tasks[i] = task{c.Name, func(ctx context.Context) (err error) {
			if len(c.Scenarios) == 0 && award.Planned(w.Plan) {
				out[i].Plan = w.Plan
				return nil
			}
			o := w.options(c.Name)
			o.Digest = scenario.Digest(w.Options.Digest, c.Scenarios...)
			out[i].Plan, err = w.plan(ctx, out[i].Project, o)
			return err
		}}
	}
	return out, w.side(ctx, tasks)
}
