package ui

import "fyne.io/fyne/v2"

// Seen is one thing in a widget that paints many into one picture: a cell of a
// table, a mark of a chart. At is relative to the widget.
type Seen struct {
	Kind string // cell, head, mark
	Text string
	Hint string // what a tip adds
	At   fyne.Position
	Size fyne.Size
	// Active is the one the keyboard is on.
	Active bool
	// Cut is a text that ends in three points where it should stand whole.
	Cut bool
}

// Teller is a widget that says what is in its picture, for those who cannot see
// it, such as package onscreen.
type Teller interface {
	Seen() []Seen
}
