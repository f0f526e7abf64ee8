package highs

import (
	"math"
	"math/rand/v2"
	"testing"
)

// The optimum of each model was found by hand.
func TestKnownOptima(t *testing.T) {
	inf := Inf()
	semi := dense([]float64{1, 3}, []float64{2, 0}, []float64{10, inf}, [][]float64{{1, 1}}, []float64{1}, []float64{inf})
	semi.SemiContinuous = []bool{true, false}
	semiOff := dense([]float64{1, 1.5}, []float64{5, 0}, []float64{10, inf}, [][]float64{{1, 1}}, []float64{1}, []float64{inf})
	semiOff.SemiContinuous = []bool{true, false}
	semiInteger := dense([]float64{1}, []float64{3}, []float64{10}, [][]float64{{1}}, []float64{3.2}, []float64{inf})
	semiInteger.SemiContinuous, semiInteger.Integer = []bool{true}, []bool{true}
	knapsack := dense([]float64{-10, -13, -7, -8}, all(4, 0.0), all(4, 1.0), [][]float64{{5, 6, 4, 5}}, []float64{-inf}, []float64{11})
	knapsack.Integer = all(4, true)
	offset := dense([]float64{2}, []float64{3}, []float64{9}, nil, nil, nil)
	offset.Offset = 100

	for _, c := range []struct {
		name      string
		m         *Model
		status    Status
		objective float64
		x         []float64 // nil where the optimum is not a single point
	}{
		{"two products, two machines", dense([]float64{-3, -5}, all(2, 0.0), []float64{4, inf}, [][]float64{{0, 2}, {3, 2}}, all(2, -inf), []float64{12, 18}), Optimal, -36, []float64{2, 6}},
		{"knapsack", knapsack, Optimal, -23, []float64{1, 1, 0, 0}},
		{"semi-continuous, switched on at its minimum", semi, Optimal, 2, []float64{2, 0}},
		{"semi-continuous, better left off", semiOff, Optimal, 1.5, []float64{0, 1}},
		{"semi-continuous and integer", semiInteger, Optimal, 4, []float64{4}},
		{"free columns", dense([]float64{1, 1}, all(2, -inf), all(2, inf), [][]float64{{1, 2}, {3, 1}}, []float64{-4, -7}, []float64{inf, inf}), Optimal, -3, []float64{-2, -1}},
		{"equalities only", dense([]float64{1, 2, 3}, all(3, -inf), all(3, inf), [][]float64{{1, 1, 1}, {1, -1, 0}, {0, 0, 1}}, []float64{6, 0, 2}, []float64{6, 0, 2}), Optimal, 12, []float64{2, 2, 2}},
		{"no columns, no rows", dense(nil, nil, nil, nil, nil, nil), Optimal, 0, []float64{}},
		{"one column, no rows, offset", offset, Optimal, 106, []float64{3}},
		{"columns at negative upper bounds", dense([]float64{-1, 1}, []float64{-5, -5}, []float64{-2, -3}, nil, nil, nil), Optimal, -3, []float64{-2, -5}},
		{"rows without columns, possible", dense(nil, nil, nil, [][]float64{{}}, []float64{-1}, []float64{1}), Optimal, 0, []float64{}},
		{"rows without columns, impossible", dense(nil, nil, nil, [][]float64{{}}, []float64{1}, []float64{2}), Infeasible, 0, nil},
		{"rows that exclude each other", dense([]float64{1, 1}, all(2, 0.0), all(2, inf), [][]float64{{1, 1}, {1, 1}}, []float64{5, -inf}, []float64{inf, 4}), Infeasible, 0, nil},
		{"crossed bounds of a column", dense([]float64{1}, []float64{2}, []float64{1}, nil, nil, nil), Infeasible, 0, nil},
		{"unbounded ray", dense([]float64{-1, 0}, all(2, 0.0), all(2, inf), [][]float64{{1, -1}}, []float64{-inf}, []float64{1}), Unbounded, 0, nil},
		{"degenerate: many rows through one corner", dense([]float64{-1, -1}, all(2, 0.0), all(2, inf), [][]float64{{1, 0}, {0, 1}, {1, 1}, {2, 1}, {1, 2}, {3, 3}}, all(6, -inf), []float64{1, 1, 2, 3, 3, 6}), Optimal, -2, []float64{1, 1}},
		{"badly scaled", dense([]float64{1e-4, 1e4}, all(2, 0.0), all(2, inf), [][]float64{{1e5, 1}, {1, 1e5}}, []float64{1e5, 1e5}, all(2, inf)), Optimal, 10, []float64{1e5, 0}},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := mustSolve(t, c.m, Options{})
			if r.Status != c.status {
				t.Fatalf("status %v (%s), expected %v", r.Status, r.Reason, c.status)
			}
			if r.HasSolution != (c.status == Optimal) {
				t.Fatalf("HasSolution is %v", r.HasSolution)
			}
			if c.status != Optimal {
				return
			}
			checkFeasible(t, c.m, r)
			if !near(r.Objective, c.objective) {
				t.Errorf("objective %v, expected %v", r.Objective, c.objective)
			}
			for j, want := range c.x {
				if !near(r.X[j], want) {
					t.Errorf("x = %v, expected %v", r.X, c.x)
					break
				}
			}
			if !near(r.Bound, r.Objective) || r.Gap > 1e-6 {
				t.Errorf("bound %v, gap %v of an optimum %v", r.Bound, r.Gap, r.Objective)
			}
			if r.HasDuals == c.m.Discrete() {
				t.Errorf("HasDuals is %v", r.HasDuals)
			}
		})
	}
}

