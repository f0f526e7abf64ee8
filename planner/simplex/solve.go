package simplex

import "math"

// Tolerances: by how much bounds and the sign of reduced costs may be missed, and
// the least pivot.
const (
	tolPrimal = 1e-7
	tolDual   = 1e-9
	tolPivot  = 1e-8
)

// invertEvery is how many steps an inverse is updated before it is made anew.
const invertEvery = 120

// Solve finds the least cost from the last basis.
func (s *Solver) Solve() Status {
	if s.sincePivots >= invertEvery && !s.invert() {
		s.fromRows()
	}
	s.values()
	limit, idle := 200+20*(s.m+s.n), 0
	mended := false
	for step := 0; step < limit; step++ {
		if s.sincePivots >= invertEvery {
			if !s.invert() {
				return Stuck
			}
			s.values()
		}
		short := s.prices()
		q, sign := s.entering(short, idle > 2*s.m+50)
		if q < 0 {
			// At the end everything is computed afresh, once, to be sure of it.
			if s.sincePivots > 20 && !mended {
				mended = true
				if !s.invert() {
					return Stuck
				}
				s.values()
				continue
			}
			if short {
				return Infeasible
			}
			return Optimal
		}
		moved, ok := s.step(q, sign, short)
		if !ok {
			if short {
				return Stuck
			}
			return Unbounded
		}
		if moved > 1e-10 {
			idle = 0
		} else {
			idle++
		}
	}
	return Stuck
}

// values computes the basic variables from the others.
func (s *Solver) values() {
	clear(s.rhs)
	for j := range s.n {
		if s.where[j] < 0 && s.x[j] != 0 {
			for k := s.p.Start[j]; k < s.p.Start[j+1]; k++ {
				s.rhs[s.p.Row[k]] -= float64(s.p.Value[k] * s.x[j])
			}
		}
	}
	for i := range s.m {
		if j := s.n + i; s.where[j] < 0 {
			s.rhs[i] += s.x[j]
		}
	}
	for i := range s.m {
		row := s.inv[i*s.m : (i+1)*s.m]
		sum := 0.0
		for k, v := range s.rhs {
			if v != 0 {
				sum += float64(row[k] * v)
			}
		}
		s.x[s.head[i]] = sum
	}
}

// prices computes the rows' prices: of the distance to the bounds while a basic
// variable misses one, which it reports, else of the cost.
func (s *Solver) prices() (short bool) {
	for i, j := range s.head {
		c := 0.0
		switch v := s.x[j]; {
		case v < s.lo[j]-tolPrimal:
			c = -1
		case v > s.up[j]+tolPrimal:
			c = 1
		}
		s.phaseCost[i] = c
		short = short || c != 0
	}
	if !short {
		for i, j := range s.head {
			s.phaseCost[i] = s.cost[j]
		}
	}
	clear(s.y)
	for i, c := range s.phaseCost {
		if c == 0 {
			continue
		}
		for k, v := range s.inv[i*s.m : (i+1)*s.m] {
			s.y[k] += float64(c * v)
		}
	}
	return short
}

// entering is the variable to move and the way it moves, −1 where none helps. With
// first it is the first that helps (Bland), which ends every cycle.
func (s *Solver) entering(short, first bool) (q int, sign float64) {
	q, best := -1, tolDual
	for j := range s.where {
		at := s.where[j]
		if at >= 0 || s.lo[j] == s.up[j] {
			continue
		}
		d := 0.0
		if j < s.n {
			if !short {
				d = s.cost[j]
			}
			for k := s.p.Start[j]; k < s.p.Start[j+1]; k++ {
				d -= float64(s.y[s.p.Row[k]] * s.p.Value[k])
			}
		} else {
			d = s.y[j-s.n]
		}
		if d < 0 && at == atUpper || d > 0 && at == atLower {
			continue
		}
		if a := math.Abs(d); a > tolDual && a*s.weight[j] > best {
			q, best, sign = j, a*s.weight[j], 1
			if d > 0 {
				sign = -1
			}
			if first {
				return q, sign
			}
		}
	}
	return q, sign
}

