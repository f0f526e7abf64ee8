package grid

import "strings"

// formatClip writes rows as spreadsheets do on the clipboard: tabs between cells,
// CRLF-free lines, quotes around cells that hold a tab, a line break or begin
// with a quote.
func formatClip(rows [][]string) string {
	var b strings.Builder
	for i, row := range rows {
		if i > 0 {
			b.WriteByte('\n')
		}
		for j, cell := range row {
			if j > 0 {
				b.WriteByte('\t')
			}
			// No-break spaces are for the screen; a spreadsheet would not see
			// a number in "1 234".
			cell = strings.ReplaceAll(cell, "\u00a0", " ")
			if strings.ContainsAny(cell, "\t\n\r") || strings.HasPrefix(cell, `"`) {
				cell = `"` + strings.ReplaceAll(cell, `"`, `""`) + `"`
			}
			b.WriteString(cell)
		}
	}
	return b.String()
}

// parseClip reads such text: quoted cells may hold tabs and line breaks, lines
// may end in LF, CRLF or CR, a trailing line end adds no row, rows may be ragged.
// A quote inside a cell that did not begin with one is an ordinary character.
func parseClip(text string) [][]string {
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	text = strings.TrimSuffix(strings.TrimRight(text, "\x00"), "\n")
	if text == "" {
		return nil
	}
	rows := [][]string{{}}
	add := func(cell string) { rows[len(rows)-1] = append(rows[len(rows)-1], cell) }
	for i := 0; ; {
		cell, next := readCell(text, i)
		add(cell)
		if next >= len(text) {
			return rows
		}
		if text[next] == '\n' {
			rows = append(rows, []string{})
		}
		i = next + 1
	}
}

// readCell returns the cell that starts at i and where it ends: at a tab, a line
// break or the end of the text.
func readCell(text string, i int) (string, int) {
	if i < len(text) && text[i] == '"' {
		var b strings.Builder
		for j := i + 1; j < len(text); j++ {
			if text[j] != '"' {
				b.WriteByte(text[j])
				continue
			}
			if j+1 < len(text) && text[j+1] == '"' {
				b.WriteByte('"')
				j++
				continue
			}
			if j+1 == len(text) || text[j+1] == '\t' || text[j+1] == '\n' {
				return b.String(), j + 1
			}
			break // the quote was part of the text, as in 5" pipe
		}
	}
	end := strings.IndexAny(text[i:], "\t\n")
	if end < 0 {
		return text[i:], len(text)
	}
	return text[i : i+end], i + end
}

// place lays a pasted block over the table and returns the edits with the block
// they cover. One cell fills the whole selection; a selection that is a multiple
// of the block is tiled; otherwise the block is laid once from the selection's
// first cell. Ragged rows leave the cells they lack alone.
func place(block [][]string, at Range) ([]Edit, Range) {
	height, width := len(block), 0
	for _, row := range block {
		width = max(width, len(row))
	}
	if height == 0 || width == 0 {
		return nil, at
	}
	target := Range{at.Top, at.Left, at.Top + height - 1, at.Left + width - 1}
	if at.Rows()%height == 0 && at.Cols()%width == 0 {
		target = at
	}
	var edits []Edit
	for r := target.Top; r <= target.Bottom; r++ {
		row := block[(r-target.Top)%height]
		for c := target.Left; c <= target.Right; c++ {
			if i := (c - target.Left) % width; i < len(row) {
				edits = append(edits, Edit{r, c, row[i]})
			}
		}
	}
	return edits, target
}
