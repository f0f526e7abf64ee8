package award

import (
	"math"

	"remanence/planner/lagrange"
)

// parted is a model taken apart by part: what one part decides alone stands in a
// small program of its own, what parts share (plants, limits on shares, tests, price
// tiers) is priced.
type parted struct {
	m       *model
	label   []int // part of each column, −1 where parts share it
	split   *lagrange.Split
	defined map[int]int // columns that an equation defines: the row
	shared  []sharedRow
	byPart  [][]partRow // shared rows by part
	cols    [][]int     // columns by part
	inner   [][]int     // rows by part
}

// sharedRow is a row that several parts, or a part and a shared choice, stand in.
type sharedRow struct {
	row     int
	terms   []term // of columns that no part owns
	own     int    // its slack: a shared column without a choice that stands in no other row, −1 for none
	ownVal  float64
	defines int // the column it defines, −1
}

// partRow is what a part has in a shared row.
type partRow struct {
	at    int // of shared
	terms []term
}

// takeApart takes a model apart. An error says why it cannot be.
func (m *model) takeApart() (*parted, error) {
	a := &parted{m: m, defined: map[int]int{}}
	a.labels()
	a.define()
	blocks := a.blocks()
	a.rows()
	p := lagrange.Problem{Cost: m.b.cost, Lo: append([]float64(nil), m.b.lo...), Up: append([]float64(nil), m.b.up...),
		RowLo: m.b.rowLo, RowUp: m.b.rowUp, Block: blocks, Defined: a.defined}
	p.Rows = make([][]lagrange.Term, len(m.b.rows))
	for i, r := range m.b.rows {
		ts := make([]lagrange.Term, len(r))
		for k, t := range r {
			ts[k] = lagrange.Term{Col: t.col, Val: t.val}
		}
		p.Rows[i] = ts
	}
	var err error
	a.split, err = lagrange.New(p)
	return a, err
}

// labels finds the part of each column. Orders and stock belong to one by birth;
// another column follows when all its rows speak of the same part.
func (a *parted) labels() {
	const none, many = -1, -2
	m := a.m
	a.label = make([]int, len(m.b.cost))
	for c := range a.label {
		a.label[c] = none
	}
	number := map[*partVars]int{}
	for n, pv := range m.parts {
		number[pv] = n
		own := append(append(append([]int{}, pv.stock...), pv.back...), pv.scrap...)
		for _, x := range pv.apart {
			own = append(own, x.use...)
		}
		for _, c := range append(own, pv.endCred) {
			if c >= 0 {
				a.label[c] = n
			}
		}
	}
	for _, o := range m.orders {
		a.label[o.col] = number[o.pv]
	}
	for {
		touched := make([]int, len(a.label))
		for c := range touched {
			touched[c] = none
		}
		for _, row := range m.b.rows {
			of := none
			for _, t := range row {
				switch l := a.label[t.col]; {
				case l == none || l == of:
				case of == none:
					of = l
				default:
					of = many
				}
			}
			if of == none {
				continue
			}
			for _, t := range row {
				if a.label[t.col] == none {
					if was := touched[t.col]; was == none || was == of {
						touched[t.col] = of
					} else {
						touched[t.col] = many
					}
				}
			}
		}
		changed := false
		for c, l := range touched {
			if a.label[c] == none && l != none {
				a.label[c], changed = l, true
			}
		}
		if !changed {
			break
		}
	}
	for c, l := range a.label {
		if l < 0 {
			a.label[c] = -1
		}
	}
}

// define notes the shared columns that only stand for a sum: without an upper bound,
// in an equation with what they sum.
func (a *parted) define() {
	m := a.m
	for i, row := range m.b.rows {
		if m.b.rowLo[i] != m.b.rowUp[i] || m.b.rowUp[i] > 0 {
			continue
		}
		found, positive := -1, true
		for _, t := range row {
			if a.label[t.col] < 0 && t.val == -1 && math.IsInf(m.b.up[t.col], 1) && !m.b.integer[t.col] && found < 0 {
				found = t.col
			} else if t.val < 0 || m.b.lo[t.col] < 0 {
				positive = false
			}
		}
		if _, twice := a.defined[found]; found >= 0 && positive && !twice {
			a.defined[found] = i
		}
	}
}

