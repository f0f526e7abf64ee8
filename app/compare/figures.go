package compare

import (
	"cmp"
	"math"
	"slices"

	"remanence/app/grid"
	"remanence/app/measures"
	"remanence/app/tr"
	"remanence/app/ui/figures"
	"remanence/app/ui/palette"
	"remanence/planner"
)

func percent(v float64) string { return figures.Percent(v, 1) }

// Row is a line of the table: a heading or a figure.
type Row struct {
	Heading string
	Measure measures.Measure
}

// Rows are the figures by which the plans are compared.
func Rows(in Input, vs []Variant) []Row {
	var plans []*planner.Plan
	for _, v := range vs {
		if v.Plan != nil && v.Plan.Status != planner.StatusInfeasible {
			plans = append(plans, v.Plan)
		}
	}
	if len(plans) == 0 {
		return nil
	}
	var out []Row
	group := func(name string, ms []measures.Measure) {
		if len(ms) == 0 {
			return
		}
		out = append(out, Row{Heading: name})
		for _, m := range ms {
			out = append(out, Row{Measure: m})
		}
	}
	group(tr.T("At a glance"), append(measures.Headline(in.Project, in.Facts, plans...), lineStops()...))
	group(tr.T("Cost by kind, discounted"), kinds(in.Project.Currency, plans))
	group(tr.T("Money and work"), cash(in.Project.Currency))
	group(tr.T("Largest country by element and stage, unknown as the worst case"), measures.Largest(plans...))
	group(tr.T("Received by supplier"), suppliers(plans))
	return out
}

func lineStops() []measures.Measure {
	first := measures.Measure{ID: "first_late", Title: tr.T("First month with late demand"), Tip: tr.T("Month at whose end demand is first unmet; a dash is none in the plan"), MoreIsGood: true,
		Of: func(p *planner.Plan) planner.Opt[float64] {
			return planner.Opt[float64]{V: float64(p.KPIs.FirstShortfall.V), OK: p.KPIs.FirstShortfall.OK}
		},
		Write:  func(v float64) string { return figures.MonthLabel(planner.Month(v)) },
		Change: func(v float64) string { return tr.F("%s\u00a0months", figures.Signed(v, 0)) }}
	return []measures.Measure{first, measures.Count(0, "", measures.Measure{ID: "parts_late", Title: tr.T("Parts with late demand"), Tip: tr.T("Parts whose demand is unmet at the end of at least one month"),
		Of: func(p *planner.Plan) planner.Opt[float64] {
			late := map[string]bool{}
			for _, s := range p.Shortfalls {
				late[s.Part] = true
			}
			return planner.Some(float64(len(late)))
		}})}
}

func kinds(currency string, plans []*planner.Plan) []measures.Measure {
	var out []measures.Measure
	for _, k := range planner.CostKinds {
		if !slices.ContainsFunc(plans, func(p *planner.Plan) bool { return math.Abs(p.ByKind()[k]) >= 0.005 }) {
			continue
		}
		out = append(out, measures.Money(currency, measures.Measure{ID: "cost|" + string(k), Title: tr.Known(k.Label()), Tip: tr.T("Discounted cost of the whole plan"),
			Of: func(p *planner.Plan) planner.Opt[float64] { return planner.Some(p.ByKind()[k]) }}))
	}
	return out
}

func cash(currency string) []measures.Measure {
	return []measures.Measure{
		measures.Money(currency, measures.Measure{ID: "cash_most", Title: tr.T("Most cash out in a month"), Tip: tr.T("Largest payment of a month, open orders apart"),
			Of: func(p *planner.Plan) planner.Opt[float64] { return most(p.KPIs.CashByMonth) }}),
		measures.Money(currency, measures.Measure{ID: "stock_most", Title: tr.T("Most money in stock"), Tip: tr.T("Largest value of stock at a month end"), Neutral: true,
			Of: func(p *planner.Plan) planner.Opt[float64] { return most(p.KPIs.StockValueByMonth) }}),
		measures.Count(0, "", measures.Measure{ID: "tests", Title: tr.T("Qualifications started"), Tip: tr.T("Tests of sources the plan starts"), Neutral: true,
			Of: func(p *planner.Plan) planner.Opt[float64] { return planner.Some(float64(len(p.Qualifications))) }}),
		measures.Count(0, "", measures.Measure{ID: "redesigns", Title: tr.T("Changes of grade"), Tip: tr.T("Parts the plan gives another approved grade"), Neutral: true,
			Of: func(p *planner.Plan) planner.Opt[float64] { return planner.Some(float64(len(p.DesignChanges))) }}),
		measures.Money(currency, measures.Measure{ID: "penalties", Title: tr.T("Penalties of soft rules"), Tip: tr.T("What missing soft rules is counted at; not money that is paid"),
			Of: func(p *planner.Plan) planner.Opt[float64] { return planner.Some(p.Penalties) }}),
	}
}

