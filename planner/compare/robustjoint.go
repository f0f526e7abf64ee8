package compare

import (
	"cmp"
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

// joined is the program of cases that decide together, with its first answer.
type joined struct {
	x      *award.Joint
	settle *stochastic.Settler
	first  stochastic.Answer
	least  []float64 // what the answer costs by case, see judge
}

func (j *joined) close() {
	if j != nil {
		j.settle.Close()
	}
}

// joint makes the program of the cases together and judges its answers; nil where
// there is no such program, which the note tells. A program that is too large to be
// solved at once begins with the base and the case its plan does worst in, every
// other case standing with the least it can cost; then the case joins that the
// answer does worst in, until none does badly (column-and-constraint generation,
// Zeng and Zhao 2013). Each of the programs bounds what all cases together can
// reach.
func (s *robust) joint(ctx context.Context) (*joined, error) {
	err := s.together(ctx)
	var rules award.ErrWorldRules
	if errors.As(err, &rules) {
		s.out.Note = "The cases were not planned together: " + rules.Error() + "."
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return s.grow(ctx, s.ask.Aim)
}

// grow makes the program of a few cases, those of the last one, judges its answer
// and lets more cases join; the last program that has an answer comes back.
func (s *robust) grow(ctx context.Context, a stochastic.Aim) (*joined, error) {
	all := s.cases()
	switch {
	case s.t.Columns(all) <= cmp.Or(s.ask.atOnce, solvedAtOnce):
		s.in = all
	case s.in == nil:
		s.in = []int{0}
		if i := s.worst(s.least(s.out.Judged[0])); i >= 0 {
			s.in = append(s.in, i)
		}
	}
	var last *joined
	for {
		j, err := s.propose(ctx, a)
		switch {
		case err != nil:
			last.close()
			return nil, err
		case j != nil && j.first.Impossible || last == nil && (j == nil || !j.first.OK):
			last.close()
			return j, nil
		case j == nil || !j.first.OK: // too large to be solved, or in time: the one before stands
			s.out.Note = ""
			j.close()
			return last, nil
		}
		last.close()
		last = j
		next := s.worst(j.least)
		if next < 0 || s.out.Chosen >= 0 && s.out.Gap <= s.near() && !s.every || s.t.Columns(append(slices.Clone(s.in), next)) > mostColumns {
			return last, nil
		}
		s.in = append(s.in, next)
	}
}

// near is how near to its bound a value need be.
func (s *robust) near() float64 {
	if s.rough {
		return roughGap
	}
	return s.gap()
}

// least is what a plan that was judged costs in each case, infinite where there is
// no way for it.
func (s *robust) least(j Judged) []float64 {
	out := make([]float64, len(j.Costs))
	for i, c := range j.Costs {
		out[i] = c.Or(math.Inf(1))
	}
	return out
}

// worst is the case outside the program in which a plan costs most above the least
// the case can cost, against that; -1 where it does well in all of them.
func (s *robust) worst(least []float64) int {
	at, most := -1, s.near()
	for i, x := range s.out.Cases {
		if lost := (least[i] - x.bound) / (1 + math.Abs(x.bound)); lost > most && !slices.Contains(s.in, i) {
			at, most = i, lost
		}
	}
	return at
}

// solvedAtOnce is how many columns of all cases together are solved without a
// smaller program first.
const solvedAtOnce = 20_000

// propose solves the program of the cases that decide together for an aim to a
// first answer and judges it; nil where it is too large.
func (s *robust) propose(ctx context.Context, a stochastic.Aim) (*joined, error) {
	weights, best := s.figures()
	apart := map[int]float64{}
	for i, x := range s.out.Cases {
		if !slices.Contains(s.in, i) {
			apart[i] = x.bound
		}
	}
	x, err := s.t.Compose(a, weights, best, apart)
	if err != nil {
		return nil, err
	}
	if n := x.Model.Cols(); n > mostColumns {
		s.out.Note = fmt.Sprintf("The cases together have %d choices, too many to plan at once; the best of the single plans is shown.", n)
		return nil, nil
	}
	if len(s.in) == len(s.out.Cases) {
		s.say("planning all cases together")
	} else {
		s.say(fmt.Sprintf("planning %d of the cases together", len(s.in)))
	}
	j := &joined{x: x}
	if j.settle, err = x.Settle(ctx, s.w.Engine, s.searchLimits(len(s.in))); err != nil {
		return nil, err
	}
	j.first, err = j.settle.First()
	if o := s.searchLimits(1); err == nil && !j.first.OK && !j.first.Impossible && x.Model.Discrete() { // choices taken one after another came to a dead end
		o.Gap = math.Max(o.Gap, roughGap)
		bound := j.first.Bound
		j.first, err = x.Search(ctx, s.w.Engine, o, s.searching)
		j.first.Bound = math.Max(j.first.Bound, bound)
	}
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
		j.least, err = s.judge(ctx, robustName, x.Read(j.first.X), -1)
	}
	if err != nil {
		j.close()
		return nil, err
	}
	return j, nil
}

// together builds the models of all cases, once.
func (s *robust) together(ctx context.Context) (err error) {
	if s.t != nil {
		return nil
	}
	var worlds []award.World
	for i := range s.out.Cases {
		x := &s.out.Cases[i]
		worlds = append(worlds, award.World{Name: x.Name, Project: x.p, Facts: s.w.facts(x.p), Known: x.Known, Options: s.options(x), From: x.from})
	}
	s.say("tightening the joint program")
	s.t, err = award.NewTogether(ctx, s.w.Engine, worlds)
	return err
}

// giveWay lets optional rules go; more is false where all have gone before. Open
// says that it is not proven that they must.
func (s *robust) giveWay(ctx context.Context, open bool) (more bool, err error) {
	f := s.instead
	if f == nil {
		var which []int
		for i := range s.out.Cases[1:] {
			if !s.out.Cases[i+1].RulesGiven {
				which = append(which, i+1)
			}
		}
		if len(which) == 0 {
			s.out.Note = "No decision of the first months keeps the hard rules in every case."
			return false, nil
		}
		if f, err = s.giving(ctx, which); err != nil {
			return false, err
		}
	}
	f.rough, f.out.RulesOpen = s.rough, open
	*s = *f
	return true, nil
}

// giving is the work with the optional rules of some cases gone, and the base's plan
// followed into them.
func (s *robust) giving(ctx context.Context, which []int) (*robust, error) {
	f := &robust{w: s.w, ask: s.ask, every: s.every, rough: s.rough, out: s.out, alone: slices.Clone(s.alone)}
	f.out.RulesOpen, f.out.Bound = true, math.Inf(-1)
	f.out.Cases = slices.Clone(s.out.Cases)
	for i, x := range f.out.Cases { // the same project is planned once
		if !slices.Contains(which, i) && slices.ContainsFunc(which, func(k int) bool { return f.out.Cases[k].same == x.same }) {
			which = append(slices.Clone(which), i)
		}
	}
	for _, i := range which {
		x := &f.out.Cases[i]
		x.RulesGiven, x.bound, x.Best = true, math.Inf(-1), planner.Opt[float64]{}
	}
	if err := f.planAll(ctx, which); err != nil {
		return nil, err
	}
	base := s.out.Judged[0]
	base.Costs, base.FirstStop = slices.Clone(base.Costs), slices.Clone(base.FirstStop)
	for _, i := range which {
		base.Costs[i], base.FirstStop[i] = planner.Opt[float64]{}, planner.Opt[planner.Month]{}
	}
	f.out.Judged, f.out.Chosen = nil, -1
	if _, _, err := f.followed(ctx, &base, which, false); err != nil {
		return nil, err
	}
	f.out.Judged = []Judged{base}
	f.settle()
	return f, nil
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
		whole, placed, ok, err := j.x.Choices(ctx, s.w.Engine, s.out.Judged[was].plan)
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
		if _, err := s.judge(ctx, robustName, j.x.Read(better.X), -1); err != nil || s.out.Chosen == was {
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
	o := s.searchLimits(len(s.out.Cases))
	if j.first.OK {
		o.StartSolution = j.first.X
	}
	s.say("looking for better with all cases together")
	better, err := j.x.Search(ctx, s.w.Engine, o, s.searching)
	if failed := (*highs.Failure)(nil); errors.As(err, &failed) {
		return nil // what is found stands, with its gap
	}
	if err != nil {
		return err
	}
	s.raise(j.x, better.Bound)
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case !better.OK || j.first.OK && better.Objective >= j.first.Objective-float64(1e-7*math.Abs(j.first.Objective)):
		return nil
	}
	_, err = s.judge(ctx, robustName, j.x.Read(better.X), -1)
	return err
}

// searching says how far a search of the joint program is.
func (s *robust) searching(p highs.Progress) {
	if p.HasIncumbent && !math.IsInf(p.Gap, 0) {
		s.say(fmt.Sprintf("all cases together, at most %.1f %% better exists", 100*p.Gap))
	}
}

func (s *robust) searchLimits(plans int) highs.Options {
	nodes := s.ask.Nodes
	if nodes <= 0 {
		nodes = defaultNodes
	}
	// the limit of a plan, once for each that is made at once
	if s.out.Chosen < 0 && !s.out.RulesOpen {
		plans = min(plans, hopeful)
	}
	limit := s.w.Options.TimeLimit * time.Duration(plans)
	return highs.Options{Gap: s.gap() / 2, Seed: int(s.w.Base.Seed), NodeLimit: nodes, TimeLimit: limit}
}

// hopeful is how many plans' time is given to plans that keep the rules of every
// case while none is known; then the optional ones give way.
const hopeful = 3

// raise notes a bound of the joint program.
func (s *robust) raise(x *award.Joint, bound float64) {
	switch {
	case math.IsInf(bound, 0) || math.IsNaN(bound):
	case s.every:
		s.within(x.Aim, x.Money(bound))
	default:
		s.out.Bound = math.Max(s.out.Bound, x.Money(bound))
		s.state()
	}
}
