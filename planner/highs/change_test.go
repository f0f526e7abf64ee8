package highs

import (
	"context"
	"errors"
	"math"
	"slices"
	"testing"
)

// Changing a model in place gives what the changed model gives when passed anew.
func TestChangesInPlace(t *testing.T) {
	m := transport(3, 5, 4)
	s := newSolver(t, m)
	mustRun(t, s, Options{})
	step := func(name string, err error) {
		t.Helper()
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		r, want := mustRun(t, s, Options{}), mustSolve(t, m, Options{})
		if r.Status != want.Status || !near(r.Objective, want.Objective) {
			t.Errorf("%s: %v %v in place, %v %v anew", name, r.Status, r.Objective, want.Status, want.Objective)
		}
		if want.HasSolution {
			checkFeasible(t, m, r)
		}
	}
	before := mustRun(t, s, Options{}).Objective

	m.ColCost[4], m.ColCost[0] = 0.5, 20
	step("costs, not in order", s.ChangeColCosts([]int32{4, 0}, []float64{0.5, 20}))
	m.ColUpper[1], m.ColLower[2], m.ColUpper[2] = 2, 1, 3
	step("bounds of columns, the later of two counts", s.ChangeColBounds([]int32{2, 1, 2}, []float64{9, 0, 1}, []float64{9, 2, 3}))
	m.RowLower[0], m.RowUpper[0] = 30, 30
	step("bounds of rows", s.ChangeRowBounds([]int32{0}, []float64{30}, []float64{30}))
	m.Value[m.Start[6]] = 0.7
	step("entry", s.ChangeCoeff(m.Index[m.Start[6]], 6, 0.7))
	if after := mustRun(t, s, Options{}).Objective; near(after, before) {
		t.Errorf("no change changed the optimum of %v", before)
	}

	// A new row: the first source may deliver the first customer little.
	entries := []int32{0, 12}
	m = withRow(m, -Inf(), 1, entries, []float64{1, 1})
	step("new row", s.AddRows([]float64{-Inf()}, []float64{1}, []int32{0, 2}, entries, []float64{1, 1}))
	m.RowUpper[m.Rows()-1] = 0.5
	step("bound of the new row", s.ChangeRowBounds([]int32{int32(m.Rows() - 1)}, []float64{-Inf()}, []float64{0.5}))

	m.Integer = make([]bool, m.Cols())
	idx, yes := []int32{}, []bool{}
	for j := range m.Cols() {
		idx, yes = append(idx, int32(j)), append(yes, j%3 == 0)
		m.Integer[j] = j%3 == 0
	}
	step("integer columns", s.ChangeIntegrality(idx, yes))
	m.Integer = nil
	step("no integer columns", s.ChangeIntegrality(idx, make([]bool, len(idx))))
	if r := mustRun(t, s, Options{}); !r.HasDuals {
		t.Error("no duals after the integer columns went")
	}
	m.RowLower[0], m.RowUpper[0] = -5, -5
	step("impossible", s.ChangeRowBounds([]int32{0}, []float64{-5}, []float64{-5}))
	m.RowLower[0], m.RowUpper[0] = 8, 8
	step("possible again", s.ChangeRowBounds([]int32{0}, []float64{8}, []float64{8}))
	step("from scratch", s.ClearSolver())
}

// withRow returns the model with one more row.
func withRow(m *Model, lower, upper float64, cols []int32, values []float64) *Model {
	w := *m
	w.RowLower, w.RowUpper = append(slices.Clone(m.RowLower), lower), append(slices.Clone(m.RowUpper), upper)
	w.Start, w.Index, w.Value = []int32{0}, nil, nil
	for j := range int32(m.Cols()) {
		w.Index = append(w.Index, m.Index[m.Start[j]:m.Start[j+1]]...)
		w.Value = append(w.Value, m.Value[m.Start[j]:m.Start[j+1]]...)
		if k := slices.Index(cols, j); k >= 0 {
			w.Index, w.Value = append(w.Index, int32(m.Rows())), append(w.Value, values[k])
		}
		w.Start = append(w.Start, int32(len(w.Index)))
	}
	return &w
}

