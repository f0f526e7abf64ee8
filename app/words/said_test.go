package words

import (
	"compress/gzip"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"remanence/app/tr"
	"remanence/app/ui/figures"
)

// left are words of English reasons; none stands in a translated one.
var left = regexp.MustCompile(`\b(because|holds|lowest|landed|quote|gets|usable|delivers|testing|full in|runs short|share of|exactly|against a limit|better may|suppliers for|criticality [A-Z]|weeks)\b`)

// Every reason of the finished samples is told in every language, with the figures
// it has in English.
func TestReasonsOfTheSamplesAreToldInEveryLanguage(t *testing.T) {
	defer func() { tr.Use("en"); figures.Use(figures.LocaleOf("en")) }()
	files, err := filepath.Glob("../../assets/plans/*.json.gz")
	if err != nil || len(files) < 5 {
		t.Fatal(files, err)
	}
	n := 0
	for _, name := range files {
		file, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		zip, err := gzip.NewReader(file)
		if err != nil {
			t.Fatal(err)
		}
		var all any
		if err := json.NewDecoder(zip).Decode(&all); err != nil {
			t.Fatal(err)
		}
		file.Close()
		for _, text := range reasonsIn(all) {
			n++
			tr.Use("en")
			if Said(text) != text {
				t.Fatalf("English stays as it is: %q", text)
			}
			for _, code := range []string{"de", "ja"} {
				tr.Use(code)
				figures.Use(figures.LocaleOf("en"))
				own := Said(text)
				if word := left.FindString(own); own == text || word != "" {
					t.Errorf("%s: %q is left in %q", code, word, own)
				}
				if a, b := digitsOf(text), digitsOf(own); a != b {
					t.Errorf("%s: the figures of %q are %s in %q, want %s", code, text, b, own, a)
				}
			}
		}
	}
	if n < 100 {
		t.Errorf("only %d reasons", n)
	}
}

// reasonsIn finds the reasons of every plan in a file.
func reasonsIn(x any) (out []string) {
	switch x := x.(type) {
	case map[string]any:
		for key, v := range x {
			if list, ok := v.([]any); ok && key == "reasons" {
				for _, r := range list {
					if m, ok := r.(map[string]any); ok {
						if text, ok := m["text"].(string); ok {
							out = append(out, text)
						}
					}
				}
				continue
			}
			out = append(out, reasonsIn(v)...)
		}
	case []any:
		for _, v := range x {
			out = append(out, reasonsIn(v)...)
		}
	}
	return out
}

// digitsOf counts each digit of a text; months apart, which languages write in
// their own way, the sums are the same.
func digitsOf(text string) string {
	text = regexp.MustCompile(`(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) (\d\d)|(20)?(\d\d)-(\d\d)`).ReplaceAllString(text, "$2$4")
	text = regexp.MustCompile(`CO2`).ReplaceAllString(text, "")
	count := [10]int{}
	for _, r := range text {
		if r >= '0' && r <= '9' {
			count[r-'0']++
		}
	}
	b, _ := json.Marshal(count)
	return string(b)
}

func TestAReasonInGerman(t *testing.T) {
	defer func() { tr.Use("en"); figures.Use(figures.LocaleOf("en")) }()
	tr.Use("de")
	figures.Use(figures.LocaleOf("de"))
	for text, want := range map[string]string{
		"R01 (share of magnets made in CN for Hard disk) holds the plan: exactly 69.7 % in 2027 H2.":                                                                                                                                    "R01 (Anteil der Magnete aus CN für Hard disk) hält den Plan: genau 69,7\u00a0% in 2027 H2.",
		"EA110-RO: the lowest landed quote, O07 of Yantai Zhenghai Magnetic at EUR 63.2 per kg, gets 41.6 % of new orders because of R01 (share of magnets made in CN), R02 (share of Dy from CN at separation) and capacity ZHENGHAI.": "EA110-RO: Das Angebot mit dem niedrigsten Einstandspreis, O07 von Yantai Zhenghai Magnetic mit EUR\u00a063,2 je kg, erhält 41,6 % der neuen Bestellungen wegen R01 (Anteil der Magnete aus CN), R02 (Anteil von Dy aus CN bei der Stufe Trennung) und Kapazität ZHENGHAI.",
		"BRK-MAG runs short in Jul 27, by 26 pieces; the shortage costs DKK 2,252.":                                                                                                                                                     "BRK-MAG fehlt im Jul 27, 26 Stück; die Fehlmenge kostet DKK\u00a02.252.",
		"BRK-MAG runs short from Jul 27, at worst by 26 pieces, in 2 months; the shortage costs DKK 2,252.":                                                                                                                             "BRK-MAG fehlt ab Jul 27, höchstens 26 Stück, in 2 Monaten; die Fehlmenge kostet DKK\u00a02.252.",
		"BRK-MAG runs short in Jul 27, by 26 pieces: DKK 2,252.":                                                                                                                                                                        "BRK-MAG fehlt im Jul 27, 26 Stück: DKK\u00a02.252.",
		"BRK-MAG runs short from Jul 27, at worst by 26 pieces, in 2 months: DKK 2,252.":                                                                                                                                                "BRK-MAG fehlt ab Jul 27, höchstens 26 Stück, in 2 Monaten: DKK\u00a02.252.",
		"something nobody knows": "something nobody knows",
	} {
		if got := Said(text); got != want {
			t.Errorf("%q", got)
		}
	}
}
