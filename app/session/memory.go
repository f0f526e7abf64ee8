package session

import (
	"runtime/debug"
	"time"
)

// long is from when on work leaves enough behind to be worth tidying up.
const long = time.Second

// tidy gives back to the system what long work has left behind: the optimiser
// takes hundreds of megabytes while it works, and the runtime would keep them for
// minutes. It takes a fraction of a second and belongs in the background.
func tidy(began time.Time) {
	if time.Since(began) > long {
		debug.FreeOSMemory()
	}
}
