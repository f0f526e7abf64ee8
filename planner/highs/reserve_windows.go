package highs

import (
	"syscall"
	"unsafe"

	"github.com/tetratelabs/wazero/experimental"
)

var (
	kernel32     = syscall.NewLazyDLL("kernel32.dll")
	virtualAlloc = kernel32.NewProc("VirtualAlloc")
	virtualFree  = kernel32.NewProc("VirtualFree")
)

const (
	memCommit, memReserve, memRelease = 0x1000, 0x2000, 0x8000
	pageReadWrite                     = 0x04
)

// reserved is the memory of one instance: address space for the limit, reserved at
// once, and committed only as it grows. Windows counts committed memory against RAM
// and page file even if it is never touched, so a plain allocation of the limit
// would cost all of it.
type reserved struct {
	base  unsafe.Pointer
	limit uint64
}

func reserveMemory(limit uint64) experimental.LinearMemory {
	base, _, err := virtualAlloc.Call(0, uintptr(limit), memReserve, pageReadWrite)
	if base == 0 {
		panic("reserving memory: " + err.Error())
	}
	// The address comes from the system, not from Go's heap: nothing ever moves it.
	return &reserved{*(*unsafe.Pointer)(unsafe.Pointer(&base)), limit}
}

// Reallocate makes size bytes usable.
func (r *reserved) Reallocate(size uint64) []byte {
	if r.base == nil || size > r.limit {
		return nil
	}
	if size > 0 {
		// Committing pages again that are committed already changes nothing.
		if p, _, _ := virtualAlloc.Call(uintptr(r.base), uintptr(size), memCommit, pageReadWrite); p == 0 {
			return nil
		}
	}
	return unsafe.Slice((*byte)(r.base), r.limit)[:size]
}

// Free gives the address space back.
func (r *reserved) Free() {
	if r.base != nil {
		virtualFree.Call(uintptr(r.base), 0, memRelease)
		r.base = nil
	}
}
