package entry

import (
	"remanence/app/grid"
	"remanence/app/tr"
	"remanence/app/words"
	"remanence/planner"
)

// Refused are the cells that were not taken.
type Refused map[grid.Pos]grid.Refusal

// Refuse is an edit that was not taken; why becomes a sentence.
func Refuse(e grid.Edit, why string) grid.Refusal {
	return grid.Refusal{Row: e.Row, Col: e.Col, Text: e.Text, Why: words.Sentence(why)}
}

// RefusedOf finds refusals by their cell.
func RefusedOf(list []grid.Refusal) Refused {
	m := Refused{}
	for _, r := range list {
		m[grid.Pos{Row: r.Row, Col: r.Col}] = r
	}
	return m
}

// Mark puts on a cell what was not taken there.
func (m Refused) Mark(cell *grid.Cell, row, col int) {
	if r, ok := m[grid.Pos{Row: row, Col: col}]; ok {
		cell.Problem = tr.F("“%s” was not taken\n%s", r.Text, r.Why)
	}
}

// Marks finds the problems of a table's cells: by row, then by field, "" for the
// row as a whole.
type Marks map[string]map[string]planner.Problem

// MarksOf keeps the first problem of each cell, errors before warnings. shown gives
// the field under which another one is shown; nil when each has a cell of its own.
func MarksOf(ps planner.Problems, table string, shown func(field string) string) Marks {
	m := Marks{}
	for _, p := range ps {
		of, id, field, err := planner.SplitPath(p.Path)
		if err != nil || of != table {
			continue
		}
		if shown != nil {
			field = shown(field)
		}
		if m[id] == nil {
			m[id] = map[string]planner.Problem{}
		}
		if old, ok := m[id][field]; !ok || old.Severity == planner.Warns && p.Severity == planner.Refuses {
			m[id][field] = p
		}
	}
	return m
}

// Sentence is what is wrong and how to mend it.
func Sentence(p planner.Problem) string {
	if p.Mend == "" {
		return words.Said(p.What)
	}
	return words.Said(p.What) + "\n" + words.Said(p.Mend)
}
