package award

import (
	"math"
	"sort"

	"remanence/planner/highs"
)

// trials is how many choices of a node are answered both ways before one is
// taken.
const trials = 4

// candidate is a choice a node may be branched on.
type candidate struct {
	openChoice
	known bool    // both answers were tried before
	score float64 // what they are expected to bring
}

// branch takes the most promising choice of a node and makes the two parts of
// the search that its answers leave. When one answer leaves nothing of use the
// other is forced.
func (s *search) branch(n *node) (kids []*node, forced *node, err error) {
	list := s.candidates(n)
	best, bestScore := [2]*node{}, -1.0
	bestXs := [2][]float64{}
	tried, since := 0, 0
	for _, c := range list {
		if tried > 0 && c.known && c.score <= bestScore {
			break
		}
		if tried >= trials || since >= 2 && tried >= 3 {
			break
		}
		tried++
		var pair [2]*node
		var xs [2][]float64
		pair, xs, err = s.answers(n, c)
		if err != nil || s.ended {
			return nil, nil, err
		}
		for v := range pair {
			if pair[v] == nil {
				other := pair[1-v]
				if other == nil {
					return nil, nil, nil // neither answer leaves anything
				}
				return nil, other, nil
			}
		}
		score := s.score(pair[0].bound-n.bound, pair[1].bound-n.bound)
		if score > bestScore {
			best, bestXs, bestScore, since = pair, xs, score, 0
		} else {
			since++
		}
	}
	for v, k := range best {
		if k, err = s.tightened(v, k, bestXs[v]); err != nil {
			return nil, nil, err
		}
		if k != nil {
			kids = append(kids, k)
		}
	}
	return kids, nil, nil
}

// score values a branching by what it raises the bound on both sides.
func (s *search) score(no, yes float64) float64 {
	least := 1e-7 * (1 + math.Abs(s.bound()))
	if math.IsInf(s.bound(), 0) {
		least = 1e-7
	}
	return math.Max(no, least) * math.Max(yes, least)
}

// candidates lists a node's open choices, the most promising first.
func (s *search) candidates(n *node) []candidate {
	list := make([]candidate, 0, len(n.open))
	mean := s.meanGain()
	for _, o := range n.open {
		c := candidate{openChoice: o}
		g := s.gain[o.key()]
		var est [2]float64
		for v := range est {
			d := o.v
			if v == 1 {
				d = 1 - o.v
			}
			m := mean
			if o.col >= 0 && s.m.b.stage[o.col] == stageCount {
				m = mean / 100 // which group counts hardly ever costs anything
			}
			if g != nil && g[v].n > 0 {
				m = g[v].sum / float64(g[v].n)
			}
			est[v] = m * d
		}
		c.known = g != nil && g[0].n > 0 && g[1].n > 0
		c.score = s.score(est[0], est[1])
		list = append(list, c)
	}
	sort.SliceStable(list, func(i, j int) bool { return list[i].score > list[j].score })
	return list
}

// key tells choices apart.
func (o openChoice) key() int {
	if o.col >= 0 {
		return o.col
	}
	return -1 - o.lot
}

func (s *search) meanGain() float64 {
	sum, n := 0.0, 0
	for _, g := range s.gain {
		for v := range g {
			sum += g[v].sum
			n += g[v].n
		}
	}
	if n == 0 {
		return 1
	}
	return sum / float64(n)
}

