package award

import (
	"errors"
	"math"
	"sort"
	"sync"
	"time"

	"remanence/planner/highs"
)

// relaxation is the linear program behind a model, every yes/no choice let free
// between its ends. It stands in two solvers, so that both answers to a choice
// are looked at side by side; each goes on from where it stood. Cuts and the rows
// of order lots are added to both as they are needed.
type relaxation struct {
	r       *run
	m       *model
	integer []bool
	lo, up  []float64 // bounds of columns; tighter than the model's where a proof allows
	sides   [2]side
	rows    int
	cuts    int
	added   []rowKey // the rows added to the model's, in order
	extra   []cut    // those rows
	lots    []int    // by m.lotRows: its row, -1 until needed
}

// side is one of the solvers and what is changed in it against the model.
type side struct {
	s    *highs.Solver
	col  map[int]span
	row  map[int]span
	secs float64
	runs int
}

// span is the bounds of a column or row.
type span struct{ lo, up float64 }

// change sets the bounds of a column, or of an order lot by its number.
type change struct {
	lot    bool
	at     int
	bounds span
}

func (r *run) relax(m *model) (*relaxation, error) {
	lp := m.b.model()
	x := &relaxation{r: r, m: m, integer: lp.Integer, rows: lp.Rows(), lots: make([]int, len(m.lotRows)),
		lo: append([]float64(nil), lp.ColLower...), up: append([]float64(nil), lp.ColUpper...)}
	lp.Integer = nil
	for i := range x.lots {
		x.lots[i] = -1
	}
	for k := range x.sides {
		s, err := r.engine.New()
		if err != nil {
			x.close()
			return nil, err
		}
		x.sides[k] = side{s: s, col: map[int]span{}, row: map[int]span{}}
		if err := s.Pass(lp); err != nil {
			x.close()
			return nil, err
		}
	}
	return x, nil
}

func (x *relaxation) close() {
	for _, s := range x.sides {
		if s.s != nil {
			s.s.Close()
		}
	}
}

// solve solves the relaxation with some bounds changed, from a basis or, where
// none is given, from where the side stands. A cutoff ends it once the objective
// is proven to be above (+Inf for none).
func (x *relaxation) solve(k int, changes []change, from *highs.Basis, cutoff float64) (highs.Result, error) {
	s := &x.sides[k]
	if err := x.needLots(changes); err != nil {
		return highs.Result{}, err
	}
	if err := x.apply(s, changes); err != nil {
		return highs.Result{}, err
	}
	if from != nil {
		if err := s.s.SetBasis(x.padded(*from)); err != nil {
			return highs.Result{}, err
		}
	}
	// Below the root a run takes few iterations, and would spend most of its time on exact
	// weights: with Devex a sample is planned in 0.7 to 0.9 of the time.
	o := highs.Options{Seed: int(x.r.p.Seed), Devex: from != nil || len(changes) > 0}
	if x.r.o.TimeLimit > 0 {
		o.TimeLimit = max(x.r.left(), time.Millisecond)
	}
	if !math.IsInf(cutoff, 0) {
		o.Cutoff = cutoff + float64(beyond*math.Abs(cutoff))
	}
	res, err := s.s.Run(x.r.ctx, o, nil)
	s.secs += res.Seconds
	s.runs++
	if err != nil || res.Status != highs.Other {
		return res, err
	}
	// Once in a while a basis leads to numerical trouble: from scratch it is another.
	if err := s.s.ClearSolver(); err != nil {
		return res, err
	}
	res, err = s.s.Run(x.r.ctx, o, nil)
	s.secs += res.Seconds
	s.runs++
	return res, err
}

// runs is how many linear programs were solved.
func (x *relaxation) runs() int { return x.sides[0].runs + x.sides[1].runs }

// ended is the basis at which a side stopped, or the one given when it has none.
func (x *relaxation) ended(k int, other *highs.Basis) (*highs.Basis, error) {
	b, err := x.sides[k].s.Basis()
	switch {
	case errors.Is(err, highs.ErrNoBasis):
		return other, nil
	case err != nil:
		return nil, err
	}
	return &b, nil
}

// both solves two sets of changes side by side from the same basis.
func (x *relaxation) both(a, b []change, from *highs.Basis, cutoff float64) (res [2]highs.Result, err error) {
	if err := x.needLots(append(append([]change(nil), a...), b...)); err != nil {
		return res, err
	}
	var errs [2]error
	var wg sync.WaitGroup
	for k, c := range [2][]change{a, b} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			res[k], errs[k] = x.solve(k, c, from, cutoff)
		}()
	}
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			return res, err
		}
	}
	return res, nil
}

// padded fits a basis taken before rows were added.
func (x *relaxation) padded(b highs.Basis) highs.Basis {
	for len(b.Row) < x.rows {
		b.Row = append(b.Row[:len(b.Row):len(b.Row)], highs.Basic)
	}
	return b
}

