package workbook

import (
	"strconv"
	"strings"
	"time"

	"remanence/planner"
)

// column gives the letters of a column, 1 is A.
func column(n int) string {
	s := ""
	for ; n > 0; n = (n - 1) / 26 {
		s = string(rune('A'+(n-1)%26)) + s
	}
	return s
}

// at is a relative reference: J6.
func at(row, col int) string { return column(col) + strconv.Itoa(row) }

// fixedCol is a reference that keeps its column: $C6.
func fixedCol(row, col int) string { return "$" + at(row, col) }

// fixedRow is a reference that keeps its row: E$5.
func fixedRow(row, col int) string { return column(col) + "$" + strconv.Itoa(row) }

// fixed is an absolute reference: $C$6.
func fixed(row, col int) string { return "$" + column(col) + "$" + strconv.Itoa(row) }

// span is an absolute range in one column: $J$6:$J$50.
func span(first, last, col int) string { return fixed(first, col) + ":" + fixed(last, col) }

// on puts a reference on another sheet.
func on(sheet, ref string) string { return "'" + sheet + "'!" + ref }

// crosses reports whether a formula reads another sheet.
func crosses(formula string) bool { return strings.Contains(formula, "!") }

// epoch is day 0 of Excel's dates as they run since March 1900.
var epoch = time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)

// serial is the last day of a month as Excel counts days. Months stand on
// their last day everywhere, as EOMONTH gives it.
func serial(m planner.Month) float64 {
	end := time.Date(m.Year(), time.Month(m.Number())+1, 0, 0, 0, 0, 0, time.UTC)
	return end.Sub(epoch).Hours() / 24
}

// dateSerial reads a date as printed, year-month-day; false for anything else.
func dateSerial(s string) (float64, bool) {
	t, err := time.Parse(time.DateOnly, strings.TrimSpace(s))
	if err != nil || t.Year() < 1901 {
		return 0, false
	}
	return t.Sub(epoch).Hours() / 24, true
}
