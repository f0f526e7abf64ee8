package lagrange

import (
	"context"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"remanence/planner/highs"
)

// parts draws a problem of the shape planning has: parts that need amounts, sources
// they may take them from, plants that are shared, and a limit on the share of the
// cheap ones that refers to a sum of its own.
func parts(r *rand.Rand) Problem {
	const sources = 4
	n := 4 + r.IntN(8)
	p := Problem{Defined: map[int]int{}}
	col := func(cost, up float64, block int) int {
		p.Cost, p.Lo, p.Up, p.Block = append(p.Cost, cost), append(p.Lo, 0), append(p.Up, up), append(p.Block, block)
		return len(p.Cost) - 1
	}
	row := func(lo, up float64, ts ...Term) {
		p.RowLo, p.RowUp, p.Rows = append(p.RowLo, lo), append(p.RowUp, up), append(p.Rows, ts)
	}
	plants := make([][]Term, sources)
	var all, cheap []Term
	need := 0.0
	for i := range n {
		d := float64(10 + r.IntN(30))
		need += d
		var ts []Term
		for s := range sources {
			c := col(2+float64(s)+r.Float64(), math.Inf(1), i)
			p.Up[c] = d
			ts = append(ts, Term{c, 1})
			plants[s] = append(plants[s], Term{c, 1})
			all = append(all, Term{c, 1})
			if s < 2 {
				cheap = append(cheap, Term{c, 1})
			}
		}
		row(d, math.Inf(1), append(ts, Term{col(40, math.Inf(1), i), 1})...)
	}
	for s := range sources {
		slack := col(15, math.Inf(1), n) // a plant can do more for money
		row(math.Inf(-1), need*(0.25+0.2*r.Float64()), append(plants[s], Term{slack, -1})...)
	}
	total := col(0, math.Inf(1), -1)
	p.Defined[total] = len(p.Rows)
	row(0, 0, append(all, Term{total, -1})...)
	row(math.Inf(-1), 0, append(cheap, Term{total, -0.45})...)
	return p
}

func model(p Problem) *highs.Model {
	m := &highs.Model{ColCost: p.Cost, ColLower: p.Lo, ColUpper: p.Up, RowLower: p.RowLo, RowUpper: p.RowUp, Start: []int32{0}}
	for c := range p.Cost {
		for i, row := range p.Rows {
			for _, t := range row {
				if t.Col == c {
					m.Index, m.Value = append(m.Index, int32(i)), append(m.Value, t.Val)
				}
			}
		}
		m.Start = append(m.Start, int32(len(m.Index)))
	}
	return m
}

// The bound never passes the optimum of another optimiser and comes close to it; the
// mean of solutions nearly keeps the priced rows.
func TestBoundComesCloseFromBelow(t *testing.T) {
	cache, err := os.UserCacheDir()
	if err == nil {
		cache = filepath.Join(cache, "remanence", "test-optimiser")
	}
	e, err := highs.Load(context.Background(), cache)
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	r := rand.New(rand.NewPCG(3, 3))
	for n := range 25 {
		p := parts(r)
		best, err := e.Solve(context.Background(), model(p), highs.Options{}, nil)
		if err != nil || best.Status != highs.Optimal {
			t.Fatalf("%v %v", best.Status, err)
		}
		s, err := New(p)
		if err != nil {
			t.Fatal(err)
		}
		if !s.Ascend(Options{Rounds: 250, Step: 1, Decay: 0.97, Workers: 2}) {
			t.Fatal("a block was not solved")
		}
		if s.Bound > best.Objective*(1+1e-9) || s.Bound < best.Objective*0.99 {
			t.Errorf("problem %d: bound %g, optimum %g", n, s.Bound, best.Objective)
		}
		for i, row := range p.Rows {
			sum, size := 0.0, 1.0
			for _, t := range row {
				sum += t.Val * s.Mean[t.Col]
				size += math.Abs(t.Val * s.Mean[t.Col])
			}
			if sum < p.RowLo[i]-0.1*size || sum > p.RowUp[i]+0.1*size {
				t.Errorf("problem %d: row %d is %g of %g to %g in the mean", n, i, sum, p.RowLo[i], p.RowUp[i])
			}
		}
		// The same prices give the same bound again, from the start.
		again, err := New(p)
		if err != nil {
			t.Fatal(err)
		}
		again.SetPrices(s.Prices())
		if !again.Ascend(Options{Rounds: 0}) || math.Abs(again.Bound-s.Bound) > 1e-7*math.Abs(s.Bound) {
			t.Errorf("problem %d: bound %g at the same prices, before it was %g", n, again.Bound, s.Bound)
		}
	}
}

// A column that may grow without end and earns by it cannot be priced.
func TestRefusesWhatHasNoBound(t *testing.T) {
	inf := math.Inf(1)
	p := Problem{Cost: []float64{-1, 1}, Lo: []float64{0, 0}, Up: []float64{inf, 5}, Block: []int{0, 1},
		RowLo: []float64{-inf}, RowUp: []float64{4}, Rows: [][]Term{{{0, 1}, {1, 1}}}}
	if _, err := New(p); err == nil {
		t.Error("a column without a best value was taken")
	}
}
