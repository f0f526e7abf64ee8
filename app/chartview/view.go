// Package chartview shows the pictures of package chart in the window: hovering
// with exact figures, a click to the cause, the keyboard, and saving as a file
// from the context menu.
package chartview

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"remanence/app/chart"
	"remanence/app/ui"
	"remanence/app/ui/paint"
)

// View shows a picture. The whole picture is one image at device pixels, the same
// that PNG writes; hovering only moves a frame, a trace and a tooltip over it.
// Left and right walk through what can be pointed at, Enter taps it, a right
// click or Shift+F10 opens the menu.
type View struct {
	widget.BaseWidget

	OnTapped func(id string)                  // a mark with an id was clicked
	Why      func(id string) func()           // shows where the figure of a mark comes from; nil where it has none
	Menu     func(id string) []*fyne.MenuItem // entries of the page above our own; id is "" beside marks
	Hint     func() string                    // what to do where the picture has nothing to show; nil says only that

	picture chart.Picture
	min     fyne.Size
	scene   *chart.Scene
	built   fyne.Size // what the scene was made for
	dark    bool
	img     *image.RGBA
	raster  *canvas.Raster
	over    *canvas.Raster
	traced  []chart.Mark
	frame   *canvas.Rectangle
	edge    *canvas.Rectangle // around all of it while it has the keyboard
	foreign []fyne.CanvasObject
	at      int // the mark the keyboard is on; -1 none
	hover   *chart.Mark
	focused bool
	scroll  *container.Scroll // of Scrolled
}

// New shows p.
func New(p chart.Picture) *View {
	v := &View{picture: p, min: fyne.NewSize(240, 140), at: -1}
	v.ExtendBaseWidget(v)
	return v
}

// SetPicture shows another picture.
func (v *View) SetPicture(p chart.Picture) {
	v.picture, v.at, v.hover = p, -1, nil
	ui.HideTip(v)
	v.Refresh()
	if v.scroll != nil {
		v.scroll.Refresh()
	}
}

// Scrolled is the view for a place that may be too low for all rows of its picture:
// there it scrolls.
func Scrolled(v *View) fyne.CanvasObject {
	v.scroll = container.NewVScroll(v)
	v.scroll.SetMinSize(v.min)
	return v.scroll
}

// reveal brings a mark into sight.
func (v *View) reveal(m *chart.Mark) {
	if v.scroll == nil {
		return
	}
	_, y0, _, y1 := m.Bounds()
	at, seen := v.scroll.Offset, v.scroll.Size().Height
	switch {
	case float32(y0)-8 < at.Y:
		at.Y = max(0, float32(y0)-8)
	case float32(y1)+8 > at.Y+seen:
		at.Y = float32(y1) + 8 - seen
	}
	if at != v.scroll.Offset {
		v.scroll.ScrollToOffset(at)
	}
}

// SetMinSize sets the size the view never goes below; it grows with its place.
func (v *View) SetMinSize(s fyne.Size) {
	v.min = s
	if v.scroll != nil {
		v.scroll.SetMinSize(s)
	}
	v.Refresh()
}

// Picture returns what is shown, for saving it.
func (v *View) Picture() chart.Picture { return v.picture }

// MinSize implements fyne.Widget.
func (v *View) MinSize() fyne.Size {
	v.ExtendBaseWidget(v)
	least := v.min
	if tall, ok := v.picture.(chart.Tall); ok && v.scroll != nil {
		least.Height = max(least.Height, float32(tall.Least(v.width())))
	}
	return least
}

// wide is any width in which all names of a picture have room.
const wide = 1e5

// width is the one a picture in a scroll gets; before it is laid out, one with room.
func (v *View) width() float64 {
	if w := v.scroll.Size().Width; w > 0 {
		return float64(w)
	}
	return wide
}

// CreateRenderer implements fyne.Widget.
func (v *View) CreateRenderer() fyne.WidgetRenderer {
	v.raster = canvas.NewRaster(v.paint)
	v.over = canvas.NewRaster(v.paintTrace)
	v.over.Hide()
	v.frame = canvas.NewRectangle(nil)
	v.frame.StrokeWidth, v.frame.CornerRadius = 2, 2
	v.frame.Hide()
	v.edge = canvas.NewRectangle(nil)
	v.edge.StrokeWidth, v.edge.CornerRadius = 2, 4
	v.edge.Hide()
	return &viewRenderer{v}
}

