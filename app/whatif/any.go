package whatif

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"remanence/app/session"
	"remanence/app/tr"
	"remanence/app/ui"
	"remanence/app/ui/figures"
	"remanence/app/words"
	"remanence/planner"
	"remanence/planner/risk"
)

// Row is a row of the project whose figures can be asked about, or its settings.
type Row struct{ ID, Label, Detail string }

// names are fields that name a row or only speak of it: another text changes no plan.
var names = []string{"name", "note", "part", "supplier", "offer_id", "stream_id", "rule_id", "index_id", "from_country", "to_country", "mode", "to_grade",
	"source", "source_date", "description", "terms", "recovery_months", "simulation"}

// named reports such a field of a table; the part of a lot of stock and the supplier
// of an offer are figures of the row.
func named(table, field string) bool {
	switch {
	case field == "part" && table == "stock", field == "supplier" && (table == "offer" || table == "rule"):
		return false
	}
	return slices.Contains(names, field)
}

// Rows are all rows of the project that hold figures, settings first.
func Rows(p *planner.Project) []Row {
	var out []Row
	for _, table := range planner.EditableTables {
		if table == "settings" {
			out = append(out, Row{ID: table, Label: tr.T("Settings of the project")})
			continue
		}
		for i, id := range p.RowIDs(table) {
			out = append(out, Row{planner.Path(table, id), tableName(table) + " " + rowName(p, table, id, i), rowDetail(p, table, i)})
		}
	}
	return out
}

func tableName(table string) string {
	switch table {
	case "part":
		return tr.T("Part")
	case "design":
		return tr.T("Change of design")
	case "stock":
		return tr.T("Stock and orders")
	case "supplier":
		return tr.T("Supplier")
	case "offer":
		return tr.T("Offer")
	case "pool":
		return tr.T("Plant capacity")
	case "profile":
		return tr.T("Origin profile")
	case "index":
		return tr.T("Index")
	case "lane":
		return tr.T("Freight lane")
	case "duty":
		return tr.T("Duty")
	case "evidence":
		return tr.T("Licensing evidence")
	case "share":
		return tr.T("World share")
	case "stream":
		return tr.T("Stream")
	case "rule":
		return tr.T("Rule")
	}
	return table
}

func rowName(p *planner.Project, table, id string, i int) string {
	if table == "stock" {
		return p.Stock[i].Part
	}
	return strings.ReplaceAll(id, ">", " – ")
}

// rowDetail tells rows apart whose names say little.
func rowDetail(p *planner.Project, table string, i int) string {
	switch table {
	case "part":
		return p.Parts[i].Description
	case "offer":
		return p.Offers[i].Supplier + ", " + p.Offers[i].Item
	case "stock":
		return p.Stock[i].Kind + ", " + figures.MonthLabel(p.Stock[i].Month)
	case "stream":
		return p.Streams[i].Description
	}
	return ""
}

// CellsOf are the figures of a row that can be another.
func CellsOf(p *planner.Project, f *planner.Facts, row string) []Cell {
	table, id, _, err := planner.SplitPath(row + "/")
	if row == "settings" {
		table, id, err = row, "", nil
	}
	if err != nil {
		return nil
	}
	var out []Cell
	for _, c := range p.EditableCells(table, id) {
		if named(table, c.Field) {
			continue
		}
		if value, err := p.Cell(c.Path); err == nil {
			out = append(out, Cell{Name: cellTitle(p, f, c), Path: c.Path, Value: value})
		}
	}
	if table == "settings" {
		out = append(out, assumptions(p, f)...)
	}
	return out
}

// NameOf is what a cell is called on the pages, with its row; "" for what is no
// cell that can be another.
func NameOf(p *planner.Project, f *planner.Facts, path string) string {
	table, id, field, err := planner.SplitPath(path)
	if err != nil || field == "" {
		return ""
	}
	row := table
	if id != "" {
		row = planner.Path(table, id)
	}
	for _, c := range CellsOf(p, f, row) {
		if c.Path != path {
			continue
		}
		if id == "" {
			return c.Name
		}
		return tr.F("%s of %s@@title", c.Name, id)
	}
	return ""
}

// assumptions are the figures of risk a project may set in place of defaults.
func assumptions(p *planner.Project, f *planner.Facts) []Cell {
	var out []Cell
	add := func(name, path string, now float64) {
		value, err := p.Cell(path)
		if err != nil {
			return
		}
		c := Cell{Name: name, Path: path, Value: value}
		if value == "" {
			c.Default = planner.FormatNumber(now)
		}
		out = append(out, c)
	}
	for _, x := range risk.DefaultParameters(p, f) {
		add(tr.F("Simulation: %s", words.Said(x.Title)), planner.Path("settings", "simulation:"+x.Name), x.Value)
	}
	for _, k := range risk.KindTimes(p, f) {
		add(tr.F("Months to recover: %s", words.NodeKind(k.Kind)), planner.Path("settings", "recovery_months:"+string(k.Kind)), k.Months)
	}
	return out
}

