package award

import (
	"math"

	"remanence/planner"
)

// supplierCount asks for at least, or allows at most, a number of groups for
// each part in scope (or for all parts together).
type supplierCount struct{}

func (k supplierCount) rows(m *model, r *planner.Rule, w planner.RuleWindow) {
	if r.Scope == string(planner.ScopeTogether) {
		k.together(m, r, w)
		return
	}
	covers := m.covered(r)
	for _, pv := range m.parts {
		if covers[pv] {
			k.ofPart(m, r, w, pv)
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

func (k supplierCount) ofPart(m *model, r *planner.Rule, w planner.RuleWindow, pv *partVars) {
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
			m.b.atLeast(-l.open, append(append([]term{}, l.terms...), term{a, -activeFrom(m.p, need, pv.mass)})...)
			continue
		}
		if l.open > 0 {
			m.b.lo[a] = 1
		}
		m.b.atMost(0, append(append([]term{}, l.terms...), term{a, -m.partMostGood(pv)})...)
	}
	k.limit(m, r, w, pv.part.ID, count)
}

// activeFrom is the kg from which a group counts as active for a part: the least
// award share of the window's demand, or one piece where no share is set.
func activeFrom(p *planner.Project, needKg, mass float64) float64 {
	return math.Max(p.MinAwardShare*needKg, math.Min(mass, needKg))
}

func (m *model) partMostGood(pv *partVars) float64 {
	most := 0.0
	for _, fit := range pv.fits {
		most = math.Max(most, m.fitNeed(pv, fit)*(1-fit.Offer.DefectRate.V)*pv.mass/fit.MassKg)
	}
	return most
}

func (k supplierCount) limit(m *model, r *planner.Rule, w planner.RuleWindow, subject string, count []term) {
	limit := math.Floor(w.Limit + 1e-9)
	if r.Type == planner.MinSuppliers {
		limit = math.Ceil(w.Limit - 1e-9)
	}
	var terms []term
	for _, t := range count {
		terms = append(terms, term{t.col, sign(r)})
	}
	m.limit(r, w, subject, terms, -sign(r)*limit, 1)
}

func (k supplierCount) together(m *model, r *planner.Rule, w planner.RuleWindow) {
	active := map[string]int{}
	var count []term
	groups := m.groupsIn(r, w)
	for _, g := range groups {
		a := m.b.binary(0, stageCount)
		active[g] = a
		count = append(count, term{a, 1})
	}
	sums, open := map[string][]term{}, map[string]float64{}
	for _, pv := range m.parts {
		for _, l := range m.groupLines(pv, w) {
			if r.Type == planner.MinSuppliers {
				sums[l.group] = append(sums[l.group], l.terms...)
				open[l.group] += l.open
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
		for _, g := range groups {
			m.b.atLeast(-open[g], append(append([]term{}, sums[g]...), term{active[g], -least})...)
		}
	}
	k.limit(m, r, w, "", count)
}

// groupsIn lists the groups that could deliver in a window, in the order of the
// offers.
func (m *model) groupsIn(r *planner.Rule, w planner.RuleWindow) []string {
	there := map[string]bool{}
	m.received(r, w, func(o *order) { there[m.p.GroupOf(o.fit.Offer)] = true },
		func(_ *partVars, l openLot) {
			if l.offer != nil {
				there[m.p.GroupOf(l.offer)] = true
			}
		})
	var out []string
	for i := range m.p.Offers {
		if g := m.p.GroupOf(&m.p.Offers[i]); there[g] {
			out = append(out, g)
			there[g] = false
		}
	}
	return out
}

// leastMass is the lightest part, so that "delivers anything" means a piece.
func (m *model) leastMass() float64 {
	least := math.Inf(1)
	for _, pv := range m.parts {
		least = math.Min(least, pv.mass)
	}
	return least
}

func (k supplierCount) report(v *view, r *planner.Rule) []planner.RuleResult {
	var out []planner.RuleResult
	for _, w := range r.Windows(v.p) {
		if r.Scope == string(planner.ScopeTogether) {
			n := 0
			for _, kg := range v.groupKg(r, w, nil) {
				if kg > dust {
					n++
				}
			}
			out = append(out, v.result(r, w, "", float64(n)))
			continue
		}
		for i := range v.p.Parts {
			part := &v.p.Parts[i]
			if !v.speaks(r, part) || !part.MassKg().OK {
				continue
			}
			need := v.needKg(part, w)
			least := dust
			if r.Type == planner.MinSuppliers {
				least = activeFrom(v.p, need, part.MassKg().V) * (1 - 1e-6)
			}
			n := 0
			for _, kg := range v.groupKg(r, w, part) {
				if kg >= least {
					n++
				}
			}
			if need > 0 {
				res := v.result(r, w, part.ID, float64(n))
				res.Penalty = res.Excess * excessPrice(r) * v.disc(w.Last)
				out = append(out, res)
			}
		}
	}
	return out
}

// needKg is a part's need in a window, kg of today's design.
func (v *view) needKg(part *planner.Part, w planner.RuleWindow) float64 {
	need := 0.0
	for t := w.First; t <= w.Last; t++ {
		need += float64(part.Need(t) * part.MassKg().V)
	}
	return need
}

// groupKg is what each supplier group delivers in a window: of one part, good kg
// of today's design; of all parts in scope, kg received.
func (v *view) groupKg(r *planner.Rule, w planner.RuleWindow, part *planner.Part) map[string]float64 {
	kg := map[string]float64{}
	for _, x := range v.in {
		switch {
		case !w.Has(x.arrives) || x.fit.Offer.ID == "":
		case part == nil && v.speaks(r, x.fit.Part):
			kg[v.p.GroupOf(x.fit.Offer)] += x.kg
		case x.fit.Part == part:
			kg[v.p.GroupOf(x.fit.Offer)] += float64(x.kg * part.MassKg().V / x.fit.MassKg * (1 - x.fit.Offer.DefectRate.V))
		}
	}
	return kg
}

func (k supplierCount) presses(*view, *planner.Rule, planner.Fit) bool { return true }
