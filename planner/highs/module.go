package highs

import (
	"context"
	"errors"
	"fmt"
	"runtime"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"
)

// module is the optimiser as the WebAssembly runtime has compiled it.
type module struct {
	runtime wazero.Runtime
	cache   wazero.CompilationCache
	code    wazero.CompiledModule
	bridge  wazero.CompiledModule
}

// compile makes an engine with the given store of compiled code, which it then owns.
func compile(ctx context.Context, cache wazero.CompilationCache, c config) (*Engine, error) {
	// Compilation is split over the processors there are; more workers than two
	// gain little, and one processor is left to whatever else runs at start.
	ctx = experimental.WithCompilationWorkers(ctx, min(2, runtime.NumCPU()))
	m := &module{
		cache:   cache,
		runtime: wazero.NewRuntimeWithConfig(ctx, wazero.NewRuntimeConfig().WithCompilationCache(cache)),
	}
	if err := m.link(ctx); err != nil {
		m.close()
		return nil, err
	}
	return newEngine(m, c), nil
}

func (m *module) link(ctx context.Context) (err error) {
	if m.code, err = m.runtime.CompileModule(ctx, wasmCode); err != nil {
		return fmt.Errorf("highs: compiling the optimiser: %w", err)
	}
	if m.bridge, err = m.runtime.CompileModule(ctx, bridgeCode()); err != nil {
		return fmt.Errorf("highs: compiling the callback module: %w", err)
	}
	if err := instantiateHost(ctx, m.runtime, m.code); err != nil {
		return err
	}
	return instantiateEvents(ctx, m.runtime)
}

func (m *module) close() error {
	ctx := context.Background()
	return errors.Join(m.runtime.Close(ctx), m.cache.Close(ctx))
}

type instanceKey struct{}

func instanceOf(ctx context.Context) *instance { return ctx.Value(instanceKey{}).(*instance) }

// sandbox is a machine of the WebAssembly runtime.
type sandbox struct {
	ctx    context.Context // carries the instance to the host functions
	code   *module
	module api.Module
	bridge api.Module // the callback module linked to it
	mem    api.Memory
	funcs  map[string]api.Function
}

var anonymous = wazero.NewModuleConfig().WithName("").WithStartFunctions()

func (m *module) start(in *instance, limit uint64) (machine, error) {
	b := &sandbox{code: m, funcs: map[string]api.Function{}}
	b.ctx = context.WithValue(context.Background(), instanceKey{}, in)
	ctx := experimental.WithMemoryAllocator(b.ctx, experimental.MemoryAllocatorFunc(
		// The optimiser declares a maximum of its own, 2 GiB; ours is usually lower.
		func(_, most uint64) experimental.LinearMemory { return reserveMemory(min(most, limit)) }))
	var err error
	if b.module, err = m.runtime.InstantiateModule(ctx, m.code, anonymous); err != nil {
		return nil, err
	}
	if b.mem = b.module.ExportedMemory(exportNames["memory"]); b.mem == nil {
		b.close()
		return nil, errors.New("highs: the optimiser has no memory")
	}
	return b, nil
}

func (b *sandbox) call(name string, args []uint64) (uint64, error) {
	f := b.funcs[name]
	if f == nil {
		if f = b.module.ExportedFunction(exportNames[name]); f == nil {
			return 0, fmt.Errorf("highs: the optimiser has no function %s", name)
		}
		b.funcs[name] = f
	}
	results, err := f.Call(b.ctx, args...)
	if err != nil || len(results) == 0 {
		return 0, err
	}
	return results[0], nil
}

func (b *sandbox) read(ptr, size uint32) ([]byte, bool) { return b.mem.Read(ptr, size) }

func (b *sandbox) size() uint32 { return b.mem.Size() }

func (b *sandbox) grow(pages uint32) bool {
	_, ok := b.mem.Grow(pages)
	return ok
}

func (b *sandbox) close() {
	if b.bridge != nil {
		b.bridge.Close(b.ctx)
	}
	b.module.Close(b.ctx)
}

