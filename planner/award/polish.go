package award

import (
	"math"
	"sort"
	"sync"

	"remanence/planner/highs"
)

// polish looks for a better plan near a known one: every far-reaching choice that
// the search ever found open is answered the other way, all others kept, and the
// rest solved again; the best such step is taken until none helps. Two are tried
// at a time.
func (s *search) polish(x []float64) error {
	best := x
	cost := s.m.objective(best)
	for round := 0; round < polishRounds; round++ {
		flips := s.flips(best)
		better, at := []float64(nil), cost*(1-float64(1e-6*signOf(cost)))
		for i := 0; i < len(flips); i += 2 {
			if s.r.stopping() {
				return nil
			}
			pair := flips[i:min(i+2, len(flips))]
			xs, err := s.tryFlips(best, pair, at)
			if err != nil {
				return err
			}
			for _, y := range xs {
				if y == nil {
					continue
				}
				if c := s.m.objective(y); c < at {
					better, at = y, c
				}
			}
		}
		if better == nil {
			return nil
		}
		best, cost = better, at
		if s.found(best) {
			s.at = nil
		}
	}
	return nil
}

// The best plan is polished once, from the node polishAt on, when the search has
// found out which choices are open, and after a first dive where only orders are
// left, which often brings a better plan for less; polishBy does not wait for it.
const (
	polishAt     = 6
	polishBy     = 16
	polishRounds = 4
)

func (s *search) polishNow() bool {
	return !s.polished && s.x != nil && s.looked >= polishAt && (s.near > 0 || s.looked >= polishBy)
}

func signOf(v float64) float64 {
	if v < 0 {
		return -1
	}
	return 1
}

// flips are the columns worth answering the other way, those of the tests first.
func (s *search) flips(x []float64) []int {
	var out []int
	for c := range s.gain {
		if c >= 0 && s.m.b.stage[c] <= stageTier && s.m.b.stage[c] != stageCount {
			out = append(out, c)
		}
	}
	sort.Ints(out)
	return out
}

// tryFlips answers one or two choices the other way, each in a side of its own.
func (s *search) tryFlips(x []float64, cols []int, cutoff float64) ([2][]float64, error) {
	var out [2][]float64
	var errs [2]error
	var wg sync.WaitGroup
	for k, c := range cols {
		changes := s.flipped(x, c)
		wg.Add(1)
		go func() {
			defer wg.Done()
			res, err := s.rel.solve(k, changes, nil, cutoff)
			if err != nil {
				errs[k] = err
				return
			}
			if res.Status == highs.Optimal && res.Objective < cutoff {
				out[k] = res.X
			}
		}()
	}
	wg.Wait()
	for k, err := range errs {
		if err != nil {
			return out, err
		}
		if out[k] == nil {
			continue
		}
		// What counts and which lots are placed is settled anew.
		y, err := s.rel.dive(s.flipped(x, cols[k]), nil, out[k])
		if err != nil {
			return out, err
		}
		out[k] = y
	}
	return out, nil
}

// flipped fixes every far-reaching choice as in x, but one the other way. The
// other tiers of its scheme go with it.
func (s *search) flipped(x []float64, col int) []change {
	scheme := ""
	for _, t := range s.m.tiers {
		if t.col == col {
			scheme = t.scheme
		}
	}
	same := map[int]bool{}
	for _, t := range s.m.tiers {
		if t.scheme == scheme && t.col != col {
			same[t.col] = true
		}
	}
	var out []change
	for c, whole := range s.rel.integer {
		st := s.m.b.stage[c]
		if !whole || st == stageCount || st >= stageLot || same[c] {
			continue
		}
		v := math.Round(x[c])
		if c == col {
			v = 1 - v
		}
		if v < s.rel.lo[c] || v > s.rel.up[c] {
			continue
		}
		out = append(out, change{at: c, bounds: span{v, v}})
	}
	return out
}
