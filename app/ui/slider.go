package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Slider is a slider whose whole track is seen. The toolkit gives the part behind
// the knob the colour of entries, which our surfaces have too.
type Slider struct{ widget.Slider }

// NewSlider makes a horizontal slider between two values.
func NewSlider(from, to float64) *Slider {
	s := &Slider{widget.Slider{Min: from, Max: to, Step: 1}}
	s.ExtendBaseWidget(s)
	return s
}

// CreateRenderer implements fyne.Widget.
func (s *Slider) CreateRenderer() fyne.WidgetRenderer {
	s.ExtendBaseWidget(s)
	r := &sliderRenderer{WidgetRenderer: s.Slider.CreateRenderer()}
	// The track is the first of the toolkit's objects; were that to change, the
	// slider would look as the toolkit draws it.
	r.track, _ = r.Objects()[0].(*canvas.Rectangle)
	r.Refresh()
	return r
}

type sliderRenderer struct {
	fyne.WidgetRenderer
	track *canvas.Rectangle
}

func (r *sliderRenderer) Refresh() {
	r.WidgetRenderer.Refresh()
	if r.track != nil {
		r.track.FillColor = Colors().LineStrong
		r.track.Refresh()
	}
}
