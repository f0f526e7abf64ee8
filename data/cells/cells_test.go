package cells

import (
	"reflect"
	"strings"
	"testing"
)

func TestTable(t *testing.T) {
	for in, want := range map[string][][]string{
		"a\tb\nc\td":             {{"a", "b"}, {"c", "d"}},
		"a\tb\r\nc\td\r\n":       {{"a", "b"}, {"c", "d"}},
		"\"x\ty\"\t\"li\nne\"\n": {{"x\ty", "li\nne"}},
		"\"say \"\"hi\"\"\"":     {{`say "hi"`}},
		"5\" pipe\tb":            {{`5" pipe`, "b"}},
		"\"5\" pipe\tb":          {{`"5" pipe`, "b"}},
		"a\n\nb":                 {{"a"}, {""}, {"b"}},
		"a\t":                    {{"a", ""}},
		"\"open\tb":              {{`"open`, "b"}},
		"\"a\" \tb":              {{"a", "b"}},
		"":                       nil,
		"\n":                     nil,
		"a\x00":                  {{"a"}},
	} {
		if got := Table(in); !reflect.DeepEqual(got, want) {
			t.Errorf("%q gives %q, want %q", in, got, want)
		}
	}
	if got := Text([][]string{{"1\u00a0234", "5"}}); got != "1 234\t5" {
		t.Errorf("%q", got)
	}
}

// What Text writes, Table reads; nothing makes Table fail.
func FuzzTable(f *testing.F) {
	for _, s := range []string{"a\tb\n", "\"a\"\"\t\"", "\"\n\"", "\r", "\"\" x"} {
		f.Add(s, "b")
	}
	f.Add("0", "00\xc2\x00\xa0")
	f.Add("0", "\xc2\u00a0\xa0")
	f.Fuzz(func(t *testing.T, a, b string) {
		for _, row := range Table(a) {
			if len(row) == 0 {
				t.Fatal("a row without a cell")
			}
		}
		// Of whole characters: what a taken-out one stood between may be another else.
		gone := strings.NewReplacer("\x00", "", "\r", "", "\u00a0", "")
		clean := func(s string) string { return gone.Replace(strings.ToValidUTF8(s, "")) }
		rows := [][]string{{clean(a), clean(b)}, {"x", ""}}
		if got := Table(Text(rows)); !reflect.DeepEqual(got, rows) {
			t.Fatalf("%q came back as %q", rows, got)
		}
	})
}
