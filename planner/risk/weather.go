package risk

import (
	"math"

	"remanence/planner/exact"
)

// weather is the world that two mirrored paths live in. It is drawn once for all
// policies: demand, prices, currencies, desks and delays at the beginning, what
// belongs to one order when the first policy places it.
type weather struct {
	s     *stage
	d     dice
	pair  uint32 // from 1 on
	sky   [2]sky
	drawn []uint32 // by fit and month: the pair an order was drawn for
	fate  []fate
}

// stage is what all policies of a simulation share.
type stage struct {
	months                                                            int
	parts, fits, pools, tests, desks, programmes, markets, currencies int
	programme                                                         []int     // by part
	scrap, licensed                                                   []bool    // by fit
	sigma                                                             []float64 // by fit, of the wait in logarithms
	noise                                                             noise
	market                                                            []marketNoise
	fx                                                                []float64 // spread of each currency
	plain                                                             bool      // nothing is random: the plan as it is
}

// sky is one side of a pair.
type sky struct {
	demand []float64 // factor by part and month
	rise   []float64 // what an index is above its path, as a share, by market and month
	rate   []float64 // factor by currency and month
	desk   []uint8   // state by desk and month
	run    []int     // months a desk has stood still, by desk and month
	ramp   []int     // months by which new capacity of a pool is late
	test   []int     // months by which a qualification is late
}

// fate is what becomes of an order of a fit in a month, by side of the pair.
type fate struct {
	travel, brings [2]float64
	wait           [2]float64 // of the first application, against the median
	luck           float64    // whether it is approved
}

func newWeather(s *stage) *weather {
	x := &weather{s: s, drawn: make([]uint32, s.fits*s.months), fate: make([]fate, s.fits*s.months)}
	for i := range x.sky {
		x.sky[i] = sky{demand: make([]float64, s.parts*s.months), rise: make([]float64, s.markets*s.months), rate: make([]float64, s.currencies*s.months),
			desk: make([]uint8, s.desks*s.months), run: make([]int, s.desks*s.months), ramp: make([]int, s.pools), test: make([]int, s.tests)}
	}
	for i := range x.sky {
		for _, v := range [][]float64{x.sky[i].demand, x.sky[i].rate} {
			for k := range v {
				v[k] = 1
			}
		}
	}
	return x
}

// States of an export desk.
const (
	deskNormal uint8 = iota
	deskSlow
	deskStopped
)

// turn draws the world of another pair of paths.
func (x *weather) turn(seed int64, pair int) {
	x.d, x.pair = roll(seed, pair), uint32(pair)+1
	if x.s.plain {
		return
	}
	x.needs()
	x.prices()
	x.currencies()
	for side := range x.sky {
		for k := range x.s.desks {
			x.desk(side, k)
		}
		for k := range x.sky[side].ramp {
			x.sky[side].ramp[k] = delay(x.s.noise.ramp, mirrored(x.d.uniform(forRamp, k, 0), side))
		}
		for k := range x.sky[side].test {
			x.sky[side].test[k] = delay(x.s.noise.test, mirrored(x.d.uniform(forTest, k, 0), side))
		}
	}
}

// delay is whole months of an exponential delay.
func delay(mean, u float64) int {
	if mean <= 0 {
		return 0
	}
	return int(-mean * exact.Log(u))
}

// spread is a lognormal factor of mean 1: its σ in logarithms and exact.Exp(−σ²/2).
type spread struct{ sigma, centre float64 }

func spreadOf(sigma float64) spread {
	return spread{sigma, exact.Exp(-float64(sigma * sigma / 2))}
}

// of is the factor for both sides of a pair: exact.Exp(σz − σ²/2) and exact.Exp(−σz − σ²/2).
func (s spread) of(z float64) (a, b float64) {
	e := exact.Exp(float64(s.sigma * z))
	return s.centre * e, s.centre / e
}

