package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"remanence/app/ui/palette"
)

// Veil holds content that shows what is chosen elsewhere. While that runs ahead of it
// the content is pale, and the mouse does nothing to it.
type Veil struct {
	widget.BaseWidget
	content fyne.CanvasObject
	shade   *shade
}

// NewVeil makes a veil over content, which can be seen and used until it lags.
func NewVeil(content fyne.CanvasObject) *Veil {
	v := &Veil{content: content, shade: newShade()}
	v.ExtendBaseWidget(v)
	return v
}

// Lag says whether the content is behind.
func (v *Veil) Lag(lags bool) {
	switch {
	case lags == v.shade.Visible():
	case lags:
		v.shade.Show()
	default:
		v.shade.Hide()
	}
}

// Lags tells whether the content is behind.
func (v *Veil) Lags() bool { return v.shade.Visible() }

// CreateRenderer implements fyne.Widget.
func (v *Veil) CreateRenderer() fyne.WidgetRenderer { return &veilRenderer{v} }

// veilRenderer leaves the content alone when the shade comes and goes.
type veilRenderer struct{ v *Veil }

func (r *veilRenderer) Layout(size fyne.Size) {
	r.v.content.Resize(size)
	r.v.shade.Resize(size)
}
func (r *veilRenderer) MinSize() fyne.Size { return r.v.content.MinSize() }
func (r *veilRenderer) Refresh()           { r.v.content.Refresh(); r.v.shade.Refresh() }
func (r *veilRenderer) Destroy()           {}
func (r *veilRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.v.content, r.v.shade}
}

// shade takes the mouse from what lies under it.
type shade struct {
	widget.BaseWidget
	back *canvas.Rectangle
}

func newShade() *shade {
	s := &shade{back: canvas.NewRectangle(nil)}
	s.ExtendBaseWidget(s)
	s.Hide()
	return s
}

func (s *shade) Refresh() {
	s.style()
	s.BaseWidget.Refresh()
}

func (s *shade) style() { s.back.FillColor = palette.Alpha(Colors().Surface, 170) }

func (s *shade) CreateRenderer() fyne.WidgetRenderer {
	s.style()
	return widget.NewSimpleRenderer(s.back)
}

func (s *shade) Tapped(*fyne.PointEvent)          {}
func (s *shade) TappedSecondary(*fyne.PointEvent) {}
func (s *shade) DoubleTapped(*fyne.PointEvent)    {}
func (s *shade) Dragged(*fyne.DragEvent)          {}
func (s *shade) DragEnd()                         {}
func (s *shade) MouseIn(*desktop.MouseEvent)      {}
func (s *shade) MouseMoved(*desktop.MouseEvent)   {}
func (s *shade) MouseOut()                        {}
func (s *shade) MouseDown(*desktop.MouseEvent)    {}
func (s *shade) MouseUp(*desktop.MouseEvent)      {}

var _ desktop.Hoverable = (*shade)(nil)
