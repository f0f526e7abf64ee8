package award

import (
	"slices"

	"remanence/planner"
)

// Soft rules with a priority are kept before cost: rank 1 as far as can be, then
// rank 2 within what rank 1 leaves, and so on; cost comes last. Each rank is
// solved by itself and its least excess becomes a limit of every later model.

// rankSlack is how far a later model may go beyond the least excess of a rank,
// as a share and in units of the metric: the optimiser's own tolerance.
const rankSlack = 1e-6

// rank is the priority of a rule; rules without one come after all others.
func (r *run) rank(id string) int {
	if ru := ruleByID(r.p, id); ru != nil {
		return ru.Priority.Or(unranked)
	}
	return unranked
}

const unranked = 1 << 20

// settlePriorities finds the least excess of each rank, in order. A rank that no
// answer was found for in time is left as it is: hard rules that clash are told
// by the search that follows.
func (r *run) settlePriorities(lots map[string]bool) error {
	var ranks []int
	for i := range r.p.Rules {
		ru := &r.p.Rules[i]
		if ranked(ru) && !ruleOff(ru, r.o.WithoutRules) && !slices.Contains(ranks, ru.Priority.V) {
			ranks = append(ranks, ru.Priority.V)
		}
	}
	slices.Sort(ranks)
	for _, k := range ranks {
		r.phase = "keeping rules by priority"
		m := newModel(r.p, r.f, r.o, nil, lots)
		for i := range m.b.cost {
			m.b.cost[i] = 0
		}
		for _, rr := range m.rules {
			if rr.slack >= 0 && ranked(rr.rule) && rr.rule.Priority.V == k {
				m.b.cost[rr.slack] = 1 / m.unitOf(rr)
			}
		}
		res, err := r.ask(m)
		if err != nil {
			return err
		}
		if !res.HasSolution {
			return nil
		}
		if r.o.ranks == nil {
			r.o.ranks = map[int]float64{}
		}
		r.o.ranks[k] = m.objective(res.X)
	}
	return nil
}

// ranked reports a rule kept by priority rather than by penalty.
func ranked(r *planner.Rule) bool { return !r.Hard && r.Priority.OK }

// holdPriorities limits the excess of the ranks settled so far.
func (m *model) holdPriorities() {
	ranks := make([]int, 0, len(m.opt.ranks))
	for k := range m.opt.ranks {
		ranks = append(ranks, k)
	}
	slices.Sort(ranks)
	for _, k := range ranks {
		var terms []term
		for _, rr := range m.rules {
			if rr.slack >= 0 && ranked(rr.rule) && rr.rule.Priority.V == k {
				terms = append(terms, term{rr.slack, 1 / m.unitOf(rr)})
			}
		}
		if len(terms) > 0 {
			m.b.atMost(float64(m.opt.ranks[k]*(1+rankSlack))+rankSlack, terms...)
		}
	}
}
