package award

import (
	"math"
	"strings"

	"remanence/planner"
	"remanence/planner/chain"
	"remanence/planner/cost"
)

// supplierCount asks for at least, or allows at most, a number of groups for
// each part in scope (or for all parts together).
func (m *model) supplierCount(r *planner.Rule, w planner.RuleWindow) {
	if r.Scope == "all_parts_together" {
		m.countTogether(r, w)
		return
	}
	for _, pv := range m.parts {
		if r.Covers(pv.part) {
			m.countOfPart(r, w, pv)
		}
	}
}

// groupLine is what one group can deliver of a part in a window.
type groupLine struct {
	group string
	terms []term // good kg of today's design
	open  float64
}

func (m *model) groupLines(pv *partVars, w planner.RuleWindow) []groupLine {
	at := map[string]int{}
	var out []groupLine
	line := func(g string) *groupLine {
		i, ok := at[g]
		if !ok {
			i = len(out)
			at[g] = i
			out = append(out, groupLine{group: g})
		}
		return &out[i]
	}
	for i := range m.orders {
		if o := &m.orders[i]; o.pv == pv && w.Has(o.arrive) {
			l := line(m.p.GroupOf(o.fit.Offer))
			l.terms = append(l.terms, term{o.col, o.good})
		}
	}
	for _, l := range pv.openLot {
		if w.Has(l.t) && l.offer != nil {
			line(m.p.GroupOf(l.offer)).open += l.kg
		}
	}
	return out
}

func (m *model) countOfPart(r *planner.Rule, w planner.RuleWindow, pv *partVars) {
	need := 0.0
	for t := w.First; t <= w.Last; t++ {
		need += pv.need[t]
	}
	if need == 0 {
		return
	}
	var count []term
	for _, l := range m.groupLines(pv, w) {
		a := m.b.binary(0, stageCount)
		count = append(count, term{a, 1})
		if r.Type == planner.MinSuppliers {
			// Active means at least the least award share of the window's demand.
			m.b.atLeast(-l.open, append(append([]term{}, l.terms...), term{a, -ActiveFrom(m.p, need, pv.mass)})...)
			continue
		}
		if l.open > 0 {
			m.b.lo[a] = 1
		}
		m.b.atMost(0, append(append([]term{}, l.terms...), term{a, -m.partMostGood(pv)})...)
	}
	m.limitCount(r, w, pv.part.ID, count)
}

// ActiveFrom is the kg from which a group counts as active for a part: the least
// award share of the window's demand, or one piece where no share is set.
func ActiveFrom(p *planner.Project, needKg, mass float64) float64 {
	return math.Max(p.MinAwardShare*needKg, math.Min(mass, needKg))
}

func (m *model) partMostGood(pv *partVars) float64 {
	most := 0.0
	for _, fit := range pv.fits {
		most = math.Max(most, m.fitNeed(pv, fit)*(1-fit.Offer.DefectRate.V)*pv.mass/fit.MassKg)
	}
	return most
}

func (m *model) limitCount(r *planner.Rule, w planner.RuleWindow, subject string, count []term) {
	sign := 1.0
	limit := math.Floor(w.Limit + 1e-9)
	if r.Type == planner.MinSuppliers {
		sign, limit = -1, math.Ceil(w.Limit-1e-9)
	}
	var terms []term
	for _, t := range count {
		terms = append(terms, term{t.col, sign})
	}
	m.limit(r, w, subject, terms, -sign*limit, 1)
}

func (m *model) countTogether(r *planner.Rule, w planner.RuleWindow) {
	active := map[string]int{}
	var count []term
	for _, g := range m.groupsIn(r, w) {
		a := m.b.binary(0, stageCount)
		active[g] = a
		count = append(count, term{a, 1})
	}
	sums := map[string][]term{}
	for _, pv := range m.parts {
		for _, l := range m.groupLines(pv, w) {
			if r.Type == planner.MinSuppliers {
				sums[l.group] = append(sums[l.group], l.terms...)
				continue
			}
			if l.open > 0 {
				m.b.lo[active[l.group]] = 1
			}
			m.b.atMost(0, append(append([]term{}, l.terms...), term{active[l.group], -m.partMostGood(pv)})...)
		}
	}
	if r.Type == planner.MinSuppliers {
		least := m.leastMass()
		for _, g := range m.groupsIn(r, w) {
			m.b.atLeast(0, append(append([]term{}, sums[g]...), term{active[g], -least})...)
		}
	}
	m.limitCount(r, w, "", count)
}

