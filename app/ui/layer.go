package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Layer lies over the content of a window or dialog and carries its tooltip and
// toasts. It catches no mouse events, so everything below works as before.
type Layer struct {
	widget.BaseWidget

	content fyne.CanvasObject
	canvas  fyne.Canvas
	tip     *tip
	toasts  *toastStack
	nudge   *canvas.Rectangle
}

// layers finds the layer of a canvas; dialogs push theirs on top. Like all of
// the toolkit it is touched on the UI goroutine only.
var layers = map[fyne.Canvas][]*Layer{}

// NewLayer wraps the content of a window: w.SetContent(ui.NewLayer(w, content)).
func NewLayer(w fyne.Window, content fyne.CanvasObject) *Layer {
	l := newLayer(w.Canvas(), content)
	// A window has one ground layer; setting new content replaces it.
	layers[w.Canvas()] = []*Layer{l}
	return l
}

func newLayer(c fyne.Canvas, content fyne.CanvasObject) *Layer {
	l := &Layer{content: content, canvas: c, tip: newTip(), nudge: canvas.NewRectangle(color.Transparent)}
	l.nudge.Resize(fyne.NewSize(1, 1))
	l.toasts = newToastStack(l)
	l.ExtendBaseWidget(l)
	return l
}

// repaint asks for a new frame. The toolkit only knows which window an object is
// in once it was painted, so refreshing something just shown does nothing; and
// refreshing the layer would throw away every texture of the page. A transparent
// pixel that is always there does it.
func (l *Layer) repaint() { canvas.Refresh(l.nudge) }

// Close forgets the layer; call it when its window closes.
func (l *Layer) Close() {
	l.toasts.gone.Store(true)
	stack := layers[l.canvas]
	for i, other := range stack {
		if other == l {
			layers[l.canvas] = stack[:i]
		}
	}
	if len(layers[l.canvas]) == 0 {
		delete(layers, l.canvas)
	}
}

// push puts a dialog's layer on top so that tips inside it are seen.
func (l *Layer) push() { layers[l.canvas] = append(layers[l.canvas], l) }

// topLayer is where tips of a canvas go; nil when there is none.
func topLayer(c fyne.Canvas) *Layer {
	if stack := layers[c]; len(stack) > 0 {
		return stack[len(stack)-1]
	}
	return nil
}

// groundLayer is where toasts of a canvas go: they outlive dialogs.
func groundLayer(c fyne.Canvas) *Layer {
	if stack := layers[c]; len(stack) > 0 {
		return stack[0]
	}
	return nil
}

func canvasOf(obj fyne.CanvasObject) fyne.Canvas {
	app := fyne.CurrentApp()
	if app == nil {
		return nil
	}
	return app.Driver().CanvasForObject(obj)
}

// CreateRenderer implements fyne.Widget.
func (l *Layer) CreateRenderer() fyne.WidgetRenderer { return &layerRenderer{l} }

type layerRenderer struct{ l *Layer }

func (r *layerRenderer) Layout(size fyne.Size) {
	r.l.content.Resize(size)
	r.l.toasts.arrange(size)
}
func (r *layerRenderer) MinSize() fyne.Size { return r.l.content.MinSize() }
func (r *layerRenderer) Refresh() {
	r.l.content.Refresh()
	r.l.toasts.arrange(r.l.Size())
}
func (r *layerRenderer) Destroy() {}
func (r *layerRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.l.content, r.l.toasts.box, r.l.tip.box, r.l.nudge}
}
