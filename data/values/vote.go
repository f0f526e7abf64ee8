package values

import "strings"

// DecimalSign is the decimal sign that a written number proves: "." or ","; "" when
// it proves none, because it has no sign or because "1,234" could be either.
// ambiguous tells the two apart.
func DecimalSign(s string) (sign string, ambiguous bool) {
	text := strings.TrimSpace(strings.Map(normalRune, s))
	start := strings.IndexFunc(text, isDigit)
	if start < 0 {
		return "", false
	}
	if start > 0 && (text[start-1] == '.' || text[start-1] == ',') {
		return text[start-1 : start], false
	}
	number := strings.Trim(text[start:numberEnd(text, start)], ".,")
	dots, commas := strings.Count(number, "."), strings.Count(number, ",")
	apart := strings.ContainsAny(number, " '") // groups have a sign of their own
	switch {
	case dots+commas == 0:
		return "", false
	case dots > 0 && commas > 0:
		if strings.LastIndex(number, ",") > strings.LastIndex(number, ".") {
			return ",", false
		}
		return ".", false
	case dots > 1:
		return ",", false
	case commas > 1:
		return ".", false
	}
	point := "."
	if commas == 1 {
		point = ","
	}
	at := strings.Index(number, point)
	if len(number)-at-1 == 3 && at >= 1 && at <= 3 && number[:at] != "0" && !apart {
		return "", true
	}
	return point, false
}
