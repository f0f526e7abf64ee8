package main

import (
	"context"
	"flag"
	"fmt"
	"runtime"
	"runtime/debug"
)

var versionCommand = command{
	name: "version", summary: "print the version",
	about: "Prints the version of the command and what it was built with.",
	prepare: func(*flag.FlagSet) work {
		return func(_ context.Context, c *call, _ []string) error {
			fmt.Fprintf(c.out, "remanence-cli %s (%s, %s/%s)\n", c.Version, runtime.Version(), runtime.GOOS, runtime.GOARCH)
			return nil
		}
	},
}

// release is set by the build: -ldflags "-X main.release=1.2.0".
var release string

// version is the release, or the commit the program was built from.
func version() string {
	if release != "" {
		return release
	}
	revision, changed := "", ""
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, s := range info.Settings {
			switch {
			case s.Key == "vcs.revision" && len(s.Value) >= 12:
				revision = s.Value[:12]
			case s.Key == "vcs.modified" && s.Value == "true":
				changed = "+changes"
			}
		}
	}
	if revision == "" {
		return "development"
	}
	return "development " + revision + changed
}
