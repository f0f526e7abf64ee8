package values

import (
	"fmt"
	"strconv"
	"strings"

	"remanence/planner"
)

// fullNames are the months in English, German, French, Spanish, Italian,
// Portuguese and Dutch without accents. Any beginning of three letters or more
// stands for the month as long as it is that of one month only.
var fullNames = [12][]string{
	{"january", "januar", "janvier", "janner", "enero", "gennaio", "janeiro", "januari"},
	{"february", "februar", "fevrier", "febrero", "febbraio", "fevereiro"},
	{"march", "marz", "maerz", "mrz", "mars", "marzo", "marco", "maart"},
	{"april", "avril", "abril", "aprile"},
	{"may", "mai", "mayo", "maggio", "maio", "mei"},
	{"june", "juni", "juin", "junio", "giugno", "junho"},
	{"july", "juli", "juillet", "julio", "luglio", "julho"},
	{"august", "aout", "agosto", "augustus"},
	{"september", "septembre", "septiembre", "settembre", "setembro"},
	{"october", "oktober", "octobre", "octubre", "ottobre", "outubro"},
	{"november", "novembre", "noviembre", "novembro"},
	{"december", "dezember", "decembre", "diciembre", "dicembre", "dezembro"},
}

// monthWords is every beginning of a name that stands for one month.
var monthWords = func() map[string]int {
	words := map[string]int{}
	for i, names := range fullNames {
		for _, name := range names {
			for n := 3; n <= len(name); n++ {
				if before, taken := words[name[:n]]; taken && before != i+1 {
					words[name[:n]] = -1
				} else if !taken {
					words[name[:n]] = i + 1
				}
			}
		}
	}
	for word, m := range words {
		if m < 0 {
			delete(words, word) // "jui" is June and July
		}
	}
	for i, word := range []string{"一月", "二月", "三月", "四月", "五月", "六月", "七月", "八月", "九月", "十月", "十一月", "十二月"} {
		words[word] = i + 1
	}
	return words
}()

// unaccent takes off the accents month names have in our languages.
var unaccent = strings.NewReplacer("ä", "a", "é", "e", "è", "e", "ê", "e", "û", "u", "ü", "u", "ç", "c", "ô", "o", "ö", "o", "ß", "ss", "á", "a", "í", "i", "ó", "o", "ú", "u", "ñ", "n")

// plain is the text in small letters with the many signs, spaces and digit
// forms turned into plain ones.
func plain(s string) string {
	return strings.ToLower(strings.Join(strings.Fields(strings.Map(normalRune, s)), " "))
}

// MonthName reads the name of a month without a year: "Jan", "Februar", "1月".
func MonthName(s string) (int, bool) {
	text := strings.TrimSuffix(unaccent.Replace(plain(s)), ".")
	if m, ok := monthWords[text]; ok {
		return m, true
	}
	if digits, ok := strings.CutSuffix(text, "月"); ok {
		if n, err := strconv.Atoi(digits); err == nil && n >= 1 && n <= 12 {
			return n, true
		}
	}
	return 0, false
}

// ParseMonth reads 2027-01, 2027/1, 01/2027, 1.2027, 202701, Jan 27, Jan-2027,
// January 2027, 27-Jan, März 2027, 2027年1月, 2027-01-15 and 15.01.2027. Two-digit
// years are 2000 to 2099. A day, where there is one, is dropped.
func ParseMonth(s string) (planner.Month, error) {
	text := plain(s)
	if isMissing(text) {
		return 0, ErrMissing
	}
	if m, ok := readMonth(text); ok {
		return m, nil
	}
	if d, err := ParseDate(s, UnknownOrder); err == nil {
		return d.Month(), nil
	}
	return 0, fmt.Errorf("%w: %q (write 2027-01 or Jan 27)", ErrNotMonth, strings.TrimSpace(s))
}

func readMonth(text string) (planner.Month, bool) {
	text = eastern(unaccent.Replace(text))
	fields := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" -/.,'_", r) })
	if len(fields) == 1 {
		fields = splitJoined(fields[0])
	}
	year, month := 0, 0
	var numbers []int
	for _, f := range fields {
		if n, err := strconv.Atoi(f); err == nil && n >= 0 {
			numbers = append(numbers, n)
			if len(f) == 4 {
				year = n
			}
			continue
		}
		m, ok := monthWords[f]
		if !ok || month != 0 {
			return 0, false
		}
		month = m
	}
	switch {
	case month != 0 && len(numbers) == 1: // Jan 27
		year = fullYear(numbers[0])
	case month != 0 && len(numbers) == 2 && year != 0: // 15 Jan 2027
	case month == 0 && len(numbers) == 2 && year != 0: // 2027-01, 01/2027
		month = numbers[0]
		if numbers[0] == year {
			month = numbers[1]
		}
	default:
		return 0, false
	}
	return monthOf(year, month)
}

func monthOf(year, month int) (planner.Month, bool) {
	if month < 1 || month > 12 || year < 1990 || year > 2099 {
		return 0, false
	}
	return planner.MonthOf(year, month), true
}

// eastern writes 2027年1月15日 and 令和9年1月 as 2027-1-15 and 2027-1.
func eastern(s string) string {
	at := strings.Index(s, "年")
	if at < 0 {
		return s
	}
	head, rest := strings.TrimSpace(s[:at]), strings.TrimSpace(s[at+len("年"):])
	for _, era := range []string{"令和", "r"} {
		if n, ok := strings.CutPrefix(head, era); ok {
			n = strings.TrimSpace(strings.ReplaceAll(n, "元", "1"))
			if y, err := strconv.Atoi(n); err == nil && y >= 1 && y < 60 {
				head = strconv.Itoa(2018 + y)
			}
		}
	}
	if len(head) == 2 {
		head = "20" + head
	}
	rest = strings.NewReplacer("月", "-", "日", "").Replace(rest)
	return strings.TrimSuffix(head+"-"+strings.TrimPrefix(rest, "度"), "-")
}

// splitJoined cuts "202701" and "jan27" in two.
func splitJoined(s string) []string {
	if len(s) == 6 {
		if _, err := strconv.Atoi(s); err == nil {
			return []string{s[:4], s[4:]}
		}
	}
	if i := strings.IndexFunc(s, isDigit); i > 0 {
		return []string{s[:i], s[i:]}
	}
	return []string{s}
}

func fullYear(n int) int {
	if n < 100 {
		return 2000 + n
	}
	return n
}
