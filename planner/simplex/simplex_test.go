package simplex

import (
	"context"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"remanence/planner/highs"
)

func engine(tb testing.TB) *highs.Engine {
	tb.Helper()
	cache, err := os.UserCacheDir()
	if err == nil {
		cache = filepath.Join(cache, "remanence", "test-optimiser")
	}
	e, err := highs.Load(context.Background(), cache)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { e.Close() })
	return e
}

// random draws a sparse problem, often degenerate: whole numbers, many equal.
func random(r *rand.Rand) Problem {
	n, m := 3+r.IntN(40), 1+r.IntN(20)
	p := Problem{Start: []int32{0}}
	for range n {
		lo, up := 0.0, math.Inf(1)
		switch r.IntN(6) {
		case 0:
			lo = math.Inf(-1)
		case 1, 2:
			up = float64(r.IntN(8))
		case 3:
			lo, up = -float64(r.IntN(4)), float64(r.IntN(4))
		}
		p.Cost = append(p.Cost, float64(r.IntN(12)-2))
		p.Lo, p.Up = append(p.Lo, lo), append(p.Up, up)
		for i := range m {
			if r.IntN(4) == 0 {
				p.Row, p.Value = append(p.Row, int32(i)), append(p.Value, float64(r.IntN(9)-4)+0.5)
			}
		}
		p.Start = append(p.Start, int32(len(p.Row)))
	}
	for range m {
		lo, up := math.Inf(-1), float64(r.IntN(20))
		switch r.IntN(3) {
		case 0:
			lo, up = -float64(r.IntN(10)), math.Inf(1)
		case 1:
			lo = up
		}
		p.RowLo, p.RowUp = append(p.RowLo, lo), append(p.RowUp, up)
	}
	return p
}

// asModel is the same problem for the large optimiser.
func asModel(p Problem) *highs.Model {
	return &highs.Model{ColCost: p.Cost, ColLower: p.Lo, ColUpper: p.Up, RowLower: p.RowLo, RowUpper: p.RowUp, Start: p.Start, Index: p.Row, Value: p.Value}
}

// Cold and warm, after costs, bounds and rows have changed, the answer is that of
// another optimiser.
func TestAgreesWithAnotherOptimiser(t *testing.T) {
	e := engine(t)
	r := rand.New(rand.NewPCG(5, 1))
	seen := map[Status]int{}
	for range 150 {
		p := random(r)
		s := New(p)
		for round := range 4 {
			if round > 0 {
				for range 3 {
					j := r.IntN(len(p.Cost))
					p.Cost[j] = float64(r.IntN(14) - 3)
					s.SetCost(j, p.Cost[j])
					if j = r.IntN(len(p.Cost)); round > 1 {
						p.Lo[j] = float64(r.IntN(3))
						p.Up[j] = p.Lo[j] + float64(r.IntN(5))
						s.SetBounds(j, p.Lo[j], p.Up[j])
						i := r.IntN(len(p.RowLo))
						p.RowLo[i], p.RowUp[i] = -float64(r.IntN(9)), float64(r.IntN(15))
						s.SetRow(i, p.RowLo[i], p.RowUp[i])
					}
				}
			}
			got := s.Solve()
			res, err := e.Solve(context.Background(), asModel(p), highs.Options{}, nil)
			if err != nil {
				t.Fatal(err)
			}
			want := map[highs.Status]Status{highs.Optimal: Optimal, highs.Infeasible: Infeasible, highs.Unbounded: Unbounded, highs.InfeasibleOrUnbounded: got}
			if w, ok := want[res.Status]; !ok || got != w {
				t.Fatalf("round %d: %s, the other says %s\n%+v", round, got, res.Status, p)
			}
			seen[got]++
			if got != Optimal {
				continue
			}
			if d := math.Abs(s.Objective() - res.Objective); d > 1e-6*(1+math.Abs(res.Objective)) {
				t.Fatalf("round %d: objective %g, the other says %g", round, s.Objective(), res.Objective)
			}
			holds(t, p, s.X())
		}
	}
	for _, st := range []Status{Optimal, Infeasible, Unbounded} {
		if seen[st] < 10 {
			t.Errorf("%s came up %d times", st, seen[st])
		}
	}
}

func holds(t *testing.T, p Problem, x []float64) {
	t.Helper()
	sum := make([]float64, len(p.RowLo))
	for j, v := range x {
		if v < p.Lo[j]-1e-6 || v > p.Up[j]+1e-6 {
			t.Fatalf("column %d is %g of %g to %g", j, v, p.Lo[j], p.Up[j])
		}
		for k := p.Start[j]; k < p.Start[j+1]; k++ {
			sum[p.Row[k]] += p.Value[k] * v
		}
	}
	for i, v := range sum {
		if v < p.RowLo[i]-1e-5 || v > p.RowUp[i]+1e-5 {
			t.Fatalf("row %d is %g of %g to %g", i, v, p.RowLo[i], p.RowUp[i])
		}
	}
}

// Beale's problem (1955) makes a simplex method without care go in a circle.
func TestEndsOnBealesProblem(t *testing.T) {
	p := Problem{Cost: []float64{-0.75, 150, -0.02, 6}, Lo: make([]float64, 4), Up: []float64{math.Inf(1), math.Inf(1), math.Inf(1), math.Inf(1)},
		RowLo: []float64{math.Inf(-1), math.Inf(-1), math.Inf(-1)}, RowUp: []float64{0, 0, 1},
		Start: []int32{0, 2, 4, 7, 9}, Row: []int32{0, 1, 0, 1, 0, 1, 2, 0, 1}, Value: []float64{0.25, 0.5, -60, -90, -1.0 / 25, -1.0 / 50, 1, 9, 3}}
	s := New(p)
	if st := s.Solve(); st != Optimal || math.Abs(s.Objective()+0.05) > 1e-9 {
		t.Errorf("%s, objective %g, want optimal, -0.05", st, s.Objective())
	}
}

// BenchmarkWarm is a part's problem, three years of stock with four sources, whose
// prices change a little each time.
func BenchmarkWarm(b *testing.B) {
	const months, sources = 36, 4
	p := Problem{Start: []int32{0}}
	col := func(cost, up float64, at ...float64) {
		p.Cost, p.Lo, p.Up = append(p.Cost, cost), append(p.Lo, 0), append(p.Up, up)
		for k := 0; k < len(at); k += 2 {
			if at[k] < months {
				p.Row, p.Value = append(p.Row, int32(at[k])), append(p.Value, at[k+1])
			}
		}
		p.Start = append(p.Start, int32(len(p.Row)))
	}
	r := rand.New(rand.NewPCG(1, 1))
	for t := range months {
		p.RowLo = append(p.RowLo, 100)
		for s := range sources {
			col(10+float64(s)+r.Float64(), 60, float64(t), 1)
		}
		col(0.2, math.Inf(1), float64(t), -1, float64(t+1), 1)
		col(30, math.Inf(1), float64(t), 1, float64(t+1), -1)
	}
	p.RowUp = p.RowLo
	s := New(p)
	for b.Loop() {
		for j := range months * sources {
			s.SetCost(j+2*(j/sources), p.Cost[j+2*(j/sources)]+0.3*r.Float64())
		}
		if st := s.Solve(); st != Optimal {
			b.Fatal(st)
		}
	}
	b.ReportMetric(float64(s.Pivots)/float64(b.N), "pivots/op")
}
