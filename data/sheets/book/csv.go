package book

import (
	"bytes"
	"context"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/simplifiedchinese"

	"remanence/data/cells"
	"remanence/data/values"
)

// readText reads a text file of cells: it finds out the encoding and the sign
// between cells.
func readText(ctx context.Context, name string, data []byte, o Options) (*Book, error) {
	b := &Book{Name: name, Kind: "csv"}
	text, enc := decode(data)
	switch enc {
	case "":
		return nil, refuse("Save it as .xlsx or .csv.", "The file is no spreadsheet: it holds neither a workbook nor readable text.")
	case "UTF-8", "UTF-16":
	default:
		b.note(name, "The file does not say how its letters are encoded; they were read as "+enc+".", "If letters such as ü or 元 look wrong, save it as CSV UTF-8.")
	}
	sep, rest := separator(text)
	s, err := delimited(ctx, rest, sep, o.MaxRows)
	if err != nil {
		return nil, err
	}
	if len(s.Rows) == 0 {
		return nil, refuse("Check that it was saved completely.", "The file holds no cells.")
	}
	if len(rest) != len(text) { // "sep=;" is a line of the file
		for i := range s.Rows {
			s.Rows[i].N++
		}
	}
	s.Name = strings.TrimSuffix(name, ".csv")
	if sep == ';' { // spreadsheets write it where the comma is the decimal sign
		s.Decimal = commaStyle(s)
	}
	b.Sheets = []Sheet{*s}
	return b, nil
}

// commaStyle is the decimal sign the cells themselves prove.
func commaStyle(s *Sheet) string {
	dots, commas := 0, 0
	for i := range s.Rows[:min(len(s.Rows), 500)] {
		for _, c := range s.Rows[i].Cells {
			switch sign, _ := values.DecimalSign(c.Text); sign {
			case ".":
				dots++
			case ",":
				commas++
			}
		}
	}
	switch {
	case commas > 0 && dots == 0:
		return ","
	case dots > 0 && commas == 0:
		return "."
	}
	return ""
}

// decode finds out the encoding of a text; "" for bytes that are no text.
func decode(data []byte) (text, enc string) {
	switch {
	case bytes.HasPrefix(data, []byte("\xef\xbb\xbf")):
		return strings.ToValidUTF8(string(data[3:]), "\uFFFD"), "UTF-8"
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		return wide(data[2:], false), "UTF-16"
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		return wide(data[2:], true), "UTF-16"
	}
	head := data[:min(len(data), 4096)]
	even, odd := 0, 0
	for i, c := range head {
		if c == 0 && i%2 == 0 {
			even++
		} else if c == 0 {
			odd++
		}
	}
	switch n := len(head) / 2; {
	case odd > n/3 && even == 0 && n > 1:
		return wide(data, false), "UTF-16"
	case even > n/3 && odd == 0 && n > 1:
		return wide(data, true), "UTF-16"
	case even+odd > 0:
		return "", ""
	}
	if utf8.Valid(data) {
		return string(data), "UTF-8"
	}
	// A file cut in the middle of a letter is still UTF-8.
	if n := len(data); n > 4 && utf8.Valid(data[:n-4]) {
		return strings.ToValidUTF8(string(data), ""), "UTF-8"
	}
	if control(head) {
		return "", ""
	}
	return eightBit(data)
}

func control(b []byte) bool {
	n := 0
	for _, c := range b {
		if c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f' {
			n++
		}
	}
	return n > len(b)/100+1
}

func wide(b []byte, big bool) string {
	u := make([]uint16, 0, len(b)/2)
	for i := 0; i+1 < len(b); i += 2 {
		lo, hi := b[i], b[i+1]
		if big {
			lo, hi = hi, lo
		}
		u = append(u, uint16(lo)|uint16(hi)<<8)
	}
	return string(utf16.Decode(u))
}

// eightBit tells Western text from Chinese and Japanese: in Western words a letter
// above 127 stands alone among others, in the rest they come in pairs.
func eightBit(data []byte) (text, enc string) {
	alone, paired := 0, 0
	for i := 0; i < len(data); i++ {
		if data[i] < 0x80 {
			continue
		}
		if i+1 < len(data) && data[i+1] >= 0x40 && (data[i+1] >= 0x80 || i > 0 && data[i-1] >= 0x80) {
			paired++
			i++
			continue
		}
		alone++
	}
	if paired > 2*alone {
		if t, err := japanese.ShiftJIS.NewDecoder().Bytes(data); err == nil && kana(string(t)) && !bytes.Contains(t, []byte("\uFFFD")) {
			return string(t), "Shift JIS"
		}
		if t, err := simplifiedchinese.GB18030.NewDecoder().Bytes(data); err == nil && !bytes.Contains(t, []byte("\uFFFD")) {
			return string(t), "GB 18030"
		}
	}
	t, err := charmap.Windows1252.NewDecoder().Bytes(data)
	if err != nil {
		return "", ""
	}
	return string(t), "Windows-1252"
}

