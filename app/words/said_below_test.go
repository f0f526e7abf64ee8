package words

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"remanence/assets"
)

// below are the packages and files whose sentences reach the screen through Said.
var below = []string{"planner/award/*", "planner/hand/*", "planner/risk/*", "planner/compare/*", "planner/scenario/*", "data/document/*", "data/workbook/read*",
	"planner/policy/assume", "planner/policy/questions", "planner/rule_read", "planner/rule_read_blanks", "planner/apply", "planner/cells", "planner/editor", "planner/editrows", "planner/field", "planner/match", "planner/month", "planner/named", "planner/regime"}

// unshown are files whose sentences are for whoever develops or checks the
// planner: they audit a plan, or name rows and columns of the model.
var unshown = []string{"planner/compare/table.go", "planner/award/audit.go", "planner/award/check.go", "planner/award/hold.go", "planner/award/names.go", "planner/award/tests.go"}

// inner are literals that no screen shows: keys, names inside the model and steps of
// the work.
var inner = []string{
	"finding conflicts", "keeping rules by priority", "first answer", // steps that the work reports to nobody but its log
	"tooling of ", "switching of ", // keys of choices
	" percent of value per missing week and month",                                                                   // as project files hold a penalty
	"%g kg have left stream %s by %s, more than was collected", "stream %s sells %g kg in a month, more than it may", // audits
	"recycled goods ordered, %g kg, are not those the collected scrap makes, %g kg", // audit
	"HiGHS 1.15", "Jan 2006", " for parts ", " for criticality ", // a name; parts of metrics, which saidMetric reads
	"frontier reward", " per kg CO2", "duty CN", "remanence inputs 1\n", "unexpected end", // keys, what a penalty and the library of the format say
	"As-today plan", "Cheapest plan", ".bak, with the password.", // in whole sentences that are told
	" and more", "; held back by ", "% left", "Size entered by hand. In the library: ", // become names, notes and units that the user may change
	"At most 65 % of dysprosium at separation from China, by calendar year, from 2027-01", "the value of ", "european union", "us covered countries", "us-covered countries", // English sentences of rules
	" in bands from",                                                   // key of a tier
	"demand unit kg", "Freight (per kg)", "Rate (units", "From (month", // fields and headers of the workbook, whose language is English
}

// TestEverySentenceFromBelowIsTold cuts every text of the planner at its
// placeholders: each run of words must stand in a sentence that the other languages
// have.
func TestEverySentenceFromBelowIsTold(t *testing.T) {
	var known map[string]string
	if err := json.Unmarshal(assets.Translation("de"), &known); err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for text := range known {
		all.WriteString(strings.ReplaceAll(text, "%%", "%") + "\n")
	}
	texts, n := all.String(), 0
	for _, pkg := range below {
		files, err := filepath.Glob("../../" + pkg + ".go")
		if err != nil || len(files) == 0 {
			t.Fatal(pkg, err)
		}
		for _, name := range files {
			short := strings.TrimPrefix(filepath.ToSlash(name), "../../")
			if strings.HasSuffix(name, "_test.go") || slices.Contains(unshown, short) {
				continue
			}
			untold(t, name, texts, func() { n++ })
		}
	}
	if n < 50 {
		t.Errorf("only %d sentences found", n)
	}
}

var placeholder = regexp.MustCompile(`%[-+#0]*(?:\[\d+\])?[\d.]*[a-zA-Z]`)

func untold(t *testing.T, name, texts string, found func()) {
	t.Helper()
	set := token.NewFileSet()
	file, err := parser.ParseFile(set, name, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(file, func(x ast.Node) bool {
		switch x := x.(type) {
		case *ast.ImportSpec:
			return false
		case *ast.CallExpr:
			if f, ok := x.Fun.(*ast.Ident); ok && f.Name == "panic" {
				return false
			}
		case *ast.Field:
			return x.Tag == nil
		case *ast.BasicLit:
			text, err := strconv.Unquote(x.Value)
			if x.Kind != token.STRING || err != nil || slices.Contains(inner, text) || strings.Contains(text, "(?") || strings.HasPrefix(text, "^(") { // patterns read, they do not speak
				return true
			}
			for _, run := range placeholder.Split(strings.ReplaceAll(text, "%%", "%"), -1) {
				run = strings.TrimFunc(run, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(".,;:()\"", r) })
				if len(strings.Fields(run)) < 2 || !strings.ContainsFunc(run, unicode.IsLetter) {
					continue
				}
				if found(); !strings.Contains(texts, run) {
					t.Errorf("%s: %q is not told in other languages", set.Position(x.Pos()), text)
					break
				}
			}
		}
		return true
	})
}