// apply brings the bounds of a side to the model's with the given changes; of
// two changes of one place the later counts.
func (x *relaxation) apply(s *side, changes []change) error {
	col, row := x.spans(changes)
	err := differ(s.col, col, func(c int) span { return span{x.lo[c], x.up[c]} }, s.s.ChangeColBounds)
	if err == nil {
		err = differ(s.row, row, func(int) span { return span{0, inf} }, s.s.ChangeRowBounds)
	}
	s.col, s.row = col, row
	return err
}

// spans are the columns and rows whose bounds changes set. An order lot whose row
// does not stand yet has row −1.
func (x *relaxation) spans(changes []change) (col, row map[int]span) {
	col, row = map[int]span{}, map[int]span{}
	lots := map[int]span{}
	for _, c := range changes {
		if c.lot {
			lots[c.at] = c.bounds
		} else {
			col[c.at] = c.bounds
		}
	}
	for n, b := range lots {
		terms := x.m.lotRows[n].terms
		switch {
		case b.up == 0: // nothing of it is ordered
			for _, t := range terms {
				col[t.col] = span{0, 0}
			}
		case len(terms) == 1:
			col[terms[0].col] = span{b.lo, min(b.up, x.up[terms[0].col])}
		default:
			row[x.lots[n]] = b
		}
	}
	return col, row
}

// differ passes on the bounds that are not yet as wanted.
func differ(now, want map[int]span, usual func(int) span, set func(idx []int32, lo, up []float64) error) error {
	var idx []int32
	var lo, up []float64
	for at, b := range want {
		if was, ok := now[at]; !ok || was != b {
			idx, lo, up = append(idx, int32(at)), append(lo, b.lo), append(up, b.up)
		}
	}
	for at := range now {
		if _, ok := want[at]; !ok {
			b := usual(at)
			idx, lo, up = append(idx, int32(at)), append(lo, b.lo), append(up, b.up)
		}
	}
	if len(idx) == 0 {
		return nil
	}
	return set(idx, lo, up) // the solver takes them in the order of their numbers
}

// addCuts adds rows that every plan keeps to both sides.
func (x *relaxation) addCuts(cuts []cut) error {
	x.cuts += len(cuts)
	return x.addRows(cuts)
}

func (x *relaxation) addRows(cuts []cut) error {
	if len(cuts) == 0 {
		return nil
	}
	var lo, up, val []float64
	var idx []int32
	start := []int32{0}
	for _, c := range cuts {
		lo, up = append(lo, c.lo), append(up, c.up)
		for _, t := range c.terms {
			idx, val = append(idx, int32(t.col)), append(val, t.val)
		}
		start = append(start, int32(len(idx)))
	}
	for _, c := range cuts {
		x.added = append(x.added, c.key)
	}
	x.extra = append(x.extra, cuts...)
	x.rows += len(cuts)
	for _, s := range x.sides {
		if err := s.s.AddRows(lo, up, start, idx, val); err != nil {
			return err
		}
	}
	return nil
}

// needLots makes the rows of the order lots that changes place. A lot of one
// column needs none, nor one that is struck out: its bounds are the columns'.
func (x *relaxation) needLots(changes []change) error {
	var need []int
	for _, c := range changes {
		if c.lot && c.bounds.lo > 0 && x.lots[c.at] < 0 && len(x.m.lotRows[c.at].terms) > 1 {
			need = append(need, c.at)
			x.lots[c.at] = x.rows // holds its place, so that it is listed once
		}
	}
	sort.Ints(need)
	var rows []cut
	for i, n := range need {
		x.lots[n] = x.rows + i
		rows = append(rows, x.m.rowOf(rowKey{lotRowKind, n, 0, 0}))
	}
	return x.addRows(rows)
}

// addAgain adds the rows that another relaxation of the same shape had.
func (x *relaxation) addAgain(keys []rowKey) error {
	rows := make([]cut, len(keys))
	for i, k := range keys {
		rows[i] = x.m.rowOf(k)
		if k.kind == lotRowKind {
			x.lots[k.at] = x.rows + i
		} else {
			x.cuts++
		}
	}
	return x.addRows(rows)
}

// pair solves two nodes side by side, each from its own basis. The second may be
// missing.
func (x *relaxation) pair(nodes []*node, cutoff float64) (res [2]highs.Result, err error) {
	var all []change
	for _, n := range nodes {
		all = append(all, n.changes...)
	}
	if err := x.needLots(all); err != nil {
		return res, err
	}
	var errs [2]error
	var wg sync.WaitGroup
	for k, n := range nodes {
		wg.Add(1)
		go func() {
			defer wg.Done()
			res[k], errs[k] = x.solve(k, n.changes, n.basis, cutoff)
		}()
	}
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			return res, err
		}
	}
	return res, nil
}

// keepTime adds to the run's clock what was spent in the solvers, the longer of
// the two sides counting.
func (x *relaxation) keepTime() {
	x.r.seconds += max(x.sides[0].secs, x.sides[1].secs)
	x.sides[0].secs, x.sides[1].secs = 0, 0
}
