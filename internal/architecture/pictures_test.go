package architecture

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// inChart says which type of app/chart an expression names, "" for none.
func inChart(e ast.Expr) string {
	sel, ok := e.(*ast.SelectorExpr)
	if !ok {
		return ""
	}
	if x, ok := sel.X.(*ast.Ident); !ok || x.Name != "chart" {
		return ""
	}
	return sel.Sel.Name
}

// TestPagesDrawOnlyWhatTheCommandCan wants every picture of a page built by
// app/pictures, and every picture built there in the table the command draws from: a
// page itself only shows an empty one until there is something to show.
func TestPagesDrawOnlyWhatTheCommandCan(t *testing.T) {
	app := filepath.Join(root(t), "app")
	kinds, built := "", map[string]string{} // functions of app/pictures, by what they give
	err := filepath.WalkDir(app, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		name, err := filepath.Rel(app, path)
		if err != nil {
			return err
		}
		name = filepath.ToSlash(name)
		if under(name, "chart", "chartview") {
			return nil
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		files := token.NewFileSet()
		file, err := parser.ParseFile(files, path, text, 0)
		if err != nil {
			return err
		}
		if under(name, "pictures") {
			if strings.HasPrefix(name, "pictures/kinds") {
				kinds += string(text)
			}
			for _, d := range file.Decls {
				f, ok := d.(*ast.FuncDecl)
				if !ok || f.Recv != nil || !f.Name.IsExported() || f.Type.Results == nil {
					continue
				}
				if gives := inChart(f.Type.Results.List[0].Type); gives != "" && gives != "Picture" {
					built[f.Name.Name] = gives
				}
			}
			return nil
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if lit, ok := n.(*ast.CompositeLit); ok && len(lit.Elts) > 0 && inChart(lit.Type) != "" {
				t.Errorf("%s builds a chart.%s; build it in app/pictures, so that the command draws it, too", files.Position(lit.Pos()), inChart(lit.Type))
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(built) < 20 {
		t.Errorf("only %d pictures found: the search is blind", len(built))
	}
	for name, gives := range built {
		if !strings.Contains(kinds, name+"(") && !strings.Contains(kinds, "drawn("+name+")") {
			t.Errorf("pictures.%s, a chart.%s, is in no kind: the command cannot draw it", name, gives)
		}
	}
}
