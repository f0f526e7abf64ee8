package architecture

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "remanence"

// source is one Go file as far as the rules look at it.
type source struct {
	Folder  string // from the module's root, "" at the root
	Name    string
	Imports []string
	Clock   []string // calls that read the clock: "time.Now"
}

func (s source) test() bool { return strings.HasSuffix(s.Name, "_test.go") }

// layers says which of our own folders each folder may import; the root, main.go,
// may import the app and what is below it.
var layers = map[string][]string{
	"":         {"app", "data", "planner", "assets"},
	"app":      {"app", "data", "planner", "assets"},
	"cmd":      {"cmd", "data", "planner", "assets"},
	"data":     {"data", "planner", "assets"},
	"planner":  {"planner"},
	"assets":   {"assets"},
	"internal": {"internal", "data", "planner", "assets"}, // benchmarks stand on the real thing
	"scripts":  {"scripts", "data/sheets"},
}

// pages never import each other, nor the shell that shows them.
var pages = []string{
	"app/overview", "app/demand", "app/sources", "app/recycling", "app/rules",
	"app/imports", "app/plan", "app/compare", "app/risk", "app/library",
}

// exclusive says who alone may import a module from outside.
var exclusive = []struct {
	what    string
	folders []string
	tests   bool // tests elsewhere may, too
}{
	{"fyne.io/", []string{"", "app"}, false},
	{"github.com/tetratelabs/wazero", []string{"planner/highs"}, false},
	{"github.com/xuri/excelize", []string{"data/workbook", "data/sheets"}, true},
}

// toolkitFree are folders of the app without a screen: figures, colours, words
// and pictures. They import each other and what is below the app, nothing else
// of it, and the command draws the same pictures with them as the window.
var toolkitFree = []string{"app/ui/palette", "app/ui/figures", "app/ui/paint", "app/ui/wrap", "app/tr", "app/words", "app/chart", "app/measures", "app/pictures", "app/why"}

// network must not be imported at all: nothing leaves the laptop.
var network = []string{"net", "golang.org/x/net"}

// networkFree are parts of net that open nothing.
var networkFree = []string{"net/url", "net/netip", "net/mail", "net/textproto"}

// impure would make the planner's answer depend on the machine, the moment or chance.
var impure = []string{"os", "net", "io/ioutil", "syscall", "math/rand", "crypto/rand"}

// under reports whether a path is one of the folders or inside one.
func under(name string, folders ...string) bool {
	for _, f := range folders {
		if name == f || f != "" && strings.HasPrefix(name, f+"/") {
			return true
		}
	}
	return false
}

// top is the first element of a folder.
func top(folder string) string {
	first, _, _ := strings.Cut(folder, "/")
	return first
}

// violations are the rules a file breaks, as sentences.
func violations(s source) []string {
	var found []string
	report := func(imported, why string) {
		found = append(found, fmt.Sprintf("%s imports %s: %s", path.Join(s.Folder, s.Name), imported, why))
	}
	for _, imported := range s.Imports {
		if ours, ok := strings.CutPrefix(imported, module+"/"); ok {
			checkInside(s, ours, report)
		} else {
			checkOutside(s, imported, report)
		}
	}
	if pure(s) {
		for _, call := range s.Clock {
			found = append(found, fmt.Sprintf("%s calls %s: the planner has no clock", path.Join(s.Folder, s.Name), call))
		}
	}
	return found
}

// pure reports whether a file belongs to the mathematics: the planner without the
// optimiser's machinery and without tests.
func pure(s source) bool {
	return under(s.Folder, "planner") && !under(s.Folder, "planner/highs") && !s.test()
}

// checkInside looks at an import of our own package, named from the module's root.
func checkInside(s source, ours string, report func(imported, why string)) {
	may, known := layers[top(s.Folder)]
	switch {
	case !known:
		report(ours, "the folder "+top(s.Folder)+" has no layer yet")
	case under(s.Folder, "cmd") && under(ours, toolkitFree...):
		// the same pictures without a screen
	case !under(ours, may...):
		report(ours, fmt.Sprintf("from here only %s", strings.Join(may, ", ")))
	}
	if under(s.Folder, toolkitFree...) && !s.test() && under(ours, "app") && !under(ours, toolkitFree...) {
		report(ours, "this folder is free of the toolkit, that one is not")
	}
	if !under(s.Folder, "app") || under(s.Folder, "app/shell") {
		return
	}
	if under(ours, "app/shell") {
		report(ours, "only main.go and the shell itself know the shell")
	}
	for _, page := range pages {
		if under(ours, page) && !under(s.Folder, page) {
			report(ours, "only the shell knows the pages")
		}
	}
}

