package book

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// tidy makes a text of the file fit for the app: the _x000D_ escapes of the
// format resolved, line ends LF, no control characters, valid UTF-8, no blanks
// around it, and no longer than a cell may be.
func tidy(b []byte) string {
	plain := true
	for _, c := range b {
		if c < ' ' || c >= 0x7f || c == '_' {
			plain = false
			break
		}
	}
	if plain {
		return strings.TrimSpace(string(b))
	}
	s := unhex(string(b))
	if !utf8.ValidString(s) {
		s = strings.ToValidUTF8(s, "\uFFFD")
	}
	return tidyText(s)
}

func tidyText(s string) string {
	clean := true
	for i := 0; i < len(s); i++ {
		if s[i] < ' ' || s[i] >= 0x7f {
			clean = false
			break
		}
	}
	if clean {
		return cut(strings.TrimSpace(s))
	}
	s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case r == '\t' || r == '\v' || r == '\f':
			return ' '
		case unicode.IsControl(r) || r == '\ufeff' || r == '\u200b' || r == '\u200e' || r == '\u200f' || r == '\u00ad':
			return -1
		}
		return r
	}, s)
	return cut(strings.TrimSpace(s))
}

func cut(s string) string {
	if len(s) <= MaxCell {
		return s
	}
	if r := []rune(s); len(r) > MaxCell {
		return string(r[:MaxCell])
	}
	return s
}

// unhex resolves _xHHHH_.
func unhex(s string) string {
	at := strings.Index(s, "_x")
	if at < 0 {
		return s
	}
	var b strings.Builder
	for at >= 0 {
		if at+7 <= len(s) && s[at+6] == '_' {
			if n, err := strconv.ParseUint(s[at+2:at+6], 16, 32); err == nil {
				b.WriteString(s[:at])
				if r := rune(n); utf8.ValidRune(r) {
					b.WriteRune(r)
				}
				s = s[at+7:]
				at = strings.Index(s, "_x")
				continue
			}
		}
		b.WriteString(s[:at+2])
		s = s[at+2:]
		at = strings.Index(s, "_x")
	}
	b.WriteString(s)
	return b.String()
}
