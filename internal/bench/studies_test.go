//go:build unix

package bench

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"remanence/data/reference"
	"remanence/internal/generated"
	"remanence/planner"
	"remanence/planner/award"
	"remanence/planner/compare"
	"remanence/planner/highs"
	"remanence/planner/risk"
	"remanence/planner/stochastic"
)

// subject is a project the studies are made of.
type subject struct {
	sample
	gap   float64       // of each plan
	limit time.Duration // of each plan
}

// subjects are the samples, and generated projects as finely as their size allows.
func subjects(tb testing.TB) []subject {
	var out []subject
	for _, s := range samples(tb) {
		out = append(out, subject{s, gap, limit})
	}
	f := reference.Shipped().Facts()
	for i, size := range generated.Sizes {
		out = append(out, subject{sample{size.Name, generated.Project(size, 1), f}, []float64{gap, 0.02, 0.03}[i], []time.Duration{limit, limit, 60 * time.Second}[i]})
	}
	return out
}

// studied is what the studies of one project share: its plan, and a session that
// knows it, as in the window.
type studied struct {
	subject
	engine  *highs.Engine
	plan    *planner.Plan
	session *award.Session
	cases   []compare.Case

	asToday, cheap *planner.Plan // made when a study asks for them
}

func (s *studied) work(done func(done, of int, what string)) *compare.Work {
	return &compare.Work{Engine: s.engine, Base: s.project, Facts: s.facts, Options: award.Options{Gap: s.gap, TimeLimit: s.limit}, Plan: s.plan, Session: s.session, Done: done}
}

// cheapest is the plan without the optional rules.
func (s *studied) cheapest(ctx context.Context) (*planner.Plan, error) {
	o := s.work(nil).Options
	o.WithoutRules, o.Name = []string{"optional"}, "cheapest"
	plan, err := s.session.Copy().Make(ctx, s.project, s.facts, o)
	if err == nil && !award.Planned(plan) {
		err = errors.New("no cheapest plan was found")
	}
	return plan, err
}

// baselines makes the plans that the chosen one is held against.
func (s *studied) baselines(b *testing.B) {
	if s.cheap != nil {
		return
	}
	var err error
	if s.asToday, s.cheap, err = s.session.Copy().Baselines(context.Background(), s.project, s.facts, s.work(nil).Options); err != nil {
		b.Fatal(err)
	}
}

// study is one study; it says what it came to. What it needs first is not counted.
type study struct {
	name  string
	needs func(*studied, *testing.B)
	run   func(ctx context.Context, s *studied, done func(done, of int, what string)) (string, error)
}

