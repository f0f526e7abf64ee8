package sources

import (
	"encoding/json"
	"testing"

	"remanence/app/grid"
	"remanence/app/tr"
	"remanence/app/ui/figures"
)

// spoken runs a test in every language and locale the app offers.
func spoken(t *testing.T, run func(t *testing.T)) {
	defer func() { tr.Use("en"); figures.Use(figures.LocaleOf("en")) }()
	for _, x := range [][2]string{{"en", "en"}, {"de", "de"}, {"en", "fr"}, {"ja", "ja"}} {
		tr.Use(x[0])
		figures.Use(figures.LocaleOf(x[1]))
		t.Run(x[0]+" "+x[1], run)
	}
}

// A cell that is opened and taken as it stands, or copied and pasted back, changes
// nothing, whatever language and locale are in use.
func TestTakingACellAsItStandsChangesNothing(t *testing.T) {
	spoken(t, func(t *testing.T) {
		s := opened(t, "ev-traction-de")
		before, err := json.Marshal(s.Project())
		if err != nil {
			t.Fatal(err)
		}
		cells := 0
		for _, part := range []string{"EA110-RO", "EPS-R"} {
			c := NewComparison(s, part)
			for _, text := range []func(row, col int) string{c.RawText, c.CopyText} {
				var edits []grid.Edit
				for row, l := range c.rows {
					for col := 1; l.field != "" && col <= len(c.sources); col++ {
						edits = append(edits, grid.Edit{Row: row, Col: col, Text: text(row, col)})
					}
				}
				cells += len(edits)
				for _, r := range c.Apply(edits) {
					t.Errorf("%s of %s: %q is refused: %s", c.rows[r.Row].title, c.Offer(r.Col), r.Text, r.Why)
				}
			}
		}
		after, err := json.Marshal(s.Project())
		if err != nil || string(before) != string(after) {
			t.Errorf("the project changed: %v", err)
		}
		if cells < 500 {
			t.Errorf("only %d cells", cells)
		}
	})
}

// Numbers and months are read as the locale writes them and kept as files do.
func TestCellsAreTypedByTheLocale(t *testing.T) {
	defer figures.Use(figures.LocaleOf("en"))
	for code, x := range map[string]struct{ price, held, month string }{
		"en": {"1,234.5", "1234.5", "Mar 2027"}, "de": {"1.234,5", "1234.5", "03.2027"}, "fr": {"1 234,5", "1234.5", "03/2027"}, "ja": {"1,234.5", "1234.5", "2027年3月"},
	} {
		figures.Use(figures.LocaleOf(code))
		if got, err := money.stored(x.price, "EUR"); err != nil || got != x.held {
			t.Errorf("%s: %q is held as %q, %v", code, x.price, got, err)
		}
		if got, err := month.stored(x.month, ""); err != nil || got != "2027-03" {
			t.Errorf("%s: %q is held as %q, %v", code, x.month, got, err)
		}
		// "1,234" and "1.234" are a thousand to one and a part of one to the other.
		want := map[bool][2]string{true: {"1.234", "1234"}, false: {"1234", "1.234"}}[figures.Current().Decimal == ","]
		for i, text := range []string{"1,234", "1.234"} {
			if got, err := money.stored(text, "EUR"); err != nil || got != want[i] {
				t.Errorf("%s: %q is held as %q, %v; want %q", code, text, got, err, want[i])
			}
		}
	}
}
