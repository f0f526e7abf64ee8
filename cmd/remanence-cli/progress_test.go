package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"math"
	"strings"
	"testing"
	"unicode/utf8"

	"remanence/planner"
	"remanence/planner/award"
)

// fake is an optimiser that reports progress and then does what a test wants.
type fake struct {
	then func(ctx context.Context, p *planner.Project, o award.Options) (*planner.Plan, error)
}

func (f fake) Make(ctx context.Context, p *planner.Project, _ *planner.Facts, o award.Options) (*planner.Plan, error) {
	o.Progress(award.Progress{Phase: "improving", Seconds: 3, HasPlan: true, Incumbent: 1234567, Gap: 0.012})
	return f.then(ctx, p, o)
}

func (f fake) Baselines(ctx context.Context, p *planner.Project, _ *planner.Facts, o award.Options) (asToday, cheapest *planner.Plan, err error) {
	asToday, err = f.then(ctx, p, o)
	return asToday, asToday, err
}

func (f fake) Ask(ctx context.Context, p *planner.Project, facts *planner.Facts, o award.Options, plan *planner.Plan) (*award.Questions, error) {
	var err error
	if plan == nil {
		plan, err = f.then(ctx, p, o)
	}
	return &award.Questions{Project: p, Facts: facts, Options: o, Plan: plan}, err
}

func (f fake) load(context.Context, string) (optimiser, func(), error) { return f, func() {}, nil }

// small is a plan of one cost.
func small(status planner.PlanStatus) *planner.Plan {
	return &planner.Plan{Status: status, Currency: "EUR", Start: planner.MonthOf(2027, 1), Months: 1,
		Costs: []planner.CostEntry{{Kind: planner.CostGoods, Present: 470}}}
}

func gives(plan *planner.Plan, err error) fake {
	return fake{func(context.Context, *planner.Project, award.Options) (*planner.Plan, error) { return plan, err }}
}

func TestProgressIsForTerminalsOnly(t *testing.T) {
	dir := folder(t, nil)
	m := Main{Load: gives(small(planner.StatusOptimal), nil).load, Terminal: func(any) bool { return true }}
	r := runWith(t, t.Context(), m, "plan", dir).want(t, exitOK)
	contains(t, r.err, "Improving … 3 s, best EUR 1,234,567, at most 1.2 % better")
	if lines := strings.Split(r.err, "\r"); strings.TrimSpace(lines[len(lines)-1]) != "" || strings.TrimSpace(lines[len(lines)-2]) != "" {
		t.Errorf("the line was not taken away: %q", r.err)
	}
	if strings.Contains(r.out, "Improving") {
		t.Error("progress is in the output")
	}
	m.Terminal = func(any) bool { return false }
	if r := runWith(t, t.Context(), m, "plan", dir).want(t, exitOK); r.err != "" {
		t.Errorf("nobody looks, and stderr has %q", r.err)
	}
}

func TestProgressFitsOneLine(t *testing.T) {
	p := award.Progress{Phase: "finding conflicts", Seconds: 999, HasPlan: true, Incumbent: 99_999_999_999, Gap: 0.123}
	if text := progressText("DKK", p); utf8.RuneCountInString(text) >= 80 {
		t.Errorf("%d characters: %s", utf8.RuneCountInString(text), text)
	}
	for _, gap := range []float64{math.Inf(1), math.NaN(), 1e20} {
		p.Gap = gap
		if text := progressText("DKK", p); strings.Contains(text, "better") {
			t.Errorf("no bound is known, and the line says %s", text)
		}
	}
}

func TestBuffersAndFilesAreNoTerminals(t *testing.T) {
	if isTerminal(&bytes.Buffer{}) || isTerminal(io.Discard) {
		t.Error("a buffer is no terminal")
	}
}

// interrupted stops the run in the middle of the search.
func interrupted(t *testing.T, f func(ctx context.Context, p *planner.Project) (*planner.Plan, error), args ...string) result {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	m := Main{Load: fake{func(ctx context.Context, p *planner.Project, _ award.Options) (*planner.Plan, error) {
		cancel()
		<-ctx.Done()
		return f(ctx, p)
	}}.load}
	return runWith(t, ctx, m, append([]string{"plan", folder(t, nil)}, args...)...)
}

func TestInterruptPrintsTheBestPlanSoFar(t *testing.T) {
	for _, err := range []error{nil, context.Canceled} {
		best := func(context.Context, *planner.Project) (*planner.Plan, error) {
			plan := small(planner.StatusFeasible)
			plan.Gap = 0.05
			return plan, err
		}
		contains(t, interrupted(t, best).want(t, exitOK).out, "good, stopped early: up to 5.00 % better may exist", "EUR 470.00")
		contains(t, interrupted(t, best, "--json").want(t, exitOK).out, `"status": "feasible"`, `"total_cost": "470"`)
	}
}

func TestInterruptBeforeAnyPlanIsExitCode3(t *testing.T) {
	nothing := func(ctx context.Context, _ *planner.Project) (*planner.Plan, error) { return nil, ctx.Err() }
	contains(t, interrupted(t, nothing).want(t, exitNoPlan).out, "stopped before a plan was found")
	contains(t, interrupted(t, nothing, "--json").want(t, exitNoPlan).out, `"status": "cancelled"`, `"total_cost": null`, `"awards": []`)
}

func TestInterruptDuringBaselinesKeepsThePlan(t *testing.T) {
	calls := 0
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	m := Main{Load: fake{func(ctx context.Context, _ *planner.Project, _ award.Options) (*planner.Plan, error) {
		if calls++; calls == 1 {
			return small(planner.StatusOptimal), nil
		}
		cancel()
		return nil, ctx.Err()
	}}.load}
	r := runWith(t, ctx, m, "plan", folder(t, nil), "--baselines").want(t, exitOK)
	contains(t, r.out, "EUR 470.00")
}

func TestBrokenOptimiserIsExitCode3(t *testing.T) {
	m := Main{Load: gives(nil, errors.New("out of memory")).load}
	contains(t, runWith(t, t.Context(), m, "plan", folder(t, nil)).want(t, exitNoPlan).err, "out of memory")
	r := runWith(t, t.Context(), m, "plan", folder(t, nil), "--json").want(t, exitNoPlan)
	contains(t, r.out, `"status": "failed"`, "out of memory")
}

func TestOptionsReachThePlanner(t *testing.T) {
	var got award.Options
	m := Main{Load: fake{func(_ context.Context, _ *planner.Project, o award.Options) (*planner.Plan, error) {
		got = o
		return small(planner.StatusOptimal), nil
	}}.load}
	dir := folder(t, withRules(atMostHalf))
	runWith(t, t.Context(), m, "plan", dir, "--gap", "0.1%", "--time-limit", "2", "--licence-percentile", "90", "--without-rules", "HALF", "--with-lots").want(t, exitOK)
	if got.Gap != 0.001 || got.TimeLimit.Seconds() != 2 || got.LicencePercentile != planner.Some(0.9) ||
		len(got.WithoutRules) != 1 || got.WithoutRules[0] != "HALF" || !got.WithLots || got.Digest == "" {
		t.Errorf("got %+v", got)
	}
	runWith(t, t.Context(), m, "plan", dir, "--gap", "0", "--without-rules", "all").want(t, exitOK)
	if got.Gap <= 0 || got.Gap > 1e-6 || got.WithoutRules[0] != "all" {
		t.Errorf("got %+v", got)
	}
}
