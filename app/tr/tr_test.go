package tr

import (
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"remanence/assets"
	"remanence/planner"
	"remanence/planner/risk"
)

// used finds every text the app asks for, and what breaks the rules.
func used(t *testing.T) map[string]string {
	t.Helper()
	texts := map[string]string{}
	err := filepath.WalkDir("..", func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") || strings.HasPrefix(path, "../tr/") {
			return err
		}
		files := token.NewFileSet()
		parsed, err := parser.ParseFile(files, path, nil, 0)
		if err != nil {
			return err
		}
		for _, d := range parsed.Decls {
			_, inFunc := d.(*ast.FuncDecl)
			ast.Inspect(d, func(n ast.Node) bool {
				call, ok := n.(*ast.CallExpr)
				if !ok {
					return true
				}
				sel, ok := call.Fun.(*ast.SelectorExpr)
				if !ok {
					return true
				}
				if x, ok := sel.X.(*ast.Ident); !ok || x.Name != "tr" {
					return true
				}
				at := files.Position(call.Pos()).String()
				var args []ast.Expr
				switch sel.Sel.Name {
				case "T", "F":
					args = call.Args[:1]
				case "N":
					args = call.Args[1:3]
				case "Mark":
					if args = call.Args[:1]; inFunc {
						t.Errorf("%s: inside a function a text is translated at once", at)
					}
				default:
					return true
				}
				if !inFunc && sel.Sel.Name != "Mark" {
					t.Errorf("%s: translated before the language is known", at)
				}
				for _, arg := range args {
					lit, ok := arg.(*ast.BasicLit)
					if !ok {
						t.Errorf("%s: the text must stand in the call", at)
						continue
					}
					text, err := strconv.Unquote(lit.Value)
					if err != nil {
						t.Errorf("%s: %v", at, err)
					}
					texts[text] = at
				}
				return true
			})
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(texts) < 50 {
		t.Fatalf("only %d texts found: the walk is blind", len(texts))
	}
	return texts
}

var verb = regexp.MustCompile(`%(\[\d+\])?[-+#0]*[\d.]*[a-zA-Z%]`)

// verbs are the placeholders of a text in a form that does not depend on order.
func verbs(text string) []string {
	var out []string
	at := 0
	for _, v := range verb.FindAllString(text, -1) {
		if v == "%%" { // takes nothing
			out = append(out, v)
			continue
		}
		at++
		n := at
		if open := strings.IndexByte(v, '['); open >= 0 {
			n, _ = strconv.Atoi(v[open+1 : strings.IndexByte(v, ']')])
			v = v[:open] + v[strings.IndexByte(v, ']')+1:]
		}
		out = append(out, fmt.Sprint(n, v))
	}
	slices.Sort(out)
	return out
}

// given are the words of the planner and the library that pages show through
// Known: titles, units, kinds of cost, metrics of rules and their sentences.
func given() map[string]string {
	texts := map[string]string{}
	add := func(where string, words ...string) {
		for _, w := range words {
			if len([]rune(w)) > 1 { // "%", "g" and "|" are the same everywhere
				texts[w] = where
			}
		}
	}
	for _, f := range planner.StreamFields {
		add("planner.StreamFields", f.Title, f.Unit)
	}
	for _, f := range planner.SettingFields {
		add("planner.SettingFields", f.Title, f.Unit)
	}
	for _, c := range everyCell() {
		add("planner.EditableCells", c.Title)
	}
	for _, x := range risk.DefaultParameters(&planner.Project{}, &planner.Facts{}) {
		add("risk.DefaultParameters", x.Title, x.Unit)
	}
	for _, f := range planner.IndexTableFields {
		add("planner.IndexTableFields", f.Title, f.Unit)
	}
	for _, m := range planner.Metrics {
		add("planner.Metrics", m.Title, m.Phrase)
	}
	for _, k := range planner.CostKinds {
		add("planner.CostKinds", k.Label())
	}
	for _, e := range []string{"Nd", "Pr", "Dy", "Tb", "Sm", "Gd", "Ho", "Co", "Ga", "Ge", "Sb", "W", "Ce", "La", "Y"} {
		if name := planner.ElementName(e); name != e {
			add("planner.ElementName", name)
		}
	}
	add("confidence of sources", "high", "medium", "low")
	add("penalty of a rule", "reported")
	return texts
}

// everyCell are the columns that what-ifs offer, without those by month or number.
func everyCell() []planner.Editable {
	p := &planner.Project{Parts: []planner.Part{{}}, Designs: []planner.Design{{}}, Suppliers: []planner.Supplier{{}}, Offers: []planner.Offer{{}}, Pools: []planner.Pool{{}}, Profiles: []planner.Profile{{}},
		Indices: []planner.Index{{}}, Lanes: []planner.Lane{{}}, OwnDuties: []planner.OwnDuty{{}}, OwnEvidence: []planner.Evidence{{}}, OwnShares: []planner.WorldShare{{}}, Stock: []planner.StockLot{{}}, Streams: []planner.Stream{{}}, Rules: []planner.Rule{{}}}
	var out []planner.Editable
	for _, table := range planner.EditableTables {
		for _, id := range append(p.RowIDs(table), "") {
			out = append(out, p.EditableCells(table, id)...)
		}
	}
	return out
}

func TestEveryLanguageIsComplete(t *testing.T) {
	texts := used(t)
	for text, where := range given() {
		if _, ok := texts[text]; !ok {
			texts[text] = where
		}
	}
	for _, l := range Languages()[1:] {
		own := map[string]string{}
		if err := json.Unmarshal(assets.Translation(l.Code), &own); err != nil {
			t.Fatal(l.Code, err)
		}
		for text, at := range texts {
			switch got, ok := own[text]; {
			case !ok || strings.TrimSpace(got) == "":
				t.Errorf("%s lacks %q (%s)", l.Code, text, at)
			case !slices.Equal(verbs(text), verbs(got)):
				t.Errorf("%s: %q has other placeholders than %q", l.Code, got, text)
			case strings.HasSuffix(text, "…") != strings.HasSuffix(got, "…"):
				t.Errorf("%s: %q and %q must both end in … or not", l.Code, text, got)
			}
		}
		for text := range own {
			if _, ok := texts[text]; !ok {
				t.Errorf("%s holds %q, which nobody asks for", l.Code, text)
			}
		}
	}
}

func TestLanguageOfTheSystemOrAsChosen(t *testing.T) {
	defer Use("en")
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		t.Setenv(name, "")
	}
	for lang, want := range map[string]string{"de_DE.UTF-8": "de", "ja_JP.utf8": "ja", "C": "en", "": "en", "fr_FR": "en", "de": "de"} {
		t.Setenv("LANG", lang)
		if Use(""); Current() != want {
			t.Errorf("%q speaks %s, want %s", lang, Current(), want)
		}
	}
	Use("de")
	if T("Cancel") == "Cancel" || T("never translated") != "never translated" {
		t.Error(T("Cancel"), T("never translated"))
	}
	if Use("xx"); T("Cancel") != "Cancel" {
		t.Error("an unknown language is English")
	}
}
