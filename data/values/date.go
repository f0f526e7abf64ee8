package values

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"remanence/planner"
)

// Date is a calendar day.
type Date struct{ Year, Mon, Day int }

// Month the day lies in.
func (d Date) Month() planner.Month { return planner.MonthOf(d.Year, d.Mon) }

// String is the ISO form 2027-01-15.
func (d Date) String() string { return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Mon, d.Day) }

// Order says which number of 03/04/2027 is the month.
type Order int

// The orders of day and month.
const (
	UnknownOrder Order = iota
	DayFirst
	MonthFirst
)

// ErrNotDate is wrapped by every refusal of ParseDate; ErrOrder by those of days
// and months that could change places.
var (
	ErrNotDate = errors.New("not a date")
	ErrOrder   = errors.New("day and month could change places")
)

// ParseDate reads 2027-01-15, 2027/1/15, 20270115, 15.01.2027, 15-Jan-2027, Jan 15,
// 2027, 2027年1月15日, 15.1.27 and, by order, 03/04/2027. A time of day behind it is
// dropped.
func ParseDate(s string, order Order) (Date, error) {
	text := eastern(unaccent.Replace(plain(s)))
	if isMissing(text) {
		return Date{}, ErrMissing
	}
	refuse := fmt.Errorf("%w: %q (write 2027-01-15)", ErrNotDate, strings.TrimSpace(s))
	text = dropTime(text)
	fields := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" -/.,'", r) })
	if len(fields) == 1 && len(text) == 8 && strings.Trim(text, "0123456789") == "" {
		fields = []string{text[:4], text[4:6], text[6:]}
	}
	if len(fields) != 3 {
		return Date{}, refuse
	}
	var n [3]int
	word := -1
	for i, f := range fields {
		v, err := strconv.Atoi(strings.TrimSuffix(strings.TrimSuffix(f, "th"), "st"))
		switch {
		case err == nil && v >= 0:
			n[i] = v
		case word < 0 && monthWords[f] > 0:
			word, n[i] = i, monthWords[f]
		default:
			return Date{}, refuse
		}
	}
	var d Date
	switch {
	case word == 1 && len(fields[0]) == 4:
		d = Date{n[0], n[1], n[2]}
	case word == 1:
		d = Date{fullYear(n[2]), n[1], n[0]}
	case word == 0:
		d = Date{fullYear(n[2]), n[0], n[1]}
	case word == 2:
		return Date{}, refuse
	case len(fields[0]) == 4:
		d = Date{n[0], n[1], n[2]}
	case strings.Contains(text, "."): // dots are always day first
		d = Date{fullYear(n[2]), n[1], n[0]}
	case n[0] > 12 || order == DayFirst && n[1] <= 12 || n[0] == n[1]:
		d = Date{fullYear(n[2]), n[1], n[0]}
	case n[1] > 12 || order == MonthFirst:
		d = Date{fullYear(n[2]), n[0], n[1]}
	default:
		return Date{}, fmt.Errorf("%w: %q", ErrOrder, strings.TrimSpace(s))
	}
	if t := time.Date(d.Year, time.Month(d.Mon), d.Day, 0, 0, 0, 0, time.UTC); d.Year < 1990 || d.Year > 2099 ||
		d.Day < 1 || t.Day() != d.Day || int(t.Month()) != d.Mon {
		return Date{}, refuse
	}
	return d, nil
}

// dropTime takes "t00:00:00", "00:00" and the like off the end.
func dropTime(s string) string {
	if i := strings.IndexByte(s, ':'); i > 0 {
		j := strings.LastIndexAny(s[:i], " t")
		if j > 0 {
			return strings.TrimSpace(s[:j])
		}
	}
	return s
}

// OrderOf is the order that a date such as 15/04/2027 proves; UnknownOrder when it
// could be read both ways or is no such date.
func OrderOf(s string) Order {
	f := strings.FieldsFunc(dropTime(plain(s)), func(r rune) bool { return r == '/' || r == '-' })
	if len(f) != 3 || len(f[0]) > 2 || len(f[1]) > 2 {
		return UnknownOrder
	}
	a, err1 := strconv.Atoi(f[0])
	b, err2 := strconv.Atoi(f[1])
	switch {
	case err1 != nil || err2 != nil:
	case a > 12 && a <= 31 && b >= 1 && b <= 12:
		return DayFirst
	case b > 12 && b <= 31 && a >= 1 && a <= 12:
		return MonthFirst
	}
	return UnknownOrder
}

// SerialDate is the day of a spreadsheet's serial number, counted from 1900 (with
// the leap day that never was) or from 1904.
func SerialDate(v float64, from1904 bool) (Date, bool) {
	if math.IsNaN(v) || v < 0 || v > 2958465 {
		return Date{}, false
	}
	days := int(math.Floor(v))
	base := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	switch {
	case from1904:
		base = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	case days < 60:
		days++ // before the wrong leap day
	}
	t := base.AddDate(0, 0, days)
	return Date{t.Year(), int(t.Month()), t.Day()}, true
}
