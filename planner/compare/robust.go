package compare

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"time"

	"remanence/planner"
	"remanence/planner/award"
	"remanence/planner/highs"
	"remanence/planner/stochastic"
)

// RobustAsk is a question for the plan that does best over several cases.
type RobustAsk struct {
	Cases   []Case    // the first is the base
	Weights []float64 // how likely each case is, by case; see CaseWeights
	Aim     stochastic.Aim
	React   int // months before a case that holds from the start is known, see Known
	// Nodes ends the search of the joint program after so many nodes; 0 is 500.
	Nodes int
	// Found is called with each answer that is better than the one before.
	Found func(Robust)
}

// Robust is a plan whose decisions before it is known which case comes true are
// made with all of them in view. Costs are objectives: discounted money and
// penalties.
type Robust struct {
	Aim   Aim          `json:"aim"`
	React int          `json:"react_months"`
	Cases []RobustCase `json:"cases"`
	// Judged are the plans that were followed into the cases, the robust one among
	// them; Chosen is its place.
	Judged []Judged `json:"judged"`
	Chosen int      `json:"chosen"`
	Value  float64  `json:"value"` // of the aim, for the robust plan
	Bound  float64  `json:"bound"` // no plan does better than this
	Gap    float64  `json:"gap"`
	// KnowingWorth is what it would be worth to know the case from the start (EVPI),
	// missing where the aim is a regret; RobustWorth what the robust plan does better
	// than the plan made for the base alone (VSS where the base is the mean case).
	KnowingWorth planner.Opt[float64] `json:"worth_of_knowing,omitzero"`
	RobustWorth  planner.Opt[float64] `json:"worth_of_robust,omitzero"`
	Known        planner.Month        `json:"known"`       // the first month in which cases part
	Different    []string             `json:"different"`   // what it does before that month that the base's plan does not
	RulesGiven   bool                 `json:"rules_given"` // optional rules had to give way outside the base
	Proven       bool                 `json:"proven"`      // within the gap asked for
	Note         string               `json:"note,omitempty"`
	Plan         *planner.Plan        `json:"-"` // as it goes on where nothing happens
}

// Aim is a stochastic.Aim in the words of results.
type Aim struct {
	Kind  stochastic.Kind `json:"kind"`
	Tail  float64         `json:"tail"`  // share of the tail, 0 unless cvar
	Level float64         `json:"level"` // CVaR is the mean of the worst 1 − level
}

// RobustCase is a case of a robust plan.
type RobustCase struct {
	Name   string               `json:"name"`
	Weight float64              `json:"weight"` // they sum to 1
	Known  planner.Month        `json:"known"`
	Best   planner.Opt[float64] `json:"best,omitzero"` // the least cost found, by any plan
	bound  float64              // no plan of the case costs less
	rules  bool                 // optional rules give way
	p      *planner.Project
}

// Judged is a plan followed into every case and planned anew once it shows.
type Judged struct {
	Name      string                       `json:"name"`
	Costs     []planner.Opt[float64]       `json:"costs"` // by case; missing where the rules cannot be kept that way
	FirstStop []planner.Opt[planner.Month] `json:"first_stop"`
	Mean      planner.Opt[float64]         `json:"mean,omitzero"`
	AtRisk    planner.Opt[float64]         `json:"value_at_risk,omitzero"`
	Tail      planner.Opt[float64]         `json:"cvar,omitzero"`
	Worst     planner.Opt[float64]         `json:"worst,omitzero"`
	Regret    planner.Opt[float64]         `json:"largest_regret,omitzero"`
	Value     planner.Opt[float64]         `json:"value,omitzero"` // of the aim; missing where a case has no cost
	plan      *planner.Plan
}

// The aim unless another is asked for: mean and tail in equal parts, the tail
// being the worst tenth.
const (
	DefaultTail  = 0.5
	DefaultLevel = 0.9
)

// defaultNodes and mostColumns bound the joint program.
const (
	defaultNodes = 500
	mostColumns  = 150_000
)