// kana reports Japanese syllables of full width, which mistaken Chinese text
// does not give.
func kana(s string) bool {
	full, half := 0, 0
	for _, r := range s {
		switch {
		case r >= 0x3040 && r <= 0x30ff:
			full++
		case r >= 0xff61 && r <= 0xff9f:
			half++
		}
	}
	return full > 0 && full > half
}

// separator finds the sign between cells, and the text without a "sep=" line.
func separator(text string) (sep rune, rest string) {
	first, after, _ := strings.Cut(text, "\n")
	if v, ok := strings.CutPrefix(strings.ToLower(strings.TrimRight(first, "\r")), "sep="); ok && len(v) == 1 {
		return rune(v[0]), after
	}
	best, bestScore := ',', 0.0
	sample := text[:min(len(text), 64<<10)]
	for _, c := range []rune{'\t', ';', ',', '|'} {
		widths := map[int]int{}
		total := 0
		rows := splitSample(sample, c)
		for _, n := range rows {
			if n > 1 {
				widths[n]++
				total++
			}
		}
		most, width := 0, 0
		for n, k := range widths {
			if k > most || k == most && n > width {
				most, width = k, n
			}
		}
		if total == 0 {
			continue
		}
		// Many rows of one width speak for a sign; a comma inside numbers does not.
		score := float64(most) / float64(len(rows)) * float64(min(width, 6))
		if c == ',' && decimalsOnly(sample) {
			score /= 4
		}
		if score > bestScore {
			best, bestScore = c, score
		}
	}
	return best, text
}

// splitSample counts the cells of each line.
func splitSample(text string, sep rune) []int {
	var out []int
	n, quoted, any := 1, false, false
	for i, c := range text {
		switch {
		case c == '"' && (quoted || !any || text[i-1] == byte(sep)):
			quoted, any = !quoted, true
		case quoted:
		case c == sep:
			n, any = n+1, true
		case c == '\n':
			if any {
				out = append(out, n)
			}
			n, any = 1, false
		case c != '\r':
			any = true
		}
	}
	if any {
		out = append(out, n)
	}
	return out
}

// decimalsOnly reports that every comma of a text stands between two digits.
func decimalsOnly(s string) bool {
	any := false
	for i := 0; i < len(s); i++ {
		if s[i] != ',' {
			continue
		}
		any = true
		if i == 0 || i+1 >= len(s) || s[i-1] < '0' || s[i-1] > '9' || s[i+1] < '0' || s[i+1] > '9' {
			return false
		}
	}
	return any
}

// delimited cuts a text into cells, apart by a sign of one byte; lines end in LF,
// CRLF or CR.
func delimited(ctx context.Context, text string, sep rune, maxRows int) (*Sheet, error) {
	s := &Sheet{HiddenCols: map[int]bool{}}
	ends := string(sep) + "\r\n"
	line, col, left, gap := 1, 0, MaxCells, 0
	var row []Cell
	endLine := func() {
		if len(row) > 0 {
			s.Rows = append(s.Rows, Row{N: line, Cells: row})
			row, gap = make([]Cell, 0, len(row)), 0
		} else {
			gap++
		}
		line, col = line+1, 0
	}
	for i := 0; i < len(text); {
		raw, next := cells.Next(text, i, ends)
		if t := fit(raw); t != "" && col < MaxColumns {
			if left--; left < 0 {
				return nil, tooBig("it has more than " + FormatNumber(MaxCells) + " filled cells")
			}
			row = append(row, Cell{Col: int32(col), Kind: Text, Text: t})
		}
		if next >= len(text) {
			break
		}
		if strings.HasPrefix(text[next:], string(sep)) {
			col++
			i = next + len(string(sep))
			continue
		}
		i = next + 1
		if text[next] == '\r' && i < len(text) && text[i] == '\n' {
			i++
		}
		endLine()
		if maxRows > 0 && len(s.Rows) >= maxRows && i < len(text) {
			s.Partial = true
			return s, nil
		}
		if gap > blankRows {
			return s, nil
		}
		if line%4096 == 0 {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
		}
	}
	endLine()
	return s, nil
}

// fit is the text of a cell. The apostrophe that keeps a spreadsheet from
// computing a text, which exports put there, is taken off.
func fit(raw string) string {
	t := tidyText(raw)
	if len(t) > 1 && t[0] == '\'' && strings.ContainsAny(t[1:2], "=+-@") {
		return t[1:]
	}
	return t
}
