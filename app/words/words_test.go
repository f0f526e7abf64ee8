package words

import (
	"testing"

	"remanence/planner"
)

func TestRulesReadAsSentences(t *testing.T) {
	p := &planner.Project{Currency: "EUR"}
	f := &planner.Facts{Countries: []planner.Country{{ISO2: "CN", Name: "China"}, {ISO2: "RU", Name: "Russia"}}}
	pct := planner.Some[float64]
	for want, r := range map[string]planner.Rule{
		"At most 90 %, falling to 65 %, of magnets from China, by calendar year.": {Type: planner.CountryShareMax,
			Stages: []planner.Stage{planner.Magnet}, Countries: []string{"CN"}, ValueFrom: pct(90), ValueTo: pct(65), Window: planner.PerYear},
		"At most 85 % of dysprosium at separation from China, by calendar year.": {Type: planner.CountryShareMax, Elements: []string{"Dy"},
			Stages: []planner.Stage{planner.Separation}, Countries: []string{"CN"}, ValueFrom: pct(85), ValueTo: pct(85), Window: planner.PerYear},
		"At least 2 suppliers for EPS-R, by calendar year.": {Type: planner.MinSuppliers, Scope: "part:EPS-R", ValueFrom: pct(2), Window: planner.PerYear},
		"At least 4 weeks, rising to 6 weeks, of cover for A parts, every month.": {Type: planner.CoverMin, Scope: "criticality:A",
			ValueFrom: pct(4), ValueTo: pct(6), Window: planner.EveryMonth},
		"At most EUR 1,250,000 for qualification, over the whole plan.": {Type: planner.QualificationBudgetMax, ValueFrom: pct(1_250_000), Window: planner.WholePlan},
		"Nothing for parts D-… from China and Russia at mining and magnet, in every order.": {Type: planner.CoveredCountryBan, Scope: "part_prefix:D-",
			Stages: []planner.Stage{planner.Mine, planner.Magnet}, Countries: []string{"CN", "RU"}, Window: planner.EveryOrder},
		"At most 68 % of value needs an export licence, by calendar year.": {Type: planner.LicenceShareMax, Basis: "value", ValueTo: pct(68), Window: planner.PerYear},
	} {
		if got := plain(Rule(p, f, &r)); got != want {
			t.Errorf("got  %q\nwant %q", got, want)
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