var studies = []study{
	{"compare", nil, func(ctx context.Context, s *studied, done func(int, int, string)) (string, error) {
		made, err := s.work(done).Plans(ctx, s.cases[:min(5, len(s.cases))])
		return fmt.Sprintf("%d plans", len(made)), err
	}},
	{"regret", nil, func(ctx context.Context, s *studied, done func(int, int, string)) (string, error) {
		cheapest, err := s.cheapest(ctx)
		if err != nil {
			return "", err
		}
		r, err := s.work(done).Regret(ctx, []*planner.Plan{s.plan, cheapest}, s.cases[:min(5, len(s.cases))], compare.DefaultReact)
		return fmt.Sprintf("%d plans in %d cases", len(r.Plans), len(r.Cases)), err
	}},
	{"frontier", nil, func(ctx context.Context, s *studied, done func(int, int, string)) (string, error) {
		axes := compare.Axes(s.plan)
		fr, err := s.work(done).Frontier(ctx, axes[0], 6, nil)
		text := fmt.Sprintf("%d points by %s, proven %v", len(fr.Points), award.Metric(&axes[0]), fr.Proven)
		for _, p := range fr.Points {
			text += fmt.Sprintf(", %.3g at %.0f within %.2g %%", p.Exposure, p.Cost, 100*p.Gap)
		}
		return text, err
	}},
	{"tornado", nil, func(ctx context.Context, s *studied, done func(int, int, string)) (string, error) {
		bars, err := s.work(done).Tornado(ctx, s.plan, compare.Drivers(s.project, s.facts), nil, nil)
		return fmt.Sprintf("%d bars", len(bars)), err
	}},
	{"robust", nil, func(ctx context.Context, s *studied, done func(int, int, string)) (string, error) {
		weights := make([]float64, len(s.cases))
		for i := range weights {
			weights[i] = 1
		}
		r, err := s.work(done).Robust(ctx, compare.RobustAsk{Cases: s.cases, Weights: weights, Aim: stochastic.Aim{Kind: stochastic.CVaR, Tail: 0.5, Level: 0.9}, React: compare.DefaultReact})
		return fmt.Sprintf("%d cases, gap %.2g %%. %s", len(r.Cases), 100*r.Gap, r.GivenText()), err
	}},
	{"knockout", nil, func(ctx context.Context, s *studied, done func(int, int, string)) (string, error) {
		k, err := risk.RunKnockOut(ctx, s.engine, s.project, s.facts, s.plan, risk.Options{Progress: func(n, all int) { done(n, all, "nodes") }})
		if err != nil {
			return "", err
		}
		return fmt.Sprintf("%d nodes", len(k.Nodes)), nil
	}},
	{"at-least", nil, func(_ context.Context, s *studied, _ func(int, int, string)) (string, error) { // before any outage is planned
		first, ok := risk.AtLeast(s.project, s.facts, s.plan, planner.Opt[planner.Month]{})
		return fmt.Sprintf("a line stops: %v, after %.0f days", ok, first.Days), nil
	}},
	{"insurance", nil, func(ctx context.Context, s *studied, done func(int, int, string)) (string, error) {
		cheapest, err := s.cheapest(ctx)
		if err != nil {
			return "", err
		}
		o := risk.Options{At: planner.Some(risk.DefaultAt(s.plan)), Progress: func(n, all int) { done(n, all, "nodes") }}
		mine, err := risk.RunKnockOut(ctx, s.engine, s.project, s.facts, s.plan, o)
		if err != nil {
			return "", err
		}
		theirs, err := risk.RunKnockOut(ctx, s.engine, s.project, s.facts, cheapest, o)
		if err != nil {
			return "", err
		}
		x, err := risk.Insure(s.plan, cheapest, mine, theirs)
		if err != nil {
			return "", err
		}
		return fmt.Sprintf("%d outages", len(x.Covers)), nil
	}},
	{"simulate", (*studied).baselines, func(ctx context.Context, s *studied, done func(int, int, string)) (string, error) {
		x, err := risk.Simulate(ctx, s.project, s.facts, policiesOf(s.plan, s.asToday, s.cheap), risk.SimOptions{Paths: risk.DefaultPaths, Precision: -1, Progress: func(n, all int) { done(n, all, "paths") }})
		if err != nil {
			return "", err
		}
		return fmt.Sprintf("%d policies on %d paths", len(x.Policies), x.Paths), nil
	}},
}

// BenchmarkStudies makes every study of the samples and of the generated projects,
// beginning with their plan, which is not counted: compare over four scenarios,
// regret of two plans in five cases, a frontier of six points, the tornado of all
// drivers, a robust plan over eight scenarios, the knock-out of every node, the first
// stop before that, insurance against the cheapest plan (two knock-outs and that
// plan) and 20,000 simulated paths of the four policies. A study that takes longer than
// -patience is stopped and says how far it came. Seconds are on the wall, cpu-s of the processors;
// peak-MB is the most the process had so far.
func BenchmarkStudies(b *testing.B) {
	e := engine(b)
	for _, x := range subjects(b) {
		var s *studied
		for _, y := range studies {
			b.Run(x.id+"/"+y.name, func(b *testing.B) {
				if s == nil {
					s = planned(b, e, x)
				}
				if y.needs != nil {
					y.needs(s, b)
				}
				for range b.N {
					last := ""
					done := func(n, of int, what string) {
						if of > 0 {
							last = fmt.Sprintf("%d of %d %s", n, of, what)
						} else {
							last = what
						}
					}
					began, used := time.Now(), cpuSeconds()
					ctx, stop := context.WithTimeout(context.Background(), *patience)
					text, err := y.run(ctx, s, done)
					stopped := ctx.Err() != nil
					stop()
					b.ReportMetric(time.Since(began).Seconds(), "s")
					b.ReportMetric(cpuSeconds()-used, "cpu-s")
					b.ReportMetric(peakMB(), "peak-MB")
					switch {
					case stopped:
						b.Logf("stopped at %s: %s", last, text)
					case err != nil:
						b.Fatal(err)
					default:
						b.Log(text)
					}
				}
				b.ReportMetric(0, "ns/op")
			})
		}
	}
}

// planned is a subject with its plan.
func planned(b *testing.B, e *highs.Engine, x subject) *studied {
	s := &studied{subject: x, engine: e, session: award.NewSession(e), cases: shocked(b, x.project, x.facts, *scenarios)}
	var err error
	if s.plan, err = s.session.Make(context.Background(), x.project, x.facts, award.Options{Gap: x.gap, TimeLimit: x.limit}); err != nil {
		b.Fatal(err)
	}
	if !award.Planned(s.plan) {
		b.Fatalf("%s has no plan", x.id)
	}
	return s
}
