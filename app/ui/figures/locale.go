package figures

import (
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/text/language"
	"golang.org/x/text/message"
	"golang.org/x/text/number"

	"remanence/data/values"
)

// Locale is how a region writes numbers and months on the screen and in what is
// typed, copied and pasted. Files never follow it.
type Locale struct {
	Code   string // BCP 47: "de-CH"; "" for English
	Style  Style
	order  values.Order                       // of day and month in a date, where the region has one
	labels [12]string                         // short names of the months; "" writes them as in files
	label  func(name string, year int) string // axes and column titles
	entry  func(year, month int) string       // as people type it
	copied func(year, month int) string       // as a spreadsheet of the region takes it for a date
}

// Months as the regions write them. The short names are those of the Unicode
// locale data, without the stop that would widen columns.
var (
	english = Locale{Style: English, labels: names("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"),
		entry:  func(y, m int) string { return time.Month(m).String()[:3] + fmt.Sprintf(" %04d", y) },
		copied: func(y, m int) string { return time.Month(m).String()[:3] + fmt.Sprintf(" %04d", y) }}
	german = Locale{Style: Continental, order: values.DayFirst, labels: names("Jan Feb Mär Apr Mai Jun Jul Aug Sep Okt Nov Dez"),
		entry:  func(y, m int) string { return fmt.Sprintf("%02d.%04d", m, y) },
		copied: func(y, m int) string { return fmt.Sprintf("01.%02d.%04d", m, y) }}
	french = Locale{Style: Spaced, order: values.DayFirst, labels: names("janv févr mars avr mai juin juil août sept oct nov déc"),
		entry:  func(y, m int) string { return fmt.Sprintf("%02d/%04d", m, y) },
		copied: func(y, m int) string { return fmt.Sprintf("01/%02d/%04d", m, y) }}
	japanese = Locale{Style: English, labels: names("1月 2月 3月 4月 5月 6月 7月 8月 9月 10月 11月 12月"),
		label:  func(name string, year int) string { return fmt.Sprintf("%02d年%s", year%100, name) },
		entry:  func(y, m int) string { return fmt.Sprintf("%d年%d月", y, m) },
		copied: func(y, m int) string { return fmt.Sprintf("%d/%d/1", y, m) }}
	other = Locale{entry: func(y, m int) string { return fmt.Sprintf("%04d-%02d", y, m) },
		copied: func(y, m int) string { return fmt.Sprintf("%04d-%02d-01", y, m) }}
)

func names(list string) (out [12]string) {
	copy(out[:], strings.Fields(list))
	return out
}

// Locales are those that can be chosen beside the system's, by their codes.
func Locales() []string { return []string{"en", "de", "fr", "ja"} }

// LocaleOf is how a region writes, by its BCP 47 code or the name a system gives
// it ("de_CH.UTF-8"). Decimal sign and grouping are those of the Unicode locale
// data; months are written in English, German, French and Japanese, elsewhere as
// files have them, which every spreadsheet reads. A code that is none is English.
func LocaleOf(code string) Locale {
	code, _, _ = strings.Cut(code, ".")
	code, _, _ = strings.Cut(code, "@")
	tag, err := language.Parse(code)
	if err != nil || tag.IsRoot() || code == "C" || code == "POSIX" {
		return english
	}
	base, _ := tag.Base()
	l := other
	switch base.String() {
	case "en":
		l = english
	case "de":
		l = german
	case "fr":
		l = french
	case "ja":
		l = japanese
	}
	if region, sure := tag.Region(); base.String() == "en" && sure == language.Exact {
		switch region.String() {
		case "US":
			l.order = values.MonthFirst
		case "CA", "PH": // both are written there
		default:
			l.order = values.DayFirst
		}
	}
	l.Code, l.Style = tag.String(), styleOf(tag)
	return l
}

// styleOf reads decimal sign and grouping off a printed number. Digits of other
// scripts and groups of other sizes than three are read, never written.
func styleOf(tag language.Tag) Style {
	text := message.NewPrinter(tag).Sprint(number.Decimal(1234567.5))
	rest, ok := strings.CutSuffix(text, "5")
	if !ok || !strings.HasPrefix(rest, "1") {
		return English
	}
	_, size := utf8.DecodeLastRuneInString(rest)
	s := Style{Decimal: rest[len(rest)-size:]}
	whole := strings.TrimPrefix(rest[:len(rest)-size], "1")
	if r, size := utf8.DecodeRuneInString(whole); r < '0' || r > '9' {
		s.Group = whole[:size]
	}
	if s.Group == "\u202f" {
		s.Group = "\u00a0" // as wide as a digit is read best, and every font has it
	}
	if s.Decimal != "." && s.Decimal != "," {
		return English
	}
	return s
}

var locale = english

// Use sets the locale of the whole app. Call it once, before the window opens.
func Use(l Locale) {
	if l.entry == nil {
		l = english
	}
	locale, current = l, l.Style
}

// Order is the order of day and month in a date.
func (l Locale) Order() values.Order { return l.order }

// InUse is the locale in use.
func InUse() Locale { return locale }

// Sample shows how a locale writes: "1.234,5 · 01.2027".
func (l Locale) Sample() string {
	return decimal("1234.5", 1, l.Style) + " · " + l.entry(2027, 1)
}
