package whatif

import (
	"slices"

	"remanence/app/tr"
	"remanence/app/why"
	"remanence/planner"
)

// asked are the figures of a row that are asked about where an explanation leads
// to the row as a whole, the likeliest first.
var asked = map[string][]string{
	"offer":  {"price", "lead_time_weeks", "freight_per_kg", "duty_pct", "moq_kg_per_order", "qualification_cost"},
	"part":   {"mass_g", "safety_stock_weeks", "shortage_cost_per_piece"},
	"stream": {"kg_per_month_start", "kg_per_month_end", "collection_cost_per_kg", "magnet_kg_per_kg_feed"},
	"rule":   {"value_to", "value_from", "from_month", "to_month", "off", "hard", "window", "country", "element", "stage", "supplier", "scope", "penalty", "priority", "exempt_until"},
}

// titleOf is what a field of a table is called.
func titleOf(table, field string) string {
	find := func(names, titles []string) string {
		if i := slices.Index(names, field); i >= 0 {
			return tr.Known(titles[i])
		}
		return field
	}
	switch table {
	case "offer":
		return find(namesOf(planner.OfferFields))
	case "part":
		return find(namesOf(planner.PartFields))
	case "stream":
		return find(namesOf(planner.StreamFields))
	case "rule":
		return find(namesOf(planner.RuleFields))
	}
	return field
}

func namesOf[T any](fields []planner.Field[T]) (names, titles []string) {
	for _, f := range fields {
		names, titles = append(names, f.Name), append(titles, f.Title)
	}
	return names, titles
}

// cellsOf are the figures of the row an input leads to; none when it leads to no
// row of the project.
func cellsOf(p *planner.Project, in why.Input) []Cell {
	table, id, field, err := planner.SplitPath(in.What)
	if in.Page == "rules" && slices.ContainsFunc(p.Rules, func(r planner.Rule) bool { return r.ID == in.What }) {
		table, id, field, err = "rule", in.What, "", nil
	}
	if err != nil || field != "" || id == "" {
		return nil
	}
	var out []Cell
	for _, name := range asked[table] {
		path := planner.Path(table, id, name)
		if value, err := p.Cell(path); err == nil {
			out = append(out, Cell{Name: tr.F("%s of %s@@title", titleOf(table, name), id), Path: path, Value: value})
		}
	}
	return out
}
