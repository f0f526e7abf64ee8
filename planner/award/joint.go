package award

import (
	"context"
	"math"
	"slices"

	"remanence/planner"
	"remanence/planner/highs"
	"remanence/planner/stochastic"
)

// Joint is the program of worlds that decide together.
type Joint struct {
	*stochastic.Extensive
	t *Together
	// apart says of each world whether it stands with a cost instead of its model.
	apart []bool
}

// Columns is how many choices the program of these worlds would have.
func (t *Together) Columns(worlds []int) int {
	cols := 0
	for _, i := range worlds {
		c, _, _, _ := t.models[i].b.size()
		cols += c
	}
	return cols
}

// Compose puts the worlds into one program. Weights and best costs (plan
// currency) go by world; best is read for regrets. A world named in apart stands
// there with that cost and ties nothing: where it is no more than the least its
// world can cost, the optimum of the program is a bound for all worlds together.
// The first world may not stand apart.
func (t *Together) Compose(aim stochastic.Aim, weights, best []float64, apart map[int]float64) (*Joint, error) {
	out := &Joint{t: t, apart: make([]bool, len(t.models))}
	whole, cols := 0, 0
	for i, m := range t.models {
		if _, out.apart[i] = apart[i]; out.apart[i] {
			continue
		}
		c, _, n, _ := m.b.size()
		whole, cols = whole+n, cols+c
	}
	var list []stochastic.Scenario
	for i, m := range t.models {
		s := stochastic.Scenario{Name: t.worlds[i].Name, Weight: weights[i]}
		if len(best) > 0 {
			s.Best = best[i]
		}
		if out.apart[i] {
			s.Model, s.Constant, s.Start = &highs.Model{Start: []int32{0}}, apart[i], &highs.Basis{}
			list = append(list, s)
			continue
		}
		s.Model, s.Unit, s.Names, s.Ties = m.b.model(), m.unit, m.columnNames(), t.ties[i]
		if at := t.corner[i]; at.basis.Col != nil {
			s.Start, s.Least = &at.basis, at.objective
		}
		if i == 0 {
			s.Lots = m.openLots(t.from[0])
		}
		if i > 0 && (whole > mostWhole || cols > mostSearched) {
			s.Model.Integer = nil
		}
		list = append(list, s)
	}
	var err error
	out.Extensive, err = stochastic.Compose(list, aim, t.models[0].unit)
	return out, err
}

// openLots are the least orders before a month that the model does not hold itself.
func (m *model) openLots(until int) []stochastic.Lot {
	var out []stochastic.Lot
	for _, l := range m.lotRows {
		if l.lot >= 0 || l.t >= until {
			continue
		}
		x := stochastic.Lot{Least: l.offer.OrderMinKg.V, Stage: l.t}
		for _, t := range l.terms {
			x.Terms = append(x.Terms, stochastic.Term{Col: t.col, Coef: t.val})
		}
		out = append(out, x)
	}
	return out
}

// Read turns a solution of the composed program into a plan of the base: what it
// awards, and every test and change of design begun before the worlds part, also
// those that serve no order of the base but one of another world.
func (j *Joint) Read(solution []float64) *planner.Plan {
	plan := j.t.models[0].read(j.Block(solution, 0))
	j.t.begin(plan, j.begun(solution))
	return plan
}

// Choices are the choices of the base that a plan makes before the worlds part, as
// columns of the composed program, and which of its lots the plan places; false
// where the model does not hold the plan.
func (j *Joint) Choices(ctx context.Context, e *highs.Engine, plan *planner.Plan) (whole map[int]float64, placed []bool, ok bool, err error) {
	t, base := j.t, j.t.models[0]
	x, err := settle(ctx, e, base, plan)
	if err != nil || x == nil {
		return nil, nil, false, err
	}
	whole = map[int]float64{}
	for c, is := range base.b.integer {
		if is {
			whole[c] = math.Round(x[c])
		}
	}
	for _, b := range base.begins() {
		start := b.plannedStart(plan)
		for i, c := range b.open {
			switch {
			case b.ends[i] >= t.from[0]:
				delete(whole, c) // what comes later is free
			case start <= b.ends[i]:
				whole[c] = 1
			default:
				whole[c] = 0
			}
		}
	}
	for _, l := range base.openLots(t.from[0]) {
		placed = append(placed, l.Sum(x) > lotDust(l.Least))
	}
	return whole, placed, true, nil
}

// plannedStart is the plan month in which a plan starts a test or a change of
// design, a month after every plan where it does not.
func (t *test) plannedStart(plan *planner.Plan) int {
	for _, q := range plan.Qualifications {
		if t.change == nil && slices.ContainsFunc(t.offers, func(o *planner.Offer) bool { return o.ID == q.Offers[0] }) {
			return int(q.Start - t.start0)
		}
	}
	for _, c := range plan.DesignChanges {
		if t.change != nil && changed(c, t.change) {
			return int(c.Start - t.start0)
		}
	}
	return math.MaxInt
}

// begun is the latest month in which each test must start to serve the worlds
// that part later, by the key of the test.
func (j *Joint) begun(solution []float64) map[string]int {
	t, base := j.t, j.Block(solution, 0)
	decided := map[string]*test{}
	for _, x := range t.models[0].begins() {
		decided[x.id] = x
	}
	out := map[string]int{}
	for i, m := range t.models {
		if j.apart[i] {
			continue
		}
		first := m.firstStarts(j.Block(solution, i))
		for _, x := range m.begins() {
			start, used := first[x]
			own := decided[x.id]
			if !used || own == nil || start >= t.from[i] {
				continue
			}
			if col, ok := own.startedBy(t.from[i] - 1); !ok || base[col] < 0.5 {
				continue
			}
			if s, ok := out[x.id]; !ok || start < s {
				out[x.id] = start
			}
		}
	}
	return out
}

// begin puts tests and changes of design into a plan, at their month or earlier.
func (t *Together) begin(plan *planner.Plan, begun map[string]int) {
	for _, x := range t.models[0].begins() {
		start, ok := begun[x.id]
		if !ok {
			continue
		}
		start = max(start, x.first)
		if x.change != nil {
			c := x.designChange(start)
			i := slices.IndexFunc(plan.DesignChanges, func(y planner.DesignChange) bool { return changed(y, x.change) })
			if i < 0 {
				plan.DesignChanges = append(plan.DesignChanges, c)
			} else if c.Start < plan.DesignChanges[i].Start {
				plan.DesignChanges[i] = c
			}
			continue
		}
		q := x.qualification(start)
		i := slices.IndexFunc(plan.Qualifications, func(y planner.QualificationStart) bool { return y.Offers[0] == q.Offers[0] })
		if i < 0 {
			plan.Qualifications = append(plan.Qualifications, q)
		} else if q.Start < plan.Qualifications[i].Start {
			plan.Qualifications[i] = q
		}
	}
}
