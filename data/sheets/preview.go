package sheets

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"remanence/data/sheets/book"
	"remanence/planner"
)

// Mode says what happens to what the project holds already.
type Mode string

// The modes. An empty cell of the sheet says nothing, except in Replace, where it
// clears what stood there.
const (
	Update  Mode = "update"  // changes rows the project has and adds the others
	Append  Mode = "append"  // only adds rows; known ones wait
	Replace Mode = "replace" // rows the sheet does not name are removed
)

// Modes in the order they are offered.
var Modes = []Mode{Update, Append, Replace}

// Request is what to import and how.
type Request struct {
	Table   *Table
	Mapping *Mapping
	Mode    Mode
	// Fixes are cells typed anew, by row and column of the sheet. A fix for the
	// column -1 has no meaning.
	Fixes map[Cell]string
	// Accepted rows come in although they raise questions; Dropped ones stay out.
	Accepted, Dropped map[int]bool
	// Done rows came in with an earlier import of the same table. They are read again
	// only where a row that comes in now speaks of the same thing, so that shares,
	// price breaks and deliveries add up as if all had come at once.
	Done map[int]bool
}

// Cell is a cell of the sheet: its row number and its column from 0.
type Cell struct{ Row, Col int }

// Status of a row in the preview.
type Status string

// The states.
const (
	Good    Status = "good"
	Waits   Status = "question"
	Refused Status = "refused"
	Dropped Status = "left out"
	Came    Status = "imported" // with an earlier import of the table
)

// Change is what a good row does.
type Change string

// The changes.
const (
	New     Change = "new"
	Changed Change = "changed"
	Same    Change = "unchanged"
)

// Diff is one cell of the project that a row changes.
type Diff struct {
	Title, Before, After string
}

// Row is one row of the sheet as it was read.
type Row struct {
	N        int
	Status   Status
	Change   Change
	Name     string // part, offer, supplier …
	Texts    []string
	Problems []Problem
	Diffs    []Diff

	about string // what it speaks of where the name does not say it the same way
}

// subject is the same for rows that speak of the same thing.
func (r *Row) subject() string {
	if r.about != "" {
		return r.about
	}
	return planner.NameKey(r.Name)
}

// Result is the preview of an import. Nothing of the project has changed; Edits
// applied together are the import, and one undo takes it back.
type Result struct {
	Request
	Columns []Assigned // that are read, in the order of Row.Texts
	Rows    []Row
	Notes   []Problem // on the table as a whole
	Edits   []planner.Edit
	Name    string // of the change, for undo

	Good, Waiting, Refused, Left int
	New, Changed, Same, Removed  int
}

// builder collects a result.
type builder struct {
	Request
	still   map[int]bool // rows that came in and stay out of this pass
	env     Env
	p       *planner.Project // a copy that takes the changes
	r       *reading
	fixed   []value
	columns []*readColumn // by place in Row.Texts
	rows    []Row
	notes   []Problem
	removed int
	filled  map[Cell]Cell // cells of a merged block → its first
	above   []*book.Cell  // cell of the row before, by column read
	counts  map[string]int

	partAt     map[string]int // of b.p.Parts, by name and by folded name
	partsKnown int
	nearest    int // unknown parts that were compared with the known ones
}

// record is one row on its way in.
type record struct {
	*Row
	b       *builder
	vals    []value
	fixedAt int // vals from here come from Mapping.Fixed
	notes   []string
}

// handler takes the records of one kind.
type handler interface {
	// take reads one record: it adds problems, and changes the copy only when the
	// record does not wait.
	take(r *record)
	// finish makes what needs all rows and gives the edits.
	finish() []planner.Edit
}

// Preview reads the whole table and says what an import would do. It returns the
// context's error when that ends it.
func (e Env) Preview(ctx context.Context, q Request) (*Result, error) {
	res, err := e.pass(ctx, q, q.Done)
	if err != nil || len(q.Done) == 0 {
		return res, err
	}
	fresh := map[string]bool{}
	for i := range res.Rows {
		if r := &res.Rows[i]; r.Status == Good {
			fresh[r.subject()] = true
		}
	}
	still := map[int]bool{}
	for i := range res.Rows {
		if r := &res.Rows[i]; r.Status == Came && !fresh[r.subject()] {
			still[r.N] = true
		}
	}
	if len(still) == len(q.Done) {
		return res, nil
	}
	return e.pass(ctx, q, still)
}

