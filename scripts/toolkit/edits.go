package main

// pinned is the version of the toolkit the edits were read against.
const pinned = "v2.7.1"

// An edit replaces a passage that stands exactly once in its file.
type edit struct{ old, new string }

// edits keep lines of text from breaking at no-break spaces (a sum stood apart from
// its unit), and let the window's loop sleep until something happens. As it ships, it looks
// for events sixty times a second whether or not anything moves, which takes one
// to two hundredths of a processor all day long.
//
// The loop still ticks sixty times a second while anything is drawn, animated,
// queued or typed, and for calm ticks after. Then it waits in the system for an
// event, at most a second, since the toolkit's caches want to be looked after. What
// another goroutine queues wakes it: the count of queued functions is raised before
// the look whether the loop sleeps, and the loop says that it sleeps before it looks
// at the count, so that one of the two always sees the other.
var edits = map[string][]edit{
	"widget/richtext.go": {{
		old: `		if unicode.IsSpace(text[curIndex]) {
			break
`,
		new: `		if r := text[curIndex]; unicode.IsSpace(r) && r != '\u00a0' && r != '\u202f' {
			break
`}},

	"internal/animation/runner.go": {{
		old: `// TickAnimations progresses all running animations by one tick.
`,
		new: `// Running tells whether any animation wants to be ticked.
func (r *Runner) Running() bool {
	r.animationMutex.RLock()
	defer r.animationMutex.RUnlock()
	return r.runnerStarted
}

// TickAnimations progresses all running animations by one tick.
`}},

	"internal/driver/glfw/loop_desktop.go": {{
		old: `func (d *gLDriver) Terminate() {
`,
		new: `const (
	calm      = 12          // ticks without anything to do before the loop sleeps
	longSleep = time.Second // after which the caches are looked after
)

// sleep says whether the main thread waits in the system for events.
var sleep struct {
	sync.Mutex
	sound bool
}

// sleepUntilEvent waits for input, for wake, or for longSleep; it tells whether
// something happened.
func (d *gLDriver) sleepUntilEvent() bool {
	sleep.Lock()
	sleep.sound = true
	sleep.Unlock()
	defer func() {
		sleep.Lock()
		sleep.sound = false
		sleep.Unlock()
	}()
	if queued.Load() > 0 {
		return true
	}
	began := time.Now()
	glfw.WaitEventsTimeout(longSleep.Seconds())
	return time.Since(began) < longSleep*99/100
}

// wake ends the sleep of the main thread, from any goroutine.
func wake() {
	sleep.Lock() // the toolkit is not terminated while this is held
	defer sleep.Unlock()
	if !sleep.sound {
		return
	}
	// The binding hands errors of all threads out of one place: what the main
	// thread's clipboard call left there must not panic here.
	defer func() { _ = recover() }()
	glfw.PostEmptyEvent()
}

func (d *gLDriver) Terminate() {
`}, {
		old: `import (
`,
		new: `import (
	"sync"
	"time"

`}},

	"internal/driver/glfw/loop.go": {{
		old: `	running, drained atomic.Bool
`,
		new: `	running, drained atomic.Bool
	queued           atomic.Int64 // functions handed to the main thread and not yet run
`}, {
		old: `	if wait {
		done := common.DonePool.Get()
		defer common.DonePool.Put(done)

		funcQueue.In() <- funcData{f: f, done: done}
		<-done
	} else {
		funcQueue.In() <- funcData{f: f}
	}
`,
		new: `	queued.Add(1)
	if wait {
		done := common.DonePool.Get()
		defer common.DonePool.Put(done)

		funcQueue.In() <- funcData{f: f, done: done}
		wake()
		<-done
	} else {
		funcQueue.In() <- funcData{f: f}
		wake()
	}
`}, {
		old: `func (d *gLDriver) drawSingleFrame() {
	refreshed := false
`,
		new: `func (d *gLDriver) drawSingleFrame() (drew bool) {
	refreshed := false
`}, {
		old: `		w.RunWithContext(func() {
			if w.driver`,
		new: `		drew = true
		w.RunWithContext(func() {
			if w.driver`}, {
		old: `	cache.Clean(refreshed)
}
`,
		new: `	cache.Clean(refreshed)
	return drew
}
`}, {
		old: `	for {
		select {
		case <-d.done:
`,
		new: `	quiet := 0 // ticks since something had to be done
	for {
		if quiet > calm && running.Load() && d.sleepUntilEvent() {
			quiet = 0
		}
		select {
		case <-d.done:
`}, {
		old: `		case f := <-funcQueue.Out():
			f.f()
`,
		new: `		case f := <-funcQueue.Out():
			queued.Add(-1)
			quiet = 0
			f.f()
`}, {
		old: `				if expand && !fullScreen {
`,
		new: `				if expand && !fullScreen {
					quiet = 0
`}, {
		old: `			d.animation.TickAnimations()
			d.drawSingleFrame()
`,
		new: `			d.animation.TickAnimations()
			if d.drawSingleFrame() || d.animation.Running() {
				quiet = 0
			} else {
				quiet++
			}
`}},
}
