package sources

import (
	"slices"

	"remanence/app/chart"
	"remanence/app/entry"
	"remanence/app/grid"
	"remanence/app/pictures"
	"remanence/app/tr"
	"remanence/app/ui/figures"
	"remanence/planner"
)

// Comparison shows the offers for one part as columns; it implements grid.Model.
type Comparison struct {
	doc      Document
	part     *planner.Part // an empty part when there is none
	currency string
	stale    bool
	sources  []source
	rows     []line
	marks    entry.Marks
	refused  entry.Refused
}

// NewComparison compares the offers for a part.
func NewComparison(doc Document, part string) *Comparison {
	c := &Comparison{doc: doc, currency: doc.Project().Currency, marks: entry.MarksOf(doc.Problems(), "offer", nil)}
	_, c.stale = doc.Plan()
	if c.part = doc.Project().Part(part); c.part == nil {
		c.part = &planner.Part{}
		return c
	}
	c.sources = sourcesOf(doc, c.part)
	if len(c.sources) > 0 {
		c.rows = c.lines()
	}
	return c
}

// Picture is the landed cost of the offers as stacked bars.
func (c *Comparison) Picture() chart.StackedBars {
	var quotes []pictures.Quote
	for i := range c.sources {
		quotes = append(quotes, pictures.Quote{Fit: c.sources[i].fit, Base: c.sources[i].base})
	}
	return pictures.Landed(c.currency, quotes)
}

// Part is the id of the part compared, "" for none.
func (c *Comparison) Part() string { return c.part.ID }

// Offer is the id of the offer in a column, "" for the column of titles.
func (c *Comparison) Offer(col int) string {
	if col < 1 || col > len(c.sources) {
		return ""
	}
	return c.sources[col-1].offer.ID
}

// Find is the cell of an offer's field; the price when the field has no line.
func (c *Comparison) Find(offer, field string) (row, col int, ok bool) {
	for i := range c.sources {
		if c.sources[i].offer.ID == offer {
			col, ok = i+1, true
			break
		}
	}
	if field == "" || !slices.ContainsFunc(c.rows, func(l line) bool { return l.field == field }) {
		field = "price"
	}
	row = max(0, slices.IndexFunc(c.rows, func(l line) bool { return l.field == field }))
	return row, col, ok
}

// Rows implements grid.Model.
func (c *Comparison) Rows() int { return len(c.rows) }

// Columns implements grid.Model.
func (c *Comparison) Columns() []grid.Column {
	cols := []grid.Column{{Title: "", Width: 204}}
	for i := range c.sources {
		s := &c.sources[i]
		col := grid.Column{Title: s.offer.Supplier, Unit: s.offer.ID, Width: 153, Align: grid.Right, Editable: true,
			Tooltip: tr.F("%s, offer %s", s.offer.Supplier, s.offer.ID)}
		if s.fit.Change != nil {
			col.Unit += tr.T(", other grade")
			col.Tooltip += tr.F("\nNeeds a change of the part to %s", s.fit.Grade)
		}
		if s.offer.Terms != "" {
			col.Tooltip += "\n" + s.offer.Terms
		}
		cols = append(cols, col)
	}
	return cols
}

// Cell implements grid.Model.
func (c *Comparison) Cell(row, col int) grid.Cell {
	l := &c.rows[row]
	if col == 0 {
		cell := grid.Cell{Text: l.title, Tooltip: l.tip, Locked: true}
		switch {
		case l.head:
			cell.Style = grid.Header
		case l.total:
			cell.Style = grid.Total
		case l.field == "":
			cell.Style = grid.Muted
		}
		return cell
	}
	if l.head {
		return grid.Cell{Style: grid.Header, Locked: true}
	}
	s := &c.sources[col-1]
	cell := l.show(s)
	cell.Locked = l.field == ""
	switch {
	case l.plan && c.stale:
		cell.Style = grid.Stale
	case l.total && cell.Style == grid.Normal:
		cell.Style = grid.Total
	}
	c.mark(&cell, s, l)
	c.refused.Mark(&cell, row, col)
	return cell
}

// mark puts what the project finds wrong with a field on its cell.
func (c *Comparison) mark(cell *grid.Cell, s *source, l *line) {
	x, ok := c.marks[s.offer.ID][l.field]
	if l.field == "" || !ok {
		return
	}
	sentence := entry.Sentence(x)
	if x.Severity == planner.Refuses {
		cell.Problem = sentence
		return
	}
	if cell.Style == grid.Normal || cell.Style == grid.Muted {
		cell.Style = grid.Warn
	}
	cell.Tooltip = sentence
}

// CopyText implements grid.CopyText.
func (c *Comparison) CopyText(row, col int) string {
	if l := &c.rows[row]; col > 0 && l.kind == month {
		return figures.CopyOf(offerField(l.field).Get(c.sources[col-1].offer))
	}
	return c.RawText(row, col)
}

// RawText implements grid.RawText: a field as it is stored, with the decimal sign
// of the screen; lines that are worked out as they are shown.
func (c *Comparison) RawText(row, col int) string {
	l := &c.rows[row]
	if col == 0 || l.field == "" {
		if t := c.Cell(row, col).Text; t != figures.Missing {
			return t
		}
		return ""
	}
	s := &c.sources[col-1]
	t := offerField(l.field).Get(s.offer)
	switch l.kind {
	case text:
		return t
	case month:
		return figures.EntryOf(t)
	case status, evidence:
		if t == "" {
			return ""
		}
		return l.show(s).Text
	}
	return entry.Local(t)
}