// pass previews once; rows that came in and need not be read again stay out.
func (e Env) pass(ctx context.Context, q Request, still map[int]bool) (*Result, error) {
	if q.Mode == "" {
		q.Mode = Update
	}
	b := &builder{Request: q, still: still, env: e, p: e.Project.Clone(), counts: map[string]int{}, filled: map[Cell]Cell{}}
	b.r = newReading(e, q.Table, q.Mapping)
	b.prepare()
	h := b.handler()
	b.rows = make([]Row, len(q.Table.rows))
	cells := make([]string, len(q.Table.rows)*len(b.columns))
	vals := make([]value, 0, len(b.columns)+len(b.fixed))
	for k, i := range q.Table.rows {
		if k%512 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		row := &b.rows[k]
		row.N, row.Status = q.Table.Sheet.Rows[i].N, Good
		row.Texts = cells[k*len(b.columns) : (k+1)*len(b.columns) : (k+1)*len(b.columns)]
		rec := &record{Row: row, b: b, vals: vals[:0]}
		b.readRow(rec, i)
		h.take(rec)
		if row.Status == Good && q.Done[row.N] && row.Change == Same {
			row.Status = Came // as it did; shown only when somebody changed it meanwhile
		}
	}
	res := &Result{Request: q, Rows: b.rows, Edits: h.finish(), Removed: b.removed}
	res.Notes = append(b.tableNotes(), b.notes...)
	for _, c := range b.columns {
		res.Columns = append(res.Columns, *c.Assigned)
	}
	res.count()
	res.Name = res.name()
	return res, ctx.Err()
}

// count sums up the states of the rows.
func (r *Result) count() {
	for i := range r.Rows {
		switch row := &r.Rows[i]; row.Status {
		case Good:
			r.Good++
			switch row.Change {
			case New:
				r.New++
			case Changed:
				r.Changed++
			default:
				r.Same++
			}
		case Waits:
			r.Waiting++
		case Refused:
			r.Refused++
		case Dropped:
			r.Left++
		}
	}
}

func (r *Result) name() string {
	return fmt.Sprintf("Import of %s from %s", strings.ToLower(r.Mapping.Kind.Title()), r.Table.Book.Name)
}

// prepare finds the merged blocks that fill rows, and the values that stand for
// every row.
func (b *builder) prepare() {
	b.sources()
	for _, f := range b.Mapping.Fixed {
		t := target(b.Mapping.Kind, f.Target)
		if t == nil {
			continue
		}
		c := &readColumn{Assigned: &Assigned{Col: -1, Head: t.Title, Target: f.Target, Confidence: 1}, col: &Column{}, target: t, decimal: "."}
		if b.Mapping.Decimal != "" {
			c.decimal = b.Mapping.Decimal
		}
		v, _, p := b.r.read(c, nil, f.Value)
		if p != nil {
			p.Place, p.Column = f.From, t.Title
			if p.Place == "" {
				p.Place = t.Title
			}
			b.notes = append(b.notes, *p)
			continue
		}
		b.fixed = append(b.fixed, v)
	}
}

// sources finds where cells are read from that stand for those below them.
func (b *builder) sources() {
	b.columns = b.r.cols
	b.above = make([]*book.Cell, len(b.columns))
	for _, m := range b.Table.Sheet.Merged {
		if m.Bottom == m.Top || b.Table.Sideways || m.Bottom-m.Top > 100_000 || len(b.filled) > 1_000_000 {
			continue
		}
		for row := m.Top + 1; row <= m.Bottom; row++ {
			b.filled[Cell{row, m.Left}] = Cell{m.Top, m.Left}
		}
	}
}

var dittos = map[string]bool{`"`: true, "''": true, "〃": true, "do.": true, "dto.": true, "ditto": true, "同上": true, "s.o.": true, "idem": true, "↓": true}

// readRow reads the cells of a row.
func (b *builder) readRow(rec *record, i int) {
	row := &b.Table.Sheet.Rows[i]
	if row.Hidden && !b.Mapping.Hidden {
		rec.ask(nil, "The row is hidden in the sheet.", "Take it in here, or switch hidden rows on.")
	}
	for k, c := range b.columns {
		x := b.source(row, k)
		fix, fixed := b.Fixes[Cell{row.N, c.Col}]
		if fixed && fix == "" {
			x = nil
		}
		v, note, p := b.r.read(c, x, fix)
		rec.Texts[k] = v.raw
		if note != "" {
			rec.notes = append(rec.notes, note)
		}
		if p != nil {
			rec.problem(*p)
		}
		rec.vals = append(rec.vals, v)
	}
	rec.fixedAt = len(rec.vals)
	rec.vals = append(rec.vals, b.fixed...)
}

// source is the cell a column of a row is read from: its own, or the one above that
// stands for it. Rows are asked for from the top.
func (b *builder) source(row *book.Row, k int) *book.Cell {
	c := b.columns[k]
	x := row.At(c.Col)
	words := c.target.Shape == Name || c.target.Shape == Choice || c.target.Shape == Words
	if x == nil || x.Kind == book.Blank && !x.Formula {
		if from, ok := b.filled[Cell{row.N, c.Col}]; ok && words {
			if at, ok := slices.BinarySearchFunc(b.Table.Sheet.Rows, from.Row, func(r book.Row, n int) int { return r.N - n }); ok {
				x = b.Table.Sheet.Rows[at].At(from.Col)
			}
		} else if b.Mapping.FillDown && (c.target.Key || c.target.Name == "supplier") {
			x = b.above[k]
		}
	} else if words && x.Kind == book.Text && dittos[strings.ToLower(x.Text)] && b.above[k] != nil {
		x = b.above[k]
	}
	if x != nil {
		b.above[k] = x
	}
	return x
}

