// Package onscreen says what is on the screen: every text, button, field, cell
// and mark in sight with its place and state. A program outside can so find its
// way through the window as a person does, by what it reads: scripts/e2e does.
// Only builds with the tag observe hold it, since it looks into the toolkit by
// its test package.
package onscreen

import (
	"reflect"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"remanence/app/ui"
)

// Thing is something in sight. Places are in the window's own units from its
// upper left corner; Screen.Scale makes pixels of them.
type Thing struct {
	Kind     string  `json:"kind"` // the widget's type, such as Button, Entry, Grid; text, cell, mark
	Text     string  `json:"text"`
	Hint     string  `json:"hint,omitempty"` // of an empty field; the words of a mark's tip
	X        float32 `json:"x"`
	Y        float32 `json:"y"`
	W        float32 `json:"w"`
	H        float32 `json:"h"`
	Focused  bool    `json:"focused,omitempty"`
	Disabled bool    `json:"disabled,omitempty"`
	Checked  bool    `json:"checked,omitempty"`
	Cut      bool    `json:"cut,omitempty"` // a text of which less is in sight than it is wide, or that ends in three points
}

// Screen is what a window shows.
type Screen struct {
	Title  string  `json:"title"`
	Scale  float32 `json:"scale"`
	Width  float32 `json:"width"`
	Height float32 `json:"height"`
	Over   bool    `json:"over"` // a dialog, list or menu lies over the page
	Things []Thing `json:"things"`
}

// Of describes a window. It belongs on the UI goroutine.
func Of(w fyne.Window) Screen {
	c := w.Canvas()
	s := Screen{Title: w.Title(), Scale: c.Scale(), Width: c.Size().Width, Height: c.Size().Height}
	e := eye{focused: c.Focused(), screen: &s}
	whole := clip{fyne.NewPos(0, 0), fyne.NewPos(c.Size().Width, c.Size().Height)}
	if top := c.Overlays().Top(); top != nil {
		s.Over = true
		e.see(top, fyne.NewPos(0, 0), whole)
		return s
	}
	e.see(menuBar(c), fyne.NewPos(0, 0), whole)
	e.see(c.Content(), fyne.NewPos(0, 0), whole)
	return s
}

// clip is the rectangle in which something can be seen.
type clip struct{ from, to fyne.Position }

func (c clip) cut(pos fyne.Position, size fyne.Size) clip {
	return clip{fyne.NewPos(max(c.from.X, pos.X), max(c.from.Y, pos.Y)), fyne.NewPos(min(c.to.X, pos.X+size.Width), min(c.to.Y, pos.Y+size.Height))}
}

func (c clip) empty() bool { return c.from.X >= c.to.X || c.from.Y >= c.to.Y }

type eye struct {
	focused fyne.Focusable
	screen  *Screen
}

// see adds what can be seen of an object, its parts after it.
func (e *eye) see(o fyne.CanvasObject, at fyne.Position, in clip) {
	if o == nil || !o.Visible() {
		return
	}
	pos, size := at.Add(o.Position()), o.Size()
	if o.Size().IsZero() {
		if c, ok := o.(*fyne.Container); !ok || c.Layout != nil { // tips lie in a container of no size
			return
		}
	}
	switch x := o.(type) {
	case *canvas.Text:
		seen := in.cut(pos, size)
		e.add(Thing{Kind: "text", Text: x.Text, Cut: narrow(x, seen.to.X-seen.from.X)}, pos, size, in)
	case *fyne.Container:
		for _, child := range x.Objects {
			e.see(child, pos, in)
		}
	case fyne.Widget:
		e.widget(x, pos, size, in)
	}
}

func (e *eye) widget(w fyne.Widget, pos fyne.Position, size fyne.Size, in clip) {
	t := Thing{Kind: kindOf(w), Text: field(w, "Text"), Hint: field(w, "PlaceHolder")}
	if f, ok := w.(fyne.Focusable); ok {
		t.Focused = f == e.focused
	}
	if d, ok := w.(fyne.Disableable); ok {
		t.Disabled = d.Disabled()
	}
	t.Checked = checked(w)
	t.Cut = t.Kind == "Label" && ends(w, t.Text)
	if line, ok := w.(*ui.Line); ok {
		t.Kind, t.Cut = "Label", line.Cut()
	}
	n := len(e.screen.Things)
	e.add(t, pos, size, in)
	shown := len(e.screen.Things) > n
	if tells, ok := w.(ui.Teller); ok {
		inner := in.cut(pos, size)
		for _, x := range tells.Seen() {
			e.add(Thing{Kind: x.Kind, Text: x.Text, Hint: x.Hint, Focused: x.Active && t.Focused, Cut: x.Cut}, pos.Add(x.At), x.Size, inner)
		}
	}
	if t.Kind == "Label" {
		return // its lines say the same again
	}
	if _, scrolls := w.(fyne.Scrollable); scrolls {
		in = in.cut(pos, size)
	}
	for _, child := range test.WidgetRenderer(w).Objects() {
		e.see(child, pos, in)
	}
	if shown && t.Text == "" && t.Hint == "" { // what it says is in its parts; of an empty field only the hint
		var words []string
		for _, x := range e.screen.Things[n+1:] {
			if x.Kind == "text" || x.Kind == "Label" {
				words = append(words, x.Text)
			}
		}
		e.screen.Things[n].Text = strings.Join(words, " ")
	}
}

// add keeps a thing when some of it is in sight; its place is what is in sight.
func (e *eye) add(t Thing, pos fyne.Position, size fyne.Size, in clip) {
	seen := in.cut(pos, size)
	if seen.empty() {
		return
	}
	t.X, t.Y = seen.from.X, seen.from.Y
	t.W, t.H = seen.to.X-seen.from.X, seen.to.Y-seen.from.Y
	t.Text = strings.ReplaceAll(t.Text, "\u00a0", " ")
	e.screen.Things = append(e.screen.Things, t)
}

func kindOf(w fyne.Widget) string {
	t := reflect.TypeOf(w)
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	return t.Name()
}

// field is a text of a widget by the name of its field, its own or one of what it
// is made of; "" when it has none.
func field(w fyne.Widget, name string) string {
	v := reflect.ValueOf(w)
	if v.Kind() != reflect.Pointer || v.Elem().Kind() != reflect.Struct {
		return ""
	}
	if f := v.Elem().FieldByName(name); f.IsValid() && f.Kind() == reflect.String {
		return f.String()
	}
	return ""
}

func checked(w fyne.Widget) bool {
	v := reflect.ValueOf(w)
	if v.Kind() != reflect.Pointer || v.Elem().Kind() != reflect.Struct {
		return false
	}
	f := v.Elem().FieldByName("Checked")
	return f.IsValid() && f.Kind() == reflect.Bool && f.Bool()
}
