package sheets

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"

	"remanence/data/sheets/book"
	"remanence/data/values"
)

// MaxKept is the most text an import may leave in a project file, in bytes.
const MaxKept = 32 << 20

// kept are the rows of an import that wait, as a project file holds them: their
// cells as they stood, how they were read, and what was decided about them. Rows
// that came in and speak of the same thing as one that waits are kept with it.
type kept struct {
	Format   int          `json:"format"`
	File     string       `json:"file"`
	Source   string       `json:"source"` // kind of file
	Sheet    string       `json:"sheet"`
	Hidden   bool         `json:"hidden,omitempty"`
	From1904 bool         `json:"from_1904,omitempty"`
	Styles   []book.Style `json:"styles,omitempty"`
	Title    string       `json:"title,omitempty"`
	Head     []int        `json:"head,omitempty"`
	Sideways bool         `json:"sideways,omitempty"`
	Labels   []Label      `json:"labels,omitempty"`
	Columns  []keptColumn `json:"columns"`
	Mapping  *Mapping     `json:"mapping"`
	Mode     Mode         `json:"mode"`
	Fixes    []keptFix    `json:"fixes,omitempty"`
	Accepted []int        `json:"accepted,omitempty"`
	Done     []int        `json:"done,omitempty"`
	Rows     []keptRow    `json:"rows"`
}

type keptColumn struct {
	Col    int           `json:"col"`
	Head   string        `json:"head,omitempty"`
	Heads  []string      `json:"heads,omitempty"`
	Unit   values.Unit   `json:"unit,omitzero"`
	Period values.Period `json:"period,omitzero"`
	Vote   *vote         `json:"vote,omitempty"` // of a column that is read
}

type keptFix struct {
	Row  int    `json:"row"`
	Col  int    `json:"col"`
	Text string `json:"text"`
}

type keptRow struct {
	N      int        `json:"n"`
	Hidden bool       `json:"hidden,omitempty"`
	Cells  []keptCell `json:"cells"`
}

type keptCell struct {
	Col      int32     `json:"c"`
	Kind     book.Kind `json:"k"`
	Text     string    `json:"t,omitempty"`
	Num      float64   `json:"v,omitempty"`
	Style    uint16    `json:"s,omitempty"`
	Formula  bool      `json:"f,omitempty"`
	Computed bool      `json:"p,omitempty"`
}

// keptFormat is the version of kept.
const keptFormat = 1

// Keep writes the rows that wait, so that Restore brings them back with another
// run of the program, without the file. When the result was imported its good rows
// have come in; else they wait with the others. It fails when they are more than a
// project file should hold.
func (r *Result) Keep(imported bool) ([]byte, error) {
	waiting := func(row *Row) bool {
		return row.Status == Waits || row.Status == Refused || row.Status == Good && !imported && !r.Done[row.N]
	}

	t := r.Table
	k := kept{Format: keptFormat, File: t.Book.Name, Source: t.Book.Kind, Sheet: t.Sheet.Name, Hidden: t.Sheet.Hidden, From1904: t.Sheet.From1904,
		Styles: t.Sheet.Styles, Title: t.Title, Head: t.Head, Sideways: t.Sideways, Labels: t.Labels, Mapping: r.Mapping.Clone(), Mode: r.Mode}
	if k.Mode == Replace { // a second run must not remove what the first brought
		k.Mode = Update
	}
	for i := range k.Mapping.Columns {
		k.Mapping.Columns[i].Others = nil
	}
	b := &builder{Request: r.Request, filled: map[Cell]Cell{}}
	b.r = newReading(Env{}, t, r.Mapping)
	b.sources()
	for i := range t.Columns {
		c := &t.Columns[i]
		x := keptColumn{Col: c.Col, Head: c.Head, Heads: c.heads, Unit: c.Unit, Period: c.Period}
		for _, read := range b.columns {
			if read.Col == c.Col {
				x.Vote = &vote{read.decimal, read.proved, read.clash, read.unclear, read.share, read.order}
			}
		}
		k.Columns = append(k.Columns, x)
	}
	about := map[string]bool{} // what the rows that wait speak of
	for i := range r.Rows {
		if row := &r.Rows[i]; waiting(row) {
			about[row.subject()] = true
		}
	}
	size := 0
	for i, at := range t.rows {
		row := &r.Rows[i]
		above := b.fillers(&t.Sheet.Rows[at])
		waits := waiting(row)
		if !waits && (row.Status == Dropped || !about[row.subject()]) {
			continue
		}
		if !waits {
			k.Done = append(k.Done, row.N)
		}
		if r.Accepted[row.N] {
			k.Accepted = append(k.Accepted, row.N)
		}
		x := newKeptRow(&t.Sheet.Rows[at], above)
		for _, c := range x.Cells {
			size += len(c.Text) + 30
		}
		if size > MaxKept {
			return nil, errors.New("more rows wait than a project file should hold; mend them now, or import the sheet again later")
		}
		k.Rows = append(k.Rows, x)
	}
	there := map[int]bool{}
	for _, x := range k.Rows {
		there[x.N] = true
	}
	for _, at := range slices.SortedFunc(maps.Keys(r.Fixes), func(a, b Cell) int {
		if a.Row != b.Row {
			return a.Row - b.Row
		}
		return a.Col - b.Col
	}) {
		if there[at.Row] {
			k.Fixes = append(k.Fixes, keptFix{at.Row, at.Col, r.Fixes[at]})
		}
	}
	return json.Marshal(k)
}

