// Package wrap breaks texts into lines, between words and between the letters of
// scripts written without spaces.
package wrap

import (
	"strings"
	"unicode"
)

// Lines breaks a text into at most so many lines that fit. A single word that does not
// fit has a line of its own, and the last line holds all the rest: who draws them cuts
// what is too long. No-break spaces break nothing.
func Lines(text string, most int, fits func(string) bool) []string {
	var out []string
	line := ""
	tokens := Tokens(text)
	for i, token := range tokens {
		switch {
		case line == "" || fits(trimmed(line+token)):
			line += token
		case len(out) == most-1:
			return append(out, trimmed(line+strings.Join(tokens[i:], "")))
		default:
			out, line = append(out, trimmed(line)), token
		}
	}
	return append(out, trimmed(line))
}

// Halves breaks a text into the two lines that need the least width; one that nothing
// breaks, or whose parts are no narrower, stays as it is. It also returns that width.
func Halves(text string, width func(string) float64) (lines []string, least float64) {
	tokens := Tokens(text)
	lines, least = []string{text}, width(text)
	for n := 1; n < len(tokens); n++ {
		first, rest := trimmed(strings.Join(tokens[:n], "")), strings.Join(tokens[n:], "")
		if w := max(width(first), width(rest)); w < least {
			lines, least = []string{first, rest}, w
		}
	}
	return lines, least
}

func trimmed(line string) string { return strings.TrimRight(line, " ") }

// Tokens are what a line may end after: words with the space behind them, and single
// letters of scripts without spaces, with a stop or comma behind them.
func Tokens(text string) []string {
	var out []string
	var b strings.Builder
	end := func() {
		if b.Len() > 0 {
			out = append(out, b.String())
			b.Reset()
		}
	}
	last := ' '
	for _, r := range strings.Join(strings.FieldsFunc(text, breaking), " ") {
		closes := strings.ContainsRune("、。，．：；）」ー・ ", r)
		if last == ' ' || !closes && (wordless(r) || wordless(last) || strings.ContainsRune("、。，．：；）」", last)) {
			end()
		}
		b.WriteRune(r)
		last = r
	}
	end()
	return out
}

func breaking(r rune) bool { return r == ' ' || r == '\t' || r == '\n' }

// wordless are letters of scripts written without spaces.
func wordless(r rune) bool { return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) }
