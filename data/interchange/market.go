package interchange

import (
	"slices"

	"remanence/planner"
)

// indexRow is one value of an index in indices.csv.
type indexRow struct {
	planner.Index
	point planner.IndexPoint
}

func indexColumns() []planner.Field[indexRow] {
	var out []planner.Field[indexRow]
	for _, f := range planner.IndexTableFields {
		out = append(out, planner.Field[indexRow]{Name: f.Name, Title: f.Title, Unit: f.Unit,
			Get: func(r *indexRow) string { return f.Get(&r.Index) },
			Set: func(r *indexRow, s string) error { return f.Set(&r.Index, s) }})
	}
	return append(out,
		planner.Field[indexRow]{Name: "from_month", Set: func(r *indexRow, s string) (err error) { r.point.From, err = planner.ParseMonth(s); return err }},
		planner.Field[indexRow]{Name: "price", Set: func(r *indexRow, s string) (err error) { r.point.Price, err = planner.ParseMoney(s); return err }})
}

// indices reads price paths: rows of one index are its values by month. The
// first row of an index says what it is; later rows may leave that out.
func (r *reader) indices() {
	read(r, r.open(IndicesFile, false), layout[indexRow]{
		table: "index", fields: indexColumns(), key: "index_id", required: []string{"index_id", "element", "basis", "currency", "price"},
		// Without a month a value holds from the beginning; without a price the row
		// only names the index.
		blank: map[string]func(*indexRow){"from_month": func(*indexRow) {}, "price": func(*indexRow) {}},
		id:    func(x *indexRow, _ int) string { return x.ID },
	}, func(x *indexRow, at line) {
		i := slices.IndexFunc(r.p.Indices, func(y planner.Index) bool { return y.ID == x.ID })
		if i < 0 {
			i = len(r.p.Indices)
			r.p.Indices = append(r.p.Indices, x.Index)
		}
		old := &r.p.Indices[i]
		for _, f := range planner.IndexTableFields {
			if text := at.get(f.Name); text != "" && f.Get(&x.Index) != f.Get(old) {
				r.refuse(at.place(f.Name), planner.Path("index", x.ID, f.Name), "The index says "+short(text)+" here and "+short(f.Get(old))+" above; the first counts.",
					"Write the same in every row of the index, or give the other series a name of its own.")
			}
		}
		if at.get("price") != "" {
			old.Points = append(old.Points, x.point)
		}
	})
}

func (w *writer) indices(p *planner.Project) {
	var header []string
	for _, f := range planner.IndexTableFields {
		header = append(header, f.Name)
	}
	header = append(header, "from_month", "price")
	var rows [][]string
	for i := range p.Indices {
		x := &p.Indices[i]
		points := x.Points
		if len(points) == 0 {
			points = []planner.IndexPoint{{}}
		}
		for _, pt := range points {
			var row []string
			for _, f := range planner.IndexTableFields {
				row = append(row, f.Get(x))
			}
			month, price := "", ""
			if pt.From != 0 {
				month = pt.From.String()
			}
			if len(x.Points) > 0 {
				price = pt.Price.String()
			}
			rows = append(rows, append(row, month, price))
		}
	}
	w.put(IndicesFile, header, rows)
}

func (r *reader) lanes() {
	read(r, r.open(LanesFile, false), layout[planner.Lane]{
		table: "lane", fields: planner.LaneFields, key: "from_country", required: []string{"from_country", "to_country", "mode", "cost_per_kg"},
		id: func(l *planner.Lane, _ int) string { return l.ID() },
	}, func(l *planner.Lane, _ line) {
		if l.Currency == "" {
			l.Currency = r.p.Currency
		}
		r.p.Lanes = append(r.p.Lanes, *l)
	})
}
