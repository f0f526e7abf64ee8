package planner

import (
	"fmt"
	"strconv"
	"strings"
)

// Month is a calendar month, counted from January of year 0.
type Month int

// MonthOf makes a month from a year and a month number 1 to 12.
func MonthOf(year, month int) Month { return Month(year*12 + month - 1) }

// Year of the month.
func (m Month) Year() int { return int(m) / 12 }

// Number of the month in its year, 1 to 12.
func (m Month) Number() int { return int(m)%12 + 1 }

// String gives the ISO form 2027-01.
func (m Month) String() string { return fmt.Sprintf("%04d-%02d", m.Year(), m.Number()) }

// Label gives the short English form "Jan 27" for headings.
func (m Month) Label() string {
	names := "JanFebMarAprMayJunJulAugSepOctNovDec"
	n := m.Number() - 1
	return names[3*n:3*n+3] + " " + fmt.Sprintf("%02d", m.Year()%100)
}

// ParseMonth reads the ISO form 2027-01.
func ParseMonth(s string) (Month, error) {
	s = strings.TrimSpace(s)
	y, m, ok := strings.Cut(s, "-")
	year, err1 := strconv.Atoi(y)
	month, err2 := strconv.Atoi(m)
	if !ok || strings.Trim(s, "0123456789-") != "" || len(y) != 4 || len(m) != 2 || err1 != nil || err2 != nil || month < 1 || month > 12 || year < 1900 {
		return 0, fmt.Errorf("%q is not a month; write it as year-month, for example 2027-01", s)
	}
	return MonthOf(year, month), nil
}

// MarshalText gives the ISO form, "" for the zero Month: a month not yet
// entered must survive being saved.
func (m Month) MarshalText() ([]byte, error) {
	if m == 0 {
		return nil, nil
	}
	return []byte(m.String()), nil
}

// UnmarshalText reads the ISO form, or "" as the zero Month.
func (m *Month) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*m = 0
		return nil
	}
	v, err := ParseMonth(string(b))
	if err == nil {
		*m = v
	}
	return err
}
