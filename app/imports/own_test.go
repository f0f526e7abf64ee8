package imports

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"remanence/app/tr"
	"remanence/data/sheets"
)

var placeholder = regexp.MustCompile(`%(?:\.\d+)?[sdqvgw]`)

// worded is a text as the code puts it together, with %s for what it names.
func worded(e ast.Expr) string {
	switch x := e.(type) {
	case *ast.BasicLit:
		if text, err := strconv.Unquote(x.Value); err == nil && x.Kind == token.STRING {
			return strings.ReplaceAll(text, "%", "%%")
		}
	case *ast.BinaryExpr:
		if x.Op == token.ADD {
			return worded(x.X) + worded(x.Y)
		}
	case *ast.CallExpr:
		if s, ok := x.Fun.(*ast.SelectorExpr); ok && (s.Sel.Name == "Sprintf" || s.Sel.Name == "Errorf") {
			if lit, ok := x.Args[0].(*ast.BasicLit); ok {
				text, _ := strconv.Unquote(lit.Value)
				return placeholder.ReplaceAllString(text, "%s")
			}
		}
	}
	return "%s"
}

// sentencesOf are the texts for people in a package of data: what its rows, files
// and questions say.
func sentencesOf(t *testing.T, folder string) map[string]string {
	t.Helper()
	out := map[string]string{}
	names, err := filepath.Glob(folder + "/*.go")
	if err != nil || len(names) == 0 {
		t.Fatal(err, folder)
	}
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		files := token.NewFileSet()
		file, err := parser.ParseFile(files, name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		add := func(e ast.Expr) {
			text := worded(e)
			if letters := strings.ReplaceAll(text, "%s", ""); strings.ContainsFunc(letters, func(r rune) bool { return r >= 'a' && r <= 'z' }) {
				out[text] = files.Position(e.Pos()).String()
			}
		}
		ast.Inspect(file, func(n ast.Node) bool {
			switch x := n.(type) {
			case *ast.CallExpr:
				called := ""
				switch f := x.Fun.(type) {
				case *ast.Ident:
					called = f.Name
				case *ast.SelectorExpr:
					called = f.Sel.Name
				}
				switch called {
				case "ask", "refuse", "remark", "fail", "note", "tooBig":
					if called == "refuse" && strings.HasSuffix(folder, "book") {
						out[placeholder.ReplaceAllString(worded(x.Args[1]), "%s")] = files.Position(x.Pos()).String()
						add(x.Args[0])
						return true
					}
					for _, a := range x.Args {
						add(a)
					}
				case "Errorf": // becomes what and mend, apart at the semicolon
					what, mend, _ := strings.Cut(worded(x), "; ")
					for _, s := range []string{what, mend} {
						if s != "" {
							first := []rune(s)[:1]
							out[strings.ToUpper(string(first))+strings.TrimPrefix(s, string(first))+"."] = files.Position(x.Pos()).String()
						}
					}
				}
			case *ast.KeyValueExpr:
				if id, ok := x.Key.(*ast.Ident); ok && slices.Contains([]string{"What", "Mend", "Text", "Title"}, id.Name) {
					add(x.Value)
				}
			}
			return true
		})
	}
	return out
}

// notForPeople are texts the dialog never shows, or shows through another one.
var notForPeople = []string{"#NUM!", "not computed", "enough", "%s."}

func TestEverySentenceOfTheImportIsKnown(t *testing.T) {
	known := map[string]bool{}
	for _, s := range said {
		known[s] = true
	}
	n := 0
	for _, folder := range []string{"../../data/sheets", "../../data/sheets/book"} {
		for text, at := range sentencesOf(t, folder) {
			n++
			plain := strings.ReplaceAll(text, "%%", "%")
			if known[text] || known[plain] || slices.Contains(notForPeople, text) || strings.Contains(at, "keep.go") {
				continue
			}
			t.Errorf("%s: %q is not said in other languages (own.go)", at, text)
		}
	}
	if n < 150 {
		t.Errorf("only %d sentences were found: the walk is blind", n)
	}
}

// In German and Japanese no English is left of a table with everything wrong in it.
func TestTheImportSpeaksTheUsersLanguage(t *testing.T) {
	defer tr.Use("en")
	english := []string{" the ", "The ", " row", "Import of", "It holds", "lipboard", "question", "refused", " is "}
	for _, code := range []string{"de", "ja"} {
		tr.Use(code)
		r := newRig(t)
		r.x.Paste("Part\tGrade\tJan 27\tFeb 27\nMOT-100\tN42SH\t12000\t13000\nNEW-1\tN35\t5\tsix\n\tN35\t1\t2\nNEW-3\tXX9\t-1\t2\n")
		d := r.x.current
		if d.flow.Result.Waiting == 0 || d.flow.Result.Refused == 0 {
			t.Fatal(d.flow.Summary())
		}
		texts := []string{d.flow.Summary()}
		for i := range d.flow.Result.Rows {
			texts = append(texts, problemText(&d.flow.Result.Rows[i]), diffText(&d.flow.Result.Rows[i]), stateCell(&d.flow.Result.Rows[i]).Text)
		}
		r.x.Paste("Supplier\tPart\tPrice\tWeight\nAlpha Magnetics\tMOT-100\t5.2\t0.5\n")
		for _, q := range r.x.current.flow.Questions {
			texts = append(texts, own(q.Text), r.x.current.flow.Where(r.x.current.flow.Table), own(r.x.current.flow.Result.Name))
			for _, o := range q.Options {
				texts = append(texts, own(o.Label))
			}
		}
		for _, k := range sheets.Kinds {
			texts = append(texts, own(k.Title()))
			for _, x := range sheets.Targets(k) {
				if own(x.Title) == x.Title && code == "ja" && !slices.Contains([]string{"CO2"}, x.Title) {
					t.Errorf("ja: the field %q keeps its English name", x.Title)
				}
			}
		}
		for _, text := range texts {
			for _, w := range english {
				if strings.Contains(text, w) {
					t.Errorf("%s: %q", code, text)
				}
			}
		}
	}
	tr.Use("de")
	for text, want := range map[string]string{
		"“Narnia” is no country known here.":                "„Narnia“ ist hier kein bekanntes Land.",
		"“six” is not a number.":                            "„six“ ist keine Zahl.",
		"The project has no part MOT-1.":                    "Das Projekt hat kein Teil MOT-1.",
		"The metric is missing.":                            "Kennzahl: die Angabe fehlt.",
		"Which column is the standard cost?":                "Welche Spalte ist „Standardkosten“?",
		"something nobody has said":                         "something nobody has said",
		"The price is 7 times what it was: 35 after 5 EUR.": "Preis: das 7-Fache des bisherigen Werts, 35 nach 5 EUR.",
	} {
		if got := own(text); got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}