// step moves a variable until a basic one or itself meets a bound, and reports how
// far; false when nothing stops it.
func (s *Solver) step(q int, sign float64, short bool) (float64, bool) {
	s.column(q)
	// The longest step within the tolerance, then of all that stop it by then the
	// largest pivot (Harris 1973).
	most := math.Inf(1)
	for i, w := range s.w {
		if dist, rate := s.stop(i, -sign*w, short); !math.IsInf(dist, 1) {
			most = min(most, (math.Max(dist, 0)+tolPrimal)/rate)
		}
	}
	leave, largest, t := -1, 0.0, math.Inf(1)
	for i, w := range s.w {
		dist, rate := s.stop(i, -sign*w, short)
		if !math.IsInf(dist, 1) && dist/rate <= most && rate > largest {
			leave, largest, t = i, rate, math.Max(dist, 0)/rate
		}
	}
	if own := s.up[q] - s.lo[q]; own <= t {
		if math.IsInf(own, 1) {
			return 0, false
		}
		for i, w := range s.w {
			if w != 0 {
				s.x[s.head[i]] -= float64(sign * own * w)
			}
		}
		if s.where[q] == atLower {
			s.where[q], s.x[q] = atUpper, s.up[q]
		} else {
			s.where[q], s.x[q] = atLower, s.lo[q]
		}
		return own, true
	}
	for i, w := range s.w {
		if w != 0 {
			s.x[s.head[i]] -= float64(sign * t * w)
		}
	}
	s.x[q] += float64(sign * t)
	out := int(s.head[leave])
	// It leaves at the bound it met.
	if v := s.x[out]; math.Abs(v-s.up[out]) < math.Abs(v-s.lo[out]) {
		s.where[out], s.x[out] = atUpper, s.up[out]
	} else {
		s.where[out], s.x[out] = atLower, s.lo[out]
	}
	s.pivot(q, leave)
	return t, true
}

// column computes what a unit of a variable takes of each basic one.
func (s *Solver) column(q int) {
	if q >= s.n {
		r := q - s.n
		for i := range s.w {
			s.w[i] = -s.inv[i*s.m+r]
		}
		return
	}
	a, b := s.p.Start[q], s.p.Start[q+1]
	rows, vals := s.p.Row[a:b], s.p.Value[a:b]
	for i := range s.w {
		row := s.inv[i*s.m : (i+1)*s.m]
		sum := 0.0
		for k, r := range rows {
			sum += float64(row[r] * vals[k])
		}
		s.w[i] = sum
	}
}

// stop is how far a basic variable that changes by rate may go, and the size of the
// rate; +Inf where nothing stops it. One that misses a bound is stopped when it
// meets it.
func (s *Solver) stop(i int, rate float64, short bool) (dist, size float64) {
	if math.Abs(rate) <= tolPivot {
		return math.Inf(1), 1
	}
	j := s.head[i]
	v, lo, up := s.x[j], s.lo[j], s.up[j]
	if short {
		switch {
		case v < lo-tolPrimal && rate > 0:
			return lo - v, rate
		case v > up+tolPrimal && rate < 0:
			return v - up, -rate
		case v < lo-tolPrimal, v > up+tolPrimal:
			return math.Inf(1), 1
		}
	}
	if rate > 0 {
		return up - v, rate
	}
	return v - lo, -rate
}

// pivot puts a variable into a place of the basis.
func (s *Solver) pivot(q, place int) {
	row := s.inv[place*s.m : (place+1)*s.m]
	by := 1 / s.w[place]
	for k := range row {
		row[k] *= by
	}
	for i, w := range s.w {
		if i == place || w == 0 {
			continue
		}
		other := s.inv[i*s.m : (i+1)*s.m]
		for k, v := range row {
			other[k] -= float64(w * v)
		}
	}
	s.head[place], s.where[q] = int32(q), int32(place)
	s.sincePivots++
	s.Pivots++
}

// invert makes the inverse of the basis anew by Gauss-Jordan elimination; false
// when the basis is singular.
func (s *Solver) invert() bool {
	old := append([]int32(nil), s.head...)
	clear(s.inv)
	for i := range s.m {
		s.inv[i*s.m+i] = -1
		s.head[i] = int32(s.n + i)
	}
	// Rows that are basic keep their own place; each column takes the place of a row
	// that is not, where its pivot is largest.
	free := make([]bool, s.m)
	for i := range free {
		free[i] = s.where[s.n+i] < 0
	}
	for _, j := range old {
		if int(j) >= s.n {
			s.where[j] = j - int32(s.n)
			continue
		}
		s.column(int(j))
		place := -1
		for i := range free {
			if free[i] && (place < 0 || math.Abs(s.w[i]) > math.Abs(s.w[place])) {
				place = i
			}
		}
		if place < 0 || math.Abs(s.w[place]) < 1e-11 {
			for _, j := range old {
				s.where[j] = atLower
				s.rest(int(j))
			}
			s.fromRows()
			return false
		}
		free[place] = false
		s.pivot(int(j), place)
		s.Pivots--
	}
	s.sincePivots = 0
	return true
}
