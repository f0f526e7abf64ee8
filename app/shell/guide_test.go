package shell

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

func readText(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// onScreen gathers the texts that stand in the code of the window and the
// workbook, one a line.
func onScreen(t *testing.T) string {
	t.Helper()
	var b strings.Builder
	for _, root := range []string{"..", "../../data/workbook", "../../planner"} {
		err := filepath.WalkDir(root, func(path string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			parsed, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
			if err != nil {
				return err
			}
			ast.Inspect(parsed, func(n ast.Node) bool {
				if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
					if text, err := strconv.Unquote(lit.Value); err == nil {
						b.WriteString(text + "\n")
					}
				}
				return true
			})
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return b.String()
}

// Ensure the guide names what exists: menu entries, texts on the screen, keys,
// and the files it links to.
func TestGuideNamesWhatExists(t *testing.T) {
	r := newRig(t)
	guide := readText(t, "../../docs/guide.md")
	find := func(pattern string, least int) [][]string {
		found := regexp.MustCompile(pattern).FindAllStringSubmatch(guide, -1)
		if len(found) < least {
			t.Fatalf("only %d of %s in the guide: the test is blind", len(found), pattern)
		}
		return found
	}
	keys := keyList(r.s)
	for _, m := range find(`(?m)\*([A-Z]\w+) ▸ ([^*]+)\*(?: \(((?:Ctrl|F\d)[^)]*)\))?`, 10) {
		if !slices.ContainsFunc(r.s.commands, func(c Command) bool {
			return c.Menu == m[1] && c.Label() == m[2] && (m[3] == "" || strings.Contains(", "+c.Keys+",", ", "+m[3]+","))
		}) {
			t.Errorf("docs/guide.md: there is no menu entry %s", m[0])
		}
	}
	texts := onScreen(t)
	for _, m := range find(`\*\*([^*]+)\*\*`, 60) {
		if !strings.Contains("\n"+texts, "\n"+m[1]+"\n") && !strings.HasSuffix(m[1], ".") && !slices.Contains(r.titles(), m[1]) {
			t.Errorf("docs/guide.md: nothing on the screen reads %q", m[1])
		}
	}
	for _, m := range find(`(Ctrl\+(?:Shift\+)?[A-Z.0-9]\b|F\d+)`, 10) {
		if !strings.Contains(keys+texts, m[1]) {
			t.Errorf("docs/guide.md: no key is %s", m[1])
		}
	}
	for _, doc := range []string{"guide.md", "extending.md"} {
		text := readText(t, "../../docs/"+doc)
		for _, m := range regexp.MustCompile(`\]\(([^)#:]+)\)`).FindAllStringSubmatch(text, -1) {
			if _, err := os.Stat("../../docs/" + m[1]); err != nil {
				t.Errorf("docs/%s links to %s: %v", doc, m[1], err)
			}
		}
	}
	for _, m := range regexp.MustCompile("`((?:app|planner|data|internal|assets)/[^` ]+\\.(?:go|md))`").FindAllStringSubmatch(readText(t, "../../docs/extending.md"), -1) {
		if _, err := os.Stat("../../" + m[1]); err != nil && !strings.Contains(m[1], "xx") {
			t.Errorf("docs/extending.md names %s: %v", m[1], err)
		}
	}
}

// keyList holds the keys of all commands, one a line.
func keyList(s *Shell) string {
	var b strings.Builder
	for _, c := range s.commands {
		b.WriteString(c.Keys + "\n")
	}
	return b.String()
}

func (r *rig) titles() []string {
	var out []string
	for _, p := range r.s.makers {
		out = append(out, p.Title)
	}
	return out
}

// Ensure every page has its pictures in the README and is opened by the smoke run.
func TestEveryPageHasItsPictures(t *testing.T) {
	readme, makefile := readText(t, "../../README.md"), readText(t, "../../Makefile")
	line := regexp.MustCompile(`(?m)^PAGES\s*\?=(.*)$`).FindStringSubmatch(makefile)
	if line == nil {
		t.Fatal("the Makefile has no PAGES")
	}
	for _, p := range Pages() {
		if !slices.Contains(strings.Fields(line[1]), p.ID) {
			t.Errorf("PAGES of the Makefile lacks %s", p.ID)
		}
		for _, look := range []string{"light", "dark"} {
			name := "docs/pictures/" + p.ID + "-" + look + ".png"
			if _, err := os.Stat("../../" + name); err != nil {
				t.Error(err)
			}
			if !strings.Contains(readme, "]("+name+")") {
				t.Errorf("README.md does not show %s", name)
			}
		}
	}
}