// CaseWeights are the weights of cases: the chances their scenarios state, the
// base having what is left of 1. When none states one all weigh the same, a
// default (equal is true); when only some do the error names the others.
func CaseWeights(cases []Case) (weights []float64, equal bool, err error) {
	weights = make([]float64, len(cases))
	sum, stated := 0.0, 0
	var silent []string
	for i, c := range cases {
		switch {
		case len(c.Scenarios) == 0:
			continue
		case len(c.Scenarios) == 1 && c.Scenarios[0].Probability.OK:
			weights[i] = c.Scenarios[0].Probability.V
			sum += weights[i]
			stated++
		default:
			silent = append(silent, c.Name)
		}
	}
	switch {
	case stated == 0:
		for i := range weights {
			weights[i] = 1 / float64(len(cases))
		}
		return weights, true, nil
	case len(silent) > 0:
		return nil, false, fmt.Errorf("some scenarios state a probability and some do not: give one to %s, or clear all of them to weigh all cases alike", listOf(silent))
	case sum > 1+1e-9:
		return nil, false, fmt.Errorf("the probabilities of the scenarios sum to %.4g; together they must not be above 1, the rest being the base", sum)
	}
	for i, c := range cases {
		if len(c.Scenarios) == 0 {
			weights[i] = math.Max(0, 1-sum)
			sum = 1
		}
	}
	return weights, false, nil
}

func listOf(names []string) string {
	out := ""
	for i, n := range names {
		switch {
		case i > 0 && i == len(names)-1:
			out += " and "
		case i > 0:
			out += ", "
		}
		out += n
	}
	return out
}

// Robust finds the plan whose decisions before the cases part do best by the aim:
// two stages, with recourse. Each month's orders, tests and changes of design are
// the same in all cases that are not known yet; a case without a shock stays with
// those not yet known to the last. First each case is planned as if known, which
// bounds what can be reached; then the base's plan is followed into every case,
// which is an answer already; then the joint program of all cases proposes one,
// and the plans made for single cases are tried. The costs are always those of
// plans booked case by case. When the context ends the best answer so far comes
// back, if there is one.
func (w *Work) Robust(ctx context.Context, ask RobustAsk) (Robust, error) {
	if err := ask.Aim.Check(); err != nil {
		return Robust{}, err
	}
	if len(ask.Cases) < 2 {
		return Robust{}, errors.New("a robust plan needs a scenario besides the base: branch one, or take a shock of the library")
	}
	if len(ask.Weights) != len(ask.Cases) {
		return Robust{}, fmt.Errorf("%d weights for %d cases", len(ask.Weights), len(ask.Cases))
	}
	s := &robust{w: w, ask: ask, out: Robust{Aim: Aim{ask.Aim.Kind, ask.Aim.Tail, ask.Aim.Level}, React: ask.React, Chosen: -1, Bound: math.Inf(-1)}}
	if ask.Aim.Kind == "" {
		s.out.Aim.Kind = stochastic.Mean
	}
	return s.run(ctx)
}

// robust is the work on one question.
type robust struct {
	w     *Work
	ask   RobustAsk
	out   Robust
	alone []*planner.Plan // by case, as if known from the start
	// every plan is judged to the end, whatever the aim: for a frontier
	every  bool
	limits []limitBound
}

func (s *robust) run(ctx context.Context) (Robust, error) {
	if err := s.prepare(ctx); err != nil {
		return s.out, err
	}
	if err := s.judge(ctx, "plan of the base", s.alone[0]); err != nil {
		return s.answer(ctx, err)
	}
	if err := s.joint(ctx); err != nil {
		return s.answer(ctx, err)
	}
	for i := 1; i < len(s.alone); i++ {
		if err := s.judge(ctx, "plan for "+s.out.Cases[i].Name, s.alone[i]); err != nil {
			return s.answer(ctx, err)
		}
	}
	return s.answer(ctx, nil)
}

// prepare plans every case by itself.
func (s *robust) prepare(ctx context.Context) error {
	sum, last := 0.0, s.w.Base.Start
	for i, c := range s.ask.Cases {
		p, _, _ := s.w.project(c)
		x := RobustCase{Name: c.Name, Weight: s.ask.Weights[i], Known: s.w.Known(c, s.ask.React), p: p}
		sum += x.Weight
		if len(c.Scenarios) > 0 {
			last = max(last, x.Known)
		}
		s.out.Cases = append(s.out.Cases, x)
	}
	s.out.Known = last
	for i, c := range s.ask.Cases {
		x := &s.out.Cases[i]
		if sum > 0 {
			x.Weight /= sum
		}
		if len(c.Scenarios) == 0 {
			x.Known = last
		}
		s.out.Known = min(s.out.Known, x.Known)
	}
	s.alone = make([]*planner.Plan, len(s.out.Cases))
	var tasks []task
	for i := range s.out.Cases {
		tasks = append(tasks, task{s.out.Cases[i].Name, func(ctx context.Context) error { return s.planAlone(ctx, i) }})
	}
	return s.w.side(ctx, tasks)
}

