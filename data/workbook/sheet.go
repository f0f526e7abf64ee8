package workbook

import (
	"fmt"
	"slices"
)

// Rows every sheet shares: title, one sentence, totals, headers, first data.
const (
	titleRow    = 1
	sentenceRow = 2
	totalRow    = 3
	headRow     = 5
	firstRow    = 6
)

// sheet is one worksheet in the making.
type sheet struct {
	name     string
	purpose  string          // one line for the index on the cover
	rows     map[int][]cell  // cells of a row by column, from 1
	widths   map[int]float64 // columns whose width is set by hand
	maxWidth float64         // cap of the widths found from the cells
	heights  map[int]float64
	freeze   string // first cell that scrolls
	table    *table
	charts   []chart
	flags    []string  // ranges of TRUE and FALSE to be coloured
	alarms   []string  // ranges in which TRUE is what is wrong
	repeat   int       // last of the rows repeated on each printed page
	printed  int       // last column that is printed, 0 for all; numbers that rows are found by need no paper
	wide     int       // pages side by side, 0 for one
	high     bool      // on one page
	keep     int       // columns repeated on each of them
	breaks   []int     // rows that start a new page
	found    []float64 // widths of columns, once found
	columns  int       // about how many columns a row takes, 0 for not known
	err      error
}

// table is the one list of a sheet with a filter: header row to last row.
type table struct {
	name                string
	first, last         int
	firstCol, columnEnd int
}

func newSheet(name, purpose, heading, sentence string) *sheet {
	s := &sheet{name: name, purpose: purpose, rows: map[int][]cell{}, widths: map[int]float64{},
		heights: map[int]float64{}, maxWidth: 42, freeze: at(firstRow, 1), repeat: headRow}
	s.put(titleRow, 1, title(heading))
	s.heights[titleRow] = 24
	s.put(sentenceRow, 1, note(sentence))
	return s
}

// manyBlocks marks a sheet of several blocks with headers of their own: only its
// title stays in view and repeats in print.
func (s *sheet) manyBlocks() {
	s.freeze, s.repeat = at(totalRow, 1), sentenceRow
}

// put sets a cell; the first refusal is kept and ends the export.
func (s *sheet) put(row, col int, c cell) {
	if err := c.check(); err != nil && s.err == nil {
		s.err = fmt.Errorf("%s!%s: %w", s.name, at(row, col), err)
	}
	cells := s.rows[row]
	if len(cells) <= col {
		if cells == nil {
			cells = make([]cell, 0, max(col, s.columns)+1)
		}
		for len(cells) <= col {
			cells = append(cells, cell{})
		}
		s.rows[row] = cells
	}
	cells[col] = c
}

// line puts cells side by side from a column on.
func (s *sheet) line(row, col int, cells ...cell) {
	for i, c := range cells {
		s.put(row, col+i, c)
	}
}

// heads puts column headers.
func (s *sheet) heads(row int, names ...string) {
	for i, n := range names {
		c := textAs(n, roleHead)
		c.style.wrap = true
		s.put(row, i+1, c)
	}
}

// cell gives a cell; the zero cell where nothing was put.
func (s *sheet) cell(row, col int) cell {
	if cells := s.rows[row]; col < len(cells) {
		return cells[col]
	}
	return cell{}
}

// value gives the number a cell shows; 0 for blanks and words, as a sum sees
// them.
func (s *sheet) value(row, col int) float64 {
	v, _ := s.cell(row, col).value.(float64)
	return v
}

// sum adds the numbers of a column, top to bottom.
func (s *sheet) sum(first, last, col int) float64 {
	t := 0.0
	for r := first; r <= last; r++ {
		t += s.value(r, col)
	}
	return t
}

// subtotal puts the total of a filterable list above it.
func (s *sheet) subtotal(col, first, last int, f format) {
	s.put(totalRow, col, total("SUBTOTAL(9,"+at(first, col)+":"+at(last, col)+")", s.sum(first, last, col), f))
}

// at is an absolute reference to a cell of the sheet, from any other.
func (s *sheet) at(row, col int) string { return on(s.name, fixed(row, col)) }

// span is an absolute range of the sheet in one column, from any other.
func (s *sheet) span(first, last, col int) string { return on(s.name, span(first, last, col)) }

// rowNumbers lists the rows in use, top to bottom.
func (s *sheet) rowNumbers() []int {
	out := make([]int, 0, len(s.rows))
	for r := range s.rows {
		out = append(out, r)
	}
	slices.Sort(out)
	return out
}

// alignHeads puts the headers of figures to the right, as the figures are.
func (s *sheet) alignHeads() {
	for r, cells := range s.rows {
		for c, x := range cells {
			below := s.cell(r+1, c)
			if _, figure := below.value.(float64); x.style.role == roleHead && figure && !below.style.left {
				x.style.right = true
				cells[c] = x
			}
		}
	}
}

// extent is the last row and column in use.
func (s *sheet) extent() (row, col int) {
	for r, cells := range s.rows {
		row, col = max(row, r), max(col, len(cells)-1)
	}
	return row, col
}
