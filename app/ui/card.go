package ui

import (
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"remanence/app/ui/palette"
)

// CardData is what a card shows.
type CardData struct {
	Title string
	Value string       // the big figure, scaled
	Sub   string       // the line below: difference, date, cause
	Tint  palette.Tint // the bar at the left; a status tint colours the sub line too
	Tip   string       // the exact value
}

// Card shows one key figure. With OnTapped set it is a button that also works by
// keyboard.
type Card struct {
	widget.BaseWidget
	OnTapped func()
	Why      func() // right click, and Ctrl+I while the pointer rests on it
	data     CardData
	hovered  bool
	focused  bool
	cut      bool // the line below does not fit
}

// NewCard makes a card.
func NewCard(d CardData) *Card {
	c := &Card{data: d}
	c.ExtendBaseWidget(c)
	return c
}

// Set replaces what the card shows.
func (c *Card) Set(d CardData) {
	c.data = d
	c.Refresh()
}

// Data returns what the card shows.
func (c *Card) Data() CardData { return c.data }

// Tapped implements fyne.Tappable.
func (c *Card) Tapped(*fyne.PointEvent) {
	if c.OnTapped != nil {
		c.OnTapped()
	}
}

// TappedSecondary implements fyne.SecondaryTappable.
func (c *Card) TappedSecondary(*fyne.PointEvent) {
	if c.Why != nil {
		c.Why()
	}
}

// TypedKey implements fyne.Focusable.
func (c *Card) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		c.Tapped(nil)
	default:
		FunctionKey(c, k)
	}
}

// TypedRune implements fyne.Focusable.
func (c *Card) TypedRune(rune) {}

// FocusGained implements fyne.Focusable.
func (c *Card) FocusGained() { c.focused = true; Point(c, c.Why); c.Refresh() }

// FocusLost implements fyne.Focusable.
func (c *Card) FocusLost() { c.focused = false; Point(c, nil); c.Refresh() }

// MouseIn implements desktop.Hoverable.
func (c *Card) MouseIn(e *desktop.MouseEvent) {
	c.hovered = true
	Point(c, c.Why)
	c.Refresh()
	RestTip(c, e.Position, c.tip())
}

// tip is the exact value, and the line below where it is cut.
func (c *Card) tip() string {
	if c.cut && !strings.Contains(c.data.Tip, c.data.Sub) {
		return strings.TrimSpace(c.data.Sub + "\n" + c.data.Tip)
	}
	return c.data.Tip
}

// MouseMoved implements desktop.Hoverable.
func (c *Card) MouseMoved(e *desktop.MouseEvent) { RestTip(c, e.Position, c.tip()) }

// MouseOut implements desktop.Hoverable.
func (c *Card) MouseOut() {
	c.hovered = false
	Point(c, nil)
	c.Refresh()
	HideTip(c)
}

// Cursor implements desktop.Cursorable.
func (c *Card) Cursor() desktop.Cursor {
	if c.OnTapped != nil {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

// CreateRenderer implements fyne.Widget.
func (c *Card) CreateRenderer() fyne.WidgetRenderer {
	r := &cardRenderer{c: c, back: canvas.NewRectangle(nil), bar: canvas.NewRectangle(nil)}
	for i, size := range []float32{12, 22, 12, cardSmall} {
		r.text[i] = canvas.NewText("", nil)
		r.text[i].TextSize = size
	}
	r.text[1].TextStyle.Bold = true
	r.Refresh()
	return r
}

type cardRenderer struct {
	c         *Card
	back, bar *canvas.Rectangle
	text      [4]*canvas.Text // title, figure, line below and, where that is long, its second row
}

const (
	cardInset = 14
	cardTop   = 8
	cardSmall = 10 // the line below in two rows
)

func (r *cardRenderer) Layout(s fyne.Size) {
	r.back.Resize(s)
	r.bar.Move(fyne.NewPos(1, 1))
	r.bar.Resize(fyne.NewSize(4, s.Height-2))
	room, d := s.Width-2*cardInset, r.c.data
	below, size := []string{d.Sub}, float32(12)
	if r.c.cut = false; fyne.MeasureText(d.Sub, size, fyne.TextStyle{}).Width > room {
		size = cardSmall
		below, r.c.cut = Rows(d.Sub, 2, room, size, fyne.TextStyle{})
	}
	below = append(below, "")
	r.text[2].TextSize = size
	title := fitText(d.Title, room, r.text[0].TextSize, r.text[0].TextStyle)
	y := float32(cardTop)
	for i, text := range []string{title, d.Value, below[0], below[1]} {
		t := r.text[i]
		t.Text = text
		t.Move(fyne.NewPos(cardInset, y))
		t.Resize(fyne.NewSize(room, r.height(i, below)))
		y += t.Size().Height
	}
}

// height is that of a text; two rows below the figure stand close.
func (r *cardRenderer) height(i int, below []string) float32 {
	h := fyne.MeasureText("X", r.text[i].TextSize, r.text[i].TextStyle).Height
	if i >= 2 && below[1] != "" {
		h *= 0.86
	}
	return h
}

// MinSize lets a row of cards shrink: the line below takes two rows, the figure keeps
// its size.
func (r *cardRenderer) MinSize() fyne.Size {
	value := fyne.MeasureText(r.c.data.Value, r.text[1].TextSize, r.text[1].TextStyle)
	h := value.Height + 2*fyne.MeasureText("X", 12, fyne.TextStyle{}).Height
	return fyne.NewSize(max(150, value.Width+2*cardInset), h+2*cardTop+2)
}

func (r *cardRenderer) Refresh() {
	s, d := Colors(), r.c.data
	r.back.FillColor, r.back.StrokeColor, r.back.StrokeWidth, r.back.CornerRadius = s.Surface, s.Line, 1, 6
	if r.c.OnTapped != nil && r.c.hovered {
		r.back.FillColor, r.back.StrokeColor = s.Zebra, s.LineStrong
	}
	if r.c.focused && r.c.OnTapped != nil {
		r.back.StrokeColor, r.back.StrokeWidth = s.Accent, 2
	}
	r.bar.FillColor, r.bar.TopLeftCornerRadius, r.bar.BottomLeftCornerRadius = d.Tint.Color(s.Dark, s.LineStrong), 5, 5
	sub := color.Color(s.Muted)
	switch d.Tint {
	case palette.Ok, palette.Warn, palette.Bad, palette.Info:
		sub = d.Tint.Color(s.Dark, s.Muted)
	}
	for i, c := range []color.Color{s.Muted, s.Text, sub, sub} {
		r.text[i].Color = c
	}
	r.Layout(r.c.Size())
	canvas.Refresh(r.c)
}

func (r *cardRenderer) Destroy() {}
func (r *cardRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.back, r.bar, r.text[0], r.text[1], r.text[2], r.text[3]}
}

// fitText cuts s with an ellipsis to a width.
func fitText(s string, width, size float32, style fyne.TextStyle) string {
	if width <= 0 || fyne.MeasureText(s, size, style).Width <= width {
		return s
	}
	r := []rune(s)
	for len(r) > 1 && fyne.MeasureText(string(r)+"…", size, style).Width > width {
		r = r[:len(r)-1]
	}
	return string(r) + "…"
}
