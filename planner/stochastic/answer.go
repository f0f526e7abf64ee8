package stochastic

import (
	"context"
	"math"
	"slices"
	"time"

	"remanence/planner/highs"
)

// interiorFrom is the number of columns from which the interior point method is
// the faster one, above all with the rows of a tail.
const interiorFrom = 20_000

// settledAt is how near to a whole number the relaxation leaves what is taken for
// settled.
const settledAt = 0.1

// Lot is a sum of columns that is nothing or at least Least, kept by first answers
// and left out of the program itself. Lots of a lower stage are settled first.
type Lot struct {
	Terms []Term
	Least float64
	Stage int
}

// Answer is a solution of an extensive form on which every whole column is whole
// and every lot kept.
type Answer struct {
	X         []float64
	Objective float64
	OK        bool // there is one
	Bound     float64
	// Impossible says that the program has no solution at all.
	Impossible bool
}

// FirstAnswer is First of a settler of its own. A limit of time holds for all
// passes together.
func (x *Extensive) FirstAnswer(ctx context.Context, e *highs.Engine, o highs.Options) (Answer, error) {
	f, err := x.Settle(ctx, e, o)
	if err != nil {
		return Answer{}, err
	}
	defer f.Close()
	return f.First()
}

// Mend keeps the whole columns of a solution and settles the lots.
func (x *Extensive) Mend(ctx context.Context, e *highs.Engine, o highs.Options, solution []float64) (Answer, error) {
	out := Answer{Bound: math.Inf(-1)}
	f, err := x.Settle(ctx, e, o)
	if err != nil {
		return out, err
	}
	defer f.Close()
	if x.Model.Cols() > interiorFrom {
		f.o.Method = highs.InteriorPoint
	}
	var idx []int32
	for c, whole := range x.Model.Integer {
		if whole {
			idx = append(idx, int32(c))
		}
	}
	res, err := f.hold(idx, solution, 0.5)
	if err != nil || res.Status != highs.Optimal {
		return out, err
	}
	f.o.Method = highs.Choose
	return f.finish(out, res)
}

// Search looks for the best whole columns by branch and bound, within the limits
// of o and from its start where it has one, and settles the lots of what it finds.
// Said is called with how far it is.
func (x *Extensive) Search(ctx context.Context, e *highs.Engine, o highs.Options, said func(highs.Progress)) (Answer, error) {
	out := Answer{Bound: math.Inf(-1)}
	s, err := e.New()
	if err != nil {
		return out, err
	}
	defer s.Close()
	if err := s.Pass(x.Model); err != nil {
		return out, err
	}
	res, err := s.Run(ctx, o, said)
	if err != nil {
		return out, err
	}
	out.Bound, out.Impossible = res.Bound, res.Status == highs.Infeasible
	if !res.HasSolution {
		return out, nil
	}
	if x.HasLots() {
		o.StartSolution = nil
		mended, err := x.Mend(ctx, e, o, res.X)
		mended.Bound = res.Bound
		return mended, err
	}
	out.X, out.Objective, out.OK = res.X, res.Objective, true
	return out, nil
}

// Settler settles the choices of the relaxation of an extensive form, each time
// solving the rest again from where it stood. Close it.
type Settler struct {
	x      *Extensive
	ctx    context.Context
	s      *highs.Solver
	o      highs.Options
	limit  time.Duration // for all runs together; 0 is none
	spent  float64       // seconds
	lo, up []float64
	rows   []int // of the lots; -1 while it has none
	next0  int   // number of the next row
}

// Settle begins to settle; a limit of time holds for everything together.
func (x *Extensive) Settle(ctx context.Context, e *highs.Engine, o highs.Options) (*Settler, error) {
	s, err := e.New()
	if err != nil {
		return nil, err
	}
	lp := *x.Model
	lp.Integer = nil
	if err := s.Pass(&lp); err != nil {
		s.Close()
		return nil, err
	}
	f := &Settler{x: x, ctx: ctx, s: s, o: o, limit: o.TimeLimit, lo: slices.Clone(lp.ColLower), up: slices.Clone(lp.ColUpper), rows: make([]int, len(x.lots)), next0: lp.Rows()}
	f.o.Gap, f.o.NodeLimit, f.o.StartSolution = 0, 0, nil
	for i := range f.rows {
		f.rows[i] = -1
	}
	return f, nil
}

