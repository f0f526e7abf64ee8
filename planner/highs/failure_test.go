package highs

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"os"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/tetratelabs/wazero"
)

// wantFailure checks that an error is a breakdown of the given kind.
func wantFailure(t *testing.T, err error, kind FailureKind) {
	t.Helper()
	var f *Failure
	if !errors.As(err, &f) || f.Kind != kind || !strings.Contains(f.Error(), kind.String()) {
		t.Errorf("error %v, expected: %v", err, kind)
	}
}

// checkAlive shows that the engine works after something else broke.
func checkAlive(t *testing.T, e *Engine) {
	t.Helper()
	m := dense([]float64{1}, []float64{2}, []float64{5}, nil, nil, nil)
	if r, err := e.Solve(context.Background(), m, Options{}, nil); err != nil || r.Objective != 2 {
		t.Errorf("the engine does not work any more: %v, %v", r.Objective, err)
	}
}

// A wild pointer, an abort, an exception and a panic each cost one solver only.
func TestBreakdowns(t *testing.T) {
	m := marketSplit(3, 20)
	// The imports are called by code compiled here, which the runtime would add to
	// the shared cache and so spoil it.
	own, err := Load(context.Background(), copyCache(t), Portable())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { own.Close() })
	t.Run("wild pointer", func(t *testing.T) {
		s := newSolver(t, m)
		s.in.handle = 0xfffffff0
		_, err := s.Run(context.Background(), Options{}, nil)
		wantFailure(t, err, FailureTrap)
		if err := s.ClearSolver(); !errors.Is(err, ErrSpent) {
			t.Errorf("next call: %v", err)
		}
	})
	t.Run("wild pointer from the optimiser", func(t *testing.T) {
		s := newSolver(t, m)
		wantFailure(t, s.with(func(in *instance) error { in.readFloats(0xfffffff0, 4); return nil }), FailureTrap)
		if err := s.ClearSolver(); !errors.Is(err, ErrSpent) {
			t.Errorf("next call: %v", err)
		}
	})
	t.Run("panic in the progress function", func(t *testing.T) {
		s := newSolver(t, m)
		_, err := s.Run(context.Background(), Options{}, func(Progress) { panic("caller's fault") })
		wantFailure(t, err, FailureHost)
		if err == nil || !strings.Contains(err.Error(), "caller's fault") {
			t.Errorf("the cause is lost: %v", err)
		}
	})
	// The optimiser's own ways out are taken by calling the imports it would call.
	for name, kind := range map[string]FailureKind{"_abort_js": FailureAbort, "exit": FailureAbort, "proc_exit": FailureAbort, "__cxa_throw": FailureException} {
		t.Run(name, func(t *testing.T) {
			s := newSolverOn(t, own, m)
			err := s.with(func(in *instance) error { return in.callImport(name, "12some_problem") })
			wantFailure(t, err, kind)
			if kind == FailureException && !strings.Contains(err.Error(), "some_problem") {
				t.Errorf("the type of the exception is lost: %v", err)
			}
			if err := s.Pass(m); !errors.Is(err, ErrSpent) {
				t.Errorf("next call: %v", err)
			}
		})
	}
	t.Run("exception for lack of memory", func(t *testing.T) {
		s := newSolverOn(t, own, m)
		err := s.with(func(in *instance) error { return in.callImport("__cxa_throw", "St9bad_alloc") })
		wantFailure(t, err, FailureMemory)
	})
	checkAlive(t, engine)
	checkAlive(t, own)
}

// callImport calls a function of the host as the optimiser would, with an exception
// of the named type where it takes one.
func (in *instance) callImport(name, typeName string) error {
	w := &scratch{in: in}
	record := w.space(8)
	in.put32(uint32(record)+4, uint32(w.name(typeName)))
	args := []uint64{0, record, 0}[:map[string]int{"__cxa_throw": 3, "_abort_js": 0, "exit": 1, "proc_exit": 1}[name]]

	// Host functions can be called from WebAssembly only: a module that passes it on.
	code := []byte("\x00asm\x01\x00\x00\x00")
	section := func(id byte, body ...byte) { code = append(append(code, id, byte(len(body))), body...) }
	section(1, append(append([]byte{1, 0x60, byte(len(args))}, bytes.Repeat([]byte{0x7f}, len(args))...), 0)...)
	section(2, 1, 1, 'a', 1, importNames[name][0], 0, 0)
	section(7, 1, 1, 'f', 0, 0)
	box := in.machine.(*sandbox)
	relay, err := box.code.runtime.InstantiateWithConfig(box.ctx, code, wazero.NewModuleConfig().WithName(""))
	if err != nil {
		return err
	}
	defer relay.Close(box.ctx)
	if _, err := relay.ExportedFunction("f").Call(box.ctx, args...); err != nil {
		return in.failure(name, err)
	}
	return nil
}

