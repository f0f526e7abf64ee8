package workbook

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// A change by hand in the file must turn the right checks, and the cover,
// FALSE once the workbook recalculates.
func TestChecksBite(t *testing.T) {
	if testing.Short() {
		t.Skip("waits for LibreOffice, into which the race detector does not see")
	}
	office := startOffice(t)
	p, f := sample(t, "wind-generator-dk")
	path := save(t, p, f, handPlan(p, f), options())
	b, err := build(p, f, handPlan(p, f), options())
	if err != nil {
		t.Fatal(err)
	}
	fx := at(b.set.fx["USD"], 2)
	cases := []struct {
		name, sheet, cell string
		value             any
		turns, keeps      []string
	}{
		{"one award raised", awardName, at(firstRow, acKg), 999999.0,
			[]string{"Total cost = total", "Awarded kg = awarded kg of the app", "Goods = Goods"}, []string{"Shares of supplier groups", "Present value of every row", "Currency rates"}},
		{"a currency rate blanked", marketName, fx, nil, []string{"Currency rates present", "Awards with a unit cost", "Total cost = total"}, []string{"Awarded kg = kg on the rows"}},
		{"a currency rate changed", marketName, fx, 0.2, []string{"Total cost = total", "Goods = Goods"}, []string{"Currency rates present", "Awarded kg = awarded kg of the app"}},
		{"a build-up number lost", awardName, at(firstRow, acPrice), 99999.0, []string{"Awards that find their line", "Total cost = total"}, nil},
		{"an award moved beyond its part", awardName, at(firstRow, acPartNo), 999.0, []string{"Units arriving on Demand", "Parts whose book closes", "Total cost = total"}, []string{"Goods = Goods"}},
		{"an award moved to no group", awardName, at(firstRow, acGroupNo), 999.0, []string{"Shares of supplier groups"}, nil},
		{"a discount rate below 0", assumptionName, "B9", -0.5, []string{"Discount factors", "Total cost = total"}, nil},
		{"the inputs changed since", checkName, at(b.checks.digest, ccShould), "0000", []string{"The plan was made from the inputs"}, []string{"Total cost = total"}},
	}
	dir := t.TempDir()
	var paths []string
	for i, c := range cases {
		paths = append(paths, filepath.Join(dir, fmt.Sprintf("broken%d.xlsx", i)))
		breakCell(t, path, paths[i], c.sheet, c.cell, c.value)
	}
	out := office.convert(t, paths...)
	for i, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			cells := readCells(t, filepath.Join(out, filepath.Base(paths[i])))
			checks := cells[checkName]
			answer := func(what string) string {
				for r := b.checks.first; r < b.checks.next; r++ {
					if strings.HasPrefix(checks[at(r, ccCheck)].value, what) {
						return checks[at(r, ccOK)].value
					}
				}
				t.Fatalf("there is no check %q", what)
				return ""
			}
			for _, what := range c.turns {
				if answer(what) != "0" {
					t.Errorf("%q still holds (%s)", what, answer(what))
				}
			}
			for _, what := range c.keeps {
				if answer(what) != "1" {
					t.Errorf("%q fell as well (%s)", what, answer(what))
				}
			}
			if checks[at(totalRow, ccOK)].value != "0" || cells[coverName]["B6"].value != "0" {
				t.Errorf("the overall answer is %q, on the cover %q", checks[at(totalRow, ccOK)].value, cells[coverName]["B6"].value)
			}
		})
	}
}

// breakCell copies a workbook with one cell changed.
func breakCell(t *testing.T, from, to, sheet, cell string, value any) {
	t.Helper()
	x, err := excelize.OpenFile(from)
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	if err := x.SetCellValue(sheet, cell, value); err != nil {
		t.Fatal(err)
	}
	if err := x.SaveAs(to); err != nil {
		t.Fatal(err)
	}
}
