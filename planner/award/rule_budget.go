package award

import (
	"math"
	"strings"

	"remanence/planner"
	"remanence/planner/cost"
)

// budgetRate is plan currency for one unit of the currency a budget is stated
// in: the first word of its basis, else the plan currency.
func budgetRate(p *planner.Project, r *planner.Rule) float64 {
	word, _, _ := strings.Cut(r.Basis, " ")
	if fx, ok := cost.Rate(p, word); ok && len(word) == 3 {
		return 1 / fx
	}
	return 1
}

// spend adds a budget's row: Σ terms ≤ limit, all in model money. The excess is
// counted in the budget's own currency.
func (m *model) spend(r *planner.Rule, w planner.RuleWindow, terms []term) {
	rate := budgetRate(m.p, r)
	m.limit(r, w, "", terms, -m.money(w.Limit*rate), m.money(rate))
}

func (v *view) spent(r *planner.Rule, w planner.RuleWindow, money float64) planner.RuleResult {
	res := v.result(r, w, "", money/budgetRate(v.p, r))
	res.Penalty = res.Excess * excessPrice(r) * v.disc(w.Last)
	return res
}

// testBudget limits what qualification costs in a window, undiscounted.
type testBudget struct{}

func (k testBudget) rows(m *model, r *planner.Rule, w planner.RuleWindow) {
	var terms []term
	for _, t := range allTests(m) {
		if t.change == nil {
			terms = append(terms, m.startedIn(t, w)...)
		}
	}
	m.spend(r, w, terms)
}

// startedIn is the cost of a test or change started in a window.
func (m *model) startedIn(t *test, w planner.RuleWindow) []term {
	var terms []term
	if col, ok := t.startedBy(w.Last); ok {
		terms = append(terms, term{col, m.money(t.cost)})
	}
	if col, ok := t.startedBy(w.First - 1); ok {
		terms = append(terms, term{col, -m.money(t.cost)})
	}
	return terms
}

func (k testBudget) report(v *view, r *planner.Rule) []planner.RuleResult {
	var out []planner.RuleResult
	for _, w := range r.Windows(v.p) {
		spent := 0.0
		for _, q := range v.plan.Qualifications {
			if w.Has(int(q.Start - v.p.Start)) {
				spent += q.Cost
			}
		}
		out = append(out, v.spent(r, w, spent))
	}
	return out
}

func (k testBudget) presses(v *view, _ *planner.Rule, fit planner.Fit) bool {
	return fit.Offer.Status == planner.NotStarted
}

// redesignBudget limits what changes of design cost in a window, for the parts
// in scope, undiscounted.
type redesignBudget struct{}

func (k redesignBudget) rows(m *model, r *planner.Rule, w planner.RuleWindow) {
	covers := m.covered(r)
	var terms []term
	for _, t := range allTests(m) {
		if t.change != nil && covers[m.byPart[t.change.Part]] {
			terms = append(terms, m.startedIn(t, w)...)
		}
	}
	m.spend(r, w, terms)
}

func (k redesignBudget) report(v *view, r *planner.Rule) []planner.RuleResult {
	var out []planner.RuleResult
	for _, w := range r.Windows(v.p) {
		spent := 0.0
		for _, d := range v.plan.DesignChanges {
			if part := v.p.Part(d.Part); part != nil && v.speaks(r, part) && w.Has(int(d.Start-v.p.Start)) {
				spent += d.Cost
			}
		}
		out = append(out, v.spent(r, w, spent))
	}
	return out
}

func (k redesignBudget) presses(v *view, _ *planner.Rule, fit planner.Fit) bool {
	return fit.Change != nil
}

// purchaseBudget limits the landed value of orders placed in a window,
// undiscounted.
type purchaseBudget struct{}

func (k purchaseBudget) rows(m *model, r *planner.Rule, w planner.RuleWindow) {
	covers := m.covered(r)
	var terms []term
	for i := range m.orders {
		if o := &m.orders[i]; w.Has(o.t) && covers[o.pv] {
			terms = append(terms, term{o.col, m.money(o.unit.Landed)})
		}
	}
	m.spend(r, w, terms)
}

func (k purchaseBudget) report(v *view, r *planner.Rule) []planner.RuleResult {
	var out []planner.RuleResult
	for _, w := range r.Windows(v.p) {
		spent := 0.0
		for _, x := range v.in {
			if x.ordered >= 0 && w.Has(x.ordered) && v.speaks(r, x.fit.Part) {
				spent += float64(x.kg * x.landed)
			}
		}
		out = append(out, v.spent(r, w, spent))
	}
	return out
}

func (k purchaseBudget) presses(*view, *planner.Rule, planner.Fit) bool { return true }

// stockValue limits the value of stock at the end of each month of the window.
type stockValue struct{}

func (k stockValue) rows(m *model, r *planner.Rule, w planner.RuleWindow) {
	covers := m.covered(r)
	for t := w.First; t <= w.Last; t++ {
		var terms []term
		for _, pv := range m.parts {
			if covers[pv] {
				terms = append(terms, term{pv.stock[t], m.money(pv.val.Stock / pv.mass)})
			}
		}
		at := w
		at.Last = t // a penalty is discounted from the month it falls in
		m.spend(r, at, terms)
	}
}

// report gives each window its month of the highest value and the penalty of
// all its months.
func (k stockValue) report(v *view, r *planner.Rule) []planner.RuleResult {
	var out []planner.RuleResult
	for _, w := range r.Windows(v.p) {
		most, penalty := 0.0, 0.0
		for t := w.First; t <= w.Last; t++ {
			value := 0.0
			for i := range v.plan.Flows {
				if fl := &v.plan.Flows[i]; v.speaks(r, v.p.Part(fl.Part)) {
					value += float64(fl.Stock[t] * fl.Value)
				}
			}
			most = math.Max(most, value)
			penalty += float64(math.Max(0, value/budgetRate(v.p, r)-w.Limit) * excessPrice(r) * v.disc(t))
		}
		res := v.spent(r, w, most)
		res.Penalty = penalty
		out = append(out, res)
	}
	return out
}

func (k stockValue) presses(*view, *planner.Rule, planner.Fit) bool { return false }
