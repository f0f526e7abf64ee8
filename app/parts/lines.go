// Package parts is what the plan pages share beside the widgets of app/ui:
// lists of sentences that lead to their cause, and small read-only tables.
package parts

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"remanence/app/tr"
	"remanence/app/ui"
	"remanence/app/ui/palette"
)

// Line is a sentence with a status and, when it leads somewhere, a click.
type Line struct {
	Text, Tip string
	Tint      palette.Tint
	Do        func()
	Ask       func() // right click or the menu key: what if it were another
	Why       func() // Ctrl+I: where its figures come from; nil for nothing
}

// Lines is a column of sentences. At most Most of them are made; the rest are
// counted in a last line.
type Lines struct {
	box   *fyne.Container
	empty string
	Hint  func() string // in place of that, as things stand; "" keeps it
	Most  int
}

// NewLines is an empty list; empty is what it says when there is nothing.
func NewLines(empty string) *Lines {
	l := &Lines{box: container.New(layout.NewCustomPaddedVBoxLayout(0)), empty: empty, Most: 60}
	l.Set(nil)
	return l
}

// Object is what goes into a page.
func (l *Lines) Object() fyne.CanvasObject { return l.box }

// nothing is what a list without sentences says.
func (l *Lines) nothing() string {
	if l.Hint != nil {
		if hint := l.Hint(); hint != "" {
			return hint
		}
	}
	return l.empty
}

// Set replaces the sentences. A line that looks as before is kept, and only its words
// are made anew, where they differ: making the text of many lines takes its time.
func (l *Lines) Set(lines []Line) {
	switch more := len(lines) - l.Most; {
	case len(lines) == 0:
		lines = []Line{{Text: l.nothing()}}
	case more > 0:
		lines = append(slices.Clone(lines[:l.Most]), Line{Text: tr.F("… and %s.", tr.N(more, "%s more line", "%s more lines"))})
	}
	was := l.box.Objects
	l.box.Objects = make([]fyne.CanvasObject, len(lines))
	moved := len(was) != len(lines)
	for i, x := range lines {
		if i < len(was) && was[i].(*line).take(x) {
			l.box.Objects[i] = was[i]
		} else {
			l.box.Objects[i], moved = newLine(x), true
		}
	}
	switch {
	case moved:
		l.box.Refresh()
	default: // a text may need more lines now
		l.box.Layout.Layout(l.box.Objects, l.box.Size())
	}
}

// Texts are the sentences on screen.
func (l *Lines) Texts() []string {
	var out []string
	for _, o := range l.box.Objects {
		out = append(out, o.(*line).data.Text)
	}
	return out
}

// Ask asks what if the sentence at an index were another; false where it cannot be.
func (l *Lines) Ask(i int) bool {
	x := l.box.Objects[i].(*line)
	x.TappedSecondary(nil)
	return x.data.Ask != nil
}

// Press clicks the sentence at an index.
func (l *Lines) Press(i int) { l.box.Objects[i].(*line).Tapped(nil) }

type line struct {
	widget.BaseWidget
	data    Line
	back    *canvas.Rectangle
	label   *widget.Label
	hovered bool
	focused bool
}

func newLine(d Line) *line {
	l := &line{data: d, back: canvas.NewRectangle(nil), label: widget.NewLabel(d.Text)}
	l.back.CornerRadius = 4
	l.ExtendBaseWidget(l)
	return l
}

// take shows another sentence; false if it looks different.
func (l *line) take(d Line) bool {
	was := l.data
	if was.Tint != d.Tint || (was.Do == nil) != (d.Do == nil) || (was.Ask == nil) != (d.Ask == nil) {
		return false
	}
	l.data = d
	if l.hovered || l.focused {
		ui.Point(l, d.Why)
	}
	if was.Tip != d.Tip {
		ui.HideTip(l)
	}
	if was.Text != d.Text {
		l.label.SetText(d.Text)
	}
	return true
}

