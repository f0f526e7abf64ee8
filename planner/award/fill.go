package award

import (
	"math"
	"sort"

	"remanence/planner/simplex"
)

// filling is a plan in the making, part by part: each part is planned by itself,
// whole choices and order lots included, within the room that the others leave in
// what they share.
type filling struct {
	a     *parted
	x     []float64
	open  []bool    // columns that the choices made leave open
	act   []float64 // of each shared row, without the sums it refers to
	price []float64 // of each column: what priced rows add to its cost; nil when they do not
	miss  []float64 // of each shared row: what a unit beyond its bounds costs
	lots  [][]partLot
	// strict has every part fill up the orders of others that an MOQ would break.
	strict bool
	// refs are the shared rows of each column that no part owns.
	refs map[int][]partRow
}

// partLot is what a part has in an order with an MOQ.
type partLot struct {
	n    int // of m.lotRows
	cols []int
}

func (a *parted) newFilling(x []float64) *filling {
	f := &filling{a: a, x: append([]float64(nil), x...), open: make([]bool, len(x)), refs: map[int][]partRow{}}
	for i, r := range a.shared {
		for _, t := range r.terms {
			f.refs[t.col] = append(f.refs[t.col], partRow{i, []term{t}})
		}
	}
	for c := range f.open {
		f.open[c] = true
	}
	f.lots = make([][]partLot, len(a.cols))
	for _, l := range a.m.lotRows {
		at := map[int]int{}
		for _, t := range l.terms {
			p := a.label[t.col]
			k, ok := at[p]
			if !ok {
				k = len(f.lots[p])
				at[p] = k
				f.lots[p] = append(f.lots[p], partLot{n: l.n})
			}
			f.lots[p][k].cols = append(f.lots[p][k].cols, t.col)
		}
	}
	f.misses()
	f.recount()
	return f
}

// misses sets what a unit beyond a shared row costs: what its own slack costs, else
// far more than anything a unit of it could bring.
func (f *filling) misses() {
	m := f.a.m
	f.miss = make([]float64, len(f.a.shared))
	for p := range f.a.byPart {
		for _, r := range f.a.byPart[p] {
			for _, t := range r.terms {
				v := 100 * (math.Abs(m.b.cost[t.col]) + 1e-2) / math.Max(math.Abs(t.val), 1e-2)
				f.miss[r.at] = math.Max(f.miss[r.at], v)
			}
		}
	}
	for i, r := range f.a.shared {
		for _, t := range r.terms {
			if _, sum := f.a.defined[t.col]; sum && f.miss[i] == 0 {
				f.miss[i] = 1e4 / math.Max(math.Abs(t.val), 1e-2)
			}
		}
		if r.own >= 0 && m.b.cost[r.own] >= 0 {
			f.miss[i] = m.b.cost[r.own] / math.Abs(r.ownVal)
		}
	}
}

// recount computes the activities from x.
func (f *filling) recount() {
	a := f.a
	f.act = make([]float64, len(a.shared))
	for i, r := range a.shared {
		for _, t := range r.terms {
			if _, sum := a.defined[t.col]; !sum {
				f.act[i] += float64(t.val * f.x[t.col])
			}
		}
	}
	for p := range a.byPart {
		for _, r := range a.byPart[p] {
			for _, t := range r.terms {
				f.act[r.at] += float64(t.val * f.x[t.col])
			}
		}
	}
	for i, r := range a.shared {
		if r.defines >= 0 {
			f.x[r.defines] = f.act[i] - a.m.b.rowUp[r.row] // the coefficient is −1
		}
	}
}

// set changes a column that no part owns.
func (f *filling) set(c int, v float64) {
	for _, r := range f.refs[c] {
		f.act[r.at] += float64(r.terms[0].val * (v - f.x[c]))
	}
	f.x[c] = v
}

// sums is what the sums a shared row refers to add to it.
func (f *filling) sums(i int) float64 {
	if f.a.shared[i].defines >= 0 {
		return 0
	}
	v := 0.0
	for _, t := range f.a.shared[i].terms {
		if _, sum := f.a.defined[t.col]; sum {
			v += float64(t.val * f.x[t.col])
		}
	}
	return v
}

