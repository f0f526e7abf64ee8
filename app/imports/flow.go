// Package imports brings anybody's sheet into the open project: it shows the table
// that was found, what its columns are taken for, asks only what is unclear, and
// previews every row before anything changes. flow.go, rows.go and columns.go know
// no toolkit; dialog.go shows them and imports.go opens files and the clipboard.
package imports

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strings"

	"remanence/app/tr"
	"remanence/app/ui/figures"
	"remanence/data/sheets"
	"remanence/data/sheets/book"
)

// Flow is one import on its way, from the file to the edits.
type Flow struct {
	Book   *book.Book
	Tables []*sheets.Table

	Table     *sheets.Table
	Mapping   *sheets.Mapping
	Mode      sheets.Mode
	Result    *sheets.Result
	Questions []sheets.Question

	env      func() sheets.Env
	memory   *sheets.Memory
	fixes    map[sheets.Cell]string
	accepted map[int]bool
	dropped  map[int]bool
	done     map[int]bool // rows that came in with an earlier import of the flow
	partial  bool         // only the first rows were read yet
	kept     []byte       // as the project keeps it; nil when it changed since
	lost     error        // why it cannot be kept
}

// NewFlow finds the tables of a file and reads the best one; env gives the project
// as it stands.
func NewFlow(b *book.Book, memory *sheets.Memory, env func() sheets.Env) (*Flow, error) {
	f := &Flow{Book: b, Tables: sheets.Find(b), Mode: sheets.Update, env: env, memory: memory}
	if len(f.Tables) == 0 {
		return nil, errors.New(tr.T("No table was found: the file holds no rows under names, and no block of cells."))
	}
	f.partial = partly(b)
	f.ChooseTable(0)
	return f, nil
}

// partly reports a file of which only the first rows were read.
func partly(b *book.Book) bool {
	return slices.ContainsFunc(b.Sheets, func(s book.Sheet) bool { return s.Partial })
}

// Complete takes the whole file in place of its first rows. What was chosen and
// answered meanwhile stays.
func (f *Flow) Complete(b *book.Book) {
	same := func(a, b *sheets.Table) bool {
		return a.Sheet.Name == b.Sheet.Name && slices.Equal(a.Head, b.Head) && a.Fingerprint() == b.Fingerprint()
	}
	before := f.Table
	f.Book, f.Tables, f.partial = b, sheets.Find(b), false
	if i := slices.IndexFunc(f.Tables, func(t *sheets.Table) bool { return same(t, before) }); i >= 0 {
		f.Table = f.Tables[i]
		if f.Mapping.Year > 0 {
			f.Table.SetYear(f.Mapping.Year)
		}
		return
	}
	if len(f.Tables) == 0 { // the first rows alone were a table
		f.Tables = []*sheets.Table{before}
		return
	}
	f.ChooseTable(0)
}

// ChooseTable starts anew with another table of the file.
func (f *Flow) ChooseTable(i int) {
	if i < 0 || i >= len(f.Tables) {
		return
	}
	f.Table = f.Tables[i]
	f.ChooseKind("")
}

// ChooseKind reads the table as another kind; "" finds out which.
func (f *Flow) ChooseKind(k sheets.Kind) {
	f.fixes, f.accepted, f.dropped, f.done = map[sheets.Cell]string{}, map[int]bool{}, map[int]bool{}, map[int]bool{}
	m, known := f.memory.Recall(f.env(), f.Table, k)
	if !known {
		m = f.env().Guess(f.Table, k)
	}
	f.Mapping = m
}

// request is what is previewed; a copy, since a preview may run in the background.
func (f *Flow) request() sheets.Request {
	return sheets.Request{Table: f.Table, Mapping: f.Mapping.Clone(), Mode: f.Mode, Fixes: maps.Clone(f.fixes), Accepted: maps.Clone(f.accepted),
		Dropped: maps.Clone(f.dropped), Done: maps.Clone(f.done)}
}

// preview is what a run of the preview brings back.
type preview struct {
	result    *sheets.Result
	questions []sheets.Question
}

func (f *Flow) run(ctx context.Context, e sheets.Env, q sheets.Request) (preview, error) {
	res, err := e.Preview(ctx, q)
	if err != nil {
		return preview{}, err
	}
	return preview{res, e.Questions(q.Table, q.Mapping)}, nil
}

// Read previews the table as it is mapped now.
func (f *Flow) Read(ctx context.Context) error {
	p, err := f.run(ctx, f.env(), f.request())
	if err == nil {
		f.take(p)
	}
	return err
}

