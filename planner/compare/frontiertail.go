package compare

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"remanence/planner"
	"remanence/planner/award"
	"remanence/planner/stochastic"
)

// rewardTail is the weight of CVaR where the mean is made least within a limit of
// it, and of the mean where CVaR is.
const rewardTail = 1e-3

// tailFrontier finds the plans that no other beats in mean cost and in the mean of
// the worst tenth of the project's cases, each followed into every case. Proposals
// come from the joint program under limits of CVaR from loose to strict, besides
// the plans of the base and of each case alone.
func (w *Work) tailFrontier(ctx context.Context, axis planner.Rule, points int, found func(Point)) (Frontier, error) {
	fr := Frontier{Rule: axis, Unit: "money"}
	cases := Cases(w.Base)
	if len(cases) < 2 {
		return fr, errors.New("the worst tenth needs scenarios: branch one, or take a shock of the library")
	}
	weights, _, err := CaseWeights(cases)
	if err != nil {
		return fr, err
	}
	s := &robust{w: w, every: true, ask: RobustAsk{Cases: cases, Weights: weights, React: cmp.Or(w.React, DefaultReact)}, out: Robust{Chosen: -1, Bound: math.Inf(-1)}}
	told := 0
	tell := func() {
		fr.Points = s.points()
		if found != nil && len(s.out.Judged) > told {
			for _, p := range fr.Points {
				if p.judged >= told {
					found(p)
				}
			}
		}
		told = len(s.out.Judged)
	}
	err = s.tails(ctx, points, tell)
	tell()
	if err != nil {
		return fr, ended(ctx, err)
	}
	if len(fr.Points) == 0 {
		return fr, errors.New("no plan keeps the hard rules in every case")
	}
	if given := s.out.GivenText(); given != "" {
		fr.Points[0].Text += " " + given
	}
	fr.Proven = !slices.ContainsFunc(fr.Points, func(p Point) bool { return p.Gap > s.gap() })
	return fr, nil
}

// tails judges what may stand on the frontier.
func (s *robust) tails(ctx context.Context, points int, tell func()) error {
	j, err := s.begin(ctx)
	j.close()
	if err != nil {
		return err
	}
	tell()
	err = s.together(ctx)
	if rules := (award.ErrWorldRules{}); errors.As(err, &rules) {
		return nil // only the plans of single cases are there to choose from
	}
	if err != nil {
		return err
	}
	propose := func(a stochastic.Aim) error {
		j, err := s.grow(ctx, a)
		if err == nil && j != nil && !j.first.Impossible {
			err = s.improve(ctx, j)
		}
		j.close()
		tell()
		return err
	}
	if err := propose(stochastic.Aim{Kind: stochastic.CVaR, Tail: rewardTail, Level: DefaultLevel}); err != nil {
		return err
	}
	if err := propose(stochastic.Aim{Kind: stochastic.CVaR, Tail: 1 - rewardTail, Level: DefaultLevel}); err != nil {
		return err
	}
	if err := s.judgeAlone(ctx, tell); err != nil {
		return err
	}
	ends := s.points()
	if len(ends) < 2 {
		return nil
	}
	top, end := ends[0].Exposure, ends[len(ends)-1].Exposure
	for k := 1; k < points; k++ {
		limit := top - float64(k)*(top-end)/float64(points-1)
		if err := propose(stochastic.Aim{Kind: stochastic.Limited, Tail: rewardTail, Level: DefaultLevel, Limit: limit}); err != nil {
			return err
		}
		s.say(fmt.Sprintf("%d of %d limits", k, points-1))
	}
	return nil
}

// limitBound is what no plan within a limit of CVaR undercuts: a bound of the mean
// and the reward.
type limitBound struct{ limit, bound float64 }

// within notes a bound of the joint program.
func (s *robust) within(a stochastic.Aim, bound float64) {
	switch {
	case a.Kind == stochastic.Limited:
		s.limits = append(s.limits, limitBound{a.Limit, bound})
	case a.Tail == rewardTail:
		s.limits = append(s.limits, limitBound{math.Inf(1), bound})
	}
}

// points are the plans judged so far that no other beats, from the least mean to
// the least CVaR. The gap of each is against the highest bound of a limit it keeps.
func (s *robust) points() []Point {
	var out []Point
	for n, j := range s.out.Judged {
		if !j.Mean.OK {
			continue
		}
		p := Point{Cost: j.Mean.V, Exposure: j.Tail.V, Plan: j.plan, judged: n, Gap: 1}
		mix := float64((1-rewardTail)*p.Cost) + float64(rewardTail*p.Exposure)
		for _, l := range s.limits {
			if p.Exposure <= l.limit+float64(1e-9*math.Abs(l.limit)) && mix != 0 {
				p.Gap = math.Min(p.Gap, math.Max(0, (mix-l.bound)/math.Abs(mix)))
			}
		}
		out = append(out, p)
	}
	out = undominated(out)
	slices.SortStableFunc(out, func(a, b Point) int { return cmp.Compare(a.Cost, b.Cost) })
	out = slices.CompactFunc(out, func(a, b Point) bool {
		return math.Abs(a.Cost-b.Cost) <= 1e-9*math.Abs(a.Cost) && math.Abs(a.Exposure-b.Exposure) <= 1e-9*math.Abs(a.Exposure)
	})
	for i := range out {
		if i == 0 {
			out[i].Text = "The least mean cost."
			continue
		}
		different := differences(out[i-1].Plan, out[i].Plan, s.out.Known)
		if out[i].Text = strings.Join(different[:min(len(different), 4)], " "); out[i].Text == "" {
			out[i].Text = "The same decisions at other times."
		}
		out[i].Moves, _ = award.Moves(out[i-1].Plan, out[i].Plan)
	}
	return out
}
