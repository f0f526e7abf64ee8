package demand

import "remanence/planner"

// marks finds the problems of a cell: by part, then by field, "" for the part
// as a whole.
type marks map[string]map[string]planner.Problem

// marksOf keeps the first problem of each cell, errors before warnings.
func marksOf(ps planner.Problems) marks {
	m := marks{}
	for _, p := range ps {
		table, id, field, err := planner.SplitPath(p.Path)
		if err != nil || table != "part" {
			continue
		}
		if m[id] == nil {
			m[id] = map[string]planner.Problem{}
		}
		if field == "grade" || field == "material_id" {
			field = item
		}
		if old, ok := m[id][field]; !ok || old.Severity == planner.Warns && p.Severity == planner.Refuses {
			m[id][field] = p
		}
	}
	return m
}

// at is the problem of a cell. Missing months are reported once for a part, at
// the first of them; every one of them is marked.
func (m marks) at(p *planner.Part, c *column) (planner.Problem, bool) {
	row := m[p.ID]
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
		return planner.Problem{Severity: planner.Refuses, What: "Demand is missing.", Mend: "Enter it, with 0 where there is none."}, true
	}
	return planner.Problem{}, false
}

// sentence is what is wrong and how to mend it.
func sentence(p planner.Problem) string {
	if p.Mend == "" {
		return p.What
	}
	return p.What + "\n" + p.Mend
}

// Refused counts the entries of parts that stop the plan.
func (t *Table) Refused() int {
	n := 0
	for _, row := range t.marks {
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
	for _, row := range t.marks {
		for _, f := range details {
			if x, ok := row[f]; ok && x.Severity == planner.Refuses {
				return true
			}
		}
	}
	return false
}
