package rules

import (
	"testing"

	"remanence/app/tr"
	"remanence/data/reference"
)

// Every state in the table of regulations has words in every language.
func TestStatesOfRegulationsAreToldInEveryLanguage(t *testing.T) {
	defer tr.Use("en")
	for _, r := range reference.Shipped().Facts().Regulations {
		tr.Use("en")
		english := StatusWords(r.Status)
		for _, code := range []string{"de", "ja"} {
			tr.Use(code)
			if own := StatusWords(r.Status); own == english {
				t.Errorf("%s: %s is %q", code, r.ID, own)
			}
		}
	}
}
