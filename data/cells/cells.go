// Package cells cuts text into cells and joins cells to text, as spreadsheets write
// them into files and put them on the clipboard. The import and the tables of the
// window read with it.
package cells

import "strings"

// Next returns the cell that starts at byte i of a text and where it ends: at one of
// the characters of ends or at the end of the text. A cell that begins with a quote
// may hold any of them, and doubled quotes; blanks may follow its last quote. A quote
// inside a cell that did not begin with one is an ordinary character.
func Next(text string, i int, ends string) (cell string, end int) {
	if i < len(text) && text[i] == '"' {
		doubled := false
		for j := i + 1; j < len(text); j++ {
			if text[j] != '"' {
				continue
			}
			if j+1 < len(text) && text[j+1] == '"' {
				doubled = true
				j++
				continue
			}
			k := j + 1
			for k < len(text) && text[k] == ' ' {
				k++
			}
			if k == len(text) || strings.IndexAny(text[k:k+1], ends) == 0 {
				cell = text[i+1 : j]
				if doubled {
					cell = strings.ReplaceAll(cell, `""`, `"`)
				}
				return cell, k
			}
			break // the quote was part of the text, as in 5" pipe
		}
	}
	at := strings.IndexAny(text[i:], ends)
	if at < 0 {
		return text[i:], len(text)
	}
	return text[i : i+at], i + at
}

// Table reads the text of a clipboard: tabs between cells, lines that end in LF, CRLF
// or CR. A trailing line end adds no row; rows may be ragged; an empty text is no row.
func Table(text string) [][]string {
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	text = strings.TrimSuffix(strings.TrimRight(text, "\x00"), "\n")
	if text == "" {
		return nil
	}
	rows := [][]string{{}}
	for i := 0; ; {
		cell, next := Next(text, i, "\t\n")
		rows[len(rows)-1] = append(rows[len(rows)-1], cell)
		if next >= len(text) {
			return rows
		}
		if text[next] == '\n' {
			rows = append(rows, []string{})
		}
		i = next + 1
	}
}

// Text writes rows for the clipboard, so that Table reads them again: tabs between
// cells, LF between lines, quotes around cells that hold a tab or a line end or begin
// with a quote. No-break spaces, which are for the screen, become blanks: a
// spreadsheet would not see a number in "1 234" with one.
func Text(rows [][]string) string {
	var b strings.Builder
	for i, row := range rows {
		if i > 0 {
			b.WriteByte('\n')
		}
		for j, cell := range row {
			if j > 0 {
				b.WriteByte('\t')
			}
			cell = strings.ReplaceAll(cell, "\u00a0", " ")
			if strings.ContainsAny(cell, "\t\n\r") || strings.HasPrefix(cell, `"`) {
				cell = `"` + strings.ReplaceAll(cell, `"`, `""`) + `"`
			}
			b.WriteString(cell)
		}
	}
	return b.String()
}
