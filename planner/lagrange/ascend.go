package lagrange

import (
	"math"
	"sync"
	"sync/atomic"

	"remanence/planner/exact"
	"remanence/planner/simplex"
)

// Options of an ascent.
type Options struct {
	Rounds int
	// Step is by how much prices move at first, in units of cost; it shrinks by Decay
	// with every round.
	Step, Decay float64
	Workers     int         // blocks solved side by side; 0 is 1
	Stop        func() bool // asked between rounds
}

// Of the moments of a price's pull: the share that the past keeps of its mean and
// of its square, and the pull, as a share of what runs through the row, that counts
// as none.
const (
	keepMean   = 0.75
	keepSquare = 0.97
	noPull     = 1e-3
)

// meanShare is the least share of a new solution in the mean of solutions.
const meanShare = 0.05

// evaluate solves every block at some prices; false when one could not be.
func (s *Split) evaluate(price []float64, workers int) (float64, bool) {
	s.derive(price)
	var next, failed atomic.Int64
	work := func() {
		for {
			b := int(next.Add(1)) - 1
			if b >= len(s.blocks) {
				return
			}
			if !s.solve(s.blocks[b], price) {
				failed.Add(1)
			}
		}
	}
	var wg sync.WaitGroup
	for range max(workers, 1) - 1 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			work()
		}()
	}
	work()
	wg.Wait()
	if failed.Load() > 0 {
		return math.Inf(-1), false
	}
	total := 0.0
	for _, b := range s.blocks {
		total += b.obj
	}
	for k, r := range s.rows {
		switch v := price[k]; {
		case v > 0:
			total -= float64(v * s.p.RowUp[r.row])
		case v < 0:
			total -= float64(v * s.p.RowLo[r.row])
		}
	}
	return total, true
}

// derive sets the prices of equations that define a column so that the column has
// none of its own.
func (s *Split) derive(price []float64) {
	for k, r := range s.rows {
		if r.derived < 0 {
			continue
		}
		sum, own := s.p.Cost[r.derived], 1.0
		for e := s.start[r.derived]; e < s.start[r.derived+1]; e++ {
			if int(s.index[e]) == k {
				own = s.value[e]
				continue
			}
			sum += float64(price[s.index[e]] * s.value[e])
		}
		price[k] = -sum / own
	}
}

func (s *Split) solve(b *block, price []float64) bool {
	b.obj = 0
	for k, c := range b.cols {
		cost := s.p.Cost[c]
		for e := s.start[c]; e < s.start[c+1]; e++ {
			cost += float64(price[s.index[e]] * s.value[e])
		}
		if !b.loose {
			b.lp.SetCost(k, cost)
			continue
		}
		s.X[c] = s.p.Lo[c]
		if cost < 0 && !(cost > -1e-9 && math.IsInf(s.p.Up[c], 1)) {
			s.X[c] = s.p.Up[c]
		}
		if cost != 0 {
			b.obj += float64(cost * s.X[c])
		}
	}
	if b.loose {
		return !math.IsInf(b.obj, 0)
	}
	if b.lp.Solve() != simplex.Optimal {
		return false
	}
	for k, v := range b.lp.X() {
		s.X[b.cols[k]] = v
	}
	b.obj = b.lp.Objective()
	return true
}

// missed is by how much a solution misses each priced row, positive above its upper
// bound and negative below its lower one; what the row leaves free at a price other
// than 0 counts as missing the other way.
func (s *Split) missed(x, price, into []float64) {
	for k := range s.rows {
		into[k] = 0
	}
	for c, v := range x {
		if v == 0 {
			continue
		}
		for e := s.start[c]; e < s.start[c+1]; e++ {
			into[s.index[e]] += float64(s.value[e] * v)
		}
	}
	for k, r := range s.rows {
		if r.derived >= 0 {
			into[k] = 0
			continue
		}
		act, lo, up := into[k], s.p.RowLo[r.row], s.p.RowUp[r.row]
		switch {
		case price[k] > 0 || act > up:
			into[k] = act - up
		case price[k] < 0 || act < lo:
			into[k] = act - lo
		default:
			into[k] = 0
		}
	}
}

// fillDefined computes the columns that equations define.
func (s *Split) fillDefined(x []float64) {
	for c, i := range s.p.Defined {
		sum, own := 0.0, 1.0
		for _, t := range s.p.Rows[i] {
			if t.Col == c {
				own = t.Val
				continue
			}
			sum += float64(t.Val * x[t.Col])
		}
		x[c] = (s.p.RowUp[i] - sum) / own
	}
}

// scales sets in which units prices move: the size of what runs through a row.
func (s *Split) scales() {
	if len(s.rows) == 0 || s.rows[0].scale > 0 {
		return
	}
	for k := range s.rows {
		r := &s.rows[k]
		size, through := 0.0, 0.0
		for _, b := range []float64{s.p.RowLo[r.row], s.p.RowUp[r.row]} {
			if !math.IsInf(b, 0) {
				size = math.Max(size, math.Abs(b))
			}
		}
		for _, t := range s.p.Rows[r.row] {
			through += math.Abs(t.Val * s.X[t.Col])
			if up := s.p.Up[t.Col]; up <= 1 {
				size = math.Max(size, math.Abs(t.Val*up))
			}
		}
		r.scale = math.Max(math.Max(size, through/2), 1e-3)
	}
}

// Ascend improves the prices and the bound, and forms the mean of the solutions. It
// reports false when a block could not be solved.
func (s *Split) Ascend(o Options) bool {
	price := append([]float64(nil), s.best...)
	bound, ok := s.evaluate(price, o.Workers)
	if !ok {
		return false
	}
	s.fillDefined(s.X)
	s.scales()
	best := bound
	copy(s.best, price)
	s.Bound = math.Max(s.Bound, bound)
	copy(s.Mean, s.X)
	n := len(s.rows)
	pull, mean, square := make([]float64, n), make([]float64, n), make([]float64, n)
	step := o.Step
	for round := 1; round <= o.Rounds && (o.Stop == nil || !o.Stop()); round++ {
		s.missed(s.X, price, pull)
		first, second := 1-exact.Pow(keepMean, float64(round)), 1-exact.Pow(keepSquare, float64(round))
		for k, r := range s.rows {
			if r.derived >= 0 {
				continue
			}
			v := pull[k] / r.scale
			mean[k] = float64(keepMean*mean[k]) + float64((1-keepMean)*v)
			square[k] = float64(keepSquare*square[k]) + float64((1-keepSquare)*v*v)
			move := step * mean[k] / first / (math.Sqrt(square[k]/second) + noPull)
			price[k] = math.Min(math.Max(price[k]+move, r.least), r.top)
		}
		step *= o.Decay
		if bound, ok = s.evaluate(price, o.Workers); !ok {
			return false
		}
		s.fillDefined(s.X)
		w := math.Max(1/float64(round+1), meanShare)
		for c, x := range s.X {
			s.Mean[c] += float64(w * (x - s.Mean[c]))
		}
		if bound > best {
			best = bound
			copy(s.best, price)
			s.Bound = math.Max(s.Bound, best)
		}
	}
	return true
}
