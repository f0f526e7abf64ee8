package policy

import (
	"time"

	"remanence/planner"
)

// firstDay is the earliest day a printed date can mean: 2026 is 2026-01-01; ""
// when the text is no date.
func firstDay(text string) string {
	for _, layout := range []string{"2006-01-02", "2006-01", "2006"} {
		if len(text) == len(layout) {
			if _, err := time.Parse(layout, text); err == nil {
				return text + "2006-01-01"[len(text):]
			}
		}
	}
	return ""
}

// dayAfter is the day after a full date.
func dayAfter(day string) string {
	d, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return ""
	}
	return d.AddDate(0, 0, 1).Format(time.DateOnly)
}

// AgeDays is how many days before a date something printed with a date lies,
// from the earliest day that can mean: the oldest it can be. Missing when either
// is no date; 0 when it lies after.
func AgeDays(printed, asOf string) planner.Opt[int] {
	a, err1 := time.Parse(time.DateOnly, firstDay(printed))
	b, err2 := time.Parse(time.DateOnly, firstDay(asOf))
	if err1 != nil || err2 != nil {
		return planner.Opt[int]{}
	}
	return planner.Some(max(0, int(b.Sub(a).Hours()/24)))
}

// LastDay is the last day of a month, the day by which a month counts.
func LastDay(m planner.Month) string {
	return time.Date(m.Year(), time.Month(m.Number())+1, 0, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
}
