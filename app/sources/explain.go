package sources

import (
	"remanence/app/entry"
	"remanence/app/tr"
	"remanence/app/ui/figures"
	"remanence/app/whatif"
	"remanence/app/why"
	"remanence/planner"
)

// landed reports a line of the landed cost that is worked out, not entered.
func (l *line) landed() bool {
	return l.field == "" && l.cost
}

// WhyCell explains a cell of the comparison.
func (c *Comparison) WhyCell(row, col int) (why.Explanation, bool) {
	if row < 0 || row >= len(c.rows) || col < 1 || col > len(c.sources) || c.rows[row].head {
		return why.Explanation{}, false
	}
	l, s := &c.rows[row], &c.sources[col-1]
	p, f := c.doc.Project(), c.doc.Facts()
	shown := c.Cell(row, col)
	switch {
	case l.landed():
		e := why.Landed(p, f, s.fit)
		if l.title != "" {
			e.Notes = append([]string{l.title + ": " + shown.Text + tr.T(".")}, e.Notes...)
		}
		return e, true
	case l.field != "":
		e := why.Cell(p, tr.F("%s of %s@@title", l.title, s.offer.ID), planner.Path("offer", s.offer.ID, l.field), shown.Text, "sources")
		if shown.Tooltip != "" && shown.Tooltip != shown.Text {
			e.Notes = append(e.Notes, shown.Tooltip)
		}
		if e.Inputs[0].Value == figures.Missing && shown.Text != figures.Missing {
			e.Formula, e.Notes = tr.T("a default, since nothing is entered"), append(e.Notes, tr.T("Type a value of your own to replace it."))
		}
		return e, true
	}
	e := why.Explanation{Title: tr.F("%s, %s of %s", l.title, s.offer.ID, s.offer.Supplier), Value: shown.Text, Formula: l.tip}
	if shown.Tooltip != "" && shown.Tooltip != l.tip {
		e.Notes = append(e.Notes, shown.Tooltip)
	}
	if shown.Text == figures.Missing {
		e.Notes = append(e.Notes, tr.T("Something it needs is missing; missing is not zero."))
	}
	if l.plan {
		e.Notes = append(e.Notes, tr.T("Read from the plan."))
	}
	return e, true
}

// Why implements session.Explainer: the figure of the table chosen last.
func (p *Page) Why() (why.Explanation, bool) {
	if p.inIndices {
		return p.indices.why()
	}
	return p.compare.WhyCell(p.grid.Active())
}

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
