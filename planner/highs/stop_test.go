package highs

import (
	"context"
	"errors"
	"math"
	"testing"
	"time"
)

// A search is cancelled while it runs: it stops soon, with what it had found, and
// the same solver can go on.
func TestCancelSearch(t *testing.T) {
	m := marketSplit(5, 40)
	s := newSolver(t, m)
	ctx, cancel := context.WithCancel(context.Background())
	var cancelled time.Time
	var last Progress
	r, err := s.Run(ctx, Options{}, func(p Progress) {
		if p.HasIncumbent && p.Nodes > 0 && cancelled.IsZero() {
			cancelled = time.Now()
			cancel()
		}
		last = p
	})
	if err != nil || !r.Status.Stopped() {
		t.Fatalf("%v, %v", r.Status, err)
	}
	if cancelled.IsZero() {
		t.Fatal("no progress with a solution was told")
	}
	// Stopping in order takes milliseconds, killing a second more.
	if d := time.Since(cancelled); d > 10*time.Second {
		t.Errorf("stopped %v after the request", d)
	}
	checkFeasible(t, m, r)
	if r.Objective > last.Incumbent+1e-6 || r.Bound < last.Bound-1e-6 || r.Bound > r.Objective {
		t.Errorf("result %v, bound %v; last progress %+v", r.Objective, r.Bound, last)
	}
	if r.Status == Cancelled {
		if r, err = s.Run(context.Background(), Options{NodeLimit: 5}, nil); err != nil || r.Status != NodeLimit {
			t.Errorf("run after the cancelled one: %v, %v", r.Status, err)
		}
	}
}

// A run that does not stop in order is killed; the best solution survives it.
func TestKillKeepsIncumbent(t *testing.T) {
	m := marketSplit(5, 40)
	s := newSolver(t, m)
	// The rows of the saved solution are computed here, changes included.
	if err := s.ChangeCoeff(0, 3, 7); err != nil {
		t.Fatal(err)
	}
	if err := s.AddRows([]float64{1}, []float64{Inf()}, []int32{0, 2}, []int32{0, 1}, []float64{1, 2}); err != nil {
		t.Fatal(err)
	}
	var found float64
	r, err := s.Run(context.Background(), Options{}, func(p Progress) {
		if p.HasIncumbent && p.Nodes > 0 {
			found = p.Incumbent
			s.in.current.kill.Store(true) // what the watch does when its patience ends
		}
	})
	if err != nil || r.Status != Interrupted || !r.Status.Stopped() {
		t.Fatalf("%v, %v", r.Status, err)
	}
	m.Value[m.Start[3]] = 7
	checkFeasible(t, m, Result{HasSolution: r.HasSolution, X: r.X, RowActivity: r.RowActivity[:5], Objective: r.Objective})
	if want := r.X[0] + 2*r.X[1]; !near(r.RowActivity[5], want) || want < 1-1e-6 {
		t.Errorf("added row is %v, reported as %v", want, r.RowActivity[5])
	}
	if !near(r.Objective, found) || math.IsInf(r.Gap, 0) {
		t.Errorf("objective %v with gap %v, told before: %v", r.Objective, r.Gap, found)
	}
	if _, err := s.Run(context.Background(), Options{}, nil); !errors.Is(err, ErrSpent) {
		t.Errorf("run after the kill: %v", err)
	}
	if err := s.Pass(m); !errors.Is(err, ErrSpent) {
		t.Errorf("model after the kill: %v", err)
	}
}

// The watch requests first and kills later.
func TestWatchEscalates(t *testing.T) {
	var r run
	ctx, cancel := context.WithCancel(context.Background())
	done := r.watch(ctx)
	if r.stop.Load() || r.kill.Load() {
		t.Fatal("stopped before the context ended")
	}
	cancel()
	start := time.Now()
	for !r.kill.Load() {
		if time.Since(start) > 10*killAfter {
			t.Fatal("never killed")
		}
		if !r.stop.Load() && time.Since(start) > killAfter/2 {
			t.Fatal("not requested in time")
		}
		time.Sleep(time.Millisecond)
	}
	if d := time.Since(start); d < killAfter*9/10 {
		t.Errorf("killed after %v", d)
	}
	done()
}

// Linear programs stop as well, whichever method runs.
func TestCancelLinear(t *testing.T) {
	m := transport(20, 150, 12)
	for _, method := range []Method{Simplex, InteriorPoint} {
		s := newSolver(t, m)
		ctx, cancel := context.WithCancel(context.Background())
		calls := 0
		r, err := s.Run(ctx, Options{Method: method}, func(Progress) { calls++; cancel() })
		if err != nil || !r.Status.Stopped() || calls == 0 {
			t.Fatalf("method %v: %v, %v, %d calls", method, r.Status, err, calls)
		}
		if r.Status == Cancelled {
			if r := mustRun(t, s, Options{Method: method}); r.Status != Optimal {
				t.Errorf("method %v, run after the cancelled one: %v", method, r.Status)
			}
		}
		cancel()
	}
}

func TestCancelledBefore(t *testing.T) {
	s := newSolver(t, marketSplit(2, 10))
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	r, err := s.Run(ctx, Options{}, nil)
	if err != nil || r.Status != Cancelled || r.HasSolution {
		t.Errorf("%v, %v, solution %v", r.Status, err, r.HasSolution)
	}
}

// The limit counts from the start of each run, not from the first one.
func TestTimeLimit(t *testing.T) {
	m := marketSplit(5, 40)
	s := newSolver(t, m)
	for range 2 {
		r := mustRun(t, s, Options{TimeLimit: 300 * time.Millisecond})
		if r.Status != TimeLimit {
			t.Fatalf("%v", r.Status)
		}
		if r.Seconds < 0.29 || r.Seconds > 5 {
			t.Errorf("ran for %v s", r.Seconds)
		}
		checkFeasible(t, m, r)
		if r.Bound > r.Objective || r.Gap != relativeGap(r.Objective, r.Bound) {
			t.Errorf("objective %v, bound %v, gap %v", r.Objective, r.Bound, r.Gap)
		}
	}
}

func TestNodeAndIterationLimits(t *testing.T) {
	m := marketSplit(5, 40)
	r := mustSolve(t, m, Options{NodeLimit: 3})
	if r.Status != NodeLimit || r.Nodes < 1 || r.Nodes > 10 {
		t.Errorf("%v after %d nodes", r.Status, r.Nodes)
	}
	checkFeasible(t, m, r)
	if r = mustSolve(t, transport(4, 10, 6), Options{IterationLimit: 5, Method: Simplex}); r.Status != IterationLimit || r.SimplexIterations != 5 {
		t.Errorf("%v after %d iterations", r.Status, r.SimplexIterations)
	}
}

// A wide gap ends the search before the optimum is proven, and says how far it got.
func TestGap(t *testing.T) {
	m := wholeLots(4, 10, 4)
	r := mustSolve(t, m, Options{Gap: 0.05})
	if r.Status != Optimal || r.Gap > 0.05 || r.Bound > r.Objective {
		t.Errorf("%v, objective %v, bound %v, gap %v", r.Status, r.Objective, r.Bound, r.Gap)
	}
	exact := mustSolve(t, m, Options{Gap: -1})
	if exact.Status != Optimal || exact.Gap > 1e-9 || exact.Objective > r.Objective+1e-6 || exact.Objective < r.Bound-1e-6 {
		t.Errorf("%v, objective %v, gap %v; with 5 %%: %v to %v", exact.Status, exact.Objective, exact.Gap, r.Bound, r.Objective)
	}
}
