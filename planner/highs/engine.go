package highs

import (
	"context"
	"sync"

	"github.com/tetratelabs/wazero"
)

// Engine is the compiled optimiser, from which any number of solvers are started.
// It may be used from several goroutines.
type Engine struct {
	limit uint64 // of the memory of each solver, bytes
	code  code

	mu       sync.Mutex
	solvers  map[*Solver]*instance // those that hold memory
	starting sync.WaitGroup        // calls of New in progress
	closed   bool
}

// code is the optimiser's program, ready to be started any number of times.
type code interface {
	start(in *instance, limit uint64) (machine, error)
	close() error
}

// EngineOption changes how an engine is set up.
type EngineOption func(*config)

type config struct {
	memoryLimit uint64
	portable    bool
}

// WithMemoryLimit sets how much memory each solver may take, in bytes; at least
// 32 MiB, at most 2 GiB. The default is 1 GiB. A solver that needs more ends in a
// *Failure of kind FailureMemory.
func WithMemoryLimit(bytes int64) EngineOption {
	const least, most = 32 << 20, 2 << 30
	return func(c *config) { c.memoryLimit = uint64(min(max(bytes, least), most)) }
}

// Portable runs the optimiser in the WebAssembly runtime even where it is built in as
// machine code. Answers are the same, it takes about twice as long.
func Portable() EngineOption { return func(c *config) { c.portable = true } }

// Load makes an engine: of the machine code where the program was built with it (make
// engine), else of the WebAssembly. Compiling that takes some seconds of work the first time; the
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
	if compiled := compiledCode(); compiled != nil && !c.portable {
		return newEngine(compiled, c), nil
	}
	if cacheDir != "" {
		if e, err := loadCached(ctx, cacheDir, c); err == nil || ctx.Err() != nil {
			return e, err
		}
	}
	return compile(ctx, wazero.NewCompilationCache(), c)
}

func newEngine(program code, c config) *Engine {
	return &Engine{limit: c.memoryLimit, code: program, solvers: map[*Solver]*instance{}}
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
	return e.code.close()
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
