package compare

import (
	"context"
	"errors"
	"fmt"
	"math"
	"reflect"

	"remanence/planner"
	"remanence/planner/award"
	"remanence/planner/stochastic"
)

// RobustAsk is a question for the plan that does best over several cases.
type RobustAsk struct {
	Cases   []Case    // the first is the base
	Weights []float64 // how likely each case is, by case; see CaseWeights
	Aim     stochastic.Aim
	React   int // months before a case that holds from the start is known, see Known
	atOnce  int // columns of all cases that are solved without a smaller program first; 0 is solvedAtOnce
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
	RulesGiven   bool                 `json:"rules_given"` // optional rules give way in some case, see GivenText
	RulesOpen    bool                 `json:"rules_open"`  // and it is not proven that they must: a plan that keeps them may exist
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
	// RulesGiven says that optional rules give way in this case.
	RulesGiven bool    `json:"rules_given"`
	bound      float64 // no plan of the case costs less
	open       bool    // it is not proven that no plan of the case by itself keeps them
	p          *planner.Project
	same       int            // the first case of the same project
	from       *award.Session // knows the plan of the case by itself
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
	rough     bool // followed to roughGap
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
// bounds what can be reached, and the base's plan is followed into every case,
// both roughly, which is an answer already; then both as finely as asked. Then the
// joint program of all cases proposes plans, and those made for single cases are
// tried. The costs are always those of plans booked case by case. When the context
// ends the best answer so far comes back, if there is one.
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
	rough  bool // plans are made to roughGap
	// the program of all cases and those of them that decided together last
	t  *award.Together
	in []int
	// instead is an answer in which optional rules give way where the base's plan
	// leads nowhere, while none is known that keeps them
	instead *robust
}

// roughGap is the gap of the plans of a first answer: little more than where a
// search begins.
const roughGap = 0.03

func (s *robust) run(ctx context.Context) (Robust, error) {
	j, err := s.begin(ctx)
	if err == nil {
		err = s.search(ctx, j)
	}
	return s.answer(ctx, err)
}

// begin lists the cases, plans each by itself and follows the base's plan into
// all of them: first roughly, then as finely as asked. Where the base's plan does
// badly or leads nowhere, a rough answer is looked for in between; the program of
// cases together that it came from goes on. Until one is found an answer stands in
// which optional rules give way where the base's plan leads nowhere.
func (s *robust) begin(ctx context.Context) (j *joined, err error) {
	s.prepare()
	for s.rough = s.gap() < roughGap; ; s.rough = false {
		if err = s.planAll(ctx, s.cases()); err == nil {
			_, err = s.judge(ctx, baseName, s.alone[0], 0)
		}
		if err == nil && s.out.Chosen < 0 {
			s.instead, err = s.giving(ctx, s.lost())
		}
		if err == nil && s.rough && (s.out.Chosen < 0 || s.out.Gap > s.near()) {
			if j, err = s.decide(ctx); err == nil && j != nil {
				err = s.polish(ctx, j)
			}
		}
		if err != nil {
			j.close()
			return nil, err
		}
		if !s.rough {
			return j, nil
		}
	}
}

const baseName = "plan of the base"

// search looks for better than there is, from the program of cases together that
// was found roughly, where there is one.
func (s *robust) search(ctx context.Context, j *joined) (err error) {
	if j == nil {
		j, err = s.decide(ctx)
	} else if err = s.finer(ctx); err == nil {
		err = s.judgeAlone(ctx, func() {})
	}
	if j == nil {
		return err
	}
	defer j.close()
	if err == nil {
		err = s.improve(ctx, j)
	}
	return err
}

// decide looks for a plan that can be followed into every case, among the plans of
// single cases, unless a rough one stands already, and with the program of cases
// together.
// Where there is none, or none is found, optional rules give way: first where the
// base's plan leads nowhere, then in every case but the base.
func (s *robust) decide(ctx context.Context) (*joined, error) {
	for {
		var j *joined
		if s.out.Chosen < 0 || !s.rough {
			if err := s.judgeAlone(ctx, func() {}); err != nil {
				return nil, err
			}
		}
		none := false
		if !s.rough || s.out.Chosen < 0 || s.out.Gap > s.near() {
			var err error
			if j, err = s.joint(ctx); err != nil {
				return nil, err
			}
			if none = j != nil && j.first.Impossible; none {
				j.close()
				j = nil
			}
		}
		if s.out.Chosen >= 0 {
			return j, nil
		}
		j.close()
		if more, err := s.giveWay(ctx, !none); err != nil || !more {
			return nil, err
		}
	}
}

