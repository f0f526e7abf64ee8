package compare

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"slices"

	"remanence/planner"
	"remanence/planner/award"
	"remanence/planner/stochastic"
)

// judge follows a plan into every case, those first in which plans before it lost
// most. A plan that cannot do better than the best so far, whatever the cases still
// to come cost, is left out, as is one that a case leaves no way for. own is the
// case it was made for, which it needs not be followed into; -1 for none. The base's
// plan is judged to the end, in the place of the one that was judged roughly. Least
// is what each case costs, as far as it was followed: infinite where there is no
// way, and no more than any plan must cost where it was not followed.
func (s *robust) judge(ctx context.Context, name string, plan *planner.Plan, own int) (least []float64, err error) {
	n := len(s.out.Cases)
	if own < 0 {
		name = s.freeName(name)
	}
	j := Judged{Name: name, plan: plan, Costs: make([]planner.Opt[float64], n), FirstStop: make([]planner.Opt[planner.Month], n), rough: s.rough}
	into := s.hardest()
	if own >= 0 {
		into = slices.DeleteFunc(into, func(i int) bool { return i == own })
		j.book(own, s.alone[own])
	}
	least, whole, err := s.followed(ctx, &j, into, own != 0 && !s.every)
	if err != nil || !whole {
		return least, err
	}
	if again := slices.IndexFunc(s.out.Judged, func(x Judged) bool { return own == 0 && x.Name == name }); again >= 0 {
		s.out.Judged[again] = j
	} else {
		s.out.Judged = append(s.out.Judged, j)
	}
	s.settle()
	return least, nil
}

// freeName tells a plan from those judged before under the same name.
func (s *robust) freeName(name string) string {
	taken := func(x string) bool {
		return slices.ContainsFunc(s.out.Judged, func(j Judged) bool { return j.Name == x })
	}
	out := name
	for n := 2; taken(out); n++ {
		out = fmt.Sprintf("%s (%d)", name, n)
	}
	return out
}

// book notes what a case has come to.
func (j *Judged) book(i int, got *planner.Plan) {
	j.Costs[i], j.FirstStop[i] = planner.Some(got.Objective), got.KPIs.FirstShortfall
	if i == 0 {
		j.plan = got
	}
}

// followed follows a plan into some cases; whole is false where it was left out.
func (s *robust) followed(ctx context.Context, j *Judged, into []int, leave bool) (least []float64, whole bool, err error) {
	plan := j.plan
	least = make([]float64, len(s.out.Cases))
	for i, x := range s.out.Cases {
		least[i] = j.Costs[i].Or(x.bound)
	}
	for open := into; len(open) > 0; {
		some := open[:min(judgedAtOnce, len(open))]
		open = open[len(some):]
		got := make([]*planner.Plan, len(some))
		var tasks []task
		for k, i := range some {
			x := &s.out.Cases[i]
			tasks = append(tasks, task{j.Name + " in " + x.Name, func(ctx context.Context) (err error) {
				got[k], err = s.w.follow(ctx, x.from, x.p, s.options(x), plan, x.Known)
				if err == nil {
					err = ctx.Err()
				}
				if none := (award.NoPlanError{}); errors.As(err, &none) {
					return nil // it cannot be followed there
				}
				return err
			}})
		}
		if err := s.w.side(ctx, tasks); err != nil {
			return least, false, err
		}
		for k, i := range some {
			if least[i] = math.Inf(1); award.Planned(got[k]) {
				j.book(i, got[k])
				least[i] = j.Costs[i].V
			}
		}
		if leave && s.of(least) >= s.toBeat() {
			return least, false, nil
		}
	}
	return least, true, nil
}

// finer follows the best plan again, as finely as asked, where it was followed
// roughly. Of each case the cheaper way stands.
func (s *robust) finer(ctx context.Context) error {
	if s.out.Chosen < 0 || !s.out.Judged[s.out.Chosen].rough {
		return nil
	}
	was := &s.out.Judged[s.out.Chosen]
	again := Judged{Name: was.Name, plan: was.plan, Costs: slices.Clone(was.Costs), FirstStop: slices.Clone(was.FirstStop)}
	if _, _, err := s.followed(ctx, &again, s.hardest(), false); err != nil {
		return err
	}
	for i, c := range was.Costs {
		if c.OK && !(again.Costs[i].OK && again.Costs[i].V < c.V) {
			again.Costs[i], again.FirstStop[i] = c, was.FirstStop[i]
			if i == 0 {
				again.plan = was.plan
			}
		}
	}
	*was = again
	s.settle()
	return nil
}

// toBeat is the value a plan must stay below to be the best.
func (s *robust) toBeat() float64 {
	if s.out.Chosen < 0 {
		return math.Inf(1)
	}
	return s.out.Value - float64(1e-9*math.Abs(s.out.Value))
}

// judgedAtOnce is how many cases a plan is followed into before it may be left
// out. It does not depend on the plans made side by side, so that answers do not.
const judgedAtOnce = 2

// hardest lists the cases, those first in which the plans judged so far lose most
// against what the case needs.
func (s *robust) hardest() []int {
	lost := make([]float64, len(s.out.Cases))
	order := make([]int, len(lost))
	for i := range lost {
		order[i] = i
		for _, j := range s.out.Judged {
			if v := j.Costs[i].Or(math.Inf(1)) - s.out.Cases[i].bound; v > lost[i] {
				lost[i] = v
			}
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(lost[b], lost[a]) })
	return order
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
	s.out.Proven = s.out.Gap <= float64(s.gap()*(1+1e-6))+1e-9
}

func (s *robust) gap() float64 {
	if s.w.Options.Gap > 0 {
		return s.w.Options.Gap
	}
	return s.w.Base.Gap.Or(award.DefaultGap)
}

// say tells how far the work is where it is no plan.
func (s *robust) say(what string) {
	if s.w.Done != nil {
		s.w.Done(0, 0, what)
	}
}

// answer is what the work has come to; an error counts only where there is none.
func (s *robust) answer(ctx context.Context, err error) (Robust, error) {
	if s.out.Chosen < 0 && s.instead != nil && s.instead.out.Chosen >= 0 && (err == nil || ctx.Err() != nil) {
		return s.instead.answer(ctx, err)
	}
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
	return s.shown(), nil
}

// shown is the answer as it stands, apart from what goes on.
func (s *robust) shown() Robust {
	r := s.out
	r.Cases, r.Judged = slices.Clone(r.Cases), slices.Clone(r.Judged)
	r.RulesGiven = slices.ContainsFunc(r.Cases, func(x RobustCase) bool { return x.RulesGiven })
	r.RulesOpen = r.RulesOpen || slices.ContainsFunc(r.Cases, func(x RobustCase) bool { return x.open })
	plan := *r.Judged[r.Chosen].plan // as it goes on where nothing happens
	plan.Name = robustName
	r.Plan = &plan
	r.Different = differences(s.alone[0], r.Judged[r.Chosen].plan, s.out.Known)
	weights, best := s.figures()
	if s.ask.Aim.Kind != stochastic.Regret {
		r.KnowingWorth = planner.Some(math.Max(0, r.Value-s.ask.Aim.Of(best, weights, best)))
	}
	if j := r.Judged[0]; j.Value.OK {
		r.RobustWorth = planner.Some(j.Value.V - r.Value)
	}
	return r
}
