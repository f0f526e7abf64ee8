package words

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
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
	if got, want := Problem(p), "Angebot O07, Preis: Die größte Bestellung (1.250 kg) ist kleiner als die kleinste (2.000 kg). Die beiden tauschen oder berichtigen."; got != want {
		t.Errorf("%q", got)
	}
	if got, want := Said(`"EUX" is no currency code.`), `"EUX" ist kein Währungscode.`; got != want {
		t.Errorf("%q", got)
	}
}

// placed finds the names of cells in the checks of the planner.
var placed = regexp.MustCompile(`\.(?:bad|note|number|share|money|countryKnown|gradeKnown)\((?:at|i|it|item|x|r), "([^"]+)"[,+)]`)

// Ensure every place a problem can stand at has its words in German and Japanese.
func TestPlacesOfProblemsAreTranslated(t *testing.T) {
	defer tr.Use("en")
	files, err := filepath.Glob("../../planner/validate*.go")
	if err != nil || len(files) < 5 {
		t.Fatal(files, err)
	}
	names := map[string]bool{"exchange rate EUR": true, "row 3": true, "demand in 2027-05": true}
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range placed.FindAllStringSubmatch(string(text), -1) {
			name := m[1]
			if strings.HasSuffix(name, " ") { // something follows
				name += "2027-05"
			}
			names[name] = true
		}
	}
	if len(names) < 60 {
		t.Fatalf("only %d names of cells: the test is blind", len(names))
	}
	for _, code := range []string{"de", "ja"} {
		tr.Use(code)
		for name := range names {
			same := code == "de" && strings.Contains("element index CO2 PPAP material", name)
			if got := cellName(name); got == name && !same && name != "CO2" && name != "PPAP" && !strings.HasPrefix(name, "site ") {
				t.Errorf("%s: %q stays English", code, name)
			}
		}
		for _, kind := range whereKinds {
			if got := Where(kind + " X"); got == kind+" X" && kind != "Index" {
				t.Errorf("%s: %q stays English", code, got)
			}
		}
	}
	tr.Use("de")
	for place, want := range map[string]string{"Part A, B, mass": "Teil A, B, Masse", "Demand": "Bedarf", "Settings, exchange rate EUR": "Einstellungen, Wechselkurs EUR", "Supplier Foo": "Lieferant Foo"} {
		if got := Where(place); got != want {
			t.Errorf("%q is %q, want %q", place, got, want)
		}
	}
}
