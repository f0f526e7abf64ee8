package shell

import (
	"context"
	"errors"
	"math"
	"sync"
	"time"

	"remanence/app/tr"
	"remanence/app/ui/figures"
	"remanence/data/reference"
	"remanence/planner"
	"remanence/planner/award"
	"remanence/planner/highs"
)

// Optimiser makes plans with the optimiser inside the program. It is loaded
// once, in the background, by Warm or by the first plan.
type Optimiser struct {
	cache  string
	load   sync.Mutex
	engine *highs.Engine
	// session starts each plan from the one before; what the window plans beside,
	// for comparison, does not go through it.
	session *award.Session
	beside  *award.Session // of what-ifs
	taking  *taking        // up of a plan, nil when there was none
	deep    deepening

	outages outages
}

// NewOptimiser keeps compiled code in a cache folder; "" keeps none.
func NewOptimiser(cache string) *Optimiser {
	return &Optimiser{cache: cache, outages: outages{turn: make(chan struct{}, 1)}}
}

// Warm loads the optimiser ahead of the first plan.
func (o *Optimiser) Warm(ctx context.Context) error {
	_, err := o.ready(ctx)
	return err
}

// planning is the session that plans what is open, once it took up the plan of
// the file.
func (o *Optimiser) planning(ctx context.Context) (*award.Session, error) {
	if _, err := o.ready(ctx); err != nil {
		return nil, err
	}
	o.taken(ctx)
	o.load.Lock()
	defer o.load.Unlock()
	if o.session == nil {
		return nil, highs.ErrClosed
	}
	return o.session, nil
}

func (o *Optimiser) ready(ctx context.Context) (*highs.Engine, error) {
	o.load.Lock()
	defer o.load.Unlock()
	if o.engine != nil {
		return o.engine, nil
	}
	e, err := highs.Load(ctx, o.cache)
	if err == nil {
		o.engine, o.session = e, award.NewSession(e)
	}
	return e, err
}

// Close ends the optimiser.
func (o *Optimiser) Close() {
	o.use() // for good
	o.load.Lock()
	defer o.load.Unlock()
	if o.engine != nil {
		o.engine.Close()
		o.engine, o.session, o.beside = nil, nil, nil
	}
}

// Plan implements session.Planner.
func (o *Optimiser) Plan(ctx context.Context, p *planner.Project, progress func(string, float64)) (plan, asToday, cheapest *planner.Plan, err error) {
	defer o.use()()
	progress(tr.T("Getting ready"), -1)
	o.leave()
	s, err := o.planning(ctx)
	if err != nil {
		return nil, nil, nil, err
	}
	plan, err = patiently(ctx, options(p, progress), func(a award.Options) (*planner.Plan, error) { return s.Make(ctx, p, factsOf(p), a) })
	o.goOnWith(p, plan)
	return plan, nil, nil, err
}

// Find implements session.Finder.
func (o *Optimiser) Find(ctx context.Context, p *planner.Project, progress func(string, float64), found func(*planner.Plan)) (*planner.Plan, error) {
	defer o.use()()
	progress(tr.T("Getting ready"), -1)
	o.leave()
	s, err := o.planning(ctx)
	if err != nil {
		return nil, err
	}
	a := options(p, progress)
	a.Found = found
	plan, err := patiently(ctx, a, func(a award.Options) (*planner.Plan, error) { return s.Make(ctx, p, factsOf(p), a) })
	o.goOnWith(p, plan)
	return plan, err
}

// patiently plans, and where a slow or busy machine found no plan at all within
// its time, plans once more with patience.
func patiently(ctx context.Context, a award.Options, plan func(award.Options) (*planner.Plan, error)) (*planner.Plan, error) {
	made, err := plan(a)
	none := made == nil || made.Status == planner.StatusCancelled
	if !none || ctx.Err() != nil || err != nil && !errors.Is(err, context.Canceled) {
		return made, err
	}
	a.TimeLimit = patientTime
	return plan(a)
}

// Baselines implements session.Baseliner.
func (o *Optimiser) Baselines(ctx context.Context, p *planner.Project, progress func(string, float64)) (asToday, cheapest *planner.Plan, err error) {
	defer o.use()()
	s, err := o.planning(ctx)
	if err != nil {
		return nil, nil, err
	}
	compare := func(_ string, f float64) { progress(tr.T("Comparing with buying as today"), f) }
	a := options(p, compare)
	a.TimeLimit, a.Gap = compareTime, max(compareGap, a.Gap)
	return s.Baselines(ctx, p, factsOf(p), a)
}

func factsOf(p *planner.Project) *planner.Facts {
	return reference.Shipped().WithProject(p)
}

// How long the window looks for a better plan before it lets the best one stand
// with its gap, and how near a baseline must be to the best of its kind.
const (
	planTime    = 20 * time.Second
	compareTime = 10 * time.Second
	compareGap  = 0.01
	// patientTime is given where nothing was found in the others.
	patientTime = 3 * time.Minute
)

func options(p *planner.Project, progress func(string, float64)) award.Options {
	target := p.Gap.Or(award.DefaultGap)
	return award.Options{TimeLimit: planTime, Progress: func(r award.Progress) { progress(said(p.Currency, r), done(r, target)) }}
}

// said is what goes on and how good the best plan so far is.
func said(currency string, r award.Progress) string {
	text := phase(r.Phase)
	if r.HasPlan && r.Gap >= 0 && r.Gap < 1 {
		text += tr.F(", best so far %s, at most %s better exists", figures.MoneyShort(currency, r.Incumbent), figures.Percent(r.Gap, 1))
	}
	return text
}

// phase says in a buyer's words what goes on.
func phase(name string) string {
	switch name {
	case "building":
		return tr.T("Laying out the months")
	case "first answer":
		return tr.T("Looking for a first plan")
	case "improving":
		return tr.T("Looking for a cheaper plan")
	case "checking lots":
		return tr.T("Checking order quantities")
	case "finding conflicts":
		return tr.T("Finding out which rules clash")
	}
	return tr.T("Planning")
}

// done guesses how much of the work is behind us from how far the plan may still
// be from the best one: each halving of the gap is about as hard as the last.
func done(r award.Progress, target float64) float64 {
	if !r.HasPlan || !(r.Gap > 0) || math.IsInf(r.Gap, 0) || target <= 0 {
		return -1
	}
	return min(max(math.Log(r.Gap)/math.Log(target), 0.02), 0.99)
}
