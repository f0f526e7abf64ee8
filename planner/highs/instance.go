package highs

import (
	"errors"
	"fmt"
	"sync/atomic"
	"time"
)

// machine is one running copy of the optimiser's code with a memory of its own. There
// are two kinds: run by the WebAssembly runtime, and compiled to machine code ahead of
// time. Nothing else in this package knows which one it is.
type machine interface {
	// call calls an exported function by its C name; arguments and result are words.
	// An error ends the machine.
	call(name string, args []uint64) (uint64, error)
	// read is a window into the memory, valid until it grows; false if it lies outside.
	read(ptr, size uint32) ([]byte, bool)
	size() uint32 // of the memory, bytes
	// grow adds pages of 64 KiB; false if the limit does not allow it.
	grow(pages uint32) bool
	// link puts the function that receives callbacks into the optimiser's function table.
	link() (slot uint32, err error)
	close()
}

// instance is one copy of the optimiser. It is used by one goroutine at a time; only
// the kill flag may be set from others.
type instance struct {
	machine machine
	names   map[string]uint32 // option and info names already copied into the memory
	handle  uint64            // the Highs object
	born    time.Time

	killed        atomic.Bool // ends the current and every later call
	current       *run        // the run in progress, if any
	memoryRefused bool
	console       console
}

// newInstance starts a copy of the optimiser. It takes some milliseconds.
func (e *Engine) newInstance() (*instance, error) {
	in := &instance{names: map[string]uint32{}, born: time.Now()}
	if err := in.start(e); err != nil {
		in.close()
		return nil, err
	}
	return in, nil
}

func (in *instance) start(e *Engine) (err error) {
	// The memory is reserved while the machine is made; a reservation the system
	// refuses can only be reported by a panic there.
	defer func() {
		if r := recover(); r != nil {
			err = &Failure{Kind: FailureMemory, Call: "start", Detail: fmt.Sprint(r)}
		}
	}()
	if in.machine, err = e.code.start(in, e.limit); err != nil {
		return err
	}
	if _, err = in.call("__wasm_call_ctors"); err != nil {
		return err
	}
	if in.handle, err = in.call("Highs_create"); err != nil {
		return err
	}
	return in.linkCallback()
}

// close frees the memory of the instance. The Highs object in it goes with it.
func (in *instance) close() {
	if in.machine != nil {
		in.machine.close()
	}
	in.machine = nil
}

// call calls an exported function by its C name. Errors are *Failure or errKilled,
// and after either the instance must not be called again.
func (in *instance) call(name string, args ...uint64) (uint64, error) {
	r, err := in.machine.call(name, args)
	if err != nil {
		return 0, in.failure(name, err)
	}
	return r, nil
}

// failure says what an error of the runtime means.
func (in *instance) failure(call string, err error) error {
	if errors.Is(err, errKilled) {
		return errKilled
	}
	f := &Failure{Kind: FailureTrap, Call: call, Console: in.console.complaint(), cause: err}
	var b *breakdown
	var hostFault *hostPanic
	switch {
	case errors.As(err, &b):
		f.Kind, f.Detail = b.kind, b.detail
		if in.memoryRefused || b.detail == "St9bad_alloc" {
			f.Kind = FailureMemory
		}
	case errors.As(err, &hostFault):
		f.Kind, f.Detail = FailureHost, hostFault.Error()
	default:
		f.Detail = firstLine(err.Error())
	}
	return f
}

// do calls a function of the Highs object that returns a status, and turns a refusal
// into an error with the optimiser's own explanation.
func (in *instance) do(name string, args ...uint64) error {
	r, err := in.call(name, append([]uint64{in.handle}, args...)...)
	if err != nil {
		return err
	}
	if int32(r) == -1 {
		return &Failure{Kind: FailureRefused, Call: name, Console: in.console.complaint()}
	}
	return nil
}

// checkKill ends the call in progress if it was killed.
func (in *instance) checkKill() {
	if in.killed.Load() || in.current != nil && in.current.kill.Load() {
		panic(errKilled)
	}
}

func firstLine(s string) string {
	for i, r := range s {
		if r == '\n' {
			return s[:i]
		}
	}
	return s
}
