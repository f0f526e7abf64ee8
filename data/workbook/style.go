package workbook

import (
	"strings"

	"github.com/xuri/excelize/v2"
)

// Colours, each readable on its ground (contrast 4.5 to 1 or better).
const (
	inkInput  = "1F3FBF"
	inkCross  = "00702E"
	inkStated = "6A3D7C"
	inkNote   = "595959"
	inkHead   = "FFFFFF"
	inkBad    = "A61B1B"
	inkGood   = "1E6B2D"
	fillHead  = "24405C"
	fillInput = "FFF8E1"
	fillTotal = "E8EDF2"
	fillBad   = "FBE3E1"
	fillGood  = "E2F2E4"
	inkPlain  = "1A1A1A"
	ruleLine  = "C9D1D9"
)

// styles makes each style once; Excel allows 65,430.
type styles struct {
	f     *excelize.File
	known map[style]int
}

// id gives the file's number of a style.
func (s *styles) id(st style) (int, error) {
	if id, ok := s.known[st]; ok {
		return id, nil
	}
	plainStyle := st
	plainStyle.quote = false
	id, err := s.f.NewStyle(excelStyle(plainStyle))
	if err != nil {
		return 0, err
	}
	if st.quote {
		id = s.quoted(id)
	}
	s.known[st] = id
	return id, nil
}

// quoted is the style with the mark of an apostrophe before the text, which
// keeps it text when the cell is edited. The library has no name for it.
func (s *styles) quoted(id int) int {
	sheet := s.f.Styles
	xf := sheet.CellXfs.Xf[id]
	yes := true
	xf.QuotePrefix = &yes
	sheet.CellXfs.Xf = append(sheet.CellXfs.Xf, xf)
	sheet.CellXfs.Count = len(sheet.CellXfs.Xf)
	return sheet.CellXfs.Count - 1
}

func excelStyle(st style) *excelize.Style {
	font := &excelize.Font{Family: "Calibri", Size: 10, Color: inkPlain}
	out := &excelize.Style{Font: font, Alignment: &excelize.Alignment{Vertical: "center", WrapText: st.wrap}}
	switch st.role {
	case roleTitle:
		font.Size, font.Bold, font.Color = 16, true, fillHead
	case roleNote:
		font.Color = inkNote
	case roleBlock:
		font.Bold, font.Size, font.Color = true, 12, fillHead
	case roleHead:
		font.Bold, font.Color = true, inkHead
		out.Fill = solid(fillHead)
	case roleInput, roleSwatch:
		font.Color = inkInput
		out.Fill = solid(fillInput)
	case roleCross:
		font.Color = inkCross
	case roleStated:
		font.Color, font.Italic = inkStated, true
	case roleTotal:
		font.Bold = true
		out.Fill = solid(fillTotal)
		out.Border = []excelize.Border{{Type: "top", Style: 1, Color: ruleLine}}
	case roleBanner:
		font.Bold, font.Size, font.Color = true, 12, inkBad
		out.Alignment.Horizontal = "left"
	}
	if st.format != general {
		f := string(st.format)
		out.CustomNumFmt = &f
		// Dates and words of formulas stand left by default of the program.
		out.Alignment.Horizontal = "right"
		if st.format == truth {
			out.Alignment.Horizontal = "center"
		}
	}
	if st.right {
		out.Alignment.Horizontal = "right"
	}
	if st.left {
		out.Alignment.Horizontal = "left"
	}
	return out
}

func solid(colour string) excelize.Fill {
	return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{colour}}
}

// flagColours paints FALSE red and TRUE green; a plain comparison with FALSE
// would paint blanks as well.
func flagColours(f *excelize.File, sheet, ref string) error {
	bad, err := badStyle(f)
	if err != nil {
		return err
	}
	good, err := f.NewConditionalStyle(&excelize.Style{Font: &excelize.Font{Color: inkGood}, Fill: solid(fillGood)})
	if err != nil {
		return err
	}
	first := firstOf(ref)
	return f.SetConditionalFormat(sheet, ref, []excelize.ConditionalFormatOptions{
		{Type: "formula", Criteria: "AND(ISLOGICAL(" + first + "),NOT(" + first + "))", Format: &bad},
		{Type: "formula", Criteria: "AND(ISLOGICAL(" + first + ")," + first + ")", Format: &good},
	})
}

// alarmColours paints TRUE red, where it is what is wrong.
func alarmColours(f *excelize.File, sheet, ref string) error {
	bad, err := badStyle(f)
	if err != nil {
		return err
	}
	first := firstOf(ref)
	return f.SetConditionalFormat(sheet, ref, []excelize.ConditionalFormatOptions{{Type: "formula", Criteria: "AND(ISLOGICAL(" + first + ")," + first + ")", Format: &bad}})
}

func badStyle(f *excelize.File) (int, error) {
	return f.NewConditionalStyle(&excelize.Style{Font: &excelize.Font{Color: inkBad, Bold: true}, Fill: solid(fillBad)})
}

// firstOf is the first cell of a range.
func firstOf(ref string) string {
	first, _, _ := strings.Cut(ref, ":")
	return first
}
