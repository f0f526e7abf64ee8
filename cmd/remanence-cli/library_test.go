package main

import (
	"encoding/json"
	"math"
	"path/filepath"
	"strconv"
	"testing"

	"remanence/data/document"
	"remanence/planner"
)

// A scenario that enters a duty, or another row of the library, is planned and compared
// with it; the base keeps the rows that ship.
func TestAScenarioMayReplaceRowsOfTheLibrary(t *testing.T) {
	_, doc := withPlan(t)
	row := func(x any) string {
		b, err := json.Marshal(x)
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	rate, err := planner.ParseMoney("25")
	if err != nil {
		t.Fatal(err)
	}
	duty := planner.OwnDuty{ID: "own-1", Importer: "DE", Origin: "CN", Prefix: "*", Layer: "own-1", Rate: rate, Source: planner.Source{Name: "announced"}}
	s := planner.Scenario{ID: "S1", Name: "A duty of 25 %", Edits: []planner.Edit{{What: planner.Path("duty", duty.ID), After: row(duty)}}}
	typed := planner.Path("offer", "FAR", "duty_pct")
	was, err := doc.Project().Cell(typed)
	if err != nil {
		t.Fatal(err)
	}
	edits := []planner.Edit{{What: planner.Path("settings", "buyer_country"), After: "DE"}, {What: typed, Before: was}, {What: planner.Path("offer", "FAR", "hs_code"), After: "850511"},
		{What: planner.Path("offer", "FAR", "magnet_country"), After: "CN"},
		{What: planner.Path("scenario", s.ID), After: row(s)}}
	if err := doc.Apply(document.Change{Name: "a duty", Edits: edits}); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "duty.remanence")
	if err := doc.Save(file); err != nil {
		t.Fatal(err)
	}
	var x struct {
		Table struct {
			Columns []string
			Rows    []struct {
				Group, Name string
				Values      []*float64
			}
		}
	}
	out := run(t, "compare", file, "--scenario", "S1", "--json").want(t, exitOK).out
	if err := json.Unmarshal([]byte(out), &x); err != nil {
		t.Fatal(err)
	}
	if v := x.Table.Rows[0].Values; len(v) != 2 || *v[1] < *v[0]+1 {
		t.Errorf("the duty moves nothing: %v", out)
	}
	var plan struct {
		Total json.Number `json:"total_cost"`
	}
	if err := json.Unmarshal([]byte(run(t, "plan", file, "--json").want(t, exitOK).out), &plan); err != nil {
		t.Fatal(err)
	}
	total, err := strconv.ParseFloat(plan.Total.String(), 64)
	if err != nil || math.Abs(total-*x.Table.Rows[0].Values[0]) > 0.005 {
		t.Errorf("the plan costs %v, its column says %v", plan.Total, *x.Table.Rows[0].Values[0])
	}
}