func (l *line) CreateRenderer() fyne.WidgetRenderer {
	label := l.label
	label.Wrapping = fyne.TextWrapWord
	if l.data.Tint == palette.Auto && l.data.Do == nil {
		label.Importance = widget.LowImportance
	}
	var left, right fyne.CanvasObject
	if icon := statusIcon(l.data.Tint); icon != nil {
		left = container.New(layout.NewCustomPaddedLayout(7, 0, 6, 0), container.NewVBox(sized(icon)))
	}
	if l.data.Do != nil {
		right = container.New(layout.NewCustomPaddedLayout(7, 0, 0, 4), container.NewVBox(sized(theme.NewColoredResource(theme.NavigateNextIcon(), theme.ColorNamePlaceHolder))))
	}
	return &lineRenderer{widget.NewSimpleRenderer(container.NewStack(l.back, container.NewBorder(nil, nil, left, right, label))), l}
}

func sized(r fyne.Resource) fyne.CanvasObject {
	img := canvas.NewImageFromResource(r)
	img.FillMode = canvas.ImageFillContain
	img.SetMinSize(fyne.NewSquareSize(16))
	return img
}

func statusIcon(t palette.Tint) fyne.Resource {
	switch t {
	case palette.Ok:
		return theme.NewSuccessThemedResource(theme.ConfirmIcon())
	case palette.Warn:
		return theme.NewWarningThemedResource(theme.WarningIcon())
	case palette.Bad:
		return theme.NewErrorThemedResource(theme.ErrorIcon())
	case palette.Info:
		return theme.NewPrimaryThemedResource(theme.InfoIcon())
	}
	return nil
}

type lineRenderer struct {
	fyne.WidgetRenderer
	l *line
}

func (r *lineRenderer) Refresh() {
	r.l.style()
	r.WidgetRenderer.Refresh()
}

func (l *line) style() {
	s := ui.Colors()
	l.back.FillColor, l.back.StrokeWidth = palette.Alpha(s.Text, 0), 0
	if !l.Disabled() && l.hovered {
		l.back.FillColor = palette.Alpha(s.Text, 16)
	}
	if !l.Disabled() && l.focused {
		l.back.StrokeColor, l.back.StrokeWidth = s.Accent, 2
	}
	l.back.Refresh()
}

// Tapped implements fyne.Tappable.
func (l *line) Tapped(*fyne.PointEvent) {
	if l.data.Do != nil {
		l.data.Do()
	}
}

// TappedSecondary implements fyne.SecondaryTappable.
func (l *line) TappedSecondary(*fyne.PointEvent) {
	switch {
	case l.data.Ask != nil:
		l.data.Ask()
	case l.data.Why != nil:
		l.data.Why()
	}
}

// Figure is the sentence and what explains it, nil for nothing.
func (l *line) Figure() (text string, why func()) { return l.data.Text, l.data.Why }

func (l *line) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case desktop.KeyMenu, fyne.KeyF10:
		l.TappedSecondary(nil)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		l.Tapped(nil)
	default:
		ui.FunctionKey(l, k)
	}
}

// Disabled implements fyne.Disableable: the keyboard passes over sentences that
// lead nowhere.
func (l *line) Disabled() bool { return l.data.Do == nil && l.data.Ask == nil }
func (l *line) Enable()        {}
func (l *line) Disable()       {}

func (l *line) TypedRune(rune) {}
func (l *line) FocusGained() {
	l.focused = true
	ui.Point(l, l.data.Why)
	l.style()
	ui.Reveal(l, 0, l.Size().Height)
}
func (l *line) FocusLost() {
	l.focused = false
	ui.Point(l, nil)
	l.style()
}

func (l *line) MouseIn(e *desktop.MouseEvent) {
	l.hovered = true
	ui.Point(l, l.data.Why)
	l.style()
	ui.RestTip(l, e.Position, l.data.Tip)
}
func (l *line) MouseMoved(e *desktop.MouseEvent) { ui.RestTip(l, e.Position, l.data.Tip) }
func (l *line) MouseOut() {
	l.hovered = false
	ui.Point(l, nil)
	l.style()
	ui.HideTip(l)
}

func (l *line) Cursor() desktop.Cursor {
	if l.data.Do != nil {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}
