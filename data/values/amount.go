package values

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Amount is a number as it was written: exact digits, and what stood around it.
type Amount struct {
	Digits  string // plain decimal such as "-1234.50", fit for an exact decimal type
	Percent bool   // a percent sign followed; Digits are not divided by 100
	Unit    string // "kg", "EUR", "t/month" … as written; empty when none stood there
}

// Float returns the value; percentages are divided by 100.
func (a Amount) Float() float64 {
	v, _ := strconv.ParseFloat(a.Digits, 64)
	if a.Percent {
		v /= 100
	}
	return v
}

// Parse reads a number with everything people put around it: signs before or
// behind, accountants' parentheses, spaces, apostrophes, either decimal sign,
// percent, exponents, k, M, mio, bn, a currency or a unit. usual is the decimal
// sign of the writer, "." or ",": it decides only the ambiguous "1,234".
func Parse(s, usual string) (Amount, error) {
	text := strings.TrimSpace(strings.Map(normalRune, s))
	if isMissing(text) {
		return Amount{}, ErrMissing
	}
	refuse := func() (Amount, error) { return Amount{}, fmt.Errorf("%w: %q", ErrNotNumber, strings.TrimSpace(s)) }

	negative := false
	if strings.HasPrefix(text, "(") && strings.HasSuffix(text, ")") {
		negative, text = true, strings.TrimSpace(text[1:len(text)-1])
	}
	first := strings.IndexFunc(text, isDigit)
	if first < 0 {
		return refuse()
	}
	// A decimal sign may open the number (".5"); a sign may stand before the
	// currency or before the digits.
	start := first
	if start > 0 && (text[start-1] == '.' || text[start-1] == ',') {
		start--
	}
	prefix := strings.TrimSpace(text[:start])
	if p, ok := strings.CutSuffix(prefix, "-"); ok {
		negative, prefix = !negative, strings.TrimSpace(p)
	} else if p, ok := strings.CutPrefix(prefix, "-"); ok {
		negative, prefix = !negative, strings.TrimSpace(p)
	}
	prefix = strings.TrimSpace(strings.Trim(prefix, "+"))
	prefix = strings.TrimSpace(strings.TrimLeft(prefix, "~≈"))
	if prefix != "" && !isCurrency(prefix) {
		return refuse()
	}

	end := numberEnd(text, start)
	digits, ok := decimal(text[start:end], usual)
	if !ok {
		return refuse()
	}
	exp, end := exponent(text, end)
	suffix := strings.TrimSpace(text[end:])
	if strings.IndexFunc(strings.TrimLeft(suffix, "kgm"), isDigit) >= 0 && !strings.ContainsAny(suffix, "/²³") && !unitDigits(suffix) {
		return refuse() // a second number: "12 34x5", a date, a range
	}
	if t, ok := strings.CutSuffix(suffix, "-"); ok && strings.TrimSpace(t) == "" {
		negative, suffix = !negative, ""
	}
	a := Amount{}
	if t, ok := strings.CutPrefix(suffix, "%"); ok {
		a.Percent, suffix = true, strings.TrimSpace(t)
	}
	shift, rest := multiplier(suffix)
	exp += shift
	a.Unit = rest
	if prefix != "" {
		a.Unit = strings.TrimSpace(prefix + " " + a.Unit)
	}
	a.Digits = shiftDecimal(digits, exp)
	if v, err := strconv.ParseFloat(a.Digits, 64); err != nil || math.IsInf(v, 0) {
		return refuse()
	} else if negative && v != 0 {
		a.Digits = "-" + a.Digits
	}
	return a, nil
}

// normalRune maps the many minus signs, spaces and digit forms to plain ones.
func normalRune(r rune) rune {
	switch r {
	case '−', '–', '—', '‐', '‑':
		return '-'
	case '’', '‘', 'ʼ', '`':
		return '\''
	case '٫':
		return '.'
	case '％':
		return '%'
	case '，':
		return ','
	case '．':
		return '.'
	}
	if unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff' {
		return ' '
	}
	if r >= '０' && r <= '９' {
		return r - '０' + '0'
	}
	return r
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

func isMissing(s string) bool {
	switch strings.ToLower(s) {
	case "", "-", "--", "---", ".", "?", "n/a", "na", "n.a.", "#n/a", "tbd", "tbc", "null", "none", "nil", "k.a.", "open":
		return true
	}
	return false
}

// numberEnd finds where digits, grouping and decimal signs stop. A space or an
// apostrophe belongs to the number only in front of a group of three digits.
func numberEnd(s string, i int) int {
	for i < len(s) {
		c := s[i]
		switch {
		case c >= '0' && c <= '9':
			i++
		case c == '.' || c == ',':
			i++
		case (c == ' ' || c == '\'') && groupFollows(s[i+1:]):
			i++
		default:
			return i
		}
	}
	return i
}

func groupFollows(s string) bool {
	if len(s) < 3 {
		return false
	}
	for i := range 3 {
		if !isDigit(rune(s[i])) {
			return false
		}
	}
	return len(s) == 3 || !isDigit(rune(s[3]))
}

// exponent reads "e-3" right after the digits.
func exponent(s string, i int) (exp, end int) {
	if i >= len(s) || (s[i] != 'e' && s[i] != 'E') {
		return 0, i
	}
	j := i + 1
	if j < len(s) && (s[j] == '-' || s[j] == '+') {
		j++
	}
	k := j
	for k < len(s) && isDigit(rune(s[k])) {
		k++
	}
	if k == j || k-j > 2 {
		return 0, i
	}
	n, _ := strconv.Atoi(s[i+1 : k])
	return n, k
}

// isCurrency accepts what may stand before a number: a code such as EUR or a
// symbol. Other words make it a name ("part 12"), not an amount.
func isCurrency(s string) bool {
	if strings.ContainsAny(s, "€$£¥₹₩") {
		return len([]rune(s)) <= 4
	}
	return len(s) == 3 && strings.ToUpper(s) == s && strings.Trim(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}

// unitDigits accepts units that carry a digit themselves.
func unitDigits(s string) bool {
	switch strings.ToLower(s) {
	case "m2", "m3", "cm3", "co2", "kg co2", "t co2":
		return true
	}
	return false
}

// multiplier reads k, M, mio and bn, alone or before a unit. A small m is metres
// or milli and never a million.
func multiplier(suffix string) (shift int, unit string) {
	word := suffix
	if i := strings.IndexByte(suffix, ' '); i >= 0 {
		word = suffix[:i]
	}
	rest := strings.TrimSpace(suffix[len(word):])
	switch strings.TrimSuffix(word, ".") {
	case "k", "K":
		return 3, rest
	case "M", "mio", "Mio", "MIO", "mln", "Mln", "million", "Million", "mn":
		return 6, rest
	case "bn", "Bn", "Mrd", "mrd", "B":
		return 9, rest
	}
	if r, size := utf8.DecodeLastRuneInString(word); size > 0 && (r == '€' || r == '$' || r == '£' || r == '¥') && (word[:len(word)-size] == "M" || word[:len(word)-size] == "k") {
		n, _ := multiplier(word[:len(word)-size])
		return n, strings.TrimSpace(string(r) + " " + rest)
	}
	return 0, suffix
}