// checkOutside looks at an import of the standard library or another module.
func checkOutside(s source, imported string, report func(imported, why string)) {
	if under(imported, "fyne.io/fyne/v2/app") && path.Join(s.Folder, s.Name) != "main.go" {
		report(imported, "only main.go may, so that all else builds without C and OpenGL")
	}
	for _, o := range exclusive {
		if strings.HasPrefix(imported, o.what) && !under(s.Folder, o.folders...) && !(o.tests && s.test() && !under(s.Folder, "planner")) {
			report(imported, fmt.Sprintf("belongs to %q alone", o.folders))
		}
	}
	if strings.HasPrefix(imported, "fyne.io/") && under(s.Folder, toolkitFree...) {
		report(imported, "this folder is free of the toolkit")
	}
	if under(imported, network...) && !slices.Contains(networkFree, imported) && !s.test() {
		report(imported, "nothing leaves the laptop")
	}
	if under(imported, impure...) && !slices.Contains(networkFree, imported) && pure(s) {
		report(imported, "the planner knows no files, no network and no chance")
	}
}

// read parses one Go file. A file that no build takes in, marked ignore or tools,
// gives false.
func read(folder, name string, text []byte) (source, bool, error) {
	s := source{Folder: folder, Name: name}
	file, err := parser.ParseFile(token.NewFileSet(), name, text, parser.ParseComments)
	if err != nil {
		return s, false, err
	}
	for _, group := range file.Comments {
		for _, c := range group.List {
			if c.Pos() < file.Package && (c.Text == "//go:build ignore" || c.Text == "//go:build tools") {
				return s, false, nil
			}
		}
	}
	clock := ""
	for _, i := range file.Imports {
		imported, err := strconv.Unquote(i.Path.Value)
		if err != nil {
			return s, false, err
		}
		s.Imports = append(s.Imports, imported)
		if imported == "time" {
			clock = "time"
			if i.Name != nil {
				clock = i.Name.Name
			}
		}
	}
	ast.Inspect(file, func(n ast.Node) bool {
		sel, ok := n.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		if x, ok := sel.X.(*ast.Ident); ok && clock != "" && x.Name == clock {
			switch sel.Sel.Name {
			case "Now", "Since", "Until", "After", "AfterFunc", "Tick", "NewTicker", "NewTimer", "Sleep":
				s.Clock = append(s.Clock, "time."+sel.Sel.Name)
			}
		}
		return true
	})
	return s, true, nil
}

