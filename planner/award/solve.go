package award

import (
	"context"
	"fmt"
	"math"
	"time"

	"remanence/planner"
	"remanence/planner/highs"
)

// Make plans a project: the cheapest plan that keeps every hard rule, proven
// within the gap asked for. Problems that stand in the way are returned as
// planner.Problems. When hard rules contradict each other the plan's status is
// infeasible, its conflicts say which rules and how little each must give, and
// its awards are those that break the rules least. When the context ends or the
// time limit runs out the best plan so far comes back with its gap.
func Make(ctx context.Context, e *highs.Engine, p *planner.Project, f *planner.Facts, o Options) (*planner.Plan, error) {
	return NewSession(e).Make(ctx, p, f, o)
}

func gapOf(p *planner.Project, o Options) float64 {
	if o.Gap > 0 {
		return o.Gap
	}
	return p.Gap.Or(DefaultGap)
}

// run is one planning run: a sequence of solves that share a clock and a bound.
type run struct {
	ctx     context.Context
	engine  *highs.Engine
	p       *planner.Project
	f       *planner.Facts
	o       Options
	gap     float64
	fine    float64 // what the search aims at while it is cheap; the gap unless a question asks for more
	seconds float64
	since   func() float64 // seconds of work beside the optimiser that is under way, nil for none
	bound   float64        // best proven, plan currency; every model so far is a relaxation
	size    planner.ModelSize
	phase   string
	best    *planner.Plan
	from    *memory           // what the last run of a session left, nil for none
	memory  *memory           // what this run leaves
	figured *planner.Plan     // the plan whose figures were made last
	weighs  bool              // answers are compared by the model's objective, not by what they cost
	better  func(x []float64) // is told each better answer of a run that weighs, nil for nobody

	pricedFrom, priced *quickMemory // likewise, of planning by prices
}

// plan solves and tightens the relaxation, dives for a first answer and proves or
// improves it by branch and bound. Order lots are kept by every answer and take
// part in the search where an answer would break them.
func (r *run) plan() (*planner.Plan, error) {
	r.bound = math.Inf(-1)
	r.phase = "building"
	r.showProgress()
	lots := map[string]bool{}
	if err := r.settlePriorities(lots); err != nil {
		return nil, err
	}
	m := newModel(r.p, r.f, r.o, nil, lots)
	r.note(m)
	r.phase = "first answer"
	r.showProgress()
	if m.priceFirst() && r.quickly(m) && (r.done() || r.stopping()) {
		return r.best, nil
	}
	s, err := r.newSearch(m)
	if err != nil {
		return nil, err
	}
	defer s.rel.close()
	var basis *highs.Basis
	from := r.from.onto(m)
	warm := from != nil
	if warm {
		basis = from.root
		if err := s.rel.addAgain(from.added); err != nil {
			return nil, fmt.Errorf("the optimiser failed: %w", err)
		}
		begun, err := s.begin(from)
		s.rel.keepTime()
		if err != nil {
			return nil, fmt.Errorf("the optimiser failed: %w", err)
		}
		if begun {
			return r.search(m, s)
		}
	}
	root, res, err := s.root(basis)
	s.rel.keepTime()
	switch {
	case err != nil:
		return nil, fmt.Errorf("the optimiser failed: %w", err)
	case infeasible(res):
		return r.infeasible(map[string]bool{})
	case root == nil:
		return r.stopped(m, res)
	}
	r.raise(root.bound * m.unit)
	r.phase = "improving"
	queued := false
	if warm {
		if queued, err = s.again(from, root); err != nil {
			return nil, fmt.Errorf("the optimiser failed: %w", err)
		}
	}
	if !warm && r.o.hint != nil {
		if err := s.follow(r.o.hint); err != nil {
			return nil, fmt.Errorf("the optimiser failed: %w", err)
		}
	}
	if !queued {
		s.push(root)
	}
	return r.search(m, s)
}