// few is how many shared columns a row may have to tie them into one small program.
const few = 8

// blocks numbers the small programs: one for each part, one for each knot of shared
// columns, and one for those that stand alone.
func (a *parted) blocks() []int {
	m := a.m
	up := make([]int, len(a.label))
	for c := range up {
		up[c] = c
	}
	root := func(c int) int {
		for up[c] != c {
			up[c] = up[up[c]]
			c = up[c]
		}
		return c
	}
	tied := make([]bool, len(a.label))
	for _, row := range m.b.rows {
		knot := len(row) > 1 && len(row) <= few
		for _, t := range row {
			if _, defined := a.defined[t.col]; defined || a.label[t.col] >= 0 {
				knot = false
			}
		}
		if !knot {
			continue
		}
		for _, t := range row {
			up[root(t.col)] = root(row[0].col)
			tied[t.col] = true
		}
	}
	out := make([]int, len(a.label))
	next := len(m.parts) + 1
	of := map[int]int{}
	for c, l := range a.label {
		_, defined := a.defined[c]
		switch {
		case l >= 0:
			out[c] = l
		case defined:
			out[c] = -1
		case !tied[c]:
			out[c] = len(m.parts)
		default:
			r := root(c)
			if _, ok := of[r]; !ok {
				of[r] = next
				next++
			}
			out[c] = of[r]
		}
	}
	return out
}

// rows sorts the rows into those of one part and those that are shared.
func (a *parted) rows() {
	m := a.m
	a.cols, a.inner = make([][]int, len(m.parts)), make([][]int, len(m.parts))
	a.byPart = make([][]partRow, len(m.parts))
	stands := make([]int, len(a.label))
	for _, row := range m.b.rows {
		for _, t := range row {
			stands[t.col]++
		}
	}
	for c, l := range a.label {
		if l >= 0 {
			a.cols[l] = append(a.cols[l], c)
		}
	}
	for i, row := range m.b.rows {
		if len(row) == 0 {
			continue
		}
		one := a.label[row[0].col]
		for _, t := range row {
			if a.label[t.col] != one {
				one = -1
			}
		}
		if one >= 0 {
			a.inner[one] = append(a.inner[one], i)
			continue
		}
		r := sharedRow{row: i, own: -1, defines: -1}
		at := map[int]int{} // part → its entry
		for _, t := range row {
			l := a.label[t.col]
			if l < 0 {
				if d, ok := a.defined[t.col]; ok && d == i {
					r.defines = t.col
				}
				if !m.b.integer[t.col] && stands[t.col] == 1 && m.b.cost[t.col] >= 0 && r.own < 0 {
					r.own, r.ownVal = t.col, t.val
					continue
				}
				r.terms = append(r.terms, t)
				continue
			}
			k, ok := at[l]
			if !ok {
				k = len(a.byPart[l])
				at[l] = k
				a.byPart[l] = append(a.byPart[l], partRow{at: len(a.shared)})
			}
			a.byPart[l][k].terms = append(a.byPart[l][k].terms, t)
		}
		a.shared = append(a.shared, r)
	}
	a.throughSums()
}

// throughSums lets a part stand in the rows it touches only by way of a sum.
func (a *parted) throughSums() {
	by := map[int][]int{} // defined column → shared rows that refer to it
	for i, r := range a.shared {
		for _, t := range r.terms {
			if _, sum := a.defined[t.col]; sum && r.defines != t.col {
				by[t.col] = append(by[t.col], i)
			}
		}
	}
	for p, rows := range a.byPart {
		in := map[int]bool{}
		for _, r := range rows {
			in[r.at] = true
		}
		for _, r := range rows {
			d := a.shared[r.at].defines
			if d < 0 {
				continue
			}
			for _, i := range by[d] {
				if !in[i] {
					in[i] = true
					a.byPart[p] = append(a.byPart[p], partRow{at: i})
				}
			}
		}
	}
}
