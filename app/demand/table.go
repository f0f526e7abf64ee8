// Package demand is the page of what is needed: parts and material lines by
// month, and beside them what a part contains, what is in stock and which other
// grades are approved. table.go and split.go prepare what is shown and know no
// toolkit; page.go and panel.go show it.
package demand

import (
	"fmt"

	"remanence/app/entry"
	"remanence/app/grid"
	"remanence/app/tr"
	"remanence/app/ui/figures"
	"remanence/planner"
)

// Document is what the table reads and changes: a *session.Session.
type Document interface {
	Project() *planner.Project
	Facts() *planner.Facts
	Problems() planner.Problems
	Apply(name string, edits ...planner.Edit) error
}

// Table is the demand table; it implements grid.Model. The first row is the
// total in kilograms, so that rows can be pasted below the last part.
type Table struct {
	doc     Document
	Details bool // show the columns from safety stock to shelf life

	cols    []column
	rows    []int // index of the part; totalRow and blankRow are no parts
	marks   marks
	totals  []float64 // kg by month
	unclear int       // parts whose mass is missing, so that totals leave them out
	refused entry.Refused
	items   []string // grades and materials to choose from
}

const (
	totalRow = -1
	blankRow = -2 // a row not yet in the project; typing in it makes a part
)

// NewTable reads the project.
func NewTable(doc Document) *Table {
	t := &Table{doc: doc}
	t.Reload()
	return t
}

// Reload reads the project again. Blank rows the user had asked for are gone,
// except the one below the last part.
func (t *Table) Reload() {
	p, f := t.doc.Project(), t.doc.Facts()
	t.items = itemChoices(f)
	t.cols = columns(p, func(int) []string { return t.items }, t.Details)
	t.rows = []int{totalRow}
	for i := range p.Parts {
		t.rows = append(t.rows, i)
	}
	t.rows = append(t.rows, blankRow)
	t.marks, t.refused = marksOf(t.doc.Problems()), nil
	t.sum(p)
}

func itemChoices(f *planner.Facts) []string {
	var out []string
	seen := map[string]bool{}
	add := func(name string) {
		if name != "" && !seen[name] {
			seen[name] = true
			out = append(out, name)
		}
	}
	for _, g := range f.Grades {
		add(g.Name)
	}
	for _, m := range f.Materials {
		add(m.Name)
	}
	return out
}

func (t *Table) sum(p *planner.Project) {
	t.totals, t.unclear = make([]float64, max(0, p.Months)), 0
	for i := range p.Parts {
		part := &p.Parts[i]
		mass := part.MassKg()
		if !mass.OK {
			t.unclear++
			continue
		}
		for m := range t.totals {
			t.totals[m] += part.Need(m) * mass.V
		}
	}
}

// Rows implements grid.Model.
func (t *Table) Rows() int { return len(t.rows) }

// Columns implements grid.Model.
func (t *Table) Columns() []grid.Column {
	out := make([]grid.Column, len(t.cols))
	for i, c := range t.cols {
		out[i] = c.Column
	}
	return out
}

// Part is the part of a row, nil for the total and for rows not yet filled.
func (t *Table) Part(row int) *planner.Part {
	p := t.doc.Project()
	if row < 0 || row >= len(t.rows) || t.rows[row] < 0 || t.rows[row] >= len(p.Parts) {
		return nil
	}
	return &p.Parts[t.rows[row]]
}

// Find is the cell of a part or of one of its fields; false when it is not there.
func (t *Table) Find(part, field string) (row, col int, ok bool) {
	if field == "grade" || field == "material_id" {
		field = item
	}
	for i, c := range t.cols {
		if c.field == field {
			col = i
		}
	}
	for r := range t.rows {
		if p := t.Part(r); p != nil && p.ID == part {
			return r, col, true
		}
	}
	return 0, 0, false
}

// Cell implements grid.Model.
func (t *Table) Cell(row, col int) grid.Cell {
	c := &t.cols[col]
	var cell grid.Cell
	switch p := t.Part(row); {
	case t.rows[row] == totalRow:
		return t.totalCell(c)
	case p == nil:
		if c.field == "part" {
			cell = grid.Cell{Text: tr.T("new part …"), Style: grid.Default, Tooltip: tr.T("Type or paste here to add parts")}
		}
	default:
		cell = grid.Cell{Text: c.show(p, t.doc.Facts())}
		if cell.Text == figures.Missing {
			cell.Style = grid.Muted
		}
		cell.Tooltip = t.tip(p, c)
		if x, ok := t.marks.at(p, c); ok && x.Severity == planner.Refuses {
			cell.Problem = entry.Sentence(x)
		} else if ok {
			cell.Style, cell.Tooltip = grid.Warn, entry.Sentence(x)
		}
	}
	t.refused.Mark(&cell, row, col)
	return cell
}

func (t *Table) totalCell(c *column) grid.Cell {
	cell := grid.Cell{Style: grid.Total, Locked: true, Tooltip: tr.T("Demand of all parts and materials in kilograms")}
	switch {
	case c.field == "part":
		cell.Text = tr.T("All parts, kg")
	case c.month >= 0 && len(t.doc.Project().Parts) == 0: // no parts is no demand of zero
	case c.month >= 0 && c.month < len(t.totals):
		cell.Text = figures.Number(t.totals[c.month], t.totalDecimals())
		cell.Tooltip = tr.F("All parts, %s: %s kg", c.Title, figures.Number(t.totals[c.month], 3))
	}
	if t.unclear > 0 {
		cell.Tooltip += tr.F("\n%s without a mass left out", tr.N(t.unclear, "%s part", "%s parts"))
	}
	return cell
}

// totalDecimals is the same for all months, so that the digits line up.
func (t *Table) totalDecimals() int {
	most := 0.0
	for _, v := range t.totals {
		most = max(most, v)
	}
	switch {
	case most >= 1000:
		return 0
	case most >= 10:
		return 1
	}
	return 3
}

// tip says what a cell shows only in short: the description that may be cut off,
// the mass of a month's demand.
func (t *Table) tip(p *planner.Part, c *column) string {
	switch {
	case c.field == "part" || c.field == "description" || c.field == item:
		return p.Description
	case c.month >= 0 && p.Unit == planner.Pieces && c.month < len(p.Demand) && p.Demand[c.month].OK && p.MassKg().OK:
		return fmt.Sprintf("%s, %s: %s", p.ID, c.Title, figures.Mass(p.Demand[c.month].V*p.MassKg().V))
	}
	return ""
}

// RawText implements grid.RawText.
func (t *Table) RawText(row, col int) string {
	c := &t.cols[col]
	if t.rows[row] == totalRow {
		return t.totalCell(c).Text
	}
	p := t.Part(row)
	if p == nil {
		return ""
	}
	return c.raw(p, t.doc.Facts())
}

// column is the place of a field, 0 when it is not shown.
func (t *Table) column(field string) int {
	for i, c := range t.cols {
		if c.field == field {
			return i
		}
	}
	return 0
}