func (s *robust) planAlone(ctx context.Context, i int) error {
	x := &s.out.Cases[i]
	plan, err := s.w.plan(ctx, x.p, s.options(x))
	if err == nil && !award.Planned(plan) && ctx.Err() == nil && i > 0 {
		x.rules = true
		plan, err = s.w.plan(ctx, x.p, s.options(x))
	}
	switch {
	case err != nil:
		return err
	case ctx.Err() != nil:
		return ctx.Err()
	case !award.Planned(plan):
		return fmt.Errorf("in %s no plan keeps the hard rules: see the conflicts of its own plan first", x.Name)
	}
	s.alone[i], x.bound = plan, plan.Bound
	x.Best = planner.Some(plan.Objective)
	return nil
}

func (s *robust) options(x *RobustCase) award.Options {
	o := s.w.options(x.Name)
	if x.rules {
		o.WithoutRules = append([]string{"optional"}, o.WithoutRules...)
	}
	return o
}

// judge follows a plan into every case. A plan that cannot do better than the
// best so far, whatever the cases still to come cost, is left out.
func (s *robust) judge(ctx context.Context, name string, plan *planner.Plan) error {
	j := Judged{Name: name, plan: plan, Costs: make([]planner.Opt[float64], len(s.out.Cases)), FirstStop: make([]planner.Opt[planner.Month], len(s.out.Cases))}
	least := make([]float64, len(s.out.Cases))
	for i, x := range s.out.Cases {
		least[i] = x.bound
	}
	beside := max(1, s.w.Beside)
	if s.w.Beside == 0 {
		beside = 2
	}
	for from := 0; from < len(s.out.Cases); from += beside {
		var tasks []task
		for i := from; i < min(from+beside, len(s.out.Cases)); i++ {
			x := &s.out.Cases[i]
			tasks = append(tasks, task{name + " in " + x.Name, func(ctx context.Context) error {
				got, err := s.w.follow(ctx, x.p, s.options(x), plan, x.Known)
				if err == nil && ctx.Err() != nil {
					err = ctx.Err()
				}
				if none := (award.NoPlanError{}); errors.As(err, &none) {
					return nil // it cannot be followed there
				}
				if err == nil && award.Planned(got) {
					j.Costs[i], j.FirstStop[i] = planner.Some(got.Objective), got.KPIs.FirstShortfall
				}
				return err
			}})
		}
		if err := s.w.side(ctx, tasks); err != nil {
			return err
		}
		for i := from; i < min(from+beside, len(s.out.Cases)); i++ {
			least[i] = j.Costs[i].Or(math.Inf(1))
		}
		if !s.every && s.out.Chosen >= 0 && s.of(least) >= s.out.Value-1e-9*math.Abs(s.out.Value) {
			return nil
		}
	}
	s.out.Judged = append(s.out.Judged, j)
	s.settle()
	return nil
}

// of is the value of the aim.
func (s *robust) of(costs []float64) float64 {
	weights, best := s.figures()
	return s.ask.Aim.Of(costs, weights, best)
}

func (s *robust) figures() (weights, best []float64) {
	for _, x := range s.out.Cases {
		weights, best = append(weights, x.Weight), append(best, x.Best.V)
	}
	return weights, best
}

// settle finds the best plan so far and brings every figure up to date.
func (s *robust) settle() {
	for _, j := range s.out.Judged {
		for i, c := range j.Costs {
			if c.OK && c.V < s.out.Cases[i].Best.V {
				s.out.Cases[i].Best = c
			}
		}
	}
	weights, best := s.figures()
	level := s.ask.Aim.Level
	if s.ask.Aim.Kind != stochastic.CVaR {
		level = DefaultLevel
	}
	was := s.out.Chosen
	s.out.Chosen, s.out.Value = -1, math.Inf(1)
	for n := range s.out.Judged {
		j := &s.out.Judged[n]
		costs := make([]float64, len(j.Costs))
		whole := true
		for i, c := range j.Costs {
			costs[i] = c.Or(math.Inf(1))
			whole = whole && c.OK
		}
		if !whole {
			continue
		}
		atRisk, tail := stochastic.Tail(costs, weights, level)
		j.Mean, j.AtRisk, j.Tail = planner.Some(stochastic.MeanOf(costs, weights)), planner.Some(atRisk), planner.Some(tail)
		j.Worst = planner.Some(slices.Max(costs))
		j.Regret = planner.Some(stochastic.Aim{Kind: stochastic.Regret}.Of(costs, weights, best))
		j.Value = planner.Some(s.of(costs))
		if j.Value.V < s.out.Value {
			s.out.Chosen, s.out.Value = n, j.Value.V
		}
	}
	s.state()
	if s.ask.Found != nil && s.out.Chosen >= 0 && s.out.Chosen != was {
		s.ask.Found(s.shown())
	}
}