// cellTitle is what a cell is called; those by month and number have no title of
// their own in every language.
func cellTitle(p *planner.Project, f *planner.Facts, c planner.Editable) string {
	if m, err := planner.ParseMonth(strings.TrimSuffix(c.Field, "_ramp_months")); err == nil {
		label := figures.MonthLabel(m)
		switch {
		case c.Table == "part":
			return tr.F("Demand in %s", label)
		case strings.HasSuffix(c.Field, "_ramp_months"):
			return tr.F("Ramp from %s, months", label)
		case c.Table == "pool":
			return tr.F("Capacity from %s", label)
		}
		return tr.F("Price from %s", label)
	}
	switch c.Table {
	case "settings":
		if list := strings.Split(c.Field, "_"); list[0] == "fx" && len(list) == 3 {
			return tr.F("%s for one %s", list[2], p.Currency)
		}
	case "profile":
		if k := strings.Split(c.Field, "|"); len(k) == 4 {
			return words.Sentence(tr.F("%s from %s", words.ElementAtStage(k[0], planner.Stage(k[1])), words.Country(f, k[2])))
		}
	case "index":
		if c.Field == "flat" {
			return tr.T("From the beginning")
		}
	case "offer":
		if title, ok := offerTitle(c.Field); ok {
			return title
		}
	}
	return tr.Known(c.Title)
}

// offerTitle is the title of a price step or of an index term.
func offerTitle(field string) (string, bool) {
	if rest, ok := strings.CutPrefix(field, "tier"); ok {
		num, what, _ := strings.Cut(rest, "_")
		if n, err := strconv.Atoi(num); err == nil && what == "from" {
			return tr.F("Price step %d: from kg", n), true
		} else if err == nil {
			return tr.F("Price step %d: price", n), true
		}
	}
	rest, ok := strings.CutPrefix(field, "index")
	num, what, _ := strings.Cut(rest, "_")
	n, err := strconv.Atoi(num)
	if !ok || err != nil {
		return "", false
	}
	switch what {
	case "element":
		return tr.F("Index %d: element", n), true
	case "kg_per_kg":
		return tr.F("Index %d: kg of it per kg", n), true
	case "yield_pct":
		return tr.F("Index %d: yield", n), true
	case "pass_through_pct":
		return tr.F("Index %d: share passed on", n), true
	case "base":
		return tr.F("Index %d: base value per kg", n), true
	}
	return tr.F("Index %d", n), true
}

// AskAny asks what any figure of the project would be.
func AskAny(s *session.Session, w fyne.Window) {
	p := s.Project()
	var rows []ui.Option
	for _, r := range Rows(p) {
		rows = append(rows, ui.Option{ID: r.ID, Label: r.Label, Detail: r.Detail})
	}
	var cells []Cell
	which, value := ui.NewPick(nil, nil), ui.NewEntry(tr.T("another value"))
	choose := func(row string) {
		cells = CellsOf(p, s.Facts(), row)
		var options []ui.Option
		for _, c := range cells {
			options = append(options, ui.Option{ID: c.Path, Label: c.Name, Detail: tr.F("now %s", c.now())})
		}
		which.SetOptions(options)
		if len(cells) > 0 {
			which.SetSelected(cells[0].Path)
		}
	}
	row := ui.NewPick(rows, choose)
	row.SetSelected(rows[0].ID)
	choose(rows[0].ID)
	ui.ShowForm(w, ui.Form{Title: tr.T("What if another figure were …"), Intro: tr.T("Everything the project holds can be another: settings, offers, plants, origins, rules. Type a few letters in an open list to search it."),
		Fields: []ui.Field{{Label: tr.T("Of"), Widget: row}, {Label: tr.T("Figure"), Widget: which},
			{Label: tr.T("Would be"), Widget: value, Hint: tr.T("The project stays as it is; the what-if is kept beside it and planned at once.")}},
		OK: tr.T("Compare@@do"), Done: func() error {
			i := slices.IndexFunc(cells, func(c Cell) bool { return c.Path == which.Selected() })
			if i < 0 {
				return errors.New(tr.T("choose a figure"))
			}
			return ask(s, cells[i], value.Text)
		}})
}
