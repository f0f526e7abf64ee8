package risk

import (
	"math"
	"testing"

	"remanence/planner"
)

const draws = 20000 // pairs

// moments are the mean and the variance of a figure over both sides of all pairs.
type moments struct{ n, sum, squares float64 }

func (m *moments) add(v float64) { m.n, m.sum, m.squares = m.n+1, m.sum+v, m.squares+v*v }

func (m *moments) mean() float64     { return m.sum / m.n }
func (m *moments) variance() float64 { return m.squares/m.n - m.mean()*m.mean() }

func within(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance) {
		t.Errorf("%s is %g, in theory %g", what, got, want)
	}
}

// The two sides of a pair mirror each other: what is above its median on one is as
// much below on the other.
func TestSidesMirrorEachOther(t *testing.T) {
	const sigma = 0.3
	s := &stage{months: 3, parts: 1, programmes: 1, programme: []int{0}, desks: 1, pools: 1, fits: 1, scrap: []bool{false}, licensed: []bool{true}, sigma: []float64{sigma},
		noise: noise{own: spreadOf(sigma), common: spreadOf(0), lead: spreadOf(sigma), yield: spreadOf(0), ramp: 2}}
	x := newWeather(s)
	if u := mirrored(0.2, 1); u != 0.8 || mirrored(0.2, 0) != 0.2 {
		t.Errorf("the mirror of a share of 0.2 is %g", u)
	}
	for pair := range 100 {
		x.turn(1, pair)
		f := x.fateOf(0, 1)
		near(t, "product of the demand of both sides", x.sky[0].demand[1]*x.sky[1].demand[1], math.Exp(-sigma*sigma))
		near(t, "product of the delays of both sides", f.travel[0]*f.travel[1], math.Exp(-sigma*sigma))
		near(t, "product of the waits of both sides", f.wait[0]*f.wait[1], 1)
	}
}

// Demand of a programme: the logarithm is AR(1) with the share that stays, the factor
// has mean 1 and variance exact.Exp(σ²) − 1, and parts of one programme move together.
func TestDemandOfAProgrammePersists(t *testing.T) {
	const sigma, stay = 0.2, 0.7
	s := &stage{months: 6, parts: 3, programmes: 2, programme: []int{0, 0, 1}, noise: noise{common: spreadOf(sigma), stay: stay, own: spreadOf(0)}}
	x := newWeather(s)
	var level, next, other moments
	var product, across float64
	for pair := range draws {
		x.turn(7, pair)
		for side := range x.sky {
			d := x.sky[side].demand
			if d[4] != d[6+4] {
				t.Fatal("two parts of a programme move apart")
			}
			a, b, c := math.Log(d[4])+sigma*sigma/2, math.Log(d[5])+sigma*sigma/2, math.Log(d[12+4])+sigma*sigma/2
			level.add(d[4])
			next.add(b)
			other.add(c)
			product += a * b
			across += a * c
		}
	}
	within(t, "the mean factor", level.mean(), 1, 0.005)
	within(t, "the variance of the factor", level.variance(), math.Exp(sigma*sigma)-1, 0.002)
	within(t, "the correlation from month to month", product/next.n/(sigma*sigma), stay, 0.02)
	within(t, "the correlation of two programmes", across/next.n/(sigma*sigma), 0, 0.02)
}

// An index reverts: after n months the logarithm has variance
// σ² (1 − φ^2n)/(1 − φ²) with φ = 1 − back, and two indices share their part of it.
func TestIndicesRevertAndMoveTogether(t *testing.T) {
	const sigma, back, together, months = 0.1, 0.3, 0.6, 8
	q := marketNoise{spread: sigma, back: back}
	s := &stage{months: months, markets: 2, market: []marketNoise{q, q}, noise: noise{together: together}}
	x := newWeather(s)
	var a, b moments
	product := 0.0
	for pair := range draws {
		x.turn(3, pair)
		for side := range x.sky {
			u, v := math.Log(1+x.sky[side].rise[months-1]), math.Log(1+x.sky[side].rise[2*months-1])
			a.add(u)
			b.add(v)
			product += u * v
		}
	}
	const phi = 1 - back
	want := sigma * sigma * (1 - math.Pow(phi, 2*months)) / (1 - phi*phi)
	within(t, "the variance of an index", a.variance(), want, 0.03*want)
	within(t, "the variance of another", b.variance(), want, 0.03*want)
	within(t, "the correlation of two indices", product/a.n/want, together, 0.02)
}

// Jumps alone: with chance p a month and no return the logarithm is on average
// months × p × size, with a variance of months × (p (size² + spread²) − p² size²).
func TestIndicesJump(t *testing.T) {
	const p, size, wide, months = 0.1, 0.4, 0.1, 6
	s := &stage{months: months, markets: 1, market: []marketNoise{{jump: p, size: size, sizeSpread: wide}}}
	x := newWeather(s)
	var a moments
	for pair := range draws {
		x.turn(5, pair)
		for side := range x.sky {
			a.add(math.Log(1 + x.sky[side].rise[months-1]))
		}
	}
	within(t, "the mean of the jumps", a.mean(), months*p*size, 0.005)
	within(t, "their variance", a.variance(), months*(p*(size*size+wide*wide)-p*p*size*size), 0.005)
}

