package compare

import (
	"context"
	"errors"
	"fmt"
	"math"
	"time"

	"remanence/planner/award"
	"remanence/planner/highs"
	"remanence/planner/stochastic"
)

// joined is the program of all cases together with its first answer.
type joined struct {
	t     *award.Together
	x     *stochastic.Extensive
	first stochastic.Answer
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
	j.first, err = x.FirstAnswer(ctx, s.w.Engine, s.searchLimits())
	var failed *highs.Failure
	if errors.As(err, &failed) {
		s.out.Note = "The cases together were too large to plan at once; the best of the single plans is shown."
		return nil, nil
	}
	s.raise(x, j.first.Bound)
	if err == nil {
		err = ctx.Err()
	}
	if err == nil && j.first.OK {
		err = s.judge(ctx, "robust plan", t.Read(j.first.X))
	}
	return j, err
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
func (s *robust) giveWay(ctx context.Context) (*joined, error) {
	if s.out.RulesGiven {
		s.out.Note = "No decision of the first months keeps the hard rules in every case."
		return nil, nil
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
		return nil, err
	}
	if err := s.judge(ctx, "plan of the base", s.alone[0]); err != nil {
		return nil, err
	}
	return s.joint(ctx)
}

// improve looks for better than the first answer as long as the limits allow.
func (s *robust) improve(ctx context.Context, j *joined) error {
	if !j.x.Model.Discrete() || s.out.Proven && !s.every {
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
	return s.judge(ctx, "robust plan", j.t.Read(better.X))
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