// leastMass is the lightest part, so that "delivers anything" means a piece.
func (m *model) leastMass() float64 {
	least := math.Inf(1)
	for _, pv := range m.parts {
		least = math.Min(least, pv.mass)
	}
	return least
}

// cover asks for weeks of cover at the end of each month of the window, for each
// part in scope: stock at least the weeks of the mean need of the next three
// months.
func (m *model) cover(r *planner.Rule, w planner.RuleWindow) {
	pen, _ := r.ReadPenalty()
	for _, pv := range m.parts {
		if !r.Covers(pv.part) {
			continue
		}
		for t := w.First; t <= w.Last; t++ {
			week := pv.ahead[t] / planner.WeeksPerMonth
			if week == 0 {
				continue
			}
			n := len(m.rules)
			m.limit(r, w, pv.part.ID, []term{{pv.stock[t], -1}}, w.Limit*week, week)
			if !r.Hard && len(m.rules) > n && pen.Kind == planner.PenaltyCover {
				m.b.cost[m.rules[n].slack] = m.money(pen.Value*pv.ahead[t]*pv.val.Stock/pv.mass/week) * m.disc(float64(t))
			}
		}
	}
}

// safetyStock is a soft target for the parts and months no cover rule speaks of.
func (m *model) safetyStock() {
	for _, pv := range m.parts {
		weeks := pv.part.SafetyStockWeeks.V
		if weeks <= 0 {
			continue
		}
		r := SafetyRule(weeks)
		for t := 0; t < m.H; t++ {
			if CoverRuled(m.p, pv.part, t, m.off) {
				continue
			}
			w := planner.RuleWindow{Span: planner.Span{First: t, Last: t}, Label: (m.p.Start + planner.Month(t)).String(), Limit: weeks}
			week := pv.ahead[t] / planner.WeeksPerMonth
			if week == 0 {
				continue
			}
			n := len(m.rules)
			m.limit(r, w, pv.part.ID, []term{{pv.stock[t], -1}}, weeks*week, week)
			if len(m.rules) > n {
				m.b.cost[m.rules[n].slack] = m.money(SafetyPenalty*pv.ahead[t]*pv.val.Stock/pv.mass/week) * m.disc(float64(t))
			}
		}
	}
}

// SafetyRule words a part's safety stock as a soft cover rule.
func SafetyRule(weeks float64) *planner.Rule {
	return &planner.Rule{ID: safetyRule, Type: planner.CoverMin, Window: planner.EveryMonth,
		ValueFrom: planner.Some(weeks), ValueTo: planner.Some(weeks)}
}

// CoverRuled reports whether a cover rule in force speaks of a part in a month.
func CoverRuled(p *planner.Project, part *planner.Part, t int, off func(*planner.Rule) bool) bool {
	for i := range p.Rules {
		r := &p.Rules[i]
		if r.Type != planner.CoverMin || off(r) || !r.Covers(part) {
			continue
		}
		from, to := 0, p.Months-1
		if r.FromMonth.OK {
			from = int(r.FromMonth.V - p.Start)
		}
		if r.ToMonth.OK {
			to = int(r.ToMonth.V - p.Start)
		}
		if t >= from && t <= to {
			return true
		}
	}
	return false
}

// testBudget limits what qualification costs in a window, undiscounted.
func (m *model) testBudget(r *planner.Rule, w planner.RuleWindow) {
	var terms []term
	seen := map[*test]bool{}
	for i := range m.p.Offers {
		t := m.testOf(&m.p.Offers[i])
		if t == nil || seen[t] || t.chosen < 0 {
			continue
		}
		seen[t] = true
		if col, ok := t.startedBy(w.Last); ok {
			terms = append(terms, term{col, m.money(t.cost)})
		}
		if col, ok := t.startedBy(w.First - 1); ok {
			terms = append(terms, term{col, -m.money(t.cost)})
		}
	}
	m.limit(r, w, "", terms, -m.money(w.Limit*budgetRate(m.p, r)), m.money(1))
}

