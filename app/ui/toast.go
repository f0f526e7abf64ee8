package ui

import (
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"remanence/app/tr"
	"remanence/app/ui/palette"
)

// ToastTime is how long a toast stays. Bad ones stay until they are closed.
var ToastTime = 6 * time.Second

const toastWidth = 360

// Notice is a message that blocks nothing.
type Notice struct {
	Text     string
	Tint     palette.Tint // Ok, Warn, Bad or Info; Auto is Info
	Action   string       // optional button, such as "Undo"
	OnAction func()
}

// Toast shows a notice in the lower right corner of a window. Call it on the UI
// goroutine.
func Toast(w fyne.Window, n Notice) {
	if w == nil {
		return
	}
	if l := groundLayer(w.Canvas()); l != nil {
		l.toasts.add(n)
	}
}

// toastStack keeps the toasts of one layer, newest at the bottom.
type toastStack struct {
	layer *Layer
	box   *fyne.Container
	gone  atomic.Bool // the layer is closed
}

func newToastStack(l *Layer) *toastStack {
	return &toastStack{layer: l, box: container.NewWithoutLayout()}
}

func (s *toastStack) add(n Notice) {
	if n.Tint == palette.Auto {
		n.Tint = palette.Info
	}
	var t *fyne.Container
	t = toastBox(n, func() { s.remove(t) })
	s.box.Add(t)
	if len(s.box.Objects) > 4 { // a burst must not cover the page
		s.box.Remove(s.box.Objects[0])
	}
	s.arrange(s.layer.Size())
	if n.Tint != palette.Bad {
		time.AfterFunc(ToastTime, func() {
			if !s.gone.Load() {
				Do(func() { s.remove(t) })
			}
		})
	}
}

func (s *toastStack) remove(t *fyne.Container) {
	s.box.Remove(t)
	s.arrange(s.layer.Size())
}

// arrange stacks toasts upwards from the lower right corner. The container itself
// stays without size: only the toasts take clicks.
func (s *toastStack) arrange(size fyne.Size) {
	y := size.Height - 14
	for i := len(s.box.Objects) - 1; i >= 0; i-- {
		o := s.box.Objects[i]
		m := o.MinSize()
		m.Width = min(max(m.Width, toastWidth), size.Width-28)
		o.Resize(m)
		y -= m.Height
		o.Move(fyne.NewPos(size.Width-m.Width-14, y))
		y -= 8
	}
	s.box.Refresh()
	s.layer.repaint()
}

func toastBox(n Notice, drop func()) *fyne.Container {
	colors := Colors()
	back := canvas.NewRectangle(n.Tint.Soft(colors.Dark))
	back.StrokeColor, back.StrokeWidth, back.CornerRadius = n.Tint.Color(colors.Dark, colors.Info), 1, 6
	text := widget.NewLabel(n.Text)
	text.Wrapping = fyne.TextWrapWord
	dismiss := NewButton("", theme.CancelIcon(), tr.T("Close"), drop)
	dismiss.Importance = widget.LowImportance
	right := container.NewHBox()
	if n.Action != "" {
		right.Add(NewButton(n.Action, nil, "", func() {
			drop()
			if n.OnAction != nil {
				n.OnAction()
			}
		}))
	}
	right.Add(dismiss)
	icon := container.NewCenter(widget.NewIcon(statusIcon(n.Tint)))
	// A wrapping label only knows its height for a width; fix the width first.
	text.Resize(fyne.NewSize(toastWidth-60-right.MinSize().Width, text.MinSize().Height))
	return container.NewStack(back, container.NewPadded(container.NewBorder(nil, nil, icon, container.NewCenter(right), text)))
}

// statusIcon gives every status a shape as well as a colour.
func statusIcon(t palette.Tint) fyne.Resource {
	switch t {
	case palette.Ok:
		return theme.NewSuccessThemedResource(theme.ConfirmIcon())
	case palette.Warn:
		return theme.NewWarningThemedResource(theme.WarningIcon())
	case palette.Bad:
		return theme.NewErrorThemedResource(theme.ErrorIcon())
	}
	return theme.NewPrimaryThemedResource(theme.InfoIcon())
}
