package main

import (
	"os"
	"strings"
	"testing"
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