// budgetRate is plan currency for one unit of the currency a budget is stated
// in: the first word of its basis, else the plan currency.
func budgetRate(p *planner.Project, r *planner.Rule) float64 {
	word, _, _ := strings.Cut(r.Basis, " ")
	if fx, ok := cost.Rate(p, word); ok && len(word) == 3 {
		return 1 / fx
	}
	return 1
}

// purchaseBudget limits the landed value of orders placed in a window,
// undiscounted.
func (m *model) purchaseBudget(r *planner.Rule, w planner.RuleWindow) {
	var terms []term
	for i := range m.orders {
		if o := &m.orders[i]; w.Has(o.t) && r.Covers(o.pv.part) {
			terms = append(terms, term{o.col, m.money(o.unit.Landed)})
		}
	}
	m.limit(r, w, "", terms, -m.money(w.Limit*budgetRate(m.p, r)), m.money(1))
}

// stockValue limits the value of stock at the end of each month of the window.
func (m *model) stockValue(r *planner.Rule, w planner.RuleWindow) {
	for t := w.First; t <= w.Last; t++ {
		var terms []term
		for _, pv := range m.parts {
			if r.Covers(pv.part) {
				terms = append(terms, term{pv.stock[t], m.money(pv.val.Stock / pv.mass)})
			}
		}
		m.limit(r, w, "", terms, -m.money(w.Limit*budgetRate(m.p, r)), m.money(1))
	}
}

// ban forbids orders placed in the window that hold anything from the covered
// countries, for the parts in scope.
func (m *model) ban(r *planner.Rule, w planner.RuleWindow) {
	by := map[*partVars][]term{}
	verdict := map[string]bool{}
	for i := range m.orders {
		o := &m.orders[i]
		if !w.Has(o.t) || !r.Covers(o.pv.part) {
			continue
		}
		key := o.fit.Offer.ID + " " + o.fit.Grade
		banned, ok := verdict[key]
		if !ok {
			banned = Banned(m.p, m.f, r, o.fit)
			verdict[key] = banned
		}
		if banned {
			by[o.pv] = append(by[o.pv], term{o.col, 1})
		}
	}
	for _, pv := range m.parts {
		if ts := by[pv]; len(ts) > 0 {
			m.limit(r, w, pv.part.ID, ts, 0, 1)
		}
	}
}

// Banned reports whether a kilogram of a fit holds an element that passed a
// banned stage in a covered country. Unknown origin counts as banned. Recycled
// material passes where the rule exempts recycled magnets made in a country and
// the offer is made there.
func Banned(p *planner.Project, f *planner.Facts, r *planner.Rule, fit planner.Fit) bool {
	exempt := r.ExemptRecycledIn != "" && fit.Offer.Country == r.ExemptRecycledIn
	elements := r.Elements
	if len(elements) == 0 {
		elements = chain.Elements(f, fit.Part, fit.Grade)
	}
	stages := r.Stages
	if len(stages) == 0 {
		stages = planner.Stages
	}
	for _, e := range elements {
		if c, known := chain.Content(f, fit.Part, fit.Grade, e); known && c.Typical == 0 {
			continue
		}
		for _, s := range stages {
			at := chain.At(p, fit.Offer, e, s)
			if !at.Passed || s == planner.Refining && !fit.Part.IsMaterial() {
				continue
			}
			if at.Unknown > 0 {
				return true
			}
			for _, share := range at.Shares {
				if share.Share > 0 && !(exempt && share.Kind == planner.Recycled) && contains(r.Countries, share.Country) {
					return true
				}
			}
		}
	}
	return false
}

func contains(list []string, x string) bool {
	for _, y := range list {
		if x == y {
			return true
		}
	}
	return false
}