func (f *Flow) take(p preview) {
	f.Result, f.Questions, f.kept, f.lost = p.result, p.questions, nil, nil
}

// Fix types a cell anew; the row is the result's, the column one of Result.Columns.
func (f *Flow) Fix(row, col int, text string) {
	r := &f.Result.Rows[row]
	f.fixes[sheets.Cell{Row: r.N, Col: f.Result.Columns[col].Col}] = strings.TrimSpace(text)
	delete(f.dropped, r.N)
}

// Accept lets rows come in although they raise questions; Leave keeps rows out.
func (f *Flow) Accept(rows ...int) {
	for _, i := range rows {
		n := f.Result.Rows[i].N
		f.accepted[n] = true
		delete(f.dropped, n)
	}
}

// Leave keeps rows out of the import.
func (f *Flow) Leave(rows ...int) {
	for _, i := range rows {
		f.dropped[f.Result.Rows[i].N] = true
	}
}

// Imported notes that the good rows came in: what is left are those that wait.
func (f *Flow) Imported() {
	f.memory.Keep(f.Table, f.Mapping)
	for i := range f.Result.Rows {
		if r := &f.Result.Rows[i]; r.Status == sheets.Good {
			f.done[r.N] = true
		}
	}
	if f.Mode == sheets.Replace { // a second run must not remove what the first brought
		f.Mode = sheets.Update
	}
	f.kept, f.lost = f.Result.Keep(true)
}

// Waiting counts the rows that did not come in and were not left out.
func (f *Flow) Waiting() int {
	if f.Result == nil {
		return f.Table.Rows() - len(f.done)
	}
	n := f.Result.Waiting + f.Result.Refused
	for i := range f.Result.Rows { // mended, but not imported
		if r := &f.Result.Rows[i]; r.Status == sheets.Good && !f.done[r.N] {
			n++
		}
	}
	return n
}

// restore brings back rows that waited when the project was saved.
func restore(text []byte, memory *sheets.Memory, env func() sheets.Env) (*Flow, error) {
	q, err := sheets.Restore(text)
	if err != nil {
		return nil, err
	}
	return &Flow{Book: q.Table.Book, Tables: []*sheets.Table{q.Table}, Table: q.Table, Mapping: q.Mapping, Mode: q.Mode, env: env, memory: memory,
		fixes: q.Fixes, accepted: q.Accepted, dropped: q.Dropped, done: q.Done, kept: text}, nil
}

// keep is what the project keeps of the rows that wait.
func (f *Flow) keep() ([]byte, error) {
	if f.kept == nil && f.lost == nil {
		f.kept, f.lost = f.Result.Keep(false)
	}
	return f.kept, f.lost
}

// Summary says in a line what the import would do.
func (f *Flow) Summary() string {
	r := f.Result
	if r == nil {
		return ""
	}
	var parts []string
	add := func(n int, text string) {
		if n > 0 {
			parts = append(parts, text)
		}
	}
	count := func(n int) string { return figures.Number(float64(n), 0) }
	add(r.New, tr.F("%s new", count(r.New)))
	add(r.Changed, tr.F("%s changed", count(r.Changed)))
	add(r.Same, tr.F("%s unchanged", count(r.Same)))
	add(r.Waiting, tr.F("%s with a question", count(r.Waiting)))
	add(r.Refused, tr.F("%s refused", count(r.Refused)))
	add(r.Left, tr.F("%s left out", count(r.Left)))
	remarks := 0
	for i := range r.Rows {
		if remarked(&r.Rows[i]) {
			remarks++
		}
	}
	add(remarks, tr.F("%s with a remark", count(remarks)))
	add(r.Removed, tr.F("%s removed from the project", count(r.Removed)))
	if f.partial {
		return tr.N(len(r.Rows), "First %s row; reading the others …", "First %s rows; reading the others …")
	}
	if len(parts) == 0 {
		return tr.T("No rows")
	}
	return tr.N(len(r.Rows)-len(f.done), "%s row", "%s rows") + ": " + strings.Join(parts, ", ")
}

// Where names the table in the file.
func (f *Flow) Where(t *sheets.Table) string {
	text := own(t.Where())
	if t.Sheet.Hidden {
		text += tr.T(" (hidden sheet)")
	}
	if t.Title != "" {
		title := []rune(t.Title)
		text += " – " + string(title[:min(len(title), 40)])
	}
	return text
}
