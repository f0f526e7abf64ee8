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
	"strings"

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
	default:
		return "what is " + ask + "?"
	}
	if err != nil {
		return err.Error()
	}
	return "done"
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
