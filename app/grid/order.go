package grid

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"remanence/app/tr"
	"remanence/app/ui/figures"
)

// comparing orders rows of the model by a column. Empty cells come last both
// ways; what cannot be read as the column's kind comes before them, as text.
func (g *Grid) comparing(col Column, by SortBy) func(a, b int) int {
	type key struct {
		rank  int // 0 value, 1 text, 2 empty
		value float64
		text  string
	}
	keys := map[int]key{}
	of := func(r int) key {
		if k, ok := keys[r]; ok {
			return k
		}
		text := strings.TrimSpace(g.modelRaw(r, by.Col))
		k := key{rank: 1, text: text}
		v, ok := valueOf(col.Kind, text)
		if col.Read != nil {
			var err error
			v, _, err = col.Read(text)
			ok = err == nil
		}
		if ok {
			k.rank, k.value = 0, v
		}
		if text == "" || text == figures.Missing {
			k.rank = 2
		}
		keys[r] = k
		return k
	}
	return func(a, b int) int {
		x, y := of(a), of(b)
		if c := cmp.Compare(x.rank, y.rank); c != 0 {
			return c
		}
		c := cmp.Compare(x.value, y.value)
		if x.rank == 1 {
			c = natural(x.text, y.text)
		}
		if by.Down {
			return -c
		}
		return c
	}
}

// valueOf reads a cell as a number to compare and to count with.
func valueOf(kind Kind, text string) (float64, bool) {
	switch kind {
	case Number, Money:
		v, err := figures.ParseNumber(text)
		return v, err == nil
	case Percent:
		v, err := figures.ParsePercent(text)
		return v, err == nil
	case Month:
		m, err := figures.ParseMonth(text)
		return float64(m), err == nil
	case Check:
		if ticked(text) {
			return 1, true
		}
		return 0, true
	}
	return 0, false
}

// natural compares texts as people do: without regard to case, and runs of digits
// by their value, so that P9 comes before P10.
func natural(a, b string) int {
	x, y := []rune(strings.ToLower(a)), []rune(strings.ToLower(b))
	i, j := 0, 0
	for i < len(x) && j < len(y) {
		if unicode.IsDigit(x[i]) && unicode.IsDigit(y[j]) {
			m, n := digits(x, i), digits(y, j)
			if c := cmp.Or(cmp.Compare(len(m), len(n)), slices.Compare(m, n)); c != 0 {
				return c
			}
			i, j = i+skip(x, i), j+skip(y, j)
			continue
		}
		if c := cmp.Compare(x[i], y[j]); c != 0 {
			return c
		}
		i, j = i+1, j+1
	}
	return cmp.Or(cmp.Compare(len(x)-i, len(y)-j), strings.Compare(a, b))
}

// digits is the run of digits at i without leading zeros.
func digits(r []rune, i int) []rune {
	end := i + skip(r, i)
	for i < end-1 && r[i] == '0' {
		i++
	}
	return r[i:end]
}

func skip(r []rune, i int) int {
	n := 0
	for i+n < len(r) && unicode.IsDigit(r[i+n]) {
		n++
	}
	return n
}

// Filter chooses rows by one column: by the texts that may show, by what was
// typed, or both. What was typed is a part of the text, or a condition on
// numbers: "> 100", "<= 5", "10..20", "= 0", or "empty" and "not empty", in English or
// in the user's language.
type Filter struct {
	Texts map[string]bool // nil: any
	Typed string
}

func (f Filter) empty() bool { return f.Texts == nil && strings.TrimSpace(f.Typed) == "" }

// passes tests a cell by its text as shown and as held.
func (f Filter) passes(shown, raw string, col Column) bool {
	if f.Texts != nil && !f.Texts[shown] {
		return false
	}
	typed := strings.TrimSpace(strings.ToLower(f.Typed))
	blank := strings.TrimSpace(raw) == "" || raw == figures.Missing
	switch typed {
	case "":
		return true
	case "empty", strings.ToLower(tr.T("empty")):
		return blank
	case "not empty", strings.ToLower(tr.T("not empty")):
		return !blank
	}
	if test, ok := condition(strings.TrimSpace(f.Typed), col); ok { // "> 3 M" is not "> 3 m"
		v, err := col.number(raw)
		return err == nil && !blank && test(v)
	}
	return strings.Contains(strings.ToLower(shown), typed) || strings.Contains(strings.ToLower(raw), typed)
}

// number reads a figure to compare with a limit, whatever the kind of the column.
func (c Column) number(text string) (float64, error) {
	text = strings.TrimSpace(text)
	switch {
	case c.Read != nil:
		v, _, err := c.Read(text)
		return v, err
	case strings.HasSuffix(text, "%"):
		return figures.ParsePercent(text)
	}
	return figures.ParseNumber(text)
}

// condition reads a condition on numbers; false when the text is none.
func condition(text string, col Column) (func(float64) bool, bool) {
	read := func(s string) (float64, bool) {
		v, err := col.number(s)
		return v, err == nil
	}
	if lo, hi, ok := strings.Cut(text, ".."); ok {
		a, ok1 := read(lo)
		b, ok2 := read(hi)
		return func(v float64) bool { return v >= a && v <= b }, ok1 && ok2
	}
	for _, op := range []struct {
		sign string
		test func(v, limit float64) bool
	}{
		{">=", func(v, l float64) bool { return v >= l }}, {"<=", func(v, l float64) bool { return v <= l }},
		{"<>", func(v, l float64) bool { return v != l }}, {">", func(v, l float64) bool { return v > l }},
		{"<", func(v, l float64) bool { return v < l }}, {"=", func(v, l float64) bool { return v == l }},
	} {
		if rest, ok := strings.CutPrefix(text, op.sign); ok {
			limit, ok := read(rest)
			return func(v float64) bool { return op.test(v, limit) }, ok
		}
	}
	return nil, false
}

func count(n int) string { return figures.Number(float64(n), 0) }
