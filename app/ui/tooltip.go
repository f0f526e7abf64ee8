package ui

import (
	"math"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"remanence/app/ui/wrap"
)

// TipDelay is how long the mouse rests before a tooltip shows. Zero shows at
// once, which tests use.
var TipDelay = 450 * time.Millisecond

const (
	tipWidth   = 380 // wider tips wrap
	tipPadding = 7
)

// tip is the one tooltip of a layer.
type tip struct {
	box   *fyne.Container
	back  *canvas.Rectangle
	owner fyne.CanvasObject
	turn  int // raised by every request, so that late timers find themselves stale
}

func newTip() *tip {
	t := &tip{back: canvas.NewRectangle(nil), box: container.NewWithoutLayout()}
	t.box.Hide()
	return t
}

// ShowTip shows text at once beside the point at, given relative to obj. Lines
// are broken at "\n"; with several lines the first is the title.
func ShowTip(obj fyne.CanvasObject, at fyne.Position, text string) {
	if l := topLayer(canvasOf(obj)); l != nil {
		l.tip.turn++
		l.showTip(obj, at, text)
	}
}

// RestTip shows text after TipDelay, unless HideTip or another tip comes first.
func RestTip(obj fyne.CanvasObject, at fyne.Position, text string) {
	l := topLayer(canvasOf(obj))
	if l == nil || text == "" {
		HideTip(obj)
		return
	}
	l.tip.turn++
	if TipDelay == 0 {
		l.showTip(obj, at, text)
		return
	}
	turn := l.tip.turn
	time.AfterFunc(TipDelay, func() {
		Do(func() {
			if l.tip.turn == turn {
				l.showTip(obj, at, text)
			}
		})
	})
}

// HideTip takes away the tip of obj, or the one still to come.
func HideTip(obj fyne.CanvasObject) {
	l := topLayer(canvasOf(obj))
	if l == nil {
		return
	}
	l.tip.turn++
	if l.tip.box.Visible() {
		l.tip.box.Hide()
		l.repaint()
	}
}

// TipText returns the tooltip now shown on a canvas, for tests.
func TipText(c fyne.Canvas) string {
	l := topLayer(c)
	if l == nil || !l.tip.box.Visible() {
		return ""
	}
	var lines []string
	for _, o := range l.tip.box.Objects {
		if t, ok := o.(*canvas.Text); ok {
			lines = append(lines, t.Text)
		}
	}
	return strings.Join(lines, "\n")
}

func (l *Layer) showTip(obj fyne.CanvasObject, at fyne.Position, text string) {
	if strings.TrimSpace(text) == "" {
		l.tip.box.Hide()
		return
	}
	colors, t := Colors(), l.tip
	t.owner = obj
	t.back.FillColor, t.back.StrokeColor = colors.Raised, colors.LineStrong
	t.back.StrokeWidth, t.back.CornerRadius = 1, 4
	t.box.Objects = []fyne.CanvasObject{t.back}
	y, width := float32(tipPadding), float32(0)
	lines := strings.Split(text, "\n")
	for i, paragraph := range lines {
		style := fyne.TextStyle{Bold: i == 0 && len(lines) > 1}
		fits := func(line string) bool { return fyne.MeasureText(line, TextSize-1, style).Width <= tipWidth }
		for _, line := range wrap.Lines(paragraph, math.MaxInt, fits) {
			s := canvas.NewText(line, colors.Text)
			s.TextSize, s.TextStyle = TextSize-1, style
			size := s.MinSize()
			s.Move(fyne.NewPos(tipPadding+2, y))
			s.Resize(size)
			y, width = y+size.Height, max(width, size.Width)
			t.box.Objects = append(t.box.Objects, s)
		}
	}
	size := fyne.NewSize(width+2*tipPadding+4, y+tipPadding)
	t.back.Resize(size)
	t.box.Resize(size)

	driver := fyne.CurrentApp().Driver()
	mouse := driver.AbsolutePositionForObject(obj).Add(at)
	t.box.Move(placeTip(mouse, size, l.canvas.Size()).Subtract(driver.AbsolutePositionForObject(l)))
	t.box.Show()
	t.box.Refresh()
	l.repaint()
}

// placeTip puts the tip below and right of the mouse, flipped where the window
// ends; it never lies under the mouse, where it would hide what it explains.
func placeTip(mouse fyne.Position, tip, window fyne.Size) fyne.Position {
	p := mouse.AddXY(14, 18)
	if p.X+tip.Width > window.Width-4 {
		p.X = max(4, min(mouse.X-tip.Width-8, window.Width-tip.Width-4))
	}
	if p.Y+tip.Height > window.Height-4 {
		p.Y = max(4, mouse.Y-tip.Height-8)
	}
	return p
}

// Tipped gives an object that has no hovering of its own (label, icon, card) a
// tooltip. Buttons need NewButton instead. Why, where there is one, shows where the
// figure in it comes from: by Ctrl+I under the pointer, or by a right click.
type Tipped struct {
	widget.BaseWidget
	Content fyne.CanvasObject
	Tip     string
	Why     func()
}

// NewTipped wraps obj.
func NewTipped(obj fyne.CanvasObject, text string) *Tipped {
	t := &Tipped{Content: obj, Tip: text}
	t.ExtendBaseWidget(t)
	return t
}

// CreateRenderer implements fyne.Widget.
func (t *Tipped) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(t.Content) }

// MouseIn implements desktop.Hoverable.
func (t *Tipped) MouseIn(e *desktop.MouseEvent) {
	Point(t, t.Why)
	RestTip(t, e.Position, t.Tip)
}

// MouseMoved implements desktop.Hoverable.
func (t *Tipped) MouseMoved(e *desktop.MouseEvent) { RestTip(t, e.Position, t.Tip) }

// MouseOut implements desktop.Hoverable.
func (t *Tipped) MouseOut() {
	Point(t, nil)
	HideTip(t)
}

// TappedSecondary implements fyne.SecondaryTappable.
func (t *Tipped) TappedSecondary(*fyne.PointEvent) {
	if t.Why != nil {
		t.Why()
	}
}

// Figure is what the object says and what explains it, nil for nothing.
func (t *Tipped) Figure() (text string, why func()) {
	if l, ok := t.Content.(*widget.Label); ok {
		text = l.Text
	}
	return text, t.Why
}