// state says how far the best plan is from what is proven.
func (s *robust) state() {
	if s.out.Chosen < 0 {
		return
	}
	var bounds []float64
	for _, x := range s.out.Cases {
		bounds = append(bounds, x.bound)
	}
	if s.ask.Aim.Kind == stochastic.Regret {
		s.out.Bound = math.Max(s.out.Bound, 0)
	} else {
		s.out.Bound = math.Max(s.out.Bound, s.of(bounds))
	}
	s.out.Bound = math.Min(s.out.Bound, s.out.Value)
	size := math.Abs(s.out.Value)
	if s.ask.Aim.Kind == stochastic.Regret { // against the costs it is a difference of
		_, best := s.figures()
		size = math.Max(size, math.Abs(slices.Max(best)))
	}
	if s.out.Gap = 0; size > 0 {
		s.out.Gap = (s.out.Value - s.out.Bound) / size
	}
	s.out.Proven = s.out.Gap <= s.gap()*(1+1e-6)+1e-9
}

func (s *robust) gap() float64 {
	if s.w.Options.Gap > 0 {
		return s.w.Options.Gap
	}
	return s.w.Base.Gap.Or(award.DefaultGap)
}

// joint solves the program of all cases together and judges what it proposes.
func (s *robust) joint(ctx context.Context) error {
	t, err := s.together(ctx)
	var rules award.ErrWorldRules
	if errors.As(err, &rules) {
		s.out.Note = "The cases were not planned together: " + rules.Error() + "."
		return nil
	}
	if err != nil {
		return err
	}
	weights, best := s.figures()
	x, err := t.Compose(s.ask.Aim, weights, best)
	if err != nil {
		return err
	}
	if n := x.Model.Cols(); n > mostColumns {
		s.out.Note = fmt.Sprintf("The cases together have %d choices, too many to plan at once; the best of the single plans is shown.", n)
		return nil
	}
	found, impossible, err := s.solve(ctx, t, x)
	if err != nil {
		var failed *highs.Failure
		if errors.As(err, &failed) {
			s.out.Note = "The cases together were too large to plan at once; the best of the single plans is shown."
			return nil
		}
		return err
	}
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case impossible:
		return s.giveWay(ctx)
	case !found:
		s.out.Note = "The cases together gave no plan in time; the best of the single plans is shown."
	}
	return nil
}

func (s *robust) together(ctx context.Context) (*award.Together, error) {
	var worlds []award.World
	for i := range s.out.Cases {
		x := &s.out.Cases[i]
		worlds = append(worlds, award.World{Name: x.Name, Project: x.p, Known: x.Known, Options: s.options(x)})
	}
	s.say("tightening the joint program")
	return award.NewTogether(ctx, s.w.Engine, s.w.Facts, worlds)
}

// giveWay lets the optional rules of every case but the base go, once, when no
// decision of the first months keeps them in all cases.
func (s *robust) giveWay(ctx context.Context) error {
	if s.out.RulesGiven {
		s.out.Note = "No decision of the first months keeps the hard rules in every case."
		return nil
	}
	s.out.RulesGiven, s.out.Bound = true, math.Inf(-1)
	s.out.Judged, s.out.Chosen = nil, -1
	for i := range s.out.Cases[1:] {
		s.out.Cases[i+1].rules = true
	}
	var tasks []task
	for i := 1; i < len(s.out.Cases); i++ {
		tasks = append(tasks, task{s.out.Cases[i].Name, func(ctx context.Context) error { return s.planAlone(ctx, i) }})
	}
	if err := s.w.side(ctx, tasks); err != nil {
		return err
	}
	if err := s.judge(ctx, "plan of the base", s.alone[0]); err != nil {
		return err
	}
	return s.joint(ctx)
}

