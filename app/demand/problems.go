package demand

import (
	"remanence/app/entry"
	"remanence/app/tr"
	"remanence/planner"
)

// marks finds the problems of a cell. The two fields of an item are shown in one.
type marks struct{ entry.Marks }

func marksOf(ps planner.Problems) marks {
	return marks{entry.MarksOf(ps, "part", func(field string) string {
		if field == "grade" || field == "material_id" {
			return item
		}
		return field
	})}
}

// at is the problem of a cell. Missing months are reported once for a part, at
// the first of them; every one of them is marked.
func (m marks) at(p *planner.Part, c *column) (planner.Problem, bool) {
	row := m.Marks[p.ID]
	if row == nil {
		return planner.Problem{}, false
	}
	if c.field == "part" {
		if x, ok := row[""]; ok {
			return x, true
		}
	}
	if x, ok := row[c.field]; ok {
		return x, true
	}
	if c.month >= 0 && (c.month >= len(p.Demand) || !p.Demand[c.month].OK) {
		return planner.Problem{Severity: planner.Refuses, What: tr.T("Demand is missing."), Mend: tr.T("Enter it, with 0 where there is none.")}, true
	}
	return planner.Problem{}, false
}

// Refused counts the entries of parts that stop the plan.
func (t *Table) Refused() int {
	n := 0
	for _, row := range t.marks.Marks {
		for _, x := range row {
			if x.Severity == planner.Refuses {
				n++
			}
		}
	}
	return n
}

// NextProblem is the marked cell after a cell, row by row, and round again.
func (t *Table) NextProblem(row, col int) (int, int, bool) {
	n := len(t.rows) * len(t.cols)
	if n == 0 {
		return 0, 0, false
	}
	for i := 1; i <= n; i++ {
		k := (row*len(t.cols) + col + i) % n
		r, c := k/len(t.cols), k%len(t.cols)
		if t.rows[r] != totalRow && t.Cell(r, c).Problem != "" {
			return r, c, true
		}
	}
	return 0, 0, false
}

// hiddenProblem tells whether a problem lies in a column not shown.
func (t *Table) hiddenProblem() bool {
	for _, row := range t.marks.Marks {
		for _, f := range details {
			if x, ok := row[f]; ok && x.Severity == planner.Refuses {
				return true
			}
		}
	}
	return false
}
