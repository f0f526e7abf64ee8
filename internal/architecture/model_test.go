package architecture

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"remanence/planner"
)

// docs/model.md names only files that exist, every file that adds columns or rows
// to the model, every kind of cost and every rule.
func TestTheModelIsDescribed(t *testing.T) {
	root := filepath.Join("..", "..")
	text, err := os.ReadFile(filepath.Join(root, "docs", "model.md"))
	if err != nil {
		t.Fatal(err)
	}
	doc := string(text)
	var files []string
	for _, dir := range []string{"planner", "data", "internal"} {
		err := filepath.WalkDir(filepath.Join(root, dir), func(path string, d os.DirEntry, err error) error {
			if err == nil && strings.HasSuffix(path, ".go") {
				files = append(files, filepath.ToSlash(path))
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	named := regexp.MustCompile(`[a-z0-9_/]+\.go\b`).FindAllString(doc, -1)
	if len(named) < 40 {
		t.Errorf("only %d files are named", len(named))
	}
	names := map[string]bool{}
	for _, name := range named {
		names[filepath.Base(name)] = true
		if !slices.ContainsFunc(files, func(f string) bool { return strings.HasSuffix(f, "/"+name) }) {
			t.Errorf("%s is named and does not exist", name)
		}
	}
	for _, f := range files {
		if dir, name := filepath.Split(f); strings.HasSuffix(dir, "planner/award/") && !strings.HasSuffix(name, "_test.go") && name != "builder.go" && builds(t, f) && !names[name] {
			t.Errorf("%s adds columns or rows to the model and is not named", name)
		}
	}
	for _, k := range planner.CostKinds {
		if !strings.Contains(doc, "| `"+string(k)+"` |") {
			t.Errorf("the cost %s is not described", k)
		}
	}
	for _, r := range planner.RuleTypes {
		if !strings.Contains(doc, "`"+string(r)+"`") {
			t.Errorf("the rule %s is not described", r)
		}
	}
}

// builds reports whether a file of the model adds columns or rows.
func builds(t *testing.T, path string) bool {
	f, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	found := false
	ast.Inspect(f, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		if to, ok := call.Fun.(*ast.SelectorExpr); ok && slices.Contains([]string{"col", "binary", "row", "atMost", "atLeast", "equal"}, to.Sel.Name) {
			if of, ok := to.X.(*ast.SelectorExpr); ok && of.Sel.Name == "b" {
				found = true
			}
		}
		return !found
	})
	return found
}
