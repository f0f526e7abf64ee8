package award

import (
	"math"
	"slices"
	"sync"

	"remanence/planner/highs"
)

// memory is what a run leaves for others: where its relaxation ended, its cuts,
// its choices and the parts its search ended in. It is not changed once made, so
// that several runs may start from it.
type memory struct {
	m       *model // the model it is about
	lo, up  []float64
	added   []rowKey
	root    *highs.Basis
	proof   proof           // of the root
	choices map[int]float64 // by column
	lots    map[int]bool    // by lot: whether the plan places it
	at      *highs.Basis    // of its relaxation at the plan, nil where not known
	leaves  []leaf
	gain    map[int]*[2]gain

	naming sync.Once
	names  names
}

// mostLeaves is how many parts of a search are looked at again, mostLeafRows how many
// multipliers their proofs may hold together.
const (
	mostLeaves   = 400
	mostLeafRows = 4_000_000
)

// mostParts is how many parts of a search of this relaxation are handed on.
func (x *relaxation) mostParts() int { return min(mostLeaves, mostLeafRows/(1+x.rows)) }

// remember notes what a search leaves.
func (s *search) remember() *memory {
	if s.x == nil || s.rootBasis == nil {
		return nil
	}
	k := &memory{m: s.m, lo: s.rel.lo, up: s.rel.up, added: s.rel.added, root: s.rootBasis, proof: s.rootProof, choices: map[int]float64{}, lots: map[int]bool{}, at: s.at, gain: s.gain}
	for c, whole := range s.rel.integer {
		if whole {
			k.choices[c] = math.Round(s.x[c])
		}
	}
	for _, l := range s.m.lotRows {
		k.lots[l.n] = l.kg(s.x) > lotDust(l.offer.OrderMinKg.V)
	}
	if s.looked == 0 && s.earlier != nil {
		// The root sufficed: the parts of the search before still hold every plan.
		k.leaves = s.earlier
	} else {
		for _, n := range s.queue {
			k.leaves = append(k.leaves, leaf{n.changes, n.basis, n.proof})
		}
		k.leaves = append(k.leaves, s.leaves...)
	}
	if len(k.leaves) > s.rel.mostParts() {
		k.leaves = s.begun // they still hold every plan
	}
	// A search cuts no more from mostCuts on, and settles some lots beyond; only where
	// rows pile up over many changes does the next one begin anew.
	if k.thin(); len(k.added) > 2*s.m.mostCuts() {
		k.added, k.root, k.at, k.leaves, k.proof = nil, nil, nil, nil, proof{}
	}
	return k
}

// thin forgets the rows that hold nothing, neither at the root, nor at the plan,
// nor in a part of the search.
func (k *memory) thin() {
	n := len(k.m.b.rows)
	all := []**highs.Basis{&k.root, &k.at}
	for i := range k.leaves {
		all = append(all, &k.leaves[i].basis)
	}
	holds := make([]bool, len(k.added))
	for _, b := range all {
		if *b == nil {
			continue
		}
		for i, v := range (*b).Row[n:] {
			holds[i] = holds[i] || v != highs.Basic
		}
	}
	proofs := []*proof{&k.proof}
	for i := range k.leaves {
		proofs = append(proofs, &k.leaves[i].proof)
	}
	for _, p := range proofs {
		for i := n; i < len(p.y); i++ {
			holds[i-n] = holds[i-n] || p.y[i] != 0
		}
	}
	var added []rowKey
	for i, key := range k.added {
		if holds[i] {
			added = append(added, key)
		}
	}
	for _, b := range all {
		if *b == nil {
			continue
		}
		thin := highs.Basis{Col: (*b).Col, Row: slices.Clone((*b).Row[:n])}
		for i, v := range (*b).Row[n:] {
			if holds[i] {
				thin.Row = append(thin.Row, v)
			}
		}
		*b = &thin
	}
	for _, p := range proofs {
		if p.y == nil {
			continue
		}
		thin := slices.Clone(p.y[:n])
		for i, v := range p.y[n:] {
			if holds[i] {
				thin = append(thin, v)
			}
		}
		p.y = thin
	}
	k.added = added
}

