package compare

import (
	"cmp"
	"context"
	"math"
	"slices"
	"strings"
	"sync"

	"remanence/planner"
	"remanence/planner/award"
	"remanence/planner/scenario"
)

// Bar is what a driver does to cost. Fixed bars keep every order of the plan;
// replanned ones plan anew, knowing the value from the start. A result that is not
// there was not reached, or no plan keeps the rules.
type Bar struct {
	ID            string               `json:"driver"`
	Name          string               `json:"name"`
	Unit          string               `json:"unit"`
	Low           float64              `json:"low"`
	High          float64              `json:"high"`
	Why           string               `json:"why"`
	FixedLow      planner.Opt[float64] `json:"fixed_low,omitzero"` // objective above the plan's
	FixedHigh     planner.Opt[float64] `json:"fixed_high,omitzero"`
	ReplannedLow  planner.Opt[float64] `json:"replanned_low,omitzero"`
	ReplannedHigh planner.Opt[float64] `json:"replanned_high,omitzero"`
	// BreakEven is the value at which a rival plan, kept as it is, costs the same.
	BreakEven planner.Opt[float64] `json:"break_even,omitzero"`
	Rival     string               `json:"rival,omitempty"`
	Caveat    string               `json:"caveat,omitempty"`
	// Gap is by which share at most a plan made anew may be too dear, where that is
	// more than was asked for.
	Gap float64 `json:"gap,omitzero"`
}

// Span is the longer of the two spans of a bar; an end without a result counts as
// nothing.
func (b Bar) Span() float64 {
	return math.Max(math.Abs(b.FixedHigh.V-b.FixedLow.V), math.Abs(b.ReplannedHigh.V-b.ReplannedLow.V))
}

// stirs is the least change of cost, plan currency, that counts as one: half a
// hundredth of the unit in which money is shown.
const stirs = 0.005

// Moves reports whether cost answers to the driver where every order is kept and
// where it is planned anew.
func (b Bar) Moves() (kept, anew bool) {
	far := func(low, high planner.Opt[float64]) bool {
		return math.Abs(low.V) >= stirs || math.Abs(high.V) >= stirs
	}
	return far(b.FixedLow, b.FixedHigh), far(b.ReplannedLow, b.ReplannedHigh)
}

// says reports whether a bar belongs on a tornado.
func (b Bar) says() bool {
	kept, anew := b.Moves()
	return kept || anew || b.BreakEven.OK
}

// Tornado moves each driver to its low and high, longest bar first. Drivers that
// change nothing are left out, so that those missing from a whole answer move
// nothing. Rivals are plans of the base the chosen one is
// weighed against. First every order is kept, at all values; then plans are made
// anew, for the longest bars first. Found is called with the bars as they stand after
// each, never from two goroutines at once; nil for nobody. When the context ends the
// bars so far come back with its error.
func (w *Work) Tornado(ctx context.Context, plan *planner.Plan, drivers []Driver, rivals []*planner.Plan, found func([]Bar)) ([]Bar, error) {
	t := &tornado{w: w, plan: plan, kept: w.kept(ctx, plan), base: plan.Objective, bars: make([]Bar, len(drivers)), found: found}
	if as, ok := w.asPlanned(ctx, w.Base, plan); ok {
		t.base = math.Min(t.base, as)
	}
	swings := t.swings(drivers, rivals)
	err := t.each(ctx, swings, 0, t.follow)
	if err == nil {
		slices.SortStableFunc(swings, func(a, b swing) int { return cmp.Compare(t.bars[b.at].Span(), t.bars[a.at].Span()) })
		err = t.each(ctx, swings, len(swings), t.anew)
	}
	if err != nil && ctx.Err() == nil {
		return nil, err
	}
	return t.ranked(), err
}

// tornado is one at work.
type tornado struct {
	w     *Work
	plan  *planner.Plan
	kept  float64 // cost of the plan followed in the base
	base  float64 // its objective there, under the rules
	found func([]Bar)

	mu   sync.Mutex
	bars []Bar // by driver
}

// swing is one driver at one end of its range.
type swing struct {
	at   int // of the bar
	high bool
	p    *planner.Project
}

// swings starts the bars and lists the ends that change anything.
func (t *tornado) swings(drivers []Driver, rivals []*planner.Plan) []swing {
	var out []swing
	for i, d := range drivers {
		b := &t.bars[i]
		*b = Bar{ID: d.ID, Name: d.Name, Unit: d.Unit, Low: d.Low, High: d.High, Why: d.Why}
		for _, high := range []bool{false, true} {
			v := d.Low
			if high {
				v = d.High
			}
			if v == d.Base {
				fixed, replanned := b.ends(high)
				*fixed, *replanned = planner.Some(0.0), planner.Some(0.0)
				continue
			}
			p, changes, problems := scenario.Apply(t.w.Base, t.w.Facts, d.At(v))
			if len(changes) == 0 {
				continue
			}
			for _, q := range problems {
				b.warn(q.What)
			}
			out = append(out, swing{i, high, p})
		}
		for _, rival := range rivals {
			if v, ok := t.w.Crossing(d, t.plan, rival); ok && (!b.BreakEven.OK || math.Abs(v-d.Base) < math.Abs(b.BreakEven.V-d.Base)) {
				b.BreakEven, b.Rival = planner.Some(v), rival.Name
			}
		}
	}
	return out
}

// ends are the results of a bar at one end, every order kept and planned anew.
func (b *Bar) ends(high bool) (fixed, replanned *planner.Opt[float64]) {
	if high {
		return &b.FixedHigh, &b.ReplannedHigh
	}
	return &b.FixedLow, &b.ReplannedLow
}

