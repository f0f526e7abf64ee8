package words

import (
	"strings"
	"testing"

	"remanence/planner"
)

func TestRulesReadAsSentences(t *testing.T) {
	p := &planner.Project{Currency: "EUR"}
	f := &planner.Facts{Countries: []planner.Country{{ISO2: "CN", Name: "China"}, {ISO2: "RU", Name: "Russia"}}}
	pct := planner.Some[float64]
	r := planner.Rule{Type: planner.CountryShareMax, Hard: true, Stages: []planner.Stage{planner.Magnet}, Countries: []string{"CN"},
		ValueFrom: pct(90), ValueTo: pct(65), Window: planner.PerYear}
	if got := Rule(p, f, &r); plain(got) != r.Sentence(p, f) || !strings.Contains(got, "90\u00a0%") {
		t.Errorf("got %q", got)
	}
	budget := planner.Rule{Type: planner.PurchaseBudgetMax, ValueFrom: pct(1_250_000)}
	if got := RuleShort(p, f, &budget); got != "Purchases of at most EUR\u00a01,250,000" {
		t.Errorf("got %q", got)
	}
	for want, x := range map[string]struct {
		t planner.RuleType
		v float64
	}{"65.33 %": {planner.CountryShareMax, 65.3333}, "2 suppliers": {planner.MinSuppliers, 2}, "4.2 weeks": {planner.CoverMin, 4.21}, "EUR 12,346": {planner.StockValueMax, 12345.6}} {
		if got := plain(RuleValue(p, x.t, x.v)); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

// plain turns no-break spaces into spaces.
func plain(s string) string {
	out := []rune(s)
	for i, r := range out {
		if r == '\u00a0' {
			out[i] = ' '
		}
	}
	return string(out)
}

func TestCountryWithoutFactsIsItsCode(t *testing.T) {
	if Country(nil, "CN") != "CN" || Country(nil, "??") != "unknown origin" {
		t.Error("codes must stand for themselves and ?? for unknown")
	}
}

func TestSentence(t *testing.T) {
	for in, want := range map[string]string{"": "", "cover is low": "Cover is low.", "Done.": "Done."} {
		if got := Sentence(in); got != want {
			t.Errorf("Sentence(%q) = %q", in, got)
		}
	}
}
