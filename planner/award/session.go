package award

import (
	"context"
	"math"
	"slices"
	"sync"

	"remanence/planner"
	"remanence/planner/highs"
	"remanence/planner/policy"
)

// Session plans a project again and again as it changes. Each run starts from
// where the last one ended: its yes/no choices give the first answer, its cuts
// and the parts its search ended in give the bound. The plans are as good and the
// gaps as true as those of Make; which of several plans within the gap comes out
// may depend on what was planned before. A session may be used from several
// goroutines; runs that overlap do not wait for each other.
type Session struct {
	engine *highs.Engine
	mu     sync.Mutex
	last   *memory
}

// NewSession makes a session that has planned nothing yet.
func NewSession(e *highs.Engine) *Session { return &Session{engine: e} }

// Make plans like the function of the same name.
func (s *Session) Make(ctx context.Context, p *planner.Project, f *planner.Facts, o Options) (*planner.Plan, error) {
	if ps := p.Validate(f); ps.Refused() {
		return nil, ps
	}
	p = inOrder(policy.Settle(p, f))
	s.mu.Lock()
	last := s.last
	s.mu.Unlock()
	r := &run{ctx: ctx, engine: s.engine, p: p, f: f, o: o, gap: gapOf(p, o), from: last}
	plan, err := r.plan()
	if err != nil {
		return nil, err
	}
	if r.memory != nil {
		s.mu.Lock()
		s.last = r.memory
		s.mu.Unlock()
	}
	r.complete(plan)
	return plan, nil
}

// memory is what a run leaves for the next.
type memory struct {
	cols, rows int
	integer    []bool
	links      int
	gates      int
	lots       int
	added      []rowKey
	root       *highs.Basis
	choices    map[int]float64 // by column
	leaves     []leaf
	gain       map[int]*[2]gain
}

// mostLeaves is how many parts of a search are looked at again; beyond it the
// search begins anew.
const mostLeaves = 60

// remember notes what a search leaves.
func (s *search) remember() *memory {
	m := s.m
	k := &memory{cols: len(m.b.cost), rows: len(m.b.rows), integer: s.rel.integer, links: len(m.links), gates: len(m.gates),
		lots: len(m.lotRows), added: s.rel.added, root: s.rootBasis, choices: map[int]float64{}, gain: s.gain}
	if s.x == nil || s.rootBasis == nil {
		return nil
	}
	for c, whole := range s.rel.integer {
		if whole {
			k.choices[c] = math.Round(s.x[c])
		}
	}
	for _, n := range s.queue {
		k.leaves = append(k.leaves, leaf{n.changes, n.basis})
	}
	k.leaves = append(k.leaves, s.leaves...)
	if len(k.leaves) > mostLeaves || s.ended {
		k.leaves = nil
	}
	if s.rel.cuts > m.mostCuts() {
		k.added, k.root, k.leaves = nil, nil, nil
	}
	return k
}

// fits reports whether a model has the shape of the one remembered: the same
// columns and rows, with whatever figures.
func (k *memory) fits(m *model) bool {
	return k != nil && k.cols == len(m.b.cost) && k.rows == len(m.b.rows) && k.links == len(m.links) &&
		k.gates == len(m.gates) && k.lots == len(m.lotRows) && slices.Equal(k.integer, m.b.integer)
}

// again starts a search from what the last one left: its rows, its basis, its
// choices as the first answer and the parts it ended in. It reports whether the
// parts are queued, so that the root need not be.
func (s *search) again(k *memory, root *node) (bool, error) {
	s.gain = k.gain
	var kept []change
	for c, v := range k.choices {
		// Which group counts and which order is placed is settled anew.
		if st := s.m.b.stage[c]; st != stageCount && st < stageLot {
			kept = append(kept, change{at: c, bounds: span{v, v}})
		}
	}
	res, err := s.rel.solve(0, kept, nil, inf)
	if err != nil || ended(res) {
		return false, err
	}
	if res.Status == highs.Optimal {
		x, err := s.rel.dive(kept, nil, res.X)
		if err != nil {
			return false, err
		}
		if x != nil {
			s.found(x)
		}
	}
	s.rel.keepTime()
	if s.r.best == nil || root.bound >= s.cutoff() || len(k.leaves) < 2 {
		return false, nil
	}
	return true, s.revisit(k.leaves, root.bound)
}

// present states the order lots of an earlier search at the MOQs of now, so that
// its parts still cover everything between them.
func (s *search) present(changes []change) []change {
	out := slices.Clone(changes)
	for i, c := range out {
		if c.lot && c.bounds.lo > 0 {
			out[i].bounds.lo = s.m.lotRows[c.at].offer.OrderMinKg.V
		}
	}
	return out
}

// revisit solves the parts of an earlier search again, two at a time, and queues
// those that may still hold something.
func (s *search) revisit(leaves []leaf, bound float64) error {
	for i := 0; i < len(leaves); i += 2 {
		var nodes []*node
		for _, l := range leaves[i:min(i+2, len(leaves))] {
			s.made++
			nodes = append(nodes, &node{changes: s.present(l.changes), basis: l.basis, bound: bound, number: s.made})
		}
		res, err := s.rel.pair(nodes, s.cutoff())
		s.rel.keepTime()
		if err != nil {
			return err
		}
		for v, n := range nodes {
			r := res[v]
			switch {
			case r.Status == highs.Cutoff:
				n.bound = s.cutoff()
				s.drop(n)
			case infeasible(r):
				n.bound = inf
				s.drop(n)
			case r.Status != highs.Optimal:
				s.push(n) // stopped: it is as good as it was
			default:
				basis, err := s.rel.sides[v].s.Basis()
				if err != nil {
					return err
				}
				n.bound, n.basis, n.open = math.Max(r.Objective, bound), &basis, s.undecided(r.X)
				if len(n.open) == 0 {
					s.found(r.X)
				}
				s.push(n)
			}
		}
	}
	return nil
}
