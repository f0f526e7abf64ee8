package award

import (
	"remanence/planner"
	"remanence/planner/chain"
)

// ban forbids orders placed in the window that hold anything from the covered
// countries, for the parts in scope.
type ban struct{}

func (k ban) rows(m *model, r *planner.Rule, w planner.RuleWindow) {
	covers := m.covered(r)
	by := map[*partVars][]term{}
	verdict := map[gaugeKey]bool{}
	for i := range m.orders {
		o := &m.orders[i]
		if !w.Has(o.t) || !covers[o.pv] {
			continue
		}
		key := gaugeKey{offer: o.fit.Offer, grade: o.fit.Grade}
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
// banned stage in a covered country. Unknown origin counts as banned, unless the
// project leaves it out. Recycled material passes where the rule exempts
// recycled magnets made in a country and the offer is made there.
func Banned(p *planner.Project, f *planner.Facts, r *planner.Rule, fit planner.Fit) bool {
	exempt := r.ExemptRecycledIn != "" && fit.Offer.Country == r.ExemptRecycledIn
	covered := planner.CountriesOf(f, r.Countries)
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
			if at.Unknown > 0 && p.UnknownIsWorst() {
				return true
			}
			for _, share := range at.Shares {
				if share.Share > 0 && !(exempt && share.Kind == planner.Recycled) && covered.Has(share.Country) {
					return true
				}
			}
		}
	}
	return false
}

// report counts the kilograms ordered against a ban; the limit is nothing.
func (k ban) report(v *view, r *planner.Rule) []planner.RuleResult {
	ws := r.Windows(v.p)
	if len(ws) == 0 {
		return nil
	}
	whole := planner.RuleWindow{Span: planner.Span{First: ws[0].First, Last: ws[len(ws)-1].Last}, Label: "plan"}
	kg, penalty := 0.0, 0.0
	for _, x := range v.in {
		if x.ordered >= 0 && whole.Has(x.ordered) && v.speaks(r, x.fit.Part) && Banned(v.p, v.f, r, x.fit) {
			kg += x.kg
			for _, w := range ws {
				if w.Has(x.ordered) {
					penalty += float64(x.kg * excessPrice(r) * v.disc(w.Last))
				}
			}
		}
	}
	res := v.result(r, whole, "", kg)
	res.Binding = true
	res.Penalty = penalty
	return []planner.RuleResult{res}
}

func (k ban) presses(v *view, r *planner.Rule, fit planner.Fit) bool {
	return Banned(v.p, v.f, r, fit)
}

func contains(list []string, x string) bool {
	for _, y := range list {
		if x == y {
			return true
		}
	}
	return false
}
