package architecture

import (
	"os"
	"os/exec"
	"strings"
	"testing"

	"remanence/assets"
)

// Everything compiled into the programs is named with its licence in
// assets/notices.txt. After a new module: go run ./scripts/notices > assets/notices.txt
func TestEveryModuleInsideHasItsNotice(t *testing.T) {
	has := map[string]bool{}
	for _, n := range assets.Notices() {
		has[n.Name] = true
		if len(n.Text) < 100 {
			t.Errorf("the licence of %s is only %q", n.Name, n.Text)
		}
	}
	cmd := exec.Command("go", "list", "-deps", "-f", "{{with .Module}}{{if not .Main}}{{.Path}}{{end}}{{end}}", ".", "./cmd/remanence-cli")
	cmd.Dir, cmd.Env = root(t), append(os.Environ(), "CGO_ENABLED=1")
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range strings.Fields(string(out)) {
		if !has[path] {
			t.Errorf("%s ships without its licence; run: go run ./scripts/notices > assets/notices.txt", path)
			has[path] = true
		}
	}
}
