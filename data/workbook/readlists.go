package workbook

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	foreign "remanence/data/sheets/book"
	"remanence/planner"
)

// list reads the rows under a header up to the next list.
func (x *comparison) list(b *foreign.Book, s *foreign.Sheet, head, keyCol int) {
	if head == 0 || s.Rows[head-1].N != s.Rows[head].N-1 {
		return // the names of the fields were deleted
	}
	codes := codesOf(&s.Rows[head-1], keyCol)
	ended := false // what follows is another block; a moved row may still stand there
	open := max(named(&s.Rows[head], "Row"), named(&s.Rows[head], "Offer")) >= 0 || len(codes) > 0 && codes[0].Text == cellCode
	// A list whose every row has a name: a row without one is new.
	whole := head+1 < len(s.Rows) && !s.Rows[head+1].At(keyCol).Empty() && len(codes) > 0 && codes[0].Text != cellCode
	for i := head + 1; i < len(s.Rows); i++ {
		row := &s.Rows[i]
		key := row.At(keyCol)
		if headsList(row) {
			return
		}
		ended = ended || headsBlock(s, i) || !open && row.N != s.Rows[i-1].N+1
		if a, ok := x.newRows[rowAt{s, row.N}]; ok {
			if a != nil {
				x.addedCells(b, s, row, a, codes)
			}
			continue
		}
		if key.Empty() {
			switch {
			case ended || headsNext(s, i):
			case whole:
				x.newRow(b.Place(s, row.N, keyCol), row, codes)
			case len(codes) > 0 && codes[0].Text == cellCode:
				x.unnamed(b, s, &s.Rows[head], row, codes[0])
			}
			continue
		}
		base, ok := x.rowPath(b.Place(s, row.N, keyCol), key.Text, whole)
		for k := 0; ok && k < len(codes); k++ {
			path := base
			if codes[k].Text != cellCode {
				path += "/" + url.PathEscape(codes[k].Text)
			}
			col := int(codes[k].Col)
			x.cell(b.Place(s, row.N, col), path, row.At(col), s.From1904)
		}
	}
}

// codesOf are the names of the fields above a header; where rows name whole cells,
// the one sign that says so, beside the heading of the list.
func codesOf(row *foreign.Row, keyCol int) []foreign.Cell {
	var out []foreign.Cell
	for _, c := range row.Cells {
		if c.Kind == foreign.Text && c.Text == cellCode {
			return []foreign.Cell{c}
		}
		if c.Kind == foreign.Text && int(c.Col) != keyCol {
			out = append(out, c)
		}
	}
	return out
}

// headsNext reports a row of names of fields: the header of a list is below it.
func headsNext(s *foreign.Sheet, i int) bool {
	if i+1 >= len(s.Rows) || s.Rows[i+1].N != s.Rows[i].N+1 {
		return false
	}
	return headsList(&s.Rows[i+1])
}

// headsBlock reports the heading of another block: after an empty line, text that
// stands alone at the left.
func headsBlock(s *foreign.Sheet, i int) bool {
	row := &s.Rows[i]
	if row.N == s.Rows[i-1].N+1 {
		return false
	}
	for _, c := range row.Cells {
		if !c.Empty() && c.Col > 0 {
			return false
		}
	}
	return true
}

// headsList reports the header of a list.
func headsList(row *foreign.Row) bool {
	return slices.ContainsFunc(row.Cells, func(c foreign.Cell) bool { return c.Kind == foreign.Text && c.Text == rowKeyHead })
}

// newRow reports a row that somebody added to a list.
func (x *comparison) newRow(place string, row *foreign.Row, codes []foreign.Cell) {
	for _, c := range codes {
		if !row.At(int(c.Col)).Empty() {
			x.out.Refused = append(x.out.Refused, planner.Problem{Severity: planner.Refuses, Where: place,
				What: "A row was added that the project does not have.", Mend: "Add it in the app, or import the list as a sheet of its own."})
			return
		}
	}
}

// rowPath is where a row of a list stands in the project. Lots of stock are known
// by what they are.
func (x *comparison) rowPath(place, key string, whole bool) (string, bool) {
	table, id, field, err := planner.SplitPath(key)
	if err != nil || field != "" {
		return key, true // a whole cell, or nothing of ours: the cell says so
	}
	if whole {
		if x.listed[table] == nil {
			x.listed[table] = map[string]bool{}
		}
		x.listed[table][id] = true
	}
	if table != "stock" {
		return key, true
	}
	i, ok := x.lots[id]
	if !ok {
		x.refuse(place, key, "The project has no such lot of stock.", "Enter it in the app, or take it out of the workbook.")
		return "", false
	}
	return planner.Path(table, fmt.Sprint(i)), true
}

// absent reports the rows of the project that a list does not show any more.
func (x *comparison) absent() {
	for _, table := range []string{"part", "supplier", "offer", "stock", "pool", "stream", "design", "rule", "scenario"} {
		shown := x.listed[table]
		if shown == nil {
			continue
		}
		for _, id := range idsOf(x.p, table) {
			if !shown[id] {
				x.out.Absent = append(x.out.Absent, planner.Problem{Severity: planner.Warns, Where: strings.ReplaceAll(table+" "+id, "|", ", "),
					What: "The workbook does not list it any more; it stays in the project.", Mend: "Delete it in the app if it was taken out on purpose."})
			}
		}
	}
}

// idsOf are the names of the rows of a table, as lists of the workbook have them.
func idsOf(p *planner.Project, table string) []string {
	switch table {
	case "part":
		return each(p.Parts, func(r *planner.Part) string { return r.ID })
	case "supplier":
		return each(p.Suppliers, func(r *planner.Supplier) string { return r.Name })
	case "offer":
		return each(p.Offers, func(r *planner.Offer) string { return r.ID })
	case "stock":
		return lotNames(p.Stock)
	case "pool":
		return each(p.Pools, func(r *planner.Pool) string { return r.ID })
	case "stream":
		return each(p.Streams, func(r *planner.Stream) string { return r.ID })
	case "design":
		return each(p.Designs, designID)
	case "rule":
		return each(p.Rules, func(r *planner.Rule) string { return r.ID })
	case "scenario":
		return each(p.Scenarios, func(r *planner.Scenario) string { return r.ID })
	}
	return nil
}

func each[T any](rows []T, name func(*T) string) []string {
	out := make([]string, len(rows))
	for i := range rows {
		out[i] = name(&rows[i])
	}
	return out
}
