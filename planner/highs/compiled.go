//go:build compiled && (linux || darwin)

package highs

/*
#cgo CFLAGS: -O2 -DWASM_RT_MEMCHECK_SIGNAL_HANDLER=1 -DWASM_RT_USE_STACK_DEPTH_COUNT=0 -I${SRCDIR}/run-make-engine-first
#cgo LDFLAGS: ${SRCDIR}/run-make-engine-first/libhighs.a -lm
#include <stdlib.h>
#include "compiled.h"
*/
import "C"

import (
	"errors"
	"fmt"
	"runtime"
	"runtime/cgo"
	"unsafe"
)

// native is the optimiser as machine code: the same WebAssembly file, translated to C
// and compiled when this program was built (make engine).
type native struct {
	exports map[string]C.int // by C name
	imports []hostFunc       // by number
}

// program is the one there is: its code is part of this binary.
var program = newNative()

func compiledCode() code { return program }

func newNative() *native {
	C.optimiser_init()
	n := &native{exports: map[string]C.int{}}
	number := map[string]C.int{}
	for i := range C.export_count {
		number[C.GoString(C.export_name(i))] = i
	}
	for name, short := range exportNames {
		if i, ok := number[short]; ok {
			n.exports[name] = i
		}
	}
	longName := map[string]string{}
	for name, short := range importNames {
		longName[short] = name
	}
	for i := range C.import_count {
		n.imports = append(n.imports, hostFuncs[longName[C.GoString(C.import_name(i))]])
	}
	return n
}

func (n *native) close() error { return nil }

// copied is a machine of machine code.
type copied struct {
	of     *native
	c      *C.optimiser
	handle cgo.Handle
	limit  uint64
	memory []byte
}

func (n *native) start(in *instance, limit uint64) (machine, error) {
	m := &copied{of: n, limit: limit, handle: cgo.NewHandle(in)}
	runtime.LockOSThread()
	m.c = C.optimiser_new(C.uintptr_t(m.handle))
	runtime.UnlockOSThread()
	if m.c == nil {
		m.handle.Delete()
		return nil, errors.New("highs: no memory for another copy of the optimiser")
	}
	m.look()
	return m, nil
}

// look takes in the memory as it is.
func (m *copied) look() {
	var size C.uint32_t
	base := C.optimiser_memory(m.c, &size)
	m.memory = unsafe.Slice((*byte)(unsafe.Pointer(base)), int(size))
}

// call runs an export. A trap ends the call with its number; a panic of a host function
// passes through the optimiser's frames and is caught here.
func (m *copied) call(name string, args []uint64) (result uint64, err error) {
	fn, ok := m.of.exports[name]
	if !ok {
		return 0, fmt.Errorf("highs: the optimiser has no function %s", name)
	}
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	defer func() {
		if v := recover(); v != nil {
			C.optimiser_left()
			if err, ok = v.(error); !ok {
				panic(v)
			}
		}
	}()
	var words [32]C.uint64_t
	for i, a := range args {
		words[i] = C.uint64_t(a)
	}
	var out C.uint64_t
	if trap := C.optimiser_call(m.c, fn, &words[0], &out); trap != 0 {
		return 0, errors.New(C.GoString(C.optimiser_trap(trap)))
	}
	return uint64(out), nil
}

//export remanenceHost
func remanenceHost(handle C.uintptr_t, fn C.int, stack *C.uint64_t) {
	in := cgo.Handle(handle).Value().(*instance)
	words := unsafe.Slice((*uint64)(unsafe.Pointer(stack)), 8)
	if fn == C.CALLBACK {
		in.event(int32(words[0]), uint32(words[2]), uint32(words[3]))
		return
	}
	program.imports[fn](in, words)
}

func (m *copied) read(ptr, size uint32) ([]byte, bool) {
	end := uint64(ptr) + uint64(size)
	if end > uint64(len(m.memory)) {
		return nil, false
	}
	return m.memory[ptr:end:end], true
}

func (m *copied) size() uint32 { return uint32(len(m.memory)) }

func (m *copied) grow(pages uint32) bool {
	if uint64(len(m.memory))+uint64(pages)<<16 > m.limit || C.optimiser_grow(m.c, C.uint32_t(pages)) == 0 {
		return false
	}
	m.look()
	return true
}

func (m *copied) link() (uint32, error) {
	slot := uint32(C.optimiser_link(m.c))
	if slot == 1<<32-1 {
		return 0, errors.New("the optimiser's function table is full")
	}
	return slot, nil
}

func (m *copied) close() {
	C.optimiser_free(m.c)
	m.handle.Delete()
	m.c, m.memory = nil, nil
}

// callImport makes a host call as the optimiser would; for tests.
func (m *copied) callImport(fn int, args []uint64) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = v.(error)
		}
	}()
	var words [8]C.uint64_t
	for i, a := range args {
		words[i] = C.uint64_t(a)
	}
	C.optimiser_import(m.c, C.int(fn), &words[0])
	return nil
}