// Close frees the solver.
func (f *Settler) Close() { f.s.Close() }

// First solves the relaxation, whose optimum is the bound, and settles the whole
// columns pass by pass (relax and fix), then the lots in the order of their stages.
func (f *Settler) First() (Answer, error) {
	out := Answer{Bound: math.Inf(-1)}
	if b := f.x.start(); b != nil {
		if err := f.s.SetBasis(*b); err != nil {
			return out, err
		}
	} else if f.x.Model.Cols() > interiorFrom {
		f.o.Method = highs.InteriorPoint
	}
	res, err := f.run()
	if err != nil || res.Status != highs.Optimal {
		out.Impossible = res.Status == highs.Infeasible
		return out, err
	}
	out.Bound = res.Objective
	f.o.Method = highs.Choose
	for {
		idx, open := f.next(res.X)
		if !open {
			break
		}
		v := res.X
		if res, err = f.hold(idx, v, 0.5); err == nil && res.Status == highs.Infeasible {
			res, err = f.hold(idx, v, 1e-6) // rather too many choices taken than too few
		}
		if err != nil || res.Status != highs.Optimal {
			return out, err
		}
	}
	return f.finish(out, res)
}

// Keep solves the rest where whole columns of the form and lots (by their order in
// the scenarios) are as known, and every other choice relaxed. The answer has no
// bound of its own; it is not OK where nothing is left.
func (f *Settler) Keep(whole map[int]float64, placed []bool) (Answer, error) {
	out := Answer{Bound: math.Inf(-1)}
	m := f.x.Model
	var idx []int32
	var lo, up []float64
	for c := range m.ColLower {
		l, u := m.ColLower[c], m.ColUpper[c]
		if v, ok := whole[c]; ok {
			l = math.Min(math.Max(v, l), u)
			u = l
		}
		if l != f.lo[c] || u != f.up[c] {
			idx, lo, up = append(idx, int32(c)), append(lo, l), append(up, u)
			f.lo[c], f.up[c] = l, u
		}
	}
	if len(idx) > 0 {
		if err := f.s.ChangeColBounds(idx, lo, up); err != nil {
			return out, err
		}
	}
	all, decided := make([]int, len(placed)), map[int]float64{}
	for n, yes := range placed {
		if all[n] = n; yes {
			decided[n] = f.x.lots[n].Least
		}
	}
	f.o.Method = highs.Choose
	res, err := f.order(all, decided)
	if err != nil || res.Status != highs.Optimal {
		return out, err
	}
	out.X, out.Objective, out.OK = res.X, res.Objective, true
	return out, nil
}

func (f *Settler) run() (highs.Result, error) {
	if f.limit > 0 {
		if f.o.TimeLimit = f.limit - time.Duration(f.spent*float64(time.Second)); f.o.TimeLimit <= 0 {
			return highs.Result{Status: highs.TimeLimit}, nil
		}
	}
	res, err := f.s.Run(f.ctx, f.o, nil)
	f.spent += res.Seconds
	return res, err
}

// next lists the whole columns to hold next; open is false when all are whole.
func (f *Settler) next(v []float64) (idx []int32, open bool) {
	nearest, at := math.Inf(1), -1
	for c, whole := range f.x.Model.Integer {
		if !whole || f.lo[c] == f.up[c] {
			continue
		}
		d := math.Abs(v[c] - math.Round(v[c]))
		if d <= settledAt {
			idx = append(idx, int32(c))
		}
		if d > 1e-6 {
			open = true
			if d < nearest {
				nearest, at = d, c
			}
		}
	}
	if open && nearest > settledAt { // the clear ones stay where they are by themselves
		idx = append(idx, int32(at))
	}
	return idx, open
}

