package figures

import (
	"fmt"
	"time"

	"remanence/data/values"
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

// ParseMonth reads a month as people write it: 2027-01, 01/2027, Jan 27, März
// 2027, 2027年1月, 15.01.2027 …; see values.ParseMonth.
func ParseMonth(s string) (Month, error) {
	m, err := values.ParseMonth(s)
	return Month(m), err
}
