package demand

import (
	"encoding/json"
	"testing"

	"remanence/app/grid"
	"remanence/app/session"
	"remanence/app/tr"
	"remanence/app/ui/figures"
	"remanence/planner"
)

// A cell that is opened and taken as it stands, or copied and pasted back, changes
// nothing, whatever language and locale are in use.
func TestTakingACellAsItStandsChangesNothing(t *testing.T) {
	defer func() { tr.Use("en"); figures.Use(figures.LocaleOf("en")) }()
	for _, x := range [][2]string{{"en", "en"}, {"de", "de"}, {"en", "fr"}, {"ja", "ja"}} {
		tr.Use(x[0])
		figures.Use(figures.LocaleOf(x[1]))
		for _, name := range []string{"ev-traction-de", "optics-materials-uk"} {
			s := session.ForProject(facts(), sample(t, name))
			before, err := json.Marshal(s.Project())
			if err != nil {
				t.Fatal(err)
			}
			table := NewTable(s)
			table.Details = true
			table.Reload()
			var edits []grid.Edit
			for row := 0; row < table.Rows(); row++ {
				for col, c := range table.Columns() {
					if c.Editable && table.Part(row) != nil && !table.Cell(row, col).Locked {
						edits = append(edits, grid.Edit{Row: row, Col: col, Text: table.RawText(row, col)})
					}
				}
			}
			for _, r := range table.Apply(edits) {
				t.Errorf("%v %s: %q is refused: %s", x, table.Columns()[r.Col].Title, r.Text, r.Why)
			}
			after, err := json.Marshal(s.Project())
			if err != nil || string(before) != string(after) {
				t.Errorf("%v %s: the project changed: %v", x, name, err)
			}
			if len(edits) < 50 {
				t.Errorf("only %d cells of %s", len(edits), name)
			}
		}
	}
}

// Figures of a cell are grouped and pointed as the locale does it, once.
func TestFiguresFollowTheLocale(t *testing.T) {
	defer func() { tr.Use("en"); figures.Use(figures.LocaleOf("en")) }()
	for _, x := range [][4]string{{"en", "10.4", "0.34", "1,234.5"}, {"de", "10,4", "0,34", "1.234,5"}, {"fr", "10,4", "0,34", "1\u00a0234,5"}} {
		figures.Use(figures.LocaleOf(x[0]))
		p := sample(t, "ev-traction-de")
		for i, v := range []float64{10.4, 0.34, 1234.5} {
			p.Parts[i].MassG = planner.Some(v)
		}
		table := NewTable(session.ForProject(facts(), p))
		table.Reload()
		for i, want := range x[1:] {
			row, col, ok := table.Find(p.Parts[i].ID, "mass_g")
			if got := table.Cell(row, col).Text; !ok || got != want {
				t.Errorf("%s: a mass stands as %q, not as %q", x[0], got, want)
			}
		}
	}
}