// names are the columns, rows, links, gates and lots of a model by name. A name
// says what a thing stands for, so that two models of nearly the same project
// can be told apart and together.
type names struct {
	cols, rows, links, gates, lots []string
}

func (m *model) names() names {
	n := names{cols: m.columnNames()}
	n.rows = m.rowNames(n.cols)
	once := newNamer()
	name := func(parts ...string) string { return once.name(parts...) }
	for _, l := range m.links {
		parts := []string{"link", l.pv.part.ID}
		for _, c := range l.choice(m.H - 1) {
			if c >= 0 {
				parts = append(parts, n.cols[c])
			}
		}
		n.links = append(n.links, name(parts...))
	}
	for _, g := range m.gates {
		parts := []string{"gate"}
		for _, i := range []int{0, len(g.terms) - 1} {
			parts = append(parts, n.cols[g.terms[i].col])
		}
		n.gates = append(n.gates, name(parts...))
	}
	for _, l := range m.lotRows {
		n.lots = append(n.lots, name("lot", l.offer.ID, m.month(l.t)))
	}
	return n
}

// known are the names of the memory's own model.
func (k *memory) known() names {
	k.naming.Do(func() { k.names = k.m.names() })
	return k.names
}

// sameShape reports whether a model has the columns and rows of the one
// remembered, with whatever figures.
func (k *memory) sameShape(m *model) bool {
	return len(k.m.b.cost) == len(m.b.cost) && len(k.m.b.rows) == len(m.b.rows) && len(k.m.links) == len(m.links) &&
		len(k.m.gates) == len(m.gates) && len(k.m.lotRows) == len(m.lotRows) && slices.Equal(k.m.b.integer, m.b.integer) &&
		slices.EqualFunc(k.m.b.rows, m.b.rows, func(a, b []term) bool {
			return slices.EqualFunc(a, b, func(x, y term) bool { return x.col == y.col })
		})
}

// onto gives what is remembered in the numbers of a model of nearly the same
// project. What the model does not have falls away, which leaves the parts of a
// search larger: together they still hold every plan. nil when nothing is known.
func (k *memory) onto(m *model) *memory {
	switch {
	case k == nil || k.root == nil:
		return nil
	case k.sameShape(m):
		return k
	}
	was, now := k.known(), m.names()
	t := translation{col: match(was.cols, now.cols), row: match(was.rows, now.rows),
		link: match(was.links, now.links), gate: match(was.gates, now.gates), lot: match(was.lots, now.lots),
		m: m}
	out := &memory{m: m, choices: map[int]float64{}, lots: map[int]bool{}, gain: map[int]*[2]gain{}}
	out.lo, out.up = t.bounds(k.lo, m.b.lo), t.bounds(k.up, m.b.up)
	for _, key := range k.added {
		at := -1
		switch key.kind {
		case gateRow:
			at = t.gate[key.at]
		case lotRowKind:
			at = t.lot[key.at]
		default:
			if key.b < m.H {
				at = t.link[key.at]
			}
		}
		t.added = append(t.added, -1)
		if at >= 0 {
			t.added[len(t.added)-1] = len(out.added)
			key.at = at
			out.added = append(out.added, key)
		}
	}
	for c, v := range k.choices {
		if to := t.col[c]; to >= 0 && m.b.integer[to] {
			out.choices[to] = v
		}
	}
	for n, placed := range k.lots {
		if to := t.lot[n]; to >= 0 {
			out.lots[to] = placed
		}
	}
	for key, g := range k.gain {
		if key >= 0 && t.col[key] >= 0 {
			out.gain[t.col[key]] = g
		}
		if key < 0 && t.lot[-1-key] >= 0 {
			out.gain[-1-t.lot[-1-key]] = g
		}
	}
	out.root, out.at, out.proof = t.basis(k.root), t.basis(k.at), t.proof(k.proof)
	for _, l := range k.leaves {
		out.leaves = append(out.leaves, leaf{t.changes(l.changes, m), t.basis(l.basis), t.proof(l.proof)})
	}
	return out
}

// translation leads from the numbers of one model to those of another, −1 where
// the other has nothing of the name.
type translation struct {
	col, row, link, gate, lot []int
	added                     []int  // of rows added to the first, to those added to the second
	m                         *model // the second
}

