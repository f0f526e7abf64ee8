package session

import (
	"context"
	"sync/atomic"
	"time"
)

// Task is work of a page off the UI goroutine: a figure that takes longer than a
// frame. It may be cancelled at any time; what it still brings back is dropped.
type Task struct {
	cancel context.CancelFunc
	over   atomic.Bool
}

// Cancel ends the task. Neither each nor done is called any more.
func (t *Task) Cancel() {
	if t != nil {
		t.over.Store(true)
		t.cancel()
	}
}

// Running reports whether the task still works.
func (t *Task) Running() bool { return t != nil && !t.over.Load() }

// Work does work in the background. It gets its own context, which ends when
// the task is cancelled or the session closes, and tell, which brings a value
// to each on the UI goroutine: progress, or an answer that gets better. done is
// called there once at the end, with the error of work. Work must read nothing
// the UI changes: give it the project as it stands, which is never changed again.
func Work[T any](s *Session, work func(ctx context.Context, tell func(T)) error, each func(T), done func(error)) *Task {
	ctx, cancel := context.WithCancel(context.Background())
	t := &Task{cancel: cancel}
	if s.closed {
		t.Cancel()
		return t
	}
	s.nextTask++
	id := s.nextTask
	s.tasks[id] = t
	back := func(f func()) {
		s.run(func() {
			if !t.over.Load() && !s.closed {
				f()
			}
		})
	}
	s.jobs.Go(func() {
		defer cancel()
		defer tidy(time.Now())
		err := work(ctx, func(v T) { back(func() { each(v) }) })
		s.run(func() {
			delete(s.tasks, id)
			if !s.closed && t.over.CompareAndSwap(false, true) {
				done(err)
			}
		})
	})
	return t
}

// Planner is what makes the plans; pages ask it for the answers they declare an
// interface for. It may be nil.
func (s *Session) Planner() Planner { return s.planner }
