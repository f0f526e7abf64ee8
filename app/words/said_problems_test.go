package words

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
	"remanence/app/ui/figures"
	"remanence/planner"
)

// pieces of sentences that the planner puts together; the wholes are in the list.
var pieces = []string{"Did you mean", " % is more than the whole.", " % is no percentile.", " % is not possible.", " is not possible.", ", or choose another metric.", "; it is not read."}

// Every sentence planner.Validate may say is known.
func TestEveryProblemOfAProjectIsTold(t *testing.T) {
	files, err := filepath.Glob("../../planner/validate*.go")
	files = append(files, "../../planner/takeback.go")
	if err != nil || len(files) < 5 {
		t.Fatal(files, err)
	}
	verb := regexp.MustCompile(`%[-+#0]*[\d.]*[a-zA-Z]`)
	n := 0
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(x ast.Node) bool {
			lit, ok := x.(*ast.BasicLit)
			if !ok || lit.Kind != token.STRING {
				return true
			}
			text, err := strconv.Unquote(lit.Value)
			if err != nil || !strings.Contains(text, " ") || !strings.HasSuffix(text, ".") || slices.Contains(pieces, text) {
				return true
			}
			n++
			if key := verb.ReplaceAllString(text, "%s"); !slices.Contains(saidProblems, key) && !slices.Contains(saidCells, key) {
				t.Errorf("%s: %q is not told in other languages", set.Position(lit.Pos()), key)
			}
			return true
		})
	}
	if n < 250 {
		t.Errorf("only %d sentences found", n)
	}
}

func TestAProblemInGerman(t *testing.T) {
	defer func() { tr.Use("en"); figures.Use(figures.LocaleOf("en")) }()
	p := planner.Problem{Where: "Offer O07, price", What: "The largest order (1,250 kg) is below the smallest (2000 kg).", Mend: "Exchange or correct the two."}
	if got := Problem(p); got != p.String() {
		t.Errorf("English stays: %q", got)
	}
	tr.Use("de")
	figures.Use(figures.LocaleOf("de"))
	if got, want := Problem(p), "Offer O07, price: Die größte Bestellung (1.250 kg) ist kleiner als die kleinste (2.000 kg). Die beiden tauschen oder berichtigen."; got != want {
		t.Errorf("%q", got)
	}
	if got, want := Said(`"EUX" is no currency code.`), `"EUX" ist kein Währungscode.`; got != want {
		t.Errorf("%q", got)
	}
}