// A currency walks: its mean stays 1 and its variance after n months is
// exact.Exp(σ² n) − 1.
func TestCurrenciesWalkWithoutDrift(t *testing.T) {
	const sigma, months = 0.1, 9
	s := &stage{months: months, currencies: 1, fx: []float64{sigma}}
	x := newWeather(s)
	var first, last moments
	for pair := range draws {
		x.turn(2, pair)
		for side := range x.sky {
			first.add(x.sky[side].rate[0])
			last.add(x.sky[side].rate[months-1])
		}
	}
	within(t, "the mean rate of the first month", first.mean(), 1, 0.002)
	within(t, "the mean rate of the last", last.mean(), 1, 0.006)
	within(t, "its variance", last.variance(), math.Exp(sigma*sigma*months)-1, 0.006)
}

// New capacity and qualifications are late by whole months of an exponential time:
// at least k months with chance exact.Exp(−k/mean).
func TestDelaysAreExponential(t *testing.T) {
	const ramp, test = 2.0, 1.0
	x := newWeather(&stage{months: 2, pools: 1, tests: 1, noise: noise{ramp: ramp, test: test}})
	late := map[int][2]float64{}
	for pair := range draws {
		x.turn(4, pair)
		for side := range x.sky {
			for k := 1; k <= 4; k++ {
				n := late[k]
				if x.sky[side].ramp[0] >= k {
					n[0]++
				}
				if x.sky[side].test[0] >= k {
					n[1]++
				}
				late[k] = n
			}
		}
	}
	for k, n := range late {
		within(t, "the chance that capacity is late by months", n[0]/(2*draws), math.Exp(-float64(k)/ramp), 0.01)
		within(t, "the chance that a qualification is late by months", n[1]/(2*draws), math.Exp(-float64(k)/test), 0.01)
	}
}

// What scrap brings never exceeds what is expected: on average
// E min(1, X) = Φ(−σ/2) + Φ(−σ/2) for a lognormal X of mean 1.
func TestScrapBringsAtMostWhatIsExpected(t *testing.T) {
	const sigma = 0.4
	x := newWeather(&stage{months: 1, fits: 2, scrap: []bool{true, false}, licensed: make([]bool, 2), sigma: make([]float64, 2), noise: noise{scrap: spreadOf(sigma), yield: spreadOf(0), lead: spreadOf(0)}})
	var scrap moments
	for pair := range draws {
		x.turn(6, pair)
		for side := range x.sky {
			scrap.add(x.fateOf(0, 0).brings[side])
			if v := x.fateOf(1, 0).brings[side]; v != 1 {
				t.Fatalf("new goods bring %g", v)
			}
		}
	}
	within(t, "what scrap brings", scrap.mean(), math.Erfc(sigma/2/math.Sqrt2), 0.003)
}

// An application is approved with chance a; each refusal costs the time until the
// next and another wait, so that an order of no making time arrives after
// wait + n (wait + lost) months with chance (1 − a)^n a. A slow desk doubles the wait.
func TestApplicationsAreMadeAgain(t *testing.T) {
	const approval, wait, lost, months = 0.6, 1.0, 2.0, 40
	s := &stage{months: months, desks: 1, fits: 1, scrap: []bool{false}, licensed: []bool{true}, sigma: []float64{0}, noise: noise{reapply: lost, slow: 2, lead: spreadOf(0), yield: spreadOf(0)}}
	w := &world{s: s, months: months}
	l := &simLine{desk: 0, needs: make([]bool, months+1), general: make([]bool, months+1), p50: wait, approval: approval}
	for m := range l.needs {
		l.needs[m] = true
	}
	x := newWeather(s)
	arrived := map[int]float64{}
	for pair := range draws {
		x.turn(8, pair)
		for side := range x.sky {
			arrived[w.travel(x, side, l, 0, x.fateOf(0, 0), false)]++
		}
	}
	for n := range 4 {
		month := int(wait + float64(n)*(wait+lost))
		within(t, "the share of orders that arrive after refusals", arrived[month]/(2*draws), math.Pow(1-approval, float64(n))*approval, 0.01)
	}
	l.approval = 1
	s.noise.deskSlow = 1 // slow from the first month on and never normal again
	x.turn(8, 0)
	if at := w.travel(x, 0, l, 0, x.fateOf(0, 0), false); at != 2*int(wait) {
		t.Errorf("under a slow desk the order arrives in month %d", at)
	}
	l.general[0] = true
	if at := w.travel(x, 0, l, 0, x.fateOf(0, 0), false); at != 0 {
		t.Errorf("under a general licence the order arrives in month %d", at)
	}
}

// New capacity that is late: what the plan orders of it is made in the old capacity
// until then, and no more.
func TestLateCapacityLimitsOrders(t *testing.T) {
	p := shop(6, 100, "M")
	o := sell(p, "A", "Alpha", "M", "CN", "5", 0, 40)
	p.Pool(o.Pool).Steps = append(p.Pool(o.Pool).Steps, planner.CapacityStep{From: p.Start + 2, KgPerMonth: 100})
	plan := book(p, order(p, "M", "A", 0, 0, 40), order(p, "M", "A", 1, 1, 40), order(p, "M", "A", 2, 2, 100), order(p, "M", "A", 3, 3, 100), order(p, "M", "A", 4, 4, 100), order(p, "M", "A", 5, 5, 100))
	c := newCompiler(p, facts(), quiet(p))
	w := c.compile(plan, false)
	x, b := newWeather(c.finish([]*world{w}, false)), w.buffers()
	x.turn(1, 0)
	x.sky[0].ramp[0] = 2
	w.path(x, 0, b)
	near(t, "what came when the new capacity is two months late", b.arrived, 4*40+2*100)
}
