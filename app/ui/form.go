package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"remanence/app/tr"
)

// Field is one line of a form. Check, if set, is asked before Done.
type Field struct {
	Label  string
	Hint   string // muted line below
	Widget fyne.CanvasObject
	Check  func() error
}

// Form is a dialog of labelled fields. Done returns an error to keep the form
// open with the reason shown.
type Form struct {
	Title  string
	Intro  string
	Fields []Field
	OK     string // empty: tr.T("OK")
	Width  float32
	Done   func() error
}

// ShowForm opens a form with the first field focused; Enter accepts, Escape
// drops.
func ShowForm(w fyne.Window, f Form) *Dialog {
	grid := container.New(layout.NewFormLayout())
	for _, field := range f.Fields {
		grid.Add(widget.NewLabel(field.Label))
		cell := field.Widget
		if field.Hint != "" {
			hint := text(field.Hint)
			hint.SizeName, hint.Importance = theme.SizeNameCaptionText, widget.LowImportance
			cell = container.NewVBox(field.Widget, hint)
		}
		grid.Add(cell)
	}
	problem := text("")
	problem.Importance = widget.DangerImportance
	problem.Hide()
	body := container.NewVBox()
	if f.Intro != "" {
		body.Add(text(f.Intro))
	}
	body.Add(grid)
	body.Add(problem)
	accept := func() bool {
		at, err := f.check()
		if err == nil && f.Done != nil {
			err = f.Done()
		}
		if err == nil {
			return true
		}
		problem.SetText(tr.Told(err.Error()))
		problem.Show()
		if focus, ok := at.(fyne.Focusable); ok {
			w.Canvas().Focus(focus)
		}
		return false
	}
	return ShowDialog(w, f.Title, body, f.Width,
		Choice{Text: tr.T("Cancel"), Cancel: true}, Choice{Text: orElse(f.OK, tr.T("OK")), Default: true, Do: accept})
}

// check returns the first refusal and the field it belongs to. Entries with a
// validator are asked without being told to.
func (f Form) check() (fyne.CanvasObject, error) {
	for _, field := range f.Fields {
		if field.Check != nil {
			if err := field.Check(); err != nil {
				return field.Widget, err
			}
			continue
		}
		if v, ok := field.Widget.(fyne.Validatable); ok {
			if err := v.Validate(); err != nil {
				return field.Widget, &fieldError{field.Label, err}
			}
		}
	}
	return nil, nil
}

type fieldError struct {
	label string
	err   error
}

func (e *fieldError) Error() string { return e.label + ": " + tr.Told(e.err.Error()) }
func (e *fieldError) Unwrap() error { return e.err }