// over is how far a shared row lies outside its bounds, apart from its slack.
func (f *filling) over(i int) float64 {
	if f.a.shared[i].defines >= 0 {
		return 0
	}
	b := &f.a.m.b
	r := f.a.shared[i].row
	v := f.act[i] + f.sums(i)
	return math.Max(0, math.Max(v-b.rowUp[r], b.rowLo[r]-v))
}

// task is the problem of one part.
type task struct {
	f     *filling
	part  int
	soft  bool
	at    map[int]int // column → its number
	cols  []int
	p     simplex.Problem
	rows  [][]term // local
	lp    *simplex.Solver
	lots  []taskLot
	whole []int // columns that must be whole, the most far-reaching first
}

// taskLot is an order of the part: nothing or at least least.
type taskLot struct {
	col, row int // one of them −1
	cols     []int
	least    float64
	up       float64
	month    int
}

// kg is what a solution orders in a lot.
func (l taskLot) kg(x []float64) float64 {
	sum := 0.0
	for _, c := range l.cols {
		sum += x[c]
	}
	return sum
}

func (t *task) column(cost, lo, up float64) int {
	t.p.Cost, t.p.Lo, t.p.Up = append(t.p.Cost, cost), append(t.p.Lo, lo), append(t.p.Up, up)
	return len(t.p.Cost) - 1
}

func (t *task) row(lo, up float64, terms []term) int {
	t.p.RowLo, t.p.RowUp = append(t.p.RowLo, lo), append(t.p.RowUp, up)
	t.rows = append(t.rows, terms)
	return len(t.rows) - 1
}

// newTask states what a part decides, with what the others leave. A soft task may
// take more than they leave, at a price far beyond any use.
func (f *filling) newTask(part int, soft bool) *task {
	a, m := f.a, f.a.m
	t := &task{f: f, part: part, soft: soft, at: map[int]int{}, cols: a.cols[part]}
	for _, c := range t.cols {
		cost, up := m.b.cost[c], m.b.up[c]
		if f.price != nil {
			cost += f.price[c]
		}
		if !f.open[c] {
			up = m.b.lo[c]
		}
		t.at[c] = t.column(cost, m.b.lo[c], up)
		if m.b.integer[c] && up > m.b.lo[c] {
			t.whole = append(t.whole, c)
		}
	}
	for _, i := range a.inner[part] {
		t.row(m.b.rowLo[i], m.b.rowUp[i], t.local(m.b.rows[i]))
	}
	t.shared()
	t.orders()
	t.build()
	sort.SliceStable(t.whole, func(i, j int) bool { return m.b.stage[t.whole[i]] < m.b.stage[t.whole[j]] })
	for i, c := range t.whole {
		t.whole[i] = t.at[c]
	}
	return t
}

func (t *task) local(terms []term) []term {
	out := make([]term, 0, len(terms))
	for _, x := range terms {
		if c, ok := t.at[x.col]; ok {
			out = append(out, term{c, x.val})
		}
	}
	return out
}

// shared adds what the part has in shared rows: as bounds where one column stands in
// one alone, as rows with a dear slack where they can bind.
func (t *task) shared() {
	f, a, m := t.f, t.f.a, t.f.a.m
	sums := map[int]int{} // defined column → its number here
	before := map[int]float64{}
	for _, r := range a.byPart[t.part] {
		if d := a.shared[r.at].defines; d >= 0 {
			own := 0.0
			for _, x := range r.terms {
				own += float64(x.val * f.x[x.col])
			}
			before[d] = own
			cost := m.b.cost[d]
			if f.price != nil {
				cost += f.price[d]
			}
			sums[d] = t.column(cost, 0, inf)
			t.row(0, 0, append(t.local(r.terms), term{sums[d], -1}))
		}
	}
	for _, r := range a.byPart[t.part] {
		s := a.shared[r.at]
		if s.defines >= 0 {
			continue
		}
		others := f.act[r.at] + f.sums(r.at)
		for _, x := range r.terms {
			others -= float64(x.val * f.x[x.col])
		}
		terms := t.local(r.terms)
		for _, x := range s.terms {
			if c, ok := sums[x.col]; ok {
				others -= float64(x.val * before[x.col])
				terms = append(terms, term{c, x.val})
			}
		}
		lo, up := m.b.rowLo[s.row]-others, m.b.rowUp[s.row]-others
		t.add(r.at, lo, up, terms)
	}
}

