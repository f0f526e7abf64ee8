//go:build !(linux || darwin || freebsd || windows)

package highs

import "github.com/tetratelabs/wazero/experimental"

// reserved is the memory of one instance on systems without a way to reserve
// address space: an ordinary slice that is copied as it grows.
type reserved struct {
	bytes []byte
	limit uint64
}

func reserveMemory(limit uint64) experimental.LinearMemory { return &reserved{limit: limit} }

// Reallocate makes size bytes usable.
func (r *reserved) Reallocate(size uint64) []byte {
	if size > r.limit {
		return nil
	}
	if size > uint64(cap(r.bytes)) {
		grown := make([]byte, size, min(r.limit, size+size/2))
		copy(grown, r.bytes)
		r.bytes = grown
	}
	r.bytes = r.bytes[:size]
	return r.bytes
}

// Free lets the garbage collector have the memory.
func (r *reserved) Free() { r.bytes = nil }
