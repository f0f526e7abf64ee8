package award

import (
	"math"
	"slices"
	"sort"
)

// sweep plans every part once, the largest first, each in the room that the others
// leave; where a part has no answer it gives up.
func (q *quick) sweep(whole bool) bool {
	for _, p := range q.bySize() {
		if q.r.stopping() || !q.plan(p, whole) {
			return false
		}
	}
	return true
}

// plan plans one part anew, beyond what the others leave where it cannot do with
// that.
func (q *quick) plan(p int, whole bool) bool {
	for _, soft := range []bool{false, true} {
		t := q.f.newTask(p, soft)
		if x, _ := t.solve(whole); x != nil {
			t.take(x)
			return true
		}
	}
	return false
}

func (q *quick) bySize() []int {
	size := make([]float64, len(q.m.parts))
	list := make([]int, len(q.m.parts))
	for p, pv := range q.m.parts {
		list[p] = p
		for _, d := range pv.need {
			size[p] += d * pv.val.Stock / pv.mass
		}
	}
	sort.SliceStable(list, func(i, j int) bool { return size[list[i]] > size[list[j]] })
	return list
}

// mendTiers gives up tiers whose step is missed, and plans again what they price.
func (q *quick) mendTiers(whole bool) bool {
	for _, s := range q.schemes {
		for n := q.tier[s.key]; n > 0 && q.missesStep(s); n-- {
			q.setTier(s, n-1)
			for _, p := range s.parts {
				if q.r.stopping() || !q.plan(p, whole) {
					return false
				}
			}
		}
	}
	return true
}

// mendRows plans again the parts that stand in rows which are missed: a part that
// could not do with what the others left took more, and they have to give way.
func (q *quick) mendRows() bool {
	for range 4 {
		missed := map[int]bool{}
		for i, s := range q.a.shared {
			if s.own < 0 && q.f.over(i) > 1e-6*(1+math.Abs(q.m.b.rowUp[s.row])) {
				missed[i] = true
			}
		}
		if len(missed) == 0 {
			return true
		}
		for _, p := range q.bySize() {
			if !slices.ContainsFunc(q.a.byPart[p], func(r partRow) bool { return missed[r.at] }) {
				continue
			}
			if q.r.stopping() || !q.plan(p, true) {
				return false
			}
		}
	}
	return true
}

// mendLots settles the orders of several parts that stay below their MOQ: struck out
// for all, or filled up by the part that orders most of it, whichever is cheaper.
func (q *quick) mendLots() bool {
	f := q.f
	f.strict = true
	for range 3 {
		broken := 0
		for i := range q.m.lotRows {
			l := &q.m.lotRows[i]
			if kg, moq := l.kg(f.x), l.offer.OrderMinKg.V; kg <= lotDust(moq) || kg >= moq*(1-1e-6) {
				continue
			}
			if q.r.stopping() {
				return false
			}
			broken++
			q.mendLot(l)
		}
		if broken == 0 {
			return true
		}
	}
	return true
}

func (q *quick) mendLot(l *lotRow) {
	f := q.f
	var parts []int
	by := map[int]float64{}
	for _, t := range l.terms {
		if kg := f.x[t.col]; kg > 0 {
			p := q.a.label[t.col]
			if by[p] == 0 {
				parts = append(parts, p)
			}
			by[p] += kg
		}
	}
	sort.SliceStable(parts, func(i, j int) bool { return by[parts[i]] > by[parts[j]] })
	before := q.state(parts)
	raised := q.plan(parts[0], true) && l.kg(f.x) >= l.offer.OrderMinKg.V*(1-1e-6)
	costRaised, after := inf, q.state(parts)
	if raised {
		costRaised = q.near(parts, nil)
	}
	q.restore(parts, before)
	was := make([]bool, len(l.terms))
	for i, t := range l.terms {
		was[i], f.open[t.col] = f.open[t.col], false
	}
	ok := true
	for _, p := range parts {
		ok = ok && q.plan(p, true)
	}
	if ok && q.near(parts, nil) <= costRaised {
		return
	}
	for i, t := range l.terms {
		f.open[t.col] = was[i]
	}
	if raised {
		q.restore(parts, after)
	} else {
		q.restore(parts, before)
	}
}

// state is what some parts do, restore puts it back.
func (q *quick) state(parts []int) [][]float64 {
	out := make([][]float64, len(parts))
	for k, p := range parts {
		for _, c := range q.a.cols[p] {
			out[k] = append(out[k], q.f.x[c])
		}
	}
	return out
}

func (q *quick) restore(parts []int, x [][]float64) {
	for k, p := range parts {
		q.f.put(p, x[k])
	}
}

// missesStep reports whether what is ordered falls short of the tier taken.
func (q *quick) missesStep(s sharedScheme) bool {
	for _, t := range s.tiers {
		if t.tier != q.tier[s.key] {
			continue
		}
		for _, r := range q.f.refs[t.col] {
			if q.f.over(r.at) > 1e-6*t.from {
				return true
			}
		}
	}
	return false
}

// mendTests drops tests while more are started than may be, the least useful first.
func (q *quick) mendTests() {
	for _, s := range q.tests {
		over := false
		for _, r := range q.f.refs[s.t.chosen] {
			over = over || r.terms[0].val > 0 && q.f.over(r.at) > 1e-9
		}
		if over && q.f.x[s.t.chosen] > 0.5 && !q.r.stopping() {
			q.flip(s)
		}
	}
}