// add adds a shared row to a task.
func (t *task) add(at int, lo, up float64, terms []term) {
	live := terms[:0]
	least, most, positive := 0.0, 0.0, true
	for _, x := range terms {
		l, u := t.p.Lo[x.col], t.p.Up[x.col]
		if l == u {
			lo, up = lo-float64(x.val*l), up-float64(x.val*l)
			continue
		}
		live = append(live, x)
		if x.val < 0 {
			positive = false
			l, u = u, l
		}
		least, most = least+float64(x.val*l), most+float64(x.val*u)
	}
	if len(live) == 0 || most <= up && least >= lo {
		return
	}
	soft := t.soft || t.f.a.shared[at].own >= 0
	if math.IsInf(lo, -1) && positive && !soft {
		room := math.Max(up, 0)
		if len(live) == 1 {
			c := live[0].col
			t.p.Up[c] = math.Max(t.p.Lo[c], math.Min(t.p.Up[c], room/live[0].val))
			return
		}
		if room <= 1e-9 {
			for _, x := range live {
				t.p.Up[x.col] = t.p.Lo[x.col]
			}
			return
		}
	}
	live = append([]term(nil), live...)
	if most > up {
		live = append(live, term{t.column(t.f.miss[at], 0, inf), -1})
	}
	if least < lo {
		live = append(live, term{t.column(t.f.miss[at], 0, inf), 1})
	}
	t.row(lo, up, live)
}

// orders notes the orders with an MOQ.
func (t *task) orders() {
	f, m := t.f, t.f.a.m
	for _, l := range f.lots[t.part] {
		row := &m.lotRows[l.n]
		own := 0.0
		for _, c := range l.cols {
			own += f.x[c]
		}
		others := row.kg(f.x) - own
		lot := taskLot{col: -1, row: -1, least: row.offer.OrderMinKg.V - others, month: row.t}
		must := f.strict && others > lotDust(row.offer.OrderMinKg.V)
		if lot.least <= 1e-9 {
			continue // the others make it a full order
		}
		var terms []term
		for _, c := range l.cols {
			if k := t.at[c]; t.p.Up[k] > 0 {
				lot.cols = append(lot.cols, k)
				lot.up += t.p.Up[k]
				terms = append(terms, term{k, 1})
			}
		}
		switch {
		case len(terms) == 0:
			continue
		case lot.up < lot.least && must:
			continue // it cannot help
		case lot.up < lot.least:
			for _, x := range terms {
				t.p.Up[x.col] = 0
			}
			continue
		case len(terms) == 1:
			lot.col = terms[0].col
		default:
			lot.row = t.row(0, inf, terms)
		}
		if must {
			if lot.row >= 0 {
				t.p.RowLo[lot.row] = lot.least
			} else {
				t.p.Lo[lot.col] = lot.least
			}
			continue
		}
		t.lots = append(t.lots, lot)
	}
	sort.SliceStable(t.lots, func(i, j int) bool { return t.lots[i].month < t.lots[j].month })
}

// build makes the solver.
func (t *task) build() {
	n := len(t.p.Cost)
	t.p.Start = make([]int32, n+1)
	for _, r := range t.rows {
		for _, x := range r {
			t.p.Start[x.col+1]++
		}
	}
	for c := range n {
		t.p.Start[c+1] += t.p.Start[c]
	}
	t.p.Row, t.p.Value = make([]int32, t.p.Start[n]), make([]float64, t.p.Start[n])
	next := append([]int32(nil), t.p.Start[:n]...)
	for i, r := range t.rows {
		for _, x := range r {
			t.p.Row[next[x.col]], t.p.Value[next[x.col]] = int32(i), x.val
			next[x.col]++
		}
	}
	t.lp = simplex.New(t.p)
}

