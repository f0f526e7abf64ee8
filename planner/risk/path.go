package risk

import "remanence/planner/exact"

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
	left      []float64 // of pools in the month
	usable    []int     // of lines
	arrive    []float64 // by part and month, the last is beyond the plan
	booked    []float64 // the same as ordered, without yield
	overdue   []float64 // by part and month: what a desk holds back longer than planned
	net       []float64
	onOrder   []float64
	stopped   []bool // by part, on this path
	lost      []int  // by part: line-stop cost on all paths so far, hundredths, so that the sum has no order
	stopMonth []bool

	ordered, arrived, served float64 // for the balance of the path
}

func (w *world) buffers() *buffers {
	n := w.months
	return &buffers{left: make([]float64, len(w.pools)), usable: make([]int, len(w.lines)),
		arrive: make([]float64, len(w.parts)*(n+1)), booked: make([]float64, len(w.parts)*(n+1)), overdue: make([]float64, len(w.parts)*(n+1)), net: make([]float64, len(w.parts)),
		onOrder: make([]float64, len(w.parts)), stopped: make([]bool, len(w.parts)), lost: make([]int, len(w.parts)), stopMonth: make([]bool, n)}
}

// path lives one side of a pair of worlds through. Each month: orders are placed
// up to the planned level, goods arrive, needs are met.
func (w *world) path(x *weather, side int, b *buffers) outcome {
	w.begin(&x.sky[side], b)
	out := outcome{cost: w.fixed, first: w.months}
	asked := 0.0
	for t := range w.months {
		for k := range w.pools {
			p := &w.pools[k]
			b.left[k] = p.cap[t]
			if late := x.sky[side].ramp[p.number]; p.rise && late > 0 {
				b.left[k] = min(b.left[k], p.cap[max(0, t-late)])
			}
		}
		worst := 0.0
		for i := range w.parts {
			p, m := &w.parts[i], &w.grid[t*len(w.parts)+i]
			out.cost += w.order(x, side, b, m, i, t)
			need := float64(m.need * x.sky[side].demand[p.number*w.months+t])
			at := i*(w.months+1) + t
			b.arrived += b.arrive[at]
			b.onOrder[i] -= b.booked[at]
			before := max(-b.net[i], 0)
			b.net[i] += m.fixed + b.arrive[at] - need
			late := max(-b.net[i], 0)
			if late < 1e-9*(1+need) {
				late = 0
			}
			counts := late
			if t < p.judged {
				asked += need
				out.served += need - max(0, late-before)
			} else {
				counts = min(late, m.late)
			}
			out.late += counts
			stopped := float64(p.stop * counts * w.disc[t])
			out.cost += stopped + float64(p.hold*max(b.net[i], 0)*w.disc[t])
			out.stopped += stopped
			b.lost[i] += int(float64(stopped*100) + 0.5)
			if p.lost && late > 0 {
				b.served -= late
				b.net[i] = 0
			}
			b.served += need
			if t < p.judged && late > float64(w.stopAt*need) && need > 0 {
				b.stopped[i] = true
				b.stopMonth[t] = true
				worst = max(worst, min(1, late/need))
				out.first = min(out.first, t)
			}
		}
		out.days += float64(worst * daysPerMonth)
	}
	for i := range w.parts {
		p := &w.parts[i]
		if b.net[i] < 0 {
			out.cost -= float64(p.value * b.net[i] * w.disc[w.months])
		} else {
			out.cost -= float64(p.end * min(b.net[i], p.endCap) * w.disc[w.months])
		}
	}
	if asked > 0 {
		out.served /= asked
	}
	return out
}

// begin draws what holds for the whole path.
func (w *world) begin(s *sky, b *buffers) {
	clear(b.arrive)
	clear(b.booked)
	clear(b.overdue)
	clear(b.onOrder)
	clear(b.stopped)
	clear(b.stopMonth)
	b.ordered, b.arrived, b.served = 0, 0, 0
	for i := range w.parts {
		b.net[i] = w.parts[i].opening
	}
	for k := range w.lines {
		b.usable[k] = 0
		if l := &w.lines[k]; l.late {
			b.usable[k] = l.usable + s.test[l.test]
		}
	}
}

// order places the orders of a part in a month: what the plan orders, less or
// more by what has become of stock and orders, and returns their cost.
func (w *world) order(x *weather, side int, b *buffers, m *simMonth, i, t int) float64 {
	want := m.target - b.net[i] - b.onOrder[i]
	rush := w.rush && t > 0 && b.net[i] < w.grid[(t-1)*len(w.parts)+i].stock/2
	money, placed := 0.0, 0.0
	if want > 0 {
		placed, money = w.asPlanned(x, side, b, m.planned, i, t, want, rush)
	}
	if held := b.overdue[i*(w.months+1)+t]; held > 0 {
		money += w.reroute(x, side, b, i, t, want+held-placed, rush)
	}
	return money
}

