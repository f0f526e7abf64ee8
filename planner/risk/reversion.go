package risk

import (
	"math"
	"slices"

	"remanence/planner/exact"
)

// reversion is a mean-reverting jump process fitted to a series of prices: the
// logarithm x of a price follows dx = back (level − x) dt + spread dW, and jumps
// now and then. Time counts in months.
type reversion struct {
	back, level, spread float64
	steps               int     // between two prices each
	months              float64 // the record is long
	jumps               []float64
}

// fitReversion fits the process to prices at some times in months, in order:
// maximum likelihood over the exact law of each step, however long it is, with
// the jumps taken out by the filter of Clewlow and Strickland (Energy
// Derivatives, 2000): steps that stand out by more than three spreads are jumps,
// the rest is fitted again, until none stands out. False for fewer than twenty
// steps. The speed of return comes out too fast from a short record, as all
// estimates of it do.
func fitReversion(at, price []float64) (reversion, bool) {
	var all []step
	for i := 1; i < len(at) && i < len(price); i++ {
		if at[i] > at[i-1] && price[i] > 0 && price[i-1] > 0 {
			all = append(all, step{at[i] - at[i-1], exact.Log(price[i-1]), exact.Log(price[i])})
		}
	}
	if len(all) < 20 {
		return reversion{}, false
	}
	r := reversion{steps: len(all), months: at[len(at)-1] - at[0]}
	calm := slices.Clone(all)
	for {
		r.fit(calm)
		rest := slices.DeleteFunc(slices.Clone(calm), func(s step) bool {
			d, v := r.surprise(s)
			return d*d > 9*v
		})
		if len(rest) == len(calm) || len(rest) < 10 {
			break
		}
		calm = rest
	}
	for _, s := range all {
		if !slices.Contains(calm, s) {
			d, _ := r.surprise(s)
			r.jumps = append(r.jumps, d)
		}
	}
	return r, true
}

// step is one move: its length in months, the logarithms before and after.
type step struct{ dt, from, to float64 }

// law is how much of a deviation is left after a step, and the variance of one
// unit of spread² over it.
func law(back, dt float64) (stay, variance float64) {
	stay = exact.Exp(-back * dt)
	if back*dt < 1e-9 {
		return stay, dt
	}
	return stay, (1 - float64(stay*stay)) / (2 * back)
}

// surprise is what a step does beyond what is expected of it, and its variance.
func (r *reversion) surprise(s step) (float64, float64) {
	stay, v := law(r.back, s.dt)
	return s.to - float64(stay*s.from) - float64((1-stay)*r.level), r.spread * r.spread * v
}

// fit finds the most likely process without jumps. For a given speed of return
// level and spread are weighted means, so that one dimension is searched.
func (r *reversion) fit(steps []step) {
	likelihood := func(back float64) float64 {
		var num, den, sum, logs float64
		for _, s := range steps {
			stay, v := law(back, s.dt)
			num += (1 - stay) * (s.to - float64(stay*s.from)) / v
			den += (1 - stay) * (1 - stay) / v
		}
		level := num / den
		for _, s := range steps {
			stay, v := law(back, s.dt)
			d := s.to - float64(stay*s.from) - float64((1-stay)*level)
			sum += d * d / v
			logs += exact.Log(v)
		}
		n := float64(len(steps))
		r.back, r.level, r.spread = back, level, math.Sqrt(sum/n)
		return float64(-n/2*exact.Log(sum/n)) - float64(logs/2)
	}
	best, most := 0, math.Inf(-1)
	const low, ratio, cells = 1e-4, 1.05, 200 // up to 1.7 a month
	grid := func(k float64) float64 { return low * exact.Exp(k*exact.Log(ratio)) }
	for k := range cells {
		if l := likelihood(grid(float64(k))); l > most {
			best, most = k, l
		}
	}
	// Between the neighbours of the best cell the likelihood has one summit.
	a, b := float64(best)-1, float64(best)+1
	const golden = 0.6180339887498949
	for b-a > 1e-6 {
		c, d := b-float64(golden*(b-a)), a+float64(golden*(b-a))
		if likelihood(grid(c)) > likelihood(grid(d)) {
			b = d
		} else {
			a = c
		}
	}
	likelihood(grid((a + b) / 2))
}

// monthly are the figures of a month in the simulation: the share of a deviation
// that vanishes and the spread of what is new.
func (r *reversion) monthly() (back, spread float64) {
	stay, v := law(r.back, 1)
	return 1 - stay, r.spread * math.Sqrt(v)
}

// jump is the chance of a jump in a month, its mean and its spread in logarithms.
func (r *reversion) jump() (chance, mean, spread float64) {
	n := float64(len(r.jumps))
	if n == 0 || r.months <= 0 {
		return 0, 0, 0
	}
	for _, j := range r.jumps {
		mean += j / n
	}
	for _, j := range r.jumps {
		spread += float64((j - mean) * (j - mean))
	}
	if n > 1 {
		spread = math.Sqrt(spread / (n - 1))
	}
	return n / r.months, mean, spread
}

// correlation of two lists of equal length.
func correlation(a, b []float64) float64 {
	n := float64(len(a))
	var ma, mb, aa, bb, ab float64
	for i := range a {
		ma += a[i] / n
		mb += b[i] / n
	}
	for i := range a {
		aa += float64((a[i] - ma) * (a[i] - ma))
		bb += float64((b[i] - mb) * (b[i] - mb))
		ab += float64((a[i] - ma) * (b[i] - mb))
	}
	if aa*bb <= 0 {
		return 0
	}
	return ab / math.Sqrt(aa*bb)
}
