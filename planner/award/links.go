package award

import (
	"remanence/planner"
)

// link ties orders of one part to the choice they need: a test, a design, a
// price tier, a contract begun, a group counted. The rows of the model state the
// tie over the whole plan; tighten adds the stretches of months in which the
// relaxation cheats.
type link struct {
	pv     *partVars
	orders []int // of m.orders
	// choice is the columns whose sum must be 1 for orders up to a month.
	choice func(month int) []int
}

// addLink notes a tie. Orders of other parts are left out.
func (m *model) addLink(pv *partVars, orders []int, choice func(month int) []int) {
	m.links = append(m.links, link{pv, orders, choice})
}

// fixedChoice is a choice that does not depend on the month.
func fixedChoice(cols ...int) func(int) []int { return func(int) []int { return cols } }

// safe is the stock of a month that a cover rule asks for: at least want less
// the rule's slack (-1 when the rule has none).
type safe struct {
	want  float64
	slack int
}

// safeStock finds, for every stock column, the largest cover asked for.
func (m *model) safeStock() map[int]safe {
	stock := map[int]bool{}
	for _, pv := range m.parts {
		for _, c := range pv.stock {
			stock[c] = true
		}
	}
	out := map[int]safe{}
	for _, rr := range m.rules {
		row := m.b.rows[rr.row]
		col := -1
		for _, t := range row {
			switch {
			case t.col == rr.slack && t.val == -1:
			case stock[t.col] && t.val == -1 && col < 0:
				col = t.col
			default:
				col = len(m.b.cost) // some other row
			}
		}
		want := -m.b.rowUp[rr.row]
		if col >= 0 && stock[col] && want > out[col].want {
			out[col] = safe{want, rr.slack}
		}
	}
	return out
}

// cut is a row that every plan keeps and the relaxation breaks.
type cut struct {
	lo, up float64
	terms  []term
	key    rowKey
}

// rowKey says what a row added to a relaxation is, so that it can be made again
// for a changed project of the same shape.
type rowKey struct {
	kind rowKind
	at   int // number of the link, gate or order lot
	a, b int // months of a stretch
}

type rowKind int

const (
	stretchRow rowKind = iota
	gateRow
	lotRowKind
)

// rowOf makes the row of a key.
func (m *model) rowOf(k rowKey) cut {
	switch k.kind {
	case gateRow:
		c := m.gates[k.at]
		c.key = k
		return c
	case lotRowKind:
		return cut{0, inf, m.lotRows[k.at].terms, k}
	}
	return m.stretchCut(k.at, k.a, k.b)
}

// cutLeast is the share of a stretch's need by which a cut must be broken to be
// worth a row.
const cutLeast = 1e-3

// gateLeast is the same for the gate of a month, as a share of its capacity.
const gateLeast = 0.02

// separate finds the gates that x breaks and, for every link whose choice is undecided at x, the stretch of
// months that x cheats most on: what arrives by a choice within the stretch
// either serves the stretch's need, or what was late before it, or is in stock
// beyond the safe stock at its end. So
//
//	Σ good·x ≤ (need + safe)·choice + (stock + slack − safe) + late before + written off
//
// which is the (l,S) inequality of lot sizing (Barany, Van Roy and Wolsey 1984)
// with safe stock. It holds at choice 0, where nothing arrives and stock plus
// slack is at least safe, and at choice 1 by the balance of the stretch.
func (m *model) separate(x []float64) []cut {
	if m.safe == nil {
		m.safe = m.safeStock()
	}
	var out []cut
	for i, g := range m.gates {
		over, size := -g.up, 0.0
		for _, t := range g.terms {
			over += float64(t.val * x[t.col])
			size = max(size, -t.val)
		}
		if over > gateLeast*size {
			out = append(out, m.rowOf(rowKey{gateRow, i, 0, 0}))
		}
	}
	q := make([]float64, m.H)
	last := make([]int, m.H)
	for i, l := range m.links {
		for t := range q {
			q[t], last[t] = 0, -1
		}
		sum := 0.0
		for _, n := range l.orders {
			o := &m.orders[n]
			q[o.arrive] += float64(o.good * x[o.col])
			last[o.arrive] = max(last[o.arrive], o.t)
			sum += x[o.col]
		}
		if sum < dust {
			continue
		}
		if c, ok := m.worstStretch(i, x, q, last); ok {
			out = append(out, c)
		}
	}
	return out
}

// worstStretch is the cut of the stretch of months a link cheats most on.
func (m *model) worstStretch(n int, x, q []float64, last []int) (cut, bool) {
	l := m.links[n]
	pv := l.pv
	bestA, bestB, most := -1, -1, 0.0
	for a := range q {
		if q[a] <= dust {
			continue
		}
		arrived, need, scrapped, month := 0.0, 0.0, 0.0, -1
		late := 0.0
		if a > 0 && pv.policy == planner.Backlog && pv.back[a-1] >= 0 {
			late = x[pv.back[a-1]]
		}
		if a == 0 {
			need -= pv.opening
		}
		for b := a; b < m.H; b++ {
			arrived += q[b]
			need += pv.need[b] - pv.open[b]
			month = max(month, last[b])
			if pv.scrap[b] >= 0 {
				scrapped += x[pv.scrap[b]]
			}
			v := 0.0
			for _, c := range l.choice(month) {
				v += x[c]
			}
			if v > 1-1e-6 {
				break // decided, and a later month is no less so
			}
			s := m.safeAt(pv.stock[b])
			left := x[pv.stock[b]] - s.want
			if s.slack >= 0 {
				left += x[s.slack]
			}
			if need+s.want <= 0 {
				continue
			}
			broken := arrived - float64((need+s.want)*v) - left - late - scrapped
			if broken > cutLeast*(need+s.want) && broken > most {
				bestA, bestB, most = a, b, broken
			}
		}
	}
	if bestA < 0 {
		return cut{}, false
	}
	return m.stretchCut(n, bestA, bestB), true
}

