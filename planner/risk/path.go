package risk

import (
	"math"

	"remanence/planner"
)

// outcome is what one path did.
type outcome struct {
	cost    float64 // discounted, all of it
	stopped float64 // line-stop cost in it
	days    float64 // on which some line stood still
	first   int     // month of the first stop, months of the plan when none
	late    float64 // unit-months late
	served  float64 // of the units asked for, in time
}

// buffers are what a worker needs for a path, made once.
type buffers struct {
	desk      []uint8 // state by desk and month
	run       []int   // months a desk has stood still, by desk and month
	programme []float64
	market    []float64
	currency  []float64
	left      []float64 // of pools in the month
	slip      []int     // of pools
	usable    []int     // of lines
	arrive    []float64 // by part and month, the last is beyond the plan
	booked    []float64 // the same as ordered, without yield
	net       []float64
	onOrder   []float64
	stopped   []bool // by part, on this path
	stopMonth []bool

	ordered, arrived, served float64 // for the balance of the path
}

func (w *world) buffers() *buffers {
	n := w.months
	return &buffers{desk: make([]uint8, w.desks*n), run: make([]int, w.desks*n), programme: make([]float64, w.programmes), market: make([]float64, w.markets),
		currency: make([]float64, w.currencies), left: make([]float64, len(w.pools)), slip: make([]int, len(w.pools)), usable: make([]int, len(w.lines)),
		arrive: make([]float64, len(w.parts)*(n+1)), booked: make([]float64, len(w.parts)*(n+1)), net: make([]float64, len(w.parts)),
		onOrder: make([]float64, len(w.parts)), stopped: make([]bool, len(w.parts)), stopMonth: make([]bool, n)}
}

// States of an export desk.
const (
	deskNormal uint8 = iota
	deskSlow
	deskStopped
)

// path lives one world through. Each month: orders are placed up to the planned
// level, goods arrive, needs are met.
func (w *world) path(d dice, b *buffers) outcome {
	w.begin(d, b)
	out := outcome{cost: w.fixed, first: w.months}
	asked := 0.0
	for t := range w.months {
		w.drift(d, b, t)
		for k := range w.pools {
			b.left[k] = w.pools[k].cap[t]
			if u := max(0, t-b.slip[k]); b.slip[k] > 0 && w.pools[k].cap[u] < b.left[k] {
				b.left[k] = w.pools[k].cap[u]
			}
		}
		worst := 0.0
		for i := range w.parts {
			p := &w.parts[i]
			out.cost += w.order(d, b, i, t)
			need := p.need[t]
			if !w.plain {
				need *= b.programme[p.programme] * spread(d, w.noise.own, forDemand, i, t)
			}
			at := i*(w.months+1) + t
			b.arrived += b.arrive[at]
			b.onOrder[i] -= b.booked[at]
			before := math.Max(-b.net[i], 0)
			b.net[i] += p.fixed[t] + b.arrive[at] - need
			late := math.Max(-b.net[i], 0)
			if late < 1e-9*(1+need) {
				late = 0
			}
			asked += need
			out.served += need - math.Max(0, late-before)
			out.late += late
			money := (p.stop*late + p.hold*math.Max(b.net[i], 0)) * w.disc[t]
			out.cost += money
			out.stopped += p.stop * late * w.disc[t]
			if p.lost && late > 0 {
				b.served -= late
				b.net[i] = 0
			}
			b.served += need
			if late > w.stopAt*need && need > 0 {
				b.stopped[i] = true
				b.stopMonth[t] = true
				worst = math.Max(worst, math.Min(1, late/need))
				out.first = min(out.first, t)
			}
		}
		out.days += worst * daysPerMonth
	}
	for i := range w.parts {
		p := &w.parts[i]
		if b.net[i] < 0 {
			out.cost -= p.value * b.net[i] * w.disc[w.months]
		} else {
			out.cost -= p.end * math.Min(b.net[i], p.endCap) * w.disc[w.months]
		}
	}
	if asked > 0 {
		out.served /= asked
	}
	return out
}

