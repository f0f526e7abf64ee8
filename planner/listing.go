package planner

import "fmt"

// Editable is a cell that an edit can set.
type Editable struct {
	Path  string // of the edit
	Table string // as paths name it; "settings" for the project's own
	Row   string // id, "" for a setting
	Field string // interchange column
	Title string
	Unit  string
}

// EditableTables are the tables whose cells can be edited one by one, in the order
// people look for them. Rows of grades, materials, regulations, elements and
// countries are edited whole.
var EditableTables = []string{"settings", "part", "design", "stock", "supplier", "offer", "pool", "profile", "index", "lane", "duty", "evidence", "share", "stream", "rule"}

// RowIDs are the ids of a table's rows in order; none for the settings.
func (p *Project) RowIDs(name string) []string {
	t, ok := tables[name]
	if !ok {
		return nil
	}
	var out []string
	for i := 0; ; i++ {
		id, ok := t.idAt(p, i)
		if !ok {
			return out
		}
		out = append(out, id)
	}
}

// EditableCells are the cells of a row of a table, or the settings, that an edit can
// set: every column, and of what runs over months or elements what is there.
func (p *Project) EditableCells(name, id string) []Editable {
	if name == "settings" {
		fields := append([]Field[Project](nil), SettingFields...)
		for _, r := range p.FX {
			if f, ok := FXField("fx_" + p.Currency + "_" + r.Currency); ok {
				fields = append(fields, f)
			}
		}
		return cellsOf(name, "", fields)
	}
	t, ok := tables[name]
	if !ok {
		return nil
	}
	i := t.find(p, id)
	if i < 0 {
		return nil
	}
	return t.cells(p, i, name, id)
}

func (l list[T]) cells(p *Project, i int, name, id string) []Editable {
	r := &(*l.rows(p))[i]
	fields := append([]Field[T](nil), l.fields...)
	for _, n := range dynamicNames(p, r) {
		if f, ok := l.dynamic(p, r, n); ok {
			fields = append(fields, f)
		}
	}
	return cellsOf(name, id, fields)
}

func cellsOf[T any](table, id string, fields []Field[T]) []Editable {
	var out []Editable
	for _, f := range fields {
		path := Path(table, id, f.Name)
		if table == "settings" {
			path = Path(table, f.Name)
		}
		out = append(out, Editable{path, table, id, f.Name, f.Title, f.Unit})
	}
	return out
}

// dynamicNames are the columns of a row whose names are patterns.
func dynamicNames(p *Project, row any) []string {
	var out []string
	switch r := row.(type) {
	case *Part:
		for t := range p.Months {
			out = append(out, (p.Start + Month(t)).String())
		}
	case *Offer:
		for n := range r.Tiers {
			out = append(out, fmt.Sprintf("tier%d_from", n+2), fmt.Sprintf("tier%d_price", n+2))
		}
		for n := range r.Formula.V.Terms {
			for _, f := range IndexFields(n + 1) {
				out = append(out, f.Name)
			}
		}
	case *Index:
		for _, x := range r.Points {
			if x.From == 0 {
				out = append(out, "flat")
				continue
			}
			out = append(out, x.From.String())
		}
	case *Pool:
		for _, x := range r.Steps {
			out = append(out, x.From.String(), x.From.String()+"_ramp_months")
		}
	case *Profile:
		for _, x := range r.Rows {
			out = append(out, fmt.Sprintf("%s|%s|%s|%s", x.Element, x.Stage, x.Country, x.Kind))
		}
	}
	return out
}