func (m *model) safeAt(stock int) safe {
	if s, ok := m.safe[stock]; ok {
		return s
	}
	return safe{0, -1}
}

// stretchCut is the row of a link for the stretch of months a to b.
func (m *model) stretchCut(n, a, b int) cut {
	if m.safe == nil {
		m.safe = m.safeStock()
	}
	l := m.links[n]
	pv := l.pv
	var terms []term
	need, month := 0.0, -1
	for _, i := range l.orders {
		if o := &m.orders[i]; o.arrive >= a && o.arrive <= b {
			terms = append(terms, term{o.col, o.good})
			month = max(month, o.t)
		}
	}
	for t := a; t <= b; t++ {
		need += pv.need[t] - pv.open[t]
		if pv.scrap[t] >= 0 {
			terms = append(terms, term{pv.scrap[t], -1})
		}
	}
	if a == 0 {
		need -= pv.opening
	} else if pv.policy == planner.Backlog && pv.back[a-1] >= 0 {
		terms = append(terms, term{pv.back[a-1], -1})
	}
	s := m.safeAt(pv.stock[b])
	if month < 0 { // nothing arrives: what is left holds whatever is chosen
		l.choice = fixedChoice()
	}
	for _, c := range l.choice(month) {
		terms = append(terms, term{c, -(need + s.want)})
	}
	terms = append(terms, term{pv.stock[b], -1})
	if s.slack >= 0 {
		terms = append(terms, term{s.slack, -1})
	}
	return cut{-inf, -s.want, merge(terms), rowKey{stretchRow, n, a, b}}
}

// linkOrders groups orders by part, in the order of the parts.
func (m *model) linkOrders(member func(o *order) bool, choice func(month int) []int) {
	by := map[*partVars][]int{}
	for i := range m.orders {
		if o := &m.orders[i]; member(o) {
			by[o.pv] = append(by[o.pv], i)
		}
	}
	for _, pv := range m.parts {
		if len(by[pv]) > 0 {
			m.addLink(pv, by[pv], choice)
		}
	}
}

// addTestLinks ties the orders of every test and design change.
func (m *model) addTestLinks() {
	type tie struct {
		t  *test
		pv *partVars
	}
	orders := map[tie][]int{}
	for i := range m.orders {
		for _, t := range m.gatesOf(m.orders[i].fit) {
			k := tie{t, m.orders[i].pv}
			orders[k] = append(orders[k], i)
		}
	}
	for _, t := range allTests(m) {
		if t.chosen < 0 {
			continue
		}
		choice := func(month int) []int {
			if c, ok := t.startedBy(t.latest(month)); ok {
				return []int{c}
			}
			return []int{t.chosen}
		}
		for _, pv := range m.parts {
			if is := orders[tie{t, pv}]; len(is) > 0 {
				m.addLink(pv, is, choice)
			}
		}
	}
}

// addUsedLinks ties the orders of a row with a least quantity to its use: what
// the parts do not need of that quantity they hold in stock.
func (m *model) addUsedLinks() {
	for i := range m.p.Offers {
		of := &m.p.Offers[i]
		if u, ok := m.used[of]; ok {
			m.linkOrders(func(o *order) bool { return o.fit.Offer == of }, fixedChoice(u))
		}
	}
}

// addTierLinks ties the orders of every tier, and of every tier with those
// above it, to the choice of one of them.
func (m *model) addTierLinks() {
	cols := map[int]int{} // order column → its tier's number in m.tiers
	for n, t := range m.tiers {
		for _, c := range t.cols {
			cols[c] = n
		}
	}
	// The orders of each scheme by part, with the tier of each.
	type priced struct{ order, tier int }
	by := map[string]map[*partVars][]priced{}
	for i := range m.orders {
		o := &m.orders[i]
		k, ok := cols[o.col]
		if !ok {
			continue
		}
		scheme := m.tiers[k].scheme
		if by[scheme] == nil {
			by[scheme] = map[*partVars][]priced{}
		}
		by[scheme][o.pv] = append(by[scheme][o.pv], priced{i, k})
	}
	for n, t := range m.tiers {
		choice := []int{t.col}
		if !t.cumulative {
			choice = nil
			for _, u := range m.tiers[n:] {
				if u.scheme == t.scheme {
					choice = append(choice, u.col)
				}
			}
		}
		for _, pv := range m.parts {
			var orders []int
			for _, x := range by[t.scheme][pv] {
				if x.tier >= n {
					orders = append(orders, x.order)
				}
			}
			if len(orders) > 0 {
				m.addLink(pv, orders, fixedChoice(choice...))
			}
		}
	}
}