// get is the value of a target, of its column before a fixed one.
func (r *record) get(target string) *value {
	var found *value
	for i := range r.vals {
		if v := &r.vals[i]; v.Target == target {
			if v.text != "" {
				return v
			}
			if found == nil {
				found = v
			}
		}
	}
	return found
}

func (r *record) text(target string) string {
	if v := r.get(target); v != nil {
		return v.text
	}
	return ""
}

// problem adds what is wrong at a cell and settles the state of the row.
func (r *record) problem(p Problem) {
	if p.Place == "" {
		p.Place = r.b.Table.Place(r.N, p.Col)
	}
	if p.Column == "" && p.Col >= 0 {
		if c := r.b.Mapping.column(p.Col); c != nil {
			p.Column = c.Head
		}
	}
	r.Problems = append(r.Problems, p)
	switch {
	case p.Severity == Refuses:
		r.Status = Refused
	case p.Severity == Asks && r.Status == Good && !r.b.Accepted[r.N]:
		r.Status = Waits
	}
}

func col(v *value) int {
	if v == nil || v.readColumn == nil {
		return -1
	}
	return v.Col
}

func (r *record) ask(v *value, what, mend string) {
	r.problem(Problem{Severity: Asks, Col: col(v), What: what, Mend: mend})
}

func (r *record) refuse(v *value, what, mend string) {
	r.problem(Problem{Severity: Refuses, Col: col(v), What: what, Mend: mend})
}

func (r *record) remark(v *value, what, mend string) {
	r.problem(Problem{Severity: Remark, Col: col(v), What: what, Mend: mend})
}

// stays reports a row that does not come in now.
func (r *record) stays() bool {
	switch {
	case r.b.still[r.N]:
		r.Status = Came
	case r.b.Dropped[r.N]:
		r.Status = Dropped
	}
	return r.Status != Good
}

// did notes what a row changed.
func (r *record) did(title, before, after string) {
	if before == after {
		return
	}
	if r.Change != New {
		r.Change = Changed
	}
	if len(r.Diffs) < 60 {
		r.Diffs = append(r.Diffs, Diff{title, before, after})
	}
}

// once counts things that are told once for the table.
func (b *builder) once(key string) { b.counts[key]++ }

// tableNotes are remarks on columns and the file.
func (b *builder) tableNotes() []Problem {
	var out []Problem
	for _, n := range b.Table.Book.Notes {
		out = append(out, Problem{Severity: Remark, Col: -1, Place: n.Where, What: n.What, Mend: n.Mend})
	}
	if b.Table.Sheet.NoValues > 0 {
		out = append(out, Problem{Severity: Remark, Col: -1, Place: b.Table.Sheet.Name, What: fmt.Sprintf("The results of %d formulas are not stored in the file and could not be computed.", b.Table.Sheet.NoValues), Mend: "Open it in the spreadsheet and save it once."})
	}
	if b.Table.Sheet.Hidden {
		out = append(out, Problem{Severity: Asks, Col: -1, Place: b.Table.Sheet.Name, What: "The sheet is hidden in the file.", Mend: "Check that it is the one you mean."})
	}
	out = append(out, b.Table.passedOver()...)
	keys := make([]string, 0, len(b.counts))
	for k := range b.counts {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	for _, k := range keys {
		place, what, _ := strings.Cut(k, "\x00")
		what, mend, _ := strings.Cut(what, "\x00")
		n := b.counts[k]
		what = strings.Replace(what, "#", fmt.Sprint(n), 1)
		out = append(out, Problem{Severity: Remark, Col: -1, Place: place, What: what, Mend: mend})
	}
	return out
}

// Check lists what would stand in the way of a plan after the import and did not
// before.
func (r *Result) Check(e Env) planner.Problems {
	p := e.Project.Clone()
	for _, x := range r.Edits {
		if err := p.Apply(x); err != nil {
			return planner.Problems{{Severity: planner.Refuses, Where: r.Table.Where(), Path: x.What, What: sentence(err.Error())}}
		}
	}
	before := map[string]bool{}
	for _, x := range e.Project.Validate(e.Facts) {
		before[x.String()] = true
	}
	var out planner.Problems
	for _, x := range p.Validate(e.Facts) {
		if x.Severity == planner.Refuses && !before[x.String()] {
			out = append(out, x)
		}
	}
	return out
}

// monthText is the interchange name of a month.
func monthText(m planner.Month) string { return m.String() }
