package values

import "strings"

// decimal turns digits with grouping and either decimal sign into a plain
// decimal: the sign that comes last decides, a repeated sign groups, and a lone
// sign before exactly three digits is a decimal sign only if it is the usual one.
func decimal(s, usual string) (string, bool) {
	s = spaces.Replace(s)
	s = strings.TrimRight(s, ".,") // "12." and "12," at the end of a sentence
	dots, commas := strings.Count(s, "."), strings.Count(s, ",")
	var point string
	switch {
	case dots == 0 && commas == 0:
		return clean(s, "")
	case dots > 0 && commas > 0:
		point = "."
		if strings.LastIndex(s, ",") > strings.LastIndex(s, ".") {
			point = ","
		}
		if strings.Count(s, point) > 1 {
			return "", false
		}
	case dots+commas > 1:
		point = "" // 1.234.567
	default:
		point = "."
		if commas == 1 {
			point = ","
		}
		if at := strings.Index(s, point); len(s)-at-1 == 3 && at >= 1 && at <= 3 && s[:at] != "0" && usual != point {
			point = ""
		}
	}
	whole, frac, _ := strings.Cut(s, point)
	if point == "" {
		whole, frac = s, ""
	}
	if !grouped(whole) || strings.ContainsAny(frac, ".,") {
		return "", false
	}
	return clean(signs.Replace(whole), frac)
}

var (
	spaces = strings.NewReplacer(" ", "", "'", "")
	signs  = strings.NewReplacer(".", "", ",", "")
)

// grouped checks that grouping signs, if any, cut groups of three (or the two
// of Indian grouping) and that only one kind occurs.
func grouped(s string) bool {
	if strings.Contains(s, ".") && strings.Contains(s, ",") {
		return false
	}
	parts := strings.FieldsFunc(s, func(r rune) bool { return r == '.' || r == ',' })
	if len(parts) < 2 {
		return !strings.ContainsAny(s, ".,")
	}
	for i, p := range parts {
		last := i == len(parts)-1
		if i > 0 && (last && len(p) != 3 || len(p) != 3 && len(p) != 2) || i == 0 && len(p) > 3 {
			return false
		}
	}
	return true
}

func clean(whole, frac string) (string, bool) {
	for _, r := range whole + frac {
		if !isDigit(r) {
			return "", false
		}
	}
	whole = strings.TrimLeft(whole, "0")
	if whole == "" {
		whole = "0"
	}
	if frac == "" {
		return whole, true
	}
	return whole + "." + frac, true
}

// shiftDecimal multiplies a plain decimal by a power of ten, exactly.
func shiftDecimal(s string, by int) string {
	if by == 0 {
		return s
	}
	whole, frac, _ := strings.Cut(s, ".")
	for ; by > 0; by-- {
		if frac == "" {
			frac = "0"
		}
		whole, frac = whole+frac[:1], frac[1:]
	}
	for ; by < 0; by++ {
		if whole == "" {
			whole = "0"
		}
		frac = whole[len(whole)-1:] + frac
		whole = whole[:len(whole)-1]
	}
	out, _ := clean(whole, frac)
	return out
}
