package words

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"remanence/app/tr"
	"remanence/app/ui/figures"
	"remanence/data/reference"
	"remanence/planner"
)

// everyRule is a rule of each metric with every blank it has filled.
func everyRule() []planner.Rule {
	var out []planner.Rule
	some := planner.Some[float64]
	for _, m := range planner.Metrics {
		r := planner.Rule{ID: "R", Type: m.Type, Scope: "criticality:A", Hard: false, Penalty: "reported", Window: planner.PerYear, ValueFrom: some(1250), ValueTo: some(1000), Basis: "mass",
			FromMonth: planner.Some(planner.MonthOf(2027, 3)), ToMonth: planner.Some(planner.MonthOf(2028, 12)), Priority: planner.Some(2)}
		if m.Reads.Supplier {
			r.Supplier = "NORD"
		}
		if m.Reads.Element {
			r.Elements = []string{"Dy", "Tb"}
		}
		if m.Reads.Stage {
			r.Stages = []planner.Stage{planner.Separation}
		}
		if m.Reads.Country {
			r.Countries = []string{"CN", "not EU"}
		}
		if m.Law {
			r.ExemptRecycledIn, r.ExemptStock, r.ExemptUntil = "US", "LOT1", planner.Some(planner.MonthOf(2027, 6))
		}
		other := r
		other.Scope, other.Hard, other.ValueTo, other.Elements = "all", true, r.ValueFrom, nil
		out = append(out, r, other)
	}
	return out
}

var english = regexp.MustCompile(`(?i)\b(at most|at least|from|until|soft|for|except|licence|of|by|parts?|suppliers?|dysprosium and|falling|priority)\b`)

// Every blank a sentence of files has can be clicked in every language, and no
// English word is left.
func TestRulesAreWordedInEveryLanguage(t *testing.T) {
	defer func() { tr.Use("en"); figures.Use(figures.LocaleOf("en")) }()
	p, f := &planner.Project{Currency: "EUR"}, reference.Shipped().Facts()
	for _, r := range everyRule() {
		tr.Use("en")
		fields := func(ps []planner.Piece) (out []string) {
			for _, x := range ps {
				if x.Field != "" && !slices.Contains(out, x.Field) {
					out = append(out, x.Field)
				}
			}
			slices.Sort(out)
			return out
		}
		want := fields(RulePieces(p, f, &r))
		if got := rulePlain(RulePieces(p, f, &r)); got != Months(r.Sentence(p, f)) {
			t.Errorf("English is the sentence of files, its months written as the region does: %q, %q", got, r.Sentence(p, f))
		}
		for _, code := range []string{"de", "ja"} {
			tr.Use(code)
			figures.Use(figures.LocaleOf(code))
			pieces := RulePieces(p, f, &r)
			text := Rule(p, f, &r)
			if got := fields(pieces); !slices.Equal(got, want) {
				t.Errorf("%s %s: blanks %v, want %v: %s", code, r.Type, got, want, text)
			}
			if word := english.FindString(strings.ReplaceAll(text, "CO2", "")); word != "" {
				t.Errorf("%s %s: %q is left in %q", code, r.Type, word, text)
			}
			if strings.Contains(text, "%!") || strings.ContainsAny(text, "{}@") {
				t.Errorf("%s %s: %q", code, r.Type, text)
			}
		}
	}
}

func TestARuleInGermanAndJapanese(t *testing.T) {
	defer func() { tr.Use("en"); figures.Use(figures.LocaleOf("en")) }()
	p, f := &planner.Project{Currency: "EUR"}, reference.Shipped().Facts()
	r := planner.Rule{Type: planner.CountryShareMax, Hard: true, Stages: []planner.Stage{planner.Magnet}, Countries: []string{"CN"}, ValueFrom: planner.Some(90.0), ValueTo: planner.Some(65.5), Window: planner.PerYear, FromMonth: planner.Some(planner.MonthOf(2027, 3))}
	for code, want := range map[string]string{
		"de": "Höchstens 90\u00a0%, fallend auf 65,5\u00a0%, von Magneten aus China, je Kalenderjahr, ab Mär 27.",
		"ja": "中国からの磁石は最大 90\u00a0%（65.5\u00a0% まで低下）、暦年ごと、27年3月から。",
	} {
		tr.Use(code)
		figures.Use(figures.LocaleOf(code))
		if got := Rule(p, f, &r); got != want {
			t.Errorf("%s: %q", code, got)
		}
	}
}
