package architecture

import (
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestFyneAppNamesTheIcon(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(root(t), "FyneApp.toml"))
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range []string{`Icon = "assets/icon.png"`, `Name = "Remanence"`, `ID = "org.remanence.app"`, `fyneDo = true`} {
		if !strings.Contains(string(text), line+"\n") {
			t.Errorf("FyneApp.toml does not say %s", line)
		}
	}
	file, err := os.Open(filepath.Join(root(t), "assets", "icon.png"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	icon, err := png.DecodeConfig(file)
	if err != nil {
		t.Fatal(err)
	}
	if icon.Width != 512 || icon.Height != 512 {
		t.Errorf("the icon is %d × %d, want 512 × 512", icon.Width, icon.Height)
	}
}