// A run after a small change starts from the last basis, and a basis moves to
// another solver of the same model.
func TestBasisSavesIterations(t *testing.T) {
	m := transport(5, 20, 10)
	s := newSolver(t, m)
	if _, err := s.Basis(); !errors.Is(err, ErrNoBasis) {
		t.Errorf("basis before the first run: %v", err)
	}
	cold := mustRun(t, s, Options{Method: Simplex})
	b, err := s.Basis()
	if err != nil {
		t.Fatal(err)
	}
	basic := 0
	for _, v := range append(slices.Clone(b.Col), b.Row...) {
		if v == Basic {
			basic++
		}
	}
	if basic != m.Rows() {
		t.Errorf("%d basic columns and rows, expected %d", basic, m.Rows())
	}
	if err := s.ChangeColCosts([]int32{0}, []float64{m.ColCost[0] + 0.1}); err != nil {
		t.Fatal(err)
	}
	warm := mustRun(t, s, Options{Method: Simplex})
	other := newSolver(t, m)
	if err := other.SetBasis(b); err != nil {
		t.Fatal(err)
	}
	moved := mustRun(t, other, Options{Method: Simplex})
	if cold.SimplexIterations < 100 || warm.SimplexIterations > cold.SimplexIterations/10 || moved.SimplexIterations > 0 {
		t.Errorf("iterations: %d cold, %d after a change, %d with a given basis", cold.SimplexIterations, warm.SimplexIterations, moved.SimplexIterations)
	}
	if !near(moved.Objective, cold.Objective) {
		t.Errorf("objective %v, with the given basis %v", cold.Objective, moved.Objective)
	}
	// Other weights of the rows take another way, to the same optimum.
	if err := other.ChangeColCosts([]int32{0}, []float64{m.ColCost[0] + 0.1}); err != nil {
		t.Fatal(err)
	}
	if again := mustRun(t, other, Options{Method: Simplex, Devex: true}); !near(again.Objective, warm.Objective) {
		t.Errorf("objective %v with Devex, %v without", again.Objective, warm.Objective)
	}
	if scratch := mustRun(t, newSolver(t, m), Options{Method: Simplex, Presolve: PresolveOff, Devex: true}); !near(scratch.Objective, cold.Objective) || scratch.SimplexIterations == mustRun(t, newSolver(t, m), Options{Method: Simplex, Presolve: PresolveOff}).SimplexIterations {
		t.Errorf("objective %v with Devex after %d iterations, %v without", scratch.Objective, scratch.SimplexIterations, cold.Objective)
	}
	for _, bad := range []Basis{{}, {b.Col, b.Row[1:]}, {append(slices.Clone(b.Col[1:]), 9), b.Row}} {
		if err := other.SetBasis(bad); !errors.Is(err, ErrModel) {
			t.Errorf("unfit basis: %v", err)
		}
	}
}

// A start solution is the first incumbent, also when its integers are a little off.
func TestStartSolution(t *testing.T) {
	m := marketSplit(5, 40)
	// Every second customer goes to one half; the last columns make up for the rest.
	start, cost := make([]float64, m.Cols()), 0.0
	rest := slices.Clone(m.RowLower)
	for j := 0; j < 40; j += 2 {
		start[j] = 1 - 1e-4
		for k := m.Start[j]; k < m.Start[j+1]; k++ {
			rest[m.Index[k]] -= m.Value[k]
		}
	}
	for i, r := range rest {
		start[40+2*i], start[41+2*i] = max(r, 0), max(-r, 0)
		cost += math.Abs(r)
	}
	first := func(start []float64) float64 {
		s, objective := newSolver(t, m), math.NaN()
		_, err := s.Run(context.Background(), Options{NodeLimit: 1, StartSolution: start}, func(p Progress) {
			if p.HasIncumbent && math.IsNaN(objective) {
				objective = p.Incumbent
			}
		})
		if err != nil {
			t.Fatal(err)
		}
		return objective
	}
	if got := first(start); !near(got, cost) {
		t.Errorf("first incumbent %v, the start solution costs %v", got, cost)
	}
	if got := first(nil); near(got, cost) {
		t.Errorf("the search finds %v first by itself: the test shows nothing", got)
	}
}

