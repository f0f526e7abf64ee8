package workbook

import (
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// pageSetup sets print, tab and view of a sheet: A4 or Letter, landscape, one page wide,
// its heading rows on every page.
func pageSetup(f *excelize.File, s *sheet, letter bool, footer string) error {
	row, col := s.extent()
	landscape, paper, high, wide, yes, no := "landscape", 9, 0, max(1, s.wide), true, false
	if letter {
		paper = 1
	}
	if s.high {
		high = 1
	}
	steps := []error{
		f.SetSheetProps(s.name, &excelize.SheetPropsOptions{FitToPage: &yes}),
		f.SetPageLayout(s.name, &excelize.PageLayoutOptions{Size: &paper, Orientation: &landscape, FitToHeight: &high, FitToWidth: &wide}),
		f.SetPageMargins(s.name, margins()),
		f.SetSheetView(s.name, 0, &excelize.ViewOptions{ShowGridLines: &no}),
		f.SetSheetDimension(s.name, "A1:"+at(row, col)),
		f.SetHeaderFooter(s.name, &excelize.HeaderFooterOptions{OddFooter: footer}),
		// Part numbers such as 0042 are text on purpose.
		f.AddIgnoredErrors(s.name, "A1:"+at(row, col), excelize.IgnoredErrorsNumberStoredAsText),
		f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", Scope: s.name, RefersTo: s.titles()}),
	}
	if s.printed > 0 {
		steps = append(steps, f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Area", Scope: s.name,
			RefersTo: on(s.name, "$A$1:"+fixed(row, s.printed))}))
	}
	for _, err := range steps {
		if err != nil {
			return err
		}
	}
	return nil
}

// titles are the rows, and columns where pages lie side by side, that each
// printed page repeats.
func (s *sheet) titles() string {
	rows := on(s.name, "$1:$"+strconv.Itoa(s.repeat))
	if s.keep == 0 {
		return rows
	}
	return on(s.name, "$A:$"+column(s.keep)) + "," + rows
}

func margins() *excelize.PageLayoutMarginsOptions {
	side, end, foot := 0.4, 0.6, 0.3
	return &excelize.PageLayoutMarginsOptions{Left: &side, Right: &side, Top: &end, Bottom: &end, Header: &foot, Footer: &foot}
}

// footer of every page: what it is, as of when, page of pages. A text of the
// user may not hold the codes of the footer.
func footer(project, asOf, version string) string {
	word := func(s string, n int) string { return strings.ReplaceAll(cutText(clean(s), n), "&", "&&") }
	left := "&L&8" + spaced(word(project, 60))
	middle := "&C&8" + spaced(word(asOf, 30))
	right := "&R&8" + spaced(word("Remanence "+version, 40)) + " · &A · page &P of &N"
	return left + middle + right
}

// spaced keeps a text that starts with a digit from being read as part of the
// font size before it.
func spaced(s string) string {
	if s == "" {
		return s
	}
	if _, err := strconv.Atoi(s[:1]); err == nil {
		return " " + s
	}
	return s
}
