package award

import (
	"fmt"
	"math"
	"slices"
	"sync"

	"remanence/planner"
	"remanence/planner/highs"
)

// elasticPlan breaks the rules least, each excess counted in its rule's own unit
// (a point, a week, one part in a thousand of a budget), then costs least among
// nearly equal answers. Each better answer on the way is told to found, if there is one.
func (r *run) elasticPlan(elastic []string, lots map[string]bool, found func(*planner.Plan)) (*planner.Plan, error) {
	m := r.elasticModel(elastic, lots)
	r.note(m)
	broken := func(plan *planner.Plan) *planner.Plan {
		plan.Status = planner.StatusInfeasible
		return plan
	}
	var better func(x []float64)
	if found != nil {
		better = func(x []float64) { found(broken(r.judge(m, x))) }
	}
	x, res, err := r.weighed(m, better)
	switch {
	case err != nil:
		return nil, err
	case x != nil:
		return broken(r.judge(m, x)), nil
	case infeasible(res):
		return nil, NoPlanError{res.Reason}
	}
	return broken(r.nothing(m, res)), nil
}

// weighed looks for the least objective of a model whose costs are not those of the
// project: by the search, from where the last plan stood. Each better answer is told.
// Without a solution the result says why.
func (r *run) weighed(m *model, better func(x []float64)) ([]float64, highs.Result, error) {
	q := *r
	q.best, q.bound, q.weighs = nil, math.Inf(-1), true
	q.o.Found, q.o.Progress, q.o.spare, q.fine = nil, nil, 0, q.gap
	q.better = better
	defer func() { r.seconds = q.seconds }()
	s, err := q.newSearch(m)
	if err != nil {
		return nil, highs.Result{}, err
	}
	defer s.rel.close()
	var basis *highs.Basis
	from := r.from.onto(m)
	if from != nil {
		basis = from.root
		if err := s.rel.addAgain(from.added); err != nil {
			return nil, highs.Result{}, fmt.Errorf("the optimiser failed: %w", err)
		}
	}
	root, res, err := s.root(basis)
	s.rel.keepTime()
	if err != nil {
		return nil, res, fmt.Errorf("the optimiser failed: %w", err)
	}
	if root == nil {
		return nil, res, nil
	}
	q.raise(root.bound * m.unit)
	s.push(root)
	if err := s.run(); err != nil {
		return nil, res, fmt.Errorf("the optimiser failed: %w", err)
	}
	if s.x == nil {
		res = s.stop
		if !s.ended {
			res = highs.Result{Status: highs.Infeasible, Reason: "no solution meets all bounds and rows"}
		}
		res.Bound = s.bound()
	}
	return s.x, res, nil
}

// elasticModel is the model with slack on hard rules, dearer than all else.
func (r *run) elasticModel(elastic []string, lots map[string]bool) *model {
	m := newModel(r.p, r.f, r.o, set(elastic), lots)
	weight := m.elasticWeight()
	for _, rr := range m.rules {
		if rr.slack >= 0 && rr.rule.Hard {
			m.b.cost[rr.slack] = weight / m.unitOf(rr)
		}
	}
	for _, pv := range m.parts {
		if pv.policy == planner.Forbidden {
			for t, c := range pv.back {
				if c >= 0 && pv.need[t] > 0 {
					m.b.cost[c] = weight * 100 / pv.need[t]
				}
			}
		}
	}
	return m
}

// NoPlanError says that there is no plan whatever rules are let go.
type NoPlanError struct{ Reason string }

func (e NoPlanError) Error() string {
	return fmt.Sprintf("no plan exists even with every rule relaxed: open orders or stock contradict the demand (%s)", e.Reason)
}

// elasticWeight makes one unit of excess cost more than anything else could
// save: a hundredth of what all demand costs.
func (m *model) elasticWeight() float64 {
	sum := 0.0
	for _, pv := range m.parts {
		for _, kg := range pv.need {
			sum += float64(kg / pv.mass * pv.val.Stock)
		}
	}
	return math.Max(1, m.money(sum)/100)
}

// unitOf is how many row units of slack make one unit of a rule's excess.
// Budgets count in thousandths of their limit.
func (m *model) unitOf(rr ruleRow) float64 {
	if rr.rule.Type.Unit() == planner.UnitMoney {
		return math.Max(rr.perUnit, rr.perUnit*rr.window.Limit/1000)
	}
	return math.Max(rr.perUnit, 1e-9)
}

// clashTold tells what is known of a clash, whichever of its two searches found it.
type clashTold struct {
	r         *run // of its own, since the searches go on
	mu        sync.Mutex
	best      *planner.Plan
	conflicts []planner.Conflict
}

func (c *clashTold) plan(p *planner.Plan, of *run) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.best, c.r.size, c.r.seconds = p, of.size, of.seconds
	c.tell()
}

func (c *clashTold) conflict(k planner.Conflict) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.conflicts = append(slices.Clip(c.conflicts), k)
	c.tell()
}

// tell shows the best plan so far with the conflicts so far.
func (c *clashTold) tell() {
	if c.best == nil || c.r.o.Found == nil {
		return
	}
	shown := *c.best
	shown.Conflicts = c.conflicts
	c.r.tell(&shown)
}
