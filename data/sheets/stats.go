package sheets

import (
	"strings"

	"remanence/data/sheets/book"
	"remanence/data/values"
	"remanence/planner"
)

// stats are what the cells of a column look like.
type stats struct {
	filled, numbers, dates, percents, texts, faults int
	whole, negative                                 int
	currency                                        string // of the number formats or behind the numbers
	unit                                            values.Unit
	distinct                                        int
	length                                          int // of all texts together
	sample                                          []string
	low, high                                       float64
}

const looked = 300 // rows a column is judged by

func (f *finder) measure(t *Table, col int) stats {
	var s stats
	seen := map[string]bool{}
	step := max(1, len(t.rows)/looked)
	for k := 0; k < len(t.rows); k += step {
		c := f.sheet.Rows[t.rows[k]].At(col)
		if c.Empty() {
			continue
		}
		s.filled++
		text := f.text(c)
		if !seen[text] {
			seen[text] = true
			if len(s.sample) < 60 {
				s.sample = append(s.sample, text)
			}
		}
		style := f.sheet.Style(c)
		switch {
		case c.Kind == book.Fault:
			s.faults++
		case c.Kind == book.Number && style.Date:
			s.dates++
		case c.Kind == book.Number:
			s.number(c.Num)
			if style.Percent {
				s.percents++
			}
			if code, ok := values.Currency(style.Currency); ok {
				s.currency = code
			}
			if u, ok := values.ParseUnit(style.Unit); ok {
				s.unit = merge(s.unit, u)
			}
		case c.Kind == book.Text:
			s.text(c.Text)
		}
	}
	s.distinct = len(seen)
	return s
}

func (s *stats) number(v float64) {
	if s.numbers == 0 {
		s.low, s.high = v, v
	}
	s.low, s.high = min(s.low, v), max(s.high, v)
	s.numbers++
	if v == float64(int64(v)) {
		s.whole++
	}
	if v < 0 {
		s.negative++
	}
}

func (s *stats) text(text string) {
	if a, err := values.Parse(text, "."); err == nil && !(len(text) > 1 && text[0] == '0' && a.Unit == "" && !strings.ContainsAny(text, ".,")) {
		s.number(a.Float())
		if a.Percent {
			s.percents++
		}
		if u, ok := values.ParseUnit(a.Unit); ok {
			if s.unit = merge(s.unit, u); u.Currency != "" {
				s.currency = u.Currency
			}
		}
		return
	}
	if _, err := values.ParseDate(text, values.DayFirst); err == nil {
		s.dates++
		return
	}
	if _, ok := values.ParsePeriod(text); ok {
		s.dates++
		return
	}
	s.texts++
	s.length += len([]rune(text))
}

func (s *stats) share(n int) float64 {
	if s.filled == 0 {
		return 0
	}
	return float64(n) / float64(s.filled)
}

// fits says how well the cells look like a target, 0 to 1; 0.5 when empty.
func (s *stats) fits(t *Target) float64 {
	if s.filled == 0 {
		return 0.5
	}
	numbers, dates, texts := s.share(s.numbers), s.share(s.dates), s.share(s.texts)
	switch t.Shape {
	case Figure, Money:
		return numbers
	case Whole:
		return numbers * (0.5 + 0.5*float64(s.whole)/float64(max(s.numbers, 1)))
	case Percent:
		return numbers
	case Month:
		return max(dates, 0.3*numbers)
	case Name:
		if s.length > 60*max(s.texts, 1) {
			return 0.2
		}
		return 0.4 + 0.3*texts + 0.3*float64(s.distinct)/float64(s.filled)
	case Choice:
		return 0.3 + 0.5*texts + 0.2*(1-float64(min(s.distinct, s.filled)-1)/float64(s.filled))
	}
	return 0.3 + 0.7*texts
}

func monthOf(year, number int) planner.Month { return planner.MonthOf(year, number) }