// cases lists all cases by their place.
func (s *robust) cases() []int {
	all := make([]int, len(s.out.Cases))
	for i := range all {
		all[i] = i
	}
	return all
}

// lost lists the cases in which the base's plan leads nowhere.
func (s *robust) lost() []int {
	var out []int
	for i, c := range s.out.Judged[0].Costs {
		if !c.OK {
			out = append(out, i)
		}
	}
	return out
}

// judgeAlone tries the plans made for single cases.
func (s *robust) judgeAlone(ctx context.Context, then func()) error {
	for i := 1; i < len(s.alone); i++ {
		x := &s.out.Cases[i]
		if x.same < i {
			continue
		}
		plan := award.AsDecided(s.w.Base, x.p, s.alone[i], x.Known)
		if _, err := s.judge(ctx, "plan for "+x.Name, plan, i); err != nil {
			return err
		}
		then()
	}
	return nil
}

// prepare lists the cases. Cases of the same project are planned once.
func (s *robust) prepare() {
	sum, last := 0.0, s.w.Base.Start
	for i, c := range s.ask.Cases {
		p, _, _ := s.w.project(c)
		x := RobustCase{Name: c.Name, Weight: s.ask.Weights[i], Known: s.w.Known(c, s.ask.React), p: p, same: i, bound: math.Inf(-1)}
		for k := i - 1; k >= 0; k-- {
			if reflect.DeepEqual(p, s.out.Cases[k].p) {
				x.same = k
			}
		}
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
}

// planAll plans cases by themselves.
func (s *robust) planAll(ctx context.Context, cases []int) error {
	var tasks []task
	for _, i := range cases {
		if x := &s.out.Cases[i]; x.same == i {
			tasks = append(tasks, task{x.Name, func(ctx context.Context) error { return s.planAlone(ctx, i) }})
		}
	}
	if err := s.w.side(ctx, tasks); err != nil {
		return err
	}
	for _, i := range cases {
		x, of := &s.out.Cases[i], s.out.Cases[s.out.Cases[i].same]
		s.alone[i], x.from, x.bound, x.RulesGiven, x.open = s.alone[x.same], of.from, of.bound, of.RulesGiven, of.open
		if !x.Best.OK || of.Best.V < x.Best.V {
			x.Best = of.Best
		}
	}
	return nil
}

func (s *robust) planAlone(ctx context.Context, i int) error {
	x := &s.out.Cases[i]
	from := x.from
	if from == nil {
		var err error
		if from, err = s.w.known(ctx); err != nil {
			return err
		}
	}
	from = from.Copy()
	plan, err := from.Make(ctx, x.p, s.w.facts(x.p), s.options(x))
	if err == nil && !award.Planned(plan) && ctx.Err() == nil && i > 0 && !x.RulesGiven {
		x.RulesGiven, x.bound, x.open = true, math.Inf(-1), plan.Status != planner.StatusInfeasible
		plan, err = from.Make(ctx, x.p, s.w.facts(x.p), s.options(x))
	}
	switch {
	case err != nil:
		return err
	case ctx.Err() != nil:
		return ctx.Err()
	case !award.Planned(plan):
		return fmt.Errorf("in %s no plan keeps the hard rules: see the conflicts of its own plan first", x.Name)
	}
	s.alone[i], x.from, x.bound = plan, from.Still(), math.Max(x.bound, plan.Bound)
	if !x.Best.OK || plan.Objective < x.Best.V {
		x.Best = planner.Some(plan.Objective)
	}
	return nil
}

func (s *robust) options(x *RobustCase) award.Options {
	o := s.w.options(x.Name)
	if s.rough {
		o.Gap = roughGap
	}
	if x.RulesGiven {
		o.WithoutRules = append([]string{"optional"}, o.WithoutRules...)
	}
	return o
}
