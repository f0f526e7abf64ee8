package main

import (
	"fmt"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestEditsFitTheToolkit makes the edits in the module this project uses: each
// passage stands there once, what comes out is Go, and it sleeps and wakes.
func TestEditsFitTheToolkit(t *testing.T) {
	version, source, err := find()
	if err != nil {
		t.Fatal(err)
	}
	if version != pinned {
		t.Fatalf("the project uses %s, the edits were made for %s", version, pinned)
	}
	all := ""
	for name, list := range edits {
		b, err := os.ReadFile(filepath.Join(source, filepath.FromSlash(name)))
		if err != nil {
			t.Fatal(err)
		}
		changed, err := apply(string(b), list)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if _, err := parser.ParseFile(token.NewFileSet(), name, changed, parser.AllErrors); err != nil {
			t.Error(err)
		}
		all += changed
	}
	for word, times := range map[string]int{"\t\twake()\n": 2, "d.sleepUntilEvent()": 1, "queued.Add(1)": 1, "queued.Add(-1)": 1, `r != '\u00a0'`: 1, `p.createProgram("plain")`: 1, `p.createProgram("square")`: 1, `case "plain":`: 1, `case "square":`: 1, "p.drawPlain(": 2, "p.drawPieces(": 1} {
		if n := strings.Count(all, word); n != times {
			t.Errorf("%q stands %d times", word, n)
		}
	}
}

func TestChangedSourceIsRefused(t *testing.T) {
	one := []edit{{"a\n", "b\n"}}
	if got, err := apply("x\na\ny\n", one); err != nil || got != "x\nb\ny\n" {
		t.Errorf("%q, %v", got, err)
	}
	for _, text := range []string{"", "x\n", "a\na\n"} {
		if _, err := apply(text, one); err == nil || !strings.Contains(err.Error(), "not once") {
			t.Errorf("%q was taken: %v", text, err)
		}
	}
}

func TestCopyHasWhatABuildReadsAndNoMore(t *testing.T) {
	source, place := t.TempDir(), t.TempDir()
	var all strings.Builder
	for name, list := range edits {
		all.Reset()
		for _, e := range list {
			all.WriteString(e.old)
		}
		if err := write(filepath.Join(source, filepath.FromSlash(name)), all.String()); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"LICENSE", "a.go", "a_test.go", "cmd/x.go", "widget/testdata/x.png", "theme/font/x.ttf"} {
		if err := write(filepath.Join(source, filepath.FromSlash(name)), name); err != nil {
			t.Fatal(err)
		}
	}
	if err := copyModule(source, place); err != nil {
		t.Fatal(err)
	}
	for name, there := range map[string]bool{"LICENSE": true, "a.go": true, "theme/font/x.ttf": true, "a_test.go": false, "cmd/x.go": false, "widget/testdata/x.png": false} {
		if _, err := os.Stat(filepath.Join(place, filepath.FromSlash(name))); (err == nil) != there {
			t.Errorf("%s: %v", name, err)
		}
	}
	b, _ := os.ReadFile(filepath.Join(place, "internal", "animation", "runner.go"))
	if !strings.Contains(string(b), "Running()") {
		t.Error("the copy is not edited")
	}
	if err := os.Remove(filepath.Join(source, "internal", "animation", "runner.go")); err != nil {
		t.Fatal(err)
	}
	if err := copyModule(source, place); err == nil || !strings.Contains(err.Error(), fmt.Sprintf("only %d of %d", len(edits)-1, len(edits))) {
		t.Errorf("a file that is not there any more: %v", err)
	}
}