// fillers are the cells above that stand for cells of a row, by column.
func (b *builder) fillers(row *book.Row) map[int32]*book.Cell {
	var out map[int32]*book.Cell
	for k, c := range b.columns {
		if x := b.source(row, k); x != nil && x != row.At(c.Col) {
			if out == nil {
				out = map[int32]*book.Cell{}
			}
			out[int32(c.Col)] = x
		}
	}
	return out
}

// newKeptRow is a row with its cells, those filled from above included.
func newKeptRow(row *book.Row, above map[int32]*book.Cell) keptRow {
	out := keptRow{N: row.N, Hidden: row.Hidden, Cells: []keptCell{}}
	add := func(col int32, c *book.Cell) {
		x := keptCell{col, c.Kind, c.Text, c.Num, c.Style, c.Formula, c.Computed}
		if math.IsInf(c.Num, 0) || math.IsNaN(c.Num) {
			x.Kind, x.Num, x.Text = book.Fault, 0, "#NUM!"
		}
		out.Cells = append(out.Cells, x)
	}
	for i := range row.Cells {
		if c := &row.Cells[i]; above[c.Col] == nil {
			add(c.Col, c)
		}
	}
	for _, col := range slices.Sorted(maps.Keys(above)) {
		add(col, above[col])
	}
	slices.SortFunc(out.Cells, func(a, b keptCell) int { return int(a.Col - b.Col) })
	return out
}

// Restore brings back what Result.Keep wrote: a table of the rows that wait, ready
// to be previewed. The error is a sentence.
func Restore(text []byte) (Request, error) {
	var k kept
	if err := json.Unmarshal(text, &k); err != nil {
		return Request{}, fmt.Errorf("the rows that wait cannot be read: %w", err)
	}
	if k.Format != keptFormat || k.Mapping == nil || !slices.Contains(Kinds, k.Mapping.Kind) || !slices.Contains(Modes, k.Mode) {
		return Request{}, errors.New("the rows that wait were kept by another version of the app")
	}
	b := &book.Book{Name: k.File, Kind: k.Source, Sheets: []book.Sheet{{Name: k.Sheet, Hidden: k.Hidden, From1904: k.From1904, Styles: k.Styles, HiddenCols: map[int]bool{}}}}
	s := &b.Sheets[0]
	t := &Table{Book: b, Sheet: s, Title: k.Title, Head: k.Head, Sideways: k.Sideways, Labels: k.Labels, votes: map[int]vote{}}
	for _, x := range k.Rows {
		row := book.Row{N: x.N, Hidden: x.Hidden}
		for _, c := range x.Cells {
			row.Cells = append(row.Cells, book.Cell{Col: c.Col, Kind: c.Kind, Text: c.Text, Num: c.Num, Style: c.Style, Formula: c.Formula, Computed: c.Computed})
		}
		if !slices.IsSortedFunc(row.Cells, func(a, b book.Cell) int { return int(a.Col - b.Col) }) || len(s.Rows) > 0 && s.Rows[len(s.Rows)-1].N >= row.N {
			return Request{}, errors.New("the rows that wait are damaged")
		}
		t.rows = append(t.rows, len(s.Rows))
		s.Rows = append(s.Rows, row)
	}
	f := &finder{book: b, sheet: s, texts: map[int][]string{}}
	for _, c := range k.Columns {
		if c.Col < 0 || c.Period.Months < 0 || c.Period.Months > 12 {
			return Request{}, errors.New("the rows that wait are damaged")
		}
		t.Columns = append(t.Columns, Column{Col: c.Col, Head: c.Head, heads: c.Heads, Unit: c.Unit, Period: c.Period, stats: f.measure(t, c.Col)})
		if c.Vote != nil {
			t.votes[c.Col] = *c.Vote
		}
	}
	q := Request{Table: t, Mapping: k.Mapping, Mode: k.Mode, Fixes: map[Cell]string{}, Accepted: map[int]bool{}, Dropped: map[int]bool{}, Done: map[int]bool{}}
	for _, x := range k.Fixes {
		q.Fixes[Cell{x.Row, x.Col}] = x.Text
	}
	for _, n := range k.Accepted {
		q.Accepted[n] = true
	}
	for _, n := range k.Done {
		q.Done[n] = true
	}
	return q, nil
}

// WithKept gives the rows that wait of a project after an import: those of the same
// table as before are gone, text is added unless it is nil.
func WithKept(waiting []json.RawMessage, q Request, text []byte) []json.RawMessage {
	out := slices.DeleteFunc(slices.Clone(waiting), func(old json.RawMessage) bool {
		before, err := Restore(old)
		return err == nil && SameTable(before, q)
	})
	if text != nil {
		out = append(out, text)
	}
	return out
}

// SameTable reports that two requests read the same table of files of one name, so
// that the later takes the place of the earlier.
func SameTable(a, b Request) bool {
	return a.Table.Book.Name == b.Table.Book.Name && a.Table.Sheet.Name == b.Table.Sheet.Name && slices.Equal(a.Table.Head, b.Table.Head)
}
