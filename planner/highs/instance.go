package highs

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"time"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"
)

// instance is one copy of the optimiser with its own memory. It is used by one
// goroutine at a time; only the kill flag may be set from others.
type instance struct {
	ctx    context.Context // carries the instance to the host functions
	module api.Module
	bridge api.Module // the callback module linked to it
	mem    api.Memory
	funcs  map[string]api.Function
	names  map[string]uint32 // option and info names already copied into the memory
	handle uint64            // the Highs object
	born   time.Time

	killed        atomic.Bool // ends the current and every later call
	current       *run        // the run in progress, if any
	memoryRefused bool
	console       console
}

type instanceKey struct{}

func instanceOf(ctx context.Context) *instance { return ctx.Value(instanceKey{}).(*instance) }

// newInstance starts a copy of the optimiser. It takes some milliseconds.
func (e *Engine) newInstance() (*instance, error) {
	in := &instance{
		funcs: map[string]api.Function{},
		names: map[string]uint32{},
		born:  time.Now(),
	}
	in.ctx = context.WithValue(context.Background(), instanceKey{}, in)
	ctx := experimental.WithMemoryAllocator(in.ctx, experimental.MemoryAllocatorFunc(
		// The optimiser declares a maximum of its own, 2 GiB; ours is usually lower.
		func(_, most uint64) experimental.LinearMemory { return reserveMemory(min(most, e.limit)) }))
	if err := in.start(ctx, e); err != nil {
		in.close()
		return nil, err
	}
	return in, nil
}

func (in *instance) start(ctx context.Context, e *Engine) (err error) {
	// The memory is reserved while the module is made; a reservation the system
	// refuses can only be reported by a panic there.
	defer func() {
		if r := recover(); r != nil {
			err = &Failure{Kind: FailureMemory, Call: "start", Detail: fmt.Sprint(r)}
		}
	}()
	anonymous := wazero.NewModuleConfig().WithName("").WithStartFunctions()
	if in.module, err = e.runtime.InstantiateModule(ctx, e.code, anonymous); err != nil {
		return err
	}
	if in.mem = in.module.ExportedMemory(exportNames["memory"]); in.mem == nil {
		return errors.New("highs: the optimiser has no memory")
	}
	if _, err = in.call("__wasm_call_ctors"); err != nil {
		return err
	}
	if in.handle, err = in.call("Highs_create"); err != nil {
		return err
	}
	return in.linkCallback(ctx, e, anonymous)
}

// close frees the memory of the instance. The Highs object in it goes with it.
func (in *instance) close() {
	if in.bridge != nil {
		in.bridge.Close(in.ctx)
	}
	if in.module != nil {
		in.module.Close(in.ctx)
	}
	in.bridge, in.module = nil, nil
}

// call calls an exported function by its C name. Errors are *Failure or errKilled,
// and after either the instance must not be called again.
func (in *instance) call(name string, args ...uint64) (uint64, error) {
	f := in.funcs[name]
	if f == nil {
		if f = in.module.ExportedFunction(exportNames[name]); f == nil {
			return 0, fmt.Errorf("highs: the optimiser has no function %s", name)
		}
		in.funcs[name] = f
	}
	results, err := f.Call(in.ctx, args...)
	if err != nil {
		return 0, in.failure(name, err)
	}
	if len(results) == 0 {
		return 0, nil
	}
	return results[0], nil
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
