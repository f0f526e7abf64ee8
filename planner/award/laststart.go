package award

import (
	"context"
	"fmt"
	"time"

	"remanence/planner"
	"remanence/planner/highs"
)

// LastStart is the last month in which a test can start without anyone waiting
// longer for goods than in the plan.
type LastStart struct {
	Offers  []string      `json:"offers"`  // one, or those tested together
	Planned planner.Month `json:"planned"` // start in the plan
	// Last is missing when every start, even none, leaves the plan without further
	// shortage (Free).
	Last planner.Opt[planner.Month] `json:"last,omitzero"`
	Free bool                       `json:"free"`
	// Late is the pieces-months (kilogram-months of a material line) of shortage
	// beyond the plan's that even the best plan has when the test starts a month
	// after Last.
	Late  planner.Opt[float64] `json:"late,omitzero"`
	Extra Estimate             `json:"extra"` // what starting in Last costs beyond the plan
	Known bool                 `json:"known"` // false when the search was stopped
	Text  string               `json:"text"`
}

// lateSeconds bounds each question whether a later start can do; without an
// answer in that time a start counts as too late, which errs on the safe side.
const lateSeconds = 20

// LastStarts answers for every test the plan starts.
func (q *Questions) LastStarts(ctx context.Context) ([]LastStart, error) {
	if err := q.needPlan(); err != nil {
		return nil, err
	}
	out := make([]LastStart, len(q.Plan.Qualifications))
	err := q.side(ctx, len(out), func(ctx context.Context, i int) (err error) {
		out[i], err = q.lastStart(ctx, q.Plan.Qualifications[i])
		return err
	})
	return out, err
}

// lastStart halves the months between the planned start and never. Starting
// later only forbids plans, so that one month too late makes all later ones so.
func (q *Questions) lastStart(ctx context.Context, s planner.QualificationStart) (LastStart, error) {
	l := LastStart{Offers: s.Offers, Planned: s.Start, Known: true}
	key := TestKey(q.Project.Offer(s.Offers[0]))
	base := lateness(q.Project, q.Plan)
	low, high := int(s.Start-q.Project.Start), q.Project.Months // the plan itself shows that low can do; high is never
	can, err := q.canStart(ctx, key, high, base)
	if err != nil {
		return l, err
	}
	if can {
		l.Free = true
		l.Text = fmt.Sprintf("The test of %s may wait: without it nobody waits longer for goods, the plan only costs more.", s.Offers[0])
		return l, nil
	}
	for high-low > 1 {
		mid := (low + high) / 2
		if can, err = q.canStart(ctx, key, mid, base); err != nil {
			return l, err
		}
		if can {
			low = mid
		} else {
			high = mid
		}
	}
	last := q.Project.Start + planner.Month(low)
	l.Last = planner.Some(last)
	late, ok, err := q.leastLate(ctx, key, low+1)
	if err != nil {
		return l, err
	}
	if ok {
		l.Late = planner.Some(max(0, late-base))
	}
	o := q.Options
	o.twist = &twist{after: map[string]int{key: low}}
	plan, err := q.make(ctx, q.Project, o)
	if err != nil {
		return l, err
	}
	if l.Known = Planned(plan); l.Known {
		l.Extra = q.beyond(plan).atLeast(0)
	}
	l.Text = q.lastStartText(l)
	return l, nil
}

func (q *Questions) lastStartText(l LastStart) string {
	text := fmt.Sprintf("The test of %s can start in %s at the latest; the plan starts it in %s.", l.Offers[0], l.Last.V.Label(), l.Planned.Label())
	switch {
	case l.Late.OK && l.Late.V > 0:
		text += fmt.Sprintf(" A month later, %s pieces are at least a month late.", Quantity(l.Late.V))
	case !l.Late.OK:
		text += " A month later, no plan keeps the rules."
	}
	if l.Known && l.Last.V > l.Planned && l.Extra.Value > 0.005 {
		text += fmt.Sprintf(" Waiting until then costs %s.", moneyText(q.Project, l.Extra.Value))
	}
	return text
}

// lateness is the shortage of a plan: pieces late at the end of each month,
// added up.
func lateness(p *planner.Project, plan *planner.Plan) float64 {
	sum := 0.0
	for _, s := range plan.Shortfalls {
		sum += s.Pieces
	}
	return sum
}

// lateModel is a model that starts a test in a month at the earliest and counts
// nothing but lateness; every MOQ is kept.
func (q *Questions) lateModel(test string, first int) (*model, []term) {
	o := q.Options
	o.WithLots = true
	o.twist = &twist{after: map[string]int{test: first}}
	m := newModel(q.Project, q.Facts, o, nil, map[string]bool{})
	for i := range m.b.cost {
		m.b.cost[i] = 0
	}
	var late []term
	for _, pv := range m.parts {
		for _, c := range pv.back {
			if c >= 0 {
				late = append(late, term{c, 1 / pv.mass})
			}
		}
	}
	return m, late
}

// canStart asks whether some plan that keeps every hard rule starts a test in a
// month or later and is no later with goods than the plan.
func (q *Questions) canStart(ctx context.Context, test string, first int, base float64) (bool, error) {
	m, late := q.lateModel(test, first)
	if len(late) > 0 {
		m.b.atMost(float64(base*(1+1e-6))+1e-4, late...)
	}
	res, err := solveOnce(ctx, q.Engine, m.b.model(), highs.Options{Seed: int(q.Project.Seed), TimeLimit: lateSeconds * time.Second})
	if err == nil && res.Status.Stopped() {
		err = ctx.Err()
	}
	return res.HasSolution, err
}

// leastLate is the least lateness when a test starts in a month at the earliest;
// false when no plan keeps the rules.
func (q *Questions) leastLate(ctx context.Context, test string, first int) (float64, bool, error) {
	m, late := q.lateModel(test, first)
	for _, t := range late {
		m.b.cost[t.col] = t.val
	}
	res, err := solveOnce(ctx, q.Engine, m.b.model(), highs.Options{Gap: 1e-3, Seed: int(q.Project.Seed), TimeLimit: lateSeconds * time.Second})
	if err == nil && res.Status.Stopped() {
		err = ctx.Err()
	}
	return res.Objective, res.HasSolution, err
}
