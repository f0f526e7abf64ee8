package entry

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"remanence/app/grid"
	"remanence/app/tr"
	"remanence/app/ui/figures"
	"remanence/app/words"
	"remanence/planner"
)

// Document is what a table reads and changes: a *session.Session.
type Document interface {
	Project() *planner.Project
	Facts() *planner.Facts
	Problems() planner.Problems
	Apply(name string, edits ...planner.Edit) error
}

// SheetColumn is a column of a Sheet: a field of the table, or a figure worked
// out from the row.
type SheetColumn struct {
	grid.Column
	Field string                    // column of the table, "" for figures worked out
	Show  func(id string) grid.Cell // of a figure worked out; for a field, nil shows what is held
	Read  func(text string) string  // nil, or turns what is picked into what is held
}

// SheetSpec says which table of the project a Sheet shows.
type SheetSpec struct {
	Table   string // as edits name it: "stream"
	Letter  string // what names of new rows start with: "S"
	IDField string // the column that names a row
	IDs     func(*planner.Project) []string
	// New is a row to start from, with the id given; it becomes the JSON of an edit.
	New     func(p *planner.Project, id string) any
	Columns func() []SheetColumn
	Hint    string // in the row below the last one: "new stream …"
	NoName  string // refuses a row without its name
	// What undo says of so many rows added, cells changed and rows deleted.
	Added, Cells, Gone func(n int) string
}

// Sheet is a table of the project one types into: a row for each entry and one
// below to add more. It implements grid.Model, so that typing, pasting, filling
// and deleting are each one step of undo.
type Sheet struct {
	doc     Document
	spec    SheetSpec
	cols    []SheetColumn
	ids     []string
	marks   Marks
	refused Refused
}

// NewSheet reads the project.
func NewSheet(doc Document, spec SheetSpec) *Sheet {
	s := &Sheet{doc: doc, spec: spec}
	s.Reload()
	return s
}

// Reload reads the project again.
func (s *Sheet) Reload() {
	s.cols = s.spec.Columns()
	s.ids = append(slices.Clone(s.spec.IDs(s.doc.Project())), "")
	s.marks, s.refused = MarksOf(s.doc.Problems(), s.spec.Table, nil), nil
}

// ID is the id of a row, "" for the row to type a new one into.
func (s *Sheet) ID(row int) string {
	if row < 0 || row >= len(s.ids) {
		return ""
	}
	return s.ids[row]
}

// Find is the cell of a field of a row; false when there is no such row.
func (s *Sheet) Find(id, field string) (row, col int, ok bool) {
	col = max(0, slices.IndexFunc(s.cols, func(c SheetColumn) bool { return c.Field == field && field != "" }))
	row = slices.Index(s.ids, id)
	return max(row, 0), col, row >= 0 && id != ""
}

// Field is the field of a column, "" for a figure worked out.
func (s *Sheet) Field(col int) string {
	if col < 0 || col >= len(s.cols) {
		return ""
	}
	return s.cols[col].Field
}

// Forget takes the marks of what was not taken away.
func (s *Sheet) Forget() { s.refused = nil }

// Refused counts the cells that were not taken.
func (s *Sheet) Refused() int { return len(s.refused) }

// Rows implements grid.Model.
func (s *Sheet) Rows() int { return len(s.ids) }

// Columns implements grid.Model.
func (s *Sheet) Columns() []grid.Column {
	out := make([]grid.Column, len(s.cols))
	for i, c := range s.cols {
		out[i] = c.Column
	}
	return out
}

func (s *Sheet) held(id, field string) string {
	text, err := s.doc.Project().Cell(planner.Path(s.spec.Table, id, field))
	if err != nil {
		return ""
	}
	return text
}

// Cell implements grid.Model.
func (s *Sheet) Cell(row, col int) grid.Cell {
	c, id := &s.cols[col], s.ids[row]
	var cell grid.Cell
	switch {
	case id == "":
		if c.Field == s.spec.IDField {
			cell = grid.Cell{Text: s.spec.Hint, Style: grid.Default, Tooltip: tr.T("Type or paste here to add rows")}
		}
		cell.Locked = c.Field == ""
	case c.Show != nil:
		cell = c.Show(id)
		cell.Locked = cell.Locked || c.Field == ""
	default:
		cell.Text = shown(c.Kind, s.held(id, c.Field))
		if cell.Text == figures.Missing {
			cell.Style = grid.Muted
		}
	}
	if x, ok := s.marks[id][c.Field]; ok && id != "" && c.Field != "" {
		if x.Severity == planner.Refuses {
			cell.Problem = Sentence(x)
		} else {
			cell.Style, cell.Tooltip = grid.Warn, Sentence(x)
		}
	}
	s.refused.Mark(&cell, row, col)
	return cell
}