// answers solves what the answers no and yes to a choice leave; nil where that
// is nothing of use.
func (s *search) answers(n *node, c candidate) (pair [2]*node, xs [2][]float64, err error) {
	var changes [2][]change
	for v := range changes {
		changes[v] = append(n.changes[:len(n.changes):len(n.changes)], s.answer(n, c, v))
	}
	res, err := s.rel.both(changes[0], changes[1], n.basis, s.cutoff())
	if err != nil {
		return pair, xs, err
	}
	for v, r := range res {
		switch {
		case ended(r):
			s.ended, s.stop = true, r
			return pair, xs, nil
		case r.Status == highs.Cutoff, r.Status == highs.Optimal && r.Objective >= s.cutoff():
			// What lies there could improve on the best plan by less than the gap.
			basis, err := s.rel.ended(v, n.basis)
			if err != nil {
				return pair, xs, err
			}
			s.drop(&node{changes: changes[v], basis: basis, bound: s.cutoff(), proof: proofOf(r)})
			s.learn(c, v, s.cutoff()-n.bound)
		case infeasible(r):
			s.drop(&node{changes: changes[v], basis: n.basis, bound: inf, proof: proofOf(r)})
		case r.Status != highs.Optimal:
			s.ended, s.stop = true, r
			return pair, xs, nil
		default:
			basis, err := s.rel.sides[v].s.Basis()
			if err != nil {
				return pair, xs, err
			}
			r.Objective = math.Max(r.Objective, n.bound) // by rounding alone it may seem lower
			pair[v], xs[v] = s.node(changes[v], r, &basis), r.X
			s.learn(c, v, r.Objective-n.bound)
			if len(pair[v].open) == 0 {
				s.found(r.X)
			}
		}
	}
	return pair, xs, nil
}

// answer is the change that an answer makes.
func (s *search) answer(n *node, c candidate, v int) change {
	if c.col < 0 {
		s.broken[s.m.lotRows[c.lot].offer.ID] = true
		if v == 0 {
			return change{lot: true, at: c.lot, bounds: span{0, 0}}
		}
		return change{lot: true, at: c.lot, bounds: span{s.m.lotRows[c.lot].offer.OrderMinKg.V, inf}}
	}
	b := span{s.rel.lo[c.col], s.rel.up[c.col]}
	for _, ch := range n.changes {
		if !ch.lot && ch.at == c.col {
			b = ch.bounds
		}
	}
	if v == 0 {
		b.up = c.whole
	} else {
		b.lo = c.whole + 1
	}
	return change{at: c.col, bounds: b}
}

func (s *search) learn(c candidate, v int, rise float64) {
	g := s.gain[c.key()]
	if g == nil {
		g = &[2]gain{}
		s.gain[c.key()] = g
	}
	d := c.v
	if v == 1 {
		d = 1 - c.v
	}
	if d > 1e-6 {
		g[v].sum += math.Max(rise, 0) / d
		g[v].n++
	}
}

// tightened adds the cuts a new node breaks and solves it again; nil when
// nothing of use is left.
func (s *search) tightened(v int, n *node, x []float64) (*node, error) {
	for round := 0; round < nodeRounds && len(n.open) > 0; round++ {
		if n.bound >= s.cutoff() {
			break
		}
		cuts := s.m.separate(x)
		if len(cuts) == 0 || s.rel.cuts > s.rel.m.mostCuts() {
			break
		}
		if err := s.rel.addCuts(cuts); err != nil {
			return nil, err
		}
		res, err := s.rel.solve(v, n.changes, n.basis, s.cutoff())
		if err != nil {
			return nil, err
		}
		if res.Status != highs.Optimal {
			if res.Status == highs.Cutoff {
				n.bound, n.proof = s.cutoff(), proofOf(res)
				if n.basis, err = s.rel.ended(v, n.basis); err != nil {
					return nil, err
				}
				s.drop(n)
				return nil, nil
			}
			if infeasible(res) {
				n.bound, n.proof = inf, proofOf(res)
				s.drop(n)
				return nil, nil
			}
			return n, nil // stopped: what was proven before stands
		}
		basis, err := s.rel.sides[v].s.Basis()
		if err != nil {
			return nil, err
		}
		res.Objective = math.Max(res.Objective, n.bound)
		next := s.node(n.changes, res, &basis)
		if len(next.open) == 0 {
			s.found(res.X)
		}
		n, x = next, res.X
	}
	return n, nil
}

// mostCuts keeps the cuts from outgrowing the model.
func (m *model) mostCuts() int { return max(400, len(m.b.rows)/2) }
