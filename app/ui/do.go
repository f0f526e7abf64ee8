package ui

import (
	"runtime"

	"fyne.io/fyne/v2"
)

// Do runs f on the UI goroutine, soon. When the app is ending it does nothing:
// the toolkit has then closed its queue, and what background work still wants to
// show has no window left.
func Do(f func()) {
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
