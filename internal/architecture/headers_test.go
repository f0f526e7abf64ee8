package architecture

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
)

// cgoPackage is what `go list` says of a package with C in it.
type cgoPackage struct {
	ImportPath, Dir                                  string
	CgoFiles, CFiles                                 []string
	CgoCFLAGS, CgoCPPFLAGS, CgoLDFLAGS, CgoPkgConfig []string
}

// need is a file of the system that the window build reads.
type need struct {
	file string // as the compiler names it; not absolute when it is not there at all
	by   string // the Go package that reads it
}

// TestPackagesCoverTheHeaders asks the preprocessor which files the window build
// reads, asks dpkg whose they are, and wants every owner among the build group of
// scripts/packages.txt or what that group depends on.
func TestPackagesCoverTheHeaders(t *testing.T) {
	if _, err := exec.LookPath("dpkg"); err != nil || runtime.GOOS != "linux" {
		t.Skip("no dpkg: only a Debian or Ubuntu can say which package a header belongs to")
	}
	for _, tool := range []string{"gcc", "pkg-config"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Fatalf("%s is missing: run `sh scripts/install.sh build`", tool)
		}
	}
	// Read here only so that a cached result does not outlive a change of the table.
	for _, name := range []string{"scripts/packages.txt", "scripts/install.sh", "go.mod"} {
		if _, err := os.ReadFile(filepath.Join(root(t), name)); err != nil {
			t.Fatal(err)
		}
	}

	needs := systemFiles(t)
	owners := packagesOf(t, needs)
	installed := installed(t)
	listed := list(t, "build")
	if len(needs) < 100 {
		t.Errorf("only %d headers and libraries found: the search is blind", len(needs))
	}
	for _, line := range uncovered(needs, owners, installed.closure(listed)) {
		t.Error(line)
	}
	t.Logf("%d headers and libraries", len(needs))

	// The check itself must be able to fail: without a package, its files are missed.
	for _, c := range []struct{ without, file string }{
		{"libgl1-mesa-dev", "libGL.so"},
		{"libxcursor-dev", "Xcursor.h"},
		{"libxrandr-dev", "Xrandr.h"},
		{"libxinerama-dev", "Xinerama.h"},
		{"libxi-dev", "XInput2.h"},
		{"libxxf86vm-dev", "libXxf86vm.so"},
	} {
		fewer := slices.DeleteFunc(slices.Clone(listed), func(p string) bool { return p == c.without })
		if len(fewer) == len(listed) {
			t.Errorf("%s is not in the build group", c.without)
		}
		lines := strings.Join(uncovered(needs, owners, installed.closure(fewer)), "\n")
		if !strings.Contains(lines, c.file) {
			t.Errorf("without %s the check does not miss %s; it says:\n%s", c.without, c.file, lines)
		}
	}
	missing := append(slices.Clone(needs), need{"X11/not_there.h", "example"})
	if lines := uncovered(missing, owners, installed.closure(listed)); len(lines) != 1 {
		t.Errorf("a header that does not exist gives %q", lines)
	}
}

// uncovered names the needs whose owner is not among the packages.
func uncovered(needs []need, owners map[string][]string, packages map[string]bool) []string {
	var lines []string
	for _, n := range needs {
		whose := owners[n.file]
		switch {
		case slices.ContainsFunc(whose, func(p string) bool { return packages[p] }):
		case !filepath.IsAbs(n.file):
			lines = append(lines, fmt.Sprintf("%s, needed by %s, is not on this machine", n.file, n.by))
		case len(whose) == 0:
			lines = append(lines, fmt.Sprintf("%s, needed by %s, belongs to no package", n.file, n.by))
		default:
			lines = append(lines, fmt.Sprintf("%s, needed by %s, is in %s, which the build group does not bring", n.file, n.by, strings.Join(whose, ", ")))
		}
	}
	return lines
}

