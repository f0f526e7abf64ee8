package literature

import (
	"fmt"
	"strings"
	"testing"

	"remanence/planner"
)

// Dantzig's canneries (1963, chapter 3; the first model of the GAMS library):
// two plants, three markets, freight 90 per thousand miles. Printed optimum
// 153.675 thousand.
func TestTransportDantzigCanneries(t *testing.T) {
	miles := [][]float64{{2.5, 1.7, 1.8}, {2.5, 1.8, 1.4}}
	p := project("Canneries", 1)
	for j, d := range []float64{325, 300, 275} {
		customer(p, label("M", j), d)
	}
	for i, kg := range []float64{350, 600} {
		pool := capacity(p, label("P", i), kg)
		for j := range miles[i] {
			lane(p, label("P", i)+label("M", j), label("P", i), label("M", j), 90*miles[i][j]).Pool = pool
		}
	}
	best(t, p, 153675)
}

// steel is the multicommodity transport problem of the AMPL book (Fourer, Gay
// and Kernighan, chapters 4 and 20): three mills, seven cities, three products,
// at most 625 tons between a mill and a city.
var steel = struct {
	mills, cities, products []string
	supply                  [][]float64 // mill, product
	demand                  [][]float64 // product, city
	cost                    [][][]float64
	fixed                   [][]float64 // mill, city
	limit, least            float64
}{
	mills: []string{"GARY", "CLEV", "PITT"}, cities: []string{"FRA", "DET", "LAN", "WIN", "STL", "FRE", "LAF"},
	products: []string{"bands", "coils", "plate"},
	supply:   [][]float64{{400, 800, 200}, {700, 1600, 300}, {800, 1800, 300}},
	demand: [][]float64{
		{300, 300, 100, 75, 650, 225, 250}, {500, 750, 400, 250, 950, 850, 500}, {100, 100, 0, 50, 200, 100, 250}},
	cost: [][][]float64{
		{{30, 10, 8, 10, 11, 71, 6}, {22, 7, 10, 7, 21, 82, 13}, {19, 11, 12, 10, 25, 83, 15}},
		{{39, 14, 11, 14, 16, 82, 8}, {27, 9, 12, 9, 26, 95, 17}, {24, 14, 17, 13, 28, 99, 20}},
		{{41, 15, 12, 16, 17, 86, 8}, {29, 9, 13, 9, 28, 99, 18}, {26, 14, 17, 13, 31, 104, 20}}},
	fixed: [][]float64{
		{3000, 1200, 1200, 1200, 2500, 3500, 2500}, {2000, 1000, 1500, 1200, 2500, 3000, 2200}, {2000, 1200, 1500, 1500, 2500, 3500, 2200}},
	limit: 625, least: 375,
}

// steelProject makes a supplier of every lane. All demand is met and none is
// stored, so that a share of all tons is a quantity: rules of supplier shares
// hold the limit and the least load of a lane.
func steelProject(name string, fixed, least bool) *planner.Project {
	p := project(name, 1)
	total := 0.0
	for k, product := range steel.products {
		for j, city := range steel.cities {
			if d := steel.demand[k][j]; d > 0 {
				customer(p, product+"."+city, d)
				total += d
			}
		}
	}
	for i, mill := range steel.mills {
		for k, product := range steel.products {
			pool := capacity(p, mill+"."+product, steel.supply[i][k])
			for j, city := range steel.cities {
				if steel.demand[k][j] == 0 {
					continue
				}
				o := lane(p, mill+"."+product+"."+city, mill+"-"+city, product+"."+city, steel.cost[k][i][j])
				o.Pool = pool
				if fixed {
					opens(o, mill+"-"+city, steel.fixed[i][j])
				}
			}
		}
	}
	share := func(id string, kind planner.RuleType, tons float64) planner.Rule {
		v := planner.Some(100 * tons / total)
		return planner.Rule{ID: id, Type: kind, Scope: "all", ValueFrom: v, ValueTo: v, Window: planner.WholePlan, Hard: true}
	}
	p.Rules = []planner.Rule{share("LIMIT", planner.SupplierShareMax, steel.limit)}
	if least {
		r := share("LEAST", planner.AwardShareMin, steel.least)
		r.Scope = "all_parts_together"
		p.Rules = append(p.Rules, r)
	}
	return p
}

// steelLP is the problem as the book states it.
func steelLP(fixed, least bool) string {
	var cost, rows, bin strings.Builder
	for i := range steel.mills {
		for j := range steel.cities {
			lane := ""
			for k := range steel.products {
				fmt.Fprintf(&cost, " + %g t%d_%d_%d\n", steel.cost[k][i][j], i, j, k)
				lane += fmt.Sprintf(" + t%d_%d_%d", i, j, k)
			}
			if !fixed {
				fmt.Fprintf(&rows, " m%d_%d:%s <= %g\n", i, j, lane, steel.limit)
				continue
			}
			fmt.Fprintf(&cost, " + %g u%d_%d\n", steel.fixed[i][j], i, j)
			fmt.Fprintf(&bin, " u%d_%d\n", i, j)
			fmt.Fprintf(&rows, " m%d_%d:%s - %g u%d_%d <= 0\n", i, j, lane, steel.limit, i, j)
			if least {
				fmt.Fprintf(&rows, " n%d_%d:%s - %g u%d_%d >= 0\n", i, j, lane, steel.least, i, j)
			}
		}
	}
	for k := range steel.products {
		for i := range steel.mills {
			fmt.Fprintf(&rows, " s%d_%d:", i, k)
			for j := range steel.cities {
				fmt.Fprintf(&rows, " + t%d_%d_%d", i, j, k)
			}
			fmt.Fprintf(&rows, " = %g\n", steel.supply[i][k])
		}
		for j := range steel.cities {
			fmt.Fprintf(&rows, " d%d_%d:", j, k)
			for i := range steel.mills {
				fmt.Fprintf(&rows, " + t%d_%d_%d", i, j, k)
			}
			fmt.Fprintf(&rows, " = %g\n", steel.demand[k][j])
		}
	}
	lp := "Minimize\n cost:" + cost.String() + "Subject To\n" + rows.String()
	if fixed {
		lp += "Binaries\n" + bin.String()
	}
	return lp + "End\n"
}

// The AMPL book prints 199,500 without fixed charges, 229,850 with them and
// 233,150 when a lane that is used must carry 375 tons.
func TestFixedChargeTransportAMPLSteel(t *testing.T) {
	for _, c := range []struct {
		name         string
		fixed, least bool
		want         float64
	}{{"multi", false, false, 199500}, {"multmip1", true, false, 229850}, {"multmip2", true, true, 233150}} {
		t.Run(c.name, func(t *testing.T) {
			published(t, steelLP(c.fixed, c.least), c.want)
			best(t, steelProject(c.name, c.fixed, c.least), c.want)
		})
	}
}
