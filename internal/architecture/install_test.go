package architecture

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
)

// list is what scripts/install.sh would install for a group on a bare machine.
func list(t *testing.T, group string) []string {
	t.Helper()
	return strings.Fields(run(t, root(t), "", nil, "sh", "scripts/install.sh", "--list", group))
}

func TestInstallListsExactlyThesePackages(t *testing.T) {
	for group, want := range map[string]string{
		"build": "gcc libc6-dev pkgconf libgl1-mesa-dev libxcursor-dev libxrandr-dev " +
			"libxinerama-dev libxi-dev libxxf86vm-dev npm",
		"optimiser": "npm",
		"window":    "xvfb xdotool imagemagick xclip libgl1-mesa-dri",
		"test":      "libreoffice-calc python3-openpyxl python3-xlsxwriter poppler-utils coinor-cbc glpk-utils",
		"make":      "make",
	} {
		if got := list(t, group); !slices.Equal(got, strings.Fields(want)) {
			t.Errorf("%s: %q, want %q", group, got, want)
		}
	}
}

// machine is a made-up machine: a folder with the few commands install.sh may find.
type machine struct {
	t   *testing.T
	dir string
}

// bareMachine has the usual small commands, and a dpkg-query, apt-get and id whose
// answers lie in files. Calls of apt-get are written down.
func bareMachine(t *testing.T) machine {
	t.Helper()
	if runtime.GOOS != "linux" {
		t.Skip("the made-up machine is a Linux")
	}
	m := machine{t, t.TempDir()}
	for _, name := range []string{"sh", "awk", "sed", "tr", "cut", "grep", "cat", "tail", "uname", "dirname", "xargs", "mktemp", "rm", "env"} {
		real, err := exec.LookPath(name)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.Symlink(real, filepath.Join(m.dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	m.write("user", "0")
	m.write("installed", "")
	m.write("calls", "")
	m.command("id", `cat "$here/user"`)
	m.command("dpkg-query", `
shift 3
for p in "$@"; do
	if grep -qx "$p" "$here/installed"; then echo "installed $p"; else echo "no packages found matching $p" >&2; fi
done`)
	m.command("apt-get", `
case "$*" in
"install -s"*) test ! -e "$here/lists-empty" ;;
*update*) echo update >>"$here/calls"; rm -f "$here/lists-empty" "$here/lists-stale" ;;
*install*) echo "${*##*--no-install-recommends }" >>"$here/calls"; test ! -e "$here/lists-stale" ;;
esac`)
	return m
}

func (m machine) write(name, text string) {
	m.t.Helper()
	if err := os.WriteFile(filepath.Join(m.dir, name), []byte(text), 0o644); err != nil {
		m.t.Fatal(err)
	}
}

func (m machine) command(name, script string) {
	m.t.Helper()
	text := "#!/bin/sh\nhere=$(dirname \"$0\")\n" + script + "\n"
	if err := os.WriteFile(filepath.Join(m.dir, name), []byte(text), 0o755); err != nil {
		m.t.Fatal(err)
	}
}

// install runs install.sh there and gives what it said and what apt-get was asked.
func (m machine) install(arguments ...string) (said string, calls []string, ok bool) {
	m.t.Helper()
	command := exec.Command(filepath.Join(m.dir, "sh"), append([]string{"scripts/install.sh"}, arguments...)...)
	command.Dir = root(m.t)
	command.Env = []string{"PATH=" + m.dir, "TMPDIR=" + m.dir}
	out, err := command.CombinedOutput()
	text, readErr := os.ReadFile(filepath.Join(m.dir, "calls"))
	if readErr != nil {
		m.t.Fatal(readErr)
	}
	for line := range strings.Lines(string(text)) {
		calls = append(calls, strings.TrimSpace(line))
	}
	return string(out), calls, err == nil
}

func TestInstallOnABareMachine(t *testing.T) {
	m := bareMachine(t)
	build := strings.Join(list(t, "build"), " ")
	said, calls, ok := m.install("build")
	if !ok || !slices.Equal(calls, []string{build}) {
		t.Errorf("apt-get was asked %q, want %q; said %q", calls, build, said)
	}
	if want := "install: " + build + " (apt-get)\n"; said != want {
		t.Errorf("said %q, want the one line %q", said, want)
	}
}

func TestInstallFetchesTheListsWhenEmptyOrStale(t *testing.T) {
	for file, want := range map[string][]string{
		"lists-empty": {"update", "npm"},
		"lists-stale": {"npm", "update", "npm"},
	} {
		m := bareMachine(t)
		m.write(file, "")
		if said, calls, ok := m.install("optimiser"); !ok || !slices.Equal(calls, want) {
			t.Errorf("%s: apt-get was asked %q, want %q; said %q", file, calls, want, said)
		}
	}
}

func TestInstallIsSilentWhenNothingIsMissing(t *testing.T) {
	m := bareMachine(t)
	all := append(list(t, "build"), list(t, "window")...)
	m.write("installed", strings.Join(all, "\n")+"\n")
	if said, calls, ok := m.install("build", "window"); !ok || said != "" || len(calls) > 0 {
		t.Errorf("said %q, apt-get was asked %q", said, calls)
	}
}

func TestInstallTakesOnlyWhatIsMissing(t *testing.T) {
	m := bareMachine(t)
	all := slices.DeleteFunc(list(t, "build"), func(p string) bool { return p == "libxi-dev" || p == "npm" })
	m.write("installed", strings.Join(all, "\n")+"\n")
	if said, _, _ := m.install("--missing", "build"); said != "libxi-dev\nnpm\n" {
		t.Errorf("missing: %q", said)
	}
	// Node.js from elsewhere will do, without npm it will not.
	m.command("node", "true")
	if said, _, _ := m.install("--missing", "build"); said != "libxi-dev\nnpm\n" {
		t.Errorf("missing beside node: %q", said)
	}
	m.command("npm", "true")
	if said, calls, ok := m.install("build"); !ok || !slices.Equal(calls, []string{"libxi-dev"}) {
		t.Errorf("apt-get was asked %q; said %q", calls, said)
	}
}

func TestInstallAsAUser(t *testing.T) {
	m := bareMachine(t)
	m.write("user", "1000")
	said, calls, ok := m.install("test")
	if ok || len(calls) > 0 || !strings.Contains(said, "run as root: apt-get install --no-install-recommends libreoffice-calc") {
		t.Errorf("without sudo: said %q, apt-get was asked %q", said, calls)
	}
	m.command("sudo", `[ "$1" = -n ] && shift; echo sudo >>"$here/calls"; exec "$@"`)
	said, calls, ok = m.install("test")
	if want := []string{"sudo", "libreoffice-calc python3-openpyxl python3-xlsxwriter poppler-utils coinor-cbc glpk-utils"}; !ok || !slices.Equal(calls, want) {
		t.Errorf("with sudo: asked %q, want %q; said %q", calls, want, said)
	}
}

func TestInstallSaysWhyItFails(t *testing.T) {
	m := bareMachine(t)
	m.command("apt-get", `echo "E: the archive is closed"; exit 100`)
	said, _, ok := m.install("test")
	if ok || !strings.Contains(said, "the archive is closed") || !strings.Contains(said, "could not install: libreoffice-calc") {
		t.Errorf("said %q", said)
	}
	if said, _, ok := m.install("nonsense"); ok || !strings.Contains(said, "no group nonsense") {
		t.Errorf("said %q", said)
	}
}

func TestInstallNamesThePackagesElsewhere(t *testing.T) {
	m := bareMachine(t)
	if err := os.Remove(filepath.Join(m.dir, "apt-get")); err != nil {
		t.Fatal(err)
	}
	said, _, ok := m.install("build", "window")
	for _, want := range []string{"Fedora", "libXcursor-devel", "xorg-x11-server-Xvfb", "macOS", "Windows", "mingw-w64-x86_64-gcc", "libxi-dev"} {
		if ok || !strings.Contains(said, want) {
			t.Errorf("%q is not in %q", want, said)
		}
	}
	guide, err := os.ReadFile(filepath.Join(root(t), "docs", "development.md"))
	if err != nil {
		t.Fatal(err)
	}
	said, _, _ = m.install("build", "window", "test", "make")
	for line := range strings.Lines(said) {
		system, names, listed := strings.Cut(strings.TrimSpace(line), "  ")
		for name := range strings.FieldsSeq(names) {
			if listed && !strings.HasPrefix(system, "Debian") && name != "(MSYS2)" && !strings.Contains(string(guide), name) {
				t.Errorf("docs/development.md does not name %s (%s)", name, system)
			}
		}
	}
	for _, name := range []string{"gcc", "node", "npm"} {
		m.command(name, "true")
	}
	m.command("pkg-config", `[ "$1" = --exists ]`)
	if said, _, ok := m.install("build"); !ok || said != "" {
		t.Errorf("with everything there: %q", said)
	}
}
