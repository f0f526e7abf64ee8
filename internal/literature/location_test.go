package literature

import (
	"fmt"
	"strings"
	"testing"

	"remanence/planner"
)

// plants is a location problem: customers with a demand, plants with a capacity
// (0 is none) and an opening cost, and what a unit costs from plant to customer.
type plants struct {
	demand   []float64
	capacity []float64
	open     []float64
	unit     [][]float64 // plant, customer
}

// project turns customers into parts, plants into suppliers, opening into
// qualification.
func (x plants) project(name string) *planner.Project {
	p := project(name, 1)
	for j, d := range x.demand {
		customer(p, label("C", j), d)
	}
	for i := range x.open {
		pool := ""
		if x.capacity[i] > 0 {
			pool = capacity(p, label("P", i), x.capacity[i])
		}
		for j := range x.demand {
			o := lane(p, label("P", i)+label("C", j), label("P", i), label("C", j), x.unit[i][j])
			o.Pool = pool
			opens(o, label("P", i), x.open[i])
		}
	}
	return p
}

// lp writes the problem as the books do: x the flow, y open or not.
func (x plants) lp() string {
	var cost, rows, bin strings.Builder
	for i := range x.open {
		fmt.Fprintf(&cost, " + %g y%d", x.open[i], i)
		fmt.Fprintf(&bin, " y%d\n", i)
		for j := range x.demand {
			fmt.Fprintf(&cost, " + %g x%d_%d\n", x.unit[i][j], i, j)
			fmt.Fprintf(&rows, " l%d_%d: x%d_%d - %g y%d <= 0\n", i, j, i, j, x.demand[j], i)
		}
		if x.capacity[i] > 0 {
			fmt.Fprintf(&rows, " c%d:", i)
			for j := range x.demand {
				fmt.Fprintf(&rows, " + x%d_%d", i, j)
			}
			fmt.Fprintf(&rows, " - %g y%d <= 0\n", x.capacity[i], i)
		}
	}
	for j, d := range x.demand {
		fmt.Fprintf(&rows, " d%d:", j)
		for i := range x.open {
			fmt.Fprintf(&rows, " + x%d_%d", i, j)
		}
		fmt.Fprintf(&rows, " = %g\n", d)
	}
	return "Minimize\n cost:" + cost.String() + "\nSubject To\n" + rows.String() + "Binaries\n" + bin.String() + "End\n"
}

// The capacitated location problem that Gurobi ships as its example "facility":
// four warehouses served from five plants. Printed optimum 210,500.
func TestCapacitatedLocationGurobiFacility(t *testing.T) {
	x := plants{
		demand:   []float64{15, 18, 14, 20},
		capacity: []float64{20, 22, 17, 19, 18},
		open:     []float64{12000, 15000, 17000, 13000, 16000},
		unit: [][]float64{
			{4000, 2500, 1200, 2200}, {2000, 2600, 1800, 2600}, {3000, 3400, 2600, 3100}, {2500, 3000, 4100, 3700}, {4500, 4000, 3000, 3200}},
	}
	published(t, x.lp(), 210500)
	best(t, x.project("Gurobi facility"), 210500)
}

// The warehouse problem of the OPL and MiniZinc tutorials (after Van Hentenryck
// 1999): ten stores, each served by one of five warehouses that hold so many
// stores and cost 30 to keep open. Printed optimum 383. Serving a store with one
// unit, single sourcing costs nothing.
func TestSingleSourceLocationWarehouses(t *testing.T) {
	cost := [][]float64{ // store, warehouse
		{20, 24, 11, 25, 30}, {28, 27, 82, 83, 74}, {74, 97, 71, 96, 70}, {2, 55, 73, 69, 61}, {46, 96, 59, 83, 4},
		{42, 22, 29, 67, 59}, {1, 5, 73, 59, 56}, {10, 73, 13, 43, 96}, {93, 35, 63, 85, 46}, {47, 65, 55, 71, 95}}
	x := plants{capacity: []float64{1, 4, 2, 1, 3}, open: []float64{30, 30, 30, 30, 30}, unit: make([][]float64, 5)}
	for _, row := range cost {
		x.demand = append(x.demand, 1)
		for i, c := range row {
			x.unit[i] = append(x.unit[i], c)
		}
	}
	published(t, x.lp(), 383)
	p := x.project("Warehouses")
	one := planner.Rule{ID: "ONE", Type: planner.MaxSuppliers, Scope: "all", ValueFrom: planner.Some(1.0), ValueTo: planner.Some(1.0), Window: planner.WholePlan, Hard: true}
	p.Rules = []planner.Rule{one}
	plan := best(t, p, 383)
	served := map[string]int{}
	for _, a := range plan.Awards {
		served[a.Part]++
	}
	for part, n := range served {
		if n != 1 {
			t.Errorf("%s is served %d times", part, n)
		}
	}
}

// Uncapacitated location on finite projective planes, after the hard instances
// of Kochetov and Ivanenko: a plant is a line of the plane of order k and serves
// the points on it. All points of the plane are covered by no fewer than k + 1
// lines (those through one point do), so that the optimum is (k + 1) openings and
// one unit for each of the k² + k + 1 points.
func TestUncapacitatedLocationOnProjectivePlanes(t *testing.T) {
	const open, away = 3000, 100000
	for _, k := range []int{2, 3} {
		n := k*k + k + 1
		// A perfect difference set gives the plane: line i holds the points i + d.
		set := map[int][]int{2: {0, 1, 3}, 3: {0, 1, 3, 9}}[k]
		x := plants{}
		for i := range n {
			x.demand, x.capacity, x.open = append(x.demand, 1), append(x.capacity, 0), append(x.open, open)
			row := make([]float64, n)
			for j := range row {
				row[j] = away
			}
			for _, d := range set {
				row[(i+d)%n] = 1
			}
			x.unit = append(x.unit, row)
		}
		want := float64((k+1)*open + n)
		published(t, x.lp(), want)
		plan := best(t, x.project(fmt.Sprintf("Plane of order %d", k)), want)
		if len(plan.Qualifications) != k+1 {
			t.Errorf("order %d: %d lines are open", k, len(plan.Qualifications))
		}
	}
}
