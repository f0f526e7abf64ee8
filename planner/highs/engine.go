package highs

import (
	"context"
	"fmt"
	"runtime"
	"sync"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/experimental"
)

// Engine is the compiled optimiser, from which any number of solvers are started.
// It may be used from several goroutines.
type Engine struct {
	limit   uint64 // of the memory of each solver, bytes
	runtime wazero.Runtime
	cache   wazero.CompilationCache
	code    wazero.CompiledModule
	bridge  wazero.CompiledModule

	mu       sync.Mutex
	solvers  map[*Solver]*instance // those that hold memory
	starting sync.WaitGroup        // calls of New in progress
	closed   bool
}

// EngineOption changes how an engine is set up.
type EngineOption func(*config)

type config struct{ memoryLimit uint64 }

// WithMemoryLimit sets how much memory each solver may take, in bytes; at least
// 32 MiB, at most 2 GiB. The default is 1 GiB. A solver that needs more ends in a
// *Failure of kind FailureMemory.
func WithMemoryLimit(bytes int64) EngineOption {
	const least, most = 32 << 20, 2 << 30
	return func(c *config) { c.memoryLimit = uint64(min(max(bytes, least), most)) }
}

// Load makes an engine. Compiling takes some seconds of work the first time; the
// result is kept in cacheDir, a folder that belongs to the user and to nobody else,
// and later loads take a fraction of a second. A damaged cache is removed and
// rebuilt, a cache that cannot be written is done without; "" means none. Errors:
// ErrChecksum, the error of ctx, or what the runtime says.
func Load(ctx context.Context, cacheDir string, options ...EngineOption) (*Engine, error) {
	if err := verifyCode(wasmCode); err != nil {
		return nil, err
	}
	c := config{memoryLimit: 1 << 30}
	for _, option := range options {
		option(&c)
	}
	if cacheDir != "" {
		if e, err := loadCached(ctx, cacheDir, c); err == nil || ctx.Err() != nil {
			return e, err
		}
	}
	return compile(ctx, wazero.NewCompilationCache(), c)
}

// compile makes an engine with the given store of compiled code, which it then owns.
func compile(ctx context.Context, cache wazero.CompilationCache, c config) (*Engine, error) {
	// Compilation is split over the processors there are; more workers than two
	// gain little, and one processor is left to whatever else runs at start.
	ctx = experimental.WithCompilationWorkers(ctx, min(2, runtime.NumCPU()))
	e := &Engine{
		cache:   cache,
		limit:   c.memoryLimit,
		runtime: wazero.NewRuntimeWithConfig(ctx, wazero.NewRuntimeConfig().WithCompilationCache(cache)),
		solvers: map[*Solver]*instance{},
	}
	if err := e.link(ctx); err != nil {
		e.Close()
		return nil, err
	}
	return e, nil
}

func (e *Engine) link(ctx context.Context) (err error) {
	if e.code, err = e.runtime.CompileModule(ctx, wasmCode); err != nil {
		return fmt.Errorf("highs: compiling the optimiser: %w", err)
	}
	if e.bridge, err = e.runtime.CompileModule(ctx, bridgeCode()); err != nil {
		return fmt.Errorf("highs: compiling the callback module: %w", err)
	}
	if err := instantiateHost(ctx, e.runtime, e.code); err != nil {
		return err
	}
	return instantiateEvents(ctx, e.runtime)
}

// New starts a solver. It takes some milliseconds and about 20 MiB; Close it after use.
func (e *Engine) New() (*Solver, error) {
	e.mu.Lock()
	if e.closed {
		e.mu.Unlock()
		return nil, ErrClosed
	}
	e.starting.Add(1)
	e.mu.Unlock()
	defer e.starting.Done()

	in, err := e.newInstance()
	if err != nil {
		return nil, err
	}
	s := &Solver{engine: e, in: in}
	e.mu.Lock()
	defer e.mu.Unlock()
	e.solvers[s] = in
	return s, nil
}

// forget drops a solver that has no instance any more.
func (e *Engine) forget(s *Solver) {
	e.mu.Lock()
	defer e.mu.Unlock()
	delete(e.solvers, s)
}

// Close ends all solvers, killing what still runs, and frees the engine. Calls in
// progress return ErrClosed.
func (e *Engine) Close() error {
	e.mu.Lock()
	again := e.closed
	e.closed = true
	e.mu.Unlock()
	if again {
		return nil
	}
	// Nothing may run when the runtime frees the memory of its modules.
	e.starting.Wait()
	e.mu.Lock()
	open := make([]*Solver, 0, len(e.solvers))
	for s, in := range e.solvers {
		in.killed.Store(true)
		open = append(open, s)
	}
	e.mu.Unlock()
	for _, s := range open {
		s.Close() // waits until the killed call has unwound
	}
	ctx := context.Background()
	err := e.runtime.Close(ctx)
	if cerr := e.cache.Close(ctx); err == nil {
		err = cerr
	}
	return err
}

// Solve solves one model with a solver of its own. See Solver.Run.
func (e *Engine) Solve(ctx context.Context, m *Model, o Options, progress func(Progress)) (Result, error) {
	s, err := e.New()
	if err != nil {
		return Result{}, err
	}
	defer s.Close()
	if err := s.Pass(m); err != nil {
		return Result{}, err
	}
	return s.Run(ctx, o, progress)
}
