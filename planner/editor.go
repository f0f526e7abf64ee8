package planner

import (
	"fmt"
	"runtime"
	"sync"
)

// Editor reads and changes many cells and rows of a project: it remembers where
// rows stand, so that a change of thousands of them does not search for each, and
// puts in or takes out a run of rows in one go. It is used by one goroutine while
// nobody else reads or changes the project, which is whole again after Done.
type Editor struct {
	p     *Project
	at    map[string]*standing
	ready map[string]decoded // rows read beforehand, by their text
}

// decoded is the row of a text, and its id.
type decoded struct {
	row any
	id  string
	err error
}

// ReadyAt is how many edits are worth one call of Ready.
const ReadyAt = 512

// Ready reads the rows of edits that are about to be applied on all processors: it
// is most of the work of putting in a row. Edits need not be announced, and one
// that was may be left out.
func (e *Editor) Ready(edits []Edit) {
	e.ready = nil
	workers := min(runtime.GOMAXPROCS(0), len(edits)/64)
	if workers < 2 {
		return
	}
	got := make([]decoded, len(edits))
	var work sync.WaitGroup
	for w := range workers {
		work.Go(func() {
			for i := w; i < len(edits); i += workers {
				name, id, field, err := SplitPath(edits[i].What)
				if t, ok := tables[name]; ok && err == nil && field == "" && edits[i].After != "" {
					got[i].row, got[i].id, got[i].err = t.decode(edits[i].After, id)
				}
			}
		})
	}
	work.Wait()
	e.ready = make(map[string]decoded, len(edits))
	for i := range edits {
		if got[i].row != nil {
			e.ready[edits[i].After] = got[i]
		}
	}
}

// ApplyAll applies edits in their order until one fails.
func (e *Editor) ApplyAll(edits []Edit) error {
	for i, edit := range edits {
		if i%ReadyAt == 0 {
			e.Ready(edits[i:min(i+ReadyAt, len(edits))])
		}
		if err := e.Apply(edit); err != nil {
			return err
		}
	}
	return nil
}

// decode reads the row of an edit, unless that was done beforehand. What was read
// is used once: two rows never share what they point to.
func (e *Editor) decode(s *standing, text, id string) (any, string, error) {
	got, ok := e.ready[text]
	if !ok {
		return s.decode(text, id)
	}
	delete(e.ready, text)
	if s.byPlace() {
		got.id = id
	}
	return got.row, got.id, got.err
}

// Editor makes an editor of the project.
func (p *Project) Editor() *Editor { return &Editor{p: p, at: map[string]*standing{}} }

// standing is where the rows of a table stand, and what is still to be done to them.
type standing struct {
	table
	p    *Project
	name string
	ids  map[string]int // first row of every id, notYet where it is to be put in; nil when unknown or by position
	some bool           // several rows share an id

	gone []int // rows to be taken out, falling
	to   []int // where rows are to stand, rising
	rows []any
}

const notYet = -1

func (e *Editor) table(name string) (*standing, bool) {
	if s, ok := e.at[name]; ok {
		return s, true
	}
	t, ok := tables[name]
	if !ok {
		return nil, false
	}
	s := &standing{table: t, p: e.p, name: name}
	e.at[name] = s
	return s, true
}

// Done does what is left to do: rows that come or go in a run wait for its end.
func (e *Editor) Done() {
	for _, s := range e.at {
		s.settle()
	}
}

// settle puts the waiting rows in or out.
func (s *standing) settle() {
	if len(s.gone) > 0 {
		s.removeAll(s.p, s.gone)
		s.gone, s.ids = nil, nil
	}
	if len(s.to) > 0 {
		s.insertAll(s.p, s.to, s.rows)
		s.to, s.rows, s.ids = nil, nil, nil
	}
}

// size is the number of rows with those that wait.
func (s *standing) size() int { return s.len(s.p) - len(s.gone) + len(s.to) }

func (s *standing) read() {
	if s.ids == nil && !s.byPlace() {
		s.settle()
		s.ids = s.index(s.p)
		s.some = len(s.ids) < s.len(s.p)
	}
}

// taken reports that a row of the id is there or waits to be put in.
func (s *standing) taken(id string) bool {
	if s.byPlace() {
		return s.find(id) >= 0
	}
	s.read()
	return has(s.ids, id)
}

// find is the row of an id, -1 when there is none. Rows that wait for it to be
// right are put in or out first.
func (s *standing) find(id string) int {
	if len(s.to) > 0 {
		s.settle()
	}
	for range 2 {
		row, ok := -1, false
		if s.byPlace() {
			row = s.table.find(s.p, id)
			ok = row >= 0
		} else {
			s.read()
			row, ok = s.ids[id]
		}
		if n := len(s.gone); n > 0 && (!ok && s.byPlace() || ok && row >= s.gone[n-1]) {
			s.settle() // what stands behind a row that goes moves up
			continue
		}
		if !ok {
			return -1
		}
		if now, there := s.idAt(s.p, row); there && now == id {
			return row
		}
		s.ids = nil // somebody moved it
	}
	return s.table.find(s.p, id)
}

