package sources

import (
	"testing"

	"remanence/app/grid"
	"remanence/app/tr"
	"remanence/app/ui/figures"
	"remanence/planner"
)

// An index is made, filled by months and taken away, each one step of undo; every
// field a project file holds of it has a column.
func TestIndicesAreTypedAndTakenBack(t *testing.T) {
	defer func() { tr.Use("en"); figures.Use(figures.LocaleOf("en")) }()
	figures.Use(figures.LocaleOf("de"))
	s := opened(t, "ev-traction-de")
	x := newIndices(s)
	before := len(s.Project().Indices)
	last := x.sheet.Rows() - 1
	col := func(field string) int {
		for i := range x.sheet.Columns() {
			if x.sheet.Field(i) == field {
				return i
			}
		}
		t.Fatalf("there is no column %s", field)
		return 0
	}
	for _, f := range planner.IndexTableFields {
		col(f.Name)
	}
	month := (s.Project().Start + 2).String()
	edits := []grid.Edit{{Row: last, Col: col("index_id"), Text: "DY-EU"}, {Row: last, Col: col("element"), Text: "Dy"}, {Row: last, Col: col("flat"), Text: "812,50"}, {Row: last, Col: col(month), Text: "1.900,25"}}
	if refused := x.sheet.Apply(edits); len(refused) > 0 {
		t.Fatal(refused)
	}
	x.refresh()
	own := s.Project().Index("DY-EU")
	if own == nil || len(own.Points) != 2 || own.Element != "Dy" || own.Currency != s.Project().Currency {
		t.Fatalf("%+v", own)
	}
	for m, want := range map[planner.Month]float64{s.Project().Start: 812.5, s.Project().Start + 1: 812.5, s.Project().Start + 2: 1900.25, s.Project().Start + 9: 1900.25} {
		if got := own.At(m); !got.OK || got.V != want {
			t.Errorf("%s: %v, want %v", m, got, want)
		}
	}
	row, _, ok := x.sheet.Find("DY-EU", "")
	if c := x.sheet.Cell(row, col(month)); !ok || c.Text != "1.900,25" {
		t.Errorf("%+v", c)
	}
	if refused := x.sheet.Apply([]grid.Edit{{Row: row, Col: col(month), Text: ""}}); len(refused) > 0 || len(s.Project().Index("DY-EU").Points) != 1 {
		t.Errorf("an emptied cell takes the value away: %v", refused)
	}
	x.refresh()
	x.sheet.RemoveRows([]int{row})
	if s.Project().Index("DY-EU") != nil {
		t.Error("deleted")
	}
	s.Undo()
	s.Undo()
	s.Undo()
	if len(s.Project().Indices) != before || s.Project().Index("DY-EU") != nil {
		t.Error("undo takes the new one away")
	}
}
