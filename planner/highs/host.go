package highs

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"time"

	"github.com/tetratelabs/wazero/api"
)

// hostFunc is one function the optimiser may call. Arguments are on the stack and
// the result replaces the first of them.
type hostFunc func(in *instance, stack []uint64)

// These are the answers POSIX gives when there is nothing behind a call. The
// optimiser gets no files, no environment and no terminal: that is the sandbox.
const (
	errBadFile   = 8   // WASI's number for "bad file descriptor"
	errNoFile    = -44 // "no such file or directory"; system calls answer negatives
	errNoConsole = -59 // "not a terminal"
)

// hostFuncs lists everything the optimiser can ask of the outside, by C name.
var hostFuncs = map[string]hostFunc{
	"__cxa_throw": func(in *instance, s []uint64) {
		panic(&breakdown{FailureException, in.exceptionName(uint32(s[1]))})
	},
	"_abort_js": func(in *instance, s []uint64) { panic(&breakdown{FailureAbort, ""}) },
	"exit":      func(in *instance, s []uint64) { panic(&breakdown{FailureAbort, "exit"}) },
	"proc_exit": func(in *instance, s []uint64) { panic(&breakdown{FailureAbort, "exit"}) },

	"emscripten_get_now":  func(in *instance, s []uint64) { s[0] = api.EncodeF64(in.uptime().Seconds() * 1e3) },
	"emscripten_date_now": func(in *instance, s []uint64) { s[0] = api.EncodeF64(float64(in.wallClock().UnixMicro()) / 1e3) },
	"clock_time_get":      clockTimeGet,

	"emscripten_resize_heap": resizeHeap,
	"fd_write":               fdWrite,

	"fd_read":           func(in *instance, s []uint64) { s[0] = errBadFile },
	"fd_seek":           func(in *instance, s []uint64) { s[0] = errBadFile },
	"fd_close":          func(in *instance, s []uint64) { s[0] = 0 },
	"__syscall_openat":  func(in *instance, s []uint64) { s[0] = api.EncodeI32(errNoFile) },
	"__syscall_fcntl64": func(in *instance, s []uint64) { s[0] = 0 },
	"__syscall_ioctl":   func(in *instance, s []uint64) { s[0] = api.EncodeI32(errNoConsole) },

	"environ_get":       func(in *instance, s []uint64) { s[0] = 0 },
	"environ_sizes_get": func(in *instance, s []uint64) { in.put32(uint32(s[0]), 0); in.put32(uint32(s[1]), 0); s[0] = 0 },
	"_tzset_js":         tzset,

	// Timers deliver signals, and the optimiser sets none.
	"_setitimer_js":                       func(in *instance, s []uint64) { s[0] = 0 },
	"_emscripten_runtime_keepalive_clear": func(in *instance, s []uint64) {},
}

// breakdown is what host functions panic with; the runtime turns it into an error
// of the call and the instance is thrown away.
type breakdown struct {
	kind   FailureKind
	detail string
}

func (b *breakdown) Error() string { return b.kind.String() + " " + b.detail }

// errKilled ends a call from inside the optimiser's clock or callback.
var errKilled = errors.New("highs: killed on request")

// uptime is the monotonic clock, and the place where a kill takes effect: the
// optimiser reads its clock in all of its long loops, and unwinding from here costs
// nothing while it runs (the runtime's own cancellation makes a solve four times slower).
func (in *instance) uptime() time.Duration {
	in.checkKill()
	if in.current != nil {
		// Long linear programs inside a search make no callbacks; this is their sign of life.
		in.current.report(false)
	}
	return time.Since(in.born)
}

func (in *instance) wallClock() time.Time {
	in.checkKill()
	return time.Now()
}

func clockTimeGet(in *instance, s []uint64) {
	ns := uint64(in.uptime().Nanoseconds())
	if uint32(s[0]) == 0 { // the wall clock; all others count from some start
		ns = uint64(in.wallClock().UnixNano())
	}
	in.put64(uint32(s[2]), ns)
	s[0] = 0
}

// resizeHeap grows the memory to at least the size asked for. It grows by half at a
// time so that there are few steps, or by just enough when the limit is near. The
// optimiser's pointers are signed in places: never more than 2 GiB.
func resizeHeap(in *instance, s []uint64) {
	const page, most = 65536, 1 << 31
	want, have := uint64(uint32(s[0])), uint64(in.machine.size())
	for _, size := range []uint64{max(want, have+have/2), want} {
		pages := (size - min(size, have) + page - 1) / page
		if have+pages*page > most {
			continue
		}
		if in.machine.grow(uint32(pages)) {
			s[0] = 1
			return
		}
	}
	in.memoryRefused = true // an abort that follows is then known for what it is
	s[0] = 0
}

// fdWrite collects what the optimiser prints, for error messages.
func fdWrite(in *instance, s []uint64) {
	fd, iov, n, out := uint32(s[0]), uint32(s[1]), uint32(s[2]), uint32(s[3])
	if fd != 1 && fd != 2 {
		s[0] = errBadFile
		return
	}
	var written uint32
	for i := range n {
		ptr, size := in.get32(iov+8*i), in.get32(iov+8*i+4)
		in.console.write(in.view(ptr, size))
		written += size
	}
	in.put32(out, written)
	s[0] = 0
}

// tzset sets universal time, whatever the user's zone: results never depend on it.
func tzset(in *instance, s []uint64) {
	in.put32(uint32(s[0]), 0)
	in.put32(uint32(s[1]), 0)
	for _, ptr := range s[2:4] {
		copy(in.view(uint32(ptr), 4), "UTC\x00")
	}
}

// exceptionName reads the C++ type name of an exception from its type record.
func (in *instance) exceptionName(typeInfo uint32) string {
	record, ok := in.machine.read(typeInfo+4, 4)
	if !ok {
		return ""
	}
	ptr, size := binary.LittleEndian.Uint32(record), in.machine.size()
	text, ok := in.machine.read(ptr, min(200, size-min(ptr, size)))
	if !ok {
		return ""
	}
	name, _, _ := bytes.Cut(text, []byte{0})
	return string(name)
}

// view is a window into the optimiser's memory, valid until the memory grows. An
// address outside is a breakdown, like an illegal access by the optimiser itself.
func (in *instance) view(ptr, size uint32) []byte {
	b, ok := in.machine.read(ptr, size)
	if !ok {
		panic(&breakdown{FailureTrap, fmt.Sprintf("address %#x, %d bytes", ptr, size)})
	}
	return b
}

func (in *instance) get32(ptr uint32) uint32 { return binary.LittleEndian.Uint32(in.view(ptr, 4)) }
func (in *instance) get64(ptr uint32) uint64 { return binary.LittleEndian.Uint64(in.view(ptr, 8)) }
func (in *instance) getFloat(ptr uint32) float64 {
	return math.Float64frombits(in.get64(ptr))
}
func (in *instance) put32(ptr, v uint32)        { binary.LittleEndian.PutUint32(in.view(ptr, 4), v) }
func (in *instance) put64(ptr uint32, v uint64) { binary.LittleEndian.PutUint64(in.view(ptr, 8), v) }
