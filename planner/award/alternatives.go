package award

import (
	"context"
	"fmt"
	"math"
	"sort"

	"remanence/planner"
	"remanence/planner/highs"
)

// Alternative is another plan that costs nearly as little.
type Alternative struct {
	Extra float64 `json:"extra"` // cost and penalties beyond the plan's, discounted plan currency
	Share float64 `json:"share"` // the same as a share of the plan's
	// Moved is the share of what the plan orders, by kilograms, that other offers
	// get here.
	Moved float64 `json:"moved"`
	Moves []Move  `json:"moves"` // the largest first
	Text  string  `json:"text"`

	Plan *planner.Plan `json:"-"`
}

// Move is what an offer gets of a part beyond the plan (or less, negative).
type Move struct {
	Part     string  `json:"part"`
	Offer    string  `json:"offer"`
	Supplier string  `json:"supplier"`
	Kg       float64 `json:"kg"`
}

// Alternatives looks for up to n plans that cost at most a share more than the
// plan and award as differently as they can, each differently from all before:
// modelling to generate alternatives (Hop, Skip and Jump; Brill, Chang and
// Hopkins 1982). What earlier plans award to an offer is minimised under the
// limit on cost, then cost is minimised among plans as different. Where the plans
// so far use nearly every offer that leaves nothing to find: then the share that
// they award to each is its weight, so that the small ones take from the large.
func (q *Questions) Alternatives(ctx context.Context, within float64, n int) ([]Alternative, error) {
	if err := q.needPlan(); err != nil {
		return nil, err
	}
	plans := []*planner.Plan{q.Plan}
	out := []Alternative{}
	weigh := []func([]*planner.Plan) map[partOffer]float64{used, shares}
	for range n {
		var a *Alternative
		for a == nil && len(weigh) > 0 {
			plan, err := q.alternative(ctx, within, weigh[0](plans))
			if err != nil {
				return out, err
			}
			if plan != nil {
				if x := q.compare(plan); x.Moved >= leastMoved && !known(out, plan) {
					a = &x
					continue
				}
			}
			weigh = weigh[1:] // the plans only use more from here on
		}
		if a == nil {
			break
		}
		out = append(out, *a)
		plans = append(plans, a.Plan)
		if q.Done != nil {
			q.Done(len(out), n)
		}
	}
	return out, nil
}

// leastMoved is the share below which two plans count as the same.
const leastMoved = 0.005

// alternativeGap is how sharply the difference is maximised: finding one is the
// aim, not the very largest.
const alternativeGap = 0.02

// used weighs every award of some plans alike.
func used(plans []*planner.Plan) map[partOffer]float64 {
	out := map[partOffer]float64{}
	for _, plan := range plans {
		for _, a := range plan.Awards {
			out[partOffer{a.Part, a.Offer}] = 1
		}
	}
	return out
}

// shares weighs every award by its share of the part, summed over some plans.
func shares(plans []*planner.Plan) map[partOffer]float64 {
	out := map[partOffer]float64{}
	for _, plan := range plans {
		total := map[string]float64{}
		for _, a := range plan.Awards {
			total[a.Part] += a.Pieces
		}
		for _, a := range plan.Awards {
			if total[a.Part] > 0 {
				out[partOffer{a.Part, a.Offer}] += a.Pieces / total[a.Part]
			}
		}
	}
	return out
}

// alternative is the plan within the limit that gives least to the awards that
// weigh, or nil when there is none.
func (q *Questions) alternative(ctx context.Context, within float64, weights map[partOffer]float64) (*planner.Plan, error) {
	o := q.Options
	o.WithLots = true
	m := newModel(q.Project, q.Facts, o, nil, map[string]bool{})
	start, err := settle(ctx, q.Engine, m, q.Plan)
	if err != nil {
		return nil, err
	}
	limit := q.Plan.Objective + float64(within*math.Abs(q.Plan.Objective))
	var money, same []term
	for c, v := range m.b.cost {
		if v != 0 {
			money = append(money, term{c, v})
		}
	}
	for _, x := range m.orders {
		if w := weights[partOffer{x.pv.part.ID, x.fit.Offer.ID}]; w > 0 {
			same = append(same, term{x.col, w * x.good})
		}
	}
	cost := append([]float64(nil), m.b.cost...)
	row := m.b.atMost(m.money(limit), money...)
	for c := range m.b.cost {
		m.b.cost[c] = 0
	}
	for _, t := range same {
		m.b.cost[t.col] = t.val
	}
	// The booked plan may cost a little more than the model says, since it starts
	// each test in one month: then the limit is drawn tighter by as much.
	for range 3 {
		if start, err = q.shift(ctx, m, start); err != nil {
			return nil, err
		}
		res, err := q.search(ctx, m, start, alternativeGap)
		if err != nil || !res.HasSolution {
			return nil, err
		}
		plan, err := q.cheapestAs(ctx, m, cost, same, res)
		if err != nil || plan == nil {
			return nil, err
		}
		if plan.Objective <= float64(limit*(1+1e-9))+1e-6 {
			return plan, nil
		}
		m.b.rowUp[row] -= m.money(plan.Objective - limit)
	}
	return nil, nil
}