// search goes on with what is queued and gives what there is at the end.
func (r *run) search(m *model, s *search) (*planner.Plan, error) {
	if err := s.run(); err != nil {
		return nil, fmt.Errorf("the optimiser failed: %w", err)
	}
	r.memory = s.remember()
	switch {
	case r.best != nil:
		r.state(r.best)
		return r.best, nil
	case s.ended:
		return r.stopped(m, highs.Result{Bound: s.bound()})
	}
	return r.infeasible(s.broken)
}

// raise notes a better bound, plan currency.
func (r *run) raise(bound float64) {
	r.bound = math.Max(r.bound, bound)
	if r.best != nil {
		r.state(r.best)
	}
}

// stopping reports whether the run should end with what it has.
func (r *run) stopping() bool {
	return r.ctx.Err() != nil || r.o.TimeLimit > 0 && r.left() <= 0
}

// showProgress tells how the run stands.
func (r *run) showProgress() {
	if r.o.Progress == nil {
		return
	}
	p := Progress{Phase: r.phase, Seconds: r.seconds, Bound: r.bound, Gap: 1}
	if r.best != nil {
		p.HasPlan, p.Incumbent, p.Gap = true, r.best.Objective, r.best.Gap
	}
	r.o.Progress(p)
}

func infeasible(res highs.Result) bool {
	return res.Status == highs.Infeasible || res.Status == highs.InfeasibleOrUnbounded
}

// ended reports a run that stopped before it was through.
func ended(res highs.Result) bool {
	return res.Status.Stopped() || res.Status == highs.TimeLimit || res.Status == highs.NodeLimit || res.Status == highs.IterationLimit
}

// grow adds offers whose lots must be enforced and reports whether any is new.
func grow(lots map[string]bool, broken []string) bool {
	n := len(lots)
	for _, id := range broken {
		lots[id] = true
	}
	return len(lots) > n
}

// keep remembers the better plan and states its gap against the latest bound.
func (r *run) keep(plan *planner.Plan) {
	better := r.best == nil || plan.Objective < r.best.Objective
	if better {
		r.best = plan
	}
	r.state(r.best)
	if better {
		r.tell(plan)
	}
}

// tell shows a plan while a better one, or more about it, is looked for.
func (r *run) tell(plan *planner.Plan) {
	if r.o.Found == nil {
		return
	}
	r.figure(plan)
	shown := *plan
	r.complete(&shown)
	r.o.Found(&shown)
}

func (r *run) done() bool { return r.best != nil && r.best.Status == planner.StatusOptimal }

// stopped is what a run has when it ends early: the best plan so far, or none.
func (r *run) stopped(m *model, res highs.Result) (*planner.Plan, error) {
	if r.best != nil {
		r.state(r.best)
		return r.best, nil
	}
	return r.nothing(m, res), nil
}

func (r *run) note(m *model) {
	c, rows, bin, nz := m.b.size()
	r.size = planner.ModelSize{Columns: c, Rows: rows, Binaries: bin, Nonzeros: nz}
}

// judge reads the plan and states its gap.
func (r *run) judge(m *model, x []float64) *planner.Plan {
	plan := m.read(x)
	if r.weighs {
		plan.Objective = m.objective(x) * m.unit
	}
	r.state(plan)
	return plan
}

// state sets the gap of a plan against the proven bound. The gap covers
// everything the model relaxes, since the plan is booked for real.
func (r *run) state(plan *planner.Plan) {
	plan.Bound = math.Min(r.bound, plan.Objective)
	plan.Gap = 0
	if math.IsInf(plan.Bound, -1) { // stopped before anything was proven
		plan.Bound, plan.Gap, plan.Status = 0, 1, planner.StatusFeasible
		return
	}
	if d := math.Abs(plan.Objective); d > 0 {
		plan.Gap = math.Max(0, (plan.Objective-plan.Bound)/d)
	}
	plan.Status = planner.StatusOptimal
	if plan.Gap > float64(r.gap*(1+1e-6))+1e-9 {
		plan.Status = planner.StatusFeasible
	}
}

