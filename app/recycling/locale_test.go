package recycling

import (
	"encoding/json"
	"testing"

	"remanence/app/grid"
	"remanence/app/tr"
	"remanence/app/ui/figures"
)

// A cell that is opened and taken as it stands, or copied and pasted back, changes
// nothing, whatever language and locale are in use; words of a list are held as
// project files know them.
func TestTakingACellAsItStandsChangesNothing(t *testing.T) {
	defer func() { tr.Use("en"); figures.Use(figures.LocaleOf("en")) }()
	for _, x := range [][2]string{{"en", "en"}, {"de", "de"}, {"en", "fr"}, {"ja", "ja"}} {
		tr.Use(x[0])
		figures.Use(figures.LocaleOf(x[1]))
		u := visit(t, sample(t, "ev-traction-de"), nil)
		before, err := json.Marshal(u.s.Project())
		if err != nil {
			t.Fatal(err)
		}
		sheet, cells := u.p.sheet, 0
		for _, text := range []func(row, col int) string{sheet.RawText, sheet.CopyText} {
			var edits []grid.Edit
			for row := range sheet.Rows() {
				for col, c := range sheet.Columns() {
					if c.Editable && sheet.ID(row) != "" {
						edits = append(edits, grid.Edit{Row: row, Col: col, Text: text(row, col)})
					}
				}
			}
			cells += len(edits)
			for _, r := range sheet.Apply(edits) {
				t.Errorf("%v %s: %q is refused: %s", x, sheet.Columns()[r.Col].Title, r.Text, r.Why)
			}
		}
		after, err := json.Marshal(u.s.Project())
		if err != nil || string(before) != string(after) {
			t.Errorf("%v: the project changed: %v", x, err)
		}
		if cells < 40 {
			t.Errorf("only %d cells", cells)
		}
	}
	tr.Use("de")
	u := visit(t, tiny(), nil)
	u.at("S1", "origin").types("Schleifschlamm")
	u.holds("S1", "origin", "swarf")
	tr.Use("ja")
	u.at("S1", "origin").types("使用済み製品")
	u.holds("S1", "origin", "end of life")
}
