package overview

import (
	"remanence/app/pictures"
	"remanence/app/standing"
	"remanence/app/tr"
	"remanence/app/ui/figures"
	"remanence/app/ui/palette"
	"remanence/app/why"
	"remanence/app/words"
	"remanence/planner"
)

// RuleRow is a rule with what the plan makes of it.
type RuleRow struct {
	ID, Text, Kind string
	Window         string // the window nearest to its limit
	Limit, Value   string
	State          string // kept, at its limit, broken, off, not measured
	Tint           palette.Tint
	Tip            string
}

// Rules lists every rule with its tightest window.
func Rules(in Input) []RuleRow {
	rows := make([]RuleRow, 0, len(in.Project.Rules))
	for i := range in.Project.Rules {
		rows = append(rows, ruleRow(in, &in.Project.Rules[i]))
	}
	return rows
}

func ruleRow(in Input, r *planner.Rule) RuleRow {
	row := RuleRow{ID: r.ID, Text: words.Sentence(words.RuleShort(in.Project, in.Facts, r)), Kind: words.RuleKind(r)}
	row.Tip = words.Rule(in.Project, in.Facts, r)
	if r.Note != "" {
		row.Tip += " " + words.Sentence(r.Note)
	}
	if reg, ok := in.Facts.Regulation(r.Regulation); ok {
		row.Tip += tr.F(" Modelled on %s, status %s, read on %s.", reg.Instrument, tr.Known(reg.Status), reg.CheckedOn)
	}
	st := standing.Of(in.Project, in.Plan, r)
	row.Window, row.Limit, row.Value, row.State, row.Tint = st.Window, st.Limit, st.Value, st.State, st.Tint
	if st.Hint != "" {
		row.Tip += " " + st.Hint
	}
	return row
}

// Warning is one line of the list of things to look at.
type Warning struct {
	Tint palette.Tint
	Text string
	Tip  string
	Link Link
	// Why says where its figures come from; nil where it has none.
	Why func() why.Explanation
}

// Warnings lists what needs a look, worst first.
func Warnings(in Input) []Warning {
	var out []Warning
	add := func(w Warning) { out = append(out, w) }
	problem := func(t palette.Tint, p planner.Problem) {
		w := Warning{Tint: t, Text: words.Problem(p), Link: pathLink(p.Path)}
		w.Why = func() why.Explanation { return problemWhy(in.Project, p) }
		add(w)
	}
	for _, p := range in.Problems {
		if p.Severity == planner.Refuses {
			problem(palette.Bad, p)
		}
	}
	if in.Plan != nil {
		planWarnings(in, add)
	}
	for _, p := range in.Problems {
		if p.Severity != planner.Refuses {
			problem(palette.Warn, p)
		}
	}
	if in.Plan != nil {
		if n := len(in.Plan.Assumptions); n > 0 {
			add(Warning{Tint: palette.Info, Link: Link{"plan", "assumptions"}, Text: tr.F("The plan rests on %s of the app where your papers say nothing.", tr.N(n, "%s assumption", "%s assumptions")),
				Why: func() why.Explanation { return why.Assumptions(in.Plan).With(in.old()) }})
		}
	}
	return out
}

func planWarnings(in Input, add func(Warning)) {
	p := in.Plan
	if in.Stale {
		add(Warning{Tint: palette.Warn, Link: Link{"plan", ""}, Text: tr.T("The inputs changed since this plan was made; its figures are out of date."),
			Why: func() why.Explanation { return why.Plan(p, tr.T("Plan out of date"), in.Status) }})
	}
	for _, c := range p.Conflicts {
		clash := Warning{Tint: palette.Bad, Link: Link{"plan", "conflicts"}, Text: tr.F("Rules %s cannot all hold.", words.ClashNames(c))}
		if len(c.Rules) == 1 {
			clash.Text = tr.F("No plan keeps rule %s.", words.ClashNames(c))
		}
		clash.Why = func() why.Explanation { return standing.Clash(in.Project, in.Facts, c).With(in.old()) }
		add(clash)
		for _, r := range c.Relaxations {
			add(Warning{Tint: palette.Bad, Link: clash.Link, Text: tr.F("Way out: %s", words.Reason(r.Text)), Why: clash.Why})
		}
	}
	seen := map[string]int{}
	var order []string
	most := map[string]planner.Shortfall{}
	for _, s := range p.Shortfalls {
		if seen[s.Part]++; seen[s.Part] == 1 {
			order = append(order, s.Part)
		}
		if s.Pieces > most[s.Part].Pieces {
			most[s.Part] = s
		}
	}
	for _, part := range order {
		m := most[part]
		add(Warning{Tint: palette.Bad, Link: Link{"plan", part}, Text: tr.F("%s is short in %s, at worst %s in %s.", part, tr.N(seen[part], "%s month", "%s months"), quantity(in.Project, part, m.Pieces), figures.MonthLabel(m.Month)),
			Why: func() why.Explanation { return why.Shortage(p, part).With(in.old()) }})
	}
	for i := range in.Project.Rules {
		r := &in.Project.Rules[i]
		if w, broken, ok := standing.Tightest(p, r); ok && broken > 0 && !r.Off {
			tint := palette.Warn
			if r.Hard {
				tint = palette.Bad
			}
			add(Warning{Tint: tint, Link: Link{"rules", r.ID}, Text: tr.F("%s is missed: %s instead of %s in %s.", r.ID, words.RuleValue(in.Project, r.Type, w.Value), words.RuleValue(in.Project, r.Type, w.Limit), words.Window(w.Window)),
				Why: func() why.Explanation { return standing.Why(in.Project, in.Facts, p, r).With(in.old()) }})
		}
	}
	if worst := unknownOrigin(p); worst.OK && worst.V.Unknown > 0.005 {
		e := worst.V
		add(Warning{Tint: palette.Warn, Link: Link{"overview", pictures.ExposureID(e.Element, e.Stage, e.Country)}, Text: tr.F("%s of %s has no stated origin; it counts as the worst case.", figures.Percent(e.Unknown, 0), words.ElementAtStage(e.Element, e.Stage)),
			Why: func() why.Explanation { return why.Exposure(in.Project, in.Facts, e).With(in.old()) }})
	}
}

func unknownOrigin(p *planner.Plan) (worst planner.Opt[planner.Exposure]) {
	for _, e := range p.KPIs.Exposures {
		if e.Unknown > worst.V.Unknown {
			worst = planner.Some(e)
		}
	}
	return worst
}

// pathLink leads to a cell; nowhere when no page shows it.
func pathLink(path string) Link {
	if page := why.PageOf(path); page != "" {
		return Link{page, path}
	}
	return Link{}
}
