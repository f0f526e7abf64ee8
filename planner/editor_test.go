package planner

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"reflect"
	"testing"
)

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
		editor.Done()
		for i := range a.Parts {
			if x, y := a.Parts[i], b.Parts[i]; x.ID != y.ID || x.MassG != y.MassG {
				t.Fatalf("after %s row %d is %+v, want %+v", e.What, i, y, x)
			}
		}
	}
}

// Runs of rows that come and go are put in and taken out at once; what comes out is
// what one edit after the other makes, and every answer on the way is the same.
func TestEditorPutsRunsOfRowsInAndOut(t *testing.T) {
	for seed := range uint64(300) {
		random := rand.New(rand.NewPCG(seed, 7))
		a := &Project{Start: MonthOf(2027, 1), Months: 2, Currency: "EUR"}
		for i := range 12 {
			a.Parts = append(a.Parts, Part{ID: fmt.Sprint("P", i)})
			a.Stock = append(a.Stock, StockLot{Part: fmt.Sprint("P", i)})
		}
		if seed%4 == 0 {
			a.Parts[7].ID = "P3" // two of one name
		}
		b := a.Clone()
		editor := b.Editor()
		var log []string
		for range 40 {
			table, id := "part", fmt.Sprint("P", random.IntN(24))
			row := func(id string) string { return fmt.Sprintf(`{"id":%q,"mass_g":%d}`, id, random.IntN(99)) }
			if random.IntN(3) == 0 {
				table, id = "stock", fmt.Sprint(random.IntN(16))
				row = func(string) string { return fmt.Sprintf(`{"part":"S%d"}`, random.IntN(99)) }
			}
			var run []Edit
			switch what := Path(table, id); random.IntN(6) {
			case 0: // a run at the end
				for k := range 3 {
					run = append(run, Edit{What: Path(table, fmt.Sprint(id, "e", k)), After: row(fmt.Sprint(id, "e", k)), Row: 99})
				}
			case 1: // a run further up, rising
				for k := range 3 {
					run = append(run, Edit{What: Path(table, fmt.Sprint(id, "m", k)), After: row(fmt.Sprint(id, "m", k)), Row: random.IntN(3) + 2*k})
				}
			case 2: // rows go, mostly falling
				for _, n := range []int{11, 8, 6, random.IntN(12)} {
					gone := fmt.Sprint("P", n)
					if table == "stock" {
						gone = fmt.Sprint(n)
					}
					run = append(run, Edit{What: Path(table, gone), Before: "{}"})
				}
			case 3:
				run = append(run, Edit{What: what, Before: "{}", After: row(fmt.Sprint("P", random.IntN(24)))})
			case 4:
				run = append(run, Edit{What: what, After: row(id), Row: random.IntN(14)})
			default:
				if table == "part" {
					run = append(run, Edit{What: Path(table, id, "part"), After: fmt.Sprint("P", random.IntN(24))}, Edit{What: Path(table, id, "mass_g"), After: "4"})
				} else {
					run = append(run, Edit{What: Path(table, id, "part"), After: "S"})
				}
			}
			for _, e := range run {
				log = append(log, fmt.Sprintf("%+v", e))
				if random.IntN(2) == 0 {
					before1, err1 := a.Cell(e.What)
					before2, err2 := editor.Cell(e.What)
					if before1 != before2 || (err1 == nil) != (err2 == nil) || err1 != nil && err1.Error() != err2.Error() {
						t.Fatalf("seed %d, %s: reads %q %v, want %q %v", seed, log[len(log)-1], before2, err2, before1, err1)
					}
				}
				if random.IntN(3) == 0 {
					if x, y := editor.RowOf(e.What), a.RowOf(e.What); x != y {
						t.Fatalf("seed %d, %s: row %d, want %d", seed, log[len(log)-1], x, y)
					}
				}
				err1, err2 := a.Apply(e), editor.Apply(e)
				if (err1 == nil) != (err2 == nil) || err1 != nil && err1.Error() != err2.Error() {
					t.Fatalf("seed %d, %s: %v, want %v", seed, log[len(log)-1], err2, err1)
				}
				if x, y := editor.Len("part"), len(a.Parts); x != y {
					t.Fatalf("seed %d, %s: %d parts, want %d", seed, log[len(log)-1], x, y)
				}
			}
		}
		editor.Done()
		x, _ := json.Marshal(a)
		y, _ := json.Marshal(b)
		if !reflect.DeepEqual(x, y) {
			t.Fatalf("seed %d: the projects differ\n%s\n%s", seed, x, y)
		}
	}
}
