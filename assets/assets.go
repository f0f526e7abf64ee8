// Package assets holds what ships inside the program: the sample cases.
package assets

import (
	"embed"
	"io/fs"
	"strings"
)

//go:embed all:samples
var files embed.FS

// Icon is the program's icon, PNG.
//
//go:embed icon.png
var Icon []byte

// Sample is a case the program brings along.
type Sample struct {
	ID   string // name of its folder
	Name string // what its buyer makes and where
	FS   fs.FS  // the folder, for interchange.ReadFolder
}

// Samples lists the sample cases by id.
func Samples() []Sample {
	entries, err := files.ReadDir("samples")
	if err != nil {
		panic("assets: the samples are not embedded") // the build would have failed
	}
	var out []Sample
	for _, e := range entries {
		folder, err := fs.Sub(files, "samples/"+e.Name())
		if err != nil || !e.IsDir() {
			continue
		}
		out = append(out, Sample{ID: e.Name(), Name: title(folder, e.Name()), FS: folder})
	}
	return out
}

// title is the heading of a sample's README.
func title(folder fs.FS, otherwise string) string {
	b, err := fs.ReadFile(folder, "README.md")
	if err != nil {
		return otherwise
	}
	first, _, _ := strings.Cut(string(b), "\n")
	if t, ok := strings.CutPrefix(strings.TrimSpace(first), "# "); ok {
		return t
	}
	return otherwise
}
