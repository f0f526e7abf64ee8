package wrap

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// Ensure a text breaks between words, and between letters where a script has no spaces.
func TestTextsBreakInEveryScript(t *testing.T) {
	for _, c := range []struct {
		text  string
		width int
		most  int
		lines string
	}{
		{"Metal and alloy", 5, 9, "Metal|and|alloy"},
		{"Metal and alloy", 9, 9, "Metal and|alloy"},
		{"Metal and alloy", 20, 9, "Metal and alloy"},
		{"Metal and alloy", 5, 2, "Metal|and alloy"},
		{"Neodymium and praseodymium", 5, 9, "Neodymium|and|praseodymium"},
		{"EUR\u00a03.0\u00a0M more", 8, 9, "EUR\u00a03.0\u00a0M|more"},
		{"頑健な計画を探す …：複数のシナリオ", 9, 9, "頑健な計画を探す|…：複数のシナリオ"},
		{"計画、Dy の分離。", 4, 9, "計画、|Dy の|分離。"},
		{"", 4, 9, ""},
	} {
		got := Lines(c.text, c.most, func(line string) bool { return utf8.RuneCountInString(line) <= c.width })
		if strings.Join(got, "|") != c.lines {
			t.Errorf("%q in %d: %q", c.text, c.width, got)
		}
	}
}

// Ensure a text is broken where its halves need the least width, in every script.
func TestHalvesNeedTheLeastWidth(t *testing.T) {
	for text, want := range map[string]string{
		"Loss without the safety": "Loss without|the safety", "Magnet": "Magnet", "": "", "a bb": "a|bb",
		"希土類磁石": "希土|類磁石", "Japanese maker, Philippine finishing plant": "Japanese maker,|Philippine finishing plant",
	} {
		lines, least := Halves(text, func(line string) float64 { return float64(utf8.RuneCountInString(line)) })
		if got := strings.Join(lines, "|"); got != want {
			t.Errorf("%q breaks into %q", text, got)
		}
		for _, line := range lines {
			if float64(utf8.RuneCountInString(line)) > least {
				t.Errorf("%q is wider than %g", line, least)
			}
		}
	}
}

// Ensure nothing of a text gets lost and no line but the last is too long, unless it is
// a single word.
func FuzzLines(f *testing.F) {
	f.Add("At most 90 %, falling to 65 %, of magnets", uint8(9), uint8(3))
	f.Add("計画、Dy の分離。", uint8(4), uint8(1))
	f.Fuzz(func(t *testing.T, text string, width, most uint8) {
		if !utf8.ValidString(text) || most == 0 {
			return
		}
		fits := func(line string) bool { return utf8.RuneCountInString(line) <= int(width) }
		lines := Lines(text, int(most), fits)
		bare := func(s string) string { return strings.Join(strings.FieldsFunc(s, breaking), "") }
		if got := bare(strings.Join(lines, "")); got != bare(text) {
			t.Fatalf("%q becomes %q", text, lines)
		}
		if len(lines) > int(most) {
			t.Fatalf("%d lines, at most %d", len(lines), most)
		}
		for i, line := range lines {
			if i < int(most)-1 && !fits(line) && len(Tokens(line)) > 1 {
				t.Fatalf("%q of %q is too long", line, text)
			}
		}
	})
}