// warn adds a sentence to the caveat of a bar, once.
func (b *Bar) warn(text string) {
	if !strings.Contains(b.Caveat, text) {
		b.Caveat = strings.TrimSpace(b.Caveat + " " + text)
	}
}

// each does something at every end and shows the bars after each. Before is how many
// plans were made already, of twice as many as there are ends.
func (t *tornado) each(ctx context.Context, swings []swing, before int, do func(context.Context, swing) error) error {
	tasks := make([]task, len(swings))
	for i, s := range swings {
		tasks[i] = task{t.bars[s.at].Name, func(ctx context.Context) error {
			if err := do(ctx, s); err != nil {
				return err
			}
			t.mu.Lock()
			defer t.mu.Unlock()
			if t.found != nil {
				t.found(t.ranked())
			}
			return nil
		}}
	}
	return t.w.sideOf(ctx, tasks, before, 2*len(swings))
}

// nowhere is told of a bar that one of its ends has no result for.
const nowhere = "At one of the two values no plan keeps the rules, or none was found in time."

// follow keeps every order of the plan at an end.
func (t *tornado) follow(ctx context.Context, s swing) error {
	o := t.w.options(t.plan.Name)
	o.WithoutRules = append([]string{"all"}, o.WithoutRules...)
	got, err := t.w.follow(ctx, nil, s.p, o, t.plan, t.w.end())
	if err == nil {
		err = ctx.Err() // what was cut short is no result
	}
	if err != nil {
		return err
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	b := &t.bars[s.at]
	fixed, _ := b.ends(s.high)
	if !award.Planned(got) {
		b.warn(nowhere)
		return nil
	}
	*fixed = planner.Some(got.TotalCost - t.kept)
	return nil
}

// anew plans at an end as if its value were known from the start.
func (t *tornado) anew(ctx context.Context, s swing) error {
	got, err := t.w.plan(ctx, s.p, t.w.options(t.bars[s.at].Name))
	if err == nil {
		err = ctx.Err()
	}
	if err != nil {
		return err
	}
	// Who plans anew may keep the plan: a search that ended within its gap is no
	// dearer than that.
	as, keeps := t.w.asPlanned(ctx, s.p, t.plan)
	if err := ctx.Err(); err != nil {
		return err
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	b := &t.bars[s.at]
	_, replanned := b.ends(s.high)
	least := math.Inf(1)
	if keeps {
		least = as
	}
	if award.Planned(got) {
		least = math.Min(least, got.Objective)
	}
	if math.IsInf(least, 1) {
		b.warn(nowhere)
		return nil
	}
	*replanned = planner.Some(least - t.base)
	if award.Planned(got) && got.Status != planner.StatusOptimal {
		b.Gap = math.Max(b.Gap, got.Gap)
	}
	return nil
}

// ranked are the bars that say something, the longest first.
func (t *tornado) ranked() []Bar {
	bars := slices.DeleteFunc(slices.Clone(t.bars), func(b Bar) bool { return !b.says() })
	slices.SortStableFunc(bars, func(a, b Bar) int { return cmp.Compare(b.Span(), a.Span()) })
	return bars
}

// Crossing is the value of a driver between its low and its high at which two
// plans of the base, kept as they are, cost the same. Cost of a kept plan is
// linear in a price, a rate or a duty between the caps and floors of its
// contracts, so that the crossing found by secants is exact; false when there is
// none. A driver of waits, capacity or demand moves deliveries and has none.
func (w *Work) Crossing(d Driver, a, b *planner.Plan) (float64, bool) {
	if !award.Planned(a) || !award.Planned(b) {
		return 0, false
	}
	gap := func(v float64) (float64, bool) {
		p, _, _ := scenario.Apply(w.Base, w.Facts, d.At(v))
		f := w.facts(p)
		x, ok1 := award.Reprice(p, f, w.Options, a)
		y, ok2 := award.Reprice(p, f, w.Options, b)
		if !ok1 || !ok2 {
			return 0, false
		}
		return x.TotalCost - y.TotalCost, true
	}
	lo, hi := d.Low, d.High
	glo, ok1 := gap(lo)
	ghi, ok2 := gap(hi)
	if !ok1 || !ok2 || glo == ghi || glo*ghi > 0 {
		return 0, false
	}
	tol := 1e-9 * (math.Abs(glo) + math.Abs(ghi))
	for range 60 {
		v := lo + (hi-lo)*glo/(glo-ghi)
		g, _ := gap(v)
		switch {
		case math.Abs(g) <= tol:
			return v, true
		case g*glo > 0:
			lo, glo = v, g
		default:
			hi, ghi = v, g
		}
	}
	return lo + (hi-lo)*glo/(glo-ghi), true
}

// asPlanned is the objective of a plan of the base followed to its end in a project,
// under the rules; false where it does not keep them.
func (w *Work) asPlanned(ctx context.Context, p *planner.Project, plan *planner.Plan) (float64, bool) {
	got, err := w.follow(ctx, nil, p, w.options(plan.Name), plan, w.end())
	if err != nil || !award.Planned(got) {
		return 0, false
	}
	return got.Objective, true
}

// kept is the cost of a plan followed in the base itself, against which following it
// elsewhere is weighed: what is left open, such as when stock is used, may be settled
// a little cheaper than in the plan. Where it cannot be followed it is the plan's.
func (w *Work) kept(ctx context.Context, plan *planner.Plan) float64 {
	o := w.options(plan.Name)
	o.WithoutRules = append([]string{"all"}, o.WithoutRules...)
	if got, err := w.follow(ctx, nil, w.Base, o, plan, w.end()); err == nil && award.Planned(got) {
		return got.TotalCost
	}
	return plan.TotalCost
}