// needs draws demand: a programme that persists times each part's own.
func (x *weather) needs() {
	n, m := &x.s.noise, x.s.months
	keep := math.Sqrt(math.Max(0, 1-float64(n.stay*n.stay)))
	for k := range x.s.programmes {
		dev := 0.0
		for t := range m {
			z := x.d.normal(forProgramme, k, t)
			if t > 0 {
				z = float64(n.stay*dev) + float64(keep*z)
			}
			dev = z
			a, b := n.common.of(dev)
			for i, of := range x.s.programme {
				if of == k {
					x.sky[0].demand[i*m+t], x.sky[1].demand[i*m+t] = a, b
				}
			}
		}
	}
	if n.own.sigma <= 0 {
		return
	}
	for i := range x.s.parts {
		for t := range m {
			a, b := n.own.of(x.d.normal(forDemand, i, t))
			x.sky[0].demand[i*m+t] *= a
			x.sky[1].demand[i*m+t] *= b
		}
	}
}

// prices draws indices: mean-reverting in logarithms, a shock in common, jumps.
func (x *weather) prices() {
	if x.s.markets == 0 {
		return
	}
	m := x.s.months
	common, own := math.Sqrt(x.s.noise.together), math.Sqrt(math.Max(0, 1-x.s.noise.together))
	for i := range x.s.markets {
		q := &x.s.market[i]
		var dev [2]float64
		for t := range m {
			z := float64(common*x.d.normal(forMarket, 0, t)) + float64(own*x.d.normal(forIndex, i, t))
			u := x.d.uniform(forJump, i, t)
			for side := range dev {
				dev[side] += float64(q.spread*z) - float64(q.back*dev[side])
				z = -z
				if mirrored(u, side) < q.jump {
					w := x.d.normal(forJumpSize, i, t)
					if side == 1 {
						w = -w
					}
					dev[side] += q.size + float64(q.sizeSpread*w)
				}
				x.sky[side].rise[i*m+t] = exact.Exp(dev[side]) - 1
			}
		}
	}
}

// currencies draws exchange rates: random walks without drift in the mean.
func (x *weather) currencies() {
	m := x.s.months
	for i := range x.s.currencies {
		sigma, walk := x.s.fx[i], 0.0
		for t := range m {
			walk += float64(sigma * x.d.normal(forCurrency, i, t))
			drift := float64(sigma * sigma / 2 * float64(t+1))
			x.sky[0].rate[i*m+t], x.sky[1].rate[i*m+t] = exact.Exp(walk-drift), exact.Exp(-walk-drift)
		}
	}
}

// desk walks one export desk through the months.
func (x *weather) desk(side, k int) {
	s, run, n := deskNormal, 0, &x.s.noise
	for t := range x.s.months {
		u := mirrored(x.d.uniform(forDesk, k, t), side)
		switch s {
		case deskNormal:
			if u < n.deskStop {
				s = deskStopped
			} else if u < n.deskStop+n.deskSlow {
				s = deskSlow
			}
		case deskSlow:
			if u < n.deskNormal {
				s = deskNormal
			}
		case deskStopped:
			if u < n.deskResume {
				s = deskSlow
			}
		}
		if s == deskStopped {
			run++
		} else {
			run = 0
		}
		x.sky[side].desk[k*x.s.months+t], x.sky[side].run[k*x.s.months+t] = s, run
	}
}

// fateOf is what becomes of an order: how long making and shipping take against
// the quotation, and what it brings against what was ordered.
func (x *weather) fateOf(fit, t int) *fate {
	at := fit*x.s.months + t
	f := &x.fate[at]
	if x.drawn[at] == x.pair {
		return f
	}
	x.drawn[at] = x.pair
	n := &x.s.noise
	f.travel[0], f.travel[1] = factor(n.lead, x.d, forLead, fit, t)
	f.brings[0], f.brings[1] = factor(n.yield, x.d, forYield, fit, t)
	if x.s.licensed[fit] {
		z := x.d.normal(forWait, fit, t*16)
		f.wait[0] = exact.Exp(float64(x.s.sigma[fit] * z))
		f.wait[1] = 1 / f.wait[0]
		f.luck = x.d.uniform(forApproval, fit, t*16)
	}
	if x.s.scrap[fit] {
		a, b := factor(n.scrap, x.d, forScrap, fit, t)
		f.brings[0] *= math.Min(1, a)
		f.brings[1] *= math.Min(1, b)
	}
	return f
}

func factor(s spread, d dice, what uint64, a, t int) (float64, float64) {
	if s.sigma <= 0 {
		return 1, 1
	}
	return s.of(d.normal(what, a, t))
}
