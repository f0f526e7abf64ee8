package highs

import (
	"sync"

	"github.com/tetratelabs/wazero/api"
)

// Solver holds one model and the state of its solution, in a memory of its own. Its
// methods may be called from any goroutine, one after the other: a call waits for
// the one in progress.
type Solver struct {
	engine *Engine
	mu     sync.Mutex
	in     *instance // nil when spent or closed
	state  error     // why in is nil
	matrix *matrix   // of the model passed last
}

// with runs f on the instance, and discards the instance if it breaks down.
func (s *Solver) with(f func(in *instance) error) (err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.in == nil {
		return s.state
	}
	defer func() {
		// Reading its memory fails like a call does if the optimiser damaged it so
		// far that an address it gave us lies outside.
		if v := recover(); v != nil {
			b, ok := v.(*breakdown)
			if !ok {
				panic(v)
			}
			err = &Failure{Kind: b.kind, Call: "reading its memory", Detail: b.detail}
		}
		if err != nil && fatal(err) {
			s.discard(ErrSpent)
		}
	}()
	return f(s.in)
}

// discard frees the instance; state is what later calls are told.
func (s *Solver) discard(state error) {
	if s.in != nil {
		s.in.close()
		s.engine.forget(s)
	}
	s.in, s.state = nil, state
}

// Close frees the solver's memory. It waits for a call in progress (end the context
// of a run first) and may be called more than once.
func (s *Solver) Close() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.discard(ErrClosed)
}

// Pass replaces the model, basis and solution. The slices of m are copied. Errors:
// those of Model.Check, or a *Failure.
func (s *Solver) Pass(m *Model) error {
	if err := m.Check(); err != nil {
		return err
	}
	return s.with(func(in *instance) error {
		x := matrixOf(m)
		w := &scratch{in: in}
		in.console.reset()
		w.do("Highs_resetOptions")
		w.set(setting{"output_flag", true}) // collected for the error message only
		var kinds uint64
		if x.discrete() {
			kinds = w.ints(x.kinds())
		}
		start := m.Start
		if len(start) == 1 { // no columns
			start = nil
		}
		const byColumn, triangular, minimise = 1, 1, 1
		w.do("Highs_passModel",
			uint64(x.cols), uint64(x.rows), uint64(len(m.Index)), 0,
			byColumn, triangular, minimise, api.EncodeF64(m.Offset),
			w.floats(m.ColCost), w.floats(m.ColLower), w.floats(m.ColUpper),
			w.floats(m.RowLower), w.floats(m.RowUpper),
			w.ints(start), w.ints(m.Index), w.floats(m.Value),
			0, 0, 0, kinds)
		if err := w.free(); err != nil {
			s.matrix = nil
			return err
		}
		s.matrix = x
		return nil
	})
}

// ClearSolver forgets basis and solution, so that the next run starts afresh. The
// model stays.
func (s *Solver) ClearSolver() error {
	return s.with(func(in *instance) error { return in.do("Highs_clearSolver") })
}
