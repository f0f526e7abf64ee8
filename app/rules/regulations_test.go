package rules

import (
	"testing"

	"remanence/app/tr"
	"remanence/app/words"
	"remanence/data/reference"
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
