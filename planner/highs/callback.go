package highs

import (
	"context"
	"fmt"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"
)

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

// The kinds of callback that are switched on (kHighsCallback… in its C interface).
const (
	simplexInterrupt  = 1
	interiorInterrupt = 2
	betterSolution    = 4
	searchInterrupt   = 6
)

// linkCallback connects the optimiser's callbacks with event.
func (in *instance) linkCallback(ctx context.Context, e *Engine, config wazero.ModuleConfig) (err error) {
	ctx = experimental.WithImportResolver(ctx, func(name string) api.Module {
		if name == "solver" {
			return in.module
		}
		return nil
	})
	if in.bridge, err = e.runtime.InstantiateModule(ctx, e.bridge, config); err != nil {
		return fmt.Errorf("highs: linking callbacks: %w", err)
	}
	slot, err := in.bridge.ExportedFunction("link").Call(in.ctx)
	if err != nil {
		return in.failure("link", err)
	}
	if int32(slot[0]) < 0 {
		return fmt.Errorf("highs: the optimiser's function table is full")
	}
	if err := in.do("Highs_setCallback", slot[0], 0); err != nil {
		return err
	}
	for _, kind := range []uint64{simplexInterrupt, interiorInterrupt, betterSolution, searchInterrupt} {
		if err := in.do("Highs_startCallback", kind); err != nil {
			return err
		}
	}
	return nil
}

// event receives a callback. out is the address of what the optimiser says, in of
// what it is told; the offsets are those of its records on a 32-bit machine.
func (in *instance) event(kind int32, out, reply uint32) {
	in.checkKill()
	r := in.current
	if r == nil {
		return
	}
	switch kind {
	case simplexInterrupt, interiorInterrupt:
		r.iterations = int64(in.get32(out+16)) + int64(in.get32(out+20))
	case searchInterrupt, betterSolution:
		r.nodes = int64(in.get64(out + 40))
		r.iterations = int64(in.get64(out + 48))
		r.incumbent = in.getFloat(out + 56)
		r.bound = in.getFloat(out + 64)
	}
	if kind == betterSolution {
		r.keep(in.getFloat(out+32), in.readFloats(uint64(in.get32(out+80)), int(in.get32(out+84))))
	} else {
		// The record is not cleared between runs, so the answer is always written.
		stop := uint32(0)
		if r.stop.Load() {
			stop = 1
		}
		in.put32(reply, stop)
	}
	r.report(kind == betterSolution)
}
