package document

import (
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"remanence/planner"
)

// Change is one step a user makes: a name for the menu and its edits.
type Change struct {
	Name  string         `json:"name"`
	Edits []planner.Edit `json:"edits"`
}

// Entry is a line of the change log.
type Entry struct {
	Change
	Kind string    // Applied, Undone or Redone
	At   time.Time // when
}

// Kinds of log entries.
const (
	Applied = "applied"
	Undone  = "undone"
	Redone  = "redone"
)

// Journal keeps changes on disk between saves, so that a crash loses none.
// Append is called after each change, undo and redo; Truncate after the project
// was saved.
//
// KeepWaiting is called with the rows of imports that wait whenever they change.
type Journal interface {
	Append(Change) error
	KeepWaiting([]json.RawMessage) error
	Truncate() error
}

// Document is an open project. It is not safe for use by several goroutines.
type Document struct {
	project    *planner.Project
	extras     *extra // fields of the file this version does not know
	path       string
	saved      bool   // the file at path was read or written, changes since are in undo
	onDisk     string // digest of the file when it was read or written, "" when neither
	password   string // of the file, "" for none
	undo, redo []step
	savedAt    int // id of the change on top of undo when saved; 0 is none
	nextID     int
	log        []Entry
	unsaved    []Change // since the file was read or written, undone ones included
	now        func() time.Time
	journal    Journal

	plan, asToday, cheapest *planner.Plan
	planDirty               bool
	waiting                 []json.RawMessage // rows of imports that wait
	waitingDirty            bool              // they differ from the file's
	results                 []Result
	digest                  string // cached, "" after a change
	warnings                planner.Problems

	subscribers map[int]func(Event)
	nextSub     int
}

type step struct {
	id int
	Change
}

// New makes a document of a project that is in no file yet.
func New(p *planner.Project) *Document {
	return &Document{project: p, now: time.Now, nextID: 1, subscribers: map[int]func(Event){}}
}

// Project is the current project, read only. The next change makes a new one
// and leaves this one as it is.
func (d *Document) Project() *planner.Project { return d.project }

// Path is the file of the document, "" when it was never saved.
func (d *Document) Path() string { return d.path }

// Detach makes the document a copy that is in no file yet.
func (d *Document) Detach() { d.path, d.saved = "", false }

// Warnings says what was noticed when the file was opened or saved, such as a
// stored plan that could not be read.
func (d *Document) Warnings() planner.Problems { return d.warnings }

// SetJournal makes j keep every further change.
func (d *Document) SetJournal(j Journal) { d.journal = j }

// Apply makes every edit of a change, or none when one of them cannot be made.
// It fills in each edit's Before, and the position of rows it removes, so that
// the caller need not know them.
func (d *Document) Apply(c Change) error {
	if len(c.Edits) == 0 {
		return nil
	}
	made, err := Prepare(d.project, c)
	if err != nil {
		return err
	}
	d.commit(made)
	return nil
}

// Prepared is a change made to a copy of a project, which a document can take.
type Prepared struct {
	from, next *planner.Project
	change     Change
}

// Project is what the change makes of the project; read only.
func (p *Prepared) Project() *planner.Project { return p.next }

// Prepare makes a change to a copy of a project, all edits or none. A project of a
// document is never written to, so that a large change can be prepared in the
// background while the document is in use.
func Prepare(p *planner.Project, c Change) (*Prepared, error) {
	next := p.Clone()
	edits, editor := slices.Clone(c.Edits), next.Editor()
	for i := range edits {
		if i%planner.ReadyAt == 0 {
			editor.Ready(edits[i:min(i+planner.ReadyAt, len(edits))])
		}
		if err := prepare(editor, &edits[i]); err != nil {
			return nil, fmt.Errorf("%s: %w", c.Name, err)
		}
		if err := editor.Apply(edits[i]); err != nil {
			return nil, fmt.Errorf("%s: %w", c.Name, err)
		}
	}
	editor.Done()
	c.Edits = edits
	return &Prepared{p, next, c}, nil
}

