package ui

import "fyne.io/fyne/v2"

// State is a muted line on how something stands: how far a question is, what was
// left out. Where it has too little room the tip has it whole, and Why, where there
// is one, says where its figures come from.
type State struct {
	*Tipped
	line *Line
}

// NewState makes one that says nothing yet. explain may be nil.
func NewState(explain func()) *State {
	line := NewLine("")
	s := &State{Tipped: NewTipped(line, ""), line: line}
	s.Why = explain
	return s
}

// Whole gives it the room its text needs.
func (s *State) Whole() *State {
	s.line.wide = true
	return s
}

// Object is what is shown.
func (s *State) Object() fyne.CanvasObject { return s.Tipped }

// Text is what it says.
func (s *State) Text() string { return s.line.Text }

// SetText says something else.
func (s *State) SetText(text string) {
	s.Tip = text
	s.line.SetText(text)
}
