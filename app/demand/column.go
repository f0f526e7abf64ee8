package demand

import (
	"slices"
	"strings"

	"remanence/app/entry"
	"remanence/app/grid"
	"remanence/app/tr"
	"remanence/app/ui/figures"
	"remanence/planner"
)

// column is one column of the demand table: a field of the part, the item it is
// made of (grade or material), or a month.
type column struct {
	grid.Column
	field string   // of the part; item and the months have rules of their own
	month int      // plan month, -1 for fields
	units []string // what may stand behind a pasted number
	money bool     // keep the decimals that were entered
}

// item stands for two fields of which a part has one: grade or material.
const item = "item"

// Column titles that the details switch shows and hides.
var details = []string{"safety_stock_weeks", "shortage_cost_per_piece", "currency", "criticality", "application", "shelf_life_months"}

// columns lists the columns for a project.
func columns(p *planner.Project, choices func(row int) []string, withDetails bool) []column {
	all := []column{
		{Column: grid.Column{Title: tr.T("Part"), Width: 104, Editable: true, Tooltip: tr.T("Part number, or the name of a material line")}, field: "part"},
		{Column: grid.Column{Title: tr.T("Description"), Width: 164, Editable: true}, field: "description"},
		{Column: grid.Column{Title: tr.T("Grade or material"), Width: 116, Kind: grid.Choice, Editable: true, Choices: choices,
			Tooltip: tr.T("Magnet grade, or the material of a line bought by the kilogram")}, field: item},
		{Column: grid.Column{Title: tr.T("Mass"), Unit: tr.T("g a piece"), Width: 66, Kind: grid.Number, Editable: true, Tooltip: tr.T("Mass of one finished magnet")},
			field: "mass_g", units: []string{"g", "gram", "grams"}},
		{Column: grid.Column{Title: tr.T("Unit"), Width: 54, Kind: grid.Choice, Editable: true, Choices: func(int) []string { return []string{"pcs", "kg"} },
			Tooltip: tr.T("Unit of the demand: pieces, or kilograms for materials")}, field: "demand_unit"},
		{Column: grid.Column{Title: tr.T("Safety stock"), Unit: tr.T("weeks"), Width: 98, Kind: grid.Number, Editable: true}, field: "safety_stock_weeks", units: []string{"w", "wk", "weeks", "week"}},
		{Column: grid.Column{Title: tr.T("Shortage cost"), Unit: shortageUnit(p), Width: 124, Kind: grid.Money, Editable: true,
			Tooltip: tr.T("What one piece, or one kilogram of a material, costs for each month it is late")}, field: "shortage_cost_per_piece", money: true},
		{Column: grid.Column{Title: tr.T("Currency"), Unit: tr.T("of shortage cost"), Width: 104, Editable: true}, field: "currency"},
		{Column: grid.Column{Title: tr.T("Criticality"), Width: 84, Kind: grid.Choice, Editable: true, Choices: func(int) []string { return []string{"A", "B", "C"} }}, field: "criticality"},
		{Column: grid.Column{Title: tr.T("Application"), Width: 120, Editable: true, Tooltip: tr.T("Rules may speak of an application")}, field: "application"},
		{Column: grid.Column{Title: tr.T("Shelf life"), Unit: tr.T("months"), Width: 74, Kind: grid.Number, Editable: true}, field: "shelf_life_months", units: []string{"months", "month", "m"}},
	}
	for i := range all {
		all[i].month = -1
	}
	if !withDetails {
		all = slices.DeleteFunc(all, func(c column) bool { return slices.Contains(details, c.field) })
	}
	width := monthWidth(p)
	for t := range max(0, min(p.Months, planner.MaxMonths)) {
		m := p.Start + planner.Month(t)
		all = append(all, column{Column: grid.Column{Title: figures.MonthLabel(m), Width: width, Kind: grid.Number, Editable: true,
			Tooltip: tr.F("Demand of %s in the unit of the row", figures.MonthLabel(m))}, field: m.String(), month: t,
			units: []string{"pcs", "pc", "pieces", "piece", "st", "stk", "stück", "kg"}})
	}
	return all
}

// shortageUnit names the currency when all parts share one.
func shortageUnit(p *planner.Project) string {
	code := p.Currency
	for i := range p.Parts {
		c := p.Parts[i].Currency
		if c == "" {
			c = p.Currency
		}
		if i == 0 {
			code = c
		}
		if c != code {
			return tr.T("a piece and month")
		}
	}
	return strings.TrimSpace(tr.F("%s a piece, month", code))
}

// show is the text of a cell; missing values are a dash.
func (c *column) show(p *planner.Part, f *planner.Facts) string {
	if c.month >= 0 {
		if c.month >= len(p.Demand) || !p.Demand[c.month].OK {
			return figures.Missing
		}
		return monthText(p, p.Demand[c.month].V)
	}
	if c.field == item {
		return itemName(p, f)
	}
	text := partField(c.field).Get(p) // not raw: that has the decimal sign of the screen already
	switch {
	case text == "" && c.Kind.Numeric():
		return figures.Missing
	case c.money:
		return plainNumber(text, 2)
	case c.Kind.Numeric():
		return plainNumber(text, 0)
	}
	return text
}

// monthText rounds pieces to whole ones and kilograms to grams: a quarter cut in
// three leaves long fractions, which editing and copying keep.
func monthText(p *planner.Part, v float64) string {
	digits := planner.FormatNumber(v)
	most := 0
	if p.Unit == planner.Kilograms {
		most = 3
	}
	if _, frac, _ := strings.Cut(digits, "."); len(frac) > most {
		return figures.Number(v, most)
	}
	return figures.Decimal(digits, -1)
}

// monthWidth fits the longest demand of any month.
func monthWidth(p *planner.Project) float32 {
	longest := 0
	for i := range p.Parts {
		for _, d := range p.Parts[i].Demand {
			if d.OK {
				longest = max(longest, len(monthText(&p.Parts[i], d.V)))
			}
		}
	}
	return max(74, 16+7.4*float32(min(longest, 16)))
}

// plainNumber groups digits and keeps the decimals that are there, at least so many.
func plainNumber(digits string, least int) string {
	_, frac, _ := strings.Cut(digits, ".")
	if len(frac) < least {
		return figures.Decimal(digits, least)
	}
	return figures.Decimal(digits, -1)
}

// raw is the text of a cell for editing and copying.
func (c *column) raw(p *planner.Part, f *planner.Facts) string {
	switch {
	case c.month >= 0:
		if c.month >= len(p.Demand) || !p.Demand[c.month].OK {
			return ""
		}
		return entry.Local(planner.FormatNumber(p.Demand[c.month].V))
	case c.field == item:
		return itemName(p, f)
	}
	text := partField(c.field).Get(p)
	if c.Kind.Numeric() {
		return entry.Local(text)
	}
	return text
}

func itemName(p *planner.Part, f *planner.Facts) string {
	if !p.IsMaterial() {
		return p.Grade
	}
	if m, ok := f.Material(p.Material); ok && m.Name != "" {
		return m.Name
	}
	return p.Material
}

func partField(name string) planner.Field[planner.Part] {
	for _, f := range planner.PartFields {
		if f.Name == name {
			return f
		}
	}
	panic("demand: there is no field " + name)
}