// asPlanned orders by the plan's own sources in its own shares.
func (w *world) asPlanned(x *weather, side int, b *buffers, planned float64, i, t int, want float64, rush bool) (placed, money float64) {
	slots := w.slots[w.at[t*len(w.parts)+i]:w.at[t*len(w.parts)+i+1]]
	if planned > 0 {
		scale := 1.0
		if planned > want {
			scale = want / planned
		}
		for k := range slots {
			if l := &slots[k]; l.q > 0 {
				got, c := w.place(x, side, b, l, t, l.q*scale, rush)
				placed, money = placed+got, money+c
			}
		}
	}
	// What is still wanted is asked of whoever has room, until nobody has.
	for pass := 0; pass < mostPasses; pass++ {
		rest, open := want-placed, 0.0
		if rest <= 1e-9*(1+want) {
			break
		}
		for k := range slots {
			if w.room(&x.sky[side], b, &slots[k], t, pass) {
				open += slots[k].share
			}
		}
		if open <= 0 {
			break
		}
		for k := range slots {
			if l := &slots[k]; w.room(&x.sky[side], b, l, t, pass) {
				got, c := w.place(x, side, b, l, t, rest*l.share/open, rush)
				placed, money = placed+got, money+c
			}
		}
	}
	return placed, money
}

// reroute asks for what an export desk holds back of whoever is qualified and
// needs no licence, the cheapest first.
func (w *world) reroute(x *weather, side int, b *buffers, i, t int, rest float64, rush bool) (money float64) {
	slots := w.others[w.elseAt[t*len(w.parts)+i]:w.elseAt[t*len(w.parts)+i+1]]
	for k := range slots {
		if rest <= 1e-9*(1+w.grid[t*len(w.parts)+i].need) {
			break
		}
		if l := &slots[k]; !w.starved(&x.sky[side], l, t) {
			got, c := w.place(x, side, b, l, t, rest, rush)
			rest, money = rest-got, money+c
		}
	}
	return money
}

// mostPasses is how often what one source cannot make is asked of the others.
const mostPasses = 3

// room reports whether more can be asked of a line in a month. A maker whose feed
// has run out makes what is left of its share and no more.
func (w *world) room(s *sky, b *buffers, l *slot, t, pass int) bool {
	return l.share > 0 && t >= b.usable[l.line] && (l.pool < 0 || b.left[l.pool] > 1e-9) && (pass == 0 || !w.starved(s, l, t))
}

// starved reports that the desk behind the feed of a line has stood still for
// longer than its maker's own stock lasts.
func (w *world) starved(s *sky, l *slot, t int) bool {
	return l.feedDesk >= 0 && float64(s.run[int(l.feedDesk)*w.months+t]) > w.s.noise.feed
}

// place orders of a line what its source can make, and sends it on its way.
func (w *world) place(x *weather, side int, b *buffers, l *slot, t int, units float64, rush bool) (placed, money float64) {
	if t < b.usable[l.line] {
		return 0, 0
	}
	if w.starved(&x.sky[side], l, t) {
		units *= 1 - l.feed
	}
	if l.pool >= 0 {
		left := &b.left[l.pool]
		if taken := float64(units * l.kg); taken <= *left {
			*left -= taken
		} else {
			units, *left = *left/l.kg, 0
		}
	}
	if units <= 0 {
		return 0, 0
	}
	line := &w.lines[l.line]
	planned := t + int(l.lead)
	arrive, brings := planned, units
	rush = rush && line.saved > 0
	if !w.s.plain {
		f := x.fateOf(line.fit, t)
		if !line.prompt {
			arrive = w.travel(x, side, line, t, f, rush)
		}
		brings *= f.brings[side]
	}
	arrive = min(arrive, w.months)
	stride := w.months + 1
	at := line.part*stride + arrive
	b.arrive[at] += brings
	b.booked[at] += units
	b.onOrder[line.part] += units
	b.ordered += brings
	if line.desk >= 0 {
		for m := planned; m < arrive; m++ {
			b.overdue[line.part*stride+m] += units
		}
	}
	if arrive == w.months {
		return units, 0 // paid after the plan, as what is owed then is
	}
	per := l.cost
	for i := range line.expo {
		per += float64(line.expo[i].amount[t] * x.sky[side].rise[line.expo[i].market*w.months+t])
	}
	if line.currency >= 0 {
		per *= x.sky[side].rate[line.currency*w.months+t]
	}
	if rush {
		per += line.premium[t]
	}
	return units, float64(units * per)
}

// travel is the month in which an order arrives: made, licensed, shipped.
func (w *world) travel(x *weather, side int, l *simLine, t int, fate *fate, rush bool) int {
	making, transit, f := l.making, l.transit, fate.travel[side]
	if rush {
		cut := min(l.saved, making+transit)
		first := min(cut, making)
		making, transit = making-first, transit-(cut-first)
	}
	at := float64(t) + float64(making*f)
	for attempt := 0; l.desk >= 0; attempt++ {
		m := int(at)
		if m >= w.months {
			return w.months
		}
		if !l.needs[m] {
			break
		}
		s := x.sky[side].desk[l.desk*w.months+m]
		if s == deskStopped {
			at = float64(m + 1)
			continue
		}
		if l.general[m] {
			break
		}
		wait, luck := fate.wait[side], fate.luck
		if attempt > 0 {
			z := x.d.normal(forWait, l.fit, t*16+attempt&15)
			if side == 1 {
				z = -z
			}
			wait, luck = exact.Exp(float64(l.sigma*z)), x.d.uniform(forApproval, l.fit, t*16+attempt&15)
		}
		months := float64(l.p50 * wait)
		if s == deskSlow {
			months *= w.s.noise.slow
		}
		at += months
		if mirrored(luck, side) < l.approval {
			break
		}
		at += w.s.noise.reapply
	}
	// The plan rounds up, which is its reserve; what happens is rounded evenly.
	return min(w.months, max(t, int(at+float64(transit*f)+0.5)))
}
