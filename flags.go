package main

import (
	"flag"
	"fmt"
	"slices"
	"strings"

	"remanence/app/shell"
)

// options is the command line.
type options struct {
	path, page, theme, sample string
	width, height             float32
}

// parse reads the command line. A file may stand before or after the flags.
func parse(args []string) (options, error) {
	var o options
	var size string
	f := flag.NewFlagSet("remanence", flag.ContinueOnError)
	f.StringVar(&o.page, "page", "", "page to open: "+strings.Join(pageIDs(), ", "))
	f.StringVar(&o.theme, "theme", "", "light or dark; empty follows the system")
	f.StringVar(&o.sample, "sample", "", "built-in sample to open: "+strings.Join(sampleIDs(), ", "))
	f.StringVar(&size, "size", "", "size of the window, such as 1366x768")
	for len(args) > 0 {
		if err := f.Parse(args); err != nil {
			return o, err
		}
		if args = f.Args(); len(args) > 0 {
			if o.path != "" {
				return o, fmt.Errorf("only one file or folder can be opened, not %q as well", args[0])
			}
			o.path, args = args[0], args[1:]
		}
	}
	if o.page != "" && !slices.Contains(pageIDs(), o.page) {
		return o, fmt.Errorf("there is no page %q; pages: %s", o.page, strings.Join(pageIDs(), ", "))
	}
	if o.theme != "" && o.theme != "light" && o.theme != "dark" {
		return o, fmt.Errorf("the theme is light or dark, not %q", o.theme)
	}
	if o.sample != "" && !slices.Contains(sampleIDs(), o.sample) {
		return o, fmt.Errorf("there is no sample %q; samples: %s", o.sample, strings.Join(sampleIDs(), ", "))
	}
	if o.sample == "" && o.path == "" && o.page != "" {
		o.sample = exampleID // a page needs something to show
	}
	if size != "" {
		if _, err := fmt.Sscanf(size, "%fx%f", &o.width, &o.height); err != nil || o.width < shell.SmallestSize.Width || o.height < shell.SmallestSize.Height {
			return o, fmt.Errorf("the size is WIDTHxHEIGHT, at least %.0fx%.0f, not %q", shell.SmallestSize.Width, shell.SmallestSize.Height, size)
		}
	}
	return o, nil
}

// firstPage is the page in front: the one asked for, or with a file or sample the
// one of the last time; "" is the first screen.
func (o options) firstPage(store *shell.Store) string {
	switch {
	case o.page != "":
		return o.page
	case o.path == "" && o.sample == "":
		return ""
	case slices.Contains(pageIDs(), store.Page):
		return store.Page
	}
	return "overview"
}

func pageIDs() []string {
	var out []string
	for _, p := range shell.Pages() {
		out = append(out, p.ID)
	}
	return out
}

func sampleIDs() []string {
	var out []string
	for _, s := range shell.Samples() {
		out = append(out, s.ID)
	}
	return out
}
