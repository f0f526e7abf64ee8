package parts

import (
	"remanence/app/grid"
	"remanence/app/ui/figures"
)

// tableModel shows the rows of a table to its grid.
type tableModel struct{ t *Table }

// Rows implements grid.Model.
func (m *tableModel) Rows() int { return len(m.t.rows) }

// Columns implements grid.Model.
func (m *tableModel) Columns() []grid.Column {
	var out []grid.Column
	for i, h := range m.t.heads {
		c := grid.Column{Title: h.Title, Kind: m.t.kinds[i], Breaks: h.Gives}
		if h.Right {
			c.Align = grid.Right
		}
		if c.Kind == grid.Number {
			c.Read = figures.Measured
		}
		out = append(out, c)
	}
	return out
}

// Cell implements grid.Model.
func (m *tableModel) Cell(row, col int) grid.Cell {
	r := &m.t.rows[row]
	c := grid.Cell{Tooltip: r.Tip}
	if r.Bold {
		c.Style = grid.Total
	}
	if col < len(r.Cells) {
		c.Text, c.Tint = r.Cells[col].Text, r.Cells[col].Tint
	}
	return c
}

// Apply implements grid.Model: a table is only read.
func (m *tableModel) Apply([]grid.Edit) []grid.Refusal { return nil }
