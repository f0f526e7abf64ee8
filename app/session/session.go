package session

import (
	"context"
	"fmt"
	"sync"
	"time"

	"remanence/app/why"
	"remanence/data/document"
	"remanence/data/reference"
	"remanence/planner"
)

// Session is the open document with its plan. See the package comment.
type Session struct {
	shipped *planner.Facts
	facts   *planner.Facts // shipped and the project's own rows
	doc     *document.Document
	planner Planner
	run     func(func())

	front    front // the scenario the pages show
	problems planner.Problems
	status   Status

	journals string // folder, "" keeps none
	journal  *document.FileJournal

	subscribers map[int]func(Event)
	nextID      int

	generation int // of the planning run whose results are wanted
	pause      *time.Timer
	cancel     context.CancelFunc
	jobs       sync.WaitGroup
	tasks      map[int]*Task // of pages, by number
	nextTask   int
	closed     bool

	recounted *planner.Plan // the plan that recount is about
	recount   Recount

	// Check lists what is wrong with a project.
	check func(*planner.Project, *planner.Facts) planner.Problems
}

// Pause is how long the session waits after an edit before it plans again.
const Pause = 300 * time.Millisecond

// New makes the session of a document. run brings a function to the UI
// goroutine (ui.Do). A nil planner never plans.
func New(facts *planner.Facts, doc *document.Document, pl Planner, run func(func())) *Session {
	s := &Session{shipped: facts, planner: pl, run: run, subscribers: map[int]func(Event){}, tasks: map[int]*Task{}, check: (*planner.Project).Validate}
	s.take(doc)
	return s
}

// ForProject is a session without planning over a project in memory, for tests
// of pages.
func ForProject(facts *planner.Facts, p *planner.Project) *Session {
	return New(facts, document.New(p), nil, func(f func()) { f() })
}

// Facts is the shipped knowledge and the project's own rows after it.
func (s *Session) Facts() *planner.Facts { return s.facts }

// Project is what the pages show, read only and only until the next change: the
// project, or what becomes of it under the scenario in front.
func (s *Session) Project() *planner.Project {
	if s.front.id != "" {
		return s.front.project
	}
	return s.doc.Project()
}

// Doc is the open document.
func (s *Session) Doc() *document.Document { return s.doc }

// Problems is everything wrong with the current project.
func (s *Session) Problems() planner.Problems { return s.problems }

// Plan is the last plan of what the pages show, nil when there is none; stale when
// the inputs changed since it was made.
func (s *Session) Plan() (plan *planner.Plan, stale bool) {
	if s.front.id != "" {
		return s.front.made.Plan, s.front.made.Plan != nil && s.front.made.Plan.Digest != s.Digest()
	}
	return s.doc.Plan(), s.doc.Stale()
}

// AsToday is the plan of today's shares and prices continued, nil when there is
// none. While planning it may still be the one of the inputs before.
func (s *Session) AsToday() *planner.Plan {
	if s.front.id != "" {
		return s.front.made.AsToday
	}
	asToday, _ := s.doc.Baselines()
	return asToday
}

// Cheapest is the cheapest plan with every optional rule off, nil when there is
// none. While planning it may still be the one of the inputs before.
func (s *Session) Cheapest() *planner.Plan {
	if s.front.id != "" {
		return s.front.made.Cheapest
	}
	_, cheapest := s.doc.Baselines()
	return cheapest
}

// Status is the state of the plan.
func (s *Session) Status() Status { return s.status }

// Hint is what to do, or to wait for, while there is no plan to show; "" when there
// is one.
func (s *Session) Hint() string {
	if plan, _ := s.Plan(); plan != nil {
		return ""
	}
	return s.status.Text
}

// Open takes another document. Planning of the old one stops.
func (s *Session) Open(doc *document.Document) {
	s.stop()
	s.letGo()
	s.take(doc)
	s.keep()
	s.tell(Event{Kind: Opened})
	s.tell(Event{Kind: PlanChanged})
	s.Start()
}

// Start plans the document the session was made with, unless it brought its
// plan. Call it when the window runs.
func (s *Session) Start() {
	if s.status.Kind != UpToDate || s.AsToday() == nil {
		s.Replan()
		return
	}
	s.resume()
}

// Unsaved reports changes that closing would lose. A plan alone is no loss for a
// project that is in no file: it can be made again.
func (s *Session) Unsaved() bool {
	if s.doc.Path() == "" {
		_, changed := s.doc.CanUndo()
		return changed
	}
	return s.doc.Dirty()
}

// Save writes the document to a file and tells the pages.
func (s *Session) Save(path string) error { return s.save(s.doc.Save, path) }

// SaveOver saves also over what another program wrote into the file.
func (s *Session) SaveOver(path string) error { return s.save(s.doc.SaveOver, path) }

func (s *Session) save(to func(string) error, path string) error {
	err := to(path)
	s.tell(Event{Kind: Saved})
	return err
}

func (s *Session) take(doc *document.Document) {
	s.doc, s.front = doc, front{}
	s.inputsChanged()
	s.status = s.resting()
	if s.status.Kind == UpToDate {
		s.countAgain()
	}
}

// inputsChanged brings what follows from the project up to date.
func (s *Session) inputsChanged() {
	s.facts = s.FactsOf(s.doc.Project())
	notes := s.layFront()
	if s.front.id != "" {
		s.facts = s.FactsOf(s.front.project)
	}
	s.problems = append(s.check(s.Project(), s.facts), notes...)
}

// FactsOf are the facts that hold in a project, which may replace rows of the library.
func (s *Session) FactsOf(p *planner.Project) *planner.Facts {
	if reference.Overrides(p) {
		return reference.Shipped().WithProject(p)
	}
	return s.shipped
}

// Apply makes one undoable change of one or more edits, all or none. The plan
// becomes out of date and is made again after a short pause. With a scenario in
// front the change is one of the scenario; the project itself stays.
func (s *Session) Apply(name string, edits ...planner.Edit) error {
	if len(edits) == 0 {
		return nil
	}
	kept, err := s.record(edits)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	if err := s.doc.Apply(document.Change{Name: name, Edits: kept}); err != nil {
		return err // it begins with the name
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
	s.tellChanged(edits)
}

// tellChanged tells the pages that the project is another one now, and plans soon.
func (s *Session) tellChanged(edits []planner.Edit) {
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
	switch e.Kind {
	case Opened, PlanChanged, StatusChanged:
		if s.status.Kind == UpToDate {
			s.countAgain()
		}
	}
}

// Navigate asks the window to show a page at a thing: "sources" and a part id.
func (s *Session) Navigate(page, what string) {
	s.tell(Event{Kind: Navigate, Page: page, What: what})
}

// Explain asks the window to show where a figure comes from.
func (s *Session) Explain(e why.Explanation) { s.tell(Event{Kind: Explain, Why: e}) }

// Background does work off the UI goroutine that Close waits for. It must end by
// itself.
func (s *Session) Background(work func()) {
	if !s.closed {
		s.jobs.Go(work)
	}
}

// Stop ends planning for good; Wait waits until nothing runs any more and may be
// called anywhere.
func (s *Session) Stop() {
	s.closed = true
	s.stop()
	for _, t := range s.tasks {
		t.Cancel()
	}
}

// Wait waits for the background work after Stop.
func (s *Session) Wait() { s.jobs.Wait() }

// Close stops the background work, waits for it, and lets the document go.
func (s *Session) Close() {
	s.Stop()
	s.Wait()
	s.letGo()
}
