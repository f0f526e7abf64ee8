package figures

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Month counts months since the year 0, so that months can be compared, added
// and used as an index: m+1 is the month after m.
type Month int

// NewMonth makes a Month of a calendar year and month.
func NewMonth(year int, month time.Month) Month { return Month(year*12 + int(month) - 1) }

// Year returns the calendar year.
func (m Month) Year() int { return int(m) / 12 }

// Month returns the calendar month.
func (m Month) Month() time.Month { return time.Month(int(m)%12 + 1) }

// String is the form of files and entries: "2027-01".
func (m Month) String() string { return fmt.Sprintf("%04d-%02d", m.Year(), int(m.Month())) }

// Label is the short form of axes and column titles: "Jan 27".
func (m Month) Label() string {
	return fmt.Sprintf("%s %02d", m.Month().String()[:3], m.Year()%100)
}

var monthNames = map[string]time.Month{
	"jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11, "dec": 12,
	// The German forms that differ; quotes from Hanau are common in this trade.
	"mär": 3, "mrz": 3, "mae": 3, "mai": 5, "okt": 10, "dez": 12,
}

// ParseMonth reads 2027-01, 2027/1, 01/2027, 1.2027, 202701, Jan 27, Jan-2027,
// January 2027, 27-Jan, 2027-01-15 and 15.01.2027. Two-digit years are 2000 to
// 2099. A day, where there is one, is dropped.
func ParseMonth(s string) (Month, error) {
	text := strings.ToLower(strings.TrimSpace(s))
	if isMissing(text) {
		return 0, ErrMissing
	}
	refuse := fmt.Errorf("%w: %q (write 2027-01 or Jan 27)", ErrNotMonth, strings.TrimSpace(s))
	fields := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" -/.,'’–\u00a0", r) })
	if len(fields) == 1 {
		fields = splitJoined(fields[0])
	}
	year, month := 0, time.Month(0)
	var numbers []int
	for _, f := range fields {
		if n, err := strconv.Atoi(f); err == nil {
			numbers = append(numbers, n)
			if len(f) == 4 {
				year = n
			}
			continue
		}
		m, ok := monthNames[firstRunes(f, 3)]
		if !ok || month != 0 {
			return 0, refuse
		}
		month = m
	}
	switch {
	case month != 0 && len(numbers) == 1: // Jan 27
		year = fullYear(numbers[0])
	case month != 0 && len(numbers) == 2 && year != 0: // 15 Jan 2027
	case month == 0 && len(numbers) == 2 && year != 0: // 2027-01, 01/2027
		month = time.Month(numbers[0])
		if numbers[0] == year {
			month = time.Month(numbers[1])
		}
	case month == 0 && len(numbers) == 3 && year == numbers[0]: // 2027-01-15
		month = time.Month(numbers[1])
	case month == 0 && len(numbers) == 3 && year == numbers[2] && strings.Contains(text, "."): // 15.01.2027
		month = time.Month(numbers[1])
	default:
		return 0, refuse
	}
	if month < 1 || month > 12 || year < 1990 || year > 2099 {
		return 0, refuse
	}
	return NewMonth(year, month), nil
}

// splitJoined cuts "202701" and "jan27" in two.
func splitJoined(s string) []string {
	if len(s) == 6 {
		if _, err := strconv.Atoi(s); err == nil {
			return []string{s[:4], s[4:]}
		}
	}
	if i := strings.IndexFunc(s, isDigit); i > 0 {
		return []string{s[:i], s[i:]}
	}
	return []string{s}
}

func fullYear(n int) int {
	if n < 100 {
		return 2000 + n
	}
	return n
}

func firstRunes(s string, n int) string {
	r := []rune(s)
	return string(r[:min(n, len(r))])
}
