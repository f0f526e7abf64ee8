package workbook

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxText is the most characters a cell may hold, counted as Excel counts.
const maxText = 32767

// clean makes text safe to store: valid UTF-8 on one line without control
// characters, at most as long as a cell may be. The words stay as they are.
func clean(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\r' || r == '\t' || r == '\u2028' || r == '\u2029':
			return ' '
		case unicode.IsControl(r), r == '\ufffe', r == '\uffff':
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\ufffd"))
	return cutText(s, maxText)
}

// cutText keeps at most n UTF-16 units and marks the cut.
func cutText(s string, n int) string {
	if utf8.RuneCountInString(s)*2 <= n {
		return s
	}
	units := 0
	for i, r := range s {
		if r > 0xffff {
			units++
		}
		if units++; units > n-1 {
			return s[:i] + "…"
		}
	}
	return s
}

// looksLive reports text that a careless program takes for a formula when the
// workbook goes through it: it starts with = + - @ or their wide forms, also
// after blanks.
func looksLive(s string) bool {
	s = strings.TrimLeftFunc(s, unicode.IsSpace)
	r, _ := utf8.DecodeRuneInString(s)
	return s != "" && strings.ContainsRune("=+-@＝＋－＠", r)
}

// lines breaks a sentence into pieces of at most n characters at blanks, for
// sentences that run across columns: cells are never merged here.
func lines(s string, n int) []string {
	var out []string
	line := ""
	for _, w := range strings.Fields(clean(s)) {
		if line != "" && utf8.RuneCountInString(line)+1+utf8.RuneCountInString(w) > n {
			out = append(out, line)
			line = ""
		}
		if line != "" {
			line += " "
		}
		line += w
	}
	if line != "" {
		out = append(out, line)
	}
	return out
}
