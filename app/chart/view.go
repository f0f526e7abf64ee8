package chart

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"remanence/app/ui"
	"remanence/app/ui/paint"
)

// View shows a picture. The whole picture is one image at device pixels, the same
// that PNG writes; hovering only moves a frame and a tooltip over it. Left and
// right walk through what can be pointed at, Enter taps it.
type View struct {
	widget.BaseWidget

	OnTapped func(id string) // a mark with an id was clicked

	picture Picture
	min     fyne.Size
	scene   *Scene
	dark    bool
	img     *image.RGBA
	raster  *canvas.Raster
	frame   *canvas.Rectangle
	foreign []fyne.CanvasObject
	at      int // the mark the keyboard is on; -1 none
	hover   *Mark
	focused bool
}

// NewView shows p.
func NewView(p Picture) *View {
	v := &View{picture: p, min: fyne.NewSize(240, 140), at: -1}
	v.ExtendBaseWidget(v)
	return v
}

// SetPicture shows another picture.
func (v *View) SetPicture(p Picture) {
	v.picture, v.at, v.hover = p, -1, nil
	ui.HideTip(v)
	v.Refresh()
}

// SetMinSize sets the size the view never goes below; it grows with its place.
func (v *View) SetMinSize(s fyne.Size) {
	v.min = s
	v.Refresh()
}

// Picture returns what is shown, for saving it.
func (v *View) Picture() Picture { return v.picture }

// MinSize implements fyne.Widget.
func (v *View) MinSize() fyne.Size {
	v.ExtendBaseWidget(v)
	return v.min
}

// CreateRenderer implements fyne.Widget.
func (v *View) CreateRenderer() fyne.WidgetRenderer {
	v.raster = canvas.NewRaster(v.paint)
	v.frame = canvas.NewRectangle(nil)
	v.frame.StrokeWidth, v.frame.CornerRadius = 2, 2
	v.frame.Hide()
	return &viewRenderer{v}
}

// paint is the raster's generator.
func (v *View) paint(w, h int) image.Image {
	if v.img == nil || v.img.Rect.Dx() != w || v.img.Rect.Dy() != h {
		v.img = image.NewRGBA(image.Rect(0, 0, max(w, 1), max(h, 1)))
	}
	if v.scene != nil && v.scene.Width > 0 {
		clear(v.img.Pix)
		Paint(v.img, v.scene, float64(w)/v.scene.Width)
	}
	return v.img
}

// build lays the picture out for the widget's size and theme.
func (v *View) build(size fyne.Size) {
	v.dark = ui.IsDark()
	if v.picture == nil || size.Width < 40 || size.Height < 40 {
		v.scene = nil
		return
	}
	v.scene = v.picture.Scene(float64(size.Width), float64(size.Height), v.dark)
	v.hover = nil
	v.foreign = nil
	// Texts in scripts the bundled font lacks are left to the toolkit, which
	// finds a font of the system.
	for i := range v.scene.Marks {
		m := &v.scene.Marks[i]
		if m.Kind != Text || paint.Get(paint.Font{}, m.Size).Covers(m.Text) {
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

func (r *viewRenderer) Layout(size fyne.Size) {
	r.v.build(size)
	r.v.raster.Resize(size)
	r.v.raster.Refresh()
	r.v.mark(nil)
}
func (r *viewRenderer) MinSize() fyne.Size { return r.v.min }
func (r *viewRenderer) Refresh()           { r.Layout(r.v.Size()) }
func (r *viewRenderer) Destroy()           {}
func (r *viewRenderer) Objects() []fyne.CanvasObject {
	return append(append([]fyne.CanvasObject{r.v.raster}, r.v.foreign...), r.v.frame)
}

// mark puts the frame around a mark and shows its tip.
func (v *View) mark(m *Mark) {
	v.hover = m
	if m == nil {
		if v.frame.Visible() {
			v.frame.Hide()
		}
		return
	}
	x0, y0, x1, y1 := m.Bounds()
	// Bands are large and curved; a box around them would say nothing.
	if m.Kind == Area || m.Kind == Line || m.Kind == Text {
		v.frame.Hide()
	} else {
		v.frame.StrokeColor = ui.Colors().Text
		v.frame.Move(fyne.NewPos(float32(x0)-1, float32(y0)-1))
		v.frame.Resize(fyne.NewSize(float32(x1-x0)+2, float32(y1-y0)+2))
		v.frame.Show()
		v.frame.Refresh()
	}
}

// MouseIn implements desktop.Hoverable.
func (v *View) MouseIn(e *desktop.MouseEvent) { v.MouseMoved(e) }

// MouseMoved implements desktop.Hoverable.
func (v *View) MouseMoved(e *desktop.MouseEvent) {
	if v.scene == nil {
		return
	}
	m := v.scene.Hit(float64(e.Position.X), float64(e.Position.Y))
	if m == nil {
		v.mark(nil)
		ui.HideTip(v)
		return
	}
	if m != v.hover {
		v.mark(m)
	}
	ui.ShowTip(v, e.Position, m.Tip)
}

// MouseOut implements desktop.Hoverable.
func (v *View) MouseOut() {
	v.mark(nil)
	ui.HideTip(v)
}

// Cursor implements desktop.Cursorable.
func (v *View) Cursor() desktop.Cursor {
	if v.OnTapped != nil && v.hover != nil && v.hover.ID != "" {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

// Tapped implements fyne.Tappable.
func (v *View) Tapped(e *fyne.PointEvent) {
	if v.scene == nil {
		return
	}
	if m := v.scene.Hit(float64(e.Position.X), float64(e.Position.Y)); m != nil {
		v.tap(m)
	}
}

func (v *View) tap(m *Mark) {
	if m.ID != "" && v.OnTapped != nil {
		v.OnTapped(m.ID)
	}
}

// FocusGained implements fyne.Focusable.
func (v *View) FocusGained() { v.focused = true }

// FocusLost implements fyne.Focusable.
func (v *View) FocusLost() {
	v.focused, v.at = false, -1
	v.MouseOut()
}

// TypedRune implements fyne.Focusable.
func (v *View) TypedRune(rune) {}

// TypedKey implements fyne.Focusable.
func (v *View) TypedKey(k *fyne.KeyEvent) {
	if v.scene == nil {
		return
	}
	targets := v.scene.Targets()
	if len(targets) == 0 {
		return
	}
	switch k.Name {
	case fyne.KeyRight, fyne.KeyDown:
		v.at = (v.at + 1) % len(targets)
	case fyne.KeyLeft, fyne.KeyUp:
		v.at = (max(v.at, 0) - 1 + len(targets)) % len(targets)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		if v.at >= 0 && v.at < len(targets) {
			v.tap(targets[v.at])
		}
		return
	default:
		return
	}
	m := targets[v.at]
	v.mark(m)
	_, y0, x1, _ := m.Bounds()
	ui.ShowTip(v, fyne.NewPos(float32(x1), float32(y0)), m.Tip)
}
