package reference

import (
	"strings"
	"unicode"
)

// digits keeps the digits of a customs code: 8505.11.00.70 is 8505110070.
func digits(code string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) && r < unicode.MaxASCII {
			return r
		}
		return -1
	}, code)
}

// HS finds the customs code in a schedule (US, EU, CN, World …), or the
// nearest heading above it: 8505.11.10.99 finds 8505.11. With an empty
// schedule every schedule is searched. When several rows are equally near, a
// country's own line comes before the world's.
func (t *Tables) HS(code, schedule string) (HSRow, bool) {
	wanted := digits(code)
	best, found := HSRow{}, false
	for _, row := range t.HSCodes {
		if schedule != "" && !inSchedule(row.Schedule, schedule) {
			continue
		}
		if row.Digits == "" || !strings.HasPrefix(wanted, row.Digits) {
			continue
		}
		nearer := len(row.Digits) - len(best.Digits)
		if !found || nearer > 0 || nearer == 0 && best.Schedule == "World" && row.Schedule != "World" {
			best, found = row, true
		}
	}
	return best, found
}

// inSchedule: the world's headings hold in every schedule, and one row speaks
// for the EU and the UK.
func inSchedule(row, schedule string) bool {
	if schedule == "UK" {
		schedule = "GB"
	}
	return row == schedule || row == "World" || row == "EU and UK" && (schedule == "EU" || schedule == "GB")
}
