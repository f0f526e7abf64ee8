package award

import (
	"math"

	"remanence/planner"
	"remanence/planner/cost"
)

// cover asks for weeks of cover at the end of each month of the window, for each
// part in scope: stock at least the weeks of the mean need of the next three
// months.
type cover struct{}

func (k cover) rows(m *model, r *planner.Rule, w planner.RuleWindow) {
	pen, _ := r.ReadPenalty()
	share := 0.0
	if pen.Kind == planner.PenaltyCover && !r.Priority.OK {
		share = pen.Value
	}
	covers := m.covered(r)
	for _, pv := range m.parts {
		if !covers[pv] {
			continue
		}
		for t := w.First; t <= w.Last; t++ {
			m.coverRow(r, w, pv, t, share)
		}
	}
}

// coverRow is one month of one part. share is the penalty as a share of a
// month's need per missing week.
func (m *model) coverRow(r *planner.Rule, w planner.RuleWindow, pv *partVars, t int, share float64) {
	week := pv.ahead[t] / planner.WeeksPerMonth
	if week == 0 {
		return
	}
	n := len(m.rules)
	m.limit(r, w, pv.part.ID, []term{{pv.stock[t], -1}}, w.Limit*week, week)
	if r.Hard || len(m.rules) == n {
		return
	}
	switch {
	case share > 0:
		m.b.cost[m.rules[n].slack] = m.money(share*pv.ahead[t]*pv.val.Stock/pv.mass/week) * m.disc(float64(t))
	case excessPrice(r) > 0:
		m.b.cost[m.rules[n].slack] = m.money(excessPrice(r)) / week * m.disc(float64(t))
	}
}

// safetyRule is the name of the soft target that safety stock sets where no
// cover rule speaks.
const safetyRule = "safety_stock"

// SafetyPenalty is the penalty of safety stock missing where no cover rule sets
// one: this share of a month's need per missing week and month. A default of
// the app, of the size the sample rules use.
const SafetyPenalty = 0.004

// safetyStock is a soft target for the parts and months no cover rule speaks of.
func (m *model) safetyStock() {
	for _, pv := range m.parts {
		weeks := pv.part.SafetyStockWeeks.V
		if weeks <= 0 {
			continue
		}
		r := SafetyRule(weeks)
		for t := 0; t < m.H; t++ {
			if coverRuled(m.p, m.f, pv.part, t, m.off) {
				continue
			}
			w := planner.RuleWindow{Span: planner.Span{First: t, Last: t}, Label: (m.p.Start + planner.Month(t)).String(), Limit: weeks}
			m.coverRow(r, w, pv, t, SafetyPenalty)
		}
	}
}

// SafetyRule words a part's safety stock as a soft cover rule.
func SafetyRule(weeks float64) *planner.Rule {
	return &planner.Rule{ID: safetyRule, Type: planner.CoverMin, Window: planner.EveryMonth,
		ValueFrom: planner.Some(weeks), ValueTo: planner.Some(weeks)}
}

// coverRuled reports whether a cover rule in force speaks of a part in a month.
func coverRuled(p *planner.Project, f *planner.Facts, part *planner.Part, t int, off func(*planner.Rule) bool) bool {
	for i := range p.Rules {
		r := &p.Rules[i]
		if r.Type != planner.CoverMin || off(r) || !r.Covers(part, f) {
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

func (k cover) report(v *view, r *planner.Rule) []planner.RuleResult {
	return k.when(v, r, func(*planner.Part, int) bool { return true })
}

// when reports, for each part in scope, its worst month and the penalty of all
// months.
func (k cover) when(v *view, r *planner.Rule, when func(*planner.Part, int) bool) []planner.RuleResult {
	pen, _ := r.ReadPenalty()
	var out []planner.RuleResult
	ws := r.Windows(v.p)
	for i := range v.p.Parts {
		part := &v.p.Parts[i]
		fl := v.flows[part.ID]
		if !v.speaks(r, part) || fl == nil {
			continue
		}
		var worst planner.RuleResult
		penalty, found := 0.0, false
		for _, w := range ws {
			for t := w.First; t <= w.Last; t++ {
				ahead := cost.NeedAhead(part, v.p.Months, t)
				if ahead == 0 || !when(part, t) {
					continue
				}
				month := w
				month.Label = (v.p.Start + planner.Month(t)).String()
				month.First, month.Last = t, t
				res := v.result(r, month, part.ID, fl.Stock[t]/ahead*planner.WeeksPerMonth)
				missing := math.Max(0, w.Limit-res.Value) * v.disc(t)
				switch {
				case r.Hard || r.Priority.OK:
				case pen.Kind == planner.PenaltyCover:
					penalty += float64(pen.Value * ahead * fl.Value * missing)
				default:
					penalty += float64(excessPrice(r) * missing)
				}
				if !found || res.Limit-res.Value > worst.Limit-worst.Value {
					worst, found = res, true
				}
			}
		}
		if found {
			worst.Penalty = penalty
			out = append(out, worst)
		}
	}
	return out
}

func (k cover) presses(*view, *planner.Rule, planner.Fit) bool { return false }

// safety measures the soft targets of safety stock.
func (v *view) safety(off func(*planner.Rule) bool) []planner.RuleResult {
	var out []planner.RuleResult
	for i := range v.p.Parts {
		part := &v.p.Parts[i]
		if part.SafetyStockWeeks.V <= 0 {
			continue
		}
		r := SafetyRule(part.SafetyStockWeeks.V)
		r.Scope = "part:" + part.ID
		r.Penalty = planner.FormatPercent(SafetyPenalty) + " percent of value per missing week and month"
		out = append(out, cover{}.when(v, r, func(part *planner.Part, t int) bool { return !coverRuled(v.p, v.f, part, t, off) })...)
	}
	return out
}
