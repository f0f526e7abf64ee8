package workbook

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"remanence/planner"
)

// What a scenario sets a cell to, and a share given by hand, are blue and come back;
// a locked baseline and what the project cannot hold are refused with their cell.
func TestChangesOfScenariosComeBack(t *testing.T) {
	p, f := sample(t, "ev-traction-de")
	plan, o := planOf(t, "ev-traction-de", p, f)
	price := planner.Path("offer", p.Offers[0].ID, "price")
	before, err := p.Cell(price)
	if err != nil {
		t.Fatal(err)
	}
	q := p.Clone()
	q.Scenarios = append(q.Scenarios,
		planner.Scenario{ID: "W1", Name: "what if", Edits: []planner.Edit{{What: price, Before: before, After: "99.5"}}, HandShares: []planner.HandShare{{Part: p.Parts[0].ID, Group: p.Suppliers[0].Group, Share: 0.4}}},
		planner.Scenario{ID: "B1", Name: "baseline", Locked: "2026-11-01", Edits: []planner.Edit{{What: price, Before: before, After: "88"}}})
	from := save(t, q, f, plan, o)
	hand := planner.Path("scenario", "W1", planner.HandField(p.Parts[0].ID, p.Suppliers[0].Group))
	kept, locked := planner.Path("scenario", "W1", planner.ChangeField(price)), planner.Path("scenario", "B1", planner.ChangeField(price))
	if back, err := ReadBack(t.Context(), from, q); err != nil || len(back.Edits)+len(back.Refused) > 0 {
		t.Fatalf("unchanged: %+v %v", back, err)
	}
	changed := func(values map[string]any) *Returned {
		t.Helper()
		x, err := excelize.OpenFile(from)
		if err != nil {
			t.Fatal(err)
		}
		defer x.Close()
		for key, v := range values {
			if err := x.SetCellValue(inputsName, findCell(t, x, inputsName, key, cellCode), v); err != nil {
				t.Fatal(err)
			}
		}
		to := filepath.Join(t.TempDir(), "changed.xlsx")
		if err := x.SaveAs(to); err != nil {
			t.Fatal(err)
		}
		back, err := ReadBack(t.Context(), to, q)
		if err != nil {
			t.Fatal(err)
		}
		return back
	}
	back := changed(map[string]any{kept: 77.25, hand: 0.55})
	if len(back.Edits) != 2 || len(back.Refused) > 0 {
		t.Fatalf("%+v", back)
	}
	for _, e := range back.Edits {
		if err := q.Apply(e); err != nil {
			t.Fatal(err)
		}
	}
	w := q.Scenarios[len(q.Scenarios)-2]
	if w.Edits[0].After != "77.25" || w.HandShares[0].Share != 0.55 || w.Edits[0].Before != before {
		t.Errorf("%+v", w)
	}
	for _, e := range back.Edits { // and back again
		if err := q.Apply(e.Inverse()); err != nil {
			t.Fatal(err)
		}
	}
	for what, values := range map[string]map[string]any{"locked": {locked: 12}, "no share": {hand: 1.7}, "no price": {kept: "cheap"}} {
		if back := changed(values); len(back.Edits) > 0 || len(back.Refused) != 1 || !strings.Contains(back.Refused[0].Where, inputsName) {
			t.Errorf("%s: %+v", what, back)
		}
	}
}
