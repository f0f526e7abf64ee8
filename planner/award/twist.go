package award

// twist is what a question changes in the model of a project.
type twist struct {
	least []leastAward    // what must be awarded at least
	shut  map[string]bool // offers that get nothing
	from  map[string]int  // rule → first plan month of the windows it has
	after map[string]int  // key of a test → first plan month in which it may start

	follow *following // a plan that is followed up to a month
	splits []int      // plan months at which worlds part; no step of starts runs across one
}

// leastAward says that some offers together get at least so many kilograms over
// the plan.
type leastAward struct {
	offers map[string]bool
	kg     float64
}

// asksForStart reports whether a question is about the month a test may start,
// so that the month must be exact.
func (m *model) asksForStart(t *test) bool {
	if m.opt.twist == nil {
		return false
	}
	_, ok := m.opt.twist.after[t.id]
	return ok
}

// addTwist adds what a question changes. It comes before the MOQs, whose
// choices must stay the last columns.
func (m *model) addTwist() {
	w := m.opt.twist
	if w == nil {
		return
	}
	if w.follow != nil {
		m.addFollowing(w.follow)
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
			if t.ends[i] < first {
				m.b.up[c] = 0
			}
		}
	}
}
