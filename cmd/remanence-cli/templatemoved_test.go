package main

import (
	"path/filepath"
	"testing"

	"github.com/xuri/excelize/v2"

	"remanence/data/document"
	"remanence/planner"
)

// A quote request in each language is read back after somebody put columns and rows
// of his own in front and between, moved the currency to the end, added a row, wrote
// prices and coloured them.
func TestTemplatesComeBackMoved(t *testing.T) {
	project := twoOffersFile(t)
	for _, language := range []string{"en", "de", "ja", "zh"} {
		file := filepath.Join(t.TempDir(), language+".xlsx")
		run(t, "template", "quotes", project, "-o", file, "--supplier", "Newcomer", "--language", language).want(t, exitOK)
		x, err := excelize.OpenFile(file)
		if err != nil {
			t.Fatal(err)
		}
		sheet := x.GetSheetName(x.GetActiveSheetIndex())
		do := func(err error) {
			t.Helper()
			if err != nil {
				t.Fatal(err)
			}
		}
		for cell, v := range map[string]any{"F7": 4.75, "H7": "EUR", "J7": 11, "K7": "FCA", "A8": "N52", "F8": 88, "G8": "kg", "H8": "EUR", "P7": "EUR", "P8": "EUR"} {
			do(x.SetCellValue(sheet, cell, v))
		}
		currency, err := x.GetCellValue(sheet, "H5")
		do(err)
		do(x.SetCellValue(sheet, "P5", currency)) // the currency moves to the end
		do(x.RemoveCol(sheet, "H"))
		red, err := x.NewStyle(&excelize.Style{Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"FF0000"}}})
		do(err)
		do(x.SetCellStyle(sheet, "F7", "F8", red))
		do(x.InsertCols(sheet, "C", 1))
		do(x.InsertCols(sheet, "A", 2))
		do(x.InsertRows(sheet, 2, 3))
		do(x.Save())
		into := filepath.Join(t.TempDir(), "into.remanence")
		out := run(t, "import", file, "--into", project, "-o", into)
		contains(t, out.want(t, exitOK).out, "quotes", "2 good (2 new")
		doc, err := document.Open(into)
		do(err)
		offers := doc.Project().Offers
		part, grade := offers[len(offers)-2], offers[len(offers)-1]
		if part.Supplier != "Newcomer" || part.Item != "P1" || part.Price.V.String() != "4.75" || part.Currency != "EUR" || part.LeadWeeks.V != 11 || part.Incoterm != "FCA" ||
			grade.Item != "N52" || grade.For != planner.ForGrade || grade.PriceUnit != planner.PerKg || grade.Price.V.String() != "88" {
			t.Errorf("%s: %+v\n%+v", language, part, grade)
		}
	}
}
