package rules

import (
	"strings"
	"testing"

	"remanence/app/tr"
	"remanence/app/words"
	"remanence/data/reference"
	"remanence/planner"
)

// Every state in the table of regulations has words in every language.
func TestStatesOfRegulationsAreToldInEveryLanguage(t *testing.T) {
	defer tr.Use("en")
	for _, r := range reference.Shipped().Facts().Regulations {
		tr.Use("en")
		english := words.RegulationStatus(r.Status)
		for _, code := range []string{"de", "ja"} {
			tr.Use(code)
			if own := words.RegulationStatus(r.Status); own == english {
				t.Errorf("%s: %s is %q", code, r.ID, own)
			}
		}
	}
}

// The search finds a state by the words on the screen and by those of the sources, and
// regimes of two countries are named in the language of the screen.
func TestRegulationsAreFoundInTheLanguageOfTheScreen(t *testing.T) {
	defer tr.Use("en")
	for code, own := range map[string]string{"en": "suspended", "de": "ausgesetzt", "ja": "停止中"} {
		tr.Use(code)
		list := NewRegulations(&planner.Project{}, reference.Shipped().Facts(), "2026-11-27")
		found := len(list.rows)
		for _, sought := range []string{own, "suspended"} {
			if list.Search(sought); len(list.rows) == 0 || len(list.rows) >= found {
				t.Errorf("%s: %q finds %d rows of %d", code, sought, len(list.rows), found)
			}
		}
		list.Search("")
		for _, r := range list.rows {
			if code != "en" && strings.Contains(r.head, " and ") {
				t.Errorf("%s: %s", code, r.head)
			}
		}
	}
}
