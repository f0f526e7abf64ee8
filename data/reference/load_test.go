package reference

import (
	"strings"
	"testing"
	"testing/fstest"
)

const fxHeader = "currency,name,units_per_usd,usd_per_unit,rate_date,basis,note,source,source_url,source_date,confidence\n"

func TestMistakesInATableAreSentences(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"unknown column": {"colour," + fxHeader + "red,EUR,Euro,1,1,2026,,,S,,2026,high\n", "fx.csv, header: the column colour is not known"},
		"missing column": {strings.Replace(fxHeader, "basis,", "", 1) + "EUR,Euro,1,1,2026,,S,,2026,high\n", "fx.csv, header: the column basis is missing"},
		"column twice":   {strings.Replace(fxHeader, "basis", "note", 1) + "EUR,Euro,1,1,2026,,,S,,2026,high\n", "fx.csv, header: the column note is given twice"},
		"not a number":   {fxHeader + "USD,Dollar,1,1,2026,,,S,,2026,high\nEUR,Euro,0.9 EUR,1,2026,,,S,,2026,high\n", `fx.csv, row 3 (EUR), column units_per_usd: "0.9 EUR" is not a number`},
		"empty number":   {fxHeader + "EUR,Euro,,1,2026,,,S,,2026,high\n", "fx.csv, row 2 (EUR), column units_per_usd: the cell is empty; a number is needed here"},
		"no such day":    {fxHeader + "EUR,Euro,1,1,2026-02-30,,,S,,2026,high\n", `fx.csv, row 2 (EUR), column rate_date: "2026-02-30" is not a date`},
		"no source":      {fxHeader + "EUR,Euro,1,1,2026,,,,,2026,high\n", "fx.csv, row 2 (EUR), column source: the cell is empty; it must be given"},
		"confidence":     {fxHeader + "EUR,Euro,1,1,2026,,,S,,2026,sure\n", `column confidence: "sure" is not one of: high, medium, low`},
		"twice":          {fxHeader + "EUR,Euro,1,1,2026,,,S,,2026,high\nEUR,Euro,1,1,2026,,,S,,2026,high\n", `fx.csv, row 3 (EUR), column currency: the row "EUR" is already given in row 2`},
		"blank":          {fxHeader + "EUR, Euro,1,1,2026,,,S,,2026,high\n", `column name: " Euro" begins or ends with a blank`},
		"short row":      {fxHeader + "EUR,Euro,1\n", "fx.csv, line 2: the row has more or fewer cells than the header"},
		"open quote":     {fxHeader + "EUR,\"Euro,1\n", "fx.csv, line 2, character"},
		"nothing":        {fxHeader, "the reference table fx.csv holds no rows"},
		"not text":       {fxHeader + "EUR,\xff,1,1,2026,,,S,,2026,high\n", "fx.csv is not UTF-8 text"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := readTable[FXRow](fstest.MapFS{"fx.csv": {Data: []byte(c.text)}}, "fx.csv")
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got  %v\nwant %s", err, c.want)
			}
		})
	}
	if _, err := load(fstest.MapFS{}); err == nil || !strings.Contains(err.Error(), "the reference table elements.csv cannot be read") {
		t.Errorf("a missing file: %v", err)
	}
}

func TestCompositionsAreReadStrictly(t *testing.T) {
	for text, want := range map[string]string{
		"Nd:0.6;Nd:0.1": "Nd is given twice",
		"Nd:1.2":        "the mass fraction 1.2 of Nd is not between 0 and 1",
		"Nd=0.6":        `"Nd=0.6" is not an element and its mass fraction`,
		"Nd:NaN":        `"Nd:NaN" is not an element and its mass fraction`,
		"Nd:0.6;":       `"" is not an element and its mass fraction`,
	} {
		if _, err := parseComposition(text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: got %v, want %s", text, err, want)
		}
	}
	for _, text := range []string{"NaN", "Inf", "0x10", "1_000", "", "1,5"} {
		if v, ok := number(text); ok {
			t.Errorf("%q was read as %g", text, v)
		}
	}
}

func TestEveryTableHasItsRows(t *testing.T) {
	r := Shipped()
	for name, c := range map[string]struct{ got, want int }{
		"elements": {len(r.Elements), 27}, "grades": {len(r.Grades), 82}, "materials": {len(r.Materials), 77},
		"suppliers": {len(r.Suppliers), 191}, "regulations": {len(r.Regulations), 83}, "hs codes": {len(r.HSCodes), 66},
		"duties": {len(r.Duties), 168}, "freight": {len(r.Freight), 146}, "countries": {len(r.Countries), 65},
		"fx": {len(r.FX), 17}, "prices": {len(r.Prices), 164}, "recycling": {len(r.Recycling), 16},
		"intensity": {len(r.Intensity), 33}, "evidence": {len(r.Evidence), 47}, "trade shares": {len(r.TradeShares), 51},
		"shocks": {len(r.Shocks), 32},
	} {
		if c.got != c.want {
			t.Errorf("%s: %d rows, want %d", name, c.got, c.want)
		}
	}
}

// Every disturbance a buyer asks about stands in the library, with the reason of its
// size, and where the size is no choice of the rule itself with a source.
func TestEveryShockHasItsSizeAndSource(t *testing.T) {
	f := Shipped().Facts()
	has := map[string]bool{}
	for _, k := range f.Shocks {
		has[k.ID] = true
		if k.Size == "" || k.Source.Name == "" || k.Name == "" || k.Group == "" {
			t.Errorf("%s has no size or source: %+v", k.ID, k)
		}
	}
	for _, id := range []string{"licence-refused", "licence-120-days", "customs-delay", "october-2025", "value-test", "technology-test", "equipment-list", "five-elements",
		"general-licence", "entity-listing", "plant-late", "ramp-haircut", "ndpr-up", "ndpr-up-china", "ndpr-up-outside", "dytb-up-outside", "tb-up-china", "dytb-double",
		"duty-added", "duty-removed", "currency-up", "demand-up", "demand-down", "supplier-lost", "scrap-lost", "lane-closed", "gallium-ban"} {
		if !has[id] {
			t.Errorf("there is no shock %s", id)
		}
	}
}
