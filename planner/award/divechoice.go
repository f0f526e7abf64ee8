package award

import (
	"math"
	"sort"

	"remanence/planner/highs"
)

// sketchTake is the relaxed value from which a sketch takes tests and awards.
const sketchTake = 0.3

func (d *diver) choose(st stage, cols []int) []fixing {
	switch st {
	case stageTest, stageAward:
		if d.sketch {
			return d.byThreshold(cols, sketchTake, 1e-6)
		}
		return d.opened(cols)
	case stageCount:
		return d.largestOfEachRow(cols)
	case stageTier:
		return d.chooseTiers(cols)
	case stageOrder:
		return d.byThreshold(cols, 1e-7, 1e-7)
	}
	return d.chooseMultiples(cols)
}

// surely is the relaxed value from which a choice is made together with others,
// likely that from which it is made alone without a trial.
const (
	surely = 0.85
	likely = 0.4
)

// opened takes the choices the relaxation has nearly made; when there are none,
// the largest. Those left at nothing are refused. It returns nothing when the
// largest is in doubt.
func (d *diver) opened(cols []int) []fixing {
	var out, no []fixing
	best := cols[0]
	for _, c := range cols {
		v := d.x[c]
		if v >= surely {
			out = append(out, fixing{c, 1})
		}
		if v <= 1e-6 {
			no = append(no, fixing{c, 0})
		}
		if v > d.x[best]+1e-9 {
			best = c
		}
	}
	switch {
	case len(out) > 0:
		return out
	case len(no) == len(cols):
		return no
	case d.x[best] >= likely:
		return []fixing{{best, 1}}
	}
	return nil
}

// probe answers the largest of some choices both ways and keeps the cheaper.
func (d *diver) probe(cols []int) (bool, error) {
	best := cols[0]
	for _, c := range cols {
		if d.x[c] > d.x[best]+1e-9 {
			best = c
		}
	}
	basis, err := d.rel.sides[0].s.Basis()
	if err != nil {
		return false, err
	}
	now := d.changes()
	with := func(v float64) []change {
		return append(now[:len(now):len(now)], change{at: best, bounds: span{v, v}})
	}
	// The side that goes on is answered yes: small choices that are refused cost
	// another trial soon, those taken settle the rest.
	res, err := d.rel.both(with(1), with(0), &basis, inf)
	if err != nil || ended(res[0]) || ended(res[1]) {
		return false, err
	}
	yes, no := res[0].Status == highs.Optimal, res[1].Status == highs.Optimal
	switch {
	case yes && (!no || res[0].Objective <= res[1].Objective):
		d.fixed[best], d.x = 1, res[0].X
	case no:
		d.fixed[best], d.x = 0, res[1].X
	default:
		return false, nil
	}
	return true, nil
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
	if made := d.asTheyAre(cols); made != nil {
		return made
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

// asTheyAre are choices that the relaxation makes by itself, nil when it leaves
// one open.
func (d *diver) asTheyAre(cols []int) []fixing {
	var out []fixing
	for _, c := range cols {
		v := math.Round(d.x[c])
		if math.Abs(d.x[c]-v) > 1e-9 {
			return nil
		}
		out = append(out, fixing{c, v})
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

// chooseMultiples rounds the number of lots up, one month after another, so that
// later months see what earlier rounding brought.
func (d *diver) chooseMultiples(cols []int) []fixing {
	if d.sketch {
		var out []fixing
		for _, c := range cols {
			out = append(out, fixing{c, math.Ceil(d.x[c] - 1e-6)})
		}
		return out
	}
	c := cols[0]
	return []fixing{{c, math.Ceil(d.x[c] - 1e-6)}}
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
		before := make([]fixing, 0, len(choice))
		for _, f := range choice {
			if v, ok := d.fixed[f.col]; ok {
				before = append(before, fixing{f.col, v})
			}
		}
		d.bounds(choice)
		res, err := d.run()
		if err != nil || res.Status != highs.Optimal {
			d.bounds(before)
			return err
		}
		d.x = res.X
	}
	return nil
}

// settleStarts has every test started in full by the month that its first order
// needs. The relaxation may spread a start, and pay a little elsewhere for it.
func (d *diver) settleStarts() error {
	first := d.m.firstStarts(d.x)
	again := false
	var before []fixing
	for _, t := range allTests(d.m) {
		start, used := first[t]
		if !used {
			continue
		}
		for i, c := range t.open {
			if c != t.chosen && t.ends[i] >= start && d.x[c] < 1-1e-9 {
				before = append(before, fixing{c, 1})
				again = true
			}
		}
	}
	if !again {
		return nil
	}
	d.bounds(before)
	res, err := d.run()
	if err != nil || res.Status != highs.Optimal {
		d.free(before)
		return err
	}
	d.x = res.X
	return nil
}

// recount lets groups count that the settled orders make active after all, so
// that a soft rule on their number is not charged for nothing.
func (d *diver) recount() error {
	rows := map[int][]int{} // of every choice that counts a group and is refused
	for c, whole := range d.rel.integer {
		if whole && d.m.b.stage[c] == stageCount && d.x[c] < 0.5 && d.rel.up[c] > 0.5 {
			rows[c] = nil
		}
	}
	if len(rows) == 0 {
		return nil
	}
	for i, row := range d.m.b.rows {
		for _, t := range row {
			if _, ok := rows[t.col]; ok {
				rows[t.col] = append(rows[t.col], i)
			}
		}
	}
	var choice, before []fixing
	for c := range d.rel.integer {
		in, ok := rows[c]
		if !ok || !d.allows(c, in) {
			continue
		}
		choice = append(choice, fixing{c, 1})
		before = append(before, fixing{c, 0})
	}
	if len(choice) == 0 {
		return nil
	}
	d.bounds(choice)
	res, err := d.run()
	if err != nil || res.Status != highs.Optimal {
		d.bounds(before)
		return err
	}
	d.x = res.X
	return nil
}

// allows reports whether all rows of a choice would still hold if it were yes.
func (d *diver) allows(col int, rows []int) bool {
	for _, i := range rows {
		sum, size := 0.0, 1.0
		for _, t := range d.m.b.rows[i] {
			v := d.x[t.col]
			if t.col == col {
				v = 1
			}
			sum += float64(t.val * v)
			size = math.Max(size, math.Abs(t.val*v))
		}
		if sum < d.m.b.rowLo[i]-float64(1e-9*size) || sum > d.m.b.rowUp[i]+float64(1e-9*size) {
			return false
		}
	}
	return true
}
