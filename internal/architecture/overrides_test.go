package architecture

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestNoThemeOverrides: the toolkit parses every font anew for each override of the
// theme and each refresh of one, and keeps them all; pages in overrides took 15 MB a
// visit. A widget that must look different draws itself (ui.Slider) or is cut to size
// (the grid's editor).
func TestNoThemeOverrides(t *testing.T) {
	read := 0
	err := filepath.WalkDir(filepath.Join(root(t), "app"), func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") {
			return err
		}
		b, err := os.ReadFile(path)
		read++
		if strings.Contains(string(b), "NewThemeOverride") {
			t.Errorf("%s overrides the theme", path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if read < 100 {
		t.Errorf("only %d files read", read)
	}
}
