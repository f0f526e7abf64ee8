package award

import (
	"maps"

	"remanence/planner/highs"
)

// diver looks for an answer below a node of the search: it settles the yes/no
// choices stage by stage, the most far-reaching first, each time solving the rest
// again from where it stood (relax-and-fix, model §3.9).
type diver struct {
	r      *run
	m      *model
	rel    *relaxation
	base   []change
	fixed  map[int]float64 // choices made, by column
	lot    map[int]span    // order lots settled, by number
	struck map[int]bool    // lots struck out for good, by number
	x      []float64
	sketch bool // do not answer a test or an award both ways, nor one lot after the other
}

// dive settles every choice left open by a node, whose relaxation is solved at
// x. It ends with a solution that keeps every row and every order lot, or with
// none.
func (rel *relaxation) dive(base []change, from *highs.Basis, x []float64) ([]float64, error) {
	return rel.diver(base, x).dive(from)
}

// sketch is a dive that answers by the relaxation alone and gives up where that leads
// nowhere: a tenth of the work, and mostly within a percent or two.
func (rel *relaxation) sketch(base []change, from *highs.Basis, x []float64) ([]float64, error) {
	d := rel.diver(base, x)
	d.sketch = true
	return d.dive(from)
}

func (rel *relaxation) diver(base []change, x []float64) *diver {
	return &diver{r: rel.r, m: rel.m, rel: rel, base: base, fixed: map[int]float64{}, lot: map[int]span{}, struck: map[int]bool{}, x: x}
}

func (d *diver) dive(from *highs.Basis) ([]float64, error) {
	if d.x == nil || from != nil {
		res, err := d.rel.solve(0, d.base, from, inf)
		if err != nil || res.Status != highs.Optimal {
			return nil, err
		}
		d.x = res.X
	}
	for _, c := range d.base {
		if !c.lot && c.bounds.lo == c.bounds.up {
			d.fixed[c.at] = c.bounds.lo
		}
	}
	for st := stageTest; st < stages; st++ {
		ok, err := d.settle(st)
		if err != nil || !ok {
			return nil, err
		}
	}
	return d.finish()
}

// finish brings what was settled early up to date with what came later: tiers
// reached after all, starts, groups that count. Lots that break by it are settled
// too; if that fails the answer stays as it was.
func (d *diver) finish() ([]float64, error) {
	kept := d.x
	if len(d.m.brokenLots(kept)) > 0 {
		kept = nil
	}
	for _, step := range []func() error{d.upgradeTiers, d.settleStarts, d.recount} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	if len(d.m.brokenLots(d.x)) == 0 {
		return d.x, nil
	}
	ok, err := d.settleLots()
	if err != nil || !ok || len(d.m.brokenLots(d.x)) > 0 {
		return kept, err
	}
	return d.x, nil
}

// changes are those of the node with every choice made since.
func (d *diver) changes() []change {
	out := append([]change(nil), d.base...)
	for c, v := range d.fixed {
		out = append(out, change{at: c, bounds: span{v, v}})
	}
	for n, b := range d.lot {
		out = append(out, change{lot: true, at: n, bounds: b})
	}
	return out
}

func (d *diver) run() (highs.Result, error) {
	return d.rel.solve(0, d.changes(), nil, inf)
}

// settle fixes every choice of a stage in a few passes, from the clearest to the
// least clear. The lots of a stage are settled month by month.
func (d *diver) settle(st stage) (bool, error) {
	if st == stageLot {
		return d.settleLots()
	}
	careful := false // one by one, each tried both ways
	for {
		cols := d.open(st)
		if len(cols) == 0 {
			return true, nil
		}
		var choice []fixing
		if !careful {
			choice = d.choose(st, cols)
		}
		if len(choice) == 0 {
			ok, err := d.probe(cols)
			if err != nil || !ok {
				return false, err
			}
			continue
		}
		before, x := maps.Clone(d.fixed), d.x
		ok, err := d.fix(choice)
		if err != nil {
			return false, err
		}
		if !ok {
			if careful = !careful; d.sketch || !careful || d.rel.r.stopping() {
				return false, nil
			}
			d.fixed, d.x = before, x
		}
	}
}

func (d *diver) open(st stage) []int {
	var out []int
	for c, whole := range d.rel.integer {
		if _, done := d.fixed[c]; whole && !done && d.m.b.stage[c] == st {
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
	d.bounds(choice)
	if d.stands() {
		return true, nil
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
		d.free(refused)
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
			d.bounds(refused)
			return true, nil
		}
		d.x = res.X
		return d.fix(granted)
	}
	d.x = res.X
	return true, nil
}

// stands reports whether the present solution keeps every choice made already.
func (d *diver) stands() bool {
	for c, v := range d.fixed {
		if diff := d.x[c] - v; diff > 1e-9 || diff < -1e-9 {
			return false
		}
	}
	return true
}

func (d *diver) bounds(choice []fixing) {
	for _, f := range choice {
		d.fixed[f.col] = f.v
	}
}

func (d *diver) free(choice []fixing) {
	for _, f := range choice {
		delete(d.fixed, f.col)
	}
}