func match(from, to []string) []int {
	at := make(map[string]int, len(to))
	for i, s := range to {
		at[s] = i
	}
	out := make([]int, len(from))
	for i, s := range from {
		out[i] = -1
		if n, ok := at[s]; ok {
			out[i] = n
		}
	}
	return out
}

// bounds moves bounds of columns, taking the second model's for columns of its
// own.
func (t *translation) bounds(from, own []float64) []float64 {
	out := slices.Clone(own)
	for i, v := range from {
		if t.col[i] >= 0 {
			out[t.col[i]] = v
		}
	}
	return out
}

// basis moves a basis. New columns stand at their lower bound and new rows are
// slack; the optimiser mends what does not fit together.
func (t *translation) basis(b *highs.Basis) *highs.Basis {
	if b == nil {
		return nil
	}
	rows := len(t.m.b.rows)
	out := &highs.Basis{Col: make([]highs.BasisStatus, len(t.m.b.cost)), Row: make([]highs.BasisStatus, rows)}
	for i := range out.Row {
		out.Row[i] = highs.Basic
	}
	for i, v := range b.Col {
		if to := t.col[i]; to >= 0 {
			out.Col[to] = standing(v, t.m.b.lo[to], t.m.b.up[to])
		}
	}
	for i, v := range b.Row {
		n := len(t.row)
		if i < n {
			if to := t.row[i]; to >= 0 {
				out.Row[to] = standing(v, t.m.b.rowLo[to], t.m.b.rowUp[to])
			}
			continue
		}
		to := t.added[i-n]
		if to < 0 {
			continue
		}
		for len(out.Row) <= rows+to {
			out.Row = append(out.Row, highs.Basic)
		}
		out.Row[rows+to] = v
	}
	return out
}

// proof moves multipliers. Rows the second model does not have fall away, which
// leaves a weaker proof or none.
func (t *translation) proof(p proof) proof {
	if p.y == nil {
		return p
	}
	rows := len(t.m.b.rows)
	out := proof{make([]float64, rows), p.none}
	for i, v := range p.y {
		to := -1
		if n := len(t.row); i < n {
			to = t.row[i]
		} else if t.added[i-n] >= 0 {
			to = rows + t.added[i-n]
		}
		if to < 0 || v == 0 {
			continue
		}
		for len(out.y) <= to {
			out.y = append(out.y, 0)
		}
		out.y[to] = v
	}
	return out
}

// standing is where something nonbasic stands between its bounds; the optimiser
// picks the bound where the one it stood at is gone.
func standing(v highs.BasisStatus, lo, up float64) highs.BasisStatus {
	if v == highs.AtLower && math.IsInf(lo, -1) || v == highs.AtUpper && math.IsInf(up, 1) {
		return highs.Nonbasic
	}
	return v
}

func (t *translation) changes(list []change, m *model) []change {
	var out []change
	for _, c := range list {
		to := -1
		if c.lot {
			to = t.lot[c.at]
		} else if t.col[c.at] >= 0 && m.b.integer[t.col[c.at]] {
			to = t.col[c.at]
		}
		if to >= 0 {
			out = append(out, change{c.lot, to, c.bounds})
		}
	}
	return out
}

// present states a part of an earlier search in a model of now: order lots at
// the MOQs of now, choices between the ends of now where they were at those of
// then, so that the parts still hold every plan between them. False when nothing
// is left in it.
func (k *memory) present(changes []change, m *model, lo, up []float64) ([]change, bool) {
	out := slices.Clone(changes)
	for i, c := range out {
		if c.lot {
			if c.bounds.lo > 0 {
				out[i].bounds.lo = m.lotRows[c.at].offer.OrderMinKg.V
			}
			continue
		}
		b := &out[i].bounds
		if b.lo == k.lo[c.at] {
			b.lo = lo[c.at]
		}
		if b.up == k.up[c.at] {
			b.up = up[c.at]
		}
		*b = span{math.Max(b.lo, lo[c.at]), math.Min(b.up, up[c.at])}
		if b.lo > b.up {
			return nil, false
		}
	}
	return out, true
}