func shown(kind grid.Kind, text string) string {
	switch {
	case text == "" && kind.Numeric():
		return figures.Missing
	case text == "":
		return ""
	case kind == grid.Percent:
		return figures.Decimal(text, -1) + "\u00a0%"
	case kind.Numeric():
		return figures.Decimal(text, -1)
	case kind == grid.Month:
		if m, err := planner.ParseMonth(text); err == nil {
			return figures.MonthLabel(m)
		}
	}
	return text
}

// RawText implements grid.RawText.
func (s *Sheet) RawText(row, col int) string {
	c, id := &s.cols[col], s.ids[row]
	switch {
	case id == "":
		return ""
	case c.Field == "":
		if t := s.Cell(row, col).Text; t != figures.Missing {
			return t
		}
		return ""
	case c.Kind.Numeric():
		return Local(s.held(id, c.Field))
	case c.Kind == grid.Month:
		return figures.EntryOf(s.held(id, c.Field))
	case c.Show != nil && c.Read != nil:
		return c.Show(id).Text
	}
	return s.held(id, c.Field)
}

// CopyText implements grid.CopyText.
func (s *Sheet) CopyText(row, col int) string {
	if c, id := &s.cols[col], s.ids[row]; id != "" && c.Field != "" && c.Kind == grid.Month {
		return figures.CopyOf(s.held(id, c.Field))
	}
	return s.RawText(row, col)
}

// read turns what was typed into what the field holds.
func (c *SheetColumn) read(text string) (string, error) {
	text = strings.TrimSpace(text)
	switch {
	case c.Read != nil:
		return c.Read(text), nil
	case c.Kind.Numeric():
		a, ok, err := Number(text, "21.5")
		if err != nil || !ok {
			return "", err
		}
		return a.Digits, nil
	case c.Kind == grid.Month && text != "":
		m, err := figures.ParseMonth(text)
		if err != nil {
			return "", errors.New(tr.T("this is not a month; write for example 2027-01 or Jan 27"))
		}
		return m.String(), nil
	}
	return text, nil
}

type sheetChange struct {
	cell grid.Edit
	edit planner.Edit
}

// Apply implements grid.Model.
func (s *Sheet) Apply(cells []grid.Edit) []grid.Refusal {
	var refused []grid.Refusal
	refuse := func(e grid.Edit, why string) { refused = append(refused, Refuse(e, why)) }
	var changes, renames []sheetChange
	fresh := map[int][]grid.Edit{}
	var freshRows []int
	for _, e := range cells {
		c := &s.cols[e.Col]
		id := s.ID(e.Row)
		text, err := c.read(e.Text)
		switch {
		case err != nil:
			refuse(e, words.Said(err.Error()))
		case c.Field == "":
			refuse(e, tr.T("This figure is worked out; it cannot be typed over."))
		case id == "" && text == "":
		case id == "":
			if fresh[e.Row] == nil {
				freshRows = append(freshRows, e.Row)
			}
			fresh[e.Row] = append(fresh[e.Row], grid.Edit{Row: e.Row, Col: e.Col, Text: text})
		case c.Field == s.spec.IDField && text == "":
			refuse(e, s.spec.NoName)
		default:
			before := s.held(id, c.Field)
			x := sheetChange{e, planner.Edit{What: planner.Path(s.spec.Table, id, c.Field), Before: before, After: text}}
			switch {
			case before == text:
			case c.Field == s.spec.IDField:
				renames = append(renames, x)
			default:
				changes = append(changes, x)
			}
		}
	}
	all := append(s.fresh(freshRows, fresh, refuse), append(changes, renames...)...)
	s.commit(s.name(changes, renames, len(freshRows)), all, refuse)
	s.refused = RefusedOf(refused)
	return refused
}

