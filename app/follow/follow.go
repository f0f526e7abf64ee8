// Package follow makes the marks of a picture in the window lead somewhere: a click
// goes to the cause, and "Why?" shows where the figure comes from.
package follow

import (
	"remanence/app/chartview"
	"remanence/app/pictures"
	"remanence/app/session"
)

// Picture connects a view that shows the picture of a kind; of tells what it is drawn
// from at the time. A view with an own OnTapped keeps it. A mark whose cause is no
// place explains its figure.
func Picture(s *session.Session, v *chartview.View, kind string, of func() (pictures.Input, pictures.Choice)) {
	v.Why = func(id string) func() {
		in, c := of()
		explain := pictures.BehindOf(kind, in, c, id).Why
		if explain == nil {
			return nil
		}
		return func() { s.Explain(explain().With(in.Old)) }
	}
	if v.OnTapped != nil {
		return
	}
	v.OnTapped = func(id string) {
		in, c := of()
		switch b := pictures.BehindOf(kind, in, c, id); {
		case b.Page != "":
			s.Navigate(b.Page, b.What)
		case b.Why != nil:
			s.Explain(b.Why().With(in.Old))
		}
	}
}