// solve gives the joint program a first answer, which is judged at once, and then
// as good a one as the limits allow. It reports whether there was any, and whether
// there can be none.
func (s *robust) solve(ctx context.Context, t *award.Together, x *stochastic.Extensive) (found, impossible bool, err error) {
	s.say("planning all cases together")
	first, err := x.FirstAnswer(ctx, s.w.Engine, s.searchLimits())
	s.raise(x, first.Bound)
	if err != nil || first.Impossible || ctx.Err() != nil {
		return false, first.Impossible, err
	}
	if first.OK {
		if err := s.propose(ctx, t, first.X); err != nil {
			return true, false, err
		}
	}
	if !x.Model.Discrete() || s.out.Proven && !s.every {
		return first.OK, false, nil
	}
	solver, err := s.w.Engine.New()
	if err != nil {
		return first.OK, false, err
	}
	defer solver.Close()
	if err := solver.Pass(x.Model); err != nil {
		return first.OK, false, err
	}
	o := s.searchLimits()
	if first.OK {
		o.StartSolution = first.X
	}
	s.say("looking for better with all cases together")
	res, err := solver.Run(ctx, o, func(p highs.Progress) {
		if p.HasIncumbent && !math.IsInf(p.Gap, 0) {
			s.say(fmt.Sprintf("all cases together, at most %.1f %% better exists", 100*p.Gap))
		}
	})
	if err != nil {
		return first.OK, false, err
	}
	s.raise(x, res.Bound)
	if !res.HasSolution || ctx.Err() != nil || first.OK && res.Objective >= first.Objective-1e-7*math.Abs(first.Objective) {
		return first.OK, res.Status == highs.Infeasible, nil
	}
	better := stochastic.Answer{X: res.X, OK: true}
	if x.HasLots() {
		if better, err = x.Mend(ctx, s.w.Engine, s.searchLimits(), res.X); err != nil {
			return first.OK, false, err
		}
	}
	if !better.OK {
		return first.OK, false, nil
	}
	return true, false, s.propose(ctx, t, better.X)
}

func (s *robust) searchLimits() highs.Options {
	nodes := s.ask.Nodes
	if nodes <= 0 {
		nodes = defaultNodes
	}
	limit := s.w.Options.TimeLimit * time.Duration(len(s.out.Cases)) // of a plan, once for each that is made at once
	return highs.Options{Gap: s.gap() / 2, Seed: int(s.w.Base.Seed), NodeLimit: nodes, TimeLimit: limit}
}

// raise notes a bound of the joint program.
func (s *robust) raise(x *stochastic.Extensive, bound float64) {
	switch {
	case math.IsInf(bound, 0) || math.IsNaN(bound):
	case s.every:
		s.within(x.Aim, x.Money(bound))
	default:
		s.out.Bound = math.Max(s.out.Bound, x.Money(bound))
		s.state()
	}
}

// propose judges what a solution of the joint program decides.
func (s *robust) propose(ctx context.Context, t *award.Together, solution []float64) error {
	return s.judge(ctx, "robust plan", t.Read(solution))
}

// say tells how far the work is where it is no plan.
func (s *robust) say(what string) {
	if s.w.Done != nil {
		s.w.Done(0, 0, what)
	}
}

// answer is what the work has come to; an error counts only where there is none.
func (s *robust) answer(ctx context.Context, err error) (Robust, error) {
	if s.out.Chosen < 0 {
		if err == nil {
			err = errors.New("no plan keeps the hard rules in every case: see which rules clash under each scenario, or switch optional rules off")
		}
		return s.out, err
	}
	if err != nil && ctx.Err() == nil {
		return s.out, err
	}
	if ctx.Err() != nil {
		s.out.Note = "Stopped before the end: better plans may exist within the gap."
		return s.shown(), nil
	}
	// As it goes on where nothing happens.
	chosen, x := &s.out.Judged[s.out.Chosen], &s.out.Cases[0]
	o := s.options(x)
	o.Name = "robust plan"
	plan, err := s.w.follow(ctx, x.p, o, chosen.plan, x.Known)
	if err != nil {
		return s.out, err
	}
	if award.Planned(plan) {
		chosen.plan = plan
	}
	return s.shown(), nil
}

// shown is the answer as it stands, apart from what goes on.
func (s *robust) shown() Robust {
	r := s.out
	r.Cases, r.Judged = slices.Clone(r.Cases), slices.Clone(r.Judged)
	r.Plan = r.Judged[r.Chosen].plan
	r.Different = differences(s.alone[0], r.Plan, s.out.Known)
	weights, best := s.figures()
	if s.ask.Aim.Kind != stochastic.Regret {
		r.KnowingWorth = planner.Some(math.Max(0, r.Value-s.ask.Aim.Of(best, weights, best)))
	}
	if j := r.Judged[0]; j.Value.OK {
		r.RobustWorth = planner.Some(j.Value.V - r.Value)
	}
	return r
}
