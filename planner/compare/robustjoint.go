package compare

import (
	"context"
	"errors"
	"fmt"
	"math"
	"time"

	"remanence/planner"
	"remanence/planner/award"
	"remanence/planner/highs"
	"remanence/planner/stochastic"
)

// joined is the program of all cases together with its first answer.
type joined struct {
	t      *award.Together
	x      *stochastic.Extensive
	settle *stochastic.Settler
	first  stochastic.Answer
}

func (j *joined) close() {
	if j != nil {
		j.settle.Close()
	}
}

// joint makes the program of all cases together and judges its first answer; nil
// where there is no such program, which the note tells.
func (s *robust) joint(ctx context.Context) (*joined, error) {
	t, err := s.together(ctx)
	var rules award.ErrWorldRules
	if errors.As(err, &rules) {
		s.out.Note = "The cases were not planned together: " + rules.Error() + "."
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	j, err := s.propose(ctx, t, s.ask.Aim)
	if err == nil && j != nil && j.first.Impossible {
		j.close()
		return s.giveWay(ctx)
	}
	return j, err
}

// propose solves the program of all cases for an aim to a first answer and judges
// it; nil where it is too large.
func (s *robust) propose(ctx context.Context, t *award.Together, a stochastic.Aim) (*joined, error) {
	weights, best := s.figures()
	x, err := t.Compose(a, weights, best)
	if err != nil {
		return nil, err
	}
	if n := x.Model.Cols(); n > mostColumns {
		s.out.Note = fmt.Sprintf("The cases together have %d choices, too many to plan at once; the best of the single plans is shown.", n)
		return nil, nil
	}
	s.say("planning all cases together")
	j := &joined{t: t, x: x}
	if j.settle, err = x.Settle(ctx, s.w.Engine, s.searchLimits()); err != nil {
		return nil, err
	}
	j.first, err = j.settle.First()
	var failed *highs.Failure
	if errors.As(err, &failed) {
		j.close()
		s.out.Note = "The cases together were too large to plan at once; the best of the single plans is shown."
		return nil, nil
	}
	s.raise(x, j.first.Bound)
	if err == nil {
		err = ctx.Err()
	}
	if err == nil && j.first.OK {
		err = s.judge(ctx, robustName, t.Read(j.first.X), -1)
	}
	if err != nil {
		j.close()
		return nil, err
	}
	return j, nil
}

func (s *robust) together(ctx context.Context) (*award.Together, error) {
	var worlds []award.World
	for i := range s.out.Cases {
		x := &s.out.Cases[i]
		worlds = append(worlds, award.World{Name: x.Name, Project: x.p, Known: x.Known, Options: s.options(x), From: x.from})
	}
	s.say("tightening the joint program")
	return award.NewTogether(ctx, s.w.Engine, s.w.Facts, worlds)
}

// giveWay lets the optional rules of every case but the base go, once, when no
// decision of the first months keeps them in all cases.
func (s *robust) giveWay(ctx context.Context) (*joined, error) {
	if s.out.RulesGiven {
		s.out.Note = "No decision of the first months keeps the hard rules in every case."
		return nil, nil
	}
	s.out.RulesGiven, s.out.Bound = true, math.Inf(-1)
	s.out.Judged, s.out.Chosen = nil, -1
	for i := range s.out.Cases[1:] {
		x := &s.out.Cases[i+1]
		x.rules, x.bound, x.Best = true, math.Inf(-1), planner.Opt[float64]{}
	}
	if err := s.planAll(ctx, 1); err != nil {
		return nil, err
	}
	if err := s.judge(ctx, baseName, s.alone[0], 0); err != nil {
		return nil, err
	}
	return s.joint(ctx)
}

// improve looks for better than what is there as long as the limits allow.
func (s *robust) improve(ctx context.Context, j *joined) error {
	if !j.x.Model.Discrete() && !j.x.HasLots() || s.out.Proven && !s.every {
		return nil
	}
	if err := s.polish(ctx, j); err != nil || s.out.Proven && !s.every || j.x.Model.Cols() > mostSearched {
		return err
	}
	return s.branch(ctx, j)
}

// mostSearched is how many columns the joint program may have to be searched by
// branch and bound as a whole; larger ones come to nothing that way.
const mostSearched = 6000

// polishings is how often the quantities of the best plan are settled anew.
const polishings = 4

// polish keeps what the best plan decides yes or no, its order lots among it, and
// makes its quantities the best for all cases together.
func (s *robust) polish(ctx context.Context, j *joined) error {
	for range polishings {
		if s.out.Chosen < 0 {
			return nil
		}
		s.say("settling the quantities of the best plan for all cases together")
		was := s.out.Chosen
		whole, placed, ok, err := j.t.Choices(ctx, s.w.Engine, s.out.Judged[was].plan)
		if err != nil || !ok {
			return err
		}
		better, err := j.settle.Keep(whole, placed)
		if err != nil || !better.OK {
			return err
		}
		if s.ask.Aim.Kind != stochastic.Regret && j.x.Money(better.Objective) > s.out.Value*(1-worthJudging) {
			return nil
		}
		if err := s.judge(ctx, robustName, j.t.Read(better.X), -1); err != nil || s.out.Chosen == was {
			return err
		}
	}
	return nil
}

// worthJudging is by what share of its value a plan must promise to be better to
// be followed into every case.
const worthJudging = 2e-4

const robustName = "robust plan"

// branch searches the joint program by branch and bound.
func (s *robust) branch(ctx context.Context, j *joined) error {
	if !j.x.Model.Discrete() {
		return nil
	}
	solver, err := s.w.Engine.New()
	if err != nil {
		return err
	}
	defer solver.Close()
	if err := solver.Pass(j.x.Model); err != nil {
		return err
	}
	o := s.searchLimits()
	if j.first.OK {
		o.StartSolution = j.first.X
	}
	s.say("looking for better with all cases together")
	res, err := solver.Run(ctx, o, func(p highs.Progress) {
		if p.HasIncumbent && !math.IsInf(p.Gap, 0) {
			s.say(fmt.Sprintf("all cases together, at most %.1f %% better exists", 100*p.Gap))
		}
	})
	if failed := (*highs.Failure)(nil); errors.As(err, &failed) {
		return nil // what is found stands, with its gap
	}
	if err != nil {
		return err
	}
	s.raise(j.x, res.Bound)
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case !res.HasSolution || j.first.OK && res.Objective >= j.first.Objective-1e-7*math.Abs(j.first.Objective):
		return nil
	}
	better := stochastic.Answer{X: res.X, OK: true}
	if j.x.HasLots() {
		if better, err = j.x.Mend(ctx, s.w.Engine, s.searchLimits(), res.X); err != nil || !better.OK {
			return err
		}
	}
	return s.judge(ctx, robustName, j.t.Read(better.X), -1)
}

func (s *robust) searchLimits() highs.Options {
	nodes := s.ask.Nodes
	if nodes <= 0 {
		nodes = defaultNodes
	}
	plans := len(s.out.Cases) // of a plan, once for each that is made at once
	if s.out.Chosen < 0 && !s.out.RulesGiven {
		plans = min(plans, hopeful)
	}
	limit := s.w.Options.TimeLimit * time.Duration(plans)
	return highs.Options{Gap: s.gap() / 2, Seed: int(s.w.Base.Seed), NodeLimit: nodes, TimeLimit: limit}
}

// hopeful is how many plans' time is given to plans that keep the rules of every
// case while none is known; then the optional ones give way.
const hopeful = 3

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
