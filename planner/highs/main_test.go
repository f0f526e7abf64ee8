package highs

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
)

// engine is shared: compiling takes seconds.
var engine *Engine

// testCache keeps compiled code between runs of the tests; "" if there is no place for it.
func testCache() string {
	dir, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	return filepath.Join(dir, "remanence", "test-optimiser")
}

func TestMain(m *testing.M) { os.Exit(runTests(m)) }

func runTests(m *testing.M) int {
	// The tests of the cache copy what this leaves in it.
	portable, err := Load(context.Background(), testCache(), Portable())
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer portable.Close()
	if engine, err = Load(context.Background(), testCache()); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer engine.Close()
	return m.Run()
}

// dense writes a model from full rows, as one would on paper.
func dense(cost, lower, upper []float64, rows [][]float64, rowLower, rowUpper []float64) *Model {
	m := &Model{ColCost: cost, ColLower: lower, ColUpper: upper, RowLower: rowLower, RowUpper: rowUpper, Start: []int32{0}}
	for j := range cost {
		for i, row := range rows {
			if row[j] != 0 {
				m.Index, m.Value = append(m.Index, int32(i)), append(m.Value, row[j])
			}
		}
		m.Start = append(m.Start, int32(len(m.Index)))
	}
	return m
}

// all is a list of n times the same value.
func all[T any](n int, v T) []T {
	list := make([]T, n)
	for i := range list {
		list[i] = v
	}
	return list
}

func near(a, b float64) bool { return math.Abs(a-b) <= 1e-6*max(1, math.Abs(a), math.Abs(b)) }

// mustSolve solves a model on a solver of its own.
func mustSolve(t *testing.T, m *Model, o Options) Result {
	t.Helper()
	r, err := engine.Solve(context.Background(), m, o, nil)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// newSolver starts a solver with a model, closed when the test ends.
func newSolver(t *testing.T, m *Model) *Solver {
	t.Helper()
	return newSolverOn(t, engine, m)
}

func newSolverOn(t *testing.T, e *Engine, m *Model) *Solver {
	t.Helper()
	s, err := e.New()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	if err := s.Pass(m); err != nil {
		t.Fatal(err)
	}
	return s
}

func mustRun(t *testing.T, s *Solver, o Options) Result {
	t.Helper()
	r, err := s.Run(context.Background(), o, nil)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// checkFeasible verifies a solution against the model, without the optimiser's help.
func checkFeasible(t *testing.T, m *Model, r Result) {
	t.Helper()
	if !r.HasSolution || len(r.X) != m.Cols() || len(r.RowActivity) != m.Rows() {
		t.Fatalf("no whole solution: %v, %d columns, %d rows", r.HasSolution, len(r.X), len(r.RowActivity))
	}
	const tol = 1e-6
	objective, rows := m.Offset, make([]float64, m.Rows())
	for j, x := range r.X {
		objective += m.ColCost[j] * x
		semi := m.SemiContinuous != nil && m.SemiContinuous[j]
		if (x < m.ColLower[j]-tol || x > m.ColUpper[j]+tol) && !(semi && math.Abs(x) <= tol) {
			t.Errorf("column %d is %v, outside %v to %v", j, x, m.ColLower[j], m.ColUpper[j])
		}
		if m.Integer != nil && m.Integer[j] && math.Abs(x-math.Round(x)) > tol {
			t.Errorf("integer column %d is %v", j, x)
		}
		for k := m.Start[j]; k < m.Start[j+1]; k++ {
			rows[m.Index[k]] += m.Value[k] * x
		}
	}
	for i, y := range rows {
		slack := tol * max(1, math.Abs(y))
		if y < m.RowLower[i]-slack || y > m.RowUpper[i]+slack {
			t.Errorf("row %d is %v, outside %v to %v", i, y, m.RowLower[i], m.RowUpper[i])
		}
		if !near(y, r.RowActivity[i]) {
			t.Errorf("row %d is %v, reported as %v", i, y, r.RowActivity[i])
		}
	}
	if !near(objective, r.Objective) {
		t.Errorf("objective %v, reported as %v", objective, r.Objective)
	}
}

// marketSplit is a search that no solver finishes soon: split n customers between
// two halves so that rows products divide evenly; the imbalance is the cost. A
// solution exists always and is found at once.
func marketSplit(rows, n int) *Model {
	rng := rand.New(rand.NewPCG(7, 7))
	cols := n + 2*rows
	m := &Model{Start: []int32{0}, Integer: make([]bool, cols)}
	sums := make([]float64, rows)
	for j := range n {
		for i := range rows {
			v := float64(rng.IntN(100))
			sums[i] += v
			m.Index, m.Value = append(m.Index, int32(i)), append(m.Value, v)
		}
		m.Integer[j] = true
		m.ColCost, m.ColLower, m.ColUpper = append(m.ColCost, 0), append(m.ColLower, 0), append(m.ColUpper, 1)
		m.Start = append(m.Start, int32(len(m.Index)))
	}
	for i := range rows {
		for _, sign := range []float64{1, -1} {
			m.Index, m.Value = append(m.Index, int32(i)), append(m.Value, sign)
			m.ColCost, m.ColLower, m.ColUpper = append(m.ColCost, 1), append(m.ColLower, 0), append(m.ColUpper, Inf())
			m.Start = append(m.Start, int32(len(m.Index)))
		}
		half := math.Floor(sums[i] / 2)
		m.RowLower, m.RowUpper = append(m.RowLower, half), append(m.RowUpper, half)
	}
	return m
}

// transport is a linear program of the planner's shape: sources × customers ×
// periods, with a capacity for each source and period and a demand for each customer
// and period, met or missed at a penalty.
func transport(sources, customers, periods int) *Model {
	rng := rand.New(rand.NewPCG(3, 1))
	m := &Model{Start: []int32{0}}
	add := func(cost float64, rows ...int) {
		for _, i := range rows {
			m.Index, m.Value = append(m.Index, int32(i)), append(m.Value, 1)
		}
		m.ColCost, m.ColLower, m.ColUpper = append(m.ColCost, cost), append(m.ColLower, 0), append(m.ColUpper, Inf())
		m.Start = append(m.Start, int32(len(m.Index)))
	}
	// Rows: demands, then capacities, then a share of each source over all periods.
	demands, capacities := customers*periods, sources*periods
	for p := range periods {
		for c := range customers {
			for s := range sources {
				add(1+rng.Float64()*9, p*customers+c, demands+p*sources+s, demands+capacities+s)
			}
			add(100, p*customers+c)
		}
	}
	for range demands {
		d := 5 + 10*rng.Float64()
		m.RowLower, m.RowUpper = append(m.RowLower, d), append(m.RowUpper, d)
	}
	for range capacities {
		m.RowLower = append(m.RowLower, -Inf())
		m.RowUpper = append(m.RowUpper, 14*float64(customers)/float64(sources)*(0.5+rng.Float64()))
	}
	for range sources {
		m.RowLower = append(m.RowLower, -Inf())
		m.RowUpper = append(m.RowUpper, 13*float64(demands)/float64(sources))
	}
	return m
}

// wholeLots is transport in whole units: a search that ends soon.
func wholeLots(sources, customers, periods int) *Model {
	m := transport(sources, customers, periods)
	m.Integer = all(m.Cols(), true)
	for i := range customers * periods {
		m.RowLower[i], m.RowUpper[i] = math.Ceil(m.RowLower[i]), math.Ceil(m.RowUpper[i])
	}
	return m
}