// systemFiles lists the system's headers and libraries behind the window build. What
// comes with the modules, with Go or with the compiler itself is left out.
func systemFiles(t *testing.T) []need {
	t.Helper()
	target := "."
	if _, err := os.Stat(filepath.Join(root(t), "main.go")); err != nil {
		target = "fyne.io/fyne/v2/app"
	}
	out := run(t, root(t), "", []string{"CGO_ENABLED=1"}, "go", "list", "-e", "-deps", "-tags", "migrated_fynedo",
		"-json=ImportPath,Dir,CgoFiles,CFiles,CgoCFLAGS,CgoCPPFLAGS,CgoLDFLAGS,CgoPkgConfig", target)
	compiler := strings.TrimSpace(run(t, "", "", nil, "gcc", "-print-file-name=include"))

	var all []need
	seen := map[string]bool{}
	add := func(file, by string) {
		if filepath.IsAbs(file) {
			file = filepath.Clean(file)
			for _, own := range []string{compiler, filepath.Dir(compiler)} {
				if under(file, own) {
					return
				}
			}
		}
		if !seen[file] {
			seen[file] = true
			all = append(all, need{file, by})
		}
	}
	decoder := json.NewDecoder(strings.NewReader(out))
	for {
		var p cgoPackage
		err := decoder.Decode(&p)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if len(p.CgoFiles) == 0 {
			continue
		}
		for _, header := range headers(t, p) {
			if !under(header, p.Dir) && filepath.Base(header) != "_cgo_export.h" {
				add(header, p.ImportPath)
			}
		}
		for _, library := range libraries(t, p) {
			add(library, p.ImportPath)
		}
	}
	return all
}

// headers asks the preprocessor for every file that a package's C code includes:
// its C files and the comments before import "C". A file that is not there comes
// back as it is written in the #include.
func headers(t *testing.T, p cgoPackage) []string {
	t.Helper()
	flags := append([]string{"-M", "-MG", "-I."}, slices.Concat(p.CgoCPPFLAGS, p.CgoCFLAGS, pkgConfig(t, p, "--cflags"))...)
	// Warnings are no matter here, least of all as errors.
	flags = append(slices.DeleteFunc(flags, func(f string) bool { return strings.HasPrefix(f, "-W") }), "-w")
	var rules strings.Builder
	for _, name := range p.CFiles {
		rules.WriteString(run(t, p.Dir, "", nil, "gcc", append(slices.Clone(flags), name)...))
	}
	for _, name := range p.CgoFiles {
		text := preamble(t, filepath.Join(p.Dir, name))
		rules.WriteString(run(t, p.Dir, text, nil, "gcc", append(slices.Clone(flags), "-x", "c", "-")...))
	}
	var files []string
	for _, word := range strings.Fields(strings.ReplaceAll(rules.String(), "\\\n", " ")) {
		if word == "-" || strings.HasSuffix(word, ":") {
			continue
		}
		if !filepath.IsAbs(word) {
			if inside := filepath.Join(p.Dir, word); exists(inside) {
				word = inside
			}
		}
		files = append(files, word)
	}
	return files
}

// libraries finds the file behind each -l of a package.
func libraries(t *testing.T, p cgoPackage) []string {
	t.Helper()
	var files []string
	for _, flag := range append(slices.Clone(p.CgoLDFLAGS), pkgConfig(t, p, "--libs")...) {
		name, ok := strings.CutPrefix(flag, "-l")
		if !ok {
			continue
		}
		file := "lib" + name + ".so"
		for _, ending := range []string{".so", ".a"} { // parts of the C library are archives only
			found := strings.TrimSpace(run(t, "", "", nil, "gcc", "-print-file-name=lib"+name+ending))
			if filepath.IsAbs(found) {
				file = found
				break
			}
		}
		files = append(files, file)
	}
	return files
}

// pkgConfig asks pkg-config for the flags of the modules a package names.
func pkgConfig(t *testing.T, p cgoPackage, what string) []string {
	t.Helper()
	if len(p.CgoPkgConfig) == 0 {
		return nil
	}
	return strings.Fields(run(t, "", "", nil, "pkg-config", append([]string{what}, p.CgoPkgConfig...)...))
}

// preamble is the C text before import "C" in a Go file.
func preamble(t *testing.T, name string) string {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ParseComments|parser.ImportsOnly)
	if err != nil {
		t.Fatal(err)
	}
	var c strings.Builder
	for _, d := range file.Decls {
		decl := d.(*ast.GenDecl)
		for _, s := range decl.Specs {
			spec, ok := s.(*ast.ImportSpec)
			if !ok || spec.Path.Value != `"C"` {
				continue
			}
			doc := spec.Doc
			if doc == nil {
				doc = decl.Doc
			}
			if doc == nil {
				continue
			}
			for _, comment := range doc.List {
				text := strings.TrimPrefix(comment.Text, "//")
				if inner, ok := strings.CutPrefix(text, "/*"); ok {
					text = strings.TrimSuffix(inner, "*/")
				}
				for line := range strings.Lines(text + "\n") {
					if !strings.HasPrefix(strings.TrimSpace(line), "#cgo ") {
						c.WriteString(line)
					}
				}
			}
		}
	}
	return c.String()
}

