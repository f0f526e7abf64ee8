package highs

import "testing"

// What a linear program leaves proves what it said: at an optimum the rows
// weighted by the multipliers, and along the ray of one that has no solution, give
// the bound by hand. What a cutoff leaves is tested with it.
func TestMultipliersProve(t *testing.T) {
	// min 2a + 3b, a + b ≥ 4, a ≤ 3: 9 at (3, 1).
	m := func(least float64) *Model {
		return dense([]float64{2, 3}, []float64{0, 0}, []float64{3, 5}, [][]float64{{1, 1}}, []float64{least}, []float64{Inf()})
	}
	// dual is what no solution undercuts at multiplier y; costs of 0 for a ray.
	dual := func(y, least float64, cost []float64) float64 {
		sum := y * least
		for j, up := range []float64{3, 5} {
			sum += min(0, (cost[j]-y)*up)
		}
		return sum
	}
	o := Options{Presolve: PresolveOff, Method: Simplex}
	if r := mustSolve(t, m(4), o); r.Status != Optimal || len(r.Multipliers) != 1 || !near(dual(r.Multipliers[0], 4, []float64{2, 3}), 9) {
		t.Errorf("at the optimum %v, multipliers %v", r.Status, r.Multipliers)
	}
	if r := mustSolve(t, m(9), o); r.Status != Infeasible || len(r.Multipliers) != 1 || dual(r.Multipliers[0], 9, []float64{0, 0}) <= 0 {
		t.Errorf("without a solution %v, ray %v", r.Status, r.Multipliers)
	}
}