// RowOf is Project.RowOf.
func (e *Editor) RowOf(path string) int {
	name, id, _, err := SplitPath(path)
	s, ok := e.table(name)
	if err != nil || !ok {
		return -1
	}
	return s.find(id)
}

// Len is the number of rows of a table.
func (e *Editor) Len(table string) int {
	s, ok := e.table(table)
	if !ok {
		return 0
	}
	return s.size()
}

// Cell is Project.Cell.
func (e *Editor) Cell(path string) (string, error) {
	name, id, field, err := SplitPath(path)
	s, ok := e.table(name)
	if err != nil || !ok {
		return e.p.Cell(path)
	}
	if field == "" {
		if !s.byPlace() && !s.taken(id) { // does not wait for the rows to be put in
			return "", nil
		}
		row := s.find(id)
		if row < 0 {
			return "", nil
		}
		text, _ := s.text(s.p, row)
		return text, nil
	}
	row := s.find(id)
	if row < 0 {
		return "", s.noRow(id)
	}
	get, _, err := s.cellAt(e.p, row, field)
	if err != nil {
		return "", fmt.Errorf("%s %s: %w", name, id, err)
	}
	return get(), nil
}

// Apply is Project.Apply.
func (e *Editor) Apply(edit Edit) error {
	name, id, field, err := SplitPath(edit.What)
	s, ok := e.table(name)
	if err != nil || !ok {
		return e.p.Apply(edit)
	}
	e.p.decided = false
	if field != "" {
		return s.set(edit, id, field)
	}
	switch {
	case edit.Before == "":
		if !s.byPlace() && s.taken(id) {
			return alreadyThere(name, id)
		}
		return s.put(e, edit, id)
	case s.find(id) < 0:
		return fmt.Errorf("there is no %s %q", name, id)
	case edit.After == "":
		s.take(id)
		return nil
	}
	at := s.find(id)
	row, now, err := e.decode(s, edit.After, id)
	if err != nil {
		return err
	}
	if now != id && s.taken(now) {
		return alreadyThere(name, now)
	}
	s.replace(s.p, at, row)
	s.renamed(id, now, at)
	return nil
}

func (s *standing) noRow(id string) error {
	return fmt.Errorf("%s %s: there is no row %q", s.name, id, id)
}

func alreadyThere(name, id string) error {
	return fmt.Errorf("there is a %s %q already; choose another name", name, id)
}

// set changes a cell.
func (s *standing) set(edit Edit, id, field string) error {
	row := s.find(id)
	if row < 0 {
		return s.noRow(id)
	}
	_, set, err := s.cellAt(s.p, row, field)
	if err != nil {
		return fmt.Errorf("%s %s: %w", s.name, id, err)
	}
	now := id
	if path := renamed(edit.What, edit.After); path != edit.What {
		if _, now, _, err = SplitPath(path); err == nil && s.taken(now) {
			return alreadyThere(s.name, now)
		}
	}
	if err := set(edit.After); err != nil {
		return err
	}
	if at, _ := s.idAt(s.p, row); at != id {
		s.renamed(id, at, row)
	}
	return nil
}

// renamed follows a row to its new id.
func (s *standing) renamed(id, now string, row int) {
	switch {
	case id == now || s.ids == nil:
	case s.some || has(s.ids, now):
		s.ids = nil
	default:
		delete(s.ids, id)
		s.ids[now] = row
	}
}

// put puts a row in: at the end at once, further up with the others of its run.
func (s *standing) put(e *Editor, edit Edit, id string) error {
	row, own, err := e.decode(s, edit.After, id)
	if err != nil {
		return err
	}
	if len(s.gone) > 0 {
		s.settle()
	}
	at := min(max(edit.Row, 0), s.size())
	if n := len(s.to); n > 0 && at <= s.to[n-1] {
		s.settle()
	}
	s.read()
	where := notYet
	if len(s.to) == 0 && at == s.size() {
		s.add(s.p, row)
		where = at
	} else {
		s.to, s.rows = append(s.to, at), append(s.rows, row)
	}
	switch {
	case s.byPlace():
	case has(s.ids, own): // under another id than the path's
		s.settle()
		s.ids = nil
	default:
		s.ids[own] = where
	}
	return nil
}

// take takes a row out with the others of its run.
func (s *standing) take(id string) {
	s.gone = append(s.gone, s.find(id)) // find settles what stands before it in the run
	if s.some {
		s.settle()
	} else if s.ids != nil {
		delete(s.ids, id)
	}
}