// flip starts or drops a test where that is cheaper.
func (q *quick) flip(s sharedTest) bool {
	on := q.f.x[s.t.chosen] > 0.5
	extra := 0.0
	for _, c := range s.t.open {
		extra += q.m.b.cost[c]
	}
	if on {
		extra = -extra
	}
	return q.try(s.parts, s.t.open, func() { q.setTest(s, !on) }, func() { q.setTest(s, on) }, extra)
}

// near is what some parts cost, with what is missed in the shared rows that they or
// some shared columns stand in.
func (q *quick) near(parts, cols []int) float64 {
	m, f := q.m, q.f
	sum, seen := 0.0, map[int]bool{}
	for _, c := range cols {
		for _, r := range f.refs[c] {
			if !seen[r.at] {
				seen[r.at] = true
				sum += float64(f.over(r.at) * f.miss[r.at])
			}
		}
	}
	for _, p := range parts {
		for _, c := range q.a.cols[p] {
			if f.x[c] != 0 {
				sum += float64(m.b.cost[c] * f.x[c])
			}
		}
		for _, r := range q.a.byPart[p] {
			if !seen[r.at] {
				seen[r.at] = true
				if d := q.a.shared[r.at].defines; d >= 0 {
					sum += float64(m.b.cost[d] * f.x[d])
				}
				if v := f.over(r.at); v > 0 {
					sum += float64(v * f.miss[r.at])
				}
			}
		}
	}
	return sum
}

// replan plans some parts again and keeps the answer where it is cheaper in all.
func (q *quick) replan(parts []int) bool {
	return q.try(parts, nil, nil, nil, 0)
}

// try makes a change of shared columns that costs extra, plans some parts again and
// keeps both where all is cheaper; undo takes the change back.
func (q *quick) try(parts, cols []int, change, undo func(), extra float64) bool {
	before := q.near(parts, cols)
	saved := q.state(parts)
	if change != nil {
		change()
	}
	ok := true
	for _, p := range parts {
		if !q.plan(p, true) {
			ok = false
			break
		}
	}
	if ok && q.near(parts, cols)+extra < before-float64(1e-7*math.Abs(before)) {
		return true
	}
	q.restore(parts, saved)
	if undo != nil {
		undo()
	}
	return false
}

// improve goes once over parts, tests and tiers and reports whether anything became
// cheaper.
func (q *quick) improve() bool {
	better := false
	for _, p := range q.bySize() {
		if q.r.stopping() {
			return better
		}
		better = q.replan([]int{p}) || better
	}
	q.keep()
	for _, s := range q.tests {
		if q.r.stopping() || q.r.done() {
			return better
		}
		if q.f.x[s.t.chosen] > 0.5 || q.allowed(s.t) {
			better = q.flip(s) || better
		}
	}
	q.keep()
	for _, s := range q.schemes {
		was := q.tier[s.key]
		for _, n := range []int{was + 1, was - 1} {
			if q.r.stopping() || q.r.done() {
				return better
			}
			if n < 0 || n > len(s.tiers) {
				continue
			}
			if q.try(s.parts, s.columns(), func() { q.setTier(s, n) }, func() { q.setTier(s, was) }, 0) {
				better = true
				break
			}
		}
	}
	q.keep()
	return better
}

// worthTelling is by what share a plan must be cheaper than the one told last.
const worthTelling = 2e-4

// keep hands the plan to the run where it keeps every row and order lot, and reports
// whether it does. One hardly cheaper than the last is not told.
func (q *quick) keep() bool {
	x := append([]float64(nil), q.f.x...)
	m := q.m
	for i, s := range q.a.shared {
		if s.own < 0 {
			continue
		}
		// A slack takes what is left over.
		v := q.f.act[i] + q.f.sums(i)
		x[s.own] = 0
		if over := v - m.b.rowUp[s.row]; over > 0 && s.ownVal < 0 {
			x[s.own] = over / -s.ownVal
		} else if under := m.b.rowLo[s.row] - v; under > 0 && s.ownVal > 0 {
			x[s.own] = under / s.ownVal
		}
	}
	if !m.holds(x) || len(m.brokenLots(x)) > 0 {
		return false
	}
	cost := m.objective(x)
	if q.r.best != nil && cost > q.told-float64(worthTelling*math.Abs(q.told)) {
		return true
	}
	q.told = cost
	plan := q.r.judge(m, x)
	q.r.keep(plan)
	if q.r.best == plan {
		q.r.priced = q.remember(x)
	}
	return true
}

// holds reports whether a solution keeps every row and bound of the model.
func (m *model) holds(x []float64) bool {
	for c, v := range x {
		size := float64(1e-6 * (1 + math.Abs(v)))
		if v < m.b.lo[c]-size || v > m.b.up[c]+size {
			return false
		}
	}
	for i, row := range m.b.rows {
		sum, size := 0.0, 1.0
		for _, t := range row {
			v := float64(t.val * x[t.col])
			sum += v
			size = math.Max(size, math.Abs(v))
		}
		if sum < m.b.rowLo[i]-float64(1e-6*size) || sum > m.b.rowUp[i]+float64(1e-6*size) {
			return false
		}
	}
	return true
}

// columns are those of a scheme's tiers.
func (s sharedScheme) columns() []int {
	var out []int
	for _, t := range s.tiers {
		out = append(out, t.col)
	}
	return out
}
