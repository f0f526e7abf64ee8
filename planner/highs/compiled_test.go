//go:build compiled && (linux || darwin)

package highs

import (
	"context"
	"errors"
	"runtime"
	"slices"
	"strings"
	"testing"
)

// The machine code is what an engine runs unless told otherwise.
func TestMachineCodeIsUsed(t *testing.T) {
	if _, ok := engine.code.(*native); !ok {
		t.Fatalf("the engine runs %T", engine.code)
	}
}

// The ways out of the optimiser lead through C frames and cost one solver only.
func TestBreakdownsOfMachineCode(t *testing.T) {
	m := marketSplit(3, 20)
	for name, kind := range map[string]FailureKind{"_abort_js": FailureAbort, "exit": FailureAbort, "proc_exit": FailureAbort, "__cxa_throw": FailureException} {
		s := newSolver(t, m)
		err := s.with(func(in *instance) error {
			w := &scratch{in: in}
			record := w.space(8)
			in.put32(uint32(record)+4, uint32(w.name("12some_problem")))
			if err := in.machine.(*copied).callImport(importNumber(name), []uint64{0, record, 0}); err != nil {
				return in.failure(name, err)
			}
			return nil
		})
		wantFailure(t, err, kind)
		if kind == FailureException && !strings.Contains(err.Error(), "some_problem") {
			t.Errorf("the type of the exception is lost: %v", err)
		}
		if err := s.Pass(m); !errors.Is(err, ErrSpent) {
			t.Errorf("%s, next call: %v", name, err)
		}
	}
	checkAlive(t, engine)
}

// Faults outside the optimiser's memory are Go's own affair, as before.
func TestFaultsOfGoStayGos(t *testing.T) {
	checkAlive(t, engine)
	defer func() {
		if err, ok := recover().(runtime.Error); !ok || !strings.Contains(err.Error(), "nil pointer") {
			t.Errorf("recovered %v", err)
		}
	}()
	var s *Solver
	s.state = nil
}

// importNumber is the number of an import in the translated code: its short names are
// given in alphabetical order.
func importNumber(name string) int { return int(importNames[name][0] - 'a') }

// Both engines take the same steps to the same bits.
func TestBothEnginesAgree(t *testing.T) {
	portable, err := Load(context.Background(), testCache(), Portable())
	if err != nil {
		t.Fatal(err)
	}
	defer portable.Close()
	for name, m := range map[string]*Model{"linear": transport(6, 25, 8), "whole lots": wholeLots(3, 8, 3)} {
		for _, method := range []Method{Simplex, InteriorPoint} {
			o := Options{Method: method, Gap: 1e-4}
			a, err := engine.Solve(context.Background(), m, o, nil)
			if err != nil {
				t.Fatal(err)
			}
			b, err := portable.Solve(context.Background(), m, o, nil)
			if err != nil {
				t.Fatal(err)
			}
			if a.Objective != b.Objective || a.Bound != b.Bound || a.SimplexIterations != b.SimplexIterations ||
				a.InteriorPointIterations != b.InteriorPointIterations || !slices.Equal(a.X, b.X) {
				t.Errorf("%s, method %v: %v in %d iterations, %v in %d", name, method, a.Objective, a.SimplexIterations, b.Objective, b.SimplexIterations)
			}
		}
	}
}

// The figure to quote is the ratio of the two, measured in one run.
func BenchmarkEngines(b *testing.B) {
	portable, err := Load(context.Background(), testCache(), Portable())
	if err != nil {
		b.Fatal(err)
	}
	defer portable.Close()
	for name, m := range map[string]*Model{"linear": transport(10, 100, 24), "whole lots": wholeLots(6, 30, 6)} {
		for kind, e := range map[string]*Engine{"machine code": engine, "webassembly": portable} {
			b.Run(name+"/"+kind, func(b *testing.B) {
				for b.Loop() {
					if _, err := e.Solve(context.Background(), m, Options{Gap: 1e-3}, nil); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}