// hold keeps columns at the whole number below or, from a part of up on, above,
// and solves the rest.
func (f *Settler) hold(idx []int32, v []float64, from float64) (highs.Result, error) {
	at := make([]float64, len(idx))
	for i, c := range idx {
		at[i] = math.Floor(v[c] + 1e-9)
		if v[c]-at[i] >= from {
			at[i]++
		}
		at[i] = math.Min(math.Max(at[i], f.x.Model.ColLower[c]), f.x.Model.ColUpper[c])
		f.lo[c], f.up[c] = at[i], at[i]
	}
	if err := f.s.ChangeColBounds(idx, at, at); err != nil {
		return highs.Result{}, err
	}
	return f.run()
}

// finish settles the lots.
func (f *Settler) finish(out Answer, res highs.Result) (Answer, error) {
	decided := map[int]float64{} // lot → its least, or 0 for nothing
	for rounds := 0; rounds < len(f.x.lots)+1; rounds++ {
		broken := f.broken(res.X)
		if len(broken) == 0 {
			break
		}
		sums := map[int]float64{}
		for _, n := range broken {
			l := f.x.lots[n]
			sums[n] = l.Sum(res.X)
			if decided[n] = 0; sums[n] >= l.Least/2 {
				decided[n] = l.Least
			}
		}
		next, err := f.order(broken, decided)
		if err == nil && next.Status == highs.Infeasible { // rather lots than none
			for _, n := range broken {
				decided[n] = f.x.lots[n].Least
			}
			next, err = f.order(broken, decided)
		}
		if err == nil && next.Status == highs.Infeasible {
			for _, n := range broken {
				decided[n] = 0
			}
			next, err = f.order(broken, decided)
		}
		if err != nil || next.Status != highs.Optimal {
			return out, err
		}
		res = next
	}
	out.X, out.Objective, out.OK = res.X, res.Objective, len(f.broken(res.X)) == 0
	return out, nil
}

// broken lists the lots of the earliest stage in which a solution breaks one.
func (f *Settler) broken(v []float64) []int {
	var out []int
	stage := math.MaxInt
	for n, l := range f.x.lots {
		if kg := l.Sum(v); kg > 1e-6*(1+l.Least) && kg < l.Least*(1-1e-6) && l.Stage <= stage {
			if l.Stage < stage {
				out, stage = nil, l.Stage
			}
			out = append(out, n)
		}
	}
	return out
}

// Sum is the lot at a solution of its model.
func (l *Lot) Sum(v []float64) float64 {
	sum := 0.0
	for _, t := range l.Terms {
		sum += float64(t.Coef * v[t.Col])
	}
	return sum
}

// order holds lots at nothing or at their least or more, and solves the rest.
func (f *Settler) order(lots []int, decided map[int]float64) (highs.Result, error) {
	var lower, upper, value []float64
	var index, rows []int32
	start := []int32{0}
	for _, n := range lots {
		if f.rows[n] < 0 {
			for _, t := range f.x.lots[n].Terms {
				index, value = append(index, int32(t.Col)), append(value, t.Coef)
			}
			start = append(start, int32(len(index)))
			lower, upper = append(lower, 0), append(upper, math.Inf(1))
			f.rows[n] = f.next0
			f.next0++
		}
	}
	if len(lower) > 0 {
		if err := f.s.AddRows(lower, upper, start, index, value); err != nil {
			return highs.Result{}, err
		}
	}
	lower, upper = nil, nil
	for _, n := range lots {
		rows = append(rows, int32(f.rows[n]))
		lower = append(lower, decided[n])
		if decided[n] == 0 {
			upper = append(upper, 0)
		} else {
			upper = append(upper, math.Inf(1))
		}
	}
	if err := f.s.ChangeRowBounds(rows, lower, upper); err != nil {
		return highs.Result{}, err
	}
	return f.run()
}
