// Command notices writes assets/notices.txt, the licences of everything that
// ships inside the program: the Go modules of the desktop app and the command,
// the optimiser, the fonts and the outlines of the map.
//
//	go run ./scripts/notices > assets/notices.txt
//
// It reads the module cache and fails on a module without a licence file.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

func main() {
	log.SetFlags(0)
	log.SetPrefix("notices: ")
	out := bufio.NewWriter(os.Stdout)
	write := func(title, text string) {
		fmt.Fprintf(out, "=== %s\n\n%s\n\n", title, strings.TrimSpace(strings.ReplaceAll(text, "\r\n", "\n")))
	}
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		log.Fatal(err)
	}
	write("Go", licence(strings.TrimSpace(string(root))))
	for _, m := range modules() {
		write(m.Path, licence(m.Dir))
	}
	for _, f := range []struct{ title, path string }{
		{"HiGHS, the optimiser", "planner/highs/LICENSE.highs.txt"},
		{"Noto Sans", "assets/fonts/LICENSE.noto.txt"},
		{"Noto Sans JP", "assets/fonts/LICENSE.notojp.txt"},
		{"DejaVu Sans Mono", "assets/fonts/LICENSE.dejavu.txt"},
		{"Inter Symbols", "assets/fonts/LICENSE.inter.txt"},
		{"Natural Earth and world-atlas, outlines of countries", "assets/world/README.md"},
	} {
		b, err := os.ReadFile(f.path)
		if err != nil {
			log.Fatal(err)
		}
		write(f.title, string(b))
	}
	if err := out.Flush(); err != nil {
		log.Fatal(err)
	}
}

type module struct {
	Path, Dir string
}

// modules are those whose packages are compiled into a program of ours, on any of
// the systems it is made for.
func modules() []module {
	found := map[string]module{}
	for _, system := range []string{"linux", "windows", "darwin"} {
		cmd := exec.Command("go", "list", "-deps", "-f", "{{with .Module}}{{if not .Main}}{{.Path}}{{end}}{{end}}", ".", "./cmd/remanence-cli")
		// Without C the window's driver would be left out of the list.
		cmd.Env = append(os.Environ(), "GOOS="+system, "GOARCH=amd64", "CGO_ENABLED=1")
		cmd.Stderr = os.Stderr
		b, err := cmd.Output()
		if err != nil {
			log.Fatal(err)
		}
		for _, path := range strings.Fields(string(b)) {
			found[path] = module{}
		}
	}
	paths := make([]string, 0, len(found))
	for p := range found {
		paths = append(paths, p)
	}
	slices.Sort(paths)
	cmd := exec.Command("go", append([]string{"list", "-m", "-json"}, paths...)...)
	cmd.Stderr = os.Stderr
	b, err := cmd.Output()
	if err != nil {
		log.Fatal(err)
	}
	var list []module
	for d := json.NewDecoder(strings.NewReader(string(b))); ; {
		var m module
		if err := d.Decode(&m); err == io.EOF {
			return list
		} else if err != nil {
			log.Fatal(err)
		}
		list = append(list, m)
	}
}

// licence joins the licence files at the top of a folder.
func licence(dir string) string {
	entries, err := os.ReadDir(dir)
	if err != nil {
		log.Fatal(err)
	}
	var texts []string
	for _, e := range entries {
		name := strings.ToUpper(e.Name())
		if e.IsDir() || !strings.HasPrefix(name, "LICEN") && !strings.HasPrefix(name, "COPYING") && !strings.HasPrefix(name, "NOTICE") {
			continue
		}
		b, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			log.Fatal(err)
		}
		texts = append(texts, strings.TrimSpace(string(b)))
	}
	if len(texts) == 0 {
		log.Fatalf("%s has no licence file", dir)
	}
	return strings.Join(texts, "\n\n")
}
