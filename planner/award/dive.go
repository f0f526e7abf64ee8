package award

import (
	"math"
	"sort"
	"time"

	"remanence/planner/highs"
)

// first is what the dive brings: the bound of the relaxation and, if it found
// one, a feasible solution.
type first struct {
	res    highs.Result
	x      []float64
	bound  float64 // model units
	solved bool    // the relaxation was solved; false when stopped
}

// dive looks for a first answer by relaxing every yes/no choice and settling
// them stage by stage, the most far-reaching first, each time solving the rest
// again from where it stood (relax-and-fix, model §3.9). It either ends with a
// solution that keeps every row or with none.
func (r *run) dive(m *model) (first, error) {
	s, err := r.engine.New()
	if err != nil {
		return first{}, err
	}
	defer s.Close()
	lp := m.b.model()
	integer := lp.Integer
	lp.Integer = nil
	if err := s.Pass(lp); err != nil {
		return first{}, err
	}
	d := &diver{r: r, m: m, s: s, integer: integer, fixed: make([]bool, len(integer)), struck: map[int]bool{}}
	res, err := d.run()
	out := first{res: res, bound: res.Objective}
	if err != nil || res.Status != highs.Optimal {
		return out, err
	}
	out.solved = true
	d.x = res.X
	for st := stageTest; st < stages; st++ {
		ok, err := d.settle(st)
		if err != nil {
			return out, err
		}
		if !ok {
			return out, nil
		}
	}
	if err := d.upgradeTiers(); err != nil {
		return out, err
	}
	out.x = d.x
	return out, nil
}

type diver struct {
	r       *run
	m       *model
	s       *highs.Solver
	integer []bool
	fixed   []bool
	struck  map[int]bool // lot rows struck out for good
	x       []float64
}

func (d *diver) run() (highs.Result, error) {
	o := highs.Options{Seed: int(d.r.p.Seed)}
	if d.r.o.TimeLimit > 0 {
		o.TimeLimit = max(d.r.left(), time.Millisecond)
	}
	res, err := d.s.Run(d.r.ctx, o, d.r.report(d.m))
	d.r.seconds += res.Seconds
	return res, err
}

// settle fixes every choice of a stage in a few passes, from the clearest to the
// least clear. The lots of a stage are settled month by month.
func (d *diver) settle(st stage) (bool, error) {
	if st == stageLot {
		return d.settleLots()
	}
	probes := maxProbes
	for pass := 0; ; pass++ {
		cols := d.open(st)
		if len(cols) == 0 {
			return true, nil
		}
		choice := d.clear(st, cols)
		if len(choice) == 0 && probes > 0 && st <= stageTier {
			probes--
			ok, err := d.probe(d.mostOpen(cols))
			if err != nil || !ok {
				return false, err
			}
			continue
		}
		if len(choice) == 0 || st > stageTier {
			choice = d.choose(st, cols, pass)
		}
		if len(choice) == 0 {
			return true, nil
		}
		ok, err := d.fix(choice)
		if err != nil || !ok {
			return false, err
		}
	}
}

// maxProbes bounds the choices of a stage that are tried both ways.
const maxProbes = 16

// clear are the choices the relaxation has all but made. Tests leave room: what
// is nearly chosen or hardly touched is settled without a trial.
func (d *diver) clear(st stage, cols []int) []fixing {
	take, refuse := 1-1e-6, 1e-6
	if st == stageTest {
		take, refuse = 0.85, 0.05
	}
	var out []fixing
	for _, c := range cols {
		switch v := d.x[c]; {
		case v >= take:
			out = append(out, fixing{c, 1})
		case v <= refuse:
			out = append(out, fixing{c, 0})
		}
	}
	return out
}

// mostOpen is the choice furthest from being made, the larger of equals.
func (d *diver) mostOpen(cols []int) int {
	best := cols[0]
	for _, c := range cols {
		if d.x[c] > d.x[best]+1e-9 {
			best = c
		}
	}
	return best
}

// probe tries a choice both ways and keeps the cheaper.
func (d *diver) probe(c int) (bool, error) {
	var obj [2]float64
	var xs [2][]float64
	for v := range obj {
		if err := d.bounds([]fixing{{c, float64(v)}}); err != nil {
			return false, err
		}
		res, err := d.run()
		if err != nil || ended(res) {
			return false, err
		}
		obj[v] = math.Inf(1)
		if res.Status == highs.Optimal {
			obj[v], xs[v] = res.Objective, res.X
		}
	}
	if xs[0] == nil && xs[1] == nil {
		return false, nil
	}
	if obj[1] <= obj[0] {
		d.x = xs[1]
		return true, nil // the solver stands there already
	}
	if err := d.bounds([]fixing{{c, 0}}); err != nil {
		return false, err
	}
	d.x = xs[0]
	return true, nil
}

