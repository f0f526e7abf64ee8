package workbook

import (
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// On the sheet of the resilience's value what recovers too late is red, TRUE alone,
// in every row of the outages: the lines run shorter than the node takes to recover.
func TestWhatRecoversTooLateIsRed(t *testing.T) {
	f, err := excelize.OpenFile(written(t, "ev-traction-de").path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := f.GetRows(resilienceName)
	if err != nil {
		t.Fatal(err)
	}
	first, last, late := 0, 0, 0
	for i, row := range rows {
		switch {
		case len(row) >= 8 && row[7] == "Recovers too late":
			first = i + 2
		case first > 0 && last == 0 && (len(row) < 8 || row[7] != "TRUE" && row[7] != "FALSE"):
			last = i
		case first > 0 && last == 0 && row[7] == "TRUE":
			late++
		}
	}
	if first == 0 || last <= first || late == 0 {
		t.Fatalf("rows %d to %d, %d of them too late", first, last, late)
	}
	formats, err := f.GetConditionalFormats(resilienceName)
	if err != nil {
		t.Fatal(err)
	}
	list := formats[at(first, 8)+":"+at(last, 8)]
	if len(list) != 1 || strings.TrimPrefix(list[0].Criteria, "=") != "AND(ISLOGICAL("+at(first, 8)+"),"+at(first, 8)+")" || list[0].Format == nil {
		t.Fatalf("%s:%s is formatted %+v of %+v", at(first, 8), at(last, 8), list, formats)
	}
	style, err := f.GetConditionalStyle(*list[0].Format)
	if err != nil || style.Font == nil || !strings.HasSuffix(style.Font.Color, inkBad) || len(style.Fill.Color) == 0 || !strings.HasSuffix(style.Fill.Color[0], fillBad) {
		t.Errorf("%v: %+v", err, style)
	}
}