// fresh makes a new row of each row below the last one that was filled.
func (s *Sheet) fresh(rows []int, cells map[int][]grid.Edit, refuse func(grid.Edit, string)) []sheetChange {
	var out []sheetChange
	p := s.doc.Project()
	scratch := p.Clone()
	for i, row := range rows {
		at := s.above(row) + i
		id := s.freeID(scratch)
		for _, e := range cells[row] {
			if s.cols[e.Col].Field == s.spec.IDField {
				id = e.Text
			}
		}
		what := planner.Path(s.spec.Table, id)
		text, err := json.Marshal(s.spec.New(p, id))
		if err == nil {
			err = scratch.Apply(planner.Edit{What: what, After: string(text), Row: at})
		}
		if err != nil {
			refuse(cells[row][0], words.Said(err.Error()))
			continue
		}
		for _, e := range cells[row] {
			field := s.cols[e.Col].Field
			if field == s.spec.IDField {
				continue
			}
			if err := scratch.Apply(planner.Edit{What: planner.Path(s.spec.Table, id, field), After: e.Text}); err != nil {
				refuse(e, words.Said(err.Error()))
			}
		}
		whole, err := scratch.Cell(what)
		if err != nil {
			refuse(cells[row][0], words.Said(err.Error()))
			continue
		}
		out = append(out, sheetChange{cells[row][0], planner.Edit{What: what, After: whole, Row: at}})
	}
	return out
}

// above counts the rows of the project above a row.
func (s *Sheet) above(row int) int {
	n := 0
	for _, id := range s.ids[:min(max(row, 0), len(s.ids))] {
		if id != "" {
			n++
		}
	}
	return n
}

func (s *Sheet) freeID(p *planner.Project) string {
	taken := s.spec.IDs(p)
	for n := len(taken) + 1; ; n++ {
		if id := fmt.Sprintf("%s%d", s.spec.Letter, n); !slices.Contains(taken, id) {
			return id
		}
	}
}

// commit makes one change; what the project refuses is left out of it.
func (s *Sheet) commit(name string, all []sheetChange, refuse func(grid.Edit, string)) {
	var edits []planner.Edit
	scratch := s.doc.Project().Clone()
	for _, x := range all {
		if err := scratch.Apply(x.edit); err != nil {
			refuse(x.cell, words.Said(err.Error()))
			continue
		}
		edits = append(edits, x.edit)
	}
	if len(edits) > 0 {
		if err := s.doc.Apply(name, edits...); err != nil {
			refuse(all[0].cell, words.Said(err.Error()))
		}
	}
}

func (s *Sheet) name(changes, renames []sheetChange, fresh int) string {
	all := append(slices.Clone(changes), renames...)
	switch {
	case len(all) == 0:
		return s.spec.Added(fresh)
	case len(all) == 1 && fresh == 0:
		return tr.F("%s of %s@@title", s.cols[all[0].cell.Col].Title, s.ID(all[0].cell.Row))
	}
	return s.spec.Cells(len(all))
}

// AddRows implements grid.RowAdder: empty rows, which become rows of the project
// once something is typed or pasted into them.
func (s *Sheet) AddRows(after, n int) {
	at := min(max(after+1, 0), len(s.ids))
	s.ids = slices.Insert(s.ids, at, make([]string, n)...)
	s.refused = nil // they are known by their place
}

// Add puts rows with names of their own into the project, below a row.
func (s *Sheet) Add(after, n int) {
	var edits []planner.Edit
	p := s.doc.Project().Clone()
	at := s.above(after + 1)
	for i := range n {
		id := s.freeID(p)
		text, err := json.Marshal(s.spec.New(p, id))
		if err != nil {
			return
		}
		e := planner.Edit{What: planner.Path(s.spec.Table, id), After: string(text), Row: at + i}
		if p.Apply(e) != nil {
			return
		}
		edits = append(edits, e)
	}
	_ = s.doc.Apply(s.spec.Added(n), edits...) // each was tried above
}

// RemoveRows implements grid.RowRemover.
func (s *Sheet) RemoveRows(rows []int) {
	p := s.doc.Project().Clone()
	var edits []planner.Edit
	for _, row := range rows {
		id := s.ID(row)
		if id == "" {
			continue
		}
		what := planner.Path(s.spec.Table, id)
		before, err := p.Cell(what)
		if err != nil {
			return
		}
		e := planner.Edit{What: what, Before: before, Row: slices.Index(s.spec.IDs(p), id)}
		if p.Apply(e) != nil {
			return
		}
		edits = append(edits, e)
	}
	if len(edits) > 0 {
		_ = s.doc.Apply(s.spec.Gone(len(edits)), edits...) // each was tried above
	}
}