// paint is the raster's generator.
func (v *View) paint(w, h int) image.Image {
	if v.img == nil || v.img.Rect.Dx() != w || v.img.Rect.Dy() != h {
		v.img = image.NewRGBA(image.Rect(0, 0, max(w, 1), max(h, 1)))
	}
	if v.scene != nil && v.scene.Width > 0 {
		clear(v.img.Pix)
		chart.Paint(v.img, v.scene, float64(w)/v.scene.Width)
	}
	return v.img
}

// paintTrace draws what lies over the picture while something is pointed at.
func (v *View) paintTrace(w, h int) image.Image {
	img := image.NewRGBA(image.Rect(0, 0, max(w, 1), max(h, 1)))
	if v.scene != nil && v.scene.Width > 0 {
		chart.PaintMarks(img, v.scene, v.traced, float64(w)/v.scene.Width)
	}
	return img
}

// build lays the picture out for the widget's size and theme.
func (v *View) build(size fyne.Size) {
	v.dark = ui.IsDark()
	if v.picture == nil || size.Width < 40 || size.Height < 40 {
		v.scene = nil
		return
	}
	v.scene = v.picture.Scene(float64(size.Width), float64(size.Height), v.dark)
	if v.Hint != nil {
		v.scene.Say(v.Hint())
	}
	v.hover = nil
	v.foreign = nil
	// Texts in scripts the bundled font lacks are left to the toolkit, which
	// finds a font of the system.
	for i := range v.scene.Marks {
		m := &v.scene.Marks[i]
		if m.Kind != chart.Text || paint.Get(paint.Font{}, m.Size).Covers(m.Text) {
			continue
		}
		t := canvas.NewText(m.Text, m.Fill)
		t.TextSize, t.TextStyle.Bold = float32(m.Size), m.Bold
		s := t.MinSize()
		x := float32(m.Points[0].X) - s.Width*float32(m.Anchor)/2
		t.Move(fyne.NewPos(x, float32(m.Points[0].Y)-s.Height*0.78))
		t.Resize(s)
		v.foreign = append(v.foreign, t)
		m.Text = ""
	}
}

type viewRenderer struct{ v *View }

// Layout builds the picture for another size. The toolkit also calls it when a
// frame or a trace over the picture comes and goes; that must not end them.
func (r *viewRenderer) Layout(size fyne.Size) {
	if r.v.scene != nil && size == r.v.built {
		return
	}
	r.layout(size)
}

func (r *viewRenderer) layout(size fyne.Size) {
	r.v.built = size
	r.v.build(size)
	r.v.raster.Resize(size)
	r.v.raster.Refresh()
	r.v.over.Resize(size)
	r.v.edge.Resize(size)
	r.v.mark(nil)
}
func (r *viewRenderer) MinSize() fyne.Size { return r.v.MinSize() }
func (r *viewRenderer) Refresh()           { r.layout(r.v.Size()) }
func (r *viewRenderer) Destroy()           {}
func (r *viewRenderer) Objects() []fyne.CanvasObject {
	return append(append([]fyne.CanvasObject{r.v.raster}, r.v.foreign...), r.v.over, r.v.frame, r.v.edge)
}

// whyOf shows where the figure of a mark comes from, nil when it cannot be told.
func (v *View) whyOf(m *chart.Mark) func() {
	if m == nil || m.ID == "" || v.Why == nil {
		return nil
	}
	return v.Why(m.ID)
}

// mark puts the frame around a mark, with its trace if the picture has one.
func (v *View) mark(m *chart.Mark) {
	v.hover = m
	ui.Point(v, v.whyOf(m))
	if v.traced = v.scene.Trace(m); len(v.traced) > 0 {
		v.over.Show()
		v.over.Refresh()
	} else if v.over.Visible() {
		v.over.Hide()
	}
	// Bands are large and curved; a box around them would say nothing.
	if m == nil || m.Kind == chart.Area || m.Kind == chart.Line || m.Kind == chart.Text {
		if v.frame.Visible() {
			v.frame.Hide()
		}
		return
	}
	x0, y0, x1, y1 := m.Bounds()
	v.frame.StrokeColor = ui.Colors().Text
	v.frame.Move(fyne.NewPos(float32(x0)-1, float32(y0)-1))
	v.frame.Resize(fyne.NewSize(float32(x1-x0)+2, float32(y1-y0)+2))
	v.frame.Show()
	v.frame.Refresh()
}
