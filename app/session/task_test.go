package session

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"remanence/data/document"
	"remanence/planner"
)

func quiet() (*Session, ui) {
	u := newUI()
	s := New(&planner.Facts{}, document.New(project()), nil, u.run)
	return s, u
}

func TestATaskTellsOnTheUIGoroutineAndEndsOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, u := quiet()
		defer s.Close()
		var got []int
		ended, failed := 0, errors.New("no")
		task := Work(s, func(ctx context.Context, tell func(int)) error {
			for i := range 3 {
				time.Sleep(time.Second)
				tell(i)
			}
			return failed
		}, func(v int) { got = append(got, v) }, func(err error) {
			if ended++; err != failed {
				t.Error(err)
			}
		})
		time.Sleep(2500 * time.Millisecond)
		if len(got) != 0 {
			t.Fatal("told before the UI goroutine came by")
		}
		u.pump()
		if len(got) != 2 || !task.Running() {
			t.Fatalf("half way: %v", got)
		}
		time.Sleep(time.Second)
		u.pump()
		if len(got) != 3 || ended != 1 || task.Running() {
			t.Errorf("at the end: %v, ended %d", got, ended)
		}
	})
}

func TestACancelledTaskAndAClosedSessionSayNothingMore(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, u := quiet()
		stopped := 0
		start := func() *Task {
			return Work(s, func(ctx context.Context, tell func(int)) error {
				<-ctx.Done()
				stopped++
				tell(1)
				return ctx.Err()
			}, func(int) { t.Error("told") }, func(error) { t.Error("done") })
		}
		start().Cancel()
		start()
		s.Close()
		u.pump()
		if stopped != 2 {
			t.Errorf("%d of 2 ended", stopped)
		}
		if start().Running() {
			t.Error("a closed session works on")
		}
	})
}