// An integer model without bounds may be left undecided, but never called optimal.
func TestUnboundedInteger(t *testing.T) {
	m := dense([]float64{-1}, []float64{0}, []float64{Inf()}, [][]float64{{1}}, []float64{0}, []float64{Inf()})
	m.Integer = []bool{true}
	if r := mustSolve(t, m, Options{}); r.Status != Unbounded && r.Status != InfeasibleOrUnbounded || r.HasSolution {
		t.Errorf("%v, solution %v", r.Status, r.HasSolution)
	}
}

// Every subset of twelve binaries is tried; the optimiser must find the best one.
func TestSearchAgainstEnumeration(t *testing.T) {
	const n, rows = 12, 4
	s := newSolver(t, dense(nil, nil, nil, nil, nil, nil))
	infeasible := 0
	for seed := range uint64(40) {
		rng := rand.New(rand.NewPCG(seed, 1))
		a := make([][]float64, rows)
		lo, up := all(rows, -Inf()), make([]float64, rows)
		for i := range a {
			a[i] = make([]float64, n)
			for j := range a[i] {
				a[i][j] = float64(rng.IntN(19) - 6)
			}
			up[i] = float64(rng.IntN(25))
			if i%2 == 1 {
				lo[i] = up[i] - float64(rng.IntN(3))
			}
		}
		cost := make([]float64, n)
		for j := range cost {
			cost[j] = float64(rng.IntN(41) - 25)
		}
		m := dense(cost, all(n, 0.0), all(n, 1.0), a, lo, up)
		m.Integer = all(n, true)

		best := math.Inf(1)
		for set := range 1 << n {
			sum, fits := 0.0, true
			for i := range a {
				y := 0.0
				for j := range n {
					if set>>j&1 == 1 {
						y += a[i][j]
					}
				}
				fits = fits && lo[i] <= y && y <= up[i]
			}
			for j := range n {
				if set>>j&1 == 1 {
					sum += cost[j]
				}
			}
			if fits {
				best = min(best, sum)
			}
		}

		if err := s.Pass(m); err != nil {
			t.Fatal(err)
		}
		r := mustRun(t, s, Options{Gap: -1})
		if math.IsInf(best, 1) {
			infeasible++
			if r.Status != Infeasible {
				t.Errorf("seed %d: %v, but no subset fits", seed, r.Status)
			}
			continue
		}
		if r.Status != Optimal || !near(r.Objective, best) {
			t.Errorf("seed %d: %v %v, the best subset costs %v", seed, r.Status, r.Objective, best)
		}
		checkFeasible(t, m, r)
	}
	if infeasible == 0 || infeasible == 40 {
		t.Errorf("%d of 40 models are infeasible: the models test one side only", infeasible)
	}
}

// Duals prove the optimum: each has the sign its bound allows, reduced costs add up,
// and the bounds they price sum to the objective.
func TestDualsProveTheOptimum(t *testing.T) {
	m := transport(4, 6, 5)
	for _, method := range []Method{Simplex, InteriorPoint} {
		r := mustSolve(t, m, Options{Method: method})
		if r.Status != Optimal || !r.HasDuals {
			t.Fatalf("%v, duals %v", r.Status, r.HasDuals)
		}
		checkFeasible(t, m, r)
		checkDuals(t, m, r)
	}
}

func checkDuals(t *testing.T, m *Model, r Result) {
	t.Helper()
	priced := m.Offset
	price := func(what string, i int, dual, lower, upper float64) {
		bound := lower
		if dual < 0 {
			bound = upper
		}
		if math.Abs(dual) < 1e-9 {
			return
		}
		if math.IsInf(bound, 0) {
			t.Errorf("%s %d has dual %v, but no bound on that side", what, i, dual)
			return
		}
		priced += dual * bound
	}
	for i, y := range r.RowDual {
		price("row", i, y, m.RowLower[i], m.RowUpper[i])
	}
	for j, d := range r.ColDual {
		price("column", j, d, m.ColLower[j], m.ColUpper[j])
		rest := m.ColCost[j]
		for k := m.Start[j]; k < m.Start[j+1]; k++ {
			rest -= m.Value[k] * r.RowDual[m.Index[k]]
		}
		if math.Abs(rest-d) > 1e-6 {
			t.Errorf("column %d has reduced cost %v, expected %v", j, d, rest)
		}
	}
	if !near(priced, r.Objective) {
		t.Errorf("the duals price %v, the objective is %v", priced, r.Objective)
	}
}

// Fixing the decisions of a solved search gives a linear program with the same
// optimum, and duals.
func TestFixedLP(t *testing.T) {
	m := dense([]float64{1, 2, 10}, []float64{2, 0, 0}, []float64{6, 3, 1}, [][]float64{{1, 1, 0}, {0, 1, -3}}, []float64{5, -Inf()}, []float64{Inf(), 0})
	m.SemiContinuous, m.Integer = []bool{true, false, false}, []bool{false, false, true}
	r := mustSolve(t, m, Options{})
	f := FixedLP(m, r.X)
	if f.Discrete() || !m.Discrete() || m.ColUpper[2] != 1 {
		t.Fatal("the copy is still discrete, or the original was changed")
	}
	q := mustSolve(t, f, Options{})
	if q.Status != Optimal || !near(q.Objective, r.Objective) || !q.HasDuals {
		t.Fatalf("%v %v, duals %v; expected %v", q.Status, q.Objective, q.HasDuals, r.Objective)
	}
	checkDuals(t, f, q)
}
