package demand

import (
	"fmt"

	"remanence/app/entry"
	"remanence/app/tr"
	"remanence/app/ui/figures"
	"remanence/app/whatif"
	"remanence/app/why"
	"remanence/planner"
)

// Why explains a cell of the table.
func (t *Table) Why(row, col int) (why.Explanation, bool) {
	if row < 0 || row >= len(t.rows) || col < 0 || col >= len(t.cols) {
		return why.Explanation{}, false
	}
	c, p := &t.cols[col], t.Part(row)
	project := t.doc.Project()
	switch {
	case t.rows[row] == totalRow && c.month >= 0 && c.month < len(t.totals):
		e := why.Explanation{Title: tr.F("Demand of all parts in %s", c.Title), Value: figures.Mass(t.totals[c.month]), Formula: tr.T("sum of pieces × mass of a piece, and of kilograms of materials")}
		weighed(project, &e, func(part *planner.Part, mass float64) {
			if kg := part.Need(c.month) * mass; kg > 0 {
				e.Inputs = append(e.Inputs, why.Input{Name: part.ID, Value: figures.Mass(kg), How: fmt.Sprintf("%s %s", figures.Number(part.Need(c.month), 0), part.Unit), Page: "demand", What: part.ID})
			}
		})
		return e, true
	case p == nil:
		return why.Explanation{}, false
	}
	title := tr.F("%s of %s@@title", c.Title, p.ID)
	if c.month >= 0 {
		return why.Need(project, t.doc.Facts(), p, c.month, title, t.Cell(row, col).Text), true
	}
	field := c.field
	if field == item {
		field = "grade"
		if p.IsMaterial() {
			field = "material_id"
		}
	}
	return why.Cell(project, title, planner.Path("part", p.ID, field), t.Cell(row, col).Text, "demand"), true
}

// Why implements session.Explainer.
func (p *Page) Why() (why.Explanation, bool) { return p.table.Why(p.grid.Active()) }

func (p *Page) explain() {
	if e, ok := p.Why(); ok {
		p.session.Explain(e)
	}
}

func (p *Page) whatIf() {
	if e, ok := p.Why(); ok {
		whatif.Ask(p.session, entry.WindowOf(p.object), e)
	}
}
