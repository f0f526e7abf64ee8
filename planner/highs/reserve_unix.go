//go:build linux || darwin || freebsd

package highs

import (
	"syscall"

	"github.com/tetratelabs/wazero/experimental"
)

// reserved is the memory of one instance: address space for the limit, taken at
// once, of which the system provides only the pages that are touched. Growing never
// copies, and closing gives everything back immediately instead of waiting for the
// garbage collector, which would also count the whole limit as used.
type reserved struct{ space []byte }

func reserveMemory(limit uint64) experimental.LinearMemory {
	space, err := syscall.Mmap(-1, 0, int(limit), syscall.PROT_READ|syscall.PROT_WRITE, syscall.MAP_ANON|syscall.MAP_PRIVATE)
	if err != nil {
		panic("reserving memory: " + err.Error())
	}
	return &reserved{space}
}

// Reallocate makes size bytes usable.
func (r *reserved) Reallocate(size uint64) []byte {
	if size > uint64(len(r.space)) {
		return nil
	}
	return r.space[:size]
}

// Free gives the address space back.
func (r *reserved) Free() {
	if r.space != nil {
		// The only error is a wrong address, which this one cannot be.
		_ = syscall.Munmap(r.space)
		r.space = nil
	}
}
