// Command toolkit makes what the window is built with instead of the toolkit as it
// ships: a copy whose loop sleeps while nothing happens, whose lines do not break at
// no-break spaces and whose large areas are drawn in a simple way (see edits), and a go.mod
// that names the copy. Go lets no file of a downloaded module be overlaid, hence the
// copy. It takes the pinned version only. A plain `go build` needs none of this and
// makes the same program, which takes one to two hundredths of a processor at rest
// and more for each frame without a graphics card, and may part a sum from its unit at
// the end of a line.
//
//	go run ./scripts/toolkit FOLDER   # then: go build -modfile FOLDER/go.mod .
//
// The toolkit is Fyne, under its BSD 3-clause licence, which is copied with it; the
// copy is made when the program is built and is not part of this repository.
package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
)

const module = "fyne.io/fyne/v2"

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: toolkit FOLDER")
		os.Exit(2)
	}
	if err := run(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "toolkit:", err)
		os.Exit(1)
	}
}

func run(folder string) error {
	version, source, err := find()
	if err != nil {
		return err
	}
	if version != pinned {
		return fmt.Errorf("the edits were made for %s %s, the project uses %s: read internal/driver/glfw/loop.go of the new version, mend scripts/toolkit/edits.go, and run make e2e; until then build without -modfile", module, pinned, version)
	}
	folder, err = filepath.Abs(folder)
	if err != nil {
		return err
	}
	place := filepath.Join(folder, "fyne")
	if err := copyModule(source, place); err != nil {
		return err
	}
	for _, name := range []string{"go.mod", "go.sum"} {
		b, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		text := string(b)
		if name == "go.mod" {
			text += fmt.Sprintf("\nreplace %s => %s\n", module, strconv.Quote(filepath.ToSlash(place)))
		}
		if err := write(filepath.Join(folder, name), text); err != nil {
			return err
		}
	}
	return nil
}

// copyModule copies what a program is built from, with the edits made.
func copyModule(source, place string) error {
	made := 0
	err := filepath.WalkDir(source, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(source, path)
		if err != nil {
			return err
		}
		name := filepath.ToSlash(rel)
		if d.IsDir() {
			if d.Name() == "testdata" || name == "cmd" {
				return filepath.SkipDir
			}
			return nil
		}
		if strings.HasSuffix(name, "_test.go") {
			return nil
		}
		b, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		text := string(b)
		if e, ok := edits[name]; ok {
			made++
			if text, err = apply(text, e); err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
		}
		return write(filepath.Join(place, rel), text)
	})
	if err == nil && made != len(edits) {
		return fmt.Errorf("only %d of %d files to edit are in %s", made, len(edits), source)
	}
	return err
}

// find asks Go for the version of the toolkit and where its source lies.
func find() (version, folder string, err error) {
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Version}}\t{{.Dir}}", module).Output()
	if err != nil {
		var e *exec.ExitError
		if errors.As(err, &e) {
			err = errors.New(strings.TrimSpace(string(e.Stderr)))
		}
		return "", "", fmt.Errorf("where is %s: %w", module, err)
	}
	version, folder, _ = strings.Cut(strings.TrimSpace(string(out)), "\t")
	if folder == "" {
		return "", "", fmt.Errorf("%s is not downloaded: run `go mod download` first", module)
	}
	return version, folder, nil
}

// apply makes each edit at the one place it fits.
func apply(text string, edits []edit) (string, error) {
	for _, e := range edits {
		if n := strings.Count(text, e.old); n != 1 {
			return "", fmt.Errorf("this passage stands %d times, not once:\n%s", n, e.old)
		}
		text = strings.Replace(text, e.old, e.new, 1)
	}
	return text, nil
}

// write puts a file there unless it says the same already, so that its time stays.
func write(path, text string) error {
	if b, err := os.ReadFile(path); err == nil && string(b) == text {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	return os.WriteFile(path, []byte(text), 0o644)
}
