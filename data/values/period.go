package values

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"remanence/planner"
)

// Period is a run of months; a week lies in the month of its Thursday.
type Period struct {
	First  planner.Month
	Months int // 1, 3, 6 or 12
	Week   int // 1 to 53 for a calendar week, else 0
}

const yearPart = `(?:fy|cy)?'?(\d{4}|\d{2})年?`

var (
	quarterFirst = regexp.MustCompile(`^(?:q|qu|qtr|quarter|quartal|t|trim|trimestre|qt) ?\.?([1-4])[ /.,'-]*` + yearPart + `$`)
	quarterDigit = regexp.MustCompile(`^([1-4])(?:\.|st|nd|rd|th|er|e)? ?(?:q|qtr|quarter|quartal|trimestre|trim)\.?[ /.,'-]*` + yearPart + `$`)
	quarterLast  = regexp.MustCompile(`^` + yearPart + `[ /.,'-]*(?:q|qtr|quarter|quartal|t|trimestre) ?([1-4])$`)
	quarterEast  = regexp.MustCompile(`^` + yearPart + `(?:度)? ?(?:第)?([1-4一二三四])(?:四半期|季度|季)$`)
	halfFirst    = regexp.MustCompile(`^(?:h|hj|half|halbjahr|sem|semestre) ?([12])[ /.,'-]*` + yearPart + `$`)
	halfDigit    = regexp.MustCompile(`^([12])(?:\.|st|nd|er|e)? ?(?:h|hj|half|halbjahr|semestre)[ /.,'-]*` + yearPart + `$`)
	halfLast     = regexp.MustCompile(`^` + yearPart + `[ /.,'-]*(?:h|hj|halbjahr) ?([12])$`)
	weekFirst    = regexp.MustCompile(`^(?:kw|cw|wk|w|week|woche|semaine|sem\.) ?(\d{1,2})[ /.,'-]*` + yearPart + `$`)
	weekLast     = regexp.MustCompile(`^` + yearPart + `[ /.,'-]*(?:第)?(?:kw|cw|wk|w|week|woche|semaine)? ?(\d{1,2})(?:週|周)?$`)
	yearOnly     = regexp.MustCompile(`^(?:cy|year|jahr|annee|anno|ano|kalenderjahr|calendar year)? ?(\d{4})(?:年)?$`)
	weekMark     = regexp.MustCompile(`kw|cw|wk|w|week|woche|semaine|週|周`)
)

// ParsePeriod reads a month, quarter, half year, calendar week or year as it heads
// a column: "Jan 27", "Q1 2027", "1. Halbjahr 2027", "KW 5/2027", "2027年第1四半期",
// "2027". A fiscal year ("FY27") has no months of its own and is not read.
func ParsePeriod(s string) (Period, bool) {
	text := unaccent.Replace(plain(s))
	if text == "" || len(text) > 40 || strings.IndexFunc(text, isDigit) < 0 || strings.HasPrefix(text, "fy") {
		return Period{}, false
	}
	if m, ok := readMonth(text); ok {
		return Period{First: m, Months: 1}, true
	}
	for _, p := range []struct {
		form     *regexp.Regexp
		part, of int // groups of the part and of the year
		months   int
	}{
		{quarterFirst, 1, 2, 3}, {quarterDigit, 1, 2, 3}, {quarterLast, 2, 1, 3}, {quarterEast, 2, 1, 3},
		{halfFirst, 1, 2, 6}, {halfDigit, 1, 2, 6}, {halfLast, 2, 1, 6},
	} {
		if g := p.form.FindStringSubmatch(text); g != nil {
			n := strings.Index("1234", g[p.part]) + 1
			if n == 0 {
				n = strings.Index("一二三四", g[p.part])/len("一") + 1
			}
			if m, ok := monthOf(yearOf(g[p.of]), (n-1)*p.months+1); ok {
				return Period{First: m, Months: p.months}, true
			}
			return Period{}, false
		}
	}
	if g := weekFirst.FindStringSubmatch(text); g != nil {
		return week(g[2], g[1])
	}
	if g := weekLast.FindStringSubmatch(text); g != nil && weekMark.MatchString(text) {
		return week(g[1], g[2])
	}
	if g := yearOnly.FindStringSubmatch(text); g != nil {
		if m, ok := monthOf(yearOf(g[1]), 1); ok {
			return Period{First: m, Months: 12}, true
		}
		return Period{}, false
	}
	if d, err := ParseDate(s, UnknownOrder); err == nil {
		return Period{First: d.Month(), Months: 1}, true
	}
	return Period{}, false
}

func yearOf(s string) int {
	n, _ := strconv.Atoi(s)
	return fullYear(n)
}

// week is an ISO week: the one with the year's first Thursday is the first.
func week(year, number string) (Period, bool) {
	y, n := yearOf(year), 0
	n, _ = strconv.Atoi(number)
	if n < 1 || n > 53 || y < 1990 || y > 2099 {
		return Period{}, false
	}
	first := time.Date(y, 1, 4, 0, 0, 0, 0, time.UTC) // always in week 1
	thursday := first.AddDate(0, 0, (n-1)*7+3-(int(first.Weekday())+6)%7)
	if thursday.Year() != y {
		return Period{}, false
	}
	return Period{First: planner.MonthOf(y, int(thursday.Month())), Months: 1, Week: n}, true
}