// setLot places an order, or strikes it out, or leaves it free.
func (t *task) setLot(l taskLot, least, most float64) {
	if l.row >= 0 {
		t.lp.SetRow(l.row, least, most)
		return
	}
	t.lp.SetBounds(l.col, least, math.Min(most, t.p.Up[l.col]))
}

// trials bounds how often a part's problem is solved for its whole choices.
const taskTrials = 400

// solve plans the part: first as if nothing had to be whole, then each choice and
// order in turn both ways, the cheaper kept. It gives the solution and its cost, nil
// when there is none. Without whole, nothing has to be.
func (t *task) solve(whole bool) ([]float64, float64) {
	if t.lp.Solve() != simplex.Optimal {
		return nil, inf
	}
	if !whole {
		return t.lp.X(), t.lp.Objective()
	}
	tried := 0
	for _, c := range t.whole {
		v := t.lp.X()[c]
		lo, up := t.lp.Bounds(c)
		down, above := math.Floor(v+1e-7), math.Ceil(v-1e-7)
		if down == above {
			t.lp.SetBounds(c, down, down)
			if t.lp.Solve() != simplex.Optimal {
				return nil, inf
			}
			continue
		}
		if !t.better(func() { t.lp.SetBounds(c, above, math.Max(above, up)) }, func() { t.lp.SetBounds(c, math.Min(lo, down), down) }) {
			return nil, inf
		}
		tried += 2
	}
	// Every round settles an order or ends.
	settled := make([]bool, len(t.lots))
	for tried < taskTrials {
		again := false
		for k, l := range t.lots {
			kg := l.kg(t.lp.X())
			if settled[k] || kg <= 0 || kg >= l.least*(1-1e-7) {
				continue
			}
			again, settled[k] = true, true
			if kg <= lotDust(l.least) {
				t.setLot(l, 0, 0)
				continue
			}
			if !t.better(func() { t.setLot(l, l.least, inf) }, func() { t.setLot(l, 0, 0) }) {
				return nil, inf
			}
			tried += 2
		}
		if !again {
			return t.lp.X(), t.lp.Objective()
		}
		if t.lp.Solve() != simplex.Optimal {
			return nil, inf
		}
	}
	return nil, inf
}

// better makes the cheaper of two changes; false when neither leaves an answer.
func (t *task) better(a, b func()) bool {
	a()
	costA := inf
	if t.lp.Solve() == simplex.Optimal {
		costA = t.lp.Objective()
	}
	b()
	costB := inf
	if t.lp.Solve() == simplex.Optimal {
		costB = t.lp.Objective()
	}
	if math.IsInf(costA, 1) && math.IsInf(costB, 1) {
		return false
	}
	if costA <= costB {
		a()
		return t.lp.Solve() == simplex.Optimal
	}
	return true
}

// take puts a solution of a task into the plan.
func (t *task) take(x []float64) {
	clean := make([]float64, len(t.cols))
	for k := range t.cols {
		if v := x[k]; v > 1e-9 || v < -1e-9 {
			clean[k] = v
		}
	}
	t.f.put(t.part, clean)
}

// put replaces what a part does; x is by its columns.
func (f *filling) put(part int, x []float64) {
	for _, r := range f.a.byPart[part] {
		for _, y := range r.terms {
			f.act[r.at] -= float64(y.val * f.x[y.col])
		}
	}
	for k, c := range f.a.cols[part] {
		f.x[c] = x[k]
	}
	for _, r := range f.a.byPart[part] {
		for _, y := range r.terms {
			f.act[r.at] += float64(y.val * f.x[y.col])
		}
		if s := f.a.shared[r.at]; s.defines >= 0 {
			f.x[s.defines] = f.act[r.at] - f.a.m.b.rowUp[s.row]
		}
	}
}
