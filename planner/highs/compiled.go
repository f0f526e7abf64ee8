//go:build compiled

package highs

/*
#cgo CFLAGS: -O2 -I${SRCDIR}/run-make-engine-first
#cgo LDFLAGS: ${SRCDIR}/run-make-engine-first/libhighs.a -lm
#include <stdlib.h>
#include "compiled.h"
*/
import "C"

import (
	"errors"
	"fmt"
	"runtime/cgo"
	"unsafe"

	"github.com/tetratelabs/wazero/experimental"
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
	C.dispatch_init()
	n := &native{exports: map[string]C.int{}}
	number := map[string]C.int{}
	for i, name := range unsafe.Slice(&C.export_names[0], int(C.export_count)) {
		number[C.GoString(name)] = C.int(i)
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
	for _, short := range unsafe.Slice(&C.import_names[0], int(C.import_count)) {
		n.imports = append(n.imports, hostFuncs[longName[C.GoString(short)]])
	}
	return n
}

func (n *native) close() error { return nil }

// firstPages is the memory the optimiser starts with, as its file declares.
const firstPages = 324

// copied is a machine of machine code.
type copied struct {
	of     *native
	c      *C.optimiser
	handle cgo.Handle
	space  experimental.LinearMemory
	memory []byte
}

func (n *native) start(in *instance, limit uint64) (machine, error) {
	space := reserveMemory(limit)
	m := &copied{of: n, space: space, memory: space.Reallocate(firstPages << 16)}
	if m.memory == nil {
		space.Free()
		return nil, errors.New("highs: the memory limit is below what the optimiser starts with")
	}
	m.handle = cgo.NewHandle(in)
	m.c = C.optimiser_new(C.uintptr_t(m.handle), (*C.uint8_t)(unsafe.Pointer(&m.memory[0])), C.uint32_t(len(m.memory)))
	if m.c == nil {
		m.handle.Delete()
		space.Free()
		return nil, errors.New("highs: no memory for another copy of the optimiser")
	}
	return m, nil
}

// call runs an export. A trap ends the call with its number; a panic of a host function
// passes through the optimiser's frames and is caught here.
func (m *copied) call(name string, args []uint64) (result uint64, err error) {
	fn, ok := m.of.exports[name]
	if !ok {
		return 0, fmt.Errorf("highs: the optimiser has no function %s", name)
	}
	defer func() {
		if v := recover(); v != nil {
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
	larger := m.space.Reallocate(uint64(len(m.memory)) + uint64(pages)<<16)
	if larger == nil {
		return false
	}
	if &larger[0] != &m.memory[0] {
		panic(&breakdown{FailureMemory, "the memory moved"}) // machine code holds its address
	}
	m.memory = larger
	C.optimiser_resized(m.c, C.uint32_t(len(larger)))
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
	m.space.Free()
	m.c = nil
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
