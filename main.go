// Command remanence is the desktop app.
//
//	remanence [FILE|FOLDER] [--page NAME] [--theme light|dark] [--size WxH] [--sample ID]
//
// Without a file, page or sample it opens on the first screen.
//
// It is the only place that knows the toolkit's window driver, so that every
// test builds without a C compiler, OpenGL or a display.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"

	"remanence/app/session"
	"remanence/app/shell"
	"remanence/app/tr"
	"remanence/app/ui"
	"remanence/app/ui/figures"
	"remanence/data/document"
	"remanence/data/reference"
	"remanence/planner"
)

const (
	appID   = "org.remanence.app"
	appName = "Remanence"
	// exampleID is the sample that opens when nothing else is asked for.
	exampleID = "ev-traction-de"
)

// Version is set by the release build.
var Version = "0.1.0"

// observing answers questions about the screen while the program runs; nil but in
// builds with the tag observe.
var observing func(w *shell.Shell, s *session.Session, stop <-chan struct{})

func main() {
	o, err := parse(os.Args[1:])
	if err != nil {
		if !errors.Is(err, flag.ErrHelp) {
			fmt.Fprintln(os.Stderr, "remanence:", err)
			os.Exit(2)
		}
		return
	}
	run(o)
}

func run(o options) {
	if os.Getenv("GOGC") == "" {
		// Most of the heap is pictures and the optimiser's own memory, which cost
		// nothing to look through: collected twice as often it stays half as large.
		debug.SetGCPercent(50)
	}
	config, cache := folders()
	store := shell.LoadStore(config)
	if store.Scale > 0 && os.Getenv("FYNE_SCALE") == "" {
		os.Setenv("FYNE_SCALE", fmt.Sprint(store.Scale)) // the toolkit reads it while it starts
	}
	tr.Use(store.Language)
	region := store.Region
	if region == "" {
		region = tr.SystemLocale("LC_NUMERIC")
	}
	figures.Use(figures.LocaleOf(region))
	app.SetMetadata(fyne.AppMetadata{ID: appID, Name: appName, Version: Version})
	a := app.NewWithID(appID)
	if o.theme != "" {
		store.Theme = o.theme
	}
	if o.width > 0 {
		store.Width, store.Height = o.width, o.height
	}
	optimiser := shell.NewOptimiser(cache)
	facts := reference.Shipped().Facts()
	s := session.New(facts, firstDocument(o), optimiser, ui.Do)
	w := shell.New(shell.Params{App: a, Session: s, Pages: shell.Pages(), Samples: shell.Samples(), Store: store, Version: Version, Scenarios: shell.FrontOf(s), OnUI: ui.Do,
		Recovery: recoveryFolder(config), Example: exampleID,
		OnDrawn: func() { fmt.Println("remanence: first page drawn") }})
	if page := o.firstPage(store); page != "" {
		w.Show(page, "")
	} else {
		w.Welcome()
	}
	background, stop := context.WithCancel(context.Background())
	a.Lifecycle().SetOnStarted(func() {
		if o.path != "" {
			w.OpenPath(o.path)
		}
		w.OfferRecovery()
		s.Start()
		go func() {
			_ = optimiser.Warm(background) // the first plan says what is wrong
			debug.FreeOSMemory()           // compiling leaves much behind
		}()
		if observing != nil {
			go observing(w, s, background.Done())
		}
	})
	w.Window().ShowAndRun()
	ui.End()
	stop()
	s.Close()
	optimiser.Close()
}

// firstDocument is the sample asked for, or an empty project.
func firstDocument(o options) *document.Document {
	if o.path == "" && o.sample != "" {
		for _, x := range shell.Samples() {
			if x.ID == o.sample {
				if doc, err := shell.ReadSample(x); err == nil {
					return doc
				}
			}
		}
	}
	return document.New(&planner.Project{Name: "New project", Currency: "EUR", Start: planner.MonthOf(2027, 1), Months: 24, DiscountRate: 0.08, CarryingRate: 0.2, MinAwardShare: 0.1})
}

// recoveryFolder is where changes are kept between saves.
func recoveryFolder(config string) string {
	if config == "" {
		return ""
	}
	return filepath.Join(config, "recovery")
}

// folders are where settings and compiled code are kept; "" keeps nothing.
func folders() (config, cache string) {
	if dir, err := os.UserConfigDir(); err == nil {
		config = filepath.Join(dir, "remanence")
	}
	if dir, err := os.UserCacheDir(); err == nil {
		cache = filepath.Join(dir, "remanence")
	}
	return config, cache
}