// shift moves orders among the sources that a solution uses already: every yes/no
// choice stays, so that it is one linear program. The search alone often ends by
// time where it began, since nearly as good plans are many. What cannot be moved
// that way is given back as it is.
func (q *Questions) shift(ctx context.Context, m *model, start []float64) ([]float64, error) {
	if len(start) != len(m.b.cost) {
		return start, nil
	}
	fixed := m.b
	fixed.lo, fixed.up = append([]float64(nil), m.b.lo...), append([]float64(nil), m.b.up...)
	fixed.integer = make([]bool, len(m.b.integer))
	for c, whole := range m.b.integer {
		if whole {
			fixed.lo[c] = math.Round(start[c])
			fixed.up[c] = fixed.lo[c]
		}
	}
	res, err := solveOnce(ctx, q.Engine, fixed.model(), highs.Options{Seed: int(q.Project.Seed), TimeLimit: q.Options.TimeLimit / 4})
	if err != nil || !res.HasSolution {
		return start, err
	}
	return res.X, nil
}

// cheapestAs minimises cost among plans that give no more to the awards used so
// far than a solution does.
func (q *Questions) cheapestAs(ctx context.Context, m *model, cost []float64, same []term, found highs.Result) (*planner.Plan, error) {
	kept := *m
	kept.b.cost = cost
	sum := 0.0
	for _, t := range same {
		sum += float64(t.val * found.X[t.col])
	}
	kept.b.rows = append([][]term(nil), m.b.rows...)
	kept.b.rowLo, kept.b.rowUp = append([]float64(nil), m.b.rowLo...), append([]float64(nil), m.b.rowUp...)
	kept.b.atMost(float64(sum*(1+1e-6))+1e-6, same...)
	res, err := q.search(ctx, &kept, found.X, gapOf(q.Project, q.Options))
	if err != nil {
		return nil, err
	}
	x := found.X
	if res.HasSolution {
		x = res.X
	}
	plan := kept.read(x)
	plan.Name, plan.Status = "alternative", planner.StatusFeasible
	plan.Bound, plan.Solver = q.Plan.Bound, q.Plan.Solver
	plan.Gap = math.Max(0, plan.Objective-plan.Bound) / math.Max(math.Abs(plan.Objective), 1e-9)
	plan.KPIs = Figures(q.Project, q.Facts, plan)
	plan.Assumptions = Assumptions(q.Project, q.Facts, plan, q.Options)
	plan.Reasons = Explain(q.Project, q.Facts, plan, q.Options)
	return plan, nil
}

func (q *Questions) search(ctx context.Context, m *model, start []float64, gap float64) (highs.Result, error) {
	// A plan that is different enough counts, not the very most different, and what
	// can be moved without another yes/no choice was moved before: the searches of one
	// alternative share the time of a plan.
	o := highs.Options{Gap: gap, Seed: int(q.Project.Seed), TimeLimit: q.Options.TimeLimit / 24}
	if start != nil && len(start) == len(m.b.cost) {
		o.StartSolution = start
	}
	res, err := solveOnce(ctx, q.Engine, m.b.model(), o)
	if err == nil && res.Status.Stopped() {
		err = ctx.Err()
	}
	return res, err
}

// compare tells what another plan does differently.
func (q *Questions) compare(plan *planner.Plan) Alternative {
	a := Alternative{Plan: plan, Extra: plan.Objective - q.Plan.Objective}
	if q.Plan.Objective != 0 {
		a.Share = a.Extra / math.Abs(q.Plan.Objective)
	}
	a.Moves, a.Moved = Moves(q.Plan, plan)
	a.Text = fmt.Sprintf("A plan for %s more (%s %%) gives %s %% of the orders to other offers", moneyText(q.Project, a.Extra), trimmed(100*a.Share, 2), trimmed(100*a.Moved, 1))
	for i, mv := range a.Moves {
		if i == 4 {
			text := fmt.Sprintf(" and %d more", len(a.Moves)-i)
			a.Text += text
			break
		}
		sep := ": "
		if i > 0 {
			sep = ", "
		}
		more := "more"
		if mv.Kg < 0 {
			more = "less"
		}
		a.Text += fmt.Sprintf("%s%s %s kg %s of %s", sep, mv.Offer, Quantity(math.Abs(mv.Kg)), more, mv.Part)
	}
	a.Text += "."
	return a
}

// Moves lists what a second plan awards to each offer beyond the first, the
// largest first, and the share of the first plan's kilograms that moved away.
func Moves(from, to *planner.Plan) ([]Move, float64) {
	kg, supplier := map[partOffer]float64{}, map[string]string{}
	total := 0.0
	for _, a := range from.Awards {
		kg[partOffer{a.Part, a.Offer}] -= a.Kg
		supplier[a.Offer] = a.Supplier
		total += a.Kg
	}
	for _, a := range to.Awards {
		kg[partOffer{a.Part, a.Offer}] += a.Kg
		supplier[a.Offer] = a.Supplier
	}
	moves, away := []Move{}, 0.0
	for k, v := range kg {
		if math.Abs(v) > 1e-6*(1+total) {
			moves = append(moves, Move{k.part, k.offer, supplier[k.offer], v})
		}
	}
	sort.Slice(moves, func(i, j int) bool {
		x, y := moves[i], moves[j]
		if a, b := math.Abs(x.Kg), math.Abs(y.Kg); math.Abs(a-b) > 1e-6*(1+a) {
			return a > b
		}
		return x.Part < y.Part || x.Part == y.Part && x.Offer < y.Offer
	})
	for _, mv := range moves {
		away += math.Max(0, -mv.Kg)
	}
	if total == 0 {
		return moves, 0
	}
	return moves, away / total
}

// known reports a plan that awards like one listed already.
func known(list []Alternative, plan *planner.Plan) bool {
	for _, a := range list {
		if _, moved := Moves(a.Plan, plan); moved < leastMoved {
			return true
		}
	}
	return false
}