// The limit holds, reaching it is reported as such, and the engine goes on.
func TestMemoryLimit(t *testing.T) {
	small, err := Load(context.Background(), testCache(), WithMemoryLimit(1))
	if err != nil {
		t.Fatal(err)
	}
	defer small.Close()
	checkAlive(t, small)
	for _, m := range []*Model{
		transport(20, 300, 20), // too large to be passed
		transport(10, 100, 30), // can be passed, but not solved
	} {
		_, err := small.Solve(context.Background(), m, Options{Method: InteriorPoint}, nil)
		wantFailure(t, err, FailureMemory)
		checkAlive(t, small)
	}
}

// Starting and closing solvers leaves nothing behind.
func TestManySolvers(t *testing.T) {
	m := wholeLots(3, 6, 4)
	cycle := func() {
		if r := mustSolve(t, m, Options{}); r.Status != Optimal {
			t.Fatal(r.Status)
		}
	}
	for range 20 {
		cycle()
	}
	heap, space := heapBytes(), addressSpace(t)
	for range 200 {
		cycle()
	}
	if grown := heapBytes() - heap; grown > 2<<20 {
		t.Errorf("the heap grew by %d bytes", grown)
	}
	// Each solver reserves 1 GiB of addresses; a leak of one would show.
	if grown := addressSpace(t) - space; grown >= 1<<30 {
		t.Errorf("the address space grew by %d bytes", grown)
	}
	if n := len(engine.solvers); n > 0 {
		t.Errorf("the engine still knows %d solvers", n)
	}
}

func heapBytes() int64 {
	runtime.GC()
	runtime.GC() // finalisers run between the two
	var s runtime.MemStats
	runtime.ReadMemStats(&s)
	return int64(s.HeapAlloc)
}

// addressSpace is what the process has reserved; 0 where the system does not say.
func addressSpace(t *testing.T) int64 {
	text, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		return 0
	}
	pages, err := strconv.ParseInt(strings.Fields(string(text))[0], 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	return pages * int64(os.Getpagesize())
}

// bytesOf writes everything of a result except the time it took.
func bytesOf(t *testing.T, r Result) string {
	t.Helper()
	r.Seconds = 0
	text, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// The same model gives the same bytes: in new solvers, in two at once, and in one
// that solved something else before and was told to forget it.
func TestSameBytes(t *testing.T) {
	mip, lp := marketSplit(4, 25), transport(6, 15, 8)
	o := Options{NodeLimit: 60}
	wantMIP, wantLP := bytesOf(t, mustSolve(t, mip, o)), bytesOf(t, mustSolve(t, lp, o))

	var wg sync.WaitGroup
	got := make([]string, 4)
	for i := range got {
		wg.Go(func() {
			m := []*Model{mip, lp}[i%2]
			r, err := engine.Solve(context.Background(), m, o, func(Progress) {})
			if err == nil {
				got[i] = bytesOf(t, r)
			}
		})
	}
	wg.Wait()
	s := newSolver(t, lp)
	mustRun(t, s, o)
	if err := s.Pass(mip); err != nil {
		t.Fatal(err)
	}
	got = append(got, bytesOf(t, mustRun(t, s, o)))
	if err := s.Pass(lp); err != nil {
		t.Fatal(err)
	}
	got = append(got, bytesOf(t, mustRun(t, s, o)))
	for i, text := range got {
		want := wantMIP
		if i%2 == 1 {
			want = wantLP
		}
		if text != want {
			t.Errorf("run %d differs:\n%.300s\n%.300s", i, text, want)
		}
	}
}

// Closing the engine ends what runs on it, and nothing can be started after.
func TestCloseEngineWhileRunning(t *testing.T) {
	e, err := Load(context.Background(), testCache())
	if err != nil {
		t.Fatal(err)
	}
	s, err := e.New()
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Pass(marketSplit(5, 40)); err != nil {
		t.Fatal(err)
	}
	running, ended := make(chan struct{}), make(chan error)
	go func() {
		var once sync.Once
		_, err := s.Run(context.Background(), Options{}, func(Progress) { once.Do(func() { close(running) }) })
		ended <- err
	}()
	<-running
	closed := make(chan error)
	go func() { closed <- e.Close() }()
	for range 2 {
		select {
		case err := <-ended:
			if !errors.Is(err, ErrClosed) {
				t.Errorf("the run ended with %v", err)
			}
		case err := <-closed:
			if err != nil {
				t.Errorf("closing: %v", err)
			}
		case <-time.After(20 * time.Second):
			t.Fatal("closing waits for ever")
		}
	}
	if _, err := e.New(); !errors.Is(err, ErrClosed) {
		t.Errorf("new solver: %v", err)
	}
	if err := s.ClearSolver(); !errors.Is(err, ErrClosed) {
		t.Errorf("old solver: %v", err)
	}
	s.Close()
	if err := e.Close(); err != nil {
		t.Errorf("closing twice: %v", err)
	}
}
