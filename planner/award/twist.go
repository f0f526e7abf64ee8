package award

// twist is what a question changes in the model of a project.
type twist struct {
	least []leastAward    // what must be awarded at least
	shut  map[string]bool // offers that get nothing
	after map[string]int  // key of a test → first plan month in which it may start
}

// leastAward says that some offers together get at least so many kilograms over
// the plan.
type leastAward struct {
	offers map[string]bool
	kg     float64
}

// addTwist adds what a question changes. It comes before the MOQs, whose
// choices must stay the last columns.
func (m *model) addTwist() {
	w := m.opt.twist
	if w == nil {
		return
	}
	for _, l := range w.least {
		var terms []term
		for _, o := range m.orders {
			if l.offers[o.fit.Offer.ID] {
				terms = append(terms, term{o.col, 1})
			}
		}
		m.b.atLeast(l.kg, terms...)
	}
	for _, o := range m.orders {
		if w.shut[o.fit.Offer.ID] {
			m.b.up[o.col] = 0
		}
	}
	for _, t := range allTests(m) {
		first, ok := w.after[t.id]
		if !ok {
			continue
		}
		for i, c := range t.open {
			if t.first+i < first {
				m.b.up[c] = 0
			}
		}
	}
}
