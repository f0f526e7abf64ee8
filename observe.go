//go:build observe

package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"runtime"
	"runtime/pprof"
	"slices"
	"strings"
	"sync"
	"time"

	"fyne.io/fyne/v2"

	"remanence/app/onscreen"
	"remanence/app/session"
	"remanence/app/shell"
)

// Built with the tag observe, the program answers on its standard output what it
// is asked on its standard input, so that a script finds its way by what it reads.
// Everything else is as in any other build. Answers begin with "seen: ".
//
//	look        what is on the screen, as JSON
//	status      how the plan stands, in a sentence
//	memory      bytes of the heap in use, and taken from the system
//	heap FILE   writes a heap profile
//	cpu FILE    starts a CPU profile; without a file the running one ends
//	pulse       begins to ask the window again and again whether it answers
//	pulse end   ends that: number, median, 95th of 100 and longest of the times in
//	            which it did not answer for 2 ms or more, in milliseconds: the frames
//	            it drew and whatever else it did
func observe(w *shell.Shell, s *session.Session, stop <-chan struct{}) {
	in := bufio.NewScanner(os.Stdin)
	for in.Scan() {
		ask, arg, _ := strings.Cut(in.Text(), " ")
		done := make(chan string, 1)
		fyne.Do(func() { done <- answer(w, s, ask, arg) })
		select {
		case text := <-done:
			fmt.Fprintln(os.Stdout, "seen: "+text)
		case <-stop:
			return
		}
	}
}

func answer(w *shell.Shell, s *session.Session, ask, arg string) string {
	var err error
	switch ask {
	case "look":
		b, err := json.Marshal(onscreen.Of(w.Window()))
		if err != nil {
			return err.Error()
		}
		return string(b)
	case "status":
		return s.Status().Text
	case "memory":
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return fmt.Sprintf("%d %d", m.HeapInuse, m.Sys-m.HeapReleased)
	case "heap":
		runtime.GC()
		err = write(arg, pprof.WriteHeapProfile)
	case "cpu":
		if arg == "" {
			pprof.StopCPUProfile()
			break
		}
		var f *os.File
		if f, err = os.Create(arg); err == nil {
			err = pprof.StartCPUProfile(f)
		}
	case "pulse":
		if arg == "" {
			beating.start()
			break
		}
		return beating.end()
	default:
		return "what is " + ask + "?"
	}
	if err != nil {
		return err.Error()
	}
	return "done"
}

// beating is the pulse that is being taken.
var beating pulse

// pulse is how long the window's thread is busy at a time.
type pulse struct {
	sync.Mutex
	taken bool
	turn  int
	times []float64 // milliseconds
}

func (p *pulse) start() {
	p.Lock()
	defer p.Unlock()
	p.taken, p.times = true, nil
	p.turn++
	go p.feel(p.turn)
}

func (p *pulse) feel(turn int) {
	for {
		asked := time.Now()
		fyne.DoAndWait(func() {})
		ms := time.Since(asked).Seconds() * 1000
		p.Lock()
		on := p.taken && p.turn == turn
		if on && ms >= 2 {
			p.times = append(p.times, ms)
		}
		p.Unlock()
		if !on {
			return
		}
		time.Sleep(time.Millisecond)
	}
}

func (p *pulse) end() string {
	p.Lock()
	defer p.Unlock()
	p.taken = false
	if len(p.times) == 0 {
		return "0 0 0 0"
	}
	slices.Sort(p.times)
	at := func(share float64) float64 { return p.times[int(share*float64(len(p.times)-1))] }
	return fmt.Sprintf("%d %.1f %.1f %.1f", len(p.times), at(0.5), at(0.95), at(1))
}

func write(path string, to func(io.Writer) error) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	if err := to(f); err != nil {
		return err
	}
	return f.Close()
}

func init() { observing = observe }
