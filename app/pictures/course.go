package pictures

import (
	"math"
	"slices"

	"remanence/app/chart"
	"remanence/app/tr"
	"remanence/app/ui/palette"
	"remanence/app/words"
	"remanence/planner"
)

// Course is the limit of a rule and what the plan does, window by window.
func Course(in Input, id string) chart.Lines {
	pic := chart.Lines{}
	i := slices.IndexFunc(in.Project.Rules, func(r planner.Rule) bool { return r.ID == id })
	if i < 0 {
		return pic
	}
	r := &in.Project.Rules[i]
	pic.Axis = chart.Axis{Title: ruleUnit(in.Project, r.Type)}
	limit := chart.Series{Name: tr.T("Limit"), ID: id, Tint: palette.Bad, Dashed: true}
	plan := chart.Series{Name: tr.T("Plan"), ID: id, Tint: palette.Accent}
	for _, w := range r.Windows(in.Project) {
		pic.Labels = append(pic.Labels, words.Window(w.Label))
		limit.Values = append(limit.Values, w.Limit)
		limit.Tips = append(limit.Tips, tr.F("%s: limit %s", words.Window(w.Label), words.RuleValue(in.Project, r.Type, w.Limit)))
		v, text := math.NaN(), ""
		if in.Plan != nil && !r.Off {
			v, text = nearest(in, r, w)
		}
		plan.Values, plan.Tips = append(plan.Values, v), append(plan.Tips, text)
	}
	pic.Series = append(pic.Series, plan)
	if r.Type != planner.CoveredCountryBan { // dashed over the plan, so that a plan at its limit shows both
		pic.Series = append(pic.Series, limit)
	}
	return pic
}

// nearest is the plan's value in a window; where the rule has a row for each
// group or part, the one nearest to the limit.
func nearest(in Input, r *planner.Rule, w planner.RuleWindow) (float64, string) {
	best, subject, found, rows := planner.RuleResult{}, "", false, 0
	for _, x := range in.Plan.Rules {
		if x.Rule != r.ID || x.First != w.First {
			continue
		}
		rows++
		if !found || r.Type.IsMin() && x.Value < best.Value || !r.Type.IsMin() && x.Value > best.Value {
			best, subject, found = x, x.Subject, true
		}
	}
	if !found {
		return math.NaN(), ""
	}
	text := words.Window(w.Label) + ": " + words.RuleValue(in.Project, r.Type, best.Value)
	if subject != "" {
		text += ", " + subject
	}
	limit := tr.F("limit %s", words.RuleValue(in.Project, r.Type, best.Limit))
	switch {
	case best.Excess > 1e-6:
		limit += tr.F(", missed by %s", words.RuleValue(in.Project, r.Type, best.Excess))
	case best.Binding:
		limit += tr.T(", at its limit")
	}
	of := ""
	if rows > 1 {
		of = tr.N(rows, "the nearest to its limit of %s", "the nearest to its limit of %s")
	}
	return best.Value, tip(text, limit, of)
}

func ruleUnit(p *planner.Project, t planner.RuleType) string {
	switch {
	case t.InPercent():
		return "%"
	case t == planner.MinSuppliers || t == planner.MaxSuppliers:
		return tr.T("suppliers")
	case t == planner.CoverMin:
		return tr.T("weeks")
	case t == planner.CO2IntensityMax:
		return tr.T("kg CO2 per kg")
	case t == planner.CoveredCountryBan:
		return "kg"
	}
	return p.Currency
}
