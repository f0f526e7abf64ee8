package session

import (
	"context"
	"fmt"
	"sync"
	"time"

	"remanence/planner"
)

// Session is the open document with its plan. See the package comment.
type Session struct {
	shipped *planner.Facts
	facts   *planner.Facts // shipped and the project's own rows
	doc     *Document
	planner Planner
	run     func(func())

	plans    plans
	problems planner.Problems
	status   Status

	subscribers map[int]func(Event)
	nextID      int

	generation int // of the planning run whose results are wanted
	pause      *time.Timer
	cancel     context.CancelFunc
	jobs       sync.WaitGroup
	closed     bool

	// Check lists what is wrong with a project.
	check func(*planner.Project, *planner.Facts) planner.Problems
}

// plans is what one planning run gave, with the digest of its inputs.
type plans struct {
	plan, asToday, cheapest *planner.Plan
	digest                  string
}

// Pause is how long the session waits after an edit before it plans again.
const Pause = 300 * time.Millisecond

// New makes the session of a document. run brings a function to the UI
// goroutine (fyne.Do). A nil planner never plans.
func New(facts *planner.Facts, doc *Document, pl Planner, run func(func())) *Session {
	s := &Session{shipped: facts, planner: pl, run: run, subscribers: map[int]func(Event){}, check: (*planner.Project).Validate}
	s.take(doc)
	return s
}

// ForProject is a session without planning over a project in memory, for tests
// of pages.
func ForProject(facts *planner.Facts, p *planner.Project) *Session {
	return New(facts, NewDocument(p), nil, func(f func()) { f() })
}

// Facts is the shipped knowledge and the project's own rows after it.
func (s *Session) Facts() *planner.Facts { return s.facts }

// Project is the current project, read only and only until the next change.
func (s *Session) Project() *planner.Project { return s.doc.Project() }

// Doc is the open document.
func (s *Session) Doc() *Document { return s.doc }

// Problems is everything wrong with the current project.
func (s *Session) Problems() planner.Problems { return s.problems }

// Plan is the last plan, nil when there is none; stale when the inputs changed
// since it was made.
func (s *Session) Plan() (plan *planner.Plan, stale bool) {
	return s.plans.plan, s.plans.plan != nil && s.plans.digest != s.doc.Digest()
}

// AsToday is the plan of today's shares and prices continued, nil when there is
// none. It belongs to the same inputs as Plan.
func (s *Session) AsToday() *planner.Plan { return s.plans.asToday }

// Cheapest is the cheapest plan with every optional rule off, nil when there is
// none. It belongs to the same inputs as Plan.
func (s *Session) Cheapest() *planner.Plan { return s.plans.cheapest }

// Status is the state of the plan.
func (s *Session) Status() Status { return s.status }

// Open takes another document. Planning of the old one stops.
func (s *Session) Open(doc *Document) {
	s.stop()
	s.take(doc)
	s.tell(Event{Kind: Opened})
	s.tell(Event{Kind: PlanChanged})
	if s.status.Kind != UpToDate {
		s.Replan()
	}
}

func (s *Session) take(doc *Document) {
	s.doc, s.plans = doc, plans{}
	s.inputsChanged()
	s.status = s.resting()
}

// inputsChanged brings what follows from the project up to date.
func (s *Session) inputsChanged() {
	p := s.Project()
	f := *s.shipped
	f.Grades = append(f.Grades[:len(f.Grades):len(f.Grades)], p.Grades...)
	f.Materials = append(f.Materials[:len(f.Materials):len(f.Materials)], p.Materials...)
	s.facts = &f
	s.problems = s.check(p, s.facts)
}

// Apply makes one undoable change of one or more edits, all or none. The plan
// becomes out of date and is made again after a short pause.
func (s *Session) Apply(name string, edits ...planner.Edit) error {
	if len(edits) == 0 {
		return nil
	}
	if err := s.doc.Apply(Change{Name: name, Edits: edits}); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	s.changed(edits)
	return nil
}

// Undo takes the last change back.
func (s *Session) Undo() {
	if _, ok := s.doc.Undo(); ok {
		s.changed(nil)
	}
}

// Redo makes the change again that was taken back last.
func (s *Session) Redo() {
	if _, ok := s.doc.Redo(); ok {
		s.changed(nil)
	}
}

// CanUndo names the change Undo would take back.
func (s *Session) CanUndo() (string, bool) { return s.doc.CanUndo() }

// CanRedo names the change Redo would make again.
func (s *Session) CanRedo() (string, bool) { return s.doc.CanRedo() }

func (s *Session) changed(edits []planner.Edit) {
	s.stop()
	s.inputsChanged()
	s.status = s.resting()
	s.tell(Event{Kind: ProjectChanged, Edits: edits})
	s.tell(Event{Kind: PlanChanged})
	s.tell(Event{Kind: StatusChanged})
	if s.status.Kind != UpToDate && s.status.Kind != Failed {
		s.replanSoon()
	}
}

// Subscribe calls f with every event until unsubscribe is called.
func (s *Session) Subscribe(f func(Event)) (unsubscribe func()) {
	id := s.nextID
	s.nextID++
	s.subscribers[id] = f
	return func() { delete(s.subscribers, id) }
}

// tell calls the subscribers in the order they came.
func (s *Session) tell(e Event) {
	for id := range s.nextID {
		if f, ok := s.subscribers[id]; ok {
			f(e)
		}
	}
}

// Navigate asks the window to show a page at a thing: "sources" and a part id.
func (s *Session) Navigate(page, what string) {
	s.tell(Event{Kind: Navigate, Page: page, What: what})
}

// Close stops the background work and waits for it.
func (s *Session) Close() {
	s.closed = true
	s.stop()
	s.jobs.Wait()
}
