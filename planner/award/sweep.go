package award

import (
	"context"
	"fmt"
	"math"
	"slices"

	"github.com/shopspring/decimal"

	"remanence/planner"
)

// Piece is a stretch of prices over which one plan is the cheapest.
type Piece struct {
	From float64 `json:"from"`
	To   float64 `json:"to"`
	// What the plan costs at both ends, penalties included.
	CostFrom float64            `json:"cost_from"`
	CostTo   float64            `json:"cost_to"`
	Kg       map[string]float64 `json:"kg"` // awarded, by offer

	Plan *planner.Plan `json:"-"` // as made at one price of the stretch
}

// maxPieces bounds the plans made by a sweep; what is left unexplored stays one
// piece.
const maxPieces = 32

// IndexSweep finds the exact prices of an index, between two values, at which
// the cheapest plan changes. The index is held at one value over the plan. With a
// plan kept as it is, cost is a straight line in the index (but where a cap or
// floor of a price bends it), and the least cost is the lowest of all lines, so
// that the plans at both ends and at each crossing of two lines tell all
// (Eisner and Severance 1976).
func (q *Questions) IndexSweep(ctx context.Context, index string, from, to float64) ([]Piece, error) {
	x := q.Project.Index(index)
	if x == nil {
		return nil, fmt.Errorf("there is no index %q in the project; enter it with its values first", index)
	}
	at := slices.IndexFunc(q.Project.Indices, func(i planner.Index) bool { return i.ID == index })
	return q.sweep(ctx, dial{low: 0, turn: func(z float64) *planner.Project {
		p := q.Project.Clone()
		p.Indices[at].Points = []planner.IndexPoint{{Price: decimal.NewFromFloat(z)}}
		return p
	}}, from, to)
}

// PriceSweep is IndexSweep for the price of an offer; its tiers move along.
func (q *Questions) PriceSweep(ctx context.Context, offer string, from, to float64) ([]Piece, error) {
	if q.Project.Offer(offer) == nil {
		return nil, fmt.Errorf("there is no offer %q", offer)
	}
	d := priceDial(q.Project, offer)
	return q.sweep(ctx, d, math.Max(from, d.low), to)
}

func (q *Questions) sweep(ctx context.Context, d dial, from, to float64) ([]Piece, error) {
	if !(from < to) {
		return nil, fmt.Errorf("a sweep leads from a lower to a higher price, not from %g to %g", from, to)
	}
	ends := make([]*planner.Plan, 2)
	err := q.side(ctx, 2, func(ctx context.Context, i int) (err error) {
		ends[i], err = q.make(ctx, d.turn([]float64{from, to}[i]), q.Options)
		return err
	})
	if err != nil {
		return nil, err
	}
	for _, plan := range ends {
		if !Planned(plan) {
			return nil, fmt.Errorf("no plan keeps every rule at an end of the sweep")
		}
	}
	made := 2
	list, err := q.between(ctx, d, from, to, ends[0], ends[1], &made)
	if err != nil {
		return nil, err
	}
	for i := range list {
		x := &list[i]
		x.CostFrom, x.CostTo = q.at(d, x.From, x.Plan).Objective, q.at(d, x.To, x.Plan).Objective
		x.Kg = map[string]float64{}
		for _, a := range x.Plan.Awards {
			x.Kg[a.Offer] += a.Kg
		}
	}
	return list, nil
}

// between explores a stretch whose ends have their plans.
func (q *Questions) between(ctx context.Context, d dial, from, to float64, low, high *planner.Plan, made *int) ([]Piece, error) {
	// One plan for all: the line of an end is the cheapest at the other.
	if v := q.at(d, to, high).Objective; q.at(d, to, low).Objective <= v+lineTol(v) {
		return []Piece{{From: from, To: to, Plan: low}}, nil
	}
	if v := q.at(d, from, low).Objective; q.at(d, from, high).Objective <= v+lineTol(v) {
		return []Piece{{From: from, To: to, Plan: high}}, nil
	}
	z := q.meet(d, from, to, low, high)
	two := []Piece{{From: from, To: z, Plan: low}, {From: z, To: to, Plan: high}}
	if *made >= maxPieces {
		return two, nil
	}
	plan, err := q.make(ctx, d.turn(z), q.Options)
	if err != nil {
		return nil, err
	}
	*made++
	here := q.at(d, z, low).Objective
	if !Planned(plan) || plan.Objective >= here-lineTol(here) {
		return two, nil
	}
	left, err := q.between(ctx, d, from, z, low, plan, made)
	if err != nil {
		return nil, err
	}
	right, err := q.between(ctx, d, z, to, plan, high, made)
	if err != nil {
		return nil, err
	}
	// The plan found at the crossing spans both sides.
	if n := len(left) - 1; n >= 0 && len(right) > 0 && left[n].Plan == right[0].Plan {
		left[n].To = right[0].To
		right = right[1:]
	}
	return append(left, right...), nil
}

// meet is where the line of a plan that is cheaper at the lower end meets that of
// one cheaper at the upper end: false position, halving where a line bends.
func (q *Questions) meet(d dial, from, to float64, low, high *planner.Plan) float64 {
	diff := func(z float64) float64 { return q.at(d, z, low).Objective - q.at(d, z, high).Objective }
	a, b := from, to
	fa, fb := diff(a), diff(b)
	z := a
	for i := range 60 {
		z = a - fa*(b-a)/(fb-fa)
		if i%3 == 2 {
			z = (a + b) / 2
		}
		f := diff(z)
		if math.Abs(f) <= 1e-10*math.Abs(q.Plan.Objective) || b-a <= 1e-12*(1+math.Abs(b)) {
			break
		}
		if f < 0 {
			a, fa = z, f
		} else {
			b, fb = z, f
		}
	}
	return z
}