// begin draws what holds for the whole path.
func (w *world) begin(d dice, b *buffers) {
	clear(b.arrive)
	clear(b.booked)
	clear(b.onOrder)
	clear(b.programme)
	clear(b.market)
	clear(b.currency)
	clear(b.stopped)
	clear(b.stopMonth)
	clear(b.slip)
	b.ordered, b.arrived, b.served = 0, 0, 0
	for i := range w.parts {
		b.net[i] = w.parts[i].opening
	}
	for k := range w.lines {
		l := &w.lines[k]
		b.usable[k] = 0
		if l.late && !w.plain {
			b.usable[k] = l.usable + wait(d, w.noise.test, forTest, l.test)
		}
	}
	if w.plain {
		return
	}
	for k := range w.pools {
		if w.pools[k].rise {
			b.slip[k] = wait(d, w.noise.ramp, forRamp, k)
		}
	}
	for k := range w.desks {
		w.desk(d, b, k)
	}
}

// wait is whole months of an exponential delay.
func wait(d dice, mean float64, what uint64, a int) int {
	if mean <= 0 {
		return 0
	}
	return int(-mean * math.Log(d.uniform(what, a, 0)))
}

// desk walks one export desk through the months.
func (w *world) desk(d dice, b *buffers, k int) {
	s, run := deskNormal, 0
	for t := range w.months {
		u := d.uniform(forDesk, k, t)
		switch s {
		case deskNormal:
			if u < w.noise.deskStop {
				s = deskStopped
			} else if u < w.noise.deskStop+w.noise.deskSlow {
				s = deskSlow
			}
		case deskSlow:
			if u < w.noise.deskNormal {
				s = deskNormal
			}
		case deskStopped:
			if u < w.noise.deskResume {
				s = deskSlow
			}
		}
		if s == deskStopped {
			run++
		} else {
			run = 0
		}
		b.desk[k*w.months+t], b.run[k*w.months+t] = s, run
	}
}

// spread is a lognormal factor of mean 1.
func spread(d dice, sigma float64, what uint64, a, t int) float64 {
	if sigma <= 0 {
		return 1
	}
	return math.Exp(sigma*d.normal(what, a, t) - sigma*sigma/2)
}

// drift moves programmes, indices and currencies by a month. Programmes and
// indices hold factors; an index returns to its path and sometimes jumps.
func (w *world) drift(d dice, b *buffers, t int) {
	if w.plain {
		for i := range b.programme {
			b.programme[i] = 1
		}
		return
	}
	n := &w.noise
	for i := range b.programme {
		z := d.normal(forProgramme, i, t)
		x := z
		if t > 0 && n.common > 0 {
			before := (math.Log(b.programme[i]) + n.common*n.common/2) / n.common
			x = n.stay*before + math.Sqrt(math.Max(0, 1-n.stay*n.stay))*z
		}
		b.programme[i] = math.Exp(n.common*x - n.common*n.common/2)
	}
	if len(b.market) > 0 {
		all := d.normal(forMarket, 0, t) * math.Sqrt(n.together)
		for i := range b.market {
			b.market[i] += -n.back*b.market[i] + n.price*(all+math.Sqrt(math.Max(0, 1-n.together))*d.normal(forIndex, i, t))
			if d.uniform(forJump, i, t) < n.jump {
				b.market[i] += math.Log1p(n.jumpSize) * spread(d, 0.3, forJumpSize, i, t)
			}
		}
	}
	for i := range b.currency {
		b.currency[i] += n.fx*d.normal(forCurrency, i, t) - n.fx*n.fx/2
	}
}

