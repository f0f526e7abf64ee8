package ui

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"remanence/app/ui/palette"
)

// Choices is a list that one of always stands chosen in, as a page is in the rail.
// The keyboard reaches it once; arrows, Home and End move the choice.
type Choices struct {
	widget.BaseWidget

	OnChanged func(id string)

	options  []Option
	selected string
	rows     []*choice
	focused  bool
}

// NewChoices makes a list whose first option is chosen.
func NewChoices(options []Option, changed func(id string)) *Choices {
	c := &Choices{options: options, OnChanged: changed}
	for _, o := range options {
		r := &choice{list: c, option: o}
		r.ExtendBaseWidget(r)
		c.rows = append(c.rows, r)
	}
	if len(options) > 0 {
		c.selected = options[0].ID
	}
	c.ExtendBaseWidget(c)
	return c
}

// Selected returns the id of what is chosen.
func (c *Choices) Selected() string { return c.selected }

// SetSelected chooses without calling OnChanged; an id that is not there changes
// nothing.
func (c *Choices) SetSelected(id string) {
	if id == c.selected || !slices.ContainsFunc(c.options, func(o Option) bool { return o.ID == id }) {
		return
	}
	c.selected = id
	c.Refresh()
}

func (c *Choices) choose(id string) {
	if id == c.selected {
		return
	}
	c.SetSelected(id)
	if c.OnChanged != nil {
		c.OnChanged(id)
	}
}

// TypedKey implements fyne.Focusable.
func (c *Choices) TypedKey(k *fyne.KeyEvent) {
	at := slices.IndexFunc(c.options, func(o Option) bool { return o.ID == c.selected })
	last := len(c.options) - 1
	switch k.Name {
	case fyne.KeyUp:
		at--
	case fyne.KeyDown:
		at++
	case fyne.KeyHome:
		at = 0
	case fyne.KeyEnd:
		at = last
	default:
		FunctionKey(c, k)
		return
	}
	if last >= 0 {
		c.choose(c.options[min(max(at, 0), last)].ID)
	}
}

// TypedRune implements fyne.Focusable.
func (c *Choices) TypedRune(rune) {}

// FocusGained implements fyne.Focusable.
func (c *Choices) FocusGained() { c.focused = true; c.Refresh() }

// FocusLost implements fyne.Focusable.
func (c *Choices) FocusLost() { c.focused = false; c.Refresh() }

// Refresh implements fyne.CanvasObject.
func (c *Choices) Refresh() {
	for _, r := range c.rows {
		r.Refresh()
	}
	c.BaseWidget.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (c *Choices) CreateRenderer() fyne.WidgetRenderer {
	box := container.New(layout.NewCustomPaddedVBoxLayout(2))
	for _, r := range c.rows {
		box.Add(r)
	}
	return widget.NewSimpleRenderer(box)
}

// choice is one row of the list.
type choice struct {
	widget.BaseWidget
	list    *Choices
	option  Option
	hovered bool
}

// Label is what the row says.
func (r *choice) Label() string { return r.option.Label }

// Tapped implements fyne.Tappable.
func (r *choice) Tapped(*fyne.PointEvent) {
	if c := canvasOf(r.list); c != nil {
		c.Focus(r.list)
	}
	r.list.choose(r.option.ID)
}

// Cursor implements desktop.Cursorable.
func (r *choice) Cursor() desktop.Cursor { return desktop.PointerCursor }

// MouseIn implements desktop.Hoverable.
func (r *choice) MouseIn(*desktop.MouseEvent) { r.hovered = true; r.Refresh() }

// MouseMoved implements desktop.Hoverable.
func (r *choice) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (r *choice) MouseOut() { r.hovered = false; r.Refresh() }

// CreateRenderer implements fyne.Widget.
func (r *choice) CreateRenderer() fyne.WidgetRenderer {
	d := &choiceRenderer{row: r, back: canvas.NewRectangle(nil), bar: canvas.NewRectangle(nil), text: canvas.NewText(r.option.Label, nil)}
	d.back.CornerRadius, d.bar.CornerRadius = 4, 1.5
	d.bar.SetMinSize(fyne.NewSize(3, 16))
	d.body = container.NewStack(d.back, container.New(layout.NewCustomPaddedLayout(5, 5, 4, 10),
		container.New(layout.NewCustomPaddedHBoxLayout(8), container.NewCenter(d.bar), container.NewCenter(d.text))))
	d.style()
	return d
}

type choiceRenderer struct {
	row       *choice
	back, bar *canvas.Rectangle
	text      *canvas.Text
	body      *fyne.Container
}

func (d *choiceRenderer) style() {
	s, r := Colors(), d.row
	chosen := r.list.selected == r.option.ID
	d.text.Color, d.text.TextSize, d.text.TextStyle.Bold = s.Text, theme.TextSize(), chosen
	d.back.FillColor, d.bar.FillColor = palette.Alpha(s.Text, 0), palette.Alpha(s.Text, 0)
	switch {
	case chosen:
		d.back.FillColor, d.bar.FillColor = palette.Alpha(s.Accent, 28), s.Accent
	case r.hovered:
		d.back.FillColor = palette.Alpha(s.Text, 16)
	}
	d.back.StrokeWidth = 0
	if chosen && r.list.focused {
		d.back.StrokeColor, d.back.StrokeWidth = s.Accent, 2
	}
}

func (d *choiceRenderer) Layout(size fyne.Size)        { d.body.Resize(size) }
func (d *choiceRenderer) MinSize() fyne.Size           { return d.body.MinSize() }
func (d *choiceRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{d.body} }
func (d *choiceRenderer) Destroy()                     {}
func (d *choiceRenderer) Refresh() {
	d.style()
	d.text.Refresh()
	d.back.Refresh()
	d.bar.Refresh()
}