// packagesOf asks dpkg which packages each file belongs to.
func packagesOf(t *testing.T, needs []need) map[string][]string {
	t.Helper()
	// A merged /usr gives files two names, and dpkg knows only one.
	names := map[string]string{}
	for _, n := range needs {
		if !filepath.IsAbs(n.file) {
			continue
		}
		names[n.file] = n.file
		if real, err := filepath.EvalSymlinks(filepath.Dir(n.file)); err == nil {
			names[filepath.Join(real, filepath.Base(n.file))] = n.file
		}
		if short, ok := strings.CutPrefix(n.file, "/usr/"); ok {
			names["/"+short] = n.file
		} else {
			names["/usr"+n.file] = n.file
		}
	}
	// dpkg ends with 1 when one of the names is unknown, as half of ours are.
	out, _ := exec.Command("dpkg", append([]string{"-S"}, slices.Sorted(maps.Keys(names))...)...).Output()
	owners := map[string][]string{}
	for line := range strings.Lines(string(out)) {
		packages, file, ok := strings.Cut(strings.TrimSpace(line), ": ")
		if !ok || strings.HasPrefix(packages, "diversion by ") {
			continue
		}
		for p := range strings.SplitSeq(packages, ", ") {
			p, _, _ = strings.Cut(p, ":")
			owners[names[file]] = append(owners[names[file]], p)
		}
	}
	return owners
}

// archive is what dpkg knows of the installed packages.
type archive struct {
	depends   map[string][]string // "a | b" for each dependency
	providers map[string][]string // of a name that is not a package of its own
}

// installed reads the installed packages.
func installed(t *testing.T) archive {
	t.Helper()
	a := archive{map[string][]string{}, map[string][]string{}}
	out := run(t, "", "", nil, "dpkg-query", "-W", "-f", "${db:Status-Status}\t${Package}\t${Provides}\t${Pre-Depends}, ${Depends}\n")
	for line := range strings.Lines(out) {
		field := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(field) != 4 || field[0] != "installed" {
			continue
		}
		name := field[1]
		for d := range strings.SplitSeq(field[3], ",") {
			if d = strings.TrimSpace(d); d != "" {
				a.depends[name] = append(a.depends[name], d)
			}
		}
		if a.depends[name] == nil {
			a.depends[name] = []string{}
		}
		for p := range strings.SplitSeq(field[2], ",") {
			if p = bare(p); p != "" {
				a.providers[p] = append(a.providers[p], name)
			}
		}
	}
	return a
}

// bare takes version and architecture off a dependency: "libc6:any (>= 2.3)" is libc6.
func bare(dependency string) string {
	name, _, _ := strings.Cut(strings.TrimSpace(dependency), " ")
	name, _, _ = strings.Cut(name, ":")
	return name
}

// closure is the listed packages and all they bring; recommended ones are not
// installed and do not count. Of alternatives the first that is here is followed,
// which is the one apt-get took.
func (a archive) closure(listed []string) map[string]bool {
	all := map[string]bool{}
	var add func(name string) bool
	add = func(name string) bool {
		if all[name] {
			return true
		}
		if needs, ok := a.depends[name]; ok {
			all[name] = true
			for _, d := range needs {
				for choice := range strings.SplitSeq(d, "|") {
					if add(bare(choice)) {
						break
					}
				}
			}
			return true
		}
		found := false
		for _, p := range a.providers[name] {
			found = add(p) || found
		}
		return found
	}
	for _, name := range listed {
		add(name)
	}
	return all
}

// exists reports whether a file is there.
func exists(name string) bool {
	_, err := os.Stat(name)
	return err == nil
}

// run gives the output of a command; anything but success ends the test.
func run(t *testing.T, dir, input string, env []string, name string, arguments ...string) string {
	t.Helper()
	command := exec.Command(name, arguments...)
	command.Dir = dir
	command.Env = append(os.Environ(), env...)
	command.Stdin = strings.NewReader(input)
	var failure bytes.Buffer
	command.Stderr = &failure
	out, err := command.Output()
	if err != nil {
		t.Fatalf("%s %s: %v\n%s", name, strings.Join(arguments, " "), err, failure.String())
	}
	return string(out)
}
