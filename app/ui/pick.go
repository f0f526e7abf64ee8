package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
	"remanence/app/tr"
)

// Option is one choice of a pick list. Detail is a muted word behind the label;
// search looks at both.
type Option struct {
	ID, Label, Detail string
}

// Strings makes options whose label is their id.
func Strings(labels ...string) []Option {
	out := make([]Option, len(labels))
	for i, l := range labels {
		out[i] = Option{ID: l, Label: l}
	}
	return out
}

// Pick is a drop-down one can type into: opening it, or simply typing, shows a
// search field over the matching options. It stays quick with thousands.
type Pick struct {
	widget.BaseWidget

	Options     []Option
	PlaceHolder string
	Tip         string
	OnChanged   func(id string)

	selected string
	focused  bool
	disabled bool
	enter    func()
	escape   func()
}

// NewPick makes a pick list.
func NewPick(options []Option, changed func(id string)) *Pick {
	p := &Pick{Options: options, OnChanged: changed, PlaceHolder: tr.T("choose…")}
	p.ExtendBaseWidget(p)
	return p
}

// Selected returns the chosen id, empty for none.
func (p *Pick) Selected() string { return p.selected }

// SetSelected chooses without calling OnChanged.
func (p *Pick) SetSelected(id string) {
	p.selected = id
	p.Refresh()
}

// SetOptions replaces the options; a choice that is gone is dropped.
func (p *Pick) SetOptions(options []Option) {
	p.Options = options
	if p.label() == "" {
		p.selected = ""
	}
	p.Refresh()
}

func (p *Pick) label() string {
	for _, o := range p.Options {
		if o.ID == p.selected && p.selected != "" {
			return o.Label
		}
	}
	return ""
}

// Open shows the list with a first search text.
func (p *Pick) Open(search string) {
	c := canvasOf(p)
	if c == nil || p.disabled {
		return
	}
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(p)
	ShowPick(c, at, fyne.NewSize(max(p.Size().Width, 220), p.Size().Height), p.Options, p.selected, search, func(id string) {
		c.Focus(p)
		if id != p.selected {
			p.SetSelected(id)
			if p.OnChanged != nil {
				p.OnChanged(id)
			}
		}
	}, func() { c.Focus(p) })
}

func (p *Pick) dialogKeys(enter, escape func()) { p.enter, p.escape = enter, escape }

// Tapped implements fyne.Tappable.
func (p *Pick) Tapped(*fyne.PointEvent) { p.Open("") }

// FocusGained implements fyne.Focusable.
func (p *Pick) FocusGained() { p.focused = true; p.Refresh() }

// FocusLost implements fyne.Focusable.
func (p *Pick) FocusLost() { p.focused = false; p.Refresh() }

// TypedRune implements fyne.Focusable: typing searches.
func (p *Pick) TypedRune(r rune) {
	if r == ' ' {
		p.Open("")
		return
	}
	p.Open(string(r))
}

// TypedKey implements fyne.Focusable.
func (p *Pick) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyDown, fyne.KeyUp:
		p.Open("")
	case fyne.KeyReturn, fyne.KeyEnter:
		if p.enter != nil {
			p.enter()
		} else {
			p.Open("")
		}
	case fyne.KeyEscape:
		if p.escape != nil {
			p.escape()
		}
	default:
		FunctionKey(p, k)
	}
}

// Enable, Disable and Disabled implement fyne.Disableable.
func (p *Pick) Enable() { p.disabled = false; p.Refresh() }

// Disable implements fyne.Disableable.
func (p *Pick) Disable() { p.disabled = true; p.Refresh() }

// Disabled implements fyne.Disableable.
func (p *Pick) Disabled() bool { return p.disabled }

// MouseIn implements desktop.Hoverable.
func (p *Pick) MouseIn(e *desktop.MouseEvent) { RestTip(p, e.Position, p.Tip) }

// MouseMoved implements desktop.Hoverable.
func (p *Pick) MouseMoved(e *desktop.MouseEvent) { RestTip(p, e.Position, p.Tip) }

// MouseOut implements desktop.Hoverable.
func (p *Pick) MouseOut() { HideTip(p) }

// CreateRenderer implements fyne.Widget.
func (p *Pick) CreateRenderer() fyne.WidgetRenderer {
	r := &pickRenderer{p: p, back: canvas.NewRectangle(nil), text: widget.NewLabel(""), arrow: widget.NewIcon(theme.MenuDropDownIcon())}
	r.text.Truncation = fyne.TextTruncateEllipsis
	r.box = container.NewStack(r.back, container.NewBorder(nil, nil, nil, r.arrow, r.text))
	r.Refresh()
	return r
}

type pickRenderer struct {
	p     *Pick
	back  *canvas.Rectangle
	text  *widget.Label
	arrow *widget.Icon
	box   *fyne.Container
}

func (r *pickRenderer) Layout(s fyne.Size) { r.box.Resize(s) }
func (r *pickRenderer) MinSize() fyne.Size { return r.box.MinSize().Max(fyne.NewSize(120, 0)) }
func (r *pickRenderer) Destroy()           {}
func (r *pickRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.box}
}
func (r *pickRenderer) Refresh() {
	colors := Colors()
	r.back.FillColor, r.back.StrokeColor, r.back.StrokeWidth, r.back.CornerRadius = colors.Surface, colors.LineStrong, 1, 4
	if r.p.focused {
		r.back.StrokeColor, r.back.StrokeWidth = colors.Accent, 2
	}
	r.text.Importance = widget.MediumImportance
	r.text.Text = r.p.label()
	if r.text.Text == "" {
		r.text.Text, r.text.Importance = r.p.PlaceHolder, widget.LowImportance
	}
	if r.p.disabled {
		r.back.FillColor, r.text.Importance = colors.Header, widget.LowImportance
	}
	r.text.Refresh()
	r.back.Refresh()
}