// What makes no sense is refused with a reason and changes nothing.
func TestRefusals(t *testing.T) {
	nan := math.NaN()
	good := func() *Model {
		return dense([]float64{1, 1}, all(2, 0.0), all(2, 1.0), [][]float64{{1, 1}}, []float64{1}, []float64{2})
	}
	for name, spoil := range map[string]func(m *Model){
		"cost":                    func(m *Model) { m.ColCost[1] = nan },
		"infinite cost":           func(m *Model) { m.ColCost[1] = Inf() },
		"lower bound":             func(m *Model) { m.ColLower[0] = Inf() },
		"row bound":               func(m *Model) { m.RowUpper[0] = nan },
		"few bounds":              func(m *Model) { m.ColUpper = m.ColUpper[:1] },
		"few row bounds":          func(m *Model) { m.RowUpper = nil },
		"integer marks":           func(m *Model) { m.Integer = []bool{true} },
		"semi-continuous marks":   func(m *Model) { m.SemiContinuous = []bool{true} },
		"semi-continuous maximum": func(m *Model) { m.SemiContinuous, m.ColUpper[0] = []bool{true, false}, 2*MaxSemiContinuous },
		"offset":                  func(m *Model) { m.Offset = nan },
		"row number":              func(m *Model) { m.Index[0] = 1 },
		"negative row":            func(m *Model) { m.Index[0] = -1 },
		"entry":                   func(m *Model) { m.Value[0] = nan },
		"falling starts":          func(m *Model) { m.Start[1] = 3 },
		"few starts":              func(m *Model) { m.Start = m.Start[:2] },
		"no starts":               func(m *Model) { m.Start = nil },
		"row twice":               func(m *Model) { m.Start[1] = 2 },
	} {
		m := good()
		spoil(m)
		if _, err := engine.Solve(context.Background(), m, Options{}, nil); !errors.Is(err, ErrModel) {
			t.Errorf("%s: %v", name, err)
		}
	}

	s, err := engine.New()
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if _, err := s.Run(context.Background(), Options{}, nil); !errors.Is(err, ErrNoModel) {
		t.Errorf("run without a model: %v", err)
	}
	if err := s.Pass(good()); err != nil {
		t.Fatal(err)
	}
	for i, err := range []error{
		s.ChangeColCosts([]int32{2}, []float64{1}),
		s.ChangeColCosts([]int32{-1}, []float64{1}),
		s.ChangeColCosts([]int32{0, 1}, []float64{1}),
		s.ChangeColCosts([]int32{0}, []float64{nan}),
		s.ChangeColBounds([]int32{0}, []float64{nan}, []float64{1}),
		s.ChangeRowBounds([]int32{1}, []float64{0}, []float64{1}),
		s.ChangeCoeff(1, 0, 1),
		s.ChangeCoeff(0, 0, nan),
		s.ChangeIntegrality([]int32{0}, nil),
		s.AddRows([]float64{0}, []float64{1}, []int32{0, 1}, []int32{2}, []float64{1}),
		s.AddRows([]float64{0}, nil, []int32{0, 0}, nil, nil),
	} {
		if !errors.Is(err, ErrModel) {
			t.Errorf("change %d: %v", i, err)
		}
	}
	for i, o := range []Options{{Gap: 2}, {Gap: nan}, {AbsGap: -1}, {TimeLimit: -1}, {NodeLimit: -1}, {IterationLimit: -1}, {Seed: -1},
		{Method: 9}, {Presolve: 9}, {StartSolution: []float64{1}}, {StartSolution: []float64{nan, 1}}, {HeuristicEffort: 2}, {Tolerance: 1}} {
		if _, err := s.Run(context.Background(), o, nil); !errors.Is(err, ErrOption) {
			t.Errorf("options %d: %v", i, err)
		}
	}
	if r := mustRun(t, s, Options{}); r.Status != Optimal || !near(r.Objective, 1) {
		t.Errorf("after all refusals: %v %v", r.Status, r.Objective)
	}
}