func (d *diver) open(st stage) []int {
	var out []int
	for c := range d.integer {
		if d.integer[c] && d.m.b.stage[c] == st && !d.fixed[c] {
			out = append(out, c)
		}
	}
	return out
}

// fixing is a choice made: a column and its value.
type fixing struct {
	col int
	v   float64
}

// fix makes the choices and solves the rest again. When nothing is left feasible
// it takes back the refusals, then gives up.
func (d *diver) fix(choice []fixing) (bool, error) {
	if err := d.bounds(choice); err != nil {
		return false, err
	}
	res, err := d.run()
	if err != nil {
		return false, err
	}
	if res.Status != highs.Optimal {
		var refused []fixing
		for _, f := range choice {
			if f.v == 0 {
				refused = append(refused, f)
			}
		}
		if len(refused) == 0 || ended(res) {
			return false, nil
		}
		if err := d.free(refused); err != nil {
			return false, err
		}
		if res, err = d.run(); err != nil || res.Status != highs.Optimal {
			return false, err
		}
		// What the rest needs after all is granted; what it does not stays open for the next pass.
		var granted []fixing
		for _, f := range refused {
			if res.X[f.col] > 1e-6 {
				granted = append(granted, fixing{f.col, 1})
			}
		}
		if len(granted) == 0 {
			d.x = res.X
			return true, d.bounds(refused)
		}
		d.x = res.X
		return d.fix(granted)
	}
	d.x = res.X
	return true, nil
}

func (d *diver) bounds(choice []fixing) error {
	idx, v := make([]int32, len(choice)), make([]float64, len(choice))
	for i, f := range choice {
		idx[i], v[i] = int32(f.col), f.v
		d.fixed[f.col] = true
	}
	return d.s.ChangeColBounds(idx, v, v)
}

func (d *diver) free(choice []fixing) error {
	idx, lo, up := make([]int32, len(choice)), make([]float64, len(choice)), make([]float64, len(choice))
	for i, f := range choice {
		idx[i], lo[i], up[i] = int32(f.col), d.m.b.lo[f.col], d.m.b.up[f.col]
		d.fixed[f.col] = false
	}
	return d.s.ChangeColBounds(idx, lo, up)
}

// thresholds of the passes over tests: at or above the first a choice is taken,
// at or below the second it is refused.
var testThresholds = [][2]float64{{0.6, 0.02}, {0.4, 0.1}, {0.2, 0.2}}

func (d *diver) choose(st stage, cols []int, pass int) []fixing {
	switch st {
	case stageTest:
		th := testThresholds[min(pass, len(testThresholds)-1)]
		return d.byThreshold(cols, th[0], th[1])
	case stageAward:
		return d.byThreshold(cols, 1e-6, 1e-6)
	case stageCount:
		return d.largestOfEachRow(cols)
	case stageTier:
		return d.chooseTiers(cols)
	case stageOrder:
		return d.byThreshold(cols, 1e-7, 1e-7)
	}
	return d.chooseMultiples(cols)
}

// byThreshold takes what is nearly chosen and refuses what is nearly not; when
// nothing is clear it takes the largest.
func (d *diver) byThreshold(cols []int, take, refuse float64) []fixing {
	var out []fixing
	for _, c := range cols {
		switch v := d.x[c]; {
		case v >= take && v > 1e-9:
			out = append(out, fixing{c, 1})
		case v <= refuse:
			out = append(out, fixing{c, 0})
		}
	}
	if len(out) == 0 {
		best := cols[0]
		for _, c := range cols {
			if d.x[c] > d.x[best] {
				best = c
			}
		}
		out = append(out, fixing{best, 1})
	}
	return out
}

// largestOfEachRow settles supplier counts: per rule row, full members are
// taken, and then the largest fractional one, until the count is met.
func (d *diver) largestOfEachRow(cols []int) []fixing {
	open := map[int]bool{}
	for _, c := range cols {
		open[c] = true
	}
	var out []fixing
	for _, rr := range d.m.rules {
		row := d.m.b.rows[rr.row]
		var mine []int
		taken := 0.0
		for _, t := range row {
			if open[t.col] {
				mine = append(mine, t.col)
			} else if d.m.b.stage[t.col] == stageCount {
				taken += d.x[t.col]
			}
		}
		if len(mine) == 0 {
			continue
		}
		sort.SliceStable(mine, func(i, j int) bool { return d.x[mine[i]] > d.x[mine[j]]+1e-9 })
		limit := math.Abs(d.m.b.rowUp[rr.row])
		n := 0
		for _, c := range mine {
			if d.x[c] >= 1-1e-6 || n == 0 && taken < limit-1e-6 {
				out = append(out, fixing{c, 1})
				taken++
				n++
			}
			delete(open, c)
		}
		if taken >= limit-1e-6 {
			for _, c := range mine {
				if !hasFixing(out, c) {
					out = append(out, fixing{c, 0})
				}
			}
		}
	}
	if len(out) == 0 {
		return d.byThreshold(cols, 0.5, 0.5)
	}
	return out
}

