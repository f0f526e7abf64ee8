package award

import (
	"context"
	"fmt"
	"slices"

	"remanence/planner"
	"remanence/planner/highs"
	"remanence/planner/policy"
	"remanence/planner/stochastic"
)

// World is a project as it is when a scenario comes true, and the month from
// which the buyer knows.
type World struct {
	Name    string
	Project *planner.Project
	Facts   *planner.Facts
	Known   planner.Month
	Options Options
	From    *Session // that planned it by itself, to start from; nil for none
}

// Together is the model of several worlds in which everything decided in a month
// is the same in all worlds that cannot be told apart yet: the kilograms ordered,
// and the tests and changes of design begun. What comes later is each world's
// own. Of an order that a world lets through in part, that part is delivered and
// paid there, as in Follow.
type Together struct {
	worlds []World
	models []*model
	corner []corner // by world, where its relaxation by itself ends
	from   []int    // plan month from which each world is known
	ties   [][]stochastic.Tie
}

// mostWhole is how many yes/no choices may stand in all worlds together before
// only those of the first are held to be whole. The bound stays true; the plan is
// followed into every world afterwards, so that its costs are true as well.
const mostWhole = 400

// mostSearched is how many columns all worlds may have together for the choices of
// all to be held whole; beyond it the search would not come to an end.
const mostSearched = 6000

// mostLots is how many least orders (offers times months) may stand in the joint
// program as choices: in every world where all of them together are no more, else
// in the base, else nowhere.
const mostLots = 200

// ErrWorldRules says that hard rules contradict each other in a world.
type ErrWorldRules struct{ World string }

func (e ErrWorldRules) Error() string {
	return fmt.Sprintf("in %s no plan keeps every hard rule", e.World)
}

// NewTogether builds the models of worlds of the same parts, offers and months,
// each tightened by the cuts of its own relaxation. The first world is the base;
// none may be known after it. The error is ErrWorldRules where a world by itself
// has no plan.
func NewTogether(ctx context.Context, e *highs.Engine, worlds []World) (*Together, error) {
	t := &Together{worlds: worlds}
	base := worlds[0].Project
	var splits []int
	for _, w := range worlds {
		k := int(w.Known - base.Start)
		t.from = append(t.from, k)
		if !slices.Contains(splits, k) {
			splits = append(splits, k)
		}
	}
	slices.Sort(splits)
	lots := 0
	for i := range base.Offers {
		if base.Offers[i].OrderMinKg.V > 0 {
			lots += base.Months
		}
	}
	for i, w := range worlds {
		p := w.Project.Clone()
		monthlyUntil(p, worlds[0].Known)
		for i := range p.Offers {
			o := &p.Offers[i]
			was := base.Offer(o.ID)
			for m := base.Start; was != nil && m < w.Known; m++ {
				if throughOf(base, p, was, o, m) < 1 {
					loosenLots(o)
					break
				}
			}
		}
		opt := w.Options
		opt.Progress, opt.Found = nil, nil
		opt.twist = &twist{splits: splits}
		opt.WithLots = opt.WithLots || lots*len(worlds) <= mostLots || i == 0 && lots <= mostLots
		r := &run{ctx: ctx, engine: e, p: inOrder(policy.Settle(p, w.Facts)), f: w.Facts, o: opt, gap: gapOf(p, opt)}
		if w.From != nil {
			r.from, _ = w.From.known()
		}
		m, at, err := r.tightened()
		if err != nil {
			return nil, err
		}
		if m == nil {
			return nil, ErrWorldRules{w.Name}
		}
		t.models, t.corner = append(t.models, m), append(t.corner, at)
	}
	t.tie()
	return t, ctx.Err()
}

// corner is where a linear program ends.
type corner struct {
	basis     highs.Basis
	objective float64 // model units
}