// order places the orders of a part in a month: what the plan orders, less or
// more by what has become of stock and orders, and returns their cost.
func (w *world) order(d dice, b *buffers, i, t int) float64 {
	p := &w.parts[i]
	want := p.target[t] - b.net[i] - b.onOrder[i]
	if want <= 0 {
		return 0
	}
	planned := 0.0
	for k := p.from; k < p.to; k++ {
		planned += w.lines[k].q[t]
	}
	rush := w.rush && t > 0 && b.net[i] < p.plannedEnd[t-1]/2
	money, placed := 0.0, 0.0
	scale := 1.0
	if planned > want {
		scale = want / planned
	}
	for k := p.from; k < p.to; k++ {
		if q := w.lines[k].q[t]; q > 0 {
			got, c := w.place(d, b, k, t, q*scale, rush)
			placed, money = placed+got, money+c
		}
	}
	rest := want - placed
	if rest <= 1e-9*(1+want) {
		return money
	}
	open := 0.0
	for k := p.from; k < p.to; k++ {
		if t >= b.usable[k] {
			open += w.lines[k].share[t]
		}
	}
	for k := p.from; k < p.to && open > 0; k++ {
		if s := w.lines[k].share[t]; s > 0 && t >= b.usable[k] {
			_, c := w.place(d, b, k, t, rest*s/open, rush)
			money += c
		}
	}
	return money
}

// place orders of a line what its source can make, and sends it on its way.
func (w *world) place(d dice, b *buffers, k, t int, units float64, rush bool) (placed, money float64) {
	l := &w.lines[k]
	if t < b.usable[k] {
		return 0, 0
	}
	if l.feedDesk >= 0 && !w.plain && float64(b.run[l.feedDesk*w.months+t]) > w.noise.feed {
		units *= 1 - l.feed
	}
	if l.pool >= 0 {
		if most := b.left[l.pool] / l.kg; units > most {
			units = most
		}
		b.left[l.pool] -= units * l.kg
		if b.left[l.pool] < 0 {
			b.left[l.pool] = 0
		}
	}
	if units <= 0 {
		return 0, 0
	}
	arrive, brings := t+l.lead[t], units
	rush = rush && l.saved > 0
	if !w.plain {
		arrive = w.travel(d, b, l, t, rush)
		brings *= spread(d, w.noise.yield, forYield, l.fit, t)
		if l.scrap {
			brings *= math.Min(1, spread(d, w.noise.scrap, forScrap, l.fit, t))
		}
	}
	arrive = min(arrive, w.months)
	at := l.part*(w.months+1) + arrive
	b.arrive[at] += brings
	b.booked[at] += units
	b.onOrder[l.part] += units
	b.ordered += brings
	if arrive == w.months {
		return units, 0 // paid after the plan, as what is owed then is
	}
	per := l.cost[t]
	if !w.plain {
		for _, x := range l.expo {
			per += x.amount[t] * (math.Exp(b.market[x.market]) - 1)
		}
		if l.currency >= 0 {
			per *= math.Exp(b.currency[l.currency])
		}
	}
	if rush {
		per += l.premium[t]
	}
	return units, units * per
}

// travel is the month in which an order arrives: made, licensed, shipped.
func (w *world) travel(d dice, b *buffers, l *simLine, t int, rush bool) int {
	weeks := l.weeks
	f := spread(d, w.noise.lead, forLead, l.fit, t)
	transit := l.transit
	if rush {
		cut := math.Min(l.saved, weeks+transit)
		first := math.Min(cut, weeks)
		weeks, transit = weeks-first, transit-(cut-first)
	}
	at := float64(t) + weeks*f/planner.WeeksPerMonth
	for attempt := 0; ; attempt++ {
		m := int(at)
		if m >= w.months {
			return w.months
		}
		if !l.needs[m] {
			break
		}
		s := b.desk[l.desk*w.months+m]
		if s == deskStopped {
			at = float64(m + 1)
			continue
		}
		if l.general[m] {
			break
		}
		z := d.normal(forWait, l.fit, t*16+attempt&15)
		months := l.p50 * math.Exp(l.sigma*z)
		if s == deskSlow {
			months *= w.noise.slow
		}
		at += months
		if d.uniform(forApproval, l.fit, t*16+attempt&15) < l.approval {
			break
		}
		at += w.noise.reapply
	}
	// The plan rounds up, which is its reserve; what happens is rounded evenly.
	return max(t, int(math.Floor(at+transit*f/planner.WeeksPerMonth+0.5)))
}
