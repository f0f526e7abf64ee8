package words

import (
	"testing"

	"remanence/app/tr"
	"remanence/app/ui/figures"
	"remanence/planner"
)

func TestOutagesAndAssumptionsInGermanAndJapanese(t *testing.T) {
	defer func() { tr.Use("en"); figures.Use(figures.LocaleOf("en")) }()
	tr.Use("de")
	figures.Use(figures.LocaleOf("de"))
	for _, x := range [][3]string{
		{"stage:Dy:separation:CN", "dysprosium, separation in China", "Dysprosium, Trennung in China"},
		{"stage:NdPr:metal:CN", "NdPr, metal in China", "NdPr, Metall und Legierung in China"},
		{"stage:all:magnet:CN", "Magnets, magnet in China", "Magnete aus China"},
		{"lane:CN>", "from China", "Fracht aus China"},
		{"country:??", "Origin not stated", "unbekannte Herkunft"},
		{"lane:CN>DE>sea", "China to Germany by sea", "China nach Deutschland per Seefracht"},
		{"supplier:JL MAG", "JL MAG", "JL MAG"},
	} {
		if got := Node(x[0], x[1]); got != x[2] {
			t.Errorf("%s: %q, want %q", x[0], got, x[2])
		}
	}
	for text, want := range map[string]string{
		"Dy inside China: spread of the price": "Dy in China: Streuung des Preises",
		"mean of Dy, Tb inside China: mean-reverting jump process of greatest likelihood through 1,060 prices, Jan 2022 to Oct 2026": "Mittel von Dy, Tb in China: zum Mittel zurückkehrender Sprungprozess größter Likelihood durch 1.060 Preise, Jan 22 bis Okt 26",
		"No offer sells faster transport, so that expediting changes nothing.":                                                       "Kein Angebot verkauft schnelleren Transport, daher ändert Beschleunigen nichts.",
		`there is no offer "O99"`:     `das Angebot "O99" gibt es nicht`,
		"NdPr price outside China":    "NdPr-Preis außerhalb Chinas",
		"something nobody has a word": "something nobody has a word",
	} {
		if got := tr.Told(text); got != want {
			t.Errorf("%q\nwant %q", got, want)
		}
	}
	tr.Use("en")
	for _, x := range [][3]string{
		{"stage:Dy:separation:CN", "dysprosium, separation in China", "Dysprosium, separation in China"},
		{"stage:NdPr:mine:CN", "NdPr, mine in China", "NdPr, mining in China"},
		{"stage:all:magnet:CN", "Magnets, magnet in China", "Magnets made in China"},
		{"lane:CN>", "from China", "Freight from China"},
		{"lane:CN>DE>sea", "China to Germany by sea", "China to Germany by sea"},
		{"country:CN", "China", "China"},
	} {
		if got := Node(x[0], x[1]); got != x[2] {
			t.Errorf("%s: %q, want %q", x[0], got, x[2])
		}
	}
	tr.Use("ja")
	if got, want := Node("lane:CN>JP>sea", "China to Japan by sea"), "中国から日本（海上）"; got != want {
		t.Errorf("%q", got)
	}
}

// In English too the months of a clash are written as the region does.
func TestMonthsOfAClash(t *testing.T) {
	defer figures.Use(figures.LocaleOf("en"))
	const text = "R12 (nothing from CN): from 2027-05 instead of 2027-01, 4 months later"
	if got, want := Reason(text), "R12 (nothing from CN): from May 27 instead of Jan 27, 4 months later."; got != want {
		t.Errorf("%q", got)
	}
	if got := Months("Announcement CN-2025-10 of 2025-10-09"); got != "Announcement CN-2025-10 of 2025-10-09" {
		t.Errorf("no month was there: %q", got)
	}
}

// A clash that the project's own setting takes part in names it in words.
func TestAClashWithLateDemand(t *testing.T) {
	if got := ClashNames(planner.Conflict{Rules: []string{"R1", planner.NoLateDemand}}); got != "R1 and “no demand may be late”" {
		t.Errorf("%q", got)
	}
}

// What was told once is told anew in another language and for another region.
func TestWhatIsRememberedFollowsLanguageAndRegion(t *testing.T) {
	defer func() { tr.Use("en"); figures.Use(figures.LocaleOf("en")) }()
	const text = "The file is 1,250 MB large; a project is below 200 MB."
	for _, x := range [][3]string{{"de", "de", "Die Datei ist 1.250 MB groß; ein Projekt hat weniger als 200 MB."}, {"de", "en", "Die Datei ist 1,250 MB groß; ein Projekt hat weniger als 200 MB."},
		{"ja", "ja", "ファイルが 1,250 MB あります。プロジェクトは 200 MB 未満です。"}, {"en", "en", text}} {
		tr.Use(x[0])
		figures.Use(figures.LocaleOf(x[1]))
		if got := Said(text); got != x[2] {
			t.Errorf("%s %s: %q", x[0], x[1], got)
		}
	}
}
