package literature

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"remanence/planner"
)

// lots is a lot-sizing problem of one or more items: demand by item and period,
// set-up and holding cost of an item, and a capacity a period over all items (0
// is none). Set-ups of a single item may differ by period.
type lots struct {
	demand [][]float64
	setup  []float64
	each   []float64 // set-up by period, in place of setup
	hold   []float64
	cap    float64
	price  float64
}

func (x lots) setupIn(i, t int) float64 {
	if x.each != nil {
		return x.each[t]
	}
	return x.setup[i]
}

func (x lots) project(name string) *planner.Project {
	p := project(name, len(x.demand[0]))
	pool := ""
	if x.cap > 0 {
		pool = capacity(p, "PLANT", x.cap)
	}
	for i, d := range x.demand {
		customer(p, label("I", i), d...)
		p.Parts[i].HoldingCost = number(x.hold[i])
		if x.each == nil {
			o := lane(p, label("O", i), "Plant", label("I", i), x.price)
			o.OrderCost, o.Pool = number(x.setup[i]), pool
		}
		for t, v := range x.each { // a set-up of its own is a quotation that holds for a month
			o := lane(p, label("O", t), "Plant", label("I", i), x.price)
			month := planner.Some(p.Start + planner.Month(t))
			o.OrderCost, o.Pool, o.ValidFrom, o.ValidTo = number(v), pool, month, month
		}
	}
	return p
}

// lp is the textbook form: x made, s stock, y set-up.
func (x lots) lp() string {
	var cost, rows, bin strings.Builder
	for i, d := range x.demand {
		total := 0.0
		for _, v := range d {
			total += v
		}
		for t, v := range d {
			fmt.Fprintf(&cost, " + %g x%d_%d + %g s%d_%d + %g y%d_%d\n", x.price, i, t, x.hold[i], i, t, x.setupIn(i, t), i, t)
			fmt.Fprintf(&rows, " b%d_%d: x%d_%d - s%d_%d", i, t, i, t, i, t)
			if t > 0 {
				fmt.Fprintf(&rows, " + s%d_%d", i, t-1)
			}
			fmt.Fprintf(&rows, " = %g\n u%d_%d: x%d_%d - %g y%d_%d <= 0\n", v, i, t, i, t, total, i, t)
			fmt.Fprintf(&bin, " y%d_%d\n", i, t)
		}
	}
	if x.cap > 0 {
		for t := range x.demand[0] {
			fmt.Fprintf(&rows, " c%d:", t)
			for i := range x.demand {
				fmt.Fprintf(&rows, " + x%d_%d", i, t)
			}
			fmt.Fprintf(&rows, " <= %g\n", x.cap)
		}
	}
	return "Minimize\n cost:" + cost.String() + "Subject To\n" + rows.String() + "Binaries\n" + bin.String() + "End\n"
}

// The example of Silver and Meal (1973; Silver, Pyke and Peterson 1998, chapter
// 6): twelve months of 1,200 boxes, 54 an order, 0.40 a box and month. Printed
// optimum of orders and stock 501.20.
func TestLotSizingSilverMeal(t *testing.T) {
	x := lots{demand: [][]float64{{10, 62, 12, 130, 154, 129, 88, 52, 124, 160, 238, 41}}, setup: []float64{54}, hold: []float64{0.4}, price: 20}
	want := 501.20 + 1200*20
	published(t, x.lp(), want)
	best(t, x.project("Silver and Meal"), want)
}

// The example of Wagner and Whitin (1958, Management Science 5): twelve months, each
// with a set-up cost of its own and 1 a piece and month to hold. Printed optimum of
// set-ups and stock 864.
func TestLotSizingWagnerWhitin(t *testing.T) {
	x := lots{demand: [][]float64{{69, 29, 36, 61, 61, 26, 34, 67, 45, 67, 79, 56}}, hold: []float64{1}, price: 1,
		each: []float64{85, 102, 102, 101, 98, 114, 105, 86, 119, 110, 98, 114}}
	const needed = 630
	published(t, x.lp(), 864+needed)
	k := best(t, x.project("Wagner and Whitin"), 864+needed).ByKind()
	if got := k[planner.CostOrder] + k[planner.CostHolding]; math.Abs(got-864) > 0.01 {
		t.Errorf("set-ups and stock cost %g", got)
	}
}

// Capacitated lot sizing of one item, small enough to be solved by walking over
// every stock level: the truth comes from that walk, not from an optimiser.
func TestCapacitatedLotSizing(t *testing.T) {
	x := lots{demand: [][]float64{{20, 35, 10, 45, 30, 25, 50, 15}}, setup: []float64{120}, hold: []float64{1}, cap: 48, price: 3}
	want := x.walk()
	published(t, x.lp(), want)
	best(t, x.project("Capacitated lots"), want)
}

// walk is dynamic programming over whole stock levels, exact for whole data.
func (x lots) walk() float64 {
	demand, most := x.demand[0], 0.0
	for _, d := range demand {
		most += d
	}
	cost := map[float64]float64{0: 0}
	for _, d := range demand {
		next := map[float64]float64{}
		for s, c := range cost {
			for made := 0.0; made <= x.cap; made++ {
				left := s + made - d
				if left < 0 || left > most {
					continue
				}
				v := c + made*x.price + left*x.hold[0]
				if made > 0 {
					v += x.setup[0]
				}
				if old, ok := next[left]; !ok || v < old {
					next[left] = v
				}
			}
		}
		cost = next
	}
	least := math.Inf(1)
	for _, v := range cost {
		least = math.Min(least, v)
	}
	return least
}

// Two items that share a plant: the published form of the problem, solved by two
// other optimisers, against our plan of it.
func TestCapacitatedLotSizingOfTwoItems(t *testing.T) {
	x := lots{demand: [][]float64{{20, 30, 0, 40, 25, 35}, {15, 0, 45, 20, 30, 10}}, setup: []float64{90, 70}, hold: []float64{1, 1.5}, cap: 60, price: 2}
	want := others[0].ask(t, text(t, x.lp()))
	published(t, x.lp(), want)
	best(t, x.project("Two items"), want)
}
