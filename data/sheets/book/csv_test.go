package book

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"unicode/utf16"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// shape writes a sheet as "row: a|b  row: c".
func shape(s *Sheet) string {
	var out []string
	for i := range s.Rows {
		r := &s.Rows[i]
		line := fmt.Sprint(r.N, ":")
		for c := range r.Last() {
			text := ""
			if cell := r.At(c); cell != nil {
				text = cell.String()
			}
			line += text + "|"
		}
		out = append(out, line)
	}
	return strings.Join(out, " ")
}

func TestTextFiles(t *testing.T) {
	utf16le := func(s string) []byte {
		var b []byte
		for _, u := range utf16.Encode([]rune(s)) {
			b = append(b, byte(u), byte(u>>8))
		}
		return b
	}
	western, _ := charmap.Windows1252.NewEncoder().Bytes([]byte("Stück;Größe;Preis €\n1;2;3,5\n"))
	sjis, _ := japanese.ShiftJIS.NewEncoder().Bytes([]byte("部品番号,数量,メーカー\nA1,5,日立\n"))
	gbk, _ := simplifiedchinese.GB18030.NewEncoder().Bytes([]byte("零件号,数量,供应商\nA1,5,宁波韵升\n"))
	for name, c := range map[string]struct {
		data []byte
		want string
	}{
		"comma":           {[]byte("a,b,c\n1,2,3\n"), "1:a|b|c| 2:1|2|3|"},
		"semicolon":       {[]byte("a;b\n1,5;2,5\n3,5;4,5"), "1:a|b| 2:1,5|2,5| 3:3,5|4,5|"},
		"tab":             {[]byte("a\tb\r\n1,5\t2\r\n"), "1:a|b| 2:1,5|2|"},
		"pipe":            {[]byte("a|b\n1|2\n"), "1:a|b| 2:1|2|"},
		"sep line":        {[]byte("sep=;\na;b,c\n1;2\n"), "2:a|b,c| 3:1|2|"},
		"old Mac":         {[]byte("a,b\r1,2\r"), "1:a|b| 2:1|2|"},
		"bom":             {[]byte("\xef\xbb\xbfa,b\n1,2"), "1:a|b| 2:1|2|"},
		"utf-16 bom":      {append([]byte("\xff\xfe"), utf16le("a\tb\n1\tü")...), "1:a|b| 2:1|ü|"},
		"utf-16 bare":     {utf16le("part\tqty\nA1\t5\n"), "1:part|qty| 2:A1|5|"},
		"windows":         {western, "1:Stück|Größe|Preis €| 2:1|2|3,5|"},
		"shift jis":       {sjis, "1:部品番号|数量|メーカー| 2:A1|5|日立|"},
		"gbk":             {gbk, "1:零件号|数量|供应商| 2:A1|5|宁波韵升|"},
		"quotes":          {[]byte("a,b\n\"x, \"\"y\"\"\",\"two\nlines\"\n5\" pipe,2\n"), "1:a|b| 2:x, \"y\"|two\nlines| 3:5\" pipe|2|"},
		"guard":           {[]byte("a,b\n'=1+1,'x\n"), "1:a|b| 2:=1+1|'x|"},
		"blank lines":     {[]byte("a;b\n\n;\n1;2\n"), "1:a|b| 4:1|2|"},
		"commas in words": {[]byte("part;note\nA;x, y, z\nB;one, two\n"), "1:part|note| 2:A|x, y, z| 3:B|one, two|"},
	} {
		b, err := readText(context.Background(), "x.csv", c.data, Options{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got := shape(&b.Sheets[0]); got != c.want {
			t.Errorf("%s:\n%q\nwant\n%q", name, got, c.want)
		}
	}
}

func TestClipboards(t *testing.T) {
	for name, c := range map[string][2]string{
		"Excel":         {"Part\tJan 27\r\nA\t1,200\r\n", "1:Part|Jan 27| 2:A|1,200|"},
		"LibreOffice":   {"Part\tQty\nA\t\"two\nlines\"\n", "1:Part|Qty| 2:A|two\nlines|"},
		"Google Sheets": {"Part\tQty\nA\t\"say \"\"x\"\"\"\nB\t2", "1:Part|Qty| 2:A|say \"x\"| 3:B|2|"},
		"with a NUL":    {"A\tB\r\n\x00", "1:A|B|"},
		"one cell":      {"42", "1:42|"},
		"gaps":          {"a\t\tb\n\t\t\nc", "1:a||b| 3:c|"},
	} {
		b, err := Paste(c[0])
		if err != nil || shape(&b.Sheets[0]) != c[1] {
			t.Errorf("%s: %v %v", name, b, err)
		}
	}
	if _, err := Paste(" \n"); err == nil {
		t.Error("an empty clipboard is a table")
	}
}