func hasFixing(fs []fixing, col int) bool {
	for _, f := range fs {
		if f.col == col {
			return true
		}
	}
	return false
}

// tierReach is the share of a tier's step from which the dive buys up to it.
const tierReach = 0.75

// chooseTiers takes, in each scheme, the highest tier whose step the scheme's
// orders (nearly) reach.
func (d *diver) chooseTiers(cols []int) []fixing {
	open := map[int]bool{}
	for _, c := range cols {
		open[c] = true
	}
	total := d.schemeTotals()
	best := map[string]tierVar{}
	for _, t := range d.m.tiers {
		if open[t.col] && total[t.scheme] >= tierReach*t.from && t.from >= best[t.scheme].from {
			best[t.scheme] = t
		}
	}
	var out []fixing
	for _, t := range d.m.tiers {
		if !open[t.col] {
			continue
		}
		v := 0.0
		if b, ok := best[t.scheme]; ok && (b.col == t.col || t.cumulative && t.tier < b.tier) {
			v = 1
		}
		out = append(out, fixing{t.col, v})
	}
	return out
}

func (d *diver) schemeTotals() map[string]float64 {
	total := map[string]float64{}
	for key, cols := range d.m.schemeCols {
		for _, c := range cols {
			total[key] += d.x[c]
		}
	}
	return total
}

// lookAhead is how many months of small orders are gathered into one lot.
const lookAhead = 6

// settleLots settles order lots month by month. An order that reaches its MOQ
// stands. A smaller one is raised to it when the coming months would fill half
// of it; else raising it and striking it out are both tried. Later months are
// solved again with what earlier lots brought.
func (d *diver) settleLots() (bool, error) {
	rows := append([]lotRow(nil), d.m.lotRows...)
	sort.SliceStable(rows, func(i, j int) bool { return rows[i].t < rows[j].t })
	for i := 0; i < len(rows); {
		j := i
		for j < len(rows) && rows[j].t == rows[i].t {
			j++
		}
		ok, err := d.settleMonth(rows[i:j])
		if err != nil || !ok {
			return false, err
		}
		i = j
	}
	return true, nil
}

func (d *diver) settleMonth(rows []lotRow) (bool, error) {
	var ups, downs, unclear []lotRow
	again := false
	for _, l := range rows {
		if d.struck[l.row] {
			continue
		}
		moq := l.offer.OrderMinKg.V
		switch kg := d.placed(l.row); {
		case kg >= moq*(1-1e-7):
			ups = append(ups, l)
		case kg <= lotDust(moq):
			downs = append(downs, l)
		case d.coming(l, lookAhead) >= moq/2 && d.coming(l, d.m.H) >= moq:
			ups = append(ups, l)
			again = true
		default:
			unclear = append(unclear, l)
		}
	}
	if err := d.lots(ups, downs); err != nil {
		return false, err
	}
	if again {
		res, err := d.run()
		if err != nil || ended(res) {
			return false, err
		}
		if res.Status == highs.Optimal {
			d.x = res.X
		} else {
			// Raising them all together cannot be: take them one by one.
			var raised []lotRow
			for _, l := range ups {
				if d.placed(l.row) < l.offer.OrderMinKg.V*(1-1e-7) {
					raised = append(raised, l)
				}
			}
			if err := d.loosen(raised); err != nil {
				return false, err
			}
			unclear = append(raised, unclear...)
		}
	}
	for _, l := range unclear {
		if ok, err := d.probeLot(l); err != nil || !ok {
			return false, err
		}
	}
	return true, nil
}

