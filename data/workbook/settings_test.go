package workbook

import (
	"path/filepath"
	"testing"

	"github.com/xuri/excelize/v2"

	"remanence/planner"
)

// Settings that no formula reads are blue too: one that was stated and one that was
// blank come back as edits of the project.
func TestSettingsComeBack(t *testing.T) {
	p, f := sample(t, "optics-materials-uk")
	file := filepath.Join(t.TempDir(), "settings.xlsx")
	typed(t, save(t, p, f, handPlan(p, f), options()), file, move{cells: []moved{
		{sheet: inputsName, key: "settings/licence_percentile_pct", code: cellCode, value: 0.77},
		{sheet: inputsName, key: "settings/frozen_months", code: cellCode, value: 4},
		{sheet: inputsName, key: "settings/ramp_haircut_pct", code: cellCode, value: 0.35},
	}})
	q := applied(t, p, file)
	if q.LicencePercentile.V != 0.77 || q.FrozenMonths.V != 4 || q.RampHaircut.V != 0.35 {
		t.Errorf("came back as percentile %v, frozen window %v, haircut %v", q.LicencePercentile, q.FrozenMonths, q.RampHaircut)
	}
}

// A rule can be switched off in the workbook of a project in which none is.
func TestARuleIsSwitchedOffInTheWorkbook(t *testing.T) {
	p, f := sample(t, "optics-materials-uk")
	for i := range p.Rules {
		p.Rules[i].Off = false
	}
	x, err := excelize.OpenFile(save(t, p, f, handPlan(p, f), options()))
	if err != nil {
		t.Fatal(err)
	}
	next, col := below(t, x, inputsName, "rule/")
	first, err := x.SearchSheet(inputsName, planner.Path("rule", p.Rules[0].ID))
	if err != nil || len(first) != 1 || col["off"] == 0 {
		t.Fatalf("%v %v: no switch before row %d in %v", first, err, next, col)
	}
	_, row, _ := excelize.CellNameToCoordinates(first[0])
	if err := x.SetCellValue(inputsName, at(row, col["off"]), "yes"); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "switched.xlsx")
	if err := x.SaveAs(file); err != nil {
		t.Fatal(err)
	}
	got, err := ReadBack(t.Context(), file, p)
	if err != nil || len(got.Edits) != 1 || got.Edits[0].What != planner.Path("rule", p.Rules[0].ID, "off") || got.Edits[0].After != "yes" || len(got.Refused) > 0 {
		t.Errorf("%v: %+v, refused %v", err, got.Edits, got.Refused)
	}
}