func (b *sandbox) link() (uint32, error) {
	ctx := experimental.WithImportResolver(b.ctx, func(name string) api.Module {
		if name == "solver" {
			return b.module
		}
		return nil
	})
	var err error
	if b.bridge, err = b.code.runtime.InstantiateModule(ctx, b.code.bridge, anonymous); err != nil {
		return 0, fmt.Errorf("linking callbacks: %w", err)
	}
	slot, err := b.bridge.ExportedFunction("link").Call(b.ctx)
	if err != nil {
		return 0, err
	}
	if int32(slot[0]) < 0 {
		return 0, errors.New("the optimiser's function table is full")
	}
	return uint32(slot[0]), nil
}

// instantiateHost gives the runtime the module "a" that the optimiser imports. The
// types come from the optimiser itself, so that a table out of step is an error here.
func instantiateHost(ctx context.Context, r wazero.Runtime, code wazero.CompiledModule) error {
	b := r.NewHostModuleBuilder("a")
	longName := make(map[string]string, len(importNames))
	for name, short := range importNames {
		longName[short] = name
	}
	for _, def := range code.ImportedFunctions() {
		_, short, _ := def.Import()
		f := hostFuncs[longName[short]]
		if f == nil {
			return fmt.Errorf("highs: the optimiser imports %q (%s), which is not provided", short, longName[short])
		}
		b = b.NewFunctionBuilder().WithGoModuleFunction(api.GoModuleFunc(func(ctx context.Context, _ api.Module, stack []uint64) {
			f(instanceOf(ctx), stack)
		}), def.ParamTypes(), def.ResultTypes()).Export(short)
	}
	_, err := b.Instantiate(ctx)
	return err
}

// bridgeCode is a WebAssembly module written by hand. The optimiser calls back
// through its own function table, and only WebAssembly can put a function there: the
// module imports that table and a host function, wraps the one into a function of
// its own and appends it to the other.
//
//	(module
//	  (import "host" "event" (func $event (param i32 i32 i32 i32 i32)))
//	  (import "solver" "<table>" (table $t 0 funcref))
//	  (elem declare func $relay)
//	  (func $relay (param i32 i32 i32 i32 i32)
//	    (call $event (local.get 0) (local.get 1) (local.get 2) (local.get 3) (local.get 4)))
//	  (func (export "link") (result i32)
//	    (table.grow $t (ref.func $relay) (i32.const 1))))
func bridgeCode() []byte {
	const (
		i32, funcref                                      = 0x7f, 0x70
		typeSec, importSec, funcSec, exportSec, elem, cod = 1, 2, 3, 7, 9, 10
	)
	text := func(s string) []byte { return append([]byte{byte(len(s))}, s...) }
	join := func(parts ...[]byte) (all []byte) {
		for _, p := range parts {
			all = append(all, p...)
		}
		return all
	}
	// Every section is shorter than 128 bytes, so a length is one byte.
	section := func(id byte, body []byte) []byte { return append([]byte{id, byte(len(body))}, body...) }
	sized := func(body []byte) []byte { return append([]byte{byte(len(body))}, body...) }
	return join(
		[]byte("\x00asm\x01\x00\x00\x00"),
		section(typeSec, []byte{2,
			0x60, 5, i32, i32, i32, i32, i32, 0,
			0x60, 0, 1, i32}),
		section(importSec, join([]byte{2},
			text("host"), text("event"), []byte{0, 0},
			text("solver"), text(exportNames["__indirect_function_table"]), []byte{1, funcref, 0, 0})),
		section(funcSec, []byte{2, 0, 1}),
		section(exportSec, join([]byte{1}, text("link"), []byte{0, 2})),
		section(elem, []byte{1, 3, 0, 1, 1}),
		section(cod, join([]byte{2},
			sized([]byte{0, 0x20, 0, 0x20, 1, 0x20, 2, 0x20, 3, 0x20, 4, 0x10, 0, 0x0b}),
			sized([]byte{0, 0xd2, 1, 0x41, 1, 0xfc, 15, 0, 0x0b}))),
	)
}

// instantiateEvents gives the runtime the module "host" that the bridge imports.
func instantiateEvents(ctx context.Context, r wazero.Runtime) error {
	i32 := api.ValueTypeI32
	_, err := r.NewHostModuleBuilder("host").NewFunctionBuilder().
		WithGoModuleFunction(api.GoModuleFunc(func(ctx context.Context, _ api.Module, s []uint64) {
			instanceOf(ctx).event(int32(s[0]), uint32(s[2]), uint32(s[3]))
		}), []api.ValueType{i32, i32, i32, i32, i32}, nil).
		Export("event").Instantiate(ctx)
	return err
}