// Commit takes a prepared change. It reports false, and takes nothing, when the
// project is no longer the one it was prepared from.
func (d *Document) Commit(made *Prepared) bool {
	if d.project != made.from {
		return false
	}
	d.commit(made)
	return true
}

func (d *Document) commit(made *Prepared) {
	d.undo = append(d.undo, step{d.nextID, made.change})
	d.nextID++
	d.redo = nil
	d.take(made.next, made.change, Applied)
}

// prepare fills in what an edit needs to be undone. A row edit without Before
// adds a row; with any Before it replaces one, so that adding a part can never
// overwrite another by accident.
func prepare(editor *planner.Editor, e *planner.Edit) error {
	table, _, field, err := planner.SplitPath(e.What)
	if err != nil {
		return err
	}
	if field == "" && e.Before == "" && e.After != "" {
		if table == "stock" {
			// A lot is known by its position: undo must find it where it went.
			e.Row = min(max(e.Row, 0), editor.Len(table))
			e.What = planner.Path(table, fmt.Sprint(e.Row))
		}
		return nil
	}
	before, err := editor.Cell(e.What)
	if err != nil {
		return err
	}
	switch {
	case field == "" && before == "":
		return fmt.Errorf("there is no row %s", e.What)
	case field == "":
		e.Row = editor.RowOf(e.What)
	}
	e.Before = before
	return nil
}

// take makes next the project and tells everyone.
func (d *Document) take(next *planner.Project, c Change, kind string) {
	for _, e := range c.Edits {
		d.extras.follow(e)
	}
	d.project, d.digest = next, ""
	d.log = append(d.log, Entry{c, kind, d.now()})
	d.unsaved = append(d.unsaved, c)
	if d.journal != nil {
		if err := d.journal.Append(c); err != nil {
			d.tell(JournalFailed{err})
		}
	}
	paths := make([]string, len(c.Edits))
	for i, e := range c.Edits {
		paths[i] = e.What
	}
	d.tell(Changed{paths})
}

// Undo takes the last change back and gives its name.
func (d *Document) Undo() (name string, ok bool) {
	if len(d.undo) == 0 {
		return "", false
	}
	s := d.undo[len(d.undo)-1]
	back := Change{Name: s.Name}
	for _, e := range slices.Backward(s.Edits) {
		back.Edits = append(back.Edits, e.Inverse())
	}
	next := d.project.Clone()
	editor := next.Editor()
	if editor.ApplyAll(back.Edits) != nil {
		return s.Name, false
	}
	editor.Done()
	d.undo, d.redo = d.undo[:len(d.undo)-1], append(d.redo, s)
	d.take(next, back, Undone)
	return s.Name, true
}

// Redo makes the change again that was taken back last.
func (d *Document) Redo() (name string, ok bool) {
	if len(d.redo) == 0 {
		return "", false
	}
	s := d.redo[len(d.redo)-1]
	next := d.project.Clone()
	editor := next.Editor()
	if editor.ApplyAll(s.Edits) != nil {
		return s.Name, false
	}
	editor.Done()
	d.undo, d.redo = append(d.undo, s), d.redo[:len(d.redo)-1]
	d.take(next, s.Change, Redone)
	return s.Name, true
}

// CanUndo names the change Undo would take back.
func (d *Document) CanUndo() (name string, ok bool) { return last(d.undo) }

// CanRedo names the change Redo would make again.
func (d *Document) CanRedo() (name string, ok bool) { return last(d.redo) }

func last(steps []step) (string, bool) {
	if len(steps) == 0 {
		return "", false
	}
	return steps[len(steps)-1].Name, true
}

// Log lists every change since the document was opened, undone ones included.
func (d *Document) Log() []Entry { return slices.Clone(d.log) }

// Dirty reports whether the file differs from the document: after a change that
// was not taken back, a new plan, other rows that wait, or when there is no file yet.
func (d *Document) Dirty() bool {
	return d.path == "" && len(d.log) > 0 || d.planDirty || d.waitingDirty || d.top() != d.savedAt
}

func (d *Document) top() int {
	if len(d.undo) == 0 {
		return 0
	}
	return d.undo[len(d.undo)-1].id
}
