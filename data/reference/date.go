package reference

import (
	"time"

	"remanence/planner"
)

// isDate accepts the three forms dates are printed in: a year, a month, a day.
func isDate(text string) bool {
	layout, ok := dateLayout(text)
	if !ok {
		return false
	}
	_, err := time.Parse(layout, text)
	return err == nil
}

func dateLayout(text string) (string, bool) {
	switch len(text) {
	case len("2006"):
		return "2006", true
	case len("2006-01"):
		return "2006-01", true
	case len("2006-01-02"):
		return "2006-01-02", true
	}
	return "", false
}

// firstDay is the earliest day a printed date can mean: 2026 is 2026-01-01.
// False when the text is no date.
func firstDay(text string) (string, bool) {
	if !isDate(text) {
		return "", false
	}
	return text + "2006-01-01"[len(text):], true
}

// lastDay is the latest day a printed date can mean: 2026-02 is 2026-02-28.
func lastDay(text string) (string, bool) {
	layout, ok := dateLayout(text)
	day, err := time.Parse(layout, text)
	if !ok || err != nil {
		return "", false
	}
	switch layout {
	case "2006":
		day = day.AddDate(1, 0, -1)
	case "2006-01":
		day = day.AddDate(0, 1, -1)
	}
	return day.Format(time.DateOnly), true
}

// SourceAge is how many whole months old a source is in a month. A source that
// names only a year counts from its January: the oldest it can be. A source
// without a date has an unknown age; one dated later than the month has age 0.
func SourceAge(s planner.Source, asOf planner.Month) planner.Opt[int] {
	first, ok := firstDay(s.Date)
	if !ok {
		return planner.Opt[int]{}
	}
	month, err := planner.ParseMonth(first[:len("2006-01")])
	if err != nil {
		return planner.Opt[int]{}
	}
	return planner.Some(max(0, int(asOf)-int(month)))
}

// SourceAgeOn is SourceAge for a date as printed: 2026-11-23, 2026-11 or 2026.
// A date that cannot be read gives an unknown age.
func SourceAgeOn(s planner.Source, date string) planner.Opt[int] {
	last, ok := lastDay(date)
	if !ok {
		return planner.Opt[int]{}
	}
	month, err := planner.ParseMonth(last[:len("2006-01")])
	if err != nil {
		return planner.Opt[int]{}
	}
	return SourceAge(s, month)
}
