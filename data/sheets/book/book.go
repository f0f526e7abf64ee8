// Package book reads the files people send: .xlsx and .xlsm, .csv and .tsv in any
// usual encoding, and what a spreadsheet puts on the clipboard. It gives cells as
// they stand, with what their number format says, and decides nothing about their
// meaning.
//
// A file is taken as hostile: sizes, ratios, cells and characters are limited
// (Limits), macros are not run and not kept, external links are not followed, no
// path from inside a file is used, and reading stops when its context does. Every
// failure is a sentence.
package book

import (
	"strconv"

	"remanence/planner"
)

// Kind is what a cell holds.
type Kind uint8

// The kinds of cell.
const (
	Blank Kind = iota // also a formula whose result is not stored
	Text
	Number
	Bool
	Fault // an error such as #N/A; Text is its name
)

// Style is what the number format of a cell says beyond its value.
type Style struct {
	Date     bool
	Percent  bool
	Currency string // sign or code as the format writes it
	Unit     string // text the format puts behind the number, such as kg
}

// Cell is one filled cell.
type Cell struct {
	Col      int32 // from 0
	Kind     Kind
	Formula  bool   // computed in the sheet
	Computed bool   // its result was not stored; the app computed it
	Style    uint16 // index in Sheet.Styles
	Text     string
	Num      float64
}

// String is the text of the cell; numbers in full, to the 15 digits a spreadsheet
// keeps.
func (c *Cell) String() string {
	switch c.Kind {
	case Number:
		return FormatNumber(c.Num)
	case Bool:
		if c.Num != 0 {
			return "TRUE"
		}
		return "FALSE"
	}
	return c.Text
}

// FormatNumber writes a number without an exponent, to 15 significant digits.
func FormatNumber(v float64) string {
	if v == float64(int64(v)) && v < 1e15 && v > -1e15 {
		return strconv.FormatInt(int64(v), 10)
	}
	short, err := strconv.ParseFloat(strconv.FormatFloat(v, 'g', 15, 64), 64)
	if err != nil {
		short = v
	}
	return strconv.FormatFloat(short, 'f', -1, 64)
}

// Empty reports a cell with nothing to read.
func (c *Cell) Empty() bool { return c == nil || c.Kind == Blank }

// Row is a row with at least one filled cell.
type Row struct {
	N      int // as the sheet numbers it, from 1
	Hidden bool
	Cells  []Cell // by column
}

// At is the cell of a column, nil when there is none.
func (r *Row) At(col int) *Cell {
	if i := col; i < len(r.Cells) && int(r.Cells[i].Col) == col { // dense rows
		return &r.Cells[i]
	}
	lo, hi := 0, len(r.Cells)
	for lo < hi {
		mid := (lo + hi) / 2
		switch at := int(r.Cells[mid].Col); {
		case at == col:
			return &r.Cells[mid]
		case at < col:
			lo = mid + 1
		default:
			hi = mid
		}
	}
	return nil
}

// Last is the column behind the last filled one.
func (r *Row) Last() int {
	if len(r.Cells) == 0 {
		return 0
	}
	return int(r.Cells[len(r.Cells)-1].Col) + 1
}

// Rect is a block of cells; rows as the sheet numbers them, columns from 0.
type Rect struct{ Top, Left, Bottom, Right int }

// Sheet is one sheet of a file.
type Sheet struct {
	Name       string
	Hidden     bool
	Rows       []Row // filled rows from the top
	Merged     []Rect
	HiddenCols map[int]bool
	Styles     []Style
	From1904   bool
	Partial    bool   // only the first rows were read
	Decimal    string // decimal sign a text file proves by itself, "" unknown
	NoValues   int    // formulas without a stored result that could not be computed
}

// Style of a cell.
func (s *Sheet) Style(c *Cell) Style {
	if c == nil || int(c.Style) >= len(s.Styles) {
		return Style{}
	}
	return s.Styles[c.Style]
}

// Book is a file that was read.
type Book struct {
	Name   string // of the file, without folder
	Kind   string // xlsx, xlsm, csv, clipboard
	Sheets []Sheet
	ID     string // plan or template id found in the file's properties, "" none
	// Notes are remarks on the file as a whole, such as macros that were left out.
	Notes planner.Problems
}

func (b *Book) note(where, what, mend string) {
	b.Notes = append(b.Notes, planner.Problem{Severity: planner.Warns, Where: where, What: what, Mend: mend})
}

// ColumnName is the letter of a column: 0 is A, 26 is AA.
func ColumnName(col int) string {
	name := ""
	for col >= 0 {
		name = string(rune('A'+col%26)) + name
		col = col/26 - 1
	}
	return name
}
