package ui

import (
	"runtime"
	"sync/atomic"

	"fyne.io/fyne/v2"
)

// ended is set once the window has gone: the toolkit would then run what it is
// given at once, on whatever goroutine asks.
var ended atomic.Bool

// End says that the app has no window any more.
func End() { ended.Store(true) }

// Do runs f on the UI goroutine, soon. When the app is ending it does nothing:
// the toolkit has then closed its queue, and what background work still wants to
// show has no window left.
func Do(f func()) {
	if ended.Load() {
		return
	}
	defer func() {
		switch r := recover().(type) {
		case nil:
		case runtime.Error:
			if r.Error() != "send on closed channel" {
				panic(r)
			}
		default:
			panic(r)
		}
	}()
	fyne.Do(f)
}
