package words

import (
	"encoding/json"
	"os"
	"regexp"
	"testing"

	"remanence/app/tr"
	"remanence/app/ui/figures"
)

// leftOfAnswers are words of English answers; none stands in a translated one.
var leftOfAnswers = regexp.MustCompile(`\b(would|holds the plan|costs|gets|between|because|as far as|point (more|less)|may wait|capacity of|of what it was|saves|orders|Begins|stock at|nothing)\b`)

// Every answer that planning again gave on the samples is told in every language,
// with the figures it has in English. The file holds what the command printed.
func TestAnswersAreToldInEveryLanguage(t *testing.T) {
	defer func() { tr.Use("en"); figures.Use(figures.LocaleOf("en")) }()
	b, err := os.ReadFile("testdata/answers.json")
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	if err := json.Unmarshal(b, &list); err != nil || len(list) < 80 {
		t.Fatal(len(list), err)
	}
	for _, text := range list {
		for _, code := range []string{"de", "ja"} {
			tr.Use(code)
			figures.Use(figures.LocaleOf("en"))
			own := Said(text)
			if word := leftOfAnswers.FindString(own); own == text || word != "" {
				t.Errorf("%s: %q is left in %q", code, word, own)
			}
			if a, b := digitsOf(text), digitsOf(own); a != b {
				t.Errorf("%s: the figures of %q are %s in %q, want %s", code, text, b, own, a)
			}
		}
	}
}

func TestAnswersInGerman(t *testing.T) {
	defer func() { tr.Use("en"); figures.Use(figures.LocaleOf("en")) }()
	tr.Use("de")
	figures.Use(figures.LocaleOf("de"))
	for text, want := range map[string]string{
		"O07 of Rio Tinto gets nothing. An award of 15 kg would cost GBP 21,012 more (between GBP -10,420 and GBP 68,120, as far as the plans are proven): tests and changes of design GBP 20,183, price saves GBP 807, other parts, through shared rules and plants GBP 209. Without R01 (recycled content) it would be awarded.": "O07 von Rio Tinto bekommt nichts. Ein Auftrag über 15 kg würde GBP\u00a021.012 mehr kosten (zwischen GBP\u00a0-10.420 und GBP\u00a068.120, soweit die Pläne bewiesen sind): Prüfungen und Konstruktionsänderungen GBP\u00a020.183, Preis spart GBP\u00a0807, andere Teile, über gemeinsame Regeln und Werke GBP\u00a0209. Ohne R01 (Rezyklatanteil) bekäme es einen Auftrag.",
		"R01 (share of magnets made in CN) holds the plan: exactly 90 % in 2027. Further years at the limit: 2. Also at the limit: Umicore, Campine.":                                                                                                                                                                              "R01 (Anteil der Magnete aus CN) hält den Plan: genau 90\u00a0% in 2027. Weitere Jahre an der Grenze: 2. Ebenfalls an der Grenze: Umicore, Campine.",
		"Mar 27 to May 27 for O01, O02 and 3 more offers: nothing leaves, 45 days longer.":        "Mär 27 bis Mai 27 für O01, O02 und 3 weitere Angebote: nichts geht hinaus, 45 Tage länger.",
		"Mar 27 for O01: a licence takes 120 days at least.":                                      "Mär 27 für O01: eine Lizenz braucht mindestens 120 Tage.",
		"Mar 27 to May 27: of every rise of capacity 70 % counts, at P01, P02 and 3 more offers.": "Mär 27 bis Mai 27: Von jedem Anstieg der Kapazität zählen 70\u00a0%, bei P01, P02 und 3 weitere Angebote.",
		"No plan keeps this rule: R12 (weeks of cover). One of these would mend it: R12 (weeks of cover): 2 weeks instead of 4 weeks in 2027; or R12 (weeks of cover): from 2028-01 instead of 2027-01, 12 months later.": "Kein Plan hält diese Regel ein: R12 (Reichweite in Wochen). Eines davon würde helfen: R12 (Reichweite in Wochen): 2\u00a0Wochen statt 4\u00a0Wochen in 2027; oder R12 (Reichweite in Wochen): ab Jan 28 statt Jan 27, 12 Monate später.",
	} {
		if got := Said(text); got != want {
			t.Errorf("%q", got)
		}
	}
}