// nothing is the plan of a run that ended before any answer.
func (r *run) nothing(m *model, res highs.Result) *planner.Plan {
	plan := m.read(make([]float64, len(m.b.cost)))
	*plan = planner.Plan{Name: plan.Name, Status: planner.StatusCancelled, Gap: 1, Bound: math.Max(res.Bound*m.unit, -math.MaxFloat64), Currency: plan.Currency,
		Start: plan.Start, Months: plan.Months, LicencePercentile: plan.LicencePercentile, Seed: plan.Seed, Digest: plan.Digest,
		Awards: []planner.Award{}, Qualifications: plan.Qualifications[:0], DesignChanges: plan.DesignChanges[:0],
		Shortfalls: plan.Shortfalls[:0], Conflicts: plan.Conflicts, Rules: []planner.RuleResult{}, Reasons: []planner.Reason{}}
	if math.IsInf(res.Bound, 0) || math.IsNaN(res.Bound) {
		plan.Bound = 0
	}
	return plan
}

// complete stamps a plan with its figures and explanations.
func (r *run) complete(plan *planner.Plan) {
	plan.Model = r.size
	plan.Seconds = r.seconds
	plan.Solver = solverName
	r.figure(plan)
	plan.Assumptions = Assumptions(r.p, r.f, plan, r.o)
	plan.Reasons = Explain(r.p, r.f, plan, r.o)
}

// figure gives a plan its figures, once: they follow from what is ordered, not
// from what is proven about it.
func (r *run) figure(plan *planner.Plan) {
	if len(plan.Awards) == 0 && len(plan.Flows) == 0 || r.figured != nil && sameFlows(r.figured, plan) {
		return
	}
	plan.KPIs = Figures(r.p, r.f, plan)
	r.figured = plan
}

// sameFlows reports whether one plan is a copy of the other.
func sameFlows(a, b *planner.Plan) bool {
	return len(a.Flows) > 0 && len(b.Flows) > 0 && &a.Flows[0] == &b.Flows[0]
}

// solverName names the optimiser on plans and sheets.
const solverName = "HiGHS 1.15"

// left is the time that remains of the limit.
func (r *run) left() time.Duration {
	seconds := r.seconds
	if r.since != nil {
		seconds += r.since()
	}
	return r.o.TimeLimit - time.Duration(seconds*float64(time.Second))
}

// Baselines are made by themselves: as today (today's sources at today's
// shares, no rules, no tests) and the cheapest plan without optional rules.
func Baselines(ctx context.Context, e *highs.Engine, p *planner.Project, f *planner.Facts, o Options) (asToday, cheapest *planner.Plan, err error) {
	return NewSession(e).Baselines(ctx, p, f, o)
}

// Baselines is like the function of the same name. Where the session planned the
// project before, the cheapest plan is looked for from there: that plan is one
// without optional rules as well. It teaches the session nothing.
func (s *Session) Baselines(ctx context.Context, p *planner.Project, f *planner.Facts, o Options) (asToday, cheapest *planner.Plan, err error) {
	today := o
	today.onlyToday, today.WithoutRules, today.Name = true, []string{"all"}, "as today"
	if asToday, err = Make(ctx, s.engine, p, f, today); err != nil {
		return nil, nil, err
	}
	cheap := o
	cheap.WithoutRules, cheap.Name = []string{"optional"}, "cheapest"
	cheapest, err = s.Still().Make(ctx, p, f, cheap)
	return asToday, cheapest, err
}

// AddPremiums states what a plan costs above its baselines, a positive figure
// being dearer.
func AddPremiums(plan, asToday, cheapest *planner.Plan) {
	if plan == nil {
		return
	}
	if cheapest != nil && len(cheapest.Flows) > 0 {
		plan.KPIs.PremiumCheapest = planner.Some(plan.TotalCost - cheapest.TotalCost)
	}
	if asToday != nil && len(asToday.Flows) > 0 {
		plan.KPIs.PremiumAsToday = planner.Some(plan.TotalCost - asToday.TotalCost)
	}
}