// probeLot tries an order both ways and keeps the cheaper: raised to its MOQ, or
// struck out. When all that the offer would still get does not fill one lot,
// striking out means for good.
func (d *diver) probeLot(l lotRow) (bool, error) {
	moq := l.offer.OrderMinKg.V
	if kg := d.placed(l.row); kg >= moq*(1-1e-7) || kg <= lotDust(moq) {
		if kg <= lotDust(moq) {
			return true, d.lots(nil, []lotRow{l})
		}
		return true, d.lots([]lotRow{l}, nil)
	}
	strike := []lotRow{l}
	if d.coming(l, d.m.H) < moq {
		strike = nil
		for _, x := range d.m.lotRows {
			if x.offer == l.offer && x.t >= l.t {
				strike = append(strike, x)
			}
		}
	}
	if err := d.lots([]lotRow{l}, nil); err != nil {
		return false, err
	}
	up, err := d.run()
	if err != nil || ended(up) {
		return false, err
	}
	if err := d.lots(nil, strike); err != nil {
		return false, err
	}
	down, err := d.run()
	if err != nil || ended(down) {
		return false, err
	}
	switch {
	case down.Status == highs.Optimal && (up.Status != highs.Optimal || down.Objective < up.Objective):
		d.x = down.X
		for _, x := range strike {
			d.struck[x.row] = true
		}
		return true, nil
	case up.Status == highs.Optimal:
		d.x = up.X
		if err := d.loosen(strike); err != nil {
			return false, err
		}
		return true, d.lots([]lotRow{l}, nil)
	}
	return false, nil
}

// loosen opens lots that were settled, with their choices.
func (d *diver) loosen(rows []lotRow) error {
	if len(rows) == 0 {
		return nil
	}
	idx, lo, up := make([]int32, len(rows)), make([]float64, len(rows)), make([]float64, len(rows))
	var choice []fixing
	for i, l := range rows {
		idx[i], lo[i], up[i] = int32(l.row), 0, inf
		if l.lot >= 0 {
			choice = append(choice, fixing{d.m.lots[l.lot].col, 0})
		}
	}
	if err := d.s.ChangeRowBounds(idx, lo, up); err != nil || len(choice) == 0 {
		return err
	}
	return d.free(choice)
}

func (d *diver) placed(row int) float64 {
	sum := 0.0
	for _, t := range d.m.b.rows[row] {
		sum += t.val * d.x[t.col]
	}
	return sum
}

// coming is what the present solution orders of an offer in a lot's month and
// the months after it.
func (d *diver) coming(l lotRow, months int) float64 {
	sum := 0.0
	for _, x := range d.m.lotRows {
		if x.offer == l.offer && x.t >= l.t && x.t < l.t+months {
			sum += d.placed(x.row)
		}
	}
	return sum
}

// upgradeTiers takes up every tier that the settled orders reach after all, so
// that the plan bears the prices it earns.
func (d *diver) upgradeTiers() error {
	for round := 0; round < 3; round++ {
		var choice []fixing
		total := d.schemeTotals()
		best := map[string]tierVar{}
		for _, t := range d.m.tiers {
			if !t.cumulative && total[t.scheme] >= t.from*(1-1e-9) && t.from > best[t.scheme].from {
				best[t.scheme] = t
			}
		}
		for _, t := range d.m.tiers {
			b, ok := best[t.scheme]
			if !ok || t.cumulative {
				continue
			}
			if want := b.col == t.col; want != (d.x[t.col] > 0.5) {
				v := 0.0
				if want {
					v = 1
				}
				choice = append(choice, fixing{t.col, v})
			}
		}
		if len(choice) == 0 {
			return nil
		}
		if err := d.bounds(choice); err != nil {
			return err
		}
		res, err := d.run()
		if err != nil || res.Status != highs.Optimal {
			return err
		}
		d.x = res.X
	}
	return nil
}

// lots sets the bounds of lots placed and not placed, with their choices.
func (d *diver) lots(ups, downs []lotRow) error {
	var idx []int32
	var lo, up []float64
	var choice []fixing
	for _, l := range ups {
		idx, lo, up = append(idx, int32(l.row)), append(lo, l.offer.OrderMinKg.V), append(up, inf)
		if l.lot >= 0 {
			choice = append(choice, fixing{d.m.lots[l.lot].col, 1})
		}
	}
	for _, l := range downs {
		idx, lo, up = append(idx, int32(l.row)), append(lo, 0), append(up, 0)
		if l.lot >= 0 {
			choice = append(choice, fixing{d.m.lots[l.lot].col, 0})
		}
	}
	if len(idx) == 0 {
		return nil
	}
	if err := d.s.ChangeRowBounds(idx, lo, up); err != nil || len(choice) == 0 {
		return err
	}
	return d.bounds(choice)
}

// chooseMultiples rounds the number of lots up, one month after another, so that
// later months see what earlier rounding brought.
func (d *diver) chooseMultiples(cols []int) []fixing {
	c := cols[0]
	return []fixing{{c, math.Ceil(d.x[c] - 1e-6)}}
}