// tightened is the model of a run with the cuts of its relaxation as rows, and
// where that relaxation ends; nil when nothing keeps its hard rules.
func (r *run) tightened() (*model, corner, error) {
	m := newModel(r.p, r.f, r.o, nil, map[string]bool{})
	s, err := r.newSearch(m)
	if err != nil {
		return nil, corner{}, err
	}
	defer s.rel.close()
	var from *highs.Basis
	if k := r.from.onto(m); k != nil {
		if err := s.rel.addAgain(k.added); err != nil {
			return nil, corner{}, fmt.Errorf("the optimiser failed: %w", err)
		}
		from = k.root
	}
	root, res, err := s.root(from)
	if err != nil {
		return nil, corner{}, fmt.Errorf("the optimiser failed: %w", err)
	}
	if infeasible(res) {
		return nil, corner{}, nil
	}
	at := corner{objective: res.Objective}
	n := len(m.b.rows)
	if root != nil {
		at.objective = root.bound
		at.basis = highs.Basis{Col: root.basis.Col, Row: slices.Clone(root.basis.Row[:n])}
	}
	gate := map[int]highs.BasisStatus{}
	for i, k := range s.rel.added {
		standing := highs.Basic
		if root != nil && n+i < len(root.basis.Row) {
			standing = root.basis.Row[n+i]
		}
		if k.kind == gateRow {
			gate[k.at] = standing
			continue
		}
		c := m.rowOf(k)
		m.b.row(c.lo, c.up, c.terms...)
		at.basis.Row = append(at.basis.Row, standing)
	}
	for i, g := range m.gates { // they say what had to be begun before the worlds part
		m.b.row(g.lo, g.up, g.terms...)
		standing, ok := gate[i]
		if !ok {
			standing = highs.Basic
		}
		at.basis.Row = append(at.basis.Row, standing)
	}
	if root == nil {
		at.basis = highs.Basis{}
	}
	return m, at, nil
}

// orderName names what is ordered of an offer for a part in a month.
func (m *model) orderName(o *order) string {
	name := fmt.Sprintf("order.%s.%s.%d.%s", o.fit.Offer.ID, o.pv.part.ID, o.fit.Design, m.month(o.t))
	if o.expedited {
		name += ".fast"
	}
	return name
}

// tie binds what the worlds decide before they are known.
func (t *Together) tie() {
	base := t.models[0]
	known := map[string]bool{}
	for i := range base.orders {
		known[base.orderName(&base.orders[i])] = true
	}
	for i, m := range t.models {
		var ties []stochastic.Tie
		at := map[string]int{}
		for n := range m.orders {
			o := &m.orders[n]
			if o.t >= t.from[i] {
				continue
			}
			name := m.orderName(o)
			if !known[name] {
				m.b.up[o.col] = 0 // nobody orders it, since it cannot be ordered in the base
				continue
			}
			k, ok := at[name]
			if !ok {
				k = len(ties)
				at[name] = k
				through := 1.0
				if i > 0 {
					id := o.fit.Offer.ID
					through = throughOf(base.p, m.p, base.p.Offer(id), o.fit.Offer, m.p.Start+planner.Month(o.t))
				}
				ties = append(ties, stochastic.Tie{Name: name, Factor: through})
			}
			ties[k].Terms = append(ties[k].Terms, stochastic.Term{Col: o.col, Coef: 1})
		}
		for _, x := range m.begins() {
			for _, end := range x.ends {
				if end >= t.from[i] {
					break
				}
				if col, ok := x.startedBy(end); ok {
					ties = append(ties, stochastic.Tie{Name: fmt.Sprintf("begun.%s.%s", x.id, m.month(end)), Factor: 1, Terms: []stochastic.Term{{Col: col, Coef: 1}}})
				}
			}
		}
		t.ties = append(t.ties, ties)
	}
	// What is begun before a world is known is begun or not: nothing in between.
	for _, x := range base.begins() {
		for _, k := range t.from {
			if col, ok := x.startedBy(k - 1); ok {
				base.b.integer[col] = true
			}
		}
	}
}

// begins are the choices that are begun by decision and not by an order: tests
// of offers and changes of design.
func (m *model) begins() []*test {
	return slices.DeleteFunc(allTests(m), func(t *test) bool { return t.change == nil && len(t.offers) == 0 || t.chosen < 0 })
}
