package shell

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"remanence/app/ui"
	"remanence/app/ui/palette"
)

const (
	railWidth  = 132
	narrowRail = 60
)

// rail is the column of pages at the left.
type rail struct {
	widget.BaseWidget
	back   *canvas.Rectangle
	items  []*railItem
	narrow bool
}

func newRail(makers []PageMaker, show func(id string)) *rail {
	r := &rail{back: canvas.NewRectangle(nil)}
	for i, m := range makers {
		r.items = append(r.items, newRailItem(m, "Ctrl+"+string(rune('1'+i)), func() { show(m.ID) }))
	}
	r.ExtendBaseWidget(r)
	return r
}

// setNarrow shows icons only, or the names again.
func (r *rail) setNarrow(narrow bool) {
	if r.narrow == narrow {
		return
	}
	r.narrow = narrow
	r.back.SetMinSize(fyne.NewSize(r.width(), 0))
	for _, i := range r.items {
		set(i.text, !narrow)
	}
	r.Refresh()
}

func (r *rail) width() float32 {
	if r.narrow {
		return narrowRail
	}
	return railWidth
}

func (r *rail) choose(id string) {
	for _, i := range r.items {
		i.chosen = i.id == id
		i.Refresh()
	}
}

func (r *rail) Refresh() {
	r.back.FillColor = ui.Colors().Header
	r.BaseWidget.Refresh()
	for _, i := range r.items {
		i.Refresh()
	}
}

func (r *rail) CreateRenderer() fyne.WidgetRenderer {
	r.back.FillColor = ui.Colors().Header
	r.back.SetMinSize(fyne.NewSize(r.width(), 0))
	box := container.New(layout.NewCustomPaddedVBoxLayout(2))
	for _, i := range r.items {
		box.Add(i)
	}
	return widget.NewSimpleRenderer(container.NewStack(r.back, container.New(layout.NewCustomPaddedLayout(8, 8, 6, 6), box)))
}

// railItem is one page in the rail: a button by mouse and keyboard.
type railItem struct {
	widget.BaseWidget
	id, tip                  string
	do                       func()
	chosen, hovered, focused bool
	back, bar                *canvas.Rectangle
	icon                     *canvas.Image
	base                     fyne.Resource
	text                     *canvas.Text
}

func newRailItem(m PageMaker, keys string, do func()) *railItem {
	i := &railItem{id: m.ID, tip: m.Title + "\n" + keys, do: do, base: m.Icon(),
		back: canvas.NewRectangle(nil), bar: canvas.NewRectangle(nil), icon: &canvas.Image{FillMode: canvas.ImageFillContain}, text: canvas.NewText(m.Title, nil)}
	i.back.CornerRadius, i.bar.CornerRadius = 5, 2
	i.bar.SetMinSize(fyne.NewSize(3, 20))
	i.icon.SetMinSize(fyne.NewSquareSize(20))
	i.text.TextSize = 14
	i.ExtendBaseWidget(i)
	return i
}

func (i *railItem) Refresh() {
	i.style()
	i.BaseWidget.Refresh()
}

func (i *railItem) style() {
	s := ui.Colors()
	i.back.FillColor, i.bar.FillColor = palette.Alpha(s.Text, 0), palette.Alpha(s.Text, 0)
	i.text.Color, i.text.TextStyle.Bold = s.Text, i.chosen
	i.icon.Resource = theme.NewColoredResource(i.base, theme.ColorNamePlaceHolder)
	switch {
	case i.chosen:
		i.back.FillColor, i.bar.FillColor = s.Surface, s.Accent
		i.icon.Resource = theme.NewColoredResource(i.base, theme.ColorNamePrimary)
	case i.hovered:
		i.back.FillColor = palette.Alpha(s.Text, 16)
	}
	i.back.StrokeWidth = 0
	if i.focused {
		i.back.StrokeColor, i.back.StrokeWidth = s.Accent, 2
	}
}

func (i *railItem) CreateRenderer() fyne.WidgetRenderer {
	i.style()
	row := container.New(layout.NewCustomPaddedHBoxLayout(9), container.NewCenter(i.bar), container.NewCenter(i.icon), container.NewCenter(i.text))
	return widget.NewSimpleRenderer(container.NewStack(i.back, container.New(layout.NewCustomPaddedLayout(7, 7, 3, 6), row)))
}

func (i *railItem) Tapped(*fyne.PointEvent)          { i.do() }
func (i *railItem) TypedRune(rune)                   {}
func (i *railItem) FocusGained()                     { i.focused = true; i.Refresh() }
func (i *railItem) FocusLost()                       { i.focused = false; i.Refresh() }
func (i *railItem) MouseMoved(e *desktop.MouseEvent) { ui.RestTip(i, e.Position, i.tip) }
func (i *railItem) Cursor() desktop.Cursor           { return desktop.PointerCursor }
func (i *railItem) MouseIn(e *desktop.MouseEvent) {
	i.hovered = true
	i.Refresh()
	ui.RestTip(i, e.Position, i.tip)
}
func (i *railItem) MouseOut() { i.hovered = false; i.Refresh(); ui.HideTip(i) }
func (i *railItem) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		i.do()
	default:
		ui.FunctionKey(i, k)
	}
}
