package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"remanence/app/ui/palette"
)

// Chip is a status in a word: an icon, a coloured pill and the text, so that it
// never depends on colour alone.
type Chip struct {
	widget.BaseWidget
	Tip      string
	OnTapped func()
	Why      func() // shows what the status rests on; nil for nothing
	tint     palette.Tint
	text     string
	back     *canvas.Rectangle
	icon     *canvas.Image
	label    *canvas.Text
}

// NewChip makes a chip; tint is Ok, Warn, Bad, Info or Neutral.
func NewChip(tint palette.Tint, text string) *Chip {
	c := &Chip{tint: tint, text: text, back: canvas.NewRectangle(nil), icon: &canvas.Image{}, label: canvas.NewText("", nil)}
	c.icon.FillMode = canvas.ImageFillContain
	c.icon.SetMinSize(fyne.NewSquareSize(14))
	c.label.TextSize = 12
	c.ExtendBaseWidget(c)
	return c
}

// Set changes status and text.
func (c *Chip) Set(tint palette.Tint, text string) {
	c.tint, c.text = tint, text
	c.Refresh()
}

// Text returns the word shown.
func (c *Chip) Text() string { return c.text }

// Refresh implements fyne.Widget.
func (c *Chip) Refresh() {
	c.style()
	c.BaseWidget.Refresh()
}

func (c *Chip) style() {
	s := Colors()
	c.back.FillColor, c.back.CornerRadius = c.tint.Soft(s.Dark), 9
	c.label.Text, c.label.Color = c.text, c.tint.Color(s.Dark, s.Muted)
	c.icon.Resource = statusIcon(c.tint)
	switch c.tint {
	case palette.Neutral, palette.Auto:
		c.label.Color = s.Muted
		c.icon.Hide()
	default:
		c.icon.Show()
	}
	c.icon.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (c *Chip) CreateRenderer() fyne.WidgetRenderer {
	c.style()
	row := container.New(layout.NewCustomPaddedHBoxLayout(4), c.icon, c.label)
	return widget.NewSimpleRenderer(container.NewCenter(container.NewStack(c.back, container.New(layout.NewCustomPaddedLayout(1, 2, 7, 9), row))))
}

// Tapped implements fyne.Tappable.
func (c *Chip) Tapped(*fyne.PointEvent) {
	if c.OnTapped != nil {
		c.OnTapped()
	}
}

// MouseIn implements desktop.Hoverable.
func (c *Chip) MouseIn(e *desktop.MouseEvent) {
	Point(c, c.Why)
	RestTip(c, e.Position, c.Tip)
}

// MouseMoved implements desktop.Hoverable.
func (c *Chip) MouseMoved(e *desktop.MouseEvent) { RestTip(c, e.Position, c.Tip) }

// MouseOut implements desktop.Hoverable.
func (c *Chip) MouseOut() {
	Point(c, nil)
	HideTip(c)
}

// TappedSecondary implements fyne.SecondaryTappable.
func (c *Chip) TappedSecondary(*fyne.PointEvent) {
	if c.Why != nil {
		c.Why()
	}
}

// Figure is the status and what explains it, nil for nothing.
func (c *Chip) Figure() (text string, why func()) { return c.text, c.Why }

// NewSection is a heading with a muted line beside it and optional things at the
// right end.
func NewSection(title, sub string, right ...fyne.CanvasObject) fyne.CanvasObject {
	return NewExplained(title, sub, nil, right...)
}

// NewExplained is a section whose line holds figures; why shows where they come from.
func NewExplained(title, sub string, why func(), right ...fyne.CanvasObject) fyne.CanvasObject {
	head := widget.NewLabel(title)
	head.SizeName, head.TextStyle = theme.SizeNameSubHeadingText, fyne.TextStyle{Bold: true}
	told := NewTipped(NewLine(sub), sub)
	told.Why = why
	return container.NewBorder(nil, nil, head, container.NewHBox(right...), told)
}

// NewToolbar is a bar with things at both ends on a quiet background.
func NewToolbar(left, right []fyne.CanvasObject) fyne.CanvasObject {
	line := widget.NewSeparator()
	bar := container.NewBorder(nil, nil, container.NewHBox(left...), container.NewHBox(right...))
	return container.NewBorder(nil, line, nil, nil, container.New(layout.NewCustomPaddedLayout(3, 3, 6, 6), bar))
}

// NewToolGap is a thin line between groups of a toolbar.
func NewToolGap() fyne.CanvasObject {
	return container.NewPadded(widget.NewSeparator())
}

// NewPanel puts content on a card-like surface with a border.
func NewPanel(content fyne.CanvasObject) fyne.CanvasObject {
	p := &panel{content: content, back: canvas.NewRectangle(nil)}
	p.ExtendBaseWidget(p)
	return p
}

// panel is a widget only so that it hears of theme changes.
type panel struct {
	widget.BaseWidget
	content fyne.CanvasObject
	back    *canvas.Rectangle
}

func (p *panel) Refresh() {
	p.style()
	p.BaseWidget.Refresh()
}

func (p *panel) style() {
	s := Colors()
	p.back.FillColor, p.back.StrokeColor, p.back.StrokeWidth, p.back.CornerRadius = s.Surface, s.Line, 1, 6
}

func (p *panel) CreateRenderer() fyne.WidgetRenderer {
	p.style()
	return widget.NewSimpleRenderer(container.NewStack(p.back, container.NewPadded(p.content)))
}

var _ desktop.Hoverable = (*Chip)(nil)
