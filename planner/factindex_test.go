package planner

import (
	"slices"
	"testing"
)

// What the index finds is what a search row by row finds, also after rows were
// added to indexed facts.
func TestIndexFindsWhatTheRowsHold(t *testing.T) {
	f := &Facts{
		Grades: []Grade{
			{Name: "N42SH", Aliases: []string{"42SH", "N-42 SH/T"}, Note: "shipped"},
			{Name: "Ferrite Y30", Note: "shipped"},
			{Name: "n42sh", Note: "own"}, // replaces the first
			{Name: "\u2014"},             // no letter in it
		},
		Materials: []Material{{ID: "dy-oxide", Name: "Dysprosium oxide", Aliases: []string{"Dy2O3"}}, {ID: "DY_OXIDE", Name: "own"}, {ID: "ga", Name: "Gallium"}},
	}
	names := []string{"N42SH", "N42sh", " 42sh", "N 42 SH T", "ferrite-y30", "Y30", "", "\u2014", "dy-oxide", "Dysprosium Oxide", "dy2o3", "own", "GA", "gallium", "galliu"}
	check := func(what string) {
		t.Helper()
		plain := &Facts{Grades: f.Grades, Materials: f.Materials}
		for _, n := range names {
			g, ok := f.Grade(n)
			wantG, wantOK := plain.Grade(n)
			if ok != wantOK || g.Name != wantG.Name || g.Note != wantG.Note {
				t.Errorf("%s: grade %q is %q %v, want %q %v", what, n, g.Name, ok, wantG.Name, wantOK)
			}
			m, ok := f.Material(n)
			wantM, wantOK := plain.Material(n)
			if ok != wantOK || m.ID != wantM.ID {
				t.Errorf("%s: material %q is %q %v, want %q %v", what, n, m.ID, ok, wantM.ID, wantOK)
			}
		}
	}
	f.Grades = slices.Grow(f.Grades, 1) // so that adding keeps the memory
	f.BuildIndex()
	check("indexed")
	if g, ok := f.Grade("N42SH"); !ok || g.Note != "own" {
		t.Errorf("the last row of a name must win, got %q", g.Note)
	}
	f.Grades = append(f.Grades, Grade{Name: "Y30", Note: "added"})
	f.Materials = append(f.Materials, Material{ID: "galliu"})
	check("with rows added")
	f.BuildIndex()
	check("indexed anew")
}
