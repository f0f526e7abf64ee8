package overview

import (
	"fmt"

	"remanence/app/pictures"
	"remanence/app/standing"
	"remanence/app/tr"
	"remanence/app/ui/figures"
	"remanence/app/ui/palette"
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
	// Reason is the reason of the plan it tells; nil for another warning.
	Reason *planner.Reason
}

// Warnings lists what needs a look, worst first.
func Warnings(in Input) []Warning {
	var out []Warning
	add := func(t palette.Tint, l Link, format string, args ...any) {
		out = append(out, Warning{Tint: t, Text: fmt.Sprintf(format, args...), Link: l})
	}
	for _, p := range in.Problems {
		if p.Severity == planner.Refuses {
			add(palette.Bad, pathLink(p.Path), "%s", words.Problem(p))
		}
	}
	if in.Plan != nil {
		planWarnings(in, add)
	}
	for _, p := range in.Problems {
		if p.Severity != planner.Refuses {
			add(palette.Warn, pathLink(p.Path), "%s", words.Problem(p))
		}
	}
	if in.Plan != nil {
		if n := len(in.Plan.Assumptions); n > 0 {
			add(palette.Info, Link{"plan", "assumptions"}, tr.T("The plan rests on %s of the app where your papers say nothing."), tr.N(n, "%s assumption", "%s assumptions"))
		}
	}
	return out
}

func planWarnings(in Input, add func(palette.Tint, Link, string, ...any)) {
	p := in.Plan
	if in.Stale {
		add(palette.Warn, Link{"plan", ""}, tr.T("The inputs changed since this plan was made; its figures are out of date."))
	}
	for _, c := range p.Conflicts {
		clash := tr.T("Rules %s cannot all hold.")
		if len(c.Rules) == 1 {
			clash = tr.T("No plan keeps rule %s.")
		}
		add(palette.Bad, Link{"plan", "conflicts"}, clash, words.ClashNames(c))
		for _, r := range c.Relaxations {
			add(palette.Bad, Link{"plan", "conflicts"}, tr.T("Way out: %s"), words.Reason(r.Text))
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
		add(palette.Bad, Link{"plan", part}, tr.T("%s is short in %s, at worst %s in %s."), part, tr.N(seen[part], "%s month", "%s months"),
			quantity(in.Project, part, m.Pieces), figures.MonthLabel(m.Month))
	}
	for i := range in.Project.Rules {
		r := &in.Project.Rules[i]
		if w, broken, ok := standing.Tightest(p, r); ok && broken > 0 && !r.Off {
			tint := palette.Warn
			if r.Hard {
				tint = palette.Bad
			}
			add(tint, Link{"rules", r.ID}, tr.T("%s is missed: %s instead of %s in %s."), r.ID,
				words.RuleValue(in.Project, r.Type, w.Value), words.RuleValue(in.Project, r.Type, w.Limit), words.Window(w.Window))
		}
	}
	if worst := unknownOrigin(p); worst.OK && worst.V.Unknown > 0.005 {
		e := worst.V
		add(palette.Warn, Link{"overview", pictures.ExposureID(e.Element, e.Stage, e.Country)}, tr.T("%s of %s has no stated origin; it counts as the worst case."),
			figures.Percent(e.Unknown, 0), words.ElementAtStage(e.Element, e.Stage))
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

// pathLink finds the page of a cell.
func pathLink(path string) Link {
	table, _, _, err := planner.SplitPath(path)
	if err != nil {
		return Link{}
	}
	switch table {
	case "part", "design", "stock", "settings":
		return Link{"demand", path}
	case "stream":
		return Link{"recycling", path}
	case "offer", "supplier", "pool", "profile":
		return Link{"sources", path}
	case "rule":
		return Link{"rules", path}
	}
	return Link{}
}
