package workbook

import (
	"math"
	"strconv"
	"testing"

	"github.com/xuri/excelize/v2"
)

// Every cell can be read on its ground (WCAG 2.1: contrast of at least 4.5 to 1, 3 to
// 1 for large text), nothing is merged or hidden, every sheet prints on whole pages
// with its heading on each.
func TestEveryoneCanReadIt(t *testing.T) {
	s := written(t, "ev-traction-de")
	x, err := excelize.OpenFile(s.path)
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	seen := map[int]float64{}
	titles := map[string]bool{}
	for _, n := range x.GetDefinedName() {
		titles[n.Scope] = titles[n.Scope] || n.Name == "_xlnm.Print_Titles"
	}
	for _, sheet := range x.GetSheetList() {
		if merged, err := x.GetMergeCells(sheet); err != nil || len(merged) > 0 {
			t.Errorf("%s has merged cells: %v %v", sheet, merged, err)
		}
		if visible, err := x.GetSheetVisible(sheet); err != nil || !visible {
			t.Errorf("%s is hidden: %v", sheet, err)
		}
		layout, err := x.GetPageLayout(sheet)
		if err != nil || layout.FitToWidth == nil || *layout.FitToWidth < 1 || *layout.Orientation != "landscape" || *layout.Size != 9 {
			t.Errorf("%s is not set up for print: %v %v", sheet, layout, err)
		}
		if props, err := x.GetSheetProps(sheet); err != nil || props.FitToPage == nil || !*props.FitToPage {
			t.Errorf("%s does not fit its pages: %v", sheet, err)
		}
		if !titles[sheet] {
			t.Errorf("%s repeats no heading", sheet)
		}
		rows, err := x.GetRows(sheet, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		for r, row := range rows {
			for c := range row {
				ref := at(r+1, c+1)
				id, err := x.GetCellStyle(sheet, ref)
				if err != nil {
					t.Fatal(err)
				}
				if _, known := seen[id]; known {
					continue
				}
				style, err := x.GetStyle(id)
				if err != nil {
					t.Fatal(err)
				}
				ink, ground, least := "000000", "FFFFFF", 4.5
				if style.Font != nil && style.Font.Color != "" {
					ink = style.Font.Color
				}
				if style.Font != nil && (style.Font.Size >= 18 || style.Font.Bold && style.Font.Size >= 14) {
					least = 3
				}
				if style.Fill.Type == "pattern" && len(style.Fill.Color) > 0 {
					ground = style.Fill.Color[0]
				}
				seen[id] = contrast(t, ink, ground)
				if seen[id] < least {
					t.Errorf("%s!%s: %s on %s has a contrast of %.2f", sheet, ref, ink, ground, seen[id])
				}
			}
		}
	}
	if len(seen) < 10 {
		t.Errorf("only %d styles were looked at", len(seen))
	}
	for _, pair := range [][2]string{{inkBad, fillBad}, {inkGood, fillGood}, {inkInput, fillInput}, {inkHead, fillHead}, {inkPlain, fillTotal}} {
		if c := contrast(t, pair[0], pair[1]); c < 4.5 {
			t.Errorf("%s on %s has a contrast of %.2f", pair[0], pair[1], c)
		}
	}
	if c := contrast(t, "D9D9D9", "FFFFFF"); c > 1.5 {
		t.Errorf("the pale grey of the library counts %.2f; it is 1.4", c)
	}
}

// contrast is the ratio of two colours, RRGGBB or AARRGGBB, by WCAG 2.1.
func contrast(t *testing.T, a, b string) float64 {
	t.Helper()
	luminance := func(colour string) float64 {
		if len(colour) == 8 {
			colour = colour[2:]
		}
		v, err := strconv.ParseUint(colour, 16, 32)
		if err != nil || len(colour) != 6 {
			t.Fatalf("%q is no colour", colour)
		}
		sum := 0.0
		for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
			c := float64(v>>(16-8*i)&0xff) / 255
			if c <= 0.04045 {
				c /= 12.92
			} else {
				c = math.Pow((c+0.055)/1.055, 2.4)
			}
			sum += weight * c
		}
		return sum
	}
	x, y := luminance(a), luminance(b)
	return (math.Max(x, y) + 0.05) / (math.Min(x, y) + 0.05)
}
