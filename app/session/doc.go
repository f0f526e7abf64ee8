// Package session is the open document, its plan and the background work of the
// window. It belongs to the UI goroutine: every method is called there and
// every event arrives there. Pages read the project through it, change it with
// Apply, and are told by events.
//
//	stop := s.Subscribe(func(e session.Event) {
//		switch e.Kind {
//		case session.Opened, session.ProjectChanged: page.refresh()
//		case session.PlanChanged: page.showPlan(s.Plan())
//		}
//	})
//	err := s.Apply("Mass of EA110-RO", planner.Edit{What: planner.Path("part", "EA110-RO", "mass_g"), Before: "71", After: "72"})
//
// Project gives a new value after every change: ask for it again instead of
// keeping the pointer. It is read only.
package session

import (
	"context"

	"fyne.io/fyne/v2"

	"remanence/app/why"
	"remanence/planner"
)

// Planner makes plans. The real one stands on the optimiser; tests fake it. It
// runs in the background and must obey ctx. The progress text is shown to
// buyers: "Comparing suppliers", fraction 0 to 1, below 0 when unknown. When ctx
// ends early it may return the best plan so far.
type Planner interface {
	Plan(ctx context.Context, p *planner.Project, progress func(text string, fraction float64)) (plan, asToday, cheapest *planner.Plan, err error)
}

// Finder is a Planner that hands on every better plan while it still looks for
// the best one.
type Finder interface {
	Find(ctx context.Context, p *planner.Project, progress func(text string, fraction float64), found func(*planner.Plan)) (*planner.Plan, error)
}

// Baseliner is a Planner whose Plan leaves the baselines to a second call, so
// that the plan is on screen while they are made.
type Baseliner interface {
	Baselines(ctx context.Context, p *planner.Project, progress func(text string, fraction float64)) (asToday, cheapest *planner.Plan, err error)
}

// Resumer is a Planner that takes up a plan it did not make, such as the one a
// file brought, so that the plan after the next change comes soon. It says
// nothing and shows nothing.
type Resumer interface {
	Resume(ctx context.Context, p *planner.Project, plan *planner.Plan)
}

// EventKind says what happened.
type EventKind int

// The kinds of event.
const (
	ProjectChanged EventKind = iota // an edit, undo or redo; Event.Edits says which cells, nil when unknown
	PlanChanged                     // another plan, or the plan became out of date or up to date again
	PlanRecounted                   // the plan was counted a second time
	StatusChanged                   // planning started, moved on, ended
	Opened                          // another document
	Saved                           // the document was saved or got a new name
	JournalFailed                   // a change is not kept for the case of a crash; Event.What says why
	Navigate                        // show Event.Page at Event.What
	Explain                         // show where a figure comes from: Event.Why
)

// Event tells the pages what happened.
type Event struct {
	Kind  EventKind
	Edits []planner.Edit // ProjectChanged
	Page  string         // Navigate: overview, demand, sources, plan
	What  string         // Navigate: a part id, an offer id, an edit path
	Why   why.Explanation
}

// StatusKind is the state of the plan.
type StatusKind int

// The states of the plan.
const (
	NoPlan    StatusKind = iota // none was made yet
	UpToDate                    // the plan belongs to the inputs on screen
	OutOfDate                   // the inputs changed since
	Planning                    // a plan is being made
	Failed                      // it cannot be made; Text says why
)

// Status is the state of the plan in words.
type Status struct {
	Kind     StatusKind
	Text     string  // a sentence for the chip and its tooltip
	Fraction float64 // of Planning, 0 to 1; below 0 unknown
}

// Explainer is a page that can say where the figure that is selected on it comes
// from; false when none is.
type Explainer interface {
	Why() (why.Explanation, bool)
}

// Page is one page of the window.
type Page interface {
	ID() string    // "demand"
	Title() string // "Demand"
	Content() fyne.CanvasObject
	// Shown is called each time the page comes to the front; what is the thing
	// to show, "" for none.
	Shown(what string)
}
