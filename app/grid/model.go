// Package grid is the spreadsheet-like table of every page: frozen header row
// and left columns, keyboard and mouse selection, editing in place, copy, paste,
// fill, column resizing. All cells are painted into one image, so a page of five
// hundred cells scrolls at the cost of one picture.
//
//	g := grid.New(model)          // model implements grid.Model
//	g.FrozenColumns = 1
//	g.OnStatus = status.SetText   // "12 cells · sum 340 · mean 28.3"
//	g.OnRefused = func(r []grid.Refusal) { … }
//	g.OnContext = func(row, col int, at fyne.Position) { … }
//	…
//	g.Refresh()                   // after the model changed
//
// The grid never keeps values: it reads Model.Cell while painting and hands
// every change (typing, paste, fill, delete, tick) to Model.Apply as one call,
// which makes it one step for the owner's undo.
package grid

import (
	"image/color"

	"remanence/app/ui/palette"
)

// Align places text in its cell; Auto puts numbers right and text left.
type Align int

// The ways to align a column.
const (
	AlignAuto Align = iota
	Left
	Center
	Right
)

// Kind says what a column holds; it decides alignment and how the cell is edited.
type Kind int

// The kinds of column.
const (
	Text    Kind = iota
	Number       // right-aligned
	Money        // right-aligned
	Percent      // right-aligned
	Month        // centred
	Choice       // drop-down with search; the model lists the choices
	Link         // words that open something: a click on them, or Enter, calls OnOpen
	Check        // tick box; Cell.Text "true" or "1" is ticked, edits are "true" and "false"
)

// Numeric tells whether the kind is aligned right and clipped to "####" rather
// than cut when its column is too narrow.
func (k Kind) Numeric() bool { return k == Number || k == Money || k == Percent }

// Column describes one column.
type Column struct {
	Title    string
	Unit     string  // second header line, muted
	Width    float32 // zero: by title and kind
	Align    Align
	Kind     Kind
	Editable bool
	Choices  func(row int) []string // Kind Choice
	Tooltip  string                 // over the header
	// How its figures are read, with what they are in, where the kind does not tell: masses
	// in several units, say.
	Read   func(text string) (v float64, unit string, err error)
	Breaks bool // in a report: its texts go on in more lines before the table gets wider than its place
}

// Style is the look of a cell.
type Style int

// The styles of a cell.
const (
	Normal  Style = iota
	Default       // a default the user has not confirmed: grey italic
	Header        // group heading row
	Total         // bold with a line above
	Muted
	Bad
	Warn
	Good
	Stale // out of date: grey italic on a striped background
)

// Cell is what one cell shows.
type Cell struct {
	Text       string
	Style      Style
	Problem    string // red corner; the sentence is the tooltip
	Tooltip    string
	Background *color.NRGBA // text turns black or white by itself
	Locked     bool         // not editable although its column is
	Tint       palette.Tint // of the text, in place of the style's
}

// Edit is one changed cell as typed or pasted.
type Edit struct {
	Row, Col int
	Text     string
}

// Refusal is an edit that was not taken, with the reason as a sentence.
type Refusal struct {
	Row, Col int
	Text     string
	Why      string
}

// Model is what a page implements. Apply takes all edits of one action; those
// it cannot take it returns, the others must be done.
type Model interface {
	Rows() int
	Columns() []Column
	Cell(row, col int) Cell
	Apply(edits []Edit) []Refusal
}

// RowAdder is implemented by models whose table can grow: Insert adds below the
// active row, pasting past the end adds what is missing. AddRows(-1, n) adds at
// the top.
type RowAdder interface {
	AddRows(after, n int)
}

// RowRemover is implemented by models whose rows can be deleted (Ctrl+Minus).
type RowRemover interface {
	RemoveRows(rows []int)
}

// RawText is implemented by models that show less than they hold: the text to
// start editing with and to copy, such as "1234.5678" for a cell showing 1,235.
type RawText interface {
	RawText(row, col int) string
}

// CopyText is implemented by models that hold months: what is copied is a date a
// spreadsheet knows, where what is edited is shorter.
type CopyText interface {
	CopyText(row, col int) string
}
