package planner

import "testing"

// An editor does to the letter what the project does, whatever comes between.
func TestEditorIsTheProjectOnlyQuicker(t *testing.T) {
	make := func() *Project {
		return &Project{Start: MonthOf(2027, 1), Months: 3, Currency: "EUR",
			Parts: []Part{{ID: "A"}, {ID: "B"}, {ID: "B"}, {ID: "C"}}}
	}
	edits := []Edit{
		{What: "part/B/mass_g", After: "3"}, {What: "part/C/2027-02", After: "70"},
		{What: "part/C/part", After: "D"}, {What: "part/C/mass_g", After: "1"}, {What: "part/D/mass_g", After: "2"},
		{What: "part/E", After: `{"id":"E"}`}, {What: "part/B/mass_g", After: "4"}, {What: "part/E/mass_g", After: "x"},
		{What: "part/A", Before: "{}", After: ""}, {What: "part/B/mass_g", After: "5"}, {What: "part/D/part", After: ""},
		{What: "part/D/mass_g", After: "9"}, {What: "settings/currency", After: "USD"}, {What: "nothing/x/y", After: "1"},
	}
	a, b := make(), make()
	editor := b.Editor()
	for _, e := range edits {
		before1, err1 := a.Cell(e.What)
		before2, err2 := editor.Cell(e.What)
		if before1 != before2 || (err1 == nil) != (err2 == nil) {
			t.Fatalf("%s reads %q %v, want %q %v", e.What, before2, err2, before1, err1)
		}
		if err1, err2 = a.Apply(e), editor.Apply(e); (err1 == nil) != (err2 == nil) {
			t.Fatalf("%s: %v, want %v", e.What, err2, err1)
		}
		for i := range a.Parts {
			if x, y := a.Parts[i], b.Parts[i]; x.ID != y.ID || x.MassG != y.MassG {
				t.Fatalf("after %s row %d is %+v, want %+v", e.What, i, y, x)
			}
		}
	}
}
