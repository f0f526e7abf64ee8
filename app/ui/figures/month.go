package figures

import (
	"errors"
	"fmt"
	"time"

	"remanence/data/values"
	"remanence/planner"
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

// Label is the short form of axes and column titles: "Jan 27", "27年1月".
func (m Month) Label() string {
	name := locale.labels[int(m)%12]
	switch {
	case name == "":
		return m.String()
	case locale.label != nil:
		return locale.label(name, m.Year())
	}
	return fmt.Sprintf("%s %02d", name, m.Year()%100)
}

// Entry is the month as it is typed: "Jan 2027", "01.2027", "01/2027", "2027年1月".
func (m Month) Entry() string { return locale.entry(m.Year(), int(m.Month())) }

// MonthLabel is the Label of a month of the plan.
func MonthLabel(m planner.Month) string { return Month(m).Label() }

// MonthName is the short name of a month without its year: "Jan", "1月"; its
// number where the locale names none.
func MonthName(m planner.Month) string {
	if name := locale.labels[m.Number()-1]; name != "" {
		return name
	}
	return fmt.Sprintf("%02d", m.Number())
}

// MonthEntry is the Entry of a month of the plan.
func MonthEntry(m planner.Month) string { return Month(m).Entry() }

// Copy is the month as a spreadsheet of the same locale takes it for a date, its
// first day: "Jan 2027", "01.01.2027", "01/01/2027", "2027/1/1".
func (m Month) Copy() string { return locale.copied(m.Year(), int(m.Month())) }

// CopyOf writes a month as files hold it the way it is copied; what is no month
// comes back as it is.
func CopyOf(text string) string {
	if m, err := planner.ParseMonth(text); err == nil {
		return Month(m).Copy()
	}
	return text
}

// EntryOf writes a month as files hold it, "2027-01", the way it is typed; what is
// no month comes back as it is.
func EntryOf(text string) string {
	if m, err := planner.ParseMonth(text); err == nil {
		return MonthEntry(m)
	}
	return text
}

// ParseMonth reads a month as people write it: 2027-01, 01/2027, Jan 27, März
// 2027, 2027年1月, 15.01.2027 …; see values.ParseMonth. The locale says which number of
// 03/04/2027 is the month, where it knows.
func ParseMonth(s string) (Month, error) {
	m, err := values.ParseMonth(s)
	if errors.Is(err, ErrNotMonth) && locale.order != values.UnknownOrder {
		if d, other := values.ParseDate(s, locale.order); other == nil {
			return Month(d.Month()), nil
		}
	}
	return Month(m), err
}
