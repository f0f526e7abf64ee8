package main

import (
	"os"
	"strings"
	"testing"

	"remanence/app/pictures"
)

// Ensure the synopsis of docs/command.md and the README know every command.
func TestDocumentsNameEveryCommand(t *testing.T) {
	for _, path := range []string{"../../docs/command.md", "../../README.md"} {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range commandNames() {
			if strings.HasSuffix(path, "README.md") && (name == "version" || name == "help") {
				continue // every program has them
			}
			if !strings.Contains(string(b), "\nremanence-cli "+name+" ") && !strings.Contains(string(b), "\nremanence-cli "+name+"\n") {
				t.Errorf("%s has no line for remanence-cli %s", path, name)
			}
		}
	}
}

// Ensure docs/command.md and the help have a row for each picture, with what it shows,
// the command that finds it out and every option it follows.
func TestDocumentsNameEveryPicture(t *testing.T) {
	b, err := os.ReadFile("../../docs/command.md")
	if err != nil {
		t.Fatal(err)
	}
	_, section, _ := strings.Cut(string(b), "\n## chart\n")
	about := chartAbout()
	for _, k := range pictures.Kinds() {
		_, row, ok := strings.Cut(section, "\n| `"+k.Name+"` | ")
		if !ok {
			t.Errorf("docs/command.md has no row for the picture %s", k.Name)
			continue
		}
		row, _, _ = strings.Cut(row, "\n")
		want := []string{k.Summary}
		for _, option := range k.Takes {
			want = append(want, "`--"+option+"`")
		}
		if by := findsOut[k.Needs]; by != "" {
			want = append(want, "| `"+by+"` |")
		}
		for _, w := range want {
			if !strings.Contains(row, w) {
				t.Errorf("the row of %s in docs/command.md does not say %s: %s", k.Name, w, row)
			}
		}
		if !strings.Contains(about, "  "+k.Name+" ") || !strings.Contains(about, k.Summary) {
			t.Errorf("the help does not name %s", k.Name)
		}
	}
}
