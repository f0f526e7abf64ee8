package award

import (
	"math"

	"remanence/planner"
)

// awardShare is the least award once awarded: a supplier group that gets any of
// a part in a window gets at least a share of the part's need in it, or nothing.
// Over all parts together the share is of their need by mass.
type awardShare struct{}

func (k awardShare) rows(m *model, r *planner.Rule, w planner.RuleWindow) {
	covers := m.covered(r)
	if r.Scope == string(planner.ScopeTogether) {
		lines, at, most, need := []groupLine{}, map[string]int{}, map[string]float64{}, m.needIn(w)
		for _, pv := range m.parts {
			for _, l := range m.groupLines(pv, w) {
				i, ok := at[l.group]
				if !ok {
					i = len(lines)
					at[l.group] = i
					lines = append(lines, groupLine{group: l.group})
				}
				lines[i].terms = append(lines[i].terms, l.terms...)
				lines[i].open += l.open
				most[l.group] += m.partMostGood(pv)
			}
		}
		for _, l := range lines {
			k.gate(m, r, w, l.group, l, need, most[l.group])
		}
		return
	}
	for _, pv := range m.parts {
		if !covers[pv] {
			continue
		}
		need := sum(pv.need[w.First : w.Last+1])
		for _, l := range m.groupLines(pv, w) {
			k.gate(m, r, w, pv.part.ID+", "+l.group, l, need, m.partMostGood(pv))
		}
	}
}

// gate: what a group delivers is nothing, or at least the share of the need.
// What is on order already makes the group active.
func (k awardShare) gate(m *model, r *planner.Rule, w planner.RuleWindow, subject string, l groupLine, need, most float64) {
	least := w.Limit / 100 * need
	if least <= l.open || len(l.terms) == 0 {
		return
	}
	active := m.b.binary(0, stageAward)
	if l.open > 0 {
		m.b.lo[active] = 1
	}
	m.b.atMost(0, append(append([]term{}, l.terms...), term{active, -math.Max(most, least)})...)
	terms := []term{{active, least}}
	for _, t := range l.terms {
		terms = append(terms, term{t.col, -t.val})
	}
	m.limit(r, w, subject, terms, -l.open, math.Max(need, 1e-6)/100)
}

func sum(v []float64) float64 {
	s := 0.0
	for _, x := range v {
		s += x
	}
	return s
}

// report tells, for each part and window, the smallest award of any group.
func (k awardShare) report(v *view, r *planner.Rule) []planner.RuleResult {
	var out []planner.RuleResult
	for _, w := range r.Windows(v.p) {
		if r.Scope == string(planner.ScopeTogether) {
			need := 0.0
			for i := range v.p.Parts {
				if v.p.Parts[i].MassKg().OK {
					need += v.needKg(&v.p.Parts[i], w)
				}
			}
			kg := map[string]float64{}
			for i := range v.p.Parts {
				if v.p.Parts[i].MassKg().OK {
					for g, q := range v.groupKg(r, w, &v.p.Parts[i]) {
						kg[g] += q
					}
				}
			}
			if res, ok := k.smallest(v, r, w, "", kg, need); ok {
				out = append(out, res)
			}
			continue
		}
		for i := range v.p.Parts {
			part := &v.p.Parts[i]
			if v.speaks(r, part) && part.MassKg().OK {
				if res, ok := k.smallest(v, r, w, part.ID+", ", v.groupKg(r, w, part), v.needKg(part, w)); ok {
					out = append(out, res)
				}
			}
		}
	}
	return out
}

func (k awardShare) smallest(v *view, r *planner.Rule, w planner.RuleWindow, lead string, kg map[string]float64, need float64) (planner.RuleResult, bool) {
	least, group, penalty := math.Inf(1), "", 0.0
	for _, g := range v.groups() {
		q := kg[g]
		if q <= dust*(1+need) || need == 0 {
			continue
		}
		penalty += float64(math.Max(0, w.Limit-100*q/need) * excessPrice(r) * v.disc(w.Last))
		if q < least {
			least, group = q, g
		}
	}
	if group == "" {
		return planner.RuleResult{}, false
	}
	res := v.result(r, w, lead+group, 100*least/need)
	res.Penalty = penalty
	return res, true
}

func (k awardShare) presses(*view, *planner.Rule, planner.Fit) bool { return true }

// volume is kilograms received in a window from a supplier group: at least what
// is reserved there, or at most what may be taken.
type volume struct{}

func (k volume) rows(m *model, r *planner.Rule, w planner.RuleWindow) {
	group := groupNamed(m.p, r.Supplier)
	var terms []term
	constant := -sign(r) * w.Limit
	m.received(r, w, func(o *order) {
		if m.p.GroupOf(o.fit.Offer) == group {
			terms = append(terms, term{o.col, sign(r)})
		}
	}, func(_ *partVars, l openLot) {
		if l.offer != nil && m.p.GroupOf(l.offer) == group {
			constant += float64(sign(r) * l.kg)
		}
	})
	m.limit(r, w, "", terms, constant, 1)
}

func (k volume) report(v *view, r *planner.Rule) []planner.RuleResult {
	var out []planner.RuleResult
	for _, w := range r.Windows(v.p) {
		res := v.result(r, w, "", v.groupKg(r, w, nil)[groupNamed(v.p, r.Supplier)])
		res.Penalty = res.Excess * excessPrice(r) * v.disc(w.Last)
		out = append(out, res)
	}
	return out
}

func (k volume) presses(v *view, r *planner.Rule, fit planner.Fit) bool {
	return (v.p.GroupOf(fit.Offer) == groupNamed(v.p, r.Supplier)) != r.Type.IsMin()
}
