package tr

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"
)

// quiet are packages whose functions show nothing, by the names the app gives them.
var quiet = []string{"tr", "strings", "regexp", "filepath", "os", "json", "strconv", "slices", "time", "planner", "debug"}

// silent are single functions that show nothing, or a line of a log.
var silent = []string{"LogError", "Fprintf", "key"}

// codes are fields that hold a name of the program, not a text of the screen.
var codes = []string{"Field", "Table", "ID", "IDField", "Menu", "Keys", "Letter"}

// same are texts that are the same in every language, or no texts at all.
var same = []string{
	"Remanence", " – Remanence", "English", "Deutsch", "LC_ALL", "LC_MESSAGES", "Ctrl+", // names
	"Nd", "Pr", "Dy", "Tb", "Sm", "Co", "Gd", "Ho", // symbols of elements
	"Plan", "File", "Edit", "View", "Help", // ids of menus, shown by menuTitle
	"EUR/pcs", "EUR/1000 pcs", "EUR/100 pcs", "EUR/kg", "USD/pcs", "USD/1000 pcs", "USD/kg", "CNY/kg", "CNY/pcs", "JPY/pcs", // units a sheet may hold
	"US-DFARS-2027", "kg CO2 per kg magnet", "0.4 percent of value per missing week and month", // as project files hold them
	"DejaVuSansMono-Powerline", "InterSymbols-Regular", "NotoSans-Regular", "NotoSans-Bold", "NotoSans-Italic", "NotoSans-BoldItalic", "NotoSansJP-Regular", "NotoSansJP-Bold", // files of fonts
}

// mute are files whose texts are markup, names of the code, or names of months in
// their own languages.
var mute = []string{"../chart/svg.go", "../onscreen/onscreen.go", "../ui/figures/locale.go"}

// speaks reports a literal that reads like a text: words with a space, or a capital.
func speaks(text string) bool {
	text = verb.ReplaceAllString(text, "")
	letters := strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) })
	if len(letters) == 0 || len(letters) == 1 && len(letters[0]) < 2 {
		return false
	}
	first := []rune(letters[0])
	return len(letters) > 1 && strings.Contains(strings.TrimSpace(text), " ") || len(first) > 1 && unicode.IsUpper(first[0]) && unicode.IsLower(first[1])
}

// bypasses are the literals of a file that reach the screen without this package.
func bypasses(files *token.FileSet, file *ast.File, report func(at token.Pos, text string)) {
	var walk func(n ast.Node) bool
	skip := func(es ...ast.Expr) {
		for _, e := range es {
			if _, literal := e.(*ast.BasicLit); !literal && e != nil {
				ast.Inspect(e, walk)
			}
		}
	}
	walk = func(n ast.Node) bool {
		switch x := n.(type) {
		case *ast.ImportSpec, *ast.Field:
			return false
		case *ast.CaseClause:
			skip(x.List...)
			for _, s := range x.Body {
				ast.Inspect(s, walk)
			}
			return false
		case *ast.IndexExpr:
			ast.Inspect(x.X, walk)
			skip(x.Index)
			return false
		case *ast.KeyValueExpr:
			if id, ok := x.Key.(*ast.Ident); !ok || !slices.Contains(codes, id.Name) {
				skip(x.Key)
				ast.Inspect(x.Value, walk)
			}
			return false
		case *ast.BinaryExpr:
			if x.Op == token.EQL || x.Op == token.NEQ {
				skip(x.X, x.Y)
				return false
			}
		case *ast.CallExpr:
			name, pkg := "", ""
			switch f := x.Fun.(type) {
			case *ast.Ident:
				name = f.Name
			case *ast.SelectorExpr:
				name = f.Sel.Name
				if id, ok := f.X.(*ast.Ident); ok {
					pkg = id.Name
				}
			}
			if name == "panic" {
				return false
			}
			if slices.Contains(quiet, pkg) || slices.Contains(silent, name) {
				skip(x.Args...)
				return false
			}
		case *ast.BasicLit:
			if x.Kind == token.STRING {
				if text, err := strconv.Unquote(x.Value); err == nil && speaks(text) && !slices.Contains(same, text) {
					report(x.Pos(), text)
				}
			}
		}
		return true
	}
	ast.Inspect(file, walk)
}

func TestNoTextBypassesTheTranslation(t *testing.T) {
	read := 0
	err := filepath.WalkDir("..", func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") || slices.Contains(mute, path) ||
			slices.ContainsFunc([]string{"../plantest/", "../pictures/picturetest/"}, func(s string) bool { return strings.HasPrefix(path, s) }) {
			return err
		}
		files := token.NewFileSet()
		file, err := parser.ParseFile(files, path, nil, 0)
		if err != nil {
			return err
		}
		read++
		bypasses(files, file, func(at token.Pos, text string) {
			t.Errorf("%s: %q is shown without tr.T, tr.F, tr.N or tr.Mark", files.Position(at), text)
		})
		return nil
	})
	if err != nil || read < 100 {
		t.Fatal(read, err)
	}
}

func TestBypassesAreSeen(t *testing.T) {
	for code, want := range map[string]int{
		`label("No plan yet")`: 1, `label(tr.T("No plan yet"))`: 0, `x := "Part " + id`: 1, `if a == "Two words" { f() }`: 0,
		`m["Two words"] = g("Three words here")`: 1, `c := col{Title: "Mass", ID: "Mass"}`: 1, `return fmt.Errorf("choose a %s", tr.T("part"))`: 1,
		`strings.Split("a b", " ")`: 0, `f("mass_g", "kg")`: 0,
	} {
		files := token.NewFileSet()
		file, err := parser.ParseFile(files, "x.go", "package x\nfunc f() {\n"+code+"\n}", 0)
		if err != nil {
			t.Fatal(code, err)
		}
		n := 0
		bypasses(files, file, func(token.Pos, string) { n++ })
		if n != want {
			t.Errorf("%s: %d texts seen, want %d", code, n, want)
		}
	}
}