// sources reads every Go file of the module.
func sources(t *testing.T, root string) []source {
	t.Helper()
	var all []source
	err := filepath.WalkDir(root, func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		base := entry.Name()
		if entry.IsDir() {
			hidden := strings.HasPrefix(base, ".") || strings.HasPrefix(base, "_")
			if name != root && (hidden || base == "testdata" || base == "node_modules") {
				return filepath.SkipDir
			}
			return nil
		}
		if filepath.Ext(base) != ".go" {
			return nil
		}
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		folder, err := filepath.Rel(root, filepath.Dir(name))
		if err != nil {
			return err
		}
		if folder = filepath.ToSlash(folder); folder == "." {
			folder = ""
		}
		s, built, err := read(folder, base, text)
		if err != nil {
			return err
		}
		if built {
			all = append(all, s)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestImportsFollowTheLayers(t *testing.T) {
	seen := map[string]bool{}
	for _, s := range sources(t, root(t)) {
		seen[top(s.Folder)] = true
		for _, v := range violations(s) {
			t.Error(v)
		}
	}
	for _, folder := range []string{"planner", "data", "app", "internal"} {
		if !seen[folder] {
			t.Errorf("no Go file seen in %s: the walk is blind", folder)
		}
	}
}

func TestRulesCatchForbiddenEdges(t *testing.T) {
	for _, c := range []struct{ file, imported string }{
		{"planner/award/model.go", "remanence/data/reference"},
		{"planner/plan_test.go", "remanence/app/ui/figures"},
		{"planner/plan.go", "fyne.io/fyne/v2"},
		{"planner/plan_test.go", "github.com/xuri/excelize/v2"},
		{"planner/highs/engine.go", "remanence/data/document"},
		{"planner/risk/draw.go", "math/rand/v2"},
		{"planner/risk/draw.go", "crypto/rand"},
		{"planner/plan.go", "os"},
		{"planner/plan.go", "os/exec"},
		{"planner/plan.go", "io/ioutil"},
		{"planner/plan.go", "net/http"},
		{"planner/award/solve.go", "github.com/tetratelabs/wazero"},
		{"data/workbook/write.go", "remanence/app/ui/figures"},
		{"data/workbook/write.go", "fyne.io/fyne/v2/theme"},
		{"data/document/save.go", "github.com/xuri/excelize/v2"},
		{"data/document/save.go", "net"},
		{"data/reference/csv.go", "remanence/cmd/remanence-cli"},
		{"cmd/remanence-cli/main.go", "remanence/app/grid"},
		{"cmd/remanence-cli/main.go", "fyne.io/fyne/v2/lang"},
		{"cmd/remanence-cli/main.go", "golang.org/x/net/http2"},
		{"app/demand/page.go", "remanence/app/sources"},
		{"app/overview/page.go", "remanence/app/plan/timeline"},
		{"app/risk/page.go", "remanence/app/shell"},
		{"app/risk/page_test.go", "remanence/app/shell"},
		{"app/grid/model.go", "remanence/app/demand"},
		{"app/shell/window.go", "fyne.io/fyne/v2/app"},
		{"app/shell/window.go", "remanence/cmd/remanence-cli"},
		{"app/shell/window_test.go", "fyne.io/fyne/v2/app"},
		{"app/ui/palette/palette.go", "fyne.io/fyne/v2"},
		{"app/chart/view.go", "fyne.io/fyne/v2/canvas"},
		{"app/pictures/chain.go", "remanence/app/chartview"},
		{"cmd/remanence-cli/chart.go", "remanence/app/chartview"},
		{"app/shell/update.go", "net/http"},
		{"assets/assets.go", "remanence/planner"},
		{"assets/assets.go", "fyne.io/fyne/v2"},
		{"other.go", "fyne.io/fyne/v2/app"},
		{"main.go", "remanence/cmd/remanence-cli"},
		{"internal/bench/run.go", "remanence/app/grid"},
		{"elsewhere/x.go", "remanence/planner"},
	} {
		s := source{Folder: strings.TrimSuffix(path.Dir(c.file), "."), Name: path.Base(c.file), Imports: []string{c.imported}}
		if len(violations(s)) == 0 {
			t.Errorf("%s may import %s, nobody objects", c.file, c.imported)
		}
	}
}

func TestRulesLetTheRestPass(t *testing.T) {
	for _, c := range []struct{ file, imported string }{
		{"main.go", "fyne.io/fyne/v2/app"},
		{"main.go", "remanence/app/shell"},
		{"app/shell/window.go", "remanence/app/demand"},
		{"app/demand/page.go", "remanence/app/demand/rows"},
		{"app/demand/page.go", "remanence/app/grid"},
		{"app/demand/page.go", "remanence/planner"},
		{"app/rulesfile/x.go", "remanence/planner/policy"},
		{"app/shell/files.go", "net/url"},
		{"app/grid/grid_test.go", "fyne.io/fyne/v2/test"},
		{"data/workbook/write.go", "github.com/xuri/excelize/v2"},
		{"data/document/save.go", "os"},
		{"cmd/remanence-cli/export_test.go", "github.com/xuri/excelize/v2"},
		{"planner/highs/engine.go", "github.com/tetratelabs/wazero/api"},
		{"planner/highs/engine.go", "os"},
		{"planner/award/model_test.go", "os"},
		{"planner/award/model.go", "remanence/planner/highs"},
		{"planner/money.go", "github.com/shopspring/decimal"},
		{"cmd/remanence-cli/chart.go", "remanence/app/pictures"},
		{"app/pictures/chain.go", "remanence/app/chart"},
	} {
		s := source{Folder: strings.TrimSuffix(path.Dir(c.file), "."), Name: path.Base(c.file), Imports: []string{c.imported}}
		for _, v := range violations(s) {
			t.Error(v)
		}
	}
}

func TestRulesCatchTheClock(t *testing.T) {
	for text, want := range map[string]int{
		"package x\nimport \"time\"\nvar a, b = time.Now(), time.Since(time.Time{})":                        2,
		"package x\nimport clock \"time\"\nvar now = clock.Now":                                             1,
		"package x\nimport \"time\"\nvar a = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)":                   0,
		"package x\nimport \"example/time2\"\nvar a = time2.Now()":                                          0,
		"//go:build ignore\n\npackage x\nimport \"time\"\nvar a = time.Now()":                               0,
		"package x\nimport \"time\"\nfunc f() { time.Sleep(1); _ = time.Month(1); <-time.After(1) }":        2,
		"package x\nimport \"time\"\ntype t struct{ time.Time }\nfunc (x t) f() bool { return x.IsZero() }": 0,
	} {
		s, built, err := read("planner/award", "x.go", []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		if !built {
			s = source{}
		}
		if got := len(violations(s)); got != want {
			t.Errorf("%d violations, want %d, in\n%s", got, want, text)
		}
	}
}

// root is the module's folder.
func root(t *testing.T) string {
	t.Helper()
	dir, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	return dir
}