func most(list []float64) planner.Opt[float64] {
	if len(list) == 0 {
		return planner.Opt[float64]{}
	}
	return planner.Some(slices.Max(list))
}

// suppliers is the mass from each supplier group, the largest first.
func suppliers(plans []*planner.Plan) []measures.Measure {
	kg := map[string]float64{}
	of := func(p *planner.Plan, group string) float64 {
		sum := 0.0
		for _, a := range p.Awards {
			if a.Group == group {
				sum += a.Kg
			}
		}
		return sum
	}
	var groups []string
	for _, p := range plans {
		for _, a := range p.Awards {
			if _, ok := kg[a.Group]; !ok {
				groups = append(groups, a.Group)
			}
			kg[a.Group] = math.Max(kg[a.Group], of(p, a.Group))
		}
	}
	slices.SortFunc(groups, func(a, b string) int { return cmp.Or(cmp.Compare(kg[b], kg[a]), cmp.Compare(a, b)) })
	var out []measures.Measure
	for _, g := range groups {
		out = append(out, measures.Measure{ID: "kg|" + g, Title: g, Tip: tr.T("Mass the plan orders from this supplier group"), Neutral: true,
			Of:     func(p *planner.Plan) planner.Opt[float64] { return planner.Some(of(p, g)) },
			Write:  figures.Mass,
			Change: func(v float64) string { return measures.Plus(v, figures.Mass(v)) }})
	}
	return out
}

// Table is the figures side by side; it implements grid.Model.
type Table struct {
	Variants []Variant
	Lines    []Row
	base     string
	cells    [][]grid.Cell
}

// NewTable writes every figure and its difference to the base.
func NewTable(in Input, vs []Variant, base string) *Table {
	t := &Table{Variants: vs, Lines: Rows(in, vs), base: base}
	var of *planner.Plan
	for _, v := range vs {
		if v.ID == base {
			of = v.Plan
		}
	}
	for _, r := range t.Lines {
		row := []grid.Cell{{Text: r.Measure.Title, Tooltip: r.Measure.Tip}}
		if r.Heading != "" {
			row[0] = grid.Cell{Text: r.Heading, Style: grid.Header}
		}
		for _, v := range vs {
			row = append(row, cellOf(r, v, of, base))
		}
		t.cells = append(t.cells, row)
	}
	return t
}

func cellOf(r Row, v Variant, of *planner.Plan, base string) grid.Cell {
	if r.Heading != "" {
		return grid.Cell{Style: grid.Header}
	}
	value, text := r.Measure.Read(v.Plan)
	c := grid.Cell{Text: text, Tooltip: v.Name + ": " + text}
	if !value.OK {
		c.Style = grid.Muted
		if v.State != "" {
			c.Tooltip = v.Name + ": " + v.State
		}
		return c
	}
	if v.ID != base && of != nil {
		d, tint := r.Measure.Against(of, v.Plan)
		if _, was := r.Measure.Read(of); d != figures.Missing && was != text {
			c.Text += "   " + d
			c.Tooltip += "\n" + tr.F("%s against the base", d)
		}
		switch tint {
		case palette.Ok:
			c.Style = grid.Good
		case palette.Bad:
			c.Style = grid.Bad
		}
	}
	if v.Old {
		c.Style = grid.Stale
		c.Tooltip += tr.T("\nOut of date: the inputs changed since.")
	}
	return c
}

// Rows implements grid.Model.
func (t *Table) Rows() int { return len(t.cells) }

// Columns implements grid.Model.
func (t *Table) Columns() []grid.Column {
	cols := []grid.Column{{Title: tr.T("Figure"), Width: 250}}
	for _, v := range t.Variants {
		c := grid.Column{Title: v.Name, Unit: v.State, Width: 196, Align: grid.Right, Tooltip: v.Name + "\n" + v.Tip}
		if v.ID == t.base {
			c.Unit, c.Width = tr.T("base"), 120
			if v.State != "" {
				c.Unit += ", " + v.State
			}
		}
		cols = append(cols, c)
	}
	return cols
}

// Cell implements grid.Model.
func (t *Table) Cell(row, col int) grid.Cell { return t.cells[row][col] }

// Apply implements grid.Model: figures follow from the plans.
func (t *Table) Apply(edits []grid.Edit) []grid.Refusal {
	var out []grid.Refusal
	for _, e := range edits {
		out = append(out, grid.Refusal{Row: e.Row, Col: e.Col, Text: e.Text, Why: tr.T("This figure follows from a plan. Change what goes in on its own page, or as a what-if there.")})
	}
	return out
}

// Variant is the variant of a column; nil for the first.
func (t *Table) Variant(col int) *Variant {
	if col < 1 || col > len(t.Variants) {
		return nil
	}
	return &t.Variants[col-1]
}
