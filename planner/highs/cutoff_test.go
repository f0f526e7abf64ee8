package highs

import (
	"math/rand/v2"
	"testing"
)

// A linear program is given up once its optimum is proven to lie above the
// cutoff, and solved as ever when it lies below.
func TestCutoff(t *testing.T) {
	draw := rand.New(rand.NewPCG(7, 11))
	given := 0
	for range 20 {
		// A covering problem: every row asks for a sum of columns with positive costs.
		rows := make([][]float64, 30)
		for i := range rows {
			rows[i] = make([]float64, 40)
			for j := range rows[i] {
				if draw.IntN(4) == 0 {
					rows[i][j] = 1 + draw.Float64()
				}
			}
			rows[i][draw.IntN(40)] = 1
		}
		costs := make([]float64, 40)
		for j := range costs {
			costs[j] = 1 + draw.Float64()
		}
		m := dense(costs, all(40, 0.0), all(40, Inf()), rows, all(30, 5.0), all(30, Inf()))
		o := Options{Presolve: PresolveOff, Method: Simplex}
		best := mustSolve(t, m, o)
		if best.Status != Optimal {
			t.Fatal(best.Status)
		}
		o.Cutoff = best.Objective * 1.01
		if r := mustSolve(t, m, o); r.Status != Optimal || !near(r.Objective, best.Objective) {
			t.Errorf("a cutoff above the optimum %g gives %v, %g", best.Objective, r.Status, r.Objective)
		}
		o.Cutoff = best.Objective * 0.5
		switch r := mustSolve(t, m, o); r.Status {
		case Cutoff:
			given++
			if bound := coverBound(rows, costs, r.Multipliers); bound < o.Cutoff*(1-1e-6) {
				t.Errorf("given up at %g, but the multipliers prove only %g", o.Cutoff, bound)
			}
			if r.SimplexIterations >= best.SimplexIterations {
				t.Errorf("given up after %d iterations, solved in %d", r.SimplexIterations, best.SimplexIterations)
			}
		case Optimal: // it may end before it looks
		default:
			t.Error(r.Status)
		}
	}
	if given < 15 {
		t.Errorf("only %d of 20 were given up", given)
	}
}

// coverBound is what the covering problem costs at least by the multipliers of its
// rows: 0 where they prove nothing.
func coverBound(rows [][]float64, costs, y []float64) float64 {
	sum := 0.0
	for i := range y {
		sum += 5 * y[i]
	}
	for j, c := range costs {
		for i := range y {
			c -= y[i] * rows[i][j]
		}
		if c < -1e-7 {
			return 0
		}
	}
	return sum
}
